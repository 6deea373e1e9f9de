"""Sentences of a draft as tokens, and those that stand in the paper word for word."""

from __future__ import annotations

from narrate.drafts.tokens import Token, TokenKind, cleaned
from narrate.drafts.trace_index import Original, TraceIndex


class Readings:
    """Reads sentences, each once.

    Parameters
    ----------
    index : TraceIndex
    """

    def __init__(self, index: TraceIndex) -> None:
        self.index = index
        self._known = {original.text: original.tokens for original in index.originals}
        self.exact: dict[tuple[str, ...], list[Original]] = {}
        for original in index.originals:
            self.exact.setdefault(canonical(original.tokens), []).append(original)

    def read(self, text: str) -> tuple[Token, ...]:
        """Return the tokens of a sentence as it stands in the draft."""
        text = cleaned(text)
        if text not in self._known:
            self._known[text] = self.index.tokenise(text)
        return self._known[text]

    def same(self, tokens: tuple[Token, ...]) -> list[Original]:
        """Return the sentences of the paper that say the same in the same words."""
        return self.exact.get(canonical(tokens), [])


def carried(tokens: tuple[Token, ...], running: str) -> str:
    """Return what the next sentence may carry on with: the one indicator named here, else what it was."""
    named = {code for token in tokens if token.kind is TokenKind.INDICATOR for code in token.value}
    return named.pop() if len(named) == 1 else running


def canonical(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Return a sentence such that two ways of writing the same are equal."""
    parts = [
        token.key if not token.claims else f"{token.kind.value}:{_value(token)}:{token.turned}:{token.exact}"
        for token in tokens
    ]
    while parts and parts[-1] in {".", ",", ";"}:
        parts.pop()
    return tuple(parts)


def keys(tokens: tuple[Token, ...]) -> list[str]:
    """Return the words of a sentence, with a mark in the place of each claim."""
    return [token.key for token in tokens]


def _value(token: Token) -> str:
    if token.kind is TokenKind.NUMBER:
        return f"{token.value.value} {token.value.unit.value} {token.value.hedge}"
    return str(sorted(token.value)) if token.kind is TokenKind.INDICATOR else str(token.value)
