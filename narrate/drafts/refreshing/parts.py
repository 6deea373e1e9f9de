"""Which part of the paper each paragraph, heading and table of an edited draft is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz

from narrate.drafts.draft import Draft, DraftParagraph, Part
from narrate.drafts.refreshing.edition import Edition, Line
from narrate.drafts.refreshing.likeness import likeness, normalised, same

ALIKE = 0.5
"""Share of a table's cells from which it is the one of the paper."""

SOME = 0.25
"""Likeness from which a caption above a table is that of the paper."""

PARAGRAPH = 55.0
"""Score of rapidfuzz from which a paragraph without a name is the one that is missing."""

HIGHEST_SCORE = 100.0
"""Highest score of rapidfuzz."""

FEW = 4
"""Words up to which a sentence may stand in any paragraph."""


class How(StrEnum):
    """How a sentence of a draft is known."""

    UNTOUCHED = "untouched"
    EDITED = "edited"
    ADDED = "added"


@dataclass
class DraftSentence:
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
    sentences : dict of int to list of DraftSentence
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
    sentences: dict[int, list[DraftSentence]] = field(default_factory=dict)
    recovered: set[int] = field(default_factory=set)

    @property
    def known(self) -> set[int]:
        """Paragraphs that are of the paper."""
        return {*self.head, *self.headings, *self.texts, *self.captions, *self.tables}

    @property
    def untouched(self) -> set[str]:
        """Passages of which every sentence stands as it was written."""
        touched = {
            self.texts[place]
            for place, sentences in self.sentences.items()
            if place in self.texts and any(one.how is not How.UNTOUCHED for one in sentences)
        }
        return set(self.texts.values()) - touched

    def places(self, passage: str) -> list[int]:
        """Return the paragraphs that hold a passage's text."""
        return [place for place, name in self.texts.items() if name == passage]


def placed_parts(draft: Draft, base: Edition) -> Matched:
    """Find which part of the paper each part of a draft is: by its name, else by its words."""
    result = Matched(draft)
    _place_headings(result, base)
    _place_title_block(result, base)
    _place_passages(result, base)
    _place_tables(result, base)
    _recover(result, base)
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


def _place_title_block(result: Matched, base: Edition) -> None:
    """Find what stands above the first heading: by its words, or words like them."""
    paragraphs = result.draft.paragraphs
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
    """Return which share of a table's cells is in another."""
    mine = [normalised(cell) for row in other for cell in row]
    theirs = {normalised(cell) for row in one for cell in row}
    return sum(cell in theirs for cell in mine) / len(mine) if mine else 0.0


def _recover(result: Matched, base: Edition) -> None:
    """Find by its words what lost its name."""
    paragraphs = result.draft.paragraphs
    missing = {
        name: " ".join(line.text for line in base.lines_of(passage))
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
    return HIGHEST_SCORE if _holds(text, name, base) else float(fuzz.ratio(text, known))


def _holds(text: str, name: str, base: Edition) -> bool:
    """Whether a text holds a sentence of a passage as it was written."""
    own = normalised(text)
    lines = base.lines_of(base.passages[name])
    return any(normalised(line.text) in own for line in lines if len(line.text.split()) > FEW)
