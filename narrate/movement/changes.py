"""Changes of the displayed figure, with their variance: what the phase model reads.

The quarterly change of a rolling 12-month figure is exactly the newest quarter less the quarter that it
displaces, so a quarter's change on the same quarter a year earlier is the movement of the displayed figure
with neither overlap nor season in it. Where each quarter is displayed by itself, its change on the quarter
before is, once the season is taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.measures import Basis, Block
from narrate.movement.phase_model import Figures
from narrate.movement.seasons import QUARTERS, lagged, without_season
from narrate.movement.slices import by_rows
from narrate.settings import Statistics

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Prior:
    """What is known of the dispersion of each series before its phases are read.

    Attributes
    ----------
    dispersion : ndarray of float, shape (n,)
        Factor on the variance that is expected.
    degrees_of_freedom : ndarray of float, shape (n,)
        What that is worth.
    least : ndarray of float, shape (n,)
        Smallest that it can be.
    """

    dispersion: Floats
    degrees_of_freedom: Floats
    least: Floats


@dataclass(frozen=True)
class Changes:
    """Changes of each series, and what is known of their chance part.

    Attributes
    ----------
    change : ndarray of float, shape (n, T)
        Change of each quarter on the one `lag` quarters earlier, at a yearly rate, as a log ratio (difference
        of logits for proportions; share of the usual size where figures are not all positive); NaN where
        either quarter is unknown or lies before a break.
    variance : ndarray of float, shape (n, T)
        Its variance before dispersion, of which either quarter has half.
    lag : int
        4 where the displayed figure is a year's, 1 where it is a quarter's.
    figures : Figures
        What the changes are of.
    prior : Prior
        Of the dispersion, as the phase model takes it; the model learns the rest with the phases.
    persistence : tuple of float
        Autocorrelations that the chance parts of successive quarters may have.
    dispersion : ndarray of float, shape (n,)
        Factor on the Poisson or binomial variance, as tests take it; NaN where only figures are known.
    degrees_of_freedom : ndarray of float, shape (n,)
        Of that dispersion.
    own : ndarray of bool, shape (n,)
        Whether the series' own changes had a say in it.
    shock : ndarray of bool, shape (n, T)
        Quarters unlike both neighbours, whose changes should be given no weight.
    """

    change: Floats
    variance: Floats
    lag: int
    figures: Figures
    prior: Prior
    persistence: tuple[float, ...]
    dispersion: Floats
    degrees_of_freedom: Floats
    own: Bools
    shock: Bools

    def weighed(self) -> Floats:
        """Return the changes without those that a shock enters."""
        return np.where(self.spoilt(), np.nan, self.change)

    def usual_variance(self) -> Floats:
        """Return the variance of the changes with the dispersion that tests take, or else the prior one."""
        known = np.isfinite(self.dispersion)
        return self.variance * np.where(known, self.dispersion, self.prior.dispersion)[:, None]

    def spoilt(self) -> Bools:
        """Mark the changes in which shocked quarters enter: their own, and the one measured from them."""
        spoilt = self.shock.copy()
        spoilt[:, self.lag :] |= self.shock[:, : -self.lag]
        return spoilt


def current_segment(block: Block) -> Bools:
    """Mark the periods since the last declared break, shape (n, T)."""
    return np.asarray(block.segment == block.segment[:, -1:])


@dataclass(frozen=True)
class Yearly:
    """Changes of quarters on the same quarter a year earlier, and how they vary.

    Attributes
    ----------
    change, variance : ndarray of float, shape (n, T)
        As in `Changes`; NaN where either quarter is unknown or lies before a break.
    dispersion : ndarray of float, shape (n,)
        Factor on the variance that the ranges of neighbouring changes show; NaN where there are none.
    ranges : ndarray of int, shape (n,)
        How many ranges there are.
    """

    change: Floats
    variance: Floats
    dispersion: Floats
    ranges: Integers


def yearly_changes(block: Block, statistics: Statistics) -> Yearly:
    """Return the yearly changes of a block of quarters.

    Parameters
    ----------
    block : Block
        Of four periods a year.
    statistics : Statistics
        Its `screen`.
    """
    change, variance = _yearly_changes(block)
    spread = partial(inference.moving_range_dispersion, screen=statistics.screen)
    return Yearly(change, variance, *by_rows(spread, change, variance))


def displayed_changes(
    block: Block, yearly: Yearly, tests: tuple[Floats, Floats], statistics: Statistics, batch: Integers
) -> Changes:
    """Return the changes of the displayed figures of a block of quarters.

    Parameters
    ----------
    block : Block
        Of four periods a year.
    yearly : Yearly
        Its yearly changes.
    tests : tuple of ndarray of float, shape (n,)
        Dispersion that tests take, and its degrees of freedom.
    statistics : Statistics
        Priors of the dispersion and shock limits.
    batch : ndarray of int, shape (n,)
        Number of the batch of like series that each belongs to; -1 for none.

    Returns
    -------
    Changes
    """
    tested = *tests, yearly.ranges > 0
    if block.window == 1:
        level, error = _levels(block)
        level = without_season(level)
        prior = _prior(block, (level, error), yearly.dispersion, batch, statistics)
        return _changes_of_quarters(block, level, error, prior, tested, statistics)
    change, variance = yearly.change, yearly.variance
    prior = _prior(block, (change, variance), yearly.dispersion, batch, statistics)
    usual = variance * (yearly.dispersion if _figures_alone(block) else tests[0])[:, None]
    (shock,) = by_rows(partial(_shocks_of_years, limit=statistics.shock), change, usual)
    return Changes(change, variance, QUARTERS, Figures.ROLLING, prior, (0.0,), *tested, shock)


def _changes_of_quarters(
    block: Block,
    level: Floats,
    error: Floats,
    prior: Prior,
    tested: tuple[Floats, Floats, Bools],
    statistics: Statistics,
) -> Changes:
    """Return the changes from quarter to quarter of quarters that are displayed by themselves."""
    change = QUARTERS * _less_earlier(level, 1)
    variance = QUARTERS**2 * (error + lagged(error, 1))
    shock = _shocks(level, error * prior.dispersion[:, None], statistics.shock)
    if _figures_alone(block):
        return Changes(change, variance, 1, Figures.VALUES, prior, statistics.persistence, *tested, shock)
    return Changes(change, variance, 1, Figures.SINGLE, prior, (0.0,), *tested, shock)


def _figures_alone(block: Block) -> bool:
    """Whether nothing but the figures is known: neither counts nor intervals."""
    return block.basis is Basis.VALUE and not np.isfinite(block.lower).any()


def _prior(
    block: Block,
    straight: tuple[Floats, Floats],
    ranges: Floats,
    batch: Integers,
    statistics: Statistics,
) -> Prior:
    """Return what the phase model takes for the dispersion before it has read a series.

    Where like series share it, their median: of the curvatures of figures that are straight within a phase,
    or of the ranges of their yearly changes, whichever is less. Sharp turns add to the one, slow bends to the
    other.
    """
    (curved,) = by_rows(lambda *figures: (curvature_dispersion(*figures),), *straight)
    n = len(curved)
    worth = np.full(n, statistics.prior_degrees)
    if _figures_alone(block):
        own = np.where(np.isfinite(curved), np.maximum(curved, np.finfo(np.float32).eps), 1.0)
        return Prior(own, worth, own * statistics.least_share)
    centres = [_centre(block, each, batch, statistics) for each in (curved, ranges)]
    centre = np.minimum(centres[0][0], centres[1][0])
    least = np.maximum(1.0, block.design_effect)
    return Prior(np.maximum(centre, least), centres[0][1], least)


def curvature_dispersion(figures: Floats, variance: Floats) -> Floats:
    """Estimate a dispersion from the median distance of each figure from the line of its neighbours.

    Parameters
    ----------
    figures, variance : ndarray of float, shape (n, T)
        Independent figures, and their variance if there were no dispersion.

    Returns
    -------
    ndarray of float, shape (n,)
        NaN where no three neighbours are known.
    """
    curvature = np.abs(figures[:, 2:] - 2 * figures[:, 1:-1] + figures[:, :-2])
    error = np.sqrt(variance[:, 2:] + 4 * variance[:, 1:-1] + variance[:, :-2])
    return np.asarray((inference.row_median(curvature / error) / inference.MEDIAN_ABSOLUTE_NORMAL) ** 2)


def _levels(block: Block) -> tuple[Floats, Floats]:
    """Return the displayed quarters on an additive scale, and their variance before dispersion."""
    inside = current_segment(block)
    if block.basis is Basis.COUNT:
        count = np.where(inside, block.count, np.nan)
        usual = _level_between(count / block.exposure) * block.exposure
        rate = (count + inference.CONTINUITY) / block.exposure
        return np.log(rate), 1 / (usual + inference.CONTINUITY)
    if block.basis is Basis.PROPORTION:
        return _logits(np.where(inside, block.count, np.nan), block.exposure)
    figures, error = _figures(block)
    usual = _usual_size(figures)
    positive = np.isnan(usual)
    size = np.where(positive, figures, usual)
    return np.where(positive, np.log(np.where(positive, figures, 1.0)), figures / size), (error / size) ** 2


def _figures(block: Block) -> tuple[Floats, Floats]:
    """Return the displayed values since the last break, and their standard errors.

    Where none is given, errors are in proportion to the figures, or to their usual size.
    """
    figures = np.where(current_segment(block), block.display, np.nan)
    error = (block.upper - block.lower) / inference.INTERVAL_WIDTH
    usual = _usual_size(figures)
    size = np.where(np.isnan(usual), figures, usual)
    return figures, np.where(np.isfinite(error).any(axis=1, keepdims=True), error, size)


def _usual_size(figures: Floats) -> Floats:
    """Return the median absolute value of each row that is not all positive, shape (n, 1); else NaN.

    Ratios have no meaning there, so that changes are taken as shares of it.
    """
    size = inference.row_median(np.abs(figures))
    size = np.where(size > 0, size, 1.0)
    return np.where((figures <= 0).any(axis=1), size, np.nan)[:, None]


def _yearly_changes(block: Block) -> tuple[Floats, Floats]:
    """Return changes on the same quarter a year earlier, and their variance before dispersion."""
    if block.basis is Basis.COUNT:
        count = np.where(current_segment(block), block.count, np.nan)
        change, variance = by_rows(_changes_of_counts, count, block.exposure)
        return change, variance
    if block.basis is Basis.VALUE and block.window > 1:
        return _changes_of_rolling(*_figures(block))
    level, variance = _levels(block)
    return _less_earlier(level, QUARTERS), variance + lagged(variance, QUARTERS)


def _changes_of_counts(count: Floats, exposure: Floats) -> tuple[Floats, Floats]:
    """Return changes on the same quarter a year earlier, as a share of the mean of the two.

    That share is nearly the log ratio, has no long tails, and no constant season can move it. Its variance
    is that of a usual quarter of the two years, not of the two quarters alone: a quarter that is low by
    chance must not count as more certain.
    """
    usual = _level_between(count / exposure) * exposure
    rate = (count + inference.CONTINUITY) / exposure
    before = lagged(rate, QUARTERS)
    return 2 * (rate - before) / (rate + before), 2 / (usual + inference.CONTINUITY)


def _level_between(rate: Floats) -> Floats:
    """Average each quarter, the three before and the one a year earlier, the outer two at half weight."""
    known = np.isfinite(rate)
    bands = [share * np.eye(rate.shape[1], k=lag) for lag, share in enumerate((0.5, 1.0, 1.0, 1.0, 0.5))]
    band = np.sum(bands, axis=0)
    total, weight = np.where(known, rate, 0.0) @ band, known.astype(np.float64) @ band
    return np.asarray(total / np.where(weight > 0, weight, np.nan))


def _less_earlier(figures: Floats, periods: int) -> Floats:
    """Subtract from each figure that of so many periods earlier."""
    return figures - lagged(figures, periods)


def _logits(successes: Floats, base: Floats) -> tuple[Floats, Floats]:
    """Return logits and their binomial variance."""
    hits, misses = successes + inference.CONTINUITY, base - successes + inference.CONTINUITY
    return np.log(hits / misses), 1 / hits + 1 / misses


def _changes_of_rolling(figures: Floats, error: Floats) -> tuple[Floats, Floats]:
    """Return changes of independent quarters, rebuilt from 12-month figures that share three of them."""
    before = lagged(figures, 1)
    usual = _usual_size(figures)
    level = np.where(np.isnan(usual), (figures + before) / 2, usual)
    quarter_error = QUARTERS * error / level
    return QUARTERS * (figures - before) / level, quarter_error**2 / 2


def _centre(block: Block, raw: Floats, batch: Integers, statistics: Statistics) -> tuple[Floats, Floats]:
    """Return the dispersion to draw towards, and its degrees of freedom."""
    single = statistics.dispersion_prior if block.basis is Basis.COUNT else statistics.survey_prior
    median = batch_median(raw, batch)
    alone = ~np.isfinite(median)
    degrees = np.where(alone, statistics.prior_degrees, statistics.batch_degrees)
    return np.where(alone, single, median), degrees


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


def _shocks(level: Floats, variance: Floats, limit: float) -> Bools:
    """Mark the quarters of displayed figures that differ from both neighbours; never the latest."""
    return np.asarray(np.abs(_from_neighbours(level, 2 * variance)) > np.sqrt(2) * limit)


def _shocks_of_years(change: Floats, variance: Floats, limit: float) -> tuple[Bools]:
    """Mark the quarters that differ from both neighbours in every yearly change where they enter.

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
    return (np.asarray(marked | alone & (known ^ known_later)),)


def _from_neighbours(change: Floats, variance: Floats) -> Floats:
    """Return how far each change lies beyond the nearer of its neighbours, in standard errors."""
    distance = np.full_like(change, np.nan)
    step = np.diff(change, axis=1)
    left, right = step[:, :-1], -step[:, 1:]
    beyond = np.maximum(np.minimum(left, right), 0) + np.minimum(np.maximum(left, right), 0)
    distance[:, 1:-1] = beyond / np.sqrt(2 * variance[:, 1:-1])
    return distance
