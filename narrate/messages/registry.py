"""Every kind of message, once: what the phrase bank, the page and the reader of drafts know of them.

A new kind is a module of its own and its line here. Those about one indicator are written in this order.
"""

from __future__ import annotations

import re

from narrate.messages.arrears import ArrearsMessage, UnchangedMessage
from narrate.messages.baseline import BaselineMessage
from narrate.messages.basis import BasisMessage
from narrate.messages.beside import BesideMessage
from narrate.messages.charts import ChartAltMessage, ChartSubtitleMessage, ChartTitleMessage
from narrate.messages.closing import ClosingMessage
from narrate.messages.comparators import ComparatorFigureMessage, ComparatorMovementMessage
from narrate.messages.concentration import ConcentrationMessage
from narrate.messages.counts import CountsMessage
from narrate.messages.exceptions import ExceptionsMessage
from narrate.messages.extreme import ExtremeMessage
from narrate.messages.figure import FigureMessage
from narrate.messages.first_to_last import FirstToLastMessage
from narrate.messages.group import GroupMessage
from narrate.messages.headline import HeadlineMessage
from narrate.messages.level import LevelMessage
from narrate.messages.limits import TargetMessage, ThresholdMessage
from narrate.messages.marks import CaptionMessage, PromptMessage
from narrate.messages.message import Message, OfIndicator, OfReport
from narrate.messages.method import MethodMessage
from narrate.messages.missing import MissingMessage
from narrate.messages.movement import MovementMessage
from narrate.messages.new import NewGroupMessage, NewMessage
from narrate.messages.numbers import NumbersMessage
from narrate.messages.parts import PartsMessage
from narrate.messages.quarter import QuarterMessage
from narrate.messages.rank import RankMessage
from narrate.messages.record import RecordMessage
from narrate.messages.revised import RevisedMessage
from narrate.messages.revisions import RevisionsMessage
from narrate.messages.rollup import BeforeMessage, FavourMessage, LimitsMessage, OthersMessage, RollupMessage
from narrate.messages.scope import ScopeGroupMessage, ScopeMessage
from narrate.messages.sibling import SiblingMessage
from narrate.messages.since import SinceMessage
from narrate.messages.status import StatusMessage
from narrate.messages.turned import TurnedMessage
from narrate.messages.unlabelled import UnlabelledMessage

OF_AN_INDICATOR: tuple[type[OfIndicator], ...] = (
    FirstToLastMessage,
    MovementMessage,
    UnlabelledMessage,
    SinceMessage,
    MissingMessage,
    ClosingMessage,
    FigureMessage,
    ConcentrationMessage,
    NumbersMessage,
    LevelMessage,
    CountsMessage,
    QuarterMessage,
    BaselineMessage,
    ExtremeMessage,
    RecordMessage,
    ThresholdMessage,
    TargetMessage,
    StatusMessage,
    PartsMessage,
    RankMessage,
    ComparatorMovementMessage,
    ComparatorFigureMessage,
    SiblingMessage,
    ScopeMessage,
    ArrearsMessage,
    UnchangedMessage,
    RevisedMessage,
    NewMessage,
)
"""Kinds that a paragraph about one indicator can hold, in the order in which they are written."""

OF_A_REPORT: tuple[type[OfReport], ...] = (
    FavourMessage,
    RollupMessage,
    OthersMessage,
    BeforeMessage,
    LimitsMessage,
    TurnedMessage,
    ExceptionsMessage,
    RevisionsMessage,
)
"""Kinds that the summary can hold, in the order in which they are written."""

KINDS: tuple[type[Message], ...] = (
    *OF_AN_INDICATOR,
    PromptMessage,
    BasisMessage,
    GroupMessage,
    NewGroupMessage,
    ScopeGroupMessage,
    *OF_A_REPORT,
    HeadlineMessage,
    BesideMessage,
    MethodMessage,
    CaptionMessage,
    ChartTitleMessage,
    ChartSubtitleMessage,
    ChartAltMessage,
)
"""All kinds."""

_BY_NAME = {kind.kind: kind for kind in KINDS}


def kind_named(name: str) -> type[Message] | None:
    """Return the kind whose message a phrase of this name says, or None for one that stands inside others.

    Examples
    --------
    >>> kind_named("comparator-figure-same").kind, kind_named("unit-rate")
    ('comparator-figure', None)
    """
    pieces = re.split(r"[.+]", name, maxsplit=1)[0].split("-")
    names = ("-".join(pieces[:length]) for length in range(len(pieces), 0, -1))
    return next((_BY_NAME[known] for known in names if known in _BY_NAME), None)
