"""Findings: how figures compare in print, and what is decided of a small made-up report."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from narrate import read_observations
from narrate.findings import (
    Finding,
    Magnitude,
    Relation,
    Run,
    comparisons_made,
    expected_by_chance,
    find,
    magnitude,
    relation,
    rounded,
)
from narrate.findings.areas import judge_parts, rest_of
from narrate.findings.series import Series
from narrate.measures import Basis, measure
from narrate.movement import classify_block
from narrate.settings import Settings, Statistics, WordScale
from narrate.spec import ReportSpec

SCALE = WordScale()


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (2.675, 2, "2.68"),
        (0.125, 2, "0.13"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (-0.004, 2, "0.00"),
        (72.4682, 2, "72.47"),
        (1e-9, 2, "0.00"),
        (1234567.895, 2, "1234567.90"),
    ],
)
def test_rounding_is_half_away_from_zero(value, decimals, printed):
    assert str(rounded(value, decimals)) == printed


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_rounding_moves_a_number_by_at_most_half_a_unit(value, decimals):
    assert abs(float(rounded(value, decimals)) - value) <= 0.5 * 10**-decimals * (1 + 1e-9)


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.integers(0, 3))
def test_relation_is_what_a_reader_of_the_print_would_say(now, then, decimals):
    first, second = rounded(now, decimals), rounded(then, decimals)
    expected = Relation.SAME if first == second else Relation.HIGHER if first > second else Relation.LOWER
    assert relation(now, then, decimals) is expected


@pytest.mark.parametrize(
    ("difference", "relative", "word"),
    [
        (1.0, 0.049, Magnitude.SLIGHT),
        (1.0, 0.05, Magnitude.MODERATE),
        (-1.0, -0.149, Magnitude.MODERATE),
        (-1.0, -0.15, Magnitude.MARKED),
        (1.99, None, Magnitude.SLIGHT),
        (2.0, None, Magnitude.MODERATE),
        (-5.0, None, Magnitude.MARKED),
    ],
)
def test_magnitude_words(difference, relative, word):
    assert magnitude(difference, relative, SCALE) is word


@given(st.floats(-2, 2))
def test_the_word_scale_is_the_same_for_rises_and_falls(relative):
    assert magnitude(0, relative, SCALE) is magnitude(0, -relative, SCALE)


# A small report ----------------------------------------

MONTHS = pd.period_range("2019-04", "2023-09", freq="M").astype(str)


def report(**indicator: object) -> ReportSpec:
    declared = {"id": "x", "name": "x", "counted": "events", "base": "population", **indicator}
    return ReportSpec.model_validate(
        {
            "report": {"title": "T", "period": "2023/24 Q2", "area": "County", "observations": "o.csv"},
            "areas": {"kind": "county", "part": "districts", "parts": ["North", "South"], "region": "Region"},
            "indicators": [declared],
            "sections": [{"heading": "H", "paragraphs": [{"indicator": "x"}]}],
        }
    )


def monthly(area: str, count: int | np.ndarray, population: float = 100_000) -> pd.DataFrame:
    return pd.DataFrame(
        {"indicator": "x", "area": area, "period": MONTHS, "count": count, "denominator": population}
    )


def found(*frames: pd.DataFrame, **indicator: object) -> Finding:
    return find(read_observations(pd.concat(frames)), report(**indicator))["x"]


def series_of(frame: pd.DataFrame) -> Series:
    (block,) = measure(read_observations(frame), [])
    return Series(block, 0, 12, classify_block(block, Statistics()))


def series_of_all(frames: Sequence[pd.DataFrame]) -> list[Series]:
    """Return the series of several areas, measured and classified together as those of a paper are."""
    (block,) = measure(read_observations(pd.concat(frames)), [])
    movements = classify_block(block, Statistics())
    return [Series(block, row, 12, movements) for row in range(len(frames))]


def series(area: str, count: int | np.ndarray, population: float = 100_000) -> Series:
    return series_of(monthly(area, count, population))


def test_a_flat_series():
    finding = found(monthly("County", 50))
    assert finding.value == pytest.approx(6.0)
    assert str(finding.period) == "12 months to 2023-09"
    assert finding.year.relation is Relation.SAME
    assert finding.year.significant is False
    assert finding.quarter.relation is Relation.SAME
    assert finding.movement == "not significant"
    assert finding.peak is None
    assert finding.trough is None


def test_counts_behind_a_change_are_those_of_its_periods():
    count = np.full(len(MONTHS), 50)
    count[-12:] = 60
    finding = found(monthly("County", count))
    assert (finding.year.count_now, finding.year.count_then) == (720, 600)
    assert (finding.quarter.count_now, finding.quarter.count_then) == (180, 150)
    assert finding.year.relative == pytest.approx(0.2)
    assert finding.year.material


def test_a_missing_month_takes_the_figures_that_need_it():
    frame = monthly("County", 50)
    frame.loc[frame["period"] == "2022-12", "count"] = np.nan
    finding = found(frame)
    assert finding.value is None
    assert finding.year is None
    assert finding.movement is None
    assert finding.reason is not None


def test_no_comparison_crosses_a_break():
    finding = found(monthly("County", 50), breaks=["2022-10"])
    assert finding.value == pytest.approx(6.0)
    assert finding.year is None
    assert finding.quarter is None


def test_a_figure_that_spans_a_break_is_not_given():
    assert found(monthly("County", 50), breaks=["2023-04"]).value is None


@pytest.mark.parametrize(
    ("bound", "limit", "side", "kept"),
    [
        ("upper", 6.5, Relation.LOWER, True),
        ("upper", 5.5, Relation.HIGHER, False),
        ("lower", 6.5, Relation.LOWER, False),
        ("lower", 5.5, Relation.HIGHER, True),
        ("upper", 6.0, Relation.SAME, True),
        ("lower", 6.0, Relation.SAME, True),
    ],
)
def test_sides_of_a_threshold(bound, limit, side, kept):
    finding = found(monthly("County", 50), threshold={"value": limit, "bound": bound})
    assert (finding.threshold.relation, finding.threshold.kept) == (side, kept)


def test_parts_that_differ_are_told_from_those_that_do_not():
    finding = found(
        monthly("County", 150, 300_000), monthly("North", 100, 100_000), monthly("South", 50, 100_000)
    )
    sides = {part.area: part.side for part in finding.parts}
    assert sides == {"North": Relation.HIGHER, "South": Relation.SAME}


@st.composite
def parts_of_a_whole(draw: st.DrawFn) -> list[int]:
    size = draw(st.sampled_from([3, 19, 20, 21, 40]))
    return draw(st.lists(st.integers(1, 120), min_size=size, max_size=size))


@settings(max_examples=30, deadline=None)
@given(parts_of_a_whole())
def test_parts_are_told_apart_exactly_where_they_lie_beyond_their_limits(counts):
    frames = [monthly(f"P{place}", count, 50_000) for place, count in enumerate(counts)]
    whole = series("County", sum(counts), 50_000 * len(counts))
    parts = series_of_all(frames)
    judged = judge_parts(whole, parts, Settings())
    assert len(judged) == len(counts)
    for part in judged:
        sides = {Relation.HIGHER: part.value > part.upper, Relation.LOWER: part.value < part.lower}
        on_limit = np.isclose(part.value, [part.lower, part.upper]).any()
        assert on_limit or sides.get(part.side, part.lower <= part.value <= part.upper)


def test_few_parts_are_judged_by_their_variation_over_time():
    """The same year after an even and an uneven past."""
    uneven = np.repeat(np.resize([40, 160, 70, 130, 100, 60, 150], 18), 3)
    uneven[-12:] = 130
    whole = series("County", 300, 300_000)
    for past, side in ((130, Relation.HIGHER), (uneven, Relation.SAME)):
        parts = [series("North", past), series("South", 90), series("West", 80)]
        assert judge_parts(whole, parts, Settings())[0].side is side


def test_from_enough_parts_on_their_common_dispersion_takes_the_place_of_the_prior():
    """They vary as chance has it, which five of them show and one alone does not."""
    random = np.random.default_rng(7)
    counts = [random.poisson(22 if part == 0 else 16, len(MONTHS)) for part in range(5)]
    frames = [monthly(f"P{part}", count) for part, count in enumerate(counts)]
    parts = series_of_all(frames)
    whole = series("County", np.sum(counts, axis=0), 500_000)
    together, apart = (
        judge_parts(whole, parts, Settings(statistics=Statistics(like_parts=least))) for least in (5, 6)
    )
    assert together[0].p < apart[0].p
    widths = [[part.upper - part.lower for part in judged] for judged in (together, apart)]
    assert (np.array(widths[0]) < widths[1]).all()


@pytest.mark.parametrize(("family", "side"), [(100, Relation.HIGHER), (20, Relation.SAME)])
def test_among_many_parts_one_that_stands_out_a_little_is_not_told(family, side):
    """It is beyond the alarm of a funnel, and the smallest of forty p-values must beat .05 / 40."""
    counts = np.resize([95, 105, 100, 90, 110], 40)
    counts[0] = 133
    chosen = Settings(statistics=Statistics(family=family))
    parts = [series(f"P{place}", count_of_year(count)) for place, count in enumerate(counts)]
    whole = series("County", count_of_year(int(counts.sum())), 100_000 * len(counts))
    judged = judge_parts(whole, parts, chosen)
    assert 0.05 / 40 < judged[0].p < 0.002
    assert judged[0].side is side
    assert {part.side for part in judged[1:]} == {Relation.SAME}


def count_of_year(count: int) -> np.ndarray:
    """Return months of which any twelve in a row sum to a count."""
    return np.resize(np.diff(np.arange(13) * count // 12), len(MONTHS))


def test_parts_that_end_earlier_are_left_out():
    early = monthly("North", 100)
    finding = found(monthly("County", 150, 300_000), early[early["period"] < "2023-09"])
    assert finding.parts == ()


def test_parts_of_an_area_without_events_are_not_judged():
    assert found(monthly("County", 0), monthly("North", 0)).parts == ()


def test_a_wider_area_with_the_same_span_is_tested():
    finding = found(monthly("County", 60), monthly("Region", 500, 1_000_000))
    (region,) = finding.comparators
    assert region.value == pytest.approx(6.0)
    assert region.change.relation is Relation.HIGHER
    assert region.change.significant is True


def test_a_wider_area_is_tested_without_the_area_that_it_contains():
    """The figure of the wider area stays as published."""
    (region,) = found(monthly("County", 60), monthly("Region", 600, 1_000_000)).comparators
    assert (region.count, region.exposure) == (7200, 1_000_000)
    assert region.value == pytest.approx(7.2)
    assert region.change.significant is (region.change.p < 0.05)
    assert rest_of(series("County", 60), series("Region", 600, 1_000_000)) == (6480, 900_000)
    assert rest_of(series("County", 60), series("Region", 50, 1_000_000)) == (600, 1_000_000)
    assert rest_of(series("County", 60), series("Region", 600, 100_000)) == (7200, 100_000)


@pytest.mark.parametrize(
    ("own", "wider", "rest"),
    [
        ((900.0, 1000.0), (2500.0, 3000.0), (1600.0, 2000.0)),
        # nearly all of the wider area, and more than a tenth of the area, answered otherwise
        ((900.0, 1000.0), (2990.0, 3000.0), (2990.0, 3000.0)),
        ((900.0, 1000.0), (2900.0, 3000.0), (2000.0, 2000.0)),
    ],
)
def test_no_wider_area_of_percentages_is_left_with_more_events_than_their_base(own, wider, rest):
    def share(events: float, base: float) -> SimpleNamespace:
        return SimpleNamespace(events=events, exposure=base, block=SimpleNamespace(basis=Basis.PROPORTION))

    assert rest_of(share(*own), share(*wider)) == rest


def test_the_rest_of_a_wider_area_is_compared_by_the_variances_of_both():
    own, wider = series("County", 60), series("Region", 110, 200_000)
    (region,) = found(monthly("County", 60), monthly("Region", 110, 200_000)).comparators
    variances = own.dispersion / 720.5, wider.dispersion / 600.5
    degrees = sum(variances) ** 2 / (
        variances[0] ** 2 / own.degrees_of_freedom + variances[1] ** 2 / wider.degrees_of_freedom
    )
    apart = np.log(720.5 / 600.5) / np.sqrt(sum(variances))
    assert region.change.p == pytest.approx(2 * stats.t.sf(apart, degrees))


def test_a_wider_area_is_compared_with_the_dispersion_of_both():
    random = np.random.default_rng(1)
    quiet = found(monthly("County", 60), monthly("Region", 660, 1_000_000)).comparators[0]
    unsteady = np.repeat(random.choice([300, 1000], 18), 3)
    unsteady[-12:] = 660
    loud = found(monthly("County", 60), monthly("Region", unsteady, 1_000_000)).comparators[0]
    assert loud.value == quiet.value
    assert loud.change.p > quiet.change.p


def test_a_lone_percentage_of_a_wider_area_is_not_tested():
    local = pd.DataFrame(
        {"indicator": "x", "area": "County", "period": MONTHS[2::3], "count": 40, "denominator": 100}
    )
    wider = local.tail(1).assign(area="Region", count=450, denominator=1000)
    finding = found(local, wider, measure="proportion", window="12 months")
    (region,) = finding.comparators
    assert region.value == pytest.approx(45.0)
    assert str(region.change.reference_period) == "2023/24 Q2"
    assert region.change.p is None
    assert region.change.significant is None


def test_a_proportion_differs_by_points_and_has_no_relative_change():
    counts = np.r_[np.full(14, 40), np.full(4, 60)]
    local = pd.DataFrame(
        {"indicator": "x", "area": "County", "period": MONTHS[2::3], "count": counts, "denominator": 100}
    )
    change = found(local, measure="proportion", window="12 months").year
    assert change.difference == pytest.approx(20.0)
    assert change.relative is None
    assert (change.denominator_now, change.denominator_then) == (400, 400)


def annual(*counts: int, first: int = 2014) -> pd.DataFrame:
    years = [f"{year}/{(year + 1) % 100:02d}" for year in range(first, first + len(counts))]
    return pd.DataFrame({"indicator": "x", "area": "County", "period": years, "count": counts})


def test_a_closing_figure_is_not_compared_with_the_year_that_it_overlaps():
    closing = pd.DataFrame({"indicator": "x", "area": "County", "period": ["2022/23 Q1"], "count": [90]})
    frame = pd.concat([annual(190, 124, 126, 101, 100, 111, 88, 84), closing])
    finding = found(frame, measure="count", decimals=0, closing_year=True)
    assert finding.value == 90
    assert finding.overlap == 9
    assert str(finding.period) == "12 months to 2022-06"
    assert finding.year is None
    assert (finding.first_to_last.then, finding.first_to_last.now) == (190, 84)
    assert finding.movement == "not significant"
    assert finding.arrears
    assert finding.months_behind == 15


def test_four_years_are_too_few_for_a_movement_and_enough_for_a_change():
    finding = found(annual(70, 67, 53, 36, first=2018), measure="count", decimals=0)
    assert finding.movement is None
    assert finding.reason is not None
    assert finding.year.p is not None
    assert finding.first_to_last.significant
    assert finding.run == Run(direction="down", years=3)


@pytest.mark.parametrize(
    ("counts", "significant", "material"),
    [
        ((304, 295, 301, 302, 304, 295, 298, 302, 302, 299), False, False),
        ((400, 383, 358, 345, 322, 313, 290, 281, 263, 254), True, True),
        ((400_000, 399_000, 398_000, 397_000, 396_000, 395_000), True, False),
    ],
)
def test_a_change_from_first_to_last_is_tested_and_has_a_size(counts, significant, material):
    whole = found(annual(*counts, first=2013), measure="count", decimals=0).first_to_last
    assert (whole.then, whole.now) == (counts[0], counts[-1])
    assert whole.count_then == counts[0]
    assert whole.significant is significant
    assert whole.material is material


@pytest.mark.parametrize(
    ("figures", "whole", "year", "size"),
    [
        ((-40, -30, -21, -10, 1, 10), True, True, Magnitude.MARKED),
        ((1, -90, 80, -100, 90, 92), True, False, Magnitude.SLIGHT),
        ((-100, -90, -95, -105, -98, -98), False, False, Magnitude.SLIGHT),
        ((-100, -90, -95, -105, -99, -95), True, True, Magnitude.SLIGHT),
        ((-100, -90, -95, -105, -99, -92), True, True, Magnitude.MODERATE),
        ((0, 0, 0, 0, 0, 0), False, False, Magnitude.SLIGHT),
    ],
)
def test_values_below_zero_change_by_their_usual_size_and_not_by_a_share(figures, whole, year, size):
    frame = annual(*figures).rename(columns={"count": "value"})
    finding = found(frame, measure="value", decimals=0)
    assert finding.first_to_last.relative is None
    assert finding.first_to_last.material is whole
    assert finding.year.relative is None
    assert finding.year.material is year
    assert finding.year.magnitude is size
    assert finding.reason is None


def test_zeros_among_values_take_nothing_from_their_share():
    frame = annual(10, 0, 12, 9, 8, 6).rename(columns={"count": "value"})
    finding = found(frame, measure="value", decimals=0)
    assert finding.first_to_last.relative == pytest.approx(-0.4)


def test_values_alone_are_never_tested():
    frame = pd.DataFrame(
        {"indicator": "x", "area": "County", "period": MONTHS[2::3], "value": np.linspace(5, 6, 18)}
    )
    finding = found(frame, measure="value", window="12 months")
    assert finding.year.p is None
    assert finding.year.significant is None
    assert finding.quarter is None


def test_a_new_indicator():
    assert found(monthly("County", 50), introduced="2023/24 Q2").new
    assert not found(monthly("County", 50), introduced="2023/24 Q1").new
    assert not found(monthly("County", 50)).new


def test_findings_are_frozen():
    finding = found(monthly("County", 50))
    with pytest.raises(ValueError, match="frozen"):
        finding.value = 1.0


# Limits ----------------------------------------


def test_the_baseline_year_is_tested_where_the_series_reaches_it():
    count = np.full(len(MONTHS), 50)
    count[-12:] = 80
    change = found(monthly("County", count), baseline="2020/21").baseline
    assert (change.count_now, change.count_then) == (960, 600)
    assert str(change.reference_period) == "2020/21"
    assert change.significant is True


@pytest.mark.parametrize("baseline", ["2010/11", "12 months to 2023-03", "12 months to 2023-09"])
def test_a_baseline_that_is_not_there_or_overlaps_is_no_baseline(baseline):
    assert found(monthly("County", 50), baseline=baseline).baseline is None


def test_a_baseline_before_a_break_is_no_baseline():
    assert found(monthly("County", 50), baseline="2020/21", breaks=["2021-10"]).baseline is None


@pytest.mark.parametrize(
    ("levels", "word"),
    [
        ({"very_low": 7, "low": 9}, "very low"),
        ({"very_low": 6, "low": 9}, "low"),
        ({"low": 6, "high": 6}, None),
        ({"high": 5, "very_high": 9}, "high"),
        ({"high": 3, "very_high": 5}, "very high"),
    ],
)
def test_levels_are_words_for_declared_limits(levels, word):
    assert found(monthly("County", 50), levels=levels).level == word


@pytest.mark.parametrize(
    ("green", "amber", "polarity", "status"),
    [
        (6, 7, "low is good", "green"),
        (5, 6, "low is good", "amber"),
        (4, 5, "low is good", "red"),
        (6, 5, "high is good", "green"),
        (7, 6, "high is good", "amber"),
        (8, 7, "high is good", "red"),
    ],
)
def test_the_status_is_judged_on_the_side_that_is_bad(green, amber, polarity, status):
    limits = {"green": green, "amber": amber}
    assert found(monthly("County", 50), status=limits, polarity=polarity).status == status


def ranked(*counts: int) -> Finding:
    names = ["County", "North", "South", "Region"][: len(counts)]
    content = report(rank=True).model_dump(mode="json")
    content["areas"] |= {"peers": names, "peer": "places"}
    frames = [monthly(name, count) for name, count in zip(names, counts, strict=True)]
    return find(read_observations(pd.concat(frames)), ReportSpec.model_validate(content))["x"]


@pytest.mark.parametrize(
    ("counts", "place", "tied"),
    [
        ((50, 40, 30), 1, False),
        ((50, 60, 70), 3, False),
        ((50, 50, 70), 2, True),
        ((50, 60, 40, 45), 2, False),
    ],
)
def test_the_rank_counts_from_the_highest(counts, place, tied):
    rank = ranked(*counts).rank
    assert (rank.place, rank.peers, rank.tied) == (place, len(counts), tied)


def test_one_area_has_no_rank():
    assert ranked(50).rank is None


def test_a_figure_of_the_last_report_is_known_again():
    observed = read_observations(monthly("County", 50))
    first = find(observed, report())["x"]
    last = {first.id: Finding.model_validate_json(first.model_dump_json())}
    assert find(observed, report(), last)["x"].unchanged
    assert not find(observed, report(), {})["x"].unchanged
    revised = read_observations(monthly("County", 51))
    assert not find(revised, report(), last)["x"].unchanged


def pair(first: int, second: int, **other: object) -> Finding:
    content = report(sibling="y").model_dump(mode="json")
    content["indicators"].append(content["indicators"][0] | {"id": "y", "name": "y", "sibling": ""} | other)
    content["sections"][0]["paragraphs"].append({"indicator": "y"})
    frames = [monthly("County", first), monthly("County", second).assign(indicator="y")]
    return find(read_observations(pd.concat(frames)), ReportSpec.model_validate(content))["x"]


@pytest.mark.parametrize(("second", "relation"), [(40, "higher"), (60, "lower"), (50, "same")])
def test_siblings_that_count_alike_are_compared(second, relation):
    sibling = pair(50, second).sibling
    assert (sibling.indicator, sibling.relation) == ("y", relation)
    assert sibling.movement == "not significant"


def test_siblings_that_count_otherwise_are_not_compared():
    assert pair(50, 40, per=100).sibling.relation is None


def test_tests_are_counted_where_they_ran_and_one_in_twenty_is_expected():
    local = monthly("County", 60)
    finding = found(local, monthly("Region", 500, 1_000_000))
    reported = [finding.year, finding.quarter, finding.comparators[0].change]
    assert all(change.p is not None for change in reported)
    assert finding.baseline is None
    assert comparisons_made(finding) == 3
    assert expected_by_chance([finding, finding], 0.05) == pytest.approx(0.3)
    assert expected_by_chance([], 0.05) == 0
