"""Data interpretation: one frozen record for each indicator and area, holding everything that prose may say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import numpy as np
import pandas as pd

from narrate.inference import compare_proportions, compare_rates, funnel_proportions, funnel_rates, t_p_value
from narrate.measures import PERCENT, Basis, Block, displayed, measure
from narrate.movement import (
    Direction,
    Favour,
    Flag,
    Movement,
    Movements,
    Reason,
    Rule,
    classify_block,
    favour_of,
    phases,
)
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR, Period
from narrate.settings import Frozen, Planning, Settings, WordScale
from narrate.spec import Bound, Indicator, Measure, Polarity, ReportSpec, SpecPeriod, Threshold


class Magnitude(StrEnum):
    """Size of a change on the word scale."""

    SLIGHT = "slight"
    MODERATE = "moderate"
    MARKED = "marked"


class Relation(StrEnum):
    """Where one printed figure stands beside another."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"


class Change(Frozen):
    """One figure against an earlier one or another area's, with the test behind it.

    Attributes
    ----------
    now, then : float
        The two figures, unrounded, in the indicator's unit.
    period, base : Period
        What the two figures cover.
    relation : Relation
        As printed: two figures that print the same are the same.
    difference : float
        `now` less `then`; percentage points for a proportion.
    relative : float, optional
        Difference as a share of `then`; None for proportions and where `then` is zero.
    magnitude : Magnitude
        Size of the change on the word scale.
    count_now, count_then : float, optional
        Events behind the two figures.
    base_now, base_then : float, optional
        Bases of two proportions.
    p : float, optional
        Two-sided p-value; None where no test ran.
    significant : bool, optional
        Whether `p` is below the level of the report; None where no test ran.
    """

    now: float
    then: float
    period: SpecPeriod
    base: SpecPeriod
    relation: Relation
    difference: float
    relative: float | None
    magnitude: Magnitude
    count_now: float | None = None
    count_then: float | None = None
    base_now: float | None = None
    base_then: float | None = None
    p: float | None = None
    significant: bool | None = None


class PhaseRecord(Frozen):
    """A stretch of periods in which the displayed figure went one way.

    Attributes
    ----------
    direction : Direction
        Up, down or level.
    start, end : Period
        First and last period of the stretch.
    periods : int
        Its length: quarters, or years for an annual series.
    """

    direction: Direction
    start: SpecPeriod
    end: SpecPeriod
    periods: int


class Extreme(Frozen):
    """A peak or a trough: the figure, and the span that it covers."""

    value: float
    period: SpecPeriod


class Standing(Frozen):
    """The figure against a threshold or target.

    Attributes
    ----------
    threshold : Threshold
        The declared value, its bound and source.
    relation : Relation
        Where the figure stands, as printed.
    kept : bool
        Whether it stands on the side that the bound asks for, judged unrounded.
    """

    threshold: Threshold
    relation: Relation
    kept: bool


class Part(Frozen):
    """One part of the reported area.

    Attributes
    ----------
    area : str
        Its name.
    value : float
        Displayed figure, unrounded.
    p : float
        Two-sided p-value of no difference from the whole area.
    side : Relation
        Higher or lower where the difference is more than chance would explain, else same.
    """

    area: str
    value: float
    p: float
    side: Relation


class Comparator(Frozen):
    """A wider area beside the reported one.

    Attributes
    ----------
    area : str
        Its name.
    value : float
        Displayed figure, unrounded.
    change : Change
        The reported area's figure against this one's.
    movement : Movement, optional
        What the wider area's series did; None where it has too few periods to say.
    """

    area: str
    value: float
    change: Change
    movement: Movement | None


class Observed(Frozen):
    """One displayed figure of the series."""

    period: SpecPeriod
    value: float


