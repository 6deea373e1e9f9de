"""How often the movement is right on other series than smooth ones, as tables: a script, not a test.

    python -m tests.benchmarks.movement_variants [LONDON]

LONDON is a wide table of recorded crime by borough, a column for each month; without it, what needs it is
left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

import narrate
from narrate.settings import Statistics

LABELS = ("rising", "levelling", "plateaued", "reducing", "not significant")
POWERS = {"high": (3.0, 10.0), "medium": (1.2, 3.0)}
DISPERSIONS = (1.0, 1.0, 2.0, 4.0)
Draw = np.random.Generator


def classified(series: list[np.ndarray], first: str = "2016-04") -> pd.Series:
    """Return the movement of monthly counts of one population, in their order; missing months are NaN."""
    frames = [
        pd.DataFrame(
            {
                "indicator": f"s{number:05d}",
                "area": "County",
                "period": pd.period_range(first, periods=len(counts), freq="M").astype(str),
                "count": counts,
                "denominator": 750_000,
            }
        )
        for number, counts in enumerate(series)
    ]
    return narrate.classify(pd.concat(frames, ignore_index=True)).sort_values("indicator")["movement"]


def season(random: Draw, most: float = 0.2) -> np.ndarray:
    """Return twelve months around 1."""
    wave = 1 + random.uniform(0, most) * np.cos(2 * np.pi * np.arange(12) / 12 + random.uniform(0, 2 * np.pi))
    return np.asarray(wave / wave.mean())


def noisy(random: Draw, mean: np.ndarray, dispersion: float) -> np.ndarray:
    """Draw counts with a variance of so many times the mean."""
    if dispersion <= 1:
        return random.poisson(mean)
    return random.poisson(random.gamma(mean / (dispersion - 1), dispersion - 1))


def gradual(random: Draw, label: str, level: float) -> tuple[np.ndarray, str, float]:
    """Return a monthly rate that bends, the label of its rolling year, and the smallest quarterly step.

    The rolling year is level where it changes by less than `level` a year; a rise or fall at the end has
    lasted for a year.
    """
    while True:
        turns = [int(random.integers(4, 10)) for _ in range(4)]
        turns[-1] = int(random.integers(1, 14))
        ways, way = [], 9
        for _ in turns:
            way = int(random.choice([one for one in (-1, 0, 1) if one != way]))
            ways.append(way if label != "not significant" else 0)
        pace = np.repeat([way * random.uniform(0.015, 0.05) for way in ways], turns)
        rate = np.exp(np.cumsum(np.r_[np.zeros(12), np.repeat(pace, 3) / 3]))
        rolling = np.convolve(rate, np.ones(12), "valid")[::3]
        step = 4 * (rolling[1:] / rolling[:-1] - 1)
        sign = np.where(np.abs(step) < level, 0, np.sign(step)).astype(int)
        lasted = label not in ("rising", "reducing") or len(set(sign[-4:])) == 1
        if label_of(sign) == label and lasted:
            moving = np.abs(pace[pace != 0])
            return rate, label, float(moving.min()) if len(moving) else 0.02


def label_of(sign: np.ndarray) -> str:
    """Return the label of a series by the direction of each quarter."""
    if sign[-1]:
        return "rising" if sign[-1] > 0 else "reducing"
    moved = np.flatnonzero(sign)
    since = len(sign) - 1 - moved[-1] if len(moved) else 99
    return "levelling" if since <= 2 else "plateaued" if since <= 8 else "not significant"


def drawn(
    random: Draw, n: int, power: str, level: float, residual: Callable[[Draw, np.ndarray], np.ndarray] | None
) -> Iterator[tuple[np.ndarray, str]]:
    """Yield labelled series with gradual turns."""
    for number in range(n):
        rate, label, step = gradual(random, LABELS[number % len(LABELS)], level)
        dispersion = float(random.choice(DISPERSIONS))
        year = dispersion / 2 * (random.uniform(*POWERS[power]) / step) ** 2
        mean = rate / 12 * year * np.resize(season(random), len(rate))
        yield (residual(random, mean) if residual else noisy(random, mean, dispersion)), label


def macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    """Return the mean over labels of the harmonic mean of precision and recall."""
    scores = []
    for label in LABELS:
        hit = ((truth == label) & (said == label)).sum()
        scores.append(2 * hit / max(1, (truth == label).sum() + (said == label).sum()))
    return float(np.mean(scores))


def scored(name: str, made: list[tuple[np.ndarray, str]]) -> dict[str, object]:
    """Score labelled series."""
    truth = np.array([label for _, label in made])
    said = classified([series for series, _ in made]).fillna("none").to_numpy().astype(str)
    ways = {"rising": 1, "reducing": -1}
    turned = np.mean([ways.get(a, 0) * ways.get(b, 0) == -1 for a, b in zip(truth, said, strict=True)])
    flat = truth == "not significant"
    return {
        "series": name,
        "macro-F1": round(macro_f1(truth, said), 3),
        "wrong direction": round(float(turned), 4),
        "movement on flat": round(float(np.mean(said[flat] != "not significant")), 3),
    }


def traps(random: Draw, n: int) -> Iterator[dict[str, object]]:
    """Yield how often each trap is seen through: what may be said, and the share that is."""
    quarters = 20
    flat = np.ones(3 * quarters)

    def spoiled(name: str, allowed: set[str], make: Callable[[], np.ndarray]) -> dict[str, object]:
        said = classified([make() for _ in range(n)]).fillna("none")
        return {"trap": name, "right": round(float(said.isin(allowed).mean()), 3)}

    def counts(mean: np.ndarray, each: float = 300.0) -> np.ndarray:
        shape = np.resize(season(random), len(mean))
        return noisy(random, mean * each / 3 * shape, float(random.choice(DISPERSIONS))).astype(float)

    def shock() -> np.ndarray:
        path, at = flat.copy(), 3 * int(random.integers(6, quarters - 6))
        path[at : at + 3] *= random.choice([0.6, 1.5])
        return counts(path)

    def step() -> np.ndarray:
        path, at = flat.copy(), 3 * (quarters - int(random.integers(7, 12)))
        path[at:] *= random.choice([0.75, 1.3])
        return counts(path, 900)

    def gone() -> np.ndarray:
        path = counts(flat)
        path[-3 * int(random.integers(2, 6)) :] = 0
        return path

    def begun() -> np.ndarray:
        path = counts(flat)
        path[: 3 * int(random.integers(2, 6))] = 0
        return path

    def missing() -> np.ndarray:
        path = counts(flat)
        path[random.integers(0, len(path) - 12)] = np.nan
        return path

    quiet = {"not significant"}
    yield spoiled("one-quarter shock", quiet, shock)
    yield spoiled("single step, over for three quarters or more", {"plateaued"}, step)
    yield spoiled("strong season", quiet, lambda: counts(flat * np.resize(season(random, 0.8), len(flat))))
    yield spoiled("drift of 1.5 % a year", quiet, lambda: counts(np.exp(np.arange(len(flat)) * 0.015 / 12)))
    yield spoiled("three events a quarter", {*quiet, "none"}, lambda: counts(flat, 3))
    yield spoiled("one event a quarter", {*quiet, "none"}, lambda: counts(flat, 1))
    yield spoiled("stopped", {"none"}, gone)
    yield spoiled("started", {"none"}, begun)
    yield spoiled("a missing month in the past", {*quiet, "none"}, missing)


def noise(random: Draw, n: int) -> Iterator[dict[str, object]]:
    """Yield how often pure noise is given a movement: together in a batch, and each series alone."""
    for dispersion in (1.0, 2.3, 4.0):
        for quarters in (8, 12, 20, 28, 40):
            for most in (0.0, 0.2):
                made = [
                    noisy(random, np.resize(season(random, most), 3 * quarters) * 150.0, dispersion)
                    for _ in range(n)
                ]
                batch = classified(made)
                alone = pd.concat([classified(made[at : at + 8]) for at in range(0, n, 8)])
                yield {
                    "dispersion": dispersion,
                    "quarters": quarters,
                    "season": most,
                    "in a batch": round(float((batch != "not significant").mean()), 3),
                    "alone": round(float((alone != "not significant").mean()), 3),
                }


def london_residuals(wide: pd.DataFrame) -> Callable[[Draw, np.ndarray], np.ndarray]:
    """Return noise as recorded crime has it: what trend and season leave of real series, by quarters."""
    months = months_of(wide)[:, 24:108]
    large = months[(months > 8).all(axis=1)]
    window = np.ones(13) / 13
    trend = np.array([np.convolve(np.pad(row, 6, "edge"), window, "valid") for row in large])
    shape = large / trend
    by_month = np.stack([shape[:, at::12].mean(axis=1) for at in range(12)], axis=1)
    left = (shape / np.tile(by_month, 7) - 1) * np.sqrt(trend)
    left *= np.sqrt(84 / (84 - 12 - 7))  # what fitting took

    def residual(random: Draw, mean: np.ndarray) -> np.ndarray:
        row = left[random.integers(len(left))]
        starts = 3 * random.integers(0, len(row) // 3, size=len(mean) // 3 + 1)
        noise = np.concatenate([row[start : start + 3] for start in starts])[: len(mean)]
        return np.maximum(0, np.rint(mean + noise * np.sqrt(mean)))

    return residual


def months_of(wide: pd.DataFrame) -> np.ndarray:
    return wide.filter(regex=r"^\d{6}$").to_numpy(float)


def london(wide: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Return the movements of all series at the end of 2019 by offence, and the share of direct turns.

    A turn is direct where a series is rising at the end of one quarter and reducing at that of the next, or
    the other way round; each is judged on the latest 24 quarters, from 2016 to 2019.
    """
    said = []
    for end in range(69, 118, 3):
        months = months_of(wide)[:, max(0, end - 72) : end]
        said.append(classified(list(months)).fillna("none").to_numpy())
    steps = np.stack(said)
    turns = (steps[:-1] == "rising") & (steps[1:] == "reducing")
    turns |= (steps[:-1] == "reducing") & (steps[1:] == "rising")
    table = pd.crosstab(wide["minortext"].str.title(), pd.Series(steps[-1], index=wide.index))
    return table, float(turns.mean())


def main() -> None:
    wide = pd.read_csv(Path(sys.argv[1])) if len(sys.argv) > 1 else None
    random = np.random.default_rng(20240401)
    noises = {"drawn noise": None} | ({} if wide is None else {"real residuals": london_residuals(wide)})
    levels = {"still": 0.001, "below materiality": Statistics().materiality}
    rows = [
        scored(
            f"{noise}, {power} power, level when {name}", list(drawn(random, 2000, power, level, residual))
        )
        for (noise, residual), power, (name, level) in product(noises.items(), POWERS, levels.items())
    ]
    print(pd.DataFrame(rows).to_string(index=False), "\n")
    print(pd.DataFrame(traps(random, 1000)).to_string(index=False), "\n")
    cells = pd.DataFrame(noise(random, 1000))
    print(cells.to_string(index=False))
    print("mean", cells[["in a batch", "alone"]].mean().round(3).to_dict(), "\n")
    if wide is not None:
        table, turns = london(wide)
        print(table.to_string())
        print("direct turns from one quarter to the next:", round(turns, 5))


if __name__ == "__main__":
    main()
