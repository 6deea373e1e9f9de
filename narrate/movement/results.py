"""What is known of the movements of a block, and how to read its phases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate.measures import Block
from narrate.movement.evidence import Evidence
from narrate.movement.vocabulary import NO_STATE, Direction, Flag

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]
Objects = NDArray[np.object_]
States = NDArray[np.int8]

DIRECTIONS = {1: Direction.UP, 0: Direction.LEVEL, -1: Direction.DOWN}


@dataclass(frozen=True)
class Phase:
    """One stretch of a series in one direction.

    Attributes
    ----------
    direction : Direction
        Up, down or level.
    start, end : int
        Columns of the block's arrays: the first and last period whose change belongs to the phase.
    periods : int
        Length.
    """

    direction: Direction
    start: int
    end: int

    @property
    def periods(self) -> int:
        """Length in periods."""
        return self.end - self.start + 1


@dataclass(frozen=True)
class Span:
    """What all years of annual series since their last break show, besides a label.

    Attributes
    ----------
    p_value : ndarray of float, shape (n,)
        Two-sided p-value of the last year against the first, dispersion allowed for; NaN where no test runs.
    run : ndarray of int, shape (n,)
        Years in a row, up to the latest, in which the figure rose; below 0 where it fell. Described, not
        tested: a series without any trend has long runs too.
    """

    p_value: Floats
    run: Integers


@dataclass(frozen=True)
class Movements:
    """What each series of a block did; one row per series, in the block's order.

    Attributes
    ----------
    movement : ndarray of object, shape (n,)
        `Movement`, or None where none can be given.
    reason : ndarray of object, shape (n,)
        `Reason` exactly where there is no movement, else None.
    before : ndarray of object, shape (n,)
        `Direction` of the phase that a levelling or plateaued figure followed, else None.
    rule : ndarray of object, shape (n,)
        `Rule` that the label comes from, or would have come from.
    flags : ndarray of object, shape (n,)
        Tuple of `Flag`.
    states : ndarray of int8, shape (n, T)
        1, 0 or -1 for a period in an upward, level or downward phase; `NO_STATE` where there is none.
    quarters : ndarray of int, shape (n,)
        Length in periods of the phase or level run that the latest period is in; 0 without a movement.
    period : Evidence
        Latest period against the same period a year earlier, which is what moves a rolling figure.
    year : Evidence
        Displayed figure against that of a year earlier, where the two may be compared.
    value : ndarray of float, shape (n,)
        The displayed figure.
    peak, trough : ndarray of float, shape (n,)
        Highest and lowest displayed figure since the last break; NaN unless the fall, or rise, since then is
        a phase or a significant change on the year.
    peak_index, trough_index : ndarray of int, shape (n,)
        Their columns; -1 where there is none.
    step_index : ndarray of int, shape (n,)
        Column of the quarter in which the figure may have stepped at once from one level to another; -1 where
        none is suspected.
    dispersion : ndarray of float, shape (n,)
        Factor on the Poisson or binomial variance; NaN where only figures are known.
    degrees_of_freedom : ndarray of float, shape (n,)
        Of the dispersion; infinite where the variance is taken as known.
    tested : ndarray of bool, shape (n,)
        Whether a significance test could be run on the latest year.
    span : Span, optional
        What all years of annual series show; None for quarters.
    """

    movement: Objects
    reason: Objects
    before: Objects
    rule: Objects
    flags: Objects
    states: States
    quarters: Integers
    period: Evidence
    year: Evidence
    value: Floats
    peak: Floats
    peak_index: Integers
    trough: Floats
    trough_index: Integers
    step_index: Integers
    dispersion: Floats
    degrees_of_freedom: Floats
    tested: Bools
    span: Span | None = None


@dataclass(frozen=True)
class Judgement:
    """What the rule of a block says, before figures and tests are added to it.

    Attributes
    ----------
    movement, reason, before, rule, states, step_index, dispersion, degrees_of_freedom, span
        As in `Movements`.
    marks : dict of Flag to ndarray of bool, shape (n,)
        Flags that the rule itself raises.
    """

    movement: Objects
    reason: Objects
    before: Objects
    rule: Objects
    states: States
    marks: dict[Flag, Bools]
    step_index: Integers
    dispersion: Floats
    degrees_of_freedom: Floats
    span: Span | None = None


def phases(movements: Movements, block: Block, row: int) -> list[Phase]:
    """Return the phases of one series, oldest first.

    Parameters
    ----------
    movements : Movements
    block : Block
        The block that was classified.
    row : int
        Place of the series in both.

    Returns
    -------
    list of Phase
        A gap between two periods of one direction belongs to their phase. Empty without a movement.
    """
    states = movements.states[row]
    known = np.flatnonzero(states != NO_STATE)
    if not known.size:
        return []
    turns = np.flatnonzero(np.diff(states[known]) != 0)
    first, last = np.r_[0, turns + 1], np.r_[turns, len(known) - 1]
    return [
        Phase(DIRECTIONS[int(states[known[a]])], int(known[a]), int(known[b]))
        for a, b in zip(first, last, strict=True)
    ]
