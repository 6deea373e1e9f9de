"""What a paper states that the last one did not, by the last report's trace."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.document import Document, Sentence
from narrate.findings import Finding
from narrate.messages import kind_named
from narrate.trace import SentenceRecord, Trace


def newly_stated(
    document: Document, findings: Mapping[str, Finding], last: Trace | None
) -> tuple[str, ...] | None:
    """Return the ids of the sentences that state what the last report did not.

    A figure that moved on is no news by itself: a sentence is new when another phrase says it, when it
    speaks of other areas or indicators, or when the last report had none in its place.

    Parameters
    ----------
    document : Document
        The paper.
    findings : mapping of str to Finding
        By indicator code.
    last : Trace, optional
        The last report's.

    Returns
    -------
    tuple of str or None
        None where there is nothing to compare with.
    """
    if last is None:
        return None
    before = {sentence.id: sentence for sentence in last.sentences}
    now = {finding.id: finding for finding in findings.values()}

    def new(sentence: Sentence) -> bool:
        old = before.get(sentence.id)
        return old is None or _differs(sentence, old, now, last.findings)

    return tuple(sentence.id for _, sentence in document.sentences() if new(sentence))


def _differs(
    sentence: Sentence, old: SentenceRecord, findings: Mapping[str, Finding], last: Mapping[str, Finding]
) -> bool:
    name = sentence.phrase.partition(".")[0]
    if name != old.phrase.partition(".")[0]:
        return True
    kind = kind_named(name)
    if kind is None:
        return False
    if kind.of_several:
        return sentence.text != old.text
    both = [(findings.get(code), last.get(code)) for code in sentence.findings]
    return any(
        now is None or then is None or kind.stated_facts(now) != kind.stated_facts(then) for now, then in both
    )
