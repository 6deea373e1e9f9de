"""The whole line, once: from a report.toml to a paper."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from narrate.charts import draw, require, to_png, to_svg
from narrate.document import Chart, Document, Paragraph, Sentence
from narrate.errors import (
    DataError,
    DraftError,
    Fault,
    NarrateWarning,
    Place,
    SpecError,
    nearest,
    noted_warnings,
)
from narrate.findings import Finding, find, with_places
from narrate.formats import Formats
from narrate.messages import Context
from narrate.microplanning import microplan
from narrate.observations import (
    read_observations,
    series_of,
    unobserved_indicators,
    warn_of_undeclared,
    warn_of_unobserved,
    with_areas_as_declared,
)
from narrate.periods import MONTHS_A_QUARTER, PERIOD_FORMS, Period, YearBasis, parse_period
from narrate.phrases import read_bank, read_style
from narrate.planning import plan, plan_charts
from narrate.realisation import RealisationContext, realise, realise_charts
from narrate.rendering.html import render_frame, render_html
from narrate.rendering.markdown import render_markdown
from narrate.rendering.since import newly_stated
from narrate.rendering.text import render_text
from narrate.spec import Detail, Layout, Measure, Polarity, ReportSpec, read_spec
from narrate.trace import Trace, build_trace, read_trace


@dataclass(frozen=True)
class Report:
    """A composed paper.

    Attributes
    ----------
    document : Document
        The tree of sections, paragraphs and sentences.
    findings : mapping of str to Finding
        What was found of each indicator, by its code.
    trace : Trace
        Everything behind every sentence.
    realisation_context : RealisationContext
        What its sentences were realised with: phrases, formats, findings and spec.
    """

    document: Document
    findings: Mapping[str, Finding]
    trace: Trace
    realisation_context: RealisationContext = field(repr=False, compare=False)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in reading order, captions included."""
        return tuple(sentence for _, sentence in self.document.sentences())

    def to_markdown(self) -> str:
        """Return the draft as Markdown."""
        return render_markdown(self.document)

    def to_text(self) -> str:
        """Return the draft as plain text."""
        return render_text(self.document)

    def to_docx(self, path: str | Path, template: str | Path | None = None) -> None:
        """Write the draft as a Word document.

        Parameters
        ----------
        path : str or Path
            The file to write.
        template : str or Path, optional
            A .docx file whose styles, page setup, headers and footers are taken.

        Raises
        ------
        DraftError
            If the template is no Word document, or the file cannot be written.
        """
        content = self.docx(template)
        try:
            Path(path).write_bytes(content)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise DraftError([Fault(Place(str(path)), reason, "nothing was written")]) from None

    def docx(self, template: str | Path | None = None) -> bytes:
        """Return the draft as a Word document with the charts that it shows; errors as for `to_docx`."""
        from narrate.rendering.word import render_docx

        pictures = {chart.id: self.png(chart) for _, chart in self.document.charts()}
        return render_docx(self.document, template, pictures)

    def to_html(self) -> str:
        """Return the draft as one self-contained page, in which each sentence leads to its evidence.

        Charts stand in the evidence where the extra `narrate[charts]` is installed.
        """
        return render_html(self.document, self.trace.changed, self.realisation_context, self.charts)

    @cached_property
    def charts(self) -> Mapping[str, tuple[Chart, ...]]:
        """The charts of every indicator, by its code, whether or not the paper shows them."""
        spec = self.realisation_context.spec
        planned = {
            code: plan_charts(Context(finding, spec.indicator(code), spec))
            for code, finding in self.findings.items()
        }
        return realise_charts(planned, self.realisation_context)

    def png(self, chart: Chart) -> bytes:
        """Return a chart of this report as PNG: some 600 points wide, two pixels to a point.

        Raises
        ------
        DraftError
            Where the extra `narrate[charts]` is not installed.
        """
        return to_png(draw(chart, self.findings[chart.indicator]))

    def svg(self, chart: Chart) -> str:
        """Return a chart of this report as SVG; errors as for `png`."""
        return to_svg(draw(chart, self.findings[chart.indicator]))

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def _repr_html_(self) -> str:
        return render_frame(self.to_html(), self.document)


