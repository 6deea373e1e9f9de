"""An edited draft as it was read: its paragraphs in reading order, and who they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """What kind of file a draft is."""

    MARKDOWN = "markdown"
    WORD = "docx"


class Part(StrEnum):
    """What a paragraph of a draft is."""

    HEADING = "heading"
    TEXT = "text"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True)
class DraftParagraph:
    """One paragraph, caption, heading or table of a draft.

    Attributes
    ----------
    id : str, optional
        Id of the paragraph of the paper that it is, as the file carries it; None for headings and wherever
        the analyst lost it. A caption and a table have that of the paragraph that they belong to. Several
        paragraphs may have the same one: copies, or one that was split.
    text : str
        Its words on one line without markup, without the number or letter that was typed before them, and
        with tracked insertions but not deletions; the cells of a table, a tab between them and a line for
        each row.
    sentences : tuple of str
        The sentences of the text, as they stand in it.
    line : int
        Line of a Markdown file on which it begins, or its place among all paragraphs of a Word file, from 1.
    label : str
        The number, letter or bullet typed before it, such as "(a)"; empty where there is none, or where Word
        counts by itself.
    kind : Part
    rows : tuple of tuple of str
        Cells of a table, header first; empty otherwise.
    """

    id: str | None
    text: str
    sentences: tuple[str, ...]
    line: int
    label: str = ""
    kind: Part = Part.TEXT
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Draft:
    """A draft as it was read.

    Attributes
    ----------
    format : Format
    paragraphs : tuple of DraftParagraph
        In reading order.
    identifier : str
        What a Word file says that it is; empty where it says nothing, and in Markdown.
    """

    format: Format
    paragraphs: tuple[DraftParagraph, ...]
    identifier: str = ""

    def of(self, name: str) -> Iterator[DraftParagraph]:
        """Yield the running text of the paragraph of an id: more than one where it was split or copied."""
        for paragraph in self.paragraphs:
            if paragraph.id == name and paragraph.kind is Part.TEXT:
                yield paragraph
