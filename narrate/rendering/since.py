"""What a paper says that the last one did not: held against the last report's trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from narrate.document import Document, Sentence
from narrate.findings import Finding
from narrate.phrases import kind_of
from narrate.planning import Kind
from narrate.trace import SentenceRecord, Trace

OF_SEVERAL = frozenset({Kind.ROLLUP, Kind.BEFORE, Kind.FAVOUR, Kind.EXCEPTIONS, Kind.GROUP, Kind.NEW})
"""Kinds that count or name indicators: they say something new when their words differ."""


def _sibling(finding: Finding) -> object:
    other = finding.sibling
    return other and (other.indicator, other.movement, other.before, other.apart)


STANDING: Mapping[Kind, Callable[[Finding], object]] = {
    Kind.PARTS: lambda finding: [(part.area, part.side) for part in finding.parts],
    Kind.COMPARATOR_MOVEMENT: lambda finding: [(other.area, other.movement) for other in finding.comparators],
    Kind.SIBLING: _sibling,
}
"""What a sentence tells that the name of its phrase does not."""


def said_anew(
    document: Document, findings: Mapping[str, Finding], last: Trace | None
) -> tuple[str, ...] | None:
    """Return the ids of the sentences that say what the last report did not.

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
    kind = kind_of(name)
    if name != old.phrase.partition(".")[0]:
        return True
    if kind in OF_SEVERAL:
        return sentence.text != old.text
    if kind is None or kind not in STANDING:
        return False
    told = STANDING[kind]
    both = [(findings.get(code), last.get(code)) for code in sentence.findings]
    return any(now is None or then is None or told(now) != told(then) for now, then in both)
