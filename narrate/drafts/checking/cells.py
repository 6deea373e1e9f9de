"""Tables that an analyst typed: each cell judged by its row, its header and what stands above the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from narrate.drafts.checking.claim import Claim
from narrate.drafts.checking.clauses import Clause, Reader, Topic
from narrate.drafts.checking.figures import judge_cell
from narrate.drafts.checking.statements import Found, Statements, as_found
from narrate.drafts.issue import Severity
from narrate.drafts.tokens import TokenKind, cleaned
from narrate.drafts.verdict import Outcome

Row = tuple[str, ...]
Groups = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Cells:
    """Judges the cells of one table.

    Attributes
    ----------
    statements : Statements
    context : Topic
        What the table is about where its words do not say.
    groups : sequence of sequence of str
    """

    statements: Statements
    context: Topic
    groups: Groups

    @property
    def reader(self) -> Reader:
        """How its labels are read."""
        return self.statements.reader

    def judge(self, rows: Sequence[Row]) -> Iterator[tuple[Found, Row]]:
        """Yield what is wrong, or cannot be verified, with its row."""
        header, *body = ([cleaned(cell) for cell in row] for row in rows)
        limited = self._limit_word(header)
        if not any(map(self._is_known, (*header, *(row[0] for row in body if row)))):
            yield from self._listed(rows)
            return
        for row, original in zip(body, rows[1:], strict=True):
            for place, cell in enumerate(row[1:], start=1):
                if place < len(header) and cell:
                    for found in self._cell(header, row, place, limited):
                        yield found, original

    def _is_known(self, label: str) -> bool:
        """Whether a label names an indicator, an area or a time."""
        kinds = (TokenKind.PERIOD, TokenKind.AREA, TokenKind.RELATIVE)
        named = self.reader.subjects.mentions(label, self.context.codes)
        return bool(named) or any(token.kind in kinds for token in self.reader.index.tokenise(label))

    def _listed(self, rows: Sequence[Row]) -> Iterator[tuple[Found, Row]]:
        """Yield the first figure of a table that is about nothing of the paper."""
        for row in rows[1:]:
            for cell in row[1:]:
                if any(character.isdigit() for character in cell):
                    yield (Severity.UNVERIFIABLE, TokenKind.NUMBER.value, cell, ""), row
                    return

    def _limit_word(self, header: Sequence[str]) -> str:
        """Return the word of a header that names a limit, or nothing."""
        names = self.reader.words.limits.get("names", ())
        return next((word for cell in header for word in cell.lower().split() if word in names), "")

    def _cell(self, header: Sequence[str], row: Sequence[str], place: int, limited: str) -> Iterator[Found]:
        label = self._dated(header[0], row[0]) or row[0]
        head = self._dated(header[0], header[place]) or header[place]
        topic = self._topic(label, head, header[0])
        if not topic.codes:
            return
        tokens = self.reader.index.tokenise(row[place])
        if any(token.kind is TokenKind.PERIOD for token in tokens):
            return
        if any(character.isdigit() for character in row[place]):
            yield from self._figure(f"{head}, {label}", row[place], topic)
        elif len(row[place].split()) <= MOST_WORDS:
            text = f"{label} {row[place]} {limited}".strip()
            judged = self.statements.judge(text, topic, self.groups)
            yield from (found for found in judged if found[0] is not None)

    def _dated(self, corner: str, text: str) -> str:
        """Return a text as a period, with the corner of the table before it where it needs that."""
        for one in (f"{corner} {text}", text) if text.isdigit() else (text, f"{corner} {text}"):
            if any(token.kind is TokenKind.PERIOD for token in self.reader.index.tokenise(one)):
                return one
        return ""

    def _topic(self, *texts: str) -> Topic:
        """Return what the first of some texts that names an indicator is about."""
        near = (*self.context.codes, *(code for group in self.groups for code in group))
        for text in texts:
            mentions = self.reader.subjects.mentions(text, near)
            codes = frozenset().union(*(one.codes for one in mentions))
            if codes:
                return Topic(tuple(sorted(codes & set(near) or codes)), named=True)
        return self.context

    def _figure(self, label: str, cell: str, topic: Topic) -> Iterator[Found]:
        """Judge a figure; one without a sign may be a percentage, or points where the header says so."""
        units = self.reader.index.lexicon.units
        low = label.lower()
        written = [cell]
        if any(word in low for word in units.get("points", ())):
            written = [f"{cell} {units['points'][0]}", cell]
        elif cell[-1:].isdigit():
            written = [cell, f"{cell}{units.get('percent', ('',))[0]}"]
        found: list[list[Claim]] = []
        for one in written:
            text = f"{label}: {one}"
            clause = self._clause(text, topic)
            claims = list(judge_cell(clause, len(label) + 1))
            if any(claim.outcome is Outcome.BORNE_OUT for claim in claims):
                return
            found.append([replace(claim, start=0, end=0) for claim in claims])
        best = next((claims for claims in found if any(one.truth for one in claims)), found[0])
        for claim in best:
            yield as_found(claim, cell)

    def _clause(self, text: str, topic: Topic) -> Clause:
        mentions = tuple(self.reader.subjects.mentions(text, topic.codes))
        return Clause(
            text, self.reader.index.tokenise(text), topic, mentions, self.reader.index, self.reader.words
        )


MOST_WORDS = 4
"""Words up to which a cell is read as one word of a movement or a limit."""
