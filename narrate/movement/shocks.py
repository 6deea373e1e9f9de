"""Quarters unlike both of their neighbours, which no phase can explain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from narrate.movement.seasons import QUARTERS

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def shocks_of_quarters(level: Floats, variance: Floats, limit: float) -> Bools:
    """Mark the quarters of displayed figures that differ from both neighbours; never the latest.

    Parameters
    ----------
    level, variance : ndarray of float, shape (n, T)
        On an additive scale.
    limit : float
        Standard errors that no chance explains.
    """
    return np.asarray(np.abs(_from_neighbours(level, 2 * variance)) > np.sqrt(2) * limit)


def shocks_of_years(change: Floats, variance: Floats, limit: float) -> tuple[Bools]:
    """Mark the quarters that differ from both neighbours in every yearly change where they enter.

    A shocked quarter pushes its own change one way and the change a year later the other way. Where only
    one of the two is known, it must do the work of both. The latest change has no later neighbour and is
    never marked.

    Parameters
    ----------
    change, variance : ndarray of float, shape (n, T)
        Of quarters on the same quarter a year earlier.
    limit : float
        Standard errors that no chance explains.
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
