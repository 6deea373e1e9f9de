"""The account of the method, every number from the settings."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR
from narrate.planning.message import Kind, Length, Message, Share, Slot, Whole
from narrate.settings import Settings


def method(settings: Settings) -> Iterator[Message]:
    """Yield the account of the method, every number from the settings."""
    statistics, words = settings.statistics, settings.words
    points: dict[str, dict[str, Slot]] = {
        "window": {},
        "test": {"alpha": Share(statistics.alpha), "number": Whole(round(1 / statistics.alpha))},
        "variation": {},
        "phase": {"materiality": Share(statistics.materiality)},
        "levelling": {"length": Length(statistics.levelling_horizon, MONTHS_A_QUARTER)},
        "plateaued": {
            "start": Whole(statistics.levelling_horizon + 1),
            "length": Length(statistics.plateau_horizon, MONTHS_A_QUARTER),
        },
        "not-significant": {},
        "annual": {
            "number": Whole(statistics.minimum_years),
            "length": Length(statistics.trend_years, MONTHS_A_YEAR),
        },
        "annual-tests": {
            "alpha": Share(statistics.trend_significance),
            "level": Share(1 - statistics.annual_significance),
        },
        "words": {"slight": Share(words.slight_below), "marked": Share(words.marked_from)},
        "points": {
            "slight": Whole(round(words.slight_points_below)),
            "marked": Whole(round(words.marked_points_from)),
        },
        "small": {"number": Whole(statistics.small_count)},
        "parts": {"level": Share(statistics.funnel_alarm)},
        "exception": {},
    }
    for name, slots in points.items():
        yield Message(Kind.METHOD, (name,), slots, (), "settings")
