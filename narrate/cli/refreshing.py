"""What may be refreshed into what, and the summary of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.cli.files import check_target, print_text, refuse_inputs, trace_path
from narrate.errors import DraftError, Fault, Place

if TYPE_CHECKING:
    from narrate.drafts import Refreshed
    from narrate.drafts.refreshing import OutcomeRecord

SHOWN = 70
"""Letters of a sentence that a line of the summary shows."""

LISTED = ("conflict", "unplaced", "updated", "kept", "added", "deleted", "new", "dropped")
"""Outcomes whose sentences are listed, what needs the analyst first; the others are counted."""

HEADINGS = {
    "conflict": "in conflict, marked in the draft: please decide",
    "unplaced": "could not be placed; as they stood",
    "updated": "edited, figures brought up to date",
    "kept": "edited, still true as they stand",
    "added": "added by you",
    "deleted": "deleted by you, and still left out",
    "new": "new in this edition",
    "dropped": "no longer said",
    "refreshed": "untouched, written anew",
}

REASONS = {
    "changed": "the movement, direction, significance, side or areas named are others now",
    "gone": "the new paper no longer says this",
    "figure": "cannot be brought up to date with certainty",
    "both": "changed in the spec and in the draft",
    "open": "still open from the last refresh",
    "cell": "cells were edited, and the figures behind them have changed",
    "not found": "like nothing in the paper",
}


def check_refresh(draft: Path, spec: Path, target: Path, trace: Path | None, force: bool) -> None:
    """Refuse before any work what must not be written over, or is of another kind than the draft."""
    if target.suffix.lower() != draft.suffix.lower():
        allowed = f"the refreshed draft ends in {draft.suffix} as the draft does"
        raise DraftError([Fault(Place(str(target)), f"suffix {target.suffix!r}", allowed)])
    inputs = (draft, spec, trace or trace_path(draft))
    refuse_inputs((target, trace_path(target)), inputs)
    check_target(target, spec, force)


def print_summary(done: Refreshed, target: Path, form: str) -> None:
    """Print what became of the sentences, for people or for programs."""
    print_text(_json(done, target) if form == "json" else "\n".join(_lines(done, target)) + "\n")


def _json(done: Refreshed, target: Path) -> str:
    records = [
        {**vars(item), "outcome": item.outcome.value, "reason": item.reason.value} for item in done.outcomes
    ]
    summary = {outcome.value: count for outcome, count in done.summary.items()}
    return (
        json.dumps(
            {"draft": str(target), "summary": summary, "sentences": records}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def _lines(done: Refreshed, target: Path) -> Iterator[str]:
    counts = {outcome.value: count for outcome, count in done.summary.items()}
    yield f"{target}: {counts['conflict'] or 'no'} conflict{'s' * (counts['conflict'] != 1)}"
    for name, heading in HEADINGS.items():
        if counts[name]:
            yield f"{counts[name]:5} {heading}"
    for name in LISTED:
        records = [item for item in done.outcomes if item.outcome.value == name]
        if records:
            yield ""
            yield f"{name}:"
        for item in records:
            yield from _lines_of(item)


def _lines_of(item: OutcomeRecord) -> Iterator[str]:
    where = f"{item.paragraph}: " if item.paragraph else ""
    yield f"  {where}{_short(item.text or item.new)}"
    if item.reason:
        yield f"      {' '.join(part for part in (item.detail, REASONS[item.reason.value]) if part)}"
    if item.new and item.text:
        yield f"      now: {_short(item.new)}"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}..."
