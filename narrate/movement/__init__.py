"""Data interpretation: the phases of each series, and which of the five movements it makes."""

from narrate.movement.classification import classify_block
from narrate.movement.completeness import Withheld, warn_of, withheld, without
from narrate.movement.evidence import Evidence, compare_events, compare_spans, size_of_change, with_test
from narrate.movement.priors import like_series
from narrate.movement.results import Movements, Phase, phases
from narrate.movement.table import classify, favour_of
from narrate.movement.vocabulary import (
    NO_STATE,
    VARIATION_RULES,
    WHOLE_TRENDS,
    Direction,
    Favour,
    Flag,
    Movement,
    Reason,
    Rule,
)

__all__ = [
    "NO_STATE",
    "VARIATION_RULES",
    "WHOLE_TRENDS",
    "Direction",
    "Evidence",
    "Favour",
    "Flag",
    "Movement",
    "Movements",
    "Phase",
    "Reason",
    "Rule",
    "Withheld",
    "classify",
    "classify_block",
    "compare_events",
    "compare_spans",
    "favour_of",
    "like_series",
    "phases",
    "size_of_change",
    "warn_of",
    "with_test",
    "withheld",
    "without",
]
