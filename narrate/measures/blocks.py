"""Series of one kind as arrays: what the tests and the movement work on."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from narrate.errors import DataError, Fault, NarrateWarning, Place
from narrate.measures.grid import Floats, Grid, Integers, quarters_of_rolling
from narrate.measures.kinds import Basis, Displayed, displayed, undeclared
from narrate.observations import FRAME, NUMBERS
from narrate.periods import MONTHS_A_YEAR, QUARTERS_A_YEAR
from narrate.settings import PERCENT
from narrate.spec import Frequency, Indicator, Measure


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
        12 for months, 4 for quarters, 1 for years.
    window : int
        Periods in one displayed figure: 4 for a rolling 12 months of quarters, 1 for the period itself.
    end : ndarray of int, shape (n,)
        Last month of column -1, in months since January 1970 (the ordinal of a monthly pandas Period).
    count : ndarray of float, shape (n, T)
        Events, or successes out of the base. All NaN for `Basis.VALUE`.
    exposure : ndarray of float, shape (n, T)
        Population (averaged over the period), survey base (summed over it), or 1 for a plain count.
    display : ndarray of float, shape (n, T)
        The displayed figure at the end of each period, unrounded, in the indicator's unit (a percentage
        is held as a number between 0 and 100); NaN where any period of its window is missing, or a break
        lies within it.
    lower, upper : ndarray of float, shape (n, T)
        Given 95 % limits of `display`; NaN where none were given.
    segment : ndarray of int, shape (n, T)
        Number of declared breaks at or before each period; periods of different segments are never compared.
    overlap : ndarray of int, shape (n,)
        Months that the latest period shares with the one before it: 0, except for an annual series that
        closes with a later 12-month figure.
    design_effect : ndarray of float, shape (n,)
        Factor on the variance of a survey; 1 where none was declared.
    scale : ndarray of float, shape (n,)
        What one event in one unit of exposure is displayed as: 1,000 for a rate per 1,000, 100 for a
        proportion, 1 for counts and values.
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
    scale: Floats

    def only(self, rows: Sequence[int]) -> Block:
        """Return a block of some of the series."""
        arrays = {
            field.name: getattr(self, field.name)[list(rows)]
            for field in fields(self)
            if isinstance(getattr(self, field.name), np.ndarray)
        }
        return replace(self, **arrays)


def measure(
    observations: pd.DataFrame,
    indicators: Iterable[Indicator] = (),
    until: int | None = None,
    kinds: Mapping[str, Displayed] | None = None,
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
    kinds : mapping of str to Displayed, optional
        What `displayed` settled for these observations, where it is known already.

    Returns
    -------
    list of Block
        Series of one basis, frequency and window share a block; each series stands in exactly one.

    Raises
    ------
    DataError
        As `displayed`, and where a value given with counts and no limits is not the displayed figure to its
        own rounding.

    Warns
    -----
    NarrateWarning
        Where an annual series ends with a shorter period that is not declared to close a year, or a series
        lacks the denominators that others of its indicator have.
    """
    declared = {indicator.id: indicator for indicator in indicators}
    settled = displayed(observations, declared) if kinds is None else kinds
    if until is not None:
        observations = observations[observations["end"] <= until]
    groups = [(rows, _Kind(kind, declared, settled)) for rows, kind in by_kind(observations, settled)]
    faults = [fault for rows, kind in groups for fault in _disagreements(rows, kind)]
    if faults:
        raise DataError(faults)
    return [
        _block(_without_stray_periods(rows, kind), kind, kind.shared.period_months) for rows, kind in groups
    ]


def measure_months(
    observations: pd.DataFrame, indicators: Iterable[Indicator], kinds: Mapping[str, Displayed]
) -> list[Block]:
    """Turn monthly observations into blocks of months, each of them a period of its own.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it.
    indicators : iterable of Indicator
        What is declared of them.
    kinds : mapping of str to Displayed
        What `displayed` settled for them.

    Returns
    -------
    list of Block
        Of twelve periods a year; series that are not observed by month, or whose counts were rebuilt from
        12-month rates, have none. The displayed figure at the end of each month covers the window that the
        indicator's figure covers.
    """
    declared = {indicator.id: indicator for indicator in indicators}
    groups = [(rows, _Kind(kind, declared, kinds)) for rows, kind in by_kind(observations, kinds)]
    return [
        _block(rows, kind, 1)
        for rows, kind in groups
        if kind.shared.frequency is Frequency.MONTHLY and not kind.shared.rebuilt
    ]


