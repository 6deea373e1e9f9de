"""Nouns agree with the numbers that stand beside them, or do not stand there."""

from __future__ import annotations

import copy
import pickle
import re
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import narrate
from narrate.errors import SpecError
from narrate.spec import Indicator, Noun, is_money, read_noun, read_spec
from tests.test_edges import QUARTERS, YEARS, paper, rows, text

pytestmark = pytest.mark.filterwarnings("ignore::narrate.errors.NarrateWarning")

FORMS = {"one": "homicide", "other": "homicides"}
WELSH = {"zero": "ci", "one": "ci", "two": "gi", "few": "chi", "many": "chi", "other": "ci"}

BESIDE = [
    (FORMS, "1", "en_GB", "homicide"),
    (FORMS, "-1", "en_GB", "homicide"),
    (FORMS, "0", "en_GB", "homicides"),
    (FORMS, "1.0", "en_GB", "homicides"),
    (FORMS, "21", "en_GB", "homicides"),
    ("homicides", "1", "en_GB", None),
    ("homicides", "2", "en_GB", "homicides"),
    ("days", "1", "en_GB", "day"),
    ("bed days", "1", "en_GB", "bed day"),
    ("pounds", "1", "en_GB", "pound"),
    ("stone", "1", "en_GB", "stone"),
    ("Tage", "1", "de_DE", "Tag"),
    ("Fälle", "1", "de_DE", None),
    (WELSH, "2", "cy", "gi"),
    (WELSH, "3", "cy", "chi"),
    ("things", "1", "nonsense", "things"),
    ("", "1", "en_GB", ""),
]


@pytest.mark.parametrize(("given_", "number", "locale", "form"), BESIDE)
def test_the_form_beside_a_number(given_, number, locale, form):
    assert read_noun(given_).form_for(Decimal(number), locale) == form


def test_a_noun_is_its_plural_wherever_it_is_a_word_and_keeps_its_forms():
    noun = read_noun(FORMS)
    assert noun == "homicides"
    for same in (pickle.loads(pickle.dumps(noun)), copy.deepcopy(noun)):
        assert isinstance(same, Noun)
        assert dict(same.forms) == FORMS


@pytest.mark.parametrize("counted", ["homicides", FORMS])
def test_an_indicator_is_read_back_as_it_was_written(counted):
    indicator = Indicator.model_validate({"id": "h", "name": "homicide", "counted": counted})
    record = indicator.model_dump(mode="json")
    assert record["counted"] == counted
    again = Indicator.model_validate(record)
    assert again.counted.forms == indicator.counted.forms


HEAD = """[report]
title = "T"
period = "2023/24"
area = "A"
observations = "o.csv"
"""
WRONG = [
    (
        "en_GB",
        'counted = { one = "x", few = "y", other = "z" }',
        "a form 'few'; the forms of en_GB are one, other",
    ),
    ("en_GB", 'counted = { other = "z" }', "no form 'one'; the forms of en_GB are one, other"),
    ("en_GB", 'base = { one = "z" }', "no form 'other'; a word in the plural"),
    ("en_GB", 'counted = { on = "y", other = "z" }', "the form 'on'; a word in the plural"),
    ("en_GB", 'counted = { one = "", other = "z" }', "the form 'one'; a word in the plural"),
    ("en_GB", "counted = 3", "3; a word in the plural"),
    (
        "cy",
        'counted = { one = "x", other = "z" }',
        "no form 'few'; the forms of cy are few, many, one, other, two",
    ),
]


@pytest.mark.parametrize(("locale", "line", "fault"), WRONG)
def test_a_wrong_or_missing_form_is_a_fault_that_names_the_allowed(tmp_path, locale, line, fault):
    path = tmp_path / "report.toml"
    path.write_text(
        f'{HEAD}locale = "{locale}"\n[[indicators]]\nid = "h"\nname = "h"\n{line}\n', encoding="utf-8"
    )
    with pytest.raises(SpecError) as caught:
        read_spec(path)
    assert fault in str(caught.value)
    assert "indicators[0]." in str(caught.value)


