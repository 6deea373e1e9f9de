"""Periods are read as analysts write them, print to one spelling, and are ordered in time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.periods import (
    PERIOD_FORMS,
    Period,
    YearBasis,
    financial_quarter,
    financial_year,
    first_day,
    hyphenated_years,
    is_calendar_year,
    is_financial_year,
    month,
    parse_period,
    period_code,
    year_and_month,
)

PATIENT = settings(deadline=None)
SEPTEMBER = month(2023, 9)
MONTHS = st.integers(month(1900, 1), month(2100, 12))
PERIODS = st.builds(Period, end=MONTHS, months=st.sampled_from([1, 2, 3, 6, 12, 18, 24, 120]))


@pytest.mark.parametrize(
    ("text", "end", "months"),
    [
        ("2023-09", SEPTEMBER, 1),
        ("202309", SEPTEMBER, 1),
        ("Sep 2023", SEPTEMBER, 1),
        ("sept 2023", SEPTEMBER, 1),
        ("Sept. 2023", SEPTEMBER, 1),
        ("SEPTEMBER 2023", SEPTEMBER, 1),
        ("Sep-2023", SEPTEMBER, 1),
        ("Sep-23", SEPTEMBER, 1),
        ("Sep 23", SEPTEMBER, 1),
        ("Sep 70", month(1970, 9), 1),
        ("Sep 69", month(2069, 9), 1),
        ("May 2023", month(2023, 5), 1),
        ("2023-09-30", SEPTEMBER, 1),
        ("2023-09-01", SEPTEMBER, 1),
        ("2023-09-30 00:00:00", SEPTEMBER, 1),
        ("2023-09-30T23:59:59.999", SEPTEMBER, 1),
        ("2024-02-29", month(2024, 2), 1),
        ("30/09/2023", SEPTEMBER, 1),
        ("1/9/2023", SEPTEMBER, 1),
        ("03/04/2023", month(2023, 4), 1),
        ("2023/24 Q2", SEPTEMBER, 3),
        ("2023-24 Q2", SEPTEMBER, 3),
        ("2023–24 Q2", SEPTEMBER, 3),
        ("2023/2024 q2", SEPTEMBER, 3),
        ("2023/24Q2", SEPTEMBER, 3),
        ("Q2 2023/24", SEPTEMBER, 3),
        ("2023/24 Q1", month(2023, 6), 3),
        ("2023/24 Q3", month(2023, 12), 3),
        ("2023/24 Q4", month(2024, 3), 3),
        ("1999/00 Q4", month(2000, 3), 3),
        ("2022/23", month(2023, 3), 12),
        ("2022-23", month(2023, 3), 12),
        ("2022/2023", month(2023, 3), 12),
        ("2022–23", month(2023, 3), 12),
        ("2011–12", month(2012, 3), 12),
        ("1999/00", month(2000, 3), 12),
        ("1999/2000", month(2000, 3), 12),
        ("2022", month(2022, 12), 12),
        ("12 months to Sep 2023", SEPTEMBER, 12),
        ("12 Months To September 2023", SEPTEMBER, 12),
        ("12 months ending 2023-09", SEPTEMBER, 12),
        ("3 months to Sep 2023", SEPTEMBER, 3),
        ("year ending March 2023", month(2023, 3), 12),
        ("year to Dec 2022", month(2022, 12), 12),
        ("  2023/24   Q2 ", SEPTEMBER, 3),
        ("2011-12", month(2011, 12), 1),
    ],
)
def test_forms_that_are_read(text, end, months):
    assert parse_period(text) == Period(end, months)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Q2",
        "2023/24 Q5",
        "2023/24 Q0",
        "2023/25",
        "2023/25 Q2",
        "2022-24",
        "2023/09",
        "2023–09",
        "2023-13",
        "2023-00",
        "2023-09-31",
        "2023-02-29",
        "31/09/2023",
        "09/30/2023",
        "202313",
        "2023099",
        "45199",
        "23",
        "0999",
        "3023",
        "Sep",
        "Sepp 2023",
        "Smarch 2023",
        "0 months to Sep 2023",
        "12 months to 2023",
        "12 months to 2023-13",
        "months to Sep 2023",
        "２０２３",
        "2023-09 x",
        "nan",
    ],
)
def test_what_is_no_period_is_refused_by_name(text):
    with pytest.raises(ValueError, match="is not a period") as caught:
        parse_period(text, YearBasis.CALENDAR)
    assert str(caught.value) == f"{text!r} is not a period"


@pytest.mark.parametrize("text", ["2023 Q3", "2023Q3", "2023-Q3", "Q3 2023", "2023 q3"])
def test_a_quarter_of_an_unnamed_year_is_ambiguous_until_the_basis_is_given(text):
    with pytest.raises(ValueError, match="may be a calendar or a financial quarter"):
        parse_period(text)
    assert parse_period(text, YearBasis.CALENDAR) == Period(SEPTEMBER, 3)
    assert parse_period(text, YearBasis.FINANCIAL) == Period(month(2023, 12), 3)


@pytest.mark.parametrize("basis", YearBasis)
def test_a_named_financial_year_needs_no_basis(basis):
    assert parse_period("2023/24 Q2", basis) == Period(SEPTEMBER, 3)


def test_every_form_named_in_messages_is_read():
    named = PERIOD_FORMS.split(", or ")[0].split(", ")
    assert len(named) > 5
    assert [text for text in named if parse_period(text).months not in {1, 3, 12}] == []


@PATIENT
@given(PERIODS)
def test_the_printed_code_is_read_back(period):
    assert parse_period(period_code(period)) == period
    assert str(period) == period_code(period)


@PATIENT
@given(PERIODS, PERIODS)
def test_one_period_has_one_code(one, other):
    assert (period_code(one) == period_code(other)) == (one == other)


@PATIENT
@given(PERIODS, PERIODS)
def test_periods_are_ordered_by_their_last_month_then_by_length(one, other):
    assert (one < other) == ((one.end, one.months) < (other.end, other.months))
    assert sorted([one, other]) == sorted([other, one])


@PATIENT
@given(MONTHS, MONTHS)
def test_months_are_ordered_as_their_dates(one, other):
    assert (one < other) == (first_day(one) < first_day(other))


@PATIENT
@given(MONTHS)
def test_month_and_year_and_month_are_inverse(ordinal):
    year, number = year_and_month(ordinal)
    assert month(year, number) == ordinal
    assert first_day(ordinal) == date(year, number, 1)


@PATIENT
@given(PERIODS, st.integers(-200, 200))
def test_a_shifted_period_keeps_its_length(period, months):
    shifted = period.shifted(months)
    assert (shifted.months, shifted.end - period.end) == (period.months, months)
    assert shifted.shifted(-months) == period


@PATIENT
@given(PERIODS, PERIODS)
def test_overlap_is_the_number_of_shared_months(one, other):
    held = set(range(one.start, one.end + 1)) & set(range(other.start, other.end + 1))
    assert one.overlap(other) == other.overlap(one) == len(held)


@pytest.mark.parametrize(
    ("number", "quarter", "year"),
    [
        (3, 4, 2022),
        (6, 1, 2023),
        (9, 2, 2023),
        (12, 3, 2023),
        (8, None, 2023),
        (4, None, 2023),
        (1, None, 2022),
    ],
)
def test_financial_quarters_and_years(number, quarter, year):
    assert financial_quarter(Period(month(2023, number), 3)) == quarter
    assert financial_year(month(2023, number)) == year
    assert financial_quarter(Period(month(2023, number), 1)) is None


@pytest.mark.parametrize(
    ("end", "months", "financial", "calendar"),
    [
        (month(2023, 3), 12, True, False),
        (month(2022, 12), 12, False, True),
        (month(2023, 9), 12, False, False),
        (month(2023, 3), 3, False, False),
        (month(2022, 12), 1, False, False),
    ],
)
def test_whole_years(end, months, financial, calendar):
    assert is_financial_year(Period(end, months)) is financial
    assert is_calendar_year(Period(end, months)) is calendar


def test_ending_keeps_the_last_month():
    assert Period(SEPTEMBER, 1).ending(12) == Period(SEPTEMBER, 12)
    assert Period(SEPTEMBER, 12).start == month(2022, 10)


@pytest.mark.parametrize(
    ("texts", "years"),
    [
        (["2011-12", "2012-13"], {"2011-12": "2011/12"}),
        ([" 2011-12", "2012-13"], {" 2011-12": "2011/12"}),
        (
            ["2009-10", "2010-11", "2011-12", "2012-13"],
            {f"20{y:02d}-{y + 1}": f"20{y:02d}/{y + 1}" for y in (9, 10, 11)},
        ),
        (["1999-00", "2000-01"], {"2000-01": "2000/01"}),
        (["2011-12", "2012-09"], {}),
        (["2011-12"], {}),
        (["2011-12", "2011-12"], {}),
        (["2012-13", "2023-09"], {}),
        (["2022/23", "Sep 2023"], {}),
        ([], {}),
    ],
)
def test_hyphenated_years_are_told_by_their_company(texts, years):
    assert hyphenated_years(texts) == years


@pytest.mark.parametrize("texts", [["2011-12", "2012-13", "2012-09"], ["2010-11", "2011-12"]])
def test_hyphenated_years_that_cannot_be_told_are_refused(texts):
    with pytest.raises(ValueError, match=f"'{texts[0]}' may be a month or a financial year"):
        hyphenated_years(texts)
