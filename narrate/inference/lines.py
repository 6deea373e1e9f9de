"""Straight lines through the periods of each series, with the dispersion left to be estimated.

Counts are log-linear, proportions logit-linear (quasi-likelihood, McCullagh and Nelder 1989), values linear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from narrate.inference.comparisons import CONTINUITY
from narrate.inference.distributions import t_p_value

Floats = NDArray[np.float64]

PARAMETERS = 2
"""Of a straight line."""
STEPS = 12
"""Newton steps of a fit; from the start that is taken here, five already reach machine precision."""
ROUNDING = float(np.sqrt(np.finfo(float).eps))
"""Residual, as a share of the largest value, below which it is an error of arithmetic."""


@dataclass(frozen=True)
class Line:
    """Straight line through the known points of each row.

    Attributes
    ----------
    slope : ndarray of float, shape (n,)
        Change per unit of time, on the scale of the link; NaN where no line can be fitted.
    error : ndarray of float, shape (n,)
        Its standard error, were the dispersion 1.
    chi_squared : ndarray of float, shape (n,)
        Pearson's statistic of the residuals.
    degrees_of_freedom : ndarray of float, shape (n,)
        Of the residuals: known points less two, never below 0.
    response, weight, time : ndarray of float, shape (n, points)
        What the last step of the fit regressed, on the scale of the link, and its weights; 0 where a point is
        not known.
    """

    slope: Floats
    error: Floats
    chi_squared: Floats
    degrees_of_freedom: Floats
    response: Floats
    weight: Floats
    time: Floats

    def dispersion(self, floor: ArrayLike) -> Floats:
        """Return the residuals' dispersion, never below a floor; NaN without degrees of freedom."""
        degrees = self.degrees_of_freedom
        raw = np.divide(self.chi_squared, degrees, out=np.full_like(degrees, np.nan), where=degrees > 0)
        return np.asarray(np.maximum(raw, floor))

    @np.errstate(divide="ignore", invalid="ignore")
    def p_value(self, dispersion: ArrayLike, degrees_of_freedom: ArrayLike) -> Floats:
        """Return the two-sided p-value of no slope.

        Parameters
        ----------
        dispersion : array_like
            Factor on the variance.
        degrees_of_freedom : array_like
            Of the dispersion.
        """
        return t_p_value(self.slope / (self.error * np.sqrt(dispersion)), degrees_of_freedom)

    @np.errstate(divide="ignore", invalid="ignore")
    def slope_since(self, knot: Floats) -> Floats:
        """Return the slope after a time at which the line may bend, without a jump.

        One step of Newton's method from the straight line, in which the later slope is that of the response
        on the time since the bend, less what the time until then explains of it.

        Parameters
        ----------
        knot : ndarray of float, shape (n,)
        """
        until, since = np.minimum(self.time, knot[:, None]), np.maximum(self.time - knot[:, None], 0.0)
        explained, slope, centred, _ = _least_squares(since, self.weight, until)
        rest = since - explained[:, None] - np.where(np.isfinite(slope), slope, 0.0)[:, None] * centred
        spread = (self.weight * rest**2).sum(axis=1)
        return np.asarray((self.weight * rest * self.response).sum(axis=1) / spread)


@np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore")
def line_of_counts(count: Floats, exposure: Floats, time: Floats) -> Line:
    """Fit a log-linear line to counts (quasi-Poisson).

    Parameters
    ----------
    count, exposure, time : ndarray of float, shape (n, points)
        NaN where a point is not known. No line can be fitted to a row of nothing.

    Returns
    -------
    Line
    """
    some = np.nansum(count, axis=1, keepdims=True) > 0
    start = np.where(some, np.log((count + CONTINUITY) / exposure), np.nan)

    def moments(predictor: Floats) -> tuple[Floats, Floats]:
        mean = exposure * np.exp(predictor)
        return mean, mean

    return _by_likelihood(count, start, count + CONTINUITY, time, moments)


