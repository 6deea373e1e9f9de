"""Document planning: which messages are worth saying, in what order, in which paragraph; and the summary.

A message holds facts and figures and no words. Its kind and facts name the phrase that says it; its slots hold
what the phrase is filled with.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from narrate.findings import Change, Comparator, Extreme, Finding, Magnitude, Part, Relation, Standing
from narrate.measures import PERCENT
from narrate.movement import Direction, Favour, Movement
from narrate.periods import MONTHS_A_QUARTER, Period
from narrate.settings import Planning, Settings
from narrate.spec import Indicator, ParagraphSpec, Polarity, ReportSpec, SectionSpec


class Kind(StrEnum):
    """What a message says."""

    MOVEMENT = "movement"
    """What the series did, phase by phase."""
    UNLABELLED = "unlabelled"
    """Why no movement can be given."""
    FIGURE = "figure"
    """The displayed figure and the one a year earlier."""
    NUMBERS = "numbers"
    """The small numbers behind two figures."""
    CLOSING = "closing"
    """A 12-month figure that overlaps the year before it."""
    MISSING = "missing"
    """No figure can be given."""
    SPAN = "span"
    """First against last year of an annual series."""
    QUARTER = "quarter"
    """The latest quarter against the same quarter a year earlier."""
    EXTREME = "extreme"
    """The peak or trough that the series has come away from."""
    THRESHOLD = "threshold"
    """A recommended limit and the side that the figure is on."""
    TARGET = "target"
    """A target and whether it is met."""
    PARTS = "parts"
    """Parts of the area that differ from the whole, or that none does."""
    COMPARATOR_MOVEMENT = "comparator-movement"
    """What a wider area's series did."""
    COMPARATOR_FIGURE = "comparator-figure"
    """A wider area's figure."""
    ARREARS = "arrears"
    """How old the data is."""
    NEW = "new"
    """That the indicator is reported for the first time."""
    ROLLUP = "rollup"
    """How many indicators did what."""
    EXCEPTIONS = "exceptions"
    """Which indicators call for attention."""
    HEADLINE = "headline"
    """One indicator in one sentence of the summary."""
    CAPTION = "caption"
    """The caption of a table."""
    METHOD = "method"
    """One point of the account of the method."""


class Form(StrEnum):
    """How a figure is printed."""

    UNIT = "unit"
    """With its unit: 9.27 offences per 1,000 population, 37%."""
    BARE = "bare"
    """As a number, or a percentage with its sign: 9.27, 37%."""
    RELATIVE = "relative"
    """A share as a percentage with one decimal: 4.4%."""
    POINTS = "points"
    """A difference of percentages: 20.65 percentage points."""
    WHOLE = "whole"
    """A whole number: 1,070."""


@dataclass(frozen=True)
class Figure:
    """A number to be printed, with what it is a number of.

    Attributes
    ----------
    value : float
        Unrounded; a share as a proportion where the form is relative.
    form : Form
        How it is printed.
    indicator, area : str
        What it belongs to.
    period : Period
        What it covers.
    """

    value: float
    form: Form
    indicator: str
    area: str
    period: Period


@dataclass(frozen=True)
class Length:
    """A number of periods: quarters, or years."""

    periods: int
    months: int


@dataclass(frozen=True)
class Whole:
    """A whole number that counts things of the paper itself, such as indicators."""

    number: int


@dataclass(frozen=True)
class Share:
    """A setting that is printed as a percentage, such as a significance level."""

    value: float


@dataclass(frozen=True)
class Text:
    """Words from the spec, such as a name."""

    words: str


@dataclass(frozen=True)
class Phrase:
    """Words of the phrase bank that stand inside another phrase."""

    name: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """Things joined as a list is joined in the locale."""

    items: tuple[Slot, ...]


Slot = Figure | Length | Period | Whole | Share | Text | Phrase | Listing
"""What can stand in a slot of a phrase."""