def compose(
    spec: str | Path | ReportSpec,
    *,
    observations: pd.DataFrame | str | Path | None = None,
    period: str | None = None,
    area: str | None = None,
    locale: str | None = None,
    detail: Detail | str | None = None,
    phrasebank: str | Path | None = None,
    charts: bool = False,
) -> Report:
    """Write the paper that a specification describes.

    Parameters
    ----------
    spec : str, Path or ReportSpec
        A report.toml, or what `narrate.read_spec` made of one.
    observations : DataFrame, str or Path, optional
        In place of the file that the spec names.
    period, area, locale : str, optional
        In place of the spec's.
    detail : Detail or str, optional
        In place of the spec's, also of those of its sections and indicators: brief, standard or full.
    phrasebank : str or Path, optional
        A folder of phrases that replace the shipped ones.
    charts : bool
        Whether the paper shows charts in every section, and not just in those whose spec asks for them.
        They stand in Word and HTML; Markdown and plain text leave them out.

    Returns
    -------
    Report

    Raises
    ------
    SpecError, DataError, PhraseBankError
        With every fault found at that stage.
    DraftError
        Where charts are asked for and the extra `narrate[charts]` is not installed.

    Warns
    -----
    NarrateWarning
        Where the analyst should look at something that does not stop the work.
    """
    with noted_warnings() as notes:
        asked = _with_detail(_read(spec, period=period, area=area, locale=locale), detail)
        asked = _with_charts(asked, charts)
        _refuse_nothing(asked)
        bank = read_bank(asked.spec.report.locale, phrasebank)
        style = read_style(asked.spec.report.style)
        observed = _observe(asked, observations)
        last = _last_trace(asked)
        findings = find(observed, asked.spec, last.findings if last else None)
        settled = with_places(asked.spec, {code: found.measure for code, found in findings.items()})
        planned = plan(findings, settled)
        sentences = microplan(planned, bank.messages, settled.settings.aggregation, style)
        document = realise(sentences, settled, findings, bank, style)
    changed = newly_stated(document, findings, last)
    trace = build_trace(document, findings, settled, bank, tuple(notes), changed)
    return Report(
        document, findings, trace, RealisationContext(settled, findings, bank, Formats(bank.locale, style))
    )


@dataclass(frozen=True)
class _Asked:
    """A specification, and where it came from."""

    spec: ReportSpec
    name: str
    home: Path


def _read(spec: str | Path | ReportSpec, **changes: str | None) -> _Asked:
    """Read the spec, and put what the caller asked for in place of what it says."""
    known = isinstance(spec, ReportSpec)
    read = spec if isinstance(spec, ReportSpec) else read_spec(spec)
    name = "spec" if known else str(spec)
    wanted: dict[str, object] = {key: value for key, value in changes.items() if value is not None}
    if "period" in wanted:
        wanted["period"] = _asked_period(str(wanted["period"]), read.report.observations.quarters)
    report = read.report.model_copy(update=wanted)
    return _Asked(
        read.model_copy(update={"report": report}), name, Path() if known else Path(str(spec)).parent
    )


def _refuse_nothing(asked: _Asked) -> None:
    """Refuse a spec of which no word could be written, and warn of indicators without a paragraph."""
    spec, parts = asked.spec, [part for _, part in asked.spec.paragraphs()]
    needed = any(part.summary or part.method for part in parts) or not any(part.text for part in parts)
    faults = []
    if not spec.indicators and needed:
        allowed = "at least one is declared under [[indicators]]"
        faults.append(Fault(Place(asked.name, "indicators"), "no indicator", allowed))
    if not parts:
        allowed = "at least one has a text, an indicator or a summary"
        faults.append(Fault(Place(asked.name, "sections"), "no paragraph", allowed))
    if faults:
        raise SpecError(faults)
    reported = {indicator.id for indicator in spec.reported()}
    left = [repr(indicator.id) for indicator in spec.indicators if indicator.id not in reported]
    if left:
        most = spec.settings.planning.named_in_a_warning
        more = f" and {len(left) - most} more" if len(left) > most else ""
        message = f"{asked.name}: no paragraph reports on {', '.join(left[:most])}{more}"
        warnings.warn(message, NarrateWarning, stacklevel=3)


def _asked_period(text: str, quarters: YearBasis | None) -> Period:
    try:
        return parse_period(text, quarters)
    except ValueError as error:
        raise SpecError([Fault(Place("period"), str(error), PERIOD_FORMS)]) from None


def _with_detail(asked: _Asked, detail: Detail | str | None) -> _Asked:
    """Ask for one detail throughout where the caller does."""
    if detail is None:
        return asked
    try:
        wanted = Detail(detail)
    except ValueError:
        allowed = f"known are {', '.join(Detail)}"
        meant = nearest(str(detail), map(str, Detail))
        raise SpecError([Fault(Place("detail"), repr(detail), allowed, meant)]) from None
    return replace(asked, spec=asked.spec.in_detail(wanted))


