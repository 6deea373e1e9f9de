"""Amounts in words: shares and multiples, such as a fifth higher, about eight in ten, more than halved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from narrate.drafts.checking.binding import STATES, Binding, held_against_ours, in_words, known_in
from narrate.drafts.checking.claim import Claim
from narrate.drafts.checking.clauses import Clause, Hit
from narrate.drafts.checking.known import Known, Quantity
from narrate.drafts.tokens import Number, Token, TokenKind, Unit
from narrate.drafts.verdict import Outcome
from narrate.settings import PERCENT, READING


@dataclass(frozen=True)
class Amount:
    """A share or multiple in words.

    Attributes
    ----------
    start, end : int
    value : Fraction
        Of one.
    multiple : bool
        Whether it is how many times another figure.
    hedge : str
        near, over, under, or nothing.
    """

    start: int
    end: int
    value: Fraction
    multiple: bool
    hedge: str

    def means(self, value: float) -> bool:
        """Whether a true share or multiple is one that may be called so."""
        said = float(self.value)
        if self.multiple and said < 1:  # nearly halved is not yet halved, more than halved is past it
            said, value = 1 - said, 1 - value
        miss = said * READING.multiple_tolerance if self.multiple else READING.share_tolerance
        wide = miss + said * READING.hedged
        if self.hedge == "over":
            return said < value <= said + wide
        if self.hedge == "under":
            return said - wide <= value < said + (0 if self.multiple else miss / 2)
        return abs(value - said) <= miss * (1.5 if self.hedge else 1.0)


def amounts(clause: Clause) -> Iterator[Amount]:
    """Yield the amounts in words of a clause."""
    words = clause.words
    for table, multiple in ((words.multiples, True), (words.parts, False)):
        for hit in clause.among(table.items()):
            if not clause.within_name(hit.start, hit.end) and not _of_unit(clause, hit):
                yield _amount(clause, hit.start, hit.end, Fraction(hit.value), multiple)
    yield from _ratios(clause)


def _of_unit(clause: Clause, hit: Hit) -> bool:
    """Whether a word is part of another figure: half a point, two and a half years."""
    units = clause.index.lexicon.units.get("points", ())
    behind = " ".join(clause.text[hit.end :].lower().split()[:3])
    spans = [token for token in clause.tokens if token.kind is TokenKind.LENGTH and token.end > hit.end]
    before = clause.text[: hit.start].split()[-1:]
    joined = bool(before) and before[0].lower() in clause.words.joining
    lengths = [token for token in clause.tokens if token.kind is TokenKind.LENGTH]
    if (
        any(one.start == hit.start for one in lengths)
        and before
        and before[0].lower() in clause.words.lasting
    ):
        return True
    return (
        joined
        or any(f"a {unit}" in behind for unit in units)
        or any(hit.start < one.end and one.start <= hit.end + 1 for one in spans)
    )


def _ratios(clause: Clause) -> Iterator[Amount]:
    """Yield shares of two numbers in words: eight in ten, one child in eleven."""
    numbers = clause.numbers
    for one, other in pairwise(numbers):
        between = clause.text[one.end : other.start].lower().split()
        joined = any(" ".join(between[-len(word.split()) :]) == word for word in clause.words.sharing)
        short = len(between) <= 4 and other.value.value
        whole = not one.value.decimals and not other.value.decimals
        small = other.value.value <= 20 and one.value.value < other.value.value
        if joined and short and whole and small and one.value.unit is Unit.BARE:
            value = Fraction(int(one.value.value), int(other.value.value))
            yield _amount(clause, one.start, other.end, value, multiple=False)


def _amount(clause: Clause, start: int, end: int, value: Fraction, multiple: bool) -> Amount:
    hedge = ""
    for hit in clause.among(clause.words.hedges.items()):
        if 0 <= start - hit.end <= 2:
            hedge = hit.value
    return Amount(start, end, value, multiple, hedge)


def judge_amounts(clause: Clause) -> Iterator[tuple[Amount, Claim | None]]:
    """Yield each amount in words, with the verdict where it is one of an indicator's figures."""
    for one in amounts(clause):
        yield one, _judged(clause, one)


def _judged(clause: Clause, amount: Amount) -> Claim | None:
    token = Token(
        TokenKind.NUMBER, clause.text[amount.start : amount.end], amount.start, amount.end, Number(_ZERO, 0)
    )
    binding = Binding(clause, token)
    if held_against_ours(clause):
        return None
    meant = [
        (one, value)
        for one in known_in(clause)
        for value in _as_said(clause, amount, one)
        if binding.fits(one)
    ]
    before = clause.text[: amount.start].lower().split()
    changed = any(word in clause.words.by for word in before[-3:])
    if not meant or (changed and not amount.multiple and not _side(clause, amount)):
        return None
    right = any(amount.means(value) for _, value in meant)
    truth = "; ".join(dict.fromkeys(in_words(one) for one, _ in meant[:3]))
    outcome = Outcome.BORNE_OUT if right else Outcome.FALSE
    return Claim(amount.start, amount.end, TokenKind.NUMBER, outcome, "" if right else truth)


_ZERO = Decimal(0)


def _as_said(clause: Clause, amount: Amount, known: Known) -> Iterator[float]:
    """Yield what a known figure comes to, of one, if an amount could be said of it."""
    if amount.multiple:
        if known.unit is Unit.PERCENT and known.quantity in (Quantity.CHANGE, Quantity.GAP):
            yield 1 + known.sign * known.value / PERCENT
        return
    side = _side(clause, amount)
    of_other = _of(clause, amount)
    if side and not of_other:
        if known.unit is Unit.PERCENT and known.quantity in (Quantity.CHANGE, Quantity.GAP):
            yield known.value / PERCENT
    elif of_other and known.quantity in (Quantity.CHANGE, Quantity.GAP) and known.unit is Unit.PERCENT:
        yield 1 + known.sign * known.value / PERCENT
    if not side and known.unit is Unit.PERCENT and known.quantity in STATES and _share(clause, known):
        yield known.value / PERCENT


def _share(clause: Clause, known: Known) -> bool:
    return any(finding.share for finding in clause.findings if finding.indicator == known.indicator)


def _side(clause: Clause, amount: Amount) -> str:
    """Return on which side of another figure an amount is said to be: up, down or neither."""
    table = ((side, clause.words.comparing.get(side, ())) for side in ("up", "down"))
    near = [
        hit for hit in clause.among(table) if _gap(hit, amount) <= 14 and not _hedging(clause, hit, amount)
    ]
    return min(near, key=lambda hit: _gap(hit, amount)).value if near else ""


def _hedging(clause: Clause, hit: Hit, amount: Amount) -> bool:
    """Whether a word only says on which side of an amount the true one lies."""
    return any(
        one.start <= hit.start and hit.end <= one.end <= amount.start
        for one in clause.among(clause.words.hedges.items())
    )


def _gap(hit: Hit, amount: Amount) -> int:
    return max(hit.start - amount.end, amount.start - hit.end, 0)


def _of(clause: Clause, amount: Amount) -> bool:
    """Whether an amount is a part of another figure: a quarter of the peak, twice the rate of."""
    behind = clause.text[amount.end :].lower().split()[:1]
    return bool(behind) and behind[0] in clause.words.of and not any(one.share for one in clause.findings)
