"""How a series came to its movement: phase by phase, or by the years that an annual label rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from narrate.findings import Change, Finding, Relation
from narrate.messages.message import OfIndicator, named_fact, optional
from narrate.messages.slots import Figure, Form, Length, Phrase, Span
from narrate.messages.vocabulary import LEADS_TO, SETTLED, Side, contrary_to_moves
from narrate.movement import VARIATION_RULES, WHOLE_TRENDS, Direction, Movement
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR, Period
from narrate.settings import Statistics


@dataclass(frozen=True, kw_only=True)
class HistoryMessage(OfIndicator):
    """A message that states a movement with what came before it."""

    movement: Movement | None = None
    annual: bool = False
    run: Direction | None = named_fact()
    untested: bool = False
    after: tuple[Direction, ...] = named_fact(())
    changed: bool = False
    length: Length | None = optional("how long the movement has lasted, or the series is")
    past: Length | None = optional("how long the phase before lasted")
    earlier: Length | None = optional("how long the phase before the one before lasted")
    latest: Phrase | None = optional("year or quarter, whichever differs")
    until: Span | None = optional("when the phase before ended")
    first: Figure | None = optional("the figure that a run of years began from")
    start: Span | None = optional("the year of that figure")

    @property
    def contrary(self) -> frozenset[Side]:
        """The other direction, where just one is stated."""
        return contrary_to_moves(self.movement, (*self.after, self.run))

    @property
    def stated_movement(self) -> Movement | None:
        """The movement that it states."""
        return self.movement


def history(finding: Finding, statistics: Statistics) -> dict[str, Any]:
    """Return the facts and slots of what came before the movement, or which years it rests on."""
    months = finding.latest.months
    if months > MONTHS_A_QUARTER:
        return _years(finding, statistics)
    phases = finding.phases
    if finding.movement is Movement.NOT_SIGNIFICANT or not phases:
        return _differing(finding)
    after = tuple(phase.direction for phase in phases[-2:-4:-1])
    level = finding.movement in SETTLED
    if not level or (len(after) > 1 and phases[-3].direction is Direction.LEVEL):
        after = after[:1]
    differing = _differing(finding, phases[-2].end) if level and len(phases) > 1 else {}
    given: dict[str, Any] = {
        "after": after[:1] if differing else after,
        **differing,
        "length": Length(phases[-1].periods, months),
    }
    if len(phases) > 1:
        given["until"] = Span(phases[-2].end.ending(1), named=True)
    for name, phase in zip(("past", "earlier"), phases[-2:-4:-1], strict=False):
        given[name] = Length(phase.periods, months)
    return given


def _differing(finding: Finding, since: Period | None = None) -> dict[str, Any]:
    """Return the facts and slots that tell of a significant change, since a period, that is no movement."""
    for name, change in (("year", finding.year), ("quarter", finding.quarter)):
        if change and change.significant and (since is None or change.reference_period.end >= since.end):
            return {"changed": True, "latest": Phrase(f"latest-{name}")}
    return {}


def _years(finding: Finding, statistics: Statistics) -> dict[str, Any]:
    """Return the facts and slots of the years that an annual label rests on.

    A run through all the latest years is stated with a label that denies a movement, which it would otherwise
    seem to contradict.
    """
    years = finding.series[: -1 if finding.overlap else None]
    latest = years[-statistics.trend_years :]
    run = finding.run
    if finding.movement is Movement.NOT_SIGNIFICANT and run and run.years >= len(latest) - 1:
        began = years[-1 - run.years]
        return {
            "annual": True,
            "run": run.direction,
            "length": Length(run.years, MONTHS_A_YEAR),
            "first": Figure(began.value, Form.NUMBER, finding.indicator, finding.area, began.period),
            "start": Span(began.period, named=True),
        }
    used = latest
    if finding.rule in WHOLE_TRENDS.values():
        start = finding.first_to_last.reference_period if finding.first_to_last else years[0].period
        used = tuple(one for one in years if one.period.end >= start.end)
    untested = finding.rule in VARIATION_RULES
    return {"annual": True, "untested": untested, "length": Length(len(used), MONTHS_A_YEAR)}


def last_direction(finding: Finding) -> Direction | None:
    """Return the direction of the newest phase that moved, or None where there is none."""
    moves = [phase.direction for phase in finding.phases if phase.direction is not Direction.LEVEL]
    return moves[-1] if moves else None


def against(finding: Finding, change: Change) -> bool:
    """Whether a change goes against the movement, so that both are stated."""
    side = LEADS_TO.get(finding.movement) if finding.movement else None
    return side is not None and change.relation not in (side, Relation.SAME)


def turning(finding: Finding, change: Change) -> bool:
    """Whether a significant change goes against the rise or fall that has ended: a first sign of a turn."""
    opposite = {Direction.UP: Relation.LOWER, Direction.DOWN: Relation.HIGHER}
    before = finding.before
    return bool(change.significant) and before is not None and opposite.get(before) is change.relation
