"""How much more each series varies than chance alone would have it, for the tests of its changes.

The phase model has an estimate of its own. Tests of large counts need a wider one: the larger a count, the
more of its variation is not chance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.measures import Basis, Block
from narrate.movement.changes import Yearly, current_segment
from narrate.movement.priors import batch_median, figures_alone
from narrate.settings import Statistics

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def dispersion_of_tests(
    block: Block, yearly: Yearly, statistics: Statistics, batch: Integers
) -> tuple[Floats, Floats]:
    """Return the dispersion that the tests of each series allow for, and its degrees of freedom.

    Parameters
    ----------
    block : Block
        Of four periods a year.
    yearly : Yearly
        Its yearly changes.
    statistics : Statistics
        Priors and what they are worth.
    batch : ndarray of int, shape (n,)
        Number of the batch of like series that each belongs to; -1 for none.

    Returns
    -------
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
        The dispersion is NaN where only figures are known. It is never below a survey's design effect, which
        the series' own variation already holds.
    """
    own = yearly.dispersion
    degrees = (statistics.range_degrees * yearly.ranges).astype(np.float64)
    if figures_alone(block):
        return np.full(len(own), np.nan), degrees
    alone, pooled = _priors(block, own, batch, statistics)
    has_batch = np.isfinite(pooled)
    prior = np.where(has_batch, pooled, alone)
    worth = np.where(has_batch, statistics.batch_degrees, statistics.prior_degrees)
    shrunk, total = inference.shrink_dispersion(own, degrees, prior, worth)
    return np.maximum(shrunk, block.design_effect), total


def _priors(block: Block, own: Floats, batch: Integers, statistics: Statistics) -> tuple[Floats, Floats]:
    """Return the prior of each series if it stands alone, and that of its batch; NaN for no batch."""
    if block.basis is not Basis.COUNT:
        return statistics.survey_prior * block.design_effect, batch_median(own, batch)
    usual = _usual_count(block)
    by_size = 1 + statistics.size_variation * usual**statistics.variation_power
    return np.fmax(statistics.dispersion_prior, by_size), _pooled_by_size(own, usual, batch, statistics)


def _usual_count(block: Block) -> Floats:
    """Return the mean count of a quarter since the last declared break; NaN where none is known."""
    count = np.where(current_segment(block), block.count, np.nan)
    known = np.isfinite(count)
    total = np.where(known, count, 0.0).sum(axis=1)
    quarters = known.sum(axis=1)
    return np.asarray(total / np.where(quarters > 0, quarters, np.nan))


def _pooled_by_size(own: Floats, usual: Floats, batch: Integers, statistics: Statistics) -> Floats:
    """Return the dispersion that a batch leads one to expect of a series of such a size.

    What is pooled is the dispersion above 1 in relation to size. Pooled as it is, the dispersion of large
    series would be too small for them, and that of small ones too large.
    """
    size = usual**statistics.variation_power
    share = np.divide(own - 1, size, out=np.full(len(own), np.nan), where=size > 0)
    return np.asarray(1 + np.maximum(batch_median(share, batch), 0.0) * size)
