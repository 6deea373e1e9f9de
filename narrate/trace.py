"""The trace: every sentence with its phrase, its findings and its figures; written and read here only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from pydantic import ValidationError, model_validator
from pydantic_core import from_json

from narrate.document import AUTHORED, Chart, Clause, Document, Filled, Paragraph, Sentence, Value
from narrate.errors import DraftError, Fault, Place
from narrate.findings import Finding
from narrate.messages import ChartKind
from narrate.phrases import PhraseBank
from narrate.settings import Frozen
from narrate.spec import ReportSpec, SpecPeriod

Version = Literal[2]
VERSION: Version = 2
"""Of the trace's fields and their meaning; a trace of another version is not read."""


class DraftRecord(Frozen):
    """A draft that was written from the paper.

    Attributes
    ----------
    path : str
        Name of its file, in the trace's folder.
    sha256 : str
        Digest of what was written; see `digest`.
    """

    path: str
    sha256: str


class SentenceRecord(Frozen):
    """A sentence, and what it rests on.

    Attributes
    ----------
    id, text, phrase, findings, rule, values, slots
        As those of `narrate.document.Sentence`.
    paragraph : str
        Number of its paragraph.
    clauses : tuple of Clause
        The messages that it is made of.
    """

    id: str
    paragraph: str
    text: str
    phrase: str
    findings: tuple[str, ...]
    rule: str
    values: tuple[Value, ...]
    slots: tuple[Filled, ...]
    clauses: tuple[Clause, ...]

    @property
    def authored(self) -> bool:
        """Whether it is the author's own text."""
        return self.phrase.startswith(AUTHORED)


