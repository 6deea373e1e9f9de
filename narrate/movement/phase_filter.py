"""Reading a row of changes by the phase model.

A quarter that is high by chance makes its own change high and the change that is measured from it low; so
each change is held against the pace and against what chance did to the quarter that it is measured from. How
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
from narrate.movement.phase_model import (
    BEGUN,
    FADE,
    FADING,
    KINDS,
    LABELS,
    MOVING,
    SIGNS,
    STILL,
    PhaseModel,
    phase_model,
)
from narrate.settings import Statistics

Reals = NDArray[np.float32]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Bools = NDArray[np.bool_]
Weighted = tuple[Reals, Reals]
"""Sums over states: of their weights, and of weight times each part of their memory."""

YEAR = 4
"""Quarters after which probabilities are brought back to a sum of one, to keep clear of underflow."""
CHUNK = 8192
"""Series worked on at a time, so that their probabilities stay in the processor's cache."""
TINY = np.float32(1e-30)
"""Keeps the average of chance parts that nobody holds from being undefined."""
PLACES = np.int32(2**8 - 1)
"""Bits of a probability that may hold the place of a state; more than enough for them all."""


@dataclass(frozen=True)
class Part:
    """Some of the changes, as the filter reads them.

    Attributes
    ----------
    change, noise : ndarray of float, shape (T, n)
        Changes, and the variance that one quarter has in each.
    lag : int
        As in `Changes`.
    dispersion, degrees_of_freedom, least : ndarray of float, shape (n,)
        As in `Prior`.
    """

    change: Reals
    noise: Reals
    lag: int
    dispersion: Reals
    degrees_of_freedom: Reals
    least: Reals


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
    beliefs = Beliefs(model, part, persistence)
    known = np.isfinite(part.change)
    unborn = known.cumsum(axis=0) == 0
    for period in range(periods):
        if period:
            beliefs.advance(unborn[period - 1])
        beliefs.weigh(part.change[period], part.noise[period], known[period])
        beliefs.copy_to(forward[period])
    return forward, beliefs.evidence + np.log(beliefs.all.sum(axis=0))


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


