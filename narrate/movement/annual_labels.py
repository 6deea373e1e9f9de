"""Which movement each annual series makes."""

from __future__ import annotations

import numpy as np

from narrate.measures import Basis, Block
from narrate.movement.annual import annual_trends
from narrate.movement.description import yearly_events
from narrate.movement.reasons import first_reason
from narrate.movement.results import Bools, Judgement, Span
from narrate.movement.vocabulary import NO_STATE, Flag, Movement, Reason
from narrate.movement.years import Years, annual_dispersion, current_run, first_to_last, years_of
from narrate.settings import Statistics

LABELS = {1: Movement.RISING, 0: Movement.NOT_SIGNIFICANT, -1: Movement.REDUCING}


def judge_years(block: Block, statistics: Statistics) -> Judgement:
    """Label annual series by their trends.

    Parameters
    ----------
    block : Block
        Of one period a year.
    statistics : Statistics

    Returns
    -------
    Judgement
    """
    years = years_of(block)
    dispersion, degrees = annual_dispersion(years, statistics)
    trends = annual_trends(years, dispersion, degrees, statistics)
    short = years.number < statistics.minimum_years
    observed = np.isfinite(block.display).sum(axis=1) - (block.overlap > 0)
    reason, judged = first_reason(
        {
            Reason.SERIES_BREAK: short & (observed >= statistics.minimum_years),
            Reason.TOO_FEW_PERIODS: short,
            Reason.MISSING_PERIODS: ~_latest_known(block, years),
            Reason.SMALL_COUNTS: yearly_events(block) < statistics.smallest_count,
            Reason.NOT_CALCULABLE: trends.direction == NO_STATE,
        }
    )
    movement = np.full(len(judged), None, object)
    for state, label in LABELS.items():
        movement[judged & (trends.direction == state)] = label
    known = block.basis is not Basis.VALUE
    return Judgement(
        movement=movement,
        reason=reason,
        before=np.full(len(judged), None, object),
        rule=trends.rule,
        states=np.where(judged[:, None], trends.states, np.int8(NO_STATE)),
        marks={Flag.OVERLAP: block.overlap > 0},
        step_index=np.full(len(judged), -1),
        dispersion=dispersion if known else np.full(len(judged), np.nan),
        degrees_of_freedom=degrees if known else np.full(len(judged), np.inf),
        span=Span(first_to_last(years, dispersion, degrees), current_run(years)),
    )


def _latest_known(block: Block, years: Years) -> Bools:
    """Whether the latest year that overlaps no other has a figure."""
    latest = block.display.shape[1] - 1 - (block.overlap > 0)
    return np.asarray(years.column[:, -1] == latest)
