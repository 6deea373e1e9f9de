"""How many papers drawn at random break a rule of sense, or do not stand up to `narrate check`.

Run it as `python -m tests.benchmarks.drawn_papers [number of papers] [first seed] [detail]`.
"""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path

import narrate
from narrate.spec import Detail
from tests import generated, sense
from tests.generated_hard import Drawn, draw, draw_ending, draw_revised
from tests.sense_evidence import revised_otherwise, the_same_ending

PROCESSES = 2
SHOWN = 400
"""Characters of an example that are printed."""

DRAFTS = ("draft.md", "draft.docx")

Fault = tuple[str, str]
"""A rule, and what breaks it."""


def plain(seed: int, folder: Path, detail: Detail) -> Iterator[Fault]:
    """Yield the faults of an ordinary paper."""
    yield from judged(Drawn(*generated.draw(seed)).compose(detail), folder)


def hard(seed: int, folder: Path, detail: Detail) -> Iterator[Fault]:
    """Yield the faults of a hard paper."""
    yield from judged(draw(seed).compose(detail), folder)


def revised(seed: int, folder: Path, detail: Detail) -> Iterator[Fault]:
    """Yield the faults of a paper whose figures have been revised since the last."""
    first, again, now = draw_revised(seed, folder)
    report = now.compose(detail)
    yield from judged(report, folder)
    for fault in revised_otherwise(report, first.compose(detail), again.compose(detail)):
        yield revised_otherwise.__name__, fault


def ending(seed: int, folder: Path, detail: Detail) -> Iterator[Fault]:
    """Yield the faults of two papers, one without the newest periods, and one where they are blank."""
    absent, blank = (one.compose(detail) for one in draw_ending(seed))
    yield from judged(blank, folder)
    for fault in the_same_ending(absent, blank):
        yield the_same_ending.__name__, fault


KINDS: dict[str, Callable[[int, Path, Detail], Iterator[Fault]]] = {
    one.__name__: one for one in (plain, hard, revised, ending)
}
TURNS = ("plain", "hard", "plain", "revised", "hard", "ending")


def judged(report: narrate.Report, folder: Path) -> Iterator[Fault]:
    """Yield what breaks a rule of sense, and what `narrate check` finds in the untouched drafts."""
    for fault in sense.faults(report):
        rule, _, text = fault.partition(": ")
        yield rule.replace(" ", "_"), text
    for name in DRAFTS:
        path = folder / name
        if path.suffix == ".md":
            path.write_text(report.to_markdown(), encoding="utf-8")
        else:
            report.to_docx(path)
        for issue in narrate.check(path, report.trace):
            yield f"narrate check {path.suffix}", f"{issue.severity} {issue.found!r}: {issue.sentence}"


def paper(job: tuple[str, int, Detail]) -> tuple[str, int, list[Fault]]:
    """Return the faults of one paper; an error that ends it, and a warning of numpy's, is one."""
    kind, seed, detail = job
    found: list[Fault] = []
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RuntimeWarning)
        warnings.simplefilter("ignore", narrate.NarrateWarning)
        try:
            found += KINDS[kind](seed, Path(folder), detail)
        except Exception as error:
            found.append((f"raised {type(error).__name__}", " ".join(str(error).split())))
    ours = {str(one.message) for one in caught if issubclass(one.category, RuntimeWarning)}
    return kind, seed, [*found, *(("warned", text) for text in sorted(ours))]


def lines_of(done: list[tuple[str, int, list[Fault]]]) -> Iterator[str]:
    """Yield each rule with the papers that break it, how often, and the first example."""
    broken: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for kind, seed, found in done:
        for rule, text in found:
            broken[rule].append((kind, seed, text))
    for rule, faults in sorted(broken.items(), key=lambda item: -len({one[:2] for one in item[1]})):
        kind, seed, text = min(faults, key=lambda one: len(one[2]))
        yield f"{rule}: {len({one[:2] for one in faults})} papers, {len(faults)} faults"
        yield f"    {kind} {seed}: {text[:SHOWN]}"


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    detail = Detail(sys.argv[3]) if len(sys.argv) > 3 else Detail.STANDARD
    start = time.perf_counter()
    jobs = [(kind, first + place, detail) for place, kind in enumerate(islice(cycle(TURNS), number))]
    with ProcessPoolExecutor(PROCESSES) as pool:
        done = list(pool.map(paper, jobs, chunksize=4))
    print(*lines_of(done), sep="\n")
    sound = sum(not found for _, _, found in done)
    print(f"{number} papers, {detail}, {sound} without a fault, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
