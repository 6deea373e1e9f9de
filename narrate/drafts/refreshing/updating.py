"""An analyst's sentence with its figures and periods brought up to date, or the reason why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from narrate.document import Filled
from narrate.drafts.refreshing.edition import TITLE, Line
from narrate.drafts.refreshing.likeness import words
from narrate.drafts.refreshing.mentions import Mention, MentionKind, Tongue, mentions
from narrate.drafts.refreshing.options import COUNTED, Option, Pair, is_counted, options_of, printed_number

GUARD = 2
"""Words that must agree in a row before a place in one text gives the place in another."""


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
) -> Option | None:
    """Return what a mention becomes; None where it is no figure of the paper."""
    own = text[mention.start : mention.end]
    if _is_share(mention, own, (*pairs, *others), tongue):
        if any(own.lower() in words(pair.old.text) for pair in pairs):
            return None
        raise Unmapped(own)
    for exact in (True, False):
        for known in (pairs, others):
            options = [item for item in options_of(mention, text, known, tongue) if item.exact is exact]
            if exact and options and _constant(mention, text, known, tongue):
                options.append(Option(own))  # a figure that stands outside the slots too may be either
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
    if mention.kind is MentionKind.ORDINAL and own.lower() in tongue.vocabulary.shares:
        return not any(slot.kind == "ordinal" for pair in pairs for slot in pair.old.slots)
    return mention.kind is MentionKind.SHARE


def _certain(option: Option, own: str) -> Option:
    if not option.text:
        raise Unmapped(own)
    return option


def _refuse_unknown(mention: Mention, text: str, tongue: Tongue) -> None:
    """Let pass what is no figure of the data: a pronoun, a year of the analyst's own; refuse the rest."""
    if mention.kind is MentionKind.WORD and not is_counted(mention, text, tongue):
        return
    if mention.kind in (MentionKind.YEAR, MentionKind.ORDINAL) or (
        mention.kind is MentionKind.MONTH and mention.year is None
    ):
        return
    raise Unmapped(text[mention.start : mention.end])


def _constant(mention: Mention, text: str, pairs: Iterable[Pair], tongue: Tongue) -> bool:
    """Whether a figure stands in an old sentence outside its slots, or within what does not change there."""
    own = text[mention.start : mention.end].lower()
    for pair in pairs:
        for other in mentions(pair.old.text, tongue):
            if (other.kind, other.value, other.year) != (mention.kind, mention.value, mention.year):
                continue
            if mention.kind is MentionKind.MONTH or mention.kind is MentionKind.QUARTER:
                continue
            if not any(_holds(slot, other, pair.old.text, tongue) for slot in pair.old.slots):
                return True
        if any(
            slot.kind == "words" and re.search(rf"(?<!\w){re.escape(own)}(?!\w)", slot.text.lower())
            for slot in pair.old.slots
        ):
            return True
        if mention.kind in (MentionKind.NUMBER, MentionKind.WORD) and _spans_months(
            mention, text, pair, tongue
        ):
            return True
    return False


def _spans_months(mention: Mention, text: str, pair: Pair, tongue: Tongue) -> bool:
    """Whether a number is that of the months that a span covers, as before."""
    if not is_counted(mention, text, tongue):
        return False
    new = {slot.name: slot.period for slot in pair.new.slots}
    spans = [(slot.period, new.get(slot.name)) for slot in pair.old.slots]
    return any(old and now and old.months == mention.value == now.months for old, now in spans)


def _holds(slot: Filled, other: Mention, text: str, tongue: Tongue) -> bool:
    """Whether a figure of an old sentence is the one that fills a slot."""
    if slot.number is None or not slot.printed:
        return False
    value = Decimal(str(slot.number)) if slot.kind in COUNTED else printed_number(slot, tongue)[0]
    return value == other.value


def _by_place(mention: Mention, text: str, pairs: Sequence[Pair], options: Sequence[Option]) -> Option:
    """Return the option whose slot stands, in the old sentence, where the mention stands in the new one."""
    found: dict[str, Option] = {}
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
    """Return where a slot is in the old sentence, if that is certain.

    Where several slots print the same, and the new sentence has the same phrase, its order is theirs.
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
    mention: Mention, option: Option, text: str, pairs: Sequence[Pair]
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
