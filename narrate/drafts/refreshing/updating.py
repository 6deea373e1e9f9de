"""An analyst's sentence with its figures and periods brought up to date, or the reason why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher

from num2words import num2words

from narrate.document import Filled
from narrate.drafts.refreshing.edition import TITLE, Line
from narrate.drafts.refreshing.likeness import words
from narrate.drafts.refreshing.mentions import Mention, Sort, Tongue, mentions
from narrate.findings import rounded
from narrate.periods import (
    Period,
    financial_quarter,
    financial_year,
    is_calendar_year,
    is_financial_year,
    parse_period,
    year_and_month,
)

COUNTED = ("length", "whole", "ordinal")
STEM = 4
"""Letters by which the singular and the plural of a noun are the same."""

GUARD = 2
"""Words that must agree in a row before a place in one text tells the place in another."""


@dataclass(frozen=True)
class Pair:
    """A sentence of the old edition and the one that succeeds it."""

    old: Line
    new: Line


@dataclass(frozen=True)
class _Option:
    """What a mention could become, and which slot says so; none where it stands outside the slots.

    A blank text says that the slot is the one, and that what it holds now cannot be written so.
    """

    text: str
    slot: str = ""
    exact: bool = True


class Unmapped(Exception):  # noqa: N818
    """A figure of the analyst's sentence that no slot explains with certainty.

    Attributes
    ----------
    words : str
        The figure as the analyst wrote it.
    """

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def updated(text: str, pairs: Sequence[Pair], others: Sequence[Pair], tongue: Tongue) -> str:
    """Return an analyst's sentence with its figures and periods brought up to date.

    Parameters
    ----------
    text : str
        The sentence.
    pairs : sequence of Pair
        What it was made from; their slots differ in figures and periods alone.
    others : sequence of Pair
        What else the paragraph says, where a figure may have been taken from.
    tongue : Tongue
        How the locale writes figures.

    Raises
    ------
    Unmapped
        At the first figure that cannot be mapped with certainty.
    """
    if not any(_differ(pair) for pair in (*pairs, *others)):
        return text
    text = _names_replaced(text, pairs)
    edits: list[tuple[int, int, str]] = []
    chosen: list[tuple[str, str, str]] = []
    for mention in mentions(text, tongue):
        option = _choice(mention, text, pairs, others, tongue)
        if option is None:
            continue
        old = text[mention.start : mention.end]
        chosen.append((option.slot, old, option.text))
        edits += _with_noun(mention, option, text, pairs)
    _refuse_sameness(chosen)
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def _names_replaced(text: str, pairs: Iterable[Pair]) -> str:
    """Replace what the author's own text was filled with as a whole, such as the day of the meeting."""
    for pair in pairs:
        news = {slot.name: slot.text for slot in pair.new.slots if slot.kind == "words"}
        for slot in pair.old.slots:
            if slot.kind == "words" and (pair.old.authored or pair.old.phrase == TITLE) and slot.text:
                text = text.replace(slot.text, news.get(slot.name, slot.text))
    return text


def _differ(pair: Pair) -> bool:
    new = {slot.name: slot for slot in pair.new.slots}
    return any(
        slot.name not in new or (slot.text, slot.period) != (new[slot.name].text, new[slot.name].period)
        for slot in pair.old.slots
    )


def _choice(
    mention: Mention, text: str, pairs: Sequence[Pair], others: Sequence[Pair], tongue: Tongue
) -> _Option | None:
    """Return what a mention becomes; None where it is no figure of the paper."""
    own = text[mention.start : mention.end]
    if _is_share(mention, own, (*pairs, *others), tongue):
        if any(own.lower() in words(pair.old.text) for pair in pairs):
            return None
        raise Unmapped(own)
    for exact in (True, False):
        for known in (pairs, others):
            options = [item for item in _options(mention, text, known, tongue) if item.exact is exact]
            if exact and options and _constant(mention, text, known, tongue):
                options.append(_Option(own))  # a figure that stands outside the slots too may be either
            if len({option.text for option in options}) == 1:
                return _certain(options[0], own)
            if options:
                return _certain(_by_place(mention, text, known, options), own)
            if _constant(mention, text, known, tongue):
                return None
    if any(_differ(pair) for pair in pairs):
        _refuse_unknown(mention, text, tongue)
    return None


