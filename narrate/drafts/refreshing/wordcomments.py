"""Comments of a Word draft that mark conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordText
from docx.text.run import Run

from narrate.drafts.draft import DraftParagraph, Spot
from narrate.drafts.refreshing.likeness import normalised
from narrate.drafts.refreshing.pen import Edit, Note, covered
from narrate.drafts.refreshing.wordruns import emptied, split

AUTHOR = "narrate"
CONFLICT = "narrate: conflict "
"""How the last line of a comment begins that marks a conflict; the sentence's id follows."""


class WordComments:
    """Reads, adds and takes out the comments of one draft.

    Parameters
    ----------
    paper : docx.document.Document
        The draft.
    """

    def __init__(self, paper: Document) -> None:
        self.paper = paper

    def take(self, known: dict[str, str]) -> set[str]:
        """Take out the comments that still read as they were written; return all open conflicts."""
        open_conflicts: set[str] = set()
        for comment in list(self._all()):
            texts = [paragraph.text for paragraph in comment.paragraphs]
            if comment.author != AUTHOR or not texts or not texts[-1].startswith(CONFLICT):
                continue
            name = texts[-1].removeprefix(CONFLICT).strip()
            open_conflicts.add(name)
            if normalised("".join(texts[:-1])) == known.get(name):
                self._remove(comment)
        return open_conflicts

    def _all(self) -> Iterable[Any]:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        there = any(relation.reltype == kind for relation in self.paper.part.rels.values())
        return self.paper.comments if there else ()

    def _remove(self, comment: Any) -> None:
        number = str(comment.comment_id)
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            for mark in self.paper.element.body.xpath(f".//w:{tag}[@w:id='{number}']"):
                holder = mark.getparent()
                holder.remove(mark)
                if holder.tag == qn("w:r"):
                    emptied(holder)
        comment._comment_elm.getparent().remove(comment._comment_elm)

    def mark(self, paragraph: DraftParagraph, note: Note) -> None:
        """Anchor a comment at a sentence: its runs are cut at both ends of it."""
        first, last = covered(paragraph, Edit(note.start, note.end, ""))
        start, end = paragraph.spots[first], paragraph.spots[last - 1]
        closing = _run(end)
        split(closing, end.holder, end.end)
        opening = split(_run(start), start.holder, start.start)
        final = opening if closing is _run(start) and opening is not closing else closing
        self._add(Run(opening, None), Run(final, None), note)  # type: ignore[arg-type]

    def _add(self, first: Run, last: Run, note: Note) -> None:
        why, *rest = note.lines
        comment = self.paper.add_comment((first, last), text=why, author=AUTHOR, initials="n")
        for line in (*rest, f"{CONFLICT}{note.sentence}"):
            comment.add_paragraph(line)
        comment._comment_elm.attrib.pop(qn("w:date"), None)

    def mark_table(self, table: Any, note: Note) -> None:
        """Anchor a comment at the first cell of a table."""
        first = WordText(next(table.iter(qn("w:p"))), self.paper._body)
        run = first.runs[0] if first.runs else first.add_run()
        self._add(run, run, note)


def _run(spot: Spot) -> Any:
    element = spot.holder
    while element.tag != qn("w:r"):
        element = element.getparent()
    return element
