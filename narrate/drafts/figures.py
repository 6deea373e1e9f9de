"""Whether a figure is one that the findings give, for what the words around it say that it is."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.drafts.context import Sentence
from narrate.drafts.facts import Fact, Role, comparisons, honest
from narrate.drafts.tokens import Number, TokenKind, Unit
from narrate.drafts.verdict import BORNE_OUT, UNKNOWN, Verdict, false
from narrate.periods import MONTHS_A_QUARTER, Period

UNLIKELY = 100
"""Whole numbers from here on equal a fact by more than chance."""

LISTED = 3
"""Figures that are named as what the data says."""


def true_figures(sentence: Sentence, place: int) -> list[Fact]:
    """Return the facts that a figure may be, by its value and by the words around it."""
    return [fact for fact in equal_figures(sentence, place) if fits(sentence, place, fact)]


def equal_figures(sentence: Sentence, place: int) -> list[Fact]:
    """Return the facts whose value a figure is a rounding of."""
    number = sentence.tokens[place].value
    known = [fact for code in sentence.subjects for fact in _equal(number, sentence.index.facts(code))]
    if known:
        return known
    return [fact for code in sentence.subjects for fact in _equal(number, sentence.index.more_facts(code))]


def _equal(number: Number, facts: Iterator[Fact] | tuple[Fact, ...]) -> Iterator[Fact]:
    for fact in facts:
        if _same_unit(number.unit, fact) and honest(number, fact.value, fact.decimals):
            yield fact


def _same_unit(unit: Unit, fact: Fact) -> bool:
    return unit is fact.unit


def fits(sentence: Sentence, place: int, fact: Fact) -> bool:
    """Whether the words around a figure allow that it is a fact."""
    if fact.role is Role.CHANGE:
        return _change_fits(sentence, place, fact)
    if fact.role is Role.PLACE:
        return True
    return (
        _area_fits(sentence, place, fact)
        and _time_fits(sentence, place, fact)
        and _kind_fits(sentence, place, fact)
    )


def _change_fits(sentence: Sentence, place: int, fact: Fact) -> bool:
    """Whether a change may be the one meant: a quarter's is not a year's, nor one on the quarter before."""
    period, back = sentence.period(place), sentence.back(place)
    if back == MONTHS_A_QUARTER:
        return False
    if period is None:
        return True
    if fact.period.end != period.end:
        # a period behind the figure may be the one that it is compared with
        at = sentence.period_at(place) or 0
        if at > place and sentence.earlier(at):
            return _held_against(sentence, fact, period)
        return at > place or period.months != MONTHS_A_QUARTER or fact.period.months != MONTHS_A_QUARTER
    return (period.months == MONTHS_A_QUARTER) == (fact.period.months == MONTHS_A_QUARTER)


def _held_against(sentence: Sentence, fact: Fact, period: Period) -> bool:
    """Whether a change may be the one on a period; only a change of a finding has a known one."""
    change = comparisons(sentence.index.by_indicator[fact.indicator]).get(fact.group)
    return change is None or change.reference_period.end == period.end


def _area_fits(sentence: Sentence, place: int, fact: Fact) -> bool:
    area = sentence.area(place)
    elsewhere = fact.role in (Role.PART, Role.WIDER)
    if area in ("", "*"):
        named = {token.value for token in sentence.tokens if token.kind is TokenKind.AREA}
        return not elsewhere or fact.area in named
    if area in sentence.index.areas_of(fact.indicator):
        return fact.area == area
    return not elsewhere


def _time_fits(sentence: Sentence, place: int, fact: Fact) -> bool:
    if fact.role is Role.LIMIT:
        return True
    period, back = sentence.period(place), sentence.back(place)
    if back is not None:
        return _back_fits(sentence, fact, back)
    if period is not None:
        return _within(period, fact.period)
    now = fact.role is Role.NOW or fact.period == sentence.index.now(fact.indicator)
    bound = sentence.area(place) or sentence.limit(place) or sentence.extreme(place)
    if sentence.earlier(place) and now and not bound:
        return False
    return fact.role is not Role.SERIES


def _within(period: Period, fact: Period) -> bool:
    """Whether a stated period is that of a fact, or the month that ends it."""
    return period == fact or (period.months == 1 and period.end == fact.end)


def _back_fits(sentence: Sentence, fact: Fact, back: int) -> bool:
    """Whether a fact lies so many months before the present figure, or before a period that is named."""
    now = sentence.index.now(fact.indicator)
    named = {token.value.end for token in sentence.tokens if token.kind is TokenKind.PERIOD}
    ends = named | ({now.end} if now else set())
    return fact.period.end + back in ends


def _kind_fits(sentence: Sentence, place: int, fact: Fact) -> bool:
    limit, extreme = sentence.limit(place), sentence.extreme(place)
    if limit:
        return fact.role is Role.LIMIT and fact.group == limit
    if extreme and fact.role is Role.EXTREME:
        return (fact.group == "peak") == (extreme == "high")
    if extreme and fact.role is Role.SERIES and _extremes(sentence, fact.indicator):
        return False
    return fact.role is not Role.LIMIT


def _extremes(sentence: Sentence, indicator: str) -> bool:
    return any(fact.role is Role.EXTREME for fact in sentence.index.facts(indicator))


def bound(sentence: Sentence, place: int) -> bool:
    """Whether the words around a figure say what it is one of."""
    return bool(
        sentence.area(place)
        or sentence.period(place)
        or sentence.back(place) is not None
        or sentence.limit(place)
        or sentence.extreme(place)
        or sentence.earlier(place)
    )


def is_distinctive(number: Number) -> bool:
    """Whether a figure equals a fact by more than chance."""
    return bool(number.decimals or number.unit is not Unit.BARE or number.value >= UNLIKELY)


def judge_figure(sentence: Sentence, place: int) -> Verdict:
    """Judge a figure by the facts of what its sentence is about.

    It is false where it equals a fact that it cannot be in this place, unknown where it equals none.
    """
    number = sentence.tokens[place].value
    if true_figures(sentence, place):
        return BORNE_OUT
    equal = equal_figures(sentence, place)
    if equal and is_distinctive(number):
        return false(described(equal))
    return UNKNOWN


def expected(sentence: Sentence, place: int) -> str:
    """Describe what the figure should have been, as far as the words around it show."""
    number = sentence.tokens[place].value
    known = [fact for code in sentence.subjects for fact in sentence.index.facts(code)]
    fitting = [fact for fact in known if _same_unit(number.unit, fact) and fits(sentence, place, fact)]
    return described(fitting) or described(known)


def described(facts: list[Fact]) -> str:
    """Name the first of some facts, each with what it is one of."""
    texts = [f"{fact.printed} ({fact.indicator}, {fact.area}, {fact.period})" for fact in facts]
    return "; ".join(list(dict.fromkeys(texts))[:LISTED])
