"""Numbers, periods and lists print by one rounding rule, a house style and the conventions of the locale."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import SpecError
from narrate.formats import Formats
from narrate.periods import Period, YearBasis, month, parse_period
from narrate.phrases import read_style
from narrate.settings import HouseStyle

COUNCIL = read_style("council")
ENGLISH = Formats("en_GB", COUNCIL)
GERMAN = Formats("de_DE", COUNCIL)
WELSH = Formats("cy", COUNCIL)
GOVERNMENT = HouseStyle(
    words_below=2, financial_year="{start} to {end}", quarter="quarter {quarter} of {year}"
)

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (-2.5, 0, "-3"),
        (0.125, 2, "0.13"),
        (2.675, 2, "2.68"),  # below the half in binary, at the half as it is written
        (1.005, 2, "1.01"),
        (9.2, 2, "9.20"),
        (10.0, 1, "10.0"),
        (0.0, 2, "0.00"),
        (-0.001, 2, "0.00"),
        (-0.0, 0, "0"),
        (0.05, 1, "0.1"),
        (999.995, 2, "1,000.00"),
        (1234567.891, 1, "1,234,567.9"),
        (1e-9, 2, "0.00"),
    ],
)
def test_numbers_round_half_away_from_zero_and_keep_their_zeros(value, decimals, printed):
    assert ENGLISH.number(value, decimals) == printed


@given(st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=4), st.integers(0, 4))
def test_a_printed_number_reads_back_as_the_number_rounded(value, decimals):
    printed = ENGLISH.number(float(value), decimals)
    expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert Decimal(printed.replace(",", "")) == expected
    assert len(printed.partition(".")[2]) == decimals
    assert not printed.startswith("-") or expected < 0


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (37.0, 0, "37%"),
        (36.5, 0, "37%"),
        (10.0, 1, "10.0%"),
        (69.695, 2, "69.70%"),
        (100.0, 1, "100.0%"),
        (-0.04, 1, "0.0%"),
        (-8.15, 1, "-8.2%"),
        (1234.0, 0, "1,234%"),
    ],
)
def test_percentages_have_their_sign_close_and_their_zeros_kept(value, decimals, printed):
    assert ENGLISH.percentage(value, decimals) == printed


@pytest.mark.parametrize(
    ("style", "value", "printed"),
    [
        (COUNCIL, 0, "zero"),
        (COUNCIL, 1, "one"),
        (COUNCIL, 9, "nine"),
        (COUNCIL, 10, "10"),
        (COUNCIL, 1070, "1,070"),
        (COUNCIL, -3, "-3"),
        (GOVERNMENT, 1, "one"),
        (GOVERNMENT, 2, "2"),
    ],
)
def test_small_numbers_of_things_are_words_as_the_house_style_says(style, value, printed):
    assert Formats("en_GB", style).whole(value) == printed


@pytest.mark.parametrize(
    ("period", "council", "government"),
    [
        ("2023/24", "2023/24", "2023 to 2024"),
        ("1999/00", "1999/00", "1999 to 2000"),
        ("2008/09", "2008/09", "2008 to 2009"),
        ("Mar 2024", "2023/24", "2023 to 2024"),
        ("Apr 2024", "2024/25", "2024 to 2025"),
    ],
)
def test_financial_years_follow_the_house_style(period, council, government):
    read = parse_period(period)
    assert ENGLISH.year(read) == council
    assert Formats("en_GB", GOVERNMENT).year(read) == government


@pytest.mark.parametrize(
    ("period", "printed"),
    [("2023/24 Q1", "2023/24 Q1"), ("2023/24 Q4", "2023/24 Q4"), ("2024 Q1", "2023/24 Q4")],
)
def test_quarters_are_those_of_the_financial_year(period, printed):
    assert ENGLISH.quarter(parse_period(period, YearBasis.CALENDAR)) == printed


def test_a_quarter_may_be_written_the_house_style_s_way():
    quarter = Period(month(2023, 9), 3)
    assert Formats("en_GB", GOVERNMENT).quarter(quarter) == "quarter 2 of 2023 to 2024"


def test_dates_and_months_are_in_words():
    assert ENGLISH.date(date(2023, 12, 5)) == "5 December 2023"
    assert ENGLISH.month(month(2023, 9)) == "September 2023"
    assert ENGLISH.month_name(month(2023, 7)) == "July"


@pytest.mark.parametrize(
    ("items", "printed"),
    [
        ([], ""),
        (["Blaby"], "Blaby"),
        (["Blaby", "Melton"], "Blaby and Melton"),
        (["Blaby", "Melton", "Rutland"], "Blaby, Melton and Rutland"),
    ],
)
def test_lists_are_joined_as_in_running_text(items, printed):
    assert ENGLISH.listing(items) == printed


def test_german_conventions_are_the_locale_s_own():
    assert GERMAN.number(-1234567.125, 2) == "-1.234.567,13"
    assert GERMAN.percentage(4.44, 1) == f"4,4{NO_BREAK}%"
    assert GERMAN.whole(3) == "drei"
    assert GERMAN.date(date(2023, 12, 15)) == "15. Dezember 2023"
    assert GERMAN.listing(["a", "b", "c"]) == "a, b und c"


def test_welsh_conventions_are_the_locale_s_own():
    assert WELSH.number(1234.5, 2) == "1,234.50"
    assert WELSH.whole(3) == "tri"
    assert WELSH.month(month(2023, 9)) == "Medi 2023"
    assert WELSH.date(date(2023, 12, 15)) == "15 Rhagfyr 2023"


@pytest.mark.parametrize("code", ["ga", "hi_IN"])
def test_a_language_without_known_number_words_gets_figures(code):
    assert Formats(code, COUNCIL).whole(3) == "3"


@pytest.mark.parametrize("code", ["", "xx_YY", "en-GB", "nonsense", "../en_GB"])
def test_an_unknown_locale_is_an_error_that_names_it(code):
    with pytest.raises(SpecError) as caught:
        Formats(code, COUNCIL).number(1.0, 0)
    assert str(caught.value) == f"report.toml: report.locale: {code!r}; a locale such as en_GB is needed"
