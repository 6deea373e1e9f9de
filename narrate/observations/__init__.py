"""Data in: any table of observations becomes one tidy, validated frame, or all its faults at once."""

from narrate.observations.tables import FRAME, NAMES, NUMBERS
from narrate.observations.tidy import indicators_of, read_observations

__all__ = [
    "FRAME",
    "NAMES",
    "NUMBERS",
    "indicators_of",
    "read_observations",
]
