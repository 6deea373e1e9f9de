"""What a paper states that the last one did not, by the last report's trace."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.document import Clause, Document
from narrate.findings import Finding
from narrate.messages import kind_named
from narrate.trace import Trace


def newly_stated(
    document: Document, findings: Mapping[str, Finding], last: Trace | None
) -> tuple[str, ...] | None:
    """Return the ids of the sentences that state what the last report did not.

    A figure that moved on is no news by itself: a sentence is new when another phrase says one of its
    clauses, when that speaks of other areas or indicators, or when the last report had none in its place.

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
    before = {clause.id: clause for sentence in last.sentences for clause in sentence.clauses}
    now = {finding.id: finding for finding in findings.values()}

    def new(clause: Clause) -> bool:
        old = before.get(clause.id)
        return old is None or _differs(clause, old, now, last.findings)

    return tuple(sentence.id for _, sentence in document.sentences() if any(map(new, sentence.clauses)))


def _differs(
    clause: Clause, old: Clause, findings: Mapping[str, Finding], last: Mapping[str, Finding]
) -> bool:
    name = clause.phrase.partition(".")[0]
    if name != old.phrase.partition(".")[0]:
        return True
    kind = kind_named(name)
    if kind is None:
        return False
    if kind.of_several:
        return clause.text != old.text
    both = [(findings.get(code), last.get(code)) for code in clause.findings]
    return any(
        now is None or then is None or kind.stated_facts(now) != kind.stated_facts(then) for now, then in both
    )
