"""The text of a Markdown draft by its lines, and where in it paragraphs and rows stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from narrate.drafts.draft import DraftParagraph

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
"""A comment, such as the one that holds the id of a paragraph."""

_MARKED = re.compile(r"^(\s*)((?:\d{1,9}[.)]|[-*+])\s+)?")


@dataclass(frozen=True)
class MarkdownSource:
    """Where things stand in a Markdown draft.

    Attributes
    ----------
    text : str
        The draft with line feeds alone.
    """

    text: str

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line begins."""
        return (0, *(found.end() for found in re.finditer("\n", self.text)))

    def line(self, number: int) -> int:
        """Return where a line begins, from 0; past the last one, where the text ends."""
        return self.starts[number] if number < len(self.starts) else len(self.text)

    def span(self, paragraph: DraftParagraph) -> tuple[int, int]:
        """Return where the lines of a paragraph begin and end."""
        return self.line(paragraph.where[0]), self.line(paragraph.where[1])

    def end_of(self, paragraph: DraftParagraph) -> int:
        """Return where the text of an empty paragraph would stand: before its comment."""
        start, end = self.span(paragraph)
        found = COMMENT.search(self.text, start, end)
        return found.start() if found else end

    def indent(self, paragraph: DraftParagraph) -> str:
        """Return as many blanks as stand, with its mark, before the text of a paragraph."""
        start = self.line(paragraph.where[0])
        found = _MARKED.match(self.text[start : self.line(paragraph.where[0] + 1)].rstrip("\n"))
        return " " * len(found.group()) if found else ""

    def margin(self, paragraph: DraftParagraph) -> str:
        """Return the blanks that the first line of a paragraph begins with."""
        found = re.match(r"[ \t]*", self.text[self.line(paragraph.where[0]) :])
        return found.group() if found else ""

    def row(self, table: DraftParagraph, row: int) -> tuple[int, int]:
        """Return where a row of a table stands; the line below the header is none of them."""
        number = table.where[0] + row + (row > 0)
        start = self.line(number)
        return start, len(self.text[start : self.line(number + 1)].rstrip("\n")) + start
