"""Single steps: a change of level from one quarter to the next, which a rolling figure takes a year to show.

A rolling figure that has risen for exactly four quarters, and was level before and after, may have risen in
one. Such a step is found by itself, from the yearly changes, since the phases may be a quarter longer or
shorter by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.movement.seasons import QUARTERS
from narrate.movement.slices import by_rows
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

    The step must be beyond chance, no movement of another length may explain the series better by more than
    chance would, what the step leaves over must be no more than chance leaves on average, and there must be
    no movement beyond chance since.

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
    return Steps(*by_rows(partial(_single_steps, statistics=statistics), change, variance))


def _single_steps(change: Floats, variance: Floats, statistics: Statistics) -> tuple[Integers, Integers]:
    """Return column and direction of the step of each row."""
    n, periods = change.shape
    index, direction = np.full(n, -1), np.zeros(n, np.int64)
    if periods > 2 * QUARTERS:
        known = np.isfinite(change) & np.isfinite(variance)
        weight = np.divide(1, variance, out=np.zeros_like(variance), where=known)
        weighted = np.multiply(weight, change, out=np.zeros_like(change), where=known)
        totals = _totals(weighted), _totals(weight)
        mean, gain = (each[:, :-1] for each in _windows(totals, QUARTERS))  # a level quarter since
        first = gain.argmax(axis=1)
        rows = np.flatnonzero(gain.max(axis=1) > statistics.step_errors**2)
        rows = rows[np.abs(mean[rows, first[rows]]) >= statistics.materiality]
        best = gain[rows, first[rows]]
        left = np.nansum(weighted[rows] * change[rows], axis=1) - best
        held = left <= known[rows].sum(axis=1)
        held &= _since(weighted[rows], weight[rows], first[rows]) <= _chance(statistics)
        rows = rows[
            held & (best >= _best_of_any_length((totals[0][rows], totals[1][rows])) - _chance(statistics))
        ]
        index[rows], direction[rows] = first[rows], np.sign(mean[rows, first[rows]])
    return index, direction


def _since(weighted: Floats, weight: Floats, first: Integers) -> Floats:
    """Return how much a movement ever since the step explains."""
    later = np.arange(weight.shape[1]) >= first[:, None] + QUARTERS
    moved, known = (np.where(later, each, 0.0).sum(axis=1) for each in (weighted, weight))
    return np.asarray(np.divide(moved**2, known, out=np.zeros_like(moved), where=known > 0))


def _chance(statistics: Statistics) -> float:
    """Return how much a movement may explain by chance."""
    return float(inference.t_quantile((1 + statistics.confidence) / 2, np.inf)) ** 2


def _best_of_any_length(totals: tuple[Floats, Floats]) -> Floats:
    """Return the most that one movement of two quarters to two years explains of each row."""
    best = np.zeros(len(totals[0]))
    for length in range(2, 2 * QUARTERS + 1):
        np.maximum(best, _windows(totals, length)[1].max(axis=1), out=best)
    return best


def _totals(figures: Floats) -> Floats:
    """Return running totals of each row, beginning with nothing."""
    totals = np.zeros((figures.shape[0], figures.shape[1] + 1))
    np.cumsum(figures, axis=1, out=totals[:, 1:])
    return totals


def _windows(totals: tuple[Floats, Floats], length: int) -> tuple[Floats, Floats]:
    """Return the mean change of every window, and how much it explains, by the window's first column.

    Parameters
    ----------
    totals : tuple of ndarray of float, shape (n, T + 1)
        Running totals of weighted changes, and of weights.
    length : int
        Of a window.
    """
    weighted, weight = (total[:, length:] - total[:, :-length] for total in totals)
    mean = np.divide(weighted, weight, out=np.zeros_like(weighted), where=weight > 0)
    return mean, mean * weighted