class Finding(Frozen):
    """Everything that prose, tables and charts may say of one indicator in one area.

    All figures are unrounded. `narrate` decides each number here and nowhere else.

    Attributes
    ----------
    id : str
        Name of the finding in the trace.
    indicator, area : str
        Code of the indicator, and the area reported on.
    measure : Measure
        What the displayed figure is.
    period : Period
        The span that the displayed figure covers.
    latest : Period
        The newest period that does not overlap another: a quarter, or a year.
    value : float, optional
        The displayed figure; None where an observation that it needs is missing.
    year : Change, optional
        Against the same span a year earlier.
    quarter : Change, optional
        The latest period against the same period a year earlier; None for annual series.
    movement : Movement, optional
        What the series did; None where that cannot be said, and `reason` then says why.
    reason : Reason, optional
        Why there is no movement.
    before : Direction, optional
        Direction of the phase that a levelling or plateaued series came out of.
    favour : Favour
        Whether the movement is better or worse, by the declared polarity.
    rule : Rule
        The rule that gave the label.
    phases : tuple of PhaseRecord
        Oldest first.
    peak, trough : Extreme, optional
        Only where the fall or rise since is itself a phase or a significant change.
    threshold, target : Standing, optional
        Declared values and the side that the figure is on.
    parts : tuple of Part
        Parts of the area with a figure for the same span.
    comparators : tuple of Comparator
        Wider areas with a figure for the same span.
    series : tuple of Observed
        The displayed figures, oldest first, without gaps' missing ones.
    overlap : int
        Months that the latest figure of an annual series shares with the year before it.
    months_behind : int
        Months from the end of the data to the end of the report's period.
    arrears : bool
        Whether the data lacks at least one period that the report's period has seen end.
    new : bool
        Whether the report's period is the first with this indicator.
    dispersion : float, optional
        Factor on the variance that the tests allowed for.
    flags : tuple of Flag
        What an analyst should look at.
    """

    id: str
    indicator: str
    area: str
    measure: Measure
    period: SpecPeriod
    latest: SpecPeriod
    value: float | None
    year: Change | None
    quarter: Change | None
    movement: Movement | None
    reason: Reason | None
    before: Direction | None
    favour: Favour
    rule: Rule
    phases: tuple[PhaseRecord, ...]
    peak: Extreme | None
    trough: Extreme | None
    threshold: Standing | None
    target: Standing | None
    parts: tuple[Part, ...]
    comparators: tuple[Comparator, ...]
    series: tuple[Observed, ...]
    overlap: int
    months_behind: int
    arrears: bool
    new: bool
    dispersion: float | None
    flags: tuple[Flag, ...]


def rounded(value: float, decimals: int) -> Decimal:
    """Round as the report prints: half away from zero, on the shortest decimal form of the number.

    Examples
    --------
    >>> rounded(2.675, 2), rounded(-0.004, 2)
    (Decimal('2.68'), Decimal('0.00'))
    """
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(exact) if exact == 0 else exact


def relation(now: float, then: float, decimals: int) -> Relation:
    """Compare two figures as they will be printed.

    Examples
    --------
    >>> relation(37.04, 36.96, 0).value
    'same'
    """
    first, second = rounded(now, decimals), rounded(then, decimals)
    if first == second:
        return Relation.SAME
    return Relation.HIGHER if first > second else Relation.LOWER


def magnitude(difference: float, relative: float | None, scale: WordScale) -> Magnitude:
    """Place a change on the word scale: relative where it has a relative size, else in points.

    Examples
    --------
    >>> magnitude(-0.2, -0.116, WordScale()).value
    'moderate'
    """
    size = abs(difference if relative is None else relative)
    slight = scale.slight_points_below if relative is None else scale.slight_below
    marked = scale.marked_points_from if relative is None else scale.marked_from
    if size < slight:
        return Magnitude.SLIGHT
    return Magnitude.MARKED if size >= marked else Magnitude.MODERATE


