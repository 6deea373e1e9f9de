"""Statistical functions over arrays of series: tests, intervals, trends, dispersion and funnels.

Every function broadcasts like a numpy ufunc unless its docstring says otherwise, treats NaN as "not known"
and returns NaN for what cannot be computed. Nothing here rounds, and nothing here chooses words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CONTINUITY = 0.5
"""Added to a count before its logarithm or reciprocal is taken (Haldane-Anscombe), in events."""
MEAN_ABSOLUTE_NORMAL = float(np.sqrt(2 / np.pi))
"""Mean of the absolute value of a standard normal variable."""
MEDIAN_ABSOLUTE_NORMAL = float(special.ndtri(0.75))
"""Median of the absolute value of a standard normal variable."""
INTERVAL_WIDTH = 3.92
"""Width of a 95 % interval in standard errors, as Fingertips rounds it."""


@dataclass(frozen=True)
class Comparison:
    """One figure against another, elementwise.

    Attributes
    ----------
    estimate : ndarray of float
        Log ratio of two rates, or difference of two proportions (newer minus older).
    standard_error : ndarray of float
        Standard error of the estimate.
    p_value : ndarray of float
        Two-sided p-value of no difference.
    lower, upper : ndarray of float
        Limits of the interval for the estimate, on the estimate's own scale.
    """

    estimate: Floats
    standard_error: Floats
    p_value: Floats
    lower: Floats
    upper: Floats


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


def compare_rates(
    newer: ArrayLike,
    newer_exposure: ArrayLike,
    older: ArrayLike,
    older_exposure: ArrayLike,
    *,
    dispersion: ArrayLike = 1.0,
    degrees_of_freedom: ArrayLike = np.inf,
    level: float = 0.95,
) -> Comparison:
    """Compare two counts by the log ratio of their rates (quasi-Poisson).

    Parameters
    ----------
    newer, older : array_like
        Events in two periods that do not overlap.
    newer_exposure, older_exposure : array_like
        Exposure in the same unit for both, such as persons times years.
    dispersion : array_like
        Factor on the Poisson variance.
    degrees_of_freedom : array_like
        Of the dispersion; infinite when it is known, and the normal distribution is then used.
    level : float
        Coverage of the interval.

    Returns
    -------
    Comparison
        On the scale of the natural logarithm.
    """
    newer, older = np.asarray(newer, float) + CONTINUITY, np.asarray(older, float) + CONTINUITY
    estimate = np.log(newer / np.asarray(newer_exposure)) - np.log(older / np.asarray(older_exposure))
    standard_error = np.sqrt(np.asarray(dispersion, float) * (1 / newer + 1 / older))
    return _student(estimate, standard_error, degrees_of_freedom, level)


def compare_values(
    newer: ArrayLike,
    older: ArrayLike,
    newer_error: ArrayLike,
    older_error: ArrayLike,
    *,
    degrees_of_freedom: ArrayLike = np.inf,
    level: float = 0.95,
) -> Comparison:
    """Compare two independent positive estimates with known standard errors by their log ratio.

    Parameters
    ----------
    newer, older : array_like
        Positive estimates.
    newer_error, older_error : array_like
        Their standard errors, in the same unit.
    degrees_of_freedom, level
        As in `compare_rates`.

    Returns
    -------
    Comparison
        On the scale of the natural logarithm (delta method).
    """
    newer, older = np.asarray(newer, float), np.asarray(older, float)
    error = np.hypot(np.asarray(newer_error) / newer, np.asarray(older_error) / older)
    return _student(np.log(newer / older), error, degrees_of_freedom, level)


def _student(
    estimate: Floats, standard_error: Floats, degrees_of_freedom: ArrayLike, level: float
) -> Comparison:
    """Test and interval of an estimate by Student's t, or the normal where df is infinite."""
    degrees = np.asarray(degrees_of_freedom, dtype=float)
    margin = t_quantile((1 + level) / 2, degrees) * standard_error
    p_value = t_p_value(estimate / standard_error, degrees)
    return Comparison(estimate, standard_error, p_value, estimate - margin, estimate + margin)


def t_p_value(statistic: ArrayLike, degrees_of_freedom: ArrayLike) -> Floats:
    """Return the two-sided p-value of a t statistic; infinite degrees of freedom mean the normal."""
    tail = -np.abs(np.asarray(statistic, dtype=float))
    degrees = np.asarray(degrees_of_freedom, dtype=float)
    finite = np.where(np.isfinite(degrees), degrees, 1.0)
    student = special.stdtr(finite, tail)
    return np.asarray(2 * np.where(np.isfinite(degrees), student, special.ndtr(tail)), dtype=float)


