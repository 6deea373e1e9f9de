"""Reading a row of yearly changes by the phase model.

A quarter that is high by chance makes its own change high and the change a year later low; so each change is
held against the pace and against what chance did to the same quarter a year earlier. The forward pass adds up
the probability of every sequence of phases: a hidden Markov model (Rabiner 1989) in which the chance parts
are merged as in the interacting multiple model filter (Blom and Bar-Shalom 1988). The label is thus the one
that all readings of a series together make most probable; the backward pass finds the most probable phases
among those that end in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
"""Sums over states: of their weights, and of weight times chance part, by season."""

SEASONS = 4
CHUNK = 4096
"""Series worked on at a time, so that their probabilities stay in the processor's cache."""
TINY = np.float32(1e-30)
"""Keeps the average of chance parts that nobody holds from being undefined."""
PLACES = np.int32(2**8 - 1)
"""Bits of a probability that may hold the place of a state; more than enough for them all."""


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


def read_phases(change: Floats, variance: Floats, statistics: Statistics) -> Reading:
    """Find the most probable movement, and the phases that lead to it, of each row of yearly changes.

    Parameters
    ----------
    change : ndarray of float, shape (n, T)
        Change of each quarter on the same quarter a year earlier, on a log scale; NaN where it is not known
        or given no weight. Changes beyond the fastest pace count as the fastest.
    variance : ndarray of float, shape (n, T)
        Its variance, dispersion included, of which either quarter has half.
    statistics : Statistics
        Settings of the phase model.

    Returns
    -------
    Reading
    """
    model = phase_model(statistics)
    n, periods = change.shape
    label = np.zeros(n, np.int64)
    probability = np.zeros((n, len(LABELS)), np.float32)
    states = np.zeros((n, periods), np.int8)
    fastest = model.pace[-1]
    seen = slice(min(int(np.isfinite(change).any(axis=0).argmax()), periods - 1), None)
    for first in range(0, n, CHUNK):
        rows = slice(first, first + CHUNK)
        changes = np.clip(change[rows, seen].T, -fastest, fastest).astype(np.float32)
        forward = _forward(model, changes, (variance[rows, seen].T / 2).astype(np.float32))
        probability[rows] = _movement_probability(model, forward[-1]).T
        label[rows] = probability[rows].argmax(axis=1)
        states[rows, seen] = _backward(model, forward, label[rows]).T
    return Reading(label, probability, states)


