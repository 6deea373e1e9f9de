"""The report's specification: what report.toml may say, checked before any data is read."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationError, model_validator

from narrate.errors import Fault, Place, SpecError, nearest
from narrate.periods import Period, YearBasis, parse_period, period_code
from narrate.settings import Frozen, Settings


def _read_period(given: object) -> object:
    if isinstance(given, str | int) and not isinstance(given, bool):
        return parse_period(str(given))
    return given


SpecPeriod = Annotated[Period, BeforeValidator(_read_period), PlainSerializer(period_code)]
"""A period written in the spec in any form that observations may use."""

Name = Annotated[str, Field(min_length=1)]


class Measure(StrEnum):
    """What the displayed figure is."""

    RATE = "rate"
    """Events for every so many of the population; the population is averaged over the window."""
    PROPORTION = "proportion"
    """A percentage of a base; the base is summed over the window."""
    COUNT = "count"
    """Events."""
    VALUE = "value"
    """A figure computed elsewhere."""


class Window(StrEnum):
    """The span that one displayed figure covers."""

    ROLLING = "12 months"
    """The 12 months to the end of the period."""
    PERIOD = "period"
    """The period itself."""


class Frequency(StrEnum):
    """How often a figure is observed."""

    MONTHLY = "monthly"
    """Twelve observations a year."""
    QUARTERLY = "quarterly"
    """Four observations a year, each named by its quarter or its last month."""
    ANNUAL = "annual"
    """One observation a year."""

    @property
    def months(self) -> int:
        """Months between one observation and the next."""
        return {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.ANNUAL: 12}[self]


class Polarity(StrEnum):
    """Which direction is welcome."""

    LOW = "low is good"
    """A fall is better."""
    HIGH = "high is good"
    """A rise is better."""
    NEUTRAL = "neutral"
    """No judgement."""


class Bound(StrEnum):
    """Which side of a value is the one to stay on."""

    UPPER = "upper"
    """Figures should not go above it."""
    LOWER = "lower"
    """Figures should not go below it."""


class ListStyle(StrEnum):
    """How the items below a paragraph are marked."""

    LETTERS = "letters"
    """(a), (b), (c)."""
    ROMAN = "roman"
    """i, ii, iii."""
    BULLETS = "bullets"
    """No order."""


class Layout(StrEnum):
    """The shape of an observations table."""

    TIDY = "tidy"
    """One row for each indicator, area and period."""
    WIDE = "wide"
    """One row for each indicator and area, one column for each period."""


class Threshold(Frozen):
    """A recommended limit, or a target, in the indicator's unit.

    Attributes
    ----------
    value : float
        In the unit of the displayed figure: 40 for 40 %.
    bound : Bound
        Which side is the one to stay on.
    source : str
        Who sets it, as it stands before the noun: "SafeLives".
    """

    value: float
    bound: Bound
    source: str = ""


class Indicator(Frozen):
    """What must be known of an indicator beside its observations.

    Attributes
    ----------
    id : str
        The code that the observations use.
    name : str
        As it stands inside a sentence: "residential burglary", "the proportion who feel safe".
    short : str
        A shorter name for summaries and lists; `name` where none is given.
    plural : bool
        Whether the name takes a plural verb.
    counted : str
        The noun of what is counted, in the plural: "offences".
    measure : Measure, optional
        What the displayed figure is. Without it: a rate where there is a denominator, else a count; a
        value where only values were observed.
    per : int
        Size of the base of a rate.
    base : str
        The noun of the denominator: "population", "residents asked".
    window : Window, optional
        What one figure covers. Without it: 12 months, except for values, which stand for themselves.
    frequency : Frequency, optional
        Without it, read off the observations.
    decimals : int
        Decimal places in print.
    polarity : Polarity
        Which direction is welcome.
    area : str, optional
        The area reported on, where it is not the report's.
    threshold, target : Threshold, optional
        Values that the figure is held against.
    population : float, optional
        The population behind rates that come without counts.
    design_effect : float
        Factor on the variance of a survey that is no simple random sample.
    breaks : tuple of Period
        First periods of a new definition or system; nothing is compared across one.
    closing_year : bool
        Whether a last observation shorter than a year stands for the 12 months that it closes.
    introduced : Period, optional
        The first report period in which the indicator appears.
    table : bool
        Whether the paper prints the series as a table.
    """

    id: Name
    name: Name
    short: str = ""
    plural: bool = False
    counted: str = ""
    measure: Measure | None = None
    per: int = Field(default=1000, gt=0)
    base: str = ""
    window: Window | None = None
    frequency: Frequency | None = None
    decimals: int = Field(default=2, ge=0, le=6)
    polarity: Polarity = Polarity.NEUTRAL
    area: str | None = None
    threshold: Threshold | None = None
    target: Threshold | None = None
    population: float | None = Field(default=None, gt=0)
    design_effect: float = Field(default=1.0, ge=1.0)
    breaks: tuple[SpecPeriod, ...] = ()
    closing_year: bool = False
    introduced: SpecPeriod | None = None
    table: bool = False


class Areas(Frozen):
    """The areas of the report and what they are called.

    Attributes
    ----------
    kind : str
        What the reported area is, as it stands after "the": "county".
    part : str
        What its parts are called, in the plural: "districts".
    parts : tuple of str
        Their names as the observations give them.
    region, nation : str
        Names of the wider areas; empty where there is none.
    called : dict of str to str
        What an area is called in a sentence, where that is not its name: "the East Midlands".
    """

    kind: str = ""
    part: str = ""
    parts: tuple[str, ...] = ()
    region: str = ""
    nation: str = ""
    called: dict[str, str] = Field(default_factory=dict)


class Link(Frozen):
    """A hyperlink: words of the paragraph's text, and where they lead."""

    text: Name
    url: Annotated[str, Field(pattern=r"^(https?://|mailto:)\S+$")]


