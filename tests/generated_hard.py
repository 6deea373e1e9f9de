"""Harder reports drawn at random: figures at their limits, zeros, ties, gaps, and papers of every size."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import narrate
from narrate.spec import Detail, ReportSpec

Row = dict[str, Any]
Declared = dict[str, Any]

PERIOD = "2023/24 Q4"
QUARTER_BEFORE = "2023/24 Q3"
MONTHS = [str(month) for month in pd.period_range("2017-04", "2024-03", freq="M")]
QUARTERS = [
    f"{year}/{(year + 1) % 100:02d} Q{quarter}" for year in range(2017, 2024) for quarter in (1, 2, 3, 4)
]
YEARS = [f"{year}/{(year + 1) % 100:02d}" for year in range(2012, 2024)]
PERIODS: Mapping[str, list[str]] = {"monthly": MONTHS, "quarterly": QUARTERS, "annual": YEARS}

PARTS = ("North", "South", "East and West", "Isle")
PEERS = ("Home", "Ashshire", "Oakshire", "Elmshire")
WIDER = ("Region", "Nation")
NOUNS = (
    ("theft", False),
    ("visits", True),
    ("complaints", True),
    ("arson", False),
    ("the share of calls answered", False),
    ("falls", True),
    ("robbery", False),
    ("admissions", True),
    ("fraud", False),
    ("repairs", True),
    ("stalking", False),
    ("referrals", True),
    ("congestion", False),
    ("collisions", True),
    ("truancy", False),
)
PLACES = (
    "",
    " by day",
    " by night",
    " at work",
    " at home",
    " in parks",
    " in shops",
    " on trains",
    " among adults",
    " among children",
    " near schools",
    " near hospitals",
    " off the road",
    " after dark",
)
NAMES = [(noun + place, plural) for place in PLACES for noun, plural in NOUNS]

SIZES = (0, 1, 2, 3, 5, 10, 200)
CHANCES = (0.02, 0.15, 0.2, 0.2, 0.3, 0.12, 0.01)


@dataclass(frozen=True)
class Drawn:
    """A spec and its observations."""

    spec: ReportSpec
    observations: pd.DataFrame

    def compose(self, detail: Detail | None = None) -> narrate.Report:
        """Return the paper, in the detail that it asks for or another, without the warnings of hard data."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", narrate.NarrateWarning)
            return narrate.compose(self.spec, observations=self.observations, detail=detail)


def draw(seed: int, number: int | None = None) -> Drawn:
    """Return a hard paper, of a given number of indicators or of any."""
    rng = np.random.default_rng([seed, 7])
    size = int(rng.choice(SIZES, p=CHANCES)) if number is None else number
    return _drawn(rng, size)


def draw_revised(seed: int, folder: Path) -> tuple[Drawn, Drawn, Drawn]:
    """Return a first paper, the same with the figures known today, and the next that names its trace.

    The first has the data to the quarter before. In the next some figures of that time are others.
    """
    rng = np.random.default_rng([seed, 11])
    whole = _drawn(rng, int(rng.choice((1, 2, 3, 5))))
    revised = _revised(whole.observations, rng)
    report = whole.spec.report
    earlier = report.model_validate({**report.model_dump(mode="json"), "period": QUARTER_BEFORE})
    first = Drawn(whole.spec.model_copy(update={"report": earlier}), whole.observations)
    trace = folder / f"first-{seed}.trace.json"
    composed = first.compose()
    trace.write_text(
        composed.trace.with_draft("first.md", composed.to_markdown()).to_json(), encoding="utf-8"
    )
    named = report.model_copy(update={"previous": str(trace.resolve())})
    return (
        first,
        Drawn(first.spec, revised),
        Drawn(whole.spec.model_copy(update={"report": named}), revised),
    )


def draw_ending(seed: int) -> tuple[Drawn, Drawn]:
    """Return one paper twice: each series' newest period is absent in the first, and blank in the second."""
    rng = np.random.default_rng([seed, 13])
    whole = _drawn(rng, int(rng.choice((1, 2, 3))))
    frame = whole.observations
    newest = frame["period"].isin([periods[-1] for periods in PERIODS.values()])
    blank = frame.copy()
    figures = [name for name in ("count", "value", "lower", "upper") if name in frame]
    blank.loc[newest, figures] = np.nan
    return Drawn(whole.spec, frame[~newest].reset_index(drop=True)), Drawn(whole.spec, blank)


