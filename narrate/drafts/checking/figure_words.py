"""How a figure is written: whether it is one of an indicator's at all, and plainly given as one."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.drafts.checking.clauses import Clause
from narrate.drafts.checking.known import Known, Quantity
from narrate.drafts.tokens import Number, Token, Unit
from narrate.settings import PERCENT, READING


@dataclass(frozen=True)
class FigureWords:
    """A figure and the words around it."""

    clause: Clause
    token: Token

    @property
    def number(self) -> Number:
        """The figure as written."""
        number: Number = self.token.value
        return number

    def is_none(self) -> bool:
        """Whether it is part of a name or a rate's multiplier, or stands in a place in an order."""
        number, clause = self.number, self.clause
        sizes = {item.per for item in clause.index.indicators.values()}
        if number.ordinal or clause.within_name(self.token.start, self.token.end):
            return True
        if number.unit is Unit.BARE and (number.value in sizes or self._named_number() or self._of_hundred()):
            return True
        return number.spelt and not (self._counts_more() or number.unit is not Unit.BARE)

    def _of_hundred(self) -> bool:
        """Whether it is given for a hundred, or for any other number of its own."""
        words = [word for word in self.clause.words.sharing if " " in word]
        behind = self.clause.text[self.token.end : self.token.end + READING.near].lower()
        before = self.clause.text[: self.token.start].lower()
        return any(f" {word} " in behind or before.endswith(f"{word} ") for word in words)

    def _named_number(self) -> bool:
        """Whether the word before it and the figure stand so in an indicator's name: Year 6, aged 10."""
        before = self.clause.text[: self.token.start].split()[-1:]
        if not before:
            return False
        pair = f"{before[0]} {self.token.text}".lower()
        items = self.clause.index.indicators.values()
        return any(pair in f"{item.name} {item.short} {item.base}".lower() for item in items)

    def _counts_more(self) -> bool:
        """Whether it says how many more or fewer."""
        behind = self.clause.text[self.token.end : self.token.end + READING.near].split()[:1]
        words = self.clause.words.comparing
        return bool(behind) and any(behind[0].lower() in words.get(side, ()) for side in ("up", "down"))

    def measures(self, known: list[Known]) -> bool:
        """Whether it is plainly given as a figure of an indicator, so that it must be one."""
        if not self.clause.topic.codes or not known:
            return False
        number = self.number
        if number.unit is Unit.POINTS:
            return True
        if number.unit is Unit.PERCENT:
            return self._share_of_base() or self._compared()
        if number.decimals:
            return True
        written = number.value
        if number.spelt:
            return True
        if int(written) in self.clause.index.own_numbers:
            return False
        counts = [one for one in known if one.quantity is Quantity.COUNT or not one.decimals]
        ratios = [float(written) / one.value for one in counts if one.value]
        missed = any(READING.near_miss < ratio < 2 - READING.near_miss for ratio in ratios)
        if missed and written >= PERCENT and written % 10:
            return True
        alike = any(READING.alike <= ratio <= 1 / READING.alike for ratio in ratios)
        placed = bool(self.clause.elsewhere) and any(not one.decimals for one in counts)
        said = self._counted() or self._counts_more() or self._compared() or placed
        return alike and (said or bool(self.clause.times))

    def _share_of_base(self) -> bool:
        return any(finding.share for finding in self.clause.findings)

    def _compared(self) -> bool:
        words = self.clause.words.comparing
        tables = ((side, words.get(side, ())) for side in ("up", "down"))
        near = READING.near
        return any(
            abs(hit.start - self.token.end) < near or abs(self.token.start - hit.end) < near
            for hit in self.clause.among(tables)
        )

    def _counted(self) -> bool:
        """Whether the noun that is counted stands behind it."""
        behind = self.clause.text[self.token.end : self.token.end + READING.near].lower()
        nouns = [noun for code in self.clause.topic.codes for noun in self.clause.index.nouns(code)]
        return any(noun.lower() in behind for noun in nouns)
