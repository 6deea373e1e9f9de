"""An edited Markdown draft read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from narrate.drafts.blocks import Block, joined, table
from narrate.drafts.draft import Part

_COMMENT = re.compile(r"<!--\s*(\S+)\s*-->")
_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_blocks(text: str) -> list[Block]:
    """Return the pieces of a Markdown text in reading order, markup taken off.

    Parameters
    ----------
    text : str
        With any line endings.
    """
    blocks: list[Block] = []
    for block in _blocks(_parser().parse(text)):
        _add(block, blocks)
    return blocks


def _parser() -> MarkdownIt:
    # indented text is never code here, and a comment stands within the text that it names
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.disable(["code", "html_block"])


def _add(block: Block, blocks: list[Block]) -> None:
    """Add a block; a comment that stands alone below a text without a name belongs to that text."""
    last = blocks[-1] if blocks else None
    alone = block.kind is Part.TEXT and block.name and not block.text
    if alone and last and last.kind is Part.TEXT and last.name is None:
        last.name = block.name
    else:
        blocks.append(block)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    rows: tuple[tuple[str, ...], ...] = ()
    heading, line, start, labels = False, 1, 1, [""]
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        match token.type:
            case "heading_open" | "heading_close":
                heading = token.nesting > 0
            case "list_item_open":
                labels.append(token.info + token.markup if token.info else token.markup)
            case "list_item_close":
                labels.pop()
            case "table_open":
                start = line
            case "tr_open":
                rows = (*rows, ())
            case "inline" if rows:
                rows = (*rows[:-1], (*rows[-1], _plain(token)))
            case "table_close":
                yield table(rows, start)
                rows = ()
            case "inline":
                yield from _paragraphs(token, heading, labels)
            case "fence":
                yield Block(" ".join(token.content.split()), line)


def _paragraphs(token: Token, heading: bool, labels: list[str]) -> Iterator[Block]:
    """Yield the paragraphs of one block of text: more than one where the analyst joined some."""
    line = token.map[0] + 1 if token.map else 1
    label, labels[-1] = labels[-1], ""
    found: list[Block] = []
    for name, text in _named(token):
        if name is None and found and (text or len(found) > 1):
            found[-1].text = " ".join(part for part in (found[-1].text, text) if part)
        elif name is not None or text:
            found.append(Block(text, line, Part.HEADING if heading else Part.TEXT, name))
    for block in found:
        block.label, label = label, ""
        yield block


def _named(token: Token) -> Iterator[tuple[str | None, str]]:
    """Yield each stretch of text with the comment that ends it, and last what follows the last comment."""
    parts: list[str] = []
    struck = 0
    for child in token.children or ():
        comment = _COMMENT.fullmatch(child.content) if child.type == "html_inline" else None
        struck += child.nesting if child.type in ("s_open", "s_close") else 0
        if comment:
            yield unquote(comment[1]), joined(parts)
            parts = []
        elif not struck:
            parts.append(_words(child))
    yield None, joined(parts)


def _words(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak") or (
        child.type == "html_inline" and _TAG.match(child.content)
    ):
        return "\n" if child.type == "hardbreak" else " "
    return "" if child.type == "html_inline" else child.content


def _plain(token: Token) -> str:
    return " ".join(text for _, text in _named(token) if text).replace("\n", " ")
