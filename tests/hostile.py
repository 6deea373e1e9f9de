"""A paper whose names, areas and notes try to be markup and script."""

from __future__ import annotations

import numpy as np
import pandas as pd

import narrate
from narrate.spec import ReportSpec

SCRIPT = "</script></template><script>window.hacked = 1</script>"
IMAGE = '"><img src=x onerror="window.hacked = 1">'
NOTE = "A note <svg onload='window.hacked = 1'> & <!-- of </style><style>*{display:none}</style> the author."
LINK = {"text": "dashboard", "url": "https://example.org/?a=1&b='2'"}
MONTHS = [str(month) for month in pd.period_range("2019-04", "2024-03", freq="M")]


def spec(name: str = SCRIPT, area: str = IMAGE, note: str = NOTE, part: str = IMAGE) -> ReportSpec:
    """Return a report on one indicator with a part, a comparator, a target and a note."""
    return ReportSpec.model_validate(
        {
            "report": {
                "title": f"Outcomes of {name}",
                "board": f"The Board {area}",
                "period": "2023/24 Q4",
                "area": area,
                "observations": "observations.csv",
            },
            "areas": {
                "kind": "county",
                "part": "districts",
                "parts": [part + " 1", part + " 2"],
                "nation": "Nation",
            },
            "indicators": [
                {
                    "id": "one",
                    "name": name,
                    "counted": f"events {part}",
                    "base": "population",
                    "table": True,
                    "target": {"value": 9.0, "bound": "upper", "source": name},
                }
            ],
            "sections": [
                {"heading": f"Summary {name}", "paragraphs": [{"summary": True}]},
                {"heading": "Outcomes", "paragraphs": [{"indicator": "one", "note": note, "title": name}]},
                {"heading": "More", "paragraphs": [{"text": "Read the dashboard.", "links": [LINK]}]},
            ],
        }
    )


def observations(areas: tuple[str, ...]) -> pd.DataFrame:
    """Return five years of months in which the first area rises."""
    pace = np.linspace(1.0, 1.6, len(MONTHS))
    return pd.concat(
        pd.DataFrame(
            {
                "indicator": "one",
                "area": area,
                "period": MONTHS,
                "count": np.round(900 * pace * (1 + 0.4 * place)).astype(int),
                "denominator": 100_000.0,
            }
        )
        for place, area in enumerate(areas)
    )


def paper(charts: bool = True, **texts: str) -> narrate.Report:
    """Return the paper of these texts."""
    declared = spec(**texts)
    areas = (declared.report.area, *declared.areas.parts, declared.areas.nation)
    return narrate.compose(declared, observations=observations(areas), charts=charts, detail="full")
