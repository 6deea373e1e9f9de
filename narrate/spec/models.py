"""The models of report.toml: what it may say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from narrate.errors import Fault, Place, SpecError, nearest
from narrate.periods import YearBasis
from narrate.settings import DECIMALS, Frozen, Settings
from narrate.spec.choices import Bound, Frequency, Layout, ListStyle, Measure, Polarity, Window
from narrate.spec.fields import Link, Name, Number, SpecPeriod
from narrate.spec.locales import is_money
from narrate.spec.nouns import Noun, read_noun

DEFAULT_LOCALE = "en_GB"

SPEC = "report.toml"
"""What a specification is called in messages when it did not come from a file."""


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

    value: Number
    bound: Bound
    source: str = ""


class Levels(Frozen):
    """Figures below or above which a level has a word, in the indicator's unit.

    Attributes
    ----------
    very_low, low : float, optional
        The level is called so below these.
    high, very_high : float, optional
        The level is called so above these.
    """

    very_low: Number | None = None
    low: Number | None = None
    high: Number | None = None
    very_high: Number | None = None


class Status(Frozen):
    """Limits of a red, amber and green status, on the side that the polarity makes bad.

    Attributes
    ----------
    green : float
        The worst figure that is still green.
    amber : float
        The worst figure that is still amber.
    """

    green: Number
    amber: Number


class Event(Frozen):
    """Something that readers date changes by; its name says nothing of causes.

    Attributes
    ----------
    name : str
        As it stands after "since": "the start of the Covid-19 pandemic".
    period : Period
        When it began.
    """

    name: Name
    period: SpecPeriod


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
    counted : Noun
        The noun of what is counted, in the plural, or a table of its forms by plural category of the locale:
        "offences", { one = "offence", other = "offences" }. The sign, code or name of a currency makes the
        figure money, and a sign stands before it: "£".
    measure : Measure, optional
        What the displayed figure is. Without it: a rate where there is a denominator, else a count; a
        value where only values were observed.
    per : int
        Size of the base of a rate.
    base : Noun
        The noun of the denominator, likewise: "population", "residents asked".
    window : Window, optional
        What one figure covers. Without it: 12 months, except for values, which stand for themselves.
    frequency : Frequency, optional
        Without it, read off the observations.
    decimals : int
        Decimal places in print. Without it: as `narrate.settings.Decimals` has them for the measure, which
        `places` knows once it is settled.
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
    counts : bool
        Whether the counts behind two figures are printed with them.
    baseline : Period, optional
        A year that the figure is held against, beside the year before.
    levels : Levels, optional
        Figures that words such as "low" refer to.
    status : Status, optional
        Limits of a red, amber and green status.
    rank : bool
        Whether the area's place among its peers is given.
    sibling : str
        Code of an indicator that readers will hold this one against.
    provisional : Period or False, optional
        The first period whose figures are not yet full; it and all after it are held back. False says that
        the newest period is full, however low it is; without either, it is judged from the series.
    """

    id: Name
    name: Name
    short: str = ""
    plural: bool = False
    counted: Noun = Noun()
    measure: Measure | None = None
    per: int = Field(default=1000, gt=0)
    base: Noun = Noun()
    window: Window | None = None
    frequency: Frequency | None = None
    decimals: int = Field(default=DECIMALS.value, ge=0, le=6)
    polarity: Polarity = Polarity.NEUTRAL
    area: str | None = None
    threshold: Threshold | None = None
    target: Threshold | None = None
    population: Number | None = Field(default=None, gt=0)
    design_effect: Number = Field(default=1.0, ge=1.0)
    breaks: tuple[SpecPeriod, ...] = ()
    closing_year: bool = False
    introduced: SpecPeriod | None = None
    table: bool = False
    counts: bool = False
    baseline: SpecPeriod | None = None
    levels: Levels | None = None
    status: Status | None = None
    rank: bool = False
    sibling: str = ""
    provisional: SpecPeriod | Literal[False] | None = None

    @model_validator(mode="after")
    def _decimals_follow_the_measure(self) -> Self:
        if self.measure and "decimals" not in self.model_fields_set:
            # past the frozen model's own setter, which would count the field as declared
            self.__dict__["decimals"] = DECIMALS.of(self.measure.value)
        return self

    @property
    def nouns(self) -> tuple[str, ...]:
        """The forms of the noun of what is counted, as far as they are declared."""
        forms = self.counted.forms.values() or (str(self.counted),)
        return tuple(form for form in forms if form)

    @property
    def brief(self) -> str:
        """The shortest name that was declared."""
        return self.short or self.name

    def base_of_rate(self, locale: str) -> str:
        """Return the noun of the base as it stands beside `per`; the plural where its form is not known."""
        return read_noun(self.base).beside(Decimal(self.per), locale) or str(self.base)

    def places(self, measure: Measure, locale: str) -> int:
        """Return the decimal places in print of a figure of the measure that was settled."""
        if "decimals" in self.model_fields_set:
            return self.decimals
        plain = measure in (Measure.COUNT, Measure.VALUE)
        return DECIMALS.money if plain and is_money(self.counted, locale) else DECIMALS.of(measure.value)

    def with_places(self, measure: Measure, locale: str) -> Self:
        """Return the indicator with those decimals; they are no more declared than before."""
        settled = self.model_copy(update={"decimals": self.places(measure, locale)})
        if "decimals" not in self.model_fields_set:
            settled.model_fields_set.discard("decimals")
        return settled


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
    peers : tuple of str
        Areas of the same kind, the reported one among them, for ranks.
    peer : str
        What they are called, in the plural: "districts of the county".
    called : dict of str to str
        What an area is called in a sentence, where that is not its name: "the East Midlands".
    """

    kind: str = ""
    part: str = ""
    parts: tuple[str, ...] = ()
    region: str = ""
    nation: str = ""
    peers: tuple[str, ...] = ()
    peer: str = ""
    called: dict[str, str] = Field(default_factory=dict)


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
    group : bool
        Whether what the items' indicators have in common is said of them together.
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
    group: bool = False
    list: ListStyle = ListStyle.LETTERS
    items: tuple[ParagraphSpec, ...] = ()

    @model_validator(mode="after")
    def _links_stand_in_the_text(self) -> Self:
        for link in self.links:
            if link.text not in self.text:
                message = f"no words {link.text!r} in the text; the words of a link stand in its paragraph"
                raise ValueError(message)
        return self


class SectionSpec(Frozen):
    """A heading and its paragraphs.

    Attributes
    ----------
    heading : str
        As printed.
    numbered : bool
        Whether its paragraphs stand in the count of paragraphs.
    charts : bool
        Whether the paper shows the charts of its indicators.
    paragraphs : tuple of ParagraphSpec
    """

    heading: Name
    numbered: bool = True
    charts: bool = False
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
    column: Literal["count", "denominator", "value"] = "count"
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
    previous : str
        Path of the last report's trace, to tell which data is new.
    prompts : bool
        Whether the draft marks the places where a cause or an action is usually given.
    """

    title: Name
    board: str = ""
    meeting: date | None = None
    period: SpecPeriod
    area: Name
    observations: Annotated[ObservationsSpec, BeforeValidator(_observations_file)]
    locale: str = DEFAULT_LOCALE
    style: str = "council"
    previous: str = ""
    prompts: bool = False


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
    events : tuple of Event
        Events that readers date changes by.
    sections : tuple of SectionSpec
        The paper, in reading order.
    settings : Settings
        Statistical thresholds, the word scale and planning limits, where they differ from the defaults.
    """

    report: ReportHead
    areas: Areas = Areas()
    indicators: tuple[Indicator, ...] = ()
    events: tuple[Event, ...] = ()
    sections: tuple[SectionSpec, ...] = ()
    settings: Settings = Settings()

    def paragraphs(self) -> Iterator[tuple[str, ParagraphSpec]]:
        """Walk all paragraphs in reading order, each with its place in the file."""
        for number, section in enumerate(self.sections):
            yield from _walk(section.paragraphs, f"sections[{number}].paragraphs")

    def indicator(self, code: str) -> Indicator:
        """Return the indicator of the given code; a `SpecError` where none is declared."""
        known = {indicator.id: indicator for indicator in self.indicators}
        if code not in known:
            allowed = "declare it under [[indicators]]"
            fault = Fault(
                Place(SPEC, "indicators"), f"unknown indicator {code!r}", allowed, nearest(code, known)
            )
            raise SpecError([fault])
        return known[code]

    def reported(self) -> tuple[Indicator, ...]:
        """Return the indicators that have a paragraph, in reading order.

        Where none has one, a summary speaks of all that are declared.
        """
        told = tuple(self.indicator(part.indicator) for _, part in self.paragraphs() if part.indicator)
        summed_up = any(part.summary for _, part in self.paragraphs())
        return self.indicators if summed_up and not told else told

    def named_areas(self) -> dict[str, str]:
        """Return what each area that the report names is in it, by its name."""
        areas = self.areas
        named = [
            *((indicator.area, "area of the indicator") for indicator in self.indicators),
            *((name, "peer") for name in areas.peers),
            *((name, "part") for name in areas.parts),
            (areas.nation, "nation"),
            (areas.region, "region"),
            (self.report.area, "area"),
        ]
        return {name: place for name, place in named if name}

    def area_of(self, indicator: Indicator) -> str:
        """Return the area that the report reports on for an indicator."""
        return indicator.area or self.report.area


def _walk(paragraphs: Iterable[ParagraphSpec], place: str) -> Iterator[tuple[str, ParagraphSpec]]:
    for number, paragraph in enumerate(paragraphs):
        here = f"{place}[{number}]"
        yield here, paragraph
        yield from _walk(paragraph.items, f"{here}.items")
