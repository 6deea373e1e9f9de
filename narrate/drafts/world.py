"""A trace, read for checking: what was written, and what is true."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from narrate.drafts.facts import Fact, derived, facts_of, known_periods, phase_starts
from narrate.drafts.lexicon import Lexicon, read_lexicon
from narrate.drafts.tokens import Names, Sort, Token, Tokeniser, Unit, cleaned
from narrate.errors import DraftError, Fault, Place
from narrate.periods import Period, parse_period
from narrate.settings import DECIMALS

AUTHORED = "spec."
"""How the phrases of the author's own sentences begin."""

KEYS = ("spec", "locale", "period", "findings", "paragraphs", "sentences", "title", "lines")


@dataclass(frozen=True)
class Value:
    """A figure of an original sentence and the number behind it."""

    raw: float
    indicator: str
    area: str
    period: Period
    unit: str


@dataclass(frozen=True)
class Original:
    """A sentence as it was generated.

    Attributes
    ----------
    id, paragraph, number : str
        Its id, its paragraph's id and its paragraph's number.
    text : str
        Cleaned.
    kind : str
        Kind of its message; empty for the author's own.
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
    kind: str
    tokens: tuple[Token, ...]
    values: Mapping[int, Value]
    findings: tuple[str, ...]

    @property
    def names_indicator(self) -> bool:
        """Whether it says by name what it is about."""
        return any(token.sort is Sort.INDICATOR for token in self.tokens)

    def words(self, place: int, negations: Iterable[str]) -> str:
        """Return a claim in its own words, from the negation on that turns it round."""
        start = place
        while self.tokens[place].turned and start and self.tokens[start].text.lower() not in negations:
            start -= 1
        return self.text[self.tokens[start].start : self.tokens[place].end]


def read_trace(path: str | Path) -> dict[str, Any]:
    """Read a trace from its file.

    Raises
    ------
    DraftError
        If it is missing, or is no trace that narrate wrote.
    """
    place = Place(str(path))
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        got = (error.strerror or str(error)).lower()
        raise DraftError(
            [Fault(place, got, "the trace that was written beside the draft is needed")]
        ) from None
    except ValueError:
        raise DraftError([Fault(place, "not JSON", "a trace that narrate wrote is needed")]) from None
    if not isinstance(record, dict) or not record.keys() >= set(KEYS):
        raise DraftError([Fault(place, "no trace of a draft", "a trace that narrate wrote is needed")])
    return record


class World:
    """What a draft is held against.

    Parameters
    ----------
    trace : mapping
        As `narrate report` wrote it.
    """

    def __init__(self, trace: Mapping[str, Any]) -> None:
        self.trace = trace
        self.spec: Mapping[str, Any] = trace["spec"]
        self.findings: Mapping[str, Mapping[str, Any]] = trace["findings"]
        self.lexicon: Lexicon = read_lexicon(trace["locale"])
        self.paragraphs: Mapping[str, Mapping[str, Any]] = {item["id"]: item for item in trace["paragraphs"]}
        self.by_indicator = {item["indicator"]: item for item in self.findings.values()}
        self.report_period = parse_period(trace["period"])
        self._facts: dict[str, tuple[Fact, ...]] = {}

    @cached_property
    def indicators(self) -> Mapping[str, Mapping[str, Any]]:
        """Declared indicators by code."""
        return {item["id"]: item for item in self.spec["indicators"]}

    @cached_property
    def tokenise(self) -> Tokeniser:
        """How sentences are read."""
        return Tokeniser(self.lexicon, self._names(), self.trace["locale"].partition("_")[0])

    def read_all(self) -> None:
        """Read everything that is read when it is first used, so that a broken trace breaks here."""
        for indicator in self.by_indicator:
            self.facts(indicator)
            self.periods(indicator)
        for name in {original.paragraph for original in self.originals}:
            self.subject(name)

    def _names(self) -> Names:
        indicators: dict[str, frozenset[str]] = {}
        for code, item in self.indicators.items():
            for name in (item["name"], item["short"]):
                known = cleaned(name).lower().replace("-", " ")
                for form in {known, known.removeprefix("the ")} if name else ():
                    indicators[form] = indicators.get(form, frozenset()) | {code}
        return Names(indicators, self._areas(), self._kinds())

    def _areas(self) -> dict[str, str]:
        areas = self.spec["areas"]
        wider = [areas["region"], areas["nation"], self.spec["report"]["area"]]
        local = [item["area"] for item in self.indicators.values() if item["area"]]
        measured = [other["area"] for item in self.findings.values() for other in item["comparators"]]
        names = {
            cleaned(name): name
            for name in (*areas["parts"], *areas["peers"], *wider, *local, *measured)
            if name
        }
        return names | {cleaned(called): area for area, called in areas["called"].items()}

    def _kinds(self) -> dict[str, str]:
        areas, words = self.spec["areas"], self.lexicon
        kinds = {
            areas["kind"]: self.spec["report"]["area"],
            areas["part"]: "*",
            areas["part"].rstrip("s"): "*",
        }
        kinds |= dict.fromkeys(words.region, areas["region"]) | dict.fromkeys(words.nation, areas["nation"])
        return {cleaned(kind).lower(): area for kind, area in kinds.items() if kind and area}

    @cached_property
    def originals(self) -> tuple[Original, ...]:
        """Every sentence of the paper, with its title block, headings and the titles of its paragraphs."""
        home = {name: item for item in self.trace["paragraphs"] for name in self._sentences_of(item)}
        said = [self._original(record, home) for record in self.trace["sentences"]]
        standing = [self._standing(text, "", "") for text in (self.trace["title"], *self.trace["lines"])]
        for item in self.trace["paragraphs"]:
            standing += [self._standing(item["title"], item["id"], item["number"])] if item["title"] else []
        headings = dict.fromkeys(item["section"] for item in self.trace["paragraphs"])
        return (*said, *standing, *(self._standing(heading, "", "") for heading in headings))

    @staticmethod
    def _sentences_of(item: Mapping[str, Any]) -> Iterator[str]:
        yield from item["sentences"]
        if item["table"]:
            yield item["table"]["caption"]

    def _standing(self, text: str, paragraph: str, number: str) -> Original:
        text = cleaned(text)
        return Original("", paragraph, number, text, "", self.tokenise(text), {}, ())

    def _original(self, record: Mapping[str, Any], home: Mapping[str, Mapping[str, Any]]) -> Original:
        text = cleaned(record["text"])
        tokens = self.tokenise(text)
        paragraph = home.get(record["id"], {}).get("id", "")
        kind = record["id"].removeprefix(paragraph).strip("/").rstrip("-0123456789")
        if record["phrase"].startswith(AUTHORED):
            kind = ""
        values = dict(self._bound(tokens, record["values"])) if kind != "caption" else {}
        findings = tuple(record["findings"])
        return Original(record["id"], paragraph, record["paragraph"], text, kind, tokens, values, findings)

    def _bound(
        self, tokens: tuple[Token, ...], values: Iterable[Mapping[str, Any]]
    ) -> Iterator[tuple[int, Value]]:
        """Yield the places of the figures among the tokens, each with the number behind it."""
        left = [(self._printed(item["text"]), item) for item in values]
        for place, token in enumerate(tokens):
            if token.sort is Sort.NUMBER and not token.value.spelt:
                found = next((pair for pair in left if pair[0] == token.value.value), None)
                if found:
                    left.remove(found)
                    item = found[1]
                    period = parse_period(item["period"])
                    yield place, Value(item["raw"], item["indicator"], item["area"], period, item["unit"])

    def _printed(self, text: str) -> Decimal:
        """Return the number in a printed figure, without its sign: a mark of its own stands before it."""
        tokens = self.tokenise(cleaned(text))
        return next(Decimal(token.value.value) for token in tokens if token.sort is Sort.NUMBER)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the paper, in small letters."""
        return frozenset(token.text.lower() for item in self.originals for token in item.tokens)

    def decimals(self, value: Value) -> int:
        """Return the decimals with which a figure is printed."""
        if value.unit == "relative":
            return DECIMALS.relative
        return 0 if value.unit == "whole" else self.decimals_of(value.indicator)

    def decimals_of(self, indicator: str) -> int:
        """Return the decimals of an indicator's figures."""
        return int(self.indicators[indicator]["decimals"]) if indicator in self.indicators else 0

    def nouns(self, indicator: str) -> tuple[str, ...]:
        """Return the forms of the noun of what an indicator counts, as far as they are declared."""
        counted = self.indicators.get(indicator, {}).get("counted")
        forms = counted.values() if isinstance(counted, Mapping) else (counted,)
        return tuple(str(form) for form in forms if form)

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
            if item.kind and len(item.findings) == 1 and item.kind not in ("sibling", "exceptions", "favour"):
                found.setdefault(item.paragraph, set()).add(self.findings[item.findings[0]]["indicator"])
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
        return parse_period(finding["period"]) if finding else None

    def areas_of(self, indicator: str) -> set[str]:
        """Return the other areas for which an indicator has a figure."""
        finding = self.by_indicator.get(indicator)
        others = (*finding["parts"], *finding["comparators"]) if finding else ()
        return {item["area"] for item in others}

    def unit_of(self, value: Value) -> Unit:
        """Return how a figure is written."""
        if value.unit == "points":
            return Unit.POINTS
        return Unit.PERCENT if value.unit in ("relative", "proportion") else Unit.BARE
