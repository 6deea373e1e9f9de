"""Newest periods that are not yet full: declared, or suspected from the series, and held back."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from narrate.errors import NarrateWarning
from narrate.inference import MEDIAN_ABSOLUTE_NORMAL, shrink_dispersion
from narrate.measures import Basis, Displayed, by_kind
from narrate.measures.grid import Floats, Grid, Integers, rolling_sum
from narrate.movement.seasons import lagged
from narrate.observations import FRAME
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR, QUARTERS_A_YEAR, Period
from narrate.settings import Statistics
from narrate.spec import Frequency, Indicator

MEDIAN_EFFICIENCY = 0.37
"""Degrees of freedom that one distance is worth where the median stands for the standard deviation
(Huber and Ronchetti, Robust Statistics, 2009)."""


@dataclass(frozen=True)
class Withheld:
    """The newest periods of one series that no comparison may use, since they are not yet full.

    Attributes
    ----------
    indicator, area : str
        The series.
    newest : Period
        Its newest observation.
    end : int
        Last month that is left, in months since January 1970.
    declared : bool
        Whether the spec says so; otherwise it is suspected.
    count, expected : float
        Events of the newest observation, and those that its season leads one to expect; NaN where declared.
    """

    indicator: str
    area: str
    newest: Period
    end: int
    declared: bool
    count: float = float("nan")
    expected: float = float("nan")


def withheld(
    observations: pd.DataFrame,
    kinds: Mapping[str, Displayed],
    indicators: Iterable[Indicator],
    statistics: Statistics,
) -> list[Withheld]:
    """Find the series whose newest period is not yet full.

    A newest month or quarter of a count is suspected where it lies below `partial_share` of what the
    quarter before it and the season of earlier years lead one to expect, and `partial_errors` standard
    errors below it. The standard error allows for how far earlier periods lay from such an expectation.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it.
    kinds : mapping of str to Displayed
        What `displayed` settled for them.
    indicators : iterable of Indicator
        What is declared of them; `provisional` comes before what the series suggests.
    statistics : Statistics
        Its `partial_share`, `partial_errors` and `dispersion_prior`.

    Returns
    -------
    list of Withheld
        A series that would be left without any period is not among them.
    """
    declared = {indicator.id: indicator.provisional for indicator in indicators}
    silent = [code for code, period in declared.items() if period is False]
    found: list[Withheld] = []
    for rows, kind in by_kind(observations, kinds):
        found += _suspected(rows[~rows["indicator"].isin([*_declared(declared), *silent])], kind, statistics)
    for code, start in _declared(declared).items():
        found += _provisional(observations[observations["indicator"] == code], kinds[code], start)
    if not found:
        return []
    first = observations.groupby(["indicator", "area"], observed=True)["end"].min()
    return [one for one in found if one.end >= first[one.indicator, one.area]]


def _declared(declared: Mapping[str, Period | Literal[False] | None]) -> dict[str, int]:
    """Return the first month that is declared provisional of each indicator that has one."""
    return {code: period.start for code, period in declared.items() if period}


def _provisional(rows: pd.DataFrame, kind: Displayed, start: int) -> Iterator[Withheld]:
    """Yield the series with observations from a month on, each left with whole periods before it."""
    newest = rows.groupby(["indicator", "area"], observed=True)[["end", "months"]].last()
    for (code, area), end, months in newest[newest["end"] >= start].itertuples(name=None):
        periods = -(-(end - start + 1) // kind.period_months)
        left = int(end) - periods * kind.period_months
        yield Withheld(str(code), str(area), Period(int(end), int(months)), left, True)


def _suspected(rows: pd.DataFrame, kind: Displayed, statistics: Statistics) -> Iterator[Withheld]:
    """Yield the series whose newest month or quarter is too low to be full."""
    counted = kind.basis is Basis.COUNT and not kind.rebuilt
    if not counted or kind.frequency is Frequency.ANNUAL or not len(rows):
        return
    grid = Grid.of(rows, kind, kind.frequency.months)
    season = _Season.of(grid.total("count"), MONTHS_A_YEAR // grid.cell, statistics.partial_seasons)
    low = np.flatnonzero(season.count[:, -1] < statistics.partial_share * season.expected[:, -1])
    if not low.size:
        return
    distance = season.distance(low)
    limit = -statistics.partial_errors * np.sqrt(_dispersion(distance[:, :-1], statistics))
    indicators, areas = grid.names("indicator"), grid.names("area")
    for row in low[distance[:, -1] < limit]:
        end = int(grid.end[row])
        yield Withheld(
            indicator=str(indicators[row]),
            area=str(areas[row]),
            newest=Period(end, grid.cell),
            end=end - MONTHS_A_QUARTER,
            declared=False,
            count=float(season.count[row, -1]),
            expected=float(season.expected[row, -1]),
        )


@dataclass(frozen=True)
class _Season:
    """Counts, and what the quarter before and the season of earlier years lead one to expect.

    Attributes
    ----------
    count : ndarray of float, shape (n, T)
    recent : ndarray of float, shape (n, T)
        Counts of the quarter that ended before each period.
    before, recent_before : ndarray of float, shape (n, T)
        Both of the same season in the earlier years, summed over them.
    """

    count: Floats
    recent: Floats
    before: Floats
    recent_before: Floats

    @classmethod
    def of(cls, count: Floats, lag: int, years: int) -> _Season:
        """Look back from each period over a quarter, and to the same season of so many years."""
        recent = lagged(rolling_sum(count, lag // QUARTERS_A_YEAR), 1)
        pairs = [(lagged(count, year * lag), lagged(recent, year * lag)) for year in range(1, years + 1)]
        known = [np.isfinite(now) & np.isfinite(then) for now, then in pairs]
        before, recent_before = (
            np.sum([np.where(both, pair[part], 0.0) for both, pair in zip(known, pairs, strict=True)], axis=0)
            for part in (0, 1)
        )
        return cls(count, recent, before, recent_before)

    @property
    def expected(self) -> Floats:
        """Events expected in each period, shape (n, T); NaN where nothing was counted before."""
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = self.before * self.recent / self.recent_before
        return np.where(np.isfinite(expected), expected, np.nan)

    def distance(self, rows: Integers) -> Floats:
        """Return how far the counts of some rows lie from what is expected, in Poisson standard errors."""
        expected = self.expected[rows]
        with np.errstate(divide="ignore", invalid="ignore"):
            relative = 1 / self.before[rows] + 1 / self.recent[rows] + 1 / self.recent_before[rows]
            distance = (self.count[rows] - expected) / np.sqrt(expected + expected**2 * relative)
        return np.where(np.isfinite(distance), distance, np.nan)


def _dispersion(distance: Floats, statistics: Statistics) -> Floats:
    """Return the dispersion of each row's distances, by their median and the prior of a single series."""
    known = np.isfinite(distance).sum(axis=1)
    size = np.sort(np.abs(distance), axis=1)  # NaN last
    median = size[np.arange(len(size)), np.minimum(known // 2, size.shape[1] - 1)]
    own = np.where(known > 0, (median / MEDIAN_ABSOLUTE_NORMAL) ** 2, np.nan)
    degrees = MEDIAN_EFFICIENCY * known
    return shrink_dispersion(own, degrees, statistics.dispersion_prior, statistics.prior_degrees)[0]


def without(observations: pd.DataFrame, found: Iterable[Withheld]) -> pd.DataFrame:
    """Return the observations that are left when the withheld ones are taken away.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it.
    found : iterable of Withheld
    """
    last = {(one.indicator, one.area): one.end for one in found}
    if not last:
        return observations
    names = pd.MultiIndex.from_frame(observations[["indicator", "area"]].astype(object))
    place = pd.MultiIndex.from_tuples(list(last)).get_indexer(names)
    ends = np.array([*last.values(), np.iinfo(np.int64).max])  # the last for the series that lose nothing
    kept: pd.DataFrame = observations[observations["end"].to_numpy() <= ends[place]]
    return kept


def warn_of(found: Iterable[Withheld]) -> None:
    """Warn of what is held back, once for each indicator."""
    by_indicator: dict[str, list[Withheld]] = {}
    for one in found:
        by_indicator.setdefault(one.indicator, []).append(one)
    for code, those in by_indicator.items():
        warnings.warn(_warning(code, those), NarrateWarning, stacklevel=4)


def _warning(code: str, those: list[Withheld]) -> str:
    first = those[0]
    others = f" and {len(those) - 1} more areas" if len(those) > 1 else ""
    left = f"comparisons end at {Period(first.end)}"
    if first.declared:
        return f"{FRAME}: {code}: {first.newest} is provisional in {first.area}{others}; {left}"
    seen = f"{first.count:,.0f} where {first.expected:,.0f} are expected"
    return (
        f"{FRAME}: {code}: {first.newest} looks incomplete in {first.area}{others} ({seen}) and is left out; "
        f"{left}; provisional = false says that it is complete"
    )