@dataclass(frozen=True)
class _Kind:
    """What the indicators of one block share, and what is declared of each."""

    shared: Displayed
    declared: Mapping[str, Indicator]
    settled: Mapping[str, Displayed]

    def indicator(self, code: str) -> Indicator:
        return self.declared.get(code) or undeclared(code)

    def is_plain(self, code: str) -> bool:
        return self.settled[code].measure is Measure.COUNT

    def scale(self, code: str) -> float:
        """Return what one event in one unit of exposure is displayed as."""
        measures = {Measure.RATE: float(self.indicator(code).per), Measure.PROPORTION: PERCENT}
        return measures.get(self.settled[code].measure, 1.0)


def by_kind(
    observations: pd.DataFrame, settled: Mapping[str, Displayed]
) -> Iterator[tuple[pd.DataFrame, Displayed]]:
    """Yield the observations of each kind of figure, and the kind.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it.
    settled : mapping of str to Displayed
        What `displayed` settled for them.
    """
    kinds = {kind.block: kind for kind in settled.values()}
    numbers = {block: number for number, block in enumerate(sorted(kinds))}
    names = observations["indicator"].cat.categories
    of_name = [numbers[settled[name].block] if name in settled else -1 for name in map(str, names)]
    membership = np.array(of_name, dtype=np.int64)[observations["indicator"].cat.codes.to_numpy()]
    for block, number in numbers.items():
        rows = observations[membership == number]
        if len(rows):
            yield rows, kinds[block]


def _disagreements(rows: pd.DataFrame, kind: _Kind) -> Iterator[Fault]:
    """Find the values given with counts that are not the displayed figure to their own rounding.

    Values with limits are no copy of what the counts make, and are not compared.
    """
    if kind.shared.basis is Basis.VALUE or kind.shared.rebuilt:
        return
    limited = rows.loc[rows["lower"].notna() & rows["upper"].notna(), "indicator"].unique()
    valued = rows.loc[rows["value"].notna(), "indicator"].unique()
    rows = rows[rows["indicator"].isin(set(valued) - set(limited))]
    if not len(rows):
        return
    monthly = kind.shared.frequency is Frequency.MONTHLY
    grid = Grid.of(rows, kind.shared, 1 if monthly else kind.shared.period_months)
    figures = _display(grid, kind).ravel()[grid.flat]
    values = rows["value"].to_numpy()
    for position in np.flatnonzero(np.abs(values - figures) > _half_unit(values) + 1e-9 * np.abs(figures)):
        row = rows.iloc[int(position)]
        spot = f"{row['indicator']}, {row['area']}, {row['period']}, column 'value'"
        got = f"{values[position]:.15g} beside counts that make {figures[position]:.6g}"
        yield Fault(Place(FRAME, spot), got, "a value beside counts is the displayed figure, rounded")


def _half_unit(values: Floats) -> Floats:
    """Return half of the last decimal place that each value has; 0 beyond the ninth."""
    half = np.zeros(values.shape)
    for decimals in range(9, -1, -1):
        half[np.round(values, decimals) == values] = 0.5 / 10**decimals
    return half


def _display(grid: Grid, kind: _Kind) -> Floats:
    count, exposure = _events(grid, kind)
    return grid.display(count, exposure, grid.of_indicator(kind.scale))


def _events(grid: Grid, kind: _Kind) -> tuple[Floats, Floats]:
    """Return the count and the exposure of each period, each of shape (n, T)."""
    exposure = grid.exposure(grid.of_indicator(kind.is_plain) > 0)
    return np.where(np.isnan(exposure), np.nan, grid.total("count")), exposure


