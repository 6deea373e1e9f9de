"""What every message about an indicator is made with: its finding, what is declared of it, the report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from narrate.findings import Change, Comparator, Finding, LimitComparison, Relation
from narrate.messages.slots import Figure, Form, Phrase, Slot, Span, Text, Whole
from narrate.messages.vocabulary import contrary_to_relation
from narrate.periods import MONTHS_A_YEAR, Period
from narrate.settings import Planning
from narrate.spec import Indicator, Measure, ReportSpec


@dataclass(frozen=True)
class Context:
    """One indicator, its finding, and the report that they stand in."""

    finding: Finding
    indicator: Indicator
    spec: ReportSpec

    @property
    def unit(self) -> Phrase | None:
        """What its figures are of, as a table's heading has it; None where none was declared."""
        measure = self.finding.measure
        if measure in (Measure.COUNT, Measure.VALUE) and not self.indicator.counted:
            return None
        slots: dict[str, Slot] = {
            "counted": Text(self.indicator.counted),
            "per": Whole(self.indicator.per),
            "base": Text(self.indicator.base_of_rate(self.spec.report.locale)),
        }
        return Phrase(f"table-{measure.value}", slots)

    @property
    def unit_form(self) -> Form:
        """How a figure stands beside the indicator's name: without its noun where the name holds that."""
        counted = str(self.indicator.counted)
        named = self.finding.measure is Measure.COUNT and counted and counted in self.indicator.name.lower()
        return Form.NUMBER if named else Form.UNIT

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

    def has_size(self, change: Change) -> bool:
        """Whether a change can be given in points or as a share of where it started from."""
        return self.finding.measure is Measure.PROPORTION or change.relative is not None

    def worth_a_size(self, change: Change) -> bool:
        """Whether the size of a change says something: not from zero, and not of too few events."""
        if self.finding.measure is Measure.PROPORTION:
            return True
        return self.has_size(change) and not self.few(change)

    @property
    def significant_year(self) -> Change | None:
        """The year's change, where it is significant and its size says something."""
        change = self.finding.year
        return change if change and change.significant and self.worth_a_size(change) else None

    def few(self, change: Change) -> bool:
        """Whether a relative change would be one of too few events to be worth a percentage."""
        counts = [count for count in (change.count_now, change.count_then) if count is not None]
        rate = change.denominator_now is None
        return rate and bool(counts) and min(counts) < self.spec.settings.statistics.small_count

    def narrow(self, comparison: LimitComparison) -> bool:
        """Whether a figure and its limit print alike, though they are not."""
        return comparison.decimals > self.indicator.decimals

    @property
    def planning(self) -> Planning:
        """Limits on what a paragraph may say."""
        return self.spec.settings.planning

    def area_with_figure(self, area: str, value: float, period: Period) -> Phrase:
        """Return an area with its figure in brackets."""
        figure = self.printed(value, Form.NUMBER, period, area)
        return Phrase("area-with-figure", {"area": self.area(area), "figure": figure})

    def has_gap(self, other: Comparator) -> bool:
        """Whether a wider area's figure differs significantly: of numbers of events, none does."""
        differs = other.change.relation is not Relation.SAME and bool(other.change.significant)
        return differs and self.finding.measure is not Measure.COUNT

    def area_with_gap(self, other: Comparator) -> Phrase:
        """Return a wider area with its figure, and whether that differs, unless a size says so."""
        known = self.area_with_figure(other.area, other.value, other.change.reference_period)
        relation = other.change.relation
        if not self.has_gap(other):
            tested = other.change.significant is False and self.finding.measure is not Measure.COUNT
            return replace(known, name="area-not-significant") if tested else known
        if self.has_size(other.change):
            return known
        return Phrase(f"area-{relation.value}-unsized", known.slots, contrary_to_relation(relation))

    def area(self, name: str) -> Text:
        """Return an area's name as it stands in a sentence."""
        return Text(self.spec.areas.called.get(name, name))

    @property
    def elsewhere(self) -> bool:
        """Whether the figures are for another area than the report."""
        return self.finding.area != self.spec.report.area