def _drawn(rng: np.random.Generator, size: int) -> Drawn:
    """Return a paper with limits where its figures are."""
    place = rng.permutation(len(NAMES))[: max(size, 1)]
    made = [
        _indicator(f"i{number}", NAMES[index], rng, small=size > 20) for number, index in enumerate(place)
    ]
    codes = [declared["id"] for declared, _ in made][:size]
    for declared, _ in made:
        if len(codes) > 1 and rng.random() < 0.3:
            other = str(rng.choice(codes))
            declared["sibling"] = other if other != declared["id"] else ""
    frame = pd.DataFrame([row for _, rows in made for row in rows])
    content = _content(codes, [declared for declared, _ in made], rng)
    found = Drawn(ReportSpec.model_validate(content), frame).compose().findings
    for declared in content["indicators"]:
        if declared["id"] in found and rng.random() < 0.5:
            declared |= _limits(found[declared["id"]].value, rng)
    return Drawn(ReportSpec.model_validate(content), frame)


def _content(codes: Sequence[str], declared: list[Declared], rng: np.random.Generator) -> dict[str, Any]:
    parts = PARTS if rng.random() < 0.7 else PARTS[: int(rng.integers(1, 4))]
    middle = (len(codes) + 1) // 2
    grouped = {"text": "In {period}.", "group": True}
    return {
        "report": {
            "title": "Outcomes: {period}",
            "period": PERIOD,
            "area": "Home",
            "observations": "observations.csv",
        },
        "areas": {
            "kind": str(rng.choice(["county", "overall"])),
            "part": "districts",
            "parts": parts,
            "region": WIDER[0],
            "nation": WIDER[1],
            "peers": PEERS,
            "peer": "counties",
            "called": {"Region": "the Region"} if rng.random() < 0.3 else {},
        },
        "indicators": declared,
        "sections": [
            {"heading": "Summary", "paragraphs": [{"summary": True}]},
            {"heading": "Outcomes", "paragraphs": [{"indicator": code} for code in codes[:middle]]},
            {
                "heading": "More",
                "paragraphs": [grouped | {"items": [{"indicator": code} for code in codes[middle:]]}],
            },
            {"heading": "Method", "numbered": False, "paragraphs": [{"method": True, "list": "bullets"}]},
        ],
    }


def _limits(value: float | None, rng: np.random.Generator) -> Declared:
    """Return a limit at the figure, within rounding of it, beside it, or at nothing."""
    figure = 0.0 if value is None else value
    decimals = int(rng.integers(0, 3))
    limit = {
        "rounded": round(figure, decimals),
        "beside": round(figure, decimals) + float(rng.choice([-1, 1])) * 10.0**-decimals,
        "hair": figure * (1 + float(rng.choice([-1, 1])) * 1e-3),
        "nothing": 0.0,
        "far": round(figure * float(rng.choice([0.5, 2])), decimals),
    }[str(rng.choice(["rounded", "beside", "hair", "nothing", "far"], p=[0.4, 0.2, 0.1, 0.15, 0.15]))]
    bound = {"value": round(limit, 6), "bound": str(rng.choice(["upper", "lower"]))}
    if rng.random() < 0.3:
        bound["source"] = "Home Office"
    return {str(rng.choice(["threshold", "target"])): bound}


def _indicator(
    code: str, name: tuple[str, bool], rng: np.random.Generator, small: bool
) -> tuple[Declared, list[Row]]:
    shape = str(rng.choice(["counts", "shares", "values"], p=[0.6, 0.25, 0.15]))
    declared: Declared = {
        "id": code,
        "name": name[0],
        "plural": name[1],
        "polarity": str(rng.choice(["low is good", "high is good", "neutral"])),
        "table": bool(rng.random() < 0.25),
        "counts": bool(rng.random() < 0.3),
        "rank": bool(rng.random() < 0.3),
    }
    if rng.random() < 0.5:
        declared["decimals"] = int(rng.choice([0, 0, 1, 1, 2]))
    if rng.random() < 0.15:
        declared["introduced"] = PERIOD
    if rng.random() < 0.2:
        declared["baseline"] = str(rng.choice(["2018/19", "2019/20", "2021/22"]))
    if rng.random() < 0.2:
        declared["status"] = {"green": 0.0 if rng.random() < 0.5 else 5.0, "amber": 20.0}
    if declared.get("status") and declared["polarity"] == "high is good":
        declared["status"] = {"green": 20.0, "amber": 5.0}
    own, rows = {"counts": _counts, "shares": _shares, "values": _values}[shape](code, rng, small)
    return declared | own, _ending(own, rows, rng)


def _frequency(rng: np.random.Generator, small: bool) -> str:
    choices = ["quarterly", "annual"] if small else ["monthly", "quarterly", "annual"]
    return str(rng.choice(choices))


