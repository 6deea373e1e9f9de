"""A sentence in any words, judged clause by clause against the findings of what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from narrate.drafts.checking.amounts import judge_amounts
from narrate.drafts.checking.claim import Claim
from narrate.drafts.checking.clauses import Clause, Reader, Topic
from narrate.drafts.checking.counts import judge_counts
from narrate.drafts.checking.courses import judge_courses
from narrate.drafts.checking.ends import judge_ends, judge_lengths, judge_turns, taken_by
from narrate.drafts.checking.figures import judge_figures
from narrate.drafts.checking.limits import judge_limits
from narrate.drafts.checking.significance import judge_tests
from narrate.drafts.checking.words import read_claim_words
from narrate.drafts.issue import Severity
from narrate.drafts.tokens import TokenKind
from narrate.drafts.trace_index import TraceIndex
from narrate.drafts.verdict import Outcome

FACTUAL = frozenset({TokenKind.NUMBER, TokenKind.LENGTH, TokenKind.EXTREME, TokenKind.PERIOD})
"""Claims whose failure is an error; that of others is a contradiction."""

Found = tuple[Severity | None, str, str, str]
"""Severity, kind of claim, the words in question, and what is true; no severity for what is borne out."""


def as_found(claim: Claim, words: str) -> Found:
    """Return a claim that fails, or cannot be verified, with its words."""
    if claim.outcome is Outcome.BORNE_OUT:
        return None, claim.kind.value, words, ""
    if claim.outcome is Outcome.UNKNOWN:
        return Severity.UNVERIFIABLE, claim.kind.value, words, ""
    severity = Severity.ERROR if claim.kind in FACTUAL else Severity.CONTRADICTION
    return severity, claim.kind.value, words, claim.truth


@dataclass(frozen=True)
class Statements:
    """Judges sentences in any words about one paper."""

    index: TraceIndex

    @cached_property
    def reader(self) -> Reader:
        """How sentences are read into clauses."""
        return Reader(self.index, read_claim_words(self.index.trace.locale, self.index.phrasebank))

    def judge(self, text: str, context: Topic, groups: Sequence[Sequence[str]] = ()) -> Iterator[Found]:
        """Yield what is wrong, borne out or cannot be verified in a cleaned sentence.

        Parameters
        ----------
        text : str
        context : Topic
            What it carries on with where it names no indicator.
        groups : sequence of sequence of str
            Sets of indicators that it may count, or mean by "both".
        """
        for clause in self.reader.clauses(text, context, groups):
            if clause.refers_back:
                continue
            for claim in self.claims(clause, groups):
                words = clause.text[claim.start : claim.end]
                if claim.outcome is not Outcome.UNKNOWN or claim.kind is TokenKind.NUMBER:
                    yield as_found(claim, words)

    def topic(self, text: str, context: Topic, groups: Sequence[Sequence[str]] = ()) -> Topic:
        """Return what a cleaned sentence is about in the end; blank where it names nothing of its own."""
        named = [clause.topic for clause in self.reader.clauses(text, context, groups) if clause.topic.named]
        return named[-1] if named else Topic()

    def claims(self, clause: Clause, groups: Sequence[Sequence[str]]) -> Iterator[Claim]:
        """Yield every claim of a clause with its verdict."""
        counted = list(judge_counts(clause, groups))
        yield from counted
        amounts = list(judge_amounts(clause))
        yield from (claim for _, claim in amounts if claim)
        used = [*taken_by(counted), *((one.start, one.end) for one, _ in amounts)]
        yield from judge_figures(clause, used)
        if counted:
            return
        limits = list(judge_limits(clause))
        yield from limits
        ends = list(judge_ends(clause))
        yield from ends
        yield from judge_lengths(clause)
        yield from judge_turns(clause)
        yield from judge_tests(clause)
        yield from judge_courses(clause, taken_by([*limits, *ends]))
