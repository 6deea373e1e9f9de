"""One period against another: tests, intervals and equivalence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from narrate.inference.distributions import t_p_value, t_quantile
from narrate.inference.intervals import wilson_limits

Floats = NDArray[np.float64]

CONTINUITY = 0.5
"""Added to a count before its logarithm or reciprocal is taken (Haldane-Anscombe), in events."""


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


def compare_rates(
    newer: ArrayLike,
    newer_exposure: ArrayLike,
    older: ArrayLike,
    older_exposure: ArrayLike,
    *,
    dispersion: ArrayLike = 1.0,
    older_dispersion: ArrayLike | None = None,
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
    older_dispersion : array_like, optional
        The same for the older count, where it is another.
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
    factor, older_factor = _both(dispersion, older_dispersion)
    standard_error = np.sqrt(factor / newer + older_factor / older)
    return _student(estimate, standard_error, degrees_of_freedom, level)


def _both(dispersion: ArrayLike, older_dispersion: ArrayLike | None) -> tuple[Floats, Floats]:
    """Return the factors on the two variances: one for both unless a second is given."""
    factor = np.asarray(dispersion, float)
    return factor, factor if older_dispersion is None else np.asarray(older_dispersion, float)


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


def absence_evidence(events: ArrayLike, before: ArrayLike, after: ArrayLike) -> Floats:
    """Return minus the logarithm of the chance that events at a constant rate leave no trace after a time.

    The time after begins with the last event, which is therefore given; each of the others falls before with
    probability before / (before + after). This is the conditional test of two Poisson rates with nothing
    in one of them, free of the rate itself (Przyborowski and Wilenski 1940).

    Parameters
    ----------
    events : array_like
        Events before, the last one included.
    before, after : array_like
        Length of the time with the events, and of the time without, in one unit.

    Returns
    -------
    ndarray of float
        Natural logarithm; 0 where no event but the last was seen.
    """
    others = np.maximum(np.asarray(events, float) - 1, 0.0)
    before, after = np.asarray(before, float), np.asarray(after, float)
    ratio = np.divide(after, before, out=np.zeros(np.broadcast(before, after).shape), where=before > 0)
    return np.asarray(others * np.log1p(ratio))


def compare_proportions(
    newer: ArrayLike,
    newer_denominator: ArrayLike,
    older: ArrayLike,
    older_denominator: ArrayLike,
    *,
    dispersion: ArrayLike = 1.0,
    older_dispersion: ArrayLike | None = None,
    degrees_of_freedom: ArrayLike = np.inf,
    level: float = 0.95,
) -> Comparison:
    """Compare two proportions by the score test, with Newcombe's interval for the difference.

    Parameters
    ----------
    newer, older : array_like
        Successes.
    newer_denominator, older_denominator : array_like
        Trials or respondents.
    dispersion : array_like
        Factor on the binomial variance, a survey's design effect included.
    older_dispersion, degrees_of_freedom, level
        As in `compare_rates`.

    Returns
    -------
    Comparison
        On the scale of the proportion, 0 to 1. The interval is Newcombe's hybrid score interval (Statistics
        in Medicine 1998, method 10) on denominators divided by the dispersion.
    """
    newer, older = np.asarray(newer, float), np.asarray(older, float)
    newer_denominator, older_denominator = (
        np.asarray(newer_denominator, float),
        np.asarray(older_denominator, float),
    )
    factor, older_factor = _both(dispersion, older_dispersion)
    pooled = (newer + older) / (newer_denominator + older_denominator)
    error = np.sqrt(pooled * (1 - pooled) * (factor / newer_denominator + older_factor / older_denominator))
    p1, p0 = newer / newer_denominator, older / older_denominator
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = np.where(error > 0, (p1 - p0) / error, 0.0)
    z = t_quantile((1 + level) / 2, degrees_of_freedom)
    lower1, upper1 = wilson_limits(p1, newer_denominator / factor, z)
    lower0, upper0 = wilson_limits(p0, older_denominator / older_factor, z)
    lower = p1 - p0 - np.hypot(p1 - lower1, upper0 - p0)
    upper = p1 - p0 + np.hypot(upper1 - p1, p0 - lower0)
    unknown = np.isnan(error)
    p_value = np.where(unknown, np.nan, t_p_value(statistic, degrees_of_freedom))
    return Comparison(p1 - p0, error, p_value, lower, upper)


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
    return _within(comparison, float(np.log1p(-margin)), float(np.log1p(margin)), degrees_of_freedom)


def equivalence_of_proportions(
    comparison: Comparison, margin: ArrayLike, *, degrees_of_freedom: ArrayLike = np.inf
) -> Floats:
    """Return the p-value of two one-sided tests that two proportions differ by less than a margin.

    Parameters
    ----------
    comparison : Comparison
        From `compare_proportions`.
    margin : array_like
        Largest difference that counts as none, on the scale of 0 to 1.
    degrees_of_freedom : array_like
        As in `equivalence`.

    Returns
    -------
    ndarray of float
        NaN where nothing varies and so nothing can be shown, as where both proportions are 0.
    """
    largest = np.asarray(margin, float)
    return _within(comparison, -largest, largest, degrees_of_freedom)


def _within(
    comparison: Comparison, lowest: float | Floats, highest: float | Floats, degrees: ArrayLike
) -> Floats:
    """Return the larger p-value of the two one-sided tests that an estimate lies between two limits."""
    nearest = np.minimum(comparison.estimate - lowest, highest - comparison.estimate)
    error = np.where(comparison.standard_error > 0, comparison.standard_error, np.nan)
    half = t_p_value(nearest / error, degrees) / 2
    return np.where(nearest > 0, half, 1 - half)
