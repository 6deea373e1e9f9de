"""Observations laid out by series and period, and summed over the window of the displayed figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from narrate.measures.kinds import Basis, Displayed
from narrate.periods import MONTHS_A_YEAR, QUARTERS_A_YEAR
from narrate.spec import Frequency

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Grid:
    """Observations of one kind by series (row) and period (column), latest period last.

    Attributes
    ----------
    rows : DataFrame
        The observations.
    kind : Displayed
        What their figures are.
    cell : int
        Months in one period.
    first : ndarray of int, shape (n,)
        First row of each series.
    end : ndarray of int, shape (n,)
        Last month of column -1.
    closing : ndarray of bool, shape (n,)
        Whether column -1 is a 12-month figure that ends less or more than a year after the one before.
    regular_end : ndarray of int, shape (n,)
        Last month of the latest column that is a whole number of periods after the others.
    flat : ndarray of int, shape (rows,)
        Cell of each observation in the flattened grid.
    shape : tuple of int
        (n, T)
    """

    rows: pd.DataFrame
    kind: Displayed
    cell: int
    first: Integers
    end: Integers
    closing: Mask
    regular_end: Integers
    flat: Integers
    shape: tuple[int, int]

    @classmethod
    def of(cls, rows: pd.DataFrame, kind: Displayed, cell: int, lead: int = 0) -> Grid:
        """Lay out sorted observations in periods of `cell` months, with `lead` empty ones at the start."""
        series, first = _series_numbers(rows)
        ends = rows["end"].to_numpy()
        end, closing, regular_end = _latest(ends, first, kind)
        offset = (regular_end[series] - ends) // cell + closing[series]
        offset = np.where(ends > regular_end[series], 0, offset)
        width = int(offset.max()) + 1 + lead
        flat = series * width + (width - 1 - offset)
        return cls(rows, kind, cell, first, end, closing, regular_end, flat, (len(first), width))

    @property
    def overlap(self) -> Integers:
        """Months that column -1 shares with the one before, shape (n,)."""
        return np.where(self.closing, np.maximum(MONTHS_A_YEAR - (self.end - self.regular_end), 0), 0)

    @property
    def ends(self) -> Integers:
        """Last month of every period, shape (n, T)."""
        back = np.arange(self.shape[1])[::-1] - self.closing[:, None]
        regular = self.regular_end[:, None] - back * self.cell
        latest: Integers = np.where(back < 0, self.end[:, None], regular)
        return latest

    def names(self, column: str) -> NDArray[np.object_]:
        """Return the indicator or the area of each series, shape (n,)."""
        return self.rows[column].iloc[self.first].to_numpy(dtype=object)

    def of_indicator(self, number: Callable[[str], float]) -> Floats:
        """Ask a number once for each indicator and hand it to all its series, shape (n,)."""
        names = self.rows["indicator"].cat.categories
        codes = self.rows["indicator"].cat.codes.to_numpy()[self.first]
        asked, places = np.unique(codes, return_inverse=True)
        return np.array([number(str(names[code])) for code in asked], dtype=float)[places]

    @property
    def observations_needed(self) -> int:
        """Observations in one complete period."""
        return self.cell if self.kind.frequency is Frequency.MONTHLY else 1

    def total(self, column: str) -> Floats:
        """Sum a column over each period, shape (n, T); NaN where any observation is missing."""
        values = self.rows[column].to_numpy(dtype=float)
        size = self.shape[0] * self.shape[1]
        seen = np.bincount(self.flat, ~np.isnan(values), size)
        sums = np.bincount(self.flat, np.nan_to_num(values), size)
        return np.where(seen == self.observations_needed, sums, np.nan).reshape(self.shape)

    def has(self, column: str) -> Mask:
        """Whether each series has any figure in a column, shape (n,)."""
        return np.logical_or.reduceat(self.rows[column].notna().to_numpy(), self.first)

    def last(self, column: str) -> Floats:
        """Take the value of a column at the end of each period, shape (n, T)."""
        values = self.rows[column].to_numpy(dtype=float)
        if self.kind.frequency is Frequency.MONTHLY:
            series = self.flat // self.shape[1]
            closes = (self.end[series] - self.rows["end"].to_numpy()) % self.cell == 0
        else:
            closes = np.ones(len(values), dtype=bool)
        cells = np.full(self.shape[0] * self.shape[1], np.nan)
        cells[self.flat[closes]] = values[closes]
        return cells.reshape(self.shape)

    def exposure(self, plain: Mask) -> Floats:
        """Sum the base, or average the population, over each period; 1 for series of plain counts.

        A population of nobody makes no rate and counts as not known; a base of none is that of a period
        without cases.
        """
        denominator = self.total("denominator")
        if self.kind.basis is not Basis.PROPORTION:
            denominator = np.where(denominator > 0, denominator / self.observations_needed, np.nan)
        return np.where(plain[:, None], 1.0, denominator)

    def display(self, count: Floats, exposure: Floats, scale: Floats) -> Floats:
        """Divide events by exposure over the window that ends with each period.

        Parameters
        ----------
        count, exposure : ndarray of float, shape (n, T)
        scale : ndarray of float, shape (n,)
            What one event in one unit of exposure is displayed as.
        """
        window = self.kind.window_months // self.cell
        denominator = rolling_sum(exposure, window)
        if self.kind.basis is not Basis.PROPORTION:
            denominator = denominator / window
        share: Floats = np.full(denominator.shape, np.nan)
        np.divide(rolling_sum(count, window), denominator, out=share, where=denominator > 0)
        return share * scale[:, None]

    def cut(self, start: Floats, months: int) -> Mask:
        """Return where the span of so many months to the end of a period holds both sides of a break.

        Parameters
        ----------
        start : ndarray of float, shape (n,)
            First month after the break.
        """
        return (self.ends >= start[:, None]) & (self.ends - months + 1 < start[:, None])


def _series_numbers(rows: pd.DataFrame) -> tuple[Integers, Integers]:
    """Return the number of the series that each sorted row belongs to, and the first row of each."""
    indicator, area = rows["indicator"].cat.codes.to_numpy(), rows["area"].cat.codes.to_numpy()
    changes = (indicator[1:] != indicator[:-1]) | (area[1:] != area[:-1])
    starts = np.append(True, changes)
    return np.cumsum(starts) - 1, np.flatnonzero(starts)


def _latest(ends: Integers, first: Integers, kind: Displayed) -> tuple[Integers, Mask, Integers]:
    """Find the end of each series, and the annual ones whose last figure stands apart from the others."""
    last = np.append(first[1:], len(ends)) - 1
    end = ends[last]
    if kind.frequency is not Frequency.ANNUAL:
        return end, np.zeros(len(first), dtype=bool), end
    before = ends[np.maximum(last - 1, first)]
    closing = (end - before) % MONTHS_A_YEAR != 0
    return end, closing, np.where(closing, before, end)


def rolling_sum(figures: Floats, window: int) -> Floats:
    """Sum each period with those before it in its window; NaN where any is missing.

    Parameters
    ----------
    figures : ndarray of float, shape (n, T)
    window : int
        Periods.
    """
    sums = np.full(figures.shape, np.nan)
    if figures.shape[1] >= window:
        sums[:, window - 1 :] = np.lib.stride_tricks.sliding_window_view(figures, window, axis=1).sum(axis=2)
    return sums


def quarters_of_rolling(totals: Floats) -> Floats:
    """Rebuild quarters from 12-month totals.

    The change of a rolling total is exactly the newest quarter less the one that it displaces. Only the
    split of the first year is unknown and is taken as equal, as is that of the quarters since the total
    before, where totals between are missing.

    Parameters
    ----------
    totals : ndarray of float, shape (n, T)
        Events in the 12 months to the end of each quarter; the first three columns hold none.

    Returns
    -------
    ndarray of float, shape (n, T)
    """
    known = ~np.isnan(totals)
    quarters = np.full(totals.shape, np.nan)
    for column in range(QUARTERS_A_YEAR - 1, totals.shape[1]):
        open_rows = known[:, column].copy()
        for span in range(1, min(QUARTERS_A_YEAR, column + 1)):
            rows = open_rows & known[:, column - span]
            open_rows &= ~rows
            displaced = quarters[rows, column - span - 3 : column - 3].sum(axis=1)
            events = totals[rows, column] - totals[rows, column - span] + displaced
            quarters[rows, column - span + 1 : column + 1] = np.maximum(events, 0.0)[:, None] / span
        quarters[open_rows, column - 3 : column + 1] = totals[open_rows, column, None] / QUARTERS_A_YEAR
    return quarters
