"""The commands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrate.cli.checking import check
from narrate.cli.faults import faults_reported
from narrate.cli.files import (
    bound,
    check_file,
    check_target,
    print_text,
    refuse_inputs,
    trace_path,
    write_atomically,
)
from narrate.cli.phrases import phrases
from narrate.cli.starting import init
from narrate.errors import DraftError, Fault, Place

if TYPE_CHECKING:
    import pandas as pd

    from narrate.report import Report
    from narrate.spec import ReportSpec

STANDARD_OUTPUT = "-"
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".docx": "docx", ".html": "html", ".txt": "text"}
FORMATS = ("markdown", "docx", "html", "text")
DETAILS = ("brief", "standard", "full")
DRAFTS = {"markdown": "draft.md", "docx": "draft.docx", "html": "draft.html", "text": "draft.txt"}
"""The file of each format where none is named."""
WITHOUT_CHARTS = ("markdown", "text")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="narrate")
def main() -> None:
    """Turn indicator time series into a board paper, every figure and direction word true."""


main.add_command(check)
main.add_command(phrases)
main.add_command(init)


@main.command()
@click.argument("spec", type=click.Path(path_type=Path))
@click.option("-o", "--output", "given", show_default="draft.md", help="File to write, or -.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Instead of what OUTPUT's suffix says.")
@click.option(
    "--template", type=click.Path(path_type=Path), help="Word document whose styles and page setup are taken."
)
@click.option("--period", help="Period to report on, instead of the spec's.")
@click.option("--area", help="Area to report on, instead of the spec's.")
@click.option("--locale", help="Locale, instead of the spec's.")
@click.option("--detail", type=click.Choice(DETAILS), help="How much is said, instead of what the spec asks.")
@click.option("--phrasebank", type=click.Path(path_type=Path), help="Folder of phrases that replace ours.")
@click.option("--charts", is_flag=True, help="Show charts in every section, where the format has them.")
@click.option("--force", is_flag=True, help="Overwrite a draft that has been edited.")
def report(
    spec: Path,
    given: str | None,
    form: str | None,
    template: Path | None,
    period: str | None,
    area: str | None,
    locale: str | None,
    detail: str | None,
    phrasebank: Path | None,
    charts: bool,
    force: bool,
) -> None:
    """Write the draft that SPEC describes, and its trace beside it."""
    with faults_reported():
        from narrate.report import compose

        output = DRAFTS[form or FORMATS[0]] if given is None else given
        chosen = _format(output, form)
        if charts:
            _check_charts(chosen)
        if template:
            _check_template(template, chosen)
        target = _target(output)
        if target:
            check_target(target, spec, force)
        paper = compose(
            spec,
            period=period,
            area=area,
            locale=locale,
            detail=detail,
            phrasebank=phrasebank,
            charts=charts,
        )
        content, text = _render(paper, chosen, template)
        if target is None:
            print_text(content)
            return
        trace_file = trace_path(target)
        inputs = (
            spec,
            *_sources(spec, paper.trace.spec),
            *_phrase_files(phrasebank),
            *([template] if template else []),
        )
        refuse_inputs((target, trace_file), inputs)
        trace = bound(paper.trace, target, text, force)
        write_atomically({target: content, trace_file: trace.to_json()})


@main.command()
@click.argument("observations", type=click.Path(path_type=Path))
@click.option("--spec", type=click.Path(path_type=Path), help="A report.toml that declares the indicators.")
@click.option("-o", "--output", "output", default=STANDARD_OUTPUT, help="CSV file to write.")
def classify(observations: Path, spec: Path | None, output: str) -> None:
    """Say what each series of OBSERVATIONS did: one row for each indicator and area."""
    with faults_reported():
        from narrate.movement import classify as classify_observations
        from narrate.observations import read_observations
        from narrate.spec import read_spec

        target = _target(output)
        if target:
            check_file(target)
        declared = read_spec(spec) if spec else None
        reading = _reading(spec, declared) if spec and declared else {}
        if target:
            inputs = (observations, spec, reading.get("populations"))
            refuse_inputs((target,), [item for item in inputs if item])
        frame = read_observations(observations, **reading)
        table = classify_observations(
            frame,
            indicators=declared.indicators if declared else None,
            settings=declared.settings if declared else None,
        )
        text = _spelt_out(table).to_csv(index=False, lineterminator="\n")
        if target:
            write_atomically({target: text})
        else:
            print_text(text)


@main.command()
@click.argument("trace", type=click.Path(path_type=Path))
@click.argument("sentence")
def explain(trace: Path, sentence: str) -> None:
    """Print what stands behind SENTENCE: its id, its paragraph's number, or words of it."""
    with faults_reported():
        from narrate.cli.explaining import explain_sentences

        print_text(explain_sentences(trace, sentence))


