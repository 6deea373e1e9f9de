"""An edited Word draft read back: its text with every tracked change accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import nsmap, qn

from narrate.drafts.blocks import Block, table, text_of
from narrate.drafts.draft import Part, Spot
from narrate.rendering.word.reading import draft_of

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W = f"{{{nsmap['w']}}}"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "delText", "instrText")} | {
    f"{_COMPATIBILITY}Fallback"
}
"""Elements whose words are no text of the draft: deletions, codes of fields, copies for old programs."""

_SIGNS = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_HIDDEN = ("vanish", "strike", "dstrike")
_OFF = {"0", "false", "off"}
_LOST = ("w:pPr/w:rPr/w:del", "w:pPr/w:rPr/w:moveFrom")
"""Marks of a paragraph whose end is deleted, so that the next one runs on in it."""


def read_blocks(path: Path, names: Mapping[str, tuple[str, Part]]) -> tuple[list[Block], str]:
    """Return the pieces of a Word file in reading order, and its identifier.

    Parameters
    ----------
    path : Path
        A .docx file.
    names : mapping of str to tuple of str and Part
        For each known bookmark, the paragraph's id and what the bookmark is around.
    """
    paper = Document(str(path))
    kinds = {style.style_id: _kind(style.name or "") for style in paper.styles}
    body: Any = paper.element.body
    ended = frozenset(mark.get(qn("w:id")) for mark in body.iter(f"{_W}bookmarkEnd"))
    return list(_Reader(names, kinds, ended).blocks(body)), draft_of(paper).identifier


def _kind(style: str) -> Part:
    name = style.lower()
    if name.startswith("heading") or name == "title":
        return Part.HEADING
    return Part.CAPTION if name == "caption" else Part.TEXT


@dataclass
class _Stretch:
    """Text of one paragraph of the paper within one paragraph of the file."""

    known: tuple[str, Part] | None
    spots: list[Spot] = field(default_factory=list)

    @property
    def text(self) -> str:
        return text_of(self.spots)


@dataclass
class _Reader:
    """Walks the body; bookmarks stay open across paragraphs."""

    names: Mapping[str, tuple[str, Part]]
    kinds: Mapping[str, Part]
    ended: Collection[str]
    open: dict[str, tuple[str, Part]] = field(default_factory=dict)
    stretches: list[_Stretch] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    line: int = 0

    def blocks(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield table(tuple(self.rows(child)), self.line, child)
            elif child.tag in (f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
                self.bookmark(child)
            elif child.tag not in _GONE:
                yield from self.blocks(child)

    def paragraph(self, element: Any) -> Iterator[Block]:
        """Yield a paragraph and the boxes in it; one whose end is deleted is kept for the next."""
        self.line += 1
        if not self.stretches:
            self.stretches = [_Stretch(next(iter(self.open.values()), None))]
        self.walk(element)
        if any(element.find(path, nsmap) is not None for path in _LOST):
            return
        stretches, boxes = self.stretches, self.boxes
        self.stretches, self.boxes = [], []
        style = element.find("w:pPr/w:pStyle", nsmap)
        kind = self.kinds.get("" if style is None else style.get(qn("w:val")), Part.TEXT)
        for stretch in _with_text(stretches):
            name, part = stretch.known or (None, kind)
            if stretch.text or name is not None:
                part = part if name is None or part is not Part.TEXT else kind
                spots = tuple(stretch.spots)
                yield Block(stretch.text, self.line, part, name, spots=spots, where=element)
        for box in boxes:
            yield from self.blocks(box)

    def rows(self, element: Any) -> Iterator[tuple[str, ...]]:
        self.line += 1
        for row in element.iterfind("w:tr", nsmap):
            if row.find("w:trPr/w:del", nsmap) is None:
                yield tuple(self.cell(cell) for cell in row.iterfind(".//w:tc", nsmap))

    def cell(self, element: Any) -> str:
        inside = _Reader(self.names, self.kinds, self.ended, self.open)
        return " ".join(block.text.replace("\n", " ") for block in inside.blocks(element) if block.text)

    def walk(self, element: Any) -> None:
        """Gather the words below an element in their order."""
        for child in element:
            if child.tag == f"{_W}t":
                letters = enumerate(child.text or "")
                self.stretches[-1].spots += (Spot(letter, child, at, at + 1) for at, letter in letters)
            elif child.tag in _SIGNS:
                self.stretches[-1].spots.append(Spot(_SIGNS[child.tag], child, 0, 1))
            elif child.tag == f"{_W}txbxContent":
                self.boxes.append(child)
            elif child.tag in (f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
                self.bookmark(child)
            elif child.tag not in _GONE and not _hidden(child):
                self.walk(child)

    def bookmark(self, element: Any) -> None:
        number = element.get(qn("w:id"))
        if element.tag == f"{_W}bookmarkEnd":
            self.open.pop(number, None)
            return
        known = self.names.get(element.get(qn("w:name")))
        if known:
            if number in self.ended:  # LibreOffice begins some twice and ends them once
                self.open[number] = known
            if self.stretches:
                self.stretches.append(_Stretch(known))


def _with_text(stretches: list[_Stretch]) -> list[_Stretch]:
    """Return the stretches that hold text; what is before the first bookmark belongs to it."""
    if len(stretches) > 1 and stretches[0].known is None:
        first, second, *rest = stretches
        stretches = [_Stretch(second.known, [*first.spots, *second.spots]), *rest]
    return [stretch for stretch in stretches if stretch.text] or stretches[-1:]


def _hidden(run: Any) -> bool:
    """Whether a run is hidden or struck through."""
    for name in _HIDDEN:
        mark = run.find(f"w:rPr/w:{name}", nsmap) if run.tag == f"{_W}r" else None
        if mark is not None and mark.get(qn("w:val")) not in _OFF:
            return True
    return False
