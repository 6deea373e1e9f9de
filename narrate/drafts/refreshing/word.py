"""Writes into a Word draft in place: runs, tracked changes and everything else of it stay as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.ns import nsmap, qn

from narrate.drafts.draft import Draft, DraftParagraph, Part
from narrate.drafts.refreshing.pen import Arrival, Edit, Note, Work, covered, fine
from narrate.drafts.refreshing.wordarrivals import WordArrivals
from narrate.drafts.refreshing.wordbookmarks import identify
from narrate.drafts.refreshing.wordcomments import WordComments
from narrate.drafts.refreshing.wordruns import Insertion, inserted, replaced
from narrate.drafts.refreshing.wordtables import WordTables
from narrate.rendering.identity import draft_identifier
from narrate.rendering.word.package import packed
from narrate.rendering.word.reading import draft_of
from narrate.trace import digest

_KEPT = (
    *("w:drawing", "w:pict", "w:object", "w:footnoteReference", "w:endnoteReference", "w:sectPr"),
    *("w:commentRangeStart", "w:commentReference", "w:fldChar", "w:fldSimple"),
)
"""What a paragraph holds that is the analyst's own, so that it does not go with its text."""


class WordPen:
    """Writes into the tree of a Word draft.

    Parameters
    ----------
    path : Path
        The file, which is only read.
    draft : Draft
        As it was read from that file.
    """

    def __init__(self, path: Path, draft: Draft) -> None:
        opened = docx.Document(str(path))
        root = next((item.where.getroottree().getroot() for item in draft.paragraphs), None)
        if root is not None:
            # the places of the draft's characters are in the tree that it was read from
            opened.part._element = root
        self.paper = opened.part.document
        self.body: Any = self.paper.element.body
        self.comments = WordComments(self.paper)
        self.tables = WordTables(draft)
        self.arrivals = WordArrivals(self.paper, draft)

    def take_marks(self, known: dict[str, str]) -> set[str]:
        """Take out the comments that still read as they were written; return all open conflicts."""
        return self.comments.take(known)

    def work(self, place: int, paragraph: DraftParagraph, work: Work) -> None:
        """Do what is to be done to one paragraph, the last of it first, so that places before it hold."""
        if paragraph.kind is Part.TABLE:
            self._work_table(paragraph, work)
            return
        tasks: list[Edit | Note] = [*fine(work.edits, paragraph.text), *work.notes]
        for task in sorted(tasks, key=lambda task: (task.start, task.end), reverse=True):
            if isinstance(task, Note):
                self.comments.mark(paragraph, task)
            else:
                self._edit(paragraph, task)
        if work.name is not None:
            identify(self.body, paragraph, work.name)
        if work.removed:
            _remove_paragraph(paragraph.where)

    def _work_table(self, paragraph: DraftParagraph, work: Work) -> None:
        if work.removed:
            paragraph.where.getparent().remove(paragraph.where)
        for note in work.notes:
            self.comments.mark_table(paragraph.where, note)

    def _edit(self, paragraph: DraftParagraph, edit: Edit) -> None:
        first, last = covered(paragraph, edit)
        spots = paragraph.spots
        if first < last:
            replaced(spots[first:last], edit.text)
        elif not spots:
            made = paragraph.where.add_r()
            made.text = edit.text
            _before_end(paragraph.where, made)
        else:
            inserted(
                Insertion(spots[first - 1] if first else None, spots[first] if first < len(spots) else None),
                edit.text,
            )

    def set_cell(self, place: int, row: int, column: int, text: str) -> None:
        """Write a cell of a table."""
        self.tables.set_cell(place, row, column, text)

    def add_row(self, place: int, after: int, cells: tuple[str, ...]) -> None:
        """Add a row to a table; several after one row come in the order in which they are added."""
        self.tables.add_row(place, after, cells)

    def remove_row(self, place: int, row: int) -> None:
        """Take a row out of a table."""
        self.tables.remove_row(place, row)

    def arrive(self, arrivals: list[Arrival]) -> None:
        """Write new headings and paragraphs, those that follow one paragraph in their order."""
        self.arrivals.write(arrivals)

    def finish(self) -> tuple[bytes, str]:
        """Return the refreshed file, and the text by whose digest a later edit is noticed."""
        text = draft_of(self.paper).text
        identifier = draft_identifier(digest(text))
        parts = [
            part for part in self.paper.part.package.iter_parts() if isinstance(part, CorePropertiesPart)
        ]
        for properties in [part.core_properties for part in parts] or [self.paper.core_properties]:
            properties.identifier = identifier
        return packed(self.paper), text


def _before_end(paragraph: Any, made: Any) -> None:
    """Move a run into the bookmark that ends an empty paragraph."""
    ends = paragraph.findall("w:bookmarkEnd", nsmap)
    if ends:
        ends[0].addprevious(made)


def _remove_paragraph(element: Any) -> None:
    """Take out a paragraph; one that holds more than its text only loses its number."""
    starts = {mark.get(qn("w:id")) for mark in element.iter(qn("w:bookmarkStart"))}
    ends = {mark.get(qn("w:id")) for mark in element.iter(qn("w:bookmarkEnd"))}
    if starts == ends and not any(next(element.iter(qn(tag)), None) is not None for tag in _KEPT):
        element.getparent().remove(element)
        return
    number = element.find("w:pPr/w:numPr", nsmap)
    if number is not None:
        number.getparent().remove(number)
