"""Figures in print: the decimals of their measure, and never nothing, or all, where they are not."""

from __future__ import annotations

import re
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import narrate
from narrate.findings import as_printed, places, rounded
from narrate.findings.scale import relation_in_print
from narrate.settings import DECIMALS
from narrate.spec import Indicator, Measure
from tests.test_edges import QUARTERS, paper, rows, text

pytestmark = pytest.mark.filterwarnings("ignore::narrate.errors.NarrateWarning")

SHARES = st.one_of(st.floats(0, 100), st.floats(0, 1e-3), st.floats(99.9, 100), st.sampled_from([0.0, 100.0]))


@given(SHARES, st.integers(0, 4))
@example(99.99999999999999, 0)
@example(5e-14, 2)
def test_a_percentage_prints_as_none_or_all_only_where_it_is(value, decimals):
    shown = as_printed(value, decimals, share=True)
    for end in (0, 100):
        exact = rounded(value, DECIMALS.most) == end
        assert (shown == end) is exact or (shown != end and not exact)
    assert places(value, decimals, share=True) >= decimals


@given(st.floats(-1e300, 1e300), st.integers(0, 6))
def test_more_decimals_are_printed_only_near_nothing(value, decimals):
    count = places(value, decimals)
    assert count == decimals or abs(value) < 1
    if abs(value) < 1e6:
        assert (as_printed(value, decimals) == 0) is (rounded(value, DECIMALS.most) == 0)


@given(SHARES, SHARES, st.integers(0, 3))
def test_two_figures_are_the_same_exactly_where_they_print_alike(now, then, decimals):
    shown = [as_printed(value, decimals, share=True) for value in (now, then)]
    stated = relation_in_print(now, then, decimals, share=True).value
    assert stated == ("same" if shown[0] == shown[1] else "higher" if shown[0] > shown[1] else "lower")


DEFAULTS = [
    ({"measure": "count"}, Measure.COUNT, 0),
    ({"measure": "proportion"}, Measure.PROPORTION, 1),
    ({"measure": "rate"}, Measure.RATE, 2),
    ({"measure": "value"}, Measure.VALUE, 2),
    ({"measure": "value", "counted": "£"}, Measure.VALUE, 0),
    ({"measure": "rate", "counted": "£"}, Measure.RATE, 2),
    ({}, Measure.COUNT, 0),
    ({}, Measure.PROPORTION, 1),
    ({"counted": "EUR"}, Measure.VALUE, 0),
    ({"measure": "count", "decimals": 1}, Measure.COUNT, 1),
    ({"measure": "proportion", "decimals": 0}, Measure.PROPORTION, 0),
    ({"decimals": 3}, Measure.COUNT, 3),
    ({"decimals": 2}, Measure.COUNT, 2),
]


@pytest.mark.parametrize(("declared", "measure", "expected"), DEFAULTS)
def test_decimals_follow_the_measure_unless_they_are_declared(declared, measure, expected):
    indicator = Indicator.model_validate({"id": "x", "name": "x", **declared})
    assert indicator.places(measure, "en_GB") == expected


def test_a_count_that_nobody_declared_is_whole_everywhere():
    report = paper(rows(QUARTERS, count=np.resize([40, 44, 38], 40)), counts=True)
    assert not re.search(r"\d\.00", report.to_markdown())
    assert report.trace.spec.indicators[0].decimals == 0


EDGES = [
    (
        "all but three",
        {"count": [1200] * 39 + [1197], "denominator": 1200},
        {"measure": "proportion", "decimals": 0},
    ),
    ("all but one", {"count": [9999] * 40, "denominator": 10_000}, {"measure": "proportion"}),
    ("hardly any", {"count": [1, 3] * 20, "denominator": 10_000}, {"measure": "proportion"}),
    ("rare events", {"count": [0, 1] * 20, "denominator": 500_000}, {}),
    ("small values", {"value": [0.001] * 36 + [0.004] * 4}, {"decimals": 1}),
    ("a small change", {"count": [1_000_000] * 36 + [1_000_500] * 4}, {"measure": "count"}),
    (
        "a small difference",
        {"count": [50_000] * 36 + [50_060] * 4, "denominator": 100_000},
        {"measure": "proportion"},
    ),
    ("nearly all gone", {"count": [100_000] * 36 + [3] * 4, "denominator": 100_000}, {"provisional": False}),
]
NOTHING = re.compile(r"(?<![\d.,])(?:0(?:\.0+)?|100(?:\.0+)?%)(?![\d.,]*\d)")


@pytest.mark.parametrize(("name", "columns", "declared"), EDGES)
def test_no_sentence_table_or_chart_prints_nothing_or_all_of_what_is_not(name, columns, declared, tmp_path):
    report = paper(rows(QUARTERS, **columns), table=True, counts=True, **declared)
    values = [value for sentence in report.sentences for value in sentence.values]
    for value in values:
        number = Decimal(re.sub(r"[^\d.]", "", value.text))
        assert number != 0 or value.raw == 0
        assert value.unit != "proportion" or number != 100 or value.raw == 100
    for chart in report.charts["x"]:
        points = [point for line in chart.lines for point in line.points]
        figures = {one.period: one.value for one in report.findings["x"].series}
        for point in points:
            assert not NOTHING.fullmatch(point.text) or figures[point.period] in (0, 100)
    clean(report, tmp_path)


def clean(report: narrate.Report, folder) -> None:
    draft = folder / "draft.md"
    draft.write_text(report.to_markdown(), encoding="utf-8")
    assert narrate.check(draft, report.trace) == []


def test_a_figure_just_short_of_all_is_not_the_same_as_all():
    frame = rows(QUARTERS, count=[1200] * 36 + [1197] * 4, denominator=1200)
    target = {"value": 100, "bound": "lower"}
    stated = text(paper(frame, measure="proportion", decimals=0, target=target, base="calls"))
    assert "99.8%" in stated
    assert "(100%)" in stated or "from 100%" in stated or "against 100%" in stated
    assert "below the target of at least 100%" in stated
    assert "before rounding" not in stated
