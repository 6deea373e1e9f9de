"""Sentences, paragraphs, tables and headings in people's own words, held against the data."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

import pytest
from click.testing import CliRunner

import narrate
from narrate.cli import main
from narrate.drafts import Issue
from narrate.errors import DraftError
from tests.conftest import ROOT, SCENARIOS, standard

KINDS = range(1, 12)
OPENING = 30
"""Characters by which a sentence is known again."""


@dataclass(frozen=True)
class Written:
    """One change that an analyst makes to a draft, and what is known of it."""

    draft: str
    kind: int
    wrong: bool
    old: str
    new: str
    sentence: str
    right: str = ""
    missed: bool = False


@lru_cache
def written() -> tuple[Written, ...]:
    content = tomllib.loads((ROOT / "tests" / "free_writing.toml").read_text(encoding="utf-8"))
    return tuple(Written(**edit) for edit in content["edit"])


def failing(one: Written) -> list[Issue]:
    report = standard(one.draft)
    draft = report.to_markdown()
    assert draft.count(one.old) == 1, one.old
    return [issue for issue in narrate.check(draft.replace(one.old, one.new), report.trace) if issue.fails]


def in_its_sentence(one: Written, issues: list[Issue]) -> list[Issue]:
    sentence = re.sub(r"\s+", " ", one.sentence)
    return [
        issue
        for issue in issues
        if issue.sentence.strip() in sentence
        or sentence[:OPENING] in issue.sentence
        or sentence in issue.sentence
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_true_is_not_reported(scenario, kind):
    some = [one for one in written() if (one.draft, one.kind, one.wrong) == (scenario, kind, False)]
    assert some
    reported = {one.new: failing(one) for one in some if not one.missed}
    assert {text: issues for text, issues in reported.items() if issues} == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_wrong_is_found_in_its_sentence(scenario, kind):
    some = [one for one in written() if (one.draft, one.kind, one.wrong) == (scenario, kind, True)]
    assert some
    missed = [one.new for one in some if not one.missed and not in_its_sentence(one, failing(one))]
    assert missed == []


def test_what_is_marked_as_missed_is_missed():
    marked = [one for one in written() if one.missed]
    assert all(one.wrong for one in marked)
    assert [one.new for one in marked if in_its_sentence(one, failing(one))] == []


def test_a_text_is_checked_without_a_file():
    trace = standard(SCENARIOS[0]).trace
    text = "Total crime is falling.\n\nHate crime fell by 11.6% on the year, and by 21.6% in Blaby.\n"
    assert [(issue.found, issue.line) for issue in narrate.check(text, trace) if issue.fails] == [
        ("falling", 1),
        ("21.6%", 3),
    ]


def test_standard_input_is_checked_with_a_trace(tmp_path):
    (tmp_path / "paper.trace.json").write_text(standard(SCENARIOS[0]).trace.to_json(), encoding="utf-8")
    given = ["check", "-", "--trace", str(tmp_path / "paper.trace.json")]
    wrong = CliRunner().invoke(main, given, input="Hate crime is rising.\n")
    assert wrong.exit_code == 1
    assert "the data says: " in wrong.output
    assert CliRunner().invoke(main, given, input="Hate crime is reducing.\n").exit_code == 0
    assert CliRunner().invoke(main, given, input="").exit_code == 0
    refused = CliRunner().invoke(main, ["check", "-"], input="Hate crime is rising.\n")
    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)


def test_a_language_without_words_is_refused_in_a_line():
    trace = standard(SCENARIOS[0]).trace.model_copy(update={"locale": "fr_FR"})
    with pytest.raises(DraftError) as caught:
        narrate.check("Le taux est en hausse.\n", trace)
    assert str(caught.value).count("\n") == 0
    assert "fr_FR" in str(caught.value)


def test_words_of_your_own_take_the_place_of_the_shipped_ones(tmp_path):
    folder = tmp_path / "de_DE"
    folder.mkdir()
    words = '[directions]\nup = ["steigt"]\ndown = ["sinkt"]\nlevel = ["stagniert"]\n'
    (folder / "drafts.toml").write_text(words, encoding="utf-8")
    claims = 'common = ["crime"]\n[moving]\nup = ["steigt"]\ndown = ["sinkt"]\nlevel = ["stagniert"]\n'
    (folder / "claims.toml").write_text(claims, encoding="utf-8")
    trace = standard(SCENARIOS[0]).trace.model_copy(update={"locale": "de_DE"})
    found = narrate.check("Hate crime steigt.\n\nHate crime sinkt.\n", trace, phrasebank=tmp_path)
    assert [(issue.found, issue.line) for issue in found if issue.fails] == [("steigt", 1)]


def test_an_empty_draft_has_nothing_to_mend(tmp_path):
    (tmp_path / "draft.md").write_text("", encoding="utf-8")
    assert narrate.check(tmp_path / "draft.md", standard(SCENARIOS[0]).trace) == []


def test_a_document_is_checked_as_it_stands():
    report = standard(SCENARIOS[0])
    assert narrate.check(report.document, report.trace) == []


def test_every_indicator_is_named_by_its_name_and_short_name():
    from narrate.drafts.checking.subjects import Subjects
    from narrate.drafts.checking.words import read_claim_words
    from narrate.drafts.trace_index import TraceIndex

    for scenario in SCENARIOS:
        index = TraceIndex(standard(scenario).trace)
        subjects = Subjects(index, read_claim_words("en_GB"))
        for code, item in index.indicators.items():
            for name in (str(item.name), str(item.short)):
                if name and code in index.by_indicator:
                    codes = {found for one in subjects.mentions(f"{name} went up") for found in one.codes}
                    assert code in codes, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hate crime is down by a ninth.", []),
        ("Hate crime is down by a fifth.", ["a fifth"]),
        ("Business burglary is up by nearly a quarter on the year.", []),
        ("Business burglary is up by nearly a third on the year.", ["a third"]),
        ("First-time entrants have more than halved since 2014/15.", []),
        ("First-time entrants have fallen by two thirds since 2014/15.", ["two thirds"]),
        ("About seven in ten say that anti-social behaviour is no worse.", []),
        ("About nine in ten say that anti-social behaviour is no worse.", ["nine in ten"]),
        ("Sentinel ASB has almost halved in a year.", []),
        ("Sentinel ASB has more than halved in a year.", ["halved"]),
        ("Four of the 19 indicators are reducing.", []),
        ("Five of the 19 indicators are reducing.", ["Five"]),
        ("None of the 19 indicators is rising.", []),
        ("Vehicle crime is lower here than in our region.", []),
        ("Vehicle crime is higher here than in our region.", ["higher"]),
        ("MARAC repeats are within the SafeLives threshold.", []),
        ("MARAC repeats exceed the SafeLives threshold.", []),
        ("MARAC repeats have breached the SafeLives threshold.", ["breached"]),
        ("Blaby has the highest total crime rate.", []),
        ("Melton has the highest total crime rate.", ["highest"]),
        ("Hate crime has stopped falling.", ["falling"]),
        ("Total crime is no longer rising.", []),
        ("Hate crime has been reducing for four quarters.", []),
        ("Hate crime has been reducing for six quarters.", ["six quarters"]),
        ("Violence with injury rose by at least 4% on the year.", []),
        ("Violence with injury rose by at least 5% on the year.", ["5%"]),
        ("Total crime in Blaby stands at 82.06.", []),
        ("Total crime in Blaby stands at 45.07.", ["45.07"]),
    ],
)
def test_what_a_sentence_alone_claims(text, expected):
    trace = standard(SCENARIOS[0]).trace
    assert [issue.found for issue in narrate.check(f"{text}\n", trace) if issue.fails] == expected
