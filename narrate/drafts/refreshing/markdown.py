"""Writes into a Markdown draft; every character that nothing happens to stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from narrate.document import letter, roman
from narrate.drafts.draft import Draft, DraftParagraph, Format, Part
from narrate.drafts.markdown import read_blocks, read_marks
from narrate.drafts.reading import paragraphs
from narrate.drafts.refreshing.likeness import normalised
from narrate.drafts.refreshing.markdown_edits import applied, changes_of
from narrate.drafts.refreshing.markdown_source import COMMENT, MarkdownSource
from narrate.drafts.refreshing.pen import Arrival, Note, Work
from narrate.rendering.markdown import comment_id, escaped, paragraph_lines

_ID = re.compile(r"<!--\s*\S+\s*-->")
_CELL = re.compile(r"(?<!\\)\|")


@dataclass
class MarkdownPen:
    """Writes into the text of a Markdown draft.

    Attributes
    ----------
    text : str
        The draft with line feeds alone.
    draft : Draft
        As it was read from that text.
    """

    text: str
    draft: Draft
    changes: list[tuple[int, int, str]] = field(default_factory=list)
    removed: dict[int, tuple[int, int]] = field(default_factory=dict)
    mark: str = ""
    ending: str = "\n"

    @classmethod
    def open(cls, path: Path, draft: Draft) -> MarkdownPen:
        """Return a pen for a file, with its byte order mark and its line endings."""
        raw = path.read_bytes().decode("utf-8")
        mark = "\ufeff" if raw.startswith("\ufeff") else ""
        text = raw.removeprefix(mark)
        ending = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        return cls(text.replace("\r\n", "\n").replace("\r", "\n"), draft, mark=mark, ending=ending)

    def __post_init__(self) -> None:
        self.source = MarkdownSource(self.text)
        self.below: dict[int, list[str]] = {}

    def take_marks(self, known: dict[str, str]) -> set[str]:
        """Take out the marks of conflicts that still read as they were written; return all that are open."""
        open_conflicts: set[str] = set()
        for mark in read_marks(self.text):
            start, end = self.source.line(mark.start), self.source.line(mark.end)
            words = COMMENT.sub("", self.text[start:end]).replace(">", "").replace("**", "")
            open_conflicts |= set(mark.sentences)
            ours = {known.get(name) for name in mark.sentences}
            if normalised(_unescaped(words)) in ours:
                before = self.text[:start].rstrip("\n")
                after = self.text[end:].lstrip("\n")
                gap = "\n\n" if before and after else "\n"
                self.changes.append((len(before), len(self.text) - len(after), gap))
        return open_conflicts

    def work(self, place: int, paragraph: DraftParagraph, work: Work) -> None:
        """Do what is to be done to one paragraph."""
        shared = [item for item in self.draft.paragraphs if item.where == paragraph.where]
        if work.removed and (paragraph.kind is Part.TABLE or len(shared) == 1):
            start, end = self.source.span(paragraph)
            after = len(self.text[end:]) - len(self.text[end:].lstrip("\n"))
            self.removed[place] = (start, end + after)
            return
        self.changes += changes_of(self.source, paragraph, work.edits)
        if work.name is not None:
            self.identify(paragraph, work.name)
        for note in work.notes:
            self.below.setdefault(place, []).append(self.quotation(paragraph, note))

    def identify(self, paragraph: DraftParagraph, name: str) -> None:
        """Write the id of a paragraph: in the place of the one that it has, else at its end."""
        start, end = self.source.span(paragraph)
        comment = f"<!-- {comment_id(name)} -->"
        after = paragraph.spots[-1].end if paragraph.spots else start
        found = _ID.search(self.text, after, end)
        if found:
            self.changes.append((*found.span(), comment))
        else:
            stop = len(self.text[:end].rstrip())
            self.changes.append((stop, stop, f" {comment}"))

    def quotation(self, paragraph: DraftParagraph, note: Note) -> str:
        """Return a conflict as a quotation that stands in as far as the text of its paragraph."""
        indent = self.source.indent(paragraph)
        why, *rest = note.lines
        lines = [
            f"> <!-- narrate: conflict {comment_id(note.sentence)} -->",
            f"> **{escaped(why)}**",
            *(part for line in rest for part in (">", f"> {escaped(line)}")),
        ]
        return "\n".join(indent + line for line in lines)

    def set_cell(self, place: int, row: int, column: int, text: str) -> None:
        """Write a cell of a table."""
        start, end = self.source.row(self.draft.paragraphs[place], row)
        line = self.text[start:end]
        bars = [found.start() for found in _CELL.finditer(line)]
        if not line.lstrip().startswith("|"):
            bars = [len(line) - len(line.lstrip()) - 1, *bars]
        if len(bars) <= column + 1:
            bars.append(len(line))
        opening, closing = start + bars[column] + 1, start + bars[column + 1]
        self.changes.append((opening, closing, f" {_cell(text)} "))

    def add_row(self, place: int, after: int, cells: tuple[str, ...]) -> None:
        """Add a row to a table."""
        paragraph = self.draft.paragraphs[place]
        if after:
            end = self.source.row(paragraph, after)[1]
        else:
            end = len(self.text[: self.source.line(paragraph.where[0] + 2)].rstrip("\n"))
        row = "| " + " | ".join(_cell(cell) for cell in cells) + " |"
        self.changes.append((end, end, f"\n{self.source.margin(paragraph)}{row}"))

    def remove_row(self, place: int, row: int) -> None:
        """Take a row out of a table."""
        start, end = self.source.row(self.draft.paragraphs[place], row)
        self.changes.append((start, end + 1, ""))

    def arrive(self, arrivals: list[Arrival]) -> None:
        """Write new headings and paragraphs."""
        for arrival in arrivals:
            heading = f"## {escaped(arrival.heading)}"
            text = self.paragraph(arrival) if arrival.paragraph else heading
            self.below.setdefault(arrival.after, []).append(text)

    def paragraph(self, arrival: Arrival) -> str:
        """Return a new paragraph as Markdown, at the indent of its neighbours."""
        assert arrival.paragraph is not None, "a paragraph arrives"  # noqa: S101
        indent = ""
        if arrival.depth:
            indent = self.outer(arrival)
        lines = list(paragraph_lines(replace(arrival.paragraph, items=()), indent, arrival.depth))
        if arrival.table_alone:
            lines = lines[2:]
        return "\n".join(lines).strip("\n")

    def outer(self, arrival: Arrival) -> str:
        """Return the indent of the items below a paragraph: a sibling's, or that of the text above."""
        if arrival.like is not None and arrival.depth == 1:
            return self.source.margin(self.draft.paragraphs[arrival.like])
        above = (
            item for item in reversed(self.draft.paragraphs[: arrival.after + 1]) if item.kind is Part.TEXT
        )
        numbered = next((item for item in above if re.match(r"\d", item.label)), None)
        return self.source.indent(numbered) if numbered else ""

    def finish(self) -> tuple[str, str]:
        """Return the refreshed text, which is also the text by whose digest a later edit is noticed."""
        for place, (start, end) in self.removed.items():
            coming = self.below.pop(place, [])
            self.changes.append((start, end, "".join(f"{text}\n\n" for text in coming)))
        for place, texts in self.below.items():
            end = self.source.span(self.draft.paragraphs[place])[1] if place >= 0 else 0
            stop = len(self.text[:end].rstrip("\n"))
            self.changes.append((stop, stop, "".join(f"\n\n{text}" for text in texts)))
        text = renumbered(applied(self.text, self.changes).rstrip("\n") + "\n")
        content = self.mark + text.replace("\n", self.ending)
        return content, text


