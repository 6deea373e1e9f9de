"""What is true, by the findings of a trace: every figure that a sentence may give, and what it is one of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from narrate.drafts.tokens import Number, Unit
from narrate.findings import Change, Extreme, Finding, LimitComparison, places
from narrate.movement import Direction
from narrate.periods import Period
from narrate.settings import DECIMALS, PERCENT
from narrate.spec import Measure

LEAST_FIGURES = 2
"""Significant figures from which a rounding needs no word for it."""


class Role(StrEnum):
    """What a figure is."""

    NOW = "now"
    THEN = "then"
    CHANGE = "change"
    EXTREME = "extreme"
    LIMIT = "limit"
    PART = "part"
    WIDER = "wider"
    SERIES = "series"
    PLACE = "place"


@dataclass(frozen=True)
class Fact:
    """One true figure.

    Attributes
    ----------
    value : float
        Unrounded; of a change, its size.
    decimals : int
        As the paper prints it.
    unit : Unit
        How it is written.
    role : Role
    indicator, area : str
    period : Period
    sign : int
        Of a change: 1 up, -1 down, else 0.
    group : str
        Changes of one comparison have the same.
    """

    value: float
    decimals: int
    unit: Unit
    role: Role
    indicator: str
    area: str
    period: Period
    sign: int = 0
    group: str = ""

    @property
    def printed(self) -> str:
        """As the paper prints it."""
        text = f"{self.value:,.{self.decimals}f}"
        return f"{text}%" if self.unit is Unit.PERCENT else text


def honest(number: Number, value: float, decimals: int) -> bool:
    """Whether a written figure is a fair rounding of a true one.

    Parameters
    ----------
    number : Number
        As written.
    value : float
        Unrounded.
    decimals : int
        With which the paper prints it: what is rounded from its print is fair too.
    """
    value = abs(value)
    printed = round(Decimal(repr(value)), decimals)
    return any(_fair(number, Decimal(repr(value)), printed, step) for step in _steps(number))


def _steps(number: Number) -> Iterator[Decimal]:
    """Yield the places to which a figure may have been rounded; trailing noughts may be roundings."""
    yield Decimal(1).scaleb(-number.decimals)
    digits = str(number.value)
    noughts = len(digits) - len(digits.rstrip("0")) if not number.decimals and number.value else 0
    yield from (Decimal(1).scaleb(place) for place in range(1, noughts + 1))


def _fair(number: Number, value: Decimal, printed: Decimal, step: Decimal) -> bool:
    written = number.value
    if written == printed:
        return True
    figures = len(str(int(written / step))) if written else 1
    near = min(abs(written - value), abs(written - printed)) <= step / 2 + Decimal("1e-9")
    if number.hedge == "over":
        return 0 <= value - written < step and value > written
    if number.hedge == "under":
        return 0 <= written - value < step and value < written
    return near and (figures >= LEAST_FIGURES or bool(number.hedge))


def comparisons(finding: Finding) -> dict[str, Change]:
    """Return the comparisons of a finding's own figures, those that it has, by what facts call them."""
    known = {
        "year": finding.year,
        "first-to-last": finding.first_to_last,
        "baseline": finding.baseline,
        "quarter": finding.quarter,
    }
    return {name: change for name, change in known.items() if change}


def extremes(finding: Finding) -> dict[str, Extreme]:
    """Return the peak and the trough of a finding, those that it has, by what facts call them."""
    known = {"peak": finding.peak, "trough": finding.trough}
    return {name: extreme for name, extreme in known.items() if extreme}


def limits(finding: Finding) -> dict[str, LimitComparison]:
    """Return the comparisons of a finding's figure with its limits, by their names as groups of facts."""
    known = {"threshold": finding.threshold, "target": finding.target}
    return {name: comparison for name, comparison in known.items() if comparison}


def facts_of(finding: Finding, decimals: int) -> tuple[Fact, ...]:
    """Return every figure that a finding holds."""
    return tuple(_Facts(finding, decimals).all())


