"""Figures in any words: whether one is a true figure of what its clause is about, for its time and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from narrate.drafts.checking.binding import (
    Binding,
    held_against_ours,
    in_words,
    known_figures,
    known_in,
    main_figures,
)
from narrate.drafts.checking.claim import Claim
from narrate.drafts.checking.clauses import Clause
from narrate.drafts.checking.figure_words import FigureWords
from narrate.drafts.checking.known import Known, Quantity
from narrate.drafts.facts import honest
from narrate.drafts.tokens import Number, Token, TokenKind, Unit
from narrate.drafts.trace_index import TraceIndex
from narrate.drafts.verdict import Outcome

LISTED = 3
"""Figures that are named as what the data says."""


def judge_figures(clause: Clause, used: Iterable[tuple[int, int]]) -> Iterator[Claim]:
    """Yield the verdict on each figure of a clause that is one of its indicators'.

    Parameters
    ----------
    clause : Clause
    used : iterable of (int, int)
        Stretches that are read as something else: amounts in words, counts of indicators.
    """
    taken = list(used)
    for token in clause.numbers:
        if not any(start < token.end and token.start < end for start, end in taken):
            yield from FigureJudge(clause, token).verdict()


def judge_cell(clause: Clause, start: int) -> Iterator[Claim]:
    """Yield the verdict on the figures of a table's cell: each must be one of its row and column.

    Parameters
    ----------
    clause : Clause
        The labels of the cell, and the cell.
    start : int
        Where the cell begins.
    """
    for token in clause.numbers:
        if token.start >= start:
            yield from FigureJudge(clause, token, strict=True).verdict()


@dataclass(frozen=True)
class FigureJudge:
    """Judges one figure by what is known and what stands around it."""

    clause: Clause
    token: Token
    strict: bool = False

    @cached_property
    def binding(self) -> Binding:
        """What its words bind it to."""
        return Binding(self.clause, self.token, self.strict)

    @cached_property
    def words(self) -> FigureWords:
        """How it is written."""
        return FigureWords(self.clause, self.token)

    @property
    def number(self) -> Number:
        """The figure as written."""
        number: Number = self.token.value
        return number

    def verdict(self) -> Iterator[Claim]:
        """Yield what comes of the figure; nothing where it is none of an indicator's."""
        if self.words.is_none():
            return
        known = [one for one in known_in(self.clause) if _same_unit(self.number, one)]
        written, reach = float(self.number.value), _reach(self.number)
        near = (one for one in known if abs(one.value - written) <= reach)
        equal = [one for one in near if honest(self.number, one.value, one.decimals)]
        if any(self.binding.fits(one) for one in equal) or self._is_sum():
            yield self._claim(Outcome.BORNE_OUT)
        elif held_against_ours(self.clause):
            yield self._claim(Outcome.UNKNOWN)
        elif (ranged := self._in_range(known)) is not None:
            yield self._claim(Outcome.BORNE_OUT if ranged else Outcome.FALSE, self.truth(known))
        elif (bounded := self._bounded(known)) is not None:
            yield self._claim(Outcome.BORNE_OUT if bounded else Outcome.FALSE, self.truth(known))
        elif self._must_be_one(known) and not self._is_of_another():
            yield self._claim(Outcome.FALSE, self.truth(known))
        else:
            yield self._claim(Outcome.UNKNOWN)

    def _is_sum(self) -> bool:
        """Whether it is the sum of what its indicators count."""
        topic, adding = self.clause.topic, self.clause.hits(self.clause.words.adding)
        if len(topic.codes) < 2 or not (topic.together or adding):
            return False
        present = [
            next((one.value for one in known_figures(finding, 0) if one.quantity is Quantity.COUNT), None)
            for finding in self.clause.findings
        ]
        total = sum(one for one in present if one is not None)
        return None not in present and honest(self.number, total, 0)

    def _in_range(self, known: list[Known]) -> bool | None:
        """Return whether a figure that is meant lies in the range of which this is an end; None for none."""
        other = self._other_end()
        if other is None:
            return None
        low, high = sorted((float(self.number.value), float(other.value.value)))
        unit = Unit.PERCENT if Unit.PERCENT in (self.number.unit, other.value.unit) else other.value.unit
        every = [one for one in known_in(self.clause) if one.unit is unit]
        return any(low <= one.value <= high and self.binding.fits(one) for one in every)

    def _other_end(self) -> Token | None:
        """Return the other end of a range, as in between 12 and 12.5%."""
        numbers, clause = self.clause.numbers, self.clause
        opened = [hit.end for hit in clause.hits(clause.words.between)]
        for one, two in pairwise(numbers):
            within = any(0 <= one.start - end <= 2 for end in opened)
            if within and len(clause.text[one.end : two.start].split()) == 1 and self.token in (one, two):
                return two if self.token is one else one
        return None

    def _claim(self, outcome: Outcome, truth: str = "") -> Claim:
        return Claim(self.token.start, self.token.end, TokenKind.NUMBER, outcome, truth)

    def _bounded(self, known: list[Known]) -> bool | None:
        """Return whether a bound such as "at least" holds for the figure meant; None where there is none."""
        bounds = [
            one for one in self.clause.tokens if one.kind is TokenKind.BOUND and one.end <= self.token.start
        ]
        near = [one for one in bounds if self.token.start - one.end <= 2]
        if not near or self.clause.limited:
            return None
        meant = [
            one
            for one in known
            if one.quantity in (Quantity.LEVEL, Quantity.CHANGE) and self.binding.fits(one)
        ]
        if not meant:
            return None
        written = float(self.number.value)
        return any(
            one.value >= written if near[-1].value == "lower" else one.value <= written for one in meant
        )

    def truth(self, known: list[Known]) -> str:
        """Return the true figures that its words allow, the nearest first."""
        fitting = [one for one in known if self.binding.fits(one)] or known
        order = [Quantity.LEVEL, Quantity.CHANGE, Quantity.COUNT, Quantity.GAP]
        written = float(self.number.value)

        def rank(one: Known) -> tuple[int, float]:
            place = order.index(one.quantity) if one.quantity in order else len(order)
            return place if abs(one.value - written) > one.value else 0, abs(one.value - written)

        shown = list(dict.fromkeys(map(in_words, sorted(fitting, key=rank))))
        return "; ".join(shown[:LISTED])

    def _is_of_another(self) -> bool:
        """Whether a clause speaks of no one thing, or the figure is one of another of its section."""
        clause = self.clause
        if self.strict:
            return False
        if clause.unbound or clause.topic.together:
            return True
        sections = {_section(clause.index, code) for code in clause.topic.codes}
        others = (
            one
            for code, one in clause.index.by_indicator.items()
            if code not in clause.topic.codes and _section(clause.index, code) in sections
        )
        return any(
            _same_unit(self.number, known) and honest(self.number, known.value, known.decimals)
            for finding in others
            for known in main_figures(finding, clause.index.decimals_of(finding.indicator))
        )

    def _must_be_one(self, known: list[Known]) -> bool:
        """Whether it is so plainly a figure of the indicator that it is wrong where it is none."""
        if self.strict:
            return bool(known)
        return self.words.measures(known)


def _same_unit(number: Number, known: Known) -> bool:
    return number.unit is known.unit


def _reach(number: Number) -> float:
    """Return how far from a figure as written the true one can be at most: a step of its last digit."""
    digits = str(number.value)
    noughts = len(digits) - len(digits.rstrip("0")) if not number.decimals and number.value else 0
    return float(10 ** (noughts - number.decimals)) * 1.5


def _section(index: TraceIndex, code: str) -> str:
    """Return the heading above an indicator's paragraph; blank where it has none of its own."""
    record = index.paragraphs.get(code)
    return record.section if record else ""
