"""The tables of a draft, brought up to date in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.drafts.draft import Part
from narrate.drafts.refreshing.changeset import Changeset
from narrate.drafts.refreshing.edition import Passage, Succession
from narrate.drafts.refreshing.likeness import normalised
from narrate.drafts.refreshing.outcome import Outcome, OutcomeRecord, Reason
from narrate.drafts.refreshing.parts import Matched
from narrate.drafts.refreshing.pen import Note, Pen
from narrate.drafts.refreshing.tables import TableMerge, merged_table
from narrate.drafts.refreshing.verdicts import Verdict
from narrate.drafts.refreshing.wording import Wording

TABLE = "/table"
"""What follows the id of a caption where its table is in conflict."""


@dataclass(frozen=True)
class TableMerger:
    """Merges the tables of a draft.

    Attributes
    ----------
    matched : Matched
        The draft, its parts known.
    paper : Succession
        The old and the new edition.
    wording : Wording
        The words of a conflict.
    pen : Pen
        Writes the cells.
    changes : Changeset
        What is found is added to it.
    """

    matched: Matched
    paper: Succession
    wording: Wording
    pen: Pen
    changes: Changeset

    def merge(self, place: int, name: str) -> None:
        """Bring a table up to date cell by cell."""
        old = self.paper.old.passages[name]
        new = self.paper.new.passages.get(self.paper.passages.get(name, ""))
        text = self.paper.old.lines[old.caption or ""].text
        mine = self.matched.draft.paragraphs[place].rows
        if new is None or not new.rows:
            record = self._without_successor(place, old, text, mine)
        else:
            record = self._merged(place, new, text, merged_table(old.rows, mine, new.rows))
        self.changes.add_record(float(place), record)

    def _without_successor(
        self, place: int, old: Passage, text: str, mine: Sequence[Sequence[str]]
    ) -> OutcomeRecord:
        """Take out a table that the new paper has no more, unless the analyst changed it."""
        caption, number = old.caption or "", self.paper.number(old.id)
        if [[normalised(cell) for cell in row] for row in mine] == [
            [normalised(cell) for cell in row] for row in old.rows
        ]:
            self.changes.at(place).removed = True
            return OutcomeRecord(Outcome.DROPPED, caption, number, text)
        self._mark(place, caption, Verdict(Outcome.CONFLICT, text, "", Reason.GONE))
        return OutcomeRecord(Outcome.CONFLICT, caption, number, text, "", Reason.GONE)

    def _merged(self, place: int, new: Passage, text: str, merge: TableMerge) -> OutcomeRecord:
        """Write a merged table, and mark it where a cell is in conflict."""
        for (row, column), cell in merge.cells.items():
            self.pen.set_cell(place, row, column, cell)
        for row in merge.removed:
            self.pen.remove_row(place, row)
        for after, cells in merge.added:
            self.pen.add_row(place, after, cells)
        caption, news = new.caption or "", "; ".join(merge.conflicts)
        if merge.conflicts:
            self._mark(place, caption, Verdict(Outcome.CONFLICT, text, news, Reason.CELL))
            return OutcomeRecord(Outcome.CONFLICT, caption, new.number, text, news, Reason.CELL)
        outcome = Outcome.KEPT if merge.edited else Outcome.REFRESHED
        if merge.edited and (merge.cells or merge.added):
            outcome = Outcome.UPDATED
        return OutcomeRecord(outcome, caption, new.number, text)

    def record_own(self) -> None:
        """Record the tables that are the analyst's own."""
        for place, item in enumerate(self.matched.draft.paragraphs):
            if item.kind is Part.TABLE and place not in self.matched.tables:
                record = OutcomeRecord(Outcome.ADDED, "", "", item.text.replace("\t", " | "))
                self.changes.add_record(float(place), record)

    def _mark(self, place: int, caption: str, judged: Verdict) -> None:
        """Mark a table whose fate the analyst must decide."""
        self.changes.note(place, Note(f"{caption}{TABLE}", 0, 0, self.wording.conflict(judged)))
