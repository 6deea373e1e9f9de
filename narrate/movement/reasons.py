"""Why a series gets no label: the first of several conditions that holds."""

from __future__ import annotations

import numpy as np

from narrate.movement.results import Bools, Integers, Objects
from narrate.movement.vocabulary import Reason


def first_reason(conditions: dict[Reason, Bools]) -> tuple[Objects, Bools]:
    """Return the first reason that holds for each series, or None, and whether none does.

    Parameters
    ----------
    conditions : dict of Reason to ndarray of bool, shape (n,)
        In order of precedence.
    """
    held = np.stack(list(conditions.values()))
    free = np.asarray(~held.any(axis=0))
    reason = np.array(list(conditions), object)[held.argmax(axis=0)]
    reason[free] = None
    return reason, free


def periods_observed(observed: Bools) -> Integers:
    """Return the number of periods from the first that was observed to the latest.

    Parameters
    ----------
    observed : ndarray of bool, shape (n, T)
    """
    return np.where(observed.any(axis=1), observed.shape[1] - observed.argmax(axis=1), 0)