@main.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.argument("spec", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "target", required=True, type=click.Path(path_type=Path), help="File to write."
)
@click.option("--trace", type=click.Path(path_type=Path), help="The draft's trace, if not beside it.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="Of the summary.")
@click.option("--period", help="Period to report on, instead of the spec's.")
@click.option("--area", help="Area to report on, instead of the spec's.")
@click.option("--locale", help="Locale, instead of the spec's.")
@click.option("--detail", type=click.Choice(DETAILS), help="How much is said, instead of what the draft has.")
@click.option("--phrasebank", type=click.Path(path_type=Path), help="Folder of phrases that replace ours.")
@click.option("--force", is_flag=True, help="Overwrite an OUTPUT that has been edited.")
def refresh(
    draft: Path,
    spec: Path,
    target: Path,
    trace: Path | None,
    form: str,
    period: str | None,
    area: str | None,
    locale: str | None,
    detail: str | None,
    phrasebank: Path | None,
    force: bool,
) -> None:
    """Bring the data that SPEC names to the edited DRAFT: a new file, and what became of each sentence.

    The draft is only read. Sentences in conflict are marked in the new file; the exit code is 0 all the same.
    """
    with faults_reported():
        from narrate.cli.refreshing import check_refresh, print_summary
        from narrate.drafts import refresh as refresh_draft

        check_refresh(draft, spec, target, trace, force)
        done = refresh_draft(
            draft,
            spec,
            trace=trace,
            period=period,
            area=area,
            locale=locale,
            detail=detail,
            phrasebank=phrasebank,
        )
        trace_file = trace_path(target)
        inputs = (
            draft,
            spec,
            trace or trace_path(draft),
            *_sources(spec, done.trace.spec),
            *_phrase_files(phrasebank),
        )
        refuse_inputs((target, trace_file), inputs)
        new = bound(done.trace, target, done.text, force)
        write_atomically({target: done.content, trace_file: new.to_json()})
        print_summary(done, target, form)


def _target(output: str) -> Path | None:
    """Return the file to write, or None for standard output."""
    return None if output == STANDARD_OUTPUT else Path(output)


def _format(output: str, form: str | None) -> str:
    suffix = Path(output).suffix.lower()
    if form or output == STANDARD_OUTPUT:
        return form or FORMATS[0]
    if suffix not in SUFFIXES:
        allowed = f"end in {', '.join(SUFFIXES)} or give --format"
        raise DraftError([Fault(Place(output), f"no format for {suffix or 'no suffix'!r}", allowed)])
    return SUFFIXES[suffix]


def _check_charts(form: str) -> None:
    if form in WITHOUT_CHARTS:
        shown = " and ".join(name for name in FORMATS if name not in WITHOUT_CHARTS)
        raise DraftError([Fault(Place("--charts"), f"no charts in {form}", f"they stand in {shown}")])


def _check_template(template: Path, form: str) -> None:
    if form != "docx":
        fault = Fault(Place(str(template)), f"a template for {form}", "only a Word draft (.docx) has one")
        raise DraftError([fault])


def _render(paper: Report, form: str, template: Path | None) -> tuple[str | bytes, str]:
    """Return the content of the draft's file, and the text by whose digest a later edit is noticed."""
    if form == "docx":
        from narrate.rendering.word import read_word

        content = paper.docx(template)
        return content, read_word(content).text
    forms = {"markdown": paper.to_markdown, "html": paper.to_html, "text": paper.to_text}
    text = forms[form]()
    return text, text


def _sources(spec: Path, declared: ReportSpec) -> list[Path]:
    source = declared.report.observations
    return [spec.parent / name for name in (source.file, source.populations) if name]


def _phrase_files(folder: Path | None) -> Iterable[Path]:
    return folder.rglob("*.ftl") if folder else ()


def _reading(spec: Path, declared: ReportSpec) -> dict[str, Any]:
    """Return how a spec says that observations are laid out."""
    source = declared.report.observations
    return {
        "layout": source.layout,
        "column": source.column,
        "sheet": source.sheet,
        "populations": spec.parent / source.populations if source.populations else None,
        "quarters": source.quarters,
    }


def _spelt_out(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of movements with its lists of phases and flags as text."""
    phases = [
        "; ".join(f"{direction} {start} to {end} ({periods})" for direction, start, end, periods in each)
        for each in table["phases"]
    ]
    return table.assign(phases=phases, flags=["; ".join(flags) for flags in table["flags"]])
