"""Changes: over which time one is, by the times that its clause names."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.drafts.checking.clauses import Clause, Time
from narrate.drafts.checking.known import Known, Quantity
from narrate.drafts.tokens import Token, TokenKind
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR, Period, is_calendar_year
from narrate.settings import READING


@dataclass(frozen=True)
class ChangeBinding:
    """Tells which known changes a figure in a clause may be.

    Attributes
    ----------
    clause : Clause
    token : Token
        The figure, or an amount in words.
    """

    clause: Clause
    token: Token

    def fits(self, known: Known, now: Period | None) -> bool:
        """Whether a change is over the time that the clause names, else over the year or from an extreme."""
        clause = self.clause
        if known.reference is None or now is None:
            return known.reference is None
        if clause.of_a_quarter and known.period.months == MONTHS_A_QUARTER:
            return self._fits_quarter(known, known.reference)
        spans = bool(clause.hits(clause.words.between))
        near = [one for one in clause.times if spans or abs(one.start - self.token.end) <= 2 * READING.near]
        named = list({time.period: time for time in near if time.period is not None}.values())
        nearest = clause.behind(self.token.end, clause.times) or clause.before(self.token.start, clause.times)
        if isinstance(nearest, Time) and nearest.back:
            return known.period == now and now.end - known.reference.end == nearest.back
        if len(named) > 1:
            ends = (known.reference, known.period)
            return all(any(is_at(time, one, now) for time in named) for one in ends)
        if named:
            started = is_at(named[0], known.reference, now) and known.period in _presents(self.clause)
            return started or (is_at(named[0], known.period, now) and _of_a_year(known))
        back = [time.back for time in clause.times if time.back]
        if back:
            return known.period == now and now.end - known.reference.end in back
        return _plain_change(known, now) or (clause.has(TokenKind.EXTREME) and known.period == now)

    def _fits_quarter(self, known: Known, reference: Period) -> bool:
        """Whether a quarter's change is that of the quarter which is named, on the one that is named."""
        times = self.clause.times
        named = [time.period for time in times if time.period and time.period.months == MONTHS_A_QUARTER]
        others = [period for period in named if period != reference]
        latest = [finding.latest for finding in self.clause.findings]
        back = [time.back for time in times if time.back] or [MONTHS_A_YEAR]
        held = reference in named or known.period.end - reference.end in back
        return known.period in (others or latest) and held


def _presents(clause: Clause) -> set[Period]:
    """Return the times of the figures that are held against others."""
    return {
        period
        for finding in clause.findings
        for period in (
            finding.period,
            *(one.period for one in (finding.year, finding.baseline, finding.first_to_last) if one),
        )
    }


def _plain_change(known: Known, now: Period | None) -> bool:
    """Whether a change is one that is meant where no time is named: on the year, to the present figure."""
    if known.reference is None or now is None:
        return known.quantity is not Quantity.GAP
    year = known.period.end - known.reference.end == MONTHS_A_YEAR
    return year and known.period.end == now.end


def _of_a_year(known: Known) -> bool:
    """Whether a change is over a year."""
    return known.reference is not None and known.period.end - known.reference.end == MONTHS_A_YEAR


def is_at(time: Time, period: Period, now: Period | None) -> bool:
    """Whether a time as it is written is that of a figure."""
    if time.back is not None:
        alike = now is not None and now.months == period.months
        return alike and now is not None and now.end - period.end == time.back
    named = time.period
    if named is None:
        return False
    if named == period:
        return True
    same_length = named.months == MONTHS_A_YEAR and period.months == MONTHS_A_YEAR
    if (named.months == 1 or same_length) and named.end == period.end:
        return True
    return time.loose and is_calendar_year(named) and named.start <= period.end <= named.end
