"""The unit and the span that the figures of a section share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Relation
from narrate.messages.context import Context
from narrate.messages.examples import Example, change, example
from narrate.messages.message import Message, optional, slot
from narrate.messages.slots import Phrase, Span
from narrate.spec import Measure


@dataclass(frozen=True, kw_only=True)
class BasisMessage(Message):
    """The unit and the span that the figures of a section share, so that they can stand alone."""

    kind: ClassVar[str] = "basis"
    of_several: ClassVar[bool] = True

    measure: Measure
    latest: bool = False
    plain: bool = False
    unit: Phrase | None = optional("what the figures are, as a table's heading has it")
    span: Span = slot("what the figures cover", essential=True)

    @classmethod
    def of(cls, of_unit: tuple[Context, ...], of_span: tuple[Context, ...]) -> Self:
        """Say the unit of some indicators, and the span of those and others."""
        first = of_unit[0]
        return cls(
            measure=first.finding.measure,
            plain=first.unit is None,
            latest=first.finding.arrears,
            unit=first.unit,
            span=first.covered(first.finding.period),
            findings=tuple(context.finding.id for context in of_span),
            rule="settings",
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield two indicators of every measure."""
        for measure, arrears in product(Measure, (False, True)):
            yield [example(measure=measure, year=change(Relation.HIGHER, True), arrears=arrears)] * 2
