"""The report's specification: what report.toml may say, checked before any data is read."""

from narrate.spec.choices import Bound, Frequency, Layout, ListStyle, Measure, Polarity, Window
from narrate.spec.models import (
    SPEC,
    Areas,
    Indicator,
    Link,
    Name,
    ObservationsSpec,
    ParagraphSpec,
    ReportHead,
    ReportSpec,
    SectionSpec,
    SpecPeriod,
    Threshold,
)
from narrate.spec.reading import read_spec

__all__ = [
    "SPEC",
    "Areas",
    "Bound",
    "Frequency",
    "Indicator",
    "Layout",
    "Link",
    "ListStyle",
    "Measure",
    "Name",
    "ObservationsSpec",
    "ParagraphSpec",
    "Polarity",
    "ReportHead",
    "ReportSpec",
    "SectionSpec",
    "SpecPeriod",
    "Threshold",
    "Window",
    "read_spec",
]
