"""One claim of a sentence, and what the findings say to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from narrate.drafts.tokens import TokenKind
from narrate.drafts.verdict import Outcome
from narrate.findings import Relation
from narrate.movement import Direction, Movement

SIGNS = {"up": 1, "down": -1, "level": 0}
SIDES = {Relation.HIGHER: 1, Relation.LOWER: -1, Relation.SAME: 0}
WAYS = {
    Movement.RISING: 1,
    Movement.REDUCING: -1,
    Movement.LEVELLING: 0,
    Movement.PLATEAUED: 0,
    Movement.NOT_SIGNIFICANT: 0,
}
LEANING = {Direction.UP: 1, Direction.DOWN: -1, Direction.LEVEL: 0}

Held = tuple[bool | None, str]
"""Whether a claim holds, None where that is not known, and what is true."""


@dataclass(frozen=True)
class Claim:
    """What some words claim.

    Attributes
    ----------
    start, end : int
        Where the words stand in their clause.
    kind : TokenKind
    outcome : Outcome
    truth : str
        What the data says; blank where it is borne out or not known.
    """

    start: int
    end: int
    kind: TokenKind
    outcome: Outcome
    truth: str = ""


def of_each(outcomes: Iterable[tuple[bool | None, str]], together: bool) -> tuple[Outcome, str]:
    """Return what comes of a claim about several indicators.

    Parameters
    ----------
    outcomes : iterable of (bool or None, str)
        Whether it holds for each, None where that is not known, and what is true.
    together : bool
        Whether it is claimed of all, and not of one of them.
    """
    known = [(holds, truth) for holds, truth in outcomes if holds is not None]
    if not known:
        return Outcome.UNKNOWN, ""
    wrong = "; ".join(truth for holds, truth in known if not holds)
    good = all(holds for holds, _ in known) if together else any(holds for holds, _ in known)
    return (Outcome.BORNE_OUT, "") if good else (Outcome.FALSE, wrong)
