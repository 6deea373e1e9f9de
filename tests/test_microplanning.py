"""How messages become sentences: what is fused and what leads, what a section says once, how much is said."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pytest

import narrate
from narrate.document import AUTHORED, JOINED
from narrate.drafts import Outcome
from narrate.errors import SpecError
from narrate.findings import find
from narrate.messages import (
    BasisMessage,
    ClauseForm,
    ComparatorMovementMessage,
    FigureMessage,
    HeadlineMessage,
    MovementMessage,
)
from narrate.messages.first_to_last import Multiple
from narrate.microplanning import SentencePlan, TextPlan, microplan
from narrate.observations import read_observations
from narrate.phrases import read_bank, read_style
from narrate.planning import plan
from narrate.rendering.word import read_word, render_docx
from narrate.settings import Aggregation
from narrate.spec import Detail, ReportSpec, read_spec
from tests.conftest import FIXTURES, LEICESTERSHIRE, SCENARIOS, standard

LIMITS = Aggregation()
STYLE = read_style("council")
BELOW_FULL = (Detail.BRIEF, Detail.STANDARD)


@lru_cache
def spec(detail: Detail = Detail.STANDARD) -> ReportSpec:
    read = read_spec(LEICESTERSHIRE / "report.toml")
    return read.model_copy(update={"report": read.report.model_copy(update={"detail": detail})})


@lru_cache
def findings():
    return find(read_observations(LEICESTERSHIRE / "observations.csv"), spec())


@lru_cache
def text_plan(detail: Detail, *left_out: str, limits: Aggregation = LIMITS) -> TextPlan:
    """Return the sentences of a paper, by a bank without the phrases whose names end so."""
    names = [name for name in read_bank("en_GB").messages if not name.endswith(left_out or ("\n",))]
    return microplan(plan(findings(), spec(detail)), names, limits, STYLE)


def sentences(planned: TextPlan) -> dict[str, tuple[SentencePlan, ...]]:
    """Return the sentences of every paragraph, by its key."""
    found: dict[str, tuple[SentencePlan, ...]] = {}
    left = [paragraph for section in planned.sections for paragraph in section.paragraphs]
    while left:
        paragraph = left.pop()
        found[paragraph.planned.key] = paragraph.sentences
        left += paragraph.items
    return found


def clauses(planned: TextPlan):
    return [clause for some in sentences(planned).values() for one in some for clause in one.clauses]


@lru_cache
def paper(scenario: str, detail: Detail) -> narrate.Report:
    return narrate.compose(FIXTURES / scenario / "report.toml", detail=detail)


# What is fused ----------------------------------------------------------------------------------------------


def test_in_full_detail_every_message_of_an_indicator_has_a_sentence():
    said = {key: some for key, some in sentences(text_plan(Detail.FULL)).items() if key in findings()}
    assert {len(one.clauses) for some in said.values() for one in some} == {1}
    assert {one.clauses[0].form for some in said.values() for one in some} == {ClauseForm.SENTENCE}


@pytest.mark.parametrize("detail", BELOW_FULL)
def test_no_message_is_lost_and_none_is_said_twice(detail):
    planned, said = plan(findings(), spec(detail)), sentences(text_plan(detail))
    left = [paragraph for section in planned.sections for paragraph in section.paragraphs]
    while left:
        paragraph = left.pop()
        left += paragraph.items
        put = [clause.message.kind for one in said[paragraph.key] for clause in one.clauses]
        assert sorted(put) == sorted(message.kind for message in paragraph.messages), paragraph.key


@pytest.mark.parametrize("detail", BELOW_FULL)
def test_a_sentence_has_one_tail_and_few_figures(detail):
    fused = [one for some in sentences(text_plan(detail)).values() for one in some if len(one.clauses) > 1]
    assert fused
    for one in fused:
        assert [clause.form for clause in one.clauses[1:]] == [ClauseForm.TAIL]
        assert sum(clause.message.figures for clause in one.clauses) <= LIMITS.figures


def test_without_room_for_another_clause_nothing_is_fused():
    alone = text_plan(Detail.STANDARD, limits=Aggregation(clauses=1))
    assert {len(one.clauses) for some in sentences(alone).values() for one in some} == {1}


def test_a_form_that_the_language_lacks_is_not_used():
    planned = text_plan(Detail.STANDARD, "-tail", "-lead")
    assert {clause.form for clause in clauses(planned)} == {ClauseForm.SENTENCE}


def test_a_tail_says_no_less_than_its_sentence():
    """A narrow miss, whose sentence says so, does not fall back on the tail of a wide one."""
    names = {*read_bank("en_GB").messages} - {"threshold-upper-lower-kept-narrow-tail"}
    near = findings()["marac_repeat_referrals"]
    narrow = near.model_copy(update={"threshold": near.threshold.model_copy(update={"decimals": 3})})
    planned = microplan(plan({**findings(), near.indicator: narrow}, spec()), names, LIMITS, STYLE)
    forms = [clause.form for clause in clauses(planned) if clause.message.kind == "threshold"]
    assert forms == [ClauseForm.SENTENCE]


# What leads -------------------------------------------------------------------------------------------------


def test_a_large_change_leads_where_the_series_has_no_direction():
    first, second, *_ = sentences(text_plan(Detail.STANDARD))["burglary_business_community"]
    assert isinstance(first.lead, FigureMessage)
    assert first.clauses[0].form is ClauseForm.LEAD
    assert isinstance(second.lead, MovementMessage)
    assert second.lead.subject == first.lead.it


@pytest.mark.parametrize("code", ["hate_crime", "burglary_residential", "violence_with_injury"])
def test_a_movement_leads_where_it_is_the_news(code):
    said = [one for one in sentences(text_plan(Detail.STANDARD))[code] if one.lead.kind != "basis"]
    assert isinstance(said[0].lead, MovementMessage)


def test_a_figure_that_is_stable_leads_and_nothing_before_the_movement_says_also():
    first, second, *_ = sentences(text_plan(Detail.STANDARD))["total_crime"]
    assert isinstance(first.lead, FigureMessage)
    assert first.lead.stable
    wider = next(one.message for one in first.clauses if isinstance(one.message, ComparatorMovementMessage))
    assert wider.present.name == "present-plateaued-instead"
    assert isinstance(second.lead, MovementMessage)


def test_gaps_to_two_wider_areas_share_a_sentence():
    falls = standard("northbridge-2024-25-q1").trace.sentences
    (text,) = (one.text for one in falls if one.id == "falls/comparator-movement")
    assert text.count("significantly higher ") == 2
    assert ", and significantly higher (15.1%) than in England (2,259), where it is levelling." in text


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_neighbouring_sentences_open_with_the_same_two_words(scenario, detail):
    alike = [
        (before.text, after.text)
        for paragraph in paper(scenario, detail).document.paragraphs()
        for before, after in pairwise(paragraph.sentences)
        if not after.phrase.startswith(AUTHORED)
        and before.text.split()[:2] == after.text.split()[:2]
        and len(read_bank("en_GB").alternatives(after.phrase.split("+")[0].split(".")[0])) > 1
    ]
    assert alike == []


@pytest.mark.parametrize("detail", Detail)
def test_only_a_style_that_allows_it_says_halved(detail):
    plain = STYLE.model_copy(update={"multiples": False})
    for style, expected in ((STYLE, Multiple.HALVED), (plain, None)):
        names = read_bank("en_GB").messages
        said = sentences(microplan(plan(findings(), spec(detail)), names, LIMITS, style))[
            "first_time_entrants"
        ]
        assert expected in {getattr(one.lead, "multiple", "none") for one in said}


def test_no_order_of_messages_rules():
    said = sentences(text_plan(Detail.STANDARD))
    orders = [
        tuple(clause.message.kind for one in said[code] for clause in one.clauses if one.lead.kind != "basis")
        for code in findings()
    ]
    assert max(map(orders.count, orders)) <= len(orders) / 3


def test_the_same_facts_in_another_paper_have_the_same_order():
    head = spec().report.model_copy(update={"title": "Another paper", "board": "Another board"})
    other = spec().model_copy(update={"report": head})
    names = read_bank("en_GB").messages
    orders = [
        {
            key: [(clause.message.kind, clause.form) for one in some for clause in one.clauses]
            for key, some in sentences(microplan(plan(findings(), one), names, LIMITS, STYLE)).items()
        }
        for one in (spec(), other)
    ]
    assert orders[0] == orders[1]


# The basis of a section -------------------------------------------------------------------------------------


def test_a_section_says_its_basis_once_and_its_figures_rest_on_it():
    for section in text_plan(Detail.STANDARD).sections:
        own = sentences(TextPlan((section,)))
        said = [one for some in own.values() for one in some]
        basis = [one.lead for one in said if isinstance(one.lead, BasisMessage)]
        assert len(basis) <= 1
        figures = [one.lead for one in said if isinstance(one.lead, FigureMessage | HeadlineMessage)]
        resting = [one for one in figures if basis and one.findings[0] in basis[0].findings]
        assert bool(basis) == (len(resting) > 1)
        assert all(one.span == basis[0].span for one in resting)


def test_nothing_rests_on_a_basis_that_is_not_wanted():
    sections = tuple(section.model_copy(update={"basis": False}) for section in spec().sections)
    report = narrate.compose(
        spec().model_copy(update={"sections": sections}),
        observations=LEICESTERSHIRE / "observations.csv",
    )
    assert not [one for one in report.sentences if one.phrase.startswith("basis")]
    figures = [one for one in report.sentences if one.phrase.startswith("figure-based")]
    assert figures
    for one in figures:
        period = report.findings[one.findings[0].partition("/")[0]].period
        assert "12 months to" in one.text or str(period) in one.text, one.text


# How much is said -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_less_detail_says_less_and_nothing_else(scenario):
    said = [
        {clause.id for one in paper(scenario, detail).sentences for clause in one.clauses if clause.kind}
        for detail in (Detail.BRIEF, Detail.STANDARD, Detail.FULL)
    ]
    basis = {name for some in said for name in some if name.endswith("/basis")}
    assert said[0] - basis < said[1] - basis < said[2] - basis


def test_the_nearest_detail_holds_and_the_caller_s_over_all():
    indicators = tuple(
        one.model_copy(update={"detail": Detail.FULL if one.id == "hate_crime" else None})
        for one in spec().indicators
    )
    sections = tuple(
        one.model_copy(update={"detail": Detail.BRIEF if one.heading == "Hate crime and cohesion" else None})
        for one in spec().sections
    )
    mixed = spec().model_copy(update={"indicators": indicators, "sections": sections})

    def said(report: narrate.Report) -> dict[str, list[str]]:
        return {
            paragraph.id: [
                clause.kind for one in paragraph.sentences for clause in one.clauses if clause.kind != "basis"
            ]
            for paragraph in report.document.paragraphs()
        }

    def own(detail: Detail | None = None):
        return narrate.compose(mixed, observations=LEICESTERSHIRE / "observations.csv", detail=detail)

    full, brief, usual = (
        said(paper(LEICESTERSHIRE.name, detail)) for detail in (Detail.FULL, Detail.BRIEF, Detail.STANDARD)
    )
    found = said(own())
    assert len({str(some["hate_crime"]) for some in (full, brief, usual)}) == 3
    assert found["hate_crime"] == full["hate_crime"]
    asked = "racially_religiously_aggravated"
    assert found[asked] == brief[asked] != usual[asked]
    assert found["total_crime"] == usual["total_crime"] != full["total_crime"]
    assert own(Detail.BRIEF).to_markdown() == paper(LEICESTERSHIRE.name, Detail.BRIEF).to_markdown()


def test_an_unknown_detail_is_a_fault():
    with pytest.raises(SpecError, match=r"breif.*brief, standard, full.*did you mean 'brief'"):
        narrate.compose(LEICESTERSHIRE / "report.toml", detail="breif")


# Clauses behind the sentences -------------------------------------------------------------------------------


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_sentence_is_what_its_clauses_are(scenario, detail):
    report = paper(scenario, detail)
    names = [clause.id for record in report.trace.sentences for clause in record.clauses]
    assert len(names) == len(set(names))
    for record in report.trace.sentences:
        lead, *tails = record.clauses
        assert lead.id == record.id
        assert record.phrase == JOINED.join(clause.phrase for clause in record.clauses)
        assert record.values == tuple(value for clause in record.clauses for value in clause.values)
        assert record.text.startswith(lead.text.removesuffix("."))
        assert all(clause.text.strip(", ") in record.text for clause in tails)
        assert all(
            value.text in clause.text
            for clause in record.clauses
            for value in clause.values
            if clause.kind != "caption"
        )


@pytest.mark.parametrize("detail", BELOW_FULL)
@pytest.mark.parametrize("suffix", [".md", ".docx"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_an_untouched_draft_of_fused_sentences_is_clean(scenario, suffix, detail, tmp_path):
    report = paper(scenario, detail)
    path = tmp_path / f"draft{suffix}"
    if suffix == ".md":
        path.write_text(report.to_markdown(), encoding="utf-8")
    else:
        report.to_docx(path)
    assert narrate.check(path, report.trace) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("significantly lower (17.4%)", "significantly higher (17.4%)"),
        ("significantly lower (17.4%)", "significantly lower (18.4%)"),
        ("East Midlands (88.09)", "East Midlands (89.08)"),
        ("where it has also plateaued", "where it is still rising"),
        ("much as a year earlier (3.00)", "much as a year earlier (3.40)"),
        ("below the SafeLives upper threshold of 40%", "above the SafeLives upper threshold of 40%"),
        ("different) the rate is still rising", "different) the rate is reducing"),
    ],
)
def test_a_mistake_in_a_clause_is_found(old, new, tmp_path):
    report = standard(LEICESTERSHIRE.name)
    text = report.to_markdown()
    assert old in text
    path = tmp_path / "draft.md"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [issue for issue in narrate.check(path, report.trace) if issue.severity != "unverifiable"]


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_fused_sentences_live_on_into_the_next_quarter(suffix, tmp_path):
    before = narrate.compose(LEICESTERSHIRE / "report.toml", period="2023/24 Q1")
    path = tmp_path / f"draft{suffix}"
    content = render_docx(before.document) if suffix == ".docx" else before.to_markdown().encode()
    path.write_bytes(content)
    text = read_word(content).text if suffix == ".docx" else content.decode()
    trace = before.trace.with_draft(path.name, text)
    path.with_suffix(".trace.json").write_text(trace.to_json(), encoding="utf-8")
    done = narrate.refresh(path, LEICESTERSHIRE / "report.toml")
    assert {item.outcome for item in done.outcomes} <= {Outcome.REFRESHED, Outcome.NEW, Outcome.DROPPED}


def test_words_added_to_a_fused_sentence_are_kept_with_its_new_figures(tmp_path):
    before = narrate.compose(LEICESTERSHIRE / "report.toml", period="2022/23 Q4")
    sentence = next(one for one in before.sentences if one.id == "racially_religiously_aggravated/figure")
    assert len(sentence.clauses) > 1
    own = sentence.text.removesuffix(".") + ", as the partnership expected."
    path = tmp_path / "draft.md"
    path.write_text(before.to_markdown().replace(sentence.text, own), encoding="utf-8")
    trace = before.trace.with_draft(path.name, before.to_markdown())
    path.with_suffix(".trace.json").write_text(trace.to_json(), encoding="utf-8")
    done = narrate.refresh(path, LEICESTERSHIRE / "report.toml", period="2023/24 Q1")
    outcome = next(item for item in done.outcomes if item.sentence == sentence.id)
    assert outcome.outcome is Outcome.UPDATED
    after = narrate.compose(LEICESTERSHIRE / "report.toml", period="2023/24 Q1")
    now = next(one for one in after.sentences if one.id == sentence.id)
    assert outcome.text.endswith(", as the partnership expected.")
    assert all(value.text in outcome.text for value in now.values)
