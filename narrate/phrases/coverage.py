"""How often each phrase was used over some reports, and an example of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from narrate.messages import ClauseForm, kind_named
from narrate.phrases.bank import PhraseBank
from narrate.phrases.wordings import alternatives, wordings


def coverage(bank: PhraseBank, clauses: Iterable[tuple[str, str]]) -> str:
    """Return a contact sheet: each phrase with how often it was used, and how it read first, by form.

    Parameters
    ----------
    bank : PhraseBank
        The phrases.
    clauses : iterable of (str, str)
        Of each clause, its phrase as the trace names it, and its text; the author's own are passed over.

    Returns
    -------
    str
        Those that were used, then those that never were, as the bank has them.
    """
    examples: dict[str, str] = {}
    counts: Counter[str] = Counter()
    known = templates(bank)
    for phrase, text in clauses:
        if phrase in known:
            counts[phrase] += 1
            examples.setdefault(phrase, text)
    fired = [name for name in known if counts[name]]
    never = [name for name in known if not counts[name]]
    width = max(map(len, known), default=0)
    lines = [f"{len(fired)} of {len(known)} phrases were said, {counts.total()} times in all.", ""]
    for form in ClauseForm:
        own = [name for name in fired if form_of(name) is form]
        lines += [f"{form}: {len(own)}", ""]
        lines += [f"{counts[name]:>5}  {name:<{width}}  {examples[name]}" for name in own] + [""]
    lines += [f"{len(never)} were never said:", ""]
    lines += [f"{0:>5}  {name:<{width}}  {known[name]}" for name in never]
    return "\n".join(lines).rstrip() + "\n"


def form_of(phrase: str) -> ClauseForm:
    """Return the form that a phrase's name ends with; a sentence where it ends with none.

    Examples
    --------
    >>> form_of("target-upper-lower-tail").value, form_of("movement-rising.a").value
    ('tail', 'sentence')
    """
    last = phrase.partition(".")[0].rpartition("-")[2]
    return ClauseForm(last) if last in list(ClauseForm) else ClauseForm.SENTENCE


def templates(bank: PhraseBank) -> dict[str, str]:
    """Return the sentences of a bank as its files have them, by the name that the trace gives them."""
    return {
        f"{name}.{alternative}" if alternative else name: next(iter(wordings(pattern, bank.messages)), "")
        for name, message in bank.messages.items()
        if kind_named(name)
        for alternative, _, pattern in alternatives(message)
    }
