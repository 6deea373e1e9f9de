"""Which sentence of an edited draft stems from which sentence of the paper."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz

from narrate.drafts.draft import Draft, DraftParagraph, Part
from narrate.drafts.refreshing.edition import TITLE, Edition, Line, Passage
from narrate.drafts.refreshing.likeness import bare, likeness, same, share_within, spread, words
from narrate.drafts.sentences import split_sentences

ALIKE = 0.5
"""Likeness from which a sentence stems from another one of its paragraph."""

WITHIN = 0.65
"""Share of a sentence's words that stand in another from which it is a part of that one."""

MOST = 0.85
"""Share of a sentence's words that must stand in another where no figure tells that it is a part of it."""

SOME = 0.25
"""Likeness from which a sentence that shares a figure, or stands in the place of another, stems from it."""

FAR = 0.75
"""Likeness from which a sentence stems from one of another paragraph."""

PARAGRAPH = 55.0
"""Score of rapidfuzz from which a paragraph without a name is the one that is missing."""

WHOLE = 100.0
"""Highest score of rapidfuzz."""

FEW = 4
"""Words below which being a part of another sentence says nothing."""

SMALL = 0.01
"""Score of a sentence that only its figures or its place tell."""

HALF = 0.5
"""Of the last place of a figure, by which rounding moves it at most."""

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_CLOSING = "\"')]"
_ENDS = (".", "!", "?")


class How(StrEnum):
    """How a sentence of a draft is known."""

    UNTOUCHED = "untouched"
    EDITED = "edited"
    ADDED = "added"


@dataclass
class Said:
    """A sentence of a draft.

    Attributes
    ----------
    place : int
        Which paragraph of the draft it stands in.
    start, end : int
        Where it stands in the paragraph's text.
    text : str
    how : How
    lines : list of Line
        What it stems from: the first is the one that it stands for.
    """

    place: int
    start: int
    end: int
    text: str
    how: How = How.ADDED
    lines: list[Line] = field(default_factory=list)


@dataclass
class Matched:
    """A draft whose parts are known.

    Attributes
    ----------
    draft : Draft
    head : dict of int to int
        By paragraph of the draft, which line of the title block it is.
    headings : dict of int to int
        By paragraph of the draft, which heading of the edition it is.
    texts, captions, tables : dict of int to str
        By paragraph of the draft, the id of the passage that it is of.
    said : dict of int to list of Said
        By paragraph of the draft, its sentences; of headings and the title block too.
    recovered : set of int
        Paragraphs that were known by their words alone.
    """

    draft: Draft
    head: dict[int, int] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    captions: dict[int, str] = field(default_factory=dict)
    tables: dict[int, str] = field(default_factory=dict)
    said: dict[int, list[Said]] = field(default_factory=dict)
    recovered: set[int] = field(default_factory=set)

    @property
    def known(self) -> set[int]:
        """Paragraphs that are of the paper."""
        return {*self.head, *self.headings, *self.texts, *self.captions, *self.tables}

    def places(self, passage: str) -> list[int]:
        """Return the paragraphs that hold a passage's text."""
        return [place for place, name in self.texts.items() if name == passage]


def matched(draft: Draft, base: Edition, abbreviations: Collection[str]) -> Matched:
    """Find what of a draft stems from which part of the paper."""
    result = Matched(draft)
    _place_headings(result, base)
    _place_passages(result, base)
    _place_tables(result, base)
    _recover(result, base)
    matcher = _Matcher(result, base, abbreviations)
    matcher.claim()
    matcher.pair()
    return result


def _place_headings(result: Matched, base: Edition) -> None:
    """Find the title block and the headings: by their words, then by what stands around them."""
    paragraphs = result.draft.paragraphs
    headings = [place for place, item in enumerate(paragraphs) if item.kind is Part.HEADING]
    for place in headings:
        left = [n for n in range(len(base.headings)) if n not in result.headings.values()]
        found = next((n for n in left if same(base.headings[n].text, paragraphs[place].text)), None)
        if found is not None:
            result.headings[place] = found
    for place, item in enumerate(paragraphs):
        # a heading that was pasted without its style
        if item.kind is Part.TEXT and item.id is None:
            left = [n for n in range(len(base.headings)) if n not in result.headings.values()]
            found = next((n for n in left if same(base.headings[n].text, item.text)), None)
            if found is not None:
                result.headings[place] = found
    if headings and headings[0] not in result.headings:
        result.head[headings[0]] = 0
    for place in headings:
        if place not in result.known:
            section = _section_below(place, paragraphs, base)
            if section is not None and section not in result.headings.values():
                result.headings[place] = section
    first = min((place for place in result.headings), default=len(paragraphs))
    for number, line in enumerate(base.head[1:], 1):
        near = [
            place
            for place, item in enumerate(paragraphs[:first])
            if place not in result.known
            and item.id is None
            and item.kind is not Part.TABLE
            and (same(item.text, line.text) or fuzz.ratio(item.text, line.text) >= PARAGRAPH)
        ]
        if near:
            best = max(near, key=lambda place: fuzz.ratio(paragraphs[place].text, line.text))
            result.head[best] = number
    titled = [
        place
        for place, item in enumerate(paragraphs[:first])
        if place not in result.known and item.id is None and item.kind is not Part.TABLE
    ]
    if 0 not in result.head.values():
        for place in titled:
            if same(paragraphs[place].text, base.head[0].text):
                result.head[place] = 0
                break


