"""The refresh as a whole: read the draft and its trace, compose the new paper, merge, write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from narrate.drafts.draft import Draft, Format, Part
from narrate.drafts.lexicon import read_lexicon
from narrate.drafts.reading import read_draft
from narrate.drafts.refreshing.edition import Edition, edition, succession
from narrate.drafts.refreshing.likeness import normalised
from narrate.drafts.refreshing.matching import matched
from narrate.drafts.refreshing.mentions import tongue
from narrate.drafts.refreshing.merging import Merger
from narrate.drafts.refreshing.outcome import Refreshed
from narrate.drafts.refreshing.parts import How, Matched
from narrate.drafts.refreshing.pen import Pen
from narrate.drafts.refreshing.wording import Wording
from narrate.errors import DraftError, Fault, Place
from narrate.spec import Detail, ReportSpec
from narrate.trace import Trace, read_trace

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 10
"""Sentences with figures of which at least one stands in a draft that is the trace's own."""


def refresh(
    draft: str | Path,
    spec: str | Path | ReportSpec,
    *,
    trace: str | Path | Trace | None = None,
    observations: pd.DataFrame | str | Path | None = None,
    period: str | None = None,
    area: str | None = None,
    locale: str | None = None,
    detail: Detail | str | None = None,
    phrasebank: str | Path | None = None,
) -> Refreshed:
    """Bring new data to an edited draft; the draft itself is only read.

    A sentence that the analyst left as it was is written anew. One that was edited is kept, with its figures
    and periods brought up to date where nothing but they changed; where the movement, direction,
    significance, side or the areas named are others now, or a figure cannot be mapped with certainty, the
    analyst's sentence stays and the new one is added next to it, marked. What was deleted stays deleted, and
    what was added stays where it was.

    Parameters
    ----------
    draft : str or Path
        The edited draft, Markdown (.md) or Word (.docx).
    spec : str, Path or ReportSpec
        The report.toml of the new paper: a later period, or the same one with revised data.
    trace : str, Path or Trace, optional
        What was written with the draft; the file in its folder where none is given.
    observations : DataFrame, str or Path, optional
        In place of the file that the spec names.
    period, area, locale : str, optional
        In place of the spec's.
    detail : Detail or str, optional
        How much is said; where not given, as much as in the draft.
    phrasebank : str or Path, optional
        A folder of phrases that replace the shipped ones.

    Returns
    -------
    Refreshed
        The outcome of every sentence, the new draft and its trace.

    Raises
    ------
    DraftError
        If the draft or its trace cannot be read, or the trace is of another draft.
    SpecError, DataError, PhraseBankError
        As `narrate.compose` raises them.
    """
    from narrate.report import compose

    path = Path(draft)
    old_trace, name = _trace(path, trace)
    old = edition(old_trace)
    read = read_draft(path, old.passages, old_trace.locale)
    abbreviations = read_lexicon(old_trace.locale).abbreviations
    found = matched(read, old, abbreviations)
    _refuse_another(path, name, read, found, old, old_trace)
    report = compose(
        spec,
        observations=observations,
        period=period,
        area=area,
        locale=locale,
        detail=detail or _one_detail(old_trace.spec),
        phrasebank=phrasebank,
    )
    paper = succession(old, edition(report.trace)).in_new_order(found.untouched)
    locale = report.document.locale
    merger = Merger(
        found, paper, report.document, _pen(path, read), tongue(locale), Wording(locale, phrasebank)
    )
    outcomes = merger.merge()
    content, text = merger.pen.finish()
    return Refreshed(outcomes, content, text, report.trace.model_copy(update={"carried": merger.carried}))


def _one_detail(spec: ReportSpec) -> Detail | None:
    """Return the detail in which all of a draft was written; None where its parts differ."""
    own = {section.detail for section in spec.sections} | {one.detail for one in spec.indicators}
    return spec.report.detail if own <= {None} else None


def _pen(path: Path, read: Draft) -> Pen:
    if read.format is Format.WORD:
        from narrate.drafts.refreshing.word import WordPen

        return WordPen(path, read)
    from narrate.drafts.refreshing.markdown import MarkdownPen

    return MarkdownPen.open(path, read)


def _trace(draft: Path, given: str | Path | Trace | None) -> tuple[Trace, str]:
    """Read the trace of a draft; return it with its name for messages."""
    if isinstance(given, Trace):
        return given, "trace"
    path = draft.with_suffix(".trace.json") if given is None else Path(given)
    return read_trace(path), str(path)


def _refuse_another(path: Path, name: str, read: Draft, found: Matched, old: Edition, trace: Trace) -> None:
    """Refuse a trace that was written with another draft."""
    fault = Fault(Place(name), f"the trace of another draft than {path.name!r}", "give its own with --trace")
    if read.format is Format.WORD and _names_another(read, trace):
        raise DraftError([fault])
    figures = [line for line in old.lines.values() if any(slot.kind == "figure" for slot in line.slots)]
    sentences = [sentence for each in found.sentences.values() for sentence in each]
    untouched = any(
        line.slots
        for sentence in sentences
        if sentence.how is How.UNTOUCHED
        for line in sentence.lines
        if not line.authored
    )
    carried = {normalised(text) for texts in old.carried.edited.values() for text in texts}
    kept = any(normalised(sentence.text) in carried for sentence in sentences)
    unknown = [item for item in read.paragraphs if item.id is not None and item.id not in old.passages]
    known = [item for item in read.paragraphs if item.id in old.passages]
    strange = len(unknown) > len(known) and read.format is Format.MARKDOWN
    if strange or (len(figures) >= ENOUGH and not untouched and not kept and not _emptied(read, found)):
        raise DraftError([fault])


def _emptied(read: Draft, found: Matched) -> bool:
    """Whether hardly anything is left of a draft, so that nothing can be concluded from what is missing."""
    return sum(item.kind is Part.TEXT for item in read.paragraphs) < ENOUGH and bool(found.known)


def _names_another(read: Draft, trace: Trace) -> bool:
    """Whether a Word file names a draft, and not the one of the trace."""
    from narrate.rendering.identity import draft_identifier

    written = {draft_identifier(draft.sha256) for draft in trace.drafts}
    ours = read.identifier.startswith(draft_identifier(""))
    return ours and bool(written) and read.identifier not in written
