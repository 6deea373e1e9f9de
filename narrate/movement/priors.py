"""The dispersion that is expected of a series before its phases are read, from like series or from none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.measures import Basis, Block
from narrate.movement.slices import by_rows
from narrate.settings import Statistics

Floats = NDArray[np.float64]
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


def figures_alone(block: Block) -> bool:
    """Whether nothing but the figures is known: neither counts nor intervals."""
    return block.basis is Basis.VALUE and not np.isfinite(block.lower).any()


def prior_of(
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

    Parameters
    ----------
    block : Block
    straight : tuple of ndarray of float, shape (n, T)
        Figures that are straight within a phase, and their variance before dispersion.
    ranges : ndarray of float, shape (n,)
        Dispersion that the ranges of the yearly changes show.
    batch : ndarray of int, shape (n,)
        Number of the batch of like series that each belongs to; -1 for none.
    statistics : Statistics
        Priors and what they are worth.
    """
    (curved,) = by_rows(lambda *figures: (curvature_dispersion(*figures),), *straight)
    n = len(curved)
    worth = np.full(n, statistics.prior_degrees)
    if figures_alone(block):
        own = np.where(np.isfinite(curved), np.maximum(curved, np.finfo(np.float32).eps), 1.0)
        return Prior(own, worth, own * statistics.least_share)
    centres = [_centre(block, each, batch, statistics) for each in (curved, ranges)]
    centre = np.minimum(centres[0][0], centres[1][0])
    least = np.maximum(1.0, block.design_effect)
    return Prior(np.maximum(centre, least), centres[0][1], least)


def _centre(block: Block, raw: Floats, batch: Integers, statistics: Statistics) -> tuple[Floats, Floats]:
    """Return the dispersion to draw towards, and its degrees of freedom."""
    single = statistics.dispersion_prior if block.basis is Basis.COUNT else statistics.survey_prior
    median = batch_median(raw, batch)
    alone = ~np.isfinite(median)
    degrees = np.where(alone, statistics.prior_degrees, statistics.batch_degrees)
    return np.where(alone, single, median), degrees


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
