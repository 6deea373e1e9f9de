"""How often the tests find what is not there, and what they find of what is, as tables: a script, not a test.

    python -m tests.benchmarks.calibration [LONDON]

LONDON is a wide table of recorded crime by borough, a column for each month; without it, what needs it is
left out. All rates are percentages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pandas as pd

from narrate import inference
from narrate.findings.areas import judge_parts
from narrate.findings.record import Relation
from narrate.findings.series import Series
from narrate.measures import Basis, Block
from narrate.movement import Flag, classify_block
from narrate.settings import Settings, Statistics

SIZES = {20: 1.1, 200: 2.4, 2_000: 4.5, 20_000: 11.0}
"""Events a quarter, and how far recorded crime of that size is dispersed."""
DISPERSIONS = (1.0, 2.3, 4.0)
QUARTERS = (12, 20, 28)
YEAR = 4
STATISTICS = Statistics()
Draw = np.random.Generator


def block_of(count: np.ndarray, exposure: np.ndarray | float = 1.0) -> Block:
    """Return quarterly counts as series of one area."""
    count = np.asarray(count, float)
    nothing = np.full(count.shape, np.nan)
    exposure = np.broadcast_to(exposure, count.shape).astype(float)
    display = nothing.copy()
    years = np.lib.stride_tricks.sliding_window_view(count, YEAR, axis=1).sum(axis=2)
    display[:, YEAR - 1 :] = years / exposure[:, YEAR - 1 :]
    return Block(
        indicator=np.array([f"s{row:06d}" for row in range(len(count))], object),
        area=np.full(len(count), "County", object),
        basis=Basis.COUNT,
        periods_per_year=YEAR,
        window=YEAR,
        end=np.full(len(count), 644),
        count=count,
        exposure=exposure,
        display=display,
        lower=nothing,
        upper=nothing,
        segment=np.zeros(count.shape, int),
        overlap=np.zeros(len(count), int),
        design_effect=np.ones(len(count)),
        scale=np.ones(len(count)),
    )


def noisy(random: Draw, mean: np.ndarray, dispersion: float) -> np.ndarray:
    """Draw counts with a variance of so many times the mean."""
    if dispersion <= 1:
        return random.poisson(mean)
    return random.poisson(random.gamma(mean / (dispersion - 1), dispersion - 1))


def level(random: Draw, n: int, quarters: int, size: float) -> np.ndarray:
    """Return means without a trend, and with a season of a tenth."""
    return size * (1 + 0.1 * np.cos(np.pi / 2 * np.arange(quarters) + random.uniform(0, 2 * np.pi, (n, 1))))


def percent(hits: np.ndarray) -> float:
    return round(100 * float(np.mean(hits)), 2)


# Tests of the quarter and of the year ----------------------------------------


def tested(made: dict[int, np.ndarray]) -> Iterator[dict[str, float]]:
    """Yield how often level series of each size test as changed: each alone, and all in one batch."""
    sizes = np.repeat(list(made), [len(counts) for counts in made.values()])
    block = block_of(np.concatenate(list(made.values())))
    apart = np.full(len(sizes), -1)
    found = {"alone": classify_block(block, STATISTICS, apart), "batch": classify_block(block, STATISTICS)}
    for size in made:
        row: dict[str, float] = {"a quarter": size}
        for name, movements in found.items():
            row[f"quarter, {name}"] = percent(movements.period.p_value[sizes == size] < STATISTICS.alpha)
            row[f"year, {name}"] = percent(movements.year.p_value[sizes == size] < STATISTICS.alpha)
        yield row


def drawn_tests(random: Draw, n: int) -> Iterator[dict[str, object]]:
    """Yield the tests of drawn noise: of pure chance, and dispersed as recorded crime of that size is."""
    for (name, share), quarters in product({"Poisson": 0.0, "dispersed": 1.0}.items(), QUARTERS):
        made = {
            size: noisy(random, level(random, n, quarters, size), 1 + share * (dispersion - 1))
            for size, dispersion in SIZES.items()
        }
        yield from ({"noise": name, "quarters": quarters, **row} for row in tested(made))


def residual_tests(random: Draw, wide: pd.DataFrame, n: int) -> Iterator[dict[str, object]]:
    """Yield the tests of real residuals in their order.

    What a moving average leaves of a series depends on its width: 13 months take some of the variation from
    year to year with them, and 25 leave bends of the real series in it.
    """
    for months, quarters in product((13, 25), QUARTERS):
        left, usual = residuals(wide, months)
        made = {}
        for size in SIZES:
            like = np.flatnonzero((usual > size / 3) & (usual < size * 3))
            start = random.integers(0, left.shape[1] - quarters + 1, (n, 1))
            noise = left[random.choice(like, (n, 1)), start + np.arange(quarters)]
            mean = level(random, n, quarters, size)
            made[size] = np.maximum(0, np.rint(mean + noise * np.sqrt(mean)))
        yield from ({"average of": months, "quarters": quarters, **row} for row in tested(made))


def before_2020(wide: pd.DataFrame) -> np.ndarray:
    """Return monthly counts of boroughs and offences, and of their sums."""
    months = [column for column in wide.columns if column.isdigit() and column < "202001"]
    keys = ("boroughname", "minortext", "majortext", ["boroughname", "majortext"])
    sums = [wide.groupby(key)[months].sum() for key in keys]
    return np.concatenate([wide[months].to_numpy(float), *(each.to_numpy(float) for each in sums)])


def residuals(wide: pd.DataFrame, months: int) -> tuple[np.ndarray, np.ndarray]:
    """Return what trend and season leave of each quarter, in roots of its mean, and the usual quarter."""
    counts = before_2020(wide)
    counts = counts[(counts > 0).all(axis=1)]
    cut = months // 2
    trend = np.lib.stride_tricks.sliding_window_view(counts, months, axis=1).mean(axis=2)
    shape = counts[:, cut:-cut] / trend
    season = np.stack([shape[:, at::12].mean(axis=1) for at in range(12)], axis=1)
    left = (shape / np.resize(season.T, shape.T.shape).T - 1) * trend
    width = shape.shape[1]
    taken = 12 / width + 1 / months
    whole = width // 3 * 3
    by_quarter = left[:, -whole:].reshape(len(left), -1, 3).sum(axis=2)
    mean = trend[:, -whole:].reshape(len(left), -1, 3).sum(axis=2)
    return by_quarter / np.sqrt(mean * (1 - taken)), mean.mean(axis=1)


def dispersion_by_size(wide: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield the dispersion of five years of recorded crime by its size, and the variation beyond chance."""
    counts = before_2020(wide)
    quarters = counts.reshape(len(counts), -1, 3).sum(axis=2)
    spans = np.concatenate([quarters[:, at : at + 20] for at in range(0, quarters.shape[1] - 19, 8)])
    spans = spans[(spans.min(axis=1) > 2) & (spans.max(axis=1) < 4 * spans.min(axis=1))]
    rate = spans + inference.CONTINUITY
    change = np.log(rate[:, YEAR:] / rate[:, :-YEAR])
    variance = 1 / rate[:, YEAR:] + 1 / rate[:, :-YEAR]
    found, _ = inference.moving_range_dispersion(change, variance, screen=STATISTICS.screen)
    usual = spans.mean(axis=1)
    bounds = (20, 60, 200, 600, 2_000, 6_000, 20_000, 100_000)
    for low, high in pairwise(bounds):
        inside = (usual >= low) & (usual < high)
        excess = np.maximum((found[inside] - 1) / usual[inside], 0)
        yield {
            "a quarter": f"{low} to {high}",
            "series": int(inside.sum()),
            "mean": round(float(usual[inside].mean())),
            "dispersion, median": round(float(np.median(found[inside])), 2),
            "variation, %": round(100 * float(np.sqrt(np.median(excess))), 1),
        }


