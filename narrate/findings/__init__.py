"""Data interpretation: one frozen record for each indicator, holding everything that prose may say."""

from narrate.findings.chance import comparisons_made, expected_by_chance
from narrate.findings.find import find
from narrate.findings.record import (
    Change,
    Comparator,
    Extreme,
    Finding,
    LevelWord,
    Light,
    Magnitude,
    Observed,
    Part,
    PhaseRecord,
    Rank,
    Relation,
    Sibling,
    Standing,
)
from narrate.findings.scale import magnitude, relation, rounded

__all__ = [
    "Change",
    "Comparator",
    "Extreme",
    "Finding",
    "LevelWord",
    "Light",
    "Magnitude",
    "Observed",
    "Part",
    "PhaseRecord",
    "Rank",
    "Relation",
    "Sibling",
    "Standing",
    "comparisons_made",
    "expected_by_chance",
    "find",
    "magnitude",
    "relation",
    "rounded",
]
