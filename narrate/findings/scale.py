"""How figures compare in print: the one rounding rule, and the word scale."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from narrate.findings.vocabulary import Magnitude, Relation
from narrate.settings import WordScale


def rounded(value: float, decimals: int) -> Decimal:
    """Round as the report prints: half away from zero, on the shortest decimal form of the number.

    Examples
    --------
    >>> rounded(2.675, 2), rounded(-0.004, 2)
    (Decimal('2.68'), Decimal('0.00'))
    """
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(exact) if exact == 0 else exact


def relation(now: float, then: float, decimals: int) -> Relation:
    """Compare two figures as they will be printed.

    Examples
    --------
    >>> relation(37.04, 36.96, 0).value
    'same'
    """
    first, second = rounded(now, decimals), rounded(then, decimals)
    if first == second:
        return Relation.SAME
    return Relation.HIGHER if first > second else Relation.LOWER


def magnitude(difference: float, relative: float | None, scale: WordScale) -> Magnitude:
    """Place a change on the word scale: relative where it has a relative size, else in points.

    Examples
    --------
    >>> magnitude(-0.2, -0.116, WordScale()).value
    'moderate'
    """
    size = abs(difference if relative is None else relative)
    slight = scale.slight_points_below if relative is None else scale.slight_below
    marked = scale.marked_points_from if relative is None else scale.marked_from
    if size < slight:
        return Magnitude.SLIGHT
    return Magnitude.MARKED if size >= marked else Magnitude.MODERATE