@dataclass(frozen=True)
class Message:
    """One thing to say.

    Attributes
    ----------
    kind : Kind
        What it is about.
    facts : tuple of str
        What distinguishes it, the most important first; the phrase with most of them in its name says it.
    slots : mapping of str to Slot
        What the phrase is filled with.
    findings : tuple of str
        Names of the findings that it rests on.
    rule : str
        Code of the rule that makes it true.
    """

    kind: Kind
    facts: tuple[str, ...]
    slots: Mapping[str, Slot]
    findings: tuple[str, ...] = ()
    rule: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the phrases that could say it, the most specific first."""
        parts = (self.kind.value, *self.facts)
        return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@dataclass(frozen=True)
class PlannedTable:
    """An annual series as a table."""

    caption: Message
    indicator: str
    rows: tuple[tuple[Period, Figure], ...]


@dataclass(frozen=True)
class PlannedParagraph:
    """A paragraph's spec, the messages that it makes, and what stands below it."""

    key: str
    spec: ParagraphSpec
    messages: tuple[Message, ...]
    table: PlannedTable | None
    items: tuple[PlannedParagraph, ...]


@dataclass(frozen=True)
class PlannedSection:
    """A section's spec and its paragraphs."""

    spec: SectionSpec
    paragraphs: tuple[PlannedParagraph, ...]


@dataclass(frozen=True)
class DocumentPlan:
    """The paper before any word is chosen."""

    sections: tuple[PlannedSection, ...]


def plan(findings: Mapping[str, Finding], spec: ReportSpec) -> DocumentPlan:
    """Plan the whole paper.

    Parameters
    ----------
    findings : mapping of str to Finding
        By indicator code, as `narrate.findings.find` returns them.
    spec : ReportSpec
        The report.

    Returns
    -------
    DocumentPlan
        Sections and paragraphs in the order of the spec.
    """
    planner = _Planner(findings, spec)
    return DocumentPlan(tuple(planner.section(section) for section in spec.sections))


def identity(above: str, part: ParagraphSpec) -> str:
    """Return a name for a paragraph without an indicator that stays when paragraphs around it come and go."""
    digest = hashlib.sha256("|".join((above, part.title, part.text)).encode()).hexdigest()
    return f"text-{digest[:8]}"


def slug(code: str | None) -> str:
    """Return an enum's value as it stands in the name of a phrase."""
    return "none" if code is None else str(code).replace(" ", "-").replace("_", "-")


@dataclass(frozen=True)
class _Planner:
    """Turns the spec's paragraphs into planned ones."""

    findings: Mapping[str, Finding]
    spec: ReportSpec

    def section(self, section: SectionSpec) -> PlannedSection:
        paragraphs = tuple(self.paragraph(part, section.heading) for part in section.paragraphs)
        return PlannedSection(section, paragraphs)

    def paragraph(self, part: ParagraphSpec, above: str) -> PlannedParagraph:
        key = part.indicator or identity(above, part)
        items = tuple(self.paragraph(item, key) for item in part.items)
        finding = self.findings.get(part.indicator)
        messages: tuple[Message, ...] = ()
        table = None
        if finding:
            subject = _Subject(finding, self.spec.indicator(part.indicator), self.spec)
            messages = tuple(subject.messages())
            table = subject.table()
        if part.summary:
            messages = (rollup(self.findings), exceptions(self.findings, self.spec))
            items += tuple(
                PlannedParagraph(f"headline/{message.findings[0]}", ParagraphSpec(), (message,), None, ())
                for message in headlines(self.findings, self.spec)
            )
        if part.method:
            messages = tuple(method(self.spec.settings))
        return PlannedParagraph(key, part, messages, table, items)


