"""Which indicators call for attention, and what a board loses that does not read of one."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.findings import Change, Finding, Light, LimitComparison, Magnitude, Relation
from narrate.movement import Favour, Movement
from narrate.periods import MONTHS_A_YEAR
from narrate.settings import Planning
from narrate.spec import Polarity, ReportSpec

_WORSE = {Polarity.LOW: Relation.HIGHER, Polarity.HIGH: Relation.LOWER}
"""Side of an earlier figure that is unwelcome."""

_MOVING = {Movement.RISING: 2.0, Movement.REDUCING: 2.0, Movement.LEVELLING: 1.0, Movement.PLATEAUED: 0.4}
_CHANGED = {Magnitude.SLIGHT: 0.2, Magnitude.MODERATE: 0.8, Magnitude.MARKED: 2.0}
_DISTANT = {Magnitude.SLIGHT: 0.0, Magnitude.MODERATE: 0.4, Magnitude.MARKED: 0.8}


def is_exception(finding: Finding, polarity: Polarity, planning: Planning) -> bool:
    """Whether an indicator calls for attention.

    It does where it misses a threshold or target, has a red status, moves for the worse, or is significantly
    and markedly worse than a year earlier or than its baseline. A limit that is missed by less than chance
    could explain does not count while the figure improves.

    Parameters
    ----------
    finding : Finding
    polarity : Polarity
        Which direction is welcome.
    planning : Planning
        Its `missed_errors`.
    """
    return (
        any(is_missed(limit, finding.favour, planning) for limit in finding.limits)
        or finding.status is Light.RED
        or finding.favour is Favour.WORSE
        or any(is_markedly_worse(change, polarity) for change in (finding.year, finding.baseline))
    )


def is_missed(limit: LimitComparison, favour: Favour, planning: Planning) -> bool:
    """Whether a limit is missed by more than chance could explain, or without improving."""
    near = limit.distance is not None and abs(limit.distance) < planning.missed_errors
    return not limit.kept and not (near and favour is Favour.BETTER)


def is_markedly_worse(change: Change | None, polarity: Polarity) -> bool:
    """Whether a significant change is marked, and to the unwelcome side."""
    marked = change is not None and bool(change.significant) and change.magnitude is Magnitude.MARKED
    return marked and change is not None and _WORSE.get(polarity) is change.relation


def exceptions_among(findings: Mapping[str, Finding], spec: ReportSpec) -> list[Finding]:
    """Return the findings that call for attention, in the order of the paper."""
    return [
        finding
        for finding in findings.values()
        if is_exception(finding, spec.indicator(finding.indicator).polarity, spec.settings.planning)
    ]


def worth_a_point(finding: Finding, spec: ReportSpec) -> float:
    """Return what a board loses that does not read of an indicator: 0 where there is nothing to say."""
    if finding.value is None:
        return 0.0
    planning = spec.settings.planning
    exception = is_exception(finding, spec.indicator(finding.indicator).polarity, planning)
    return (
        4.0 * exception
        + (_MOVING.get(finding.movement, 0.0) if finding.movement else 0.0)
        + _turned(finding)
        + _of(finding.year, _CHANGED)
        + max((_of(one, _DISTANT) for one in _distances(finding)), default=0.0)
        + _of_limits(finding)
    )


def is_record(finding: Finding, planning: Planning) -> bool:
    """Whether no figure of the years before was as high, or as low."""
    per_year = MONTHS_A_YEAR // min(finding.latest.months, MONTHS_A_YEAR)
    return finding.record is not None and finding.record.figures >= planning.record_years * per_year


def _turned(finding: Finding) -> float:
    """Return what it adds that the movement is another than in the last report."""
    last = finding.last
    return 1.0 * (last is not None and last.movement is not None and last.movement is not finding.movement)


def _distances(finding: Finding) -> list[Change | None]:
    """Return the comparisons with a baseline, with wider areas and with the first year."""
    return [finding.baseline, finding.first_to_last, *(other.change for other in finding.comparators)]


def _of(change: Change | None, steps: Mapping[Magnitude, float]) -> float:
    """Return what a significant change is worth by its size."""
    return steps[change.magnitude] if change and change.significant else 0.0


def _of_limits(finding: Finding) -> float:
    """Return what declared limits add: the further off by its standard errors, the more."""
    beyond = max((abs(limit.distance or 0.0) for limit in finding.limits if not limit.kept), default=0.0)
    return 0.6 * bool(finding.limits) + beyond / (1.0 + beyond)
