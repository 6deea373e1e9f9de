"""Data in: any table of observations becomes one tidy, validated frame, or all its faults at once."""

from narrate.observations.blanks import has_figures, without_blank_ends
from narrate.observations.declared import series_of, unobserved_indicators, warn_of_undeclared
from narrate.observations.spelling import warn_of_unobserved, with_areas_as_declared
from narrate.observations.tables import FRAME, NAMES, NUMBERS
from narrate.observations.tidy import indicators_of, read_observations

__all__ = [
    "FRAME",
    "NAMES",
    "NUMBERS",
    "has_figures",
    "indicators_of",
    "read_observations",
    "series_of",
    "unobserved_indicators",
    "warn_of_undeclared",
    "warn_of_unobserved",
    "with_areas_as_declared",
    "without_blank_ends",
]