class ParagraphSpec(Frozen):
    """One paragraph, with what stands below it.

    Attributes
    ----------
    title : str
        Words that open the paragraph and name what it is about.
    text : str
        Standing text by the author; {period}, {year}, {area}, {board} and {date} are filled in.
    links : tuple of Link
        Words of `text` that lead elsewhere.
    indicator : str
        Code of the indicator that the paragraph reports on.
    note : str
        The analyst's own words, carried through after the generated ones.
    summary : bool
        Whether the report's summary stands here.
    method : bool
        Whether the account of the method stands here.
    list : ListStyle
        How the items are marked.
    items : tuple of ParagraphSpec
        Paragraphs one level below.
    """

    title: str = ""
    text: str = ""
    links: tuple[Link, ...] = ()
    indicator: str = ""
    note: str = ""
    summary: bool = False
    method: bool = False
    list: ListStyle = ListStyle.LETTERS
    items: tuple[ParagraphSpec, ...] = ()

    @model_validator(mode="after")
    def _links_stand_in_the_text(self) -> Self:
        for link in self.links:
            if link.text not in self.text:
                message = f"the words of a link stand in the paragraph's text; {link.text!r} do not"
                raise ValueError(message)
        return self


class SectionSpec(Frozen):
    """A heading and its paragraphs; an unnumbered section stands outside the count of paragraphs."""

    heading: Name
    numbered: bool = True
    paragraphs: tuple[ParagraphSpec, ...] = ()


class ObservationsSpec(Frozen):
    """Where the observations are and how they are laid out.

    Attributes
    ----------
    file : str
        Path of the table, relative to report.toml.
    layout : Layout
        Tidy, or wide with a column for each period.
    column : str
        For a wide table, what its cells hold: count, denominator or value.
    sheet : str
        Sheet of a workbook; the first where empty.
    populations : str
        Path of a table with area, denominator and perhaps indicator and period, which gives the
        denominators that the observations lack.
    quarters : YearBasis, optional
        What a form such as 2023 Q3 means.
    """

    file: Name
    layout: Layout = Layout.TIDY
    column: str = Field(default="count", pattern="^(count|denominator|value)$")
    sheet: str = ""
    populations: str = ""
    quarters: YearBasis | None = None


def _observations_file(given: object) -> object:
    return {"file": given} if isinstance(given, str) else given


class ReportHead(Frozen):
    """The title block and what the whole report shares.

    Attributes
    ----------
    title, board : str
        Title of the paper and name of the board that it goes to.
    meeting : date, optional
        Day of the meeting.
    period : Period
        The quarter or year reported on.
    area : str
        The area reported on, as the observations name it.
    observations : ObservationsSpec
        A path, or a table with the path and how to read it.
    locale : str
        Locale of the phrase bank, such as en_GB.
    style : str
        House style, by the name of its file in the phrase bank.
    """

    title: Name
    board: str = ""
    meeting: date | None = None
    period: SpecPeriod
    area: Name
    observations: Annotated[ObservationsSpec, BeforeValidator(_observations_file)]
    locale: str = "en_GB"
    style: str = "council"


class ReportSpec(Frozen):
    """A whole report.toml.

    Attributes
    ----------
    report : ReportHead
        Title block and shared facts.
    areas : Areas
        Parts and comparators of the reported area.
    indicators : tuple of Indicator
        All indicators, in any order.
    sections : tuple of SectionSpec
        The paper, in reading order.
    settings : Settings
        Statistical thresholds, the word scale and planning limits, where they differ from the defaults.
    """

    report: ReportHead
    areas: Areas = Areas()
    indicators: tuple[Indicator, ...] = ()
    sections: tuple[SectionSpec, ...] = ()
    settings: Settings = Settings()

    def paragraphs(self) -> Iterator[tuple[str, ParagraphSpec]]:
        """Walk all paragraphs in reading order, each with its place in the file."""
        for number, section in enumerate(self.sections):
            yield from _walk(section.paragraphs, f"sections[{number}].paragraphs")

    def indicator(self, code: str) -> Indicator:
        """Return the indicator of the given code."""
        return next(indicator for indicator in self.indicators if indicator.id == code)

    def reported(self) -> tuple[Indicator, ...]:
        """Return the indicators that have a paragraph, in reading order."""
        return tuple(self.indicator(part.indicator) for _, part in self.paragraphs() if part.indicator)

    def area_of(self, indicator: Indicator) -> str:
        """Return the area that the report reports on for an indicator."""
        return indicator.area or self.report.area


