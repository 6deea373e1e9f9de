"""Trends of annual series: of all years since the last break, and of the latest five.

The recent-trend rule of the English public health profiles (Fingertips) takes the variances of the figures as
known. It sees neither a long, slow movement nor that figures vary more than chance. So a trend of all years,
with the dispersion estimated, is used as well, and what the rule finds must be significant by it too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.measures import Basis
from narrate.movement.vocabulary import NO_STATE, WHOLE_TRENDS, Rule
from narrate.movement.years import Years
from narrate.settings import Statistics

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
States = NDArray[np.int8]


@dataclass(frozen=True)
class AnnualTrends:
    """The trends of each series.

    Attributes
    ----------
    direction : ndarray of int8, shape (n,)
        1, 0 or -1; `NO_STATE` where neither trend can be calculated.
    states : ndarray of int8, shape (n, T)
        Direction of each year's step, by the block's columns: that of the latest trend that it belongs to.
    rule : ndarray of object, shape (n,)
        Which `Rule` gave the direction; the rule for the latest years where there is none.
    """

    direction: States
    states: States
    rule: NDArray[np.object_]


def annual_trends(
    years: Years, dispersion: Floats, degrees_of_freedom: Floats, statistics: Statistics
) -> AnnualTrends:
    """Find the trend of each series.

    The trend of all years goes first where it is the longer one, since it says more, but only where the
    latest years keep it up. Otherwise the latest years speak for themselves.

    Parameters
    ----------
    years : Years
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
        From `annual_dispersion`.
    statistics : Statistics
        Its `trend_years`, `trend_kept`, `annual_significance` and `trend_significance`.

    Returns
    -------
    AnnualTrends
    """
    recent = _recent_directions(years, dispersion, degrees_of_freedom, statistics)
    all_years = _direction_of_all_years(years, statistics)
    latest = np.where(recent[:, -1] == NO_STATE, all_years, recent[:, -1])
    moves = np.isin(all_years, (-1, 1)) & (
        (years.number > statistics.trend_years) | ~np.isin(latest, (-1, 1))
    )
    known = Rule.TREND_OF_PROPORTIONS if years.basis is Basis.PROPORTION else Rule.TREND_OF_RATES
    rule = np.array([known, Rule.TREND_OF_VALUES], object)[years.alone.astype(int)]
    rule[moves] = [WHOLE_TRENDS[latest_rule] for latest_rule in rule[moves]]
    return AnnualTrends(
        np.where(moves, all_years, latest).astype(np.int8),
        _in_place(_steps(recent, np.where(moves, all_years, 0), years, statistics.trend_years), years),
        rule,
    )


def _direction_of_all_years(years: Years, statistics: Statistics) -> States:
    """Return the direction of the trend of all years; 0 where there is none or it has not lasted.

    A trend that ended, or turned, within the latest years is still in the line through all of them. It has
    lasted where the line, let bend at the first of the latest years, keeps its pace or most of it.
    """
    line = years.line(slice(None))
    p_value = line.p_value(line.dispersion(years.floor), line.degrees_of_freedom)
    first = years.column[:, -min(statistics.trend_years, years.column.shape[1])]
    lasting = line.slope_since(first.astype(np.float64)) / line.slope > statistics.trend_kept
    moved = (p_value < statistics.trend_significance) & lasting
    return np.where(np.isfinite(p_value), moved * np.sign(np.nan_to_num(line.slope)), NO_STATE).astype(
        np.int8
    )


def _recent_directions(years: Years, dispersion: Floats, degrees: Floats, statistics: Statistics) -> States:
    """Judge the latest years that end in each year; `NO_STATE` where there are too few or no line exists."""
    points = statistics.trend_years
    direction = np.full(years.column.shape, NO_STATE, np.int8)
    for end in range(points, years.column.shape[1] + 1):
        span = slice(end - points, end)
        line = years.line(span)
        p_value = line.p_value(dispersion, degrees)
        slope, found = _published(years, span, statistics.annual_significance)
        known = years.known[:, span].all(axis=1) & np.isfinite(p_value) & np.isfinite(slope)
        moved = found & (p_value < statistics.trend_significance)
        moved &= np.sign(line.slope) == np.sign(slope)
        direction[:, end - 1] = np.where(known, moved * np.sign(np.nan_to_num(slope)), NO_STATE)
    return direction


def _published(years: Years, span: slice, significance: float) -> tuple[Floats, Bools]:
    """Return the slope of the recent-trend rule as published, and whether it finds a trend.

    The published rule counts the points and not the years between them. Where nothing but figures is known
    it has no variance to go by, and only asks for a slope that keeps its sign.
    """
    if years.basis is Basis.PROPORTION:
        trend = inference.trend_of_proportions(years.count[:, span], years.exposure[:, span])
    elif years.basis is Basis.COUNT:
        lower, upper = inference.byar_interval(years.count[:, span])
        error = (upper - lower) / inference.INTERVAL_WIDTH / years.exposure[:, span]
        trend = inference.trend_of_rates(years.count[:, span] / years.exposure[:, span], error)
    else:
        trend = inference.trend_of_rates(years.figure[:, span], years.error[:, span])
    return trend.slope, trend.steady & ((trend.p_value < significance) | years.alone)


def _steps(recent: States, all_years: States, years: Years, points: int) -> States:
    """Give each year's step the direction of the latest trend that it belongs to, else that of all years."""
    states = np.where(years.known, all_years[:, None], NO_STATE).astype(np.int8)
    for end in range(points, recent.shape[1] + 1):
        moved = np.isin(recent[:, end - 1], (-1, 1))
        states[moved, end - points + 1 : end] = recent[moved, end - 1, None]
    first = np.arange(states.shape[1]) == (states.shape[1] - years.number)[:, None]
    states[first] = NO_STATE  # the first year is no step from any other
    return states


def _in_place(states: States, years: Years) -> States:
    """Put the states of years back into the columns of the block."""
    placed = np.full_like(states, NO_STATE)
    row, place = np.nonzero(years.known)
    placed[row, years.column[row, place]] = states[row, place]
    return placed
