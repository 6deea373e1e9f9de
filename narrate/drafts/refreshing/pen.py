"""What can be written into a draft of either format, and nothing else of it is touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from narrate.document import Paragraph
from narrate.drafts.draft import DraftParagraph
from narrate.drafts.refreshing.likeness import differences


@dataclass(frozen=True)
class Edit:
    """A stretch of a paragraph's text and what comes in its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Note:
    """What marks a conflict, next to the analyst's sentence.

    Attributes
    ----------
    sentence : str
        Id of the sentence.
    start, end : int
        Where the analyst's stands in its paragraph; both 0 for a table.
    lines : tuple of str
        The lines of the mark: why, the analyst's sentence, the new one.
    """

    sentence: str
    start: int
    end: int
    lines: tuple[str, ...]


@dataclass
class Work:
    """What is to be done to one paragraph of a draft.

    Attributes
    ----------
    edits : list of Edit
        None over another.
    notes : list of Note
    name : str, optional
        The id that the paragraph gets.
    removed : bool
        Whether it goes as a whole.
    """

    edits: list[Edit] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    name: str | None = None
    removed: bool = False


@dataclass(frozen=True)
class Arrival:
    """A new heading or paragraph and where it comes.

    Attributes
    ----------
    after : int
        Paragraph of the draft that it follows.
    paragraph : Paragraph, optional
        None for a heading.
    depth : int
        How many paragraphs stand above it.
    heading : str
    like : int, optional
        Paragraph of the draft that looks as it should.
    table_alone : bool
        Whether only its table comes.
    """

    after: int
    paragraph: Paragraph | None
    depth: int = 0
    heading: str = ""
    like: int | None = None
    table_alone: bool = False


class Pen(Protocol):
    """Writes into one draft."""

    def take_marks(self, known: dict[str, str]) -> set[str]:
        """Take out the marks of conflicts that still read as they were written; return all that are open."""
        ...

    def work(self, place: int, paragraph: DraftParagraph, work: Work) -> None:
        """Do what is to be done to one paragraph."""
        ...

    def set_cell(self, place: int, row: int, column: int, text: str) -> None:
        """Write a cell of a table."""
        ...

    def add_row(self, place: int, after: int, cells: tuple[str, ...]) -> None:
        """Add a row to a table; several after one row come in the order in which they are added."""
        ...

    def remove_row(self, place: int, row: int) -> None:
        """Take a row out of a table."""
        ...

    def arrive(self, arrivals: list[Arrival]) -> None:
        """Write new headings and paragraphs, those that follow one paragraph in their order."""
        ...

    def finish(self) -> tuple[str | bytes, str]:
        """Return the content of the refreshed file, and the text by whose digest a later edit is noticed."""
        ...


def fine(edits: list[Edit], text: str) -> list[Edit]:
    """Return edits cut to the words that they change, the last first, so that places before them hold."""
    cut = [
        Edit(edit.start + start, edit.start + end, new)
        for edit in edits
        for start, end, new in (
            differences(text[edit.start : edit.end], edit.text)
            if edit.text and edit.end > edit.start
            else [(0, edit.end - edit.start, edit.text)]
        )
    ]
    return sorted(cut, key=lambda edit: (edit.start, edit.end), reverse=True)


def coarse(edits: list[Edit]) -> list[Edit]:
    """Return edits as they are, the last first."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True)


def done(edits: list[Edit], text: str) -> str:
    """Return a paragraph's text with its edits done."""
    for edit in coarse(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def covered(paragraph: DraftParagraph, edit: Edit) -> tuple[int, int]:
    """Return which of a paragraph's places an edit of its text covers."""
    spots = paragraph.spots
    solid = [number for number, spot in enumerate(spots) if not spot.character.isspace()]
    before = len("".join(paragraph.text[: edit.start].split()))
    inside = len("".join(paragraph.text[edit.start : edit.end].split()))
    text = paragraph.text
    if edit.end <= edit.start:
        after_blank = edit.start > 0 and text[edit.start - 1].isspace()
        at = solid[before] if after_blank and before < len(solid) else solid[before - 1] + 1 if before else 0
        return at, at
    first = solid[before - 1] + 1 if text[edit.start].isspace() and before else solid[before]
    last = before + inside
    if text[edit.end - 1].isspace() and last < len(solid):
        return first, solid[last]
    return first, solid[last - 1] + 1
