"""That an indicator is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.messages.context import Context
from narrate.messages.examples import Example, example
from narrate.messages.message import Message, OfIndicator, slot
from narrate.messages.slots import Listing, Whole


@dataclass(frozen=True, kw_only=True)
class NewMessage(OfIndicator):
    """That an indicator is reported for the first time."""

    kind: ClassVar[str] = "new"

    @property
    def worth(self) -> float:
        """Much, once."""
        return 0.8

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say that the indicator is new."""
        if context.finding.new:
            yield cls.about(context)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield a new indicator with an old one."""
        yield [example(new=True), example()]


@dataclass(frozen=True, kw_only=True)
class NewGroupMessage(Message):
    """That several indicators are reported for the first time."""

    kind: ClassVar[str] = "new-group"
    of_several: ClassVar[bool] = True
    lists_indicators: ClassVar[bool] = True

    number: Whole = slot("how many indicators")
    names: Listing = slot("list of indicators")

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield two and three that are new."""
        yield [example(new=True), example(new=True)]
        yield [example(new=True), example(new=True), example(new=True)]
