"""What is no sentence of the text: a prompt for the analyst's words, and the caption of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.findings import Relation
from narrate.messages.attention import is_exception
from narrate.messages.context import Context
from narrate.messages.examples import ROLLING, Example, change, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Text
from narrate.movement import Favour, Rule


@dataclass(frozen=True, kw_only=True)
class PromptMessage(OfIndicator):
    """A place for the analyst's own words."""

    kind: ClassVar[str] = "prompt"

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Mark where the analyst usually gives a cause or an action, if the report asks for marks."""
        called = is_exception(context.finding, context.indicator.polarity, context.planning)
        if context.spec.report.prompts and called:
            yield cls.about(context)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield an indicator that calls for attention."""
        yield [example(favour=Favour.WORSE)]


@dataclass(frozen=True, kw_only=True)
class CaptionMessage(OfIndicator):
    """The caption of a table."""

    kind: ClassVar[str] = "caption"

    area: Text = slot("name of the area")

    @classmethod
    def captioned(cls, context: Context) -> Self:
        """Return the caption of an indicator's series as a table."""
        return cls.about(context, area=Text(context.finding.area))

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield an annual series with a table."""
        annual = {"rule": Rule.TREND_OF_RATES, "latest": ROLLING}
        yield [example({"table": True}, first_to_last=change(Relation.HIGHER, True), **annual)]
