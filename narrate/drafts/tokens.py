"""A sentence as a row of claims and words: figures, periods, names, directions and what else can be false."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from num2words import num2words

from narrate.drafts.lexicon import Lexicon
from narrate.drafts.spans import Spans
from narrate.periods import Period

LARGEST_WORD = 100
"""Numbers up to here are known in words."""

NEAR = 6
"""Words over which a negation reaches."""


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    MARK = "mark"
    NUMBER = "number"
    PERIOD = "period"
    RELATIVE = "relative"
    LENGTH = "length"
    INDICATOR = "indicator"
    AREA = "area"
    DIRECTION = "direction"
    SIGNIFICANCE = "significance"
    DIFFERENCE = "difference"
    SIZE = "size"
    EXTREME = "extreme"
    LEVEL = "level"
    STATUS = "status"
    TARGET = "target"
    BOUND = "bound"
    FAVOUR = "favour"


PLAIN = (TokenKind.WORD, TokenKind.MARK)
TURNED = (TokenKind.SIGNIFICANCE, TokenKind.DIFFERENCE, TokenKind.TARGET, TokenKind.DIRECTION)
"""Claims that a negation turns round."""


class Unit(StrEnum):
    """How a figure is written."""

    BARE = "bare"
    PERCENT = "percent"
    POINTS = "points"


@dataclass(frozen=True)
class Number:
    """A figure as written.

    Attributes
    ----------
    value : Decimal
    decimals : int
        Digits after the point.
    unit : Unit
    spelt : bool
        Whether it is in words.
    ordinal : bool
    hedge : str
        about, over, under, or nothing.
    """

    value: Decimal
    decimals: int
    unit: Unit = Unit.BARE
    spelt: bool = False
    ordinal: bool = False
    hedge: str = ""


@dataclass(frozen=True)
class Token:
    """A word or a claim.

    Attributes
    ----------
    kind : TokenKind
    text : str
        As written.
    start, end : int
        Where it stands in the cleaned sentence.
    value : object
        What it claims: a Number, a Period, months, a set of indicators, the name of an area, or a word of the
        lexicon's.
    turned : bool
        Whether a negation reaches it.
    exact : str
        A word of the scale that allows no other: a movement's name, a size.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    value: Any = None
    turned: bool = False
    exact: str = ""

    @property
    def key(self) -> str:
        """What it is aligned by: its kind where it claims something, else its text."""
        return self.text.lower() if self.kind in PLAIN else f"<{self.kind.value}>"

    @property
    def claims(self) -> bool:
        """Whether it says something that can be false."""
        return self.kind not in PLAIN


_FREE = r"(?:(?<![\w/.-])|(?<=(?<![\w/.,)-])-))"
"""Where a figure may begin: after no word, or after a minus sign that itself stands free."""
_SPACES = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_TYPOGRAPHY = str.maketrans("‘’‚‛′“”„‟″‐‑‒–—―−", "'''''\"\"\"\"\"-------")
_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")


