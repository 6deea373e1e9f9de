"""One edition of a paper as its trace holds it, and which part of one became which of the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from narrate.document import AUTHORED, JOINED, Filled
from narrate.drafts.refreshing.likeness import likeness, same
from narrate.trace import Carried, ParagraphRecord, Trace

TITLE = "title"
CAPTION = "caption"
ALIKE = 0.5
"""Likeness from which a changed text of the author is taken for the successor of another."""


@dataclass(frozen=True)
class Line:
    """A sentence of an edition, or a title, heading or caption.

    Attributes
    ----------
    id, text, phrase : str
    slots : tuple of Filled
    """

    id: str
    text: str
    phrase: str
    slots: tuple[Filled, ...] = ()

    @property
    def authored(self) -> bool:
        """Whether it is the author's own text."""
        return self.phrase.startswith(AUTHORED)

    @property
    def family(self) -> str:
        """Its phrases without the letters of their alternatives."""
        return JOINED.join(phrase.partition(".")[0] for phrase in self.phrase.split(JOINED))


@dataclass(frozen=True)
class Passage:
    """A paragraph of an edition: its id and number, and the ids of its lines.

    Attributes
    ----------
    id, number : str
    section : int
        Which of the edition's headings it stands below.
    lines : tuple of str
        Ids of its title, where it has one, and its sentences.
    caption : str, optional
        Id of the caption of its table.
    rows : tuple of tuple of str
        The table, header first.
    """

    id: str
    number: str
    section: int
    lines: tuple[str, ...]
    caption: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Edition:
    """A whole paper: title block, headings, passages and their lines."""

    head: tuple[Line, ...]
    headings: tuple[Line, ...]
    passages: Mapping[str, Passage]
    lines: Mapping[str, Line]
    carried: Carried

    def lines_of(self, passage: Passage) -> Iterator[Line]:
        """Yield the lines of a passage, its table left out."""
        return (self.lines[name] for name in passage.lines)


def edition(trace: Trace) -> Edition:
    """Return the edition that a trace holds."""
    period = (Filled("period", "span", "", printed=True, period=trace.period),)
    lines = {item.id: Line(item.id, item.text, item.phrase, item.slots) for item in trace.sentences}
    head = [Line("head/0", trace.title, TITLE, period)]
    for number, text in enumerate(trace.lines, 1):
        head.append(Line(f"head/{number}", text, TITLE, (Filled("line", "words", text, printed=True),)))
    headings: list[Line] = []
    passages: dict[str, Passage] = {}
    for item in trace.paragraphs:
        if not headings or headings[-1].text != item.section:
            headings.append(Line(f"heading/{len(headings)}", item.section, TITLE, period))
        names = item.sentences
        if item.title:
            own = f"{item.id}/{TITLE}"
            lines[own] = Line(own, item.title, TITLE, period)
            names = (own, *names)
        passages[item.id] = _passage(item, len(headings) - 1, names)
    return Edition(tuple(head), tuple(headings), passages, lines, trace.carried or Carried())


def _passage(item: ParagraphRecord, section: int, lines: tuple[str, ...]) -> Passage:
    if item.table is None:
        return Passage(item.id, item.number, section, lines)
    rows = tuple(row for row in (item.table.header, *item.table.rows) if row)
    return Passage(item.id, item.number, section, lines, item.table.caption, rows)


@dataclass(frozen=True)
class Succession:
    """Which part of the old edition became which of the new one, by id; what has no successor is gone."""

    old: Edition
    new: Edition
    passages: Mapping[str, str]
    lines: Mapping[str, Line]
    headings: Mapping[int, int]

    @property
    def moved(self) -> frozenset[str]:
        """Passages of both editions that are taken out of their old place and come to their new one."""
        return frozenset(self.old.passages.keys() & self.new.passages.keys() - self.passages.keys())

    def in_new_order(self, untouched: Set[str]) -> Succession:
        """Return the succession in which points that come in another order leave their place and arrive anew.

        Parameters
        ----------
        untouched : set of str
            Old passages in which the analyst has changed nothing; no other moves.
        """
        before = [new for old, new in self.passages.items() if _is_point(old, self.old)]
        after = [name for name in self.new.passages if name in set(before)]
        blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        staying = {name for block in blocks for name in before[block.a : block.a + block.size]}
        leaving = {
            old
            for old, new in self.passages.items()
            if new in set(before) - staying and old in untouched and old == new
        }
        passages = {old: new for old, new in self.passages.items() if old not in leaving}
        gone = {line for name in leaving for line in self.old.passages[name].lines}
        lines = {name: line for name, line in self.lines.items() if name not in gone}
        return replace(self, passages=passages, lines=lines)

    def origin(self, name: str) -> str:
        """Return the old id of a new passage; its own where it is new."""
        return next((old for old, new in self.passages.items() if new == name), name)

    def number(self, name: str) -> str:
        """Return the number of an old passage in the new paper, or else in the old one."""
        new = self.new.passages.get(self.passages.get(name, ""))
        old = self.old.passages.get(name)
        return new.number if new else old.number if old else ""

    def fresh(self, old: Passage | None, new: Passage) -> Iterator[Line]:
        """Yield the lines of a new passage that succeed none of the old one."""
        known = {self.lines[name].id for name in (old.lines if old else ()) if name in self.lines}
        return (line for line in self.new.lines_of(new) if line.id not in known)


