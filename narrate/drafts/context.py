"""What a claim is bound to by the words around it: an area, a period, a figure, a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from narrate.drafts.matching import Origin, agree
from narrate.drafts.tokens import Number, Sort, Token, Unit
from narrate.drafts.world import World
from narrate.messages import Evidence, Message
from narrate.periods import Period

REACH = 4
"""Tokens over which a direction and a figure belong together."""

CLOSE = 3
"""Tokens between two that belong together."""

WITHIN = 10
"""Tokens between a figure and the period that it is for."""

BREAKS = frozenset(";:")


@dataclass(frozen=True)
class Sentence:
    """A sentence of the draft, with all that its claims are held against.

    Attributes
    ----------
    tokens : sequence of Token
    origin : Origin
    subjects : tuple of str
        Codes of the indicators that it may be about, those named in it first.
    world : World
    """

    tokens: Sequence[Token]
    origin: Origin
    subjects: tuple[str, ...]
    world: World

    @property
    def kinds(self) -> set[type[Message]]:
        """Kinds of the messages that it comes from."""
        return {item.kind for item in self.origin.originals if item.kind}

    @property
    def rests_on(self) -> frozenset[Evidence]:
        """Pieces of findings that its claims are held against, by the messages that it comes from."""
        return frozenset(piece for kind in self.kinds for piece in kind.rests_on)

    @cached_property
    def kept(self) -> set[int]:
        """Places of the original's claims that the draft still makes."""
        best = self.origin.originals[0] if self.origin.originals else None
        return {
            pair.place
            for place, pair in self.origin.pairs.items()
            if pair.original is best and agree(self.tokens[place], pair, self.world)
        }

    def stands(self, sort: Sort) -> bool | None:
        """Whether all claims of a sort that the original makes are still made; None where it makes none.

        What is said beside them is then the analyst's own.
        """
        best = self.origin.originals[0] if self.origin.originals else None
        theirs = {
            place
            for place, token in enumerate(best.tokens if best else ())
            if token.sort is sort and best and (sort is not Sort.NUMBER or place in best.values)
        }
        return theirs <= self.kept if theirs else None

    @property
    def extended(self) -> bool:
        """Whether the original's claims are all still made, so that others are beside them."""
        best = self.origin.originals[0] if self.origin.originals else None
        theirs = {place for place, token in enumerate(best.tokens if best else ()) if token.claims}
        return bool(theirs) and theirs <= self.kept

    @cached_property
    def bases(self) -> set[int]:
        """Places of figures that are the base of a rate."""
        sizes = {item.per for item in self.world.indicators.values()}
        return {
            place
            for place, token in enumerate(self.tokens)
            if token.sort is Sort.NUMBER and token.value.unit is Unit.BARE and token.value.value in sizes
        }

    def figure(self, place: int) -> Number | None:
        """Return the figure at a place; None for other tokens and for the base of a rate."""
        token = self.tokens[place]
        return token.value if token.sort is Sort.NUMBER and place not in self.bases else None

    def measured(self, place: int) -> bool:
        """Whether a token is a figure, or the noun for one."""
        noun = self.tokens[place].text.lower() in self.world.lexicon.measures
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

    def area(self, place: int) -> str:
        """Return the area that a figure is said to be of; empty where none is."""
        outside = self.bracketed(place)
        if outside is not None and (named := self._ranked(outside)) is not None:
            return str(self.tokens[named].value)
        for places in (self.after(place, CLOSE + 1, "(,)"), self.before(place, CLOSE, "(,)")):
            for other in places:
                if self.tokens[other].sort is Sort.AREA:
                    return str(self.tokens[other].value)
                if self.tokens[other].claims:
                    break
        return ""

    def _ranked(self, place: int) -> int | None:
        """Return the place of the area that ends here, with no more than its rank behind it."""
        for other in (place, *self.before(place, CLOSE + 1, "(,)")):
            if self.tokens[other].sort is Sort.AREA:
                return other if other == place or self._extreme_between(other, place) else None
        return None

    def _extreme_between(self, start: int, end: int) -> bool:
        return any(self.tokens[other].sort is Sort.EXTREME for other in range(start, end + 1))

    def period(self, place: int) -> Period | None:
        """Return the period that a figure is said to be for."""
        at = self.period_at(place)
        value = self.tokens[at].value if at is not None else None
        return value if isinstance(value, Period) else None

    def period_at(self, place: int) -> int | None:
        """Return the place of the period that a figure is said to be for."""
        sides = [self.after(place, WITHIN)] + ([] if self.earlier(place) else [self.before(place, WITHIN)])
        for places in sides:
            for other in places:
                token = self.tokens[other]
                if token.sort is Sort.PERIOD:
                    return other
                if token.sort is Sort.RELATIVE or self.figure(other):
                    break
        return None

    def back(self, place: int) -> int | None:
        """Return by how many months a figure is said to be earlier; None where nothing is said."""
        outside = self.bracketed(place)
        if outside is not None and self.tokens[outside].sort is Sort.RELATIVE:
            return int(self.tokens[outside].value)
        for other in self.after(place, WITHIN, "(,)"):
            if self.tokens[other].sort is Sort.RELATIVE:
                return int(self.tokens[other].value)
            if self.figure(other) or self.tokens[other].sort in (Sort.PERIOD, Sort.DIRECTION):
                break
        later = self.world.lexicon.earlier.get("after", ())
        for other in self.before(place, CLOSE + 1, "(,)"):
            if self.tokens[other].text.lower() in later:
                break
            if self.tokens[other].sort is Sort.RELATIVE:
                return int(self.tokens[other].value)
            if self.tokens[other].claims:
                break
        return None

    def earlier(self, place: int) -> bool:
        """Whether the word before a figure says that it is the earlier of two."""
        words = self.world.lexicon.earlier.get("before", ())
        return any(self.tokens[other].text.lower() in words for other in self.before(place, 2, "(,)"))

    def limit(self, place: int) -> str:
        """Return whether a figure is said to be a threshold or a target; empty where it is not."""
        for places in (self.before(place, CLOSE + 1, "(,)"), self.after(place, CLOSE, "(,)")):
            for other in places:
                kind = self.limit_word(other)
                if kind:
                    return kind
                if self.tokens[other].sort in (Sort.DIRECTION, Sort.NUMBER):
                    break
        return ""

    def limit_word(self, place: int) -> str:
        """Return what limit a token names: threshold, target, or none."""
        token = self.tokens[place]
        low = token.text.lower()
        for kind, words in self.world.lexicon.limits.items():
            if low in words or (token.sort is Sort.BOUND and low.split(" ")[-1] in words):
                return kind
        return ""

    def extreme(self, place: int) -> str:
        """Return whether a figure is said to be a peak or a trough."""
        for other in self.before(place, CLOSE, "("):
            if self.tokens[other].sort is Sort.EXTREME:
                return str(self.tokens[other].value)
            if self.tokens[other].claims:
                break
        return ""

    def beside_length(self, place: int) -> int | None:
        """Return the place of the length that a direction lasted, as in "four quarters of decrease"."""
        of = self.world.lexicon.time.get("of", ())
        before = next(iter(self.before(place, 1)), None)
        if before is not None and self.tokens[before].text.lower() in of:
            near = before - 1
            if near >= 0 and self.tokens[near].sort is Sort.LENGTH:
                return near
        for places in (self.after(place, CLOSE), self.before(place, CLOSE)):
            for other in places:
                if self.tokens[other].sort is Sort.LENGTH:
                    behind = self.tokens[other + 1].text.lower() if other + 1 < len(self.tokens) else ""
                    return None if behind in of or (other < place and self._lasted(other)) else other
                if self.tokens[other].sort is Sort.DIRECTION:
                    break
        return None

    def _lasted(self, length: int) -> bool:
        """Whether a length belongs to a direction before it: "fell for four quarters"."""
        return any(self.tokens[other].sort is Sort.DIRECTION for other in self.before(length, CLOSE))

    def nearest(self, place: int, sort: Sort, reach: int) -> int | None:
        """Return the place of the nearest token of a sort, with none of this token's own sort between."""
        own = self.tokens[place].sort
        best: tuple[int, int] | None = None
        for places in (self.after(place, reach), self.before(place, reach)):
            for other in places:
                token = self.tokens[other]
                if token.sort is sort and not (sort is Sort.NUMBER and other in self.bases):
                    found = (abs(other - place), other)
                    best = min(best, found) if best else found
                    break
                if token.sort is own:
                    break
        return best[1] if best else None