class Beliefs:
    """Probability of each state, and what it remembers: chance parts and dispersion.

    The quarters of a fading movement and of a level run succeed each other without a choice. Instead of
    moving numbers from one to the next, the slots for them change meaning: the newest takes the slot of the
    oldest.

    Attributes
    ----------
    moving : ndarray of float, shape (kinds, 2, paces, n)
        Probability of each moving state.
    quiet : ndarray of float, shape (2 * horizon + 3, n)
        Probability of each level state.
    moving_memory, quiet_memory : ndarray of float
        What is remembered under each state, with an axis in front: the chance parts of the latest `lag`
        quarters, and the dispersion.
    doubt : ndarray of float, shape (lag, n)
        Variance that is left in each of the chance parts, as a share of the quarter's.
    evidence : ndarray of float, shape (n,)
        Logarithm of what the probabilities have been divided by.
    """

    def __init__(self, model: PhaseModel, part: Part, persistence: float = 0.0) -> None:
        self.model, self.part, self.persistence = model, part, persistence
        self.step = 0
        n, states, paces = len(part.dispersion), len(model.label), len(model.pace)
        moving, shape = KINDS * 2 * paces, (KINDS, 2, paces, n)
        self.all = np.zeros((states, n), np.float32)
        self.memory = np.zeros((part.lag + 1, states, n), np.float32)
        self.chance, self.dispersion = self.memory[:-1], self.memory[-1]
        self.dispersion[:] = part.dispersion
        self.doubt = np.ones((part.lag, n), np.float32)
        self.learnt = part.degrees_of_freedom.copy()
        self.evidence = np.zeros(n, np.float32)
        self.moving, self.quiet = self.all[:moving].reshape(shape), self.all[moving:]
        self.moving_memory = self.memory[:, :moving].reshape(part.lag + 1, *shape)
        self.quiet_memory = self.memory[:, moving:]
        self._likelihood = np.empty_like(self.all)
        self._precision, self._factor = np.empty_like(self.all), np.empty_like(self.all)
        self._difference = np.empty((part.lag + 1, *shape[1:]), np.float32)
        self._pace = [_paces(model, step) for step in range(len(FADE))]
        self._spread = [_spread(model, pace) for pace in self._pace]
        self._first = np.zeros((states, 1), np.float32)
        self._first[: 2 * paces] = model.start[0]
        self._first[-STILL:] = model.start[-1]
        self.all[:] = self._first

    def advance(self, unborn: Bools) -> None:
        """Move on to the next quarter, except for series that have not had their first."""
        self.step += 1
        settings = self.model.statistics
        end, taper, reversal = settings.phase_end, settings.phase_taper, settings.phase_reversal
        fading, level = FADING + self.step % len(FADE), self._level_slot(self.step)
        moving, chance = self.moving[MOVING], self.moving_memory[:, MOVING]
        faded, faded_memory = self.moving[fading], self.moving_memory[:, fading]
        ended = _total(moving, chance)
        stopped = _sum(_times(end * (1 - taper), ended), _total(faded, faded_memory))
        np.multiply(moving, end * taper, out=faded)
        faded_memory[:] = chance
        self._carry_on()
        resting = self._stay_level(settings.phase_start, level)
        self._begin(_times(reversal, stopped), _times(settings.phase_start, resting))
        self.quiet[level] = (1 - reversal) * stopped[0]
        self.quiet_memory[:, level] = stopped[1] / (stopped[0] + TINY)
        if unborn.any():
            np.copyto(self.all, self._first, where=unborn)

    def _stay_level(self, start: float, oldest: slice) -> Weighted:
        """Let level runs last, and return the total of them before.

        The oldest forget their movement, and the drift of those without one may change.
        """
        still, chance = self.quiet[-STILL:], self.quiet_memory[:, -STILL:]
        every = _total(still, chance)
        resting = _sum(every, _total(self.quiet[:-STILL], self.quiet_memory[:, :-STILL]))
        forgotten = _times(1 - 2 * start, _total(self.quiet[oldest], self.quiet_memory[:, oldest]))
        kept = (1 - (STILL + 2) * start) * still
        chance *= kept
        chance += (start * every[1])[:, None]
        chance[:, 0] += forgotten[1]
        self.quiet[:-STILL] *= 1 - 2 * start
        np.add(kept, start * every[0], out=still)
        still[0] += forgotten[0]
        chance /= still + TINY
        return resting

    def _level_slot(self, step: int) -> slice:
        """Return the rows of the level runs that began at a step, up and down."""
        first = 2 * (step % self.model.horizon)
        return slice(first, first + 2)

    def _carry_on(self) -> None:
        """Let movements go on, those in their first quarter among them."""
        moving, begun = self.moving[MOVING], self.moving[BEGUN]
        moving[:] = self.model.going_on @ moving
        moving += begun
        begun /= moving + TINY
        chance = self.moving_memory[:, MOVING]
        np.subtract(self.moving_memory[:, BEGUN], chance, out=self._difference)
        self._difference *= begun
        chance += self._difference

    def _begin(self, turned: Weighted, rested: Weighted) -> None:
        """Let movements begin at every pace alike, after the opposite movement and after level quarters."""
        total = turned[0][::-1] + rested[0]
        weighted = turned[1][:, ::-1] + rested[1][:, None]
        self.moving[BEGUN] = (total / len(self.model.pace))[:, None]
        self.moving_memory[:, BEGUN] = (weighted / (total + TINY))[:, :, None]

    def weigh(self, change: Reals, noise: Reals, known: Bools) -> None:
        """Weigh every state by how well it explains a change, and keep what it leaves to chance.

        Student's t in place of the normal: variances are estimates, and a quarter may be odd.
        """
        place, stage = self.step % self.part.lag, self.step % len(FADE)
        seen, noise = np.where(known, change, np.float32(0)), np.where(known, noise, np.float32(1))
        entering, kept = self._shares(place, known)
        np.maximum(self.dispersion, self.part.least, out=self.dispersion)
        degrees = np.float32(self.model.statistics.tail_degrees)
        precision = np.multiply(self.dispersion, degrees * noise * entering, out=self._precision)
        precision += degrees * self._spread[stage]
        np.reciprocal(precision, out=precision)
        surprise = self.chance[place]
        carried = self.persistence * surprise if self.persistence else None
        if carried is not None:
            surprise *= 1 - self.persistence
        surprise += seen
        surprise -= self._pace[stage]
        explained = self._explained(surprise, precision)
        surprise *= np.multiply(explained, precision, out=self._factor)
        surprise *= self.dispersion
        surprise *= noise * kept * (degrees + 1) * known
        if carried is not None:
            surprise += carried * known
        self._learn(explained, known)
        self._believe(explained, precision, noise, known)

    def _shares(self, place: int, known: Bools) -> tuple[Reals, Reals]:
        """Return how much of a quarter's variance a change holds, and how much of it is the quarter's own.

        The change holds the fresh part of the quarter's chance, and what is not known of the earlier
        quarter's, as far as that has not persisted.
        """
        doubt, stays = self.doubt[place], np.float32(self.persistence)
        fresh = 1 - stays**2
        entering = fresh + (1 - stays) ** 2 * doubt
        kept = fresh - stays * (1 - stays) * doubt
        left = stays**2 * doubt + fresh - kept**2 / entering
        self.doubt[place] = np.where(known, left, 1)
        return entering, kept

    def _explained(self, surprise: Reals, precision: Reals) -> Reals:
        """Return the share of each squared surprise that is within chance: 1 for none, near 0 for a huge one.

        Precisions are divided by the degrees of freedom of Student's t.
        """
        explained = np.square(surprise, out=self._likelihood)
        explained *= precision
        explained += 1
        return np.reciprocal(explained, out=explained)

    def _learn(self, explained: Reals, known: Bools) -> None:
        """Draw each dispersion towards what the latest surprise says of it.

        The maximum-likelihood step for the scale of Student's t: no one quarter can draw it far.
        """
        degrees = self.model.statistics.tail_degrees
        self.learnt += known
        gain = known / self.learnt
        factor = np.multiply(explained, -(degrees + 1) * gain, out=self._factor)
        factor += 1 + degrees * gain
        self.dispersion *= factor

    def _believe(self, explained: Reals, precision: Reals, noise: Reals, known: Bools) -> None:
        """Multiply the probability of each state by its likelihood."""
        likelihood, settings = explained, self.model.statistics
        for _ in range((settings.tail_degrees + 1).bit_length() - 2):
            np.square(likelihood, out=likelihood)
        usual = noise * self.part.dispersion + np.float32(settings.level_spread**2)
        precision *= settings.tail_degrees * usual
        likelihood *= np.sqrt(precision, out=precision)
        likelihood += settings.odd_quarter
        if not known.all():  # then everything explains the quarter alike
            likelihood[:, ~known] = 1
        self.all *= likelihood
        if self.step % YEAR == YEAR - 1:
            total = self.all.sum(axis=0)
            self.evidence += np.log(total)
            self.all /= total

    def copy_to(self, forward: Reals) -> None:
        """Write the probabilities in the model's order of states."""
        n = forward.shape[-1]
        fading = [FADING + (self.step - stage) % len(FADE) for stage in range(len(FADE))]
        kinds = [self.moving[kind].reshape(-1, n) for kind in (MOVING, BEGUN, *fading)]
        ages = [self.quiet[self._level_slot(self.step - age)] for age in range(self.model.horizon)]
        np.concatenate([*kinds, *ages, self.quiet[-STILL:]], axis=0, out=forward)


