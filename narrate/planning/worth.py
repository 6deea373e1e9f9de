"""What messages are worth to a reader, and which of too many are kept."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.planning.message import Kind, Message

WORTH: Mapping[tuple[str, ...], float] = {
    (Kind.THRESHOLD,): 0.9,
    (Kind.TARGET,): 0.9,
    (Kind.ARREARS,): 0.9,
    (Kind.NUMBERS,): 0.9,
    (Kind.NUMBERS, "base"): 0.5,
    (Kind.NEW,): 0.8,
    (Kind.QUARTER, "significant"): 0.8,
    (Kind.UNCHANGED,): 0.9,
    (Kind.REVISED,): 0.85,
    (Kind.SCOPE,): 0.95,
    (Kind.STATUS,): 0.85,
    (Kind.LEVEL,): 0.65,
    (Kind.COUNTS,): 0.75,
    (Kind.BASELINE,): 0.75,
    (Kind.RANK,): 0.7,
    (Kind.SIBLING,): 0.55,
    (Kind.SIBLING, "apart"): 0.8,
    (Kind.SINCE,): 0.45,
    (Kind.PARTS,): 0.7,
    (Kind.PARTS, "none"): 0.2,
    (Kind.COMPARATOR_MOVEMENT,): 0.6,
    (Kind.COMPARATOR_FIGURE,): 0.6,
    (Kind.EXTREME, "peak"): 0.5,
    (Kind.QUARTER, "not-significant"): 0.4,
    (Kind.QUARTER, "against"): 0.75,
    (Kind.QUARTER, "same"): 0.5,
    (Kind.EXTREME, "trough"): 0.3,
}
"""What messages are worth by kind and last fact; those not listed are worth 1 and always said."""


def worth_of(kind: Kind, facts: tuple[str, ...]) -> float:
    """Return what a message of this kind is worth: by the latest fact that is listed, else by its kind."""
    listed = [WORTH[kind, fact] for fact in facts if (kind, fact) in WORTH]
    return listed[-1] if listed else WORTH.get((kind,), 1.0)


def worthiest(messages: tuple[Message, ...], most: int) -> tuple[Message, ...]:
    """Keep the messages that are worth most, in their order."""
    ranked = sorted(range(len(messages)), key=lambda number: (-messages[number].worth, number))
    return tuple(messages[number] for number in sorted(ranked[:most]))
