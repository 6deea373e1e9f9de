"""What a merge does to a draft, the outcome of each sentence, and what the next merge must know."""

from __future__ import annotations

from dataclasses import dataclass, field

from narrate.drafts.refreshing.edition import Succession
from narrate.drafts.refreshing.likeness import normalised
from narrate.drafts.refreshing.outcome import OutcomeRecord
from narrate.drafts.refreshing.pen import Edit, Note, Work
from narrate.trace import Carried


@dataclass
class Changeset:
    """The changes of one draft, as they are found.

    Attributes
    ----------
    records : list of (float, OutcomeRecord)
        What became of each sentence, with where in the draft it stands: its paragraph, and how far within.
    works : dict of int to Work
        By paragraph of the draft, what is to be done to it.
    edited : dict of str to list of str
        By id of a sentence, what stands for it in the analyst's words.
    added : list of str
        The analyst's own sentences.
    deleted : set of str
        Ids of sentences and paragraphs that the analyst took out.
    marks : dict of str to str
        By id of a sentence in conflict, the words of its mark.
    open : dict of str to str
        By the words of an analyst's sentence, the id of the one that was dropped while they were in conflict.
    """

    records: list[tuple[float, OutcomeRecord]] = field(default_factory=list)
    works: dict[int, Work] = field(default_factory=dict)
    edited: dict[str, list[str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)

    def at(self, place: int) -> Work:
        """Return what is to be done to a paragraph, to add to it."""
        return self.works.setdefault(place, Work())

    def add_record(self, where: float, record: OutcomeRecord) -> None:
        """Add the outcome of a sentence, to be sorted by its place in the draft."""
        self.records.append((where, record))

    def note(self, place: int, note: Note) -> None:
        """Mark a conflict, which stays marked until the analyst has settled it."""
        self.at(place).notes.append(note)
        self.marks[note.sentence] = normalised("".join(note.lines))

    def insert(self, place: int, at: int, text: str) -> None:
        """Write new text into a paragraph; what comes to one place comes in its order."""
        edits = self.at(place).edits
        for number, edit in enumerate(edits):
            if edit.start == edit.end == at:
                edits[number] = Edit(at, at, edit.text + text)
                return
        edits.append(Edit(at, at, text))

    def keep(self, name: str, text: str) -> None:
        """Remember what stands for a sentence in the analyst's words."""
        self.edited.setdefault(name, []).append(text)

    @property
    def summary(self) -> tuple[OutcomeRecord, ...]:
        """What became of each sentence, in reading order."""
        return tuple(record for _, record in sorted(self.records, key=lambda item: item[0]))

    def carried(self, paper: Succession) -> Carried:
        """Return what the next refresh must know of the draft."""
        present = {line.id for line in paper.lines.values() if line.id in self.edited}
        return Carried(
            {name: tuple(texts) for name, texts in self.edited.items()},
            tuple(dict.fromkeys(self.added)),
            tuple(sorted(self.deleted - present)),
            self.marks,
        )
