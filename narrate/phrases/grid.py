"""All that a finding can hold: cases that go through every value of every fact that a phrase's name may have.

The bank is checked against what planning makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from types import NoneType
from typing import Any, get_args, get_origin

from narrate.findings import (
    Change,
    Comparator,
    Extreme,
    Finding,
    LastReport,
    LevelWord,
    Light,
    Magnitude,
    Observed,
    Part,
    Partial,
    PhaseRecord,
    Rank,
    Relation,
    Revision,
    Run,
    Sibling,
    Standing,
)
from narrate.movement import Direction, Favour, Movement, Reason, Rule
from narrate.periods import Period, month
from narrate.spec import Bound, Measure, Polarity, Threshold

END = month(2023, 9)
ROLLING, YEAR_AGO = Period(END, 12), Period(END - 12, 12)
QUARTER = Period(END, 3)
UP, DOWN, LEVEL = Direction.UP, Direction.DOWN, Direction.LEVEL
SETTLED = (Movement.LEVELLING, Movement.PLATEAUED)
STATES: tuple[tuple[Movement, Direction | None], ...] = (
    (Movement.RISING, None),
    (Movement.REDUCING, None),
    (Movement.NOT_SIGNIFICANT, None),
    *product(SETTLED, (UP, DOWN)),
)
"""Every movement with all that can come before it."""
MOVING = (Movement.RISING, Movement.REDUCING, Movement.NOT_SIGNIFICANT)
NARROW = 9
"""Decimals that no indicator prints: a figure and its limit print alike, though they are not."""
SIZES = {Relation.HIGHER: 1.0, Relation.LOWER: -1.0, Relation.SAME: 0.0}
TESTS = (True, False, None)
ALONE: Mapping[str, object] = {
    "value": 12.0,
    "year": None,
    "movement": Movement.NOT_SIGNIFICANT,
    "reason": None,
}


@dataclass(frozen=True)
class Case:
    """A finding's facts, and what is declared of its indicator."""

    facts: Mapping[str, object]
    declared: Mapping[str, object]


def case(declared: Mapping[str, object] | None = None, **facts: object) -> Case:
    """Return a case whose phases, unless they are given, are the shortest that its movement can end in."""
    runs = {
        Movement.RISING: (UP,),
        Movement.REDUCING: (DOWN,),
        Movement.LEVELLING: (UP, LEVEL),
        Movement.PLATEAUED: (UP, LEVEL),
    }
    movement = facts.get("movement")
    run = runs.get(movement, ()) if isinstance(movement, Movement) else ()
    return Case({**ALONE, "phases": phases(*run), **facts}, declared or {})


