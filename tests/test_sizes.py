"""Papers of no indicator, of one, of two and of two hundred, and indicators that no paragraph tells of."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

import narrate
from narrate.errors import NarrateWarning, SpecError
from narrate.spec import ReportSpec

QUARTERS = [str(one) for one in pd.period_range("2016-04", "2024-03", freq="M")][2::3]
SUMMARY = {"heading": "Summary", "paragraphs": [{"summary": True}]}
TARGET = {"value": 900, "bound": "upper"}


def reporting_on(*numbers: int) -> dict[str, object]:
    return {"heading": "More", "paragraphs": [{"indicator": f"i{number}"} for number in numbers]}


def paper(number: int, *sections: object, **declared: object) -> tuple[narrate.Report, str, list[str]]:
    """Return a report of so many indicators, what it says, and its warnings."""
    rng = np.random.default_rng(number)
    frames = [
        pd.DataFrame(
            {
                "indicator": f"i{each}",
                "area": "Home",
                "period": QUARTERS,
                "count": np.resize([300, 290, 305], len(QUARTERS)) + rng.integers(0, 9, len(QUARTERS)),
            }
        )
        for each in range(max(number, 1))
    ]
    spec = ReportSpec.model_validate(
        {
            "report": {"title": "T", "period": "2023/24 Q4", "area": "Home", "observations": "o.csv"},
            "indicators": [
                {
                    "id": f"i{each}",
                    "name": f"theft {each}",
                    "measure": "count",
                    "counted": "thefts",
                    **declared,
                }
                for each in range(number)
            ],
            "sections": sections,
        }
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        report = narrate.compose(spec, observations=pd.concat(frames))
    stated = " ".join(sentence.text for sentence in report.sentences)
    return report, stated, [str(one.message) for one in caught if one.category is NarrateWarning]


@pytest.mark.parametrize(
    "sections",
    [(SUMMARY,), (), ({"heading": "M", "paragraphs": [{"method": True}]},), ({"heading": "Empty"}, SUMMARY)],
)
def test_nothing_can_be_written_of_no_indicator(sections):
    with pytest.raises(SpecError) as caught:
        paper(0, *sections)
    assert "spec: indicators: no indicator; at least one is declared under [[indicators]]" in str(
        caught.value
    )


def test_a_paper_without_a_paragraph_is_refused_and_all_is_told_at_once():
    with pytest.raises(SpecError) as caught:
        paper(1, {"heading": "Empty"})
    assert (
        str(caught.value)
        == "spec: sections: no paragraph; at least one has a text, an indicator or a summary"
    )
    with pytest.raises(SpecError) as caught:
        paper(0)
    assert len(caught.value.faults) == 2


def test_the_authors_own_text_needs_no_indicator():
    _, stated, _ = paper(0, {"heading": "M", "paragraphs": [{"text": "Two measures.", "group": True}]})
    assert stated == "Two measures."


@pytest.mark.parametrize("number", [1, 2, 3, 200])
def test_a_summary_alone_speaks_of_all_that_are_declared(number, tmp_path):
    report, stated, warned = paper(number, SUMMARY)
    assert warned == []
    assert len(report.findings) == number
    points = [one for one in report.sentences if one.id.startswith("headline/")]
    assert len(points) == min(number, 6)
    assert "zero" not in stated
    beginning = {1: "The indicator does", 2: "Both indicators show", 3: "All three indicators show"}
    assert stated.startswith(beginning.get(number, "All 200 indicators show"))
    draft = tmp_path / "d.md"
    draft.write_text(report.to_markdown(), encoding="utf-8")
    assert narrate.check(draft, report.trace) == []


CALLS = [
    (1, "The indicator calls for attention, as the point below says."),
    (2, "Two call for attention: theft 0 and theft 1."),
    (10, "10 call for attention: theft 0, theft 1,"),
    (200, "200 of them call for attention, more than can be named here."),
]


@pytest.mark.parametrize(("number", "call"), CALLS)
def test_what_calls_for_attention_is_named_as_far_as_a_reader_can_follow(number, call):
    stated = paper(number, SUMMARY, target=TARGET)[1]
    assert call in stated or call.replace("10 call", "Ten call") in stated


def test_an_indicator_without_a_paragraph_beside_others_is_left_out_with_a_warning():
    report, stated, warned = paper(10, SUMMARY, reporting_on(0, 1))
    assert set(report.findings) == {"i0", "i1"}
    assert "theft 2" not in stated
    assert warned == ["spec: no paragraph reports on 'i2', 'i3', 'i4', 'i5', 'i6', 'i7' and 2 more"]
    assert paper(2, reporting_on(0, 1))[2] == []
