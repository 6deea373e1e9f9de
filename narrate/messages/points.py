"""The points of the summary: of which indicators, in which order, and which share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from narrate.findings import Finding
from narrate.messages.attention import exceptions_among, worth_a_point
from narrate.spec import ReportSpec

Point = tuple[Finding, ...]
"""Findings that one point is about, the most worth telling first."""


def points_among(findings: Mapping[str, Finding], spec: ReportSpec) -> list[Point]:
    """Return the points of the summary: what is pinned first, then what calls for attention, then by worth.

    Every section is heard before any is heard twice, as far as there is room. One without a paragraph of its
    own is worth a point however little it did.

    Parameters
    ----------
    findings : mapping of str to Finding
        By indicator code.
    spec : ReportSpec
        Its sections, siblings and `lead` indicators.
    """
    worth = _worths(findings, spec)
    ranked = sorted(worth, key=lambda code: -worth[code])
    most = spec.settings.planning.summary_points
    urgent = {finding.indicator for finding in exceptions_among(findings, spec)}
    pinned = [code for code in ranked if spec.indicator(code).lead]
    sections = [section.indicators for section in spec.sections]
    heard = [next((code for code in ranked if code in section), "") for section in sections]
    heard.sort(key=lambda code: -worth.get(code, 0.0))
    wanted = [*pinned, *(code for code in ranked if code in urgent), *filter(None, heard), *ranked]
    points = list(_shared(dict.fromkeys(wanted), ranked, findings, spec))[:most]
    points.sort(key=lambda point: _rank(point, pinned, urgent, worth))
    return [tuple(findings[code] for code in point) for point in points]


def _worths(findings: Mapping[str, Finding], spec: ReportSpec) -> dict[str, float]:
    """Return the worth of each indicator that has anything to say."""
    reported = {part.indicator for _, part in spec.paragraphs()}
    found = {}
    for code, finding in findings.items():
        worth = worth_a_point(finding, spec)
        if worth > 0 or (finding.value is not None and code not in reported) or spec.indicator(code).lead:
            found[code] = worth
    return {code: worth for code, worth in found.items() if findings[code].value is not None}


def _shared(
    wanted: Iterable[str], ranked: list[str], findings: Mapping[str, Finding], spec: ReportSpec
) -> Iterator[list[str]]:
    """Yield the wanted indicators, each with those related to it that are not yet told."""
    told: set[str] = set()
    for code in wanted:
        if code in told:
            continue
        others = [
            other
            for other in ranked
            if other not in told and other != code and _related(code, other, findings, spec)
        ]
        moving = [other for other in others if findings[code].movement and findings[other].movement]
        point = [code, *moving[: spec.settings.planning.shared_point - 1]]
        told |= set(point)
        yield point


def _related(one: str, other: str, findings: Mapping[str, Finding], spec: ReportSpec) -> bool:
    """Whether readers hold two indicators side by side: siblings, or items of a group that moved alike."""
    siblings = {code: found.sibling.indicator if found.sibling else "" for code, found in findings.items()}
    if siblings[one] == other or siblings[other] == one:
        return True
    groups = ({item.indicator for item in part.items} for _, part in spec.paragraphs() if part.group)
    alike = findings[one].movement is findings[other].movement
    return alike and any({one, other} <= group for group in groups)


def _rank(
    point: list[str], pinned: list[str], urgent: set[str], worth: Mapping[str, float]
) -> tuple[bool, bool, float]:
    """Return a key that puts what is pinned first, then what calls for attention, then what is worth most."""
    first = not any(code in pinned for code in point)
    return first, not any(code in urgent for code in point), -max(worth[code] for code in point)
