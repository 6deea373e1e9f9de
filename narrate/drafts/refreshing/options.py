"""What a figure or a period of an analyst's sentence could become, by what filled the paper's sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from num2words import num2words

from narrate.document import Filled
from narrate.drafts.refreshing.edition import Line
from narrate.drafts.refreshing.mentions import Mention, MentionKind, Tongue
from narrate.findings import rounded
from narrate.periods import (
    Period,
    financial_quarter,
    financial_year,
    is_calendar_year,
    is_financial_year,
    year_and_month,
)

COUNTED = ("length", "whole", "ordinal")
TWO_DIGITS = 10
STEM = 4
"""Letters by which the singular and the plural of a noun are the same."""


@dataclass(frozen=True)
class Option:
    """What a mention could become, and which slot says so; none where it stands outside the slots.

    A blank text says that the slot is the one, and that what it holds now cannot be written so.
    """

    text: str
    slot: str = ""
    exact: bool = True


@dataclass(frozen=True)
class Pair:
    """A sentence of the old edition and the one that succeeds it."""

    old: Line
    new: Line


def options_of(mention: Mention, text: str, pairs: Sequence[Pair], tongue: Tongue) -> Iterator[Option]:
    """Yield what a mention in a text could become: an option for each slot that holds the same."""
    for pair in pairs:
        news = {slot.name: slot for slot in pair.new.slots}
        for slot in pair.old.slots:
            new = news.get(slot.name)
            if new is None:
                continue
            if mention.kind in (MentionKind.NUMBER, MentionKind.WORD, MentionKind.ORDINAL, MentionKind.YEAR):
                yield from _number_options(mention, text, slot, new, tongue)
            dated = mention.kind not in (MentionKind.NUMBER, MentionKind.WORD, MentionKind.ORDINAL)
            if dated and slot.period and new.period:
                for made in _period_options(mention, text, slot.period, new.period, tongue):
                    yield replace(made, slot=slot.name)


def _number_options(
    mention: Mention, text: str, old: Filled, new: Filled, tongue: Tongue
) -> Iterator[Option]:
    if old.number is None or new.number is None:
        return
    own = text[mention.start : mention.end]
    ordinal = mention.kind is MentionKind.ORDINAL
    if ordinal != (old.kind == "ordinal"):
        return
    if old.kind in COUNTED:
        fits = mention.value == Decimal(str(old.number)) and (
            old.kind != "length" or _same_noun(mention, text, old)
        )
        if fits:
            printed_so = own.lower() == old.digits.lower()
            text_ = _like(new.digits, own) if printed_so else _counted(int(new.number), own, mention, tongue)
            yield Option(text_, old.name)
        return
    printed, decimals = printed_number(old, tongue)
    typed = decimals_of(mention.value)
    if mention.kind is MentionKind.WORD and not is_counted(mention, text, tongue):
        if mention.value == printed and not _same_noun(mention, text, old):
            yield Option(own if new.digits == old.digits else "", old.name)
            return
        if mention.value != printed:
            return
    side = _hedge(mention, text, tongue)
    if mention.value == printed and typed <= decimals:
        # a single digit may be any, unless words around it show which
        if typed == decimals or mention.value >= TWO_DIGITS or side or is_counted(mention, text, tongue):
            now = printed_number(new, tongue) if typed == decimals else (rounded(new.number, typed), typed)
            yield Option(_written(*now, own, mention, tongue), old.name)
        return
    cut = _rough(mention.value, old.number, typed < decimals, side)
    if cut is not None:
        step = _cut(new.number, cut, side)
        yield Option(_written(step, max(cut, 0), own, mention, tongue), old.name, exact=False)


def _like(word: str, own: str) -> str:
    """Return a number as the paper prints it, with a capital where the analyst's has one."""
    return word[:1].upper() + word[1:] if own[:1].isupper() else word


def _same_noun(mention: Mention, text: str, slot: Filled) -> bool:
    """Whether a number is followed by the noun of a length of time, in the singular or plural."""
    noun = slot.text.removeprefix(slot.digits).strip()[:STEM].lower()
    following = re.findall(r"\w+", text[mention.end : mention.end + 40])[:2]
    return bool(noun) and any(word.lower().startswith(noun) for word in following)


def printed_number(slot: Filled, tongue: Tongue) -> tuple[Decimal, int]:
    """Return the number that a slot prints, and its decimals."""
    digits = re.sub(rf"[^\d{re.escape(tongue.point)}]", "", slot.digits).replace(tongue.point, ".")
    value = Decimal(digits or "0")
    return value, decimals_of(value)


