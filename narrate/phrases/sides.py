"""The sides that a phrase is bound to by its name, and so the sides whose words it must not hold."""

from __future__ import annotations

from narrate.findings import Relation
from narrate.movement import Direction, Movement
from narrate.phrases.slots import kind_of
from narrate.planning import Kind

OPPOSITE = {
    "above": "below",
    "below": "above",
    "rise": "fall",
    "fall": "rise",
    "more": "fewer",
    "fewer": "more",
    "high": "low",
    "low": "high",
    "better": "worse",
    "worse": "better",
}
"""Sides, each with the one whose words contradict it."""

COMPARING = frozenset(
    {
        Kind.FIGURE,
        Kind.QUARTER,
        Kind.SPAN,
        Kind.BASELINE,
        Kind.COMPARATOR_FIGURE,
        Kind.THRESHOLD,
        Kind.TARGET,
    }
)
"""Kinds that put the figure on a side of another."""

HIGHER, LOWER, SAME = (relation.value for relation in (Relation.HIGHER, Relation.LOWER, Relation.SAME))
UP, DOWN = f"after-{Direction.UP.value}", f"after-{Direction.DOWN.value}"

DIRECTIONS = {Movement.RISING.value: "rise", Movement.REDUCING.value: "fall", UP: "rise", DOWN: "fall"}
"""Pieces of names that tell a direction."""

NAMED = {
    (Kind.EXTREME, "peak"): ("below", "fall"),
    (Kind.EXTREME, "trough"): ("above", "rise"),
    (Kind.SINCE, Direction.UP.value): ("above", "rise"),
    (Kind.SINCE, Direction.DOWN.value): ("below", "fall"),
    (Kind.COUNTS, "more"): ("more",),
    (Kind.COUNTS, "fewer"): ("fewer",),
    (Kind.LEVEL, "high"): ("high",),
    (Kind.LEVEL, "very-high"): ("high",),
    (Kind.LEVEL, "low"): ("low",),
    (Kind.LEVEL, "very-low"): ("low",),
    (Kind.RANK, "highest"): ("high",),
    (Kind.RANK, "lowest"): ("low",),
    (Kind.PARTS, "above"): ("above",),
    (Kind.PARTS, "below"): ("below",),
    (Kind.FAVOUR, "better"): ("better",),
    (Kind.FAVOUR, "worse"): ("worse",),
}
"""Sides by a phrase's kind and what follows it in the name."""


def forbidden(name: str) -> tuple[str, ...]:
    """Return the sides whose words a phrase must not hold.

    Examples
    --------
    >>> forbidden("figure-higher-significant"), forbidden("movement-plateaued-after-up")
    (('below', 'fall'), ('fall',))
    """
    kind = kind_of(name)
    rest = name.removeprefix(kind.value if kind else name.partition("-")[0]).strip("-")
    if kind in COMPARING:
        return _compared(rest.split("-"))
    if kind is Kind.HEADLINE:
        return tuple(dict.fromkeys((*_figure(rest), *_moved(rest))))
    if kind in (Kind.MOVEMENT, Kind.CHART_TITLE) or name.startswith(("present-", "clause-")):
        return _moved(rest)
    if kind is Kind.SIBLING:
        return _sibling(rest)
    if kind is Kind.PARTS and rest == "above-below":
        return ()
    found = (
        sides for (bound, fact), sides in NAMED.items() if bound is kind and f"{rest}-".startswith(f"{fact}-")
    )
    return tuple(OPPOSITE[side] for side in next(found, ()))


def movement_of(name: str) -> str:
    """Return the movement that a phrase tells, as names of phrases write it; blank where it tells none."""
    head, _, rest = name.removeprefix("chart-").partition("-")
    if head not in ("movement", "headline", "present", "clause", "title"):
        return ""
    told = [movement.value.replace(" ", "-") for movement in Movement]
    return next((slug for slug in told if rest == slug or rest.startswith(f"{slug}-")), "")


def _compared(facts: list[str]) -> tuple[str, ...]:
    """Bind a comparison: the figure is higher, lower, or neither."""
    by_side = {HIGHER: ("below", "fall"), LOWER: ("above", "rise")}
    neither = ("above", "below", "rise", "fall")
    told = [fact for fact in facts if fact in (HIGHER, LOWER, SAME)]
    # a limit is named upper or lower before the side that the figure is on
    return by_side.get(told[-1], neither) if told else ()


def _figure(rest: str) -> tuple[str, ...]:
    """Bind the figure of a headline, whose movement may go the other way."""
    ends = {f"-{HIGHER}": ("below",), f"-{LOWER}": ("above",)}
    return next((sides for end, sides in ends.items() if rest.endswith(end)), ())


def _moved(rest: str) -> tuple[str, ...]:
    """Bind what moved: a phrase that tells one direction holds no word of the other."""
    told = {side for piece, side in DIRECTIONS.items() if f"-{piece}-" in f"-{rest}-"}
    return tuple(OPPOSITE[side] for side in sorted(told)) if len(told) == 1 else ()


def _sibling(rest: str) -> tuple[str, ...]:
    """Bind a sibling: where this indicator's figure is the higher one, its sibling's is the lower."""
    ends = {f"-{HIGHER}": ("above",), f"-{LOWER}": ("below",)}
    return next((sides for end, sides in ends.items() if rest.endswith(end)), ())
