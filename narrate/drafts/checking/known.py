"""Every figure that an analyst may give of an indicator: those of its Finding, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise

from narrate.drafts.tokens import Unit
from narrate.findings import Finding
from narrate.periods import MONTHS_A_YEAR, Period
from narrate.settings import DECIMALS, PERCENT
from narrate.spec import Measure

MOST_COMBINED = 14
"""Figures of which any two may be compared: an annual series; of more, those a year apart and the last."""


class Quantity(StrEnum):
    """What a figure is."""

    LEVEL = "level"
    """The displayed figure of an area."""
    REST = "rest"
    """What a percentage leaves of its whole."""
    COUNT = "count"
    """Events, or the base of a percentage."""
    CHANGE = "change"
    """How an area's figure differs from its own of another time."""
    GAP = "gap"
    """How the figures of two areas differ."""
    DISTANCE = "distance"
    """How far a figure is from its limit."""
    LIMIT = "limit"
    """A declared limit."""
    SHARE = "share"
    """What share of the whole area's events a part has."""


@dataclass(frozen=True)
class Known:
    """A true figure.

    Attributes
    ----------
    value : float
        Without its sign.
    sign : int
    decimals : int
        With which the paper prints it.
    unit : Unit
    quantity : Quantity
    indicator, area : str
    period : Period
    other : str
        The area that it is compared with, or nothing.
    reference : Period, optional
        The time that it is compared with.
    """

    value: float
    sign: int
    decimals: int
    unit: Unit
    quantity: Quantity
    indicator: str
    area: str
    period: Period
    other: str = ""
    reference: Period | None = None


@dataclass(frozen=True)
class Level:
    """A displayed figure, and the events and base behind it where they are known."""

    area: str
    period: Period
    value: float
    count: float | None = None
    base: float | None = None


def levels_of(finding: Finding) -> tuple[Level, ...]:
    """Return every displayed figure of an indicator, of its own area first, the present one first of all."""
    found: dict[tuple[str, Period], Level] = {}

    def note(level: Level) -> None:
        before = found.get((level.area, level.period))
        if before is None or (before.count is None and level.count is not None):
            found[level.area, level.period] = level

    counts = dict(_counts(finding))
    if finding.value is not None:
        note(_level(finding, finding.period, finding.value, counts))
    for change in (finding.year, finding.baseline, finding.first_to_last):
        if change:
            note(_level(finding, change.period, change.now, counts))
            note(_level(finding, change.reference_period, change.then, counts))
    for observed in finding.series:
        note(_level(finding, observed.period, observed.value, counts))
    for one in finding.quarters:
        if one.value is not None:
            note(Level(finding.area, one.period, one.value, one.count, one.exposure))
    for part in finding.parts:
        note(Level(part.area, finding.period, part.value, part.count, part.exposure))
    for other in finding.comparators:
        note(Level(other.area, other.change.reference_period, other.value, other.count, other.exposure))
        for observed in other.series:
            note(Level(other.area, observed.period, observed.value))
    return tuple(found.values())


def _level(
    finding: Finding, period: Period, value: float, counts: dict[Period, tuple[float | None, float | None]]
) -> Level:
    return Level(finding.area, period, value, *counts.get(period, (None, None)))


def _counts(finding: Finding) -> Iterator[tuple[Period, tuple[float | None, float | None]]]:
    """Yield the events and bases behind the figures of the own area, by their periods."""
    quarters = [one for one in finding.quarters if one.count is not None]
    for start in range(len(quarters) - 3):
        four = quarters[start : start + 4]
        if four[-1].period.end - four[0].period.start + 1 == MONTHS_A_YEAR:
            total = sum(one.count for one in four if one.count is not None)
            yield Period(four[-1].period.end, MONTHS_A_YEAR), (total, None)
    for change in (finding.year, finding.baseline, finding.first_to_last):
        if change and change.count_now is not None:
            yield change.period, (change.count_now, change.denominator_now)
        if change and change.count_then is not None:
            yield change.reference_period, (change.count_then, change.denominator_then)


def known_of(finding: Finding, decimals: int) -> tuple[Known, ...]:
    """Return every figure that can be given of an indicator."""
    return tuple(dict.fromkeys(_Reckoner(finding, decimals, levels_of(finding)).all()))


