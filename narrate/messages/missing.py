"""That there is no figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Self

from narrate.messages.context import Context
from narrate.messages.examples import QUARTER, ROLLING, Example, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Span
from narrate.movement import Reason


@dataclass(frozen=True, kw_only=True)
class MissingMessage(OfIndicator):
    """That no figure can be given."""

    kind: ClassVar[str] = "missing"

    reason: Reason | None
    span: Span = slot("what the figure would cover", essential=True)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say for which span no figure can be given."""
        finding = context.finding
        if finding.value is None:
            yield cls.about(context, reason=finding.reason, span=context.covered(finding.period))

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every reason, and none."""
        yield [
            *(
                example(movement=None, reason=reason, latest=latest, value=None)
                for reason, latest in product(Reason, (QUARTER, ROLLING))
            ),
            example(value=None),
        ]
