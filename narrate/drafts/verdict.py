"""The verdict on a claim: borne out, false or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Whether the findings bear a claim out."""

    BORNE_OUT = "borne out"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Verdict:
    """The outcome for one claim, and what the data says instead."""

    outcome: Outcome
    truth: str = ""


BORNE_OUT = Verdict(Outcome.BORNE_OUT)
UNKNOWN = Verdict(Outcome.UNKNOWN)


def false(truth: str) -> Verdict:
    """Return that a claim is false."""
    return Verdict(Outcome.FALSE, truth)


def judged(true: bool, truth: str) -> Verdict:
    """Return whether a claim is true."""
    return BORNE_OUT if true else false(truth)