def cleaned(text: str) -> str:
    """Return text in plain typography: one kind of quotation mark, hyphen and blank.

    Examples
    --------
    >>> cleaned("‘Up’ — 1\u202f070\u00a0offences")
    "'Up' - 1,070 offences"
    """
    text = _THOUSANDS.sub(",", text)
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_TYPOGRAPHY)
    return _SPACES.sub(" ", text).strip()


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, longest first, their blanks and hyphens alike."""
    longest = sorted(set(words), key=len, reverse=True)
    patterns = (re.sub(r"\\?[ -]", "[ -]", re.escape(cleaned(word))) for word in longest)
    return "|".join(patterns) or r"(?!)"


@dataclass(frozen=True)
class Names:
    """What indicators and areas are called.

    Attributes
    ----------
    indicators : mapping of str to frozenset of str
        Codes by name in small letters, without a leading article.
    areas : mapping of str to str
        Areas by what they may be called.
    kinds : mapping of str to str
        Areas by the word before a measure: county, regional.
    """

    indicators: Mapping[str, frozenset[str]]
    areas: Mapping[str, str]
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class Tokeniser:
    """Reads sentences of one language about one paper."""

    words: Lexicon
    names: Names
    language: str

    def __call__(self, text: str) -> tuple[Token, ...]:
        """Return the tokens of a cleaned sentence; hedges are part of the figures behind them."""
        return tuple(_turned(_hedged(self._raw(text)), set(self.words.negations)))

    def number(self, word: str) -> int:
        """Return the whole number that a word is; 0 where it is none."""
        return int(word) if word.isdigit() else self._spelt.get(word.lower(), 0)

    @cached_property
    def _spans(self) -> Spans:
        return Spans(self.words.time, self._spelt)

    @cached_property
    def _spelt(self) -> dict[str, int]:
        try:
            numbers = {number: num2words(number, lang=self.language) for number in range(LARGEST_WORD)}
        except NotImplementedError:
            return {}
        return {str(words): number for number, words in numbers.items()}

    @cached_property
    def _places(self) -> dict[str, int]:
        try:
            places = range(1, LARGEST_WORD // 5)
            return {str(num2words(place, lang=self.language, to="ordinal")): place for place in places}
        except NotImplementedError:
            return {}

    @cached_property
    def _classes(self) -> dict[str, tuple[TokenKind, str]]:
        """Return every word of the lexicon with what it claims."""
        words = self.words
        groups = (
            (TokenKind.LEVEL, words.levels),
            (TokenKind.DIRECTION, words.directions),
            (TokenKind.SIGNIFICANCE, words.significance),
            (TokenKind.DIFFERENCE, words.differences),
            (TokenKind.SIZE, words.sizes),
            (TokenKind.SIZE, words.loosely),
            (TokenKind.EXTREME, words.extremes),
            (TokenKind.STATUS, words.statuses),
            (TokenKind.TARGET, words.targets),
            (TokenKind.BOUND, words.bounds),
            (TokenKind.FAVOUR, words.favours),
            (TokenKind.RELATIVE, words.relative),
            (TokenKind.WORD, {"": words.idle}),
        )
        return {
            cleaned(word): (kind, value)
            for kind, table in groups
            for value, all_ in table.items()
            for word in all_
        }

    @cached_property
    def _exact(self) -> dict[str, str]:
        tables = (self.words.movements, self.words.sizes)
        return {word: name for table in tables for name, words in table.items() for word in words}

    @cached_property
    def _hedges(self) -> dict[str, str]:
        return {cleaned(word): side for side, words in self.words.hedges.items() for word in words}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        digits = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
        ends = either(self.words.ordinals)
        area, kinds, nouns = either(self.names.areas), either(self.names.kinds), either(self.words.measures)
        parts = (
            f"(?P<indicator>(?<!\\w)(?:{either(self.names.indicators)})(?!\\w))",
            f"(?P<area>(?-i:(?<!\\w)(?:{area})(?!\\w)))",
            f"(?P<kind>(?<!\\w)(?:{kinds})(?= (?:{nouns})(?!\\w)))",
            f"(?P<lexicon>(?<!\\w)(?:{either(self._classes)})(?!\\w))",
            f"(?P<span>{self._spans.pattern})",
            f"(?P<hedge>(?<!\\w)(?:{either(self._hedges)}) (?=[\\d£]|(?:{either(self._spelt)})(?!\\w)))",
            f"(?P<place>(?<![\\w.,/-])\\d+(?:{ends})(?!\\w)|(?<!\\w)(?:{either(self._places)})(?!\\w))",
            f"(?P<number>{_FREE}(?<!\\d,)(?P<digits>{digits})(?!\\d){self._unit('figure')})",
            f"(?P<spelt>(?<!\\w)(?P<spelled>{either(self._spelt)})(?![\\w]|-[a-z]){self._unit('words')})",
            r"(?P<word>[^\W_](?:[\w'./-]*\w)?)",
            r"(?P<mark>\S)",
        )
        return re.compile("|".join(parts), re.IGNORECASE)

    def _unit(self, kind: str) -> str:
        points, percent = (either(self.words.units.get(name, ())) for name in ("points", "percent"))
        return rf"(?:[ -]?(?:(?P<{kind}_points>{points})|(?P<{kind}_percent>{percent}))(?![a-z]))?"

    def _raw(self, text: str) -> Iterator[Token]:
        for found in self._pattern.finditer(text):
            # of the groups inside one another the outermost is the last to close
            yield self._token(found.lastgroup or "", found)

    def _token(self, group: str, found: re.Match[str]) -> Token:
        text = found[group]
        place = (text, found.start(group), found.end(group))
        low = text.lower().replace("-", " ")
        match group:
            case "indicator":
                return Token(TokenKind.INDICATOR, *place, self.names.indicators[low])
            case "area":
                return Token(TokenKind.AREA, *place, self.names.areas[text])
            case "kind":
                return Token(TokenKind.AREA, *place, self.names.kinds[low])
            case "lexicon":
                kind, value = self._classes.get(text.lower()) or self._classes[_nearest(low, self._classes)]
                return Token(kind, *place, value, exact=self._exact.get(text.lower(), ""))
            case "span":
                span = self._spans.read(text)
                if span is None:
                    return Token(TokenKind.WORD, *place)
                return Token(TokenKind.PERIOD if isinstance(span, Period) else TokenKind.LENGTH, *place, span)
            case "hedge":
                return Token(TokenKind.WORD, *place, self._hedges[text.strip().lower()])
            case "place":
                digits = re.sub(r"\D", "", text)
                number = int(digits) if digits else self._places[text.lower()]
                return Token(
                    TokenKind.NUMBER, *place, Number(Decimal(number), 0, spelt=not digits, ordinal=True)
                )
            case "number" | "spelt":
                return Token(TokenKind.NUMBER, *place, self._number(group, found))
        return Token(TokenKind.MARK if group == "mark" else TokenKind.WORD, *place)

    def _number(self, group: str, found: re.Match[str]) -> Number:
        spelt = group == "spelt"
        kind = "words" if spelt else "figure"
        points, percent = found[f"{kind}_points"], found[f"{kind}_percent"]
        unit = Unit.POINTS if points else Unit.PERCENT if percent else Unit.BARE
        if spelt:
            return Number(Decimal(self._spelt[found["spelled"].lower()]), 0, unit, spelt=True)
        value = Decimal(found["digits"].replace(",", ""))
        return Number(value, max(0, -int(value.as_tuple().exponent)), unit)


def _nearest(low: str, known: Iterable[str]) -> str:
    """Return the known word that differs in hyphens alone."""
    return next(word for word in known if word.replace("-", " ") == low)


def _hedged(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield tokens with each hedge made part of the figure behind it."""
    held: Token | None = None
    for token in tokens:
        hedge = held.value if held else ""
        if token.kind is TokenKind.WORD and token.value:
            held = token
            continue
        held = None
        if hedge and token.kind is TokenKind.NUMBER:
            token = replace(token, value=replace(token.value, hedge=hedge))
        yield token


def _turned(tokens: Iterable[Token], negations: set[str]) -> Iterator[Token]:
    """Yield tokens with those marked that a negation in their clause reaches."""
    left = 0
    for token in tokens:
        if token.text.lower() in negations:
            left = NEAR
        elif token.text in {",", ";", ":", ")"}:
            left = 0
        elif left:
            left -= 1
            reach = left >= NEAR // 2 or token.kind is not TokenKind.DIRECTION
            token = replace(token, turned=token.kind in TURNED and reach)
        yield token
