"""Tests of the latest period, and of the displayed figure, on the same a year earlier.

Neither overlaps: the newest quarter is compared with the quarter that it displaces, the newest year with the
year before.
"""

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

PERCENT = 100.0


@dataclass(frozen=True)
class Evidence:
    """One comparison for each series; NaN where it cannot be made.

    Attributes
    ----------
    change : ndarray of float, shape (n,)
        Relative change; percentage points for proportions.
    p_value : ndarray of float, shape (n,)
        Two-sided.
    lower, upper : ndarray of float, shape (n,)
        95 % limits of the ratio; of the change in percentage points for proportions.
    equivalent : ndarray of bool, shape (n,)
        Whether both one-sided tests put the ratio within the margin of equivalence.
    """

    change: Floats
    p_value: Floats
    lower: Floats
    upper: Floats
    equivalent: Bools


def compare_latest(
    block: Block, periods: int, dispersion: Floats, degrees_of_freedom: Floats, statistics: Statistics
) -> Evidence:
    """Compare the newest periods of each series with the same periods a year earlier.

    Parameters
    ----------
    block : Block
    periods : int
        1 for the latest period alone, `block.window` for the displayed figure.
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
        Of each series.
    statistics : Statistics
        Confidence, margin of equivalence and the limit of the exact test.

    Returns
    -------
    Evidence
    """
    newer = slice(-periods, None)
    older = slice(-periods - block.periods_per_year, -block.periods_per_year)
    nothing = np.full(len(block.display), np.nan)
    if block.display.shape[1] < periods + block.periods_per_year:
        return Evidence(nothing, nothing, nothing, nothing, np.zeros(len(nothing), bool))
    inside = current_segment(block)
    comparable = inside[:, older].all(axis=1) & (block.overlap == 0)
    if block.basis is Basis.VALUE:
        return _compare_values(block, periods, comparable, statistics)
    sums = [np.where(comparable, block.count[:, span].sum(axis=1), np.nan) for span in (newer, older)]
    if block.basis is Basis.PROPORTION:
        bases = [block.exposure[:, span].sum(axis=1) for span in (newer, older)]
        return _compare_proportions(sums, bases, dispersion, degrees_of_freedom, statistics)
    exposures = [block.exposure[:, span].mean(axis=1) for span in (newer, older)]
    return _compare_rates(sums, exposures, dispersion, degrees_of_freedom, statistics)


def _compare_rates(
    sums: list[Floats], exposures: list[Floats], dispersion: Floats, degrees: Floats, statistics: Statistics
) -> Evidence:
    """Quasi-Poisson, or the exact conditional test for small counts without overdispersion."""
    newer, older = sums
    comparison = inference.compare_rates(
        newer,
        exposures[0],
        older,
        exposures[1],
        dispersion=dispersion,
        degrees_of_freedom=degrees,
        level=statistics.confidence,
    )
    small = (np.minimum(newer, older) < statistics.exact_count) & (dispersion <= 1)
    p_value = comparison.p_value
    p_value[small] = inference.conditional_mid_p(
        newer[small], exposures[0][small], older[small], exposures[1][small]
    )
    return Evidence(
        _ratio(newer / exposures[0], older / exposures[1]) - 1,
        p_value,
        np.exp(comparison.lower),
        np.exp(comparison.upper),
        _equivalent(comparison, degrees, statistics),
    )


def _compare_proportions(
    sums: list[Floats], bases: list[Floats], dispersion: Floats, degrees: Floats, statistics: Statistics
) -> Evidence:
    """Score test of two proportions, in percentage points; equivalent within the margin of their odds."""
    with np.errstate(invalid="ignore", divide="ignore"):
        comparison = inference.compare_proportions(
            sums[0],
            bases[0],
            sums[1],
            bases[1],
            dispersion=dispersion,
            degrees_of_freedom=degrees,
            level=statistics.confidence,
        )
        pooled = (sums[0] + sums[1]) / (bases[0] + bases[1])
    margin = statistics.equivalence * pooled * (1 - pooled)  # what such a share of the odds comes to
    unlike = inference.equivalence_of_proportions(comparison, margin, degrees_of_freedom=degrees)
    return Evidence(
        PERCENT * comparison.estimate,
        comparison.p_value,
        PERCENT * comparison.lower,
        PERCENT * comparison.upper,
        unlike < statistics.alpha,
    )


def _compare_values(block: Block, periods: int, comparable: Bools, statistics: Statistics) -> Evidence:
    """Log ratio of two figures by their own intervals; the change alone where they have none.

    A single quarter of a rolling figure cannot be recovered from it, so that comparison is left empty.
    """
    nothing = np.full(len(block.display), np.nan)
    if periods < block.window:
        return Evidence(nothing, nothing, nothing, nothing, np.zeros(len(nothing), bool))
    latest, before = -1, -1 - block.periods_per_year
    error = (block.upper - block.lower) / inference.INTERVAL_WIDTH
    positive = comparable & (block.display[:, latest] > 0) & (block.display[:, before] > 0)
    newer, older = (np.where(positive, block.display[:, column], np.nan) for column in (latest, before))
    comparison = inference.compare_values(
        newer, older, error[:, latest], error[:, before], level=statistics.confidence
    )
    certain = np.full(len(nothing), np.inf)
    return Evidence(
        newer / older - 1,
        comparison.p_value,
        np.exp(comparison.lower),
        np.exp(comparison.upper),
        _equivalent(comparison, certain, statistics),
    )


def _equivalent(comparison: inference.Comparison, degrees: Floats, statistics: Statistics) -> Bools:
    """Whether the two one-sided tests both reject at the level alpha."""
    p_value = inference.equivalence(comparison, statistics.equivalence, degrees_of_freedom=degrees)
    return np.asarray(p_value < statistics.alpha)


def _ratio(newer: Floats, older: Floats) -> Floats:
    """Divide two rates; NaN where the older one is zero."""
    return np.divide(newer, older, out=np.full_like(newer, np.nan), where=older > 0)


def compare_events(
    basis: Basis,
    newer: tuple[Floats, Floats],
    older: tuple[Floats, Floats],
    dispersion: Floats,
    degrees_of_freedom: Floats,
    statistics: Statistics,
) -> Evidence:
    """Compare the events of periods that do not overlap, elementwise.

    Parameters
    ----------
    basis : Basis
        Counts or proportions.
    newer, older : tuple of ndarray of float, shape (n,)
        Events, and the exposure or base that they are counted among.
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
    statistics : Statistics
        As in `compare_latest`.

    Returns
    -------
    Evidence
    """
    sums, exposures = [newer[0], older[0]], [newer[1], older[1]]
    compare = _compare_proportions if basis is Basis.PROPORTION else _compare_rates
    return compare(sums, exposures, dispersion, degrees_of_freedom, statistics)
