"""Single steps: a change of level from one quarter to the next, which a rolling figure takes a year to show.

A rolling figure that has risen for exactly four quarters, and was level before and after, may have risen in
one. Such a step is found by itself, from the yearly changes, since the phases may be a quarter longer or
shorter by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.movement.changes import QUARTERS
from narrate.settings import Statistics

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Steps:
    """The single step that explains all that a series did.

    Attributes
    ----------
    index : ndarray of int, shape (n,)
        Column of the quarter in which it happened; -1 where there is none.
    direction : ndarray of int, shape (n,)
        1 up, -1 down; 0 where there is none.
    """

    index: Integers
    direction: Integers


def single_steps(change: Floats, variance: Floats, statistics: Statistics) -> Steps:
    """Find the series that moved once, in four neighbouring yearly changes, and are level by now.

    One step must be beyond chance, no movement of another length may explain the series better by more than
    chance would, and what the step leaves over must be no more than chance.

    Parameters
    ----------
    change, variance : ndarray of float, shape (n, T)
        Yearly changes, and their variance with dispersion.
    statistics : Statistics
        Its `step_errors` and `confidence`.

    Returns
    -------
    Steps
    """
    known = np.isfinite(change) & np.isfinite(variance)
    weight = np.where(known, 1 / np.where(known, variance, 1.0), 0.0)
    weighted = weight * np.where(known, change, 0.0)
    n, periods = change.shape
    if periods < 2 * QUARTERS + 1:
        return Steps(np.full(n, -1), np.zeros(n, np.int64))
    mean, gain = _window_gain(weighted, weight, QUARTERS)
    gain, mean = gain[:, :-1], mean[:, :-1]  # a level quarter since
    first = gain.argmax(axis=1)
    best = np.take_along_axis(gain, first[:, None], axis=1)[:, 0]
    others = [_window_gain(weighted, weight, length)[1].max(axis=1) for length in range(2, 2 * QUARTERS + 1)]
    chance = float(inference.t_quantile((1 + statistics.confidence) / 2, np.inf)) ** 2
    total = (weighted * np.where(known, change, 0.0)).sum(axis=1)
    free = known.sum(axis=1)
    fits = total - best <= free + statistics.step_errors * np.sqrt(2 * free)
    held = fits & (best > statistics.step_errors**2) & (best >= np.max(others, axis=0) - chance)
    moved = np.take_along_axis(mean, first[:, None], axis=1)[:, 0]
    held &= np.abs(moved) >= statistics.materiality
    return Steps(np.where(held, first, -1), np.where(held, np.sign(moved), 0).astype(np.int64))


def _window_gain(weighted: Floats, weight: Floats, length: int) -> tuple[Floats, Floats]:
    """Return the mean change of every window, and how much it explains, by the window's first column."""
    sums = [
        np.lib.stride_tricks.sliding_window_view(each, length, axis=1).sum(axis=2)
        for each in (weighted, weight)
    ]
    mean = np.divide(sums[0], sums[1], out=np.zeros_like(sums[0]), where=sums[1] > 0)
    return mean, mean * sums[0]
