"""Every rule of sense about words and evidence sees a breach, and the hard draws hold what they should."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pytest

import narrate
from narrate.document import Paragraph, Sentence, Table, Value
from narrate.findings import Finding, LastReport, Partial, Relation, Revision
from narrate.spec import Bound, Measure, Threshold
from tests import sense_evidence, sense_words
from tests.conftest import composed
from tests.generated_hard import draw, draw_ending, draw_revised
from tests.sense_sentences import spec_of

LEICESTERSHIRE, NORTHBRIDGE = "leicestershire-2023-24-q2", "northbridge-2024-25-q1"


@dataclass(frozen=True)
class Rewording:
    """A sentence in place of one of a paper's.

    Attributes
    ----------
    place : str
        Code of the indicator and phrase of the sentence that it replaces, such as "hate_crime/parts".
    text : str
        Its words; those that stand where blank.
    changes : mapping
        Other fields of the sentence.
    """

    place: str
    text: str = ""
    changes: Mapping[str, Any] | None = None

    def fits(self, paragraph: Paragraph, sentence: Sentence) -> bool:
        """Whether this sentence is the one."""
        code, _, phrase = self.place.rpartition("/")
        return sentence.phrase.startswith(phrase) and code in ("", paragraph.id)

    def instead(self, sentence: Sentence) -> Sentence:
        """Return the sentence with its other words."""
        changes = {"text": self.text or sentence.text, **(self.changes or {})}
        own = {name: changes[name] for name in ("text", "phrase", "values") if name in changes}
        clauses = tuple(replace(clause, **own) for clause in sentence.clauses)
        return replace(sentence, **changes, clauses=clauses)


def reworded(report: narrate.Report, rewording: Rewording) -> narrate.Report:
    """Return the paper with the first sentence that fits replaced."""
    done: list[Sentence] = []

    def sentence(paragraph: Paragraph, one: Sentence) -> Sentence:
        if done or not rewording.fits(paragraph, one):
            return one
        done.append(rewording.instead(one))
        return done[-1]

    def paragraph(one: Paragraph) -> Paragraph:
        table: Table | None = one.table
        return replace(
            one,
            sentences=tuple(sentence(one, other) for other in one.sentences),
            table=table and replace(table, caption=sentence(one, table.caption)),
            items=tuple(paragraph(item) for item in one.items),
        )

    sections = tuple(
        replace(section, paragraphs=tuple(paragraph(one) for one in section.paragraphs))
        for section in report.document.sections
    )
    assert done, rewording.place
    return replace(report, document=replace(report.document, sections=sections))


def refound(report: narrate.Report, code: str, **changes: Any) -> narrate.Report:
    """Return the paper with other facts of one indicator; a function makes a fact of the finding."""
    finding = report.findings[code]
    made = {name: change(finding) if callable(change) else change for name, change in changes.items()}
    findings = {**report.findings, code: finding.model_copy(update=made)}
    return replace(report, findings=findings)


def undeclared(report: narrate.Report) -> narrate.Report:
    """Return the paper as if no indicator declared its decimals."""
    indicators = tuple(one.model_copy() for one in spec_of(report).indicators)
    for one in indicators:
        one.model_fields_set.discard("decimals")
    spec = spec_of(report).model_copy(update={"indicators": indicators})
    return replace(report, realisation_context=replace(report.realisation_context, spec=spec))


def value(text: str, raw: float, unit: str, indicator: str) -> dict[str, Any]:
    """Return the one figure of a sentence."""
    return {"values": (Value(text, raw, indicator, "Home", "2023-09", unit),)}


def limit(finding: Finding, kind: str, declared: float) -> Any:
    """Return where a figure stands by another limit."""
    comparison = getattr(finding, kind)
    return comparison.model_copy(update={"threshold": Threshold(value=declared, bound=Bound.UPPER)})


def of(name: str, **changes: Any) -> Callable[[Finding], Any]:
    """Return a function that changes a record within a finding."""
    return lambda finding: getattr(finding, name).model_copy(update=changes)


def parts(**sides: Relation) -> Callable[[Finding], Any]:
    """Return a function that puts parts of the area on other sides."""
    return lambda finding: tuple(
        part.model_copy(update={"side": sides.get(part.area, part.side)}) for part in finding.parts
    )


def another_test(significant: bool | None) -> Callable[[Finding], Any]:
    """Return a function that gives all wider areas another test."""
    return lambda finding: tuple(
        one.model_copy(update={"change": one.change.model_copy(update={"significant": significant})})
        for one in finding.comparators
    )


def after_its_phase(finding: Finding) -> Any:
    """Return the latest quarter as if it differed from one after the last movement."""
    start = finding.phases[-2].end.shifted(3)
    return finding.quarter and finding.quarter.model_copy(
        update={"significant": True, "reference_period": start}
    )


REVISION = Revision(then=1.0, now=1.2, relation=Relation.HIGHER, difference=0.2, relative=0.2, figures=1)


def last(finding: Finding) -> LastReport:
    """Return a last report whose figure has since been revised."""
    return LastReport(
        period=finding.period,
        value=1.0,
        movement=None,
        before=None,
        status=None,
        significant=None,
        revision=REVISION,
    )


NINE_NAMES = (
    "Nine call for attention: total crime, residential burglary, vehicle offences, violence with injury, "
    "sexual offences, hate crime, reoffending by young people, domestic crimes and incidents, and domestic "
    "violence with injury."
)
THRESHOLD = "marac_repeat_referrals/threshold"
BELOW_THRESHOLD = "The proportion is below the SafeLives upper threshold of 40%."
SPAN = "first_time_entrants/span"
COUNTS = "burglary_business_community/counts"

Breach = tuple[str, Rewording | None, tuple[str, Mapping[str, Any]] | None]
"""A scenario, a sentence in place of one of its own, and other facts of an indicator."""

L, N = LEICESTERSHIRE, NORTHBRIDGE
MARAC = "marac_repeat_referrals"
BREACHES: list[tuple[str, Breach]] = [
    ("limits_have_their_side", (L, Rewording(THRESHOLD, BELOW_THRESHOLD.replace("below", "above")), None)),
    (
        "limits_have_their_side",
        (N, Rewording("smoking/target", "It meets the target of no more than 12.0%."), None),
    ),
    ("limits_have_their_side", (L, Rewording(THRESHOLD, BELOW_THRESHOLD), (MARAC, {"value": 40.0}))),
    ("limits_have_their_side", (L, Rewording(THRESHOLD, BELOW_THRESHOLD), (MARAC, {"value": None}))),
    (
        "a_limit_met_exactly_is_at_it",
        (L, Rewording(THRESHOLD, "It is exactly on the upper threshold of 40%."), (MARAC, {"value": 40.0})),
    ),
    ("what_prints_alike_is_told_apart", (L, Rewording(THRESHOLD, BELOW_THRESHOLD), (MARAC, {"value": 39.9}))),
    (
        "limits_print_as_declared",
        (L, Rewording(THRESHOLD, "", value("41%", 40.0, "proportion", MARAC)), None),
    ),
    (
        "a_limit_of_nothing_reads",
        (
            L,
            Rewording(THRESHOLD, "It is above the target of no more than 0%."),
            (MARAC, {"threshold": lambda finding: limit(finding, "threshold", 0.0)}),
        ),
    ),
    (
        "limits_hang_on_a_verb",
        (
            L,
            Rewording("headline", "Hate crime stood at 3 offences in 2023, and above the target of 2."),
            None,
        ),
    ),
    (
        "shares_are_not_rounded_to_all_or_none",
        (L, Rewording(f"{MARAC}/figure", "", value("0%", 0.4, "proportion", MARAC)), None),
    ),
    (
        "shares_are_not_rounded_to_all_or_none",
        (L, Rewording(f"{MARAC}/figure", "", value("100.0%", 99.98, "proportion", MARAC)), None),
    ),
    (
        "tables_do_not_round_to_all_or_none",
        (L, Rewording("first_time_entrants/caption", "", value("0%", 0.4, "proportion", MARAC)), None),
    ),
    (
        "no_change_of_nothing",
        (L, Rewording("hate_crime/figure", "The rate is up 0.0% from a year earlier."), None),
    ),
    (
        "no_change_of_nothing",
        (L, Rewording("hate_crime/figure", "", value("0.00", 0.001, "points", "hate_crime")), None),
    ),
    (
        "statuses_follow_their_limits",
        (N, Rewording("obesity/status", "It is rated green by the limits set for it."), None),
    ),
    (
        "all_and_none_count_those_without",
        (
            L,
            Rewording("sexual_offences/parts", "None of the areas differs from the overall rate."),
            ("sexual_offences", {"parts_without": ("Rutland", "Melton")}),
        ),
    ),
    (
        "none_calls_for_attention_of_those_with_figures",
        (L, Rewording("exceptions", "None of them calls for attention."), ("total_crime", {"value": None})),
    ),
    (
        "extremes_are_strict",
        (L, Rewording("burglary_residential/parts", "Rutland (the highest, 1.34) is below the rate."), None),
    ),
    (
        "extremes_are_strict",
        (
            L,
            Rewording(
                "domestic_violence_with_injury/extreme", "The rate was at its lowest, 9.90, in June 2019."
            ),
            ("domestic_violence_with_injury", {"trough": of("trough", value=9.9)}),
        ),
    ),
    ("figures_are_ordered", (L, None, ("burglary_residential", {"parts": parts(Rutland=Relation.HIGHER)}))),
    ("none_neither_both", (L, Rewording("exceptions", "Neither of them calls for attention."), None)),
    (
        "none_neither_both",
        (L, Rewording("before", "All two that are levelling had been rising before."), None),
    ),
    ("no_part_is_the_whole", (L, Rewording("others", "Of the 19 indicators, 19 are rising."), None)),
    ("no_part_is_the_whole", (L, Rewording("others", "Of the one indicators, one is rising."), None)),
    ("lists_are_short", (L, Rewording("exceptions", NINE_NAMES), None)),
    ("numbers_agree", (L, Rewording("others", "Of the 19 indicators, one are rising."), None)),
    ("numbers_agree", (L, Rewording("others", "Of the zero indicators, ."), None)),
    ("numbers_agree", (L, Rewording("others", "Of the 19 indicators, 0 are rising."), None)),
    ("numbers_agree", (L, Rewording("others", "Of the 19 indicators, two is rising."), None)),
    ("numbers_agree", (L, Rewording(COUNTS, "That is 1 more (1 offences against 0)."), None)),
    (
        "names_agree_with_their_verbs",
        (L, Rewording("vehicle_offences/movement", "Vehicle offences is rising."), None),
    ),
    (
        "nothing_is_said_of_publication",
        (L, Rewording("youth_reoffending/arrears", "Nothing later has been published."), None),
    ),
    (
        "a_part_period_is_told",
        (L, None, ("hate_crime", {"partial": lambda one: Partial(period=one.latest, declared=True)})),
    ),
    ("revisions_are_told", (L, None, ("hate_crime", {"last": last}))),
    (
        "revisions_are_told_once",
        (L, Rewording("youth_reoffending/arrears", "The figure for 2021/22 has been revised up."), None),
    ),
    (
        "verdicts_have_tests",
        (
            L,
            Rewording(SPAN, "Between 2014/15 and 2021/22 it fell by half, a change for the better."),
            ("first_time_entrants", {"first_to_last": of("first_to_last", significant=None)}),
        ),
    ),
    (
        "spans_that_move_have_tests",
        (
            L,
            Rewording(SPAN, "Between 2014/15 and 2021/22 entrants fell by half."),
            ("first_time_entrants", {"first_to_last": of("first_to_last", significant=False)}),
        ),
    ),
    (
        "no_share_of_what_is_not_positive",
        (
            L,
            Rewording("hate_crime/figure", "", value("4.4%", 0.044, "relative", "hate_crime")),
            ("hate_crime", {"year": of("year", then=-1.0)}),
        ),
    ),
    (
        "counts_without_decimals",
        (L, Rewording(COUNTS, "", value("196.00", 196.0, "whole", "burglary_business_community")), None),
    ),
    (
        "percentages_have_one_decimal",
        (
            L,
            Rewording("get_on_well/figure", "", value("89.2413%", 89.2413, "proportion", "get_on_well")),
            None,
        ),
    ),
    (
        "wider_areas_agree",
        (
            L,
            Rewording(
                "feel_safe_after_dark/comparator", "The proportion is above that of England and Wales (71%)."
            ),
            None,
        ),
    ),
    (
        "gaps_have_side_and_size",
        (
            N,
            Rewording("obesity/comparator", "The proportion is above that of England.", {"values": ()}),
            ("obesity", {"comparators": another_test(True)}),
        ),
    ),
    (
        "no_movement_since_what_moved",
        (
            L,
            Rewording(
                "violence_with_injury/movement", "It is levelling, with no clear movement since March 2023."
            ),
            ("violence_with_injury", {"quarter": after_its_phase}),
        ),
    ),
    (
        "no_garden_path",
        (
            L,
            Rewording("vehicle_offences/parts", "It is significantly above the overall rate in Rutland (9)."),
            None,
        ),
    ),
    ("numbers_of_areas_are_not_compared", (L, None, ("hate_crime", {"measure": Measure.COUNT}))),
    (
        "small_numbers_are_small",
        (
            L,
            Rewording("youth_reoffending/unlabelled", "", {"phrase": "unlabelled-small-counts"}),
            ("youth_reoffending", {"year": of("year", count_now=400.0, count_then=400.0)}),
        ),
    ),
    (
        "no_sentence_twice",
        (
            L,
            Rewording(
                "hate_crime/parts",
                "After rising for five quarters, hate crime has been reducing for four quarters.",
            ),
            None,
        ),
    ),
    (
        "no_sentence_twice_in_a_paragraph",
        (L, Rewording("hate_crime/parts", "It is very low by the reference levels set for it."), None),
    ),
    ("no_word_twice", (L, Rewording("hate_crime/parts", "The the rate is above it in Rutland."), None)),
    ("no_word_twice", (L, Rewording("hate_crime/parts", "That is a 8% rise."), None)),
    ("no_word_twice", (L, Rewording("hate_crime/parts", "That is an rise."), None)),
    (
        "no_rate_per_one",
        (L, Rewording("hate_crime/figure", "The rate was 0.2 offences per 1 population."), None),
    ),
]
RULES = {rule.__name__: rule for rule in sense_words.RULES}


@pytest.mark.parametrize(("name", "breach"), BREACHES, ids=[name for name, _ in BREACHES])
def test_a_rule_sees_a_breach(name, breach):
    scenario, rewording, found = breach
    report = composed(scenario)
    report = undeclared(report) if "decimal" in name else report
    broken = reworded(report, rewording) if rewording else report
    broken = refound(broken, found[0], **found[1]) if found else broken
    assert set(RULES[name](broken)) - set(RULES[name](report))


def test_the_years_of_the_rule_are_seen():
    report = composed(NORTHBRIDGE)
    place = Rewording("obesity/movement")
    (sentence,) = (one for paragraph, one in report.document.sentences() if place.fits(paragraph, one))
    slots = tuple(replace(slot, number=3) if slot.name == "length" else slot for slot in sentence.slots)
    broken = reworded(report, replace(place, changes={"slots": slots}))
    assert list(sense_evidence.years_are_those_of_the_rule(broken))
    assert not list(sense_evidence.years_are_those_of_the_rule(report))


def test_every_rule_is_seen_to_fail():
    shown = {name for name, _ in BREACHES} | {"years_are_those_of_the_rule"}
    assert shown == set(RULES)


def test_two_papers_that_end_otherwise_are_seen():
    report = composed(LEICESTERSHIRE)
    other = reworded(report, Rewording("hate_crime/figure", "No figure can be given."))
    assert not list(sense_evidence.the_same_ending(report, report))
    assert list(sense_evidence.the_same_ending(report, other))


def test_a_label_that_is_another_today_is_seen():
    report = composed(LEICESTERSHIRE)
    other = refound(report, "hate_crime", movement=None)
    assert not list(sense_evidence.revised_otherwise(report, report, report))
    assert list(sense_evidence.revised_otherwise(report, report, other))


@lru_cache
def hard(seed: int) -> narrate.Report:
    """Return the paper of a hard draw; it is composed once."""
    return draw(seed).compose()


def test_the_hard_draws_hold_what_breaks_papers():
    sized = [draw(0, number=number).compose() for number in (0, 200)]
    reports = [*sized, *(hard(seed) for seed in range(20))]
    found = [finding for report in reports for finding in report.findings.values()]
    limit_comparisons = [one for finding in found for one in (finding.target, finding.threshold) if one]
    decimals = {spec_of(report).indicator(code).decimals for report in reports for code in report.findings}
    sizes = {sum(bool(part.indicator) for _, part in spec_of(one).paragraphs()) for one in reports}
    assert sizes >= {0, 1, 2, 3, 5, 10, 200}
    assert {one.relation for one in limit_comparisons} == set(Relation)
    assert any(one.threshold.value == 0 for one in limit_comparisons)
    assert any(one.decimals > 2 for one in limit_comparisons)
    assert any(finding.value is not None and finding.value < 0 for finding in found)
    assert any(finding.value is None for finding in found)
    assert sum(finding.value == 0 for finding in found) > 3
    assert any(finding.partial for finding in found)
    assert any(finding.parts_without for finding in found)
    assert any(finding.arrears for finding in found)
    assert any(one.change.significant for finding in found for one in finding.comparators)
    assert {0, 1, 2} <= decimals


def test_a_revised_draw_is_revised(tmp_path):
    _, _, now = draw_revised(0, tmp_path)
    revised = [finding.last for finding in now.compose().findings.values()]
    assert any(one and one.revision for one in revised)


def test_a_draw_that_ends_has_one_paper_without_the_newest_periods():
    absent, blank = draw_ending(1)
    assert absent.spec == blank.spec
    assert len(absent.observations) < len(blank.observations)


@pytest.mark.parametrize("seed", range(40))
def test_no_hard_report_breaks_a_rule_that_all_papers_keep(seed):
    report = hard(seed)
    assert list(sense_words.faults(report)) == []
    assert report.to_text()
