"""What a paper says that the last one did not: held against the last report's trace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from narrate.document import Document, Sentence
from narrate.findings import Finding
from narrate.messages import kind_named

Record = Mapping[str, Any]


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
    if name != str(old["phrase"]).partition(".")[0]:
        return True
    kind = kind_named(name)
    if kind is None:
        return False
    if kind.of_several:
        return sentence.text != str(old["text"])
    both = [(_read(findings.get(code)), _read(last.get(code))) for code in sentence.findings]
    return any(now is None or then is None or kind.tells(now) != kind.tells(then) for now, then in both)


def _read(record: Record | None) -> Finding | None:
    return None if record is None else Finding.model_validate(record)