def _without_stray_periods(rows: pd.DataFrame, kind: _Kind) -> pd.DataFrame:
    """Leave out the last period of an annual series where it is shorter and not declared to close a year.

    A series that has no other period keeps it, without its figures.
    """
    if kind.shared.frequency is not Frequency.ANNUAL:
        return rows
    codes = rows["indicator"].cat.codes.to_numpy()
    names = [str(name) for name in rows["indicator"].cat.categories]
    months = rows["months"].to_numpy()
    yearly = np.zeros(len(names), dtype=bool)
    yearly[codes[months == MONTHS_A_YEAR]] = True
    yearly &= [not kind.indicator(name).closing_year for name in names]
    stray = yearly[codes] & (months < MONTHS_A_YEAR)
    for name, period in rows.loc[stray, ["indicator", "period"]].drop_duplicates().itertuples(index=False):
        message = f"{FRAME}: {name}: {period} is left out of an annual series; is it a closing_year?"
        warnings.warn(message, NarrateWarning, stacklevel=4)
    alone = ~rows.duplicated(["indicator", "area"], keep=False).to_numpy()
    kept: pd.DataFrame = rows[~stray | alone].copy()
    kept.loc[stray[~stray | alone], list(NUMBERS)] = np.nan
    return kept


def _block(rows: pd.DataFrame, kind: _Kind, cell: int) -> Block:
    """Lay out series of one kind in periods of `cell` months."""
    shared = kind.shared
    lead = QUARTERS_A_YEAR - 1 if shared.rebuilt and shared.window_periods > 1 else 0
    grid = Grid.of(rows, shared, cell, lead)
    count, exposure, display = _figures(grid, kind)
    lower, upper = grid.last("lower"), grid.last("upper")
    segment = np.zeros(grid.shape, dtype=np.int64)
    for start in _breaks(grid, kind):
        segment += grid.ends >= start[:, None]
        count[grid.cut(start, grid.cell)] = np.nan
        for figures in (display, lower, upper):
            figures[grid.cut(start, shared.window_months)] = np.nan
    return Block(
        indicator=grid.names("indicator"),
        area=grid.names("area"),
        basis=shared.basis,
        periods_per_year=MONTHS_A_YEAR // grid.cell,
        window=max(shared.window_months // cell, 1),
        end=grid.end,
        count=count,
        exposure=exposure,
        display=display,
        lower=lower,
        upper=upper,
        segment=segment,
        overlap=grid.overlap,
        design_effect=grid.of_indicator(lambda code: kind.indicator(code).design_effect),
        scale=grid.of_indicator(kind.scale),
    )


def _figures(grid: Grid, kind: _Kind) -> tuple[Floats, Floats, Floats]:
    """Return count, exposure and display, each of shape (n, T)."""
    if kind.shared.rebuilt:
        return _rebuilt(grid, kind)
    if kind.shared.basis is Basis.VALUE:
        return np.full(grid.shape, np.nan), np.ones(grid.shape), grid.last("value")
    count, exposure = _events(grid, kind)
    _warn_of_no_denominator(grid, kind)
    return count, exposure, grid.display(count, exposure, grid.of_indicator(kind.scale))


def _rebuilt(grid: Grid, kind: _Kind) -> tuple[Floats, Floats, Floats]:
    """Rebuild counts from rates and the declared population."""
    display = grid.last("value")
    population = grid.of_indicator(lambda code: kind.indicator(code).population or np.nan)
    events = display * (population / grid.of_indicator(kind.scale))[:, None]
    count = quarters_of_rolling(events) if kind.shared.window_periods > 1 else events
    return count, np.repeat(population[:, None], grid.shape[1], axis=1), display


def _warn_of_no_denominator(grid: Grid, kind: _Kind) -> None:
    plain = grid.of_indicator(kind.is_plain) > 0
    without = grid.has("count") & ~grid.has("denominator") & ~plain
    lacking = pd.Series(grid.names("area")[without]).groupby(grid.names("indicator")[without])
    for indicator, areas in lacking:
        others = f" and {len(areas) - 1} more areas" if len(areas) > 1 else ""
        message = f"{FRAME}: {indicator}: no denominator for {areas.iloc[0]}{others}, and so no figure"
        warnings.warn(message, NarrateWarning, stacklevel=5)


def _breaks(grid: Grid, kind: _Kind) -> Iterator[Floats]:
    """Yield the first month after a break of each series, then after another; inf where it has none left."""
    starts = {
        name: [period.start for period in kind.indicator(name).breaks]
        for name in map(str, grid.rows["indicator"].unique())
    }
    for number in range(max(map(len, starts.values()))):
        yield grid.of_indicator(partial(_nth, starts, number))


def _nth(starts: Mapping[str, list[int]], number: int, code: str) -> float:
    return starts[code][number] if number < len(starts[code]) else np.inf
