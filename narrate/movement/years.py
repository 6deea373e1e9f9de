"""The years of annual series: those that a trend may rest on, and the lines through them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.measures import Basis, Block
from narrate.movement.changes import current_segment
from narrate.settings import Statistics

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Years:
    """Years of each series with a figure since its last break, drawn together at the right end of each row.

    A last figure that overlaps the year before it is left out.

    Attributes
    ----------
    basis : Basis
        What the series consist of.
    column : ndarray of int, shape (n, T)
        Column of the block that each year comes from; -1 on the left, where a row has fewer years.
    count, exposure, figure : ndarray of float, shape (n, T)
        As in the block; NaN where there is no year.
    error : ndarray of float, shape (n, T)
        Standard errors of the figures; 1 in rows where limits are not given for every year.
    floor : ndarray of float, shape (n,)
        Least dispersion: 1, or a survey's design effect; where nothing but figures is known, the variance
        that errors of arithmetic alone give.
    alone : ndarray of bool, shape (n,)
        Whether nothing but the figures is known.
    """

    basis: Basis
    column: Integers
    count: Floats
    exposure: Floats
    figure: Floats
    error: Floats
    floor: Floats
    alone: Bools

    @property
    def known(self) -> Bools:
        """Whether there is a year, shape (n, T)."""
        return self.column >= 0

    @property
    def number(self) -> Integers:
        """Years of each series."""
        return np.asarray(self.known.sum(axis=1))

    def line(self, span: slice) -> inference.Line:
        """Fit a line to a range of the years, true years as times."""
        time = np.where(self.known, self.column, np.nan)[:, span]
        if self.basis is Basis.COUNT:
            return inference.line_of_counts(self.count[:, span], self.exposure[:, span], time)
        if self.basis is Basis.PROPORTION:
            return inference.line_of_proportions(self.count[:, span], self.exposure[:, span], time)
        return inference.line_of_values(self.figure[:, span], self.error[:, span], time)


def years_of(block: Block) -> Years:
    """Return the years of a block.

    Parameters
    ----------
    block : Block
        Of one period a year.
    """
    inside = current_segment(block) & np.isfinite(block.display)
    inside[:, -1] &= block.overlap == 0
    order = np.argsort(inside, axis=1, kind="stable")
    column = np.where(np.take_along_axis(inside, order, axis=1), order, -1)

    def drawn(figures: Floats) -> Floats:
        return np.where(column >= 0, np.take_along_axis(figures, order, axis=1), np.nan)

    figure = drawn(block.display)
    given = drawn(block.upper - block.lower) / inference.INTERVAL_WIDTH
    alone = np.full(len(figure), block.basis is Basis.VALUE) & ~((given > 0) | (column < 0)).all(axis=1)
    largest = np.where(column >= 0, np.abs(figure), 0.0).max(axis=1)
    arithmetic = (inference.ROUNDING * largest) ** 2 + np.finfo(float).tiny
    return Years(
        basis=block.basis,
        column=column,
        count=drawn(block.count),
        exposure=drawn(block.exposure),
        figure=figure,
        error=np.where(alone[:, None], 1.0, given),
        floor=np.where(alone, arithmetic, block.design_effect),
        alone=alone,
    )


def annual_dispersion(years: Years, statistics: Statistics) -> tuple[Floats, Floats]:
    """Return the dispersion around the course of each series, and its degrees of freedom.

    The residuals are those from a line of its own through each five years, counted back from the latest, so
    that the bend of a long course does not count as dispersion. Few years say little of it: where their own
    chance variance is known, the estimate is drawn towards the prior.

    Parameters
    ----------
    years : Years
    statistics : Statistics
        Its `trend_years` and priors of the dispersion.

    Returns
    -------
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
        Factor on the chance variance; where nothing but figures is known, their variance, NaN for fewer than
        three years.
    """
    chi_squared, own = np.zeros((2, len(years.floor)))
    for end in range(years.column.shape[1], 0, -statistics.trend_years):
        line = years.line(slice(max(end - statistics.trend_years, 0), end))
        usable = (line.degrees_of_freedom > 0) & np.isfinite(line.chi_squared)
        chi_squared += np.where(usable, line.chi_squared, 0.0)
        own += np.where(usable, line.degrees_of_freedom, 0.0)
    counts = years.basis is Basis.COUNT
    prior = statistics.dispersion_prior if counts else statistics.survey_prior * years.floor
    raw = np.divide(chi_squared, own, out=np.full_like(own, np.nan), where=own > 0)
    drawn, total = inference.shrink_dispersion(raw, own, prior, statistics.prior_degrees)
    return (
        np.maximum(np.where(years.alone, raw, drawn), years.floor),
        np.where(years.alone, np.where(own > 0, own, np.nan), total),
    )


def first_to_last(years: Years, dispersion: Floats, degrees_of_freedom: Floats) -> Floats:
    """Test the last year of each series against its first.

    Parameters
    ----------
    years : Years
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
        From `annual_dispersion`.

    Returns
    -------
    ndarray of float, shape (n,)
        Two-sided p-values; NaN for fewer than two years, and where nothing but figures is known.
    """
    rows = np.arange(len(years.number))
    first = np.minimum(years.column.shape[1] - years.number, years.column.shape[1] - 1)
    if years.basis is Basis.VALUE:
        error = np.hypot(years.error[:, -1], years.error[rows, first]) * np.sqrt(dispersion)
        difference = years.figure[:, -1] - years.figure[rows, first]
        p_value = inference.t_p_value(difference / error, degrees_of_freedom)
    else:
        proportion = years.basis is Basis.PROPORTION
        compare = inference.compare_proportions if proportion else inference.compare_rates
        p_value = compare(
            years.count[:, -1],
            years.exposure[:, -1],
            years.count[rows, first],
            years.exposure[rows, first],
            dispersion=dispersion,
            degrees_of_freedom=degrees_of_freedom,
        ).p_value
    return np.where((years.number > 1) & ~years.alone, p_value, np.nan)


def current_run(years: Years) -> Integers:
    """Return how many years in a row, up to the latest, each figure went one way.

    Parameters
    ----------
    years : Years

    Returns
    -------
    ndarray of int, shape (n,)
        Above 0 for rises, below for falls. A missing year, and a figure equal to the one before, end a run.
    """
    step = np.sign(np.diff(years.figure, axis=1))[:, ::-1]
    consecutive = (np.diff(years.column, axis=1) == 1) & years.known[:, :-1]
    step = np.where(consecutive[:, ::-1], np.nan_to_num(step), 0.0)
    if not step.shape[1]:
        return np.zeros(len(step), np.int64)
    same = np.cumprod((step == step[:, :1]) & (step != 0), axis=1).sum(axis=1)
    return np.asarray(step[:, 0] * same, np.int64)
