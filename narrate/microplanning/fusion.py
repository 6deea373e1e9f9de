"""Aggregation: which messages share a sentence, and which of them opens the paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from narrate.messages import (
    BasisMessage,
    ClauseForm,
    ComparatorMovementMessage,
    FigureMessage,
    FirstToLastMessage,
    HeadlineMessage,
    LimitMessage,
    Message,
    MovementMessage,
    OfIndicator,
    Outcome,
    Text,
    UnlabelledMessage,
    yes_or_no,
)
from narrate.microplanning.plans import ClausePlan, SentencePlan
from narrate.settings import Aggregation

Has = Callable[[Message, ClauseForm], bool]
"""Whether the locale's bank can say a message in a form without losing what its sentence tells."""


def fused(messages: Iterable[Message], has: Has, limits: Aggregation) -> tuple[SentencePlan, ...]:
    """Return the sentences that say messages: the strongest news first, then what continues it.

    Parameters
    ----------
    messages : iterable of Message
        Of one paragraph, in the order of the registry.
    has : callable
        Tells which forms the locale's bank has.
    limits : Aggregation
        How much one sentence holds.
    """
    sentences: list[list[ClausePlan]] = []
    for clause in _opened(_in_order(list(messages)), has):
        host = next((one for one in _hosts(clause.message, sentences) if _holds(one, clause, limits)), None)
        if host is not None and clause.form is ClauseForm.SENTENCE and has(clause.message, ClauseForm.TAIL):
            host.append(ClausePlan(_behind(host[0], clause.message), ClauseForm.TAIL))
        else:
            sentences.append([_carried(clause, sentences)])
    return tuple(SentencePlan(tuple(clauses)) for clauses in sentences)


def _in_order(messages: list[Message]) -> list[Message]:
    """Move a change from first to last year behind the movement that it bears out."""
    change = next((one for one in messages if isinstance(one, FirstToLastMessage)), None)
    movement = next((one for one in messages if isinstance(one, MovementMessage)), None)
    if change is None or movement is None or movement.kind not in change.continues:
        return messages
    named = replace(movement, subject=change.subject, plural=change.plural)
    others = [one for one in messages if one not in (change, movement)]
    place = messages.index(change)
    return [
        *others[:place],
        named,
        replace(change, subject=change.it, plural=yes_or_no(False)),
        *others[place:],
    ]


def _opened(messages: list[Message], has: Has) -> list[ClausePlan]:
    """Let the figure open a paragraph whose movement is not the news, and the other messages follow."""
    own = [one for one in messages if not isinstance(one, BasisMessage)]
    figure = next((one for one in own if isinstance(one, FigureMessage)), None)
    if figure is None or not has(figure, ClauseForm.LEAD) or not _is_news(figure, own):
        return list(map(ClausePlan, messages))
    basis = [ClausePlan(one) for one in messages if isinstance(one, BasisMessage)]
    others = [ClausePlan(one) for one in own if one is not figure]
    return [*basis, ClausePlan(figure, ClauseForm.LEAD), *others]


def _is_news(figure: FigureMessage, messages: list[Message]) -> bool:
    """Whether the figure says more than the message that would open the paragraph in its place."""
    opening = messages[0]
    if not isinstance(opening, MovementMessage):
        return isinstance(opening, FigureMessage | UnlabelledMessage)
    if opening.moves:
        return False
    missed = any(isinstance(one, LimitMessage) and one.outcome is Outcome.MISSED for one in messages)
    return figure.leads or missed or figure.kind in opening.continues


def _carried(clause: ClausePlan, sentences: list[list[ClausePlan]]) -> ClausePlan:
    """Let a sentence about the movement refer to the figure, where that has named the subject."""
    message = clause.message
    led = any(one[0].form is ClauseForm.LEAD for one in sentences)
    if not led or not isinstance(message, MovementMessage | UnlabelledMessage):
        return clause
    return replace(clause, message=replace(message, subject=message.it, plural=yes_or_no(False)))


def _behind(host: ClausePlan, message: Message) -> Message:
    """Return a message as it stands behind its host, whose subject it shares."""
    if host.form is ClauseForm.LEAD:
        return message.ahead() if isinstance(message, ComparatorMovementMessage) else message
    if isinstance(host.message, FigureMessage) and isinstance(message, OfIndicator):
        return replace(message, plural=yes_or_no(False))
    return message


def _hosts(message: Message, sentences: list[list[ClausePlan]]) -> Iterator[list[ClausePlan]]:
    """Yield the sentences that a message could continue, those of the kind that it continues best first."""
    for kind in message.continues:
        yield from (one for one in sentences if one[0].message.kind == kind)


def _holds(sentence: list[ClausePlan], clause: ClausePlan, limits: Aggregation) -> bool:
    """Whether a sentence has room for one more clause and its figures."""
    if len(sentence) >= limits.clauses or _words_of_subject(sentence[0]) >= limits.subject:
        return False
    figures = sum(one.message.figures for one in (*sentence, clause))
    return figures <= limits.figures


def _words_of_subject(clause: ClausePlan) -> int:
    """Return the words of the name that a clause opens with, or 0 where it refers to it."""
    subject = clause.message.slots.get("subject")
    names = clause.form is ClauseForm.LEAD or isinstance(clause.message, MovementMessage | HeadlineMessage)
    return len(subject.words.split()) if names and isinstance(subject, Text) else 0
