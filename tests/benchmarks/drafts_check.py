"""How many mistakes `narrate check` finds, and how often it cries wolf.

Run it as `python -m tests.benchmarks.drafts_check [number of each] [seed] [detail]`; the detail is full, with
a sentence a message, or standard, with sentences of several clauses.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import narrate
from narrate.drafts import Severity, check
from tests.conftest import SCENARIOS, composed, standard
from tests.edits import FORMATS, HONEST, MISTAKES, Edit, applied, drawn

PAPERS = {"full": composed, "standard": standard}


def caught(report: narrate.Report, edit: Edit, suffix: str, folder: Path) -> tuple[bool, list[str]]:
    """Return whether an edit is reported in the right sentence, and what is reported."""
    path = applied(report, edit, folder / f"draft{suffix}")
    issues = [issue for issue in check(path, report.trace) if issue.severity is not Severity.UNVERIFIABLE]
    words = set(edit.new.split())
    here = any(len(words & set(issue.sentence.split())) > len(words) / 2 for issue in issues)
    return here, [f"{issue.claim}: {issue.found!r} / {issue.truth}" for issue in issues]


def measure(number: int, seed: int, show: bool = True, detail: str = "full") -> dict[str, Counter[str]]:
    """Return how many of each kind were made and reported."""
    counts = {name: Counter() for name in ("mistakes", "reported mistakes", "honest", "reported honest")}
    with tempfile.TemporaryDirectory() as folder:
        for at, scenario in enumerate(SCENARIOS):
            report = PAPERS[detail](scenario)
            for name, changes in (("mistakes", MISTAKES), ("honest", HONEST)):
                for turn, edit in enumerate(drawn(report, changes, number, seed + at)):
                    here, found = caught(report, edit, FORMATS[turn % 2], Path(folder))
                    reported = here if name == "mistakes" else bool(found)
                    counts[name][edit.kind] += 1
                    counts[f"reported {name}"][edit.kind] += reported
                    if show and reported != (name == "mistakes"):
                        print(f"{edit.kind}\n  {edit.old}\n  {edit.new}", *found, sep="\n  ")
    return counts


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    start = time.perf_counter()
    counts = measure(number, seed, detail=sys.argv[3] if len(sys.argv) > 3 else "full")
    for name in ("mistakes", "honest"):
        made, reported = counts[name], counts[f"reported {name}"]
        for kind in made:
            print(f"{name:<9} {kind:<20} {reported[kind]:>4} of {made[kind]:>4} reported")
        share, total = reported.total(), made.total()
        print(f"{name:<9} {'all':<20} {share:>4} of {total:>4} = {share / total:.2%}")
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
