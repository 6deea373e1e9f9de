"""Seasons of quarterly figures, and how to take them out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from narrate import inference

Floats = NDArray[np.float64]

QUARTERS = 4


def lagged(figures: Floats, periods: int) -> Floats:
    """Return the figures of so many periods earlier, NaN where there are none.

    Parameters
    ----------
    figures : ndarray of float, shape (n, T)
    periods : int
    """
    earlier = np.full_like(figures, np.nan)
    earlier[:, periods:] = figures[:, : max(figures.shape[1] - periods, 0)]
    return earlier


def without_season(level: Floats) -> Floats:
    """Take out of each row what its quarters of the year have in common.

    The median distance of each quarter of the year from the centred average of four, drawn towards none as
    far as chance alone could have made it so (James and Stein 1961).

    Parameters
    ----------
    level : ndarray of float, shape (n, T)
        On an additive scale.
    """
    n, periods = level.shape
    seasons = _apart_from_year(level)
    seen = np.isfinite(seasons).sum(axis=(1, 2))
    usual = inference.row_median(seasons.reshape(-1, seasons.shape[2])).reshape(n, QUARTERS)
    usual -= usual.mean(axis=1, keepdims=True)
    off = np.abs(seasons - usual[:, :, None]).reshape(n, -1)
    free = QUARTERS - 1
    chance = (inference.row_median(off) / inference.MEDIAN_ABSOLUTE_NORMAL) ** 2
    chance *= seen / np.maximum(seen - free - 1, 1)
    size = np.square(usual).sum(axis=1) * seen / (QUARTERS * free)
    clear = (seen >= 2 * QUARTERS) & (size > chance)
    share = 1 - np.divide(chance, size, out=np.ones(n), where=clear)
    pattern = np.where(clear[:, None], usual, 0.0) * share[:, None]
    return np.asarray(level - np.tile(pattern, seasons.shape[2])[:, :periods])


def _apart_from_year(level: Floats) -> Floats:
    """Return how far each quarter lies from the year around it, shape (n, quarters of the year, years)."""
    n, periods = level.shape
    years = -(-periods // QUARTERS)
    apart = np.full((n, years * QUARTERS), np.nan)
    if periods > QUARTERS:
        ends = np.array([0.5, 1, 1, 1, 0.5]) / QUARTERS
        half = QUARTERS // 2
        around = np.lib.stride_tricks.sliding_window_view(level, QUARTERS + 1, axis=1) @ ends
        apart[:, half : periods - half] = level[:, half:-half] - around
    return np.asarray(apart.reshape(n, years, QUARTERS).transpose(0, 2, 1))
