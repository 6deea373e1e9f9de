"""Signal analysis: observations become the periods that are tested and the figures that are displayed."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from narrate.errors import DataError, Fault, NarrateWarning, Place
from narrate.observations import FRAME, NUMBERS
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR
from narrate.spec import Frequency, Indicator, Measure, Window

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

PERCENT = 100.0
QUARTERS_A_YEAR = 4


class Basis(StrEnum):
    """What a series consists of, and so which test suits it."""

    COUNT = "count"
    """Counts of events, with a population as exposure or none: quasi-Poisson."""
    PROPORTION = "proportion"
    """Counts out of a base: binomial."""
    VALUE = "value"
    """Displayed figures alone, perhaps with their 95 % intervals."""


@dataclass(frozen=True)
class Block:
    """Series of one basis and frequency as arrays, aligned on each series' own latest period.

    The periods do not overlap. Column -1 of every array is the latest period of each series; series that
    start later are padded with NaN on the left. A period with any observation missing is NaN, never zero.

    Attributes
    ----------
    indicator, area : ndarray of object, shape (n,)
        Names of each series.
    basis : Basis
        What the series consist of.
    periods_per_year : int
        4 for quarters, 1 for years.
    window : int
        Periods in one displayed figure: 4 for a rolling 12 months of quarters, 1 for the period itself.
    end : ndarray of int, shape (n,)
        Last month of column -1, in months since January 1970 (the ordinal of a monthly pandas Period).
    count : ndarray of float, shape (n, T)
        Events, or successes out of the base. All NaN for `Basis.VALUE`.
    exposure : ndarray of float, shape (n, T)
        Population (averaged over the period), survey base (summed over it), or 1 where none was given.
    display : ndarray of float, shape (n, T)
        The displayed figure at the end of each period, unrounded, in the indicator's unit (a percentage
        is held as a number between 0 and 100); NaN where any period of its window is missing.
    lower, upper : ndarray of float, shape (n, T)
        Given 95 % limits of `display`; NaN where none were given.
    segment : ndarray of int, shape (n, T)
        Number of declared breaks at or before each period; periods of different segments are never compared.
    overlap : ndarray of int, shape (n,)
        Months that the latest period shares with the one before it: 0, except for an annual series that
        closes with a later 12-month figure.
    design_effect : ndarray of float, shape (n,)
        Factor on the variance of a survey; 1 where none was declared.
    """

    indicator: NDArray[np.object_]
    area: NDArray[np.object_]
    basis: Basis
    periods_per_year: int
    window: int
    end: Integers
    count: Floats
    exposure: Floats
    display: Floats
    lower: Floats
    upper: Floats
    segment: Integers
    overlap: Integers
    design_effect: Floats


@dataclass(frozen=True)
class Displayed:
    """What the displayed figure of an indicator is, once declarations and observations are put together.

    Attributes
    ----------
    measure : Measure
        Rate, proportion, count or value.
    window : Window
        12 months, or the period itself.
    frequency : Frequency
        How often it was observed.
    basis : Basis
        What the tests work on.
    rebuilt : bool
        Whether the counts were rebuilt from given rates and a population.
    """

    measure: Measure
    window: Window
    frequency: Frequency
    basis: Basis
    rebuilt: bool = False

    @property
    def block(self) -> tuple[str, str, str, bool]:
        """What series must share to stand in one block."""
        return self.basis.value, self.frequency.value, self.window.value, self.rebuilt

    @property
    def period_months(self) -> int:
        """Length of one period that does not overlap the next: a quarter, or a year."""
        return MONTHS_A_YEAR if self.frequency is Frequency.ANNUAL else MONTHS_A_QUARTER

    @property
    def window_periods(self) -> int:
        """Periods in one displayed figure."""
        rolling = self.window is Window.ROLLING and self.frequency is not Frequency.ANNUAL
        return QUARTERS_A_YEAR if rolling else 1


def undeclared(code: str) -> Indicator:
    """Return the indicator that stands for a code of which nothing was declared."""
    return Indicator(id=code, name=code)


def displayed(observations: pd.DataFrame, indicators: Mapping[str, Indicator]) -> dict[str, Displayed]:
    """Settle for every indicator what its displayed figure is.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it.
    indicators : mapping of str to Indicator
        The declared ones by code; others take what their observations suggest.

    Returns
    -------
    dict of str to Displayed
        One entry for each indicator observed.

    Raises
    ------
    DataError
        If a proportion has no base or more successes than base, or an indicator neither counts nor values.
    """
    facts = _facts(observations)
    settled: dict[str, Displayed] = {}
    faults: list[Fault] = []
    for code, fact in facts.items():
        declared = indicators.get(code, undeclared(code))
        faults += _measure_faults(declared, fact)
        settled[code] = _settle(declared, fact)
    if faults:
        raise DataError(faults)
    return settled


@dataclass(frozen=True)
class _Facts:
    """What the observations of one indicator hold."""

    counts: bool
    denominators: bool
    values: bool
    limits: bool
    above_base: bool
    longest: int
    step: int


def _facts(observations: pd.DataFrame) -> dict[str, _Facts]:
    codes = observations["indicator"].cat.codes.to_numpy()
    end = observations["end"].to_numpy()
    same = (codes[1:] == codes[:-1]) & (np.diff(observations["area"].cat.codes.to_numpy()) == 0)
    steps = np.where(np.concatenate([[False], same]), np.diff(end, prepend=end[:1]), 0)
    steps = np.where(observations["months"].to_numpy() < MONTHS_A_YEAR, steps, MONTHS_A_YEAR)
    seen = {name: observations[name].notna().to_numpy() for name in NUMBERS}
    held = {
        "counts": seen["count"],
        "denominators": seen["denominator"],
        "values": seen["value"],
        "limits": seen["lower"] & seen["upper"],
        "above_base": (observations["count"] > observations["denominator"]).to_numpy(),
    }
    names = observations["indicator"].cat.categories
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    if not len(starts):
        return {}
    any_of = {name: np.logical_or.reduceat(seen, starts) for name, seen in held.items()}
    longest = np.maximum.reduceat(observations["months"].to_numpy(), starts)
    step = np.gcd.reduceat(steps, starts)
    return {
        str(names[codes[start]]): _Facts(
            **{name: bool(seen[number]) for name, seen in any_of.items()},
            longest=int(longest[number]),
            step=int(step[number]),
        )
        for number, start in enumerate(starts)
    }


def _measure_faults(declared: Indicator, fact: _Facts) -> list[Fault]:
    place = Place(FRAME, f"indicator {declared.id!r}")
    if not fact.counts and not fact.values:
        return [Fault(place, "no count and no value in any row", "one of the two is needed")]
    if declared.measure is Measure.PROPORTION and fact.counts:
        if not fact.denominators:
            return [
                Fault(place, "a proportion without its base", "give the base in the column 'denominator'")
            ]
        if fact.above_base:
            return [Fault(place, "a count above its base", "a proportion counts part of its base")]
    return []


def _settle(declared: Indicator, fact: _Facts) -> Displayed:
    values_first = fact.values and (fact.limits or not fact.counts)
    suggested = Measure.RATE if fact.denominators else Measure.COUNT
    measure = declared.measure or (Measure.VALUE if values_first else suggested)
    from_values = measure is Measure.VALUE or not fact.counts
    rolling = Window.PERIOD if from_values and not declared.population else Window.ROLLING
    frequency = declared.frequency or _frequency(fact)
    rebuilt = from_values and declared.population is not None
    return Displayed(
        measure, declared.window or rolling, frequency, _basis(measure, from_values, rebuilt), rebuilt
    )


def _basis(measure: Measure, from_values: bool, rebuilt: bool) -> Basis:
    if from_values:
        return Basis.COUNT if rebuilt else Basis.VALUE
    return Basis.PROPORTION if measure is Measure.PROPORTION else Basis.COUNT


def _frequency(fact: _Facts) -> Frequency:
    step = np.gcd(fact.step, MONTHS_A_YEAR) or fact.longest
    if fact.longest >= MONTHS_A_YEAR or step == MONTHS_A_YEAR:
        return Frequency.ANNUAL
    return Frequency.QUARTERLY if max(fact.longest, step) >= MONTHS_A_QUARTER else Frequency.MONTHLY


def measure(
    observations: pd.DataFrame, indicators: Iterable[Indicator] = (), until: int | None = None
) -> list[Block]:
    """Turn observations into the periods that are tested and the figures that are displayed.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it.
    indicators : iterable of Indicator
        What is declared of them; others take what their observations suggest.
    until : int, optional
        Last month to look at, in months since January 1970; later observations are left out.

    Returns
    -------
    list of Block
        Series of one basis, frequency and window share a block; each series stands in exactly one.

    Raises
    ------
    DataError
        As `displayed`.

    Warns
    -----
    NarrateWarning
        Where an annual series holds a shorter period that is not declared to close a year.
    """
    declared = {indicator.id: indicator for indicator in indicators}
    if until is not None:
        observations = observations[observations["end"] <= until]
    settled = displayed(observations, declared)
    codes = observations["indicator"].cat.codes.to_numpy()
    names = [str(name) for name in observations["indicator"].cat.categories]
    kinds = sorted({kind.block for kind in settled.values()})
    numbers = {name: kinds.index(kind.block) for name, kind in settled.items()}
    membership = np.array([numbers.get(name, -1) for name in names])[codes]
    return [_block(observations[membership == number], declared, settled) for number in range(len(kinds))]


def _block(rows: pd.DataFrame, declared: Mapping[str, Indicator], settled: Mapping[str, Displayed]) -> Block:
    rows = _without_stray_periods(rows, declared, settled)
    grid = _Grid.of(rows, settled[str(rows["indicator"].iloc[0])])
    kinds = [declared.get(name, undeclared(name)) for name in grid.indicator]
    measures = np.array([settled[name].measure for name in grid.indicator], dtype=object)
    per = np.array(
        [kind.per if m is Measure.RATE else 1 for kind, m in zip(kinds, measures, strict=True)], float
    )
    segment, mixed = _segments(grid, kinds)
    count, exposure, display, lower, upper = _figures(grid, kinds, per)
    for figures in (count, display, lower, upper):
        figures[mixed] = np.nan
    if grid.kind.window_periods > 1:
        crossed = np.zeros_like(mixed)
        crossed[:, QUARTERS_A_YEAR - 1 :] = (
            segment[:, QUARTERS_A_YEAR - 1 :] != segment[:, : 1 - QUARTERS_A_YEAR]
        )
        display[crossed] = np.nan
    return Block(
        indicator=grid.indicator,
        area=grid.area,
        basis=grid.kind.basis,
        periods_per_year=MONTHS_A_YEAR // grid.kind.period_months,
        window=grid.kind.window_periods,
        end=grid.end,
        count=count,
        exposure=exposure,
        display=display,
        lower=lower,
        upper=upper,
        segment=segment,
        overlap=grid.overlap,
        design_effect=np.array([kind.design_effect for kind in kinds], dtype=float),
    )


def _without_stray_periods(
    rows: pd.DataFrame, declared: Mapping[str, Indicator], settled: Mapping[str, Displayed]
) -> pd.DataFrame:
    """Leave out periods shorter than a year in an annual series, unless the last is declared to close one."""
    first = str(rows["indicator"].iloc[0])
    if settled[first].frequency is not Frequency.ANNUAL:
        return rows
    closing = {name for name, indicator in declared.items() if indicator.closing_year}
    whole = (rows["months"] == MONTHS_A_YEAR).groupby(rows["indicator"], observed=True).transform("any")
    stray = whole & (rows["months"] < MONTHS_A_YEAR) & ~rows["indicator"].isin(closing)
    for name, period in rows.loc[stray, ["indicator", "period"]].drop_duplicates().itertuples(index=False):
        message = f"{FRAME}: {name}: {period} is left out of an annual series; is it a closing_year?"
        warnings.warn(message, NarrateWarning, stacklevel=4)
    return rows[~stray]


@dataclass(frozen=True)
class _Grid:
    """Observations of one kind laid out by series (row) and period (column), latest period last."""

    rows: pd.DataFrame
    kind: Displayed
    indicator: NDArray[np.object_]
    area: NDArray[np.object_]
    end: Integers
    overlap: Integers
    annual_end: Integers
    flat: Integers
    shape: tuple[int, int]

    @classmethod
    def of(cls, rows: pd.DataFrame, kind: Displayed) -> _Grid:
        series, first = _series_numbers(rows)
        last = np.append(first[1:], len(rows)) - 1
        ends = rows["end"].to_numpy()
        end = ends[last]
        closing, annual_end = _closing(ends, first, last, kind)
        offset = (annual_end[series] - ends) // kind.period_months + closing[series]
        offset = np.where(ends > annual_end[series], 0, offset)
        width = int(offset.max()) + 1
        return cls(
            rows=rows,
            kind=kind,
            indicator=rows["indicator"].to_numpy(dtype=object)[first],
            area=rows["area"].to_numpy(dtype=object)[first],
            end=end,
            overlap=np.where(closing, MONTHS_A_YEAR - (end - annual_end), 0),
            annual_end=annual_end,
            flat=series * width + (width - 1 - offset),
            shape=(len(first), width),
        )

    def total(self, column: str) -> Floats:
        """Sum a column over the months of each period; NaN where any month is missing."""
        values = self.rows[column].to_numpy(dtype=float)
        size = self.shape[0] * self.shape[1]
        seen = np.bincount(self.flat, ~np.isnan(values), size)
        needed = 1 if self.kind.frequency is not Frequency.MONTHLY else MONTHS_A_QUARTER
        sums = np.bincount(self.flat, np.nan_to_num(values), size)
        return np.where(seen >= needed, sums, np.nan).reshape(self.shape)

    def last(self, column: str) -> Floats:
        """Take the value of a column at the end of each period."""
        values = self.rows[column].to_numpy(dtype=float)
        closes = (
            self.end[self.flat // self.shape[1]] - self.rows["end"].to_numpy()
        ) % self.kind.period_months
        at_end = np.isin(closes, (0, *np.unique(MONTHS_A_YEAR - self.overlap[self.overlap > 0])))
        cells = np.full(self.shape[0] * self.shape[1], np.nan)
        cells[self.flat[at_end]] = values[at_end]
        return cells.reshape(self.shape)


def _series_numbers(rows: pd.DataFrame) -> tuple[Integers, Integers]:
    """Return the number of the series that each sorted row belongs to, and the first row of each."""
    pairs = rows["indicator"].cat.codes.to_numpy().astype(np.int64) * len(rows["area"].cat.categories)
    pairs = pairs + rows["area"].cat.codes.to_numpy()
    starts = np.concatenate([[True], pairs[1:] != pairs[:-1]])
    return np.cumsum(starts) - 1, np.flatnonzero(starts)


def _closing(
    ends: Integers, first: Integers, last: Integers, kind: Displayed
) -> tuple[NDArray[np.bool_], Integers]:
    """Find the annual series whose last figure ends less than a year after the one before."""
    end = ends[last]
    if kind.frequency is not Frequency.ANNUAL:
        return np.zeros(len(first), dtype=bool), end
    before = ends[np.maximum(last - 1, first)]
    closing = (end - before) % MONTHS_A_YEAR != 0
    return closing, np.where(closing, before, end)


def _figures(
    grid: _Grid, kinds: list[Indicator], per: Floats
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return count, exposure, display, lower and upper, each of shape (n, T)."""
    lower, upper = grid.last("lower"), grid.last("upper")
    if grid.kind.basis is Basis.VALUE:
        nothing = np.full(grid.shape, np.nan)
        return nothing, np.ones(grid.shape), grid.last("value"), lower, upper
    if grid.kind.rebuilt:
        values = grid.last("value")
        population = np.array([kind.population or np.nan for kind in kinds])
        events = values * (population / per)[:, None]
        count = _quarters_of_rolling(events) if grid.kind.window_periods > 1 else events
        return count, np.repeat(population[:, None], grid.shape[1], axis=1), values, lower, upper
    count, exposure = grid.total("count"), _exposure(grid)
    count = np.where(np.isnan(exposure), np.nan, count)
    scale = PERCENT if grid.kind.basis is Basis.PROPORTION else 1.0
    return count, exposure, _display(grid, count, exposure, per * scale), lower, upper


