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

SEASONS = 4
CHUNK = 2048
"""Series worked on at a time, so that their probabilities stay in the processor's cache."""
TINY = np.float32(1e-30)
"""Keeps the average of chance parts that nobody holds from being undefined."""


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
    state = _likeliest(np.where(model.label[:, None] == label, forward[-1], 0))
    faded = model.faint[state]
    directions = np.empty((len(forward), len(label)), np.int8)
    directions[-1] = np.where(faded, 0, model.sign[state])
    for period in range(len(forward) - 2, -1, -1):
        state = _likeliest(forward[period] * model.follow.take(state, axis=1))
        faded &= model.faint[state]
        directions[period] = np.where(faded, 0, model.sign[state])
    return directions


def _likeliest(probability: Reals) -> Integers:
    """Return the place of the largest value of each column, several times faster than `argmax` does."""
    places = np.arange(len(probability), dtype=np.int16)[:, None]
    return np.asarray(((probability == probability.max(axis=0)) * places).max(axis=0), np.int64)


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
        self.moving = np.zeros((KINDS, 2, len(model.pace), n), np.float32)
        self.quiet = np.zeros((2 * model.horizon + STILL, n), np.float32)
        self.quiet_pace = np.zeros((len(self.quiet), 1), np.float32)
        self.quiet_pace[1 - STILL :, 0] = SIGNS * model.drift
        self.moving_chance = np.zeros((SEASONS, *self.moving.shape), np.float32)
        self.quiet_chance = np.zeros((SEASONS, *self.quiet.shape), np.float32)
        self.compared = np.zeros((SEASONS, n), np.float32)
        self._first_quarter(np.s_[:])

    def _first_quarter(self, series: Bools | slice) -> None:
        """Put series into their first quarter."""
        self.moving[..., series] = 0
        self.moving[MOVING][..., series] = self.model.start[0]
        self.quiet[..., series] = 0
        self.quiet[-STILL:, series] = self.model.start[-1]

    def advance(self, unborn: Bools) -> None:
        """Move on to the next quarter, except for series that have not had their first."""
        self.step += 1
        settings = self.model.statistics
        start, end, taper = settings.phase_start, settings.phase_end, settings.phase_taper
        fading, level = FADING + self.step % len(FADE), self._level_slot(self.step)
        ended = end * self.moving[MOVING], self.moving_chance[:, MOVING]
        oldest = self.quiet[level], self.quiet_chance[:, level]

        faded = self.moving[fading], self.moving_chance[:, fading]
        stopped = _merge(((1 - taper) * ended[0], ended[1]), faded)
        resting = _merge((self.quiet, self.quiet_chance))
        self.moving[fading], self.moving_chance[:, fading] = taper * ended[0], ended[1]
        self._carry_on(1 - end, settings.phase_drift)
        self._begin(settings.phase_reversal, stopped, start, resting)
        self._stay_level(start, oldest)
        self.quiet[level] = (1 - settings.phase_reversal) * stopped[0]
        self.quiet_chance[:, level] = stopped[1]
        if unborn.any():
            self._first_quarter(unborn)

    def _stay_level(self, start: float, oldest: Weighted) -> None:
        """Let level runs last; the oldest forget their movement, and the drift of the others may change."""
        still, chance = self.quiet[-STILL:], self.quiet_chance[:, -STILL:]
        every, every_chance = _merge((still, chance))
        forgotten, forgotten_chance = _merge(oldest)
        kept = (1 - (STILL + 2) * start) * still
        total = kept + start * every
        weighted = kept * chance + (start * every * every_chance)[:, None]
        total[0] += (1 - 2 * start) * forgotten
        weighted[:, 0] += (1 - 2 * start) * forgotten * forgotten_chance
        self.quiet *= 1 - 2 * start
        self.quiet[-STILL:], self.quiet_chance[:, -STILL:] = total, weighted / (total + TINY)

    def _level_slot(self, step: int) -> slice:
        """Return the rows of the level runs that began at a step, up and down."""
        first = 2 * (step % self.model.horizon)
        return slice(first, first + 2)

    def _carry_on(self, lasting: float, drift: float) -> None:
        """Let movements go on, those in their first quarter among them."""
        under_way, begun = self.moving[MOVING], self.moving[BEGUN]
        under_way[:] = lasting * _drifted(under_way, drift) + begun
        share = begun / (under_way + TINY)
        before = self.moving_chance[:, MOVING]
        before += share * (self.moving_chance[:, BEGUN] - before)

    def _begin(self, turning: float, stopped: Weighted, starting: float, resting: Weighted) -> None:
        """Let movements begin at every pace alike, after the opposite movement and after level quarters."""
        turned, after = turning * stopped[0][::-1], starting * resting[0]
        weighted = turned * stopped[1][:, ::-1] + (after * resting[1])[:, None]
        total = turned + after
        self.moving[BEGUN] = (total / len(self.model.pace))[:, None]
        self.moving_chance[:, BEGUN] = (weighted / (total + TINY))[:, :, None]

    def weigh(self, change: Reals, noise: Reals, known: Bools) -> None:
        """Weigh every state by how well it explains a change, and keep what it leaves to chance."""
        season = self.step % SEASONS
        seen, noise = np.where(known, change, 0), np.where(known, noise, 1)
        variance = noise * (1 + 1 / (self.compared[season] + 1))
        pace = self._pace()
        spread = (self.model.statistics.phase_spread * pace) ** 2
        moving, quiet = self.moving_chance[season], self.quiet_chance[season]
        moving += seen
        moving -= SIGNS[:, None, None] * pace
        quiet += seen - self.quiet_pace
        likelihoods = self._explain(moving, variance, spread, noise), self._explain(quiet, variance, 0, noise)
        if not known.all():
            for explained in (*likelihoods, moving, quiet):
                explained[..., ~known] = 0
            for likelihood in likelihoods:
                likelihood[..., ~known] = 1
        self.moving *= likelihoods[0]
        self.quiet *= likelihoods[1]
        self.compared[season] = np.where(known, self.compared[season] + 1, 0)
        if season == SEASONS - 1:  # once a year is enough to keep clear of underflow
            total = self.moving.sum(axis=(0, 1, 2)) + self.quiet.sum(axis=0)
            self.moving /= total
            self.quiet /= total

    def _explain(self, surprise: Reals, variance: Reals, spread: Reals | int, noise: Reals) -> Reals:
        """Return the likelihood of each surprise, and turn it into the part that is chance.

        Student's t in place of the normal: variances are estimates, and a quarter may be odd.
        """
        settings = self.model.statistics
        degrees = settings.tail_degrees
        precision = 1 / (variance + spread)
        likelihood = np.square(surprise)
        likelihood *= precision / degrees
        likelihood += 1
        np.divide(1, likelihood, out=likelihood)
        surprise *= likelihood
        surprise *= precision * (noise * ((degrees + 1) / degrees))
        for _ in range(int(np.log2((degrees + 1) / 2))):
            np.square(likelihood, out=likelihood)
        likelihood *= np.sqrt(variance * precision)
        likelihood += settings.odd_quarter
        return likelihood

    def _pace(self) -> Reals:
        """Return the pace of every slot of moving states, shape (kinds, 1, paces, 1)."""
        left = [FADE[(self.step - slot) % len(FADE)] for slot in range(len(FADE))]
        pace = np.multiply.outer([1.0, 1.0, *left], self.model.pace)
        return pace.astype(np.float32)[:, None, :, None]

    def copy_to(self, forward: Reals) -> None:
        """Write the probabilities in the model's order of states."""
        n = forward.shape[-1]
        fading = [FADING + (self.step - stage) % len(FADE) for stage in range(len(FADE))]
        kinds = [self.moving[kind].reshape(-1, n) for kind in (MOVING, BEGUN, *fading)]
        ages = [self.quiet[self._level_slot(self.step - age)] for age in range(self.model.horizon)]
        np.concatenate([*kinds, *ages, self.quiet[-STILL:]], axis=0, out=forward)


def _merge(*parts: Weighted) -> Weighted:
    """Sum weights over their last but one axis, and average the chance parts of each season by them."""
    total = sum((weight.sum(axis=-2) for weight, _ in parts), np.float32(0))
    weighted = sum((np.einsum("...rn,s...rn->s...n", *part) for part in parts), np.float32(0))
    return np.asarray(total), np.asarray(weighted / (total + TINY))


def _drifted(weight: Reals, probability: float) -> Reals:
    """Let some of each pace, on the last but one axis, drift to its neighbours; the outermost one way."""
    half = probability / 2 * weight
    drifted = (1 - probability) * weight
    drifted[..., 1:, :] += half[..., :-1, :]
    drifted[..., :-1, :] += half[..., 1:, :]
    drifted[..., 0, :] += half[..., 0, :]
    drifted[..., -1, :] += half[..., -1, :]
    return drifted
