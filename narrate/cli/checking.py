"""The command that checks an edited draft against its trace."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate.cli.faults import faults_reported
from narrate.cli.files import print_text
from narrate.cli.phrases import FOUND
from narrate.errors import DraftError, Fault, Place

if TYPE_CHECKING:
    from narrate.drafts import Issue

AROUND = 60
"""Characters of a sentence that are printed on each side of the words in question."""

ELLIPSIS = "…"

STANDARD_INPUT = "-"


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--trace", type=click.Path(path_type=Path), help="Its trace, instead of the one beside it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--phrasebank", type=click.Path(path_type=Path), help="A folder of your own words.")
def check(draft: Path, trace: Path | None, form: str, phrasebank: Path | None) -> None:
    """Print what DRAFT, as it was edited, says that the data does not bear out.

    DRAFT is a Markdown or Word file, or - for Markdown from standard input, for which --trace is needed.

    The exit code is 1 if anything is an error or a contradiction. What cannot be verified is listed and does
    not count.
    """
    issues: Sequence[Issue] = []
    with faults_reported():
        from narrate.drafts import check as check_draft

        given = draft if str(draft) != STANDARD_INPUT else _standard_input(trace)
        issues = check_draft(given, trace, phrasebank=phrasebank)
        print_text(_as_json(issues, draft) if form == "json" else _as_text(issues, draft))
    if any(issue.fails for issue in issues):
        sys.exit(FOUND)


def _standard_input(trace: Path | None) -> str:
    """Return the text from standard input, which ends with a line end as texts do."""
    if trace is None:
        place = Place(STANDARD_INPUT)
        raise DraftError([Fault(place, "no trace", "give the trace of the draft with --trace")])
    return f"{sys.stdin.read()}\n"


def _as_json(issues: Iterable[Issue], draft: Path) -> str:
    record = {"draft": str(draft), "issues": [vars(issue) for issue in issues]}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _as_text(issues: Sequence[Issue], draft: Path) -> str:
    counts = Counter(issue.severity.value for issue in issues)
    totals = ", ".join(
        f"{counts[name]} {name}{'s' * (counts[name] > 1 and name != 'unverifiable')}"
        for name in ("error", "contradiction", "unverifiable")
        if counts[name]
    )
    lines = [line for issue in issues for line in _lines_of(issue, draft)]
    return "\n".join([*lines, f"{draft}: {totals or 'nothing to mend'}"]) + "\n"


def _lines_of(issue: Issue, draft: Path) -> Iterable[str]:
    unit = "line" if draft.suffix.lower() != ".docx" else "paragraph of the file"
    number = f"paragraph {issue.paragraph}, " if issue.paragraph else ""
    yield f"{number}{unit} {issue.line}: {issue.severity.value}: {issue.claim} {issue.found!r}"
    yield f"  {_shortened(issue.sentence, issue.found)}"
    if issue.truth:
        yield f"  the data says: {issue.truth}"


def _shortened(sentence: str, found: str) -> str:
    """Return a sentence cut down to what stands around the words in question."""
    at = max(sentence.find(found), 0)
    start, end = max(at - AROUND, 0), min(at + len(found) + AROUND, len(sentence))
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = sentence.find(" ", end) if sentence.find(" ", end) >= 0 else len(sentence)
    return f"{ELLIPSIS * (start > 0)}{sentence[start:end]}{ELLIPSIS * (end < len(sentence))}"
