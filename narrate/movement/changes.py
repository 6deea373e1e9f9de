"""Yearly changes of independent quarters, with their variance: what the phase model reads.

The quarterly change of a rolling 12-month figure is exactly the newest quarter less the quarter that it
displaces, so a quarter's change on the same quarter a year earlier is the movement of the displayed figure
with neither overlap nor season in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.measures import Basis, Block
from narrate.settings import Statistics

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]

QUARTERS = 4


@dataclass(frozen=True)
class Changes:
    """Yearly changes of each series.

    Attributes
    ----------
    change : ndarray of float, shape (n, T)
        Log ratio to the same quarter a year earlier (difference of logits for proportions); NaN where
        either quarter is unknown or lies before a break.
    variance : ndarray of float, shape (n, T)
        Its variance, dispersion included; widened where the series alone says how large that is.
    dispersion : ndarray of float, shape (n,)
        Factor on the Poisson or binomial variance; NaN where only figures are known.
    degrees_of_freedom : ndarray of float, shape (n,)
        Of the dispersion, or of the variance where only figures are known.
    own : ndarray of bool, shape (n,)
        Whether the series' own changes had a say in its dispersion.
    shock : ndarray of bool, shape (n, T)
        Quarters unlike both neighbours, whose changes should be given no weight.
    """

    change: Floats
    variance: Floats
    dispersion: Floats
    degrees_of_freedom: Floats
    own: Bools
    shock: Bools

    def weighed(self) -> Floats:
        """Return the changes without those that a shock enters."""
        return np.where(spoilt_by(self.shock), np.nan, self.change)


def spoilt_by(shock: Bools) -> Bools:
    """Mark the changes in which shocked quarters enter: their own, and the one a year later.

    Parameters
    ----------
    shock : ndarray of bool, shape (n, T)
    """
    spoilt = shock.copy()
    spoilt[:, QUARTERS:] |= shock[:, :-QUARTERS]
    return spoilt


def current_segment(block: Block) -> Bools:
    """Mark the periods since the last declared break, shape (n, T)."""
    return np.asarray(block.segment == block.segment[:, -1:])


def yearly_changes(block: Block, statistics: Statistics, batch: Integers) -> Changes:
    """Return the yearly changes of a block of quarters.

    Parameters
    ----------
    block : Block
        Of four periods a year.
    statistics : Statistics
        Priors of the dispersion, screen and shock limits.
    batch : ndarray of int, shape (n,)
        Number of the batch of like series that each belongs to; -1 for none.

    Returns
    -------
    Changes
    """
    change, variance = raw_changes(block)
    raw, ranges = inference.moving_range_dispersion(change, variance, screen=statistics.screen)
    degrees = (statistics.range_degrees * ranges).astype(np.float64)
    if block.basis is Basis.VALUE and not np.isfinite(block.lower).any():
        return _by_variation(change, variance, raw, degrees, statistics)
    prior, prior_degrees, alone = _prior(block, raw, batch, statistics)
    dispersion, total = inference.shrink_dispersion(raw, degrees, prior, prior_degrees)
    dispersion = dispersion * block.design_effect
    variance = variance * dispersion[:, None]
    shock = _shocks(change, variance, statistics.shock)
    variance *= np.where(alone, _widening(total, statistics), 1.0)[:, None]
    return Changes(change, variance, dispersion, total, ranges > 0, shock)


def _widening(degrees: Floats, statistics: Statistics) -> Floats:
    """Return the factor on a variance for how little it rests on: Student's interval over the normal one.

    The tails of the phase model allow for a dispersion that many like series share. One that rests on the
    series alone is less certain, the more so the shorter the series.
    """
    certain, student = (
        inference.t_quantile((1 + statistics.confidence) / 2, known) for known in (np.inf, degrees)
    )
    return np.asarray((student / certain) ** 2)


def _by_variation(
    change: Floats, variance: Floats, raw: Floats, degrees: Floats, statistics: Statistics
) -> Changes:
    """Weigh figures without counts by their own variation, widened for how little of it there is."""
    known = np.where(degrees > 0, degrees, np.nan)
    widened = raw * _widening(known, statistics)
    variance = variance * np.maximum(widened, np.finfo(np.float32).eps)[:, None]
    unknown = np.full(len(raw), np.nan)
    return Changes(change, variance, unknown, known, degrees > 0, _shocks(change, variance, statistics.shock))


def raw_changes(block: Block) -> tuple[Floats, Floats]:
    """Return yearly changes, and their variance before dispersion.

    Parameters
    ----------
    block : Block
        Of four periods a year.

    Returns
    -------
    change, variance : ndarray of float, shape (n, T)
        NaN where either quarter is unknown or lies before a break.
    """
    inside = current_segment(block)
    if block.basis is Basis.COUNT:
        return _changes_of_counts(np.where(inside, block.count, np.nan), block.exposure)
    if block.basis is Basis.PROPORTION:
        return _changes_of_proportions(np.where(inside, block.count, np.nan), block.exposure)
    figures = np.where(inside & (block.display > 0), block.display, np.nan)
    error = (block.upper - block.lower) / inference.INTERVAL_WIDTH
    error = np.where(np.isfinite(error).any(axis=1, keepdims=True), error, figures)
    return (_changes_of_rolling if block.window > 1 else _changes_of_figures)(figures, error)


def _changes_of_counts(count: Floats, exposure: Floats) -> tuple[Floats, Floats]:
    """Return changes on the same quarter a year earlier, as a share of the mean of the two.

    That share is nearly the log ratio, has no long tails, and no constant season can move it. Its variance
    is that of a usual quarter of the two years, not of the two quarters alone: a quarter that is low by
    chance must not count as more certain.
    """
    usual = _level_between(count / exposure) * exposure
    rate = (count + inference.CONTINUITY) / exposure
    before = _lagged(rate, QUARTERS)
    return 2 * (rate - before) / (rate + before), 2 / (usual + inference.CONTINUITY)


def _level_between(rate: Floats) -> Floats:
    """Average each quarter, the three before and the one a year earlier, the outer two at half weight."""
    known = np.isfinite(rate)
    bands = [share * np.eye(rate.shape[1], k=lag) for lag, share in enumerate((0.5, 1.0, 1.0, 1.0, 0.5))]
    band = np.sum(bands, axis=0)
    total, weight = np.where(known, rate, 0.0) @ band, known.astype(np.float64) @ band
    return np.asarray(total / np.where(weight > 0, weight, np.nan))


def _lagged(figures: Floats, periods: int) -> Floats:
    """Return the figures of so many periods earlier."""
    if periods == 0:
        return figures
    earlier = np.full_like(figures, np.nan)
    earlier[:, periods:] = figures[:, :-periods]
    return earlier


def _less_year_ago(figures: Floats) -> Floats:
    """Subtract from each figure that of the same quarter a year earlier."""
    return figures - _lagged(figures, QUARTERS)


def _changes_of_proportions(successes: Floats, base: Floats) -> tuple[Floats, Floats]:
    """Return differences of logits, with the binomial variance of both quarters."""
    hits, misses = successes + inference.CONTINUITY, base - successes + inference.CONTINUITY
    variance = 1 / hits + 1 / misses
    return _less_year_ago(np.log(hits / misses)), variance + _lagged(variance, QUARTERS)


def _changes_of_rolling(figures: Floats, error: Floats) -> tuple[Floats, Floats]:
    """Return changes of independent quarters, rebuilt from 12-month figures that share three of them."""
    before = _lagged(figures, 1)
    level = (figures + before) / 2
    quarter_error = QUARTERS * error / level
    return QUARTERS * (figures - before) / level, quarter_error**2 / 2


def _changes_of_figures(figures: Floats, error: Floats) -> tuple[Floats, Floats]:
    """Return log ratios to the same quarter a year earlier."""
    relative = (error / figures) ** 2
    return _less_year_ago(np.log(figures)), relative + _lagged(relative, QUARTERS)


def _prior(
    block: Block, raw: Floats, batch: Integers, statistics: Statistics
) -> tuple[Floats, Floats, Bools]:
    """Return the dispersion to draw towards, its degrees of freedom, and which series have no batch."""
    counts = block.basis is Basis.COUNT
    single = statistics.dispersion_prior if counts else statistics.survey_prior
    median = batch_median(raw, batch)
    alone = ~np.isfinite(median)
    degrees = np.where(alone, statistics.prior_degrees, statistics.batch_degrees)
    return np.where(alone, single, median), degrees, alone


def like_series(block: Block, size: int) -> Integers:
    """Assign series to batches of like ones, from which a common dispersion may be taken.

    Series of one indicator are alike where it is observed in enough areas; else series of one area, where
    enough indicators are observed in it; else a series stands alone.

    Parameters
    ----------
    block : Block
    size : int
        Series that make a batch.

    Returns
    -------
    ndarray of int, shape (n,)
        -1 for a series that stands alone.
    """
    _, indicator, areas = np.unique(block.indicator.astype(str), return_inverse=True, return_counts=True)
    _, area, indicators = np.unique(block.area.astype(str), return_inverse=True, return_counts=True)
    by_area = np.where(indicators[area] >= size, len(areas) + area, -1)
    return np.where(areas[indicator] >= size, indicator, by_area)


def batch_median(raw: Floats, batch: Integers) -> Floats:
    """Return for each series the median of the known estimates of its batch; NaN where there is none.

    Parameters
    ----------
    raw : ndarray of float, shape (n,)
    batch : ndarray of int, shape (n,)
        -1 for no batch.
    """
    use = np.flatnonzero((batch >= 0) & np.isfinite(raw))
    use = use[np.lexsort((raw[use], batch[use]))]
    names, first, size = np.unique(batch[use], return_index=True, return_counts=True)
    ordered = raw[use]
    median = (ordered[first + (size - 1) // 2] + ordered[first + size // 2]) / 2
    result = np.full(len(raw), np.nan)
    if names.size:
        place = np.minimum(np.searchsorted(names, batch), len(names) - 1)
        result = np.where(names[place] == batch, median[place], np.nan)
    return result


def _shocks(change: Floats, variance: Floats, limit: float) -> Bools:
    """Mark the quarters that differ from both neighbours in every place where they enter.

    A shocked quarter pushes its own change one way and the change a year later the other way. Where only
    one of the two is known, it must do the work of both. The latest change has no later neighbour and is
    never marked.
    """
    distance = _from_neighbours(change, variance)
    later = np.full_like(distance, np.nan)
    later[:, :-QUARTERS] = distance[:, QUARTERS:]
    marked = (distance > limit) & (later < -limit) | (distance < -limit) & (later > limit)
    known, known_later = np.isfinite(distance), np.isfinite(later)
    alone = np.abs(np.where(known, distance, later)) > np.sqrt(2) * limit
    return np.asarray(marked | alone & (known ^ known_later))


def _from_neighbours(change: Floats, variance: Floats) -> Floats:
    """Return how far each change lies beyond the nearer of its neighbours, in standard errors."""
    distance = np.full_like(change, np.nan)
    step = np.diff(change, axis=1)
    left, right = step[:, :-1], -step[:, 1:]
    beyond = np.maximum(np.minimum(left, right), 0) + np.minimum(np.maximum(left, right), 0)
    distance[:, 1:-1] = beyond / np.sqrt(2 * variance[:, 1:-1])
    return distance
