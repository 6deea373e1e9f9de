"""One indicator's paragraph: its messages in the order in which they are written, and its table."""

from __future__ import annotations

from collections.abc import Collection

from narrate.messages import (
    OF_AN_INDICATOR,
    CaptionMessage,
    Context,
    Figure,
    FigureMessage,
    Form,
    Message,
    OfIndicator,
    PromptMessage,
    Span,
    is_exception,
)
from narrate.settings import Depth
from narrate.spec import Detail


def messages(
    context: Context, detail: Detail, stated_above: Collection[type[Message]] = ()
) -> tuple[OfIndicator, ...]:
    """Return the messages of an indicator that are worth most, in the order in which they are written.

    Parameters
    ----------
    context : Context
        The indicator, its finding and the report.
    detail : Detail
        How much is to be said.
    stated_above : collection of type of Message
        Kinds that are stated above for it together with others.
    """
    possible = [
        message for kind in OF_AN_INDICATOR if kind not in stated_above for message in kind.of(context)
    ]
    kept = worthiest(possible, *_depth(context, detail))
    if detail is not Detail.FULL:
        kept = [message.inside() if isinstance(message, FigureMessage) else message for message in kept]
    return (*kept, *PromptMessage.of(context))


def _depth(context: Context, detail: Detail) -> tuple[float, int]:
    """Return the least worth of a message, and how many are said at most."""
    planning = context.planning
    depth: Depth = getattr(planning, detail.value)
    attention = is_exception(context.finding, context.indicator.polarity, context.planning)
    return depth.worth, depth.messages + planning.more_for_attention * attention


def worthiest(possible: list[OfIndicator], least: float, most: int) -> list[OfIndicator]:
    """Keep the messages that are worth most, in their order; those that are always said stay in any case."""
    ranked = sorted(range(len(possible)), key=lambda number: (-possible[number].worth, number))
    always = sum(message.worth >= 1 for message in possible)
    kept = [number for number in ranked[: max(most, always)] if possible[number].worth >= least]
    return [possible[number] for number in sorted(kept)]


def table(context: Context) -> tuple[CaptionMessage, tuple[tuple[Span, Figure], ...]]:
    """Return the caption and the rows of an indicator's series as a table."""
    rows = tuple(
        (context.covered(one.period), context.printed(one.value, Form.NUMBER, one.period))
        for one in context.finding.series
    )
    return CaptionMessage.captioned(context), rows
