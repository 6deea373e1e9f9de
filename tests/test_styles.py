"""House styles: one specification, three correct drafts."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

import narrate
from narrate.formats import Formats
from narrate.periods import Period, month, parse_period
from narrate.phrases import read_style, shipped_bank
from narrate.spec import read_spec
from tests.conftest import FIXTURES, LEICESTERSHIRE, SCENARIOS
from tests.sense import faults

STYLES = sorted(item.name.removesuffix(".toml") for item in (shipped_bank() / "styles").iterdir())


@lru_cache
def draft(style: str, scenario: str = LEICESTERSHIRE.name) -> narrate.Report:
    """Return the paper of a scenario in a house style."""
    folder = FIXTURES / scenario
    spec = read_spec(folder / "report.toml")
    head = spec.report.model_copy(update={"style": style})
    source = spec.report.observations
    given = source.model_copy(
        update={
            "file": str(folder / source.file),
            "populations": source.populations and str(folder / source.populations),
        }
    )
    head = head.model_copy(update={"observations": given})
    return narrate.compose(spec.model_copy(update={"report": head}))


def generated(report: narrate.Report) -> list[str]:
    """Return what narrate wrote: sentences, the cells of tables, the title."""
    stated = [sentence.text for sentence in report.sentences if not sentence.phrase.startswith("spec")]
    tables = [part.table for part in report.document.paragraphs() if part.table]
    cells = [cell for table in tables for row in (table.header, *table.rows) for cell in row]
    return [report.document.title, *stated, *cells]


def test_the_styles_are_those_that_are_documented():
    assert STYLES == ["council", "govuk", "ons"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_draft_in_any_style_breaks_no_rule_of_sense(style, scenario):
    assert list(faults(draft(style, scenario))) == []


@pytest.mark.parametrize("style", STYLES)
def test_a_style_changes_no_figure_and_no_phrase(style):
    plain, other = draft("council"), draft(style)
    for one, same in zip(plain.sentences, other.sentences, strict=True):
        multiple = re.search("-(halved|doubled)$", one.phrase)
        assert same.phrase in (one.phrase, one.phrase.removesuffix(multiple.group()) if multiple else "")
        assert set(one.values) == set(same.values) or (multiple and set(one.values) < set(same.values))


def said(style, name):
    (text,) = (one.text for one in draft(style).sentences if one.id == name)
    return text


def test_a_style_says_halved_or_how_much():
    words, figures = (said(style, "first_time_entrants/span") for style in ("council", "ons"))
    assert " more than halved, from 190 to 84" in words
    assert " fell by 55.8%, from 190 to 84" in figures


@pytest.mark.parametrize("style", ["govuk", "ons"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_years_have_no_slash_and_quarters_are_told_by_their_months_once(style, scenario):
    for text in generated(draft(style, scenario)):
        assert not re.search(r"\d{4}/\d{2}|\bQ[1-4]\b", text), text
        assert not re.search(r"\d{4} \([A-Z]\w+ to", text), text
        assert "the the" not in text, text


def test_a_quarter_stands_by_its_months_in_the_author_s_own_text():
    for style in ("govuk", "ons"):
        text = draft(style).to_text()
        assert "performance: July to September 2023" in text
        assert "indicators stood in July to September 2023." in text
    assert "performance: 2023/24 Q2 (July to September 2023)" in draft("council").to_text()


@pytest.mark.parametrize(
    ("style", "running", "cell"),
    [
        ("council", "2014/15", "2014/15"),
        ("govuk", "the financial year 2014 to 2015", "2014 to 2015"),
        ("ons", "the financial year ending March 2015", "Financial year ending March 2015"),
    ],
)
def test_financial_years_in_running_text_and_in_tables(style, running, cell):
    report = draft(style)
    assert any(f" {running} " in sentence.text for sentence in report.sentences)
    tables = [part.table for part in report.document.paragraphs() if part.table]
    assert cell in [row[0] for table in tables for row in table.rows]


@pytest.mark.parametrize(
    ("style", "numbers", "places"),
    [
        ("council", ["one", "two", "nine", "10"], ["first", "ninth", "10th"]),
        ("govuk", ["one", "2", "9", "10"], ["first", "ninth", "10th"]),
        ("ons", ["one", "two", "nine", "10"], ["first", "ninth", "10th"]),
    ],
)
def test_numbers_of_things_and_places_in_an_order(style, numbers, places):
    formats = Formats("en_GB", read_style(style))
    assert [formats.whole(number) for number in (1, 2, 9, 10)] == numbers
    assert [formats.ordinal(place) for place in (1, 9, 10)] == places


@pytest.mark.parametrize("style", STYLES)
def test_no_sentence_begins_with_a_small_number_in_figures(style):
    assert not [
        text for text in map(str, generated(draft(style))) if re.match(r"\d{1,2} [a-z]\w+ .*\.$", text)
    ]


@pytest.mark.parametrize(
    ("style", "year", "alone", "quarter"),
    [
        ("council", "2023/24", "2023/24", "2023/24 Q4"),
        ("govuk", "the financial year 2023 to 2024", "2023 to 2024", "January to March 2024"),
        (
            "ons",
            "the financial year ending March 2024",
            "Financial year ending March 2024",
            "January to March 2024",
        ),
    ],
)
def test_years_and_quarters_by_style(style, year, alone, quarter):
    formats = Formats("en_GB", read_style(style))
    assert formats.year(parse_period("2023/24")) == year
    assert formats.year(parse_period("2023/24"), alone=True) == alone
    assert formats.quarter(Period(month(2024, 3), 3)) == quarter
