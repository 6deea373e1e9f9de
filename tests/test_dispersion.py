"""The dispersion that tests allow for: tables of cases with their edges, and error rates on level series."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.measures import Basis, Block
from narrate.movement import classify_block, dispersion
from narrate.movement.changes import yearly_changes
from narrate.settings import Statistics
from tests.test_movement import block_of, values_of

STATISTICS = Statistics()


def of(count: np.ndarray, batch: int = -1, **changes: object) -> tuple[np.ndarray, np.ndarray]:
    block = block_of(count, **changes)
    return of_block(block, np.full(len(block.count), batch))


def of_block(block: Block, batch: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    yearly = yearly_changes(block, STATISTICS)
    return dispersion.dispersion_of_tests(block, yearly, STATISTICS, batch)


def level(size: float, n: int, quarters: int = 20, over: float = 1.0, seed: int = 1) -> np.ndarray:
    random = np.random.default_rng(seed)
    mean = np.full((n, quarters), float(size))
    return random.poisson(mean if over == 1 else random.gamma(mean / (over - 1), over - 1))


@pytest.mark.parametrize(
    ("size", "prior"), [(20, 2.0), (200, 2.0), (800, 2.0), (2_000, 2.4345), (20_000, 6.711)]
)
def test_the_prior_of_a_single_series_grows_with_its_size(size, prior):
    """A series of five quarters has one change and no range: nothing but its prior."""
    found, degrees = of(np.full((1, 5), size))
    assert found == pytest.approx(prior, rel=1e-3)
    assert degrees == STATISTICS.prior_degrees


@pytest.mark.parametrize("size", [300, 30_000])
def test_a_single_series_is_drawn_towards_its_prior_by_degrees_of_freedom(size):
    count = level(size, 40, over=6.0)
    yearly = yearly_changes(block_of(count), STATISTICS)
    raw, ranges = yearly.dispersion, yearly.ranges
    found, degrees = of(count)
    prior = np.maximum(2.0, 1 + 0.015 * count.mean(axis=1) ** 0.6)
    own = 0.38 * ranges
    assert degrees == pytest.approx(own + 4)
    assert found == pytest.approx(np.maximum(1, (own * raw + 4 * prior) / (own + 4)))


def test_a_batch_of_pure_chance_needs_no_dispersion():
    found, degrees = of(level(20_000, 200), batch=0)
    assert np.median(found) < 1.15
    assert (degrees > STATISTICS.batch_degrees).all()


def test_a_batch_of_unlike_sizes_leads_to_expect_more_of_the_large():
    made = {20: 1.2, 400: 2.4, 10_000: 9.0}
    count = np.concatenate([level(size, 60, over=over) for size, over in made.items()])
    found = of(count, batch=0)[0].reshape(3, 60)
    small, middle, large = np.median(found, axis=1)
    assert small < 1.4
    assert 1.7 < middle < 3.0
    assert 6.0 < large < 12.0


def test_other_batches_have_no_say():
    block = block_of(np.concatenate([level(500, 40, over=2.0), level(500, 40, over=9.0, seed=2)]))
    both = dispersion.dispersion_of_tests(
        block, yearly_changes(block, STATISTICS), STATISTICS, np.repeat([0, 1], 40)
    )
    for rows, name in ((slice(40), 0), (slice(40, None), 1)):
        assert both[0][rows] == pytest.approx(of(block.count[rows], batch=name)[0])


def test_quarters_before_a_declared_break_have_no_say():
    count = level(400, 3)
    spoilt = count.copy()
    spoilt[:, :6] *= np.array([1, 9, 2, 7, 1, 8])
    segment = np.broadcast_to(np.arange(20) >= 6, count.shape).astype(int)
    assert of(spoilt, segment=segment)[0] == pytest.approx(of(count, segment=segment)[0])
    assert not np.allclose(of(spoilt)[0], of(count)[0])


@pytest.mark.parametrize("effect", [1.0, 1.5, 4.0])
@pytest.mark.parametrize("batch", [-1, 0])
def test_a_design_effect_is_where_a_survey_starts_from_and_its_floor(effect, batch):
    """Answers that vary by a design effect show it in the series, and it is not counted again."""
    random = np.random.default_rng(3)
    n, base = 300, 900.0
    clustered = base / effect
    answers = random.binomial(int(clustered), 0.4, (n, 20)) * effect
    survey = replace(
        block_of(answers), basis=Basis.PROPORTION, exposure=np.full(answers.shape, base), window=1
    )
    survey = replace(survey, display=100 * answers / base, design_effect=np.full(n, effect))
    found, _ = dispersion.dispersion_of_tests(
        survey, yearly_changes(survey, STATISTICS), STATISTICS, np.full(n, batch)
    )
    assert (found >= effect).all()
    assert np.median(found) < 1.25 * effect
    year = classify_block(survey, STATISTICS, np.full(n, batch)).year.p_value
    assert np.mean(year < 0.05) < 0.065


def test_figures_alone_have_none():
    found, _ = of_block(values_of(np.linspace(5, 6, 12)), np.array([-1]))
    assert np.isnan(found).all()


@given(st.integers(0, 3), st.floats(1, 1e6))
def test_what_was_never_observed_is_no_error(known, exposure):
    count = np.full((2, 12), np.nan)
    count[:, 12 - known :] = 0
    found, degrees = of(count, exposure=exposure)
    assert np.isfinite(found).all()
    assert np.isfinite(degrees).all()


@pytest.mark.parametrize(("size", "over"), [(20, 1.1), (200, 2.4), (2_000, 2.4345), (20_000, 6.711)])
@pytest.mark.parametrize("batch", [-1, 0])
def test_level_series_as_dispersed_as_real_ones_rarely_test_as_changed(size, over, batch):
    found = classify_block(block_of(level(size, 1500, over=over)), STATISTICS, np.full(1500, batch))
    for p in (found.year.p_value, found.period.p_value):
        assert np.mean(p < 0.05) < 0.065


@pytest.mark.parametrize("size", [20, 2_000])
@pytest.mark.parametrize("batch", [-1, 0])
def test_a_third_more_is_found_where_counts_are_large(size, batch):
    count = level(size, 400, over=1.5)
    count[:, -4:] = count[:, -4:] * 4 // 3
    found = classify_block(block_of(count), STATISTICS, np.full(400, batch)).year.p_value < 0.05
    assert np.mean(found) > (0.99 if size > 100 else 0.2)
