"""Months, quarters and years: read them as analysts write them, order them, name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

MONTHS_A_YEAR = 12
MONTHS_A_QUARTER = 3
QUARTERS_A_YEAR = 4
FINANCIAL_YEAR_END = 3
"""March: the month in which a British financial year ends."""
EPOCH = 1970
"""Months are counted from January of this year, as pandas counts them."""
CENTURY_PIVOT = 70
"""Two-digit years from here on belong to the twentieth century, as in POSIX."""

PERIOD_FORMS = (
    "2023-09, 202309, Sep 2023, 2023-09-30, 30/09/2023, 2023/24 Q2, 2023-24 Q2, 2022/23, 2022, "
    "12 months to Sep 2023, year ending Mar 2023, or 2023 Q3 where the spec says "
    "quarters = 'calendar' or 'financial'"
)
"""What `parse_period` reads, for error messages."""


class YearBasis(StrEnum):
    """Which year the quarters of a form such as 2023 Q3 belong to."""

    CALENDAR = "calendar"
    """Quarter 1 is January to March."""
    FINANCIAL = "financial"
    """Quarter 1 is April to June, and the year named is the one in which it begins."""


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months; spans are ordered by their last month, then by length.

    Attributes
    ----------
    end : int
        The last month, in months since January 1970.
    months : int
        Length: 1 for a month, 3 for a quarter, 12 for a year.
    """

    end: int
    months: int = 1

    @property
    def start(self) -> int:
        """The first month, in months since January 1970."""
        return self.end - self.months + 1

    def shifted(self, months: int) -> Period:
        """Return the span of the same length that ends so many months later (earlier where negative)."""
        return Period(self.end + months, self.months)

    def ending(self, months: int) -> Period:
        """Return the span of the given length in months that ends with this one."""
        return Period(self.end, months)

    def overlap(self, other: Period) -> int:
        """Return the number of months that two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start) + 1)

    def __str__(self) -> str:
        return period_code(self)


def month(year: int, number: int) -> int:
    """Return the ordinal of a month, in months since January 1970.

    Examples
    --------
    >>> month(2023, 9)
    644
    """
    return (year - EPOCH) * MONTHS_A_YEAR + number - 1


def year_and_month(ordinal: int) -> tuple[int, int]:
    """Return the calendar year and the month number, 1 to 12, of an ordinal.

    Examples
    --------
    >>> year_and_month(644)
    (2023, 9)
    """
    years, index = divmod(ordinal, MONTHS_A_YEAR)
    return years + EPOCH, index + 1


def first_day(ordinal: int) -> date:
    """Return the first day of a month."""
    year, number = year_and_month(ordinal)
    return date(year, number, 1)


def financial_year(ordinal: int) -> int:
    """Return the calendar year in which the financial year of a month begins.

    Examples
    --------
    >>> financial_year(month(2023, 3)), financial_year(month(2023, 4))
    (2022, 2023)
    """
    year, number = year_and_month(ordinal)
    return year if number > FINANCIAL_YEAR_END else year - 1


def financial_quarter(period: Period) -> int | None:
    """Return 1 to 4 for a quarter of a financial year, None for any other span.

    Examples
    --------
    >>> financial_quarter(Period(month(2023, 9), 3))
    2
    """
    number = year_and_month(period.end)[1]
    if period.months != MONTHS_A_QUARTER or number % MONTHS_A_QUARTER:
        return None
    return (number // MONTHS_A_QUARTER - 2) % 4 + 1


def is_financial_year(period: Period) -> bool:
    """Whether a span is one whole financial year."""
    return period.months == MONTHS_A_YEAR and year_and_month(period.end)[1] == FINANCIAL_YEAR_END


def is_calendar_year(period: Period) -> bool:
    """Whether a span is one whole calendar year."""
    return period.months == MONTHS_A_YEAR and year_and_month(period.end)[1] == MONTHS_A_YEAR


@lru_cache(maxsize=4096)
def period_code(period: Period) -> str:
    """Return the one canonical spelling of a period, which `parse_period` reads back.

    Examples
    --------
    >>> [period_code(Period(month(2023, 9), length)) for length in (1, 3, 12)]
    ['2023-09', '2023/24 Q2', '12 months to 2023-09']
    """
    year, number = year_and_month(period.end)
    start = financial_year(period.end)
    quarter = financial_quarter(period)
    if quarter:
        return f"{start}/{(start + 1) % 100:02d} Q{quarter}"
    if is_financial_year(period):
        return f"{start}/{(start + 1) % 100:02d}"
    if is_calendar_year(period):
        return str(year)
    code = f"{year}-{number:02d}"
    return code if period.months == 1 else f"{period.months} months to {code}"


_MONTH_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_MONTH_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>[12]\d{3})"
_FINANCIAL_YEAR = rf"{_YEAR}[/-](?P<next>\d{{4}}|\d{{2}})"
_QUARTER = r"Q(?P<quarter>[1-4])"
_SPAN = r"(?P<span>[1-9]\d{0,2}) months (?:to|ending) |(?P<ending>year (?:to|ending) )"
_TIME = r"(?:[ t]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{_FINANCIAL_YEAR} ?{_QUARTER}",
        rf"{_QUARTER} {_FINANCIAL_YEAR}",
        rf"{_YEAR}[ -]?{_QUARTER}",
        rf"{_QUARTER} {_YEAR}",
        rf"(?:{_SPAN})?{_YEAR}-?(?P<month>0[1-9]|1[0-2])",
        _FINANCIAL_YEAR,
        rf"{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_TIME}",
        rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/{_YEAR}{_TIME}",
        rf"(?:{_SPAN})?{_MONTH_NAME}[ -](?P<year>[12]\d{{3}}|\d{{2}})",
        _YEAR,
    )
)
_HYPHENATED_YEARS = re.compile(r"(\d{4})-(\d{2})")


@lru_cache(maxsize=4096)
def parse_period(text: str, quarters: YearBasis | None = None) -> Period:
    """Read one period.

    Parameters
    ----------
    text : str
        The period as an analyst writes it; see `PERIOD_FORMS`.
    quarters : YearBasis, optional
        Which quarters a form such as 2023 Q3 means.

    Raises
    ------
    ValueError
        If the text is no period, or its quarter is ambiguous.

    Examples
    --------
    >>> str(parse_period("Sep 2023")), str(parse_period("2023-24 Q2")), str(parse_period("2022/23"))
    ('2023-09', '2023/24 Q2', '2022/23')
    """
    cleaned = " ".join(text.split()).replace("–", "/")  # an en dash joins two years, never year and month
    for form in _FORMS:
        match = form.fullmatch(cleaned)
        if match:
            return _period(match.groupdict(), text, quarters)
    raise ValueError(_unreadable(text))


def _unreadable(text: str) -> str:
    return f"{text!r} is not a period"


def _period(parts: dict[str, str | None], text: str, quarters: YearBasis | None) -> Period:
    year = _full_year(str(parts["year"]))
    if parts.get("quarter"):
        return _quarter_period(year, int(str(parts["quarter"])), parts, text, quarters)
    if parts.get("next"):
        return _financial_year_period(year, str(parts["next"]), text)
    if parts.get("month") or parts.get("name"):
        name = parts.get("name")
        number = _MONTH_NUMBERS[name[:3].lower()] if name else int(str(parts["month"]))
        return _month_period(year, number, parts, text)
    return Period(month(year, MONTHS_A_YEAR), MONTHS_A_YEAR)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= CENTURY_PIVOT else 2000)


def _month_period(year: int, number: int, parts: dict[str, str | None], text: str) -> Period:
    try:
        date(year, number, int(parts.get("day") or 1))
    except ValueError:
        raise ValueError(_unreadable(text)) from None
    length = MONTHS_A_YEAR if parts.get("ending") else int(parts.get("span") or 1)
    return Period(month(year, number), length)


def _financial_year_period(year: int, following: str, text: str) -> Period:
    if (year + 1) % 10 ** len(following) != int(following):
        raise ValueError(_unreadable(text))
    return Period(month(year + 1, FINANCIAL_YEAR_END), MONTHS_A_YEAR)


def _quarter_period(
    year: int, quarter: int, parts: dict[str, str | None], text: str, quarters: YearBasis | None
) -> Period:
    if parts.get("next"):
        start = _financial_year_period(year, str(parts["next"]), text).start
    elif quarters is None:
        message = f"{text!r} may be a calendar or a financial quarter"
        raise ValueError(message)
    else:
        start = month(year, 1 if quarters is YearBasis.CALENDAR else FINANCIAL_YEAR_END + 1)
    return Period(start + quarter * MONTHS_A_QUARTER - 1, MONTHS_A_QUARTER)


def hyphenated_years(texts: Iterable[str]) -> dict[str, str]:
    """Distinguish years such as 2011-12 from months, by the other texts of the table.

    A text such as 2011-12 may be December 2011 or the financial year 2011/12. It is a year where texts
    beside it can only be years (2012-13), and a month where they can only be months (2023-09) or where it
    stands alone.

    Parameters
    ----------
    texts : iterable of str
        All the period texts of a table.

    Returns
    -------
    dict of str to str
        For each ambiguous text that is a year, the same year written with a slash.

    Raises
    ------
    ValueError
        If the company is of both kinds, or several ambiguous texts have no other; the message names one.

    Examples
    --------
    >>> hyphenated_years(["2011-12", "2012-13"]), hyphenated_years(["2011-12", "2012-09"])
    ({'2011-12': '2011/12'}, {})
    """
    pairs = {text: match.groups() for text in texts if (match := _HYPHENATED_YEARS.fullmatch(text.strip()))}
    as_year = {text for text, (year, tail) in pairs.items() if (int(year) + 1) % 100 == int(tail)}
    as_month = {text for text, (_, tail) in pairs.items() if 1 <= int(tail) <= MONTHS_A_YEAR}
    ambiguous = sorted(as_year & as_month)
    years, months = bool(as_year - as_month), bool(as_month - as_year)
    undecided = years == months and (years or len(ambiguous) > 1)
    if ambiguous and undecided:
        message = f"{ambiguous[0]!r} may be a month or a financial year"
        raise ValueError(message)
    return {text: text.strip().replace("-", "/") for text in ambiguous} if years else {}
