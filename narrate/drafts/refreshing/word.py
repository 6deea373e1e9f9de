"""Writes into a Word draft in place: runs, tracked changes and everything else of it stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.text.paragraph import Paragraph as WordText
from docx.text.run import Run

from narrate.document import Sentence, Table
from narrate.drafts.draft import Draft, DraftParagraph, Part, Spot
from narrate.drafts.refreshing.likeness import bare
from narrate.drafts.refreshing.pen import Arrival, Edit, Note, Work, covered, fine
from narrate.drafts.refreshing.wordruns import Insertion, emptied, inserted, replaced, split
from narrate.rendering.identity import bookmark_name, caption_name, draft_identifier
from narrate.rendering.links import linked
from narrate.rendering.word.elements import add_link, add_words, close_bookmark, element, open_bookmark
from narrate.rendering.word.package import packed
from narrate.rendering.word.reading import draft_of
from narrate.rendering.word.styles import Style, Styles
from narrate.rendering.word.tables import add_table
from narrate.rendering.word.template import text_width
from narrate.trace import digest

AUTHOR = "narrate"
CONFLICT = "narrate: conflict "
"""How the last line of a comment begins that marks a conflict; the sentence's id follows."""

_KEPT = (
    *("w:drawing", "w:pict", "w:object", "w:footnoteReference", "w:endnoteReference", "w:sectPr"),
    *("w:commentRangeStart", "w:commentReference", "w:fldChar", "w:fldSimple"),
)
"""What a paragraph holds that is the analyst's own, so that it does not go with its text."""

