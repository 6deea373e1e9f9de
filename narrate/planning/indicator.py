"""One indicator's paragraph: its messages in the order of the slots, and its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from narrate.planning.context import ContextMessages
from narrate.planning.message import Figure, Form, Kind, Message, Phrase, Span, Text
from narrate.planning.series import SeriesMessages
from narrate.planning.summary import is_exception
from narrate.planning.worth import worthiest

CARRYING = frozenset(
    {Kind.FIGURE, Kind.BASELINE, Kind.LEVEL, Kind.STATUS, Kind.EXTREME, Kind.THRESHOLD, Kind.TARGET}
)
"""Kinds whose sentences are about the figure, so that the next may say "it"."""


def _carried_on(messages: Iterable[Message]) -> Iterator[Message]:
    """Yield messages, every other one of a run about the figure with a pronoun for it."""
    carried = False
    for message in messages:
        pronoun = carried and "it" in message.slots
        yield replace(message, slots={**message.slots, "it": Phrase("pronoun")}) if pronoun else message
        carried = message.kind in CARRYING and not pronoun


class IndicatorPlanner(SeriesMessages, ContextMessages):
    """All that can be said of one indicator, in the order in which it is said."""

    def messages(self) -> tuple[Message, ...]:
        """Return the messages that are worth most, in the order of the slots."""
        possible = tuple(message for message in self.possible() if message.kind not in self.said)
        return (*_carried_on(worthiest(possible, self.planning.messages)), *self.prompt())

    def possible(self) -> Iterator[Message]:
        """Yield past phase and movement, figure, latest quarter, then what else matters."""
        yield from self.movement()
        yield from self.since()
        yield from self.figure()
        yield from self.level()
        yield from self.counts()
        yield from self.quarter()
        yield from self.baseline()
        yield from self.extreme()
        yield from self.standing(Kind.THRESHOLD, self.finding.threshold)
        yield from self.standing(Kind.TARGET, self.finding.target)
        yield from self.status()
        yield from self.parts()
        yield from self.rank()
        yield from self.comparators()
        yield from self.sibling()
        yield from self.scope()
        yield from self.arrears()
        yield from self.revised()
        yield from self.new()

    def prompt(self) -> Iterator[Message]:
        """Mark where the analyst usually gives a cause or an action, if the report asks for marks."""
        if self.spec.report.prompts and is_exception(self.finding, self.indicator.polarity):
            yield self.message(Kind.PROMPT, ())

    def table(self) -> tuple[Message, tuple[tuple[Span, Figure], ...]]:
        """Return the caption and the rows of the series as a table."""
        seen = self.finding.series
        rows = tuple(
            (self.covered(one.period), self.printed(one.value, Form.BARE, one.period)) for one in seen
        )
        return self.message(Kind.CAPTION, (), area=Text(self.finding.area)), rows
