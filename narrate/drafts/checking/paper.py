"""An edited draft checked against its trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from narrate.document import Document
from narrate.drafts.checking.cells import Cells
from narrate.drafts.checking.clauses import Topic
from narrate.drafts.checking.readings import Readings, canonical, carried
from narrate.drafts.checking.sentences import SentenceChecker
from narrate.drafts.checking.statements import Statements
from narrate.drafts.checking.surroundings import Surroundings
from narrate.drafts.draft import Draft, DraftParagraph, Part
from narrate.drafts.issue import Issue
from narrate.drafts.judging import OWN
from narrate.drafts.lexicon import FILE, has_words
from narrate.drafts.matching import Origin
from narrate.drafts.reading import read_draft, read_text
from narrate.drafts.tables import judge_table
from narrate.drafts.tokens import TokenKind, cleaned
from narrate.drafts.trace_index import TraceIndex
from narrate.errors import DraftError, Fault, Place
from narrate.messages import MethodMessage
from narrate.rendering.identity import draft_identifier
from narrate.rendering.markdown import render_markdown
from narrate.trace import Trace, read_trace

SAME_PARAGRAPH = 60
"""Likeness from which a paragraph without a name is one of the paper's, out of 100."""

FEWEST = 8
"""Generated sentences of a paper below which nothing is concluded from how many of them are left."""

FEW = 0.05
"""Share of the generated sentences up to which a draft is another's."""

HALF = 0.5
"""Share below which it is another's where its title gives another period."""


TEXT = "text"
"""What a draft is called that is no file."""


def check(
    draft: str | Path | Document,
    trace: str | Path | Trace | None = None,
    *,
    phrasebank: str | Path | None = None,
) -> list[Issue]:
    """Check an edited draft, or any text about the same figures, against its trace.

    Parameters
    ----------
    draft : str, Path or Document
        A Markdown or Word file; Markdown text, which has more than one line; or a document.
    trace : str, Path or Trace, optional
        Its trace; without it, the file in the draft's folder (draft.md, draft.trace.json).
    phrasebank : str or Path, optional
        A folder of your own whose `<locale>/drafts.toml` and `<locale>/claims.toml` take the place of the
        shipped words.

    Returns
    -------
    list of Issue
        In reading order; empty where every claim that can be verified is true. Rewording, order, rounding to
        fewer decimals, deletions and additions without figures are no issues.

    Raises
    ------
    DraftError
        If the draft or the trace cannot be read, they do not belong together, or there are no words of its
        language to read it by.
    """
    text = _text_of(draft)
    path = Path(TEXT) if text is not None else Path(str(draft))
    read = trace if isinstance(trace, Trace) else read_trace(trace or path.with_suffix(".trace.json"))
    if not has_words(read.locale, phrasebank):
        raise DraftError(
            [
                Fault(
                    Place(f"phrasebank/{read.locale}"),
                    "no words to read a draft by: not checked",
                    f"a folder of your own with {read.locale}/{FILE} is needed",
                )
            ]
        )
    index = TraceIndex(read, phrasebank)
    checker = _Checker(index)
    if text is None:
        known = read_draft(path, index.paragraphs, read.locale)
        checker.refuse_another(known, path)
    else:  # a text may say nothing that the paper says in its words
        known = read_text(text, read.locale)
    return [issue for paragraph in known.paragraphs for issue in checker.paragraph(paragraph)]


def _text_of(draft: str | Path | Document) -> str | None:
    """Return the Markdown of a draft that is no file; None for a file."""
    if isinstance(draft, Document):
        return render_markdown(draft)
    return draft if isinstance(draft, str) and "\n" in draft else None