def t_quantile(probability: float, degrees_of_freedom: ArrayLike) -> Floats:
    """Return the quantile of Student's t for each number of degrees of freedom.

    Parameters
    ----------
    probability : float
        Cumulative probability.
    degrees_of_freedom : array_like
        May be infinite (the normal quantile) or NaN (NaN).
    """
    degrees, place = np.unique(np.asarray(degrees_of_freedom, dtype=float), return_inverse=True)
    finite = np.where(np.isfinite(degrees), degrees, 1.0)
    quantile = np.where(np.isinf(degrees), special.ndtri(probability), special.stdtrit(finite, probability))
    return np.asarray(np.where(np.isnan(degrees), np.nan, quantile)[place], dtype=float)


def conditional_mid_p(
    newer: ArrayLike, newer_exposure: ArrayLike, older: ArrayLike, older_exposure: ArrayLike
) -> Floats:
    """Return the exact conditional mid-p value of equal Poisson rates.

    Given their sum, the newer count is binomial. The two-sided value is twice the smaller tail, in which
    the observed count has half its probability (Lancaster 1961; Rothman, Modern Epidemiology).

    Parameters
    ----------
    newer, older : array_like
        Events, whole numbers.
    newer_exposure, older_exposure : array_like
        Exposure in the same unit for both.
    """
    newer, older = np.asarray(newer, float), np.asarray(older, float)
    share = np.asarray(newer_exposure) / (np.asarray(newer_exposure) + np.asarray(older_exposure))
    above = _binomial_above(newer, newer + older, share)
    at_or_above = _binomial_above(newer - 1, newer + older, share)
    upper = (above + at_or_above) / 2
    return np.asarray(np.minimum(1.0, 2 * np.minimum(upper, 1 - upper)), dtype=float)


def _binomial_above(count: Floats, trials: Floats, probability: Floats) -> Floats:
    """P(X > count) for a binomial X; count may be -1, and trials may equal count."""
    inside = special.betainc(np.maximum(count + 1, 1), np.maximum(trials - count, 1), probability)
    inside = np.where(count >= trials, 0.0, np.where(count < 0, 1.0, inside))
    return np.where(np.isnan(count + trials + probability), np.nan, inside)


def compare_proportions(
    newer: ArrayLike,
    newer_base: ArrayLike,
    older: ArrayLike,
    older_base: ArrayLike,
    *,
    dispersion: ArrayLike = 1.0,
    degrees_of_freedom: ArrayLike = np.inf,
    level: float = 0.95,
) -> Comparison:
    """Compare two proportions by the score test, with Newcombe's interval for the difference.

    Parameters
    ----------
    newer, older : array_like
        Successes.
    newer_base, older_base : array_like
        Trials or respondents.
    dispersion : array_like
        Factor on the binomial variance, a survey's design effect included.
    degrees_of_freedom, level
        As in `compare_rates`.

    Returns
    -------
    Comparison
        On the scale of the proportion, 0 to 1. The interval is Newcombe's hybrid score interval (Statistics
        in Medicine 1998, method 10) on bases divided by the dispersion.
    """
    newer, older = np.asarray(newer, float), np.asarray(older, float)
    newer_base, older_base = np.asarray(newer_base, float), np.asarray(older_base, float)
    factor = np.asarray(dispersion, float)
    pooled = (newer + older) / (newer_base + older_base)
    error = np.sqrt(factor * pooled * (1 - pooled) * (1 / newer_base + 1 / older_base))
    p1, p0 = newer / newer_base, older / older_base
    with np.errstate(invalid="ignore"):
        statistic = np.where(error > 0, (p1 - p0) / error, 0.0)
    z = t_quantile((1 + level) / 2, degrees_of_freedom)
    lower1, upper1 = _wilson(p1, newer_base / factor, z)
    lower0, upper0 = _wilson(p0, older_base / factor, z)
    lower = p1 - p0 - np.hypot(p1 - lower1, upper0 - p0)
    upper = p1 - p0 + np.hypot(upper1 - p1, p0 - lower0)
    unknown = np.isnan(error)
    p_value = np.where(unknown, np.nan, t_p_value(statistic, degrees_of_freedom))
    return Comparison(p1 - p0, error, p_value, lower, upper)


