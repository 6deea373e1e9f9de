"""That an earlier figure has been revised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.findings import Finding, LastReport, Relation, Revision
from narrate.messages.context import Context
from narrate.messages.examples import SIZES, YEAR_AGO, Example, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Figure, Form, Span


@dataclass(frozen=True, kw_only=True)
class RevisedMessage(OfIndicator):
    """That the last report's figure is another one today."""

    kind: ClassVar[str] = "revised"

    relation: Relation
    span: Span = slot("what the last report's figure covers", essential=True)
    then: Figure = slot("the last report's figure as it was", essential=True)
    now: Figure = slot("the last report's figure as it is today", essential=True)

    @property
    def worth(self) -> float:
        """Much: the reader holds the earlier paper."""
        return 0.85

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say a figure that prints otherwise than the last report had it."""
        last = context.finding.last
        if last is None or last.revision is None or not is_revised(context.finding):
            return
        yield cls.about(
            context,
            relation=last.revision.relation,
            span=context.covered(last.period),
            then=context.printed(last.revision.then, Form.NUMBER, last.period),
            now=context.printed(last.revision.now, Form.NUMBER, last.period),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield revisions upwards, downwards, and none."""
        yield [example(last=last_report(size)) for size in SIZES.values()]


def is_revised(finding: Finding) -> bool:
    """Whether the last report's figure prints otherwise today."""
    revision = finding.last.revision if finding.last else None
    return revision is not None and revision.relation is not Relation.SAME


def last_report(size: float) -> LastReport:
    """Return what the last report said of a figure that was revised by so much, for examples."""
    relation = next(side for side, known in SIZES.items() if known == size)
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
