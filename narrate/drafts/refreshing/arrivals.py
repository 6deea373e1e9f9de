"""New headings and paragraphs, and where among the analyst's they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from narrate.document import Document, Paragraph
from narrate.drafts.draft import Part
from narrate.drafts.refreshing.edition import Edition, Succession
from narrate.drafts.refreshing.order import placed
from narrate.drafts.refreshing.outcome import Outcome, OutcomeRecord
from narrate.drafts.refreshing.parts import Matched
from narrate.drafts.refreshing.pen import Arrival


@dataclass
class Arrivals:
    """What comes into a draft, and the records of it in the summary."""

    arrivals: list[Arrival] = field(default_factory=list)
    records: list[tuple[float, OutcomeRecord]] = field(default_factory=list)


def arrivals(matched: Matched, paper: Succession, document: Document, deleted: set[str]) -> Arrivals:
    """Find the paragraphs and sections that the old paper did not have, and their places.

    Parameters
    ----------
    matched : Matched
        The draft.
    paper : Succession
    document : Document
        The new paper.
    deleted : set of str
        What the analyst took out; what belongs to that is added to it.
    """
    return _Placer(matched, paper, document, deleted).place()


def below(document: Document) -> Iterator[tuple[Paragraph, int, str | None]]:
    """Yield each paragraph of a paper, how deep it stands, and the id of the one above it."""

    def walk(
        paragraph: Paragraph, depth: int, above: str | None
    ) -> Iterator[tuple[Paragraph, int, str | None]]:
        yield paragraph, depth, above
        for item in paragraph.items:
            yield from walk(item, depth + 1, paragraph.id)

    for section in document.sections:
        for paragraph in section.paragraphs:
            yield from walk(paragraph, 0, None)


class _Placer:
    def __init__(self, matched: Matched, paper: Succession, document: Document, deleted: set[str]) -> None:
        self.matched, self.paper, self.deleted = matched, paper, deleted
        self.tree = {paragraph.id: (paragraph, depth, above) for paragraph, depth, above in below(document)}
        self.origin = {new: old for old, new in paper.passages.items()}
        self.sections = {new: old for old, new in paper.headings.items()}
        self.names, self.ends = self.mine()
        self.result = Arrivals()

    def mine(self) -> tuple[list[str], dict[str, int]]:
        """Return the names of the draft's parts in order, and the last paragraph of the draft of each."""
        names: list[str] = []
        ends: dict[str, int] = {}
        for place, item in enumerate(self.matched.draft.paragraphs):
            name = self.name(place)
            attached = place in self.matched.tables or place in self.matched.captions
            if not names or not (attached or (item.kind is not Part.TEXT and item.kind is not Part.HEADING)):
                name = f"{name}~{place}" if name in ends else name
                names.append(name)
            ends[names[-1]] = place
        return names, ends

    def name(self, place: int) -> str:
        if place in self.matched.headings:
            return _section(self.matched.headings[place])
        known = self.matched.texts.get(place)
        return f"+{place}" if known is None or known in self.paper.moved else known

    def place(self) -> Arrivals:
        base, theirs = self.order(self.paper.old, new=False), self.order(self.paper.new, new=True)
        after = placed(base, self.names, theirs)
        gone = self.deleted_sections()
        for name in theirs:
            if name in after and name not in self.origin.values():
                if name.startswith("§"):
                    self.heading(name, after[name])
                elif self.taken_out(name, gone):
                    self.refuse(name)
                else:
                    self.paragraph(name, self.within(name, after[name]))
        self.tables()
        return self.result

    def order(self, edition: Edition, new: bool) -> list[str]:
        """Return the names of an edition's parts in order; those of the new one by their old names."""
        names: list[str] = []
        section = -1
        for passage in edition.passages.values():
            if passage.section != section:
                section = passage.section
                known = self.sections.get(section) if new else section
                names.append(_section(known) if known is not None else f"§new{section}")
            if not new and passage.id in self.paper.moved:
                continue
            if passage.lines or passage.id in self.matched.texts.values():
                names.append(self.origin.get(passage.id, passage.id) if new else passage.id)
        return names

    def deleted_sections(self) -> set[int]:
        """Return the sections of the old paper of which nothing is left."""
        left = {self.paper.old.passages[name].section for name in self.matched.texts.values()}
        return set(range(len(self.paper.old.headings))) - left - set(self.matched.headings.values())

    def taken_out(self, name: str, gone: set[int]) -> bool:
        """Whether a new paragraph belongs to what the analyst took out."""
        section = self.sections.get(self.paper.new.passages[name].section)
        if name in self.deleted or section in gone:
            return True
        above = self.tree[name][2]
        old_above = self.origin.get(above or "")
        if not above or not old_above or not self.paper.old.passages[old_above].lines:
            return bool(above and above in self.deleted)
        present = set(self.matched.texts.values())
        siblings = [other for other, (_, _, up) in self.tree.items() if up == above]
        return old_above not in present and not any(self.origin.get(other) in present for other in siblings)

    def refuse(self, name: str) -> None:
        passage = self.paper.new.passages[name]
        self.deleted.add(name)
        for line in self.paper.new.lines_of(passage):
            record = OutcomeRecord(Outcome.DELETED, line.id, passage.number, "", line.text)
            self.result.records.append((len(self.names) + 1.0, record))

    def within(self, name: str, last: str | None) -> str | None:
        """Return the part that a new paragraph follows: one of its section, whatever was moved out of it."""
        section = self.sections.get(self.paper.new.passages[name].section)
        heading = _section(section) if section is not None else ""
        if heading not in self.names:
            return last
        start = self.names.index(heading)
        end = next(
            (n for n in range(start + 1, len(self.names)) if self.names[n].startswith("§")), len(self.names)
        )
        inside = self.names[start:end]
        return last if last in inside else inside[-1]

    def heading(self, name: str, last: str | None) -> None:
        number = int(name.removeprefix("§new"))
        line = self.paper.new.headings[number]
        like = next(iter(self.matched.headings), None)
        self.result.arrivals.append(Arrival(self.end(last), None, heading=line.text, like=like))
        self.result.records.append((self.end(last) + 0.9, OutcomeRecord(Outcome.NEW, line.id, "", line.text)))

    def end(self, last: str | None) -> int:
        return self.ends[last] if last is not None else max(self.matched.head, default=-1)

    def paragraph(self, name: str, last: str | None) -> None:
        paragraph, depth, above = self.tree[name]
        passage = self.paper.new.passages[name]
        arrival = Arrival(self.end(last), paragraph, depth, like=self.like(name, depth, above))
        self.result.arrivals.append(arrival)
        for line in self.paper.new.lines_of(passage):
            record = OutcomeRecord(Outcome.NEW, line.id, passage.number, line.text)
            self.result.records.append((self.end(last) + 0.9, record))

    def like(self, name: str, depth: int, above: str | None) -> int | None:
        """Return a paragraph of the draft that looks as a new one should: a sibling, else one as deep."""
        label = self.tree[name][0].label
        by_rank: list[tuple[int, int]] = []
        for place, old in self.matched.texts.items():
            known = self.tree.get(self.paper.passages.get(old, ""))
            if known and known[1] == depth and bool(known[0].label) == bool(label):
                alike = _form(known[0].label) == _form(label)
                by_rank.append((0 if known[2] == above and alike else 1 if alike else 2, place))
        return min(by_rank)[1] if by_rank else None

    def tables(self) -> None:
        """Place the tables that passages had not before."""
        for old, new in self.paper.passages.items():
            before, now = self.paper.old.passages[old], self.paper.new.passages[new]
            places = self.matched.places(old)
            if now.rows and not before.rows and places and now.caption not in self.deleted:
                paragraph, depth, _ = self.tree[new]
                self.result.arrivals.append(Arrival(places[-1], paragraph, depth, table_alone=True))
                caption = self.paper.new.lines[now.caption or ""]
                self.result.records.append(
                    (places[-1] + 0.9, OutcomeRecord(Outcome.NEW, caption.id, now.number, caption.text))
                )


def _section(number: int) -> str:
    return f"§{number}"


def _form(label: str) -> str:
    """Return what kind of mark a label is, whatever its number."""
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", label))
