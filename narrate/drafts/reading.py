"""An edited draft, Markdown or Word, read into paragraphs with the ids of the paper's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile

from narrate.drafts.blocks import Block, placed
from narrate.drafts.draft import Draft, DraftParagraph, Format, Part, Spot
from narrate.drafts.lexicon import read_lexicon
from narrate.drafts.sentences import split_sentences
from narrate.errors import DraftError, Fault, Place

SUFFIXES = {".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN, ".docx": Format.WORD}

_LABEL = re.compile(
    r"(?P<label>\((?:[a-z]{1,2}|[ivxlc]+|\d{1,3})\)|(?:[ivxlc]{1,7}|[a-z]|\d{1,3})[.)]|[•·‣▪–-])\s+",
    re.IGNORECASE,
)
"""A number, letter or bullet that was typed before a paragraph."""


def read_draft(path: str | Path, identities: Iterable[str] = (), locale: str = "en_GB") -> Draft:
    """Read an edited draft.

    Parameters
    ----------
    path : str or Path
        A Markdown file (.md, .markdown) or a Word file (.docx).
    identities : iterable of str
        Ids of the paper's paragraphs, from its trace: a Word file carries only digests of them.
    locale : str
        Language of the text, for its abbreviations.

    Returns
    -------
    Draft
        The whole text, tracked changes taken as accepted, comments and hidden text left out.

    Raises
    ------
    DraftError
        If the file cannot be read as what its suffix says.
    """
    path = Path(path)
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise DraftError(
            [Fault(Place(str(path)), f"suffix {path.suffix!r}", f"a draft ends in {', '.join(SUFFIXES)}")]
        )
    blocks, identifier = (_markdown(path), "") if form is Format.MARKDOWN else _word(path, identities)
    abbreviations = read_lexicon(locale).abbreviations
    return Draft(form, tuple(paragraphs(blocks, abbreviations)), identifier)


def read_text(text: str, locale: str = "en_GB") -> Draft:
    """Read an edited draft that is at hand as Markdown text.

    Parameters
    ----------
    text : str
    locale : str
        Language of the text, for its abbreviations.
    """
    from narrate.drafts.markdown import read_blocks

    abbreviations = read_lexicon(locale).abbreviations
    return Draft(Format.MARKDOWN, tuple(paragraphs(read_blocks(text), abbreviations)), "")


def _markdown(path: Path) -> list[Block]:
    from narrate.drafts.markdown import read_blocks

    try:
        return read_blocks(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DraftError(
            [Fault(Place(str(path)), (error.strerror or str(error)).lower(), "a draft is needed")]
        ) from None
    except UnicodeDecodeError:
        raise DraftError([Fault(Place(str(path)), "not UTF-8 text", "save the draft as UTF-8")]) from None


def _word(path: Path, identities: Iterable[str]) -> tuple[list[Block], str]:
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    from narrate.drafts.word import read_blocks
    from narrate.rendering.identity import bookmark_name, caption_name

    names = {}
    for name in identities:
        names[bookmark_name(name)] = (name, Part.TEXT)
        names[caption_name(name)] = (name, Part.CAPTION)
    try:
        path.open("rb").close()
        return read_blocks(path, names)
    except OSError as error:
        raise DraftError(
            [Fault(Place(str(path)), (error.strerror or str(error)).lower(), "a draft is needed")]
        ) from None
    except (AttributeError, BadZipFile, KeyError, LxmlError, PackageNotFoundError, ValueError):
        raise DraftError(
            [Fault(Place(str(path)), "not a whole Word file", "open it in Word and save it again")]
        ) from None


def paragraphs(blocks: Iterable[Block], abbreviations: Collection[str] = ()) -> Iterator[DraftParagraph]:
    """Yield the paragraphs that the pieces of a file make."""
    pieces = [piece for block in blocks for piece in _lines(block)]
    owner = None
    for piece, following in zip(pieces, [*pieces[1:], None][: len(pieces)], strict=True):
        kind, name = piece.kind, piece.name
        if kind is Part.TEXT and name is None and following and following.kind is Part.TABLE:
            kind = Part.CAPTION
        if kind is Part.HEADING:
            owner = None
        if kind in (Part.CAPTION, Part.TABLE):
            name = name or owner
        owner = name or owner
        label, text = (piece.label, piece.text) if kind is Part.TABLE else _unlabelled(piece)
        sentences = () if kind is Part.TABLE else split_sentences(text, abbreviations)
        typed = piece.text[: len(piece.text) - len(text)] if kind is not Part.TABLE else ""
        spots = _within(text, typed, piece.spots)
        yield DraftParagraph(name, text, sentences, piece.line, label, kind, piece.rows, spots, piece.where)


def _within(text: str, before: str, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return the places of a text, blanks in it included, without those of what stands before it."""
    found = list(placed(before + text, spots))[len("".join(before.split())) :]
    return spots[spots.index(found[0]) : spots.index(found[-1]) + 1] if found else ()


def _lines(block: Block) -> Iterator[Block]:
    """Yield a block; one without a name in which lines were forced, such as a title block, line by line."""
    if block.kind is Part.TABLE:
        yield block
        return
    lines = block.text.split("\n")
    if block.name is not None or any(line[:1].islower() for line in lines[1:]):
        lines = [" ".join(lines)]
    spots = block.spots
    for line in lines:
        yield Block(line, block.line, block.kind, block.name, block.rows, block.label, spots, block.where)
        if len(lines) > 1:
            spots = spots[spots.index([*placed(line, spots)][-1]) + 1 :]


def _unlabelled(block: Block) -> tuple[str, str]:
    found = _LABEL.match(block.text) if block.kind is Part.TEXT else None
    label = found["label"] if found else block.label
    return label, block.text[found.end() if found else 0 :]
