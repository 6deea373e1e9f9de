"""Where a sentence of an edited draft comes from, claim by claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from narrate.drafts.facts import honest
from narrate.drafts.tokens import Number, Token, TokenKind, Unit
from narrate.drafts.trace_index import Original, TraceIndex
from narrate.periods import MONTHS_A_YEAR, Period, is_calendar_year
from narrate.settings import PERCENT

AT_HOME = 12
"""What being in its own paragraph adds to the likeness of a sentence, out of 100."""

SHARED = 8
"""What each figure adds that two sentences of one paragraph share."""

MULTIPLIERS = frozenset({1000, 10_000, 100_000})
"""Multipliers of rates (per 1,000), which sentences share by chance."""

ALIKE = 60
"""Likeness from which a sentence comes from another, out of 100."""

AKIN = 40
"""Likeness from which it does so where the two share a figure and a paragraph."""

NEAR_VERBATIM = 0.8
"""Share of words from which a sentence is the original with a word or two changed."""

PART_ALIKE = 75
"""Likeness from which a stretch of a sentence comes from another sentence."""

STRETCH = 4
"""Tokens in a row that tie the claims among them to those of the original."""

TIES = (TokenKind.NUMBER, TokenKind.LENGTH, TokenKind.PERIOD, TokenKind.AREA, TokenKind.INDICATOR)
"""Claims by which a stretch is known to come from a sentence."""

MOST_ORIGINS = 3
"""Sentences that one may be merged from."""


@dataclass(frozen=True)
class Pair:
    """A claim of the draft paired with the one in its place in the original.

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
    near_verbatim : bool
        Whether nearly every word is that of the original.
    kept : int
        Words that are those of an original, in its order.
    """

    originals: tuple[Original, ...]
    pairs: Mapping[int, Pair]
    near_verbatim: bool = False
    kept: int = 0


def find_origin(
    text: str, tokens: Sequence[Token], paragraph: str, index: TraceIndex, strange: Callable[[Original], bool]
) -> Origin:
    """Return where a sentence comes from.

    Parameters
    ----------
    text : str
        Cleaned.
    tokens : sequence of Token
    paragraph : str
        Id of the paragraph that it stands in; empty where that is not known.
    index : TraceIndex
    strange : callable
        Whether it cannot come from an original, which is about something else.
    """
    known = [item for item in index.originals if not strange(item)]
    best = max(known, key=lambda item: _likeness(text, tokens, item, paragraph), default=None)
    if best is None or not _comes_from(text, tokens, best, paragraph):
        return Origin((), {})
    found, pairs = [best], dict(_align(tokens, range(len(tokens)), best))
    near_verbatim = 2 * len(pairs) >= NEAR_VERBATIM * (len(tokens) + len(best.tokens))
    for _ in range(MOST_ORIGINS - 1):
        stretch = _longest_left(tokens, pairs)
        other = _source(stretch, tokens, text, known, found)
        if other is None:
            break
        found.append(other)
        pairs |= {place: replace(pair, firm=False) for place, pair in _align(tokens, stretch, other).items()}
    claims = {place: pair for place, pair in pairs.items() if tokens[place].claims}
    return Origin(tuple(found), claims, near_verbatim, len(pairs))


def _likeness(text: str, tokens: Sequence[Token], original: Original, paragraph: str) -> float:
    home = AT_HOME if paragraph and original.paragraph == paragraph else 0
    shared = _shared(tokens, original) if home else 0
    return _alike(text, tokens, original, paragraph) + home + SHARED * shared


def _alike(text: str, tokens: Sequence[Token], original: Original, paragraph: str) -> float:
    """Return how alike two sentences are out of 100: at home, where a long name may differ, by form."""
    by_words = fuzz.ratio(text.lower(), original.text.lower())
    if not paragraph or original.paragraph != paragraph:
        return by_words
    return max(by_words, fuzz.ratio(_form(tokens), _form(original.tokens)))


def _form(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens]


def _comes_from(text: str, tokens: Sequence[Token], original: Original, paragraph: str) -> bool:
    alike = _alike(text, tokens, original, paragraph)
    if alike >= ALIKE:
        return True
    shared = _shared(tokens, original)
    return original.paragraph == paragraph and shared > 0 and (alike >= AKIN or shared > 1)


def _shared(tokens: Sequence[Token], original: Original) -> int:
    """Return how many figures, times and names two sentences share, roundings among them."""
    same = _marks(tokens) & _marks(original.tokens)
    theirs = [
        token.value
        for token in original.tokens
        if token.kind is TokenKind.NUMBER and not _common(token.value)
    ]
    rounded = [
        token
        for token in tokens
        if token.kind is TokenKind.NUMBER
        and not _common(token.value)
        and (token.kind, str(token.value.value)) not in same
        and any(
            token.value.unit is it.unit and honest(token.value, float(it.value), it.decimals) for it in theirs
        )
    ]
    return len(same) + len(rounded)


def _marks(tokens: Iterable[Token]) -> set[tuple[TokenKind, str]]:
    """Return the figures, times and names by which a sentence is known again."""
    return {
        (token.kind, str(token.value.value if token.kind is TokenKind.NUMBER else token.value))
        for token in tokens
        if token.kind in TIES and not (token.kind is TokenKind.NUMBER and _common(token.value))
    }


def _common(number: Number) -> bool:
    return number.spelt or number.value in MULTIPLIERS


def _align(tokens: Sequence[Token], places: Sequence[int], original: Original) -> dict[int, Pair]:
    """Pair tokens of the draft with those of an original, words included."""
    ours, theirs = [tokens[place].key for place in places], [token.key for token in original.tokens]
    pairs: dict[int, Pair] = {}
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        at_start = block.a == 0 and block.b == 0
        at_end = block.a + block.size == len(ours) and block.b + block.size == len(theirs)
        for step in range(block.size):
            inside = (step > 0 or at_start) and (step < block.size - 1 or at_end)
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
    home, ties = found[0].paragraph, _marks(tokens[stretch[0] : stretch[-1] + 1])
    scored = [
        (
            fuzz.partial_ratio(words, item.text.lower()) + (AT_HOME if item.paragraph == home else 0),
            number,
            item,
        )
        for number, item in enumerate(originals)
        if item not in found and len(item.text) >= len(words) / 2 and ties & _marks(item.tokens)
    ]
    score, _, best = max(scored, default=(0, 0, None))
    return best if score >= PART_ALIKE else None


def agree(token: Token, pair: Pair, index: TraceIndex) -> bool:
    """Whether a claim is the same as the one in its place in the original."""
    theirs = pair.token
    match token.kind:
        case TokenKind.NUMBER:
            return _same_number(token.value, pair, index)
        case TokenKind.PERIOD:
            return same_period(token.value, theirs.value, loosely=token.text.isdigit())
        case TokenKind.INDICATOR:
            return bool(token.value & theirs.value)
        case TokenKind.SIGNIFICANCE | TokenKind.DIFFERENCE | TokenKind.TARGET:
            return affirms(token) == affirms(theirs)
        case TokenKind.DIRECTION if is_here(token, index) != is_here(theirs, index):
            return False
    exact = token.exact == theirs.exact or not (token.exact and theirs.exact)
    return token.value == theirs.value and token.turned == theirs.turned and exact


def is_here(token: Token, index: TraceIndex) -> bool:
    """Whether a direction is said of the report's own area, although another is named before it."""
    return token.text.lower() in index.lexicon.here


def affirms(token: Token) -> bool:
    """Whether a claim that can be negated is affirmed."""
    return bool((token.value == "yes") != token.turned)


def same_period(ours: Period, theirs: Period, loosely: bool) -> bool:
    """Whether a period is another, or a looser name for it: its month, or where that is meant, its year."""
    if ours == theirs or (ours.months == 1 and ours.end == theirs.end):
        return True
    loose = loosely and is_calendar_year(ours) and theirs.months < MONTHS_A_YEAR
    return loose and ours.start <= theirs.end <= ours.end


def _same_number(number: Number, pair: Pair, index: TraceIndex) -> bool:
    theirs: Number = pair.token.value
    if number.unit is not theirs.unit:
        return False
    value = pair.original.values.get(pair.place)
    if value is None:
        return number.value == theirs.value
    raw = value.raw * PERCENT if value.unit == "relative" else value.raw
    return honest(number, raw, index.decimals(value)) and index.unit_of(value) in (number.unit, Unit.BARE)