@np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore")
def line_of_proportions(successes: Floats, denominator: Floats, time: Floats) -> Line:
    """Fit a logit-linear line to successes out of a denominator (quasi-binomial).

    Parameters
    ----------
    successes, denominator, time : ndarray of float, shape (n, points)
        NaN where a point is not known. No line can be fitted to a row of nothing or of everything.

    Returns
    -------
    Line
    """
    total = np.nansum(successes, axis=1, keepdims=True)
    mixed = (total > 0) & (total < np.nansum(denominator, axis=1, keepdims=True))
    hits, misses = successes + CONTINUITY, denominator - successes + CONTINUITY
    start = np.where(mixed, np.log(hits / misses), np.nan)

    def moments(predictor: Floats) -> tuple[Floats, Floats]:
        share = special.expit(predictor)
        return denominator * share, denominator * share * (1 - share)

    return _by_likelihood(successes, start, hits * misses / (hits + misses), time, moments)


@np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore")
def line_of_values(value: Floats, standard_error: Floats, time: Floats) -> Line:
    """Fit a straight line by weighted least squares.

    Parameters
    ----------
    value, standard_error, time : ndarray of float, shape (n, points)
        NaN where a point is not known. Standard errors of 1 leave the variance to the dispersion.

    Returns
    -------
    Line
    """
    known = np.isfinite(value) & np.isfinite(standard_error) & np.isfinite(time)
    weight = np.where(known, standard_error**-2.0, 0.0)
    response = np.where(known, value, 0.0)
    level, slope, centred, spread = _least_squares(response, weight, time)
    residual = response - level[:, None] - slope[:, None] * centred
    return _line(slope, spread, (weight * residual**2).sum(axis=1), response, weight, time)


def _by_likelihood(
    events: Floats,
    start: Floats,
    weight: Floats,
    time: Floats,
    moments: Callable[[Floats], tuple[Floats, Floats]],
) -> Line:
    """Fit by Newton's method with the canonical link, from the least squares line through the links."""
    known = np.isfinite(start) & np.isfinite(weight) & np.isfinite(time)
    weight = np.where(known, weight, 0.0)
    level, slope, centred, spread = _least_squares(np.where(known, start, 0.0), weight, time)
    predictor = level[:, None] + slope[:, None] * centred
    for _ in range(STEPS):
        mean, variance = moments(predictor)
        weight = np.where(known, variance, 0.0)
        working = np.where(weight > 0, predictor + (events - mean) / variance, 0.0)
        level, slope, centred, spread = _least_squares(working, weight, time)
        predictor = level[:, None] + slope[:, None] * centred
    mean, variance = moments(predictor)
    residual = np.where(known, (events - mean) ** 2 / variance, 0.0)
    return _line(slope, spread, residual.sum(axis=1), working, weight, time)


def _least_squares(response: Floats, weight: Floats, time: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return level and slope, the time less its weighted mean, and the weighted sum of its squares."""
    time = np.where(weight > 0, time, 0.0)
    total = weight.sum(axis=1)
    centred = time - ((weight * time).sum(axis=1) / total)[:, None]
    spread = (weight * centred**2).sum(axis=1)
    level = (weight * response).sum(axis=1) / total
    return level, (weight * centred * response).sum(axis=1) / spread, centred, spread


def _line(
    slope: Floats, spread: Floats, chi_squared: Floats, response: Floats, weight: Floats, time: Floats
) -> Line:
    """Return a line; NaN where fewer than two points are known."""
    points = (weight > 0).sum(axis=1)
    fitted = points >= PARAMETERS
    return Line(
        np.where(fitted, slope, np.nan),
        np.where(fitted, spread**-0.5, np.nan),
        np.where(fitted, chi_squared, 0.0),
        np.maximum(points - PARAMETERS, 0).astype(np.float64),
        response,
        weight,
        np.where(weight > 0, time, 0.0),
    )