def _unescaped(text: str) -> str:
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text)


def _cell(text: str) -> str:
    return escaped(text).replace("|", "\\|")


def renumbered(text: str) -> str:
    """Return a Markdown text whose paragraphs and their items are counted on, if they were counted.

    Numbers of paragraphs run on through the text, letters below each of them and roman numerals below each
    letter begin afresh. Where all numbers are the same, or written otherwise, they are left.
    """
    draft = Draft(Format.MARKDOWN, tuple(paragraphs(read_blocks(text))))
    lines = text.split("\n")
    counts = {"number": 0, "letter": 0, "roman": 0}
    numbers = [item.label for item in draft.paragraphs if re.fullmatch(r"\d+\.", item.label)]
    lazy = len(numbers) > 1 and len(set(numbers)) == 1
    for item in draft.paragraphs:
        form = _form(item.label)
        if item.kind is not Part.TEXT or form is None or (form == "number" and lazy):
            continue
        counts[form] += 1
        if form == "number":
            counts |= {
                "letter": 0,
                "roman": 0,
                "number": counts["number"] if counts["number"] > 1 else int(item.label[:-1]),
            }
        elif form == "letter":
            counts["roman"] = 0
        wanted = _label(form, counts[form])
        if wanted != item.label:
            _relabel(lines, item, wanted)
    return "\n".join(lines)


def _form(label: str) -> str | None:
    if re.fullmatch(r"\d+\.", label):
        return "number"
    if re.fullmatch(r"\([a-z]{1,2}\)", label):
        return "letter"
    return "roman" if re.fullmatch(r"[ivxlc]+\.", label) else None


def _label(form: str, count: int) -> str:
    return {"number": f"{count}.", "letter": f"({letter(count - 1)})", "roman": f"{roman(count)}."}[form]


def _relabel(lines: list[str], item: DraftParagraph, wanted: str) -> None:
    """Write another label, and keep the text that follows it in its column where there is room."""
    number = item.where[0]
    found = re.compile(rf"^(\s*){re.escape(item.label)}([ \t]+)").match(lines[number])
    if found:
        room = len(item.label) + len(found[2])
        gap = (
            found[2]
            if len(found[2]) < 2 and len(wanted) == len(item.label)
            else " " * max(room - len(wanted), 1)
        )
        gap = " " if _form(wanted) != "number" else gap
        lines[number] = f"{found[1]}{wanted}{gap}{lines[number][found.end() :]}"