def _paces(model: PhaseModel, step: int) -> Reals:
    """Return the pace of every state at a step, upwards positive, shape (states, 1)."""
    left = [1.0, 1.0, *(FADE[(step - slot) % len(FADE)] for slot in range(len(FADE)))]
    moving = np.multiply.outer(np.multiply.outer(left, SIGNS), model.pace).ravel()
    quiet = np.zeros(2 * model.horizon + STILL)
    quiet[1 - STILL :] = SIGNS * model.drift
    return np.concatenate([moving, quiet]).astype(np.float32)[:, None]


def _spread(model: PhaseModel, pace: Reals) -> Reals:
    """Return the variance of the change around the pace of every state, shape (states, 1)."""
    moving = np.square(model.statistics.phase_spread * pace)
    return np.where(model.sign[:, None] == 0, np.float32(model.statistics.level_spread**2), moving)


def _total(weight: Reals, chance: Reals) -> Weighted:
    """Sum weights, and each part of memory by them, over the last but one axis."""
    return weight.sum(axis=-2), np.einsum("...rn,s...rn->s...n", weight, chance)


def _times(factor: float, total: Weighted) -> Weighted:
    """Multiply both sums."""
    return factor * total[0], factor * total[1]


def _sum(one: Weighted, other: Weighted) -> Weighted:
    """Add both sums."""
    return one[0] + other[0], one[1] + other[1]
