"""What became of each sentence of an edited draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from narrate.errors import DraftError, Fault, Place
from narrate.trace import Trace


class Outcome(StrEnum):
    """What became of a sentence, heading or table."""

    REFRESHED = "refreshed"
    """Untouched by the analyst: as the new paper has it."""
    KEPT = "kept"
    """Edited, and still true as it stands."""
    UPDATED = "updated"
    """Edited, with its figures brought up to date."""
    CONFLICT = "conflict"
    """Edited, and the new paper says something else: both stand, marked."""
    ADDED = "added"
    """The analyst's own; it stands where it stood."""
    DELETED = "deleted"
    """Taken out by the analyst; it stays out."""
    NEW = "new"
    """The new paper says it and the old one did not."""
    DROPPED = "dropped"
    """Untouched, and the new paper says it no more."""
    UNPLACED = "unplaced"
    """What it was, or where it belongs, is not known."""


class Reason(StrEnum):
    """Why a sentence is in conflict, or out of it worth a look."""

    NONE = ""
    CHANGED = "changed"
    """The movement, direction, significance, side or areas named are others now."""
    GONE = "gone"
    """The new paper does not say it any more."""
    FIGURE = "figure"
    """A figure of it cannot be mapped with certainty."""
    BOTH = "both"
    """The author's text was changed in the spec and in the draft."""
    OPEN = "open"
    """The conflict of the last refresh has not been settled."""
    CELL = "cell"
    """A cell of a table was edited, and the data behind it changed."""
    NOT_FOUND = "not found"
    """The text of the draft has no name, and is like none of the paper."""


@dataclass(frozen=True)
class OutcomeRecord:
    """The outcome of one sentence, heading or table: a line of the summary.

    Attributes
    ----------
    outcome : Outcome
    sentence : str
        Id of the sentence; empty for the analyst's own.
    paragraph : str
        Number of its paragraph in the new paper, or in the old one where it has none.
    text : str
        As it stands in the refreshed draft, or as it stood.
    new : str
        What the new paper says instead, where it is in conflict or deleted.
    reason : Reason
    detail : str
        The figure or area that the reason is about.
    """

    outcome: Outcome
    sentence: str
    paragraph: str
    text: str
    new: str = ""
    reason: Reason = Reason.NONE
    detail: str = ""


@dataclass(frozen=True)
class Refreshed:
    """An edited draft with new data.

    Attributes
    ----------
    outcomes : tuple of OutcomeRecord
        What became of every sentence, in reading order.
    content : str or bytes
        The refreshed draft: Markdown text, or a Word file.
    text : str
        The text by whose digest a later edit is noticed; of a Markdown draft the content itself.
    trace : Trace
        Of the new paper, with what else the draft holds.
    """

    outcomes: tuple[OutcomeRecord, ...]
    content: str | bytes
    text: str
    trace: Trace

    @property
    def summary(self) -> dict[Outcome, int]:
        """How many sentences became what, every outcome named."""
        counts = Counter(record.outcome for record in self.outcomes)
        return {outcome: counts[outcome] for outcome in Outcome}

    @property
    def conflicts(self) -> tuple[OutcomeRecord, ...]:
        """What the analyst must decide."""
        return tuple(record for record in self.outcomes if record.outcome is Outcome.CONFLICT)

    def save(self, path: str | Path) -> None:
        """Write the draft, and its trace into the same folder.

        Parameters
        ----------
        path : str or Path
            A file that does not exist yet: nothing is written over.

        Raises
        ------
        DraftError
            If the file or its trace exists, or cannot be written.
        """
        target = Path(path)
        trace_file = target.with_suffix(".trace.json")
        for file in (target, trace_file):
            if file.exists():
                raise DraftError([Fault(Place(str(file)), "the file exists", "write elsewhere")])
        content = self.content if isinstance(self.content, bytes) else self.content.encode()
        try:
            trace_file.write_text(self.trace.with_draft(target.name, self.text).to_json(), encoding="utf-8")
            target.write_bytes(content)
        except OSError as error:
            trace_file.unlink(missing_ok=True)
            reason = (error.strerror or str(error)).lower()
            raise DraftError([Fault(Place(str(target)), reason, "nothing was written")]) from None
