"""What the last report said, and what has been revised since: held against its findings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from narrate.findings.record import Finding, LastReport, Revision
from narrate.findings.scale import as_printed, relation_in_print
from narrate.findings.timeline import Observed
from narrate.periods import Period


def last_report(finding: Finding, before: Finding | None, decimals: int) -> LastReport | None:
    """Return what the last report said of the same indicator in the same area.

    Parameters
    ----------
    finding : Finding
        What is found today.
    before : Finding, optional
        What the last report found.
    decimals : int
        With which the indicator's figures are printed.

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
        revision=_revision(finding, before, decimals),
    )


def _revision(finding: Finding, before: Finding, decimals: int) -> Revision | None:
    """Hold the last report's figures against today's for the same spans."""
    now, earlier = _figures(finding.series), _figures(before.series)
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
    )


def _figures(series: Iterable[Observed]) -> dict[Period, float]:
    return {one.period: one.value for one in series}
