"""The phase model: which phases best explain a row of yearly changes.

Each quarter of a series is in one of a few states: level, or moving up or down at one of a handful of paces.
A movement starts and ends by chance, keeps its pace more or less, and ends at once or fades over the three
quarters that a rolling year takes to bend. The forward pass adds up the probability of every sequence of
states that fits the changes (a hidden Markov model; Rabiner 1989), so that the label is the one that all
readings of the series together make most probable, not the one that happens to head a single best reading.
The backward pass then picks a most probable sequence among those that end in that label.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from narrate.movement.vocabulary import Movement
from narrate.settings import Statistics

Reals = NDArray[np.float32]
Integers = NDArray[np.int64]

FADE = (1, 2, 4)
"""Paces by which a fading movement steps down: to about 3/4, then 1/2, then 1/4 of its own."""
CHUNK = 1024
"""Series worked on at a time, so that their probabilities stay in the processor's cache."""
LABELS = tuple(Movement)
UP, DOWN = 0, 1


@dataclass(frozen=True)
class PhaseModel:
    """States of the model and how one follows another.

    Attributes
    ----------
    direction : ndarray of int8, shape (states,)
        -1, 0 or 1.
    column : ndarray of int, shape (states,)
        Place in `pace` of the yearly change that each state varies around.
    pace : ndarray of float, shape (paces,)
        Yearly changes, signed; zero is the first.
    label : ndarray of int, shape (states,)
        Place in `LABELS` of the movement that a series ending in each state has; -1 where a series cannot
        end, since a movement of one quarter is not yet one.
    start : ndarray of float, shape (states,)
        Probability of each state in the first quarter.
    follow : ndarray of float, shape (states, states)
        Probability that the row's state is followed by the column's.
    """

    direction: NDArray[np.int8]
    column: Integers
    pace: Reals
    label: Integers
    start: Reals
    follow: Reals


@dataclass(frozen=True)
class Reading:
    """What the model makes of each series.

    Attributes
    ----------
    label : ndarray of int, shape (n,)
        Place in `LABELS` of the most probable movement.
    probability : ndarray of float, shape (n, 5)
        Probability of each movement.
    states : ndarray of int8, shape (n, T)
        Direction of each period in the most probable sequence that ends in the label.
    """

    label: Integers
    probability: Reals
    states: NDArray[np.int8]


class _States:
    """Numbers of the states, by kind; the first axis of each array is the direction, up before down."""

    def __init__(self, paces: int, horizon: int) -> None:
        sizes = {"begun": (2, paces), "moving": (2, paces), "fading": (2, len(FADE), paces)}
        sizes |= {"level": (2, horizon), "still": (1,)}
        self.count = 0
        numbers = {kind: self._take(shape) for kind, shape in sizes.items()}
        self.begun, self.moving = numbers["begun"], numbers["moving"]
        self.fading, self.level = numbers["fading"], numbers["level"]
        self.still = int(numbers["still"][0])

    def _take(self, shape: tuple[int, ...]) -> Integers:
        first = self.count
        self.count += int(np.prod(shape))
        return np.arange(first, self.count).reshape(shape)


@lru_cache(maxsize=8)
def phase_model(statistics: Statistics) -> PhaseModel:
    """Build the model from its settings.

    Parameters
    ----------
    statistics : Statistics
        Its `phase_*`, pace and horizon settings.

    Returns
    -------
    PhaseModel
    """
    states = _States(statistics.paces, statistics.plateau_horizon)
    slower = max(FADE)
    pace = statistics.first_pace * statistics.pace_ratio ** np.arange(-slower, statistics.paces)
    under = pace[slower:][None, :] / statistics.pace_ratio ** np.array(FADE)[:, None] < statistics.materiality
    direction, column = _emissions(states, under)
    return PhaseModel(
        direction=direction,
        column=column,
        pace=np.concatenate([[0.0], pace, -pace]).astype(np.float32),
        label=_labels(states, direction, under, statistics.levelling_horizon),
        start=_first_quarter(states, statistics.phase_end),
        follow=_transitions(states, under, statistics),
    )


