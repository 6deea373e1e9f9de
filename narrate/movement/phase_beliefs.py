"""What the phase model believes of each series: how probable every state is, and what it remembers.

Every state remembers the chance parts of the latest quarters, and the dispersion that its past had.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from narrate.movement.phase_model import BEGUN, FADE, FADING, KINDS, MOVING, STILL, PhaseModel

Reals = NDArray[np.float32]


class Beliefs:
    """Probability of each state, and its memory: chance parts and dispersion.

    The quarters of a fading movement and of a level run succeed each other without a choice. Instead of
    moving numbers from one to the next, the slots for them change meaning: the newest takes the slot of the
    oldest.

    Parameters
    ----------
    model : PhaseModel
    dispersion : ndarray of float, shape (n,)
        What every state remembers at first.
    lag : int
        Quarters of which the chance parts are remembered.

    Attributes
    ----------
    step : int
        Quarters since the first; it decides what the slots mean.
    first : ndarray of float, shape (states, 1)
        Probability of each state in the first quarter.
    all : ndarray of float, shape (states, n)
        Probability of each state, of which `moving` and `quiet` are views.
    moving : ndarray of float, shape (kinds, 2, paces, n)
        Probability of each moving state.
    quiet : ndarray of float, shape (2 * horizon + 3, n)
        Probability of each level state.
    memory : ndarray of float, shape (lag + 1, states, n)
        What is remembered under each state; `chance` and `dispersion`, `moving_memory` and `quiet_memory` are
        views of it.
    """

    def __init__(self, model: PhaseModel, dispersion: Reals, lag: int) -> None:
        self.model, self.step = model, 0
        n, states, paces = len(dispersion), len(model.label), len(model.pace)
        moving, shape = KINDS * 2 * paces, (KINDS, 2, paces, n)
        self.first = np.zeros((states, 1), np.float32)
        self.first[: 2 * paces] = model.start[0]
        self.first[-STILL:] = model.start[-1]
        self.all = np.zeros((states, n), np.float32)
        self.all[:] = self.first
        self.memory = np.zeros((lag + 1, states, n), np.float32)
        self.chance, self.dispersion = self.memory[:-1], self.memory[-1]
        self.dispersion[:] = dispersion
        self.moving, self.quiet = self.all[:moving].reshape(shape), self.all[moving:]
        self.moving_memory = self.memory[:, :moving].reshape(lag + 1, *shape)
        self.quiet_memory = self.memory[:, moving:]

    def fading_slot(self, stage: int = 0) -> int:
        """Return the kind of the movements that have been fading for so many quarters."""
        return FADING + (self.step - stage) % len(FADE)

    def level_slot(self, age: int = 0) -> slice:
        """Return the rows of the level runs that began so many quarters ago, up and down."""
        first = 2 * ((self.step - age) % self.model.horizon)
        return slice(first, first + 2)

    def copy_to(self, forward: Reals) -> None:
        """Write the probabilities in the model's order of states."""
        n = forward.shape[-1]
        fading = [self.fading_slot(stage) for stage in range(len(FADE))]
        kinds = [self.moving[kind].reshape(-1, n) for kind in (MOVING, BEGUN, *fading)]
        ages = [self.quiet[self.level_slot(age)] for age in range(self.model.horizon)]
        np.concatenate([*kinds, *ages, self.quiet[-STILL:]], axis=0, out=forward)