@dataclass(frozen=True)
class _Series:
    """One series of a block, with what was found of it."""

    block: Block
    movements: Movements
    row: int

    @property
    def period_months(self) -> int:
        return MONTHS_A_YEAR // self.block.periods_per_year

    @property
    def end(self) -> int:
        return int(self.block.end[self.row])

    @property
    def value(self) -> float:
        return float(self.block.display[self.row, -1])

    @property
    def overlap(self) -> int:
        return int(self.block.overlap[self.row])

    def column_end(self, column: int) -> int:
        """Return the last month of a column; a closing figure stands less than a year after the one before."""
        back = self.block.display.shape[1] - 1 - column
        closing = MONTHS_A_YEAR - self.overlap if self.overlap and back else 0
        return self.end - closing - (back - bool(closing)) * self.period_months

    def span(self, column: int) -> Period:
        """Return the span that the displayed figure of a column covers."""
        return Period(self.column_end(column), self.block.window * self.period_months)

    def period(self, column: int) -> Period:
        """Return the period of a column that does not overlap another."""
        return Period(self.column_end(column), self.period_months)

    @property
    def events(self) -> float:
        """Events behind the displayed figure."""
        return float(self.block.count[self.row, -self.block.window :].sum())

    @property
    def exposure(self) -> float:
        """Exposure behind the displayed figure: the base summed, or the population averaged."""
        exposure = self.block.exposure[self.row, -self.block.window :]
        return float(exposure.sum() if self.block.basis is Basis.PROPORTION else exposure.mean())


def find(
    observations: pd.DataFrame, spec: ReportSpec, settings: Settings | None = None
) -> dict[str, Finding]:
    """Find out everything that the report may say.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it; it holds every reported indicator in its area.
    spec : ReportSpec
        The report.
    settings : Settings, optional
        In place of the spec's.

    Returns
    -------
    dict of str to Finding
        One for each reported indicator, by its code, in reading order.

    Raises
    ------
    DataError
        If observations contradict what is declared of their indicator.
    """
    settings = settings or spec.settings
    until = spec.report.period.end
    blocks = measure(observations, spec.indicators, until)
    kinds = displayed(observations, {indicator.id: indicator for indicator in spec.indicators})
    series = {
        (str(block.indicator[row]), str(block.area[row])): _Series(block, movements, row)
        for block in blocks
        for movements in [classify_block(block, settings.statistics)]
        for row in range(len(block.end))
    }
    return {
        indicator.id: _finding(indicator, kinds[indicator.id].measure, series, spec, settings)
        for indicator in spec.reported()
    }


def _finding(
    indicator: Indicator,
    shown: Measure,
    series: Mapping[tuple[str, str], _Series],
    spec: ReportSpec,
    settings: Settings,
) -> Finding:
    area = spec.area_of(indicator)
    own = series[indicator.id, area]
    found, row = own.movements, own.row
    last = own.block.display.shape[1] - 1
    behind = spec.report.period.end - own.end
    movement = found.movement[row]
    value = _known(own.value)
    return Finding(
        id=f"{indicator.id}/{area}",
        indicator=indicator.id,
        area=area,
        measure=shown,
        period=own.span(last),
        latest=own.period(last),
        value=value,
        year=_year(own, indicator, settings),
        quarter=_quarter(own, indicator, settings),
        movement=movement,
        reason=found.reason[row],
        before=found.before[row],
        favour=favour_of(movement, indicator.polarity),
        rule=found.rule[row],
        phases=_phases(own),
        peak=_extreme(own, found.peak_index[row]),
        trough=_extreme(own, found.trough_index[row]),
        threshold=_standing(value, indicator.threshold, indicator.decimals),
        target=_standing(value, indicator.target, indicator.decimals),
        parts=_parts(own, [series.get((indicator.id, part)) for part in spec.areas.parts], settings.planning),
        comparators=_comparators(own, indicator, series, spec, settings),
        series=_observed(own),
        overlap=own.overlap,
        months_behind=behind,
        arrears=behind >= own.period_months,
        new=indicator.introduced is not None and indicator.introduced.end >= spec.report.period.start,
        dispersion=_known(float(found.dispersion[row])),
        flags=tuple(found.flags[row]),
    )


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _year(own: _Series, indicator: Indicator, settings: Settings) -> Change | None:
    """Compare with the same span a year earlier; an overlapping figure has no such span."""
    back = own.block.periods_per_year
    width = own.block.display.shape[1]
    if (
        own.overlap
        or width <= back
        or own.block.segment[own.row, -1] != own.block.segment[own.row, -1 - back]
    ):
        return None
    then = float(own.block.display[own.row, -1 - back])
    if not np.isfinite([own.value, then]).all():
        return None
    window = own.block.window
    columns = np.arange(width - window, width)
    return _change(
        own.value,
        then,
        (own.span(width - 1), own.span(width - 1 - back)),
        float(own.movements.p_year[own.row]),
        indicator,
        settings,
        own.block,
        (own.row, columns, columns - back),
    )


