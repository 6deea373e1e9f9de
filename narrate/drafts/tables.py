"""Tables of an edited draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from narrate.drafts.draft import DraftParagraph
from narrate.drafts.facts import honest
from narrate.drafts.issue import Severity
from narrate.drafts.tokens import Number, Token, TokenKind, cleaned
from narrate.drafts.trace_index import TraceIndex

Finding = tuple[Severity, str, str, str]
"""Severity, what was found, what is true, and the row."""


def judge_table(paragraph: DraftParagraph, home: str, index: TraceIndex) -> Iterator[Finding]:
    """Yield the cells that are not as the paper has them; a table that it does not have, once.

    Parameters
    ----------
    paragraph : DraftParagraph
        A table.
    home : str
        Id of the paragraph that it belongs to.
    index : TraceIndex
    """
    table = index.paragraphs[home].table if home else None
    if table is None or len(table.header) != len(paragraph.rows[0] if paragraph.rows else ()):
        if any(character.isdigit() for character in paragraph.text):
            yield (
                Severity.UNVERIFIABLE,
                paragraph.rows[0][0] if paragraph.rows else "",
                "",
                _row(paragraph.rows[:1]),
            )
        return
    known = {_key(row[0], index): row for row in table.rows}
    for row in paragraph.rows[1:]:
        yield from _judge_row(row, known.get(_key(row[0], index) if row else ""), index)


def _judge_row(row: Sequence[str], true: Sequence[str] | None, index: TraceIndex) -> Iterator[Finding]:
    if true is None:
        if any(character.isdigit() for character in "".join(row[1:])):
            yield Severity.UNVERIFIABLE, row[0], "", _row([row])
        return
    for cell, wanted in zip(row[1:], true[1:], strict=False):
        if _key(cell, index) != _key(wanted, index) and not _rounded(cell, wanted, index):
            yield Severity.ERROR, cell, wanted, _row([row])


def _rounded(cell: str, wanted: str, index: TraceIndex) -> bool:
    ours, theirs = _number(cell, index), _number(wanted, index)
    if ours is None or theirs is None:
        return not cell.strip()
    return ours.unit is theirs.unit and honest(ours, float(theirs.value), theirs.decimals)


def _number(cell: str, index: TraceIndex) -> Number | None:
    tokens = _tokens(cell, index)
    return tokens[0].value if len(tokens) == 1 and tokens[0].kind is TokenKind.NUMBER else None


def _tokens(cell: str, index: TraceIndex) -> tuple[Token, ...]:
    return index.tokenise(cleaned(cell))


def _key(cell: str, index: TraceIndex) -> str:
    tokens = _tokens(cell, index)
    return " ".join(_part(token.value, token.text) for token in tokens)


def _part(value: Any, text: str) -> str:
    if isinstance(value, Number):
        return f"{Decimal(value.value)} {value.unit.value}"
    return text.lower() if value is None or isinstance(value, Mapping) else str(value)


def _row(rows: Sequence[Sequence[str]]) -> str:
    return " | ".join(cell for row in rows for cell in row)
