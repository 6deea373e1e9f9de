"""Reports drawn at random: series of every kind, and specs that use everything a spec can say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from narrate.spec import ReportSpec

MONTHS = pd.period_range("2016-04", "2024-03", freq="M")
PARTS = ("North", "South", "East and West", "Isle")


def draw(seed: int) -> tuple[ReportSpec, pd.DataFrame]:
    """Return a spec and its observations."""
    rng = np.random.default_rng(seed)
    codes = [f"i{number}" for number in range(int(rng.integers(2, 7)))]
    made = [_indicator(code, rng) for code in codes]
    for declared, _ in made:
        other = str(rng.choice(codes))
        declared["sibling"] = other if other != declared["id"] and rng.random() < 0.4 else ""
    observations = pd.concat([frame for _, frame in made], ignore_index=True)
    observed = set(observations["area"])  # an area that is named and not observed is warned of
    content = {
        "report": {
            "title": "Outcomes: {period}",
            "board": "The Board",
            "period": "2023/24 Q4",
            "area": "Home",
            "observations": "observations.csv",
            "prompts": bool(rng.random() < 0.2),
        },
        "areas": {
            "kind": "county",
            "part": "districts",
            "parts": tuple(part for part in PARTS if part in observed),
            "region": "Region" if "Region" in observed else "",
            "nation": "Nation" if "Nation" in observed else "",
        },
        "indicators": [declared for declared, _ in made],
        "sections": [
            {"heading": "Summary", "paragraphs": [{"summary": True}]},
            {"heading": "Outcomes", "paragraphs": [{"indicator": code} for code in codes[:3]]},
            {
                "heading": "More",
                "paragraphs": [
                    {
                        "text": "In {period}.",
                        "group": True,
                        "items": [{"indicator": code} for code in codes[3:]],
                    }
                ],
            },
            {"heading": "Method", "numbered": False, "paragraphs": [{"method": True, "list": "bullets"}]},
        ],
    }
    return ReportSpec.model_validate(content), observations


def _indicator(code: str, rng: np.random.Generator) -> tuple[dict[str, Any], pd.DataFrame]:
    shape = rng.choice(["monthly", "quarterly", "annual", "value", "closing"], p=[0.45, 0.2, 0.15, 0.1, 0.1])
    declared, frame = {
        "monthly": _monthly,
        "quarterly": _quarterly,
        "annual": _annual,
        "value": _value,
        "closing": _closing,
    }[str(shape)](code, rng)
    declared |= {
        "id": code,
        "name": f"{rng.choice(['theft', 'the share of calls answered', 'visits'])} {code[1:]}",
        "plural": bool(rng.random() < 0.3),
        "decimals": int(rng.integers(0, 3)),
        "polarity": str(rng.choice(["low is good", "high is good", "neutral"])),
        "table": bool(rng.random() < 0.2),
    }
    if rng.random() < 0.3:
        limit = {
            "value": float(np.round(rng.uniform(1, 90), 1)),
            "bound": str(rng.choice(["upper", "lower"])),
        }
        declared[str(rng.choice(["threshold", "target"]))] = limit
    if rng.random() < 0.1:
        declared["introduced"] = "2023/24 Q4"
    if rng.random() < 0.2:
        declared["baseline"] = f"{(year := int(rng.integers(2017, 2023)))}/{(year + 1) % 100:02d}"
    if rng.random() < 0.2:
        first, second = sorted(float(limit) for limit in rng.uniform(1, 60, 2).round(1))
        worse = declared["polarity"] != "high is good"
        declared["status"] = {"green": first, "amber": second} if worse else {"green": second, "amber": first}
    if rng.random() < 0.2:
        declared["levels"] = {"very_low": 2, "low": 5, "high": 40, "very_high": 80}
    declared |= {"counts": bool(rng.random() < 0.3), "rank": bool(rng.random() < 0.2)}
    if rng.random() < 0.1:
        declared["breaks"] = [str(MONTHS[int(rng.integers(20, len(MONTHS)))])]
    return declared, frame


def _path(rng: np.random.Generator, length: int, each: int) -> np.ndarray:
    """Return a level that goes up, down and straight by turns."""
    pace = np.concatenate(
        [np.full(int(rng.integers(2, 10)) * each, rng.choice([-0.25, 0, 0, 0.25])) for _ in range(length)]
    )[:length]
    return np.exp(np.cumsum(pace) / (each * 4))


def _rows(code: str, area: str, periods: Any, **columns: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {"indicator": code, "area": area, "period": [str(period) for period in periods], **columns}
    )


def _monthly(code: str, rng: np.random.Generator) -> tuple[dict[str, Any], pd.DataFrame]:
    months = MONTHS[int(rng.integers(0, 70)) :]
    path = _path(rng, len(months), 3) * (1 + 0.2 * rng.random() * np.cos(np.arange(len(months)) * np.pi / 6))
    scale = float(10 ** rng.uniform(-0.5, 3))
    areas = ["Home", *(PARTS if rng.random() < 0.6 else ()), *(["Region"] if rng.random() < 0.5 else [])]
    frames = []
    for area in areas:
        mean = scale * path * rng.uniform(0.5, 2)
        frames.append(_rows(code, area, months, count=rng.poisson(mean), denominator=100_000.0))
    frame = pd.concat(frames)
    if rng.random() < 0.15:
        frame.loc[frame.sample(1, random_state=int(rng.integers(1e6))).index, "count"] = np.nan
    rate = bool(rng.random() < 0.8)
    if not rate:
        frame["denominator"] = np.nan
    return {"measure": "rate" if rate else "count", "counted": "events", "base": "population"}, frame


def _quarterly(code: str, rng: np.random.Generator) -> tuple[dict[str, Any], pd.DataFrame]:
    ends = MONTHS[2::3][int(rng.integers(0, 24)) :]
    base = int(rng.choice([20, 60, 500, 2000]))
    share = np.clip(rng.uniform(0.1, 0.9) * _path(rng, len(ends), 1), 0.01, 0.99)
    frames = [_rows(code, "Home", ends, count=rng.binomial(base, share), denominator=base)]
    if rng.random() < 0.5:
        frames.append(_rows(code, "Nation", ends[-1:], count=int(500 * share[-1]), denominator=500))
    return {"measure": "proportion", "window": str(rng.choice(["12 months", "period"]))}, pd.concat(frames)


def _years(rng: np.random.Generator) -> list[str]:
    first = int(rng.integers(2012, 2021))
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(first, int(rng.choice([2023, 2024])))]


def _annual(code: str, rng: np.random.Generator) -> tuple[dict[str, Any], pd.DataFrame]:
    years = _years(rng)
    count = rng.poisson(10 ** rng.uniform(0.5, 3) * _path(rng, len(years), 1))
    return {"measure": "count", "counted": "events"}, _rows(code, "Home", years, count=count)


def _closing(code: str, rng: np.random.Generator) -> tuple[dict[str, Any], pd.DataFrame]:
    declared, frame = _annual(code, rng)
    last = int(frame["period"].iloc[-1][:4])
    if last >= 2023:
        return declared, frame
    extra = _rows(
        code, "Home", [f"{last + 1}/{(last + 2) % 100:02d} Q1"], count=[int(frame["count"].iloc[-1]) + 3]
    )
    return declared | {"closing_year": True}, pd.concat([frame, extra])


def _value(code: str, rng: np.random.Generator) -> tuple[dict[str, Any], pd.DataFrame]:
    if rng.random() < 0.5:
        years = _years(rng)
        value = np.round(rng.uniform(5, 50) * _path(rng, len(years), 1), 1)
        return {"measure": "value", "counted": "points"}, _rows(
            code, "Home", years, value=value, lower=value * 0.95, upper=value * 1.05
        )
    ends = MONTHS[2::3][int(rng.integers(0, 24)) :]
    value = np.round(rng.uniform(5, 50) * _path(rng, len(ends), 1) * rng.normal(1, 0.01, len(ends)), 2)
    window = str(rng.choice(["12 months", "period"]))
    return {"measure": "value", "window": window, "counted": "points"}, _rows(code, "Home", ends, value=value)