def wilson_interval(successes: ArrayLike, base: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Return Wilson's score interval of a proportion (Wilson 1927; Fingertips technical guidance).

    Parameters
    ----------
    successes, base : array_like
        Successes out of the base.
    level : float
        Coverage of the interval.

    Returns
    -------
    lower, upper : ndarray
        Proportions between 0 and 1.
    """
    base = np.asarray(base, float)
    return _wilson(np.asarray(successes, float) / base, base, special.ndtri((1 + level) / 2))


def _wilson(proportion: Floats, base: Floats, z: ArrayLike) -> tuple[Floats, Floats]:
    """Wilson limits at a given normal or t deviate."""
    z = np.asarray(z, dtype=float)
    half = z * np.sqrt(z**2 + 4 * base * proportion * (1 - proportion))
    centre, scale = 2 * base * proportion + z**2, 2 * (base + z**2)
    return np.maximum(0.0, (centre - half) / scale), np.minimum(1.0, (centre + half) / scale)


def byar_interval(
    count: ArrayLike, *, level: float = 0.95, exact_below: float = 10.0
) -> tuple[Floats, Floats]:
    """Return the interval of a Poisson count: Byar's, or the exact chi-squared one for small counts.

    Parameters
    ----------
    count : array_like
        Events.
    level : float
        Coverage of the interval.
    exact_below : float
        Counts under this many events get exact limits (Fingertips and PHEindicatormethods: 10).

    Returns
    -------
    lower, upper : ndarray
        In events.
    """
    count = np.asarray(count, float)
    tail = (1 - level) / 2
    z = special.ndtri(1 - tail)
    known = np.maximum(count, 1.0)
    lower = count * (1 - 1 / (9 * known) - z / (3 * np.sqrt(known))) ** 3
    upper = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * np.sqrt(count + 1))) ** 3
    exact_lower = np.where(count > 0, special.gammaincinv(known, tail), 0.0)
    exact_upper = special.gammaincinv(count + 1, 1 - tail)
    small = count < exact_below
    return np.where(small, exact_lower, lower), np.where(small, exact_upper, upper)


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
    slope = (weight * centred * value).sum(axis=1) / spread
    return slope, slope**2 * spread


def _without(point: int, value: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Take the weight off one point."""
    reduced = weight.copy()
    reduced[:, point] = 0.0
    return value, reduced


def trend_of_proportions(successes: Floats, base: Floats) -> Trend:
    """Test each row of proportions for a linear trend (Cochran-Armitage).

    The Fingertips recent-trend rule for proportions; the direction is that of the least squares slope of
    the logit.

    Parameters
    ----------
    successes, base : ndarray of float, shape (n, points)
        Successes out of each base at equally spaced periods, oldest first.

    Returns
    -------
    Trend
    """
    time = np.arange(1.0, successes.shape[1] + 1)
    total, events = base.sum(axis=1), successes.sum(axis=1)
    weighted = total * (successes * time).sum(axis=1) - events * (base * time).sum(axis=1)
    spread = total * (base * time**2).sum(axis=1) - (base * time).sum(axis=1) ** 2
    chi_squared = total * weighted**2 / (events * (total - events) * spread)
    with np.errstate(divide="ignore"):
        logit = special.logit(successes / base)
    equal = np.ones_like(logit)
    slope = _weighted_slope(logit, equal)[0]
    others = [_weighted_slope(*_without(k, logit, equal))[0] for k in range(logit.shape[1])]
    return Trend(chi_squared, slope, _same_sign(slope, others))


def _same_sign(slope: Floats, others: list[Floats]) -> Bools:
    """Whether all slopes agree; a slope of exactly zero counts as upward, as Fingertips has it."""
    upward = np.stack([slope, *others]) >= 0
    return np.asarray(upward.all(axis=0) | ~upward.any(axis=0))


def moving_range_dispersion(
    change: Floats, variance: Floats, *, screen: float
) -> tuple[Floats, NDArray[np.int64]]:
    """Estimate a dispersion from the ranges between neighbouring changes, outliers screened.

    The moving range of a control chart (Nelson 1982) on standardised changes, so that a slow trend does not
    count as dispersion. The screen starts from the median range, which one shock cannot move, and is then
    applied once more from the mean of the ranges that it kept.

    Parameters
    ----------
    change : ndarray of float, shape (n, T)
        Changes; NaN where there is none.
    variance : ndarray of float, shape (n, T)
        Variance of each change if there were no overdispersion.
    screen : float
        Ranges above this multiple of the mean range are left out.

    Returns
    -------
    dispersion : ndarray of float, shape (n,)
        NaN where no two neighbouring changes are known.
    ranges : ndarray of int, shape (n,)
        Ranges available to each estimate.
    """
    step = np.abs(np.diff(change, axis=1)) / np.sqrt(variance[:, 1:] + variance[:, :-1])
    known = np.isfinite(step)
    mean = _row_median(step) * (MEAN_ABSOLUTE_NORMAL / MEDIAN_ABSOLUTE_NORMAL)
    for _ in range(2):
        kept = known & (step <= screen * mean[:, None])
        mean = np.divide(
            np.where(kept, step, 0.0).sum(axis=1), kept.sum(axis=1), out=mean.copy(), where=kept.any(axis=1)
        )
    return (mean / MEAN_ABSOLUTE_NORMAL) ** 2, known.sum(axis=1)


def _row_median(values: Floats) -> Floats:
    """Median of the known values of each row, NaN for a row without any."""
    ordered = np.sort(values, axis=1)  # NaN last
    known = np.isfinite(values).sum(axis=1)
    rows = np.arange(len(values))
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    low, high = np.maximum(known - 1, 0) // 2, known // 2
    high = np.minimum(high, values.shape[1] - 1)
    return np.where(known > 0, (ordered[rows, low] + ordered[rows, high]) / 2, np.nan)


def shrink_dispersion(
    dispersion: Floats, degrees_of_freedom: Floats, prior: ArrayLike, prior_degrees: ArrayLike
) -> tuple[Floats, Floats]:
    """Draw each dispersion towards a prior, in proportion to degrees of freedom; never below 1.

    Parameters
    ----------
    dispersion : ndarray of float, shape (n,)
        Own estimates; NaN where there is none, and the prior then stands alone.
    degrees_of_freedom : ndarray of float, shape (n,)
        Of each own estimate.
    prior : array_like
        Dispersion to draw towards.
    prior_degrees : array_like
        Degrees of freedom that the prior is worth.

    Returns
    -------
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
    """
    own = np.where(np.isfinite(dispersion), degrees_of_freedom, 0.0)
    worth = np.asarray(prior_degrees, dtype=float)
    total = worth + own
    pooled = (worth * np.asarray(prior) + own * np.nan_to_num(dispersion)) / total
    return np.maximum(1.0, pooled), total


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
        With the score statistic, so that limits agree with Wilson's interval.
    """
    z = (successes / base - benchmark) / np.sqrt(benchmark * (1 - benchmark) / base)
    dispersion = cross_sectional_dispersion(z, winsorise)
    return Funnel(z / np.sqrt(dispersion), t_p_value(z / np.sqrt(dispersion), np.inf), dispersion)


def funnel_limits(
    expected: ArrayLike, *, level: float, dispersion: float = 1.0, exact_below: float = 10.0
) -> tuple[Floats, Floats]:
    """Return the counts between which a level of areas at the benchmark's rate would lie.

    Parameters
    ----------
    expected : array_like
        Events expected at the benchmark's rate.
    level : float
        Coverage, 0.95 for an alert and 0.998 for an alarm.
    dispersion : float
        Factor on the variance.
    exact_below : float
        Where fewer events are expected and the dispersion is 1, limits are interpolated Poisson quantiles.

    Returns
    -------
    lower, upper : ndarray
        In events.
    """
    expected = np.asarray(expected, float)
    tail = (1 - level) / 2
    margin = special.ndtri(1 - tail) * np.sqrt(dispersion * expected)
    lower, upper = np.maximum(0.0, expected - margin), expected + margin
    if dispersion > 1:
        return lower, upper
    small = expected < exact_below
    exact = [np.maximum(0.0, special.pdtrik(p, np.maximum(expected, 1e-9))) for p in (tail, 1 - tail)]
    return np.where(small, exact[0], lower), np.where(small, exact[1], upper)


def funnel_limits_of_proportions(
    benchmark: float, base: ArrayLike, *, level: float, dispersion: float = 1.0
) -> tuple[Floats, Floats]:
    """Return the proportions between which a level of areas at the benchmark would lie.

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
        Proportions between 0 and 1: Wilson limits, as in Fingertips.
    """
    base = np.asarray(base, float) / dispersion
    return _wilson(np.full_like(base, benchmark), base, special.ndtri((1 + level) / 2))


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
    if winsorise >= CONTINUITY or not known.size:
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


def equivalence(comparison: Comparison, margin: float, *, degrees_of_freedom: ArrayLike = np.inf) -> Floats:
    """Return the p-value of two one-sided tests that a ratio lies within a margin of 1.

    Parameters
    ----------
    comparison : Comparison
        On the log scale, from `compare_rates` or `compare_values`.
    margin : float
        Largest change, as a proportion, that counts as none: the ratio must lie in 1 ± margin.
    degrees_of_freedom : array_like
        Of the dispersion behind the standard error.

    Returns
    -------
    ndarray of float
        Small values show that the two rates are equivalent (Schuirmann 1987).
    """
    above = (comparison.estimate - np.log1p(-margin)) / comparison.standard_error
    below = (np.log1p(margin) - comparison.estimate) / comparison.standard_error
    nearest = np.minimum(above, below)
    half = t_p_value(nearest, degrees_of_freedom) / 2
    return np.where(nearest > 0, half, 1 - half)
