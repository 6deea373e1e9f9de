"""What a claim is bound to by the words around it: an area, a period, a figure, a limit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from narrate.drafts.matching import Origin, agree
from narrate.drafts.token_row import CLOSE, WITHIN, TokenRow
from narrate.drafts.tokens import TokenKind
from narrate.messages import Evidence, Message
from narrate.periods import Period


@dataclass(frozen=True)
class Sentence(TokenRow):
    """A sentence of the draft, with all that its claims are checked against.

    Attributes
    ----------
    origin : Origin
        What it comes from.
    subjects : tuple of str
        Codes of the indicators that it may be about, those named in it first.
    """

    origin: Origin
    subjects: tuple[str, ...]

    @property
    def kinds(self) -> set[type[Message]]:
        """Kinds of the messages that it comes from."""
        return {kind for item in self.origin.originals for kind in item.kinds}

    @property
    def rests_on(self) -> frozenset[Evidence]:
        """Pieces of findings that its claims are checked against, by the messages that it comes from."""
        return frozenset(piece for kind in self.kinds for piece in kind.rests_on)

    @cached_property
    def kept(self) -> set[int]:
        """Places of the original's claims that the draft still makes."""
        best = self.origin.originals[0] if self.origin.originals else None
        return {
            pair.place
            for place, pair in self.origin.pairs.items()
            if pair.original is best and agree(self.tokens[place], pair, self.index)
        }

    def keeps_all(self, kind: TokenKind) -> bool | None:
        """Whether all claims of a kind that the original makes are still made; None where it makes none.

        Any further claim is then the analyst's own.
        """
        best = self.origin.originals[0] if self.origin.originals else None
        theirs = {
            place
            for place, token in enumerate(best.tokens if best else ())
            if token.kind is kind and best and (kind is not TokenKind.NUMBER or place in best.values)
        }
        return theirs <= self.kept if theirs else None

    @property
    def extended(self) -> bool:
        """Whether the original's claims are all still made, so that others were added."""
        best = self.origin.originals[0] if self.origin.originals else None
        theirs = {place for place, token in enumerate(best.tokens if best else ()) if token.claims}
        return bool(theirs) and theirs <= self.kept

    def area(self, place: int) -> str:
        """Return the area that a figure is claimed for; empty where none is."""
        outside = self.bracketed(place)
        if outside is not None and (named := self._ranked(outside)) is not None:
            return str(self.tokens[named].value)
        for places in (self.after(place, CLOSE + 1, "(,)"), self.before(place, CLOSE, "(,)")):
            for other in places:
                if self.tokens[other].kind is TokenKind.AREA:
                    return str(self.tokens[other].value)
                if self.tokens[other].claims:
                    break
        return ""

    def _ranked(self, place: int) -> int | None:
        """Return the place of the area that ends here, with no more than its rank behind it."""
        for other in (place, *self.before(place, CLOSE + 1, "(,)")):
            if self.tokens[other].kind is TokenKind.AREA:
                return other if other == place or self._extreme_between(other, place) else None
        return None

    def _extreme_between(self, start: int, end: int) -> bool:
        return any(self.tokens[other].kind is TokenKind.EXTREME for other in range(start, end + 1))

    def period(self, place: int) -> Period | None:
        """Return the period that a figure is claimed for."""
        at = self.period_at(place)
        value = self.tokens[at].value if at is not None else None
        return value if isinstance(value, Period) else None

    def period_at(self, place: int) -> int | None:
        """Return the place of the period that a figure is claimed for."""
        sides = [self.after(place, WITHIN)] + ([] if self.earlier(place) else [self.before(place, WITHIN)])
        for places in sides:
            for other in places:
                token = self.tokens[other]
                if token.kind is TokenKind.PERIOD:
                    return other
                if token.kind is TokenKind.RELATIVE or self.figure(other):
                    break
        return None

    def back(self, place: int) -> int | None:
        """Return by how many months a figure is claimed to be earlier; None where nothing is claimed."""
        outside = self.bracketed(place)
        if outside is not None and self.tokens[outside].kind is TokenKind.RELATIVE:
            return int(self.tokens[outside].value)
        for other in self.after(place, WITHIN, "(,)"):
            if self.tokens[other].kind is TokenKind.RELATIVE:
                return int(self.tokens[other].value)
            if self.figure(other) or self.tokens[other].kind in (TokenKind.PERIOD, TokenKind.DIRECTION):
                break
        later = self.index.lexicon.earlier.get("after", ())
        for other in self.before(place, CLOSE + 1, "(,)"):
            if self.tokens[other].text.lower() in later:
                break
            if self.tokens[other].kind is TokenKind.RELATIVE:
                return int(self.tokens[other].value)
            if self.tokens[other].claims:
                break
        return None

    def adjacent_length(self, place: int) -> int | None:
        """Return the place of the length that a direction lasted, as in "four quarters of decrease"."""
        of = self.index.lexicon.time.get("of", ())
        before = next(iter(self.before(place, 1)), None)
        if before is not None and self.tokens[before].text.lower() in of:
            near = before - 1
            if near >= 0 and self.tokens[near].kind is TokenKind.LENGTH:
                return near
        for places in (self.after(place, CLOSE), self.before(place, CLOSE)):
            for other in places:
                if self.tokens[other].kind is TokenKind.LENGTH:
                    behind = self.tokens[other + 1].text.lower() if other + 1 < len(self.tokens) else ""
                    return None if behind in of or (other < place and self._lasted(other)) else other
                if self.tokens[other].kind is TokenKind.DIRECTION:
                    break
        return None

    def _lasted(self, length: int) -> bool:
        """Whether a length belongs to a direction before it: "fell for four quarters"."""
        return any(self.tokens[other].kind is TokenKind.DIRECTION for other in self.before(length, CLOSE))
