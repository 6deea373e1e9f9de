"""Red, amber or green."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.findings import Light
from narrate.messages.context import Context
from narrate.messages.examples import Example, example
from narrate.messages.message import OfIndicator
from narrate.messages.vocabulary import ClauseForm


@dataclass(frozen=True, kw_only=True)
class StatusMessage(OfIndicator):
    """Red, amber or green."""

    kind: ClassVar[str] = "status"
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})
    carries_figure: ClassVar[bool] = True

    status: Light

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure."""
        return ("figure",)

    @property
    def worth(self) -> float:
        """Much, since the report declares it; all where it calls for attention."""
        return 1.0 if self.status is Light.RED else 0.85

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say the status by the declared limits."""
        if context.finding.status:
            yield cls.about(context, status=context.finding.status)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every status."""
        yield [example(status=light) for light in Light]
