"""How much more a series varies than chance alone would have it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

MEAN_ABSOLUTE_NORMAL = float(np.sqrt(2 / np.pi))
"""Mean of the absolute value of a standard normal variable."""
MEDIAN_ABSOLUTE_NORMAL = float(special.ndtri(0.75))
"""Median of the absolute value of a standard normal variable."""


def moving_range_dispersion(
    change: Floats, variance: Floats, *, screen: float
) -> tuple[Floats, NDArray[np.int64]]:
    """Estimate a dispersion from the ranges between neighbouring changes, outliers screened.

    The moving range of a control chart (Nelson 1982) on standardised changes, so that a slow trend does not
    count as dispersion. The screen starts from the median range, which one shock cannot move, and is then
    applied once more from the mean of the ranges that it kept.

    Parameters
    ----------
    change : ndarray of float, shape (n, T)
        Changes; NaN where there is none.
    variance : ndarray of float, shape (n, T)
        Variance of each change if there were no overdispersion.
    screen : float
        Ranges above this multiple of the mean range are left out.

    Returns
    -------
    dispersion : ndarray of float, shape (n,)
        NaN where no two neighbouring changes are known.
    ranges : ndarray of int, shape (n,)
        Ranges available to each estimate.
    """
    step = np.abs(np.diff(change, axis=1)) / np.sqrt(variance[:, 1:] + variance[:, :-1])
    known = np.isfinite(step)
    mean = row_median(step) * (MEAN_ABSOLUTE_NORMAL / MEDIAN_ABSOLUTE_NORMAL)
    for _ in range(2):
        kept = known & (step <= screen * mean[:, None])
        mean = np.divide(
            np.where(kept, step, 0.0).sum(axis=1), kept.sum(axis=1), out=mean.copy(), where=kept.any(axis=1)
        )
    return (mean / MEAN_ABSOLUTE_NORMAL) ** 2, known.sum(axis=1)


def row_median(values: Floats) -> Floats:
    """Return the median of the known values of each row, NaN for a row without any.

    Parameters
    ----------
    values : ndarray of float, shape (n, T)

    Returns
    -------
    ndarray of float, shape (n,)
    """
    ordered = np.sort(values, axis=1)  # NaN last
    known = np.isfinite(values).sum(axis=1)
    rows = np.arange(len(values))
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    low, high = np.maximum(known - 1, 0) // 2, known // 2
    high = np.minimum(high, values.shape[1] - 1)
    return np.where(known > 0, (ordered[rows, low] + ordered[rows, high]) / 2, np.nan)


def shrink_dispersion(
    dispersion: Floats, degrees_of_freedom: Floats, prior: ArrayLike, prior_degrees: ArrayLike
) -> tuple[Floats, Floats]:
    """Draw each dispersion towards a prior, in proportion to degrees of freedom; never below 1.

    Parameters
    ----------
    dispersion : ndarray of float, shape (n,)
        Own estimates; NaN where there is none, and the prior then stands alone.
    degrees_of_freedom : ndarray of float, shape (n,)
        Of each own estimate.
    prior : array_like
        Dispersion to draw towards.
    prior_degrees : array_like
        Degrees of freedom that the prior is worth.

    Returns
    -------
    dispersion, degrees_of_freedom : ndarray of float, shape (n,)
    """
    own = np.where(np.isfinite(dispersion), degrees_of_freedom, 0.0)
    worth = np.asarray(prior_degrees, dtype=float)
    total = worth + own
    pooled = (worth * np.asarray(prior) + own * np.nan_to_num(dispersion)) / total
    return np.maximum(1.0, pooled), total
