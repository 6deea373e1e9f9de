"""Many areas or many tests at once: funnels and false discoveries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from narrate.inference.distributions import t_p_value

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Funnel:
    """Areas against a common benchmark.

    Attributes
    ----------
    z : ndarray of float, shape (n,)
        Standardised distance of each area from the benchmark, after dispersion.
    p_value : ndarray of float, shape (n,)
        Two-sided p-value; exact where few events are expected and nothing is overdispersed.
    dispersion : float
        Factor on the variance that was used; 1 means none.
    """

    z: Floats
    p_value: Floats
    dispersion: float


def funnel_rates(
    count: Floats, expected: Floats, *, winsorise: float = 0.1, exact_below: float = 10.0
) -> Funnel:
    """Place areas in a funnel around a common rate (Spiegelhalter 2005), with cross-sectional dispersion.

    Parameters
    ----------
    count, expected : ndarray of float, shape (n,)
        Events observed, and expected at the benchmark's rate.
    winsorise : float
        Share of the z-scores drawn in at each end before the dispersion is estimated; 0.5 or more means
        that no dispersion is estimated.
    exact_below : float
        Where fewer events are expected and the dispersion is 1, the p-value is exact Poisson (mid-p).

    Returns
    -------
    Funnel
    """
    z = (count - expected) / np.sqrt(expected)
    dispersion = cross_sectional_dispersion(z, winsorise)
    p_value = t_p_value(z / np.sqrt(dispersion), np.inf)
    if dispersion == 1.0:
        p_value = np.where(expected < exact_below, _poisson_mid_p(count, expected), p_value)
    return Funnel(z / np.sqrt(dispersion), p_value, dispersion)


def funnel_proportions(
    successes: Floats, base: Floats, benchmark: float, *, winsorise: float = 0.1
) -> Funnel:
    """Place areas in a binomial funnel around a common proportion.

    Parameters
    ----------
    successes, base : ndarray of float, shape (n,)
        Successes out of each area's base.
    benchmark : float
        Common proportion, between 0 and 1.
    winsorise : float
        As in `funnel_rates`.

    Returns
    -------
    Funnel
        With the score statistic.
    """
    z = (successes / base - benchmark) / np.sqrt(benchmark * (1 - benchmark) / base)
    dispersion = cross_sectional_dispersion(z, winsorise)
    return Funnel(z / np.sqrt(dispersion), t_p_value(z / np.sqrt(dispersion), np.inf), dispersion)


def funnel_limits(
    expected: ArrayLike, *, level: float, dispersion: ArrayLike = 1.0, exact_below: float = 10.0
) -> tuple[Floats, Floats]:
    """Return the counts between which, ends included, the test of `funnel_rates` finds nothing.

    Parameters
    ----------
    expected : array_like
        Events expected at the benchmark's rate.
    level : float
        Coverage, 0.95 for an alert and 0.998 for an alarm.
    dispersion : array_like
        Factor on the variance.
    exact_below : float
        Where fewer events are expected and the dispersion is 1, limits are the whole numbers that the exact
        test leaves inside.

    Returns
    -------
    lower, upper : ndarray
        In events.
    """
    expected, dispersion = np.asarray(expected, float), np.asarray(dispersion, float)
    margin = special.ndtri((1 + level) / 2) * np.sqrt(dispersion * expected)
    few = (dispersion == 1.0) & (expected < exact_below)
    lowest, highest = _exact_limits(np.where(few, expected, 0.0), level, exact_below)
    return (
        np.where(few, lowest, np.maximum(0.0, expected - margin)),
        np.where(few, highest, expected + margin),
    )


def _exact_limits(expected: Floats, level: float, most: float) -> tuple[Floats, Floats]:
    """Return the least and the greatest count that the exact test leaves inside, for up to so many events."""
    counts = np.arange(int(special.pdtrik(1 - (1 - level) / 16, max(most, 1.0))) + 2, dtype=float)
    inside = _poisson_mid_p(counts, np.asarray(expected)[..., np.newaxis]) >= 1 - level
    return (
        np.asarray(inside.argmax(axis=-1), float),
        np.asarray(counts.size - 1 - inside[..., ::-1].argmax(axis=-1), float),
    )


def funnel_limits_of_proportions(
    benchmark: float, base: ArrayLike, *, level: float, dispersion: ArrayLike = 1.0
) -> tuple[Floats, Floats]:
    """Return the proportions between which the test of `funnel_proportions` finds nothing.

    Parameters
    ----------
    benchmark : float
        Common proportion, between 0 and 1.
    base : array_like
        Each area's base.
    level, dispersion
        As in `funnel_limits`.

    Returns
    -------
    lower, upper : ndarray
        Proportions between 0 and 1.
    """
    variance = np.asarray(dispersion, float) * benchmark * (1 - benchmark) / np.asarray(base, float)
    margin = special.ndtri((1 + level) / 2) * np.sqrt(variance)
    return np.maximum(0.0, benchmark - margin), np.minimum(1.0, benchmark + margin)


def _poisson_mid_p(count: Floats, expected: Floats) -> Floats:
    """Two-sided mid-p value of a Poisson count."""
    below = np.where(count > 0, special.pdtr(np.maximum(count - 1, 0), expected), 0.0)
    lower = (below + special.pdtr(count, expected)) / 2
    return np.asarray(np.minimum(1.0, 2 * np.minimum(lower, 1 - lower)))


def cross_sectional_dispersion(z: Floats, winsorise: float) -> float:
    """Return the mean squared z-score of areas, its extremes drawn in; at least 1.

    Parameters
    ----------
    z : ndarray of float, shape (n,)
        Standardised distances from the benchmark.
    winsorise : float
        Share of areas drawn in at each end; 0.5 or more means no estimate, and 1 is returned.
    """
    known = z[np.isfinite(z)]
    if winsorise >= 0.5 or not known.size:
        return 1.0
    low, high = np.quantile(known, [winsorise, 1 - winsorise])
    return max(1.0, float(np.mean(np.clip(known, low, high) ** 2)))


def benjamini_hochberg(p_value: ArrayLike) -> Floats:
    """Return the q-value of each test in one family (Benjamini and Hochberg 1995).

    Parameters
    ----------
    p_value : array_like, shape (n,)
        NaN for tests that could not be run; they are not counted in the family.

    Returns
    -------
    ndarray of float, shape (n,)
    """
    p_value = np.asarray(p_value, float)
    order = np.argsort(p_value)  # NaN last
    known = int(np.isfinite(p_value).sum())
    scaled = p_value[order][:known] * known / np.arange(1, known + 1)
    result = np.full(p_value.shape, np.nan)
    result[order[:known]] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return result
