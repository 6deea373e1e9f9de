"""The commands for the person who edits the phrase bank."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from narrate.cli.faults import faults_reported
from narrate.cli.files import print_text

FOUND = 1
"""Exit code of a check that found something."""


@click.group()
def phrases() -> None:
    """Look after the phrase bank: its kinds, its faults, its use."""


@phrases.command("list")
def list_kinds() -> None:
    """Print the kinds of phrase, what each says, and the slots that it may use."""
    with faults_reported():
        from narrate.phrases.meanings import listing

        print_text(listing())


@phrases.command()
@click.option("--phrasebank", type=click.Path(path_type=Path), help="Folder of phrases that replace ours.")
@click.option("--locale", help="Locale to check, instead of all.")
def check(phrasebank: Path | None, locale: str | None) -> None:
    """Print what is wrong with the phrases, a line each; the exit code is 1 if anything is."""
    found = False
    with faults_reported():
        from narrate.phrases.audit import audit
        from narrate.phrases.bank import locales

        for name in (locale,) if locale is not None else locales(phrasebank):
            result = audit(name, phrasebank)
            for remark in result.remarks:
                click.echo(f"warning: {remark}", err=True)
            lines = [" ".join(str(fault).splitlines()) for fault in result.faults]
            found |= bool(lines)
            ended = f"{name}: {result.phrases} phrases, {len(lines) or 'no'} fault{'s' * (len(lines) != 1)}"
            print_text("\n".join([*lines, ended]) + "\n")
    if found:
        sys.exit(FOUND)


@phrases.command()
@click.argument("specs", metavar="SPEC...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--phrasebank", type=click.Path(path_type=Path), help="Folder of phrases that replace ours.")
@click.option("--locale", help="Locale, instead of the specs'.")
def coverage(specs: tuple[Path, ...], phrasebank: Path | None, locale: str | None) -> None:
    """Print how often the reports of each SPEC say each phrase, with an example of each."""
    with faults_reported():
        from narrate.phrases import read_bank
        from narrate.phrases.coverage import coverage as covered

        by_locale: dict[str, list[tuple[str, str]]] = {}
        for spec in specs:
            for name, phrase, text in _sentences_of(spec, phrasebank, locale):
                by_locale.setdefault(name, []).append((phrase, text))
        for name, sentences in by_locale.items():
            print_text(f"{name}: {covered(read_bank(name, phrasebank), sentences)}")


def _sentences_of(spec: Path, phrasebank: Path | None, locale: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield the locale, phrase and text of each clause of a report's sentences."""
    from narrate.report import compose

    paper = compose(spec, locale=locale, phrasebank=phrasebank)
    charts = [chart for each in paper.charts.values() for chart in each]
    around_charts = [sentence for chart in charts for sentence in (chart.title, chart.subtitle, chart.alt)]
    for sentence in (*paper.sentences, *around_charts):
        for clause in sentence.clauses:
            yield paper.document.locale, clause.phrase, clause.text
