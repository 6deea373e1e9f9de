"""Many areas or many tests at once: funnels and false discoveries."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from narrate.inference.distributions import t_p_value, t_quantile

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
    degrees_of_freedom : float
        Of the dispersion; infinite where it is 1.
    """

    z: Floats
    p_value: Floats
    dispersion: float
    degrees_of_freedom: float


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
    found = _funnel(z, winsorise)
    if found.dispersion > 1.0:
        return found
    exact = np.where(expected < exact_below, _poisson_mid_p(count, expected), found.p_value)
    return replace(found, p_value=exact)


def _funnel(z: Floats, winsorise: float) -> Funnel:
    """Divide distances by the dispersion that they show, and test them by Student's t."""
    dispersion, degrees = cross_sectional_dispersion(z, winsorise)
    apart = z / np.sqrt(dispersion)
    return Funnel(apart, t_p_value(apart, degrees), dispersion, degrees)


def funnel_proportions(
    successes: Floats, denominator: Floats, benchmark: float, *, winsorise: float = 0.1
) -> Funnel:
    """Place areas in a binomial funnel around a common proportion.

    Parameters
    ----------
    successes, denominator : ndarray of float, shape (n,)
        Successes out of each area's denominator.
    benchmark : float
        Common proportion, between 0 and 1.
    winsorise : float
        As in `funnel_rates`.

    Returns
    -------
    Funnel
        With the score statistic.
    """
    # of an overall share of none or all, nothing can be expected of an area: its statistic is NaN or infinite
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (successes / denominator - benchmark) / np.sqrt(benchmark * (1 - benchmark) / denominator)
    return _funnel(z, winsorise)


def funnel_limits(
    expected: ArrayLike,
    *,
    level: float,
    dispersion: ArrayLike = 1.0,
    degrees_of_freedom: ArrayLike = np.inf,
    exact_below: float = 10.0,
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
    degrees_of_freedom : array_like
        Of the dispersion.
    exact_below : float
        Where fewer events are expected and the dispersion is 1, limits are the whole numbers that the exact
        test leaves inside.

    Returns
    -------
    lower, upper : ndarray
        In events.
    """
    expected, dispersion = np.asarray(expected, float), np.asarray(dispersion, float)
    margin = t_quantile((1 + level) / 2, degrees_of_freedom) * np.sqrt(dispersion * expected)
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
    benchmark: float,
    denominator: ArrayLike,
    *,
    level: float,
    dispersion: ArrayLike = 1.0,
    degrees_of_freedom: ArrayLike = np.inf,
) -> tuple[Floats, Floats]:
    """Return the proportions between which the test of `funnel_proportions` finds nothing.

    Parameters
    ----------
    benchmark : float
        Common proportion, between 0 and 1.
    denominator : array_like
        Each area's denominator.
    level, dispersion, degrees_of_freedom
        As in `funnel_limits`.

    Returns
    -------
    lower, upper : ndarray
        Proportions between 0 and 1.
    """
    variance = np.asarray(dispersion, float) * benchmark * (1 - benchmark) / np.asarray(denominator, float)
    margin = t_quantile((1 + level) / 2, degrees_of_freedom) * np.sqrt(variance)
    return np.maximum(0.0, benchmark - margin), np.minimum(1.0, benchmark + margin)


def _poisson_mid_p(count: Floats, expected: Floats) -> Floats:
    """Two-sided mid-p value of a Poisson count."""
    below = np.where(count > 0, special.pdtr(np.maximum(count - 1, 0), expected), 0.0)
    lower = (below + special.pdtr(count, expected)) / 2
    return np.asarray(np.minimum(1.0, 2 * np.minimum(lower, 1 - lower)))


def cross_sectional_dispersion(z: Floats, winsorise: float) -> tuple[float, float]:
    """Return the mean squared z-score of areas, its extremes drawn in, as a share of what chance gives.

    Parameters
    ----------
    z : ndarray of float, shape (n,)
        Standardised distances from the benchmark.
    winsorise : float
        Share of areas drawn in at each end; 0.5 or more means no estimate.

    Returns
    -------
    dispersion, degrees_of_freedom : float
        1 and infinite where there is no estimate, or none above 1.
    """
    known = z[np.isfinite(z)]
    if winsorise >= 0.5 or not known.size:
        return 1.0, np.inf
    low, high = np.quantile(known, [winsorise, 1 - winsorise])
    mean, each = winsorised_normal(winsorise)
    dispersion = float(np.mean(np.clip(known, low, high) ** 2)) / mean
    return (dispersion, each * known.size) if dispersion > 1.0 else (1.0, np.inf)


def winsorised_normal(share: float) -> tuple[float, float]:
    """Return the mean square of a winsorised standard normal, and degrees of freedom for each observation.

    The degrees are those of the chi-squared that varies, in relation to its mean, as much as the mean square
    does in large samples. Its influence function holds the square itself and the sampling of the quantiles at
    which extremes are drawn in (Huber, Robust Statistics 1981, section 3.3).

    Parameters
    ----------
    share : float
        Drawn in at each end, below 0.5.

    Returns
    -------
    mean, degrees : float
        1 and 1 where nothing is drawn in.
    """
    if share <= 0:
        return 1.0, 1.0
    tails, end = 2 * share, float(special.ndtri(1 - share))
    density = float(np.exp(-(end**2) / 2) / np.sqrt(2 * np.pi))
    mean = 1 - tails - 2 * end * density + tails * end**2
    fourth = 3 * (1 - tails) - 2 * density * (end**3 + 3 * end) + tails * end**4
    moved = 2 * end * share / density
    variance = fourth - mean**2 + tails * (moved**2 * (1 - tails) + 2 * moved * (end**2 - mean))
    return mean, 2 * mean**2 / variance


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


def discovery_level(p_value: ArrayLike, rate: float) -> float:
    """Return the p-value below which tests of one family are discoveries at a rate of false ones.

    Exactly the tests whose q-value is below the rate lie below it. Where none does, it is what the smallest
    p-value would have had to beat.

    Parameters
    ----------
    p_value : array_like, shape (n,)
        NaN for tests that could not be run.
    rate : float
        Share of discoveries that may be false.
    """
    q_value = benjamini_hochberg(p_value)
    tests, discoveries = int(np.isfinite(q_value).sum()), int((q_value < rate).sum())
    return rate * max(1, discoveries) / max(1, tests)