def _section_below(place: int, paragraphs: Sequence[DraftParagraph], base: Edition) -> int | None:
    """Return the section of the first known paragraph below a heading."""
    for item in paragraphs[place + 1 :]:
        if item.kind is Part.HEADING:
            return None
        if item.id is not None and item.id in base.passages:
            return base.passages[item.id].section
    return None


def _place_passages(result: Matched, base: Edition) -> None:
    for place, item in enumerate(result.draft.paragraphs):
        passage = base.passages.get(item.id or "")
        if passage is None or place in result.known or item.kind is Part.TABLE:
            continue
        if item.kind is not Part.CAPTION:
            # a name without text may be what a moved paragraph left behind
            if item.text or not passage.lines:
                result.texts[place] = passage.id
        elif passage.caption and passage.id not in result.captions.values():
            near = likeness(item.text, base.lines[passage.caption].text)
            follows = result.draft.paragraphs[place + 1 : place + 2]
            if near >= SOME or (follows and _overlap(follows[0].rows, passage.rows) >= ALIKE):
                result.captions[place] = passage.id


def _place_tables(result: Matched, base: Edition) -> None:
    tables = [place for place, item in enumerate(result.draft.paragraphs) if item.kind is Part.TABLE]
    for name, passage in base.passages.items():
        near = [place for place in tables if place not in result.tables] if passage.rows else []
        if near:
            overlaps = {place: _overlap(result.draft.paragraphs[place].rows, passage.rows) for place in near}
            own = [
                place for place in near if result.draft.paragraphs[place].id == name and overlaps[place] > 0
            ]
            best = max(own or near, key=lambda place: overlaps[place])
            if own or overlaps[best] >= ALIKE:
                result.tables[best] = name
                before = result.draft.paragraphs[best - 1] if best else None
                captioned = before and before.kind is Part.CAPTION and best - 1 not in result.captions
                free = passage.caption and name not in result.captions.values()
                if captioned and free and before and passage.caption:
                    if_alike = likeness(before.text, base.lines[passage.caption].text) >= SOME
                    result.captions |= {best - 1: name} if if_alike else {}


