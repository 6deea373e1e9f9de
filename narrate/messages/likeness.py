"""How what another series does compares with what this one does."""

from __future__ import annotations

from enum import StrEnum

from narrate.findings import Finding
from narrate.messages.message import slug
from narrate.messages.slots import Phrase, yes_or_no
from narrate.messages.vocabulary import SETTLED, contrary_to_moves
from narrate.movement import Direction, Movement

MOVING = {Movement.RISING: Direction.UP, Movement.REDUCING: Direction.DOWN}
"""Movements that go on, and where to."""


class Likeness(StrEnum):
    """How another series' movement stands to this one's."""

    SAME = "same"
    """The same movement, after the same."""
    STILL = "still"
    """It goes on in the direction in which this one has ended."""
    ALREADY = "already"
    """It has ended in the direction in which this one goes on, or ended earlier."""
    OPPOSITE = "opposite"
    """One rises and the other falls."""
    DIFFERENT = "different"
    """Anything else."""


def likeness(finding: Finding, movement: Movement | None, before: Direction | None) -> Likeness:
    """Return how another series, of the given movement and what came before it, stands to a finding."""
    mine = finding.movement
    if mine is movement and finding.before is before:
        return Likeness.SAME
    here, there = _direction(mine, finding.before), _direction(movement, before)
    if here is None or there is None:
        return Likeness.DIFFERENT
    if here is not there:
        return Likeness.OPPOSITE if mine in MOVING and movement in MOVING else Likeness.DIFFERENT
    if movement in MOVING:
        return Likeness.STILL
    earlier = mine in MOVING or (mine, movement) == SETTLED
    return Likeness.ALREADY if earlier else Likeness.DIFFERENT


def _direction(movement: Movement | None, before: Direction | None) -> Direction | None:
    """Return where a movement goes, or went before it ended."""
    if movement in SETTLED:
        return before
    return MOVING.get(movement) if movement else None


def present(alike: Likeness, movement: Movement | None, *, plural: bool) -> Phrase:
    """Return what another series does now: also, still, already, or simply so."""
    words = {Likeness.SAME: "", Likeness.STILL: "-still", Likeness.ALREADY: "-already"}
    return Phrase(
        f"present-{slug(movement)}{words.get(alike, '-instead')}",
        {"plural": yes_or_no(plural)},
        contrary=contrary_to_moves(movement),
        movement=movement,
    )