class TableRecord(Frozen):
    """A table: the id of the sentence that is its caption, and its cells as printed."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ParagraphRecord(Frozen):
    """A paragraph: which one it is, and what stands in it.

    Attributes
    ----------
    id, number, title : str
        As those of `narrate.document.Paragraph`.
    section : str
        The heading above it.
    sentences : tuple of str
        Ids of its sentences.
    slots : tuple of str
        Ids of those that are the author's own.
    table : TableRecord, optional
    """

    id: str
    number: str
    section: str
    title: str
    sentences: tuple[str, ...]
    slots: tuple[str, ...]
    table: TableRecord | None


class ChartRecord(Frozen):
    """A chart that the paper shows.

    Attributes
    ----------
    id : str
    paragraph : str
        Number of the paragraph that it stands in.
    kind : ChartKind
    description : str
        Its alternative text.
    sentences : tuple of SentenceRecord
        Its title, its subtitle and what it shows.
    """

    id: str
    paragraph: str
    kind: ChartKind
    description: str
    sentences: tuple[SentenceRecord, ...]


@dataclass(frozen=True)
class Carried:
    """What a refreshed draft holds besides what was generated, so that the next refresh knows it.

    Attributes
    ----------
    edited : mapping of str to tuple of str
        By id of a sentence, what stands for it in the analyst's words.
    added : tuple of str
        The analyst's own sentences.
    deleted : tuple of str
        Ids of sentences and paragraphs that the analyst took out.
    marks : mapping of str to str
        By id of a sentence in conflict, the words of its mark.
    """

    edited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


class Trace(Frozen):
    """Everything that is needed to explain, check and refresh a draft.

    Attributes
    ----------
    version : int
        Of the trace; see `VERSION`.
    narrate : str
        Release that wrote it.
    phrasebank : str
        Version of the phrase bank.
    spec : ReportSpec
        The report.
    locale : str
        Language of the paper.
    period : Period
        The report's period.
    warnings : tuple of str
        Warnings met on the way.
    title : str
    lines : tuple of str
        What else stands in the title block.
    findings : mapping of str to Finding
        By their names.
    paragraphs : tuple of ParagraphRecord
        In reading order, items after the paragraph above them.
    sentences : tuple of SentenceRecord
        In reading order, captions of tables included.
    charts : tuple of ChartRecord
    changed : tuple of str, optional
        Ids of the sentences that state what the last report did not; None where there is no last report.
    carried : Carried, optional
        Of a refreshed draft, the analyst's part of it.
    drafts : tuple of DraftRecord
        The files that the paper was written to, in one format or several.
    """

    version: Version
    narrate: str
    phrasebank: str
    spec: ReportSpec
    locale: str
    period: SpecPeriod
    warnings: tuple[str, ...]
    title: str
    lines: tuple[str, ...]
    findings: Mapping[str, Finding]
    paragraphs: tuple[ParagraphRecord, ...]
    sentences: tuple[SentenceRecord, ...]
    charts: tuple[ChartRecord, ...]
    changed: tuple[str, ...] | None = None
    carried: Carried | None = None
    drafts: tuple[DraftRecord, ...] = ()

    @model_validator(mode="after")
    def _holds_what_it_names(self) -> Self:
        unknown = list(dict.fromkeys(self._unknown()))
        if unknown:
            message = f"unknown {', '.join(map(repr, unknown))}"
            raise ValueError(message)
        return self

    def _unknown(self) -> Iterator[str]:
        """Yield names of indicators, findings and sentences that the trace speaks of and does not hold."""
        declared = {item.id for item in self.spec.indicators}
        known = {item.id for item in self.sentences}
        yield from (name for name, finding in self.findings.items() if name != finding.id)
        yield from (one.indicator for one in self.findings.values() if one.indicator not in declared)
        for sentence in self.sentences:
            yield from (name for name in sentence.findings if name not in self.findings)
            yield from (value.indicator for value in sentence.values if value.indicator not in declared)
        for paragraph in self.paragraphs:
            captions = (paragraph.table.caption,) if paragraph.table else ()
            yield from (name for name in (*paragraph.sentences, *captions) if name not in known)

    def with_draft(self, path: str, text: str) -> Trace:
        """Return the trace with a draft added, in place of an earlier one of the same name.

        Parameters
        ----------
        path : str
            Name of the draft's file.
        text : str
            What was written to it; of a Word file, the text in it.
        """
        others = (draft for draft in self.drafts if draft.path != path)
        return self.model_copy(update={"drafts": (*others, DraftRecord(path=path, sha256=digest(text)))})

    def is_of_the_paper_of(self, other: Trace) -> bool:
        """Whether two traces differ in nothing but the drafts that were written."""
        return self._json({"drafts"}) == other._json({"drafts"})

    def to_json(self) -> str:
        """Return the trace as JSON: numbers unrounded, null for one that JSON has not."""
        return self._json(set()) + "\n"

    def _json(self, without: set[str]) -> str:
        absent = {"carried"} if self.carried is None else set()
        return self.model_dump_json(indent=1, exclude=without | absent)


def build_trace(
    document: Document,
    findings: Mapping[str, Finding],
    spec: ReportSpec,
    bank: PhraseBank,
    notes: tuple[str, ...],
    changed: tuple[str, ...] | None = None,
) -> Trace:
    """Return the trace of a paper, as yet without drafts.

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
    changed : tuple of str, optional
        Ids of the sentences that state what the last report did not.
    """
    from narrate import __version__

    return Trace(
        version=VERSION,
        narrate=__version__,
        phrasebank=bank.version,
        spec=spec,
        locale=document.locale,
        period=spec.report.period,
        warnings=notes,
        title=document.title,
        lines=document.lines,
        findings={finding.id: finding for finding in findings.values()},
        paragraphs=tuple(
            _paragraph(paragraph, section.heading)
            for section in document.sections
            for top in section.paragraphs
            for paragraph in top.walk()
        ),
        sentences=tuple(_sentence(sentence, paragraph) for paragraph, sentence in document.sentences()),
        charts=tuple(_chart(chart, paragraph) for paragraph, chart in document.charts()),
        changed=changed,
    )


def _sentence(sentence: Sentence, paragraph: Paragraph) -> SentenceRecord:
    return SentenceRecord(
        id=sentence.id,
        paragraph=paragraph.number,
        text=sentence.text,
        phrase=sentence.phrase,
        findings=sentence.findings,
        rule=sentence.rule,
        values=sentence.values,
        slots=sentence.slots,
        clauses=sentence.clauses,
    )


def _paragraph(paragraph: Paragraph, section: str) -> ParagraphRecord:
    table = paragraph.table
    return ParagraphRecord(
        id=paragraph.id,
        number=paragraph.number,
        section=section,
        title=paragraph.title,
        sentences=tuple(sentence.id for sentence in paragraph.sentences),
        slots=tuple(item.id for item in paragraph.sentences if item.phrase.startswith(AUTHORED)),
        table=TableRecord(caption=table.caption.id, header=table.header, rows=table.rows) if table else None,
    )


def _chart(chart: Chart, paragraph: Paragraph) -> ChartRecord:
    sentences = (chart.title, chart.subtitle, chart.alt)
    return ChartRecord(
        id=chart.id,
        paragraph=paragraph.number,
        kind=chart.kind,
        description=chart.description,
        sentences=tuple(_sentence(sentence, paragraph) for sentence in sentences),
    )


def read_trace(path: str | Path) -> Trace:
    """Read a trace from its file.

    Raises
    ------
    DraftError
        If it is missing, is no trace of this version, or not all there.
    """
    place = Place(str(path))
    try:
        text = Path(path).read_text(encoding="utf-8")
        return Trace.model_validate_json(text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        fault = Fault(place, reason, "the trace that was written with the draft is needed")
    except UnicodeDecodeError as error:
        fault = _not_json(place, error)
    except ValidationError as error:
        fault = _misread(place, text, error)
    raise DraftError([fault])


def _not_json(place: Place, error: ValueError) -> Fault:
    return Fault(place, f"not JSON: {error}", "a trace that narrate wrote is needed")


def _misread(place: Place, text: str, error: ValidationError) -> Fault:
    """Say what is wrong with a text that is no trace: with all of it, else with the first of its fields."""
    try:
        record = from_json(text)
    except ValueError as malformed:
        return _not_json(place, malformed)
    if not isinstance(record, dict) or "version" not in record:
        return Fault(place, "no trace of a known version", f"version {VERSION} is needed")
    if record["version"] != VERSION:
        return Fault(place, f"a trace of version {record['version']!r}", f"version {VERSION} is needed")
    details = error.errors(include_url=False, include_input=False, include_context=False)
    where = ".".join(str(part) for part in details[0]["loc"])
    reason = details[0]["msg"].removeprefix("Value error, ")
    reason = reason[:1].lower() + reason[1:]
    more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
    got = "".join((f"{where}: " if where else "", reason, more))
    return Fault(place, f"not as narrate writes it: {got}", "a whole trace is needed")


def digest(text: str) -> str:
    """Return the SHA-256 of a draft, blind to line endings and white space at line ends."""
    lines = (line.rstrip() for line in text.splitlines())
    return hashlib.sha256("\n".join(lines).rstrip("\n").encode()).hexdigest()