def decimals_of(value: Decimal) -> int:
    """Return how many decimals a number is written with."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _rough(value: Decimal, number: float, shorter: bool, side: str | None) -> int | None:
    """Return to how many decimals a figure was cut to give a value, below 0 to tens; None if it was not.

    To a single figure it counts as cut only next to a word such as about.
    """
    typed = decimals_of(value)
    tens = range(1, len(str(int(value)))) if typed == 0 else ()
    places: int
    for places in (*((typed,) if shorter else ()), *(-each for each in tens)):
        digits = len(str(abs(int(value.scaleb(places)))))
        if value and _cut(number, places, side) == value and (digits > 1 or side):
            return places
    return None


def _cut(number: float, places: int, side: str | None) -> Decimal:
    """Return a figure cut to decimals, below 0 to tens: down after over, up after nearly, else rounded."""
    way = {"above": ROUND_FLOOR, "below": ROUND_CEILING}.get(side or "", ROUND_HALF_UP)
    return Decimal(str(number)).scaleb(places).quantize(Decimal(1), way).scaleb(-places)


def _hedge(mention: Mention, text: str, tongue: Tongue) -> str | None:
    before = text[: mention.start].rstrip().lower()
    for side in ("above", "below", "around"):
        for word in getattr(tongue.vocabulary, side):
            if re.search(rf"(?<!\w){re.escape(word)}$", before):
                return side
    return None


def _counted(number: int, own: str, mention: Mention, tongue: Tongue) -> str:
    language = tongue.locale.language
    if mention.kind is MentionKind.ORDINAL:
        form = "ordinal_num" if own[0].isdigit() else "ordinal"
        text = str(num2words(number, lang=language, to=form))
        return text[:1].upper() + text[1:] if own[:1].isupper() else text
    if mention.kind is MentionKind.WORD:
        return tongue.word(number, own)
    return _written(Decimal(number), 0, own, mention, tongue)


def _written(value: Decimal, decimals: int, own: str, mention: Mention, tongue: Tongue) -> str:
    """Write a number as the analyst writes numbers."""
    if mention.kind is MentionKind.WORD:
        return tongue.word(int(value), own) if decimals == 0 else f"{value}"
    plain = f"{value:,.{decimals}f}"
    found = re.search(r"\d([^\d])\d{3}", own)
    grouped = found[1] if found and found[1] != tongue.point else ""
    ungrouped = mention.value >= 1000 and not grouped
    sign = "" if ungrouped else grouped or tongue.group
    return plain.replace(",", "\0").replace(".", tongue.point).replace("\0", sign)


def _period_options(
    mention: Mention, text: str, before: Period, after: Period, tongue: Tongue
) -> Iterator[Option]:
    match mention.kind:
        case MentionKind.MONTH:
            for was, now in {(before.end, after.end), (before.start, after.start)}:
                year, month = year_and_month(was)
                if month == mention.value and mention.year in (None, year):
                    to_year, to_month = year_and_month(now)
                    yield Option(_month(mention, text, to_month, to_year, tongue))
        case MentionKind.QUARTER:
            if _is_quarter(before, mention) and financial_quarter(after):
                yield Option(_quarter(mention, text, after))
        case MentionKind.YEARS:
            if financial_year(before.end) == mention.value:
                strong = is_financial_year(before) or is_financial_year(after)
                text_ = _replaced(mention, text, _years(financial_year(after.end), mention))
                yield Option(text_, exact=strong)
        case MentionKind.YEAR:
            if is_calendar_year(before) and year_and_month(before.end)[0] == mention.value:
                yield Option(str(year_and_month(after.end)[0]))
            elif year_and_month(before.end)[0] == mention.value:
                kept = year_and_month(after.end)[0] == mention.value
                yield Option(text[mention.start : mention.end] if kept else "", exact=False)


def _is_quarter(period: Period, mention: Mention) -> bool:
    fits = financial_quarter(period) == mention.value
    return fits and mention.year in (None, financial_year(period.end))


def _month(mention: Mention, text: str, month: int, year: int, tongue: Tongue) -> str:
    news = {}
    for name, start, end in mention.parts:
        own = text[start:end]
        news[name] = tongue.month(month, own) if name == "month" else str(year)[-len(own) :]
    return _replaced(mention, text, news)


def _years(first: int, mention: Mention) -> dict[str, str]:
    lengths = {name: end - start for name, start, end in mention.parts}
    return {"first": str(first), "second": str(first + 1)[-lengths.get("second", 2) :]}


def _quarter(mention: Mention, text: str, period: Period) -> str:
    news = {"quarter": str(financial_quarter(period)), **_years(financial_year(period.end), mention)}
    return _replaced(mention, text, news)


def _replaced(mention: Mention, text: str, news: dict[str, str]) -> str:
    """Return the words of a mention with its parts replaced."""
    own = text[mention.start : mention.end]
    for name, start, end in sorted(mention.parts, key=lambda part: -part[1]):
        own = own[: start - mention.start] + news[name] + own[end - mention.start :]
    return own


def is_counted(mention: Mention, text: str, tongue: Tongue) -> bool:
    """Whether a number in words counts what the paper counts: it has a unit, or is a length of time."""
    following = re.findall(r"\w+|%", text[mention.end : mention.end + 40])[:2]
    known = {*tongue.vocabulary.units, *tongue.vocabulary.lengths}
    return bool(known & {word.lower() for word in following})
