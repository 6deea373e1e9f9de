"""The words of a conflict, from the phrase bank."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from narrate.drafts.refreshing.outcome import Reason
from narrate.drafts.refreshing.verdicts import Verdict
from narrate.phrases import PhraseBank, read_bank

REASONS = {
    Reason.CHANGED: "refresh-changed",
    Reason.GONE: "refresh-gone",
    Reason.FIGURE: "refresh-figure",
    Reason.BOTH: "refresh-both",
    Reason.OPEN: "refresh-open",
    Reason.CELL: "refresh-cell",
}


@dataclass(frozen=True)
class Wording:
    """Says why a sentence is in conflict, and what stands against what.

    Attributes
    ----------
    locale : str
    phrasebank : str or Path, optional
        A folder of phrases that replace the shipped ones.
    """

    locale: str
    phrasebank: str | Path | None = None

    @cached_property
    def bank(self) -> PhraseBank:
        """The phrases; read at the first conflict, as most drafts have none."""
        return read_bank(self.locale, self.phrasebank)

    def conflict(self, judged: Verdict) -> tuple[str, ...]:
        """Return the lines of a conflict: why, the analyst's sentence, and the new one where there is one."""
        why = self.fill(REASONS[judged.reason], detail=judged.detail)
        yours = self.fill("refresh-yours", sentence=judged.text)
        new = self.fill("refresh-new", sentence=judged.new) if judged.new else self.fill("refresh-none")
        return why, yours, new

    def fill(self, name: str, **slots: str) -> str:
        """Return a phrase with those of its slots that are given."""
        return self.bank.fill(name, "", {key: value for key, value in slots.items() if value})
