"""Why there is no movement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Observed
from narrate.messages.context import Context
from narrate.messages.examples import QUARTER, ROLLING, Example, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Length
from narrate.movement import Reason


@dataclass(frozen=True, kw_only=True)
class UnlabelledMessage(OfIndicator):
    """Why no movement can be given."""

    kind: ClassVar[str] = "unlabelled"

    reason: Reason | None
    length: Length = slot("how long the series is")

    @property
    def worth(self) -> float:
        """Much where it forbids a comparison of figures; little where the series is short."""
        return 0.55 if self.reason is Reason.TOO_FEW_PERIODS else 1.0

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say why no movement is given with a figure."""
        finding = context.finding
        if finding.movement is None and finding.value is not None:
            length = Length(len(finding.series), finding.latest.months)
            yield cls.about(context, reason=finding.reason, length=length)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every reason, in quarters and years, and a single figure."""
        one = (Observed(period=ROLLING, value=12.0),)
        yield [
            *(
                example(movement=None, reason=reason, latest=latest)
                for reason, latest in product(Reason, (QUARTER, ROLLING))
            ),
            example(movement=None, reason=Reason.TOO_FEW_PERIODS, series=one),
        ]
