"""An edited draft checked against its trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from narrate.drafts.context import Sentence
from narrate.drafts.draft import Draft, DraftParagraph, Part
from narrate.drafts.issue import Issue, Severity
from narrate.drafts.judging import OWN, carries, judge
from narrate.drafts.matching import TIES, Origin, agree, find_origin
from narrate.drafts.reading import read_draft
from narrate.drafts.tables import judge_table
from narrate.drafts.tokens import Token, TokenKind, cleaned
from narrate.drafts.trace_index import Original, TraceIndex
from narrate.errors import DraftError, Fault, Place
from narrate.messages import MethodMessage
from narrate.rendering.identity import draft_identifier
from narrate.trace import Trace, read_trace

SAME_PARAGRAPH = 60
"""Likeness from which a paragraph without a name is one of the paper's, out of 100."""

FEWEST = 8
"""Generated sentences of a paper below which nothing is concluded from how many of them are left."""

FEW = 0.05
"""Share of the generated sentences up to which a draft is another's."""

HALF = 0.5
"""Share below which it is another's where its title gives another period."""


def check(draft_path: str | Path, trace: str | Path | Trace | None = None) -> list[Issue]:
    """Check an edited draft against its trace.

    Parameters
    ----------
    draft_path : str or Path
        A Markdown or Word draft.
    trace : str, Path or Trace, optional
        Its trace; without it, the file in the draft's folder (draft.md, draft.trace.json).

    Returns
    -------
    list of Issue
        In reading order; empty where every claim that can be verified is true. Rewording, order, rounding to
        fewer decimals, deletions and additions without figures are no issues.

    Raises
    ------
    DraftError
        If the draft or the trace cannot be read, or they do not belong together.
    """
    path = Path(draft_path)
    read = trace if isinstance(trace, Trace) else read_trace(trace or path.with_suffix(".trace.json"))
    index = TraceIndex(read)
    draft = read_draft(path, index.paragraphs, read.locale)
    checker = _Checker(index)
    checker.refuse_another(draft, path)
    return [issue for paragraph in draft.paragraphs for issue in checker.paragraph(paragraph)]


