"""Mistakes that papers written by hand make: each must be impossible, or caught."""

from __future__ import annotations

import re

import pytest

from narrate.messages.attention import is_missed
from narrate.settings import Planning
from tests.conftest import SCENARIOS, composed
from tests.sense import code_of, faults, kind
from tests.test_generated import broken
from tests.test_report import SPEC

OTHER_NOUNS = {
    "rate": ("proportion", "percentage", "number"),
    "proportion": ("rate", "number"),
    "count": ("rate", "proportion"),
    "value": ("rate", "proportion", "number"),
}
"""What a figure of each measure is not called."""

SERIES_KINDS = ("figure", "quarter", "extreme", "threshold", "target", "baseline", "parts", "rank")


@pytest.fixture(params=SCENARIOS)
def report(request):
    return composed(request.param)


def records(report, *kinds):
    return [record for record in report.trace.sentences if kind(record) in kinds]


def test_a_rate_is_not_called_a_number_nor_a_percentage_a_rate(report):
    checked = 0
    for record in records(report, *SERIES_KINDS):
        finding = report.findings[code_of(record)]
        for noun in OTHER_NOUNS[finding.measure.value]:
            assert not re.search(rf"\bthe {noun}\b", record.text, re.IGNORECASE), record.text
            checked += 1
    assert checked > 20


def test_every_quarter_that_is_spoken_of_has_its_figure(report):
    quarters = [record for record in records(report, "quarter") if "-same" not in record.phrase]
    assert quarters
    assert all(record.values for record in quarters)


def test_a_unit_has_one_spelling(report):
    text = report.to_text()
    assert not re.search(r"per (1000|thousand|thou)\b", text)


def test_an_indicator_has_one_number_of_decimals(report):
    decimals: dict[tuple[str, str], set[int]] = {}
    for record in report.trace.sentences:
        for value in record.values:
            if value.unit not in ("relative", "whole"):
                places = len(value.text.rstrip("%").partition(".")[2])
                decimals.setdefault((value.indicator, value.unit), set()).add(places)
    assert decimals
    assert all(len(places) == 1 for places in decimals.values())


def test_figures_for_another_area_say_so(report):
    for finding in report.findings.values():
        stated = " ".join(record.text for record in records(report, "scope") if finding.id in record.findings)
        assert (finding.area in stated) == (finding.area != report.trace.spec.report.area)


def test_areas_that_are_counted_are_named(report):
    for record in records(report, "parts"):
        assert not re.search(
            r"\b(two|three|four|several|some) (of the )?(districts|areas|localities)", record.text
        )


def test_old_data_is_dated(report):
    for finding in report.findings.values():
        if finding.arrears:
            dated = [
                record
                for record in records(report, "arrears", "unchanged", "closing")
                if record.findings == (finding.id,)
            ]
            assert dated


def test_the_summary_considers_every_section(report):
    counted = {name for record in records(report, "rollup", "favour", "others") for name in record.findings}
    assert counted == {finding.id for finding in report.findings.values()}


def test_every_exception_is_a_point_or_named(report):
    points = {name for record in records(report, "headline", "beside") for name in record.findings}
    (stated,) = records(report, "exceptions")
    called = set(stated.findings) if "None" not in stated.text else set()
    assert called <= points or stated.phrase.startswith("exceptions-some")


def test_headings_name_subjects_and_no_movement(report):
    movement = re.compile(r"\b(rising|reducing|reduc\w+|fall\w*|increas\w+|improv\w+)\b", re.IGNORECASE)
    assert not [section.heading for section in report.document.sections if movement.search(section.heading)]


def test_the_roll_up_is_not_calm_above_an_alarm(report):
    stated = records(report, "exceptions")[0]
    alarming = [
        finding
        for finding in report.findings.values()
        if finding.favour == "worse"
        or any(
            one and is_missed(one, finding.favour, Planning()) for one in (finding.threshold, finding.target)
        )
    ]
    assert {finding.id for finding in alarming} <= set(stated.findings)
    assert ("None" in stated.text) == (not alarming)


def test_a_name_is_one_of_the_declared_ones(leicestershire):
    for record in records(leicestershire, "movement", "headline"):
        indicator = SPEC.indicator(code_of(record))
        names = [indicator.name, indicator.brief, "the number"]
        assert any(name.lower() in record.text.lower() for name in names), record.text


def test_siblings_that_move_for_the_better_and_the_worse_are_said_to(report):
    for finding in report.findings.values():
        if finding.sibling:
            others = [one for one in report.findings.values() if one.indicator == finding.sibling.indicator]
            apart = {finding.favour.value, *(one.favour.value for one in others)} == {"better", "worse"}
            assert finding.sibling.apart == apart
            stated = [record for record in records(report, "sibling") if record.findings == (finding.id,)]
            assert not apart or [record.phrase.partition(".")[0] for record in stated] == [
                f"sibling-apart-{finding.favour}"
            ]


def test_a_survey_says_how_many_were_asked(report):
    declared = {one.id: one.base for one in report.trace.spec.indicators}
    for finding in report.findings.values():
        asked = finding.measure == "proportion" and declared[finding.indicator]
        if asked and finding.year and finding.year.significant is not None:
            stated = [record for record in records(report, "numbers") if record.findings == (finding.id,)]
            assert [value.unit for value in stated[0].values] == ["whole"] * len(stated[0].values)


@pytest.mark.parametrize(
    ("phrase", "text", "rule"),
    [
        ("movement-plateaued", "Vehicle offences have plateaued, falling steadily.", "what has settled"),
        ("movement-plateaued", "Vehicle offences fell, then rose, and have plateaued.", "a length or a date"),
        ("figure-higher", "The rate (9.27)) is above last year.", "come in pairs"),
        ("figure-higher", "At 9.27 offences per 1,000 young people, the rate is above it.", "declared unit"),
        (
            "favour",
            "Of those rising or reducing, three are moving for the better and two for the worse.",
            "as many",
        ),
        ("sibling-same", "Residential burglary has also plateaued.", "years that differ"),
        ("sibling-still", "Anti-social behaviour, by contrast, is reducing.", "contrast needs"),
    ],
)
def test_mistakes_of_the_hand_are_seen(phrase, text, rule, leicestershire):
    assert any(rule in fault for fault in faults(broken(leicestershire, text, phrase)))