@dataclass(frozen=True)
class _Subject:
    """One indicator's paragraph: its messages in the order of the slots."""

    finding: Finding
    indicator: Indicator
    spec: ReportSpec

    def messages(self) -> Iterator[Message]:
        """Yield past phase and movement, figure, latest quarter, then what else matters."""
        yield from self.new()
        yield from self.movement()
        yield from self.figure()
        yield from self.quarter()
        yield from self.extreme()
        yield from self.standing(Kind.THRESHOLD, self.finding.threshold)
        yield from self.standing(Kind.TARGET, self.finding.target)
        yield from self.parts()
        yield from self.comparators()
        yield from self.arrears()

    def _message(self, kind: Kind, facts: tuple[str, ...], **slots: Slot) -> Message:
        shared: dict[str, Slot] = {
            "subject": Text(self.indicator.name),
            "plural": _yes(self.indicator.plural),
            "measure": Phrase(f"measure-{self.finding.measure.value}"),
        }
        rule = slug(self.finding.rule)
        return Message(kind, facts, shared | slots, (self.finding.id,), rule)

    def _figure(self, value: float, form: Form, period: Period, area: str = "") -> Figure:
        return Figure(value, form, self.finding.indicator, area or self.finding.area, period)

    def new(self) -> Iterator[Message]:
        if self.finding.new:
            yield self._message(Kind.NEW, ())

    def movement(self) -> Iterator[Message]:
        if self.indicator.table:
            yield from self.annual_span()
        if self.finding.movement is None:
            if self.finding.value is not None:
                years = Length(len(self.finding.series), self.finding.latest.months)
                yield self._message(Kind.UNLABELLED, (slug(self.finding.reason),), length=years)
            return
        facts, slots = _history(self.finding)
        yield self._message(Kind.MOVEMENT, (slug(self.finding.movement), *facts), **slots)

    def figure(self) -> Iterator[Message]:
        finding = self.finding
        if finding.value is None:
            yield self._message(Kind.MISSING, (slug(finding.reason),), span=finding.period)
            return
        slots: dict[str, Slot] = {
            "figure": self._figure(finding.value, Form.UNIT, finding.period),
            "bare": self._figure(finding.value, Form.BARE, finding.period),
            "span": finding.period,
            "measure": Phrase(f"measure-{finding.measure.value}"),
        }
        if finding.overlap:
            yield self._message(Kind.CLOSING, (), **slots, **self._closing())
        elif finding.year is None:
            yield self._message(Kind.FIGURE, ("alone",), **slots)
        else:
            yield from self._compared(finding.year, slots)

    def _closing(self) -> dict[str, Slot]:
        year = self.finding.series[-2]
        return {"shared": Length(self.finding.overlap, 1), "base": year.period}

    def annual_span(self) -> Iterator[Message]:
        years = [seen for seen in self.finding.series if seen.period.overlap(self.finding.period) < 12]
        if len(years) < 3:
            return
        first, last = years[0], years[-1]
        change = last.value / first.value - 1 if first.value else 0.0
        if not change:
            return
        relation = Relation.HIGHER if change > 0 else Relation.LOWER
        yield self._message(
            Kind.SPAN,
            (relation.value,),
            first=self._figure(first.value, Form.BARE, first.period),
            last=self._figure(last.value, Form.BARE, last.period),
            change=self._figure(abs(change), Form.RELATIVE, last.period),
            start=first.period,
            end=last.period,
        )

    def _compared(self, change: Change, slots: dict[str, Slot]) -> Iterator[Message]:
        facts = (change.relation.value, test_of(change))
        few = self._few(change)
        slots |= {
            "then": self._figure(change.then, Form.BARE, change.base),
            "base": change.base,
            "magnitude": Phrase(f"magnitude-{change.magnitude.value}"),
            "change": self._size(change),
        }
        yield self._message(Kind.FIGURE, (*facts, "few") if few else facts, **slots)
        small_base = min(change.base_now or np.inf, change.base_then or np.inf) < self.planning.small_base
        if few or small_base:
            yield self._message(Kind.NUMBERS, (self.finding.measure.value,), **self._numbers(change))

    @property
    def planning(self) -> Planning:
        return self.spec.settings.planning

    def _few(self, change: Change) -> bool:
        """Whether a relative change would be one of too few events to be worth a percentage."""
        counts = [count for count in (change.count_now, change.count_then) if count is not None]
        rate = change.base_now is None
        return rate and bool(counts) and min(counts) < self.planning.percentage_from_count

    def _numbers(self, change: Change) -> dict[str, Slot]:
        given = {
            "count": (change.count_now, change.period),
            "count-then": (change.count_then, change.base),
            "out-of": (change.base_now, change.period),
            "out-of-then": (change.base_then, change.base),
        }
        return {
            name: self._figure(value, Form.WHOLE, period)
            for name, (value, period) in given.items()
            if value is not None
        }

    def _size(self, change: Change) -> Figure:
        if change.relative is None:
            return self._figure(abs(change.difference), Form.POINTS, change.period)
        return self._figure(abs(change.relative), Form.RELATIVE, change.period)

    def quarter(self) -> Iterator[Message]:
        """Say the latest quarter where it moved by more than is material, or significantly."""
        change = self.finding.quarter
        if change is None or change.relation is Relation.SAME:
            return
        material = PERCENT * self.spec.settings.statistics.materiality
        size = abs(change.difference) if change.relative is None else PERCENT * abs(change.relative)
        if size < material and not change.significant:
            return
        yield self._message(
            Kind.QUARTER,
            (change.relation.value, test_of(change)),
            quarter=change.period,
            base=change.base,
            change=self._size(change),
        )

    def extreme(self) -> Iterator[Message]:
        moved = last_direction(self.finding)
        extremes: dict[Direction, tuple[str, Extreme | None]] = {
            Direction.DOWN: ("peak", self.finding.peak),
            Direction.UP: ("trough", self.finding.trough),
        }
        name, extreme = extremes.get(moved, ("", None)) if moved else ("", None)
        if extreme and not self.finding.overlap:
            figure = self._figure(extreme.value, Form.BARE, extreme.period)
            yield self._message(Kind.EXTREME, (name,), extreme=figure, span=extreme.period)

    def standing(self, kind: Kind, standing: Standing | None) -> Iterator[Message]:
        if standing is None:
            return
        kept = "kept" if standing.kept else "missed"
        yield self._message(
            kind,
            (standing.threshold.bound.value, standing.relation.value, kept),
            value=self._figure(standing.threshold.value, Form.BARE, self.finding.period),
            source=Text(standing.threshold.source),
            bound=Phrase(f"bound-{standing.threshold.bound.value}"),
        )

    def parts(self) -> Iterator[Message]:
        parts = sorted(self.finding.parts, key=lambda part: (-part.value, part.area))
        if not parts:
            return
        above = [part for part in parts if part.side is Relation.HIGHER]
        below = [part for part in reversed(parts) if part.side is Relation.LOWER]
        for name, group in (("above", above), ("below", below)):
            if group:
                yield self._part_group(name, group, len(parts))
        if not above and not below:
            yield self._message(
                Kind.PARTS,
                ("none",),
                **self._places(),
                highest=self._named(parts[0]),
                lowest=self._named(parts[-1]),
            )

    def _part_group(self, name: str, group: list[Part], number: int) -> Message:
        limit = self.planning.named_with_figures
        few = len(group) <= limit
        shown = tuple(self._named(part) if few else Text(part.area) for part in group)
        return self._message(
            Kind.PARTS,
            (name,) if few else (name, "many"),
            **self._places(),
            plural=_yes(len(group) > 1),
            areas=Listing(shown),
            number=Whole(len(group)),
            all=Whole(number),
            furthest=self._named(group[0]),
        )

    def _places(self) -> dict[str, Slot]:
        return {
            "whole": Text(self.spec.areas.kind),
            "parts": Text(self.spec.areas.part),
        }

    def _named(self, part: Part) -> Phrase:
        figure = self._figure(part.value, Form.BARE, self.finding.period, part.area)
        return Phrase("area-with-figure", {"area": Text(part.area), "figure": figure})

    def comparators(self) -> Iterator[Message]:
        """Say which wider areas moved likewise, which otherwise, and the figures of those without a movement."""
        moved = [other for other in self.finding.comparators if other.movement and self.finding.movement]
        same = [other for other in moved if other.movement == self.finding.movement]
        if same:
            yield self._comparator_movement("same", same)
        for other in moved:
            if other not in same:
                yield self._comparator_movement("different", [other])
        for other in self.finding.comparators:
            if other not in moved:
                yield self._comparator_figure(other)

    def _comparator_movement(self, fact: str, others: list[Comparator]) -> Message:
        present = f"present-{slug(others[0].movement)}" + ("" if fact == "same" else "-instead")
        return self._message(
            Kind.COMPARATOR_MOVEMENT,
            (fact,),
            areas=Listing(tuple(self._area(other.area) for other in others)),
            present=Phrase(present, {"plural": _yes(False)}),
        )

    def _area(self, name: str) -> Text:
        """Return an area's name as it stands in a sentence."""
        return Text(self.spec.areas.called.get(name, name))

    def _comparator_figure(self, other: Comparator) -> Message:
        return self._message(
            Kind.COMPARATOR_FIGURE,
            (other.change.relation.value, test_of(other.change)),
            area=self._area(other.area),
            figure=self._figure(other.value, Form.BARE, self.finding.period, other.area),
            change=self._size(other.change),
        )

    def arrears(self) -> Iterator[Message]:
        if self.finding.arrears:
            yield self._message(Kind.ARREARS, (), span=self.finding.period)

    def table(self) -> PlannedTable | None:
        if not self.indicator.table:
            return None
        rows = tuple(
            (seen.period, self._figure(seen.value, Form.BARE, seen.period)) for seen in self.finding.series
        )
        caption = self._message(Kind.CAPTION, (), area=Text(self.finding.area))
        return PlannedTable(caption, self.indicator.id, rows)