def _walk(paragraphs: Iterable[ParagraphSpec], place: str) -> Iterator[tuple[str, ParagraphSpec]]:
    for number, paragraph in enumerate(paragraphs):
        here = f"{place}[{number}]"
        yield here, paragraph
        yield from _walk(paragraph.items, f"{here}.items")


def read_spec(path: str | Path) -> ReportSpec:
    """Read and check a report.toml.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    ReportSpec
        With every name in it known and used rightly.

    Raises
    ------
    SpecError
        With every fault: a file that cannot be read, a syntax error with its line, a wrong key or value,
        an indicator that is unknown, declared twice or reported twice.
    """
    file = str(path)
    spec = _validate(_parse(Path(path), file), file)
    faults = list(_inconsistencies(spec, file))
    if faults:
        raise SpecError(faults)
    return spec


def _parse(path: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SpecError([Fault(Place(file), reason, "a readable report.toml is needed")]) from None
    except UnicodeDecodeError:
        raise SpecError([Fault(Place(file), "not UTF-8 text", "save the file as UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        problem, _, place = str(error).partition(" (at ")
        fault = Fault(
            Place(file, place.rstrip(")") or "end of file"), f"TOML syntax: {problem}", "mend the line"
        )
        raise SpecError([fault]) from None


def _validate(content: Mapping[str, Any], file: str) -> ReportSpec:
    try:
        return ReportSpec.model_validate(content)
    except ValidationError as error:
        faults = [_fault(detail, file) for detail in error.errors(include_url=False)]
        raise SpecError(faults) from None


def _fault(detail: Any, file: str) -> Fault:
    *parents, last = detail["loc"]
    place = Place(file, _spot(detail["loc"]))
    if detail["type"] == "extra_forbidden":
        known = _fields_at(tuple(parents))
        return Fault(
            place, f"unknown key {last!r}", f"known are {', '.join(known)}", nearest(str(last), known)
        )
    if detail["type"] == "missing":
        return Fault(place, "missing", "the key is needed")
    allowed = detail["msg"].removeprefix("Input ").removeprefix("Value error, ")
    return Fault(place, f"{detail['input']!r}", allowed[:1].lower() + allowed[1:])


def _spot(location: tuple[str | int, ...]) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).lstrip(".")


_MODELS: Mapping[str, type[Frozen]] = {
    "report": ReportHead,
    "observations": ObservationsSpec,
    "areas": Areas,
    "indicators": Indicator,
    "threshold": Threshold,
    "target": Threshold,
    "sections": SectionSpec,
    "paragraphs": ParagraphSpec,
    "items": ParagraphSpec,
    "links": Link,
    "settings": Settings,
}


def _fields_at(parents: tuple[str | int, ...]) -> tuple[str, ...]:
    keys = [part for part in parents if isinstance(part, str)]
    model = _MODELS.get(keys[-1], Settings) if keys else ReportSpec
    return tuple(model.model_fields)


def _inconsistencies(spec: ReportSpec, file: str) -> Iterator[Fault]:
    known = [indicator.id for indicator in spec.indicators]
    for code, times in Counter(known).items():
        if times > 1:
            yield Fault(Place(file, "indicators"), f"{code!r} declared {times} times", "declare it once")
    reported = Counter(part.indicator for _, part in spec.paragraphs() if part.indicator)
    for place, part in spec.paragraphs():
        spot = Place(file, f"{place}.indicator")
        if part.indicator and part.indicator not in known:
            allowed = "declare it under [[indicators]]"
            yield Fault(
                spot, f"unknown indicator {part.indicator!r}", allowed, nearest(part.indicator, known)
            )
        elif reported[part.indicator] > 1:
            yield Fault(
                spot, f"{part.indicator!r} stands in {reported[part.indicator]} paragraphs", "one each"
            )
    yield from _spare_bodies(spec, file)


def _spare_bodies(spec: ReportSpec, file: str) -> Iterator[Fault]:
    for place, part in spec.paragraphs():
        if not any((part.title, part.text, part.indicator, part.note, part.summary, part.method, part.items)):
            yield Fault(Place(file, place), "an empty paragraph", "give it text, an indicator or items")