# Areas ----------------------------------------


def reports(random: Draw, n: int, areas: int, dispersion: float, first: float) -> list[np.ndarray]:
    """Return how the parts of each report stand: +1 above the whole, -1 below, 0 within the limits.

    Rates are equal but for the first part's, which is so many times the others'.
    """
    quarters = 16
    usual = np.exp(random.normal(np.log(60), 0.6, (n, areas, 1)))
    rate = np.r_[first, np.ones(areas - 1)][:, None]
    count = noisy(random, np.broadcast_to(usual * rate, (n, areas, quarters)), dispersion).astype(float)
    count = np.concatenate([count, count.sum(axis=1, keepdims=True)], axis=1)
    exposure = np.concatenate([usual, usual.sum(axis=1, keepdims=True)], axis=1)
    block = block_of(
        count.reshape(-1, quarters), np.broadcast_to(exposure, count.shape).reshape(-1, quarters)
    )
    movements = classify_block(block, STATISTICS, np.full(len(block.count), -1))
    series = [Series(block, row, 12, movements) for row in range(len(block.count))]
    side = {Relation.HIGHER: 1, Relation.LOWER: -1, Relation.SAME: 0}
    sides = []
    for at in range(0, len(series), areas + 1):
        *parts, whole = series[at : at + areas + 1]
        sides.append(np.array([side[part.side] for part in judge_parts(whole, parts, Settings())]))
    return sides


