"""What CLDR knows of a locale: its plurals, the names of units, and its currencies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name
from babel.units import UnknownUnitError, format_unit

OTHER = "other"
"""The category that every locale has, and the form that stands where no number asks for another."""

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", OTHER})
"""Plural categories of CLDR; each locale has some of them."""

_REGIONAL = re.compile(r"([a-z]{2,3})_[A-Z]{2}")
_MANY = 2
"""A number of the plural in every locale that has one."""


@lru_cache(maxsize=16)
def conventions(code: str) -> Locale | None:
    """Return a locale's conventions for numbers and dates, or None where CLDR knows none.

    A region that CLDR does not know has the conventions of its language; its words are never the language's.

    Examples
    --------
    >>> str(conventions("en_GB")), str(conventions("en_XA")), conventions("nonsense")
    ('en_GB', 'en', None)
    """
    regional = _REGIONAL.fullmatch(code)
    for name in (code, regional[1]) if regional else (code,):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(name)
    return None


def plural_categories(code: str) -> frozenset[str] | None:
    """Return the plural categories of a locale, or None where CLDR does not know it."""
    known = conventions(code)
    return None if known is None else frozenset(known.plural_form.tags) | {OTHER}


@lru_cache(maxsize=16)
def units(code: str) -> Mapping[str, str]:
    """Return the singular of every unit of a locale by its plural."""
    locale = Locale.parse(code)
    return dict(_names_ofunits(locale))


def _names_ofunits(locale: Locale) -> Iterator[tuple[str, str]]:
    for unit in locale.unit_display_names:
        with suppress(UnknownUnitError):
            one, many = (str(format_unit(number, str(unit), "long", locale=locale)) for number in (1, _MANY))
            if one.startswith("1 ") and many.startswith(f"{_MANY} "):
                yield many.removeprefix(f"{_MANY} "), one.removeprefix("1 ")


@lru_cache(maxsize=256)
def currency_sign(counted: str, locale: str) -> str:
    """Return the sign of the currency with which a unit begins, or nothing.

    Examples
    --------
    >>> currency_sign("£", "en_GB"), currency_sign("EUR", "en_GB"), currency_sign("£ per head", "en_GB")
    ('£', '€', '£')
    >>> currency_sign("days", "en_GB")
    ''
    """
    known = conventions(locale)
    symbols: Mapping[str, str] = known.currency_symbols if known else {}
    if counted in symbols:
        return str(symbols[counted])
    longest = sorted((sign for code, sign in symbols.items() if sign != code), key=len, reverse=True)
    begun = next((sign for sign in longest if counted.startswith(sign)), "")
    return begun or (counted[:1] if unicodedata.category(counted[:1] or " ") == "Sc" else "")


def is_money(counted: str, locale: str) -> bool:
    """Whether a unit is a currency and nothing else: by its sign, its code or its name.

    Examples
    --------
    >>> is_money("£", "en_GB"), is_money("euros", "en_GB"), is_money("pounds", "en_GB")
    (True, True, True)
    >>> is_money("£ per head", "en_GB"), is_money("days", "en_GB"), is_money("", "en_GB")
    (False, False, False)
    """
    known = conventions(locale)
    if known is None or not counted:
        return False
    if counted in known.currency_symbols or counted == currency_sign(counted, locale):
        return True
    return counted in _names_of_currencies(str(known))


@lru_cache(maxsize=16)
def _names_of_currencies(code: str) -> frozenset[str]:
    """Return the names of the currencies that have a sign, in the plural, with and without their country."""
    locale = Locale.parse(code)
    signed = [currency for currency, sign in locale.currency_symbols.items() if sign != currency]
    names = [str(get_currency_name(currency, _MANY, locale)) for currency in signed if currency != "XXX"]
    return frozenset(names) | {name.rpartition(" ")[2] for name in names}
