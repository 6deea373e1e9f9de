"""Which indicators call for attention, and which make the points of the summary."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.findings import Finding, Light, Magnitude, Relation
from narrate.movement import Favour, Movement
from narrate.spec import Polarity, ReportSpec


def is_exception(finding: Finding, polarity: Polarity) -> bool:
    """Whether an indicator calls for attention.

    It does where it is on the wrong side of a threshold or target, has a red status, moves for the worse,
    or is significantly and markedly worse than a year earlier.
    """
    wrong_side = any(comparison and not comparison.kept for comparison in (finding.threshold, finding.target))
    return (
        wrong_side
        or finding.status is Light.RED
        or finding.favour is Favour.WORSE
        or _markedly_worse(finding, polarity)
    )


def _markedly_worse(finding: Finding, polarity: Polarity) -> bool:
    change = finding.year
    if change is None or not change.significant or change.magnitude is not Magnitude.MARKED:
        return False
    worse = {Polarity.LOW: Relation.HIGHER, Polarity.HIGH: Relation.LOWER}.get(polarity)
    return change.relation is worse


def exceptions_among(findings: Mapping[str, Finding], spec: ReportSpec) -> list[Finding]:
    """Return the findings that call for attention, in the order of the paper."""
    return [
        finding
        for finding in findings.values()
        if is_exception(finding, spec.indicator(finding.indicator).polarity)
    ]


def points_among(findings: Mapping[str, Finding], spec: ReportSpec) -> list[Finding]:
    """Return the findings that a board should read of first, in the order of the paper.

    One without a paragraph of its own is worth a point however little it did.
    """
    reported = {part.indicator for _, part in spec.paragraphs()}
    ranked = sorted(findings.values(), key=lambda finding: -worth_a_point(finding, spec))
    worthy = [
        finding
        for finding in ranked
        if worth_a_point(finding, spec) > 0
        or (finding.value is not None and finding.indicator not in reported)
    ]
    chosen = {finding.id for finding in worthy[: spec.settings.planning.summary_points]}
    return [finding for finding in findings.values() if finding.id in chosen]


def worth_a_point(finding: Finding, spec: ReportSpec) -> float:
    """Return what a board loses that does not read of an indicator."""
    if finding.value is None:
        return 0.0
    exception = 4.0 * is_exception(finding, spec.indicator(finding.indicator).polarity)
    moving = {Movement.RISING: 2.0, Movement.REDUCING: 2.0, Movement.LEVELLING: 1.0}
    steps = {Magnitude.SLIGHT: 0.2, Magnitude.MODERATE: 0.6, Magnitude.MARKED: 2.0}
    change = finding.year
    changed = steps[change.magnitude] if change and change.significant else 0.0
    return exception + (moving.get(finding.movement, 0.0) if finding.movement else 0.0) + changed
