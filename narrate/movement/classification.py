"""Which movement each series of a block makes."""

from __future__ import annotations

import numpy as np

from narrate.measures import Basis, Block
from narrate.movement.annual_labels import judge_years
from narrate.movement.breaks import suspected_breaks
from narrate.movement.changes import Changes, current_segment, displayed_changes, yearly_changes
from narrate.movement.description import describe, yearly_events
from narrate.movement.dispersion import dispersion_of_tests
from narrate.movement.phase_filter import read_phases
from narrate.movement.phase_model import LABELS
from narrate.movement.priors import like_series
from narrate.movement.reasons import first_reason, periods_observed
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
            judged = judge_years(block, statistics)
        return describe(block, judged, statistics)


def _judge_quarters(block: Block, statistics: Statistics, batch: Integers) -> Judgement:
    """Label by the phase model, unless something stands against a label."""
    yearly = yearly_changes(block, statistics)
    tests = dispersion_of_tests(block, yearly, statistics, batch)
    changes = displayed_changes(block, yearly, tests, statistics, batch)
    reading = read_phases(changes, statistics)
    broken = np.zeros(len(block.display), bool)
    if block.basis is Basis.COUNT:
        broken = suspected_breaks(block, tests[0], statistics)
    reason, judged = _reasons_of_quarters(block, changes, broken, statistics)
    movement = np.array(LABELS, object)[reading.label]
    spoilt = changes.spoilt()
    reported = _ended(reading.states, changes.change, movement, statistics)
    step_index = np.full(len(movement), -1)
    if block.window == QUARTERS:
        steps = single_steps(changes.weighed(), changes.usual_variance(), statistics)
        movement, reported = _after_steps(movement, reported, steps, statistics)
        step_index = np.where(judged, np.maximum(steps.index, _step_between_levels(reported)), -1)
    movement[~judged] = None
    states = np.where(np.isfinite(changes.change) | spoilt, reported, np.int8(NO_STATE))
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
        *tests,
    )


def _ended(states: States, change: Floats, movement: Objects, statistics: Statistics) -> States:
    """Return states in which the last rise or fall ends with the last quarter that went its way.

    A movement that fades may be over in the figures before it is in the model. The quarters since are counted
    as level, as far as the label allows.
    """
    limit = np.zeros(len(states), np.int64)
    limit[movement == Movement.LEVELLING] = statistics.levelling_horizon
    limit[movement == Movement.PLATEAUED] = statistics.plateau_horizon
    reported = states.copy()
    age = (states[:, ::-1] != 0).argmax(axis=1)
    rows = np.flatnonzero(age < limit)
    while len(rows):
        last = states.shape[1] - 1 - age[rows]
        idle = reported[rows, last] * change[rows, last] <= 0
        # what is left of the movement must still be one, and so two quarters long
        idle &= (last > 1) & (reported[rows, last] == reported[rows, last - 1])
        idle &= reported[rows, last] == reported[rows, last - 2]
        rows, last = rows[idle], last[idle]
        reported[rows, last] = 0
        age[rows] += 1
        rows = rows[age[rows] < limit[rows]]
    return reported


def _reasons_of_quarters(
    block: Block, changes: Changes, broken: Bools, statistics: Statistics
) -> tuple[Objects, Bools]:
    """Return why a series of quarters gets no label, and whether it gets one."""
    inside = current_segment(block)
    observed = np.isfinite(block.count if block.basis is not Basis.VALUE else block.display)
    span = periods_observed(observed & inside)
    needed = statistics.minimum_variation if block.basis is Basis.VALUE else statistics.minimum_quarters
    short = span < needed
    known = np.isfinite(changes.change)
    missing = ~np.isfinite(block.display[:, -1]) | ~known[:, -1] | (known.sum(axis=1) < QUARTERS)
    return first_reason(
        {
            Reason.SUSPECTED_BREAK: broken,
            Reason.SERIES_BREAK: short & (periods_observed(observed) >= needed),
            Reason.TOO_FEW_PERIODS: short,
            Reason.NOT_CALCULABLE: _among_none(block),
            Reason.MISSING_PERIODS: missing,
            Reason.SMALL_COUNTS: yearly_events(block) < statistics.smallest_count,
        }
    )


def _among_none(block: Block) -> Bools:
    """Whether the latest figure is a proportion of nothing: all was observed, and there was none to count."""
    denominator = block.exposure[:, -block.window :].sum(axis=1)
    return np.asarray(
        (block.basis is Basis.PROPORTION) & (denominator == 0) & np.isfinite(block.count[:, -1])
    )


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
