"""How far one more quarter rewrites what was said before, on real series, as a table: a script, not a test.

    python -m tests.benchmarks.stability LONDON

LONDON is a wide table of recorded crime by borough, a column for each month. Every series is classified at
the end of each quarter from 2014 to 2019, with all that came before. A new quarter is unremarkable where it
does not call for another label: it goes on with the rise or fall that was given, or lies within usual
variation after any other label.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

import narrate
from narrate.errors import NarrateWarning
from narrate.movement import Direction, Movement
from narrate.settings import Statistics

FIRST, LAST = "201403", "201912"
LEAST = 100
"""Events in the year before the first quarter that a series needs."""
SETTLED = (Movement.LEVELLING, Movement.PLATEAUED)
AGEING = {
    Movement.LEVELLING: (Movement.LEVELLING, Movement.PLATEAUED),
    Movement.PLATEAUED: (Movement.PLATEAUED, Movement.NOT_SIGNIFICANT),
}
"""What a label becomes as time goes by, with no other cause."""


def read(path: Path) -> pd.DataFrame:
    """Return the months of all series that are large enough, a row each."""
    wide = pd.read_csv(path).filter(regex=r"^\d{6}$")
    year = wide[[name for name in wide if "201301" <= name <= "201312"]]
    return wide[year.sum(axis=1) >= LEAST].copy()


def quarter_ends(months: pd.DataFrame) -> Iterator[str]:
    """Yield the last month of every quarter looked at."""
    yield from (name for name in months if FIRST <= name <= LAST and name[4:] in {"03", "06", "09", "12"})


def classified(months: pd.DataFrame, end: str) -> pd.DataFrame:
    """Return the table of movements at the end of a month, one row for each series."""
    counts = months[[name for name in months if name <= end]].to_numpy()
    periods = pd.period_range(end=f"{end[:4]}-{end[4:]}", periods=counts.shape[1], freq="M").astype(str)
    long = pd.DataFrame(
        {
            "indicator": np.repeat([f"s{row:04d}" for row in range(len(counts))], counts.shape[1]),
            "area": "London",
            "period": np.tile(periods, len(counts)),
            "count": counts.ravel(),
        }
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NarrateWarning)
        return narrate.classify(long).set_index("indicator")


def unremarkable(earlier: pd.Series, later: pd.Series) -> bool:
    """Whether the newest quarter goes on as the label before it said."""
    sign = {Movement.RISING: 1, Movement.REDUCING: -1}.get(earlier["movement"], 0)
    if sign:
        return bool(sign * later["change_quarter"] > 0)
    return bool(later["p_quarter"] > Statistics().alpha)


def rewritten(earlier: pd.Series, later: pd.Series) -> dict[str, bool]:
    """Say what of the earlier account the later one tells otherwise."""
    was, now = earlier["movement"], later["movement"]
    settled = was in SETTLED and now in SETTLED
    same = was is now or now in AGEING.get(was, ())
    return {
        "label": not same,
        "before": settled and earlier["before"] is not later["before"],
        "start of the phase by over a quarter": was is now and _apart(_start(earlier), _start(later)) > 1,
        "start of the phase by over a year": was is now and _apart(_start(earlier), _start(later)) > 4,
        "from rising to reducing or back": {was, now} == {Movement.RISING, Movement.REDUCING},
        "phases that ended over a year ago": _old(earlier, later) != _old(later, later),
    }


def _start(row: pd.Series) -> str:
    return str(row["phases"][-1][1]) if row["phases"] else ""


def _apart(one: str, other: str) -> int:
    """Return the quarters between two periods such as 2019/20 Q1."""
    if not one or not other:
        return 0
    numbers = [4 * int(text[:4]) + int(text[-1]) for text in (one, other)]
    return abs(numbers[0] - numbers[1])


def _old(row: pd.Series, later: pd.Series) -> list[tuple[Direction, str]]:
    """Return direction and start of the rises and falls that ended over a year before the later quarter."""
    return [
        (direction, first)
        for direction, first, last, _ in row["phases"]
        if direction is not Direction.LEVEL and _apart(last, str(later["period"])) > 4
    ]


def table(months: pd.DataFrame) -> pd.DataFrame:
    """Return how often each part of the account changes, after any quarter and after an unremarkable one."""
    counted: dict[str, list[tuple[bool, bool]]] = {}
    earlier = None
    for end in quarter_ends(months):
        later = classified(months, end)
        if earlier is not None:
            both = later.index[(later["movement"].notna() & earlier["movement"].notna()).to_numpy()]
            for name in both:
                calm = unremarkable(earlier.loc[name], later.loc[name])
                for what, changed in rewritten(earlier.loc[name], later.loc[name]).items():
                    counted.setdefault(what, []).append((calm, changed))
        earlier = later
    return pd.DataFrame(
        [
            {
                "rewritten": what,
                "pairs": len(those),
                "after any quarter": round(float(np.mean([changed for _, changed in those])), 4),
                "unremarkable": sum(calm for calm, _ in those),
                "after an unremarkable one": round(
                    float(np.mean([changed for calm, changed in those if calm])), 4
                ),
            }
            for what, those in counted.items()
        ]
    )


if __name__ == "__main__":
    print(table(read(Path(sys.argv[1]))).to_string(index=False))
