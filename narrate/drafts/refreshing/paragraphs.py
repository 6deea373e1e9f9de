"""The sentences of a draft's paragraphs, each brought up to date, kept, dropped or marked."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from narrate.drafts.refreshing.changeset import Changeset
from narrate.drafts.refreshing.edition import Line, Succession
from narrate.drafts.refreshing.likeness import normalised, same
from narrate.drafts.refreshing.mentions import Tongue
from narrate.drafts.refreshing.outcome import Outcome, OutcomeRecord, Reason
from narrate.drafts.refreshing.parts import DraftSentence, How, Matched
from narrate.drafts.refreshing.pen import Edit, Note
from narrate.drafts.refreshing.verdicts import Verdict, verdict
from narrate.drafts.refreshing.wording import Wording


@dataclass(frozen=True)
class ParagraphMerger:
    """Merges the paragraphs of a draft, sentence by sentence.

    Attributes
    ----------
    matched : Matched
        The draft, its parts known.
    paper : Succession
        The old and the new edition.
    tongue : Tongue
        How the locale writes figures.
    wording : Wording
        The words of a conflict.
    marked : set of str
        Sentences whose conflict the analyst has not settled.
    changes : Changeset
        What is found is added to it.
    """

    matched: Matched
    paper: Succession
    tongue: Tongue
    wording: Wording
    marked: AbstractSet[str]
    changes: Changeset

    def merge(self, place: int) -> None:
        """Bring the sentences of one paragraph up to date."""
        sentences = self.matched.sentences[place]
        name = self.matched.texts.get(place)
        others = list(self.paper.old.lines_of(self.paper.old.passages[name])) if name else []
        verdicts = [self._placed(sentence, self._judged(sentence, others)) for sentence in sentences]
        for sentence, judged in zip(sentences, verdicts, strict=True):
            self._record(sentence, judged)
            self._keep(sentence, judged)
            if judged.outcome in (Outcome.REFRESHED, Outcome.UPDATED) and not same(
                judged.text, sentence.text
            ):
                self.changes.at(place).edits.append(Edit(sentence.start, sentence.end, judged.text))
            if judged.outcome is Outcome.CONFLICT and sentence.lines:
                self._mark(sentence, judged)
        self._drop(place, sentences, [judged.outcome is Outcome.DROPPED for judged in verdicts])
        if name:
            self._rename(place, name)

    def _judged(self, sentence: DraftSentence, others: Sequence[Line]) -> Verdict:
        """Return the verdict on a sentence; one that is gone stays in conflict as long as its mark does."""
        if sentence.how is How.ADDED and normalised(sentence.text) in self.changes.open:
            return Verdict(Outcome.CONFLICT, sentence.text, "", Reason.OPEN)
        return verdict(sentence, self.paper, others, self.tongue, self.marked)

    def _placed(self, sentence: DraftSentence, judged: Verdict) -> Verdict:
        """Return a verdict, unless a sentence is the analyst's only because its paragraph is not known."""
        part = self.matched.draft.paragraphs[sentence.place]
        unknown = part.id and part.id not in self.paper.old.passages
        if judged.outcome is Outcome.ADDED and sentence.place not in self.matched.texts and unknown:
            return Verdict(Outcome.UNPLACED, judged.text, reason=Reason.NOT_FOUND)
        return judged

    def _record(self, sentence: DraftSentence, judged: Verdict) -> None:
        """Add a sentence to the summary."""
        place = sentence.place
        name = self.matched.texts.get(place) or self.matched.captions.get(place) or ""
        record = OutcomeRecord(
            judged.outcome,
            sentence.lines[0].id if sentence.lines else self.changes.open.get(normalised(sentence.text), ""),
            self.paper.number(name),
            judged.text or sentence.text,
            judged.new,
            judged.reason,
            judged.detail,
        )
        length = len(self.matched.draft.paragraphs[place].text)
        self.changes.add_record(place + sentence.start / (length + 1), record)

    def _keep(self, sentence: DraftSentence, judged: Verdict) -> None:
        """Keep what the next refresh must know of a sentence."""
        line = sentence.lines[0] if sentence.lines else None
        new = self.paper.lines.get(line.id) if line else None
        if new and judged.outcome in (Outcome.KEPT, Outcome.UPDATED, Outcome.CONFLICT):
            if not same(judged.text, new.text):
                for each in sentence.lines:
                    after = self.paper.lines.get(each.id)
                    if after:
                        self.changes.keep(after.id, judged.text)
        elif judged.outcome in (Outcome.ADDED, Outcome.UNPLACED, Outcome.CONFLICT):
            self.changes.added.append(judged.text)
            gone = line.id if line else self.changes.open.get(normalised(judged.text))
            if gone and judged.outcome is Outcome.CONFLICT:
                self.changes.keep(gone, judged.text)

    def _mark(self, sentence: DraftSentence, judged: Verdict) -> None:
        """Mark a sentence whose fate the analyst must decide."""
        line = sentence.lines[0]
        new = self.paper.lines.get(line.id)
        name = new.id if new else line.id
        self.changes.note(
            sentence.place, Note(name, sentence.start, sentence.end, self.wording.conflict(judged))
        )

    def _drop(self, place: int, sentences: Sequence[DraftSentence], gone: Sequence[bool]) -> None:
        """Take out the sentences that the new paper no longer has, with the blanks around them."""
        if not any(gone):
            return
        name = self.matched.texts.get(place, "")
        if all(gone):
            self.changes.at(place).removed = self.paper.passages.get(name) is None
        number = 0
        while number < len(sentences):
            first = number
            while number < len(sentences) and gone[number]:
                number += 1
            if number > first:
                before = sentences[first - 1].end if first else 0
                start, end = sentences[first].start, sentences[number - 1].end
                if number < len(sentences):
                    end = sentences[number].start
                elif not all(gone):
                    start = before
                self.changes.at(place).edits.append(Edit(start, end, ""))
            number += 1

    def _rename(self, place: int, name: str) -> None:
        """Give a paragraph its id, where it lost it or has another one in the new paper."""
        new = self.paper.passages.get(name, name)
        if place in self.matched.recovered or new != name:
            self.changes.at(place).name = new
