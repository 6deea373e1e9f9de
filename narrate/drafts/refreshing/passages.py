"""What a passage of the paper has lost in the draft, and what the new paper adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from narrate.drafts.refreshing.changeset import Changeset
from narrate.drafts.refreshing.edition import Line, Passage, Succession
from narrate.drafts.refreshing.order import placed
from narrate.drafts.refreshing.outcome import Outcome, OutcomeRecord
from narrate.drafts.refreshing.parts import Matched

WITHIN = 0.99
"""Where in the summary that follows a paragraph's sentences which is no longer in it."""

BELOW = 0.995
"""Where in the summary that follows a paragraph which is no longer below it."""


@dataclass(frozen=True)
class PassageMerger:
    """Merges the passages of a paper: sentences that were taken out stay out, new ones come in.

    Attributes
    ----------
    matched : Matched
        The draft, its parts known.
    paper : Succession
        The old and the new edition.
    changes : Changeset
        What is found is added to it.
    """

    matched: Matched
    paper: Succession
    changes: Changeset

    def merge(self, name: str) -> None:
        """Record what the analyst took out of a passage, and write what is new in it."""
        old = self.paper.old.passages[name]
        new = self.paper.new.passages.get(self.paper.passages.get(name, ""))
        places = [place for place in self.matched.places(name) if self.matched.sentences[place]]
        where = float(places[-1]) + WITHIN if places else self._before(name)
        gone = self._taken_out(old)
        for line in gone:
            self._refuse(where, self.paper.number(name), line)
        if not places and old.lines and len(gone) == len(old.lines):
            self.changes.deleted.add(new.id if new else name)
        if new:
            fresh = list(self.paper.fresh(old, new))
            if places:
                self._insert(old, new, places, fresh)
            elif old.lines:
                for line in fresh:
                    self.changes.deleted.add(line.id)
                    self._record_deleted(where, new, line)

    def _taken_out(self, old: Passage) -> list[Line]:
        """Return the lines of a passage that no sentence of the draft stems from."""
        present = {
            line.id
            for sentences in self.matched.sentences.values()
            for sentence in sentences
            for line in sentence.lines
        }
        return [line for line in self.paper.old.lines_of(old) if line.id not in present]

    def _refuse(self, where: float, number: str, line: Line) -> None:
        """Keep a sentence out that the analyst took out; record it where the new paper still has it."""
        after = self.paper.lines.get(line.id)
        self.changes.deleted.add(after.id if after else line.id)
        if after:
            self.changes.add_record(
                where, OutcomeRecord(Outcome.DELETED, after.id, number, line.text, after.text)
            )

    def _record_deleted(self, where: float, new: Passage, line: Line) -> None:
        self.changes.add_record(where, OutcomeRecord(Outcome.DELETED, line.id, new.number, "", line.text))

    def _before(self, name: str) -> float:
        """Return where in the draft a passage that is not in it once stood."""
        last = -1.0
        for other in self.paper.old.passages:
            if other == name:
                break
            last = max([last, *(place + BELOW for place in self.matched.places(other))])
        return last

    def _insert(self, old: Passage, new: Passage, places: Sequence[int], fresh: Iterable[Line]) -> None:
        """Write the sentences of a passage that the old paper did not have, at their place."""
        sentences = [sentence for place in places for sentence in self.matched.sentences[place]]
        names = [
            sentence.lines[0].id if sentence.lines else f"+{number}"
            for number, sentence in enumerate(sentences)
        ]
        origin = {self.paper.lines[line].id: line for line in old.lines if line in self.paper.lines}
        theirs = [origin.get(line, line) for line in new.lines]
        after = placed(old.lines, names, theirs)
        for line in fresh:
            if line.id in self.changes.deleted:
                self._record_deleted(places[-1] + WITHIN, new, line)
                continue
            record = OutcomeRecord(Outcome.NEW, line.id, new.number, line.text)
            last = after.get(line.id)
            if last in names:
                sentence = sentences[len(names) - 1 - names[::-1].index(last)]
                self.changes.insert(sentence.place, sentence.end, f" {line.text}")
                length = len(self.matched.draft.paragraphs[sentence.place].text)
                self.changes.add_record(sentence.place + (sentence.end + 0.5) / (length + 1), record)
            else:
                sentence = sentences[0]
                self.changes.insert(sentence.place, sentence.start, f"{line.text} ")
                self.changes.add_record(
                    sentence.place + (sentence.start + 0.5) / (sentence.start + 2.0), record
                )
