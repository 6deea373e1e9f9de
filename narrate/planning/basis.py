"""The basis of a section: which of its figures share their unit and span, and where that is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeGuard

from narrate.messages import BasisMessage, Context, FigureMessage, HeadlineMessage, Message
from narrate.planning.plans import PlannedParagraph
from narrate.spec import Measure

Unit = tuple[Measure, str, int, str]
"""What figures are of."""


def with_basis(
    paragraphs: tuple[PlannedParagraph, ...], context_of: Callable[[str], Context], fewest: int
) -> tuple[PlannedParagraph, ...]:
    """Say once what most figures of a section share, and leave it out of their sentences.

    Parameters
    ----------
    paragraphs : tuple of PlannedParagraph
        Of one section.
    context_of : callable
        Returns the context of an indicator.
    fewest : int
        Figures of one span from which a sentence of its own says it.
    """
    contexts = [context_of(code) for code in _with_figures(paragraphs)]
    of_span = _most(contexts, lambda context: context.finding.period)
    if len(of_span) < fewest:
        return paragraphs
    of_unit = _most(of_span, _unit)
    message = BasisMessage.of(tuple(of_unit), tuple(of_span))
    basis = _Basis(
        message,
        frozenset(context.finding.indicator for context in of_span),
        frozenset(context.finding.indicator for context in of_unit),
    )
    return tuple(basis.opened(paragraph) for paragraph in paragraphs)


def _most(contexts: list[Context], key: Callable[[Context], Hashable]) -> list[Context]:
    """Return the most that are alike, of equally many the newest."""
    alike: dict[Hashable, list[Context]] = defaultdict(list)
    for context in contexts:
        alike[key(context)].append(context)
    return max(alike.values(), key=lambda found: (len(found), found[0].finding.period.end), default=[])


def _unit(context: Context) -> Unit:
    indicator, measure = context.indicator, context.finding.measure
    rate = measure is Measure.RATE
    counted = "" if measure is Measure.PROPORTION else str(indicator.counted)
    return measure, counted, indicator.per if rate else 1, str(indicator.base) if rate else ""


def _with_figures(paragraphs: Iterable[PlannedParagraph]) -> Iterator[str]:
    """Yield the indicators whose figure is said, in reading order."""
    for paragraph in paragraphs:
        yield from (_indicator(message) for message in paragraph.messages if _rests_on_a_basis(message))
        yield from _with_figures(paragraph.items)


def _rests_on_a_basis(message: Message) -> TypeGuard[FigureMessage | HeadlineMessage]:
    return isinstance(message, HeadlineMessage) or (isinstance(message, FigureMessage) and message.based)


def _indicator(message: Message) -> str:
    """Return the indicator that a message is about."""
    return message.findings[0].partition("/")[0]


@dataclass(frozen=True)
class _Basis:
    """What a section says of its figures, and the indicators whose span, and whose unit, it gives."""

    message: BasisMessage
    of_span: frozenset[str]
    of_unit: frozenset[str]

    def opened(self, paragraph: PlannedParagraph) -> PlannedParagraph:
        """Let figures rest on the basis, and say it in the paragraph that holds the first of them."""
        resting = self.resting(paragraph)
        if _indicator(self.message) not in _with_figures((paragraph,)):
            return resting
        before = () if paragraph.spec.summary else (self.message,)
        after = (self.message,) if paragraph.spec.summary else ()
        return replace(resting, messages=(*before, *resting.messages, *after))

    def resting(self, paragraph: PlannedParagraph) -> PlannedParagraph:
        """Return a paragraph whose figures leave out what the basis gives."""
        messages = tuple(map(self.left_out, paragraph.messages))
        return replace(paragraph, messages=messages, items=tuple(map(self.resting, paragraph.items)))

    def left_out(self, message: Message) -> Message:
        """Return a message without the span of its figure, and without its unit where the basis gives it."""
        if not _rests_on_a_basis(message) or _indicator(message) not in self.of_span:
            return message
        return message.inside(unit=_indicator(message) not in self.of_unit, span=False)