@dataclass(frozen=True)
class _Reckoner:
    """Works out what follows from the figures of one indicator."""

    finding: Finding
    decimals: int
    levels: tuple[Level, ...]

    def all(self) -> Iterator[Known]:
        for level in self.levels:
            yield self.figure(level.value, Quantity.LEVEL, level)
            yield from self.behind(level)
        yield from self.changes()
        yield from self.gaps()
        yield from self.limits()

    @property
    def share(self) -> bool:
        return self.finding.measure is Measure.PROPORTION

    @property
    def own(self) -> list[Level]:
        return [level for level in self.levels if level.area == self.finding.area]

    def figure(self, value: float, quantity: Quantity, level: Level) -> Known:
        unit = Unit.PERCENT if self.share else Unit.BARE
        return self.known(value, self.decimals, unit, quantity, level)

    def known(
        self,
        value: float,
        decimals: int,
        unit: Unit,
        quantity: Quantity,
        level: Level,
        other: str = "",
        reference: Period | None = None,
    ) -> Known:
        sign = (value > 0) - (value < 0)
        code = self.finding.indicator
        return Known(
            abs(value), sign, decimals, unit, quantity, code, level.area, level.period, other, reference
        )

    def behind(self, level: Level) -> Iterator[Known]:
        """Yield the events and the base behind a figure, and what a percentage leaves."""
        for number in (level.count, level.base if self.share else None):
            if number is not None:
                yield self.known(number, 0, Unit.BARE, Quantity.COUNT, level)
        if self.share:
            yield self.figure(PERCENT - level.value, Quantity.REST, level)
            if level.count is not None and level.base is not None:
                yield self.known(level.base - level.count, 0, Unit.BARE, Quantity.COUNT, level)
        whole = next((one.count for one in self.own if one.period == level.period and one.count), None)
        if whole and level.count is not None and level.area != self.finding.area:
            share = level.count / whole * PERCENT
            yield self.known(share, DECIMALS.relative, Unit.PERCENT, Quantity.SHARE, level)

    def changes(self) -> Iterator[Known]:
        """Yield changes of each area's figure: from any time to the present, and over any year."""
        by_area: dict[str, list[Level]] = {}
        for level in self.levels:
            by_area.setdefault(level.area, []).append(level)
        for levels in by_area.values():
            for now, then in _times(levels):
                yield from self.difference(Quantity.CHANGE, now, then, reference=then.period)

    def gaps(self) -> Iterator[Known]:
        """Yield how the present figures of any two areas differ, each held against the other."""
        present: dict[str, Level] = {}
        for level in self.levels:
            present.setdefault(level.area, level)
        for one, other in combinations(present.values(), 2):
            yield from self.difference(Quantity.GAP, one, other, other=other.area)
            yield from self.difference(Quantity.GAP, other, one, other=one.area)

    def difference(
        self, quantity: Quantity, now: Level, then: Level, other: str = "", reference: Period | None = None
    ) -> Iterator[Known]:
        """Yield a difference in the unit of the figures, as a share of the second, and in events."""
        unit = Unit.POINTS if self.share else Unit.BARE
        exact = now.value - then.value
        printed = round(now.value, self.decimals) - round(then.value, self.decimals)
        for size in dict.fromkeys((exact, round(printed, self.decimals))):
            yield self.known(size, self.decimals, unit, quantity, now, other, reference)
        if then.value:
            relative = (now.value / then.value - 1) * PERCENT
            yield self.known(relative, DECIMALS.relative, Unit.PERCENT, quantity, now, other, reference)
        if now.count is not None and then.count is not None:
            yield self.known(now.count - then.count, 0, Unit.BARE, quantity, now, other, reference)
        if self.share and now.base is not None and then.base is not None:
            yield self.known(now.base - then.base, 0, Unit.BARE, quantity, now, other, reference)

    def limits(self) -> Iterator[Known]:
        present = self.own[:1]
        baselines = [self.finding.baseline.then] if self.finding.baseline else []
        for bound in (*(limit.threshold.value for limit in self.finding.limits), *baselines):
            yield from (self.figure(bound, Quantity.LIMIT, level) for level in present)
            unit = Unit.POINTS if self.share else Unit.BARE
            for level in self.own:
                yield self.known(level.value - bound, self.decimals, unit, Quantity.DISTANCE, level)


def _times(levels: Iterable[Level]) -> Iterator[tuple[Level, Level]]:
    """Yield pairs of figures of one area and one length, of which the first is later."""
    by_length: dict[int, list[Level]] = {}
    for level in levels:
        by_length.setdefault(level.period.months, []).append(level)
    for some in by_length.values():
        ordered = sorted(some, key=lambda level: level.period.end)
        if len(ordered) <= MOST_COMBINED:
            yield from ((now, then) for then, now in combinations(ordered, 2))
            continue
        for then in ordered[:-1]:
            yield ordered[-1], then
        for then, now in combinations(ordered[:-1], 2):
            if now.period.end - then.period.end == MONTHS_A_YEAR:
                yield now, then
        for then, now in pairwise(ordered[:-1]):
            if now.period.end - then.period.end != MONTHS_A_YEAR:
                yield now, then
