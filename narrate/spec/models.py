"""The models of report.toml: what it may say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from narrate.errors import Fault, Place, SpecError, nearest
from narrate.periods import YearBasis
from narrate.settings import Frozen, Settings
from narrate.spec.choices import Detail, Layout, ListStyle
from narrate.spec.fields import Link, Name, SpecPeriod
from narrate.spec.indicators import Event, Indicator

DEFAULT_LOCALE = "en_GB"

SPEC = "report.toml"
"""What a specification is called in messages when it did not come from a file."""


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
        Fixed text by the author; {period}, {year}, {area}, {board} and {date} are filled in.
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
        Whether what the items' indicators have in common is stated once for all of them.
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
    detail : Detail, optional
        How much is said of its indicators, instead of the report's.
    basis : bool
        Whether a generated sentence gives the unit and span that its figures share, so that they stand alone.
    paragraphs : tuple of ParagraphSpec
    """

    heading: Name
    numbered: bool = True
    charts: bool = False
    detail: Detail | None = None
    basis: bool = True
    paragraphs: tuple[ParagraphSpec, ...] = ()

    @property
    def indicators(self) -> frozenset[str]:
        """Codes of the indicators that its paragraphs are about."""
        return frozenset(part.indicator for _, part in _walk(self.paragraphs, "") if part.indicator)


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
        Path of the last report's trace, to find which data is new.
    prompts : bool
        Whether the draft marks the places where a cause or an action is usually given.
    detail : Detail
        How much is said of each indicator; a section or an indicator may say otherwise.
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
    detail: Detail = Detail.STANDARD


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
        reported = tuple(self.indicator(part.indicator) for _, part in self.paragraphs() if part.indicator)
        summed_up = any(part.summary for _, part in self.paragraphs())
        return self.indicators if summed_up and not reported else reported

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

    def in_detail(self, detail: Detail) -> ReportSpec:
        """Return the report with one detail throughout, in place of its sections' and indicators' own."""
        none = {"detail": None}
        changes = {
            "report": self.report.model_copy(update={"detail": detail}),
            "sections": tuple(section.model_copy(update=none) for section in self.sections),
            "indicators": tuple(indicator.model_copy(update=none) for indicator in self.indicators),
        }
        return self.model_copy(update=changes)

    def area_of(self, indicator: Indicator) -> str:
        """Return the area that the report reports on for an indicator."""
        return indicator.area or self.report.area


def _walk(paragraphs: Iterable[ParagraphSpec], place: str) -> Iterator[tuple[str, ParagraphSpec]]:
    for number, paragraph in enumerate(paragraphs):
        here = f"{place}[{number}]"
        yield here, paragraph
        yield from _walk(paragraph.items, f"{here}.items")
