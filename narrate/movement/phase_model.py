"""The phase model: the states that a series can be in, and how one follows another.

In each quarter a series is level, or it moves up or down at one of a handful of paces. A movement starts and
ends by chance, keeps its pace more or less, and either stops at once or fades over the four quarters that a
rolling year takes to bend.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from narrate.movement.vocabulary import Movement
from narrate.settings import Statistics

Reals = NDArray[np.float32]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Bools = NDArray[np.bool_]

FADE = (0.875, 0.625, 0.375, 0.125)
"""What is left of the pace in the four quarters after growth has stopped: a rolling year bends so."""
LABELS = tuple(Movement)
SIGNS = np.array([1, -1], np.int8)
MOVING, BEGUN, FADING = 0, 1, 2
"""Kinds of moving state: under way, in its first quarter, and from `FADING` on in each of fading."""
KINDS = FADING + len(FADE)
STILL = 3
"""Level states without a movement in memory: without drift, drifting up, drifting down."""
DRIFT = 2 / 3
"""Pace of a drift, as a share of materiality: as far below it as the slowest movement is above."""


class Figures(Enum):
    """What the changes that are read are of."""

    ROLLING = auto()
    """Figures of a year, which bend for a year where growth stops."""
    SINGLE = auto()
    """Figures of single quarters."""
    VALUES = auto()
    """Figures of single quarters of which nothing else is known."""


@dataclass(frozen=True)
class PhaseModel:
    """States of the model and how one follows another.

    States are ordered by kind, direction (up before down) and pace; then the level ones by quarters since a
    movement (up before down); the last three are level for longer than the plateau horizon, or ever since:
    without drift, and with a drift up or down that is too slow to be a movement.

    Attributes
    ----------
    pace : ndarray of float, shape (paces,)
        Yearly changes that a movement may have.
    drift : float
        Yearly change of a level figure that drifts.
    horizon : int
        Quarters for which a level run remembers the movement before it.
    sign : ndarray of int8, shape (states,)
        Direction: -1, 0 or 1.
    faint : ndarray of bool, shape (states,)
        Whether the state is a movement faded below materiality: level, should the series end there.
    label : ndarray of int, shape (states,)
        Place in `LABELS` of the movement that a series ending in each state has; -1 where a series cannot
        end, since a movement of one quarter is not yet one.
    start : ndarray of float, shape (states,)
        Probability of each state in the first quarter.
    follow : ndarray of float, shape (states, states)
        Probability that the row's state is followed by the column's.
    going_on : ndarray of float, shape (paces, paces)
        Probability that a movement goes on at the row's pace from the column's.
    statistics : Statistics
        The settings that it was built from.
    """

    pace: Floats
    drift: float
    horizon: int
    sign: NDArray[np.int8]
    faint: Bools
    label: Integers
    start: Reals
    follow: Reals
    going_on: Reals
    statistics: Statistics


@lru_cache(maxsize=8)
def phase_model(statistics: Statistics, figures: Figures = Figures.ROLLING) -> PhaseModel:
    """Build the model from its settings.

    Parameters
    ----------
    statistics : Statistics
        Its `phase_*`, pace and horizon settings.
    figures : Figures
        What the changes are of.

    Returns
    -------
    PhaseModel
    """
    statistics = statistics.model_copy(update=_settings_of(statistics, figures))
    paces, horizon = statistics.paces, statistics.plateau_horizon
    pace = statistics.first_pace * np.power(statistics.pace_ratio, np.arange(paces, dtype=np.float64))
    moving = np.arange(KINDS * 2 * paces).reshape(KINDS, 2, paces)
    level = moving.size + np.arange(horizon * 2).reshape(horizon, 2)
    still = moving.size + level.size + np.arange(STILL)
    sign = np.zeros(still[-1] + 1, np.int8)
    sign[moving] = SIGNS[:, None]
    faint = np.zeros(len(sign), bool)
    faint[moving[FADING:]] = (np.outer(FADE, pace) < statistics.materiality)[:, None]
    start = np.zeros(len(sign), np.float32)
    start[moving[MOVING]] = _moving_at_first(statistics) / paces
    start[still] = (1 - 2 * _moving_at_first(statistics)) / STILL
    return PhaseModel(
        pace=pace,
        drift=statistics.materiality * DRIFT,
        horizon=horizon,
        sign=sign,
        faint=faint,
        label=_labels(moving, level, sign, faint, statistics.levelling_horizon),
        start=start,
        follow=_transitions(moving, level, still, statistics),
        going_on=_going_on(statistics).T.astype(np.float32),
        statistics=statistics,
    )


def _settings_of(statistics: Statistics, figures: Figures) -> dict[str, float]:
    """Return the settings of the model that differ for some figures: only rolling ones taper."""
    if figures is Figures.ROLLING:
        return {}
    if figures is Figures.SINGLE:
        return {"phase_taper": 0.0}
    return {
        "phase_taper": 0.0,
        "phase_start": statistics.value_start,
        "phase_end": statistics.value_end,
    }


def _moving_at_first(statistics: Statistics) -> float:
    """Return the share of series that rise, or fall, at any time: where the model settles in the long run."""
    share = statistics.phase_start / statistics.phase_end
    return share / (1 + 2 * share)


def _labels(
    moving: Integers, level: Integers, sign: NDArray[np.int8], faint: Bools, levelling: int
) -> Integers:
    """Place each state in `LABELS` by the movement of a series that ends in it."""
    label = np.full(len(sign), LABELS.index(Movement.NOT_SIGNIFICANT))
    label[sign > 0] = LABELS.index(Movement.RISING)
    label[sign < 0] = LABELS.index(Movement.REDUCING)
    label[level] = LABELS.index(Movement.PLATEAUED)
    label[level[:levelling]] = LABELS.index(Movement.LEVELLING)
    label[faint] = LABELS.index(Movement.LEVELLING)
    label[moving[BEGUN]] = -1
    return label


def _transitions(moving: Integers, level: Integers, still: Integers, statistics: Statistics) -> Reals:
    """Return the probability of each state after each other."""
    paces = moving.shape[2]
    follow = np.zeros((still[-1] + 1, still[-1] + 1))
    start, end = statistics.phase_start, statistics.phase_end
    for way in (0, 1):
        under_way, begun, fading = moving[MOVING, way], moving[BEGUN, way], moving[FADING:, way]
        turned = moving[BEGUN, 1 - way]
        stop = np.r_[np.full(paces, end * (1 - statistics.phase_taper)), np.ones(paces)]
        stopping = np.r_[under_way, fading[-1]]
        follow[begun, under_way] = 1
        follow[np.ix_(under_way, under_way)] = _going_on(statistics)
        follow[under_way, fading[0]] = end * statistics.phase_taper
        follow[fading[:-1], fading[1:]] = 1
        follow[stopping, level[0, way]] = stop * (1 - statistics.phase_reversal)
        follow[np.ix_(stopping, turned)] = (stop * statistics.phase_reversal / paces)[:, None]
        follow[level[:-1, way], level[1:, way]] = 1 - 2 * start
        follow[np.ix_(np.r_[level.ravel(), still], begun)] = start / paces
    follow[level[-1], still[0]] = 1 - 2 * start
    follow[np.ix_(still, still)] = start
    follow[still, still] = 1 - (STILL + 1) * start
    return follow.astype(np.float32)


def _going_on(statistics: Statistics) -> Floats:
    """Return the probability of each pace after each other; the outermost drift one way only."""
    paces = statistics.paces
    drift = statistics.phase_drift / 2 * (np.eye(paces, k=1) + np.eye(paces, k=-1))
    return np.asarray((1 - statistics.phase_end) * (drift + np.diag(1 - drift.sum(axis=1))))
