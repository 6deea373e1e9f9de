"""Filling: what each slot of a message reads like, and what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from narrate.document import Filled, Value
from narrate.errors import Fault, Place, SpecError, nearest
from narrate.findings import Finding, rounded
from narrate.formats import Formats
from narrate.messages import (
    Counted,
    Figure,
    Form,
    Length,
    Listing,
    Message,
    Ordinal,
    Phrase,
    Share,
    Slot,
    Span,
    Text,
    Whole,
)
from narrate.periods import (
    MONTHS_A_QUARTER,
    MONTHS_A_YEAR,
    Period,
    financial_quarter,
    is_calendar_year,
    is_financial_year,
    year_and_month,
)
from narrate.phrases import NUMBER_SUFFIX, Argument, PhraseBank
from narrate.realisation.figures import Printing
from narrate.realisation.orthography import capitalised, orthography, single_spaced
from narrate.settings import DECIMALS, PERCENT
from narrate.spec import Measure, ReportSpec

_PLACEHOLDER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class RealisationContext:
    """What the realisation of every sentence of a paper needs.

    Attributes
    ----------
    spec : ReportSpec
        Names, units and the author's own text.
    findings : mapping of str to Finding
        By indicator code.
    bank : PhraseBank
        The words.
    formats : Formats
        How numbers and periods are written.
    """

    spec: ReportSpec
    findings: Mapping[str, Finding]
    bank: PhraseBank
    formats: Formats
    _fragments: dict[tuple[str, tuple[tuple[str, Argument], ...]], str] = field(
        default_factory=dict, repr=False, compare=False
    )
    _spans: dict[tuple[Span, str], str] = field(default_factory=dict, repr=False, compare=False)
    _figures: dict[Figure, tuple[str, Value]] = field(default_factory=dict, repr=False, compare=False)

    def fragment(self, name: str, arguments: Mapping[str, Argument]) -> str:
        """Return a phrase that is used inside others; what was asked for before is remembered."""
        asked = name, tuple(sorted(arguments.items()))
        if asked not in self._fragments:
            self._fragments[asked] = single_spaced(self.bank.fill(self.bank.find([name]), "", arguments))
        return self._fragments[asked]

    def printed(self, slot: Figure) -> tuple[str, Value]:
        """Return a figure as it reads with its unit, and what was printed; remembered, since several ask."""
        if slot not in self._figures:
            printing = self.printing(slot.indicator)
            text = printing.text(slot.value, slot.form)
            unit = _unit(printing, slot.form)
            value = Value(text, slot.value, slot.indicator, slot.area, slot.period, unit)
            self._figures[slot] = self._with_unit(printing, slot, text), value
        return self._figures[slot]

    def _with_unit(self, printing: Printing, slot: Figure, text: str) -> str:
        """Return a figure in print with the unit that its form asks for."""
        if slot.form is Form.POINTS:
            number = float(printing.number(slot.value, slot.form))
            return self.fragment("points", {"number": text, "value": number})
        if slot.form is Form.UNIT:
            name = f"unit-{printing.finding.measure.value}"
            return self.fragment(name, {"number": text, **printing.unit(slot.value)})
        return text

    def word(self, name: str) -> str:
        """Return a phrase that has no slots."""
        return self.bank.fill(self.bank.find([name]), "", {})

    def period(self, period: Period, code: str) -> str:
        """Name a period of an indicator as tables do."""
        named = self.findings[code].latest.months == MONTHS_A_YEAR
        return capitalised(self.span(Span(period, named), "table"))

    def span(self, slot: Span, place: str) -> str:
        """Return what a figure covers, in running text or in a table; remembered, since all figures ask."""
        asked = slot, place
        if asked not in self._spans:
            self._spans[asked] = self._covered(slot, place)
        return self._spans[asked]

    def _covered(self, slot: Span, place: str) -> str:
        formats, period = self.formats, slot.period
        if slot.named and is_financial_year(period):
            return self.fragment("time-year", {"year": formats.year(period, alone=place == "table")})
        if slot.named and is_calendar_year(period):
            return self.fragment("time-year", {"year": str(year_and_month(period.end)[0])})
        if period.months == 1:
            return self.fragment("time-month", {"month": formats.month(period.end)})
        if financial_quarter(period):
            return self.fragment("time-quarter", {"quarter": formats.quarter(period)})
        months = formats.whole(period.months)
        return self.fragment(f"{place}-months", {"months": months, "month": formats.month(period.end)})

    def figure(self, value: float, code: str) -> str:
        """Print a displayed figure of an indicator, without its unit."""
        return self.printing(code).text(value, Form.NUMBER)

    def printing(self, code: str) -> Printing:
        """Return how the figures of an indicator are printed."""
        return Printing(self.spec.indicator(code), self.findings[code], self.formats)


@dataclass
class Filler:
    """Fills the slots of one sentence and keeps the figures that it printed."""

    context: RealisationContext
    expanded: set[Period]
    values: list[Value] = field(default_factory=list)
    slots: list[Filled] = field(default_factory=list)

    def fill(self, message: Message, name: str, alternative: str) -> str:
        """Fill just the slots that the phrase uses, so that only printed figures are kept."""
        used = {slot.removesuffix(NUMBER_SUFFIX) for slot in self.context.bank.slots(name, alternative)}
        slots = {slot: value for slot, value in message.slots.items() if slot in used}
        arguments = self.arguments(slots)
        self.slots += _noted(self, message, used)
        numbers = [given for given in arguments.values() if isinstance(given, int)]
        return self.context.formats.opening(self.context.bank.fill(name, alternative, arguments), numbers)

    def arguments(self, slots: Mapping[str, Slot]) -> dict[str, Argument]:
        """Return what a phrase is filled with, the numbers behind words included."""
        numbers: dict[str, Argument] = {
            f"{name}{NUMBER_SUFFIX}": number
            for name, slot in slots.items()
            if (number := _number_of(slot)) is not None
        }
        return {name: self.argument(slot) for name, slot in slots.items()} | numbers

    def argument(self, slot: Slot) -> Argument:
        """Return what a slot reads like, and keep the figures that it prints."""
        match slot:
            case Figure():
                return self.figure(slot)
            case Span():
                return self.span(slot)
            case Length():
                return self.length(slot)
            case Whole():
                return self.context.formats.whole(slot.number)
            case Ordinal():
                return self.context.formats.ordinal(slot.place)
            case Share():
                return self.share(slot.value)
            case Counted():
                return self.context.printing(slot.indicator).noun(slot)
            case Text():
                return slot.words
            case Phrase():
                return self.fragment(slot.name, **self.arguments(slot.slots))
            case Listing():
                return self.context.formats.listing([str(self.argument(item)) for item in slot.items])

    def words(self, slot: Slot) -> str:
        """Return a slot as it stands by itself."""
        return orthography(str(self.argument(slot)))

    def fragment(self, name: str, **arguments: Argument) -> str:
        """Return a phrase that stands inside others."""
        return self.context.fragment(name, arguments)

    def share(self, value: float) -> str:
        """Print a setting as a percentage."""
        percent = value * PERCENT
        return self.context.formats.percentage(percent, 0 if percent == int(percent) else DECIMALS.relative)

    def figure(self, slot: Figure) -> str:
        """Print a figure, and keep it."""
        with_unit, value = self.context.printed(slot)
        self.values.append(value)
        return with_unit

    def length(self, slot: Length) -> str:
        """Print how long something lasted."""
        names = {1: "length-months", MONTHS_A_QUARTER: "length-quarters", MONTHS_A_YEAR: "length-years"}
        words = self.context.formats.whole(slot.periods)
        return self.fragment(names[slot.months], number=slot.periods, words=words)

    def span(self, slot: Span, place: str = "time") -> str:
        """Print what a figure covers, in running text or in a table."""
        if place == "time" and financial_quarter(slot.period):
            return self.quarter(slot.period)
        return self.context.span(slot, place)

    def quarter(self, period: Period) -> str:
        """Name a quarter; where the house style says so, with its months at a section's first mention."""
        formats = self.context.formats
        name = formats.quarter(period)
        if period in self.expanded or not formats.style.quarter_with_months:
            return self.fragment("time-quarter", quarter=name)
        self.expanded.add(period)
        return self.fragment("time-quarter-first", quarter=name, **formats.months(period))

    def fixed_text(self, text: str) -> str:
        """Fill the placeholders of the author's fixed text."""
        report = self.context.spec.report
        known = {
            "period": lambda: self.span(Span(report.period, named=True)),
            "year": lambda: self.context.formats.year(report.period),
            "month": lambda: self.context.formats.month(report.period.end),
            "area": lambda: report.area,
            "board": lambda: report.board,
            "date": lambda: self.context.formats.date(report.meeting) if report.meeting else "",
        }

        covers = {"period": report.period, "year": report.period, "month": report.period}

        def filled(match: re.Match[str]) -> str:
            name = match.group(1)
            if name not in known:
                place = Place("report.toml", "text")
                allowed = f"known are {', '.join(f'{{{key}}}' for key in known)}"
                raise SpecError(
                    [Fault(place, f"unknown placeholder {{{name}}}", allowed, nearest(name, known))]
                )
            words = known[name]()
            kind = "span" if name in covers else "words"
            self.slots.append(Filled(name, kind, words, printed=True, period=covers.get(name)))
            return words

        return single_spaced(_PLACEHOLDER.sub(filled, text))


