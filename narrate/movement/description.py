"""The figures, tests, extremes and flags that accompany a label."""

from __future__ import annotations

import numpy as np
import pandas as pd

from narrate.measures import Basis, Block
from narrate.movement.changes import current_segment
from narrate.movement.evidence import Evidence, compare_latest, size_of_change
from narrate.movement.results import Bools, Floats, Integers, Judgement, Movements, Objects, States
from narrate.movement.vocabulary import NO_STATE, VARIATION_RULES, Flag, Movement
from narrate.settings import Statistics


def describe(block: Block, judged: Judgement, statistics: Statistics) -> Movements:
    """Add figures, tests, extremes and flags to the labels of a block.

    Parameters
    ----------
    block : Block
    judged : Judgement
    statistics : Statistics

    Returns
    -------
    Movements
    """
    arguments = (judged.dispersion, judged.degrees_of_freedom, statistics)
    period = compare_latest(block, 1, *arguments)
    year = compare_latest(block, block.window, *arguments)
    significant = (year.p_value < statistics.alpha) & (np.abs(year.change) > 0)
    inside = current_segment(block)
    peak, peak_index = _extreme(block.display, judged.states, significant & (year.change < 0), -1, inside)
    trough, trough_index = _extreme(block.display, judged.states, significant & (year.change > 0), 1, inside)
    return Movements(
        movement=judged.movement,
        reason=judged.reason,
        before=judged.before,
        rule=judged.rule,
        flags=_flags(block, judged, period, year, statistics),
        states=judged.states,
        quarters=_current_run(judged.states),
        period=period,
        year=year,
        value=block.display[:, -1],
        peak=peak,
        peak_index=peak_index,
        trough=trough,
        trough_index=trough_index,
        step_index=judged.step_index,
        dispersion=judged.dispersion,
        degrees_of_freedom=judged.degrees_of_freedom,
        tested=np.isfinite(year.p_value),
        span=judged.span,
    )


def _current_run(states: States) -> Integers:
    """Return the length of the phase or level run that the latest period is in; gaps inside it count."""
    latest = _latest_state(states)
    same = (states == latest[:, None]) | (states == NO_STATE)
    run = np.cumprod(same[:, ::-1], axis=1).sum(axis=1)
    begun = (states != NO_STATE).argmax(axis=1)
    return np.where(latest == NO_STATE, 0, np.minimum(run, states.shape[1] - begun))


def _latest_state(states: States) -> States:
    """Return the state of the latest period that has one."""
    known = states != NO_STATE
    last = states.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return np.asarray(states[np.arange(len(states)), last])


def _extreme(
    display: Floats, states: States, significant: Bools, direction: int, inside: Bools
) -> tuple[Floats, Integers]:
    """Find the highest (direction -1: a fall since) or lowest (1: a rise since) displayed figure."""
    far = direction * np.inf
    figures = np.where(inside & np.isfinite(display), display, far)
    index = figures.argmax(axis=1) if direction < 0 else figures.argmin(axis=1)
    since = np.arange(display.shape[1]) > index[:, None]
    moved = ((states == direction) & since).any(axis=1) | (significant & since.any(axis=1))
    value = figures[np.arange(len(figures)), index]
    kept = moved & np.isfinite(value)
    return np.where(kept, value, np.nan), np.where(kept, index, -1)


def _cross_checks(
    judged: Judgement, period: Evidence, year: Evidence, statistics: Statistics
) -> dict[Flag, Bools]:
    """Compare labels with the changes that accompany them."""
    sign = (judged.movement == Movement.RISING).astype(int) - (judged.movement == Movement.REDUCING).astype(
        int
    )
    given = pd.notna(judged.movement)
    share = size_of_change(Basis.VALUE, year.now, year.then)
    far = np.abs(share) >= statistics.cross_check_change
    return {
        Flag.LEVEL_YET_CHANGED: given & (sign == 0) & far & (year.p_value < statistics.cross_check_alpha),
        Flag.LATEST_AGAINST: sign * np.sign(np.nan_to_num(period.change)) < 0,
    }


def _flags(
    block: Block, judged: Judgement, period: Evidence, year: Evidence, statistics: Statistics
) -> Objects:
    """Collect the flags of each series, in the order of `Flag`."""
    events = yearly_events(block)
    inside = current_segment(block)
    observed = np.isfinite(block.display if block.basis is Basis.VALUE else block.count)
    started = observed.cumsum(axis=1) > 0
    moving = (judged.movement == Movement.RISING) | (judged.movement == Movement.REDUCING)
    no_test = np.isin(judged.rule, np.array(list(VARIATION_RULES), object))
    marks = {
        Flag.SERIES_BREAK: (~inside).any(axis=1),
        Flag.GAP: (started & inside & ~observed).any(axis=1),
        Flag.SMALL_COUNTS: events < statistics.small_count,
        Flag.VARIATION_ONLY: no_test,
        Flag.STABLE: year.equivalent & ~moving,
        **_cross_checks(judged, period, year, statistics),
        **judged.marks,
    }
    present = [flag for flag in Flag if flag in marks]
    bits = np.stack([marks[flag] for flag in present], axis=1) @ (1 << np.arange(len(present)))
    codes, place = np.unique(bits, return_inverse=True)
    tuples = np.empty(len(codes), object)
    for number, code in enumerate(codes):
        tuples[number] = tuple(flag for bit, flag in enumerate(present) if code >> bit & 1)
    return tuples[place]


def yearly_events(block: Block) -> Floats:
    """Average the periods observed in two years; for proportions, the rarer of success and failure.

    Parameters
    ----------
    block : Block

    Returns
    -------
    ndarray of float, shape (n,)
        Events a year; infinite where only figures are known.
    """
    if block.basis is Basis.VALUE:
        return np.full(len(block.display), np.inf)
    latest = slice(-2 * block.periods_per_year, None)
    events = block.count[:, latest]
    a_year = block.periods_per_year / np.maximum(np.isfinite(events).sum(axis=1), 1)
    if block.basis is Basis.PROPORTION:
        failures = np.nansum(block.exposure[:, latest] - events, axis=1)
        return np.asarray(np.minimum(np.nansum(events, axis=1), failures) * a_year)
    return np.asarray(np.nansum(events, axis=1) * a_year)
