"""Rules of sense over reports drawn at random."""

from __future__ import annotations

from dataclasses import replace

import pytest

import narrate
from narrate.spec import Detail
from narrate.trace import SentenceRecord
from tests.conftest import SCENARIOS, composed
from tests.generated import draw
from tests.sense import faults

SEEDS = range(80)


@pytest.mark.filterwarnings("ignore::narrate.errors.NarrateWarning")
@pytest.mark.parametrize("seed", SEEDS)
def test_no_report_breaks_a_rule_of_sense(seed):
    spec, observations = draw(seed)
    detail = tuple(Detail)[seed % len(Detail)]
    report = narrate.compose(spec, observations=observations, detail=detail)
    assert list(faults(report)) == []
    assert report.to_text()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_scenario_breaks_a_rule_of_sense(scenario):
    assert list(faults(composed(scenario))) == []


def broken(report: narrate.Report, text: str, phrase: str) -> narrate.Report:
    """Return the report with the words of one sentence replaced in its trace."""

    def replaced(record: SentenceRecord) -> SentenceRecord:
        clauses = tuple(replace(clause, text=text) for clause in record.clauses)
        return record.model_copy(update={"text": text, "clauses": clauses})

    sentences = tuple(
        replaced(record) if record.phrase.startswith(phrase) else record for record in report.trace.sentences
    )
    return replace(report, trace=report.trace.model_copy(update={"sentences": sentences}))


@pytest.mark.parametrize(
    ("phrase", "text", "rule"),
    [
        ("movement-reducing", "Hate crime is rising.", "the movement has its word"),
        ("figure-lower-significant", "The rate is above last year's.", "said to be higher"),
        (
            "figure-higher-not",
            "The rate is significantly above last year's.",
            "significance as the test found it",
        ),
        ("figure-lower-significant", "the rate fell", "a capital and a full stop"),
        ("quarter", "The rate {x} was  nan.", "no artefact"),
        ("threshold", "The proportion is above the upper threshold.", "the side of a limit"),
        ("parts", "None of the areas differs.", "areas that differ are named"),
        ("figure", "The current rate is unchanged.", "data is never current"),
    ],
)
def test_the_rules_see_a_breach(phrase, text, rule, leicestershire):
    assert any(rule in fault for fault in faults(broken(leicestershire, text, phrase)))