def _is_share(mention: Mention, own: str, pairs: Iterable[Pair], tongue: Tongue) -> bool:
    """Whether a word says the size of something, as in a fifth of it, and no place in an order."""
    if mention.sort is Sort.ORDINAL and own.lower() in tongue.vocabulary.shares:
        return not any(slot.kind == "ordinal" for pair in pairs for slot in pair.old.slots)
    return mention.sort is Sort.SHARE


def _certain(option: _Option, own: str) -> _Option:
    if not option.text:
        raise Unmapped(own)
    return option


def _refuse_unknown(mention: Mention, text: str, tongue: Tongue) -> None:
    """Let pass what is no figure of the data: a pronoun, a year of the analyst's own; refuse the rest."""
    if mention.sort is Sort.WORD and not _counts(mention, text, tongue):
        return
    if mention.sort in (Sort.YEAR, Sort.ORDINAL) or (mention.sort is Sort.MONTH and mention.year is None):
        return
    raise Unmapped(text[mention.start : mention.end])


def _counts(mention: Mention, text: str, tongue: Tongue) -> bool:
    """Whether a number in words counts what the paper counts: it has a unit, or is a length of time."""
    following = re.findall(r"\w+|%", text[mention.end : mention.end + 40])[:2]
    known = {*tongue.vocabulary.units, *tongue.vocabulary.lengths}
    return bool(known & {word.lower() for word in following})


def _options(mention: Mention, text: str, pairs: Sequence[Pair], tongue: Tongue) -> Iterator[_Option]:
    for pair in pairs:
        news = {slot.name: slot for slot in pair.new.slots}
        for slot in pair.old.slots:
            new = news.get(slot.name)
            if new is None:
                continue
            if mention.sort in (Sort.NUMBER, Sort.WORD, Sort.ORDINAL, Sort.YEAR):
                yield from _number_options(mention, text, slot, new, tongue)
            if mention.sort not in (Sort.NUMBER, Sort.WORD, Sort.ORDINAL) and slot.period and new.period:
                yield from _period_options(mention, text, slot, new, tongue)


def _number_options(
    mention: Mention, text: str, old: Filled, new: Filled, tongue: Tongue
) -> Iterator[_Option]:
    if old.number is None or new.number is None:
        return
    own = text[mention.start : mention.end]
    ordinal = mention.sort is Sort.ORDINAL
    if ordinal != (old.kind == "ordinal"):
        return
    if old.kind in COUNTED:
        fits = mention.value == Decimal(str(old.number)) and (
            old.kind != "length" or _same_noun(mention, text, old)
        )
        if fits:
            printed_so = own.lower() == old.digits.lower()
            text_ = _like(new.digits, own) if printed_so else _counted(int(new.number), own, mention, tongue)
            yield _Option(text_, old.name)
        return
    printed, decimals = _printed(old, tongue)
    typed = -int(mention.value.as_tuple().exponent)
    if mention.sort is Sort.WORD and not (_counts(mention, text, tongue) or decimals == 0):
        return
    if mention.value == printed and typed <= decimals:
        now, places = _printed(new, tongue)
        if typed < decimals and rounded(new.number, typed) != now:
            now = rounded(new.number, typed)
            places = typed
        yield _Option(
            _written(now, min(typed, places) if typed < decimals else places, own, mention, tongue), old.name
        )
        return
    side = _hedge(mention, text, tongue)
    places = _rough(mention.value, old.number, typed < decimals, side)
    if places is not None:
        step = _cut(new.number, places, side)
        yield _Option(_written(step, max(places, 0), own, mention, tongue), old.name, exact=False)


def _like(word: str, own: str) -> str:
    """Return a number as the paper prints it, with a capital where the analyst's has one."""
    return word[:1].upper() + word[1:] if own[:1].isupper() else word


def _same_noun(mention: Mention, text: str, slot: Filled) -> bool:
    """Whether a number is followed by the noun of a length of time, in the singular or plural."""
    noun = slot.text.removeprefix(slot.digits).strip()[:STEM].lower()
    following = re.findall(r"\w+", text[mention.end : mention.end + 40])[:2]
    return any(word.lower().startswith(noun) for word in following)


def _printed(slot: Filled, tongue: Tongue) -> tuple[Decimal, int]:
    digits = re.sub(rf"[^\d{re.escape(tongue.point)}]", "", slot.digits).replace(tongue.point, ".")
    value = Decimal(digits or "0")
    return value, -int(value.as_tuple().exponent)