def _unit(printing: Printing, form: Form) -> str:
    """Return the code of the unit of a figure."""
    if form in (Form.RELATIVE, Form.POINTS, Form.COUNT):
        return form.value
    measure = printing.finding.measure
    return f"{measure.value} per {printing.indicator.per}" if measure is Measure.RATE else measure.value


def _number_of(slot: Slot) -> int | None:
    """Return the whole number that a slot prints; None where it prints none."""
    match slot:
        case Whole():
            return slot.number
        case Length():
            return slot.periods
        case Figure(form=Form.COUNT):
            return int(rounded(slot.value, 0))
        case _:
            return None


def _noted(filler: Filler, message: Message, used: set[str]) -> Iterator[Filled]:
    """Yield what every slot of a message holds, also those that its phrase does not print."""
    silent = Filler(filler.context, set(filler.expanded))
    for name, slot in message.slots.items():
        if name != "it":  # how the figure is carried on hangs on the sentence before
            yield from _leaves(silent, name, slot, name in used)


def _leaves(filler: Filler, name: str, slot: Slot, printed: bool) -> Iterator[Filled]:
    """Yield what a slot holds, piece by piece."""
    if isinstance(slot, Listing):
        for item in slot.items:
            named = item.slots.get("area") if isinstance(item, Phrase) else None
            own = named.words if isinstance(named, Text) else _name(item)
            yield from _leaves(filler, f"{name}/{own}" if own else name, item, printed)
    elif isinstance(slot, Phrase):
        text = str(filler.argument(slot)) if printed else ""
        yield Filled(name, "phrase", text, printed, digits=slot.name)
        for inner, part in slot.slots.items():
            if inner != "plural":
                yield from _leaves(filler, f"{name}/{inner}", part, printed)
    elif name != "plural":
        yield _leaf(filler, name, slot, printed)


