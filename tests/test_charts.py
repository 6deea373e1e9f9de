"""Charts: what is drawn is what was found, the words are true, and nobody needs colour to read them."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import narrate
from narrate.charts import draw, drawing, look, to_png, to_spec, to_svg
from narrate.charts.frame import series_of
from narrate.charts.layout import MOST_STEPS, apart, scale
from narrate.charts.parts import COLOURS
from narrate.document import Chart
from narrate.errors import DraftError
from narrate.findings import Finding, Relation
from narrate.messages import ChartKind, Context
from narrate.movement import Direction, Movement
from narrate.planning import Label, plan_charts
from narrate.realisation import realise_charts
from narrate.spec import read_spec
from tests.conftest import FIXTURES, LEICESTERSHIRE, SCENARIOS, composed
from tests.generated import draw as drawn_at_random
from tests.hostile import IMAGE, SCRIPT, paper

pytest.importorskip("altair", reason="charts need the extra narrate[charts]")


def charts(scenario: str) -> Iterator[tuple[Chart, Finding]]:
    report = composed(scenario)
    for code, each in report.charts.items():
        for chart in each:
            yield chart, report.findings[code]


ALL = [
    pytest.param(chart, finding, id=f"{chart.id}")
    for scenario in SCENARIOS
    for chart, finding in charts(scenario)
]
every_chart = pytest.mark.parametrize(("chart", "finding"), ALL)
TRAJECTORIES = [given for given in ALL if given.values[0].kind is ChartKind.TRAJECTORY]
BARS = [given for given in ALL if given.values[0].kind is ChartKind.PARTS]


SPECS: dict[tuple[str, str], dict[str, Any]] = {}


def spec_of(chart: Chart, finding: Finding) -> dict[str, Any]:
    """Return the specification of a chart; it is drawn once."""
    name = (chart.id, finding.area)
    if name not in SPECS:
        SPECS[name] = to_spec(draw(chart, finding))
    return SPECS[name]


def rows(spec: dict[str, Any], mark: str, **look: object) -> list[dict[str, Any]]:
    """Return the rows of the layers with a mark whose encoding or mark has some properties."""
    found = []
    for layer in spec["layer"]:
        shown = layer["mark"] | dict.fromkeys(layer.get("encoding", {}), True)
        if layer["mark"]["type"] == mark and all(shown.get(key) == value for key, value in look.items()):
            found += layer["data"]["values"]
    return found


def texts(spec: dict[str, Any]) -> list[str]:
    return [row["text"] for row in rows(spec, "text")]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_indicator_has_a_trajectory_and_its_parts_where_there_are_any(scenario):
    report = composed(scenario)
    assert report.charts.keys() == report.findings.keys()
    for code, each in report.charts.items():
        kinds = [chart.kind for chart in each]
        parts = [ChartKind.PARTS] if report.findings[code].parts else []
        assert kinds == [ChartKind.TRAJECTORY, *parts]


@every_chart
def test_a_drawing_holds_the_numbers_of_its_finding_and_no_others(chart, finding):
    spec = spec_of(chart, finding)
    if chart.kind is ChartKind.TRAJECTORY:
        seen = [(one.period.end, one.value) for line in series_of(finding) for one in line]
        assert [(row["x"], row["y"]) for row in rows(spec, "point", description=True)] == seen
        assert sorted({(row["x"], row["y"]) for row in rows(spec, "line")}) == sorted(set(seen))
        limits = [
            comparison.threshold.value for comparison in (finding.threshold, finding.target) if comparison
        ]
        assert [row["y"] for row in rows(spec, "rule", y=True)] == limits
        extremes = [(one.period.end, one.value) for one in (finding.peak, finding.trough) if one]
        assert [(row["x"], row["y"]) for row in rows(spec, "point", color=look.INK)] == extremes
    else:
        parts = sorted(finding.parts, key=lambda part: (-part.value, part.area))
        assert [(row["area"], row["value"]) for row in rows(spec, "bar")] == [
            (part.area, part.value) for part in parts
        ]
        assert [row["value"] for row in rows(spec, "rule")] == [finding.value]
        known = {(part.area, limit) for part in parts for limit in (part.lower, part.upper)}
        assert {(row["area"], row["value"]) for row in rows(spec, "tick")} <= known


@pytest.mark.parametrize(("chart", "finding"), TRAJECTORIES)
def test_phases_are_shaded_where_they_were_found_and_are_told(chart, finding):
    reported = finding.phases if finding.latest.months < 12 else ()
    spec = spec_of(chart, finding)
    for direction, colour in ((Direction.UP, look.RISING), (Direction.DOWN, look.FALLING)):
        ends = [phase.end.end for phase in reported if phase.direction is direction]
        assert [row["x2"] for row in rows(spec, "rect", color=colour)] == ends
    triangles = {layer["mark"].get("shape") for layer in spec["layer"]} - {None}
    moved = {phase.direction for phase in reported} - {Direction.LEVEL}
    assert triangles == {f"triangle-{direction.value}" for direction in moved}


@every_chart
def test_a_drawing_needs_no_network(chart, finding):
    assert '"url"' not in json.dumps(spec_of(chart, finding))


@pytest.mark.parametrize(("chart", "finding"), [*TRAJECTORIES[::12], *BARS[::8]])
def test_a_drawing_is_valid_and_the_same_each_time(chart, finding):
    assert json.dumps(draw(chart, finding).to_dict(validate=True)) == json.dumps(spec_of(chart, finding))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_chart_prints_the_figures_that_the_paper_prints(scenario):
    report = composed(scenario)
    for code, each in report.charts.items():
        prose = {
            (value.area, value.period, value.text)
            for sentence in report.sentences
            for value in sentence.values
            if value.indicator == code and value.unit not in ("relative", "points", "whole")
        }
        drawn = {
            (point.area, point.period): point.text
            for chart in each
            for line in chart.lines
            for point in line.points
        }
        shared = [(drawn[area, period], text) for area, period, text in prose if (area, period) in drawn]
        assert shared or not prose
        limits = {
            report.realisation_context.figure(comparison.threshold.value, code)
            for comparison in (report.findings[code].threshold, report.findings[code].target)
            if comparison
        }
        assert [pair for pair in shared if pair[0] != pair[1] and pair[1] not in limits] == []


@every_chart
def test_the_last_figure_is_labelled_as_printed(chart, finding):
    stated = texts(spec_of(chart, finding))
    if chart.kind is ChartKind.TRAJECTORY:
        for line in chart.lines:
            assert line.points[-1].text in line.label
            assert line.label in stated
    else:
        for point in chart.lines[0].points:
            assert (point.label or point.text) in stated
            assert point.text in point.label or not point.label


WORDS = {
    Movement.RISING: "been rising",
    Movement.REDUCING: "been reducing",
    Movement.LEVELLING: "levelling after",
    Movement.PLATEAUED: "plateaued after",
}


@every_chart
def test_a_title_states_the_finding(chart, finding):
    title = chart.title.text
    assert title[0].isupper()
    assert not title.endswith(".")
    assert chart.title.findings == (finding.id,)
    if chart.kind is ChartKind.PARTS:
        for side, word in ((Relation.HIGHER, "higher"), (Relation.LOWER, "lower")):
            areas = [part.area for part in finding.parts if part.side is side]
            assert ((" above " if word == "higher" else " below ") in title) == bool(areas)
            assert all(area in title for area in areas)
        assert ("none of the" in title) == all(part.side is Relation.SAME for part in finding.parts)
    elif finding.movement in WORDS:
        assert WORDS[finding.movement] in title
    elif finding.movement is Movement.NOT_SIGNIFICANT:
        assert "no " in title
    else:
        assert chart.lines[0].points[-1].text in title


@every_chart
def test_a_description_says_what_is_shown(chart, finding):
    description = chart.description
    assert description.startswith(chart.title.text)
    assert description.count(". ") == 1
    assert description.endswith(".")
    printed = {point.text for line in chart.lines for point in line.points}
    if chart.kind is ChartKind.TRAJECTORY:
        own = chart.lines[0].points
        assert f"from {own[0].text}" in description
        assert f"to {own[-1].text}" in description
        values = [one.value for one in finding.series]
        lowest, highest = own[int(np.argmin(values))].text, own[int(np.argmax(values))].text
        assert f"between {lowest} and {highest}" in description
        for comparison in (finding.threshold, finding.target):
            assert comparison is None or comparison.threshold.source in description
    else:
        assert {value.text for value in chart.alt.values} <= printed | {
            value.text for value in chart.alt.values if value.area == finding.area
        }
        assert chart.lines[0].points[0].text in description
        assert chart.lines[0].points[-1].text in description


@every_chart
def test_a_subtitle_gives_the_area_and_the_window(chart, finding):
    assert finding.area.removeprefix("the ") in chart.subtitle.text
    assert any(word in chart.subtitle.text for word in ("month", "year"))


@pytest.mark.parametrize(("chart", "finding"), BARS)
def test_bars_beyond_their_limits_are_those_that_the_sentence_names(chart, finding):
    for part in finding.parts:
        assert_limits_agree(part)
    significant = {part.area for part in finding.parts if part.side is not Relation.SAME}
    assert {point.area for point in chart.lines[0].points if point.label} == significant
    bars = rows(spec_of(chart, finding), "bar")
    assert {row["area"] for row in bars if row["colour"] != look.SAME} == significant
    assert {row["area"] for row in bars if row["edge"] == look.INK} == significant


def assert_limits_agree(part: Any) -> None:
    if part.lower is None or part.upper is None:
        assert part.side is Relation.SAME
        return
    near = 1e-9 * max(1.0, part.value)
    assert (part.value > part.upper + near) == (part.side is Relation.HIGHER), part
    assert (part.value < part.lower - near) == (part.side is Relation.LOWER), part


@pytest.mark.parametrize("seed", range(12))
def test_limits_and_sides_never_disagree(seed):
    spec, frame = drawn_at_random(seed)
    report = narrate.compose(spec, observations=frame)
    for finding in report.findings.values():
        for part in finding.parts:
            assert_limits_agree(part)


@pytest.mark.parametrize("seed", [3, 16, 24])
def test_charts_of_any_series_draw(seed):
    spec, frame = drawn_at_random(seed)
    report = narrate.compose(spec, observations=frame, charts=True)
    shown = [chart for _, chart in report.document.charts()]
    assert len(shown) == sum(map(len, report.charts.values()))
    for chart in shown:
        svg = report.svg(chart)
        assert "NaN" not in svg
        ElementTree.fromstring(svg)


def test_no_line_bridges_a_gap():
    report = composed(SCENARIOS[-1])
    (chart,) = report.charts["delayed_discharges"]
    spec = to_spec(draw(chart, report.findings["delayed_discharges"]))
    drawn = rows(spec, "line")
    assert len({row["run"] for row in drawn}) == 2
    first = max(row["x"] for row in drawn if row["run"] == 0)
    second = min(row["x"] for row in drawn if row["run"] == 1)
    assert second - first > 3
    assert chart.labels[Label.BREAK] in texts(spec)


def test_the_areas_of_a_comparison_are_drawn_with_their_own_series():
    report = composed(LEICESTERSHIRE.name)
    finding = report.findings["violence_with_injury"]
    assert all(len(other.series) == len(finding.series) for other in finding.comparators)
    for other in finding.comparators:
        assert other.series[-1].value == other.value
        assert other.series[-1].period == other.change.reference_period
    (lone,) = report.findings["feel_safe_after_dark"].comparators
    assert lone.series == ()
    assert [one.value for one in series_of(report.findings["feel_safe_after_dark"])[1]] == [lone.value]


def test_a_png_is_large_enough_to_print():
    chart, finding = next(charts(SCENARIOS[0]))
    png = to_png(draw(chart, finding))
    width, height = struct.unpack(">II", png[16:24])
    assert 1000 <= width <= 1500
    assert 500 <= height <= 900
    assert png == to_png(draw(chart, finding))


def test_letters_are_drawn_and_no_boxes():
    """Text of an accented name is wider than none and unlike that of an unknown sign."""
    chart, finding = next(charts(SCENARIOS[0]))
    sizes = [
        len(to_png(draw(replace(chart, title=replace(chart.title, text=text)), finding)))
        for text in ("Ŵrsle é ñ", "\ue000\ue000\ue000\ue000\ue000 \ue000 \ue000")
    ]
    assert sizes[0] != sizes[1]


def linear(colour: str) -> np.ndarray:
    """Return a colour's linear red, green and blue."""
    given = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(given <= 0.04045, given / 12.92, ((given + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


BLIND = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""How colours look without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1)."""


@pytest.mark.parametrize("eye", BLIND)
def test_colours_of_bars_stay_apart_for_colour_blind_readers(eye):
    seen = {side: np.array(BLIND[eye]) @ linear(colour) for side, colour in COLOURS.items()}
    for first, second in (("higher", "lower"), ("higher", "same"), ("lower", "same")):
        assert np.linalg.norm(seen[Relation(first)] - seen[Relation(second)]) > 0.2


def test_charts_are_read_without_colour():
    """Significant bars are darker, edged and worded; lines differ by dash; words stand out."""
    for side in (Relation.HIGHER, Relation.LOWER):
        assert contrast(COLOURS[side], COLOURS[Relation.SAME]) > 1.5
    assert look.DASHES[0] != look.DASHES[1]
    for colour in (look.INK, look.QUIET, look.OWN, look.LIMIT, *look.COMPARATOR_COLOURS):
        assert contrast(colour, "#FFFFFF") >= 4.5
    for behind in (look.RISING, look.FALLING):
        assert contrast(look.QUIET, behind) >= 4.5
        assert contrast(look.INK, behind) >= 4.5


def test_hostile_names_are_drawn_as_text():
    report = paper()
    shown = [chart for _, chart in report.document.charts()]
    assert {chart.kind for chart in shown} == set(ChartKind)
    for chart in shown:
        svg = report.svg(chart)
        root = ElementTree.fromstring(svg)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= {"svg", "g", "path", "line", "text", "rect", "tspan", "defs", "clipPath"}
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert any(SCRIPT[:9] in chart.title.text for chart in shown)
    assert any(IMAGE in point.area for chart in shown for line in chart.lines for point in line.points)


def test_without_the_extra_asking_for_charts_names_it(monkeypatch):
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    with pytest.raises(DraftError, match=r"narrate\[charts\]") as caught:
        narrate.compose(LEICESTERSHIRE / "report.toml", charts=True)
    assert len(caught.value.faults) == 1
    narrate.compose(LEICESTERSHIRE / "report.toml")
    chart, finding = next(charts(SCENARIOS[0]))
    with pytest.raises(DraftError, match=r"altair, vl_convert"):
        draw(chart, finding)


def test_a_section_shows_charts_where_its_spec_asks():
    spec = read_spec(LEICESTERSHIRE / "report.toml")
    wanted = spec.sections[2].heading
    sections = tuple(
        section.model_copy(update={"charts": section.heading == wanted}) for section in spec.sections
    )
    report = narrate.compose(
        spec.model_copy(update={"sections": sections}),
        observations=LEICESTERSHIRE / "observations.csv",
        detail="full",
    )
    shown = {chart.indicator for _, chart in report.document.charts()}
    inside = [section for section in report.document.sections if section.heading == wanted]
    own = {
        chart.indicator
        for section in inside
        for paragraph in section.paragraphs
        for part in paragraph.walk()
        for chart in part.charts
    }
    assert shown == own
    assert shown
    assert report.to_markdown() == composed(LEICESTERSHIRE.name).to_markdown()
    assert report.to_text() == composed(LEICESTERSHIRE.name).to_text()


def test_charts_change_no_sentence():
    report = narrate.compose(LEICESTERSHIRE / "report.toml", charts=True, detail="full")
    assert report.sentences == composed(LEICESTERSHIRE.name).sentences
    traced = report.trace.charts
    assert [item.id for item in traced] == [chart.id for _, chart in report.document.charts()]
    assert len({item.id for item in traced}) == len(traced)
    assert all(item.description for item in traced)


def test_charts_by_themselves_say_what_those_of_the_paper_say():
    report = composed(SCENARIOS[0])
    asked = narrate.compose(FIXTURES / SCENARIOS[0] / "report.toml", charts=True)
    by_id = {chart.id: chart for each in report.charts.values() for chart in each}
    assert {chart.id: chart for _, chart in asked.document.charts()} == by_id


def test_a_series_without_figures_has_no_chart():
    report = composed(SCENARIOS[0])
    code, finding = next(iter(report.findings.items()))
    spec = report.realisation_context.spec
    assert (
        plan_charts(
            Context(finding.model_copy(update={"series": (), "parts": ()}), spec.indicator(code), spec)
        )
        == ()
    )


def test_a_single_figure_is_a_point():
    report = composed(SCENARIOS[0])
    code, finding = next(iter(report.findings.items()))
    alone = finding.model_copy(
        update={
            "series": finding.series[-1:],
            "phases": (),
            "peak": None,
            "trough": None,
            "comparators": (),
            "movement": None,
            "reason": "too few periods",
        }
    )
    spec = report.realisation_context.spec
    context = replace(report.realisation_context, findings={code: alone})
    (chart, *_) = realise_charts({code: plan_charts(Context(alone, spec.indicator(code), spec))}, context)[
        code
    ]
    assert chart.alt.text.startswith("A point for")
    assert "NaN" not in to_svg(draw(chart, alone))


finite = st.floats(-1e6, 1e6, allow_nan=False)


@given(st.lists(finite, min_size=1, max_size=20), st.booleans())
def test_an_axis_holds_all_values_and_has_few_ticks(values, zero):
    axis = scale(values, zero=zero)
    near = 1e-6 * (axis.high - axis.low) + 1e-9
    assert axis.low - near <= min(values)
    assert max(values) <= axis.high + near
    assert axis.low < axis.high
    assert 2 <= len(axis.ticks) <= MOST_STEPS + 3
    for tick in axis.ticks:
        assert math.isclose(round(tick, axis.decimals), tick, abs_tol=1e-9)


@given(st.lists(st.floats(0, 100), min_size=1))
def test_an_axis_of_percentages_does_not_go_beyond_100(values):
    assert scale(values, most=100).high <= 100 + 1e-9


@given(st.lists(st.floats(0, 250), min_size=1, max_size=6))
def test_labels_keep_apart_and_in_order(places):
    moved = apart(places, 14, 0, 250)
    assert all(-1e-9 <= place <= 250 + 1e-9 for place in moved)
    ordered = sorted(moved)
    assert all(later - earlier >= 14 - 1e-6 for earlier, later in pairwise(ordered))
    pairs = pairwise(zip(places, moved, strict=True))
    assert all(now[1] < then[1] for now, then in pairs if now[0] < then[0])
