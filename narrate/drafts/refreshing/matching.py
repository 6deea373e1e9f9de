"""Which sentence of an edited draft stems from which sentence of the paper."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from narrate.drafts.draft import Draft, Part
from narrate.drafts.refreshing.edition import TITLE, Edition, Line, Passage
from narrate.drafts.refreshing.likeness import likeness, normalised, same, share_within, spread, words
from narrate.drafts.refreshing.parts import DraftSentence, How, Matched, placed_parts
from narrate.drafts.sentences import split_sentences

ALIKE = 0.5
"""Likeness from which a sentence stems from another one of its paragraph."""

WITHIN = 0.65
"""Share of a sentence's words that stand in another from which it is a part of that one."""

MOST = 0.85
"""Share of a sentence's words that must stand in another where no figure shows that it is a part of it."""

SOME = 0.25
"""Likeness from which a sentence that shares a figure, or stands in the place of another, stems from it."""

FAR = 0.75
"""Likeness from which a sentence stems from one of another paragraph."""

FEW = 4
"""Words below which being a part of another sentence says nothing."""

SMALL = 0.01
"""Score of a sentence that is known only by its figures or its place."""

HALF = 0.5
"""Of the last place of a figure, by which rounding moves it at most."""

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_CLOSING = "\"')]"
_ENDS = (".", "!", "?")


def matched(draft: Draft, base: Edition, abbreviations: Collection[str]) -> Matched:
    """Find what of a draft stems from which part of the paper."""
    result = placed_parts(draft, base)
    matcher = _Matcher(result, base, abbreviations)
    matcher.claim()
    matcher.pair()
    return result


class _Matcher:
    """Pairs the sentences of a draft with those of the paper."""

    def __init__(self, result: Matched, base: Edition, abbreviations: Collection[str]) -> None:
        self.result = result
        self.base = base
        self.abbreviations = abbreviations
        self.claimed: set[str] = set()
        self.edited = {
            name: tuple(map(normalised, texts))
            for name, texts in base.carried.edited.items()
            if name in base.lines
        }
        self.added = {normalised(text) for text in base.carried.added}

    def claim(self) -> None:
        """Cut every paragraph into sentences, and know those that stand as they were written."""
        for place, item in enumerate(self.result.draft.paragraphs):
            if item.kind is not Part.TABLE:
                expected = list(self.expected(place))
                self.result.sentences[place] = list(self.cut(place, item.text, expected))
        for sentence in self.rest():
            moved = next((line for line in self.base.lines.values() if self.moved(line, sentence)), None)
            if moved:
                self.take(sentence, How.UNTOUCHED, moved)

    def moved(self, line: Line, sentence: DraftSentence) -> bool:
        """Whether a sentence is one of another paragraph, as it was written."""
        return (
            same(line.text, sentence.text)
            and len(words(sentence.text)) >= FEW
            and normalised(sentence.text) not in self.added
        )

    def expected(self, place: int) -> Iterator[tuple[str, How, Line]]:
        """Yield the texts that are known to stand in a paragraph, and what they are."""
        for line in self.lines_of(place):
            yield normalised(line.text), How.UNTOUCHED, line
            for text in self.edited.get(line.id, ()):
                yield text, How.EDITED, line

    def lines_of(self, place: int) -> Iterator[Line]:
        """Yield the lines of the paper that a paragraph of the draft holds."""
        result, base = self.result, self.base
        if place in result.head:
            yield base.head[result.head[place]]
        elif place in result.headings:
            yield base.headings[result.headings[place]]
        elif place in result.captions:
            yield base.lines[base.passages[result.captions[place]].caption or ""]
        elif place in result.texts:
            yield from base.lines_of(base.passages[result.texts[place]])

    def cut(
        self, place: int, text: str, expected: Iterable[tuple[str, How, Line]]
    ) -> Iterator[DraftSentence]:
        letters, places = spread(text)
        done = 0
        for start, end, how, line in _claims(letters, text, places, expected):
            yield from self.gap(place, text, done, places[start])
            last = places[end - 1] + 1
            sentence = DraftSentence(place, places[start], last, text[places[start] : last])
            self.take(sentence, how, line)
            yield sentence
            done = last
        yield from self.gap(place, text, done, len(text))

    def gap(self, place: int, text: str, start: int, end: int) -> Iterator[DraftSentence]:
        """Yield the sentences of a stretch that holds none as it was written."""
        for sentence in split_sentences(text[start:end], self.abbreviations):
            letters = [n for n in range(start, end) if not text[n].isspace()]
            length = len("".join(sentence.split()))
            first, last = letters[0], letters[length - 1] + 1
            yield DraftSentence(place, first, last, text[first:last])
            start = last

    def take(self, sentence: DraftSentence, how: How, *lines: Line) -> None:
        sentence.how, sentence.lines = how, list(lines)
        self.claimed |= {line.id for line in lines}

    def rest(self) -> Iterator[DraftSentence]:
        for sentences in self.result.sentences.values():
            for sentence in sentences:
                if not sentence.lines and normalised(sentence.text) not in self.added:
                    yield sentence

    def pair(self) -> None:
        """Find what the other sentences stem from, first within their paragraph."""
        self.pair_headings()
        for name in dict.fromkeys(self.result.texts.values()):
            self.pair_within(name)
        for sentence in list(self.rest()):
            far = [line for line in self.base.lines.values() if line.id not in self.claimed]
            best = max(far, key=lambda line: likeness(sentence.text, line.text), default=None)
            if best and likeness(sentence.text, best.text) >= FAR and len(words(sentence.text)) > FEW:
                self.take(sentence, How.EDITED, best)

    def pair_headings(self) -> None:
        """Take the text in the place of a title, heading or caption for an edit of it."""
        places = (*self.result.head, *self.result.headings, *self.result.captions)
        for place in places:
            (line,) = self.lines_of(place)
            own = self.result.sentences[place]
            if not any(sentence.lines for sentence in own):
                text = self.result.draft.paragraphs[place].text
                self.result.sentences[place] = [DraftSentence(place, 0, len(text), text, How.EDITED, [line])]
                self.claimed.add(line.id)

    def pair_within(self, name: str) -> None:
        passage = self.base.passages[name]
        sentences = [
            sentence for place in self.result.places(name) for sentence in self.result.sentences[place]
        ]
        for sentence in sentences:
            if sentence.lines or normalised(sentence.text) in self.added:
                continue
            left = [line for line in self.base.lines_of(passage) if line.id not in self.claimed]
            scores = {line.id: self.score(sentence, line, sentences, passage) for line in left}
            near = sorted((line for line in left if scores[line.id] > 0), key=lambda line: -scores[line.id])
            if near:
                joined = [line for line in near[1:] if _joined(line, sentence.text)]
                sentence.how, sentence.lines = How.EDITED, [near[0], *joined]
        self.claimed |= {line.id for sentence in sentences for line in sentence.lines}

    def score(
        self, sentence: DraftSentence, line: Line, sentences: Sequence[DraftSentence], passage: Passage
    ) -> float:
        """Return how surely a sentence stems from one of its paragraph; 0 if it does not."""
        near = likeness(sentence.text, line.text)
        within = max(share_within(sentence.text, line.text), share_within(line.text, sentence.text))
        short = min(len(words(sentence.text)), len(words(line.text)))
        if near >= ALIKE or (within >= WITHIN and short > FEW):
            return 1 + max(near, within)
        shared, between = _shared(sentence.text, line), _between(sentence, line, sentences, passage)
        if (near >= SOME and (shared or between)) or shared > 1 or (shared and between):
            return max(near, SMALL)
        return 0.0


