"""Intervals of single counts and proportions."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]


def wilson_limits(proportion: Floats, denominator: Floats, z: ArrayLike) -> tuple[Floats, Floats]:
    """Return the limits of Wilson's score interval of a proportion (Wilson 1927).

    Parameters
    ----------
    proportion, denominator : ndarray of float
        Successes as a share of the denominator, and the denominator.
    z : array_like
        Normal or t deviate.

    Returns
    -------
    lower, upper : ndarray
        Proportions between 0 and 1.
    """
    z = np.asarray(z, dtype=float)
    half = z * np.sqrt(z**2 + 4 * denominator * proportion * (1 - proportion))
    centre, scale = 2 * denominator * proportion + z**2, 2 * (denominator + z**2)
    return np.maximum(0.0, (centre - half) / scale), np.minimum(1.0, (centre + half) / scale)


def byar_interval(
    count: ArrayLike, *, level: float = 0.95, exact_below: float = 10.0
) -> tuple[Floats, Floats]:
    """Return the interval of a Poisson count: Byar's, or the exact chi-squared one for small counts.

    Parameters
    ----------
    count : array_like
        Events.
    level : float
        Coverage of the interval.
    exact_below : float
        Counts under this many events get exact limits (Fingertips and PHEindicatormethods: 10).

    Returns
    -------
    lower, upper : ndarray
        In events.
    """
    count = np.asarray(count, float)
    tail = (1 - level) / 2
    z = special.ndtri(1 - tail)
    known = np.maximum(count, 1.0)
    lower = count * (1 - 1 / (9 * known) - z / (3 * np.sqrt(known))) ** 3
    upper = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * np.sqrt(count + 1))) ** 3
    exact_lower = np.where(count > 0, special.gammaincinv(known, tail), 0.0)
    exact_upper = special.gammaincinv(count + 1, 1 - tail)
    small = count < exact_below
    return np.where(small, exact_lower, lower), np.where(small, exact_upper, upper)
