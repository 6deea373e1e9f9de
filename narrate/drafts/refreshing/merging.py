"""The three-way merge of a paper: what was generated, what the analyst made of it, what is generated now."""

from __future__ import annotations

from dataclasses import dataclass, field

from narrate.document import Document
from narrate.drafts.refreshing.arrivals import arrivals
from narrate.drafts.refreshing.changeset import Changeset
from narrate.drafts.refreshing.edition import Succession
from narrate.drafts.refreshing.likeness import normalised
from narrate.drafts.refreshing.mentions import Tongue
from narrate.drafts.refreshing.outcome import OutcomeRecord
from narrate.drafts.refreshing.paragraphs import ParagraphMerger
from narrate.drafts.refreshing.parts import Matched
from narrate.drafts.refreshing.passages import PassageMerger
from narrate.drafts.refreshing.pen import Pen
from narrate.drafts.refreshing.table_merging import TABLE, TableMerger
from narrate.drafts.refreshing.wording import Wording
from narrate.trace import Carried


@dataclass(frozen=True)
class Merger:
    """Brings one draft up to date.

    Attributes
    ----------
    matched : Matched
        The draft, its parts known.
    paper : Succession
        The old and the new edition.
    document : Document
        The new paper.
    pen : Pen
    tongue : Tongue
        How the locale writes figures.
    wording : Wording
        The words of a conflict.
    changes : Changeset
        What the merge does to the draft.
    """

    matched: Matched
    paper: Succession
    document: Document
    pen: Pen
    tongue: Tongue
    wording: Wording
    changes: Changeset = field(default_factory=Changeset)

    def merge(self) -> tuple[OutcomeRecord, ...]:
        """Write everything into the draft; return what became of each sentence, in reading order."""
        self.changes.deleted.update(self.paper.old.carried.deleted)
        marked = self._open_conflicts()
        self._merge_paragraphs(marked)
        self._merge_tables()
        came = arrivals(self.matched, self.paper, self.document, self.changes.deleted)
        for where, record in came.records:
            self.changes.add_record(where, record)
        self.pen.arrive(came.arrivals)
        for place, work in self.changes.works.items():
            self.pen.work(place, self.matched.draft.paragraphs[place], work)
        return self.changes.summary

    @property
    def carried(self) -> Carried:
        """What the next refresh must know of the draft."""
        return self.changes.carried(self.paper)

    def _open_conflicts(self) -> set[str]:
        """Take out the marks that are written anew; return the sentences whose conflict is still open.

        What the paper no longer has stays marked until the analyst has settled it.
        """
        carried = self.paper.old.carried
        open_conflicts = self.pen.take_marks(
            {name: text for name, text in carried.marks.items() if not self._is_gone(name)}
        )
        for name in filter(self._is_gone, open_conflicts & set(carried.marks)):
            self.changes.marks[name] = carried.marks[name]
            self.changes.open |= {normalised(text): name for text in carried.edited.get(name, ())}
        return open_conflicts

    def _is_gone(self, name: str) -> bool:
        """Whether a sentence in conflict is one that the old paper no longer had."""
        return name.removesuffix(TABLE) not in self.paper.old.lines

    def _merge_paragraphs(self, marked: set[str]) -> None:
        paragraphs = ParagraphMerger(
            self.matched, self.paper, self.tongue, self.wording, marked, self.changes
        )
        for place in self.matched.sentences:
            paragraphs.merge(place)
        passages = PassageMerger(self.matched, self.paper, self.changes)
        for name in self.paper.old.passages:
            passages.merge(name)

    def _merge_tables(self) -> None:
        tables = TableMerger(self.matched, self.paper, self.wording, self.pen, self.changes)
        for place, name in self.matched.tables.items():
            tables.merge(place, name)
        tables.record_own()
