"""One sentence's record in the trace, laid out for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from narrate.errors import DraftError, Fault, Place, nearest
from narrate.findings import Finding
from narrate.trace import SentenceRecord, Trace, read_trace

SMALLEST_P = 0.0001
"""Below this a p-value is not spelt out."""


def explain_sentences(trace: Path, sentence: str) -> str:
    """Return what stands behind a sentence, or behind each of those that are meant.

    Parameters
    ----------
    trace : Path
        A trace that `narrate report` wrote.
    sentence : str
        Its id, its paragraph's number, or words of it.

    Raises
    ------
    DraftError
        If the file is no such trace, or holds no such sentence.
    """
    record = read_trace(trace)
    found = _matching(record, sentence, trace)
    return "\n".join(_explained(item, record.findings) for item in found)


def _matching(trace: Trace, wanted: str, path: Path) -> list[SentenceRecord]:
    sentences, words = trace.sentences, " ".join(wanted.split()).lower()
    by_name = [
        [item for item in sentences if item.id == wanted],
        [item for item in sentences if item.paragraph == wanted.strip().rstrip(".")],
        [item for item in sentences if words in item.text.lower()],
    ]
    found = next((items for items in by_name if items), None) if words else None
    if found is None:
        known = [item.id for item in sentences]
        allowed = "give a sentence's id, a paragraph's number such as 6(b), or words of the sentence"
        fault = Fault(Place(str(path)), f"no sentence {wanted!r}", allowed, nearest(wanted, known))
        raise DraftError([fault])
    return found


def _explained(sentence: SentenceRecord, findings: Mapping[str, Finding]) -> str:
    """Lay out one sentence's record for a reader."""
    lines = [
        f"{sentence.id} (paragraph {sentence.paragraph or 'unnumbered'})",
        f"  {sentence.text}",
        f"  phrase   {sentence.phrase}",
        f"  rule     {sentence.rule or '-'}",
    ]
    for value in sentence.values:
        what = f"{value.indicator}, {value.area}, {value.period}, {value.unit}"
        lines.append(f"  value    {value.text} = {value.raw!r} ({what})")
    if len(sentence.clauses) > 1:
        lines += [f"  clause   {one.id}: {one.text} ({one.phrase})" for one in sentence.clauses]
    if len(sentence.findings) > 1:
        lines.append(f"  findings {', '.join(sentence.findings)}")
    elif sentence.findings:
        (name,) = sentence.findings
        lines += [f"  finding  {name}", *_evidence(findings[name])]
    return "\n".join(lines) + "\n"


def _evidence(finding: Finding) -> Iterator[str]:
    why = f", reason: {finding.reason}" if finding.reason else ""
    yield f"    movement {finding.movement or '-'} (rule: {finding.rule}{why})"
    for phase in finding.phases:
        yield f"    phase    {phase.direction:<6} {phase.start} to {phase.end} ({phase.periods})"
    for name, change in (("year", finding.year), ("quarter", finding.quarter)):
        if change:
            then = f"{change.then!r} ({change.reference_period})"
            yield f"    {name:<8} {change.now!r} against {then}, {_p(change.p)}"
    for part in finding.parts:
        yield f"    part     {part.area} {part.value!r}, {part.side}, {_p(part.p)}"
    for other in finding.comparators:
        yield f"    area     {other.area} {other.value!r}, {other.movement or '-'}, {_p(other.change.p)}"
    if finding.dispersion is not None:
        yield f"    dispersion {finding.dispersion:.2f}"
    if finding.flags:
        yield f"    flags    {', '.join(finding.flags)}"


def _p(p: float | None) -> str:
    if p is None:
        return "no test"
    return f"p = {p:.4f}" if p >= SMALLEST_P else f"p < {SMALLEST_P}"
