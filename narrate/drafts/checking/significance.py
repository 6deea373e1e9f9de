"""Significance in any words: whether a change or a gap is said to be more than chance, and is."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.drafts.checking.changes import is_at
from narrate.drafts.checking.claim import Claim, Held, of_each
from narrate.drafts.checking.clauses import Clause
from narrate.drafts.matching import affirms
from narrate.drafts.tokens import TokenKind
from narrate.findings import Finding, Relation


def judge_tests(clause: Clause) -> Iterator[Claim]:
    """Yield the verdict on what a clause says to be significant, or not to be."""
    of_movement = any(token.kind is TokenKind.DIFFERENCE for token in clause.tokens)
    inside = clause.hits(clause.words.places.get("inside", ()))
    if clause.unbound or clause.limited or of_movement or (inside and not clause.elsewhere):
        return
    tables = (*clause.words.comparing.items(), *clause.words.moving.items())
    if not clause.numbers and not clause.among(tables):
        return
    said = [token for token in clause.tokens if token.kind is TokenKind.SIGNIFICANCE]
    for token in said[:1]:
        held = [_tested(clause, finding, affirms(token)) for finding in clause.findings]
        yield Claim(token.start, token.end, TokenKind.SIGNIFICANCE, *of_each(held, clause.topic.together))


def _tested(clause: Clause, finding: Finding, said: bool) -> Held:
    outcomes = set(_outcomes(clause, finding))
    if not outcomes:
        return None, ""
    truth = "not significant" if said else "significant"
    return said in outcomes, f"{finding.indicator}: {truth}"


def _outcomes(clause: Clause, finding: Finding) -> Iterator[bool]:
    """Yield what the tests found that a clause may speak of."""
    if clause.elsewhere:
        areas = {place.area for place in clause.elsewhere}
        yield from (part.side is not Relation.SAME for part in finding.parts if part.area in areas)
        for other in finding.comparators:
            if other.area in areas and other.change.significant is not None:
                yield other.change.significant
        return
    changes = (
        [finding.quarter] if clause.of_a_quarter else [finding.year, finding.baseline, finding.first_to_last]
    )
    named = [time for time in clause.times if time.period is not None]
    for change in changes:
        if change is None or change.significant is None:
            continue
        dated = not named or clause.of_a_quarter
        if dated or any(is_at(time, change.reference_period, finding.period) for time in named):
            yield change.significant