def _yes(plural: bool) -> Text:
    return Text("yes" if plural else "no")


def test_of(change: Change) -> str:
    """Return what the test of a change says, as a fact of a phrase's name."""
    if change.significant is None:
        return "untested"
    return "significant" if change.significant else "not-significant"


test_of.__test__ = False  # type: ignore[attr-defined]


def last_direction(finding: Finding) -> Direction | None:
    """Return the direction of the newest phase that moved, or None where there is none."""
    moves = [phase.direction for phase in finding.phases if phase.direction is not Direction.LEVEL]
    return moves[-1] if moves else None


def _history(finding: Finding) -> tuple[tuple[str, ...], dict[str, Slot]]:
    """Return the facts and slots that tell what came before the movement.

    An annual label rests on the latest years as a whole and has no phases.
    """
    months = finding.latest.months
    if months > MONTHS_A_QUARTER:
        return ("annual",), {"length": Length(min(5, len(finding.series)), months)}
    changed = finding.year is not None and bool(finding.year.significant)
    phases = finding.phases
    if finding.movement is Movement.NOT_SIGNIFICANT or not phases:
        return (("changed",) if changed else ()), {}
    facts = tuple(f"after-{phase.direction.value}" for phase in phases[-2:-4:-1])
    level = finding.movement in (Movement.LEVELLING, Movement.PLATEAUED)
    if level and len(facts) > 1 and phases[-3].direction is Direction.LEVEL:
        facts = facts[:1]
    if not level:
        facts = facts[:1]
    slots: dict[str, Slot] = {"length": Length(phases[-1].periods, months)}
    for name, phase in zip(("past", "earlier"), phases[-2:-4:-1], strict=False):
        slots[name] = Length(phase.periods, months)
    return facts, slots


