"""Student's t, vectorised, with the normal as its limit, and the degrees of freedom of a sum."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]


def t_p_value(statistic: ArrayLike, degrees_of_freedom: ArrayLike) -> Floats:
    """Return the two-sided p-value of a t statistic; infinite degrees of freedom mean the normal."""
    tail = -np.abs(np.asarray(statistic, dtype=float))
    degrees = np.asarray(degrees_of_freedom, dtype=float)
    finite = np.where(np.isfinite(degrees), degrees, 1.0)
    student = special.stdtr(finite, tail)
    return np.asarray(2 * np.where(np.isfinite(degrees), student, special.ndtr(tail)), dtype=float)


def t_quantile(probability: float, degrees_of_freedom: ArrayLike) -> Floats:
    """Return the quantile of Student's t for each number of degrees of freedom.

    Parameters
    ----------
    probability : float
        Cumulative probability.
    degrees_of_freedom : array_like
        May be infinite (the normal quantile) or NaN (NaN).
    """
    degrees, place = np.unique(np.asarray(degrees_of_freedom, dtype=float), return_inverse=True)
    finite = np.where(np.isfinite(degrees), degrees, 1.0)
    quantile = np.where(np.isinf(degrees), special.ndtri(probability), special.stdtrit(finite, probability))
    return np.asarray(np.where(np.isnan(degrees), np.nan, quantile)[place], dtype=float)


def satterthwaite_degrees(variances: ArrayLike, degrees_of_freedom: ArrayLike) -> Floats:
    """Return the degrees of freedom of a sum of independent estimates of variance (Satterthwaite 1946).

    Parameters
    ----------
    variances, degrees_of_freedom : array_like, shape (k, ...)
        Of each estimate; infinite degrees mean a variance that is known.

    Returns
    -------
    ndarray of float
        Infinite where all are known.
    """
    variances = np.asarray(variances, dtype=float)
    uncertain = (variances**2 / np.asarray(degrees_of_freedom, dtype=float)).sum(axis=0)
    total = variances.sum(axis=0) ** 2
    with np.errstate(divide="ignore"):
        return np.asarray(total / uncertain, dtype=float)
