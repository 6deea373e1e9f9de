"""Data interpretation: one frozen record for each indicator, holding everything that prose may say."""

from narrate.findings.chance import comparisons_made, expected_by_chance
from narrate.findings.find import find, with_places
from narrate.findings.record import (
    Change,
    Comparator,
    Finding,
    LastReport,
    LimitComparison,
    Part,
    Rank,
    Revision,
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
