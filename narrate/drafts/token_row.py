"""The tokens of a sentence in their order, and what stands around each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from narrate.drafts.tokens import Number, Token, TokenKind, Unit
from narrate.drafts.trace_index import TraceIndex

REACH = 4
"""Tokens over which a direction and a figure belong together."""

CLOSE = 3
"""Tokens between two that belong together."""

WITHIN = 10
"""Tokens between a figure and the period that it is for."""

BREAKS = frozenset(";:")
"""Marks at which a clause ends."""


@dataclass(frozen=True)
class TokenRow:
    """Tokens of one sentence.

    Attributes
    ----------
    tokens : sequence of Token
    index : TraceIndex
        What the sentence is checked against.
    """

    tokens: Sequence[Token]
    index: TraceIndex

    @cached_property
    def multipliers(self) -> set[int]:
        """Places of figures that are the multiplier of a rate, such as the 1,000 of "per 1,000"."""
        sizes = {item.per for item in self.index.indicators.values()}
        return {
            place
            for place, token in enumerate(self.tokens)
            if token.kind is TokenKind.NUMBER and token.value.unit is Unit.BARE and token.value.value in sizes
        }

    def figure(self, place: int) -> Number | None:
        """Return the figure at a place; None for other tokens and for the multiplier of a rate."""
        token = self.tokens[place]
        return token.value if token.kind is TokenKind.NUMBER and place not in self.multipliers else None

    def measured(self, place: int) -> bool:
        """Whether a token is a figure, or the noun for one."""
        noun = self.tokens[place].text.lower() in self.index.lexicon.measures
        return noun or self.figure(place) is not None

    def after(self, place: int, reach: int, stops: str = "") -> Iterator[int]:
        """Yield the places after one, as far as the clause goes."""
        for other in range(place + 1, min(place + reach + 1, len(self.tokens))):
            if self.tokens[other].text in BREAKS or self.tokens[other].text in set(stops):
                return
            yield other

    def before(self, place: int, reach: int, stops: str = "") -> Iterator[int]:
        """Yield the places before one, nearest first, as far as the clause goes."""
        for other in range(place - 1, max(place - reach - 1, -1), -1):
            if self.tokens[other].text in BREAKS or self.tokens[other].text in set(stops):
                return
            yield other

    def bracketed(self, place: int) -> int | None:
        """Return the place before the bracket that one stands in."""
        for other in range(place - 1, -1, -1):
            if self.tokens[other].text == ")":
                return None
            if self.tokens[other].text == "(":
                return other - 1 if other else None
        return None

    def nearest(self, place: int, kind: TokenKind, reach: int) -> int | None:
        """Return the place of the nearest token of a kind, with none of this token's own kind between."""
        own = self.tokens[place].kind
        best: tuple[int, int] | None = None
        for places in (self.after(place, reach), self.before(place, reach)):
            for other in places:
                token = self.tokens[other]
                if token.kind is kind and not (kind is TokenKind.NUMBER and other in self.multipliers):
                    found = (abs(other - place), other)
                    best = min(best, found) if best else found
                    break
                if token.kind is own:
                    break
        return best[1] if best else None

    def limit_word(self, place: int) -> str:
        """Return what limit a token names: threshold, target, or none."""
        token = self.tokens[place]
        low = token.text.lower()
        for kind, words in self.index.lexicon.limits.items():
            if low in words or (token.kind is TokenKind.BOUND and low.split(" ")[-1] in words):
                return kind
        return ""

    def earlier(self, place: int) -> bool:
        """Whether the word before a figure says that it is the earlier of two."""
        words = self.index.lexicon.earlier.get("before", ())
        return any(self.tokens[other].text.lower() in words for other in self.before(place, 2, "(,)"))

    def limit(self, place: int) -> str:
        """Return which limit a figure is claimed to be: threshold or target; empty where it is none."""
        for places in (self.before(place, CLOSE + 1, "(,)"), self.after(place, CLOSE, "(,)")):
            for other in places:
                kind = self.limit_word(other)
                if kind:
                    return kind
                if self.tokens[other].kind in (TokenKind.DIRECTION, TokenKind.NUMBER):
                    break
        return ""

    def extreme(self, place: int) -> str:
        """Return which extreme a figure is claimed to be: peak or trough; empty where it is none."""
        for other in self.before(place, CLOSE, "("):
            if self.tokens[other].kind is TokenKind.EXTREME:
                return str(self.tokens[other].value)
            if self.tokens[other].claims:
                break
        return ""
