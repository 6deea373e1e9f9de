"""Straight lines through a few annual points: the recent-trend rule of Fingertips."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

INTERVAL_WIDTH = 3.92
"""Width of a 95 % interval in standard errors, as Fingertips rounds it."""

ROUNDING = 64 * np.finfo(np.float64).eps
"""Share of the sizes of a sum's terms below which the sum is zero within rounding."""


@dataclass(frozen=True)
class Trend:
    """Straight line through the points of each row.

    Attributes
    ----------
    chi_squared : ndarray of float, shape (n,)
        Statistic of no slope, one degree of freedom.
    slope : ndarray of float, shape (n,)
        Change per period, in the unit of the values (of the logit, for proportions).
    steady : ndarray of bool, shape (n,)
        Whether the slope keeps its sign when any one point is left out.
    """

    chi_squared: Floats
    slope: Floats
    steady: Bools

    @property
    def p_value(self) -> Floats:
        """Two-sided p-value of no slope."""
        return np.asarray(special.chdtrc(1, self.chi_squared), dtype=float)


def trend_of_rates(value: Floats, standard_error: Floats) -> Trend:
    """Fit a weighted straight line to each row of values with known standard errors.

    The Fingertips recent-trend rule for everything but proportions. Its standard errors are the widths of
    95 % intervals divided by `INTERVAL_WIDTH`.

    Parameters
    ----------
    value, standard_error : ndarray of float, shape (n, points)
        Values at equally spaced periods, oldest first.

    Returns
    -------
    Trend
    """
    weight = standard_error**-2.0
    slope, chi_squared = _weighted_slope(value, weight)
    others = [_weighted_slope(*_without(k, value, weight))[0] for k in range(value.shape[1])]
    return Trend(chi_squared, slope, _same_sign(slope, others))


def _weighted_slope(value: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Weighted least squares slope on the period number, and its chi-squared statistic."""
    time = np.arange(value.shape[1], dtype=float)
    total = weight.sum(axis=1, keepdims=True)
    centred = time - (weight * time).sum(axis=1, keepdims=True) / total
    spread = (weight * centred**2).sum(axis=1)
    terms = weight * centred * value
    slope = terms.sum(axis=1) / spread
    # a sum within its own rounding is none: its sign would hang on the unit of the values
    slope[np.abs(terms.sum(axis=1)) <= ROUNDING * np.abs(terms).sum(axis=1)] = 0.0
    return slope, slope**2 * spread


def _without(point: int, value: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Take the weight off one point."""
    reduced = weight.copy()
    reduced[:, point] = 0.0
    return value, reduced


def trend_of_proportions(successes: Floats, denominator: Floats) -> Trend:
    """Test each row of proportions for a linear trend (Cochran-Armitage).

    The Fingertips recent-trend rule for proportions; the direction is that of the least squares slope of
    the logit.

    Parameters
    ----------
    successes, denominator : ndarray of float, shape (n, points)
        Successes out of each denominator at equally spaced periods, oldest first.

    Returns
    -------
    Trend
    """
    time = np.arange(1.0, successes.shape[1] + 1)
    total, events = denominator.sum(axis=1), successes.sum(axis=1)
    weighted = total * (successes * time).sum(axis=1) - events * (denominator * time).sum(axis=1)
    spread = total * (denominator * time**2).sum(axis=1) - (denominator * time).sum(axis=1) ** 2
    chi_squared = total * weighted**2 / (events * (total - events) * spread)
    with np.errstate(divide="ignore"):
        logit = special.logit(successes / denominator)
    equal = np.ones_like(logit)
    slope = _weighted_slope(logit, equal)[0]
    others = [_weighted_slope(*_without(k, logit, equal))[0] for k in range(logit.shape[1])]
    return Trend(chi_squared, slope, _same_sign(slope, others))


def _same_sign(slope: Floats, others: list[Floats]) -> Bools:
    """Whether all slopes agree; a slope of exactly zero counts as upward, as Fingertips has it."""
    upward = np.stack([slope, *others]) >= 0
    return np.asarray(upward.all(axis=0) | ~upward.any(axis=0))