_PASSING = ("w:sectPr", "w:rPr", "w:pPrChange", "w:framePr")
"""Properties of a paragraph that another one does not take over."""


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
        self.draft = draft
        self.rows = {
            place: [
                row for row in item.where.iterfind("w:tr", nsmap) if row.find("w:trPr/w:del", nsmap) is None
            ]
            for place, item in enumerate(draft.paragraphs)
            if item.kind is Part.TABLE
        }
        self.last: dict[Any, Any] = {}

    def take_marks(self, known: dict[str, str]) -> set[str]:
        """Take out the comments that still read as they were written; return all conflicts that stand."""
        standing: set[str] = set()
        for comment in list(self._comments()):
            texts = [paragraph.text for paragraph in comment.paragraphs]
            if comment.author != AUTHOR or not texts or not texts[-1].startswith(CONFLICT):
                continue
            name = texts[-1].removeprefix(CONFLICT).strip()
            standing.add(name)
            if bare("".join(texts[:-1])) == known.get(name):
                self._remove_comment(comment)
        return standing

    def _comments(self) -> Iterable[Any]:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        there = any(relation.reltype == kind for relation in self.paper.part.rels.values())
        return self.paper.comments if there else ()

    def _remove_comment(self, comment: Any) -> None:
        number = str(comment.comment_id)
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            for mark in self.body.xpath(f".//w:{tag}[@w:id='{number}']"):
                holder = mark.getparent()
                holder.remove(mark)
                if holder.tag == qn("w:r"):
                    emptied(holder)
        comment._comment_elm.getparent().remove(comment._comment_elm)

    def work(self, place: int, paragraph: DraftParagraph, work: Work) -> None:
        """Do what is to be done to one paragraph, the last of it first, so that places before it hold."""
        if paragraph.kind is Part.TABLE:
            self._work_table(paragraph, work)
            return
        tasks: list[Edit | Note] = [*fine(work.edits, paragraph.text), *work.notes]
        for task in sorted(tasks, key=lambda task: (task.start, task.end), reverse=True):
            if isinstance(task, Note):
                self._comment(paragraph, task)
            else:
                self._edit(paragraph, task)
        if work.name is not None:
            self._identify(paragraph, work.name)
        if work.removed:
            _remove_paragraph(paragraph.where)

    def _work_table(self, paragraph: DraftParagraph, work: Work) -> None:
        if work.removed:
            paragraph.where.getparent().remove(paragraph.where)
        for note in work.notes:
            first = WordText(next(paragraph.where.iter(qn("w:p"))), self.paper._body)
            run = first.runs[0] if first.runs else first.add_run()
            self._add_comment(run, run, note)

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

    def _comment(self, paragraph: DraftParagraph, note: Note) -> None:
        """Anchor a comment at a sentence: its runs are cut at both ends of it."""
        first, last = covered(paragraph, Edit(note.start, note.end, ""))
        start, end = paragraph.spots[first], paragraph.spots[last - 1]
        closing = _run(end)
        split(closing, end.holder, end.end)
        opening = split(_run(start), start.holder, start.start)
        final = opening if closing is _run(start) and opening is not closing else closing
        self._add_comment(Run(opening, None), Run(final, None), note)  # type: ignore[arg-type]

    def _add_comment(self, first: Run, last: Run, note: Note) -> None:
        why, *rest = note.lines
        comment = self.paper.add_comment((first, last), text=why, author=AUTHOR, initials="n")
        for line in (*rest, f"{CONFLICT}{note.sentence}"):
            comment.add_paragraph(line)
        comment._comment_elm.attrib.pop(qn("w:date"), None)

    def _identify(self, paragraph: DraftParagraph, name: str) -> None:
        """Give a paragraph's bookmark another name; a paragraph without one is put into one."""
        element = paragraph.where
        wanted = caption_name(name) if paragraph.kind is Part.CAPTION else bookmark_name(name)
        known = paragraph.id and {bookmark_name(paragraph.id), caption_name(paragraph.id)}
        for mark in self.body.iter(qn("w:bookmarkStart")):
            if known and mark.get(qn("w:name")) in known:
                mark.set(qn("w:name"), wanted)
                return
        for mark in self.body.xpath(f".//w:bookmarkStart[@w:name='{wanted}']"):
            mark.getparent().remove(mark)  # what a moved paragraph left behind
        start, end = _bookmark(wanted, self._number())
        at = 1 if element.find("w:pPr", nsmap) is not None else 0
        element.insert(at, start)
        element.append(end)

    def _number(self) -> int:
        taken = [int(mark.get(qn("w:id"), "0")) for mark in self.body.iter(qn("w:bookmarkStart"))]
        return max(taken, default=0) + 1

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

    def arrive(self, arrivals: list[Arrival]) -> None:
        """Write new headings and paragraphs, those that follow one paragraph in their order."""
        for arrival in arrivals:
            for made in list(self._made(arrival)):
                self._put(arrival.after, made)

    def _put(self, after: int, made: Any) -> None:
        if after < 0:
            anchor = None
        else:
            anchor = self.draft.paragraphs[after].where
            while anchor.getparent() is not None and anchor.getparent().tag != qn("w:body"):
                anchor = anchor.getparent()
        if anchor in self.last:
            self.last[anchor].addnext(made)
        elif anchor is None:
            self.body.insert(0, made)
        else:
            anchor.addnext(made)
        self.last[anchor] = made

    def _made(self, arrival: Arrival) -> Iterator[Any]:
        """Yield the elements of what arrives."""
        paragraph = arrival.paragraph
        if paragraph is None:
            made = self._like(arrival.like)
            WordText(made, self.paper._body).add_run(arrival.heading)
            yield made
            return
        if not arrival.table_alone and (paragraph.title or paragraph.sentences):
            made = self._like(arrival.like, arrival)
            self._words(made, bookmark_name(paragraph.id), paragraph.title, paragraph.sentences)
            yield made
        if paragraph.table:
            yield from self._table(paragraph.table, caption_name(paragraph.id))

    def _words(self, made: Any, name: str, title: str, sentences: Iterable[Sentence]) -> None:
        """Write a title and sentences into a new paragraph, inside a bookmark of the given name."""
        written, styles, number = WordText(made, self.paper._body), Styles(self.paper), self._number()
        open_bookmark(written, name, number)
        if title:
            add_words(written, title, styles[Style.STRONG])
        for place, sentence in enumerate(sentences):
            if place or title:
                add_words(written, " ")
            for words, link in linked(sentence):
                if link:
                    add_link(written, words, link.url, styles[Style.LINK])
                else:
                    add_words(written, words)
        close_bookmark(written, number)

    def _table(self, table: Table, name: str) -> Iterator[Any]:
        """Yield a caption and its table."""
        styles = Styles(self.paper)
        caption: Any = element("w:p")
        caption.style = styles[Style.CAPTION]
        self._words(caption, name, "", (table.caption,))
        yield caption
        before = set(self.body)
        add_table(self.paper, styles, table, 0, text_width(self.paper))
        for made in [child for child in self.body if child not in before]:
            self.body.remove(made)
            yield made

    def _like(self, place: int | None, arrival: Arrival | None = None) -> Any:
        """Return an empty paragraph that looks like one of the draft."""
        made: Any = OxmlElement("w:p")
        model = self.draft.paragraphs[place].where if place is not None else None
        deeper = 0
        if model is None and arrival and arrival.paragraph and arrival.paragraph.label:
            model, deeper = self._numbered(arrival.after), arrival.depth
        properties = model.find("w:pPr", nsmap) if model is not None else None
        if properties is not None:
            copy = deepcopy(properties)
            for tag in _PASSING:
                for part in copy.findall(tag, nsmap):
                    copy.remove(part)
            level = copy.find("w:numPr/w:ilvl", nsmap)
            if deeper and level is not None:
                level.set(qn("w:val"), str(deeper))
            made.append(copy)
        return made

    def _numbered(self, place: int) -> Any:
        """Return the nearest paragraph above that is counted."""
        for item in reversed(self.draft.paragraphs[: place + 1]):
            if item.kind is Part.TEXT and item.where.find("w:pPr/w:numPr", nsmap) is not None:
                return item.where
        return None

    def finish(self) -> tuple[bytes, str]:
        """Return the refreshed file, and the text that a later edit is told by."""
        text = draft_of(self.paper).text
        identifier = draft_identifier(digest(text))
        parts = [
            part for part in self.paper.part.package.iter_parts() if isinstance(part, CorePropertiesPart)
        ]
        for properties in [part.core_properties for part in parts] or [self.paper.core_properties]:
            properties.identifier = identifier
        return packed(self.paper), text


def _run(spot: Spot) -> Any:
    element = spot.holder
    while element.tag != qn("w:r"):
        element = element.getparent()
    return element


def _bookmark(name: str, number: int) -> tuple[Any, Any]:
    start: Any = OxmlElement("w:bookmarkStart")
    end: Any = OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    return start, end


def _before_end(paragraph: Any, made: Any) -> None:
    """Move a run into the bookmark that ends an empty paragraph."""
    ends = paragraph.findall("w:bookmarkEnd", nsmap)
    if ends:
        ends[0].addprevious(made)


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
