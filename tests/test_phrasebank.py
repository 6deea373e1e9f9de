"""The English phrases: all that can be said is said, nothing else stands there, and each word fits its facts.

The findings below go through every value of every fact that a phrase's name may hold. Each is planned and
realised with each alternative in turn, so that what is checked are whole sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

import pytest

from narrate.document import Sentence
from narrate.findings import (
    Change,
    Comparator,
    Extreme,
    Finding,
    Magnitude,
    Observed,
    Part,
    PhaseRecord,
    Relation,
    Standing,
)
from narrate.movement import Direction, Favour, Movement, Reason, Rule
from narrate.periods import Period, month
from narrate.phrases import Chooser, PhraseBank, kind_of, read_bank, read_style
from narrate.planning import Kind, plan
from narrate.planning.message import Message
from narrate.planning.paper import PlannedParagraph
from narrate.realisation import realise
from narrate.settings import Planning, Settings
from narrate.spec import Areas, Bound, Indicator, Measure, ParagraphSpec, ReportSpec, SectionSpec, Threshold

BANK = read_bank("en_GB")
END = month(2023, 9)
ROLLING, YEAR_AGO = Period(END, 12), Period(END - 12, 12)
QUARTER = Period(END, 3)
UP, DOWN, LEVEL = Direction.UP, Direction.DOWN, Direction.LEVEL
SETTLED = (Movement.LEVELLING, Movement.PLATEAUED)
SIZES = {Relation.HIGHER: 1.0, Relation.LOWER: -1.0, Relation.SAME: 0.0}
ALONE = {"value": 12.0, "year": None, "movement": Movement.NOT_SIGNIFICANT, "reason": None}


def change(relation: Relation, significant: bool | None = None, **facts: object) -> Change:
    size = SIZES[relation]
    known = {
        "now": 12.0 + size,
        "then": 12.0,
        "period": ROLLING,
        "base": YEAR_AGO,
        "relation": relation,
        "difference": size,
        "relative": size / 12.0,
        "magnitude": Magnitude.MODERATE,
        "material": True,
        "count_now": 120.0 + size,
        "count_then": 120.0,
        "p": None if significant is None else 0.5,
        "significant": significant,
    }
    return Change(**(known | facts))


def in_points(relation: Relation, significant: bool | None = None, **facts: object) -> Change:
    known = {"relative": None, "base_now": 400.0, "base_then": 400.0}
    return change(relation, significant, **(known | facts))


def phases(*directions: Direction, last: int = 2) -> tuple[PhaseRecord, ...]:
    """Return phases that end with the data: the last so many quarters long, those before it three."""
    found = []
    end = END
    for number, direction in enumerate(reversed(directions)):
        periods = 3 if number else last
        start = Period(end - 3 * (periods - 1), 3)
        found.append(PhaseRecord(direction=direction, start=start, end=Period(end, 3), periods=periods))
        end = start.end - 3
    return tuple(reversed(found))


@dataclass(frozen=True)
class Case:
    """A finding, and what is declared of its indicator."""

    facts: dict[str, object]
    declared: dict[str, object]


def case(declared: dict[str, object] | None = None, **facts: object) -> Case:
    """Return a case whose phases, unless they are given, are the shortest that its movement can end in."""
    settled = dict.fromkeys(SETTLED, (UP, LEVEL))
    runs = {Movement.RISING: (UP,), Movement.REDUCING: (DOWN,)} | settled
    run = runs.get(facts.get("movement"), ())
    return Case(ALONE | {"phases": phases(*run)} | facts, declared or {})


def histories() -> Iterator[tuple[Direction, ...]]:
    """Yield every run of up to four phases; two that follow each other differ."""
    for length in range(1, 5):
        for run in product(Direction, repeat=length):
            if all(one is not other for one, other in pairwise(run)):
                yield run


def movements() -> Iterator[Case]:
    for run in histories():
        moved = [direction for direction in run if direction is not LEVEL]
        ended = [Movement.LEVELLING, Movement.PLATEAUED] if moved else []
        now = {UP: [Movement.RISING], DOWN: [Movement.REDUCING], LEVEL: [Movement.NOT_SIGNIFICANT, *ended]}
        # a rise or fall lasts two quarters at least
        for movement, last in product(now[run[-1]], (1, 2) if run[-1] is LEVEL else (2, 9)):
            before = moved[-1] if movement in SETTLED else None
            yield case(movement=movement, before=before, phases=phases(*run, last=last))
    for relation in (Relation.HIGHER, Relation.LOWER):
        yield case(year=change(relation, True))


def headlines() -> Iterator[Case]:
    settled = product(SETTLED, (UP, DOWN, None))
    others = product((Movement.RISING, Movement.REDUCING, Movement.NOT_SIGNIFICANT, None), (None,))
    for (movement, before), relation in product([*settled, *others], [*Relation, None]):
        year = relation and change(relation, True)
        reason = None if movement else Reason.SMALL_COUNTS
        # the wrong side of a threshold brings any indicator into the summary
        missed = standing(Bound.UPPER)
        yield case(movement=movement, reason=reason, before=before, year=year, threshold=missed)


def annual() -> Iterator[Case]:
    facts = {"latest": ROLLING, "rule": Rule.TREND_OF_RATES}
    moves = (Movement.RISING, Movement.REDUCING, Movement.NOT_SIGNIFICANT)
    wholes = [None, *(change(relation) for relation in Relation)]
    for movement, whole, measure in product(moves, wholes, Measure):
        yield case({"table": whole is not None}, movement=movement, whole=whole, measure=measure, **facts)
    for overlap in (1, 9):
        yield case(overlap=overlap, **facts)
    yield case(period=Period(month(2024, 3), 12), arrears=True, **facts)
    yield case(period=Period(month(2023, 12), 12), arrears=True, **facts)


def unlabelled() -> Iterator[Case]:
    one = (Observed(period=ROLLING, value=12.0),)
    for reason, latest, value in product(Reason, (QUARTER, ROLLING), (12.0, None)):
        yield case(movement=None, reason=reason, latest=latest, value=value)
    yield case(movement=None, reason=Reason.TOO_FEW_PERIODS, series=one)
    yield case(value=None)


def years() -> Iterator[Case]:
    for relation, test, magnitude in product(Relation, (True, False, None), Magnitude):
        yield case(year=change(relation, test, magnitude=magnitude))
        points = in_points(relation, test, magnitude=magnitude)
        yield case({"counted": ""}, year=points, measure=Measure.PROPORTION)
    for relation, test, measure in product(Relation, (True, False, None), (Measure.RATE, Measure.COUNT)):
        yield case(year=change(relation, test, count_now=3.0), measure=measure)
    for relation, test in product(Relation, (True, False)):
        yield case(year=in_points(relation, test, base_then=22.0), measure=Measure.PROPORTION)
        yield case(year=change(relation, None, count_now=None, count_then=None), measure=Measure.VALUE)
    for measure in Measure:
        yield case(measure=measure)


def quarters() -> Iterator[Case]:
    moves = (Movement.RISING, Movement.REDUCING, Movement.NOT_SIGNIFICANT)
    for relation, test, movement in product(Relation, (True, False), moves):
        spans = {"period": QUARTER, "base": Period(END - 12, 3)}
        yield case(quarter=change(relation, test, **spans), movement=movement)
        points = in_points(relation, test, **spans)
        yield case(quarter=points, movement=movement, measure=Measure.PROPORTION)


def extremes() -> Iterator[Case]:
    extreme = Extreme(value=20.0, period=Period(END - 24, 12))
    yield case(movement=Movement.REDUCING, peak=extreme)
    yield case(movement=Movement.RISING, trough=extreme)


def standing(bound: Bound, relation: Relation = Relation.HIGHER, kept: bool = False) -> Standing:
    return Standing(
        threshold=Threshold(value=11.0, bound=bound, source="Board"), relation=relation, kept=kept
    )


def standings() -> Iterator[Case]:
    for bound, relation in product(Bound, Relation):
        kept = {Bound.UPPER: Relation.LOWER, Bound.LOWER: Relation.HIGHER}[bound] is relation
        for truly in {kept, kept or relation is Relation.SAME}:
            yield case(threshold=standing(bound, relation, truly))
            yield case(target=standing(bound, relation, truly))


def parts() -> Iterator[Case]:
    for above, below in product(range(3), range(3)):
        sides = [Relation.HIGHER] * above + [Relation.SAME] + [Relation.LOWER] * below
        yield case(
            parts=tuple(
                Part(area=f"Part {number}", value=20.0 - number, p=0.5, side=side)
                for number, side in enumerate(sides)
            )
        )


def comparators() -> Iterator[Case]:
    for own, other in product(Movement, Movement):
        wider = [
            Comparator(area=area, value=12.0, change=change(Relation.LOWER, False), movement=other)
            for area in ("Region", "Nation")
        ]
        yield case(movement=own, comparators=tuple(wider))
    for relation, test in product(Relation, (True, False, None)):
        wider = [Comparator(area="Nation", value=12.0, change=change(relation, test), movement=None)]
        yield case(comparators=tuple(wider))


def others() -> Iterator[Case]:
    yield case(new=True)
    yield case(arrears=True)
    for favour in Favour:
        yield case(favour=favour)
    yield case(arrears=True, period=Period(END, 3))
    yield case(arrears=True, period=Period(END, 1))


def all_new() -> Iterator[Case]:
    yield from (case(new=True), case(new=True))


def all_better() -> Iterator[Case]:
    yield from (case(favour=Favour.BETTER), case(favour=Favour.NEUTRAL))


def all_worse() -> Iterator[Case]:
    yield from (case(favour=Favour.WORSE), case(favour=Favour.NEUTRAL))


SOURCES = (
    movements,
    headlines,
    annual,
    unlabelled,
    years,
    quarters,
    extremes,
    standings,
    parts,
    comparators,
    others,
    all_new,
    all_better,
    all_worse,
)
"""What goes into reports of its own, since a summary and a list of items speak of all that they hold."""


def finding(code: str, facts: dict[str, object]) -> Finding:
    known = {
        "id": f"{code}/County",
        "indicator": code,
        "area": "County",
        "measure": Measure.RATE,
        "period": ROLLING,
        "latest": QUARTER,
        "quarter": None,
        "whole": None,
        "before": None,
        "favour": Favour.NEUTRAL,
        "rule": Rule.PHASES,
        "phases": (),
        "peak": None,
        "trough": None,
        "threshold": None,
        "target": None,
        "parts": (),
        "comparators": (),
        "series": (Observed(period=YEAR_AGO, value=12.0), Observed(period=ROLLING, value=12.0)),
        "overlap": 0,
        "months_behind": 0,
        "arrears": False,
        "new": False,
        "dispersion": 1.0,
        "degrees_of_freedom": None,
        "flags": (),
    }
    return Finding(**(known | facts))


def spec(cases: dict[str, Case]) -> ReportSpec:
    head = {"title": "Paper", "period": QUARTER, "area": "County", "observations": "none.csv"}
    declared = [
        Indicator(**({"id": code, "name": "thefts", "counted": "thefts", "base": "people"} | given.declared))
        for code, given in cases.items()
    ]
    items = tuple(ParagraphSpec(indicator=code) for code in cases)
    front = (ParagraphSpec(summary=True), ParagraphSpec(method=True), ParagraphSpec(text="At {month}."))
    return ReportSpec(
        report=head,
        areas=Areas(kind="county", part="districts"),
        indicators=declared,
        sections=(SectionSpec(heading="All", paragraphs=(*front, ParagraphSpec(items=items))),),
        settings=Settings(planning=Planning(messages=99, summary_points=99)),
    )


class Recording(PhraseBank):
    """A bank that remembers which of its phrases were said."""

    said: set[str]

    def fill(self, name: str, frame: str, slots: dict) -> str:
        self.said.add(name)
        return super().fill(name, frame, slots)


@dataclass(frozen=True)
class Said:
    """What was said, and the message behind it."""

    message: Message
    sentence: Sentence


def messages(paragraph: PlannedParagraph) -> Iterator[Message]:
    yield from paragraph.messages
    if paragraph.table:
        yield paragraph.table.caption
    for item in paragraph.items:
        yield from messages(item)


@lru_cache
def everything() -> tuple[tuple[Said, ...], frozenset[str]]:
    """Return all that can be said in all ways, and the names of the phrases that it took."""
    recording = Recording(**vars(BANK))
    object.__setattr__(recording, "said", set())
    turns = max(len(BANK.frames(name)) for name in BANK.messages)
    said: list[Said] = []
    with pytest.MonkeyPatch.context() as patch:
        for turn in range(turns):
            patch.setattr(Chooser, "choose", lambda self, name, _, turn=turn: nth(self.bank, name, turn))
            for source in SOURCES:
                cases = tuple(source())
                for start in range(0, len(cases), 20):
                    said += report(cases[start : start + 20], recording)
    return tuple(said), frozenset(recording.said)


def nth(bank: PhraseBank, name: str, turn: int) -> str:
    frames = bank.frames(name)
    return frames[turn % len(frames)]


def report(group: tuple[Case, ...], bank: PhraseBank) -> Iterator[Said]:
    cases = {f"i{number}": given for number, given in enumerate(group)}
    declared = spec(cases)
    findings = {code: finding(code, given.facts) for code, given in cases.items()}
    planned = plan(findings, declared)
    document = realise(planned, declared, findings, bank, read_style("council"))
    meant = [
        message
        for section in planned.sections
        for paragraph in section.paragraphs
        for message in messages(paragraph)
    ]
    written = [sentence for _, sentence in document.sentences() if not sentence.phrase.startswith("spec.")]
    for message, sentence in zip(meant, written, strict=True):
        yield Said(message, sentence)


def phrase(said: Said) -> str:
    return said.sentence.phrase.partition(".")[0]


def test_every_message_has_a_phrase_and_every_kind_a_message():
    said, _ = everything()
    assert {item.message.kind for item in said} == set(Kind)


def test_no_phrase_stands_in_the_bank_that_nothing_says():
    said, reached = everything()
    kinds = {name for name in BANK.messages if kind_of(name)}
    assert kinds - {phrase(item) for item in said} == set()
    # words for agreement stand inside others and are never asked for by themselves
    agreement = {name for name in BANK.messages if not kind_of(name) and "-" not in name} - {"points"}
    referred = {name for name in agreement if any(f"{{ {name} }}" in text for text in texts())}
    assert agreement == referred
    assert BANK.messages.keys() - reached - kinds - agreement == UNUSED


UNUSED = {"bound-upper", "bound-lower"}
"""Words of slots that the shipped phrases leave out and an editor may use."""


def texts() -> Iterator[str]:
    from narrate.phrases import shipped_bank

    for file in (shipped_bank() / "en_GB").iterdir():
        yield file.read_text(encoding="utf-8")


def test_every_alternative_was_said():
    said, _ = everything()
    names = {item.sentence.phrase for item in said}
    frames = {
        f"{name}.{frame}" if frame else name
        for name in BANK.messages
        if kind_of(name)
        for frame in BANK.frames(name)
    }
    assert frames <= names


def test_sentences_are_whole():
    said, _ = everything()
    for item in said:
        text = item.sentence.text
        assert re.fullmatch(r"[A-Z0-9].*[^.\s]\.", text), text
        assert not re.search(r"\s\s|\s[.,:;)]|\(\s|[{}$*_|<>]|\bnan\b|\bNone\b(?! of)|\.\.|,,", text), text


def test_numbers_agree():
    wrong = re.compile(
        r"\bone (quarters|years|months|are|have|were)\b"
        r"|\bone (quarter|year|month)( of \w+| without clear movement)? (are|have|were)\b"
        r"|\b(two|three|nine) (quarter|year|month)\b",
        re.IGNORECASE,
    )
    said, _ = everything()
    assert [item.sentence.text for item in said if wrong.search(item.sentence.text)] == []


# Directions -------------------------------------------------------------------------------------------------

RISE = re.compile(r"\b(above|up|rise|rises|rose|risen|rising|higher|increased?|grew|grown)\b", re.IGNORECASE)
FALL = re.compile(
    r"\b(below|down|falls?|fell|fallen|falling|lower|decreased?|reduced|reducing)\b", re.IGNORECASE
)
BOUND_TERMS = re.compile(r"(upper|lower) (threshold|target)")
COMPARING = (Kind.FIGURE, Kind.QUARTER, Kind.SPAN, Kind.COMPARATOR_FIGURE, Kind.THRESHOLD, Kind.TARGET)


def relation_of(message: Message) -> str:
    """Return on which side a comparison says that a figure is; blank where it compares nothing."""
    if message.kind not in COMPARING or message.facts == ("alone",):
        return ""
    return message.facts[message.kind in (Kind.THRESHOLD, Kind.TARGET)]


def opposite(text: str, relation: str) -> list[str]:
    wrong = {"higher": (FALL,), "lower": (RISE,), "same": (RISE, FALL), "": ()}[relation]
    return [found.group() for pattern in wrong for found in pattern.finditer(text)]


def test_no_comparison_holds_a_word_of_the_opposite_direction():
    said, _ = everything()
    for item in said:
        relation = relation_of(item.message)
        text = BOUND_TERMS.sub(r"\2", item.sentence.text)
        if "against" in item.message.facts:
            text = text.replace("the fall", "").replace("the rise", "")
        assert opposite(text, relation) == [], item.sentence


def test_a_quarter_against_the_movement_names_that_movement():
    said, _ = everything()
    against = [item for item in said if phrase(item).endswith("-against")]
    assert against
    for item in against:
        named = {"higher": "the fall", "lower": "the rise"}[item.message.facts[0]]
        assert named in item.sentence.text


def test_headlines_put_the_figure_on_its_side():
    said, _ = everything()
    sides = {"-higher": r"\b(below|down)\b", "-lower": r"\b(above|up)\b"}
    ended = {"-after-up": "fall", "-after-down": "rise"}
    for item in said:
        if item.message.kind is Kind.HEADLINE:
            for ending, wrong in sides.items():
                if phrase(item).endswith(ending):
                    assert not re.search(wrong, item.sentence.text), item.sentence
            for ending, wrong in ended.items():
                if ending in phrase(item):
                    assert wrong not in item.sentence.text, item.sentence


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("extreme-peak", RISE),
        ("extreme-trough", FALL),
        ("favour-better", re.compile(r"(?<!none )for the worse")),
        ("favour-worse", re.compile(r"(?<!none )for the better")),
    ],
)
def test_extremes_and_favour_say_nothing_of_the_other_side(name, wrong):
    said, _ = everything()
    found = [item.sentence.text for item in said if phrase(item) == name]
    assert found
    assert not [text for text in found if wrong.search(text)]


def test_parts_stand_on_the_side_that_they_are_named_for():
    said, _ = everything()
    named = {"parts-above": ("below|lower", "above|higher"), "parts-below": ("above|higher", "below|lower")}
    for item in said:
        if phrase(item) in named:
            wrong, right = named[phrase(item)]
            claim = re.sub(r"none of the \w+ is significantly \w+", "", item.sentence.text)
            assert re.search(right, claim), item.sentence
            assert not re.search(wrong, claim), item.sentence


SPELLS = {"length": "LENGTH", "past": "PAST", "earlier": "EARLIER"}


def template(name: str, frame: str) -> str:
    """Return a phrase about phases with the names of its slots in the place of their lengths."""
    slots = {"subject": "Theft", "plural": "no", "measure": "rate"} | SPELLS
    return BANK.fill(name, frame, slots | {f"{slot}-n": 2 for slot in SPELLS})


def direction_of(spell: str, text: str) -> Direction:
    """Return the direction that a text gives to a spell: by the words after it, else by those before."""
    after = re.search(rf"{spell} (?:of (increase|decrease)|(without clear movement))", text)
    if after:
        return LEVEL if after[2] else {"increase": UP, "decrease": DOWN}[after[1]]
    before = re.search(rf"(\w+)(?:,? for| of| that lasted) {spell}", text)
    assert before, text
    if before[1] in ("movement", "level"):
        return LEVEL
    return UP if RISE.fullmatch(before[1]) else DOWN


HISTORIES = [name for name in BANK.messages if name.startswith("movement-") and "-after-" in name]


@pytest.mark.parametrize("name", [name for name in HISTORIES if not name.endswith("-whole")])
def test_phases_are_told_in_the_direction_that_the_name_gives(name):
    told = [Direction(fact) for fact in re.findall(r"-after-(up|down|level)", name)]
    for frame in BANK.frames(name):
        text = template(name, frame)
        for spell, direction in zip(("PAST", "EARLIER"), told, strict=False):
            assert direction_of(spell, text) is direction, text
        assert ("EARLIER" in text) == (len(told) == 2)


# Words ------------------------------------------------------------------------------------------------------

NAMED = {
    "rising": r"\brising\b",
    "reducing": r"\breducing\b",
    "levelling": r"\blevelling\b",
    "plateaued": r"\bplateaued\b",
    "not-significant": r"\bno (sustained )?movement\b|\bno .* significant trend\b|\bwithout a sustained\b",
}


@pytest.mark.parametrize("movement", list(Movement))
def test_a_movement_has_one_word_wherever_it_is_told(movement):
    code = movement.value.replace(" ", "-")
    said, _ = everything()
    told = [item for item in said if re.match(rf"(movement|headline)-{code}(-|$)", phrase(item))]
    assert {item.message.kind for item in told} == {Kind.MOVEMENT, Kind.HEADLINE}
    for item in told:
        assert re.search(NAMED[code], item.sentence.text, re.IGNORECASE), item.sentence
        for other in {"reducing", "levelling", "plateaued"} - {code}:
            assert not re.search(NAMED[other], item.sentence.text), item.sentence
    for name in (f"present-{code}", f"present-{code}-instead", f"clause-{code}"):
        slots = {"plural": "no", "number": "one", "number-n": 1}
        assert re.search(NAMED[code], BANK.fill(name, "", slots)), name


BANNED = (
    *("best", "worst", "only", "positive", "negative", "extremely", "unsurprisingly", "disappointing"),
    *("key", "deliver", "tackling", "impact", "robust", "progress", "going forward", "driven by", "due to"),
    *(
        "because of",
        "thanks to",
        "compared to",
        "rolling average",
        "unchanged",
        "stable",
        "marginal",
        "currently",
    ),
    *("trend has reversed", "good", "bad", "poor", "eg", "ie", "etc", "utilise", "percent", "%age"),
)
"""Words of judgement, of cause, of everyday use of technical terms, and against the house style."""


def test_no_phrase_holds_a_banned_word():
    banned = re.compile(rf"\b({'|'.join(map(re.escape, BANNED))})\b|[;&!]|\w'(t|ve|re|ll)\b", re.IGNORECASE)
    said, _ = everything()
    found = {item.sentence.text: hit.group() for item in said if (hit := banned.search(item.sentence.text))}
    assert found == {}


def test_significant_is_said_of_figures_only_where_a_test_ran():
    said, _ = everything()
    for item in said:
        if "untested" in item.message.facts or "alone" in item.message.facts:
            assert "significant" not in item.sentence.text, item.sentence
        if "not-significant" in item.message.facts:
            assert not re.search(r"(?<!not )(?<!no )statistically significant", item.sentence.text), (
                item.sentence
            )


def test_a_comparison_that_was_not_tested_says_so():
    said, _ = everything()
    untested = [
        item for item in said if "untested" in item.message.facts and "same" not in item.message.facts
    ]
    assert untested
    for item in untested:
        assert re.search(r"no test has been applied|has not been tested", item.sentence.text), item.sentence
