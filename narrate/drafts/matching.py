"""Where a sentence of an edited draft comes from, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from narrate.drafts.facts import PERCENT, honest
from narrate.drafts.tokens import Number, Sort, Token, Unit
from narrate.drafts.world import Original, World
from narrate.periods import MONTHS_A_YEAR, Period, is_calendar_year

AT_HOME = 12
"""What standing in its own paragraph adds to the likeness of a sentence, out of 100."""

ALIKE = 60
"""Likeness from which a sentence comes from another, out of 100."""

AKIN = 40
"""Likeness from which it does so where the two share a figure and a paragraph."""

PART_ALIKE = 75
"""Likeness from which a stretch of a sentence comes from another sentence."""

STRETCH = 4
"""Tokens in a row that tie the claims among them to those of the original."""

MOST_ORIGINS = 3
"""Sentences that one may be merged from."""


@dataclass(frozen=True)
class Pair:
    """A claim of the draft beside the one in its place in the original.

    Attributes
    ----------
    original : Original
    place : int
        Of the claim among the tokens of the original.
    firm : bool
        Whether the words around both are the same.
    """

    original: Original
    place: int
    firm: bool

    @property
    def token(self) -> Token:
        """The original's claim."""
        return self.original.tokens[self.place]


@dataclass(frozen=True)
class Origin:
    """Where a sentence comes from.

    Attributes
    ----------
    originals : tuple of Original
        The likeliest first; empty for a sentence that the analyst added.
    pairs : mapping of int to Pair
        By the place of the claim among the tokens of the draft.
    """

    originals: tuple[Original, ...]
    pairs: Mapping[int, Pair]


def find_origin(text: str, tokens: Sequence[Token], paragraph: str, world: World) -> Origin:
    """Return where a sentence comes from.

    Parameters
    ----------
    text : str
        Cleaned.
    tokens : sequence of Token
    paragraph : str
        Id of the paragraph that it stands in; empty where that is not known.
    world : World
    """
    scored = sorted(
        ((_likeness(text, item, paragraph), number) for number, item in enumerate(world.originals)),
        reverse=True,
    )
    if not scored:
        return Origin((), {})
    best = world.originals[scored[0][1]]
    if not _comes_from(text, tokens, best, paragraph):
        return Origin((), {})
    found, pairs = [best], dict(_align(tokens, range(len(tokens)), best))
    for _ in range(MOST_ORIGINS - 1):
        stretch = _longest_left(tokens, pairs)
        other = _source(stretch, tokens, text, world.originals, found)
        if other is None:
            break
        found.append(other)
        pairs |= _align(tokens, stretch, other)
    return Origin(tuple(found), {place: pair for place, pair in pairs.items() if tokens[place].claims})


def _likeness(text: str, original: Original, paragraph: str) -> float:
    home = AT_HOME if paragraph and original.paragraph == paragraph else 0
    return fuzz.ratio(text.lower(), original.text.lower()) + home


def _comes_from(text: str, tokens: Sequence[Token], original: Original, paragraph: str) -> bool:
    alike = fuzz.ratio(text.lower(), original.text.lower())
    if alike >= ALIKE:
        return True
    shared = _figures(tokens) & _figures(original.tokens)
    return alike >= AKIN and original.paragraph == paragraph and bool(shared)


def _figures(tokens: Iterable[Token]) -> set[object]:
    return {token.value.value for token in tokens if token.sort is Sort.NUMBER and not token.value.spelt}


def _align(tokens: Sequence[Token], places: Sequence[int], original: Original) -> dict[int, Pair]:
    """Pair tokens of the draft with those of an original, words included."""
    ours, theirs = [tokens[place].key for place in places], [token.key for token in original.tokens]
    pairs: dict[int, Pair] = {}
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        whole_start = block.a == 0 and block.b == 0
        whole_end = block.a + block.size == len(ours) and block.b + block.size == len(theirs)
        for step in range(block.size):
            inside = (step > 0 or whole_start) and (step < block.size - 1 or whole_end)
            firm = block.size >= STRETCH or inside
            pairs[places[block.a + step]] = Pair(original, block.b + step, firm)
    return pairs


def _longest_left(tokens: Sequence[Token], pairs: Mapping[int, Pair]) -> range:
    """Return the longest stretch of tokens that comes from nowhere yet."""
    best, start = range(0), 0
    for place in range(len(tokens) + 1):
        if place == len(tokens) or place in pairs:
            best = max(best, range(start, place), key=len)
            start = place + 1
    return best


def _source(
    stretch: range,
    tokens: Sequence[Token],
    text: str,
    originals: Iterable[Original],
    found: Sequence[Original],
) -> Original | None:
    """Return the sentence that a stretch of another was merged from."""
    if len(stretch) < STRETCH:
        return None
    words = text[tokens[stretch[0]].start : tokens[stretch[-1]].end].lower()
    home = found[0].paragraph
    scored = [
        (
            fuzz.partial_ratio(words, item.text.lower()) + (AT_HOME if item.paragraph == home else 0),
            number,
            item,
        )
        for number, item in enumerate(originals)
        if item not in found and len(item.text) >= len(words) / 2
    ]
    score, _, best = max(scored, default=(0, 0, None))
    return best if score >= PART_ALIKE else None


def agree(token: Token, pair: Pair, world: World) -> bool:
    """Whether a claim says what the one in its place in the original says."""
    theirs = pair.token
    match token.sort:
        case Sort.NUMBER:
            return _same_number(token.value, pair, world)
        case Sort.PERIOD:
            return same_period(token.value, theirs.value)
        case Sort.INDICATOR:
            return bool(token.value & theirs.value)
        case Sort.SIGNIFICANCE | Sort.DIFFERENCE | Sort.TARGET:
            return says(token) == says(theirs)
    exact = token.exact == theirs.exact or not (token.exact and theirs.exact)
    return token.value == theirs.value and token.turned == theirs.turned and exact


def says(token: Token) -> bool:
    """Whether a claim that a negation can turn round says yes."""
    return bool((token.value == "yes") != token.turned)


def same_period(ours: Period, theirs: Period) -> bool:
    """Whether a period is another, or a looser name for it."""
    if ours == theirs or (ours.months == 1 and ours.end == theirs.end):
        return True
    loose = is_calendar_year(ours) and theirs.months < MONTHS_A_YEAR
    return loose and ours.start <= theirs.end <= ours.end


def _same_number(number: Number, pair: Pair, world: World) -> bool:
    theirs: Number = pair.token.value
    if number.unit is not theirs.unit:
        return False
    value = pair.original.values.get(pair.place)
    if value is None:
        return number.value == theirs.value
    raw = value.raw * PERCENT if value.unit == "relative" else value.raw
    return honest(number, raw, world.decimals(value)) and world.unit_of(value) in (number.unit, Unit.BARE)
