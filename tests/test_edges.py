"""Series at the edge of what can be judged: each has a paper and a record with the true reason."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import narrate
from narrate.movement import Flag, Reason, classify
from narrate.spec import ReportSpec

MONTHS = [str(one) for one in pd.period_range("2014-04", "2024-03", freq="M")]
QUARTERS = MONTHS[2::3]
YEARS = [f"{year}/{(year + 1) % 100:02d}" for year in range(1974, 2024)]

pytestmark = pytest.mark.filterwarnings("ignore::narrate.errors.NarrateWarning")


def paper(frame: pd.DataFrame, **declared: object) -> narrate.Report:
    spec = ReportSpec.model_validate(
        {
            "report": {"title": "T", "period": "2023/24 Q4", "area": "Home", "observations": "o.csv"},
            "areas": {"kind": "county", "part": "districts", "parts": ["North", "South"]},
            "indicators": [
                {"id": "x", "name": "the thing", "counted": "events", "base": "people", **declared}
            ],
            "sections": [
                {"heading": "Summary", "paragraphs": [{"summary": True}]},
                {"heading": "More", "paragraphs": [{"indicator": "x"}, {"method": True}]},
            ],
        }
    )
    return narrate.compose(spec, observations=frame)


def rows(periods: list[str], area: str = "Home", **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"indicator": "x", "area": area, "period": periods, **columns})


def text(report: narrate.Report) -> str:
    return " ".join(sentence.text for sentence in report.sentences)


EDGES = {
    "one month of counts": (rows(MONTHS[-1:], count=5), {}, Reason.TOO_FEW_PERIODS),
    "one quarter of values": (rows(QUARTERS[-1:], value=5.0), {}, Reason.TOO_FEW_PERIODS),
    "two years of counts": (rows(YEARS[-2:], count=[5, 9]), {"measure": "count"}, Reason.TOO_FEW_PERIODS),
    "two years of values": (rows(YEARS[-2:], value=[-5.0, 9.0]), {}, Reason.TOO_FEW_PERIODS),
    "no event in ten years": (rows(MONTHS, count=0), {"measure": "count"}, Reason.SMALL_COUNTS),
    "no event among many": (rows(MONTHS, count=0, denominator=1000), {}, Reason.SMALL_COUNTS),
    "none of them, ever": (
        rows(QUARTERS, count=0, denominator=100),
        {"measure": "proportion"},
        Reason.SMALL_COUNTS,
    ),
    "all of them, always": (
        rows(QUARTERS, count=100, denominator=100),
        {"measure": "proportion"},
        Reason.SMALL_COUNTS,
    ),
    "values of nought by quarter": (rows(QUARTERS, value=0.0), {}, None),
    "values of nought by year": (rows(YEARS[-20:], value=0.0), {}, None),
    "values below nought by month": (rows(MONTHS, value=-3.0 + np.resize([0.5, -0.5, 0.2], 120)), {}, None),
    "values across nought by quarter": (rows(QUARTERS, value=np.resize([-1.0, 0.5, 0.0, 2.0], 40)), {}, None),
    "rolling values across nought": (
        rows(QUARTERS, value=np.resize([-1.0, 0.5, 0.1, 2.0], 40)),
        {"window": "12 months"},
        None,
    ),
    "nought a year ago": (rows(QUARTERS, value=[*[3.0] * 35, 0.0, 1.0, 2.0, 3.0, 4.0]), {}, None),
    "0 of 0 in the latest quarter": (
        rows(QUARTERS, count=[*[5] * 39, 0], denominator=[*[20] * 39, 0]),
        {"measure": "proportion", "window": "period"},
        Reason.NOT_CALCULABLE,
    ),
    "0 of 0 in a whole year": (
        rows(QUARTERS, count=[*[5] * 36, *[0] * 4], denominator=[*[20] * 36, *[0] * 4]),
        {"measure": "proportion"},
        Reason.NOT_CALCULABLE,
    ),
    "0 of 0 in one month of many": (
        rows(
            MONTHS,
            count=np.where(np.arange(120) == 50, 0, 9),
            denominator=np.where(np.arange(120) == 50, 0, 30),
        ),
        {"measure": "proportion"},
        None,
    ),
    "fifty years": (rows(YEARS, count=np.resize([300, 310, 295], 50)), {"measure": "count"}, None),
    "100,000 a month": (rows(MONTHS, count=np.resize([100_000, 100_100, 99_900], 120)), {}, None),
    "three a decade": (
        rows(MONTHS, count=[int(at in (20, 60, 90)) for at in range(120)]),
        {"measure": "count"},
        Reason.SMALL_COUNTS,
    ),
    "one district without population": (
        pd.concat(
            [
                rows(MONTHS, count=50, denominator=1000),
                rows(MONTHS, "North", count=20, denominator=400),
                rows(MONTHS, "South", count=0, denominator=0),
            ]
        ),
        {},
        None,
    ),
}


@pytest.mark.parametrize("name", EDGES)
def test_an_edge_has_a_paper_and_its_true_reason(name):
    frame, declared, reason = EDGES[name]
    report = paper(frame, **declared)
    found = report.findings["x"]
    assert found.reason is reason
    assert (found.movement is None) is (reason is not None)
    stated = text(report)
    assert "nan" not in stated.lower()
    assert "infinit" not in stated.lower()
    if reason is not Reason.MISSING_PERIODS:
        assert "incomplete" not in stated
    if found.value is not None:
        assert math.isfinite(found.value)
    elif reason is Reason.NOT_CALCULABLE:
        assert "nothing to count it among" in stated


def test_a_part_without_population_is_a_part_without_a_figure():
    frame, declared, _ = EDGES["one district without population"]
    found = paper(frame, **declared).findings["x"]
    assert [part.area for part in found.parts] == ["North"]
    assert found.parts_without == ("South",)


def test_a_paper_with_figures_below_nought_is_checked(tmp_path):
    report = paper(rows(QUARTERS, value=np.resize([-2.0, 0.5, 0.0, -14.5], 40) + np.arange(40) / 8))
    assert "-9.63" in text(report)
    issues = narrate.check(*_written(report, tmp_path))
    assert [issue for issue in issues if issue.kind in {"error", "contradiction"}] == []


def _written(report: narrate.Report, folder: Path) -> tuple[object, object]:
    draft, trace = folder / "draft.md", folder / "draft.trace.json"
    draft.write_text(report.to_markdown(), encoding="utf-8")
    trace.write_text(report.trace.with_draft("draft.md", report.to_markdown()).to_json(), encoding="utf-8")
    return draft, trace


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=44), st.sampled_from(["quarter", "year"]))
@settings(max_examples=60, deadline=None)
def test_whole_values_of_any_sign_are_never_called_incomplete(values, length):
    periods = (QUARTERS if length == "quarter" else YEARS)[-len(values) :]
    frame = rows(periods[-len(values) :], value=[float(value) for value in values[-len(periods) :]])
    row = classify(narrate.read_observations(frame)).iloc[0]
    assert row["reason"] is not Reason.MISSING_PERIODS


# Labels beside the changes of the year and of the latest quarter ----------------------------------------


def flags(counts: np.ndarray) -> tuple[Flag, ...]:
    frame = rows(MONTHS[-len(counts) :], count=counts)
    return classify(narrate.read_observations(frame)).iloc[0]["flags"]


def test_a_level_label_beside_a_large_change_is_flagged():
    year = np.full(96, 100)
    year[-12:-9] = 220  # a year's change that is all of one quarter
    assert Flag.LEVEL_YET_CHANGED in flags(year)
    assert Flag.LEVEL_YET_CHANGED not in flags(np.full(96, 100))


def test_a_latest_quarter_against_the_movement_is_flagged():
    rising = np.round(300 * np.exp(np.maximum(0, np.arange(96) - 48) * 0.02)).astype(int)
    assert Flag.LATEST_AGAINST not in flags(rising)
    against = rising.copy()
    against[-3:] = against[-15:-12] - 5
    row = classify(narrate.read_observations(rows(MONTHS[-96:], count=against))).iloc[0]
    assert (Flag.LATEST_AGAINST in row["flags"]) is (row["movement"] == "rising")


# What is said ----------------------------------------


def test_a_month_that_is_left_out_is_said_and_nothing_of_later_data():
    count = np.full(120, 200)
    count[-1] = 20
    stated = text(paper(rows(MONTHS, count=count)))
    assert "The figures after the 12 months to December 2023 are not complete yet and are left out." in stated
    assert "taken as not yet complete" in stated
    assert "data held" not in stated
    assert "published" not in stated


def test_a_revision_is_said_with_both_figures(tmp_path):
    spec = paper(rows(MONTHS, count=100, denominator=10_000)).trace.spec
    earlier = rows(MONTHS[:-3], count=100, denominator=10_000)
    later = rows(MONTHS, count=[*[100] * 100, *[120] * 20], denominator=10_000)
    old = narrate.compose(spec, observations=earlier, period="2023/24 Q3")
    (tmp_path / "old.json").write_text(old.trace.to_json(), encoding="utf-8")
    head = spec.report.model_copy(update={"previous": str(tmp_path / "old.json")})
    stated = text(narrate.compose(spec.model_copy(update={"report": head}), observations=later))
    assert (
        "Since the last report the figure for the 12 months to December 2023 has been revised up, "
        "from 120.00 to 144.00, which changes the movement given then." in stated
    )


def test_the_account_of_the_method_counts_the_tests_of_the_paper():
    report = paper(rows(MONTHS, count=100, denominator=10_000))
    assert "by chance alone if nothing had changed" not in text(report)  # two tests give none of twenty


@pytest.mark.parametrize(
    ("count", "stated"),
    [
        (7000, "meets the national target of at least 70% exactly"),
        (6996, "is just below the national target of at least 70% before rounding"),
        (6900, "is below the national target of at least 70%"),
        (7004, "meets the national target of at least 70%"),
    ],
)
def test_words_tell_the_side_of_a_limit_that_is_true(count, stated):
    frame = rows(MONTHS, count=count, denominator=10_000)
    target = {"value": 70, "bound": "lower", "source": "national"}
    report = paper(frame, measure="proportion", decimals=0, target=target)
    assert stated in text(report)
    assert report.findings["x"].target.kept is (count >= 7000)


def test_parts_without_figures_are_not_spoken_for():
    frame, declared, _ = EDGES["one district without population"]
    stated = text(paper(frame, **declared, detail="full"))
    assert "Of the districts that have a figure, none stands out from the county rate" in stated
    assert "while one other has none." in stated
