"""How often the movement is right on other series than smooth ones, as tables: a script, not a test.

    python -m tests.benchmarks.movement_variants [LONDON]

LONDON is a wide table of recorded crime by borough, a column for each month; without it, what needs it is
left out. Every table is made in a batch, where like series share a prior dispersion, and with each series
alone; figures are medians over the seeds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pandas as pd

import narrate
from narrate.settings import Statistics
from narrate.spec import Indicator, Measure

LABELS = ("rising", "levelling", "plateaued", "reducing", "not significant")
POWERS = {"high": (3.0, 10.0), "medium": (1.2, 3.0)}
DISPERSIONS = (1.0, 1.0, 2.0, 4.0)
SEEDS = (20240401, 20240402, 20240403)
SERIES = 2000
Draw = np.random.Generator


def months_from(first: str, n: int) -> list[str]:
    """Return the names of so many months."""
    return list(pd.period_range(first, periods=n, freq="M").astype(str))


def quarters_from(first: str, n: int) -> list[str]:
    """Return the names of so many quarters from the start of a financial year."""
    years = [int(first[:4]) + quarter // 4 for quarter in range(n)]
    return [f"{year}/{(year + 1) % 100:02d} Q{quarter % 4 + 1}" for quarter, year in enumerate(years)]


def classified(
    series: list[np.ndarray], first: str = "2016-04", *, alone: bool = False, window: str = "12 months"
) -> pd.Series:
    """Return the movement of counts of one population, in their order; missing ones are NaN.

    The counts are of months; of quarters, where each is displayed by itself.
    """
    periods = months_from if window == "12 months" else quarters_from
    indicators = [f"s{number:05d}" for number in range(len(series))]
    frames = [
        pd.DataFrame(
            {
                "indicator": name,
                "area": "County",
                "period": periods(first, len(counts)),
                "count": counts,
                "denominator": 750_000,
            }
        )
        for name, counts in zip(indicators, series, strict=True)
    ]
    declared = None
    if window == "period":
        declared = [
            Indicator(id=name, name=name, measure=Measure.RATE, frequency="quarterly", window=window)
            for name in indicators
        ]
    size = Statistics().batch_size - 1 if alone else len(series)
    stated = []
    for at in range(0, len(series), size):
        part = pd.concat(frames[at : at + size], ignore_index=True)
        stated.append(narrate.classify(part, declared and declared[at : at + size]))
    return pd.concat(stated).sort_values("indicator")["movement"].reset_index(drop=True)


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


def macro_f1(truth: np.ndarray, stated: np.ndarray) -> float:
    """Return the mean over labels of the harmonic mean of precision and recall."""
    scores = []
    for label in LABELS:
        hit = ((truth == label) & (stated == label)).sum()
        scores.append(2 * hit / max(1, (truth == label).sum() + (stated == label).sum()))
    return float(np.mean(scores))


def shown(random: Draw, n: int, power: str) -> Iterator[tuple[np.ndarray, str]]:
    """Yield labelled quarters that are displayed by themselves: the turn is where the figure turns."""
    for number in range(n):
        label = LABELS[number % len(LABELS)]
        while True:
            lengths = random.integers(4, 10, size=4)
            lengths[-1] = random.integers(1, 10)
            ways = [int(random.choice((-1, 0, 1))) * (label != "not significant") for _ in lengths]
            sign = np.repeat(ways, lengths)
            lasted = label not in ("rising", "reducing") or lengths[-1] >= 4
            if label_of(sign) == label and lasted and all(a != b or not a for a, b in pairwise(ways)):
                break
        paces = np.repeat(random.uniform(0.015, 0.05, size=4), lengths) * sign
        moving = np.abs(paces[paces != 0])
        dispersion = float(random.choice(DISPERSIONS))
        least = moving.min() if len(moving) else 0.02
        quarter = 2 * dispersion * (random.uniform(*POWERS[power]) / least) ** 2
        mean = quarter * np.exp(np.cumsum(np.r_[0, paces]))
        shape = season(random).reshape(4, 3).mean(axis=1)
        yield noisy(random, mean * np.resize(shape, len(mean)), dispersion), label


def scored(
    name: str, made: list[tuple[np.ndarray, str]], *, alone: bool = False, window: str = "12 months"
) -> dict[str, object]:
    """Score labelled series."""
    truth = np.array([label for _, label in made])
    series = [each for each, _ in made]
    stated = classified(series, alone=alone, window=window).fillna("none").to_numpy().astype(str)
    ways = {"rising": 1, "reducing": -1}
    turned = np.mean([ways.get(a, 0) * ways.get(b, 0) == -1 for a, b in zip(truth, stated, strict=True)])
    flat = truth == "not significant"
    return {
        "series": name,
        "prior": "alone" if alone else "in a batch",
        "macro-F1": macro_f1(truth, stated),
        "wrong direction": float(turned),
        "movement on flat": float(np.mean(stated[flat] != "not significant")),
    }


def autocorrelated(random: Draw, n: int, quarters: int, rho: float) -> np.ndarray:
    """Draw rows of unit noise with an autocorrelation; a random walk for 1."""
    fresh = random.normal(size=(n, quarters)) * (np.sqrt(1 - rho**2) if rho < 1 else 1.0)
    fresh[:, 0] = random.normal(size=n)
    rows = fresh.copy()
    for at in range(1, quarters):
        rows[:, at] += rho * rows[:, at - 1]
    return rows


def values(random: Draw, n: int) -> Iterator[dict[str, object]]:
    """Yield how often a movement is claimed on autocorrelated figures of which nothing else is known."""
    for rho, quarters in product((0.0, 0.3, 0.6, 1.0), (8, 12, 20, 28, 40)):
        level = movement_of_values(100 * np.exp(0.03 * autocorrelated(random, n, quarters, rho)))
        growth = np.log(1.1) / 4 * np.arange(quarters)
        rising = movement_of_values(100 * np.exp(growth + 0.03 * autocorrelated(random, n, quarters, rho)))
        yield {
            "autocorrelation": rho,
            "quarters": quarters,
            "claimed on noise": float((level != "not significant").mean()),
            "rise of 10 % a year found": float((rising == "rising").mean()),
        }


def movement_of_values(figures: np.ndarray) -> pd.Series:
    """Return the movement of rows of quarterly values."""
    n, quarters = figures.shape
    periods = quarters_from("2010-04", quarters)
    names = np.repeat([f"s{number:05d}" for number in range(n)], quarters)
    frame = pd.DataFrame({"indicator": names, "area": "County", "period": np.tile(periods, n)})
    return narrate.classify(frame.assign(value=figures.ravel()))["movement"]


def medians(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Return the median over the seeds of every figure, by what names the row."""
    table = pd.DataFrame(rows)
    names = [name for name in table if not pd.api.types.is_float_dtype(table[name])]
    names += [
        name
        for name in ("dispersion", "autocorrelation", "quarters", "season")
        if name in table and name not in names
    ]
    return table.groupby(names, sort=False).median().round(4).reset_index()


