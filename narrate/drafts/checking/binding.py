"""What the words around a figure bind it to: a place, a time, and what it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from narrate.drafts.checking.changes import ChangeBinding, is_at
from narrate.drafts.checking.clauses import Clause, Place, Time
from narrate.drafts.checking.known import Known, Quantity, known_of
from narrate.drafts.tokens import Token, TokenKind, Unit
from narrate.findings import Finding
from narrate.periods import MONTHS_A_QUARTER, Period
from narrate.settings import READING

STATES = frozenset({Quantity.LEVEL, Quantity.COUNT, Quantity.SHARE, Quantity.REST})
"""Quantities of one area at one time."""


@lru_cache(maxsize=256)
def known_figures(finding: Finding, decimals: int) -> tuple[Known, ...]:
    """Return every true figure of one indicator; worked out once."""
    return known_of(finding, decimals)


@lru_cache(maxsize=256)
def main_figures(finding: Finding, decimals: int) -> tuple[Known, ...]:
    """Return the figures that a paper gives first: the present one, and its change over the year."""
    back = finding.year.reference_period if finding.year else None
    return tuple(
        one
        for one in known_figures(finding, decimals)
        if one.area == finding.area
        and one.period == finding.period
        and (one.quantity is Quantity.LEVEL or (one.quantity is Quantity.CHANGE and one.reference == back))
    )


def known_in(clause: Clause) -> Iterator[Known]:
    """Yield every true figure of what a clause is about."""
    for finding in clause.findings:
        yield from known_figures(finding, clause.index.decimals_of(finding.indicator))


@dataclass(frozen=True)
class Binding:
    """Tells which known figures one in a clause may be.

    Attributes
    ----------
    clause : Clause
    token : Token
        The figure, or an amount in words.
    strict : bool
        Whether it stands in a table, where only its row and column bind it.
    """

    clause: Clause
    token: Token
    strict: bool = False

    def fits(self, known: Known) -> bool:
        """Whether the words around the figure allow that it is a known one."""
        if known.quantity is Quantity.LIMIT:
            return self.clause.limited or self._fits_time(known)
        if known.quantity is Quantity.DISTANCE:
            return self._fits_time(known)
        if known.quantity is Quantity.GAP:
            return self._fits_gap(known)
        return self._fits_place(known) and self._fits_time(known)

    def _fits_place(self, known: Known) -> bool:
        return known.area in self._areas

    @cached_property
    def _areas(self) -> frozenset[str]:
        """The areas that the figure may be of: those next to it, else any that is named, or the own one."""
        clause = self.clause
        before = clause.before(self.token.start, clause.places)
        behind = clause.behind(self.token.end, clause.places)
        if not clause.elsewhere:
            return frozenset({clause.own})
        if isinstance(before, Place) and before.area != clause.own and not isinstance(behind, Place):
            return frozenset({before.area})
        named = {one.area for one in (before, behind) if isinstance(one, Place)} - {clause.own}
        return frozenset({clause.own, *(named or {one.area for one in clause.elsewhere})})

    def _fits_gap(self, known: Known) -> bool:
        """Whether a gap is between the places that are named, and held against the second of them."""
        areas = {one.area for one in self.clause.elsewhere}
        own = self.clause.own
        if not areas and self.clause.hits(self.clause.words.spread):
            return True
        if not areas & {known.area, known.other} or not {known.area, known.other} <= areas | {own}:
            return False
        before = [one for one in self.clause.places if one.end <= self.token.start]
        behind = [one for one in self.clause.places if one.start >= self.token.end]
        if known.unit is Unit.PERCENT and behind and behind[0].area == own and before:
            return (known.area, known.other) == (before[-1].area, own)
        return True

    def _fits_time(self, known: Known) -> bool:
        """Whether it is of the time that the figure is given for."""
        periods = {finding.indicator: finding.period for finding in self.clause.findings}
        now = periods.get(known.indicator)
        of_one_time = known.quantity in STATES or known.quantity is Quantity.DISTANCE
        if of_one_time:
            return self._is_then(known, now)
        return ChangeBinding(self.clause, self.token).fits(known, now)

    def _is_then(self, known: Known, now: Period | None) -> bool:
        """Whether a figure of one time is of that which stands next to it, or of the present."""
        clause, token = self.clause, self.token
        dated = [time for time in clause.times if time.dates]
        if clause.of_a_quarter and known.period.months == MONTHS_A_QUARTER:
            return True
        if self.strict and dated:
            return any(is_at(time, known.period, now) for time in dated)
        before, behind = clause.before(token.start, dated), clause.behind(token.end, dated)
        if isinstance(behind, Time) and _has_a_figure(clause, token, behind):
            behind = None
        told = behind if isinstance(behind, Time) else before
        if isinstance(told, Time) and self._begins_a_span(told):
            return True
        if not self.strict and len(clause.numbers) > 1 and self._one_of_two(known, now, told):
            return True
        if isinstance(told, Time):
            also = isinstance(before, Time) and is_at(before, known.period, now)
            return also or is_at(told, known.period, now)
        elsewhere = known.area != clause.own and now is not None and known.period.end == now.end
        if now is None or known.period == now or elsewhere:
            return not (self.earlier and known.area == clause.own and len(clause.numbers) > 1)
        if clause.has(TokenKind.EXTREME):
            return self._is_an_end(known)
        if self.earlier and (_is_reference(clause, known) or self._is_an_end(known)):
            return True
        return clause.unbound or any(is_at(time, known.period, now) for time in dated)

    def _begins_a_span(self, time: Time) -> bool:
        """Whether a time only begins the one that is spoken of: since then."""
        since = self.clause.hits(self.clause.words.ends.get("onwards", ()))
        return any(0 <= time.start - hit.end <= READING.beside for hit in since)

    def _one_of_two(self, known: Known, now: Period | None, told: object) -> bool:
        """Whether a figure is one of two, now and a year before, of which the time stands with the other."""
        if now is None or (isinstance(told, Time) and not told.back):
            return False
        if known.period == now and isinstance(told, Time):
            return not self.earlier
        back = [time.back for time in self.clause.times if time.back]
        return known.period.months == now.months and now.end - known.period.end in back

    def _is_an_end(self, known: Known) -> bool:
        """Whether a figure is the highest or lowest of its area, of all that cover as long a time."""
        alike = [
            one.value
            for one in known_in(self.clause)
            if one.quantity is known.quantity
            and (one.indicator, one.area, one.period.months)
            == (known.indicator, known.area, known.period.months)
        ]
        return known.value in (max(alike), min(alike))

    @property
    def earlier(self) -> bool:
        """Whether the word before it says that it is the earlier of two."""
        lexicon = self.clause.index.lexicon
        words = (*lexicon.earlier.get("before", ()), *lexicon.relating)
        before = self.clause.text[: self.token.start].lower().rstrip(" (")
        hedges = (hedge for some in self.clause.words.hedges.values() for hedge in some)
        for hedge in sorted(hedges, key=len, reverse=True):
            before = before.removesuffix(f" {hedge}")
        last = before.split()[-1:]
        return bool(last) and last[0].strip("(,") in words


def _has_a_figure(clause: Clause, token: Token, time: Time) -> bool:
    """Whether a time has a figure of its own right behind it: a year earlier (88.7%)."""
    others = (other for other in clause.numbers if other is not token)
    return any(0 <= other.start - time.end <= READING.beside for other in others)


def _is_reference(clause: Clause, known: Known) -> bool:
    """Whether a figure is one from which others are told: a year earlier, a baseline, a turn."""
    findings = [one for one in clause.findings if one.indicator == known.indicator]
    changes = (one for finding in findings for one in (finding.year, finding.baseline, finding.first_to_last))
    turns = {phase.end.end for finding in findings for phase in finding.phases}
    return known.period in {one.reference_period for one in changes if one} or known.period.end in turns


def held_against_ours(clause: Clause) -> bool:
    """Whether a clause holds what it does not name against the report's own area."""
    relating = [hit.end for hit in clause.hits(clause.index.lexicon.relating)]
    own = [
        place
        for place in clause.places
        if place.area == clause.own and any(0 <= place.start - end <= READING.beside for end in relating)
    ]
    return bool(own) and not clause.elsewhere and not clause.topic.named


def in_words(known: Known) -> str:
    """Return a known figure with what it is a figure of."""
    value = round(Decimal(repr(known.value)), known.decimals)
    sign = {Unit.PERCENT: "%"}.get(known.unit, "")
    against = known.other or (str(known.reference) if known.reference else "")
    held = f" : {against}" if against else ""
    return f"{value}{sign} ({known.indicator}, {known.area}, {known.period}{held})"