def _level(rng: np.random.Generator, length: int, each: int) -> np.ndarray:
    """Return a level that stays, moves throughout, or turns and stops late."""
    steps = np.zeros(length)
    kind = rng.choice(["stays", "moves", "turns", "steps"], p=[0.35, 0.25, 0.25, 0.15])
    if kind == "moves":
        steps[:] = rng.choice([-0.2, -0.05, 0.05, 0.2])
    if kind == "turns":
        turn, stop = length - int(rng.integers(4, 14)), length - int(rng.integers(0, 9))
        steps[turn:stop] = rng.choice([-0.4, 0.4])
    if kind == "steps":
        steps[-int(rng.integers(1, min(length, 4)))] = each * rng.choice([-0.6, 0.6])
    return np.exp(np.cumsum(steps) / each)


EACH = {"monthly": 12, "quarterly": 4, "annual": 1}


def _areas(rng: np.random.Generator, small: bool) -> list[str]:
    parts = PARTS if not small and rng.random() < 0.6 else ()
    peers = PEERS[1:] if not small and rng.random() < 0.3 else ()
    wider = [area for area in WIDER if rng.random() < 0.5]
    return ["Home", *parts, *peers, *wider]


def _counts(code: str, rng: np.random.Generator, small: bool) -> tuple[Declared, list[Row]]:
    frequency = _frequency(rng, small)
    periods = _kept(PERIODS[frequency], rng)
    level = _level(rng, len(periods), EACH[frequency])
    scale = float(rng.choice([0.05, 0.3, 1, 5, 50, 800])) * 12 / EACH[frequency]
    kind = str(rng.choice(["drawn", "none", "few", "tied", "repeated"], p=[0.6, 0.08, 0.1, 0.12, 0.1]))
    rate = bool(rng.random() < 0.6)
    base = float(rng.choice([900, 40_000, 250_000]))
    per = int(rng.choice([1, 100, 1000, 100_000], p=[0.15, 0.2, 0.45, 0.2]))
    rows, tied = [], rng.poisson(scale * level)
    for area in _areas(rng, small):
        size = _size(area, rng)
        counted = {
            "drawn": lambda size=size: rng.poisson(scale * size * level * rng.choice([1, 1, 0.6, 1.7])),
            "none": lambda: np.zeros(len(periods), int),
            "few": lambda: (rng.random(len(periods)) < 0.5 / EACH[frequency]).astype(int),
            "tied": lambda: tied,
            "repeated": lambda size=size: np.full(len(periods), int(scale * size) + 1),
        }[kind]()
        denominator = base * (1 if kind == "tied" else size) if rate else np.nan
        rows += [
            {"indicator": code, "area": area, "period": period, "count": int(n), "denominator": denominator}
            for period, n in zip(periods, counted, strict=True)
        ]
    noun = str(rng.choice(["offences", "events", "people"]))
    own: Declared = {"counted": noun, "base": "population", "per": per}
    if rng.random() < 0.6:
        own["measure"] = "rate" if rate else "count"
    return own, _parted(rows, rng)


def _size(area: str, rng: np.random.Generator) -> float:
    if area in WIDER:
        return float(rng.choice([3, 10, 40]))
    return float(rng.choice([0.1, 0.3, 0.5])) if area in PARTS else 1.0


def _shares(code: str, rng: np.random.Generator, small: bool) -> tuple[Declared, list[Row]]:
    frequency = str(rng.choice(["quarterly", "annual"]))
    periods = _kept(PERIODS[frequency], rng)
    base = int(rng.choice([4, 30, 400, 2000, 60_000]))
    share = float(rng.choice([0.0, 0.0004, 0.004, 0.04, 0.5, 0.96, 0.996, 0.9996, 1.0]))
    path = np.clip(share * _level(rng, len(periods), EACH[frequency]) if share < 0.9 else share, 0, 1)
    path = np.broadcast_to(path, len(periods))
    rows = []
    for area in _areas(rng, small):
        lone = area in WIDER and rng.random() < 0.4
        size = int(base * (5 if area in WIDER else 1))
        hits = rng.binomial(size, path)
        rows += [
            {"indicator": code, "area": area, "period": period, "count": int(n), "denominator": float(size)}
            for period, n in list(zip(periods, hits, strict=True))[-1 if lone else 0 :]
        ]
    own: Declared = {"measure": "proportion", "base": "people asked"}
    if rng.random() < 0.4:
        own["window"] = str(rng.choice(["12 months", "period"]))
    return own, _parted(rows, rng)