def is_exception(finding: Finding, polarity: Polarity) -> bool:
    """Whether an indicator calls for attention.

    It does where it stands on the wrong side of a threshold or target, moves for the worse, or stands
    significantly and markedly worse than a year earlier.
    """
    wrong_side = any(standing and not standing.kept for standing in (finding.threshold, finding.target))
    return wrong_side or finding.favour is Favour.WORSE or _markedly_worse(finding, polarity)


def _markedly_worse(finding: Finding, polarity: Polarity) -> bool:
    change = finding.year
    if change is None or not change.significant or change.magnitude is not Magnitude.MARKED:
        return False
    worse = {Polarity.LOW: Relation.HIGHER, Polarity.HIGH: Relation.LOWER}.get(polarity)
    return change.relation is worse


def rollup(findings: Mapping[str, Finding]) -> Message:
    """Return how many indicators did what."""
    counts = Counter(slug(finding.movement) for finding in findings.values())
    order = [slug(movement) for movement in Movement] + ["none"]
    clauses = tuple(
        Phrase(f"clause-{name}", {"number": Whole(counts[name])}) for name in order if counts[name]
    )
    everything = tuple(finding.id for finding in findings.values())
    slots: dict[str, Slot] = {"all": Whole(len(findings)), "clauses": Listing(clauses)}
    return Message(Kind.ROLLUP, (), slots, everything, "count-of-movements")