@dataclass(frozen=True)
class _Facts:
    finding: Finding
    decimals: int

    def all(self) -> Iterator[Fact]:
        finding = self.finding
        period = finding.period
        if finding.value is not None:
            yield self.level(finding.value, Role.NOW, period)
        for name, change in comparisons(finding).items():
            yield from self.sizes(change, name) if name == "quarter" else self.change(change, name)
        for name, extreme in extremes(finding).items():
            yield self.level(extreme.value, Role.EXTREME, extreme.period, group=name)
        for name, comparison in limits(finding).items():
            yield self.level(comparison.threshold.value, Role.LIMIT, period, group=name)
        yield from self.others(period)
        for observed in finding.series:
            yield self.level(observed.value, Role.SERIES, observed.period)

    def others(self, period: Period) -> Iterator[Fact]:
        for part in self.finding.parts:
            yield self.level(part.value, Role.PART, period, area=part.area)
        for other in self.finding.comparators:
            yield self.level(other.value, Role.WIDER, other.change.reference_period, area=other.area)
            yield from self.sizes(other.change, other.area)
        rank = self.finding.rank
        if rank:
            for place in (rank.place, rank.peers + 1 - rank.place, rank.peers):
                yield self.fact(place, 0, Unit.BARE, Role.PLACE, period)

    def change(self, change: Change, group: str) -> Iterator[Fact]:
        yield self.level(change.now, Role.NOW, change.period, group=group)
        yield self.level(change.then, Role.THEN, change.reference_period, group=group)
        behind = (
            (change.count_now, change.period),
            (change.denominator_now, change.period),
            (change.count_then, change.reference_period),
            (change.denominator_then, change.reference_period),
        )
        for number, period in behind:
            if number is not None:
                role = Role.THEN if period == change.reference_period else Role.NOW
                yield self.fact(number, 0, Unit.BARE, role, period, group=group)
        yield from self.sizes(change, group)

    def sizes(self, change: Change, group: str) -> Iterator[Fact]:
        """Yield the size of a change in every unit that it can be written in."""
        sign = (change.difference > 0) - (change.difference < 0)

        def sized(value: float, decimals: int, unit: Unit) -> Fact:
            return self.fact(value, decimals, unit, Role.CHANGE, change.period, sign=sign, group=group)

        yield sized(change.difference, self.decimals, Unit.POINTS if self.proportion else Unit.BARE)
        if change.relative is not None:
            yield sized(change.relative * PERCENT, DECIMALS.relative, Unit.PERCENT)
        if not self.proportion and change.count_now is not None and change.count_then is not None:
            yield sized(change.count_now - change.count_then, 0, Unit.BARE)

    @property
    def proportion(self) -> bool:
        return self.finding.measure is Measure.PROPORTION

    def level(self, value: float, role: Role, period: Period, area: str = "", group: str = "") -> Fact:
        unit = Unit.PERCENT if self.proportion else Unit.BARE
        return self.fact(value, self.decimals, unit, role, period, area=area, group=group)

    def fact(
        self,
        value: float,
        decimals: int,
        unit: Unit,
        role: Role,
        period: Period,
        area: str = "",
        sign: int = 0,
        group: str = "",
    ) -> Fact:
        where = area or self.finding.area
        if unit is not Unit.BARE or decimals:
            decimals = places(value, decimals, share=unit is Unit.PERCENT)
        return Fact(abs(value), decimals, unit, role, self.finding.indicator, where, period, sign, group)


def derived(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield changes that an analyst may work out: the present figure against others that are known."""
    known = list(facts)
    present = [fact for fact in known if fact.role is Role.NOW and not fact.group]
    for now in present:
        for other in known:
            if other.role in (Role.EXTREME, Role.LIMIT, Role.PART, Role.WIDER, Role.SERIES, Role.THEN):
                yield from _between(now, other)


def _between(now: Fact, other: Fact) -> Iterator[Fact]:
    if now.unit is not other.unit or now.decimals != other.decimals:
        return
    difference = now.value - other.value
    sign = (difference > 0) - (difference < 0)
    shared = (Role.CHANGE, now.indicator, other.area, now.period, sign, f"{other.role.value} {other.period}")
    unit = Unit.POINTS if now.unit is Unit.PERCENT else Unit.BARE
    yield Fact(abs(difference), now.decimals, unit, *shared)
    if now.unit is Unit.BARE and other.value:
        yield Fact(abs(difference / other.value) * PERCENT, DECIMALS.relative, Unit.PERCENT, *shared)


def phase_lengths(finding: Finding) -> list[tuple[int, Direction]]:
    """Return the length in months and the direction of each phase, oldest first."""
    return [(phase.periods * finding.latest.months, phase.direction) for phase in finding.phases]


def known_periods(finding: Finding) -> Iterator[Period]:
    """Yield the periods that a sentence on a finding may name."""
    yield from (finding.period, finding.latest)
    for change in comparisons(finding).values():
        yield from (change.period, change.reference_period)
    yield from (extreme.period for extreme in extremes(finding).values())
    yield from (phase.end for phase in finding.phases)


def phase_starts(finding: Finding) -> Iterator[Period]:
    """Yield the first period of each phase and its first month, by which its beginning may be named."""
    for phase in finding.phases:
        yield from (phase.start, Period(phase.start.start))