def _values(code: str, rng: np.random.Generator, small: bool) -> tuple[Declared, list[Row]]:
    frequency = str(rng.choice(["quarterly", "annual"]))
    periods = _kept(PERIODS[frequency], rng)
    middle = float(rng.choice([-40, -2, 0, 0.3, 30]))
    value = middle * _level(rng, len(periods), EACH[frequency]) + rng.normal(
        0, 0.05 * abs(middle) + 0.2, len(periods)
    )
    if rng.random() < 0.15:
        value = np.full(len(periods), middle)
    value = value.round(int(rng.integers(0, 4)))
    known = bool(rng.random() < 0.4)
    rows: list[Row] = []
    for area in ("Home", *(area for area in WIDER if rng.random() < 0.4)):
        shift = 0.0 if area == "Home" else float(rng.choice([-1, 0, 0.004, 2]))
        rows += [
            {"indicator": code, "area": area, "period": period, "value": one + shift}
            | ({"lower": one + shift - 0.5, "upper": one + shift + 0.5} if known else {})
            for period, one in zip(periods, value, strict=True)
        ]
    return {"measure": "value", "counted": str(rng.choice(["points", "pounds"]))}, rows


def _kept(periods: list[str], rng: np.random.Generator) -> list[str]:
    """Return the newest periods, as few as a first year or as many as there are."""
    return periods[-int(rng.integers(max(len(periods) // 5, 2), len(periods) + 1)) :]


def _parted(rows: list[Row], rng: np.random.Generator) -> list[Row]:
    """Leave a part without figures, or stop it before the others."""
    kind = rng.choice(["all", "one without", "one stops", "one blank"], p=[0.55, 0.15, 0.15, 0.15])
    part = str(rng.choice(PARTS))
    last = rows[-1]["period"]
    if kind == "one without":
        return [row for row in rows if row["area"] != part]
    if kind == "one stops":
        return [row for row in rows if row["area"] != part or row["period"] != last]
    if kind == "one blank":
        return [
            row | {"count": np.nan} if row["area"] == part and row["period"] == last else row for row in rows
        ]
    return rows


def _ending(own: Declared, rows: list[Row], rng: np.random.Generator) -> list[Row]:
    """Stop the series early, leave its newest period blank, or fill it in part."""
    periods = sorted({row["period"] for row in rows})
    last = periods[-1]
    kind = str(rng.choice(["full", "stops", "blank", "gap", "partial"], p=[0.5, 0.15, 0.1, 0.1, 0.15]))
    if kind == "stops" and len(periods) > 8:
        gone = set(periods[-int(rng.integers(1, 7)) :])
        return [row for row in rows if row["period"] not in gone]
    if kind == "gap" and len(periods) > 4:
        gone = {periods[-int(rng.integers(2, 5))]}
        return [row for row in rows if row["period"] not in gone]
    if kind == "blank" and len(periods) > 3:
        empty = {"count": np.nan} if "count" in rows[0] else {"value": np.nan}
        if "lower" in rows[0]:
            empty |= {"lower": np.nan, "upper": np.nan}
        return [row | empty if row["period"] == last else row for row in rows]
    if kind == "partial" and "count" in rows[0] and len(periods) > 8 and not last.endswith("/24"):
        own["provisional"] = last
        return [
            row | {"count": row["count"] // 4}
            if row["period"] == last and row["count"] == row["count"]
            else row
            for row in rows
        ]
    return rows


def _revised(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the observations with some of the earlier figures of some indicators changed."""
    revised = frame.copy()
    for code in frame["indicator"].unique():
        kind = str(rng.choice(["none", "newest", "all", "little"], p=[0.3, 0.3, 0.25, 0.15]))
        own = (frame["indicator"] == code) & (frame["area"] == "Home")
        earlier = own & ~frame["period"].isin(["2024-01", "2024-02", "2024-03", PERIOD])
        factor = {"none": 1.0, "newest": 1.25, "all": float(rng.choice([0.9, 1.1])), "little": 1.012}[kind]
        rows = frame.index[earlier][-3:] if kind == "newest" else frame.index[earlier]
        if "count" in frame and frame.loc[own, "count"].notna().any():
            most = frame.loc[rows, "denominator"].fillna(np.inf)
            changed = (frame.loc[rows, "count"] * factor).round()
            revised.loc[rows, "count"] = np.minimum(changed, np.maximum(most, frame.loc[rows, "count"]))
        elif kind != "none":
            for name in ("value", "lower", "upper"):
                if name in frame:
                    revised.loc[rows, name] = frame.loc[rows, name] + 0.3
    return revised