class _Checker:
    def __init__(self, index: TraceIndex) -> None:
        self.index = index
        self.readings = Readings(index)
        self.statements = Statements(index)
        self.surroundings = Surroundings(index)
        self.sentences = SentenceChecker(index, self.readings, self.statements, self.surroundings)
        texts: dict[str, list[str]] = {}
        for original in index.originals:
            texts.setdefault(original.paragraph, []).append(original.text.lower())
        self.texts = {name: " ".join(parts) for name, parts in texts.items() if name}

    def refuse_another(self, draft: Draft, path: Path) -> None:
        """Refuse a draft that was written with another trace."""
        if self._another(draft):
            place = Place(str(path))
            raise DraftError(
                [Fault(place, "the trace is of another draft", "give the trace written with this one")]
            )

    def _another(self, draft: Draft) -> bool:
        """Whether none of a draft's names, or hardly any of the paper's sentences, are known."""
        if not any(paragraph.sentences for paragraph in draft.paragraphs):
            return False
        ours = {draft_identifier(written.sha256) for written in self.index.trace.drafts}
        named_otherwise = draft.identifier not in {"", *ours}
        names = {paragraph.id for paragraph in draft.paragraphs if paragraph.id}
        if names and not names & self.index.paragraphs.keys():
            return True
        texts = (text for paragraph in draft.paragraphs for text in paragraph.sentences)
        present = {canonical(self.readings.read(text)) for text in texts}
        generated = {
            key
            for key, items in self.readings.exact.items()
            if any(item.kinds - {*OWN, MethodMessage} for item in items)
        }
        share = len(present & generated) / len(generated) if len(generated) >= FEWEST else 1.0
        return share <= FEW or (share < HALF and (named_otherwise or self._titled_otherwise(draft)))

    def _titled_otherwise(self, draft: Draft) -> bool:
        """Whether a draft's title gives another period than the paper's."""
        title = next((item.text for item in draft.paragraphs if item.kind is Part.HEADING), "")
        ours, theirs = self.readings.read(title), self.readings.read(self.index.trace.title)
        periods = [
            {token.value for token in tokens if token.kind is TokenKind.PERIOD} for tokens in (ours, theirs)
        ]
        return all(periods) and not periods[0] & periods[1]

    def home(self, paragraph: DraftParagraph) -> str:
        """Return the id of the paper's paragraph that one is: by name, else by its text."""
        if paragraph.id in self.index.paragraphs:
            return str(paragraph.id)
        found = process.extractOne(cleaned(paragraph.text).lower(), self.texts, scorer=fuzz.ratio)
        return str(found[2]) if found and found[1] >= SAME_PARAGRAPH else ""

    def paragraph(self, paragraph: DraftParagraph) -> Iterator[Issue]:
        """Yield what is wrong in one paragraph."""
        home = self.home(paragraph) if paragraph.kind is not Part.HEADING else ""
        self.surroundings.enter(home)
        number = self.index.paragraphs[home].number if home else paragraph.label.strip("(). ")
        if paragraph.kind is Part.TABLE:
            yield from self.table(paragraph, home, number)
            return
        running, before = self.index.subject(home), Origin((), {})
        for raw in paragraph.sentences:
            text, tokens = cleaned(raw), self.readings.read(raw)
            before = self.sentences.origin(text, tokens, home, running, before)
            faults = self.sentences.faults(paragraph, home, text, tokens, running, before)
            for severity, claim, found, truth, name in faults:
                yield Issue(severity, claim, number, paragraph.line, raw, found, truth, name)
            self.follow(paragraph, text)
            running = carried(tokens, running)

    def follow(self, paragraph: DraftParagraph, text: str) -> None:
        """Remember what a sentence is about, for what stands behind it."""
        around = self.surroundings
        if paragraph.kind is Part.HEADING:
            around.head(self.statements.topic(text, Topic(), around.groups()))
        else:
            around.carry_on(self.statements.topic(text, around.topic, around.groups()))

    def table(self, paragraph: DraftParagraph, home: str, number: str) -> Iterator[Issue]:
        """Yield what is wrong in a table: one of the paper's, or one that the analyst typed."""
        if not self._has_table(paragraph, home):
            around = self.surroundings
            cells = Cells(self.statements, around.topic, around.groups())
            for (severity, claim, found, truth), row in cells.judge(paragraph.rows):
                if severity is not None:
                    yield Issue(severity, claim, number, paragraph.line, " | ".join(row), found, truth, "")
            return
        for severity, found, truth, line in judge_table(paragraph, home, self.index):
            table = self.index.paragraphs[home].table if home and truth else None
            name = table.caption if table else ""
            yield Issue(severity, "number", number, paragraph.line, line, found, truth, name)

    def _has_table(self, paragraph: DraftParagraph, home: str) -> bool:
        """Whether a table is the one that the paper has there."""
        table = self.index.paragraphs[home].table if home else None
        if table is None or not paragraph.rows:
            return table is not None
        header = tuple(cleaned(cell).lower() for cell in paragraph.rows[0])
        known = {cleaned(row[0]).lower() for row in table.rows}
        rows = {cleaned(row[0]).lower() for row in paragraph.rows[1:] if row}
        ours = tuple(cleaned(cell).lower() for cell in table.header)
        return header == ours or len(rows & known) * 2 > len(rows)
