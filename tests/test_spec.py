"""A report.toml is read whole or refused with every fault, each with its place."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from narrate.errors import SpecError
from narrate.periods import PERIOD_FORMS, Period, YearBasis, month
from narrate.spec import (
    Areas,
    Bound,
    Frequency,
    Indicator,
    Layout,
    Link,
    ListStyle,
    Measure,
    ParagraphSpec,
    Polarity,
    ReportSpec,
    Threshold,
    Window,
    read_spec,
)

HEAD = """
[report]
title = "Performance"
period = "2023/24 Q2"
area = "Leicestershire"
observations = "observations.csv"
"""
THEFT = """
[[indicators]]
id = "theft"
name = "theft"
"""
SECTION = """
[[sections]]
heading = "Crime"
"""
PARAGRAPH = """
[[sections.paragraphs]]
"""


@pytest.fixture
def write(tmp_path):
    def _write(text: str | bytes) -> Path:
        path = tmp_path / "report.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return _write


@pytest.fixture
def faults(write):
    """Read a spec that must fail; return its faults as text without the name of the file."""

    def _faults(text: str | bytes) -> list[str]:
        path = write(text)
        with pytest.raises(SpecError) as caught:
            read_spec(path)
        assert {fault.where.file for fault in caught.value.faults} == {str(path)}
        return [str(fault).removeprefix(f"{path}: ") for fault in caught.value.faults]

    return _faults


def test_a_whole_spec_is_read(write):
    spec = read_spec(
        write(
            """
[report]
title = "Performance"
board = "Safer Communities"
meeting = 2023-12-14
period = "2023 Q3"
area = "Leicestershire"
locale = "en_GB"
observations = {file = "o.xlsx", layout = "wide", column = "value", sheet = "Data", quarters = "financial"}

[areas]
kind = "county"
part = "districts"
parts = ["Blaby", "Charnwood"]
called = {"East Midlands" = "the East Midlands"}

[[indicators]]
id = "theft"
name = "theft from the person"
short = "theft"
measure = "rate"
per = 100_000
window = "period"
frequency = "monthly"
polarity = "low is good"
breaks = ["2019-04", 2021, 2022-04-01, "2020 Q1"]
threshold = {value = 40, bound = "upper", source = "SafeLives"}
design_effect = 1.5

[[sections]]
heading = "Crime"
numbered = false

