"""What the tests share: the scenarios of fixtures/, and the first of them composed once."""

from __future__ import annotations

import gc
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest

import narrate
from narrate.spec import Detail

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
LEICESTERSHIRE = FIXTURES / "leicestershire-2023-24-q2"
SCENARIOS = sorted(path.parent.name for path in FIXTURES.glob("*/report.toml"))

# the papers and sentences that are kept hold a great many objects, of which none is garbage: to look
# through them as often as Python does by itself takes a sixth of all the time
gc.set_threshold(50_000, 20, 20)


@lru_cache
def composed(scenario: str) -> narrate.Report:
    """Return the paper of a scenario in full detail; it is composed once."""
    return narrate.compose(FIXTURES / scenario / "report.toml", detail=Detail.FULL)


@lru_cache
def standard(scenario: str) -> narrate.Report:
    """Return the paper of a scenario as the command writes it; it is composed once."""
    return narrate.compose(FIXTURES / scenario / "report.toml")


@pytest.fixture(scope="session")
def leicestershire() -> narrate.Report:
    return composed(LEICESTERSHIRE.name)


@pytest.fixture(scope="session")
def raw_observations() -> pd.DataFrame:
    """The observations as pandas reads them, without any of our code."""
    return pd.read_csv(LEICESTERSHIRE / "observations.csv")
