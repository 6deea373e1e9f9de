"""Which movement each series of a block makes, and what the label rests on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate.measures import Basis, Block
from narrate.movement.annual import annual_trends
from narrate.movement.changes import (
    QUARTERS,
    Changes,
    current_segment,
    like_series,
    spoilt_by,
    suspected_breaks,
    yearly_changes,
)
from narrate.movement.evidence import Evidence, compare_latest
from narrate.movement.phase_model import LABELS, read_phases
from narrate.movement.vocabulary import NO_STATE, Direction, Flag, Movement, Reason, Rule
from narrate.settings import Statistics

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
    change_period, p_period : ndarray of float, shape (n,)
        Latest period against the same period a year earlier, which is what moves a rolling figure: relative
        change (percentage points for proportions) and two-sided p-value.
    change_year, p_year : ndarray of float, shape (n,)
        Displayed figure against that of a year earlier: relative change or percentage points, and p-value.
    lower, upper : ndarray of float, shape (n,)
        95 % interval of the year-on-year ratio; of the change in percentage points for proportions.
    value, year_ago : ndarray of float, shape (n,)
        The displayed figure, and that of a year earlier where the two may be compared.
    peak, trough : ndarray of float, shape (n,)
        Highest and lowest displayed figure since the last break; NaN unless the fall, or rise, since then is
        a phase or a significant change on the year.
    peak_index, trough_index : ndarray of int, shape (n,)
        Their columns; -1 where there is none.
    dispersion : ndarray of float, shape (n,)
        Factor on the Poisson or binomial variance; NaN where only figures are known.
    degrees_of_freedom : ndarray of float, shape (n,)
        Of the dispersion; infinite where the variance is taken as known.
    tested : ndarray of bool, shape (n,)
        Whether a significance test could be run on the latest year.
    """

    movement: Objects
    reason: Objects
    before: Objects
    rule: Objects
    flags: Objects
    states: States
    quarters: Integers
    change_period: Floats
    p_period: Floats
    change_year: Floats
    p_year: Floats
    lower: Floats
    upper: Floats
    value: Floats
    year_ago: Floats
    peak: Floats
    peak_index: Integers
    trough: Floats
    trough_index: Integers
    dispersion: Floats
    degrees_of_freedom: Floats
    tested: Bools


@dataclass(frozen=True)
class _Judgement:
    """What the rule of a block says, before it is dressed with figures."""

    movement: Objects
    reason: Objects
    before: Objects
    rule: Objects
    states: States
    marks: dict[Flag, Bools]
    dispersion: Floats
    degrees_of_freedom: Floats


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
    with np.errstate(divide="ignore", invalid="ignore"):
        judged = (_judge_quarters if block.periods_per_year == QUARTERS else _judge_years)(
            block, statistics, batch
        )
        return _dress(block, judged, statistics)


def _judge_quarters(block: Block, statistics: Statistics, batch: Integers) -> _Judgement:
    """Phase model, unless something stands against a label."""
    changes = yearly_changes(block, statistics, batch)
    reading = read_phases(changes.weighed(), changes.variance, statistics)
    broken = np.zeros(len(block.display), bool)
    if block.basis is Basis.COUNT:
        broken = suspected_breaks(block, changes.dispersion, statistics)
    reason = _reasons_of_quarters(block, changes, broken, statistics)
    judged = reason == None  # noqa: E711  elementwise
    movement = np.where(judged, np.array(LABELS, object)[reading.label], None)
    spoilt = spoilt_by(changes.shock)
    states = np.where(np.isfinite(changes.change) | spoilt, reading.states, np.int8(NO_STATE))
    states[~judged] = NO_STATE
    variation = ~np.isfinite(changes.dispersion)
    return _Judgement(
        movement,
        reason,
        _before(movement, states),
        np.where(variation, Rule.VARIATION, Rule.PHASES).astype(object),
        states,
        {
            Flag.SHOCK: changes.shock.any(axis=1),
            Flag.SUSPECTED_BREAK: broken,
            Flag.POSSIBLE_STEP: _possible_step(states) & (block.window == QUARTERS),
            Flag.PRIOR_DISPERSION: ~changes.own,
        },
        changes.dispersion,
        changes.degrees_of_freedom,
    )


def _first(conditions: dict[Reason, Bools], n: int) -> Objects:
    """Reason of each series: the first that holds, or None."""
    reason = np.full(n, None, object)
    for code, holds in reversed(conditions.items()):
        reason[holds] = code
    return reason