[[sections.paragraphs]]
text = "See here."
links = [{text = "here", url = "https://example.org/a"}]
list = "roman"
items = [{indicator = "theft", note = "Checked."}, {summary = true}]
"""
        )
    )
    assert spec.report.period == Period(month(2023, 12), 3)
    assert spec.report.meeting == date(2023, 12, 14)
    assert spec.report.observations.layout is Layout.WIDE
    assert spec.report.observations.quarters is YearBasis.FINANCIAL
    assert spec.areas.parts == ("Blaby", "Charnwood")
    theft = spec.indicator("theft")
    assert (theft.measure, theft.window, theft.frequency) == (Measure.RATE, Window.PERIOD, Frequency.MONTHLY)
    assert theft.breaks == (
        Period(month(2019, 4), 1),
        Period(month(2021, 12), 12),
        Period(month(2022, 4), 1),
        Period(month(2020, 6), 3),
    )
    assert theft.threshold == Threshold(value=40, bound=Bound.UPPER, source="SafeLives")
    assert theft.polarity is Polarity.LOW
    assert theft.brief == "theft"
    assert [place for place, _ in spec.paragraphs()] == [
        "sections[0].paragraphs[0]",
        "sections[0].paragraphs[0].items[0]",
        "sections[0].paragraphs[0].items[1]",
    ]
    assert spec.reported() == (theft,)
    assert spec.sections[0].paragraphs[0].list is ListStyle.ROMAN


def test_what_is_left_out_has_its_default(write):
    spec = read_spec(write(HEAD + THEFT))
    assert spec.report.observations.file == "observations.csv"
    assert spec.report.observations.layout is Layout.TIDY
    assert (spec.report.locale, spec.report.board, spec.report.meeting) == ("en_GB", "", None)
    assert spec.areas == Areas()
    theft = spec.indicator("theft")
    assert (theft.measure, theft.window, theft.per, theft.decimals) == (None, None, 1000, 2)
    assert theft.brief == "theft"
    assert spec.area_of(theft) == "Leicestershire"
    assert spec.area_of(theft.model_copy(update={"area": "Rutland"})) == "Rutland"
    assert spec.reported() == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_files_are_read(write, mark, ending):
    text = (HEAD + THEFT).replace("theft", "café").replace("\n", ending)
    assert read_spec(write(mark + text.encode())).indicators[0].name == "café"


def test_a_spec_survives_its_own_json(write):
    spec = read_spec(write(HEAD + THEFT + 'breaks = ["2019-04", "2020/21 Q1"]\n' + SECTION))
    assert ReportSpec.model_validate_json(spec.model_dump_json()) == spec
    assert ReportSpec.model_validate(spec.model_dump()) == spec
    assert spec.model_dump()["report"]["period"] == "2023/24 Q2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["report: missing; the key is needed"]),
        (
            "[report]\n",
            [
                "report.title: missing; the key is needed",
                "report.period: missing; the key is needed",
                "report.area: missing; the key is needed",
                "report.observations: missing; the key is needed",
            ],
        ),
        (HEAD + "[[indicators]]\nid = 'x'\n", ["indicators[0].name: missing; the key is needed"]),
        (HEAD + "[[sections]]\n", ["sections[0].heading: missing; the key is needed"]),
    ],
)
def test_missing_keys(faults, text, expected):
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "place", "meant"),
    [
        (HEAD + "[area]\n", "area: unknown key 'area'", "areas"),
        (HEAD + "titel = 'x'\n", "report.titel: unknown key 'titel'", "title"),
        (HEAD + "[areas]\nregoin = ''\n", "areas.regoin: unknown key 'regoin'", "region"),
        (HEAD + THEFT + "polaritty = 'x'\n", "indicators[0].polaritty: unknown key 'polaritty'", "polarity"),
        (
            HEAD + THEFT + "target = {value = 1, bound = 'upper', sauce = ''}\n",
            "indicators[0].target.sauce: unknown key 'sauce'",
            "source",
        ),
        (
            HEAD + SECTION + PARAGRAPH + "text = 'x'\nitems = [{texts = 'x'}]\n",
            "sections[0].paragraphs[0].items[0].texts: unknown key 'texts'",
            "text",
        ),
        (
            HEAD + SECTION + PARAGRAPH + "text = 'x'\nlinks = [{text = 'x', url = 'https://a.b', ur = ''}]\n",
            "sections[0].paragraphs[0].links[0].ur: unknown key 'ur'",
            "url",
        ),
        (
            HEAD + "[settings.statistics]\nmaterialty = 0.05\n",
            "settings.statistics.materialty: unknown key 'materialty'",
            "materiality",
        ),
        (
            HEAD.replace('"observations.csv"', '{file = "o.csv", colum = "x"}'),
            "report.observations.colum: unknown key 'colum'",
            "column",
        ),
    ],
)
def test_an_unknown_key_is_named_with_the_known_ones_and_the_nearest(faults, text, place, meant):
    (fault,) = faults(text)
    offer = f" (did you mean {meant!r}?)"
    assert fault.endswith(offer)
    got, known = fault.removesuffix(offer).split("; known are ")
    assert got == place
    assert meant in known.split(", ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD.replace('"Performance"', "5"), "report.title: 5; should be a valid string"),
        (HEAD.replace('"Performance"', '""'), "report.title: ''; string should have at least 1 character"),
        (
            HEAD.replace('"2023/24 Q2"', '"2023/25"'),
            f"report.period: '2023/25' is not a period; {PERIOD_FORMS}",
        ),
        (
            HEAD.replace('"2023/24 Q2"', '"2023 Q3"'),
            f"report.period: '2023 Q3' may be a calendar or a financial quarter; {PERIOD_FORMS}",
        ),
        (HEAD.replace('"2023/24 Q2"', "true"), f"report.period: True is not a period; {PERIOD_FORMS}"),
        (
            HEAD.replace('"2023/24 Q2"', "{end = 3}"),
            f"report.period: {{'end': 3}} is not a period; {PERIOD_FORMS}",
        ),
        (HEAD.replace('"observations.csv"', "[]"), "report.observations: an array; a table is needed"),
        (HEAD + "[areas]\nparts = 'Blaby'\n", "areas.parts: 'Blaby'; an array is needed"),
        ("indicators = 3\n" + HEAD, "indicators: 3; an array is needed"),
        ("indicators = [3]\n" + HEAD, "indicators[0]: 3; a table is needed"),
        ("sections = {heading = 'x'}\n" + HEAD, "sections: a table; an array is needed"),
        (
            HEAD + THEFT + "measure = 'rte'\n",
            "indicators[0].measure: 'rte'; should be 'rate', 'proportion', 'count' or 'value'"
            " (did you mean 'rate'?)",
        ),
        (HEAD + THEFT + "per = 0\n", "indicators[0].per: 0; should be greater than 0"),
        (
            HEAD + THEFT + "decimals = 'two'\n",
            "indicators[0].decimals: 'two'; should be a valid integer, unable to parse string as an integer",
        ),
        (HEAD + THEFT + "decimals = 7\n", "indicators[0].decimals: 7; should be less than or equal to 6"),
        (HEAD + THEFT + "population = inf\n", "indicators[0].population: inf; should be a finite number"),
        (
            HEAD + THEFT + "target = {value = nan, bound = 'upper'}\n",
            "indicators[0].target.value: nan; should be a finite number",
        ),
        (HEAD + THEFT + "threshold = 40\n", "indicators[0].threshold: 40; a table is needed"),
        (
            HEAD + THEFT + "breaks = ['2019-04', '2019-13']\n",
            f"indicators[0].breaks[1]: '2019-13' is not a period; {PERIOD_FORMS}",
        ),
        (
            HEAD.replace('"observations.csv"', '{file = "o.csv", column = "lower"}'),
            "report.observations.column: 'lower'; should be 'count', 'denominator' or 'value'",
        ),
    ],
)
def test_a_wrong_value_is_shown_with_what_is_allowed(faults, text, expected):
    assert faults(text) == [expected]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[report]\ntitle = \n", "line 2, column 9"),
        ("[report]\ntitle = 'a'\ntitle = 'b'\n", "line 3, column 12"),
        ("[report\n", "line 1, column 8"),
        ("[report]\ntitle = '''a", "end of document"),
    ],
)
def test_a_syntax_error_has_its_line(faults, text, place):
    (fault,) = faults(text)
    assert fault.startswith(f"{place}: TOML syntax: ")
    assert fault.endswith("; mend the line")


def test_a_file_that_is_not_utf_8(faults):
    assert faults("title = 'café'".encode("latin-1")) == ["not UTF-8 text; save the file as UTF-8"]


def test_a_file_that_is_not_there(tmp_path):
    path = tmp_path / "nowhere.toml"
    with pytest.raises(SpecError) as caught:
        read_spec(path)
    assert str(caught.value) == f"{path}: no such file or directory; a readable report.toml is needed"


def test_a_folder_is_no_spec(tmp_path):
    with pytest.raises(SpecError, match=r"a readable report\.toml is needed"):
        read_spec(str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(write):
    path = write(HEAD)
    path.chmod(0)
    with pytest.raises(SpecError, match=r"permission denied; a readable report\.toml"):
        read_spec(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (THEFT + THEFT, ["indicators: 'theft' declared 2 times; declare it once"]),
        (
            THEFT + SECTION + PARAGRAPH + "indicator = 'thefts'\n",
            [
                "sections[0].paragraphs[0].indicator: unknown indicator 'thefts'; "
                "declare it under [[indicators]] (did you mean 'theft'?)"
            ],
        ),
        (
            SECTION + PARAGRAPH + "text = 'x'\nitems = [{indicator = 'zzz'}]\n",
            [
                "sections[0].paragraphs[0].items[0].indicator: unknown indicator 'zzz'; "
                "declare it under [[indicators]]"
            ],
        ),
        (
            THEFT
            + SECTION
            + PARAGRAPH
            + "indicator = 'theft'\n"
            + SECTION
            + PARAGRAPH
            + "indicator = 'theft'\n",
            [
                f"{section}.paragraphs[0].indicator: 'theft' stands in 2 paragraphs; report it in one"
                for section in ("sections[0]", "sections[1]")
            ],
        ),
        (
            SECTION + PARAGRAPH + PARAGRAPH + "list = 'bullets'\n" + PARAGRAPH + "summary = true\n",
            [
                f"sections[0].paragraphs[{number}]: an empty paragraph; give it text, an indicator or items"
                for number in (0, 1)
            ],
        ),
    ],
)
def test_names_that_do_not_fit_together(faults, text, expected):
    assert faults(HEAD + text) == expected


def test_faults_of_every_sort_come_together(faults):
    text = (
        HEAD.replace("2023/24 Q2", "2023/25")
        + "titel = 'x'\n"
        + THEFT
        + THEFT
        + "per = -1\n"
        + SECTION
        + PARAGRAPH
        + "indicator = 'burglary'\n"
        + PARAGRAPH
    )
    places = [fault.split(": ")[0] for fault in faults(text)]
    assert sorted(places) == [
        "indicators",
        "indicators[1].per",
        "report.period",
        "report.titel",
        "sections[0].paragraphs[0].indicator",
        "sections[0].paragraphs[1]",
    ]


@pytest.mark.parametrize("url", ["https://example.org", "http://example.org/a?b=c", "mailto:a@example.org"])
def test_links_lead_to_the_web_or_to_mail(url):
    paragraph = ParagraphSpec(text="See here.", links=(Link(text="here", url=url),))
    assert paragraph.links[0].url == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "file:///etc",
        "https://",
        "https:example.org",
        "mailto:",
        "https://a b",
    ],
)
def test_other_links_are_refused(faults, url):
    text = HEAD + SECTION + PARAGRAPH + f"text = 'See here.'\nlinks = [{{text = 'here', url = '{url}'}}]\n"
    allowed = "it begins with https://, http:// or mailto: and has no blanks"
    assert faults(text) == [f"sections[0].paragraphs[0].links[0].url: {url!r} is not an address; {allowed}"]


def test_the_words_of_a_link_stand_in_the_text(faults):
    text = (
        HEAD + SECTION + PARAGRAPH + "text = 'See here.'\nlinks = [{text = 'there', url = 'https://a.b'}]\n"
    )
    assert faults(text) == [
        "sections[0].paragraphs[0]: no words 'there' in the text; the words of a link stand in its paragraph"
    ]


def test_an_unknown_indicator_asked_of_a_spec_is_an_error_with_the_nearest(write):
    spec = read_spec(write(HEAD + THEFT))
    with pytest.raises(SpecError, match=r"unknown indicator 'thefts'.*did you mean 'theft'"):
        spec.indicator("thefts")


def test_models_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        Indicator(id="theft", name="theft").name = "burglary"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("frequency", "months"), [(Frequency.MONTHLY, 1), (Frequency.QUARTERLY, 3), (Frequency.ANNUAL, 12)]
)
def test_every_frequency_has_its_months(frequency, months):
    assert frequency.months == months
