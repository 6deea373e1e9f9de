"""All that can be said: findings that go through every value of every fact that a phrase's name may hold.

Each is planned and realised with each alternative in turn, so that what is checked are whole sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from types import NoneType
from typing import Any, get_args, get_origin

import pytest

from narrate.document import Sentence
from narrate.findings import (
    Change,
    Comparator,
    Extreme,
    Finding,
    LevelWord,
    Light,
    Magnitude,
    Observed,
    Part,
    PhaseRecord,
    Rank,
    Relation,
    Sibling,
    Standing,
)
from narrate.movement import Direction, Favour, Movement, Reason, Rule
from narrate.periods import Period, month
from narrate.phrases import Chooser, PhraseBank, read_bank, read_style
from narrate.planning import plan
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
    yield case(unchanged=True)
    for movement in (Movement.RISING, Movement.REDUCING):
        yield case(movement=movement, since="the start of the scheme")


def declared() -> Iterator[Case]:
    for relation in (Relation.HIGHER, Relation.LOWER):
        yield case({"counts": True}, year=change(relation, True))
    for relation, test in product(Relation, (True, False, None)):
        yield case(baseline=change(relation, test))
    for word in LevelWord:
        yield case(level=word)
    for light in Light:
        yield case(status=light)
    for place, tied in product((1, 2, 5, 9, 10), (True, False)):
        yield case(rank=Rank(place=place, peers=10, tied=tied))


def siblings() -> Iterator[Case]:
    for own, other, relation in product(Movement, Movement, (*Relation, None)):
        for apart in {False, own is not other}:
            yield case(
                movement=own,
                sibling=Sibling(indicator="i0", movement=other, relation=relation, apart=apart),
            )


def both_alike() -> Iterator[Case]:
    yield from (case(movement=Movement.RISING), case(movement=Movement.RISING))


def all_alike() -> Iterator[Case]:
    yield from (case(movement=Movement.PLATEAUED) for _ in range(3))


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
    declared,
    siblings,
    both_alike,
    all_alike,
    all_new,
    all_better,
    all_worse,
)
"""What goes into reports of its own, since a summary and a list of items speak of all that they hold."""


def blank(kind: Any) -> object:
    """Return what a field holds that has nothing to say."""
    if NoneType in get_args(kind):
        return None
    return () if get_origin(kind) is tuple else kind()


def finding(code: str, facts: dict[str, object]) -> Finding:
    said = {
        "id": f"{code}/County",
        "indicator": code,
        "area": "County",
        "measure": Measure.RATE,
        "period": ROLLING,
        "latest": QUARTER,
        "favour": Favour.NEUTRAL,
        "rule": Rule.PHASES,
        "series": (Observed(period=YEAR_AGO, value=12.0), Observed(period=ROLLING, value=12.0)),
    } | facts
    unsaid = {name: field.annotation for name, field in Finding.model_fields.items() if name not in said}
    return Finding(**said, **{name: blank(kind) for name, kind in unsaid.items()})


def spec(cases: dict[str, Case]) -> ReportSpec:
    head = {
        "title": "Paper",
        "period": QUARTER,
        "area": "County",
        "observations": "none.csv",
        "prompts": True,
    }
    declared = [
        Indicator(**({"id": code, "name": "thefts", "counted": "thefts", "base": "people"} | given.declared))
        for code, given in cases.items()
    ]
    items = tuple(ParagraphSpec(indicator=code) for code in cases)
    front = (ParagraphSpec(summary=True), ParagraphSpec(method=True), ParagraphSpec(text="At {month}."))
    return ReportSpec(
        report=head,
        areas=Areas(kind="county", part="districts", peer="forces"),
        indicators=declared,
        sections=(SectionSpec(heading="All", paragraphs=(*front, ParagraphSpec(items=items, group=True))),),
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
