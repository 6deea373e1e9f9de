"""How often each phrase was used over some reports, and an example of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from narrate.messages import kind_named
from narrate.phrases.bank import PhraseBank
from narrate.phrases.wordings import alternatives, wordings


def coverage(bank: PhraseBank, sentences: Iterable[tuple[str, str]]) -> str:
    """Return a contact sheet: each phrase with how often it was used, and how it read first.

    Parameters
    ----------
    bank : PhraseBank
        The phrases.
    sentences : iterable of (str, str)
        Of each sentence, its phrase as the trace names it, and its text; the author's own are passed over.

    Returns
    -------
    str
        Those that were used, then those that never were, as the bank has them.
    """
    examples: dict[str, str] = {}
    counts: Counter[str] = Counter()
    known = templates(bank)
    for phrase, text in sentences:
        if phrase in known:
            counts[phrase] += 1
            examples.setdefault(phrase, text)
    fired = [name for name in known if counts[name]]
    never = [name for name in known if not counts[name]]
    width = max(map(len, known), default=0)
    lines = [f"{len(fired)} of {len(known)} phrases were said, {counts.total()} times in all.", ""]
    lines += [f"{counts[name]:>5}  {name:<{width}}  {examples[name]}" for name in fired]
    lines += ["", f"{len(never)} were never said:", ""]
    lines += [f"{0:>5}  {name:<{width}}  {known[name]}" for name in never]
    return "\n".join(lines).rstrip() + "\n"


def templates(bank: PhraseBank) -> dict[str, str]:
    """Return the sentences of a bank as its files have them, by the name that the trace gives them."""
    return {
        f"{name}.{alternative}" if alternative else name: next(iter(wordings(pattern, bank.messages)), "")
        for name, message in bank.messages.items()
        if kind_named(name)
        for alternative, _, pattern in alternatives(message)
    }