def change(relation: Relation, significant: bool | None = None, **facts: object) -> Change:
    """Return a comparison on one side, tested or not."""
    size = SIZES[relation]
    known: dict[str, object] = {
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
    given = known | facts
    return Change.model_validate(_blank(Change, given) | given)


def in_points(relation: Relation, significant: bool | None = None, **facts: object) -> Change:
    """Return a comparison of two percentages."""
    known: dict[str, object] = {"relative": None, "base_now": 400.0, "base_then": 400.0}
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


def finding(code: str, facts: Mapping[str, object]) -> Finding:
    """Return a finding with some facts, and nothing to say of all others."""
    said: dict[str, object] = {
        "id": f"{code}/County",
        "indicator": code,
        "area": "County",
        "measure": Measure.RATE,
        "period": ROLLING,
        "latest": QUARTER,
        "favour": Favour.NEUTRAL,
        "rule": Rule.PHASES,
        "series": (Observed(period=YEAR_AGO, value=12.0), Observed(period=ROLLING, value=12.0)),
        **facts,
    }
    return Finding.model_validate(_blank(Finding, said) | said)


def _blank(model: Any, given: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that are not given, with nothing to say."""
    kinds = {name: field.annotation for name, field in model.model_fields.items() if name not in given}
    return {name: _nothing(kind) for name, kind in kinds.items()}


def _nothing(kind: Any) -> object:
    if NoneType in get_args(kind):
        return None
    return () if get_origin(kind) is tuple else kind()


def _histories() -> Iterator[tuple[Direction, ...]]:
    """Yield every run of up to four phases; two that follow each other differ."""
    for length in range(1, 5):
        for run in product(Direction, repeat=length):
            if all(one is not other for one, other in pairwise(run)):
                yield run


def movements() -> Iterator[Case]:
    """Yield every history and the movements that it can end in."""
    for run in _histories():
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
    """Yield what a point of the summary may tell: any movement and any side of the year before."""
    settled = product(SETTLED, (UP, DOWN, None))
    others = product((*MOVING, None), (None,))
    for (movement, before), relation in product([*settled, *others], [*Relation, None]):
        year = change(relation, True) if relation else None
        reason = None if movement else Reason.SMALL_COUNTS
        # the wrong side of a threshold brings any indicator into the summary
        missed = standing(Bound.UPPER)
        yield case(movement=movement, reason=reason, before=before, year=year, threshold=missed)


def annual() -> Iterator[Case]:
    """Yield annual series, with and without a table, and figures that overlap or are in arrears."""
    wholes = [None, *(change(relation, test) for relation, test in product(Relation, TESTS))]
    rules = (Rule.TREND_OF_RATES, Rule.TREND_OF_VALUES, Rule.WHOLE_TREND_OF_RATES, Rule.WHOLE_TREND_OF_VALUES)
    for movement, whole, measure, rule in product(MOVING, wholes, Measure, rules):
        declared = {"table": whole is not None}
        yield case(declared, movement=movement, whole=whole, measure=measure, rule=rule, latest=ROLLING)
    for whole, polarity in product(wholes, Polarity):
        given = {"table": True, "polarity": polarity}
        yield case(given, movement=Movement.RISING, whole=whole, rule=Rule.TREND_OF_RATES, latest=ROLLING)
    for relation, direction in product(Relation, (UP, DOWN)):
        few = change(relation, False, count_now=3.0)
        run = Run(direction=direction, years=4)
        yield case({"table": True}, whole=few, run=run, rule=Rule.TREND_OF_RATES, latest=ROLLING)
    for overlap in (1, 9):
        yield case(overlap=overlap, rule=Rule.TREND_OF_RATES, latest=ROLLING)
    for end in (month(2024, 3), month(2023, 12)):
        yield case(period=Period(end, 12), arrears=True, rule=Rule.TREND_OF_RATES, latest=ROLLING)


def unlabelled() -> Iterator[Case]:
    """Yield every reason for which there is no movement, with and without a figure."""
    one = (Observed(period=ROLLING, value=12.0),)
    for reason, latest, value in product(Reason, (QUARTER, ROLLING), (12.0, None)):
        yield case(movement=None, reason=reason, latest=latest, value=value)
    yield case(movement=None, reason=Reason.TOO_FEW_PERIODS, series=one)
    yield case(value=None)


def years() -> Iterator[Case]:
    """Yield every comparison with the year before: side, test, size, measure, few events."""
    for relation, test, magnitude in product(Relation, TESTS, Magnitude):
        yield case(year=change(relation, test, magnitude=magnitude))
        points = in_points(relation, test, magnitude=magnitude)
        yield case({"counted": ""}, year=points, measure=Measure.PROPORTION)
        yield case({"base": ""}, year=points, measure=Measure.PROPORTION)
        unlike = points.model_copy(update={"base_then": 390.0})
        yield case(year=unlike, measure=Measure.PROPORTION)
    for relation, test, measure in product(Relation, TESTS, (Measure.RATE, Measure.COUNT)):
        yield case(year=change(relation, test, count_now=3.0), measure=measure)
    for relation, test in product(Relation, (True, False)):
        yield case(year=in_points(relation, test, base_then=22.0), measure=Measure.PROPORTION)
        yield case(year=change(relation, None, count_now=None, count_then=None), measure=Measure.VALUE)
    for relation, test, movement in product(Relation, TESTS, (*MOVING, *SETTLED)):
        yield case(year=change(relation, test), movement=movement)
    for measure in Measure:
        yield case(measure=measure)


def settled_years() -> Iterator[Case]:
    """Yield what has settled: within the year, and for longer although the year differs."""
    for (direction, side), size in product(((UP, Relation.HIGHER), (DOWN, Relation.LOWER)), Magnitude):
        year = change(side, True, magnitude=size)
        for movement, last in zip(SETTLED, (2, 5), strict=True):
            run = phases(direction, LEVEL, last=last)
            yield case(movement=movement, phases=run, before=direction, year=year)


def quarters() -> Iterator[Case]:
    """Yield every comparison of the latest quarter, with the movement and against it."""
    for relation, test, movement in product(Relation, (True, False), (*MOVING, Movement.LEVELLING)):
        spans = {"period": QUARTER, "base": Period(END - 12, 3)}
        yield case(quarter=change(relation, test, **spans), movement=movement)
        points = in_points(relation, test, **spans)
        yield case(quarter=points, movement=movement, measure=Measure.PROPORTION)


def extremes() -> Iterator[Case]:
    """Yield a peak and a trough."""
    extreme = Extreme(value=20.0, period=Period(END - 24, 12))
    yield case(movement=Movement.REDUCING, peak=extreme)
    yield case(movement=Movement.RISING, trough=extreme)


def standing(
    bound: Bound, relation: Relation = Relation.HIGHER, kept: bool = False, decimals: int = 0
) -> Standing:
    """Return where a figure stands by a limit."""
    return Standing(
        threshold=Threshold(value=11.0, bound=bound, source="Board"),
        relation=relation,
        kept=kept,
        decimals=decimals,
    )


def standings() -> Iterator[Case]:
    """Yield every side of every limit, kept and missed."""
    for bound, relation in product(Bound, Relation):
        kept = {Bound.UPPER: Relation.LOWER, Bound.LOWER: Relation.HIGHER}[bound] is relation
        for truly in sorted({kept, kept or relation is Relation.SAME}):
            for decimals in (0, NARROW):
                yield case(threshold=standing(bound, relation, truly, decimals))
                yield case(target=standing(bound, relation, truly, decimals))


def parts() -> Iterator[Case]:
    """Yield none, one and several parts of the area on each side."""
    for above, below in product(range(3), range(3)):
        sides = [Relation.HIGHER] * above + [Relation.SAME] + [Relation.LOWER] * below
        yield case(
            parts=tuple(
                Part(area=f"Part {number}", value=20.0 - number, p=0.5, side=side, lower=9.0, upper=15.0)
                for number, side in enumerate(sides)
            )
        )
    many = tuple(
        Part(area=f"Part {number}", value=15.0, p=0.5, side=Relation.SAME, lower=9.0, upper=19.0)
        for number in range(30)
    )
    yield case(parts=many)
    yield case(parts=many[:3], parts_without=("Part without",))
    # nothing could be expected of a part, and nothing is declared of what is counted
    alone = Part(area="Part", value=0.0, p=None, side=Relation.SAME)
    yield case({"counted": ""}, measure=Measure.COUNT, parts=(alone,))


def comparators() -> Iterator[Case]:
    """Yield wider areas with every movement, and with a figure alone."""
    for (own, own_before), (other, before) in product(STATES, STATES):
        lower = change(Relation.LOWER, False)
        wider = [
            Comparator(area=area, value=12.0, change=lower, movement=other, before=before)
            for area in ("Region", "Nation")
        ]
        yield case(movement=own, before=own_before, comparators=tuple(wider))
    for relation, test in product(Relation, TESTS):
        alone = Comparator(area="Nation", value=12.0, change=change(relation, test), movement=None)
        yield case(comparators=(alone,))


def last_report(relation: Relation, size: float) -> LastReport:
    """Return what the last report said, with a figure that has since been revised by so much."""
    revision = Revision(
        then=12.0 - size, now=12.0, relation=relation, difference=size, relative=size / 12, figures=1
    )
    return LastReport(
        period=YEAR_AGO,
        value=12.0 - size,
        movement=None,
        before=None,
        status=None,
        significant=None,
        revision=revision,
    )


def others() -> Iterator[Case]:
    """Yield what is so or not: new, in arrears, unchanged, for another area, since an event."""
    yield case(new=True)
    yield case(unchanged=True)
    for declared in (True, False):
        yield case(partial=Partial(period=Period(END, 1), declared=declared))
    for relation, size in SIZES.items():
        yield case(last=last_report(relation, size))
    yield case(area="Force")
    for months in (1, 3, 12):
        yield case(arrears=True, period=Period(END, months))
        yield case(arrears=True, elsewhere=True, period=Period(END, months))
    for favour in Favour:
        yield case(favour=favour)
    for movement in (Movement.RISING, Movement.REDUCING):
        yield case(movement=movement, since="the start of the scheme")


def declared() -> Iterator[Case]:
    """Yield what is said only where it is declared: counts, baseline, level, status, rank."""
    for relation in (Relation.HIGHER, Relation.LOWER):
        yield case({"counts": True}, year=change(relation, True))
    for relation, test in product(Relation, TESTS):
        yield case(baseline=change(relation, test))
    for word in LevelWord:
        yield case(level=word)
    for light in Light:
        yield case(status=light)
    yield case({"breaks": ["2020-04"]})
    for place, tied in product((1, 2, 5, 9, 10), (True, False)):
        yield case(rank=Rank(place=place, peers=10, tied=tied))


def siblings() -> Iterator[Case]:
    """Yield every movement of an indicator beside every movement of its sibling."""
    for relation, (other, before), (own, own_before) in product((*Relation, None), STATES, STATES):
        for apart in sorted({False, own is not other}):
            sibling = Sibling(
                indicator="i0",
                movement=other,
                before=before,
                value=9.0,
                year=None,
                relation=relation,
                apart=apart,
            )
            yield case(movement=own, before=own_before, sibling=sibling)
    for (mine, test), (theirs, other_test) in product(product(Relation, (True, False)), repeat=2):
        sibling = Sibling(
            indicator="i0",
            movement=Movement.RISING,
            before=None,
            value=9.0,
            year=change(theirs, other_test),
            relation=None,
            apart=False,
        )
        yield case(movement=Movement.RISING, year=change(mine, test), sibling=sibling)


def both_alike() -> Iterator[Case]:
    """Yield two that move alike."""
    yield from (case(movement=Movement.RISING), case(movement=Movement.RISING))


def all_alike() -> Iterator[Case]:
    """Yield three that move alike, after a rise."""
    yield from (case(movement=Movement.PLATEAUED, before=UP) for _ in range(3))


def all_fell() -> Iterator[Case]:
    """Yield two that are levelling after a fall."""
    run = phases(DOWN, LEVEL)
    yield from (case(movement=Movement.LEVELLING, before=DOWN, phases=run) for _ in range(2))


def all_new() -> Iterator[Case]:
    """Yield two that are new."""
    yield from (case(new=True), case(new=True))


def all_elsewhere() -> Iterator[Case]:
    """Yield two whose figures are for another area than the report."""
    yield from (case(area="Force"), case(area="Force"))


def all_better() -> Iterator[Case]:
    """Yield a paper in which nothing moves for the worse."""
    yield from (case(favour=Favour.BETTER), case(favour=Favour.NEUTRAL))


def alone() -> Iterator[Case]:
    """Yield a paper of one indicator, which calls for no attention."""
    yield case()


def missed_alone() -> Iterator[Case]:
    """Yield a paper of one indicator, which calls for attention."""
    yield case(threshold=standing(Bound.UPPER))


def missed_beside() -> Iterator[Case]:
    """Yield a paper of which one indicator calls for attention and no other is worth a point."""
    yield from (case(threshold=standing(Bound.UPPER)), case())


def all_worse() -> Iterator[Case]:
    """Yield a paper in which nothing moves for the better."""
    yield from (case(favour=Favour.WORSE), case(favour=Favour.NEUTRAL))


SOURCES: tuple[Callable[[], Iterator[Case]], ...] = (
    movements,
    headlines,
    annual,
    unlabelled,
    years,
    settled_years,
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
    all_fell,
    all_new,
    all_elsewhere,
    all_better,
    all_worse,
    alone,
    missed_alone,
    missed_beside,
)
"""What goes into papers of its own, since a summary and a list of items speak of all that they hold."""