def _rough(value: Decimal, number: float, shorter: bool, side: str | None) -> int | None:
    """Return to how many decimals a figure was cut to give a value, below 0 to tens; None if it was not.

    To a single figure it counts as cut only beside a word such as about.
    """
    typed = -int(value.as_tuple().exponent)
    tens = range(1, len(str(int(value)))) if typed == 0 else ()
    for places in (*((typed,) if shorter else ()), *(-each for each in tens)):
        telling = len(str(abs(int(value.scaleb(places)))))
        if value and _cut(number, places, side) == value and (telling > 1 or side):
            return places
    return None


def _cut(number: float, places: int, side: str | None) -> Decimal:
    """Return a figure cut to some decimals, below 0 to tens: down after over, up after nearly, else rounded."""
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
    if mention.sort is Sort.ORDINAL:
        form = "ordinal_num" if own[0].isdigit() else "ordinal"
        text = str(num2words(number, lang=language, to=form))
        return text[:1].upper() + text[1:] if own[:1].isupper() else text
    if mention.sort is Sort.WORD:
        return tongue.word(number, own)
    return _written(Decimal(number), 0, own, mention, tongue)


def _written(value: Decimal, decimals: int, own: str, mention: Mention, tongue: Tongue) -> str:
    """Write a number as the analyst writes numbers."""
    if mention.sort is Sort.WORD:
        return tongue.word(int(value), own) if decimals == 0 else f"{value}"
    plain = f"{value:,.{decimals}f}"
    found = re.search(r"\d([^\d])\d{3}", own)
    grouped = found[1] if found and found[1] != tongue.point else ""
    ungrouped = mention.value >= 1000 and not grouped
    sign = "" if ungrouped else grouped or tongue.group
    return plain.replace(",", "\0").replace(".", tongue.point).replace("\0", sign)


def _period_options(
    mention: Mention, text: str, old: Filled, new: Filled, tongue: Tongue
) -> Iterator[_Option]:
    before, after = parse_period(old.period), parse_period(new.period)
    match mention.sort:
        case Sort.MONTH:
            for was, now in {(before.end, after.end), (before.start, after.start)}:
                year, month = year_and_month(was)
                if month == mention.value and mention.year in (None, year):
                    to_year, to_month = year_and_month(now)
                    yield _Option(_month(mention, text, to_month, to_year, tongue), old.name)
        case Sort.QUARTER:
            if _is_quarter(before, mention) and financial_quarter(after):
                yield _Option(_quarter(mention, text, after), old.name)
        case Sort.YEARS:
            if financial_year(before.end) == mention.value:
                strong = is_financial_year(before) or is_financial_year(after)
                text_ = _replaced(mention, text, _years(financial_year(after.end), mention))
                yield _Option(text_, old.name, exact=strong)
        case Sort.YEAR:
            if is_calendar_year(before) and year_and_month(before.end)[0] == mention.value:
                yield _Option(str(year_and_month(after.end)[0]), old.name)
            elif year_and_month(before.end)[0] == mention.value:
                kept = year_and_month(after.end)[0] == mention.value
                yield _Option(text[mention.start : mention.end] if kept else "", old.name, exact=False)


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


def _constant(mention: Mention, text: str, pairs: Iterable[Pair], tongue: Tongue) -> bool:
    """Whether a figure stands in an old sentence outside its slots, or within what does not change there."""
    own = text[mention.start : mention.end].lower()
    for pair in pairs:
        for other in mentions(pair.old.text, tongue):
            if (other.sort, other.value, other.year) != (mention.sort, mention.value, mention.year):
                continue
            if mention.sort is Sort.MONTH or mention.sort is Sort.QUARTER:
                continue
            if not any(_holds(slot, other, pair.old.text, tongue) for slot in pair.old.slots):
                return True
        if any(
            slot.kind == "words" and re.search(rf"(?<!\w){re.escape(own)}(?!\w)", slot.text.lower())
            for slot in pair.old.slots
        ):
            return True
        if mention.sort in (Sort.NUMBER, Sort.WORD) and _spans_months(mention, text, pair, tongue):
            return True
    return False


def _spans_months(mention: Mention, text: str, pair: Pair, tongue: Tongue) -> bool:
    """Whether a number is that of the months that a span covers, as before."""
    if not _counts(mention, text, tongue):
        return False
    new = {slot.name: slot.period for slot in pair.new.slots}
    return any(
        slot.period
        and new.get(slot.name)
        and parse_period(slot.period).months == mention.value == parse_period(new[slot.name]).months
        for slot in pair.old.slots
    )


