"""Series that stop, start or leap in a way that no movement explains."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from narrate import inference
from narrate.measures import Block
from narrate.movement.changes import current_segment
from narrate.movement.seasons import QUARTERS
from narrate.settings import Statistics

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def suspected_breaks(block: Block, dispersion: Floats, statistics: Statistics) -> Bools:
    """Find series that stop, start or leap in a way that no movement explains.

    Parameters
    ----------
    block : Block
        Of counts.
    dispersion : ndarray of float, shape (n,)
    statistics : Statistics
        Its `break_*` and `leap_ratio`.

    Returns
    -------
    ndarray of bool, shape (n,)
    """
    count = np.where(current_segment(block), block.count, np.nan)
    enough = statistics.break_evidence * dispersion
    absent = np.zeros(len(count), bool)
    for ordered in (count, count[:, ::-1]):
        ends = np.flatnonzero(~(ordered[:, -1] > 0))
        absent[ends] |= _absent(ordered[ends], enough[ends])
    return absent | _leaps(count, dispersion, statistics)


def _absent(count: Floats, enough: Floats) -> Bools:
    """Whether zeros run to the end of each row that events at the rate before them would not leave.

    Two years before the zeros are looked at: whole years, so that no season tips the scale, and no more, so
    that a series that has long been falling is not held to its distant past.
    """
    latest_first = count[:, ::-1]
    empty = ~(latest_first > 0)
    run = np.cumprod(empty, axis=1).sum(axis=1)
    place = np.arange(count.shape[1]) - run[:, None]
    zeros = ((latest_first == 0) & (place < 0)).sum(axis=1)
    before = np.where((place >= 0) & (place < 2 * QUARTERS), latest_first, np.nan)
    quarters = np.isfinite(before).sum(axis=1)
    events = np.nansum(before, axis=1)
    return np.asarray(inference.absence_evidence(events, quarters, zeros) > enough)


def _leaps(count: Floats, dispersion: Floats, statistics: Statistics) -> Bools:
    """Whether the latest year holds a leap that no movement explains and that has not been made good."""
    years = count[:, -2 * QUARTERS :]
    if years.shape[1] < 2 * QUARTERS:
        return np.zeros(len(count), bool)
    newer, older = years[:, QUARTERS:], years[:, :QUARTERS]
    error = np.sqrt(dispersion)[:, None] * statistics.break_errors
    leapt = _beyond(newer, older, statistics.break_ratio, np.sqrt(0.5) * error).any(axis=1)
    ratio = (newer + inference.CONTINUITY) / (older + inference.CONTINUITY)
    for first in range(1, QUARTERS):
        expected = older[:, first:] * ratio[:, first - 1, None]
        beyond = _beyond(newer[:, first:], expected, statistics.leap_ratio, error)
        beyond &= _beyond(newer[:, first:], older[:, first:], statistics.leap_ratio, error)
        more = newer[:, first:] > expected
        leapt |= beyond.all(axis=1) & (more.all(axis=1) | ~more.any(axis=1))
    return np.asarray(leapt)


def _beyond(count: Floats, expected: Floats, ratio: float, error: Floats) -> Bools:
    """Whether counts differ from expected ones by more than a ratio, and their roots by an error."""
    apart = np.abs(np.sqrt(count) - np.sqrt(expected)) > error
    return np.asarray(apart & (np.minimum(count, expected) <= ratio * np.maximum(count, expected)))
