"""The whole line: the agreed draft, and whether every sentence of it is true and makes sense."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

import narrate
from narrate.findings import Finding
from narrate.spec import Detail, read_spec
from narrate.trace import SentenceRecord
from tests.conftest import FIXTURES, LEICESTERSHIRE, ROOT, SCENARIOS, composed
from tests.sense import BESIDES
from tests.truth import Truth

PUBLISHED = pd.read_csv(LEICESTERSHIRE / "published.csv", dtype=str)
SPEC = read_spec(LEICESTERSHIRE / "report.toml")
HIGHER = re.compile(r"\b(above|up|rise|rose|higher)\b")
LOWER = re.compile(r"\b(below|down|fall|fell|lower)\b")


@pytest.fixture(scope="session")
def truth(raw_observations) -> Truth:
    return Truth(raw_observations)


def kind(record: SentenceRecord) -> str:
    return record.phrase.partition(".")[0].partition("-")[0]


def records(report: narrate.Report, *kinds: str) -> list[SentenceRecord]:
    return [record for record in report.trace.sentences if kind(record) in kinds]


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").rstrip("%"))


def finding_of(report: narrate.Report, record: SentenceRecord) -> Finding:
    return report.findings[record.findings[0].partition("/")[0]]


def code_of(record: SentenceRecord) -> str:
    return record.findings[0].partition("/")[0]


# The agreed text ----------------------------------------


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_draft_reads_as_agreed(scenario, detail, file_regression):
    report = narrate.compose(FIXTURES / scenario / "report.toml", detail=detail)
    basename = f"{scenario}-{detail}"
    file_regression.check(report.to_markdown(), basename=basename, extension=".md", encoding="utf-8")


def test_fresh_processes_write_the_same_draft(leicestershire):
    code = (
        "import sys, narrate; report = narrate.compose(sys.argv[1], detail='full');"
        "sys.stdout.buffer.write(report.to_markdown().encode())"
    )
    for seed in ("0", "1", "77"):
        command = [sys.executable, "-c", code, str(LEICESTERSHIRE / "report.toml")]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment)
        assert done.stdout.decode() == leicestershire.to_markdown()


def test_row_order_of_the_observations_changes_nothing(leicestershire, raw_observations):
    shuffled = raw_observations.sample(frac=1, random_state=4)
    report = narrate.compose(LEICESTERSHIRE / "report.toml", observations=shuffled, detail="full")
    assert report.to_markdown() == leicestershire.to_markdown()


# Figures ----------------------------------------


@pytest.mark.parametrize(
    "row", PUBLISHED.to_dict("records"), ids=lambda row: f"{row['indicator']} {row['period']}"
)
def test_published_figures_stand_in_the_paragraph_of_their_indicator(row, leicestershire):
    printed = {
        number(value.text)
        for record in leicestershire.trace.sentences
        if record.id.startswith(f"{row['indicator']}/")
        for value in record.values
        if value.indicator == row["indicator"] and value.unit not in ("relative", "points")
    }
    assert Decimal(row["value"]) in printed
    if isinstance(row["same_period_last_year"], str):
        assert Decimal(row["same_period_last_year"]) in printed


def test_every_printed_value_stands_in_its_sentence_or_table(leicestershire):
    markdown = leicestershire.to_markdown()
    for record in leicestershire.trace.sentences:
        for value in record.values:
            assert value.text in (record.text if kind(record) != "caption" else markdown)


def test_every_figure_equals_an_independent_computation(leicestershire, truth):
    checked = 0
    for record in leicestershire.trace.sentences:
        for value in record.values:
            if value.unit in ("relative", "points", "whole") or kind(record) == "threshold":
                continue
            if kind(record) == "headline" and BESIDES.search(record.text) and value is record.values[-1]:
                continue  # a limit that is kept
            true = truth.displayed(value.indicator, value.area, str(value.period))
            decimals = SPEC.indicator(value.indicator).decimals
            assert value.raw == pytest.approx(true, rel=1e-12), record.text
            assert number(value.text) == Decimal(repr(true)).quantize(
                Decimal(1).scaleb(-decimals), ROUND_HALF_UP
            )
            checked += 1
    assert checked > 80


def pair_of(record: dict, finding: Finding) -> tuple[str, str]:
    """Return the two periods that a sentence compares."""
    change = {"quarter": finding.quarter, "span": finding.first_to_last}.get(kind(record), finding.year)
    return str(change.period), str(change.reference_period)


def test_every_change_and_direction_equals_an_independent_computation(leicestershire, truth):
    compared = records(leicestershire, "figure", "quarter", "span", "headline")
    for record in compared:
        finding = finding_of(leicestershire, record)
        besides = BESIDES.search(record.text) if kind(record) == "headline" else None
        (clause, *_) = record.clauses
        told = clause.text[: besides.start()] if besides else clause.text
        for value in clause.values:
            if value.unit not in ("relative", "points") or value.text not in told:
                continue
            now, then = (
                truth.displayed(value.indicator, value.area, period) for period in pair_of(record, finding)
            )
            true = abs(now - then) if value.unit == "points" else abs(now / then - 1)
            assert value.raw == pytest.approx(true, rel=1e-9), record.text
            stated = re.sub(r"(after|end) (a|the) (rise|fall)|that the (rise|fall) has ended", "", told)
            assert bool(HIGHER.search(stated)) == (now > then), record.text
            assert bool(LOWER.search(stated)) == (now < then), record.text
    assert len(compared) > 25


def test_every_distance_at_the_end_of_a_point_equals_an_independent_computation(leicestershire, truth):
    """From a wider area: 17.4% below the East Midlands; from the first year: 55.8% below 2014/15."""
    checked = 0
    for record in records(leicestershire, "headline"):
        besides, finding = BESIDES.search(record.text), finding_of(leicestershire, record)
        if not besides or not besides[1]:
            continue
        value = record.values[-1]
        others = {one.area: one.change for one in finding.comparators if f" {one.area}." in record.text}
        if others:
            ((area, change),) = others.items()
            then = truth.displayed(value.indicator, area, str(change.reference_period))
        else:
            change = finding.first_to_last
            then = truth.displayed(value.indicator, value.area, str(change.reference_period))
        now = truth.displayed(value.indicator, value.area, str(change.period))
        assert value.raw == pytest.approx(abs(now / then - 1), rel=1e-9), record.text
        assert besides[1] == ("above" if now > then else "below")
        checked += 1
    assert checked == 2


def test_significance_words_agree_with_an_independent_test(leicestershire, truth):
    tested = 0
    for record in records(leicestershire, "figure", "quarter"):
        finding = finding_of(leicestershire, record)
        p = truth.p(
            finding.indicator,
            finding.area,
            pair_of(record, finding),
            finding.dispersion or 1.0,
            finding.degrees_of_freedom,
        )
        negated = re.search("not (statistically )?significant|not differ", record.text)
        stated = "significant" in record.text and not negated
        assert stated == (p < 0.05), (record.text, p)
        change = finding.quarter if kind(record) == "quarter" else finding.year
        assert change.p == pytest.approx(p, rel=1e-6), record.text
        tested += 1
    assert tested > 20


def test_phases_agree_with_the_displayed_figures(leicestershire, truth):
    """Up phases end higher than they began, down phases lower, and level ones change least a quarter."""
    quarterly = [finding for finding in leicestershire.findings.values() if finding.latest.months == 3]
    assert len(quarterly) == 16
    for finding in quarterly:
        pace = {}
        for phase in finding.phases:
            before = str(phase.start.shifted(-3).ending(12))
            ends = str(phase.end.ending(12))
            change = truth.displayed(finding.indicator, finding.area, ends)
            change -= truth.displayed(finding.indicator, finding.area, before)
            pace.setdefault(phase.direction.value, []).append(abs(change) / phase.periods)
            expected = {"up": change > 0, "down": change < 0, "level": True}
            assert expected[phase.direction.value], (finding.id, phase)
        moving = pace.get("up", []) + pace.get("down", [])
        if moving and pace.get("level"):
            assert min(pace["level"]) < max(moving), finding.id


NUMBER_WORDS = dict(
    zip(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        range(10),
        strict=True,
    )
)


def test_phase_lengths_in_words_are_those_of_the_finding(leicestershire):
    for record in records(leicestershire, "movement"):
        finding = finding_of(leicestershire, record)
        stated = re.findall(r"(\w+) quarters?\b", record.text)
        lengths = {
            NUMBER_WORDS[word] if word in NUMBER_WORDS else int(word) for word in stated if word != "latest"
        }
        assert lengths <= {phase.periods for phase in finding.phases[-3:]}, record.text


def test_districts_that_are_said_to_differ_do(leicestershire, truth):
    for record in records(leicestershire, "parts"):
        finding = finding_of(leicestershire, record)
        whole = truth.displayed(finding.indicator, finding.area, str(finding.period))
        for part in finding.parts:
            value = truth.displayed(finding.indicator, part.area, str(finding.period))
            assert part.value == pytest.approx(value)
            named = part.area in record.text
            assert named == (part.side.value != "same"), record.text
            if named:
                assert part.side.value == ("higher" if value > whole else "lower")


# Structure ----------------------------------------


def test_every_indicator_has_its_say(leicestershire):
    assert len(leicestershire.findings) == 19
    stated = {code_of(record) for record in records(leicestershire, "figure", "closing")}
    assert stated == set(leicestershire.findings)


def test_paragraph_numbers_run_on_across_sections(leicestershire):
    numbers = [
        paragraph.label
        for section in leicestershire.document.sections
        for paragraph in section.paragraphs
        if section.numbered
    ]
    assert numbers == [f"{number}." for number in range(1, len(numbers) + 1)]


def test_the_summary_has_at_most_six_points_of_a_sentence_an_indicator(leicestershire):
    summary = next(
        paragraph
        for paragraph in leicestershire.document.paragraphs()
        if "calls for" in paragraph.text or "call for" in paragraph.text
    )
    assert 1 <= len(summary.items) <= 6
    told = [[clause for one in item.sentences for clause in one.clauses] for item in summary.items]
    assert all(len(point) == len({clause.findings for clause in point}) for point in told)


def test_sentence_ids_are_unique(leicestershire):
    ids = [sentence.id for sentence in leicestershire.sentences]
    assert len(ids) == len(set(ids))


# How it reads ----------------------------------------

LONGEST_SENTENCE = 33
USUAL_SENTENCE = 25


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_sentences_are_short(scenario):
    records = composed(scenario).trace.sentences
    made = [len(record.text.split()) for record in records if not record.phrase.startswith("spec")]
    assert max(made) <= LONGEST_SENTENCE
    assert sum(made) / len(made) <= USUAL_SENTENCE


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_figures_that_print_the_same_are_not_said_to_differ(scenario):
    for record in records(composed(scenario), "figure"):
        if re.search("-(higher|lower)", record.phrase):
            printed = [value.text for value in record.values if value.unit not in ("relative", "points")]
            assert len(set(printed)) == 2, record.text


def test_the_roll_up_counts_the_movements(leicestershire):
    text = records(leicestershire, "others")[0].text
    others = [one for one in leicestershire.findings.values() if one.favour == "neutral"]
    counts = pd.Series([str(finding.movement) for finding in others]).value_counts()
    for movement in ("rising", "reducing", "levelling", "plateaued"):
        match = re.search(rf"(\w+) (?:is|are|has|have) {movement}", text)
        stated = match.group(1).lower() if match else "zero"
        assert NUMBER_WORDS.get(stated, stated) in (counts.get(movement, 0), str(counts.get(movement, 0)))


# What may change, and what may not ----------------------------------------


def without(spec: narrate.ReportSpec, code: str) -> narrate.ReportSpec:
    """Return the spec without one indicator that stands in a paragraph of its own."""
    sections = tuple(
        section.model_copy(update={"paragraphs": tuple(p for p in section.paragraphs if p.indicator != code)})
        for section in spec.sections
    )
    indicators = tuple(indicator for indicator in spec.indicators if indicator.id != code)
    return spec.model_copy(update={"sections": sections, "indicators": indicators})


def texts(report: narrate.Report) -> dict[str, str]:
    counted = ("rollup", "others", "before", "favour", "limits", "exceptions", "headline", "method-chance")
    return {
        record.id: record.text
        for record in report.trace.sentences
        if kind(record) not in counted and not record.phrase.startswith(counted)
    }


@pytest.mark.filterwarnings("ignore::narrate.errors.NarrateWarning")
def test_adding_an_indicator_at_the_end_of_a_section_leaves_other_sentences_alone(leicestershire):
    fewer = texts(
        narrate.compose(
            without(SPEC, "get_on_well"), observations=LEICESTERSHIRE / "observations.csv", detail="full"
        )
    )
    all_of_them = texts(leicestershire)
    assert {name: all_of_them[name] for name in fewer} == fewer
    assert set(all_of_them) - set(fewer)


def test_a_revision_of_one_indicator_leaves_the_others_alone(leicestershire, raw_observations):
    revised = raw_observations.copy()
    rows = (revised["indicator"] == "hate_crime") & (revised["period"] == "2023-09")
    revised.loc[rows, "count"] += 3
    before, after = (
        texts(leicestershire),
        texts(narrate.compose(LEICESTERSHIRE / "report.toml", observations=revised, detail="full")),
    )
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert changed
    assert all(name.startswith("hate_crime/") for name in changed)


# Bad input ----------------------------------------


def test_an_indicator_without_observations_is_an_error(raw_observations):
    rest = raw_observations[raw_observations["indicator"] != "hate_crime"]
    with pytest.raises(
        narrate.DataError, match=r"indicators\[16\]: no observations of indicator 'hate_crime'"
    ):
        narrate.compose(LEICESTERSHIRE / "report.toml", observations=rest, detail="full")


def test_all_faults_of_coverage_come_together(raw_observations):
    rest = raw_observations[~raw_observations["indicator"].isin(["hate_crime", "total_crime"])]
    with pytest.raises(narrate.DataError) as caught:
        narrate.compose(LEICESTERSHIRE / "report.toml", observations=rest, detail="full")
    assert len(caught.value.faults) == 2


def test_an_area_without_observations_is_an_error():
    with pytest.raises(narrate.DataError, match=r"in area 'Leicestershire and Rutlnd'.*did you mean"):
        narrate.compose(LEICESTERSHIRE / "report.toml", area="Leicestershire and Rutlnd")


def test_a_period_before_the_data_is_an_error():
    with pytest.raises(narrate.DataError, match="by 2010/11 Q1"):
        narrate.compose(LEICESTERSHIRE / "report.toml", period="2010/11 Q1")


def test_an_unreadable_period_is_an_error():
    with pytest.raises(narrate.SpecError, match="'soon' is not a period"):
        narrate.compose(LEICESTERSHIRE / "report.toml", period="soon")


def test_an_indicator_that_is_not_reported_is_a_warning(raw_observations):
    extra = raw_observations.assign(
        indicator=raw_observations["indicator"].replace("hate_crime", "hate_crimes")
    )
    both = pd.concat([raw_observations, extra[extra["indicator"] == "hate_crimes"]])
    with pytest.warns(narrate.NarrateWarning, match="'hate_crimes' is not in the report"):
        report = narrate.compose(LEICESTERSHIRE / "report.toml", observations=both, detail="full")
    assert any("hate_crimes" in note for note in report.trace.warnings)


def test_an_earlier_period_makes_an_earlier_paper():
    report = narrate.compose(LEICESTERSHIRE / "report.toml", period="2022/23 Q4")
    assert str(report.findings["total_crime"].period) == "2022/23"
    assert "12 months to March 2023" in report.to_markdown()
    assert "2023/24 Q2" not in report.to_markdown()


def test_data_that_the_last_report_had_is_said_to_be_unchanged(tmp_path):
    home = shutil.copytree(LEICESTERSHIRE, tmp_path / "paper")
    last = narrate.compose(home / "report.toml", period="2023/24 Q1").trace
    (home / "last.trace.json").write_text(last.to_json(), encoding="utf-8")
    spec = (home / "report.toml").read_text(encoding="utf-8")
    named = 'observations = "observations.csv"\n'
    spec = spec.replace(named, named + 'previous = "last.trace.json"\n', 1)
    (home / "report.toml").write_text(spec, encoding="utf-8")
    report = narrate.compose(home / "report.toml")
    stated = [record for record in report.trace.sentences if kind(record) == "unchanged"]
    unchanged = {finding.id for finding in report.findings.values() if finding.unchanged}
    assert {record.findings[0] for record in stated} == unchanged
    assert {identity.partition("/")[0] for identity in unchanged} == {
        "first_time_entrants",
        "youth_reoffending",
        "youth_eet",
    }
    assert all("last report" in record.text for record in stated)
