"""The phase model's step from one quarter to the next, before the change of that quarter is read.

Where several states lead to one, their probabilities add up, and what they remember is merged by them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from narrate.movement.phase_beliefs import Beliefs
from narrate.movement.phase_model import BEGUN, MOVING, STILL

Reals = NDArray[np.float32]
Bools = NDArray[np.bool_]
Weighted = tuple[Reals, Reals]
"""Sums over states: of their weights, and of weight times each part of their memory."""

TINY = np.float32(1e-30)
"""Keeps the average of chance parts that nobody holds from being undefined."""


class Prediction:
    """Moves beliefs on by the transitions of their model.

    Parameters
    ----------
    beliefs : Beliefs
        They are changed in place.
    """

    def __init__(self, beliefs: Beliefs) -> None:
        self.model, self.beliefs = beliefs.model, beliefs
        self._difference = np.empty_like(beliefs.moving_memory[:, MOVING])

    def advance(self, unborn: Bools) -> None:
        """Move on to the next quarter, except for series that have not had their first."""
        beliefs, settings = self.beliefs, self.model.statistics
        beliefs.step += 1
        end, taper, reversal = settings.phase_end, settings.phase_taper, settings.phase_reversal
        fading, level = beliefs.fading_slot(), beliefs.level_slot()
        moving, chance = beliefs.moving[MOVING], beliefs.moving_memory[:, MOVING]
        faded, faded_memory = beliefs.moving[fading], beliefs.moving_memory[:, fading]
        ended = _total(moving, chance)
        stopped = _sum(_times(end * (1 - taper), ended), _total(faded, faded_memory))
        np.multiply(moving, end * taper, out=faded)
        faded_memory[:] = chance
        self._carry_on()
        resting = self._stay_level(settings.phase_start, level)
        self._begin(_times(reversal, stopped), _times(settings.phase_start, resting))
        beliefs.quiet[level] = (1 - reversal) * stopped[0]
        beliefs.quiet_memory[:, level] = stopped[1] / (stopped[0] + TINY)
        if unborn.any():
            np.copyto(beliefs.all, beliefs.first, where=unborn)

    def _stay_level(self, start: float, oldest: slice) -> Weighted:
        """Let level runs last, and return the total of them before.

        The oldest forget their movement, and the drift of those without one may change.
        """
        quiet, memory = self.beliefs.quiet, self.beliefs.quiet_memory
        still, chance = quiet[-STILL:], memory[:, -STILL:]
        every = _total(still, chance)
        resting = _sum(every, _total(quiet[:-STILL], memory[:, :-STILL]))
        forgotten = _times(1 - 2 * start, _total(quiet[oldest], memory[:, oldest]))
        kept = (1 - (STILL + 2) * start) * still
        chance *= kept
        chance += (start * every[1])[:, None]
        chance[:, 0] += forgotten[1]
        quiet[:-STILL] *= 1 - 2 * start
        np.add(kept, start * every[0], out=still)
        still[0] += forgotten[0]
        chance /= still + TINY
        return resting

    def _carry_on(self) -> None:
        """Let movements go on, those in their first quarter among them."""
        moving, begun = self.beliefs.moving[MOVING], self.beliefs.moving[BEGUN]
        moving[:] = self.model.going_on @ moving
        moving += begun
        begun /= moving + TINY
        chance = self.beliefs.moving_memory[:, MOVING]
        np.subtract(self.beliefs.moving_memory[:, BEGUN], chance, out=self._difference)
        self._difference *= begun
        chance += self._difference

    def _begin(self, turned: Weighted, rested: Weighted) -> None:
        """Let movements begin at every pace alike, after the opposite movement and after level quarters."""
        total = turned[0][::-1] + rested[0]
        weighted = turned[1][:, ::-1] + rested[1][:, None]
        self.beliefs.moving[BEGUN] = (total / len(self.model.pace))[:, None]
        self.beliefs.moving_memory[:, BEGUN] = (weighted / (total + TINY))[:, :, None]


def _total(weight: Reals, chance: Reals) -> Weighted:
    """Sum weights, and each part of memory by them, over the last but one axis."""
    return weight.sum(axis=-2), np.einsum("...rn,s...rn->s...n", weight, chance)


def _times(factor: float, total: Weighted) -> Weighted:
    """Multiply both sums."""
    return factor * total[0], factor * total[1]


def _sum(one: Weighted, other: Weighted) -> Weighted:
    """Add both sums."""
    return one[0] + other[0], one[1] + other[1]
