"""One sentence's record in the trace, laid out for a reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from narrate.errors import DraftError, Fault, Place, nearest

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
    record = _read_trace(trace)
    try:
        found = _matching(record, sentence, trace)
        return "\n".join(_explained(item, record["findings"]) for item in found)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise DraftError([_no_trace(trace, "not as narrate writes it")]) from None


def _read_trace(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        fault = _no_trace(path, (error.strerror or str(error)).lower())
    except ValueError as error:
        fault = _no_trace(path, f"not JSON: {error}")
    else:
        if isinstance(record, dict) and {"sentences", "findings"} <= record.keys():
            return record
        fault = _no_trace(path, "no sentences and findings")
    raise DraftError([fault])


def _no_trace(path: Path, got: str) -> Fault:
    return Fault(Place(str(path)), got, "a trace that narrate wrote is needed")


def _matching(record: dict[str, Any], wanted: str, path: Path) -> list[dict[str, Any]]:
    sentences, words = record["sentences"], " ".join(wanted.split()).lower()
    by_name = [
        [item for item in sentences if item["id"] == wanted],
        [item for item in sentences if item["paragraph"] == wanted.strip().rstrip(".")],
        [item for item in sentences if words in item["text"].lower()],
    ]
    found = next((items for items in by_name if items), None) if words else None
    if found is None:
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
    why = f", reason: {finding['reason']}" if finding["reason"] else ""
    yield f"    movement {finding['movement'] or '-'} (rule: {finding['rule']}{why})"
    for phase in finding["phases"]:
        yield f"    phase    {phase['direction']:<6} {phase['start']} to {phase['end']} ({phase['periods']})"
    for name in ("year", "quarter"):
        change = finding[name]
        if change:
            then = f"{change['then']!r} ({change['base']})"
            yield f"    {name:<8} {change['now']!r} against {then}, {_p(change)}"
    for part in finding["parts"]:
        yield f"    part     {part['area']} {part['value']!r}, {part['side']}, {_p(part)}"
    for other in finding["comparators"]:
        movement, p = other["movement"] or "-", _p(other["change"])
        yield f"    area     {other['area']} {other['value']!r}, {movement}, {p}"
    if finding["dispersion"] is not None:
        yield f"    dispersion {finding['dispersion']:.2f}"
    if finding["flags"]:
        yield f"    flags    {', '.join(finding['flags'])}"


def _p(tested: dict[str, Any]) -> str:
    p = tested["p"]
    if p is None:
        return "no test"
    return f"p = {p:.4f}" if p >= SMALLEST_P else f"p < {SMALLEST_P}"