def _exposure(grid: _Grid) -> Floats:
    """Sum the base, or average the population, over each period; 1 for series that have neither."""
    denominator = grid.total("denominator")
    if grid.kind.basis is not Basis.PROPORTION and grid.kind.frequency is Frequency.MONTHLY:
        denominator = denominator / MONTHS_A_QUARTER
    without = np.isnan(denominator).all(axis=1)
    return np.where(without[:, None], 1.0, denominator)


def _display(grid: _Grid, count: Floats, exposure: Floats, scale: Floats) -> Floats:
    window = grid.kind.window_periods
    base = _rolling(exposure, window)
    if grid.kind.basis is not Basis.PROPORTION:
        base = base / window
    return _rolling(count, window) / base * scale[:, None]


def _rolling(figures: Floats, window: int) -> Floats:
    """Sum each period with those before it in its window; NaN where any is missing."""
    if window == 1:
        return figures.copy()
    sums = np.full(figures.shape, np.nan)
    if figures.shape[1] >= window:
        stacked = np.lib.stride_tricks.sliding_window_view(figures, window, axis=1)
        sums[:, window - 1 :] = stacked.sum(axis=2)
    return sums


def _quarters_of_rolling(totals: Floats) -> Floats:
    """Rebuild quarters from 12-month totals.

    The change of a rolling total is exactly the newest quarter less the one that it displaces; only the
    split of the first year is unknown and is taken as equal.
    """
    quarters = np.full(totals.shape, np.nan)
    for column in range(totals.shape[1]):
        known = ~np.isnan(totals[:, max(column - 1, 0)]) & (column > 0)
        opening = ~np.isnan(totals[:, column]) & ~known
        quarters[opening, max(column - QUARTERS_A_YEAR + 1, 0) : column + 1] = (
            totals[opening, column, None] / QUARTERS_A_YEAR
        )
        if column >= QUARTERS_A_YEAR:
            moved = totals[:, column] - totals[:, column - 1] + quarters[:, column - QUARTERS_A_YEAR]
            quarters[known, column] = np.maximum(moved[known], 0.0)
    return quarters


def _segments(grid: _Grid, kinds: list[Indicator]) -> tuple[Integers, NDArray[np.bool_]]:
    """Count the breaks at or before each period, and mark the periods that a break cuts in two."""
    periods_back = np.arange(grid.shape[1])[::-1]
    segment = np.zeros(grid.shape, dtype=np.int64)
    mixed = np.zeros(grid.shape, dtype=bool)
    for row in [number for number, kind in enumerate(kinds) if kind.breaks]:
        ends = _period_ends(grid, row, periods_back)
        for start in sorted(period.start for period in kinds[row].breaks):
            segment[row] += ends >= start
            mixed[row] |= (ends >= start) & (ends - grid.kind.period_months + 1 < start)
    return segment, mixed


def _period_ends(grid: _Grid, row: int, periods_back: Integers) -> Integers:
    closing = int(grid.overlap[row] > 0)
    ends = grid.annual_end[row] - (periods_back - closing) * grid.kind.period_months
    latest: Integers = np.where(periods_back < closing, grid.end[row], ends)
    return latest
