"""Figures and periods as they are mentioned in running text, whoever wrote it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from babel import Locale
from num2words import num2words

from narrate.phrases import shipped_bank
from narrate.settings import Frozen
from narrate.spec import conventions

LARGEST_WORD = 100
"""Numbers below this are known in words."""


class MentionKind(StrEnum):
    """What is mentioned."""

    NUMBER = "number"
    WORD = "word"
    ORDINAL = "ordinal"
    MONTH = "month"
    QUARTER = "quarter"
    YEARS = "years"
    YEAR = "year"
    SHARE = "share"


@dataclass(frozen=True)
class Mention:
    """One figure or period in a text.

    Attributes
    ----------
    kind : MentionKind
    start, end : int
        Where it stands.
    value : Decimal
        The number; of a month its number, of a quarter its number, of years the first of them.
    year : int, optional
        Of a month, or the first of a quarter's financial year.
    parts : mapping of str to tuple of int
        Where the parts of it stand: "month", "year", "quarter", "first", "second".
    """

    kind: MentionKind
    start: int
    end: int
    value: Decimal
    year: int | None = None
    parts: tuple[tuple[str, int, int], ...] = ()


class Vocabulary(Frozen):
    """The words of a locale that show what a figure means."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    quarters: tuple[str, ...] = ("Q{number}",)


@dataclass(frozen=True)
class Tongue:
    """How a locale writes numbers and periods.

    Attributes
    ----------
    locale : Locale
    vocabulary : Vocabulary
    months : mapping of str to int
        Names and short names of the months, in small letters.
    numbers, ordinals : mapping of str to int
        In words, in small letters.
    """

    locale: Locale
    vocabulary: Vocabulary
    months: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    pattern: re.Pattern[str]

    @property
    def point(self) -> str:
        """The decimal sign."""
        return str(self.locale.number_symbols["latn"]["decimal"])

    @property
    def group(self) -> str:
        """The sign between thousands."""
        return str(self.locale.number_symbols["latn"]["group"])

    def month(self, number: int, like: str) -> str:
        """Write a month's name at the length and with the capitals of another one."""
        name = str(self.locale.months["format"]["wide"][number])
        stem = like.rstrip(".")
        short = stem.lower() not in {
            str(wide).lower() for wide in self.locale.months["format"]["wide"].values()
        }
        if short:
            brief = str(self.locale.months["format"]["abbreviated"][number]).rstrip(".")
            name = brief[:3] if len(stem) == 3 else brief
            name += "." if like.endswith(".") and len(name) < len(str(self.month(number, "")) or name) else ""
        return name.upper() if stem.isupper() and len(stem) > 1 else name

    def word(self, number: int, like: str) -> str:
        """Write a number in words, with a capital where another one has it."""
        text = str(num2words(number, lang=self.locale.language))
        return text[:1].upper() + text[1:] if like[:1].isupper() else text


@lru_cache(maxsize=8)
def tongue(code: str) -> Tongue:
    """Return how a locale writes numbers and periods; one without words knows figures alone."""
    locale = conventions(code) or Locale.parse("en")
    file = shipped_bank() / code / "refresh.toml"
    vocabulary = Vocabulary()
    if file.is_file():
        vocabulary = Vocabulary.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    months: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        months |= {
            str(name).lower().rstrip("."): number for number, name in locale.months["format"][width].items()
        }
        months |= {str(name).lower()[:3]: number for number, name in locale.months["format"][width].items()}
    numbers, ordinals = _numbers(locale.language)
    return Tongue(locale, vocabulary, months, numbers, ordinals, _pattern(locale, vocabulary, months))


def _numbers(language: str) -> tuple[dict[str, int], dict[str, int]]:
    with suppress(NotImplementedError):
        return (
            {str(num2words(n, lang=language)): n for n in range(LARGEST_WORD)},
            {str(num2words(n, lang=language, to="ordinal")): n for n in range(1, LARGEST_WORD)},
        )
    return {}, {}


