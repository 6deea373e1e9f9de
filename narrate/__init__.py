"""narrate: indicator time series in, a board paper out, every figure and direction word true."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from narrate.drafts import Issue, Outcome, Refreshed, check, refresh
    from narrate.errors import (
        DataError,
        DraftError,
        Fault,
        NarrateError,
        NarrateWarning,
        PhraseBankError,
        SpecError,
    )
    from narrate.findings import Finding
    from narrate.movement import Movement, classify
    from narrate.observations import read_observations
    from narrate.report import Report, compose, describe
    from narrate.settings import Settings
    from narrate.spec import Indicator, ReportSpec, read_spec
    from narrate.trace import Trace, read_trace

__version__ = "0.1.0"

_HOMES = {
    "DataError": "errors",
    "DraftError": "errors",
    "Fault": "errors",
    "Finding": "findings",
    "Indicator": "spec",
    "Issue": "drafts",
    "Movement": "movement",
    "NarrateError": "errors",
    "NarrateWarning": "errors",
    "Outcome": "drafts",
    "PhraseBankError": "errors",
    "Refreshed": "drafts",
    "Report": "report",
    "ReportSpec": "spec",
    "Settings": "settings",
    "SpecError": "errors",
    "Trace": "trace",
    "check": "drafts",
    "classify": "movement",
    "compose": "report",
    "describe": "report",
    "read_observations": "observations",
    "read_spec": "spec",
    "read_trace": "trace",
    "refresh": "drafts",
}

__all__ = [
    "DataError",
    "DraftError",
    "Fault",
    "Finding",
    "Indicator",
    "Issue",
    "Movement",
    "NarrateError",
    "NarrateWarning",
    "Outcome",
    "PhraseBankError",
    "Refreshed",
    "Report",
    "ReportSpec",
    "Settings",
    "SpecError",
    "Trace",
    "check",
    "classify",
    "compose",
    "describe",
    "read_observations",
    "read_spec",
    "read_trace",
    "refresh",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing narrate costs nothing."""
    if name not in _HOMES:
        message = f"module 'narrate' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"narrate.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
