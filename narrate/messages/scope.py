"""That the figures are for another area than the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.messages.context import Context
from narrate.messages.examples import Example, example
from narrate.messages.message import Message, OfIndicator, slot
from narrate.messages.slots import Text


@dataclass(frozen=True, kw_only=True)
class ScopeMessage(OfIndicator):
    """That the figures are for another area than the report."""

    kind: ClassVar[str] = "scope"

    area: Text = slot("name of the area", essential=True)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say what area the figures are for, where it is not the report's."""
        if context.elsewhere:
            yield cls.about(context, area=context.area(context.finding.area))

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield an indicator of another area with one of the report's own."""
        yield [example(area="Force"), example()]


@dataclass(frozen=True, kw_only=True)
class ScopeGroupMessage(Message):
    """That the figures of several items are for another area than the report."""

    kind: ClassVar[str] = "scope-group"

    area: Text = slot("name of the area", essential=True)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield two indicators of another area."""
        yield [example(area="Force"), example(area="Force")]