def test_all_wrong_forms_are_told_at_once(tmp_path):
    path = tmp_path / "report.toml"
    made = 'counted = { few = "x", other = "z" }\nbase = { two = "x", other = "z" }\n'
    path.write_text(f'{HEAD}[[indicators]]\nid = "h"\nname = "h"\n{made}', encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        read_spec(path)
    assert len(caught.value.faults) == 4


# ---- in papers


@pytest.mark.parametrize("counted", ["homicides", FORMS])
@pytest.mark.parametrize(("last", "now"), [((2, 1), "1"), ((1, 2), "2")])
def test_one_event_never_has_a_plural_beside_it(counted, last, now):
    frame = rows(YEARS[-12:], count=[3, 2, 1, 2, 3, 1, 2, 1, 2, 3, *last])
    report = paper(frame, measure="count", counted=counted, counts=True, table=True)
    stated = f"{text(report)} {report.to_markdown()}"
    assert not re.search(r"(?<![\d.,])1 homicides", stated)
    assert "  " not in text(report)
    assert " ," not in text(report)
    if now == "1":
        assert bool(re.search(r"\b1 homicide\b", stated)) is (counted == FORMS)
        assert "there were 1" not in stated


def test_a_measured_figure_keeps_its_unit_with_one_more_decimal():
    frame = rows(QUARTERS, count=25, denominator=100_000)
    plain = text(paper(frame, counted="calls", base="people", decimals=0))
    assert "1.0 calls per 1,000 people" in plain
    known = text(paper(frame, counted={"one": "call", "other": "calls"}, base="people", decimals=0))
    assert "1 call per 1,000 people" in known
    assert "1.00 calls per 1,000 people" in text(paper(frame, counted="calls", base="people"))


def test_one_day_is_a_day():
    stated = text(paper(rows(QUARTERS, value=1.2), counted="days", decimals=0))
    assert re.search(r"(?<![\d.])1 day\b", stated)
    assert "1.20 days" in text(paper(rows(QUARTERS, value=1.2), counted="days"))


def test_a_rate_for_each_one_names_it_in_the_singular():
    base = {"one": "household", "other": "households"}
    report = paper(rows(QUARTERS, count=30, denominator=100), counted="calls", base=base, per=1)
    assert "1.20 calls per household" in text(report)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 40), st.integers(0, 40))
def test_no_count_disagrees_with_its_noun(then, now):
    counts = [*[5] * 8, then, now]
    frame = rows(YEARS[-10:], count=counts)
    for counted in ("fires", {"one": "fire", "other": "fires"}):
        stated = text(paper(frame, measure="count", counted=counted, counts=True))
        assert not re.search(
            r"(?<![\d.,])1 fires|(?<![\d.,])(?:0|[2-9]|\d{2,}) fire\b|were 1\b|there was (?!1 )", stated
        )


# ---- money


@pytest.mark.parametrize(
    ("counted", "locale", "money"),
    [
        ("£", "en_GB", True),
        ("GBP", "en_GB", True),
        ("€", "de_DE", True),
        ("pounds", "en_GB", True),
        ("US dollars", "en_GB", True),
        ("£m", "en_GB", False),
        ("£ per head", "en_GB", False),
        ("offences", "en_GB", False),
        ("", "en_GB", False),
    ],
)
def test_a_currency_alone_is_money(counted, locale, money):
    assert is_money(counted, locale) is money


MONEY = [
    ("£", {}, 1234.5, "£1,235"),
    ("£", {"decimals": 2}, 1234.5, "£1,234.50"),
    ("£", {}, -1234.4, "-£1,234"),
    ("£ per head", {}, 34.5, "£34.50 per head"),
    ("£m", {"decimals": 1}, 3.52, "£3.5m"),
    ("pounds", {}, 1234.4, "1,234 pounds"),
]


@pytest.mark.parametrize(("counted", "declared", "value", "stated"), MONEY)
def test_an_amount_stands_behind_its_sign(counted, declared, value, stated):
    assert stated in text(paper(rows(QUARTERS, value=value), counted=counted, **declared))


def test_a_limit_keeps_the_decimals_that_it_was_declared_with():
    target = {"value": 1250.5, "bound": "upper"}
    assert "no more than £1,250.50" in text(paper(rows(QUARTERS, value=1200.0), counted="£", target=target))
    stated = text(
        paper(
            rows(QUARTERS, count=80, denominator=100), measure="proportion", target={**target, "value": 82.55}
        )
    )
    assert "no more than 82.55%" in stated


def test_a_described_series_takes_its_unit():
    frame = pd.DataFrame({"period": QUARTERS, "value": 1234.4})
    assert "£1,234" in narrate.describe(frame, "average cost", "£").text