def _with_charts(asked: _Asked, everywhere: bool) -> _Asked:
    """Ask for charts in every section where the caller does; refuse where they cannot be drawn."""
    if everywhere:
        sections = tuple(section.model_copy(update={"charts": True}) for section in asked.spec.sections)
        asked = replace(asked, spec=asked.spec.model_copy(update={"sections": sections}))
    if any(section.charts for section in asked.spec.sections):
        require()
    return asked


def _last_trace(asked: _Asked) -> Trace | None:
    """Read the trace of the last report, where the spec names one."""
    previous = asked.spec.report.previous
    return read_trace(asked.home / previous) if previous else None


def _observe(asked: _Asked, given: pd.DataFrame | str | Path | None) -> pd.DataFrame:
    """Read the observations and check them against the spec."""
    source = asked.spec.report.observations
    populations = asked.home / source.populations if source.populations else None
    observed = read_observations(
        asked.home / source.file if given is None else given,
        layout=Layout.TIDY if isinstance(given, pd.DataFrame) else source.layout,
        column=source.column,
        sheet=source.sheet,
        populations=populations,
        quarters=source.quarters,
    )
    areas = asked.spec.named_areas()
    observed = with_areas_as_declared(observed, areas, source.file)
    faults = list(unobserved_indicators(observed, asked.spec, asked.name))
    if faults:
        raise DataError(faults)
    warn_of_unobserved(observed, areas, source.file)
    warn_of_undeclared(observed, asked.spec, source.file)
    return observed


UNIT = re.compile(r"(?P<counted>.+?) per (?P<per>[\d,]+) (?P<base>.+)")
"""A unit of a rate: what is counted, for how many of whom."""


def describe(
    frame: pd.DataFrame,
    name: str = "the series",
    unit: str = "",
    *,
    polarity: Polarity = Polarity.NEUTRAL,
    decimals: int | None = None,
    plural: bool = False,
    locale: str = "en_GB",
) -> Paragraph:
    """Describe one series in a paragraph, for notebooks and other tools.

    Parameters
    ----------
    frame : DataFrame, shape (periods, columns)
        Observations as `read_observations` takes them, of one indicator in one area; the columns indicator
        and area may be left out.
    name : str
        What the series is called inside a sentence: "residential burglary".
    unit : str
        Of a rate such as "offences per 1,000 population"; "%" for a percentage of a base; else the noun of
        what is counted.
    polarity : Polarity
        Which direction is welcome.
    decimals : int, optional
        Decimal places in print; those of its measure where None.
    plural : bool
        Whether the name takes a plural verb.
    locale : str
        Locale of the phrase bank.

    Returns
    -------
    Paragraph
        Its `text` and `sentences`; it shows itself in notebooks.

    Raises
    ------
    DataError
        If the frame cannot be read, or holds more or less than one series.
    """
    given = {column: frame.get(column, "series") for column in ("indicator", "area")}
    complete = frame.assign(**given)
    observed = read_observations(complete)
    series = list(series_of(observed))
    if len(series) != 1:
        fault = Fault(Place("frame"), f"{len(series)} series", "one indicator in one area is described")
        raise DataError([fault])
    ((code, area),) = series
    latest = observed.sort_values("end").iloc[-1]
    span = Period(int(latest["end"]), max(int(latest["months"]), MONTHS_A_QUARTER))
    indicator: dict[str, object] = {"id": str(code), "name": name, "plural": plural, "polarity": polarity}
    indicator |= {} if decimals is None else {"decimals": decimals}
    spec = ReportSpec.model_validate(
        {
            "report": {
                "title": name,
                "period": span,
                "area": str(area),
                "observations": "frame",
                "locale": locale,
            },
            "indicators": [indicator | _unit(unit)],
            "sections": [{"heading": name, "paragraphs": [{"indicator": str(code)}]}],
        }
    )
    return next(compose(spec, observations=complete).document.paragraphs())


def _unit(unit: str) -> dict[str, Any]:
    """Return what a unit declares of an indicator."""
    rate = UNIT.fullmatch(unit)
    if rate:
        return {**rate.groupdict(), "per": int(rate["per"].replace(",", "")), "measure": Measure.RATE}
    return {"measure": Measure.PROPORTION} if unit == "%" else {"counted": unit}
