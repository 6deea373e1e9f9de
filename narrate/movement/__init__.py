"""Data interpretation: the phases of each series, and which of the five movements it makes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from narrate.movement.classification import classify_block
    from narrate.movement.completeness import Withheld, warn_of, withheld, without
    from narrate.movement.evidence import Evidence, compare_events, compare_spans, size_of_change, with_test
    from narrate.movement.priors import like_series
    from narrate.movement.results import Movements, Phase, phases
    from narrate.movement.table import classify, favour_of

_HOMES = {
    "Evidence": "evidence",
    "Movements": "results",
    "Phase": "results",
    "Withheld": "completeness",
    "classify": "table",
    "classify_block": "classification",
    "compare_events": "evidence",
    "compare_spans": "evidence",
    "favour_of": "table",
    "like_series": "priors",
    "phases": "results",
    "size_of_change": "evidence",
    "warn_of": "completeness",
    "with_test": "evidence",
    "withheld": "completeness",
    "without": "completeness",
}
"""Modules of the names that load pandas, each imported when it is first used."""

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


def __getattr__(name: str) -> Any:
    """Import a name when it is first used, so that reading a trace loads no pandas."""
    if name not in _HOMES:
        missing = f"{__name__}.{name}"
        raise AttributeError(missing)
    value = getattr(import_module(f"narrate.movement.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
