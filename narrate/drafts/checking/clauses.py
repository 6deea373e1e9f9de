"""A clause of a sentence in any words: what it is about, and the times, places and words in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from narrate.drafts.checking.subjects import Mention, Subjects
from narrate.drafts.checking.words import ClaimWords, Words
from narrate.drafts.tokens import Token, TokenKind, either
from narrate.drafts.trace_index import TraceIndex
from narrate.findings import Finding
from narrate.periods import MONTHS_A_YEAR, Period
from narrate.settings import READING


@dataclass(frozen=True)
class Hit:
    """Some words of a vocabulary, where they stand, and what they stand for."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Place:
    """An area that a clause names."""

    start: int
    end: int
    area: str


@dataclass(frozen=True)
class Time:
    """A time that a clause names: a period, or how many months back.

    Attributes
    ----------
    start, end : int
    period : Period, optional
    back : int, optional
    loose : bool
        Whether it is a bare year, within which a figure may end.
    dates : bool
        Whether a figure may be one of that time; over the year none is.
    """

    start: int
    end: int
    period: Period | None = None
    back: int | None = None
    loose: bool = False
    dates: bool = True


@dataclass(frozen=True)
class Topic:
    """What a clause is about.

    Attributes
    ----------
    codes : tuple of str
        Indicators, of which it means one or all.
    together : bool
        Whether it means all of them.
    named : bool
        Whether the clause names them itself.
    """

    codes: tuple[str, ...] = ()
    together: bool = False
    named: bool = False


