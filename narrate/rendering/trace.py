"""The trace: every sentence with its phrase, its findings and its figures, as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from narrate.document import Chart, Document, Paragraph, as_record, paragraph_record
from narrate.findings import Finding
from narrate.phrases import PhraseBank
from narrate.spec import ReportSpec


def build_trace(
    document: Document,
    findings: Mapping[str, Finding],
    spec: ReportSpec,
    bank: PhraseBank,
    notes: tuple[str, ...],
) -> dict[str, Any]:
    """Return what is needed to explain, check and refresh a draft.

    Parameters
    ----------
    document : Document
        The paper.
    findings : mapping of str to Finding
        By indicator code.
    spec : ReportSpec
        The report.
    bank : PhraseBank
        The words that were used.
    notes : tuple of str
        Warnings met on the way.

    Returns
    -------
    dict
        Ready for JSON: numbers unrounded, periods in their canonical spelling. Beside what the interface
        names: `title` and `lines` of the title block, and `paragraphs` in reading order, each with its `id`,
        `number`, `section` (its heading), `title`, the ids of its `sentences`, those of them that are the
        author's own (`slots`), and its `table` (`caption` is a sentence's id, `header`, `rows`) or null.
    """
    from narrate import __version__

    return {
        "narrate": __version__,
        "phrasebank": bank.version,
        "spec": spec.model_dump(mode="json"),
        "locale": document.locale,
        "period": str(spec.report.period),
        "warnings": list(notes),
        "title": document.title,
        "lines": list(document.lines),
        "findings": {finding.id: _record(finding) for finding in findings.values()},
        "paragraphs": [
            paragraph_record(paragraph, section.heading)
            for section in document.sections
            for top in section.paragraphs
            for paragraph in top.walk()
        ],
        "sentences": [as_record(sentence, paragraph) for paragraph, sentence in document.sentences()],
        "charts": [_chart(chart, paragraph) for paragraph, chart in document.charts()],
    }


def _chart(chart: Chart, paragraph: Paragraph) -> dict[str, Any]:
    """Return a chart with what is said around it, each as a sentence is recorded."""
    said = (chart.title, chart.subtitle, chart.alt)
    return {
        "id": chart.id,
        "paragraph": paragraph.number,
        "kind": chart.kind.value,
        "description": chart.description,
        "sentences": [as_record(sentence, paragraph) for sentence in said],
    }


def _record(finding: Finding) -> dict[str, Any]:
    """Return a finding for JSON, which has no NaN and no infinity: they are null."""
    record: dict[str, Any] = json.loads(finding.model_dump_json())
    return record


def render_trace(trace: Mapping[str, Any], draft: str, text: str) -> str:
    """Return the trace as JSON, bound to the draft that it explains.

    Parameters
    ----------
    trace : mapping
        As `build_trace` returns it.
    draft : str
        Name of the draft's file.
    text : str
        What was written to it.
    """
    bound = {**trace, "draft": {"path": draft, "sha256": digest(text)}}
    return json.dumps(bound, ensure_ascii=False, indent=1) + "\n"


def digest(text: str) -> str:
    """Return the SHA-256 of a draft, blind to line endings and white space at line ends."""
    lines = (line.rstrip() for line in text.splitlines())
    return hashlib.sha256("\n".join(lines).rstrip("\n").encode()).hexdigest()
