"""The account of the method, every number from the settings and from what was tested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from narrate.findings import Finding, comparisons_made, expected_by_chance
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR
from narrate.planning.message import Kind, Length, Message, Share, Slot, Whole
from narrate.settings import Settings, Statistics


def method(findings: Iterable[Finding], settings: Settings) -> Iterator[Message]:
    """Yield the account of the method."""
    statistics, words = settings.statistics, settings.words
    found = tuple(findings)
    points: dict[str, dict[str, Slot]] = {
        "window": {},
        "test": {"alpha": Share(statistics.alpha), "number": Whole(round(1 / statistics.alpha))},
        **_chance(found, statistics),
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
        **_many_parts(found, statistics),
        **_partial(found),
        "exception": {},
    }
    for name, slots in points.items():
        yield Message(Kind.METHOD, (name,), slots, (), "settings")


def _chance(findings: tuple[Finding, ...], statistics: Statistics) -> dict[str, dict[str, Slot]]:
    """Return how many of the paper's tests chance alone would make significant, where that is one or more."""
    expected = round(expected_by_chance(findings, statistics.alpha))
    tests = sum(comparisons_made(finding) for finding in findings)
    return {"chance": {"tests": Whole(tests), "number": Whole(expected)}} if expected else {}


def _many_parts(findings: tuple[Finding, ...], statistics: Statistics) -> dict[str, dict[str, Slot]]:
    """Return how many areas are judged together, where any indicator has as many."""
    many = any(len(finding.parts) > statistics.family for finding in findings)
    slots: dict[str, Slot] = {
        "number": Whole(statistics.family),
        "level": Share(statistics.false_discoveries),
    }
    return {"many-parts": slots} if many else {}


def _partial(findings: tuple[Finding, ...]) -> dict[str, dict[str, Slot]]:
    """Return that a newest period was held back, where one was found to be too low to be full."""
    suspected = any(finding.partial and not finding.partial.declared for finding in findings)
    return {"partial": {}} if suspected else {}
