"""Every number that a decision rests on: once, named, with its unit."""

from narrate.settings.frozen import Frozen
from narrate.settings.planning import Aggregation, Depth, Planning
from narrate.settings.reading import READING, Reading
from narrate.settings.report import Settings, shipped_bank
from narrate.settings.statistics import MovementSettings, Statistics
from narrate.settings.wording import DECIMALS, PERCENT, Decimals, HouseStyle, WordScale

__all__ = [
    "DECIMALS",
    "PERCENT",
    "READING",
    "Aggregation",
    "Decimals",
    "Depth",
    "Frozen",
    "HouseStyle",
    "MovementSettings",
    "Planning",
    "Reading",
    "Settings",
    "Statistics",
    "WordScale",
    "shipped_bank",
]
