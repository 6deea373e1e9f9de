"""What the last report stated, and what has been revised since, by its findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from math import isclose

from narrate.findings.earlier import LastReport, Revision
from narrate.findings.record import Finding
from narrate.findings.scale import as_printed, relation_in_print
from narrate.findings.timeline import Observed
from narrate.findings.vocabulary import Effect
from narrate.movement import Direction, Movement
from narrate.periods import Period


@dataclass(frozen=True)
class Hindsight:
    """What the last report would have stated of an indicator with today's figures for its periods.

    Attributes
    ----------
    series : tuple of Observed
    movement : Movement, optional
    before : Direction, optional
        As in a `Finding`.
    significant : bool, optional
        Whether the change on the year was significant.
    """

    series: tuple[Observed, ...]
    movement: Movement | None
    before: Direction | None
    significant: bool | None


def last_report(
    finding: Finding, before: Finding | None, decimals: int, hindsight: Hindsight | None = None
) -> LastReport | None:
    """Return what the last report stated of the same indicator in the same area.

    Parameters
    ----------
    finding : Finding
        What is found today.
    before : Finding, optional
        What the last report found.
    decimals : int
        With which the indicator's figures are printed.
    hindsight : Hindsight, optional
        Needed only where figures of the last report have been revised.

    Returns
    -------
    LastReport or None
        None where there is none.
    """
    if before is None:
        return None
    return LastReport(
        period=before.period,
        value=before.value,
        movement=before.movement,
        before=before.before,
        status=before.status,
        significant=before.year.significant if before.year else None,
        revision=_revision(finding, before, decimals, hindsight),
    )


def may_be_revised(finding: Finding, before: Finding) -> bool:
    """Whether any figure that the last report held is another one today, or stands for other spans."""
    now = _figures(finding.series)
    return any(one.period not in now or not isclose(now[one.period], one.value) for one in before.series)


def _effect(before: Finding, hindsight: Hindsight | None) -> Effect | None:
    if hindsight is None:
        return None
    if (hindsight.movement, hindsight.before) != (before.movement, before.before):
        return Effect.MOVEMENT
    significant = before.year.significant if before.year else None
    return Effect.TEST if hindsight.significant is not significant else None


def _revision(
    finding: Finding, before: Finding, decimals: int, hindsight: Hindsight | None
) -> Revision | None:
    """Hold the last report's figures against today's for the same spans."""
    now = _figures(hindsight.series if hindsight else finding.series)
    earlier = _figures(before.series)
    period, then = before.period, before.value
    printed = partial(as_printed, decimals=decimals, share=finding.share)
    if then is None or period not in now:
        return None
    shared = [span for span in earlier if span in now]
    difference = now[period] - then
    return Revision(
        then=then,
        now=now[period],
        relation=relation_in_print(now[period], then, decimals, share=finding.share),
        difference=difference,
        relative=difference / then if then else None,
        figures=sum(printed(now[span]) != printed(earlier[span]) for span in shared),
        effect=_effect(before, hindsight),
    )


def _figures(series: Iterable[Observed]) -> dict[Period, float]:
    return {one.period: one.value for one in series}
