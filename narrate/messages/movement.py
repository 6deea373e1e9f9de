"""What the series did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any, ClassVar, Self

from narrate.findings import Observed, Relation, Run
from narrate.messages.context import Context
from narrate.messages.examples import (
    DOWN,
    END,
    LEVEL,
    MOVING,
    ROLLING,
    TESTS,
    UP,
    Example,
    change,
    example,
    phases,
)
from narrate.messages.first_to_last import FirstToLastMessage
from narrate.messages.history import HistoryMessage, history
from narrate.messages.slots import Phrase, yes_or_no
from narrate.messages.vocabulary import SETTLED, ClauseForm, Evidence
from narrate.movement import Direction, Movement, Rule
from narrate.periods import Period
from narrate.spec import Measure


@dataclass(frozen=True, kw_only=True)
class MovementMessage(HistoryMessage):
    """What the series did, phase by phase."""

    kind: ClassVar[str] = "movement"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.MOVEMENT, Evidence.PHASES})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    after_first_to_last: bool = False

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure, where there is no movement to open with."""
        return ("figure",) if self.movement is Movement.NOT_SIGNIFICANT else ()

    @property
    def moves(self) -> bool:
        """Whether the series has a direction of its own."""
        return self.movement in (Movement.RISING, Movement.REDUCING)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Yield the movement; after the change from first to last year, with a noun for the figure."""
        finding = context.finding
        if finding.movement is None:
            return
        given = history(finding, context.spec.settings.statistics)
        if any(FirstToLastMessage.of(context)):
            moved = finding.first_to_last is not None and finding.first_to_last.significant is not False
            given |= {
                "after_first_to_last": moved,
                "subject": Phrase(f"carried-{finding.measure.value}"),
                "plural": yes_or_no(False),
            }
        yield cls.about(context, movement=finding.movement, **given)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every history with the movements that it can end in, and every annual label."""
        yield [*_histories(), *_changed()]
        yield list(_annual())


def _histories() -> Iterator[Example]:
    """Yield every run of up to three phases, two that follow each other differing, and what it ends in."""
    runs = (run for length in range(1, 4) for run in product(Direction, repeat=length))
    for run in runs:
        if any(one is other for one, other in pairwise(run)):
            continue
        moved = [direction for direction in run if direction is not LEVEL]
        ended = [*SETTLED] if moved else []
        now = {UP: [Movement.RISING], DOWN: [Movement.REDUCING], LEVEL: [Movement.NOT_SIGNIFICANT, *ended]}
        # a rise or fall lasts two quarters at least
        for movement, last in product(now[run[-1]], (1, 2) if run[-1] is LEVEL else (2, 9)):
            before = moved[-1] if movement in SETTLED else None
            yield example(movement=movement, before=before, phases=phases(*run, last=last))


def _changed() -> Iterator[Example]:
    """Yield series whose latest year differs, without movement or after one that has ended."""
    for relation in (Relation.HIGHER, Relation.LOWER):
        yield example(year=change(relation, True))
    for direction, side in ((UP, Relation.HIGHER), (DOWN, Relation.LOWER)):
        run = phases(direction, LEVEL, last=5)
        settled: dict[str, Any] = {"movement": Movement.PLATEAUED, "before": direction, "phases": run}
        yield example(**settled, year=change(side, True))


def _annual() -> Iterator[Example]:
    """Yield annual labels by every rule, after every change from first to last, and runs without a label."""
    long_changes = [None, *(change(relation, test) for relation, test in product(Relation, TESTS))]
    rules = (Rule.TREND_OF_RATES, Rule.TREND_OF_VALUES, Rule.WHOLE_TREND_OF_RATES, Rule.WHOLE_TREND_OF_VALUES)
    kinds = [(Measure.RATE, rule) for rule in rules]
    kinds += [(measure, Rule.TREND_OF_RATES) for measure in Measure]
    for movement, first_to_last, (measure, rule) in product(MOVING, long_changes, kinds):
        declared = {"table": first_to_last is not None}
        yield example(
            declared,
            movement=movement,
            first_to_last=first_to_last,
            measure=measure,
            rule=rule,
            latest=ROLLING,
        )
    for relation, direction in product(Relation, (UP, DOWN)):
        few = change(relation, False, count_now=3.0)
        run = Run(direction=direction, years=4)
        years = tuple(Observed(period=Period(END - 12 * back, 12), value=12.0) for back in range(4, -1, -1))
        annual: dict[str, Any] = {"run": run, "series": years, "rule": Rule.TREND_OF_RATES, "latest": ROLLING}
        yield example({"table": True}, first_to_last=few, **annual)