def _quarter(own: _Series, indicator: Indicator, settings: Settings) -> Change | None:
    """Compare the latest quarter with the same quarter a year earlier: what moved the rolling figure."""
    back = own.block.periods_per_year
    width = own.block.display.shape[1]
    counted = own.block.basis is not Basis.VALUE
    if own.period_months != MONTHS_A_QUARTER or own.block.window == 1 or width <= back or not counted:
        return None
    figures = own.block.count[own.row] / own.block.exposure[own.row]
    figures = figures * (PERCENT if own.block.basis is Basis.PROPORTION else indicator.per)
    now, then = float(figures[-1]), float(figures[-1 - back])
    crossed = own.block.segment[own.row, -1] != own.block.segment[own.row, -1 - back]
    if crossed or not np.isfinite([now, then]).all():
        return None
    return _change(
        now,
        then,
        (own.period(width - 1), own.period(width - 1 - back)),
        float(own.movements.p_period[own.row]),
        indicator,
        settings,
        own.block,
        (own.row, np.array([width - 1]), np.array([width - 1 - back])),
    )


def _change(
    now: float,
    then: float,
    spans: tuple[Period, Period],
    p: float,
    indicator: Indicator,
    settings: Settings,
    block: Block,
    cells: tuple[int, np.ndarray, np.ndarray],
) -> Change:
    proportion = block.basis is Basis.PROPORTION
    difference = now - then
    relative = None if proportion or then == 0 else difference / then
    row, newer, older = cells
    tested = np.isfinite(p)
    return Change(
        now=now,
        then=then,
        period=spans[0],
        base=spans[1],
        relation=relation(now, then, indicator.decimals),
        difference=difference,
        relative=relative,
        magnitude=magnitude(difference, relative, settings.words),
        count_now=_known(float(block.count[row, newer].sum())),
        count_then=_known(float(block.count[row, older].sum())),
        base_now=_known(float(block.exposure[row, newer].sum())) if proportion else None,
        base_then=_known(float(block.exposure[row, older].sum())) if proportion else None,
        p=p if tested else None,
        significant=bool(p < settings.statistics.alpha) if tested else None,
    )


def _phases(own: _Series) -> tuple[PhaseRecord, ...]:
    return tuple(
        PhaseRecord(
            direction=phase.direction,
            start=own.period(phase.start),
            end=own.period(phase.end),
            periods=phase.periods,
        )
        for phase in phases(own.movements, own.block, own.row)
    )


def _extreme(own: _Series, column: int) -> Extreme | None:
    if column < 0:
        return None
    return Extreme(value=float(own.block.display[own.row, column]), period=own.span(int(column)))


def _standing(value: float | None, threshold: Threshold | None, decimals: int) -> Standing | None:
    if value is None or threshold is None:
        return None
    kept = value <= threshold.value if threshold.bound is Bound.UPPER else value >= threshold.value
    return Standing(threshold=threshold, relation=relation(value, threshold.value, decimals), kept=kept)