def _overlap(one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> float:
    """Return which share of a table's cells stands in another."""
    mine = [bare(cell) for row in other for cell in row]
    theirs = {bare(cell) for row in one for cell in row}
    return sum(cell in theirs for cell in mine) / len(mine) if mine else 0.0


def _recover(result: Matched, base: Edition) -> None:
    """Find by its words what lost its name."""
    paragraphs = result.draft.paragraphs
    missing = {
        name: " ".join(line.text for line in base.said(passage))
        for name, passage in base.passages.items()
        if name not in result.texts.values() and passage.lines
    }
    lost = [
        place
        for place, item in enumerate(paragraphs)
        if place not in result.known
        and item.kind in (Part.TEXT, Part.CAPTION)
        and item.id not in base.passages
    ]
    scores = [
        (_score(paragraphs[place].text, name, text, base), place, name)
        for place in lost
        for name, text in missing.items()
    ]
    for score, place, name in sorted(scores, key=lambda item: (-item[0], item[1])):
        if score >= PARAGRAPH and place not in result.texts and name not in result.texts.values():
            result.texts[place] = name
            result.recovered.add(place)
    for place in lost:
        # a part that was split off a paragraph that still has its name
        torn = (
            name
            for name in base.passages
            if place not in result.texts and _holds(paragraphs[place].text, name, base)
        )
        found = next(torn, None)
        if found:
            result.texts[place] = found


def _score(text: str, name: str, known: str, base: Edition) -> float:
    return WHOLE if _holds(text, name, base) else float(fuzz.ratio(text, known))


def _holds(text: str, name: str, base: Edition) -> bool:
    """Whether a text holds a sentence of a passage as it was written."""
    own = bare(text)
    lines = base.said(base.passages[name])
    return any(bare(line.text) in own for line in lines if len(line.text.split()) > FEW)


class _Matcher:
    """Pairs the sentences of a draft with those of the paper."""

    def __init__(self, result: Matched, base: Edition, abbreviations: Collection[str]) -> None:
        self.result = result
        self.base = base
        self.abbreviations = abbreviations
        self.claimed: set[str] = set()
        self.edited = {
            name: tuple(map(bare, texts)) for name, texts in base.carried.edited.items() if name in base.lines
        }
        self.added = {bare(text) for text in base.carried.added}

    def claim(self) -> None:
        """Cut every paragraph into sentences, and know those that stand as they were written."""
        for place, item in enumerate(self.result.draft.paragraphs):
            if item.kind is not Part.TABLE:
                expected = list(self.expected(place))
                self.result.said[place] = list(self.cut(place, item.text, expected))
        for said in self.rest():
            moved = next((line for line in self.base.lines.values() if self.moved(line, said)), None)
            if moved:
                self.take(said, How.UNTOUCHED, moved)

    def moved(self, line: Line, said: Said) -> bool:
        """Whether a sentence is one of another paragraph, as it was written."""
        return (
            same(line.text, said.text) and len(words(said.text)) >= FEW and bare(said.text) not in self.added
        )

    def expected(self, place: int) -> Iterator[tuple[str, How, Line]]:
        """Yield the texts that are known to stand in a paragraph, and what they are."""
        for line in self.lines_of(place):
            yield bare(line.text), How.UNTOUCHED, line
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
            yield from base.said(base.passages[result.texts[place]])

    def cut(self, place: int, text: str, expected: Iterable[tuple[str, How, Line]]) -> Iterator[Said]:
        letters, places = spread(text)
        done = 0
        for start, end, how, line in _claims(letters, text, places, expected):
            yield from self.gap(place, text, done, places[start])
            last = places[end - 1] + 1
            said = Said(place, places[start], last, text[places[start] : last])
            self.take(said, how, line)
            yield said
            done = last
        yield from self.gap(place, text, done, len(text))

    def gap(self, place: int, text: str, start: int, end: int) -> Iterator[Said]:
        """Yield the sentences of a stretch that holds none as it was written."""
        for sentence in split_sentences(text[start:end], self.abbreviations):
            letters = [n for n in range(start, end) if not text[n].isspace()]
            length = len("".join(sentence.split()))
            first, last = letters[0], letters[length - 1] + 1
            yield Said(place, first, last, text[first:last])
            start = last

    def take(self, said: Said, how: How, *lines: Line) -> None:
        said.how, said.lines = how, list(lines)
        self.claimed |= {line.id for line in lines}

    def rest(self) -> Iterator[Said]:
        for saids in self.result.said.values():
            for said in saids:
                if not said.lines and bare(said.text) not in self.added:
                    yield said

    def pair(self) -> None:
        """Find what the other sentences stem from, first within their paragraph."""
        self.pair_whole()
        for name in dict.fromkeys(self.result.texts.values()):
            self.pair_within(name)
        for said in list(self.rest()):
            far = [line for line in self.base.lines.values() if line.id not in self.claimed]
            best = max(far, key=lambda line: likeness(said.text, line.text), default=None)
            if best and likeness(said.text, best.text) >= FAR and len(words(said.text)) > FEW:
                self.take(said, How.EDITED, best)

    def pair_whole(self) -> None:
        """Take what stands in the place of a title, heading or caption for an edit of it."""
        places = (*self.result.head, *self.result.headings, *self.result.captions)
        for place in places:
            (line,) = self.lines_of(place)
            own = self.result.said[place]
            if not any(said.lines for said in own):
                text = self.result.draft.paragraphs[place].text
                self.result.said[place] = [Said(place, 0, len(text), text, How.EDITED, [line])]
                self.claimed.add(line.id)

    def pair_within(self, name: str) -> None:
        passage = self.base.passages[name]
        saids = [said for place in self.result.places(name) for said in self.result.said[place]]
        for said in saids:
            if said.lines or bare(said.text) in self.added:
                continue
            left = [line for line in self.base.said(passage) if line.id not in self.claimed]
            scores = {line.id: self.score(said, line, saids, passage) for line in left}
            near = sorted((line for line in left if scores[line.id] > 0), key=lambda line: -scores[line.id])
            if near:
                joined = [line for line in near[1:] if _joined(line, said.text)]
                said.how, said.lines = How.EDITED, [near[0], *joined]
        self.claimed |= {line.id for said in saids for line in said.lines}

    def score(self, said: Said, line: Line, saids: Sequence[Said], passage: Passage) -> float:
        """Return how surely a sentence stems from one of its paragraph; 0 if it does not."""
        near = likeness(said.text, line.text)
        within = max(share_within(said.text, line.text), share_within(line.text, said.text))
        short = min(len(words(said.text)), len(words(line.text)))
        if near >= ALIKE or (within >= WITHIN and short > FEW):
            return 1 + max(near, within)
        shared, between = _shared(said.text, line), _between(said, line, saids, passage)
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
    told = {
        number
        for number in numbers
        for slot in figures
        if slot.digits.rstrip("%").replace(",", "") == number or _rounds_to(slot.number or 0.0, number)
    }
    return len(told)


def _rounds_to(exact: float, number: str) -> bool:
    """Whether a figure is the rounding of another to two significant places or more."""
    places = len(number.partition(".")[2]) - (
        len(number) - len(number.rstrip("0")) if "." not in number else 0
    )
    telling = len(number.replace(".", "").strip("0")) > 1
    return telling and abs(exact - float(number)) <= HALF * 10.0**-places


def _between(said: Said, line: Line, saids: Sequence[Said], passage: Passage) -> bool:
    """Whether a sentence stands between the same neighbours as one of the paper."""
    at, place = saids.index(said), passage.lines.index(line.id)
    before = saids[at - 1].lines[:1] if at else []
    after = saids[at + 1].lines[:1] if at + 1 < len(saids) else []
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
