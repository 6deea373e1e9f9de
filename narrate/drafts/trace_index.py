"""A trace indexed for checking: what was written, and what is true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from narrate.document import Value
from narrate.drafts.facts import Fact, derived, facts_of, known_periods, phase_starts
from narrate.drafts.lexicon import Lexicon, read_lexicon
from narrate.drafts.names import names_of
from narrate.drafts.tokens import Token, Tokeniser, TokenKind, Unit, cleaned
from narrate.findings import Finding
from narrate.messages import CaptionMessage, Evidence, Message, kind_named
from narrate.periods import Period
from narrate.settings import DECIMALS, PERCENT
from narrate.spec import Indicator
from narrate.trace import ParagraphRecord, SentenceRecord, Trace


@dataclass(frozen=True)
class Original:
    """A sentence as it was generated.

    Attributes
    ----------
    id, paragraph, number : str
        Its id, its paragraph's id and its paragraph's number.
    text : str
        Cleaned.
    kinds : frozenset of type of Message
        Kinds of its messages; none for the author's own.
    tokens : tuple of Token
    values : mapping of int to Value
        By the place of the figure among the tokens.
    findings : tuple of str
        Names of the findings behind it.
    """

    id: str
    paragraph: str
    number: str
    text: str
    kinds: frozenset[type[Message]]
    tokens: tuple[Token, ...]
    values: Mapping[int, Value]
    findings: tuple[str, ...]

    @property
    def names_indicator(self) -> bool:
        """Whether it names an indicator."""
        return any(token.kind is TokenKind.INDICATOR for token in self.tokens)

    @property
    def of_one_indicator(self) -> bool:
        """Whether it was made of one indicator's finding, and speaks of no other."""
        if not self.kinds or len(self.findings) != 1:
            return False
        return not any(kind.of_several or Evidence.SIBLING in kind.rests_on for kind in self.kinds)

    def words(self, place: int, negations: Iterable[str]) -> str:
        """Return a claim in its own words, from the negation on that turns it round."""
        start = place
        while self.tokens[place].turned and start and self.tokens[start].text.lower() not in negations:
            start -= 1
        return self.text[self.tokens[start].start : self.tokens[place].end]


