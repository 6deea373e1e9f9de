"""Annual series: the recent-trend rule of the English public health profiles (Fingertips).

A straight line through exactly the latest five years, weighted by their known variances; a trend needs
p < 0.002 and a slope that keeps its sign when any one year is left out. The rule is applied to the five years
that end in each year, so that a trend that has ended can be dated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.measures import Basis, Block
from narrate.movement.changes import current_segment
from narrate.movement.vocabulary import NO_STATE, Rule
from narrate.settings import Statistics

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
States = NDArray[np.int8]

BEND = 1.5
"""Variance of the difference of two neighbouring yearly changes, over the sum of their own variances: they
share a year."""


@dataclass(frozen=True)
class AnnualTrends:
    """What the annual rule says of each series.

    Attributes
    ----------
    direction : ndarray of int8, shape (n,)
        1, 0 or -1 for the latest five years; `NO_STATE` where they cannot be judged.
    states : ndarray of int8, shape (n, T)
        Direction of each year's step: that of the latest five years with a trend that it belongs to.
    rule : ndarray of object, shape (n,)
        Form of the rule (`Rule`) for each series.
    """

    direction: States
    states: States
    rule: NDArray[np.object_]


def annual_trends(block: Block, statistics: Statistics) -> AnnualTrends:
    """Apply the rule to every run of five years.

    Parameters
    ----------
    block : Block
        Of one period a year. A last figure that overlaps the one before it takes no part.
    statistics : Statistics
        Its `minimum_years` and `annual_significance`.

    Returns
    -------
    AnnualTrends
    """
    inside = current_segment(block) & np.isfinite(block.display)
    inside[:, -1] &= block.overlap == 0
    direction, rule = _directions(block, inside, statistics)
    overlapping = block.overlap > 0
    latest = direction[:, -1].copy()
    if block.display.shape[1] > 1:
        latest[overlapping] = direction[overlapping, -2]
    return AnnualTrends(latest, _steps(direction, inside, statistics.minimum_years), rule)


def _directions(block: Block, inside: Bools, statistics: Statistics) -> tuple[States, NDArray[np.object_]]:
    """Judge the five years that end in each year; `NO_STATE` where any is unknown."""
    direction = np.full_like(block.display, NO_STATE, np.int8)
    rule, figures, errors, degrees = _figures(block, inside, statistics)
    for end in range(statistics.minimum_years - 1, block.display.shape[1]):
        window = slice(end - statistics.minimum_years + 1, end + 1)
        if block.basis is Basis.PROPORTION:
            trend = inference.trend_of_proportions(block.count[:, window], block.exposure[:, window])
            statistic = trend.chi_squared / block.design_effect
        else:
            trend = inference.trend_of_rates(figures[:, window], errors[:, window])
            statistic = trend.chi_squared
        p_value = inference.t_p_value(np.sqrt(statistic), degrees)
        moved = (p_value < statistics.annual_significance) & trend.steady
        known = inside[:, window].all(axis=1) & np.isfinite(p_value) & np.isfinite(trend.slope)
        direction[:, end] = np.where(known, moved * np.sign(np.nan_to_num(trend.slope)), NO_STATE)
    return direction, rule


def _figures(
    block: Block, inside: Bools, statistics: Statistics
) -> tuple[NDArray[np.object_], Floats, Floats, Floats]:
    """Return the rule, the figures, their standard errors and the degrees of freedom of these."""
    n = len(block.display)
    certain = np.full(n, np.inf)
    if block.basis is Basis.PROPORTION:
        nothing = np.full_like(block.display, np.nan)
        return np.array([Rule.TREND_OF_PROPORTIONS] * n, object), block.display, nothing, certain
    if block.basis is Basis.COUNT:
        lower, upper = inference.byar_interval(block.count)
        error = (upper - lower) / inference.INTERVAL_WIDTH / block.exposure
        return np.array([Rule.TREND_OF_RATES] * n, object), block.count / block.exposure, error, certain
    given = (block.upper - block.lower) / inference.INTERVAL_WIDTH
    with_limits = np.asarray((np.isfinite(given) | ~inside).all(axis=1))
    varied, degrees = _by_variation(np.where(inside, block.display, np.nan), statistics)
    rule = np.array([Rule.TREND_OF_VALUES, Rule.TREND_OF_RATES], object)[with_limits.astype(int)]
    error = np.where(with_limits[:, None], given, varied[:, None])
    return rule, block.display, error, np.where(with_limits, certain, degrees)


def _by_variation(figures: Floats, statistics: Statistics) -> tuple[Floats, Floats]:
    """Return the standard deviation around a smooth course, and its degrees of freedom."""
    growth = np.diff(figures, axis=1)
    variance = np.full_like(growth, 2 * BEND)
    bend, ranges = inference.moving_range_dispersion(growth, variance, screen=statistics.screen)
    enough = np.isfinite(figures).sum(axis=1) >= statistics.minimum_variation
    spread = np.maximum(np.sqrt(bend), np.finfo(float).tiny)
    return np.where(enough, spread, np.nan), np.where(enough, statistics.range_degrees * ranges, np.nan)


def annual_dispersion(block: Block, statistics: Statistics) -> tuple[Floats, Floats]:
    """Return the dispersion for comparisons of single years, and its degrees of freedom.

    The trend rule takes variances as known. A comparison of two years may not: recorded events vary more
    than chance alone, and the bends of the series show by how much.

    Parameters
    ----------
    block : Block
        Of one period a year.
    statistics : Statistics
        Screen and prior degrees of freedom.

    Returns
    -------
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
        NaN and infinite where only figures are known; the design effect for proportions.
    """
    n = len(block.display)
    if block.basis is not Basis.COUNT:
        known = np.nan if block.basis is Basis.VALUE else block.design_effect
        return np.full(n, known), np.full(n, np.inf)
    inside = current_segment(block)
    inside[:, -1] &= block.overlap == 0
    count = np.where(inside, block.count, np.nan) + inference.CONTINUITY
    growth = np.diff(np.log(count / block.exposure), axis=1)
    variance = BEND * (1 / count[:, 1:] + 1 / count[:, :-1])
    raw, ranges = inference.moving_range_dispersion(growth, variance, screen=statistics.screen)
    own = (statistics.range_degrees * ranges).astype(np.float64)
    return inference.shrink_dispersion(raw, own, 1.0, statistics.prior_degrees)


def _steps(direction: States, inside: Bools, points: int) -> States:
    """Give each year's step the direction of the latest trend that it belongs to."""
    states = np.full_like(direction, NO_STATE)
    states[inside] = 0
    for end in range(points - 1, direction.shape[1]):
        moved = np.isin(direction[:, end], (-1, 1))
        steps = slice(end - points + 2, end + 1)
        states[moved, steps] = direction[moved, end, None]
    first = inside.argmax(axis=1)
    states[np.arange(len(states)), first] = NO_STATE  # the first year is no step from any other
    return states
