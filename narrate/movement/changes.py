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
from narrate.movement.priors import Prior, figures_alone, prior_of
from narrate.movement.seasons import QUARTERS, lagged, without_season
from narrate.movement.shocks import shocks_of_quarters, shocks_of_years
from narrate.movement.slices import by_rows
from narrate.settings import Statistics

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]


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
        Whether the series' own changes contributed to it.
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
        prior = prior_of(block, (level, error), yearly.dispersion, batch, statistics)
        return _changes_of_quarters(block, level, error, prior, tested, statistics)
    change, variance = yearly.change, yearly.variance
    prior = prior_of(block, (change, variance), yearly.dispersion, batch, statistics)
    usual = variance * (yearly.dispersion if figures_alone(block) else tests[0])[:, None]
    (shock,) = by_rows(partial(shocks_of_years, limit=statistics.shock), change, usual)
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
    shock = shocks_of_quarters(level, error * prior.dispersion[:, None], statistics.shock)
    if figures_alone(block):
        return Changes(change, variance, 1, Figures.VALUES, prior, statistics.persistence, *tested, shock)
    return Changes(change, variance, 1, Figures.SINGLE, prior, (0.0,), *tested, shock)


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


def _logits(successes: Floats, denominator: Floats) -> tuple[Floats, Floats]:
    """Return logits and their binomial variance."""
    hits, misses = successes + inference.CONTINUITY, denominator - successes + inference.CONTINUITY
    return np.log(hits / misses), 1 / hits + 1 / misses


def _changes_of_rolling(figures: Floats, error: Floats) -> tuple[Floats, Floats]:
    """Return changes of independent quarters, rebuilt from 12-month figures that share three of them."""
    before = lagged(figures, 1)
    usual = _usual_size(figures)
    level = np.where(np.isnan(usual), (figures + before) / 2, usual)
    quarter_error = QUARTERS * error / level
    return QUARTERS * (figures - before) / level, quarter_error**2 / 2
