"""How long it takes to check a draft; run it with --benchmark-enable."""

from __future__ import annotations

import pytest

from narrate.drafts import check
from tests.conftest import LEICESTERSHIRE, composed
from tests.edits import FORMATS, Edit, applied

EDIT = Edit("", "violence_with_injury", "from 8.88 a year earlier", "from 9.88 a year earlier")


@pytest.mark.parametrize("suffix", FORMATS)
def test_checking_a_paper_of_sixty_paragraphs(benchmark, suffix, tmp_path):
    report = composed(LEICESTERSHIRE.name)
    path = applied(report, EDIT, tmp_path / f"draft{suffix}")
    assert len(benchmark(check, path, report.trace)) == 1
