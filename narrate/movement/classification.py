"""Which movement each series of a block makes."""

from __future__ import annotations

import numpy as np

from narrate.measures import Basis, Block
from narrate.movement.annual import annual_dispersion, annual_trends
from narrate.movement.changes import (
    Changes,
    current_segment,
    displayed_changes,
    like_series,
    suspected_breaks,
)
from narrate.movement.description import describe, yearly_events
from narrate.movement.phase_filter import read_phases
from narrate.movement.phase_model import LABELS
from narrate.movement.results import Bools, Floats, Integers, Judgement, Movements, Objects, States
from narrate.movement.seasons import QUARTERS
from narrate.movement.steps import Steps, single_steps
from narrate.movement.vocabulary import NO_STATE, Direction, Flag, Movement, Reason, Rule
from narrate.settings import Statistics


def classify_block(block: Block, statistics: Statistics, batch: Integers | None = None) -> Movements:
    """Classify every series of a block.

    Parameters
    ----------
    block : Block
        Quarters or years.
    statistics : Statistics
        Thresholds.
    batch : ndarray of int, shape (n,), optional
        Number of the batch of like series that each series takes its prior dispersion from, -1 for none.
        Without it, `like_series` decides.

    Returns
    -------
    Movements
    """
    if batch is None:
        batch = like_series(block, statistics.batch_size)
    with np.errstate(all="ignore"):
        if block.periods_per_year == QUARTERS:
            judged = _judge_quarters(block, statistics, batch)
        else:
            judged = _judge_years(block, statistics)
        return describe(block, judged, statistics)


def _judge_quarters(block: Block, statistics: Statistics, batch: Integers) -> Judgement:
    """Label by the phase model, unless something stands against a label."""
    changes = displayed_changes(block, statistics, batch)
    reading = read_phases(changes, statistics)
    broken = np.zeros(len(block.display), bool)
    if block.basis is Basis.COUNT:
        broken = suspected_breaks(block, changes.dispersion, statistics)
    reason, judged = _reasons_of_quarters(block, changes, broken, statistics)
    movement = np.array(LABELS, object)[reading.label]
    spoilt = changes.spoilt()
    told = _ended(reading.states, changes.change, movement, statistics)
    step_index = np.full(len(movement), -1)
    if block.window == QUARTERS:
        steps = single_steps(changes.weighed(), changes.usual_variance(), statistics)
        movement, told = _after_steps(movement, told, steps, statistics)
        step_index = np.where(judged, np.maximum(steps.index, _step_between_levels(told)), -1)
    movement[~judged] = None
    states = np.where(np.isfinite(changes.change) | spoilt, told, np.int8(NO_STATE))
    states[~judged] = NO_STATE
    variation = ~np.isfinite(changes.dispersion)
    return Judgement(
        movement,
        reason,
        _before(movement, states),
        np.array([Rule.PHASES, Rule.VARIATION], object)[variation.astype(int)],
        states,
        {
            Flag.SHOCK: changes.shock.any(axis=1) & ~broken,
            Flag.SUSPECTED_BREAK: broken,
            Flag.POSSIBLE_STEP: step_index >= 0,
            Flag.PRIOR_DISPERSION: ~changes.own,
        },
        step_index,
        changes.dispersion,
        changes.degrees_of_freedom,
    )


def _ended(states: States, change: Floats, movement: Objects, statistics: Statistics) -> States:
    """Return states in which the last rise or fall ends with the last quarter that went its way.

    A movement that fades may be over in the figures before it is in the model. The quarters since are counted
    as level, as far as the label allows.
    """
    limit = np.zeros(len(states), np.int64)
    limit[movement == Movement.LEVELLING] = statistics.levelling_horizon
    limit[movement == Movement.PLATEAUED] = statistics.plateau_horizon
    told = states.copy()
    age = (states[:, ::-1] != 0).argmax(axis=1)
    rows = np.flatnonzero(age < limit)
    while len(rows):
        last = states.shape[1] - 1 - age[rows]
        idle = told[rows, last] * change[rows, last] <= 0
        # what is left of the movement must still be one, and so two quarters long
        idle &= (last > 1) & (told[rows, last] == told[rows, last - 1])
        idle &= told[rows, last] == told[rows, last - 2]
        rows, last = rows[idle], last[idle]
        told[rows, last] = 0
        age[rows] += 1
        rows = rows[age[rows] < limit[rows]]
    return told


def _first(conditions: dict[Reason, Bools]) -> tuple[Objects, Bools]:
    """Return the first reason that holds for each series, or None, and whether none does."""
    held = np.stack(list(conditions.values()))
    free = np.asarray(~held.any(axis=0))
    reason = np.array(list(conditions), object)[held.argmax(axis=0)]
    reason[free] = None
    return reason, free


