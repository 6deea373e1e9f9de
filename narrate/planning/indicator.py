"""One indicator's paragraph: its messages in the order in which they are written, and its table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from narrate.messages import (
    OF_AN_INDICATOR,
    CaptionMessage,
    Context,
    Figure,
    Form,
    Message,
    OfIndicator,
    Phrase,
    PromptMessage,
    Span,
)


def messages(context: Context, stated_above: Collection[type[Message]] = ()) -> tuple[OfIndicator, ...]:
    """Return the messages of an indicator that are worth most, in the order in which they are written.

    Parameters
    ----------
    context : Context
        The indicator, its finding and the report.
    stated_above : collection of type of Message
        Kinds that are stated above for it together with others.
    """
    possible = [
        message for kind in OF_AN_INDICATOR if kind not in stated_above for message in kind.of(context)
    ]
    return (*_carried_on(worthiest(possible, context.planning.messages)), *PromptMessage.of(context))


def worthiest(possible: list[OfIndicator], most: int) -> list[OfIndicator]:
    """Keep the messages that are worth most, in their order."""
    ranked = sorted(range(len(possible)), key=lambda number: (-possible[number].worth, number))
    return [possible[number] for number in sorted(ranked[:most])]


def _carried_on(chosen: Iterable[OfIndicator]) -> Iterator[OfIndicator]:
    """Yield messages, every other one of a run about the figure with a pronoun for it."""
    carried = False
    for message in chosen:
        pronoun = carried
        yield replace(message, it=Phrase("pronoun")) if pronoun else message
        carried = message.carries_figure and not pronoun


def table(context: Context) -> tuple[CaptionMessage, tuple[tuple[Span, Figure], ...]]:
    """Return the caption and the rows of an indicator's series as a table."""
    rows = tuple(
        (context.covered(one.period), context.printed(one.value, Form.NUMBER, one.period))
        for one in context.finding.series
    )
    return CaptionMessage.captioned(context), rows