def _joined(line: Line, text: str) -> bool:
    """Whether a sentence was joined to another one: most of its words are in it, and of its figures one."""
    figures = any(slot.kind == "figure" and slot.printed for slot in line.slots)
    least = WITHIN if figures and _shared(text, line) else MOST
    return share_within(line.text, text) >= least


def _shared(text: str, line: Line) -> int:
    """Return how many figures of a sentence a text holds, as printed or rounded."""
    figures = [slot for slot in line.slots if slot.kind == "figure" and slot.number is not None]
    typed = {word.rstrip("%").replace(",", "") for word in words(text)}
    numbers = [word for word in typed if _FIGURE.fullmatch(word) and len(word.replace(".", "")) > 1]
    held = {
        number
        for number in numbers
        for slot in figures
        if slot.digits.rstrip("%").replace(",", "") == number or _rounds_to(slot.number or 0.0, number)
    }
    return len(held)


def _rounds_to(exact: float, number: str) -> bool:
    """Whether a figure is the rounding of another to two significant places or more."""
    places = len(number.partition(".")[2]) - (
        len(number) - len(number.rstrip("0")) if "." not in number else 0
    )
    precise = len(number.replace(".", "").strip("0")) > 1
    return precise and abs(exact - float(number)) <= HALF * 10.0**-places


def _between(
    sentence: DraftSentence, line: Line, sentences: Sequence[DraftSentence], passage: Passage
) -> bool:
    """Whether a sentence stands between the same neighbours as one of the paper."""
    at, place = sentences.index(sentence), passage.lines.index(line.id)
    before = sentences[at - 1].lines[:1] if at else []
    after = sentences[at + 1].lines[:1] if at + 1 < len(sentences) else []
    follows = [item.id for item in before] == list(passage.lines[place - 1 : place] if place else ())
    leads = [item.id for item in after] == list(passage.lines[place + 1 : place + 2])
    return follows and leads


def _claims(
    letters: str, text: str, places: Sequence[int], expected: Iterable[tuple[str, How, Line]]
) -> list[tuple[int, int, How, Line]]:
    """Return where known texts stand, none over another, the longest first."""
    known = sorted(expected, key=lambda item: -len(item[0]))
    titles = {item for item, _, line in known if line.phrase == TITLE}
    found: list[tuple[int, int, How, Line]] = []
    for item, how, line in known:
        start = letters.find(item) if item else -1
        while start >= 0:
            end = start + len(item)
            free = all(end <= other[0] or start >= other[1] for other in found)
            before = letters[:start].rstrip(_CLOSING)
            opened = not before or before.endswith(_ENDS) or before in titles
            if free and opened and _ends_there(text, places[end - 1] + 1):
                found.append((start, end, how, line))
            start = letters.find(item, end)
    return sorted(found, key=lambda claim: claim[0])


def _ends_there(text: str, end: int) -> bool:
    """Whether a stretch of text that ends at a place ends with a word."""
    following = text[end : end + 1]
    return not following or following.isspace() or following in _CLOSING + "”’"
