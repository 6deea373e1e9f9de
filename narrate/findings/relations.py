"""How a finding relates to others: its rank among peers, its sibling, the event that it began with."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from narrate.findings.record import Finding, Rank, Sibling
from narrate.findings.scale import as_printed, relation_in_print
from narrate.findings.series import Series
from narrate.findings.timeline import PhaseRecord
from narrate.measures import Displayed
from narrate.movement import Direction, Favour
from narrate.periods import MONTHS_A_QUARTER
from narrate.spec import Event, Indicator

BETTER_AND_WORSE = {Favour.BETTER, Favour.WORSE}


def rank(own: Series, peers: Iterable[Series | None], decimals: int, *, share: bool = False) -> Rank | None:
    """Return the area's place among the peers that have a figure for the same span."""
    values = [peer.value for peer in peers if peer and peer.end == own.end and np.isfinite(peer.value)]
    if len(values) < 2 or not np.isfinite(own.value):
        return None
    printed = [as_printed(value, decimals, share=share) for value in values]
    mine = as_printed(own.value, decimals, share=share)
    return Rank(
        place=1 + sum(value > mine for value in printed), peers=len(values), tied=printed.count(mine) > 1
    )


def began_with(phases: tuple[PhaseRecord, ...], events: Iterable[Event]) -> str:
    """Return the event that began in the first quarter of the latest moving phase, or in the one before."""
    moved = [phase for phase in phases if phase.direction is not Direction.LEVEL]
    if not moved:
        return ""
    first, last = moved[-1].start.start - MONTHS_A_QUARTER, moved[-1].start.end
    return next((event.name for event in events if first <= event.period.start <= last), "")


def relation_to_sibling(
    finding: Finding,
    other: Finding,
    indicators: tuple[Indicator, Indicator],
    kinds: tuple[Displayed, Displayed],
) -> Sibling:
    """Compare a finding with that of its sibling; figures are compared only where both count alike."""
    first, second = indicators
    known = finding.value is not None and other.value is not None and finding.period == other.period
    alike = kinds[0].measure is kinds[1].measure and (first.per, first.base, first.counted) == (
        second.per,
        second.base,
        second.counted,
    )
    place = None
    if known and alike and finding.area == other.area:
        decimals = min(first.decimals, second.decimals)
        figures = float(finding.value or 0), float(other.value or 0)
        place = relation_in_print(*figures, decimals, share=finding.share)
    apart = {finding.favour, other.favour} == BETTER_AND_WORSE
    return Sibling(
        indicator=other.indicator,
        movement=other.movement,
        before=other.before,
        value=other.value if known else None,
        year=other.year,
        relation=place,
        apart=apart,
    )
