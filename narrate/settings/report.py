"""All settings of one report, and where the shipped phrases are."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from narrate.settings.frozen import Frozen
from narrate.settings.planning import Aggregation, Planning
from narrate.settings.statistics import Statistics
from narrate.settings.wording import WordScale


class Settings(Frozen):
    """All settings of one report, passed along the line as one object."""

    statistics: Statistics = Statistics()
    words: WordScale = WordScale()
    planning: Planning = Planning()
    aggregation: Aggregation = Aggregation()


def shipped_bank() -> Traversable:
    """Return the phrase bank inside the installed package or, in a checkout, the top-level folder."""
    package = files("narrate")
    shipped = package / "phrasebank"
    return shipped if shipped.is_dir() else Path(str(package)).parent / "phrasebank"
