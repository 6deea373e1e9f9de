"""Limits in any words: whether a target or threshold is said to be kept, and is."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.drafts.checking.changes import is_at
from narrate.drafts.checking.claim import Claim, Held, of_each
from narrate.drafts.checking.clauses import Clause, Hit, Time
from narrate.drafts.checking.known import levels_of
from narrate.drafts.tokens import TokenKind
from narrate.findings import Finding, LimitComparison
from narrate.settings import READING
from narrate.spec import Bound

SIDES = {"over": 1, "under": -1}


def judge_limits(clause: Clause) -> Iterator[Claim]:
    """Yield the verdict on what a clause says of the limits of its indicators."""
    if not clause.limited or clause.unbound:
        return
    kept = clause.among((side, clause.words.limits.get(side, ())) for side in ("kept", "missed"))
    for hit in kept:
        yield _claim(clause, hit, hit.value == "kept")
    if kept:
        return
    table = ((side, clause.words.limits.get(side, ())) for side in SIDES)
    bounds = [token for token in clause.tokens if token.kind is TokenKind.BOUND]
    for hit in clause.among(table):
        if any(one.start < hit.end and hit.start < one.end for one in bounds):
            continue
        sign = SIDES[hit.value] * (-1 if _denied(clause, hit) else 1)
        held = [_side(clause, finding, sign) for finding in clause.findings]
        yield Claim(hit.start, hit.end, TokenKind.TARGET, *of_each(held, clause.topic.together))


def _claim(clause: Clause, hit: Hit, kept: bool) -> Claim:
    wanted = kept is not _denied(clause, hit)
    held = [_kept(clause, finding, wanted, hit) for finding in clause.findings]
    return Claim(hit.start, hit.end, TokenKind.TARGET, *of_each(held, clause.topic.together))


def _denied(clause: Clause, hit: Hit) -> bool:
    """Whether a word is turned into its opposite."""
    negations = clause.hits(clause.index.lexicon.negations)
    return sum(0 <= hit.start - one.end <= READING.beside for one in negations) % 2 == 1


def _kept(clause: Clause, finding: Finding, wanted: bool, hit: Hit) -> Held:
    states = [state for limit in finding.limits for state in _states(clause, finding, limit, hit)]
    if not states:
        return None, ""
    truth = "; ".join(
        f"{finding.indicator}: {finding.value:.6g}, {limit.threshold.bound} {limit.threshold.value:.6g}"
        for limit in finding.limits
        if finding.value is not None
    )
    return wanted in states, truth


def _states(clause: Clause, finding: Finding, limit: LimitComparison, hit: Hit) -> Iterator[bool]:
    """Yield whether a limit is kept, at the time that stands next to the word, or now."""
    told = [
        time
        for time in clause.times
        if min(abs(time.start - hit.end), abs(hit.start - time.end)) <= 45 and isinstance(time, Time)
    ]
    levels = [one for one in levels_of(finding) if one.area == finding.area]
    then = [one.value for time in told[:1] for one in levels if is_at(time, one.period, finding.period)]
    if told and then:
        upper = limit.threshold.bound is Bound.UPPER
        bound = limit.threshold.value
        yield from (value <= bound if upper else value >= bound for value in then)
    elif not told:
        yield limit.kept


def _side(clause: Clause, finding: Finding, sign: int) -> Held:
    if clause.times or finding.value is None or not finding.limits:
        return None, ""
    values = [(limit.threshold.value, finding.value) for limit in finding.limits]
    right = any(((value > bound) - (value < bound)) == sign for bound, value in values)
    return right, "; ".join(
        f"{finding.indicator}: {value:.6g} against {bound:.6g}" for bound, value in values
    )
