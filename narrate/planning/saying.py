"""What every message about an indicator is made with."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.findings import Change, Finding, Standing
from narrate.periods import MONTHS_A_YEAR, Period
from narrate.planning.message import Figure, Form, Kind, Message, Phrase, Slot, Span, Text, agreement, slug
from narrate.planning.worth import worth_of
from narrate.settings import Planning
from narrate.spec import Indicator, Measure, ReportSpec


@dataclass(frozen=True)
class Saying:
    """One indicator, its finding, and the report that they stand in."""

    finding: Finding
    indicator: Indicator
    spec: ReportSpec
    said: frozenset[Kind] = frozenset()
    """Kinds of message that something above says of it."""

    def message(self, kind: Kind, facts: tuple[str, ...], **slots: Slot) -> Message:
        """Return a message with the slots that all share."""
        shared: dict[str, Slot] = {
            "subject": Text(self.indicator.name),
            "plural": agreement(self.indicator.plural),
            "measure": Phrase(f"measure-{self.finding.measure.value}"),
            "it": Phrase(f"carried-{self.finding.measure.value}"),
        }
        worth = worth_of(kind, facts)
        return Message(kind, facts, shared | slots, (self.finding.id,), slug(self.finding.rule), worth)

    def covered(self, period: Period) -> Span:
        """Return a span as this indicator's frequency names it."""
        return Span(period, named=self.finding.latest.months == MONTHS_A_YEAR)

    def printed(self, value: float, form: Form, period: Period, area: str = "") -> Figure:
        """Return a figure of this indicator."""
        return Figure(value, form, self.finding.indicator, area or self.finding.area, period)

    def size(self, change: Change) -> Figure:
        """Return the size of a change, without its sign."""
        if change.relative is None:
            return self.printed(abs(change.difference), Form.POINTS, change.period)
        return self.printed(abs(change.relative), Form.RELATIVE, change.period)

    def worth_a_size(self, change: Change) -> bool:
        """Whether the size of a change says something: not from zero, and not of too few events."""
        if self.finding.measure is Measure.PROPORTION:
            return True
        return change.relative is not None and not self.few(change)

    def few(self, change: Change) -> bool:
        """Whether a relative change would be one of too few events to be worth a percentage."""
        counts = [count for count in (change.count_now, change.count_then) if count is not None]
        rate = change.base_now is None
        return rate and bool(counts) and min(counts) < self.spec.settings.statistics.small_count

    def narrowly(self, standing: Standing) -> tuple[str, ...]:
        """Return the fact that a figure and its limit print alike, though they are not."""
        return ("narrow",) if standing.decimals > self.indicator.decimals else ()

    @property
    def planning(self) -> Planning:
        """Limits on what a paragraph may say."""
        return self.spec.settings.planning

    def area_with_figure(self, area: str, value: float, period: Period) -> Phrase:
        """Return an area with its figure in brackets."""
        figure = self.printed(value, Form.BARE, period, area)
        return Phrase("area-with-figure", {"area": self.area(area), "figure": figure})

    def area(self, name: str) -> Text:
        """Return an area's name as it stands in a sentence."""
        return Text(self.spec.areas.called.get(name, name))


def test_of(change: Change) -> str:
    """Return what the test of a change says, as a fact of a phrase's name."""
    if change.significant is None:
        return "untested"
    return "significant" if change.significant else "not-significant"


test_of.__test__ = False  # type: ignore[attr-defined]
