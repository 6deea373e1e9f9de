"""A piece of a draft before it is cut into sentences, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from narrate.drafts.draft import Part

_BLANKS = re.compile(r"[ \t]+")


@dataclass
class Block:
    """A paragraph, heading or table as a file holds it.

    Attributes
    ----------
    text : str
        Without markup; a line break where one was forced.
    line : int
        Line of the file, or place among its paragraphs, from 1.
    kind : Part
    name : str, optional
        Id of the paragraph of the paper.
    rows : tuple of tuple of str
        Cells of a table.
    label : str
        The mark that a list puts before it.
    """

    text: str
    line: int
    kind: Part = Part.TEXT
    name: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    label: str = ""


def table(rows: tuple[tuple[str, ...], ...], line: int) -> Block:
    """Return a table as a block."""
    return Block("\n".join("\t".join(row) for row in rows), line, Part.TABLE, rows=rows)


def joined(parts: Iterable[str]) -> str:
    """Return words as lines with single blanks; blanks that must not break stay as they are."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