@lru_cache(maxsize=512)
def pattern(words: Words) -> re.Pattern[str]:
    """Return a pattern of whole words."""
    return re.compile(rf"(?<![\w-])(?:{either(words)})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """A clause, with what it is held against.

    Attributes
    ----------
    text : str
        In its own capitals.
    tokens : tuple of Token
        By their places in the text.
    topic : Topic
    mentions : tuple of Mention
    index : TraceIndex
    words : ClaimWords
    refers_back : bool
        Whether its subject is a place that the clause before it names.
    """

    text: str
    tokens: tuple[Token, ...]
    topic: Topic
    mentions: tuple[Mention, ...]
    index: TraceIndex
    words: ClaimWords
    refers_back: bool = False

    def hits(self, words: Words, value: str = "") -> list[Hit]:
        """Return where some words stand."""
        found = pattern(words).finditer(self.text)
        return [Hit(one.start(), one.end(), value or one.group().lower()) for one in found]

    def among(self, table: Iterable[tuple[str, Words]]) -> list[Hit]:
        """Return where the words of a table stand, the longest of those that overlap."""
        every = [hit for value, words in table for hit in self.hits(words, value)]
        every.sort(key=lambda hit: (hit.start - hit.end, hit.start))
        kept: list[Hit] = []
        for hit in every:
            if all(hit.end <= one.start or hit.start >= one.end for one in kept):
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    @cached_property
    def findings(self) -> list[Finding]:
        """The findings that it may be about."""
        known = self.index.by_indicator
        return [known[code] for code in self.topic.codes if code in known]

    @cached_property
    def places(self) -> list[Place]:
        """The areas that it names, in their order; the report's own area by any word for it."""
        named = [
            Place(token.start, token.end, str(token.value))
            for token in self.tokens
            if token.kind is TokenKind.AREA and token.value != "*"
        ]
        areas = self.index.spec.areas
        wider = {"region": areas.region, "nation": areas.nation, "ours": self.own}
        for hit in self.among((kind, self.words.places.get(kind, ())) for kind in wider):
            if wider[hit.value] and not any(one.start < hit.end and hit.start < one.end for one in named):
                named.append(Place(hit.start, hit.end, str(wider[hit.value])))
        return sorted(named, key=lambda place: place.start)

    @cached_property
    def own(self) -> str:
        """The area that its indicators are reported for."""
        return self.findings[0].area if self.findings else self.index.spec.report.area

    @cached_property
    def elsewhere(self) -> list[Place]:
        """The areas that it names and that its indicators have figures of, but for the report's own."""
        known = {area for code in self.topic.codes for area in self.index.areas_of(code)}
        return [place for place in self.places if place.area != self.own and place.area in known]

    @cached_property
    def times(self) -> list[Time]:
        """The times that it names, in their order."""
        found = []
        for token in self.tokens:
            if token.kind is TokenKind.PERIOD:
                loose = token.text.isdigit()
                found.append(Time(token.start, token.end, period=token.value, loose=loose))
            elif token.kind is TokenKind.RELATIVE and int(token.value):
                dates = token.text.lower() not in self.words.against.get("over", ())
                found.append(Time(token.start, token.end, back=int(token.value), dates=dates))
        if not any(time.back for time in found):
            for hit in self.hits(self.words.against.get("back", ()))[:1]:
                dates = hit.value not in self.words.against.get("over", ())
                found.append(Time(hit.start, hit.end, back=MONTHS_A_YEAR, dates=dates))
        return sorted(found, key=lambda time: time.start)

    @cached_property
    def numbers(self) -> list[Token]:
        """The figures in it."""
        return [token for token in self.tokens if token.kind is TokenKind.NUMBER]

    @cached_property
    def limited(self) -> bool:
        """Whether it speaks of a target or threshold, by that word or by who set it."""
        sources = tuple(
            str(limit.threshold.source)
            for finding in self.findings
            for limit in finding.limits
            if limit.threshold.source and len(str(limit.threshold.source)) >= READING.shortest_stem
        )
        proper = tuple(source for source in sources if source[:1].isupper())
        return bool(self.hits((*self.words.limits.get("names", ()), *proper)))

    @cached_property
    def unbound(self) -> bool:
        """Whether it speaks of no one time, or of what is not so."""
        return bool(self.hits(self.words.unbound))

    @cached_property
    def of_a_quarter(self) -> bool:
        """Whether it speaks of a quarter."""
        return bool(self.hits(self.words.quarter))

    def has(self, kind: TokenKind) -> bool:
        """Whether it makes a claim of a kind."""
        return any(token.kind is kind for token in self.tokens)

    def within_name(self, start: int, end: int) -> bool:
        """Whether a place is inside the name of an indicator."""
        words = (span for one in self.mentions for span in one.words)
        word = self.text[start:end].lower()
        return any(first <= start and end <= last for first, last in words) or any(
            word in one.names and one.start <= start <= one.end + READING.near for one in self.mentions
        )

    def before(self, place: int, spans: Sequence[Place] | Sequence[Time]) -> Place | Time | None:
        """Return the last of some names before a place, with no figure between."""
        found = [one for one in spans if one.end <= place]
        if not found or any(found[-1].end <= token.start and token.end <= place for token in self.numbers):
            return None
        return found[-1]

    def behind(self, place: int, spans: Sequence[Place] | Sequence[Time]) -> Place | Time | None:
        """Return the first of some names behind a place, with no figure between and not far."""
        found = [one for one in spans if one.start >= place]
        if not found or found[0].start - place > READING.near:
            return None
        between = any(place <= token.start and token.end <= found[0].start for token in self.numbers)
        return None if between else found[0]


@dataclass(frozen=True)
class Reader:
    """Reads sentences of one paper into clauses."""

    index: TraceIndex
    words: ClaimWords

    @cached_property
    def subjects(self) -> Subjects:
        """The indicators by the words of their names."""
        return Subjects(self.index, self.words)

    def clauses(self, text: str, context: Topic, groups: Sequence[Sequence[str]] = ()) -> Iterator[Clause]:
        """Yield the clauses of a cleaned sentence, each with what it is about.

        Parameters
        ----------
        text : str
            Cleaned.
        context : Topic
            What it carries on with where it names nothing.
        groups : sequence of sequence of str
            Sets of indicators that words such as "both" may mean here.
        """
        carried, before = context, None
        for part in self._parts(text):
            near = {*carried.codes, *context.codes, *(code for group in groups for code in group)}
            mentions = tuple(self.subjects.mentions(part, near))
            topic = self._topic(part, mentions, carried, groups)
            tokens = self.index.tokenise(part)
            made = Clause(part, tokens, topic, mentions, self.index, self.words, self._refers(tokens, before))
            before = made
            yield made
            if topic.codes:
                carried = Topic(topic.codes, topic.together, named=False)

    def _refers(self, tokens: Sequence[Token], before: Clause | None) -> bool:
        """Whether a clause opens with a pronoun for a place that the one before it is about."""
        if before is None or not before.elsewhere or not before.places or before.mentions:
            return False
        opening = [token.text.lower() for token in tokens[:2]]
        return any(word in self.words.pronouns for word in opening)

    def _parts(self, text: str) -> Iterator[str]:
        opening = "|".join(re.escape(word) for word in self.words.clauses) or "(?!)"
        joint = re.compile(rf";|(?:,|\s-)?\s(?=(?:{opening})\s)", re.IGNORECASE)
        glued = [(one.start(), one.end()) for one in pattern(self.words.glued).finditer(text)]
        start = 0
        for found in joint.finditer(text):
            if not any(first <= found.start() < last for first, last in glued):
                yield from self._apart(text[start : found.start()].strip(" ,"))
                start = found.end()
        yield from self._apart(text[start:].strip(" ,"))

    def _apart(self, text: str) -> Iterator[str]:
        """Yield the pieces of a text that commas part, where each is about an indicator of its own."""
        start = 0
        joining = either(self.words.joining)
        for comma in re.finditer(rf", (?:(?:{joining}) )?|(?<=\w) (?:{joining}) ", text):
            left, right = text[start : comma.start()], text[comma.end() :]
            if left.count("(") != left.count(")"):
                continue
            ahead = self.subjects.mentions(right)
            opens = bool(ahead) and ahead[0].start <= READING.near // 4
            if opens and self._claims(right) and self._claims(left) and self.subjects.mentions(left):
                yield left
                start = comma.end()
        if text[start:].strip():
            yield text[start:]

    def _claims(self, text: str) -> bool:
        """Whether a text says which way something goes, or gives a figure."""
        kinds = (TokenKind.DIRECTION, TokenKind.NUMBER, TokenKind.DIFFERENCE)
        return any(token.kind in kinds for token in self.index.tokenise(text))

    def _topic(
        self, text: str, mentions: Sequence[Mention], carried: Topic, groups: Sequence[Sequence[str]]
    ) -> Topic:
        together = self._together(text)
        if not mentions:
            fitting = [group for group in groups if together and len(group) == together]
            wider = (*self.words.places.get("region", ()), *self.words.places.get("nation", ()))
            if fitting and not pattern(wider).search(text):
                return Topic(tuple(fitting[0]), together=True, named=True)
            return carried
        sets = list(dict.fromkeys(one.codes for one in mentions))
        single = [next(iter(codes)) for codes in sets if len(codes) == 1]
        home = frozenset(carried.codes)
        if len(sets) == 1:
            (codes,) = sets
            if together == len(codes) > 1:
                return Topic(tuple(sorted(codes)), together=True, named=True)
            near = codes & home
            return Topic(tuple(sorted(near or codes)), named=True)
        if len(set(single)) > 1:
            return Topic(tuple(dict.fromkeys(single)), together=True, named=True)
        if single:
            return Topic((single[0],), named=True)
        common = frozenset.intersection(*sets)
        return Topic(tuple(sorted(common or sets[0])), named=True)

    def _together(self, text: str) -> int:
        """Return how many indicators a text speaks of at once, by its words; 0 for none."""
        for number, words in self.words.together.items():
            if int(number) and pattern(words).search(text):
                return int(number)
        return 0
