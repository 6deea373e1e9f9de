"""One sentence of a draft: where it comes from, and what in it is not so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narrate.drafts.checking.clauses import Topic
from narrate.drafts.checking.readings import Readings, canonical, keys
from narrate.drafts.checking.statements import Found, Statements
from narrate.drafts.checking.surroundings import Surroundings
from narrate.drafts.context import Sentence
from narrate.drafts.draft import DraftParagraph, Part
from narrate.drafts.issue import Severity
from narrate.drafts.judging import carries, judge, unknown_names
from narrate.drafts.matching import TIES, Origin, agree, find_origin
from narrate.drafts.tokens import Token, TokenKind
from narrate.drafts.trace_index import Original, TraceIndex

REWORDED = 0.5
"""Share of its words from which a sentence is one of the paper's, reworded."""

NEGATED = frozenset({TokenKind.SIGNIFICANCE.value, TokenKind.TARGET.value})
"""Claims whose words stay where a negation goes."""

Fault = tuple[Severity, str, str, str, str]
"""Severity, kind of claim, the words in question, what is true, and the id of the paper's sentence."""


@dataclass(frozen=True)
class SentenceChecker:
    """Checks the sentences of a draft.

    Attributes
    ----------
    index : TraceIndex
    readings : Readings
    statements : Statements
    surroundings : Surroundings
    """

    index: TraceIndex
    readings: Readings
    statements: Statements
    surroundings: Surroundings

    def origin(self, text: str, tokens: tuple[Token, ...], home: str, running: str, before: Origin) -> Origin:
        """Return where a sentence comes from; one that only comments goes with the sentence before."""
        same = self.readings.same(tokens)
        if same:
            here = next((item for item in same if item.paragraph == home), same[0])
            return Origin((here,), {}, near_verbatim=True)
        found = find_origin(text, tokens, home, self.index, lambda item: self.foreign(item, home, running))
        if found.near_verbatim or any(token.kind in TIES for token in tokens):
            return found
        return Origin(before.originals if carries(tokens, self.index) else (), {})

    def faults(
        self,
        paragraph: DraftParagraph,
        home: str,
        text: str,
        tokens: tuple[Token, ...],
        running: str,
        origin: Origin,
    ) -> Iterator[Fault]:
        """Yield what is wrong in a sentence, or cannot be verified.

        Parameters
        ----------
        paragraph : DraftParagraph
        home : str
            Id of the paper's paragraph that it stands in; blank where there is none.
        text : str
            Cleaned.
        tokens : tuple of Token
        running : str
            The indicator that the sentence before is about.
        origin : Origin
        """
        same = self.readings.same(tokens)
        if same:
            if not any(item.paragraph == home for item in same):
                yield from self.misplaced(same, tokens, home, running)
                yield from _renamed(self.readings, paragraph, same[0], tokens, home)
            return
        if paragraph.kind is Part.HEADING:
            yield from _heading_issues(tokens, origin, self.index)
        reworded = _rests_on(tokens, origin, home)
        judged = list(self._in_any_words(paragraph, text))
        true = {words.lower() for severity, _, words, _ in judged if severity is None}
        known: list[Fault] = []
        if paragraph.kind is Part.HEADING or not (reworded or _at_home(origin, home)):
            known += _unknown_names(tokens, self.index)
        else:
            known += self._against_the_original(home, tokens, running, origin, true)
        takes_up = (
            reworded and paragraph.kind is not Part.HEADING and _bound_alike(tokens, origin.originals[0])
        )
        kept = origin.originals[0].text.lower() if takes_up else ""
        failing = [
            words for severity, _, words, _ in judged if severity in (Severity.ERROR, Severity.CONTRADICTION)
        ]
        known = [
            one
            for one in known
            if one[0] is not Severity.UNVERIFIABLE or not any(one[2] in words for words in failing)
        ]
        yield from known
        for severity, claim, words, truth in judged:
            told = any(words in fault[2] or fault[2] in words for fault in known)
            if severity is None or told or (words.lower() in kept and claim not in NEGATED):
                continue
            if not (kept and severity is Severity.UNVERIFIABLE):
                yield severity, claim, words, truth, ""

    def _in_any_words(self, paragraph: DraftParagraph, text: str) -> Iterator[Found]:
        """Yield the claims of a sentence by what it is about; a heading carries on with nothing."""
        groups = self.surroundings.groups()
        if paragraph.kind is Part.HEADING:
            for piece in text.split(", "):
                yield from self.statements.judge(piece, Topic(), groups)
        else:
            yield from self.statements.judge(text, self.surroundings.topic, groups)

    def _against_the_original(
        self, home: str, tokens: tuple[Token, ...], running: str, origin: Origin, true: set[str]
    ) -> Iterator[Fault]:
        """Yield the claims that differ from those of the sentence which this one takes up.

        Of one that takes up little of it, those in words that are known to be `true` are passed over; of any
        other, hedged figures.
        """
        reworded = _rests_on(tokens, origin, home)
        sentence = Sentence(tokens, self.index, origin, _subjects(self.index, tokens, origin, home, running))
        name = origin.originals[0].id if origin.originals else ""
        for found in judge(sentence):
            token = tokens[found.place]
            renamed = token.kind is TokenKind.INDICATOR and _names_own(tokens, found.place, sentence)
            hedged = token.kind is TokenKind.NUMBER and bool(token.value.hedge)
            known = (hedged or not reworded or not _at_home(origin, home)) and any(
                token.text.lower() in words for words in true
            )
            inside = any(token.text.lower() in one and one != token.text.lower() for one in true)
            known = known or (inside and token.kind is TokenKind.NUMBER and token.value.spelt)
            listed = not reworded and found.severity is Severity.UNVERIFIABLE
            if not (renamed or known or listed):
                yield found.severity, token.kind.value, token.text, found.truth, name

    def foreign(self, original: Original, home: str, running: str) -> bool:
        """Whether a sentence from elsewhere that names no indicator is now read as of another one."""
        if original.paragraph == home or original.names_indicator or len(original.findings) != 1:
            return False
        code = self.index.findings[original.findings[0]].indicator
        about = {running, self.index.subject(home)} - {""}
        return bool(about) and code not in about

    def misplaced(
        self, same: list[Original], tokens: tuple[Token, ...], home: str, running: str
    ) -> Iterator[Fault]:
        """Yield an untouched sentence whose implied subject is another where it now stands."""
        if all(self.foreign(item, home, running) for item in same):
            code = self.index.findings[same[0].findings[0]].indicator
            about = self.index.indicators[running or self.index.subject(home)].name
            truth = self.index.indicators[code].name
            yield Severity.ERROR, TokenKind.INDICATOR.value, about, truth, same[0].id