class TraceIndex:
    """What a draft is checked against: a trace, indexed by paragraph and indicator.

    Parameters
    ----------
    trace : Trace
        What was written with it.
    phrasebank : str or Path, optional
        An analyst's own folder of words.
    """

    def __init__(self, trace: Trace, phrasebank: str | Path | None = None) -> None:
        self.trace = trace
        self.phrasebank = phrasebank
        self.spec = trace.spec
        self.findings = trace.findings
        self.lexicon: Lexicon = read_lexicon(trace.locale, phrasebank)
        self.paragraphs: Mapping[str, ParagraphRecord] = {item.id: item for item in trace.paragraphs}
        self.by_indicator: Mapping[str, Finding] = {item.indicator: item for item in self.findings.values()}
        self.indicators: Mapping[str, Indicator] = {item.id: item for item in self.spec.indicators}
        self._facts: dict[str, tuple[Fact, ...]] = {}

    @property
    def report_period(self) -> Period:
        """The report's period."""
        return self.trace.period

    @cached_property
    def tokenise(self) -> Tokeniser:
        """How sentences are read."""
        return Tokeniser(
            self.lexicon, names_of(self.trace, self.lexicon), self.trace.locale.partition("_")[0]
        )

    @cached_property
    def originals(self) -> tuple[Original, ...]:
        """Every sentence of the paper, with its title block, headings and the titles of its paragraphs."""
        home = {name: item.id for item in self.trace.paragraphs for name in _sentences_of(item)}
        sentences = [self._original(record, home.get(record.id, "")) for record in self.trace.sentences]
        fixed = [self._fixed_text(text, "", "") for text in (self.trace.title, *self.trace.lines)]
        fixed += [
            self._fixed_text(item.title, item.id, item.number) for item in self.trace.paragraphs if item.title
        ]
        headings = dict.fromkeys(item.section for item in self.trace.paragraphs)
        return (*sentences, *fixed, *(self._fixed_text(heading, "", "") for heading in headings))

    def _fixed_text(self, text: str, paragraph: str, number: str) -> Original:
        text = cleaned(text)
        return Original("", paragraph, number, text, frozenset(), self.tokenise(text), {}, ())

    def _original(self, record: SentenceRecord, paragraph: str) -> Original:
        text = cleaned(record.text)
        tokens = self.tokenise(text)
        known = (kind_named(clause.phrase) for clause in record.clauses)
        kinds = frozenset(kind for kind in known if kind)
        values = {} if CaptionMessage in kinds else dict(self._bound(tokens, record.values))
        return Original(record.id, paragraph, record.paragraph, text, kinds, tokens, values, record.findings)

    def _bound(self, tokens: tuple[Token, ...], values: Iterable[Value]) -> Iterator[tuple[int, Value]]:
        """Yield the places of the figures among the tokens, each with the number behind it."""
        left = [(self._printed(value.text), value) for value in values]
        for place, token in enumerate(tokens):
            if token.kind is TokenKind.NUMBER and not token.value.spelt:
                found = next((pair for pair in left if pair[0] == token.value.value), None)
                if found:
                    left.remove(found)
                    yield place, found[1]

    def _printed(self, text: str) -> Decimal | None:
        """Return the number in a printed figure, without its sign: a mark of its own stands before it."""
        tokens = self.tokenise(cleaned(text))
        return next((Decimal(token.value.value) for token in tokens if token.kind is TokenKind.NUMBER), None)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the paper, in small letters."""
        return frozenset(token.text.lower() for item in self.originals for token in item.tokens)

    @cached_property
    def own_numbers(self) -> frozenset[int]:
        """Small whole numbers in the author's own text: ages, hours and the like."""
        own = (token for item in self.originals if not item.kinds for token in item.tokens)
        figures = (token.value.value for token in own if token.kind is TokenKind.NUMBER)
        return frozenset(int(value) for value in figures if value == int(value) and value < PERCENT)

    def decimals(self, value: Value) -> int:
        """Return the decimals with which a figure is printed."""
        if value.unit == "relative":
            return DECIMALS.relative
        return 0 if value.unit == "whole" else self.decimals_of(value.indicator)

    def decimals_of(self, indicator: str) -> int:
        """Return the decimals of an indicator's figures."""
        return self.indicators[indicator].decimals if indicator in self.indicators else 0

    def nouns(self, indicator: str) -> tuple[str, ...]:
        """Return the forms of the noun of what an indicator counts, as far as they are declared."""
        return self.indicators[indicator].nouns if indicator in self.indicators else ()

    def facts(self, indicator: str) -> tuple[Fact, ...]:
        """Return every true figure of an indicator."""
        if indicator not in self._facts:
            finding = self.by_indicator.get(indicator)
            self._facts[indicator] = facts_of(finding, self.decimals_of(indicator)) if finding else ()
        return self._facts[indicator]

    def more_facts(self, indicator: str) -> Iterator[Fact]:
        """Yield the figures that an analyst may work out from those of an indicator."""
        yield from derived(self.facts(indicator))

    def subject(self, paragraph: str) -> str:
        """Return the one indicator that a paragraph is about; empty where there is none or are several."""
        return self._subjects.get(paragraph, "")

    @cached_property
    def _subjects(self) -> dict[str, str]:
        found: dict[str, set[str]] = {}
        for item in self.originals:
            if item.of_one_indicator:
                found.setdefault(item.paragraph, set()).add(self.findings[item.findings[0]].indicator)
        return {name: codes.copy().pop() for name, codes in found.items() if len(codes) == 1}

    def periods(self, indicator: str) -> set[Period]:
        """Return the periods that a sentence on an indicator may name."""
        finding = self.by_indicator.get(indicator)
        return set(known_periods(finding)) if finding else set()

    def starts(self, indicator: str) -> set[Period]:
        """Return the periods with which the phases of an indicator begin."""
        finding = self.by_indicator.get(indicator)
        return set(phase_starts(finding)) if finding else set()

    def now(self, indicator: str) -> Period | None:
        """Return the period of an indicator's present figure."""
        finding = self.by_indicator.get(indicator)
        return finding.period if finding else None

    def areas_of(self, indicator: str) -> set[str]:
        """Return the other areas for which an indicator has a figure."""
        finding = self.by_indicator.get(indicator)
        if finding is None:
            return set()
        return {part.area for part in finding.parts} | {other.area for other in finding.comparators}

    def unit_of(self, value: Value) -> Unit:
        """Return how a figure is written."""
        if value.unit == "points":
            return Unit.POINTS
        return Unit.PERCENT if value.unit in ("relative", "proportion") else Unit.BARE


def _sentences_of(item: ParagraphRecord) -> Iterator[str]:
    yield from item.sentences
    if item.table:
        yield item.table.caption
