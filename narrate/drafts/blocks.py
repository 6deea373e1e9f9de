"""A piece of a draft before it is cut into sentences, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from narrate.drafts.draft import Part, Spot

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
    spots : tuple of Spot
        Where in the file its characters stand, blanks and what is no text of it among them.
    where : object
        The block itself: an element of a Word file, or first and last line of a Markdown text.
    """

    text: str
    line: int
    kind: Part = Part.TEXT
    name: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    label: str = ""
    spots: tuple[Spot, ...] = ()
    where: Any = None


def table(rows: tuple[tuple[str, ...], ...], line: int, where: Any) -> Block:
    """Return a table as a block."""
    return Block("\n".join("\t".join(row) for row in rows), line, Part.TABLE, rows=rows, where=where)


def joined(parts: Iterable[str]) -> str:
    """Return words as lines with single blanks; blanks that must not break stay as they are."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def text_of(spots: Iterable[Spot]) -> str:
    """Return the text of characters as they stand in a file, as `joined` does."""
    return joined(spot.character for spot in spots)


def placed(text: str, spots: Iterable[Spot]) -> Iterator[Spot]:
    """Yield for each character of a text that is no blank its place: the next spot that holds it."""
    found = iter(spots)
    for character in text:
        if character.isspace():
            continue
        for spot in found:
            if spot.character == character:
                yield spot
                break