def _is_point(name: str, edition: Edition) -> bool:
    """Whether a passage is an item of a list with nothing below it and no table."""
    passage = edition.passages[name]
    below = any(other.number.startswith(f"{passage.number}(") for other in edition.passages.values())
    return "(" in passage.number and not below and passage.caption is None


def succession(old: Edition, new: Edition) -> Succession:
    """Find what became of each part of an edition."""
    passages = {name: name for name in old.passages if name in new.passages}
    headings = _headings(old, new, passages)
    passages |= _renamed(old, new, passages, headings)
    lines: dict[str, Line] = dict(_title_block(old, new))
    for place, other in headings.items():
        lines[old.headings[place].id] = new.headings[other]
    for before, after in passages.items():
        lines |= _within(old, new, old.passages[before], new.passages[after])
    return Succession(old, new, passages, lines, headings)


def _title_block(old: Edition, new: Edition) -> Iterator[tuple[str, Line]]:
    if len(old.head) == len(new.head):
        yield from ((before.id, after) for before, after in zip(old.head, new.head, strict=True))
        return
    yield old.head[0].id, new.head[0]
    for before in old.head[1:]:
        yield from ((before.id, after) for after in new.head[1:] if same(before.text, after.text))


def _headings(old: Edition, new: Edition, passages: Mapping[str, str]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    for number, heading in enumerate(old.headings):
        alike = [place for place, other in enumerate(new.headings) if same(other.text, heading.text)]
        shared = (new.passages[name].section for name in passages if old.passages[name].section == number)
        found = next((place for place in (*alike, *shared) if place not in pairs.values()), None)
        if found is not None:
            pairs[number] = found
    return pairs


def _renamed(
    old: Edition, new: Edition, passages: Mapping[str, str], headings: Mapping[int, int]
) -> Iterator[tuple[str, str]]:
    """Yield fixed texts whose words the author changed, and with them their ids."""
    left = {name for name in new.passages if name not in passages.values()}
    for name, passage in old.passages.items():
        if name in passages:
            continue
        text = _text(old, passage)
        near = [
            other
            for other in left
            if new.passages[other].section == headings.get(passage.section)
            and likeness(text, _text(new, new.passages[other])) >= ALIKE
        ]
        if near:
            best = max(near, key=lambda other: likeness(text, _text(new, new.passages[other])))
            left.discard(best)
            yield name, best


def _text(edition: Edition, passage: Passage) -> str:
    return " ".join(line.text for line in edition.lines_of(passage))


def _within(old: Edition, new: Edition, before: Passage, after: Passage) -> dict[str, Line]:
    """Return the successors of a passage's lines: by id, else the author's own by their order."""
    names = {
        name: name.replace(before.id, after.id, 1) if before.id != after.id else name for name in before.lines
    }
    pairs = {name: new.lines[other] for name, other in names.items() if other in after.lines}
    taken = {line.id for line in pairs.values()}
    for phrase in {old.lines[name].phrase for name in before.lines if old.lines[name].authored}:
        gone = [n for n in before.lines if n not in pairs and old.lines[n].phrase == phrase]
        come = [n for n in after.lines if n not in taken and new.lines[n].phrase == phrase]
        pairs |= {name: new.lines[other] for name, other in zip(gone, come, strict=False)}
    if before.caption and after.caption:
        pairs[before.caption] = new.lines[after.caption]
    return pairs