class _Checker:
    def __init__(self, index: TraceIndex) -> None:
        self.index = index
        self.known = {original.text: original.tokens for original in index.originals}
        self.exact: dict[tuple[str, ...], list[Original]] = {}
        for original in index.originals:
            self.exact.setdefault(_canonical(original.tokens), []).append(original)
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
        ours = {draft_identifier(written.sha256) for written in self.index.trace.drafts}
        named_otherwise = draft.identifier not in {"", *ours}
        names = {paragraph.id for paragraph in draft.paragraphs if paragraph.id}
        if names and not names & self.index.paragraphs.keys():
            return True
        texts = (text for paragraph in draft.paragraphs for text in paragraph.sentences)
        present = {_canonical(self.read(text)) for text in texts}
        generated = {
            key
            for key, items in self.exact.items()
            if any(item.kinds - {*OWN, MethodMessage} for item in items)
        }
        share = len(present & generated) / len(generated) if len(generated) >= FEWEST else 1.0
        return share <= FEW or (share < HALF and (named_otherwise or self._titled_otherwise(draft)))

    def _titled_otherwise(self, draft: Draft) -> bool:
        """Whether a draft's title gives another period than the paper's."""
        title = next((item.text for item in draft.paragraphs if item.kind is Part.HEADING), "")
        ours, theirs = self.read(title), self.read(self.index.trace.title)
        periods = [
            {token.value for token in tokens if token.kind is TokenKind.PERIOD} for tokens in (ours, theirs)
        ]
        return all(periods) and not periods[0] & periods[1]

    def read(self, text: str) -> tuple[Token, ...]:
        text = cleaned(text)
        if text not in self.known:
            self.known[text] = self.index.tokenise(text)
        return self.known[text]

    def home(self, paragraph: DraftParagraph) -> str:
        """Return the id of the paper's paragraph that one is: by name, else by its text."""
        if paragraph.id in self.index.paragraphs:
            return str(paragraph.id)
        found = process.extractOne(cleaned(paragraph.text).lower(), self.texts, scorer=fuzz.ratio)
        return str(found[2]) if found and found[1] >= SAME_PARAGRAPH else ""

    def paragraph(self, paragraph: DraftParagraph) -> Iterator[Issue]:
        """Yield what is wrong in one paragraph."""
        home = self.home(paragraph) if paragraph.kind is not Part.HEADING else ""
        number = self.index.paragraphs[home].number if home else paragraph.label.strip("(). ")
        if paragraph.kind is Part.TABLE:
            for severity, found, truth, row in judge_table(paragraph, home, self.index):
                table = self.index.paragraphs[home].table if home and truth else None
                name = table.caption if table else ""
                yield Issue(severity, "number", number, paragraph.line, row, found, truth, name)
            return
        running, before = self.index.subject(home), Origin((), {})
        for text in paragraph.sentences:
            tokens = self.read(text)
            before = self.origin(cleaned(text), tokens, home, running, before)
            for severity, claim, found, truth, name in self.sentence(
                paragraph, home, tokens, running, before
            ):
                yield Issue(severity, claim, number, paragraph.line, text, found, truth, name)
            running = _carried(tokens, running)

    def origin(self, text: str, tokens: tuple[Token, ...], home: str, running: str, before: Origin) -> Origin:
        """Return where a sentence comes from; one that only comments goes with the sentence before."""
        same = self.exact.get(_canonical(tokens), [])
        if same:
            here = next((item for item in same if item.paragraph == home), same[0])
            return Origin((here,), {}, near_verbatim=True)
        found = find_origin(text, tokens, home, self.index, lambda item: self.foreign(item, home, running))
        if found.near_verbatim or any(token.kind in TIES for token in tokens):
            return found
        return Origin(before.originals if carries(tokens, self.index) else (), {})

    def sentence(
        self, paragraph: DraftParagraph, home: str, tokens: tuple[Token, ...], running: str, origin: Origin
    ) -> Iterator[tuple[Severity, str, str, str, str]]:
        same = self.exact.get(_canonical(tokens), [])
        if same:
            if not any(item.paragraph == home for item in same):
                yield from self.misplaced(same, tokens, home, running)
                yield from self.renamed(paragraph, same[0], tokens, home)
            return
        if paragraph.kind is Part.HEADING:
            yield from _heading_issues(tokens, origin, self.index)
            return
        sentence = Sentence(tokens, self.index, origin, self.subjects(tokens, origin, home, running))
        name = origin.originals[0].id if origin.originals else ""
        for found in judge(sentence):
            token = tokens[found.place]
            yield found.severity, token.kind.value, token.text, found.truth, name

    def subjects(self, tokens: tuple[Token, ...], origin: Origin, home: str, running: str) -> tuple[str, ...]:
        """Return the indicators that a sentence may be about: named, its original's, its paragraph's."""
        naming = (token for token in tokens if token.kind is TokenKind.INDICATOR)
        named = [code for token in naming for code in sorted(token.value)]
        theirs = [self.index.findings[name].indicator for item in origin.originals for name in item.findings]
        own = [code for code in (running, self.index.subject(home)) if code]
        return tuple(dict.fromkeys([*named, *theirs, *own]))

    def foreign(self, original: Original, home: str, running: str) -> bool:
        """Whether a sentence from elsewhere that names no indicator is now read as of another one."""
        if original.paragraph == home or original.names_indicator or len(original.findings) != 1:
            return False
        code = self.index.findings[original.findings[0]].indicator
        about = {running, self.index.subject(home)} - {""}
        return bool(about) and code not in about

    def misplaced(
        self, same: list[Original], tokens: tuple[Token, ...], home: str, running: str
    ) -> Iterator[tuple[Severity, str, str, str, str]]:
        """Yield an untouched sentence whose implied subject is another where it now stands."""
        if all(self.foreign(item, home, running) for item in same):
            code = self.index.findings[same[0].findings[0]].indicator
            about = self.index.indicators[running or self.index.subject(home)].name
            truth = self.index.indicators[code].name
            yield Severity.ERROR, TokenKind.INDICATOR.value, about, truth, same[0].id

    def renamed(
        self, paragraph: DraftParagraph, same: Original, tokens: tuple[Token, ...], home: str
    ) -> Iterator[tuple[Severity, str, str, str, str]]:
        """Yield the name in a sentence that reads like one of its paragraph's own, now about another."""
        own = self.index.subject(home)
        named = next((token for token in tokens if token.kind is TokenKind.INDICATOR), None)
        if not own or named is None or own in named.value or paragraph.kind is not Part.TEXT:
            return
        words = _keys(tokens)
        present = {_canonical(self.read(text)) for text in paragraph.sentences}
        for item in self.index.originals:
            alike = item.paragraph == home and item.kinds == same.kinds and _keys(item.tokens) == words
            if alike and _canonical(item.tokens) not in present:
                name = self.index.indicators[own].name
                yield Severity.ERROR, TokenKind.INDICATOR.value, named.text, name, item.id
                return


def _heading_issues(
    tokens: tuple[Token, ...], origin: Origin, index: TraceIndex
) -> Iterator[tuple[Severity, str, str, str, str]]:
    """Yield periods of a heading that are not the report's; what else a heading says is the analyst's."""
    for place, pair in origin.pairs.items():
        token = tokens[place]
        if token.kind is TokenKind.PERIOD and pair.firm and not agree(token, pair, index):
            yield Severity.ERROR, token.kind.value, token.text, pair.token.text, ""


def _carried(tokens: tuple[Token, ...], running: str) -> str:
    """Return what the next sentence may carry on with: the one indicator named here, else what it was."""
    named = {code for token in tokens if token.kind is TokenKind.INDICATOR for code in token.value}
    return named.pop() if len(named) == 1 else running


def _canonical(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Return a sentence such that two ways of writing the same are equal."""
    parts = [
        token.key if not token.claims else f"{token.kind.value}:{_value(token)}:{token.turned}:{token.exact}"
        for token in tokens
    ]
    while parts and parts[-1] in {".", ",", ";"}:
        parts.pop()
    return tuple(parts)


def _keys(tokens: tuple[Token, ...]) -> list[str]:
    return [token.key for token in tokens]


def _value(token: Token) -> str:
    if token.kind is TokenKind.NUMBER:
        return f"{token.value.value} {token.value.unit.value} {token.value.hedge}"
    return str(sorted(token.value)) if token.kind is TokenKind.INDICATOR else str(token.value)
