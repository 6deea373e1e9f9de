"""What may be written where, and how: all files or none, and never over an input or an edited draft."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate.errors import DraftError, Fault, Place

if TYPE_CHECKING:
    from narrate.trace import Trace

ZIP = b"PK\x03\x04"
"""The first bytes of a Word document, with which no text begins."""


def print_text(text: str | bytes) -> None:
    """Print to standard output as files are written, whatever the terminal's encoding."""
    click.echo(_bytes(text), nl=False)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def trace_path(target: Path) -> Path:
    """Return the path of a draft's trace: in the same folder."""
    return target.with_suffix(".trace.json")


def check_target(target: Path, spec: Path, force: bool) -> None:
    """Refuse before any work what must not be written over."""
    trace = trace_path(target)
    for file in (target, trace):
        check_file(file)
    refuse_inputs((target,), (spec,))
    if force:
        return
    if target.exists() and not _is_as_written(target):
        allowed = "write elsewhere with -o, or use --force to lose the edits"
        raise DraftError([Fault(Place(str(target)), "edited since it was written", allowed)])


def _is_as_written(target: Path) -> bool:
    """Whether a draft is one that its trace was written with, and nobody has edited it since."""
    old = _old_trace(target)
    return old is not None and _digest(target) in {draft.sha256 for draft in old.drafts}


def bound(trace: Trace, target: Path, text: str, force: bool) -> Trace:
    """Return the trace to write with a draft: with the other drafts of the same paper that it is of.

    Parameters
    ----------
    trace : Trace
        Of the paper.
    target : Path
        The draft.
    text : str
        What is written to it; of a Word file, the text in it.
    force : bool
        Whether the trace of another paper's drafts may be lost.
    """
    old = _old_trace(target)
    if old and old.is_of_the_paper_of(trace):
        return old.with_draft(target.name, text)
    others = [draft.path for draft in old.drafts if draft.path != target.name] if old else []
    lost = next((name for name in others if (target.parent / name).exists()), None)
    if lost and not force:
        allowed = "write elsewhere with -o, or use --force to lose it"
        raise DraftError([Fault(Place(str(trace_path(target))), f"the trace of {lost!r}", allowed)])
    return trace.with_draft(target.name, text)


def check_file(target: Path) -> None:
    """Refuse what is no place for a file."""
    if not target.parent.is_dir():
        raise DraftError([Fault(Place(str(target)), f"no folder {str(target.parent)!r}", "make it first")])
    if target.exists() and not target.is_file():
        what = "a folder" if target.is_dir() else "a device"
        raise DraftError([Fault(Place(str(target)), what, "the name of a file is needed")])


def refuse_inputs(targets: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Refuse to write over what the command reads, under whatever name."""
    existing = [target for target in targets if target.exists()]
    for item in inputs:
        for target in existing:
            if item.exists() and target.samefile(item):
                allowed = "an input is never overwritten"
                raise DraftError([Fault(Place(str(target)), "an input of the command", allowed)])


def _old_trace(target: Path) -> Trace | None:
    """Return the trace in a draft's folder; None where none can be read."""
    from narrate.trace import read_trace

    try:
        return read_trace(trace_path(target))
    except DraftError:
        return None


def _digest(draft: Path) -> str | None:
    from narrate.trace import digest

    content = draft.read_bytes()
    try:
        return digest(_words(content) if content.startswith(ZIP) else content.decode("utf-8-sig"))
    except (UnicodeDecodeError, DraftError):
        return None


def _words(content: bytes) -> str:
    from narrate.rendering.word import read_word

    return read_word(content).text


def write_atomically(files: Mapping[Path, str | bytes]) -> None:
    """Write the files of one folder, all or none: each under a temporary name first, then renamed."""
    first = next(iter(files))
    try:
        with tempfile.TemporaryDirectory(prefix=".narrate-", dir=first.parent) as scratch:
            ready = {target: Path(scratch, f"new-{number}") for number, target in enumerate(files)}
            for target, content in files.items():
                ready[target].write_bytes(_bytes(content))
            _move_all(ready, Path(scratch))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DraftError([Fault(Place(str(first)), reason, "nothing was written")]) from None


def _move_all(ready: Mapping[Path, Path], scratch: Path) -> None:
    """Move files to their places; if one cannot be moved, put back what stood in those of the others."""
    done: dict[Path, Path] = {}
    try:
        for number, (target, written) in enumerate(ready.items()):
            old = scratch / f"old-{number}"
            if target.exists():
                shutil.copy2(target, old)
            written.replace(target)
            done[target] = old
    except BaseException:
        for target, old in done.items():
            if old.exists():
                old.replace(target)
            else:
                target.unlink()
        raise