def _forward(model: PhaseModel, change: Reals, noise: Reals) -> Reals:
    """Return the probability of each state given the changes up to each period, shape (T, states, n).

    A series is in its first quarter until its first change is known.
    """
    periods, n = change.shape
    forward = np.empty((periods, len(model.label), n), np.float32)
    beliefs = Beliefs(model, n)
    known = np.isfinite(change)
    unborn = known.cumsum(axis=0) == 0
    for period in range(periods):
        if period:
            beliefs.advance(unborn[period - 1])
        beliefs.weigh(change[period], noise[period], known[period])
        beliefs.copy_to(forward[period])
    return forward


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
    """Probability of each state, and the chance part of the latest quarter of each season under it.

    The quarters of a fading movement and of a level run succeed each other without a choice. Instead of
    moving numbers from one to the next, the slots for them change meaning: the newest takes the slot of the
    oldest.

    Attributes
    ----------
    moving : ndarray of float, shape (kinds, 2, paces, n)
        Probability of each moving state.
    quiet : ndarray of float, shape (2 * horizon + 3, n)
        Probability of each level state.
    moving_chance, quiet_chance : ndarray of float
        Chance part under each state, with an axis for the season in front.
    compared : ndarray of float, shape (4, n)
        Earlier years that each season has been compared over.
    """

    def __init__(self, model: PhaseModel, n: int) -> None:
        self.model = model
        self.step = 0
        states, paces = len(model.label), len(model.pace)
        moving, shape = KINDS * 2 * paces, (KINDS, 2, paces, n)
        self.all = np.zeros((states, n), np.float32)
        self.chance = np.zeros((SEASONS, states, n), np.float32)
        self.compared = np.zeros((SEASONS, n), np.float32)
        self.moving, self.quiet = self.all[:moving].reshape(shape), self.all[moving:]
        self.moving_chance = self.chance[:, :moving].reshape(SEASONS, *shape)
        self.quiet_chance = self.chance[:, moving:]
        self._likelihood = np.empty_like(self.all)
        self._difference = np.empty((SEASONS, *shape[1:]), np.float32)
        self._pace = [_paces(model, step) for step in range(len(FADE))]
        self._spread = [
            np.square(model.statistics.phase_spread * pace[:moving].reshape(*shape[:3], 1)[:, :1])
            for pace in self._pace
        ]
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
        moving, chance = self.moving[MOVING], self.moving_chance[:, MOVING]
        faded, faded_chance = self.moving[fading], self.moving_chance[:, fading]
        ended = _total(moving, chance)
        stopped = _sum(_times(end * (1 - taper), ended), _total(faded, faded_chance))
        np.multiply(moving, end * taper, out=faded)
        faded_chance[:] = chance
        self._carry_on()
        resting = self._stay_level(settings.phase_start, level)
        self._begin(_times(reversal, stopped), _times(settings.phase_start, resting))
        self.quiet[level] = (1 - reversal) * stopped[0]
        self.quiet_chance[:, level] = stopped[1] / (stopped[0] + TINY)
        if unborn.any():
            np.copyto(self.all, self._first, where=unborn)

    def _stay_level(self, start: float, oldest: slice) -> Weighted:
        """Let level runs last, and return the total of them before.

        The oldest forget their movement, and the drift of those without one may change.
        """
        still, chance = self.quiet[-STILL:], self.quiet_chance[:, -STILL:]
        every = _total(still, chance)
        resting = _sum(every, _total(self.quiet[:-STILL], self.quiet_chance[:, :-STILL]))
        forgotten = _times(1 - 2 * start, _total(self.quiet[oldest], self.quiet_chance[:, oldest]))
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
        chance = self.moving_chance[:, MOVING]
        np.subtract(self.moving_chance[:, BEGUN], chance, out=self._difference)
        self._difference *= begun
        chance += self._difference

    def _begin(self, turned: Weighted, rested: Weighted) -> None:
        """Let movements begin at every pace alike, after the opposite movement and after level quarters."""
        total = turned[0][::-1] + rested[0]
        weighted = turned[1][:, ::-1] + rested[1][:, None]
        self.moving[BEGUN] = (total / len(self.model.pace))[:, None]
        self.moving_chance[:, BEGUN] = (weighted / (total + TINY))[:, :, None]

    def weigh(self, change: Reals, noise: Reals, known: Bools) -> None:
        """Weigh every state by how well it explains a change, and keep what it leaves to chance.

        Student's t in place of the normal: variances are estimates, and a quarter may be odd.
        """
        season, stage = self.step % SEASONS, self.step % len(FADE)
        degrees = self.model.statistics.tail_degrees
        seen, noise = np.where(known, change, np.float32(0)), np.where(known, noise, np.float32(1))
        compared = self.compared[season]
        variance = noise * (1 + 1 / (compared + 1))
        precision = 1 / (variance + self._spread[stage]), 1 / variance
        surprise, likelihood = self.chance[season], self._likelihood
        np.subtract(seen, self._pace[stage], out=likelihood)
        surprise += likelihood
        np.square(surprise, out=likelihood)
        fit = [np.sqrt(variance * precision[0])]
        if not known.all():  # then everything explains the quarter alike, and leaves nothing to chance
            for each in precision:
                each *= known
            fit[0][..., ~known] = 1
        self._scale(likelihood, *(each / degrees for each in precision))
        likelihood += 1
        np.reciprocal(likelihood, out=likelihood)
        surprise *= likelihood
        self._scale(surprise, *(each * (noise * ((degrees + 1) / degrees)) for each in precision))
        for _ in range((degrees + 1).bit_length() - 2):
            np.square(likelihood, out=likelihood)
        self._scale(likelihood, *fit)
        likelihood += self.model.statistics.odd_quarter
        self.all *= likelihood
        compared += 1
        compared *= known
        if season == SEASONS - 1:  # once a year is enough to keep clear of underflow
            self.all /= self.all.sum(axis=0)

    def _scale(self, each: Reals, of_moving: Reals, of_quiet: Reals | None = None) -> None:
        """Multiply what is said of every state by what its pace alone decides."""
        moving = each[: -len(self.quiet)].reshape(self.moving.shape)
        moving *= of_moving
        if of_quiet is not None:
            each[-len(self.quiet) :] *= of_quiet

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


def _total(weight: Reals, chance: Reals) -> Weighted:
    """Sum weights, and the chance parts of each season by them, over the last but one axis."""
    return weight.sum(axis=-2), np.einsum("...rn,s...rn->s...n", weight, chance)


def _times(factor: float, total: Weighted) -> Weighted:
    """Multiply both sums."""
    return factor * total[0], factor * total[1]


def _sum(one: Weighted, other: Weighted) -> Weighted:
    """Add both sums."""
    return one[0] + other[0], one[1] + other[1]
