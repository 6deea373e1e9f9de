"""A paper's sentences as the rules of sense read them: with their kinds, findings and plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import narrate
from narrate.document import Paragraph, Sentence, Value
from narrate.findings import Finding
from narrate.spec import Indicator, ReportSpec

SUMMARY_AND_METHOD = re.compile(r"rollup|before|favour|exceptions|headline|method|revisions")
WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)
NAME = "‹name›"
"""What stands for the name of an indicator where only the words around it count."""


@dataclass(frozen=True)
class PaperSentence:
    """One sentence that narrate made, where it stands, and what it is about."""

    report: narrate.Report
    paragraph: Paragraph
    sentence: Sentence

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.sentence.text

    @property
    def phrase(self) -> str:
        """Name of its phrase, without the wording that was chosen."""
        return self.sentence.phrase.partition(".")[0]

    @property
    def kind(self) -> str:
        """The first word of its phrase."""
        return self.phrase.partition("-")[0]

    @property
    def code(self) -> str:
        """Code of the first indicator that it rests on; blank where it rests on none."""
        return self.sentence.findings[0].partition("/")[0] if self.sentence.findings else ""

    @property
    def finding(self) -> Finding:
        """What was found of that indicator."""
        return self.report.findings[self.code]

    @property
    def indicator(self) -> Indicator:
        """What is declared of that indicator."""
        return spec_of(self.report).indicator(self.code)

    @property
    def values(self) -> tuple[Value, ...]:
        """The figures that it prints."""
        return self.sentence.values

    @cached_property
    def plain(self) -> str:
        """The sentence with a mark in place of each indicator's name."""
        return named(spec_of(self.report)).sub(NAME, self.text)


def spec_of(report: narrate.Report) -> ReportSpec:
    """Return the specification that a report was written by."""
    return report.realisation_context.spec


def names_of(spec: ReportSpec) -> set[str]:
    """Return all that indicators are called."""
    return {name for indicator in spec.indicators for name in (indicator.name, indicator.brief)}


@lru_cache(maxsize=8)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(name)}(?!\w)" for name in longest_first) or r"(?!)", re.IGNORECASE
    )


def named(spec: ReportSpec) -> re.Pattern[str]:
    """Return a pattern of the names of all indicators."""
    return _pattern(frozenset(names_of(spec)))


def sentences_of(report: narrate.Report, *kinds: str) -> Iterator[PaperSentence]:
    """Yield what narrate made, clause by clause, captions left out; of the given kinds, or of all."""
    clauses = (
        (paragraph, clause)
        for paragraph, sentence in report.document.sentences()
        for clause in _clauses(sentence)
    )
    for paragraph, clause in clauses:
        one = PaperSentence(report, paragraph, clause)
        if one.kind not in ("spec", "caption", "prompt") and (not kinds or one.kind in kinds):
            yield one


def _clauses(sentence: Sentence) -> Iterator[Sentence]:
    """Yield each clause as if it stood alone, with what its own slots hold."""
    lead = sentence.clauses[0]
    for clause in sentence.clauses:
        mark = f"{clause.kind}:"
        own = (
            [slot for slot in sentence.slots if ":" not in slot.name]
            if clause is lead
            else [
                replace(slot, name=slot.name.removeprefix(mark))
                for slot in sentence.slots
                if slot.name.startswith(mark)
            ]
        )
        given = {name: getattr(clause, name) for name in ("text", "phrase", "findings", "rule", "values")}
        yield replace(sentence, **given, slots=tuple(own), clauses=(clause,))


def about(report: narrate.Report, code: str) -> list[PaperSentence]:
    """Return the sentences in the paragraph of an indicator."""
    return [
        one
        for one in sentences_of(report)
        if one.paragraph.id == code or one.paragraph.id.startswith(f"{code}-")
    ]


def shared(report: narrate.Report) -> list[PaperSentence]:
    """Return the sentences of the summary and of the method."""
    codes = report.findings.keys()
    return [one for one in sentences_of(report) if one.paragraph.id not in codes]


def whole(number: int) -> str:
    """Return a pattern of a number of things, in words or in figures."""
    return rf"(?:{WORDS[number]}|{number})" if number < len(WORDS) else f"{number:,}"


def number_of(words: str) -> int | None:
    """Return the number that a word or a figure stands for."""
    if words.lower() in WORDS:
        return WORDS.index(words.lower())
    return int(words.replace(",", "")) if re.fullmatch(r"[\d,]+", words) else None


def amount(text: str) -> float:
    """Return the number in a printed figure."""
    return float(re.sub(r"[^\d.\-]", "", text.replace("−", "-")))


def places_of(spec: ReportSpec) -> set[str]:
    """Return the areas that a paper may name, as its sentences call them."""
    areas = spec.areas
    names = {*areas.parts, *areas.peers, areas.region, areas.nation} - {""}
    return names | {areas.called.get(name, name) for name in names}