def _reasons_of_quarters(block: Block, changes: Changes, broken: Bools, statistics: Statistics) -> Objects:
    """Why a series of quarters gets no label, where it gets none."""
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
            Reason.SMALL_COUNTS: _yearly_events(block) < statistics.smallest_count,
        },
        len(short),
    )


def _span(observed: Bools) -> Integers:
    """Periods from the first that was observed to the latest."""
    return np.where(observed.any(axis=1), observed.shape[1] - observed.argmax(axis=1), 0)


def _yearly_events(block: Block) -> Floats:
    """Mean events a year over the latest two years; for proportions, the rarer of success and failure."""
    if block.basis is Basis.VALUE:
        return np.full(len(block.display), np.inf)
    latest = slice(-2 * block.periods_per_year, None)
    events = block.count[:, latest]
    if block.basis is Basis.PROPORTION:
        failures = np.nansum(block.exposure[:, latest] - events, axis=1)
        return np.minimum(np.nansum(events, axis=1), failures) / 2
    return np.nansum(events, axis=1) / 2


def _judge_years(block: Block, statistics: Statistics, batch: Integers) -> _Judgement:
    """Recent-trend rule."""
    trends = annual_trends(block, statistics)
    n = len(trends.direction)
    known = trends.direction != NO_STATE
    inside = current_segment(block)
    observed = np.isfinite(block.display)
    span = _span(observed & inside) - (block.overlap > 0)
    values = trends.rule == Rule.TREND_OF_VALUES
    needed = np.where(values, statistics.minimum_variation, statistics.minimum_years)
    short = span < needed
    reason = _first(
        {
            Reason.SERIES_BREAK: short & (_span(observed) - (block.overlap > 0) >= needed),
            Reason.TOO_FEW_PERIODS: short,
            Reason.MISSING_PERIODS: ~_latest_known(block, statistics.minimum_years),
            Reason.SMALL_COUNTS: _yearly_events(block) < statistics.smallest_count,
            Reason.NOT_CALCULABLE: ~known,
        },
        n,
    )
    judged = reason == None  # noqa: E711  elementwise
    movement = np.full(n, None, object)
    for state, label in ((1, Movement.RISING), (0, Movement.NOT_SIGNIFICANT), (-1, Movement.REDUCING)):
        movement[judged & (trends.direction == state)] = label
    states = np.where(judged[:, None], trends.states, np.int8(NO_STATE))
    dispersion, degrees = _annual_dispersion(block, statistics)
    return _Judgement(
        movement,
        reason,
        _before(movement, states),
        trends.rule,
        states,
        {Flag.OVERLAP: block.overlap > 0},
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


def _annual_dispersion(block: Block, statistics: Statistics) -> tuple[Floats, Floats]:
    """The annual rule takes variances as known; so do the comparisons of single years."""
    n = len(block.display)
    if block.basis is Basis.VALUE:
        return np.full(n, np.nan), np.full(n, np.inf)
    return block.design_effect.astype(float), np.full(n, np.inf)


def _before(movement: Objects, states: States) -> Objects:
    """Direction of the last phase before the level run, for movements that level after one."""
    moved = (states == 1) | (states == -1)
    last = states.shape[1] - 1 - moved[:, ::-1].argmax(axis=1)
    direction = states[np.arange(len(states)), last]
    levelled = (movement == Movement.LEVELLING) | (movement == Movement.PLATEAUED)
    before = np.full(len(states), None, object)
    before[levelled & (direction == 1)] = Direction.UP
    before[levelled & (direction == -1)] = Direction.DOWN
    return before


def _possible_step(states: States) -> Bools:
    """Whether a row has a phase of exactly four quarters between level ones."""
    found = np.zeros(len(states), bool)
    for start in range(1, states.shape[1] - QUARTERS):
        window = states[:, start : start + QUARTERS]
        same = (window == window[:, :1]).all(axis=1) & (np.abs(window[:, 0]) == 1)
        found |= same & (states[:, start - 1] == 0) & (states[:, start + QUARTERS] == 0)
    return found


def _dress(block: Block, judged: _Judgement, statistics: Statistics) -> Movements:
    """Add figures, tests, extremes and flags to the labels."""
    arguments = (judged.dispersion, judged.degrees_of_freedom, statistics)
    period = compare_latest(block, 1, *arguments)
    year = compare_latest(block, block.window, *arguments)
    value, year_ago = _figures(block)
    significant = (year.p_value < statistics.alpha) & (np.abs(year.change) > 0)
    inside = current_segment(block)
    peak, peak_index = _extreme(block.display, judged.states, significant & (year.change < 0), -1, inside)
    trough, trough_index = _extreme(block.display, judged.states, significant & (year.change > 0), 1, inside)
    return Movements(
        movement=judged.movement,
        reason=judged.reason,
        before=judged.before,
        rule=judged.rule,
        flags=_flags(block, judged, year, statistics),
        states=judged.states,
        quarters=_current_run(judged.states),
        change_period=period.change,
        p_period=period.p_value,
        change_year=_displayed_change(block, value, year_ago),
        p_year=year.p_value,
        lower=year.lower,
        upper=year.upper,
        value=value,
        year_ago=year_ago,
        peak=peak,
        peak_index=peak_index,
        trough=trough,
        trough_index=trough_index,
        dispersion=judged.dispersion,
        degrees_of_freedom=judged.degrees_of_freedom,
        tested=np.isfinite(year.p_value),
    )


def _figures(block: Block) -> tuple[Floats, Floats]:
    """The displayed figure, and that of a year earlier where the two may be compared."""
    value = block.display[:, -1]
    before = -1 - block.periods_per_year
    if block.display.shape[1] < -before:
        return value, np.full(len(value), np.nan)
    same = (block.segment[:, before] == block.segment[:, -1]) & (block.overlap == 0)
    return value, np.where(same, block.display[:, before], np.nan)


def _displayed_change(block: Block, value: Floats, year_ago: Floats) -> Floats:
    """Change of the displayed figure on the year."""
    if block.basis is Basis.PROPORTION:
        return value - year_ago
    return np.divide(value, year_ago, out=np.full_like(value, np.nan), where=year_ago > 0) - 1


def _current_run(states: States) -> Integers:
    """Length of the phase or level run that the latest period is in; gaps inside it count."""
    latest = _latest_state(states)
    same = (states == latest[:, None]) | (states == NO_STATE)
    run = np.cumprod(same[:, ::-1], axis=1).sum(axis=1)
    begun = (states != NO_STATE).argmax(axis=1)
    return np.where(latest == NO_STATE, 0, np.minimum(run, states.shape[1] - begun))


def _latest_state(states: States) -> States:
    """State of the latest period that has one."""
    known = states != NO_STATE
    last = states.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return states[np.arange(len(states)), last]


def _extreme(
    display: Floats, states: States, significant: Bools, direction: int, inside: Bools
) -> tuple[Floats, Integers]:
    """Highest (direction -1: a fall since) or lowest (direction 1: a rise since) displayed figure."""
    far = direction * np.inf
    figures = np.where(inside & np.isfinite(display), display, far)
    index = figures.argmax(axis=1) if direction < 0 else figures.argmin(axis=1)
    since = np.arange(display.shape[1]) > index[:, None]
    moved = ((states == direction) & since).any(axis=1) | (significant & since.any(axis=1))
    value = figures[np.arange(len(figures)), index]
    kept = moved & np.isfinite(value)
    return np.where(kept, value, np.nan), np.where(kept, index, -1)


def _flags(block: Block, judged: _Judgement, year: Evidence, statistics: Statistics) -> Objects:
    """Tuple of flags of each series, in the order of `Flag`."""
    events = _yearly_events(block)
    inside = current_segment(block)
    observed = np.isfinite(block.display if block.basis is Basis.VALUE else block.count)
    started = observed.cumsum(axis=1) > 0
    no_test = np.isin(judged.rule, np.array([Rule.VARIATION, Rule.TREND_OF_VALUES], object))
    marks = {
        Flag.SERIES_BREAK: (~inside).any(axis=1),
        Flag.GAP: (started & inside & ~observed).any(axis=1),
        Flag.SMALL_COUNTS: events < statistics.small_count,
        Flag.VARIATION_ONLY: no_test,
        Flag.STABLE: year.equivalent,
        **judged.marks,
    }
    present = [flag for flag in Flag if flag in marks]
    bits = np.stack([marks[flag] for flag in present], axis=1) @ (1 << np.arange(len(present)))
    codes, place = np.unique(bits, return_inverse=True)
    tuples = np.empty(len(codes), object)
    for number, code in enumerate(codes):
        tuples[number] = tuple(flag for bit, flag in enumerate(present) if code >> bit & 1)
    return tuples[place]


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
