"""How many indicators do what: the counts of the summary."""

from __future__ import annotations

from collections import Counter

from narrate.drafts.context import Sentence
from narrate.drafts.directions import MOVES
from narrate.drafts.token_row import REACH
from narrate.drafts.tokens import Token, TokenKind
from narrate.drafts.verdict import BORNE_OUT, Verdict
from narrate.messages import Evidence
from narrate.movement import Favour

COUNTING = frozenset({Evidence.TALLY, Evidence.OTHERS, Evidence.PAST_TALLY, Evidence.FAVOUR, Evidence.LIMITS})
"""What sentences that count indicators rest on."""


def judge_count(sentence: Sentence, place: int) -> Verdict | None:
    """Return that a count of indicators is right; None for what is no such count, or a wrong one."""
    if not sentence.kinds or not all(kind.rests_on & COUNTING for kind in sentence.kinds):
        return None
    number = int(sentence.tokens[place].value.value)
    for other in sentence.after(place, REACH):
        token = sentence.tokens[other]
        if token.kind in (TokenKind.DIRECTION, TokenKind.FAVOUR, TokenKind.TARGET):
            return BORNE_OUT if number in _counts(sentence, token) else None
        if token.kind is TokenKind.NUMBER:
            return None
    return None


def judge_counted(sentence: Sentence, place: int) -> Verdict | None:
    """Return that a movement is the one that so many indicators have; None where it is not."""
    if not sentence.rests_on & COUNTING:
        return None
    for other in sentence.before(place, REACH):
        if sentence.tokens[other].kind is TokenKind.NUMBER:
            return judge_count(sentence, other)
    return None


def _counts(sentence: Sentence, token: Token) -> set[int]:
    findings = list(sentence.index.findings.values())
    if token.kind is TokenKind.FAVOUR:
        return {sum(finding.favour == token.value for finding in findings)}
    if token.kind is TokenKind.TARGET:
        return {sum(any(not limit.kept for limit in finding.limits) for finding in findings)}
    if Evidence.OTHERS in sentence.rests_on:
        findings = [finding for finding in findings if finding.favour is Favour.NEUTRAL]
    elif Evidence.TALLY not in sentence.rests_on:
        return set()
    movement = token.exact or token.value
    counts: Counter[str] = Counter(finding.movement for finding in findings if finding.movement)
    loose: Counter[str] = Counter(MOVES[finding.movement] for finding in findings if finding.movement)
    return {counts[movement]} if movement in counts else {loose[movement]}
