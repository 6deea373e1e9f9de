"""What a paper says that the last one did not: held against the last report's trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from narrate.document import Document, Sentence
from narrate.phrases import kind_of
from narrate.planning import Kind

Record = Mapping[str, Any]

OF_SEVERAL = frozenset({Kind.ROLLUP, Kind.BEFORE, Kind.FAVOUR, Kind.EXCEPTIONS, Kind.GROUP, Kind.NEW})
"""Kinds that count or name indicators: they say something new when their words differ."""

STANDING: Mapping[Kind, Callable[[Record], object]] = {
    Kind.PARTS: lambda finding: [(part["area"], part["side"]) for part in finding.get("parts", ())],
    Kind.COMPARATOR_MOVEMENT: lambda finding: [
        (other["area"], other["movement"]) for other in finding.get("comparators", ())
    ],
    Kind.SIBLING: lambda finding: [
        (finding.get("sibling") or {}).get(fact) for fact in ("indicator", "movement", "before", "apart")
    ],
}
"""What a sentence tells that the name of its phrase does not."""


def said_anew(document: Document, findings: Record, last: Record) -> list[str] | None:
    """Return the ids of the sentences that say what the last report did not.

    A figure that moved on is no news by itself: a sentence is new when another phrase says it, when it
    speaks of other areas or indicators, or when the last report had none in its place.

    Parameters
    ----------
    document : Document
        The paper.
    findings : mapping
        Its findings as the trace holds them.
    last : mapping
        Findings and sentences in the last report's trace; empty where there is none.

    Returns
    -------
    list of str or None
        None where there is nothing to compare with.
    """
    if not last:
        return None
    before = {sentence["id"]: sentence for sentence in last["sentences"]}

    def new(sentence: Sentence) -> bool:
        old = before.get(sentence.id)
        return old is None or _differs(sentence, old, findings, last["findings"])

    return [sentence.id for _, sentence in document.sentences() if new(sentence)]


def _differs(sentence: Sentence, old: Record, findings: Record, last: Record) -> bool:
    name = sentence.phrase.partition(".")[0]
    kind = kind_of(name)
    if name != str(old["phrase"]).partition(".")[0]:
        return True
    if kind in OF_SEVERAL:
        return sentence.text != str(old["text"])
    if kind is None or kind not in STANDING:
        return False
    told = STANDING[kind]
    both = [(findings.get(code), last.get(code)) for code in sentence.findings]
    return any(now is None or then is None or told(now) != told(then) for now, then in both)
