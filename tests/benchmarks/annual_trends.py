"""How often annual series are given a movement: flat ones, falling ones, ones that wander or have turned.

    python -m tests.benchmarks.annual_trends

Each row is one kind of series; `rising` and `reducing` are shares of labels, `whole` the share labelled by
the trend of all years, and `year` and `span` how often the latest year differs significantly from the one
before, and the last year from the first. Rows whose series are flat should show little of any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate.measures import Basis, Block
from narrate.movement import WHOLE_TRENDS, Movement, Movements, classify_block
from narrate.settings import Statistics

Floats = NDArray[np.float64]

SERIES = 2000
LENGTHS = (5, 6, 8, 10, 15, 20)
LEVEL = 400.0
STATISTICS = Statistics()


@dataclass(frozen=True)
class Row:
    """One kind of series, and what was found of it."""

    kind: str
    years: int
    found: Movements

    def __str__(self) -> str:
        found = self.found
        assert found.span is not None
        whole = np.isin(found.rule, np.array(list(WHOLE_TRENDS.values()), object))
        shares = (
            found.movement == Movement.RISING,
            found.movement == Movement.REDUCING,
            whole,
            found.year.p_value < STATISTICS.alpha,
            found.span.p_value < STATISTICS.alpha,
        )
        cells = " ".join(f"{100 * np.mean(share):8.1f}" for share in shares)
        return f"{self.kind:<44}{self.years:>6} {cells}"


def block_of(figures: Floats, basis: Basis, exposure: Floats | float = 1.0) -> Block:
    """Return annual series as a block; figures are counts unless the basis is values."""
    nothing = np.full(figures.shape, np.nan)
    size = np.broadcast_to(np.asarray(exposure, float), figures.shape)
    return Block(
        indicator=np.array([f"i{row}" for row in range(len(figures))], object),
        area=np.full(len(figures), "County", object),
        basis=basis,
        periods_per_year=1,
        window=1,
        end=np.full(len(figures), 647),
        count=nothing if basis is Basis.VALUE else figures,
        exposure=size,
        display=figures if basis is Basis.VALUE else figures / size,
        lower=nothing,
        upper=nothing,
        segment=np.zeros(figures.shape, int),
        overlap=np.zeros(len(figures), int),
        design_effect=np.ones(len(figures)),
        scale=np.ones(len(figures)),
    )


def counts(random: np.random.Generator, mean: Floats, dispersion: float) -> Floats:
    """Draw counts whose variance is so many times their mean: Poisson, or negative binomial above 1."""
    mean = np.broadcast_to(mean, (SERIES, mean.shape[-1]))
    if dispersion == 1:
        return random.poisson(mean).astype(float)
    return random.negative_binomial(mean / (dispersion - 1), 1 / dispersion).astype(float)


def courses() -> Iterator[tuple[str, Callable[[int], Floats]]]:
    """Yield the expected counts of each kind of series, by its length."""
    yield "flat", lambda years: np.full(years, LEVEL)
    yield "falls 5 % a year", lambda years: LEVEL * 0.95 ** np.arange(years)
    yield "falls 10 % a year", lambda years: LEVEL * 0.90 ** np.arange(years)
    yield "fell 8 % a year, level for five years", lambda years: _then(years, 5, 1.0)
    yield "fell 8 % a year, rises 8 % for three years", lambda years: _then(years, 3, 1.08)


def _then(years: int, last: int, factor: float) -> Floats:
    """Return a course that falls 8 % a year and changes by another factor in the last years."""
    growth = np.full(years, 0.92)
    growth[-last:] = factor
    return LEVEL * np.cumprod(growth)


def rows_of_counts(random: np.random.Generator) -> Iterator[Row]:
    """Yield series of counts, by course, dispersion and length."""
    for course, mean in courses():
        for dispersion in (1.0, 2.3, 4.0):
            for years in LENGTHS:
                figures = counts(random, mean(years), dispersion)
                found = classify_block(block_of(figures, Basis.COUNT), STATISTICS)
                yield Row(f"count 400, {course}, dispersion {dispersion:g}", years, found)


def rows_of_others(random: np.random.Generator) -> Iterator[Row]:
    """Yield percentages and values that are flat, fall, or depend on the year before."""
    for years in LENGTHS:
        shape = SERIES, years
        share = 1 / (1 + np.exp(1.5 + 0.05 * np.arange(years)))
        for kind, chance in (("flat", np.full(years, 0.18)), ("odds fall 5 % a year", share)):
            figures = random.binomial(1500, np.broadcast_to(chance, shape)).astype(float)
            found = classify_block(block_of(figures, Basis.PROPORTION, 1500.0), STATISTICS)
            yield Row(f"percentage of 1,500, {kind}", years, found)
        noise = random.normal(size=shape)
        walk = np.exp(0.05 * noise.cumsum(axis=1))
        found = classify_block(block_of(np.round(LEVEL * walk), Basis.COUNT), STATISTICS)
        yield Row("count 400, random walk of 5 % a year", years, found)
        for kind, figures in (
            ("flat", noise),
            ("depends by .6 on the year before", _autoregressive(noise, 0.6)),
            ("random walk", noise.cumsum(axis=1)),
            ("falls one standard deviation a year", noise - np.arange(years)),
        ):
            found = classify_block(block_of(figures, Basis.VALUE), STATISTICS)
            yield Row(f"value, {kind}", years, found)


def _autoregressive(noise: Floats, share: float) -> Floats:
    """Let each figure keep a share of the one before, from the stationary start."""
    figures = noise.copy()
    figures[:, 0] /= np.sqrt(1 - share**2)
    for year in range(1, noise.shape[1]):
        figures[:, year] += share * figures[:, year - 1]
    return figures


def main() -> None:
    """Print the tables."""
    random = np.random.default_rng(20)
    print(f"{'% of ' + str(SERIES) + ' series':<44}{'years':>6}   rising reducing    whole     year     span")
    for row in rows_of_counts(random):
        print(row)
    for row in sorted(rows_of_others(random), key=lambda row: row.kind):
        print(row)


if __name__ == "__main__":
    main()
