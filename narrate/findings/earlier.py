"""What the last report stated, and what became of it, as records."""

from __future__ import annotations

from narrate.findings.vocabulary import Effect, Light, Relation
from narrate.movement import Direction, Movement
from narrate.settings import Frozen
from narrate.spec import SpecPeriod


class Revision(Frozen):
    """What became of the last report's figure.

    Attributes
    ----------
    then, now : float
        The figure as the last report gave it, and as the data has it today, for the same span.
    relation : Relation
        Of today's figure to the earlier one, as printed.
    difference : float
        `now` less `then`, in the indicator's unit.
    relative : float, optional
        The same as a share of `then`; None where that is zero.
    figures : int
        Figures of the series that print otherwise than in the last report.
    effect : Effect, optional
        What today's figures for the last report's periods would have made it say otherwise; None where it
        would have said the same.
    """

    then: float
    now: float
    relation: Relation
    difference: float
    relative: float | None
    figures: int
    effect: Effect | None = None


class LastReport(Frozen):
    """What the last report stated of the same indicator in the same area.

    Attributes
    ----------
    period : Period
        The span of its figure.
    value : float, optional
        Its figure, unrounded.
    movement : Movement, optional
        Its movement; None where none was given.
    before : Direction, optional
        Direction of the phase that a levelling or plateaued series had come out of.
    status : Light, optional
        Its red, amber or green status.
    significant : bool, optional
        Whether its change on the year was significant; None where no test ran.
    revision : Revision, optional
        What became of its figure; None where today's data has no figure for that span.
    """

    period: SpecPeriod
    value: float | None
    movement: Movement | None
    before: Direction | None
    status: Light | None
    significant: bool | None
    revision: Revision | None
