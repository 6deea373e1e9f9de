"""Surface realisation: slots become words, and sentences keep what they printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import SpecError
from narrate.microplanning import microplan
from narrate.phrases import read_bank, read_style
from narrate.planning import plan
from narrate.realisation import capitalised, orthography, realise
from narrate.spec import ReportSpec
from tests.test_planning import change, finding, spec

BANK = read_bank("en_GB")
STYLE = read_style("council")


def written(report: ReportSpec, **findings: object):
    planned = microplan(plan(findings, report), BANK.messages, report.settings.aggregation, STYLE)
    return realise(planned, report, findings, BANK, STYLE)


def sentences(*, indicator: dict[str, object] | None = None, **fields: object) -> list[str]:
    report = spec()
    declared = report.indicators[0].model_copy(
        update={"counted": "events", "base": "population", **(indicator or {})}
    )
    report = report.model_copy(update={"indicators": (declared,)})
    document = written(report, x=finding(**fields))
    return [sentence.text for paragraph, sentence in document.sentences() if paragraph.id == "x"]


def test_a_rate_is_printed_with_its_unit_and_decimals():
    assert "11.00 events per 1,000 population" in sentences()[1]
    assert "11.0 events per 100,000 population" in sentences(indicator={"decimals": 1, "per": 100_000})[1]


def test_a_proportion_is_a_percentage_and_its_difference_is_in_points():
    year = change("higher", 0.01, difference=1.0, relative=None, denominator_now=500, denominator_then=500)
    text = sentences(measure="proportion", year=year)[1]
    assert "11.00%" in text
    assert "1.00 percentage point " in text


def test_one_percentage_point_is_singular_as_printed():
    year = change("higher", 0.01, difference=1.2, relative=None, denominator_now=500, denominator_then=500)
    assert "1 percentage point " in sentences(measure="proportion", year=year, indicator={"decimals": 0})[1]


def test_verbs_agree_with_the_name():
    one = sentences(indicator={"name": "theft"})[0]
    several = sentences(indicator={"name": "thefts", "plural": True})[0]
    assert "heft has" in one or "heft is" in one
    assert "hefts have" in several or "hefts are" in several


def test_only_printed_figures_are_kept():
    document = written(spec(), x=finding())
    for _, sentence in document.sentences():
        for value in sentence.values:
            assert value.text in sentence.text


def fixed_text(text: str, **paragraph: object) -> ReportSpec:
    content = spec().model_dump()
    content["report"] |= {"board": "The Board", "meeting": "2023-12-15"}
    content["sections"] = [{"heading": "H", "paragraphs": [{"text": text, **paragraph}]}]
    return ReportSpec.model_validate(content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For {period}.", "For 2023/24 Q2 (July to September 2023)."),
        ("To {board} on {date}.", "To The Board on 15 December 2023."),
        ("In {year}, in {area}, to {month}.", "In 2023/24, in County, to September 2023."),
        ("Two   spaces.", "Two spaces."),
    ],
)
def test_the_authors_text_is_filled_in_and_carried_through(text, expected):
    document = written(fixed_text(text), x=finding())
    assert [sentence.text for _, sentence in document.sentences()] == [expected]


def test_the_authors_text_is_told_apart_by_sentence():
    document = written(fixed_text('First. "Second?" Third, e.g. this. (Fourth.)'), x=finding())
    texts = [sentence.text for _, sentence in document.sentences()]
    assert texts == ["First.", '"Second?" Third, e.g. this.', "(Fourth.)"]


def test_an_unknown_placeholder_is_an_error():
    with pytest.raises(SpecError, match=r"unknown placeholder \{perod\}.*did you mean 'period'"):
        written(fixed_text("For {perod}."), x=finding())


def test_links_stay_with_the_sentence_that_holds_their_words():
    link = {"text": "the dashboard", "url": "https://example.org/"}
    document = written(fixed_text("See the dashboard. And more.", links=[link]), x=finding())
    assert [len(sentence.links) for _, sentence in document.sentences()] == [1, 0]


def test_a_quarter_is_explained_once_in_a_section():
    content = spec().model_dump()
    paragraphs = [{"text": "In {period}."}, {"text": "Again in {period}."}]
    content["sections"] = [
        {"heading": "A", "paragraphs": paragraphs},
        {"heading": "B", "paragraphs": paragraphs[:1]},
    ]
    document = written(ReportSpec.model_validate(content), x=finding())
    assert [sentence.text for _, sentence in document.sentences()] == [
        "In 2023/24 Q2 (July to September 2023).",
        "Again in 2023/24 Q2.",
        "In 2023/24 Q2 (July to September 2023).",
    ]


def test_sentences_carry_their_phrase_findings_and_rule():
    document = written(spec(), x=finding())
    movement = next(sentence for _, sentence in document.sentences() if sentence.id == "x/movement")
    assert movement.phrase.startswith("movement-rising-after-level.")
    assert movement.findings == ("x/County",)
    assert movement.rule


@given(st.text(st.characters(categories=["L", "Zs", "Po"]), min_size=1))
def test_orthography_is_stable(text):
    assert orthography(orthography(text)) == orthography(text)
    assert "  " not in orthography(text)


@pytest.mark.parametrize(("text", "expected"), [("a b", "A b"), ("A b", "A b"), ("", ""), ("2 b", "2 b")])
def test_capitals(text, expected):
    assert capitalised(text) == expected