def area_tests(random: Draw, areas_in_all: int) -> Iterator[dict[str, object]]:
    """Yield how often areas that do not differ are told apart, and how often one that does."""
    for areas, dispersion in product((8, 30, 150), DISPERSIONS):
        n = min(1500, areas_in_all // areas)
        same = np.stack(reports(random, n, areas, dispersion, 1.0))
        other = np.stack(reports(random, n, areas, dispersion, 1.4))
        yield {
            "areas": areas,
            "dispersion": dispersion,
            "reports": n,
            "areas outside": percent(same != 0),
            "reports with one": percent((same != 0).any(axis=1)),
            "area at 1.4 found": percent(other[:, 0] > 0),
        }


# Series that stop ----------------------------------------


def broken(count: np.ndarray, batch: bool) -> np.ndarray:
    found = classify_block(block_of(count), STATISTICS, np.full(len(count), batch - 1))
    return np.array([Flag.SUSPECTED_BREAK in flags for flags in found.flags])


def rare_events(random: Draw, n: int) -> Iterator[dict[str, object]]:
    """Yield how often constant rare events are held to have stopped, started or leapt."""
    for each, quarters in product((0.1, 0.3, 0.5, 1.0, 2.0, 3.0), (12, 20, 40)):
        count = random.poisson(each, (n, quarters))
        suspected = {name: percent(broken(count, name == "batch")) for name in ("alone", "batch")}
        yield {"a quarter": each, "quarters": quarters, **suspected}


def stopped(random: Draw, n: int) -> Iterator[dict[str, object]]:
    """Yield how often series that stop, or begin after zeros, are seen to."""
    for (size, dispersion), zeros in product(SIZES.items(), (2, 3, 6)):
        ends = noisy(random, np.full((n, 20), float(size)), dispersion)
        starts = ends.copy()
        ends[:, -zeros:] = 0
        starts[:, :zeros] = 0
        yield {
            "a quarter": size,
            "empty quarters": zeros,
            "stops": percent(broken(ends, False)),
            "starts": percent(broken(starts, False)),
        }


def show(title: str, rows: Iterator[dict[str, object]]) -> None:
    print(f"{title}\n{pd.DataFrame(rows).to_string(index=False)}\n", flush=True)


def main() -> None:
    random = np.random.default_rng(20240701)
    show("Level series that test as changed, drawn noise", drawn_tests(random, 3000))
    if len(sys.argv) > 1:
        wide = pd.read_csv(Path(sys.argv[1]))
        show("Dispersion of real series by size", dispersion_by_size(wide))
        show("Level series that test as changed, real residuals", residual_tests(random, wide, 3000))
    show("Areas", area_tests(random, 45_000))
    show("Constant rare events that are held to be broken", rare_events(random, 5000))
    show("Series that really stop or start", stopped(random, 1000))


if __name__ == "__main__":
    main()