def headlines(findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Message]:
    """Yield the summary's points: the exceptions first, then what moved most, in reading order."""
    ranked = sorted(findings.values(), key=lambda finding: -_worth(finding, spec))
    worthy = [finding for finding in ranked if _worth(finding, spec) > 0]
    chosen = {finding.id for finding in worthy[: spec.settings.planning.summary_points]}
    for finding in findings.values():
        if finding.id in chosen:
            yield _headline(finding, spec)


def _worth(finding: Finding, spec: ReportSpec) -> float:
    """Say how much a board loses that does not read of an indicator."""
    if finding.value is None:
        return 0.0
    exception = 4.0 * is_exception(finding, spec.indicator(finding.indicator).polarity)
    moving = {Movement.RISING: 2.0, Movement.REDUCING: 2.0, Movement.LEVELLING: 1.0}
    steps = {Magnitude.SLIGHT: 0.2, Magnitude.MODERATE: 0.6, Magnitude.MARKED: 1.0}
    change = finding.year
    changed = steps[change.magnitude] if change and change.significant else 0.0
    return exception + (moving.get(finding.movement, 0.0) if finding.movement else 0.0) + changed


def _headline(finding: Finding, spec: ReportSpec) -> Message:
    indicator = spec.indicator(finding.indicator)
    subject = _Subject(finding, indicator, spec)
    change = finding.year
    settled = finding.movement in (Movement.LEVELLING, Movement.PLATEAUED)
    before = (f"after-{slug(finding.before)}",) if settled else ()
    compared = (change.relation.value,) if change and change.significant else ()
    slots: dict[str, Slot] = {
        "subject": Text(indicator.short or indicator.name),
        "plural": _yes(indicator.plural),
        "figure": subject._figure(finding.value or 0.0, Form.UNIT, finding.period),
        "span": finding.period,
    }
    if change and compared:
        slots["change"] = subject._size(change)
    facts = (slug(finding.movement), *before, *compared)
    return Message(Kind.HEADLINE, facts, slots, (finding.id,), slug(finding.rule))


def exceptions(findings: Mapping[str, Finding], spec: ReportSpec) -> Message:
    """Return which indicators call for attention, or that none does."""
    named = [
        finding
        for finding in findings.values()
        if is_exception(finding, spec.indicator(finding.indicator).polarity)
    ]
    names = tuple(
        Text(spec.indicator(finding.indicator).short or spec.indicator(finding.indicator).name)
        for finding in named
    )
    slots: dict[str, Slot] = {"number": Whole(len(named)), "all": Whole(len(findings))}
    if named:
        slots["names"] = Listing(names)
    evidence = tuple(finding.id for finding in named or findings.values())
    return Message(Kind.EXCEPTIONS, ("some",) if named else ("none",), slots, evidence, "exception-rule")


def method(settings: Settings) -> Iterator[Message]:
    """Yield the account of the method, every number from the settings."""
    statistics, words, planning = settings.statistics, settings.words, settings.planning
    points: dict[str, dict[str, Slot]] = {
        "window": {},
        "test": {"alpha": Share(statistics.alpha)},
        "phase": {"materiality": Share(statistics.materiality)},
        "words": {"slight": Share(words.slight_below), "marked": Share(words.marked_from)},
        "parts": {"level": Share(planning.funnel_level)},
        "exception": {},
    }
    for name, slots in points.items():
        yield Message(Kind.METHOD, (name,), slots, (), "settings")
