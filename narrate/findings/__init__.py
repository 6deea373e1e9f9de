"""Data interpretation: one frozen record for each indicator, holding everything that prose may say."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from narrate.findings.earlier import LastReport, Revision
from narrate.findings.record import (
    Change,
    Comparator,
    Finding,
    LimitComparison,
    Part,
    Rank,
    Sibling,
)
from narrate.findings.scale import as_printed, magnitude, places, relation, rounded
from narrate.findings.timeline import (
    Concentration,
    Extreme,
    Observed,
    Partial,
    PeriodFigure,
    PhaseRecord,
    Record,
    Run,
)
from narrate.findings.vocabulary import Effect, LevelWord, Light, Magnitude, Relation

if TYPE_CHECKING:
    from narrate.findings.chance import comparisons_made, expected_by_chance
    from narrate.findings.interpretation import find, with_places

_HOMES = {
    "comparisons_made": "chance",
    "expected_by_chance": "chance",
    "find": "interpretation",
    "with_places": "interpretation",
}
"""Modules of the names that load pandas, each imported when it is first used."""

__all__ = [
    "Change",
    "Comparator",
    "Concentration",
    "Effect",
    "Extreme",
    "Finding",
    "LastReport",
    "LevelWord",
    "Light",
    "LimitComparison",
    "Magnitude",
    "Observed",
    "Part",
    "Partial",
    "PeriodFigure",
    "PhaseRecord",
    "Rank",
    "Record",
    "Relation",
    "Revision",
    "Run",
    "Sibling",
    "as_printed",
    "comparisons_made",
    "expected_by_chance",
    "find",
    "magnitude",
    "places",
    "relation",
    "rounded",
    "with_places",
]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used, so that reading a trace loads no pandas."""
    if name not in _HOMES:
        missing = f"{__name__}.{name}"
        raise AttributeError(missing)
    value = getattr(import_module(f"narrate.findings.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
