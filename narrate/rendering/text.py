"""The draft as plain text, for reading aloud and for e-mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from narrate.document import Document, Paragraph, Table

WIDTH = 100
"""Columns of a line."""

STEP = 4
"""Columns by which each level stands in."""


def render_text(document: Document) -> str:
    """Return the document as plain text, wrapped and indented.

    Parameters
    ----------
    document : Document
        A numbered document.
    """
    return "\n".join(_lines(document)).rstrip("\n") + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield document.title
    yield "=" * len(document.title)
    yield ""
    yield from document.lines
    for section in document.sections:
        yield ""
        yield section.heading
        yield "-" * len(section.heading)
        for paragraph in section.paragraphs:
            yield from _paragraph(paragraph, 0)


def _paragraph(paragraph: Paragraph, depth: int) -> Iterator[str]:
    label = f"{paragraph.label} ".ljust(STEP) if paragraph.label else ""
    margin = " " * STEP * depth
    words = " ".join(part for part in (paragraph.title, paragraph.text) if part)
    hanging = margin + " " * len(label)
    if label or words:
        yield ""
        yield from _wrapped(words, margin + label, hanging)
    if paragraph.table:
        yield from _table(paragraph.table, hanging)
    for item in paragraph.items:
        yield from _paragraph(item, depth + 1)


def _table(table: Table, margin: str) -> Iterator[str]:
    yield ""
    yield from _wrapped(table.caption.text, margin, margin)
    widths = [max(map(len, column)) for column in zip(table.header, *table.rows, strict=True)]
    for row in (table.header, *table.rows):
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        yield margin + "  ".join(cells)


def _wrapped(words: str, first: str, later: str) -> list[str]:
    """Break lines at blanks alone: an address or a hyphenated word stays whole."""
    lines = textwrap.wrap(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [first.rstrip()]
