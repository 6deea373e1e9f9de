"""Tests of the latest period, and of the displayed figure, on the same a year earlier.

Neither overlaps: the newest quarter is compared with the quarter that it displaces, the newest year with the
year before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.measures import Basis, Block
from narrate.settings import PERCENT, Statistics

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Evidence:
    """Comparisons of two figures, elementwise; NaN where one cannot be made.

    Attributes
    ----------
    now, then : ndarray of float, shape (n,)
        The newer and the older figure, in the indicator's unit.
    change : ndarray of float, shape (n,)
        The newer less the older, as `size_of_change` has it.
    p_value : ndarray of float, shape (n,)
        Two-sided.
    lower, upper : ndarray of float, shape (n,)
        95 % limits of the ratio; of the change in percentage points for proportions.
    equivalent : ndarray of bool, shape (n,)
        Whether both one-sided tests put the ratio within the margin of equivalence.
    """

    now: Floats
    then: Floats
    change: Floats
    p_value: Floats
    lower: Floats
    upper: Floats
    equivalent: Bools


def size_of_change(basis: Basis, now: Floats, then: Floats) -> Floats:
    """Return the size of a change from one figure to another.

    Parameters
    ----------
    basis : Basis
    now, then : ndarray of float, shape (n,)
        In the indicator's unit.

    Returns
    -------
    ndarray of float, shape (n,)
        Percentage points for proportions; else a share of the older figure, NaN where that is zero or either
        is negative.
    """
    if basis is Basis.PROPORTION:
        return np.asarray(now - then)
    ratio = np.full(np.shape(now), np.nan)
    np.divide(now, then, out=ratio, where=np.asarray((then > 0) & (now >= 0)))
    return ratio - 1


def with_test(basis: Basis, now: float, then: float, p_value: float) -> Evidence:
    """Return two figures, the size of their difference, and a test that was made elsewhere; NaN for none."""
    newer, older, unknown = np.array([now]), np.array([then]), np.full(1, np.nan)
    size = size_of_change(basis, newer, older)
    return Evidence(newer, older, size, np.array([p_value]), unknown, unknown, np.zeros(1, bool))


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
    width, back = block.display.shape[1], block.periods_per_year
    if width < periods + back:
        return _nothing(np.full((2, len(block.display)), np.nan))
    newer = np.arange(width - periods, width)
    return compare_spans(block, newer, newer - back, dispersion, degrees_of_freedom, statistics)


def compare_spans(
    block: Block,
    newer: Integers,
    older: Integers,
    dispersion: Floats,
    degrees_of_freedom: Floats,
    statistics: Statistics,
) -> Evidence:
    """Compare one run of periods with another that it does not overlap.

    Parameters
    ----------
    block : Block
    newer, older : ndarray of int, shape (periods,)
        Columns of both, in order; as many as a displayed figure covers, or fewer.
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
        Of each series.
    statistics : Statistics
        As in `compare_latest`.

    Returns
    -------
    Evidence
        A figure that overlaps the one before it is compared with none, and none across a break.
    """
    closing = (block.overlap > 0) & (newer[-1] == block.display.shape[1] - 1)
    unbroken = (block.segment[:, older] == block.segment[:, newer[-1:]]).all(axis=1) & ~closing
    figures = np.stack([_figures(block, span) for span in (newer, older)])
    figures[1, ~unbroken] = np.nan
    if block.basis is Basis.VALUE:
        return _compare_values(block, newer, older, figures, statistics)
    events = [np.where(unbroken, block.count[:, span].sum(axis=1), np.nan) for span in (newer, older)]
    exposures = [_exposure(block, span) for span in (newer, older)]
    return compare_events(block.basis, figures, events, exposures, dispersion, degrees_of_freedom, statistics)


def compare_events(
    basis: Basis,
    figures: Floats,
    events: Sequence[Floats],
    exposures: Sequence[Floats],
    dispersion: Floats,
    degrees_of_freedom: Floats,
    statistics: Statistics,
) -> Evidence:
    """Compare events of periods that do not overlap, elementwise.

    Parameters
    ----------
    basis : Basis
        Counts or proportions.
    figures : ndarray of float, shape (2, n)
        The newer and the older figure that the events make.
    events, exposures : sequence of ndarray of float, shape (n,)
        Of the newer and the older periods.
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
    statistics : Statistics
        As in `compare_latest`.

    Returns
    -------
    Evidence
    """
    compare = _compare_proportions if basis is Basis.PROPORTION else _compare_rates
    return compare(figures, events, exposures, dispersion, degrees_of_freedom, statistics)


def _figures(block: Block, span: Integers) -> Floats:
    """Return the displayed figure of a whole window, or the own figure of a part of it."""
    if len(span) == block.window:
        return np.asarray(block.display[:, span[-1]])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(block.scale * block.count[:, span].sum(axis=1) / _exposure(block, span))


def _exposure(block: Block, span: Integers) -> Floats:
    """Return the exposure of a run of periods: the base summed, or the population averaged."""
    exposure = block.exposure[:, span]
    total = exposure.sum(axis=1) if block.basis is Basis.PROPORTION else exposure.mean(axis=1)
    return np.asarray(total, dtype=float)


def _nothing(figures: Floats) -> Evidence:
    """Return figures of which no comparison is made."""
    unknown = np.full(figures.shape[1], np.nan)
    nothing = np.zeros(figures.shape[1], bool)
    return Evidence(figures[0], figures[1], unknown, unknown, unknown, unknown, nothing)


def _compare_rates(
    figures: Floats,
    events: Sequence[Floats],
    exposures: Sequence[Floats],
    dispersion: Floats,
    degrees: Floats,
    statistics: Statistics,
) -> Evidence:
    """Quasi-Poisson, or the exact conditional test for small counts without overdispersion."""
    newer, older = events
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
        figures[0],
        figures[1],
        size_of_change(Basis.COUNT, figures[0], figures[1]),
        p_value,
        np.exp(comparison.lower),
        np.exp(comparison.upper),
        _equivalent(comparison, degrees, statistics),
    )


def _compare_proportions(
    figures: Floats,
    sums: Sequence[Floats],
    denominators: Sequence[Floats],
    dispersion: Floats,
    degrees: Floats,
    statistics: Statistics,
) -> Evidence:
    """Score test of two proportions, in percentage points; equivalent within the margin of their odds."""
    with np.errstate(invalid="ignore", divide="ignore"):
        comparison = inference.compare_proportions(
            sums[0],
            denominators[0],
            sums[1],
            denominators[1],
            dispersion=dispersion,
            degrees_of_freedom=degrees,
            level=statistics.confidence,
        )
        pooled = (sums[0] + sums[1]) / (denominators[0] + denominators[1])
    margin = statistics.equivalence * pooled * (1 - pooled)  # what such a share of the odds comes to
    unlike = inference.equivalence_of_proportions(comparison, margin, degrees_of_freedom=degrees)
    return Evidence(
        figures[0],
        figures[1],
        size_of_change(Basis.PROPORTION, figures[0], figures[1]),
        comparison.p_value,
        PERCENT * comparison.lower,
        PERCENT * comparison.upper,
        unlike < statistics.alpha,
    )


def _compare_values(
    block: Block, newer: Integers, older: Integers, figures: Floats, statistics: Statistics
) -> Evidence:
    """Log ratio of two figures by their own intervals; the change alone where they have none.

    A single quarter of a rolling figure cannot be recovered from it, so that comparison is left empty.
    """
    if len(newer) < block.window:
        return _nothing(np.full(figures.shape, np.nan))
    error = (block.upper - block.lower) / inference.INTERVAL_WIDTH
    positive = np.where((figures > 0).all(axis=0), figures, np.nan)
    comparison = inference.compare_values(
        positive[0], positive[1], error[:, newer[-1]], error[:, older[-1]], level=statistics.confidence
    )
    certain = np.full(figures.shape[1], np.inf)
    return Evidence(
        figures[0],
        figures[1],
        size_of_change(Basis.VALUE, figures[0], figures[1]),
        comparison.p_value,
        np.exp(comparison.lower),
        np.exp(comparison.upper),
        _equivalent(comparison, certain, statistics),
    )


def _equivalent(comparison: inference.Comparison, degrees: Floats, statistics: Statistics) -> Bools:
    """Whether the two one-sided tests both reject at the level alpha."""
    p_value = inference.equivalence(comparison, statistics.equivalence, degrees_of_freedom=degrees)
    return np.asarray(p_value < statistics.alpha)
