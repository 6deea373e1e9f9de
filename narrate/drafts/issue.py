"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How a claim fails."""

    ERROR = "error"
    """A figure, period, length or name that is not so."""
    CONTRADICTION = "contradiction"
    """A word that disagrees with the finding."""
    UNVERIFIABLE = "unverifiable"
    """Nothing to check it against; it does not fail a check."""


@dataclass(frozen=True)
class Issue:
    """One claim of an edited draft that is not, or cannot be, borne out.

    Attributes
    ----------
    severity : Severity
    claim : str
        What kind of claim it is: number, period, length, area, indicator, direction, significance and so on.
    paragraph : str
        Number of the paragraph, such as 6(b); its printed label where it is new.
    line : int
        Line of a Markdown draft, or place among the paragraphs of a Word draft, from 1.
    sentence : str
        The sentence as it stands in the draft.
    found : str
        The words in question.
    truth : str
        What the data says; empty for what cannot be verified.
    sentence_id : str
        Id of the sentence in the trace that it comes from; empty where it is new.
    """

    severity: Severity
    claim: str
    paragraph: str
    line: int
    sentence: str
    found: str
    truth: str
    sentence_id: str

    @property
    def fails(self) -> bool:
        """Whether it fails the check."""
        return self.severity is not Severity.UNVERIFIABLE
