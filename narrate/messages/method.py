"""The account of the method, every number from the settings and from what was tested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Self

from narrate.findings import Finding, Partial, Relation, comparisons_made, expected_by_chance
from narrate.messages.attention import is_missed
from narrate.messages.examples import END, Example, change, example
from narrate.messages.limits import limit_comparison
from narrate.messages.message import OfReport, optional
from narrate.messages.parts import part
from narrate.messages.slots import Length, Share, Whole
from narrate.movement import Favour, Flag, Movement
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR, Period
from narrate.settings import Planning, Settings
from narrate.spec import Bound, ReportSpec


class Point(StrEnum):
    """A point of the account, in the order in which they are made."""

    WINDOW = "window"
    TEST = "test"
    CHANCE = "chance"
    VARIATION = "variation"
    PHASE = "phase"
    LEVELLING = "levelling"
    PLATEAUED = "plateaued"
    NOT_SIGNIFICANT = "not-significant"
    STABLE = "stable"
    ANNUAL = "annual"
    ANNUAL_TESTS = "annual-tests"
    WORDS = "words"
    POINTS = "points"
    SMALL = "small"
    PARTS = "parts"
    MANY_PARTS = "many-parts"
    PARTIAL = "partial"
    EXCEPTION = "exception"
    BASELINE = "baseline"
    NEAR = "near"


@dataclass(frozen=True, kw_only=True)
class MethodMessage(OfReport):
    """One point of the account of the method."""

    kind: ClassVar[str] = "method"

    point: Point
    alpha: Share | None = optional("significance level")
    materiality: Share | None = optional("smallest change that counts as a movement")
    equivalence: Share | None = optional("largest change that counts as none")
    slight: Share | Whole | None = optional("below where a change is called slight")
    marked: Share | Whole | None = optional("from where a change is called marked")
    level: Share | None = optional("level of confidence, or coverage of limits")
    length: Length | None = optional("a number of quarters or years")
    start: Whole | None = optional("where a range begins")
    number: Whole | None = optional("a number of things")
    tests: Whole | None = optional("how many tests were made")

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Yield the points that hold for the report."""
        found = tuple(findings.values())
        made = {**_settings(spec), **_of_findings(found, spec.settings)}
        for point in Point:
            if point in made:
                yield cls(point=point, rule="settings", **made[point])

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield a report with many parts, with many tests, and with a period that is not full."""
        many = tuple(part(number, Relation.SAME) for number in range(30))
        partial = Partial(period=Period(END, 1), declared=False)
        tested = [example(year=change(Relation.HIGHER, True)) for _ in range(20)]
        near = limit_comparison(Bound.UPPER).model_copy(update={"distance": 0.5})
        improving = example(movement=Movement.REDUCING, favour=Favour.BETTER, target=near)
        based = example(baseline=change(Relation.HIGHER, True))
        stable = example(flags=(Flag.STABLE,))
        yield [example(parts=many), example(partial=partial), improving, based, stable, *tested]


def _settings(spec: ReportSpec) -> dict[Point, dict[str, Any]]:
    """Return the points that every report makes, with the settings that they state."""
    statistics, words = spec.settings.statistics, spec.settings.words
    return {
        Point.WINDOW: {},
        Point.TEST: {"alpha": Share(statistics.alpha), "number": Whole(round(1 / statistics.alpha))},
        Point.VARIATION: {},
        Point.PHASE: {"materiality": Share(statistics.materiality)},
        Point.LEVELLING: {"length": Length(statistics.levelling_horizon, MONTHS_A_QUARTER)},
        Point.PLATEAUED: {
            "start": Whole(statistics.levelling_horizon + 1),
            "length": Length(statistics.plateau_horizon, MONTHS_A_QUARTER),
        },
        Point.NOT_SIGNIFICANT: {},
        Point.ANNUAL: {
            "number": Whole(statistics.minimum_years),
            "length": Length(statistics.trend_years, MONTHS_A_YEAR),
        },
        Point.ANNUAL_TESTS: {
            "alpha": Share(statistics.trend_significance),
            "level": Share(1 - statistics.annual_significance),
        },
        Point.WORDS: {"slight": Share(words.slight_below), "marked": Share(words.marked_from)},
        Point.POINTS: {
            "slight": Whole(round(words.slight_points_below)),
            "marked": Whole(round(words.marked_points_from)),
        },
        Point.SMALL: {"number": Whole(statistics.small_count)},
        Point.PARTS: {"level": Share(statistics.funnel_alarm)},
        Point.EXCEPTION: {},
    }


def _of_findings(findings: tuple[Finding, ...], settings: Settings) -> dict[Point, dict[str, Any]]:
    """Return the points that hang on what was found: tests by chance, many areas, what is stable."""
    made: dict[Point, dict[str, Any]] = {}
    statistics, planning = settings.statistics, settings.planning
    expected = round(expected_by_chance(findings, statistics.alpha))
    if expected:
        tests = sum(comparisons_made(finding) for finding in findings)
        made[Point.CHANCE] = {"tests": Whole(tests), "number": Whole(expected)}
    if any(len(finding.parts) > statistics.family for finding in findings):
        made[Point.MANY_PARTS] = {
            "number": Whole(statistics.family),
            "level": Share(statistics.false_discoveries),
        }
    if any(finding.partial and not finding.partial.declared for finding in findings):
        made[Point.PARTIAL] = {}
    if any(Flag.STABLE in finding.flags for finding in findings):
        made[Point.STABLE] = {"equivalence": Share(statistics.equivalence)}
    if any(finding.baseline for finding in findings):
        made[Point.BASELINE] = {}
    if any(_spared(finding, planning) for finding in findings):
        made[Point.NEAR] = {}
    return made


def _spared(finding: Finding, planning: Planning) -> bool:
    """Whether a limit is missed so narrowly by an improving figure that it calls for no attention."""
    missed = (limit for limit in finding.limits if not limit.kept)
    return any(not is_missed(limit, finding.favour, planning) for limit in missed)
