"""On which side of another place a place is said to be, and which way other places are said to move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.drafts.checking.claim import SIGNS, WAYS, Held
from narrate.drafts.checking.clauses import Clause, Hit, Place
from narrate.drafts.checking.known import levels_of
from narrate.findings import Finding, Relation
from narrate.movement import Movement


@dataclass(frozen=True)
class Sides:
    """Judges a direction by the places that are named.

    Attributes
    ----------
    clause : Clause
    hit : Hit
        The word of the direction.
    denied : bool
        Whether it is said not to be so.
    tested : bool
        Whether it is said to be significant.
    """

    clause: Clause
    hit: Hit
    denied: bool
    tested: bool

    @property
    def sign(self) -> int:
        """The direction as a sign."""
        return SIGNS[self.hit.value]

    def against_place(self, finding: Finding) -> Held:
        """Return whether the sides of the places that are named are as it says."""
        subjects, others = self._two(finding)
        if not self.sign and len(self.clause.elsewhere) > 1:
            return None, ""
        held = [self._side_of(finding, subject, other) for subject in subjects for other in others]
        known = [one for one in held if one[0] is not None]
        if not known:
            return None, ""
        return all(holds for holds, _ in known), "; ".join(truth for holds, truth in known if not holds)

    def _side_of(self, finding: Finding, subject: str, other: str) -> Held:
        """Return whether the figure of one place is on that side of another's on which it is said to be."""
        values = {
            one.area: one for one in reversed(levels_of(finding)) if one.period.end == finding.period.end
        }
        mine, theirs = values.get(subject), values.get(other)
        if mine is None or theirs is None:
            return None, ""
        side = (mine.value > theirs.value) - (mine.value < theirs.value)
        test = _test(finding, subject, other)
        truth = f"{finding.indicator}: {subject} {mine.value:.6g}, {other} {theirs.value:.6g}"
        far = any(0 <= self.hit.start - one.end <= 1 for one in self.clause.hits(self.clause.words.far))
        if (self.tested or far) and self.sign and test is False:
            return False, f"{truth}, not significant"
        true = {side} | ({0} if test is False else set())
        return (self.sign in true) is not self.denied, truth

    def _two(self, finding: Finding) -> tuple[list[str], list[str]]:
        """Return the places that a side is said of, and those that they are held against."""
        before = [one for one in self.clause.places if one.end <= self.hit.start]
        behind = [one for one in self.clause.places if one.start >= self.hit.end]
        own = finding.area
        table = ((side, self.clause.words.comparing.get(side, ())) for side in SIGNS)
        held = [one.start for one in self.clause.among(table) if one.end <= self.hit.start]
        if before and held and before[-1].start > min(held):
            before = []  # that place is one which the figure was held against before
        if before and behind:
            return [before[-1].area], self._joined(behind)
        if len(behind) > 1 and behind[0].area == own:
            relating = self.clause.hits(self.clause.index.lexicon.relating)
            against = any(self.hit.start <= one.start and one.end <= behind[0].start for one in relating)
            return (self._joined(behind[1:]), [own]) if against else ([own], self._joined(behind[1:]))
        if behind and behind[0].area != own:
            named = self._joined(behind)
            inside = behind[0].area in {part.area for part in finding.parts}
            return (named, [own]) if inside else ([own], named)
        if before and before[-1].area != own:
            wider = before[-1].area in {one.area for one in finding.comparators}
            last = [before[-1].area]
            return ([own], last) if wider and self._opens(before[0]) else (last, [own])
        return [], []

    def _joined(self, places: Sequence[Place]) -> list[str]:
        """Return the first of some places, and those that a list joins to it."""
        words = {*self.clause.words.joining, *self.clause.words.common}
        found = [places[0].area]
        for one, two in pairwise(places):
            between = self.clause.text[one.end : two.start].lower().replace(",", " ").split()
            if not all(word in words for word in between):
                break
            found.append(two.area)
        return found

    def _opens(self, place: Place) -> bool:
        """Whether a place opens its clause, and so only says where it looks: nationally, fewer people ..."""
        return place.start == 0 and self.clause.text[place.end : place.end + 1] == ","

    def elsewhere(self, finding: Finding) -> Held:
        """Return whether a movement is that of the places that are named."""
        moves: dict[str, Movement | None] = {part.area: part.movement for part in finding.parts}
        moves |= {other.area: other.movement for other in finding.comparators}
        named = [one.area for one in self.clause.elsewhere if one.area in moves]
        if not named:
            return None, ""
        known = {area: moves[area] for area in named}
        wrong = [
            f"{area}: {move}"
            for area, move in known.items()
            if move is not None and (WAYS[move] == self.sign) is self.denied
        ]
        if not any(known.values()):
            return None, ""
        return not wrong, f"{finding.indicator}, {'; '.join(wrong)}"


def _test(finding: Finding, subject: str, other: str) -> bool | None:
    """Return whether a test told two areas apart; None where none was made."""
    pair = {subject, other} - {finding.area}
    tests: dict[str, bool | None] = {part.area: part.side is not Relation.SAME for part in finding.parts}
    tests |= {wider.area: wider.change.significant for wider in finding.comparators}
    return tests.get(pair.pop()) if len(pair) == 1 else None