def _holds(slot: Filled, other: Mention, text: str, tongue: Tongue) -> bool:
    """Whether a figure of an old sentence is the one that fills a slot."""
    if slot.number is None or not slot.printed:
        return False
    value = Decimal(str(slot.number)) if slot.kind in COUNTED else _printed(slot, tongue)[0]
    return value == other.value


def _by_place(mention: Mention, text: str, pairs: Sequence[Pair], options: Sequence[_Option]) -> _Option:
    """Return the option whose slot stands, in the old sentence, where the mention stands in the new one."""
    found: dict[str, _Option] = {}
    for pair in pairs:
        place = _counterpart(mention, text, pair.old.text)
        for option in options:
            span = _place(option.slot, pair) if option.slot else None
            if place and span and span[0] <= place[0] and place[1] <= span[1]:
                found[option.text] = option
    if len(found) != 1:
        raise Unmapped(text[mention.start : mention.end])
    return next(iter(found.values()))


def _place(name: str, pair: Pair) -> tuple[int, int] | None:
    """Return where a slot stands in the old sentence, if that can be told.

    Where several slots print the same, and the new sentence has the same frame, its order is theirs.
    """
    found = _places(name, pair.old)
    if len(found) == 1:
        return found[0]
    slots = {slot.name: slot for slot in pair.old.slots}
    if pair.old.phrase != pair.new.phrase or name not in slots:
        return None
    alike = [slot.name for slot in pair.old.slots if slot.printed and slot.text == slots[name].text]
    there = {other: _places(other, pair.new) for other in alike}
    if len(found) != len(alike) or any(len(places) != 1 for places in there.values()):
        return None
    return found[sorted(alike, key=lambda other: there[other]).index(name)]


def _places(name: str, line: Line) -> list[tuple[int, int]]:
    """Return all places of a sentence at which a slot may stand."""
    slots = {slot.name: slot for slot in line.slots}
    slot = slots.get(name)
    if slot is None or not slot.printed:
        return []
    start, end = 0, len(line.text)
    above = slots.get(name.rpartition("/")[0])
    if above is not None:
        start = line.text.lower().find(above.text.lower())
        end = start + len(above.text)
    matches = re.finditer(rf"(?<!\w){re.escape(slot.text)}(?!\w)", line.text, re.IGNORECASE)
    return [found.span() for found in matches if start <= found.start() and found.end() <= end]


def _counterpart(mention: Mention, text: str, old: str) -> tuple[int, int] | None:
    """Return the words of an old sentence that a mention stems from, by the words around it."""
    mine, other = (
        [(m.group().lower(), *m.span()) for m in re.finditer(r"[\w.,/-]*\w%?", t)] for t in (text, old)
    )
    at = next((n for n, (_, start, end) in enumerate(mine) if start <= mention.start < end), None)
    matcher = SequenceMatcher(None, [word for word, *_ in mine], [word for word, *_ in other], False)
    for block in matcher.get_matching_blocks():
        if at is not None and block.size >= GUARD and block.a <= at < block.a + block.size:
            _, start, end = other[block.b + at - block.a]
            return start, end
    return None


def _with_noun(
    mention: Mention, option: _Option, text: str, pairs: Sequence[Pair]
) -> Iterator[tuple[int, int, str]]:
    """Yield the replacement of a mention, and of the noun after it where that must agree."""
    yield mention.start, mention.end, option.text
    for pair in pairs:
        old = next((slot for slot in pair.old.slots if slot.name == option.slot), None)
        new = next((slot for slot in pair.new.slots if slot.name == option.slot), None)
        if old is None or new is None or old.kind not in ("length", "figure"):
            continue
        nouns = tuple(slot.text.removeprefix(slot.digits).strip() for slot in (old, new))
        if nouns[0] != nouns[1]:
            found = re.compile(rf"\s*{re.escape(nouns[0])}(?!\w)").match(text, mention.end)
            if found is None:
                raise Unmapped(text[mention.start : mention.end])
            start = found.end() - len(nouns[0])
            yield start, found.end(), nouns[1]
        return


def _refuse_sameness(chosen: Iterable[tuple[str, str, str]]) -> None:
    """Refuse figures that differed and now print the same: nothing rises from 9.3 to 9.3."""
    seen: dict[str, tuple[str, str]] = {}
    for slot, old, new in chosen:
        if not slot or not re.search(r"\d", new):
            continue
        before = seen.get(new)
        if before and before != (slot, old) and before[1] != old:
            raise Unmapped(old)
        seen[new] = (slot, old)
