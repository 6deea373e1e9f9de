"""How many indicators did what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Finding
from narrate.messages.examples import DOWN, MOVING, UP, Example, example
from narrate.messages.likeness import Likeness, present
from narrate.messages.message import OfReport, slot, slug
from narrate.messages.slots import Listing, Phrase, Whole
from narrate.messages.vocabulary import SETTLED, Evidence, Side, contrary_to_moves
from narrate.movement import Direction, Favour, Movement, Reason
from narrate.spec import ReportSpec

COUNTED = "count-of-movements"
"""The rule that counts of indicators come from."""


class Alike(StrEnum):
    """Of how many indicators the same is stated together."""

    BOTH = "both"
    ALL = "alike"


@dataclass(frozen=True, kw_only=True)
class RollupMessage(OfReport):
    """How many indicators did what."""

    kind: ClassVar[str] = "rollup"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.TALLY})
    of_several: ClassVar[bool] = True

    alike: Alike | None = None
    all: Whole = slot("how many indicators there are in all")
    clauses: Listing = slot("list of what the indicators did", essential=True)

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Count each movement; one indicator is no crowd to be counted."""
        if len(findings) < 2:
            return
        counts = Counter(finding.movement for finding in findings.values())
        clauses = tuple(
            _clause(movement, counts[movement]) for movement in (*Movement, None) if counts[movement]
        )
        alike = None
        if len(counts) == 1:  # what all did needs no count of them
            alike = Alike.BOTH if len(findings) == 2 else Alike.ALL
            clauses = (present(Likeness.DIFFERENT, next(iter(counts)), plural=True),)
        yield cls(
            alike=alike,
            all=Whole(len(findings)),
            clauses=Listing(clauses),
            findings=tuple(finding.id for finding in findings.values()),
            rule=COUNTED,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield one and two indicators of every movement, and of none."""
        settled = [example(movement=movement, before=UP) for movement in SETTLED]
        each = [*(example(movement=movement) for movement in MOVING), *settled]
        each.append(example(movement=None, reason=Reason.TOO_FEW_PERIODS))
        yield each
        yield each * 2
        yield from ([one] * number for one in each for number in (2, 3))


def _clause(movement: Movement | None, number: int) -> Phrase:
    return Phrase(
        f"clause-{slug(movement)}",
        {"number": Whole(number)},
        contrary=contrary_to_moves(movement),
        movement=movement,
    )


class Come(StrEnum):
    """What series without movement now had come out of."""

    BOTH = "both"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, kw_only=True)
class BeforeMessage(OfReport):
    """What the indicators without movement now had done before."""

    kind: ClassVar[str] = "before"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.PAST_TALLY})
    of_several: ClassVar[bool] = True

    come: Come
    two: bool
    all: Whole = slot("how many are levelling or have plateaued")
    up: Whole = slot("how many had been rising")
    down: Whole = slot("how many had been reducing")

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Count those that had been rising, and those that had been reducing."""
        settled = [finding for finding in findings.values() if finding.movement in SETTLED]
        counts = Counter(finding.before for finding in settled)
        if len(settled) < 2:
            return
        up, down = counts[Direction.UP], counts[Direction.DOWN]
        yield cls(
            come=Come.BOTH if up and down else Come.UP if up else Come.DOWN,
            two=len(settled) == 2 and not (up and down),
            all=Whole(len(settled)),
            up=Whole(up),
            down=Whole(down),
            findings=tuple(finding.id for finding in settled),
            rule=COUNTED,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield those that had been rising, reducing, and both."""
        for befores in ((UP, UP), (DOWN, DOWN), (UP, DOWN), (UP, UP, DOWN), (UP, UP, UP), (DOWN, DOWN, DOWN)):
            yield [
                example(movement=movement, before=before)
                for before, movement in zip(befores, (*SETTLED, SETTLED[0]), strict=False)
            ]


class Favours(StrEnum):
    """For which sides any indicator moves."""

    BOTH = "both"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, kw_only=True)
class FavourMessage(OfReport):
    """How many move for the better and for the worse."""

    kind: ClassVar[str] = "favour"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.FAVOUR})
    of_several: ClassVar[bool] = True

    favours: Favours
    better: Whole = slot("how many move for the better")
    worse: Whole = slot("how many move for the worse")

    @property
    def contrary(self) -> frozenset[Side]:
        """The side for which none moves."""
        one = self.favours is not Favours.BOTH
        return frozenset({Side(self.favours.value).opposite}) if one else frozenset()

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Count both sides, where several indicators rise or fall and any moves for one."""
        better = tuple(finding.id for finding in findings.values() if finding.favour is Favour.BETTER)
        worse = tuple(finding.id for finding in findings.values() if finding.favour is Favour.WORSE)
        moving = sum(
            finding.movement in (Movement.RISING, Movement.REDUCING) for finding in findings.values()
        )
        if moving < 2 or not (better or worse):
            return
        yield cls(
            favours=Favours.BOTH if better and worse else Favours.BETTER if better else Favours.WORSE,
            better=Whole(len(better)),
            worse=Whole(len(worse)),
            findings=(*better, *worse),
            rule=COUNTED,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield one and two of each side, and both sides."""
        for one, other in product(Favour, repeat=2):
            cases = [
                example(movement=Movement.RISING, favour=favour) for favour in (one, other, Favour.NEUTRAL)
            ]
            yield cases