def _parts(own: _Series, given: Iterable[_Series | None], planning: Planning) -> tuple[Part, ...]:
    """Judge parts of the area against the whole, in a funnel.

    Few areas say too little of their own spread: each is then judged with its variation over time.
    """
    parts = [part for part in given if part and part.end == own.end and np.isfinite(part.value)]
    if not parts or own.block.basis is Basis.VALUE or not np.isfinite(own.value):
        return ()
    count = np.array([part.events for part in parts])
    exposure = np.array([part.exposure for part in parts])
    many = len(parts) >= planning.many_areas
    share = own.events / own.exposure
    winsorise = 0.1 if many else 0.5
    if own.block.basis is Basis.PROPORTION:
        funnel = funnel_proportions(count, exposure, share, winsorise=winsorise)
    else:
        funnel = funnel_rates(count, exposure * share, winsorise=winsorise)
    own_spread = np.array([part.movements.dispersion[part.row] for part in parts])
    p = (
        funnel.p_value
        if many
        else np.maximum(funnel.p_value, t_p_value(funnel.z / np.sqrt(own_spread), np.inf))
    )
    outside = p < 1 - planning.funnel_level
    sides = np.where(~outside, Relation.SAME, np.where(funnel.z > 0, Relation.HIGHER, Relation.LOWER))
    return tuple(
        Part(area=str(part.block.area[part.row]), value=part.value, p=float(chance), side=Relation(side))
        for part, chance, side in zip(parts, p, sides, strict=True)
    )


def _comparators(
    own: _Series,
    indicator: Indicator,
    series: Mapping[tuple[str, str], _Series],
    spec: ReportSpec,
    settings: Settings,
) -> tuple[Comparator, ...]:
    wider = [series.get((indicator.id, area)) for area in (spec.areas.region, spec.areas.nation) if area]
    return tuple(
        _comparator(own, other, indicator, settings)
        for other in wider
        if other and other.end == own.end and np.isfinite([own.value, other.value]).all()
    )


def _comparator(own: _Series, other: _Series, indicator: Indicator, settings: Settings) -> Comparator:
    difference = own.value - other.value
    proportion = own.block.basis is Basis.PROPORTION
    relative = None if proportion or other.value == 0 else difference / other.value
    p = _p_of_areas(own, other)
    span = own.span(own.block.display.shape[1] - 1)
    change = Change(
        now=own.value,
        then=other.value,
        period=span,
        base=span,
        relation=relation(own.value, other.value, indicator.decimals),
        difference=difference,
        relative=relative,
        magnitude=magnitude(difference, relative, settings.words),
        p=p,
        significant=None if p is None else p < settings.statistics.alpha,
    )
    movement = other.movements.movement[other.row]
    return Comparator(
        area=str(other.block.area[other.row]), value=other.value, change=change, movement=movement
    )


def _p_of_areas(own: _Series, other: _Series) -> float | None:
    """Test two areas' figures for the same span, with the reported area's own dispersion."""
    counts = (own.events, own.exposure, other.events, other.exposure)
    if not np.isfinite(counts).all():
        return None
    compare = compare_proportions if own.block.basis is Basis.PROPORTION else compare_rates
    known = _known(float(own.movements.dispersion[own.row])) or 1.0
    return float(compare(*counts, dispersion=known).p_value)


def _observed(own: _Series) -> tuple[Observed, ...]:
    figures = own.block.display[own.row]
    columns = np.flatnonzero(np.isfinite(figures))
    return tuple(Observed(period=own.span(int(column)), value=float(figures[column])) for column in columns)


def polarity_of(spec: ReportSpec, code: str) -> Polarity:
    """Return the declared polarity of an indicator."""
    return spec.indicator(code).polarity
