"""Tables with one header row that stands on every page, and no merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.shared import Twips
from docx.table import _Cell, _Row

from narrate.document import Table
from narrate.rendering.word.elements import element, plain
from narrate.rendering.word.styles import Style, Styles

WHOLE_ROWS = 15
"""Rows up to which a table is kept on one page."""

LETTER_WIDTH = 150
"""Twips that a letter takes on average, in bold, and in fonts that are wider than Arial."""

CELL_MARGINS = 320
"""Twips of white space at the sides of a cell."""

NARROWEST = 1100
"""Twips of a column that holds hardly anything."""


def add_table(paper: Document, styles: Styles, table: Table, left: int, widest: int) -> None:
    """Add a table at the end of the paper.

    Parameters
    ----------
    paper : docx Document
        The paper.
    styles : Styles
        Its styles.
    table : Table
        What to show; numbers stand in all columns but the first.
    left : int
        Twips from the margin to its left edge.
    widest : int
        Twips that it may take at most.
    """
    made = paper.add_table(len(table.rows) + 1, len(table.header))
    made._tbl.tblPr.style = styles[Style.TABLE]
    _describe(made._tbl.tblPr, table, left)
    widths = column_widths(table, widest)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Twips(width)
    kept = len(table.rows) <= WHOLE_ROWS
    for number, (row, cells) in enumerate(zip(made.rows, (table.header, *table.rows), strict=True)):
        style = styles[Style.TABLE_TEXT if number else Style.TABLE_HEADING]
        _fill(row, cells, widths, style, keep=not number or (kept and number < len(table.rows)))
        _hold_together(row, header=not number)


def column_widths(table: Table, widest: int) -> tuple[int, ...]:
    """Return the width of each column in twips: what its longest cell takes, all of them within the widest.

    Examples
    --------
    >>> from narrate.document import Sentence
    >>> table = Table(Sentence("a", "A.", ""), ("Period", "Count"), (("12 months to June 2022", "90"),))
    >>> column_widths(table, 9000)
    (3620, 1100)
    >>> column_widths(table, 3000)
    (2300, 699)
    """
    columns = zip(table.header, *table.rows, strict=True)
    wanted = [max(max(map(len, column)) * LETTER_WIDTH + CELL_MARGINS, NARROWEST) for column in columns]
    share = min(1.0, widest / sum(wanted))
    return tuple(int(width * share) for width in wanted)


def _describe(properties: Any, table: Table, left: int) -> None:
    """Give the table its place, and the words that are read out for it."""
    properties.xpath("w:tblW")[0].addnext(element("w:tblInd", w=left, type="dxa"))
    properties.append(element("w:tblCaption", val=plain(table.caption.text)))
    properties.append(element("w:tblDescription", val=plain(", ".join(table.header))))


def _fill(row: _Row, cells: Sequence[str], widths: Sequence[int], style: str, keep: bool) -> None:
    for number, (cell, text, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
        cell.width = Twips(width)
        _write(cell, text, style, is_number=number > 0, keep=keep)


def _write(cell: _Cell, text: str, style: str, is_number: bool, keep: bool) -> None:
    (paragraph,) = cell.paragraphs
    paragraph._p.style = style
    paragraph.add_run(plain(text))
    if is_number:
        paragraph._p.get_or_add_pPr().append(element("w:jc", val="right"))
    paragraph.paragraph_format.keep_with_next = keep or None


def _hold_together(row: _Row, header: bool) -> None:
    """Let no row break across pages, and the header row stand on each of them."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
