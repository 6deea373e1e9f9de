"""Aggregation: which messages share a sentence, and which of them opens the paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from narrate.messages import BasisMessage, ClauseForm, FigureMessage, Message, MovementMessage, yes_or_no
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
    left = _led(list(messages), has)
    sentences: list[list[ClausePlan]] = []
    for clause in left:
        host = next((one for one in _hosts(clause.message, sentences) if _holds(one, clause, limits)), None)
        if host is not None and clause.form is ClauseForm.SENTENCE and has(clause.message, ClauseForm.TAIL):
            host.append(ClausePlan(clause.message, ClauseForm.TAIL))
        else:
            sentences.append([clause])
    return tuple(SentencePlan(tuple(clauses)) for clauses in sentences)


def _led(messages: list[Message], has: Has) -> list[ClausePlan]:
    """Let a large change lead where the series has no direction of its own, and the movement follow."""
    clauses = [ClausePlan(message) for message in messages]
    figure = next((one for one in messages if isinstance(one, FigureMessage)), None)
    movement = next((one for one in messages if isinstance(one, MovementMessage)), None)
    if figure is None or not figure.leads or not has(figure, ClauseForm.LEAD):
        return clauses
    basis = [clause for clause in clauses if isinstance(clause.message, BasisMessage)]
    own = [clause for clause in clauses if clause not in basis]
    if movement is None or own[0].message is not movement or movement.moves:
        return clauses
    others = [clause for clause in own if clause.message not in (figure, movement)]
    carried = replace(movement, subject=movement.it, plural=yes_or_no(False))
    return [*basis, ClausePlan(figure, ClauseForm.LEAD), ClausePlan(carried), *others]


def _hosts(message: Message, sentences: list[list[ClausePlan]]) -> Iterator[list[ClausePlan]]:
    """Yield the sentences that a message could continue."""
    yield from (one for one in sentences if one[0].message.kind == message.continues)


def _holds(sentence: list[ClausePlan], clause: ClausePlan, limits: Aggregation) -> bool:
    """Whether a sentence has room for one more clause and its figures."""
    if len(sentence) >= limits.clauses:
        return False
    figures = sum(one.message.figures for one in (*sentence, clause))
    return figures <= limits.figures
