"""That an earlier figure has been revised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Self

from narrate.findings import Effect, Finding, LastReport, Relation, Revision
from narrate.messages.context import Context
from narrate.messages.examples import SIZES, YEAR_AGO, Example, example
from narrate.messages.message import OfIndicator, optional, slot
from narrate.messages.slots import Figure, Form, Span
from narrate.settings import Planning


@dataclass(frozen=True, kw_only=True)
class RevisedMessage(OfIndicator):
    """That the last report's figure is another one today."""

    kind: ClassVar[str] = "revised"

    relation: Relation
    unseen: bool = False
    effect: Effect | None = None
    span: Span = slot("what the last report's figure covers", essential=True)
    then: Figure | None = optional("the last report's figure as it was")
    now: Figure | None = optional("the last report's figure as it is today")
    change: Figure | None = optional("size of the revision, where both print alike")

    @property
    def worth(self) -> float:
        """All: the reader holds the earlier paper."""
        return 1.0

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say a figure that prints otherwise or has moved by a share, and what revisions change."""
        last = context.finding.last
        if last is None or last.revision is None or not is_revised(context.finding, context.planning):
            return
        revision = last.revision
        about = partial(cls.about, context, effect=revision.effect, span=context.covered(last.period))
        if revision.relation is not Relation.SAME:
            then, now = (
                context.printed(one, Form.NUMBER, last.period) for one in (revision.then, revision.now)
            )
            yield about(relation=revision.relation, then=then, now=now)
        elif _has_moved(revision, context.planning):
            side = Relation.HIGHER if revision.difference > 0 else Relation.LOWER
            size = context.printed(abs(revision.relative or 0.0), Form.RELATIVE, last.period)
            yield about(relation=side, unseen=True, change=size)
        else:
            yield about(relation=Relation.SAME)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield revisions upwards, downwards, and none, seen and unseen, with each effect."""
        for effect in (None, *Effect):
            yield [example(last=last_report(size, effect)) for size in SIZES.values()]
            yield [example(last=last_report(size, effect, Relation.SAME)) for size in SIZES.values() if size]


def is_revised(finding: Finding, planning: Planning) -> bool:
    """Whether a revision of the last report's figure shows, has a size, or changes what was said."""
    revision = finding.last.revision if finding.last else None
    if revision is None:
        return False
    seen = revision.relation is not Relation.SAME
    return seen or revision.effect is not None or _has_moved(revision, planning)


def _has_moved(revision: Revision, planning: Planning) -> bool:
    return revision.relative is not None and abs(revision.relative) >= planning.revised_share


def last_report(size: float, effect: Effect | None = None, seen: Relation | None = None) -> LastReport:
    """Return what the last report stated of a figure that was revised by so much, for examples."""
    relation = next(side for side, known in SIZES.items() if known == size)
    revision = Revision(
        then=12.0 - size,
        now=12.0,
        relation=seen or relation,
        difference=size,
        relative=size / 12,
        figures=1,
        effect=effect,
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