def _leaf(filler: Filler, name: str, slot: Slot, printed: bool) -> Filled:
    """Return what a slot without slots of its own holds."""
    match slot:
        case Figure():
            text = str(filler.figure(slot))
            digits = filler.values[-1].text
            scaled = slot.value * PERCENT if slot.form is Form.RELATIVE else slot.value
            return Filled(name, "figure", text, printed, float(scaled), digits, slot.period)
        case Span():
            return Filled(name, "span", filler.span(slot), printed, period=slot.period)
        case Length():
            words = filler.context.formats.whole(slot.periods)
            return Filled(name, "length", filler.length(slot), printed, slot.periods, words)
        case Whole():
            words = filler.context.formats.whole(slot.number)
            return Filled(name, "whole", words, printed, slot.number, words)
        case Ordinal():
            words = filler.context.formats.ordinal(slot.place)
            return Filled(name, "ordinal", words, printed, slot.place, words)
        case Share():
            text = filler.share(slot.value)
            return Filled(name, "share", text, printed, float(slot.value * PERCENT), text)
        case _:
            return Filled(name, "words", str(filler.argument(slot)), printed)


def _name(slot: Slot) -> str:
    """Return what identifies an item of a list, where anything but its place does."""
    match slot:
        case Phrase():
            return slot.name
        case Text():
            return slot.words
        case _:
            return ""
