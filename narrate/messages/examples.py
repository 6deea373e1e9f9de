"""Findings made to order, from which every message of a kind can be shown.

What leads to each message stands with its kind; here is what they are made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from types import NoneType
from typing import Any, get_args, get_origin

from narrate.findings import Change, Finding, Magnitude, Observed, PhaseRecord, Relation
from narrate.messages.vocabulary import SETTLED
from narrate.movement import Direction, Favour, Movement, Rule
from narrate.periods import Period, month
from narrate.spec import Measure

END = month(2023, 9)
ROLLING, YEAR_AGO = Period(END, 12), Period(END - 12, 12)
QUARTER = Period(END, 3)
UP, DOWN, LEVEL = Direction.UP, Direction.DOWN, Direction.LEVEL
STATES: tuple[tuple[Movement, Direction | None], ...] = (
    (Movement.RISING, None),
    (Movement.REDUCING, None),
    (Movement.NOT_SIGNIFICANT, None),
    *product(SETTLED, (UP, DOWN)),
)
"""Every movement with all that can come before it."""
MOVING = (Movement.RISING, Movement.REDUCING, Movement.NOT_SIGNIFICANT)
NARROW = 9
"""Decimals that no indicator prints: a figure and its limit print alike, though they are not."""
SIZES = {Relation.HIGHER: 1.0, Relation.LOWER: -1.0, Relation.SAME: 0.0}
TESTS = (True, False, None)
ALONE: Mapping[str, object] = {
    "value": 12.0,
    "year": None,
    "movement": Movement.NOT_SIGNIFICANT,
    "reason": None,
}


@dataclass(frozen=True)
class Example:
    """A finding's facts, and what is declared of its indicator."""

    facts: Mapping[str, object]
    declared: Mapping[str, object]


def example(declared: Mapping[str, object] | None = None, **facts: object) -> Example:
    """Return an example; its phases, unless given, are the shortest that its movement can end in."""
    runs = {
        Movement.RISING: (UP,),
        Movement.REDUCING: (DOWN,),
        Movement.LEVELLING: (UP, LEVEL),
        Movement.PLATEAUED: (UP, LEVEL),
    }
    movement = facts.get("movement")
    run = runs.get(movement, ()) if isinstance(movement, Movement) else ()
    return Example({**ALONE, "phases": phases(*run), **facts}, declared or {})


def change(relation: Relation, significant: bool | None = None, **facts: object) -> Change:
    """Return a comparison on one side, tested or not."""
    size = SIZES[relation]
    known: dict[str, object] = {
        "now": 12.0 + size,
        "then": 12.0,
        "period": ROLLING,
        "reference_period": YEAR_AGO,
        "relation": relation,
        "difference": size,
        "relative": size / 12.0,
        "magnitude": Magnitude.MODERATE,
        "material": True,
        "count_now": 120.0 + size,
        "count_then": 120.0,
        "p": None if significant is None else 0.5,
        "significant": significant,
    }
    given = known | facts
    return Change.model_validate(_blank(Change, given) | given)


def in_points(relation: Relation, significant: bool | None = None, **facts: object) -> Change:
    """Return a comparison of two percentages."""
    known: dict[str, object] = {"relative": None, "denominator_now": 400.0, "denominator_then": 400.0}
    return change(relation, significant, **(known | facts))


def phases(*directions: Direction, last: int = 2) -> tuple[PhaseRecord, ...]:
    """Return phases that end with the data: the last so many quarters long, those before it three."""
    found = []
    end = END
    for number, direction in enumerate(reversed(directions)):
        periods = 3 if number else last
        start = Period(end - 3 * (periods - 1), 3)
        found.append(PhaseRecord(direction=direction, start=start, end=Period(end, 3), periods=periods))
        end = start.end - 3
    return tuple(reversed(found))


def finding(code: str, facts: Mapping[str, object]) -> Finding:
    """Return a finding with some facts, and nothing to say of all others."""
    given: dict[str, object] = {
        "id": f"{code}/County",
        "indicator": code,
        "area": "County",
        "measure": Measure.RATE,
        "period": ROLLING,
        "latest": QUARTER,
        "favour": Favour.NEUTRAL,
        "rule": Rule.PHASES,
        "series": (Observed(period=YEAR_AGO, value=12.0), Observed(period=ROLLING, value=12.0)),
        **facts,
    }
    return Finding.model_validate(_blank(Finding, given) | given)


def _blank(model: Any, given: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that are not given, with nothing to say."""
    kinds = {name: field.annotation for name, field in model.model_fields.items() if name not in given}
    return {name: _nothing(kind) for name, kind in kinds.items()}


def _nothing(kind: Any) -> object:
    if NoneType in get_args(kind):
        return None
    return () if get_origin(kind) is tuple else kind()
