"""The command line: parse, call, write; the one place where a NarrateError becomes an exit code."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrate.errors import DraftError, Fault, NarrateError, NarrateWarning, Place, nearest

if TYPE_CHECKING:
    from narrate.report import Report

BAD_INPUT = 2
"""Exit code of everything that ends with nothing written."""
MOST_FAULTS = 20
"""Faults of one file that are printed; the rest are counted."""
STANDARD_OUTPUT = "-"
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".txt": "text"}
FORMATS = ("markdown", "text")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="narrate")
def main() -> None:
    """Turn indicator time series into a board paper, every figure and direction word true."""


@main.command()
@click.argument("spec", type=click.Path(path_type=Path))
@click.option("-o", "--output", "output", default="draft.md", show_default=True, help="File to write, or -.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Instead of what OUTPUT's suffix says.")
@click.option("--period", help="Period to report on, instead of the spec's.")
@click.option("--area", help="Area to report on, instead of the spec's.")
@click.option("--locale", help="Locale, instead of the spec's.")
@click.option("--phrasebank", type=click.Path(path_type=Path), help="Folder of phrases that replace ours.")
@click.option("--force", is_flag=True, help="Overwrite a draft that has been edited.")
def report(
    spec: Path,
    output: str,
    form: str | None,
    period: str | None,
    area: str | None,
    locale: str | None,
    phrasebank: Path | None,
    force: bool,
) -> None:
    """Write the draft that SPEC describes, and its trace beside it."""
    with _faults_reported():
        from narrate.rendering.trace import render_trace
        from narrate.report import compose

        chosen = _format(output, form)
        target = None if output == STANDARD_OUTPUT else Path(output)
        if target:
            _check_target(target, spec, force)
        paper = compose(spec, period=period, area=area, locale=locale, phrasebank=phrasebank)
        text = _render(paper, chosen)
        if target is None:
            click.echo(text, nl=False)
            return
        _check_inputs(target, spec, paper)
        _write_whole({target: text, _trace_path(target): render_trace(paper.trace, target.name, text)})


@main.command()
@click.argument("observations", type=click.Path(path_type=Path))
@click.option("--spec", type=click.Path(path_type=Path), help="A report.toml that declares the indicators.")
@click.option("-o", "--output", "output", default=STANDARD_OUTPUT, help="CSV file to write.")
def classify(observations: Path, spec: Path | None, output: str) -> None:
    """Say what each series of OBSERVATIONS did: one row for each indicator and area."""
    with _faults_reported():
        from narrate.movement import classify as classify_observations
        from narrate.observations import read_observations
        from narrate.spec import read_spec

        declared = read_spec(spec) if spec else None
        reading = declared.report.observations if declared else None
        frame = read_observations(observations, quarters=reading.quarters if reading else None)
        table = classify_observations(
            frame,
            indicators=declared.indicators if declared else None,
            **({"settings": declared.settings} if declared else {}),
        )
        text = table.to_csv(index=False, lineterminator="\n")
        if output == STANDARD_OUTPUT:
            click.echo(text, nl=False)
        else:
            _check_folder(Path(output))
            _refuse_input(Path(output), [path for path in (observations, spec) if path])
            _write_whole({Path(output): text})


@main.command()
@click.argument("trace", type=click.Path(path_type=Path))
@click.argument("sentence")
def explain(trace: Path, sentence: str) -> None:
    """Print what stands behind SENTENCE: its id, its paragraph's number, or words of it."""
    with _faults_reported():
        record = _read_trace(trace)
        for found in _matching(record, sentence, trace):
            click.echo(_explained(found, record["findings"]))


