"""Cost of the classifier, as ratios that hold on any machine."""

from __future__ import annotations

from time import process_time

import numpy as np
import pytest

from narrate.measures import Basis, Block
from narrate.movement import classify_block
from narrate.settings import Statistics


def cost(series: int, quarters: int) -> float:
    """Processor time of one classification, the best of three."""
    count = np.random.default_rng(1).poisson(300, (series, quarters)).astype(float)
    unknown = np.full(count.shape, np.nan)
    block = Block(
        indicator=np.arange(series).astype(object),
        area=np.full(series, "County", object),
        basis=Basis.COUNT,
        periods_per_year=4,
        window=4,
        end=np.full(series, 644),
        count=count,
        exposure=np.ones(count.shape),
        display=np.cumsum(count, axis=1),
        lower=unknown,
        upper=unknown,
        segment=np.zeros(count.shape, int),
        overlap=np.zeros(series, int),
        design_effect=np.ones(series),
        scale=np.ones(series),
    )
    times = []
    for _ in range(3):
        start = process_time()
        classify_block(block, Statistics())
        times.append(process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    ("smaller", "larger", "most"), [((4096, 20), (16384, 20), 8), ((4096, 20), (4096, 36), 4)]
)
def test_cost_grows_in_proportion(smaller, larger, most):
    cost(1024, 12)
    assert cost(*larger) / cost(*smaller) < most
