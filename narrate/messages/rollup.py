"""How many indicators did what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Finding
from narrate.messages.examples import DOWN, MOVING, UP, Example, example
from narrate.messages.likeness import Likeness, present
from narrate.messages.limits import limit_comparison
from narrate.messages.message import OfReport, slot, slug
from narrate.messages.slots import Listing, Phrase, Text, Whole
from narrate.messages.vocabulary import SETTLED, Evidence, Side, contrary_to_moves
from narrate.movement import Direction, Favour, Movement, Reason
from narrate.spec import Bound, ReportSpec

COUNTED = "count-of-movements"
"""The rule that counts of indicators come from."""


class Alike(StrEnum):
    """Of how many indicators the same is stated together."""

    ONE = "one"
    BOTH = "both"
    ALL = "alike"


@dataclass(frozen=True, kw_only=True)
class RollupMessage(OfReport):
    """How many indicators did what, where none of them moves for the better or for the worse."""

    kind: ClassVar[str] = "rollup"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.TALLY})
    of_several: ClassVar[bool] = True

    alike: Alike | None = None
    all: Whole = slot("how many indicators there are in all")
    clauses: Listing = slot("list of what the indicators did", essential=True)

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Count each movement, or say it of all; one or two indicators are no crowd to be counted."""
        movements = {finding.movement for finding in findings.values()}
        fewest = 2 if len(movements) == 1 else spec.settings.planning.crowd
        if len(findings) < fewest or any(map(_favoured, findings.values())):
            return
        several = Alike.BOTH if len(findings) == 2 else Alike.ALL
        alike = several if len(movements) == 1 else None  # what all did needs no count of them
        clauses = (present(Likeness.DIFFERENT, next(iter(movements)), plural=True),) if alike else None
        yield cls(
            alike=alike,
            all=Whole(len(findings)),
            clauses=Listing(clauses or _clauses(findings.values())),
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


@dataclass(frozen=True, kw_only=True)
class OthersMessage(OfReport):
    """What the indicators did that move neither for the better nor for the worse."""

    kind: ClassVar[str] = "others"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.OTHERS})
    of_several: ClassVar[bool] = True

    alike: Alike | None = None
    all: Whole = slot("how many these are")
    clauses: Listing = slot("list of what they did", essential=True)

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Count each movement among those without a favour, where others have one."""
        others = [finding for finding in findings.values() if not _favoured(finding)]
        if len(findings) < spec.settings.planning.crowd or not others or len(others) == len(findings):
            return
        one, same = len(others) == 1, len({finding.movement for finding in others}) == 1
        alike = (present(Likeness.DIFFERENT, others[0].movement, plural=not one),) if same else None
        yield cls(
            alike=Alike.ONE if one else Alike.ALL if same else None,
            all=Whole(len(others)),
            clauses=Listing(alike or _clauses(others)),
            findings=tuple(finding.id for finding in others),
            rule=COUNTED,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield one and several of every movement, beside one that moves for the worse."""
        worse = example(movement=Movement.RISING, favour=Favour.WORSE)
        neutral = [example(movement=movement, favour=Favour.NEUTRAL) for movement in MOVING]
        neutral += [example(movement=movement, before=UP) for movement in SETTLED]
        neutral.append(example(movement=None, reason=Reason.TOO_FEW_PERIODS))
        yield [worse, *neutral]
        yield [worse, *neutral, *neutral]
        yield from ([worse, worse, *[one] * number] for one in neutral for number in (1, 2))


def _favoured(finding: Finding) -> bool:
    """Whether an indicator moves for the better or for the worse."""
    return finding.favour is not Favour.NEUTRAL


def _clauses(findings: Iterable[Finding]) -> tuple[Phrase, ...]:
    """Return how many did what."""
    counts = Counter(finding.movement for finding in findings)
    return tuple(_clause(movement, counts[movement]) for movement in (*Movement, None) if counts[movement])


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
        if len(settled) < 2 or len(findings) < spec.settings.planning.crowd:
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
            cases = [
                example(movement=movement, before=before)
                for before, movement in zip(befores, (*SETTLED, SETTLED[0]), strict=False)
            ]
            yield [*cases, example()]


class Part(StrEnum):
    """Which part of all indicators moves for one side, where that takes words of its own."""

    ALL = "all"
    ALONE = "alone"
    """None moves for the other side."""
    ALSO = "also"
    """Those that move for the other side are named before."""