def _pattern(locale: Locale, vocabulary: Vocabulary, months: dict[str, int]) -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in months), key=len, reverse=True))
    quarter = "|".join(form.replace("{number}", r"[1-4]") for form in vocabulary.quarters)
    point = re.escape(str(locale.number_symbols["latn"]["decimal"]))
    group = "[" + re.escape(str(locale.number_symbols["latn"]["group"])) + "\u00a0\u202f\u2009]"
    years = r"(?:19|20)\d\d[/–—‑-](?:(?:19|20)\d\d|\d\d)(?!\d)"
    return re.compile(
        rf"(?P<month>(?<!\w)(?:{names})\b\.?)"
        rf"(?:[ \u00a0,'’-]{{1,2}}(?P<myear>(?:19|20)\d\d|(?<=['’-])\d\d)(?![\d/–-]))?"
        rf"|(?P<qfirst>(?<!\w)(?:{quarter}))(?:[ \u00a0]?(?:,|\w{{1,3}})?[ \u00a0]?"
        rf"(?P<qyears>{years}))?(?!\w)"
        rf"|(?<![\w/])(?P<years>{years})(?:,?[ \u00a0](?P<yq>{quarter})(?!\w))?"
        rf"|(?<![\w{point}])(?P<number>\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?|\d+(?:{point}\d+)?)"
        rf"(?P<ordinal>st|nd|rd|th)?(?![\d]|\w)"
        rf"|(?P<word>(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w]))",
        re.IGNORECASE,
    )


def mentions(text: str, tongue: Tongue) -> Iterator[Mention]:
    """Yield the figures and periods of a text in their order."""
    for found in tongue.pattern.finditer(text):
        made = _mention(found, tongue)
        if made:
            yield made


def _mention(found: re.Match[str], tongue: Tongue) -> Mention | None:
    if found["month"]:
        return _month(found, tongue)
    if found["qfirst"]:
        return _quarter(found, "qfirst", "qyears")
    if found["years"]:
        return _quarter(found, "yq", "years") if found["yq"] else _years(found)
    if found["number"]:
        return _number(found, tongue)
    word, start, end = found["word"].lower(), found.start(), found.end()
    if word in tongue.numbers:
        return Mention(MentionKind.WORD, start, end, Decimal(tongue.numbers[word]))
    if word in tongue.ordinals:
        return Mention(MentionKind.ORDINAL, start, end, Decimal(tongue.ordinals[word]))
    return Mention(MentionKind.SHARE, start, end, Decimal(0)) if word in tongue.vocabulary.shares else None


def _month(found: re.Match[str], tongue: Tongue) -> Mention | None:
    name = found["month"]
    if not name[0].isupper():
        return None  # may and march are words too
    number = tongue.months[name.lower().rstrip(".")]
    year = found["myear"]
    full = None if year is None else int(year) if len(year) == 4 else 2000 + int(year)
    parts = [("month", *found.span("month"))]
    if year:
        parts.append(("year", *found.span("myear")))
    end = found.end() if year else found.end("month")
    return Mention(MentionKind.MONTH, found.start(), end, Decimal(number), full, tuple(parts))


def _quarter(found: re.Match[str], quarter: str, years: str) -> Mention:
    digit = found.end(quarter) - 1
    parts = [("quarter", digit, digit + 1)]
    first = None
    if found[years]:
        first = int(found[years][:4])
        parts += _both(found, years)
    return Mention(
        MentionKind.QUARTER, found.start(), found.end(), Decimal(found[quarter][-1]), first, tuple(parts)
    )


def _both(found: re.Match[str], years: str) -> list[tuple[str, int, int]]:
    start, end = found.span(years)
    return [("first", start, start + 4), ("second", start + 5, end)]


def _years(found: re.Match[str]) -> Mention:
    first = int(found["years"][:4])
    return Mention(
        MentionKind.YEARS, found.start(), found.end(), Decimal(first), first, tuple(_both(found, "years"))
    )


def _number(found: re.Match[str], tongue: Tongue) -> Mention:
    start, end = found.span("number")
    digits = re.sub(rf"[^\d{re.escape(tongue.point)}]", "", found["number"])
    value = Decimal(digits.replace(tongue.point, "."))
    if found["ordinal"]:
        return Mention(MentionKind.ORDINAL, start, found.end(), value)
    plain = re.fullmatch(r"(?:19|20)\d\d", found["number"])
    return Mention(MentionKind.YEAR if plain else MentionKind.NUMBER, start, end, value)
