"""The phase model's reading of one quarter: states that explain its change well become more probable."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate.movement.phase_beliefs import Beliefs
from narrate.movement.phase_model import FADE, SIGNS, STILL, PhaseModel

Reals = NDArray[np.float32]
Bools = NDArray[np.bool_]

YEAR = 4
"""Quarters after which probabilities are brought back to a sum of one, to keep clear of underflow."""


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


class Correction:
    """Weighs beliefs by the changes that are seen.

    Parameters
    ----------
    beliefs : Beliefs
        They are changed in place.
    part : Part
        The changes.
    persistence : float
        Autocorrelation of the chance part of successive figures.

    Attributes
    ----------
    doubt : ndarray of float, shape (lag, n)
        Variance that is left in each of the chance parts, as a share of the quarter's.
    evidence : ndarray of float, shape (n,)
        Logarithm of what the probabilities have been divided by.
    """

    def __init__(self, beliefs: Beliefs, part: Part, persistence: float = 0.0) -> None:
        model = beliefs.model
        self.beliefs, self.part, self.persistence = beliefs, part, persistence
        self.settings = model.statistics
        n = len(part.dispersion)
        self.doubt = np.ones((part.lag, n), np.float32)
        self.learnt = part.degrees_of_freedom.copy()
        self.evidence = np.zeros(n, np.float32)
        self._likelihood, self._precision, self._factor = (np.empty_like(beliefs.all) for _ in range(3))
        self._pace = [_paces(model, step) for step in range(len(FADE))]
        self._spread = [_spread(model, pace) for pace in self._pace]

    def weigh(self, change: Reals, noise: Reals, known: Bools) -> None:
        """Weigh every state by how well it explains a change, and keep what it leaves to chance.

        Student's t in place of the normal: variances are estimates, and a quarter may be odd.
        """
        beliefs = self.beliefs
        place, stage = beliefs.step % self.part.lag, beliefs.step % len(FADE)
        seen, noise = np.where(known, change, np.float32(0)), np.where(known, noise, np.float32(1))
        entering, kept = self._shares(place, known)
        np.maximum(beliefs.dispersion, self.part.least, out=beliefs.dispersion)
        degrees = np.float32(self.settings.tail_degrees)
        precision = np.multiply(beliefs.dispersion, degrees * noise * entering, out=self._precision)
        precision += degrees * self._spread[stage]
        np.reciprocal(precision, out=precision)
        surprise = beliefs.chance[place]
        carried = self.persistence * surprise if self.persistence else None
        if carried is not None:
            surprise *= 1 - self.persistence
        surprise += seen
        surprise -= self._pace[stage]
        explained = self._explained(surprise, precision)
        surprise *= np.multiply(explained, precision, out=self._factor)
        surprise *= beliefs.dispersion
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
        degrees = self.settings.tail_degrees
        self.learnt += known
        gain = known / self.learnt
        factor = np.multiply(explained, -(degrees + 1) * gain, out=self._factor)
        factor += 1 + degrees * gain
        self.beliefs.dispersion *= factor

    def _believe(self, explained: Reals, precision: Reals, noise: Reals, known: Bools) -> None:
        """Multiply the probability of each state by its likelihood."""
        likelihood, settings = explained, self.settings
        for _ in range((settings.tail_degrees + 1).bit_length() - 2):
            np.square(likelihood, out=likelihood)
        usual = noise * self.part.dispersion + np.float32(settings.level_spread**2)
        precision *= settings.tail_degrees * usual
        likelihood *= np.sqrt(precision, out=precision)
        likelihood += settings.odd_quarter
        if not known.all():  # then everything explains the quarter alike
            likelihood[:, ~known] = 1
        self.beliefs.all *= likelihood
        if self.beliefs.step % YEAR == YEAR - 1:
            total = self.beliefs.all.sum(axis=0)
            self.evidence += np.log(total)
            self.beliefs.all /= total


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