def _emissions(states: _States, under: NDArray[np.bool_]) -> tuple[NDArray[np.int8], Integers]:
    """Direction and column of pace of each state; a movement faded below materiality is level."""
    slower, paces = max(FADE), states.moving.shape[1]
    direction, column = np.zeros(states.count, np.int8), np.zeros(states.count, np.int64)
    for way, sign in ((UP, 1), (DOWN, -1)):
        first = 1 + slower + way * (slower + paces)
        for kind in (states.begun[way], states.moving[way]):
            direction[kind], column[kind] = sign, first + np.arange(paces)
        for step, down in enumerate(FADE):
            direction[states.fading[way, step]] = np.where(under[step], 0, sign)
            column[states.fading[way, step]] = first - down + np.arange(paces)
    return direction, column


def _labels(
    states: _States, direction: NDArray[np.int8], under: NDArray[np.bool_], levelling: int
) -> Integers:
    """Place in `LABELS` of the movement that ends in each state."""
    label = np.full(states.count, -1)
    label[direction > 0] = LABELS.index(Movement.RISING)
    label[direction < 0] = LABELS.index(Movement.REDUCING)
    label[states.begun] = -1
    quarters = np.arange(1, states.level.shape[1] + 1)
    after = np.where(
        quarters <= levelling, LABELS.index(Movement.LEVELLING), LABELS.index(Movement.PLATEAUED)
    )
    label[states.level] = after
    level_for = under.cumsum(axis=0)
    faded = after[np.maximum(level_for - 1, 0)]
    label[states.fading] = np.where(under, faded, label[states.fading])
    label[states.still] = LABELS.index(Movement.NOT_SIGNIFICANT)
    return label


def _first_quarter(states: _States, moving: float) -> Reals:
    """A series starts level or, with the given probability each way, in a movement that began before."""
    start = np.zeros(states.count, np.float32)
    start[states.moving] = moving / states.moving.shape[1]
    start[states.still] = 1 - 2 * moving
    return start


def _transitions(states: _States, under: NDArray[np.bool_], statistics: Statistics) -> Reals:
    """Probability of each state after each other."""
    follow = np.zeros((states.count, states.count))
    end, taper, turn = statistics.phase_end, statistics.phase_taper, statistics.phase_reversal
    paces = states.moving.shape[1]
    drift = (1 - end) * _drift(paces, statistics.phase_drift)
    level_for = under.sum(axis=0)
    for way in (UP, DOWN):
        moving, begun, fading, level = (
            kind[way] for kind in (states.moving, states.begun, states.fading, states.level)
        )
        opposite = states.begun[1 - way]
        follow[begun, moving] = 1
        follow[np.ix_(moving, moving)] = drift
        follow[moving, fading[0]] = end * taper
        follow[moving, level[0]] = end * (1 - taper) * (1 - turn)
        follow[np.ix_(moving, opposite)] = end * (1 - taper) * turn / paces
        follow[fading[0], fading[1]] = follow[fading[1], fading[2]] = 1
        follow[fading[2], level[level_for]] = 1 - turn
        follow[np.ix_(fading[2], opposite)] = turn / paces
        follow[level[:-1], level[1:]] = 1 - 2 * statistics.phase_start
        follow[level[-1], states.still] = 1 - 2 * statistics.phase_start
        follow[np.ix_([*level, states.still], begun)] = statistics.phase_start / paces
    for way in (UP, DOWN):  # a level run lasts two quarters at least
        follow[states.level[way, 0], states.begun.ravel()] = 0
        follow[states.level[way, 0], states.level[way, 1]] = 1
    for way in (UP, DOWN):
        follow[states.level[way, 1:], :][:, states.begun.ravel()] = statistics.phase_start / paces
        follow[np.ix_(states.level[way, 1:], states.begun.ravel())] = statistics.phase_start / paces
    follow[states.still, states.still] = 1 - 2 * statistics.phase_start
    return follow.astype(np.float32)


def _drift(paces: int, probability: float) -> NDArray[np.float64]:
    """Probability of each pace after each other while a movement lasts: most keep theirs, some change by one or two."""
    drift = np.zeros((paces, paces))
    for step, share in ((-2, 0.15), (-1, 0.35), (1, 0.35), (2, 0.15)):
        drift += probability * share * np.eye(paces, k=step)
    return drift + np.diag(1 - drift.sum(axis=1))


