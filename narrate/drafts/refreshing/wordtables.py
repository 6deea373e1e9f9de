"""Rows and cells of the tables of a Word draft."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.text.paragraph import Paragraph as WordText

from narrate.drafts.draft import Draft, Part


class WordTables:
    """Writes into the tables of one draft.

    Parameters
    ----------
    draft : Draft
        As it was read.
    """

    def __init__(self, draft: Draft) -> None:
        self.rows = {
            place: [
                row for row in item.where.iterfind("w:tr", nsmap) if row.find("w:trPr/w:del", nsmap) is None
            ]
            for place, item in enumerate(draft.paragraphs)
            if item.kind is Part.TABLE
        }
        self.last: dict[Any, Any] = {}

    def set_cell(self, place: int, row: int, column: int, text: str) -> None:
        """Write a cell of a table."""
        cells = list(self.rows[place][row].iterfind(".//w:tc", nsmap))
        _write_cell(cells[column], text)

    def add_row(self, place: int, after: int, cells: tuple[str, ...]) -> None:
        """Add a row to a table: a copy of the one before it, or of the first below the header."""
        rows = self.rows[place]
        model = rows[after] if after or len(rows) < 2 else rows[1]
        made = deepcopy(model)
        for tag in (
            "bookmarkStart",
            "bookmarkEnd",
            "commentRangeStart",
            "commentRangeEnd",
            "tblHeader",
            "ins",
            "del",
        ):
            for mark in made.xpath(f".//w:{tag}"):
                if tag != "ins" or mark.getparent().tag == qn("w:trPr"):
                    mark.getparent().remove(mark)
        for cell, text in zip(made.iterfind(".//w:tc", nsmap), cells, strict=False):
            _write_cell(cell, text)
        anchor = rows[after]
        self.last.get(anchor, anchor).addnext(made)
        self.last[anchor] = made

    def remove_row(self, place: int, row: int) -> None:
        """Take a row out of a table."""
        element = self.rows[place][row]
        element.getparent().remove(element)


def _write_cell(cell: Any, text: str) -> None:
    """Write the text of a cell into its first run; what was there goes."""
    letters = [part for part in cell.iter(qn("w:t")) if not _within_deletion(part)]
    if not letters:
        WordText(next(cell.iter(qn("w:p"))), None).add_run(text)  # type: ignore[arg-type]
        return
    letters[0].text = text
    for part in letters[1:]:
        part.text = ""


def _within_deletion(element: Any) -> bool:
    return any(above.tag in (qn("w:del"), qn("w:moveFrom")) for above in element.iterancestors())
