"""How the prose reads in numbers: words, sentences, figures and orders of messages, at each detail.

    python -m tests.benchmarks.prose_table [PAPERS]

prints a table over both fixtures and one over drawn papers. Text that the author wrote is not counted.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from statistics import mean, median

import narrate
from narrate.document import AUTHORED, Sentence
from narrate.spec import Detail
from tests import generated
from tests.conftest import FIXTURES, SCENARIOS

RUN = 5
"""Words that make a run whose repetition a reader notices."""


@dataclass(frozen=True)
class Told:
    """What is said of one indicator: its sentences, and the kinds of their messages in order."""

    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> list[str]:
        return " ".join(sentence.text for sentence in self.sentences).split()

    @property
    def figures(self) -> int:
        return sum(len(sentence.values) for sentence in self.sentences)

    @property
    def order(self) -> tuple[str, ...]:
        return tuple(clause.kind for sentence in self.sentences for clause in sentence.clauses)

    @property
    def runs(self) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z]+", " ".join(self.words).lower())
        return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def told(report: narrate.Report) -> Iterator[Told]:
    """Yield what a paper says of each indicator."""
    for paragraph in report.document.paragraphs():
        if paragraph.id in report.findings:
            made = (one for one in paragraph.sentences if not one.phrase.startswith(AUTHORED))
            yield Told(tuple(one for one in made if one.clauses[0].kind != "basis"))


def row(name: str, papers: Iterable[list[Told]]) -> str:
    """Return one line of the table: medians of papers' medians and means, and the worst paper's orders."""
    given = [paper for paper in papers if paper]
    everything = list(chain.from_iterable(given))
    sentences = [len(one.sentences) for one in everything]
    words = [len(one.words) for one in everything]
    several = [paper for paper in given if len(paper) >= RUN]
    orders = [max(Counter(one.order for one in paper).values()) / len(paper) for paper in several]
    runs = [
        max(Counter(chain.from_iterable(one.runs for one in paper)).values()) / len(paper)
        for paper in several
    ]
    return (
        f"| {name} | {median(words):.0f} (most {max(words)}) | {mean(sentences):.1f}"
        f" | {sum(words) / sum(sentences):.1f} | {mean(one.figures for one in everything):.1f}"
        f" | {max(orders, default=0):.0%} | {max(runs, default=0):.0%} |"
    )


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    warnings.simplefilter("ignore")
    print("| | words an indicator | sentences | words a sentence | figures | one order | one run of words |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for scenario in SCENARIOS:
        for detail in Detail:
            report = narrate.compose(FIXTURES / scenario / "report.toml", detail=detail)
            print(row(f"{scenario}, {detail}", [list(told(report))]))
    for detail in Detail:
        drawn = (generated.draw(seed) for seed in range(number))
        reports = (narrate.compose(spec, observations=frame, detail=detail) for spec, frame in drawn)
        print(row(f"{number} drawn papers, {detail}", [list(told(report)) for report in reports]))


if __name__ == "__main__":
    main()