def _renamed(
    readings: Readings, paragraph: DraftParagraph, same: Original, tokens: tuple[Token, ...], home: str
) -> Iterator[Fault]:
    """Yield the name in a sentence that reads like one of its paragraph's own, now about another."""
    own = readings.index.subject(home)
    named = next((token for token in tokens if token.kind is TokenKind.INDICATOR), None)
    if not own or named is None or own in named.value or paragraph.kind is not Part.TEXT:
        return
    words = keys(tokens)
    present = {canonical(readings.read(text)) for text in paragraph.sentences}
    for item in readings.index.originals:
        alike = item.paragraph == home and item.kinds == same.kinds and keys(item.tokens) == words
        if alike and canonical(item.tokens) not in present:
            name = readings.index.indicators[own].name
            yield Severity.ERROR, TokenKind.INDICATOR.value, named.text, name, item.id
            return


def _unknown_names(tokens: tuple[Token, ...], index: TraceIndex) -> Iterator[Fault]:
    """Yield the names in a sentence with figures that stand nowhere in the paper; not its initials."""
    sentence = Sentence(tokens, index, Origin((), {}), ())
    figures = (sentence.figure(place) for place in range(len(tokens)))
    if any(number is not None and not number.spelt for number in figures):
        for found in unknown_names(sentence):
            text = tokens[found.place].text
            if not any(letter.isupper() for letter in text[1:]):
                yield Severity.UNVERIFIABLE, tokens[found.place].kind.value, text, "", ""


def _subjects(
    index: TraceIndex, tokens: tuple[Token, ...], origin: Origin, home: str, running: str
) -> tuple[str, ...]:
    """Return the indicators that a sentence may be about: named, its original's, its paragraph's."""
    naming = (token for token in tokens if token.kind is TokenKind.INDICATOR)
    named = [code for token in naming for code in sorted(token.value)]
    theirs = [index.findings[name].indicator for item in origin.originals for name in item.findings]
    own = [code for code in (running, index.subject(home)) if code]
    return tuple(dict.fromkeys([*named, *theirs, *own]))


def _rests_on(tokens: tuple[Token, ...], origin: Origin, home: str) -> bool:
    """Whether a sentence still says most of what a generated one says, in most of its words."""
    return origin.near_verbatim or (_at_home(origin, home) and origin.kept >= REWORDED * len(tokens))


def _names_own(tokens: tuple[Token, ...], place: int, sentence: Sentence) -> bool:
    """Whether a sentence names, besides one indicator, that of the sentence which it takes up."""
    own = {
        sentence.index.findings[name].indicator
        for item in sentence.origin.originals[:1]
        for name in item.findings
    }
    others = (token for other, token in enumerate(tokens) if other != place)
    alone = all(item.of_one_indicator for item in sentence.origin.originals[:1])
    return alone and any(token.kind is TokenKind.INDICATOR and token.value & own for token in others)


def _bound_alike(tokens: tuple[Token, ...], original: Original) -> bool:
    """Whether a sentence names no time and no area that the one which it takes up does not."""
    kinds = (TokenKind.PERIOD, TokenKind.AREA, TokenKind.RELATIVE)
    theirs = [(token.kind, token.value) for token in original.tokens if token.kind in kinds]
    return all((token.kind, token.value) in theirs for token in tokens if token.kind in kinds)


def _at_home(origin: Origin, home: str) -> bool:
    """Whether a sentence takes up one of its own paragraph."""
    return bool(origin.originals) and origin.originals[0].paragraph == home


def _heading_issues(tokens: tuple[Token, ...], origin: Origin, index: TraceIndex) -> Iterator[Fault]:
    """Yield periods of a heading that are not the report's; what else a heading says is the analyst's."""
    for place, pair in origin.pairs.items():
        token = tokens[place]
        if token.kind is TokenKind.PERIOD and pair.firm and not agree(token, pair, index):
            yield Severity.ERROR, token.kind.value, token.text, pair.token.text, ""