@dataclass(frozen=True, kw_only=True)
class FavourMessage(OfReport):
    """How many, and which, move for the better or for the worse."""

    kind: ClassVar[str] = "favour"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.FAVOUR})
    of_several: ClassVar[bool] = True
    lists_indicators: ClassVar[bool] = True

    favour: Favour
    part: Part | None = None
    number: Whole = slot("how many move so")
    all: Whole = slot("how many indicators there are in all")
    which: Phrase = slot("their names in brackets, where they are few")

    @property
    def contrary(self) -> frozenset[Side]:
        """The side that it is not about, unless none moves for that."""
        alone = self.part is Part.ALONE
        return frozenset() if alone else frozenset({Side(self.favour.value).opposite})

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Count those for the worse, then those for the better, where there are several indicators.

        Those for the worse call for attention, and are named with what else does.
        """
        if len(findings) < spec.settings.planning.crowd:
            return
        sides = {
            favour: [finding for finding in findings.values() if finding.favour is favour]
            for favour in (Favour.WORSE, Favour.BETTER)
        }
        for favour, found in sides.items():
            other = sides[Favour.BETTER if favour is Favour.WORSE else Favour.WORSE]
            part = _part(favour, len(found), len(other), len(findings))
            if found:
                yield cls(
                    favour=favour,
                    part=part,
                    number=Whole(len(found)),
                    all=Whole(len(findings)),
                    which=named(found, spec) if favour is Favour.BETTER else Phrase("named-none"),
                    findings=tuple(finding.id for finding in found),
                    rule=COUNTED,
                )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield one and two of each side, both sides, all of them, and more than can be named."""
        for one, other in product(Favour, repeat=2):
            cases = [
                example(movement=Movement.RISING, favour=favour) for favour in (one, other, Favour.NEUTRAL)
            ]
            yield cases
            yield cases * 5
        for favour in (Favour.BETTER, Favour.WORSE):
            yield [example(movement=Movement.RISING, favour=favour)] * 3


def _part(favour: Favour, found: int, other: int, everything: int) -> Part | None:
    """Return which part of everything moves for one side, by how many move for it and for the other."""
    if found == everything:
        return Part.ALL
    if not other:
        return Part.ALONE
    return Part.ALSO if favour is Favour.BETTER else None


def named(findings: Sequence[Finding], spec: ReportSpec) -> Phrase:
    """Return the names of indicators in brackets, or nothing where they are too many."""
    if not 0 < len(findings) <= spec.settings.planning.named_in_a_tally:
        return Phrase("named-none")
    names = (Text(spec.indicator(finding.indicator).brief) for finding in findings)
    return Phrase("named-some", {"names": Listing(tuple(names))})


class Kept(StrEnum):
    """How many keep their limits."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class LimitsMessage(OfReport):
    """How many miss their target or threshold, and which."""

    kind: ClassVar[str] = "limits"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.LIMITS})
    of_several: ClassVar[bool] = True
    lists_indicators: ClassVar[bool] = True

    kept: Kept
    all: Whole = slot("how many have a target or threshold")
    missed: Whole = slot("how many of these miss it")
    which: Phrase = slot("the names of those in brackets, where they are few")

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Count those that miss a limit, where several have one."""
        all_of_them = [finding for finding in findings.values() if finding.limits]
        missed = [one for one in all_of_them if not all(limit.kept for limit in one.limits)]
        if len(findings) < spec.settings.planning.crowd or len(all_of_them) < 2:
            return
        yield cls(
            kept=Kept.ALL if not missed else Kept.NONE if len(missed) == len(all_of_them) else Kept.SOME,
            all=Whole(len(all_of_them)),
            missed=Whole(len(missed)),
            which=named(missed, spec) if len(missed) < len(all_of_them) else Phrase("named-none"),
            findings=tuple(finding.id for finding in all_of_them),
            rule=COUNTED,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield all, some and none that keep their limits."""
        kept, missed = (example(threshold=limit_comparison(Bound.UPPER, kept=kept)) for kept in (True, False))
        for cases in ([kept, kept], [kept, missed], [kept, missed, missed], [missed, missed]):
            yield [*cases, example()]
        yield [kept, *[missed] * 9]
