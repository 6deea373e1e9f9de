"""What the last report said, and what has been revised since: read from the findings of its trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from narrate.findings.record import Finding, LastReport, Revision
from narrate.findings.scale import as_printed, relation_in_print
from narrate.findings.timeline import Observed
from narrate.findings.vocabulary import Light
from narrate.movement import Direction, Movement
from narrate.periods import Period, parse_period

Member = TypeVar("Member", Movement, Direction, Light)


def last_report(finding: Finding, before: Mapping[str, Any] | None, decimals: int) -> LastReport | None:
    """Return what the last report said of the same indicator in the same area.

    Parameters
    ----------
    finding : Finding
        What is found today.
    before : mapping, optional
        The finding of the same name in the last report's trace.
    decimals : int
        With which the indicator's figures are printed.

    Returns
    -------
    LastReport or None
        None where there is none, or it cannot be read as a finding.
    """
    if not before or "period" not in before:
        return None
    period = parse_period(str(before["period"]))
    value = before.get("value")
    year = before.get("year") or {}
    return LastReport(
        period=period,
        value=value,
        movement=_member(Movement, before.get("movement")),
        before=_member(Direction, before.get("before")),
        status=_member(Light, before.get("status")),
        significant=year.get("significant"),
        revision=_revision(finding, period, value, before.get("series", ()), decimals),
    )


def _member(members: type[Member], value: object) -> Member | None:
    return next((member for member in members if member.value == value), None)


def _revision(
    finding: Finding,
    period: Period,
    then: float | None,
    series: Iterable[Mapping[str, Any]],
    decimals: int,
) -> Revision | None:
    """Hold the last report's figures against today's for the same spans."""
    now = _figures(finding.series)
    printed = partial(as_printed, decimals=decimals, share=finding.share)
    if then is None or period not in now:
        return None
    earlier = {parse_period(str(one["period"])): float(one["value"]) for one in series}
    shared = [span for span in earlier if span in now]
    difference = now[period] - then
    return Revision(
        then=then,
        now=now[period],
        relation=relation_in_print(now[period], then, decimals, share=finding.share),
        difference=difference,
        relative=difference / then if then else None,
        figures=sum(printed(now[span]) != printed(earlier[span]) for span in shared),
    )


def _figures(series: Iterable[Observed]) -> dict[Period, float]:
    return {one.period: one.value for one in series}
