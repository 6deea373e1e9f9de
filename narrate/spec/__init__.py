"""The report's specification: what report.toml may say, checked before any data is read."""

from narrate.spec.choices import Bound, Detail, Frequency, Layout, ListStyle, Measure, Polarity, Window
from narrate.spec.fields import Link, Name, SpecPeriod
from narrate.spec.indicators import Event, Indicator, Levels, Status, Threshold
from narrate.spec.locales import CATEGORIES, conventions, currency_sign, is_money, plural_categories
from narrate.spec.models import (
    SPEC,
    Areas,
    ObservationsSpec,
    ParagraphSpec,
    ReportHead,
    ReportSpec,
    SectionSpec,
)
from narrate.spec.nouns import Noun, read_noun
from narrate.spec.reading import read_spec

__all__ = [
    "CATEGORIES",
    "SPEC",
    "Areas",
    "Bound",
    "Detail",
    "Event",
    "Frequency",
    "Indicator",
    "Layout",
    "Levels",
    "Link",
    "ListStyle",
    "Measure",
    "Name",
    "Noun",
    "ObservationsSpec",
    "ParagraphSpec",
    "Polarity",
    "ReportHead",
    "ReportSpec",
    "SectionSpec",
    "SpecPeriod",
    "Status",
    "Threshold",
    "Window",
    "conventions",
    "currency_sign",
    "is_money",
    "plural_categories",
    "read_noun",
    "read_spec",
]