def read_phases(
    change: NDArray[np.float64], variance: NDArray[np.float64], statistics: Statistics
) -> Reading:
    """Find the most probable movement, and the phases that lead to it, of each row of yearly changes.

    Parameters
    ----------
    change : ndarray of float, shape (n, T)
        Change of each quarter on the same quarter a year earlier, relative to the yearly level; NaN where
        it is not known or given no weight.
    variance : ndarray of float, shape (n, T)
        Its variance, dispersion included.
    statistics : Statistics
        Settings of the phase model.

    Returns
    -------
    Reading
    """
    model = phase_model(statistics)
    n, periods = change.shape
    reading = Reading(
        np.zeros(n, np.int64), np.zeros((n, len(LABELS)), np.float32), np.zeros((n, periods), np.int8)
    )
    for first in range(0, n, CHUNK):
        rows = slice(first, first + CHUNK)
        likelihood = _likelihood(model, change[rows].T, variance[rows].T, statistics)
        known = np.isfinite(change[rows]).cumsum(axis=1).T > 0
        forward = _forward(model, likelihood, known)
        probability = _movement_probability(model, forward[-1])
        reading.probability[rows] = probability.T
        reading.label[rows] = probability.argmax(axis=0)
        reading.states[rows] = _backward(model, forward, reading.label[rows]).T
    return reading


def _likelihood(
    model: PhaseModel,
    change: NDArray[np.float64],
    variance: NDArray[np.float64],
    statistics: Statistics,
) -> Reals:
    """Likelihood of each change under each pace, shape (T, paces, n); 1 where there is no change to explain.

    It is relative to the likeliest change of a level figure. Changes beyond the fastest pace count as the
    fastest; every pace has a floor, so that a single quarter cannot settle the matter.
    """
    known = np.isfinite(change)
    fastest = float(model.pace.max())
    seen = np.where(known, np.clip(change, -fastest, fastest), 0.0).astype(np.float32)[:, None]
    spread = np.where(known, variance, 1.0).astype(np.float32)[:, None]
    pace = model.pace[:, None]
    precision = 1 / (spread + (statistics.phase_spread * pace) ** 2)
    likelihood = np.exp(-0.5 * precision * (seen - pace) ** 2)
    likelihood *= np.sqrt(spread * precision)
    likelihood += np.float32(statistics.odd_quarter)
    np.copyto(likelihood, 1, where=~known[:, None])
    return likelihood


def _forward(model: PhaseModel, likelihood: Reals, known: NDArray[np.bool_]) -> Reals:
    """Probability of each state given the changes up to each period, shape (T, states, n).

    A series is in its first quarter until its first change is known.
    """
    periods, _, n = likelihood.shape
    forward = np.empty((periods, len(model.start), n), np.float32)
    step = np.ascontiguousarray(model.follow.T)
    for period in range(periods):
        if period == 0:
            forward[0] = model.start[:, None]
        else:
            np.matmul(step, forward[period - 1], out=forward[period])
            unborn = ~known[period - 1]
            if unborn.any():
                forward[period][:, unborn] = model.start[:, None]
        forward[period] *= likelihood[period][model.column]
        forward[period] /= forward[period].sum(axis=0)
    return forward


def _movement_probability(model: PhaseModel, last: Reals) -> Reals:
    """Probability of each movement, shape (5, n), from the probability of each state at the end."""
    total = np.stack([last[model.label == place].sum(axis=0) for place in range(len(LABELS))])
    return np.asarray(total / total.sum(axis=0), np.float32)


def _backward(model: PhaseModel, forward: Reals, label: Integers) -> NDArray[np.int8]:
    """Directions, shape (T, n), of a most probable sequence of states that ends in the label."""
    allowed = model.label[:, None] == label
    state = np.where(allowed, forward[-1], -1).argmax(axis=0)
    directions = np.empty((len(forward), len(label)), np.int8)
    directions[-1] = model.direction[state]
    for period in range(len(forward) - 2, -1, -1):
        state = (forward[period] * model.follow[:, state]).argmax(axis=0)
        directions[period] = model.direction[state]
    return directions
