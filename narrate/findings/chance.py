"""How many of a report's significant differences chance alone would give."""

from __future__ import annotations

from collections.abc import Iterable

from narrate.findings.record import Finding


def comparisons_made(finding: Finding) -> int:
    """Count the comparisons of one finding that are reported as significant or not.

    Parts are left out: a funnel keeps a level of its own over all of them.

    Parameters
    ----------
    finding : Finding
    """
    changes = [finding.year, finding.quarter, finding.first_to_last, finding.baseline]
    changes += [other.change for other in finding.comparators]
    return sum(change is not None and change.p is not None for change in changes)


def expected_by_chance(findings: Iterable[Finding], alpha: float) -> float:
    """Return how many tests would come out significant if nothing had changed and no areas differed.

    An expected number needs no independence between the tests, so those of one indicator may be added up.

    Parameters
    ----------
    findings : iterable of Finding
        Of one report.
    alpha : float
        Level of each test.
    """
    return alpha * sum(comparisons_made(finding) for finding in findings)
