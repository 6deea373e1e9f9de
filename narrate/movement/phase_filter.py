"""Reading a row of changes by the phase model.

A quarter that is high by chance makes its own change high and the change that is measured from it low; so
each change is compared with the pace and with what chance did to the quarter that it is measured from. How
large chance is, is learnt with the phases: every state remembers the dispersion that its past had, so that a
turn that the phases explain does not count as noise. The forward pass adds up the probability of every
sequence of phases: a hidden Markov model (Rabiner 1989) in which the chance parts and dispersions are merged
as in the interacting multiple model filter (Blom and Bar-Shalom 1988). The label is thus the one that all
readings of a series together make most probable; the backward pass finds the most probable phases among
those that end in it.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate.movement.changes import Changes
from narrate.movement.phase_beliefs import Beliefs
from narrate.movement.phase_correction import Correction, Part
from narrate.movement.phase_model import LABELS, PhaseModel, phase_model
from narrate.movement.phase_prediction import Prediction
from narrate.settings import Statistics

Reals = NDArray[np.float32]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Bools = NDArray[np.bool_]

CHUNK = 8192
"""Series worked on at a time, so that their probabilities stay in the processor's cache."""
PLACES = np.int32(2**8 - 1)
"""Bits of a probability that may hold the place of a state; more than enough for them all."""


def _part(changes: Changes, weighed: Floats, rows: slice, columns: slice, model: PhaseModel) -> Part:
    """Return some of the changes, periods first, in single precision.

    Changes beyond the fastest pace, and what chance may add to it, count as just that.
    """
    prior = changes.prior
    variance = changes.variance[rows, columns]
    most = model.pace[-1] + model.statistics.clip_errors * np.sqrt(variance * prior.dispersion[rows, None])
    change = np.clip(weighed[rows, columns], -most, most)
    beforehand = (prior.dispersion, prior.degrees_of_freedom, prior.least)
    return Part(
        _single(change.T), _single(variance.T / 2), changes.lag, *(_single(each[rows]) for each in beforehand)
    )


def _single(figures: Floats) -> Reals:
    """Return a copy in single precision, laid out row by row."""
    return np.ascontiguousarray(figures, np.float32)


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
        Direction of each period in the most probable phases that end in the label.
    """

    label: Integers
    probability: Reals
    states: NDArray[np.int8]


def read_phases(changes: Changes, statistics: Statistics) -> Reading:
    """Find the most probable movement, and the phases that lead to it, of each row of changes.

    Parameters
    ----------
    changes : Changes
    statistics : Statistics
        Settings of the phase model.

    Returns
    -------
    Reading
    """
    model = phase_model(statistics, changes.figures)
    weighed = changes.weighed()
    n, periods = weighed.shape
    reading = Reading(
        np.zeros(n, np.int64), np.zeros((n, len(LABELS)), np.float32), np.zeros((n, periods), np.int8)
    )
    begun = min(int(np.isfinite(weighed).any(axis=0).argmax()), periods - 1)

    def read(first: int) -> None:
        rows, columns = slice(first, first + CHUNK), slice(begun, None)
        label, probability, states = _read(
            model, _part(changes, weighed, rows, columns, model), changes.persistence
        )
        reading.label[rows], reading.probability[rows] = label, probability.T
        reading.states[rows, columns] = states.T

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(read, range(0, n, CHUNK)))
    return reading


def _read(
    model: PhaseModel, part: Part, persistence: tuple[float, ...]
) -> tuple[Integers, Reals, NDArray[np.int8]]:
    """Return labels, their probability and states, averaged over how persistent chance may be."""
    passes = [_forward(model, part, each) for each in persistence]
    evidence = np.stack([log_evidence for _, log_evidence in passes])
    weight = np.exp(evidence - evidence.max(axis=0))
    weight /= weight.sum(axis=0)
    each = weight[:, None] * np.stack([_movement_probability(model, forward[-1]) for forward, _ in passes])
    probability = each.sum(axis=0)
    label = probability.argmax(axis=0)
    likeliest = np.take_along_axis(each, label[None, None], axis=1)[:, 0].argmax(axis=0)
    states = np.empty(part.change.shape, np.int8)
    for place, (forward, _) in enumerate(passes):
        rows = likeliest == place
        if rows.all():
            return label, probability, _backward(model, forward, label)
        if rows.any():
            states[:, rows] = _backward(model, forward[..., rows], label[rows])
    return label, probability, states


def _forward(model: PhaseModel, part: Part, persistence: float) -> tuple[Reals, Reals]:
    """Return the probability of each state given the changes up to each period, and what they are worth.

    A series is in its first quarter until its first change is known.

    Returns
    -------
    forward : ndarray of float, shape (T, states, n)
    evidence : ndarray of float, shape (n,)
        Log likelihood of all changes, but for a constant.
    """
    periods, n = part.change.shape
    forward = np.empty((periods, len(model.label), n), np.float32)
    beliefs = Beliefs(model, part.dispersion, part.lag)
    prediction, correction = Prediction(beliefs), Correction(beliefs, part, persistence)
    known = np.isfinite(part.change)
    unborn = known.cumsum(axis=0) == 0
    for period in range(periods):
        if period:
            prediction.advance(unborn[period - 1])
        correction.weigh(part.change[period], part.noise[period], known[period])
        beliefs.copy_to(forward[period])
    return forward, correction.evidence + np.log(beliefs.all.sum(axis=0))


def _movement_probability(model: PhaseModel, last: Reals) -> Reals:
    """Return the probability of each movement, shape (5, n), from that of each state at the end."""
    total = np.stack([last[model.label == place].sum(axis=0) for place in range(len(LABELS))])
    return np.asarray(total / total.sum(axis=0), np.float32)


def _backward(model: PhaseModel, forward: Reals, label: Integers) -> NDArray[np.int8]:
    """Return the directions, shape (T, n), of the most probable phases that end in the label."""
    state = _likeliest(np.where(model.label[:, None] == label, forward[-1], np.float32(0)))
    faded = model.faint[state]
    directions = np.empty((len(forward), len(label)), np.int8)
    directions[-1] = np.where(faded, 0, model.sign[state])
    reached = np.empty(forward.shape[1:], np.float32)
    for period in range(len(forward) - 2, -1, -1):
        model.follow.take(state, axis=1, out=reached, mode="clip")
        reached *= forward[period]
        state = _likeliest(reached)
        faded &= model.faint[state]
        directions[period] = np.where(faded, 0, model.sign[state])
    return directions


def _likeliest(probability: Reals) -> Integers:
    """Return the place of the largest value of each column, several times faster than `argmax` does.

    The values, none of them negative, are overwritten: as whole numbers they keep their order, and their
    last bits, too fine to matter, make room for the place.
    """
    bits = probability.view(np.int32)
    bits &= ~PLACES
    bits |= np.arange(len(bits), dtype=np.int32)[:, None]
    return np.asarray(bits.max(axis=0) & PLACES, np.int64)