def traps(random: Draw, n: int, *, alone: bool = False) -> Iterator[dict[str, object]]:
    """Yield how often each trap is seen through: what may be said, and the share that is."""
    quarters = 20
    flat = np.ones(3 * quarters)

    def spoiled(name: str, allowed: set[str], make: Callable[[], np.ndarray]) -> dict[str, object]:
        stated = classified([make() for _ in range(n)], alone=alone).fillna("none")
        prior = "alone" if alone else "in a batch"
        return {"trap": name, "prior": prior, "right": float(stated.isin(allowed).mean())}

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
    yield spoiled(
        "half a million, 1 % a year", quiet, lambda: random.poisson(5e5 * np.exp(flat.cumsum() / 1200))
    )
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
                alone = classified(made, alone=True)
                yield {
                    "dispersion": dispersion,
                    "quarters": quarters,
                    "season": most,
                    "in a batch": float((batch != "not significant").mean()),
                    "alone": float((alone != "not significant").mean()),
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
    stated = []
    for end in range(69, 118, 3):
        months = months_of(wide)[:, max(0, end - 72) : end]
        stated.append(classified(list(months)).fillna("none").to_numpy())
    steps = np.stack(stated)
    turns = (steps[:-1] == "rising") & (steps[1:] == "reducing")
    turns |= (steps[:-1] == "reducing") & (steps[1:] == "rising")
    table = pd.crosstab(wide["minortext"].str.title(), pd.Series(steps[-1], index=wide.index))
    return table, float(turns.mean())


def main() -> None:
    wide = pd.read_csv(Path(sys.argv[1])) if len(sys.argv) > 1 else None
    noises = {"drawn noise": None} | ({} if wide is None else {"real residuals": london_residuals(wide)})
    levels = {"still": 0.001, "below materiality": Statistics().materiality}
    rows, caught, claimed, figures = [], [], [], []
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        for (kind, residual), power, (name, level) in product(noises.items(), POWERS, levels.items()):
            made = list(drawn(random, SERIES, power, level, residual))
            title = f"{kind}, {power} power, level when {name}"
            rows += [scored(title, made, alone=alone) for alone in (False, True)]
        for power in POWERS:
            made = list(shown(random, SERIES, power))
            title = f"quarters displayed, {power} power"
            rows += [scored(title, made, alone=alone, window="period") for alone in (False, True)]
        for alone in (False, True):
            caught += traps(random, SERIES // 4, alone=alone)
        claimed += noise(random, SERIES // 4)
        figures += values(random, SERIES // 4)
    for table in (rows, caught, claimed, figures):
        print(medians(table).to_string(index=False), "\n", flush=True)
    if wide is not None:
        table, turns = london(wide)
        print(table.to_string())
        print("direct turns from one quarter to the next:", round(turns, 5))


if __name__ == "__main__":
    main()
