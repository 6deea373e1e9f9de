"""Figures in print: how many decimals, the sign of a currency, and the noun that goes with them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from narrate.findings import Finding, places, rounded
from narrate.formats import Formats
from narrate.messages import Counted, Form
from narrate.phrases import NUMBER_SUFFIX, Argument
from narrate.settings import DECIMALS, PERCENT
from narrate.spec import Indicator, Measure, currency_sign, read_noun

SIGNED = frozenset({Form.UNIT, Form.NUMBER, Form.LIMIT})
"""Forms in which an amount of money has the sign of its currency."""


@dataclass(frozen=True)
class Printing:
    """How the figures of one indicator are printed.

    Attributes
    ----------
    indicator : Indicator
        Its unit and decimals.
    finding : Finding
        Its measure.
    formats : Formats
        Locale and house style.
    """

    indicator: Indicator
    finding: Finding
    formats: Formats

    def text(self, value: float, form: Form) -> str:
        """Print a figure without its noun, but with the sign of a percentage or of a currency."""
        if form is Form.RELATIVE:
            percent = value * PERCENT
            return self.formats.percentage(percent, places(percent, DECIMALS.relative, share=True))
        count = self.decimals(value, form)
        if self.finding.share and form in SIGNED:
            return self.formats.percentage(value, count)
        money = form in SIGNED or (form is Form.COUNT and self.finding.measure is Measure.COUNT)
        if self.sign and money:
            return self.formats.money(value, count, self.sign) + self._tail[1]
        return self.formats.number(value, count)

    def decimals(self, value: float, form: Form) -> int:
        """Return the decimals of a figure that is no relative change.

        A measured figure of 1 whose noun is known in the plural alone has one more, with which the plural
        is right: 1.0 calls per 1,000 households.
        """
        if form is Form.COUNT or (form is Form.LIMIT and not value):
            return 0
        count = places(value, self.indicator.decimals, share=self.finding.share and form in SIGNED)
        if form is Form.LIMIT:
            return max(count, self._declared_with(value))
        measured = form is Form.UNIT and self.finding.measure in (Measure.RATE, Measure.VALUE)
        if measured and self._noun_form(rounded(value, count)) is None:
            return count + (self._noun_form(rounded(value, count + 1)) is not None)
        return count

    def _noun_form(self, number: Decimal) -> str | None:
        """Return the form of the counted noun that agrees with a number; None where it is not known."""
        if self.sign:
            return self._tail[0]
        return read_noun(self.indicator.counted).form_for(number, self.formats.code)

    def _declared_with(self, value: float) -> int:
        """Return the decimals of the shortest way to write a number; an amount has all of its currency's."""
        exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
        count = min(max(-int(exponent), 0), DECIMALS.most)
        return max(count, DECIMALS.minor) if count and self.sign else count

    def number(self, value: float, form: Form) -> Decimal:
        """Return a figure as the reader sees it."""
        return rounded(value, self.decimals(value, form))

    def unit(self, value: float) -> dict[str, Argument]:
        """Return what the phrase of a figure's unit is filled with but for the number.

        A noun whose form for the figure is not known is left out.
        """
        counted = self._noun_form(self.number(value, Form.UNIT)) or ""
        return unit_of(self.indicator, self.formats) | {"counted": counted}

    def noun(self, slot: Counted) -> str:
        """Return the noun of what a number counts, in the form that agrees with it; blank if not known."""
        number = self.number(slot.number, Form.COUNT)
        if slot.base:
            return read_noun(self.indicator.base).form_for(number, self.formats.code) or ""
        return self._noun_form(number) or ""

    @property
    def sign(self) -> str:
        """The sign of the currency that the figure is given in, or nothing."""
        return currency_sign(self.indicator.counted, self.formats.code)

    @property
    def _tail(self) -> tuple[str, str]:
        """What follows the sign of a currency: as a noun of its own, or right behind the number."""
        rest = self.indicator.counted.removeprefix(self.sign)
        without_sign = rest == self.indicator.counted
        if not self.sign or without_sign:
            return "", ""
        return (rest.strip(), "") if rest[:1].isspace() else ("", rest)


def unit_of(indicator: Indicator, formats: Formats) -> dict[str, Argument]:
    """Return what the phrase of a unit is filled with where no figure goes with it."""
    return {
        "counted": str(indicator.counted),
        "per": formats.number(indicator.per, 0),
        f"per{NUMBER_SUFFIX}": indicator.per,
        "base": indicator.base_of_rate(formats.code),
    }