@contextmanager
def _faults_reported() -> Iterator[None]:
    """Print warnings and faults a line each, and end with the exit code that they ask for."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", NarrateWarning)
        try:
            yield
        except NarrateError as error:
            _print_faults(error)
            sys.exit(BAD_INPUT)
        except OSError as error:
            place = error.filename or "output"
            click.echo(f"error: {place}: {(error.strerror or str(error)).lower()}", err=True)
            sys.exit(BAD_INPUT)
        finally:
            for text in dict.fromkeys(str(warning.message) for warning in caught):
                click.echo(f"warning: {text}", err=True)


def _print_faults(error: NarrateError) -> None:
    printed: Counter[str] = Counter()
    for fault in error.faults:
        printed[fault.where.file] += 1
        if printed[fault.where.file] <= MOST_FAULTS:
            click.echo(f"error: {fault}", err=True)
    for file, number in printed.items():
        if number > MOST_FAULTS:
            click.echo(f"error: {file}: {number - MOST_FAULTS} more faults", err=True)


def _format(output: str, form: str | None) -> str:
    suffix = Path(output).suffix.lower()
    if form or output == STANDARD_OUTPUT:
        return form or FORMATS[0]
    if suffix not in SUFFIXES:
        allowed = f"end in {', '.join(SUFFIXES)} or give --format"
        raise DraftError([Fault(Place(output), f"no format for {suffix or 'no suffix'!r}", allowed)])
    return SUFFIXES[suffix]


def _render(paper: Report, form: str) -> str:
    return paper.to_text() if form == "text" else paper.to_markdown()


def _trace_path(target: Path) -> Path:
    return target.with_suffix(".trace.json")


def _check_target(target: Path, spec: Path, force: bool) -> None:
    """Refuse before any work what must not be written over."""
    _check_folder(target)
    _refuse_input(target, [spec])
    if target.exists() and not force and _edited(target):
        allowed = "write elsewhere with -o, or use --force to lose the edits"
        raise DraftError([Fault(Place(str(target)), "edited since it was written", allowed)])


def _check_folder(target: Path) -> None:
    if not target.parent.is_dir():
        raise DraftError([Fault(Place(str(target)), f"no folder {str(target.parent)!r}", "make it first")])
    if target.is_dir():
        raise DraftError([Fault(Place(str(target)), "a folder", "a file name is needed")])


def _check_inputs(target: Path, spec: Path, paper: Report) -> None:
    observations = spec.parent / paper.trace["spec"]["report"]["observations"]["file"]
    _refuse_input(target, [observations])
    _refuse_input(_trace_path(target), [spec, observations])


def _refuse_input(target: Path, inputs: list[Path]) -> None:
    if any(item.exists() and target.exists() and target.samefile(item) for item in inputs):
        raise DraftError(
            [Fault(Place(str(target)), "an input of the report", "an input is never overwritten")]
        )


def _edited(target: Path) -> bool:
    """Whether a draft is not what its trace says was written; one without a trace counts as edited."""
    from narrate.rendering.trace import digest

    try:
        record = json.loads(_trace_path(target).read_text(encoding="utf-8"))
        return bool(record["draft"]["sha256"] != digest(target.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _write_whole(files: dict[Path, str]) -> None:
    """Write all files or none: each beside its place first, then moved there."""
    ready: dict[Path, Path] = {}
    try:
        for target, text in files.items():
            with tempfile.NamedTemporaryFile(
                "w",
                encoding="utf-8",
                newline="\n",
                dir=target.parent,
                prefix=f".{target.name}.",
                delete=False,
            ) as file:
                ready[target] = Path(file.name)
                file.write(text)
        for target, written in ready.items():
            written.chmod(0o666 & ~_umask())
            written.replace(target)
    finally:
        for written in ready.values():
            written.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _read_trace(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        fault = Fault(Place(str(path)), (error.strerror or str(error)).lower(), "a readable trace is needed")
    except ValueError as error:
        fault = Fault(Place(str(path)), f"not JSON: {error}", "a trace that narrate wrote is needed")
    else:
        if isinstance(record, dict) and {"sentences", "findings"} <= record.keys():
            return record
        fault = Fault(Place(str(path)), "no sentences and findings", "a trace that narrate wrote is needed")
    raise DraftError([fault])


def _matching(record: dict[str, Any], wanted: str, path: Path) -> list[dict[str, Any]]:
    sentences = record["sentences"]
    for field in ("id", "paragraph"):
        found = [item for item in sentences if item[field] == wanted]
        if found:
            return found
    found = [item for item in sentences if wanted.lower() in item["text"].lower()]
    if not found:
        known = [item["id"] for item in sentences]
        allowed = "give a sentence's id, a paragraph's number such as 6(b), or words of the sentence"
        fault = Fault(Place(str(path)), f"no sentence {wanted!r}", allowed, nearest(wanted, known))
        raise DraftError([fault])
    return found


def _explained(sentence: dict[str, Any], findings: dict[str, Any]) -> str:
    """Lay out one sentence's record for a reader."""
    lines = [
        f"{sentence['id']} (paragraph {sentence['paragraph'] or 'unnumbered'})",
        f"  {sentence['text']}",
        f"  phrase   {sentence['phrase']}",
        f"  rule     {sentence['rule'] or '-'}",
    ]
    for value in sentence["values"]:
        what = ", ".join((value["indicator"], value["area"], value["period"], value["unit"]))
        lines.append(f"  value    {value['text']} = {value['raw']!r} ({what})")
    if len(sentence["findings"]) > 1:
        lines.append(f"  findings {', '.join(sentence['findings'])}")
    elif sentence["findings"]:
        finding = findings[sentence["findings"][0]]
        lines += [f"  finding  {sentence['findings'][0]}", *_evidence(finding)]
    return "\n".join(lines) + "\n"


def _evidence(finding: dict[str, Any]) -> Iterator[str]:
    yield f"    movement {finding['movement']} (rule: {finding['rule']}, reason: {finding['reason']})"
    for phase in finding["phases"]:
        yield f"    phase    {phase['direction']:<6} {phase['start']} to {phase['end']} ({phase['periods']})"
    for name in ("year", "quarter"):
        change = finding[name]
        if change:
            p = "no test" if change["p"] is None else f"p = {change['p']:.4f}"
            yield f"    {name:<8} {change['now']!r} against {change['then']!r} ({change['base']}), {p}"
    if finding["dispersion"] is not None:
        yield f"    dispersion {finding['dispersion']:.2f}"
    if finding["flags"]:
        yield f"    flags    {', '.join(finding['flags'])}"