def _reasons_of_quarters(
    block: Block, changes: Changes, broken: Bools, statistics: Statistics
) -> tuple[Objects, Bools]:
    """Return why a series of quarters gets no label, and whether it gets one."""
    inside = current_segment(block)
    observed = np.isfinite(block.count if block.basis is not Basis.VALUE else block.display)
    span = _span(observed & inside)
    needed = statistics.minimum_variation if block.basis is Basis.VALUE else statistics.minimum_quarters
    short = span < needed
    known = np.isfinite(changes.change)
    missing = ~np.isfinite(block.display[:, -1]) | ~known[:, -1] | (known.sum(axis=1) < QUARTERS)
    return _first(
        {
            Reason.SUSPECTED_BREAK: broken,
            Reason.SERIES_BREAK: short & (_span(observed) >= needed),
            Reason.TOO_FEW_PERIODS: short,
            Reason.MISSING_PERIODS: missing,
            Reason.SMALL_COUNTS: yearly_events(block) < statistics.smallest_count,
        }
    )


def _span(observed: Bools) -> Integers:
    """Periods from the first that was observed to the latest."""
    return np.where(observed.any(axis=1), observed.shape[1] - observed.argmax(axis=1), 0)


def _judge_years(block: Block, statistics: Statistics) -> Judgement:
    """Label by the recent-trend rule."""
    trends = annual_trends(block, statistics)
    n = len(trends.direction)
    known = trends.direction != NO_STATE
    inside = current_segment(block)
    observed = np.isfinite(block.display)
    span = _span(observed & inside) - (block.overlap > 0)
    values = trends.rule == Rule.TREND_OF_VALUES
    needed = np.where(values, statistics.minimum_variation, statistics.minimum_years)
    short = span < needed
    reason, judged = _first(
        {
            Reason.SERIES_BREAK: short & (_span(observed) - (block.overlap > 0) >= needed),
            Reason.TOO_FEW_PERIODS: short,
            Reason.MISSING_PERIODS: ~_latest_known(block, statistics.minimum_years),
            Reason.SMALL_COUNTS: yearly_events(block) < statistics.smallest_count,
            Reason.NOT_CALCULABLE: ~known,
        }
    )
    movement = np.full(n, None, object)
    for state, label in ((1, Movement.RISING), (0, Movement.NOT_SIGNIFICANT), (-1, Movement.REDUCING)):
        movement[judged & (trends.direction == state)] = label
    states = np.where(judged[:, None], trends.states, np.int8(NO_STATE))
    dispersion, degrees = annual_dispersion(block, statistics)
    return Judgement(
        movement,
        reason,
        _before(movement, states),
        trends.rule,
        states,
        {Flag.OVERLAP: block.overlap > 0},
        np.full(n, -1),
        dispersion,
        degrees,
    )


def _latest_known(block: Block, years: int) -> Bools:
    """Whether the latest years that the rule needs are all observed."""
    known = np.isfinite(block.display)
    padded = np.pad(known, ((0, 0), (years + 1, 0)))
    full = padded[:, -years:].all(axis=1)
    before = padded[:, -years - 1 : -1].all(axis=1)
    return np.where(block.overlap > 0, before, full)


def _before(movement: Objects, states: States) -> Objects:
    """Return the direction of the last phase, for movements that level after one."""
    moved = (states == 1) | (states == -1)
    last = states.shape[1] - 1 - moved[:, ::-1].argmax(axis=1)
    direction = states[np.arange(len(states)), last]
    levelled = (movement == Movement.LEVELLING) | (movement == Movement.PLATEAUED)
    before = np.full(len(states), None, object)
    before[levelled & (direction == 1)] = Direction.UP
    before[levelled & (direction == -1)] = Direction.DOWN
    return before


def _after_steps(
    movement: Objects, states: States, steps: Steps, statistics: Statistics
) -> tuple[Objects, States]:
    """Return movements and states in which no series goes back on a single step that explains it.

    Where the phases take chance since a step for a movement the other way, the label is the one that the step
    has earned: a rolling figure is level from the fifth quarter on.
    """
    since = states.shape[1] - QUARTERS - steps.index
    moving = (movement == Movement.RISING).astype(int) - (movement == Movement.REDUCING)
    against = moving * steps.direction < 0
    over = (since > statistics.levelling_horizon).astype(int) + (since > statistics.plateau_horizon)
    earned = np.array([Movement.LEVELLING, Movement.PLATEAUED, Movement.NOT_SIGNIFICANT], object)[over]
    place = np.arange(states.shape[1]) - steps.index[:, None]
    stepped = np.where((place >= 0) & (place < QUARTERS), steps.direction[:, None], 0).astype(np.int8)
    return np.where(against, earned, movement), np.where(against[:, None], stepped, states)


def _step_between_levels(states: States) -> Integers:
    """Return the first column of the latest phase of exactly four quarters between level ones, or else -1."""
    if states.shape[1] < QUARTERS + 2:
        return np.full(len(states), -1)
    same = states[:, 1:] == states[:, :-1]
    alike = same[:, 1:-3] & same[:, 2:-2] & same[:, 3:-1]
    between = (states[:, : -QUARTERS - 1] == 0) & (states[:, QUARTERS + 1 :] == 0)
    found = alike & between & (np.abs(states[:, 1:-QUARTERS]) == 1)
    last = found.shape[1] - found[:, ::-1].argmax(axis=1)
    return np.where(found.any(axis=1), last, -1)
