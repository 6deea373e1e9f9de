"""Numbers, periods and lists as a locale and a house style print them: a thin layer over Babel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import NumberPattern, parse_pattern
from num2words import num2words

from narrate.errors import Fault, Place, SpecError
from narrate.findings import rounded
from narrate.periods import Period, financial_quarter, financial_year, first_day, year_and_month
from narrate.settings import HouseStyle
from narrate.spec import conventions

_NO_CURRENCY, _CURRENCY_SIGN = "XXX", "¤"
"""CLDR's code of no currency, and the sign that stands where that of a currency is put."""
_OPENING = re.compile(r"(\d{1,2}) (.*)", re.DOTALL)


def _locale(code: str) -> Locale:
    known = conventions(code)
    if known is None:
        fault = Fault(Place("report.toml", "report.locale"), repr(code), "a locale such as en_GB is needed")
        raise SpecError([fault])
    return known


@lru_cache(maxsize=64)
def _pattern(locale_pattern: str, decimals: int) -> NumberPattern:
    """Return a locale's number pattern with exactly so many decimals."""
    pattern = parse_pattern(locale_pattern)
    pattern.frac_prec = (decimals, decimals)
    return pattern


@lru_cache(maxsize=4096)
def _number(code: str, value: float, decimals: int) -> str:
    locale = _locale(code)
    pattern = _pattern(locale.decimal_formats[None].pattern, decimals)
    return str(pattern.apply(rounded(value, decimals), locale))


@lru_cache(maxsize=4096)
def _money(code: str, value: float, decimals: int, sign: str) -> str:
    locale = _locale(code)
    pattern = _pattern(locale.currency_formats["standard"].pattern, decimals)
    text = pattern.apply(rounded(value, decimals), locale, currency=_NO_CURRENCY, currency_digits=False)
    return str(text).replace(_CURRENCY_SIGN, sign)


@lru_cache(maxsize=1024)
def _month(code: str, ordinal: int) -> str:
    return str(format_skeleton("yMMMM", first_day(ordinal), locale=_locale(code)))


@lru_cache(maxsize=256)
def _spelt(language: str, value: int) -> str:
    """Return a whole number in words; blank in a language whose number words are not known."""
    with suppress(NotImplementedError):
        return str(num2words(value, lang=language))
    return ""


@lru_cache(maxsize=4096)
def _percentage(code: str, value: float, decimals: int) -> str:
    locale = _locale(code)
    pattern = _pattern(locale.percent_formats[None].pattern, decimals)
    return str(pattern.apply(rounded(value, decimals).scaleb(-2), locale))


@dataclass(frozen=True)
class Formats:
    """How one locale and house style print things.

    Attributes
    ----------
    code : str
        Locale, such as en_GB.
    style : HouseStyle
        The publisher's conventions.
    """

    code: str
    style: HouseStyle

    @property
    def locale(self) -> Locale:
        """The locale's CLDR data."""
        return _locale(self.code)

    def number(self, value: float, decimals: int) -> str:
        """Print a number with exactly so many decimals.

        Examples
        --------
        >>> style = HouseStyle(words_below=10, financial_year="{start}/{short}", quarter="{year} Q{quarter}")
        >>> Formats("en_GB", style).number(1070.125, 2)
        '1,070.13'
        """
        return _number(self.code, value, decimals)

    def money(self, value: float, decimals: int, sign: str) -> str:
        """Print an amount of money where the locale has the sign of the currency.

        Examples
        --------
        >>> style = HouseStyle(words_below=10, financial_year="{start}/{short}", quarter="{year} Q{quarter}")
        >>> Formats("en_GB", style).money(-1070.4, 0, "£")
        '-£1,070'
        """
        return _money(self.code, value, decimals, sign)

    def percentage(self, value: float, decimals: int) -> str:
        """Print a number between 0 and 100 as a percentage with exactly so many decimals."""
        return _percentage(self.code, value, decimals)

    def whole(self, value: int) -> str:
        """Print a number of things: in words below the house style's limit, else in figures.

        A language whose number words are not known gets figures throughout.
        """
        spelt = _spelt(self.locale.language, value) if 0 <= value < self.style.words_below else ""
        return spelt or self.number(value, 0)

    def opening(self, text: str, numbers: Sequence[int]) -> str:
        """Write in words the small number that a sentence begins with, if it is one of those given."""
        found = _OPENING.match(text)
        if found and int(found[1]) in numbers:
            with suppress(NotImplementedError):
                return f"{num2words(int(found[1]), lang=self.locale.language)} {found[2]}"
        return text

    def ordinal(self, place: int) -> str:
        """Print a place in an order: in words below the house style's limit for places, else in figures."""
        form = "ordinal" if place < self.style.ordinals_below else "ordinal_num"
        return str(num2words(place, lang=self.locale.language, to=form))

    def date(self, day: date) -> str:
        """Print a date with its month in words."""
        return str(format_date(day, "long", locale=self.locale))

    def month(self, ordinal: int) -> str:
        """Print a month and its year."""
        return _month(self.code, ordinal)

    def month_name(self, ordinal: int) -> str:
        """Print a month without its year."""
        return str(self.locale.months["stand-alone"]["wide"][year_and_month(ordinal)[1]])

    def year(self, period: Period, *, alone: bool = False) -> str:
        """Print the financial year in which a period ends: in running text, or alone as in a table."""
        start = financial_year(period.end)
        pattern = self.style.financial_year_alone if alone else self.style.financial_year
        march = first_day(period.end).replace(year=start + 1, month=3)
        month = format_skeleton("yMMMM", march, locale=self.locale)
        short = f"{(start + 1) % 100:02d}"
        return (pattern or self.style.financial_year).format(
            start=start, end=start + 1, short=short, month=month
        )

    def quarter(self, period: Period) -> str:
        """Print a quarter of a financial year."""
        year, months = self.year(period, alone=True), self.months(period)
        return self.style.quarter.format(year=year, quarter=financial_quarter(period), **months)

    def months(self, period: Period) -> dict[str, str]:
        """Print the months from and to which a period lasts, the year with the latter."""
        return {"from": self.month_name(period.start), "to": self.month(period.end)}

    def listing(self, items: Sequence[str]) -> str:
        """Join as the locale joins a list in running text.

        Where an item holds the last joining word itself, a comma keeps the items apart.

        Examples
        --------
        >>> style = HouseStyle(words_below=10, financial_year="{start}/{short}", quarter="{year} Q{quarter}")
        >>> formats = Formats("en_GB", style)
        >>> formats.listing(["theft", "arson", "robbery"])
        'theft, arson and robbery'
        >>> formats.listing(["theft", "arson", "crimes and incidents"])
        'theft, arson, and crimes and incidents'
        """
        text = str(format_list(list(items), locale=self.locale))
        *_, joint = self.locale.list_patterns["standard"]["end"].removesuffix("{1}").split("{0}")
        if len(items) > 2 and joint.startswith(" ") and any(joint in item for item in items):
            before, last = text.removesuffix(joint + items[-1]), joint + items[-1]
            return f"{before},{last}"
        return text
