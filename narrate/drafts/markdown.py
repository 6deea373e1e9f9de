"""An edited Markdown draft read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from narrate.drafts.blocks import Block, table, text_of
from narrate.drafts.draft import Part, Spot

_COMMENT = re.compile(r"<!--\s*(\S+)\s*-->")
_CONFLICT = re.compile(r"<!--\s*narrate: conflict (\S+)\s*-->")
_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PLAIN = {"text", "code_inline"}


@dataclass(frozen=True)
class Mark:
    """A block quotation that marks a sentence in conflict, below the analyst's.

    Attributes
    ----------
    sentences : tuple of str
        Ids of the sentences.
    start, end : int
        Its first line, from 0, and the line after its last.
    """

    sentences: tuple[str, ...]
    start: int
    end: int


def read_blocks(text: str) -> list[Block]:
    """Return the pieces of a Markdown text in reading order, markup taken off.

    The quotations that mark a conflict are left out.

    Parameters
    ----------
    text : str
        With any line endings; places of characters are those of the text with line feeds alone.
    """
    blocks: list[Block] = []
    tokens = _parser().parse(text)
    quoted = {line for mark in _marks(tokens) for line in range(mark.start, mark.end)}
    for block in _blocks(tokens, _Source.of(text)):
        if block.line - 1 not in quoted:
            _add(block, blocks)
    return blocks


def read_marks(text: str) -> list[Mark]:
    """Return the conflicts that are marked in a Markdown text."""
    return list(_marks(_parser().parse(text)))


def _marks(tokens: Sequence[Token]) -> Iterator[Mark]:
    for place, token in enumerate(tokens):
        if token.type == "blockquote_open" and token.map:
            inside = tokens[place + 1 : place + 3]
            found = [name for item in inside for name in _CONFLICT.findall(item.content)]
            if found:
                yield Mark(tuple(unquote(name) for name in found), *token.map)


def _parser() -> MarkdownIt:
    # indented text is never code here, and a comment stands within the text that it names
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # joined text would no longer show which of its characters were escaped
    return parser.disable(["code", "html_block", "text_join"])


@dataclass(frozen=True)
class _Source:
    """A text, and where its lines begin."""

    text: str
    lines: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Source:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        starts = (found.end() for found in re.finditer("\n", plain))
        return cls(plain, (0, *starts))

    def places(self, token: Token) -> list[int]:
        """Return the place of each character of an inline token, and of what follows it."""
        places: list[int] = []
        first, after = token.map or (0, 0)
        limit = self.lines[after] if after < len(self.lines) else len(self.text)
        at = self.lines[first] if first < len(self.lines) else len(self.text)
        for line in token.content.split("\n"):
            found = self.text.find(line, at, limit)
            found = at if found < 0 else found
            places += range(found, found + len(line) + 1)
            at = found + len(line)
        return places


def _add(block: Block, blocks: list[Block]) -> None:
    """Add a block; a comment that stands alone below a text without a name belongs to that text."""
    last = blocks[-1] if blocks else None
    alone = block.kind is Part.TEXT and block.name and not block.text
    if alone and last and last.kind is Part.TEXT and last.name is None:
        last.name = block.name
        last.where = (last.where[0], block.where[1])
    else:
        blocks.append(block)


def _blocks(tokens: Sequence[Token], source: _Source) -> Iterator[Block]:
    rows: tuple[tuple[str, ...], ...] = ()
    heading, line, start, labels = False, 1, (0, 0), [""]
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
                start = (line - 1, token.map[1] if token.map else line)
            case "tr_open":
                rows = (*rows, ())
            case "inline" if rows:
                rows = (*rows[:-1], (*rows[-1], _plain(token, source)))
            case "table_close":
                yield table(rows, start[0] + 1, start)
                rows = ()
            case "inline":
                yield from _paragraphs(token, heading, labels, source)
            case "fence":
                yield Block(" ".join(token.content.split()), line, where=tuple(token.map or ()))


def _paragraphs(token: Token, heading: bool, labels: list[str], source: _Source) -> Iterator[Block]:
    """Yield the paragraphs of one block of text: more than one where the analyst joined some."""
    line = token.map[0] + 1 if token.map else 1
    label, labels[-1] = labels[-1], ""
    found: list[Block] = []
    for name, spots in _named(token, source):
        text = text_of(spots)
        if name is None and found and (text or len(found) > 1):
            found[-1].text = " ".join(part for part in (found[-1].text, text) if part)
            found[-1].spots += spots
        elif name is not None or text:
            kind = Part.HEADING if heading else Part.TEXT
            found.append(Block(text, line, kind, name, spots=spots, where=tuple(token.map or ())))
    for block in found:
        block.label, label = label, ""
        yield block


def _named(token: Token, source: _Source) -> Iterator[tuple[str | None, tuple[Spot, ...]]]:
    """Yield each stretch of text with the comment that ends it, and last what follows the last comment."""
    parts: list[Spot] = []
    places, at, struck = source.places(token), 0, 0
    for child in token.children or ():
        start, at = _span(child, token.content, at)
        comment = _COMMENT.fullmatch(child.content) if child.type == "html_inline" else None
        struck += child.nesting if child.type in ("s_open", "s_close") else 0
        if comment:
            yield unquote(comment[1]), tuple(parts)
            parts = []
        elif not struck:
            parts += _spots(child, token.content, start, at, places)
    yield None, tuple(parts)


def _span(child: Token, content: str, at: int) -> tuple[int, int]:
    """Return where in a block's text a piece of it stands, the pieces before it ending at a place."""
    match child.type:
        case "softbreak" | "hardbreak":
            start = content.find("\n", at)
            end = start + 1
            while content[end : end + 1] in (" ", "\t"):
                end += 1
            return start, end
        case "text_special":
            start = content.find(child.markup, at)
            return start, start + len(child.markup)
        case "link_close" if child.markup == "autolink":
            return at, at
        case "image":
            start = content.find("![", at)
            return start, _after_address(content, content.find("]", start) + 1)
        case "link_close":
            return at, _after_address(content, content.find("]", at) + 1)
        case "code_inline":
            start = content.find(child.markup, at) + len(child.markup)
            end = content.find(child.markup, start)
            return start, max(end, start) + len(child.markup)
    wanted = child.content if child.type in ("text", "html_inline") else child.markup
    start = content.find(wanted, at) if wanted else at
    return (at, at) if start < 0 else (start, start + len(wanted))


def _after_address(content: str, at: int) -> int:
    """Return where the address of a link that begins at a place ends."""
    if content[at : at + 1] == "[":
        return content.find("]", at) + 1 or at
    if content[at : at + 1] != "(":
        return at
    depth = 0
    while at < len(content):
        mark = content[at]
        depth += {"(": 1, ")": -1}.get(mark, 0)
        at += 2 if mark == "\\" else 1
        if not depth:
            break
    return at


def _spots(child: Token, content: str, start: int, end: int, places: Sequence[int]) -> Iterator[Spot]:
    words = _words(child)
    if child.type in _PLAIN and content.startswith(words, start):
        for offset, character in enumerate(words):
            place = places[start + offset]
            yield Spot(character, None, place, place + 1)
        return
    for number, character in enumerate(words):
        last = number == len(words) - 1
        yield Spot(character, None, places[start], places[end] if last else places[start])


def _words(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak") or (
        child.type == "html_inline" and _TAG.match(child.content)
    ):
        return "\n" if child.type == "hardbreak" else " "
    return "" if child.type == "html_inline" else child.content


def _plain(token: Token, source: _Source) -> str:
    texts = (text_of(spots) for _, spots in _named(token, source))
    return " ".join(text for text in texts if text).replace("\n", " ")
