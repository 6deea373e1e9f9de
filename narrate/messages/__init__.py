"""Document planning: each kind of message in one home, from which Finding it is made and what it is worth."""

from narrate.messages.attention import is_exception
from narrate.messages.basis import BasisMessage
from narrate.messages.beside import BesideMessage
from narrate.messages.charts import ChartAltMessage, ChartKind, ChartSubtitleMessage, ChartTitleMessage
from narrate.messages.comparators import ComparatorMovementMessage
from narrate.messages.context import Context
from narrate.messages.figure import FigureMessage
from narrate.messages.first_to_last import FirstToLastMessage
from narrate.messages.group import GroupMessage
from narrate.messages.headline import HeadlineMessage
from narrate.messages.likeness import Likeness, present
from narrate.messages.limits import LimitMessage, Outcome
from narrate.messages.marks import CaptionMessage, PromptMessage
from narrate.messages.message import Message, OfIndicator, OfReport, slug
from narrate.messages.method import MethodMessage
from narrate.messages.movement import MovementMessage
from narrate.messages.new import NewGroupMessage, NewMessage
from narrate.messages.parts import ranked
from narrate.messages.points import points_among
from narrate.messages.registry import KINDS, OF_A_REPORT, OF_AN_INDICATOR, kind_named
from narrate.messages.scope import ScopeGroupMessage, ScopeMessage
from narrate.messages.sibling import SiblingMessage
from narrate.messages.since import SinceMessage
from narrate.messages.slots import (
    Counted,
    Figure,
    Form,
    Length,
    Listing,
    Ordinal,
    Phrase,
    Share,
    Slot,
    Span,
    Text,
    Whole,
    yes_or_no,
)
from narrate.messages.unlabelled import UnlabelledMessage
from narrate.messages.vocabulary import ClauseForm, Evidence, Side

__all__ = [
    "KINDS",
    "OF_AN_INDICATOR",
    "OF_A_REPORT",
    "BasisMessage",
    "BesideMessage",
    "CaptionMessage",
    "ChartAltMessage",
    "ChartKind",
    "ChartSubtitleMessage",
    "ChartTitleMessage",
    "ClauseForm",
    "ComparatorMovementMessage",
    "Context",
    "Counted",
    "Evidence",
    "Figure",
    "FigureMessage",
    "FirstToLastMessage",
    "Form",
    "GroupMessage",
    "HeadlineMessage",
    "Length",
    "Likeness",
    "LimitMessage",
    "Listing",
    "Message",
    "MethodMessage",
    "MovementMessage",
    "NewGroupMessage",
    "NewMessage",
    "OfIndicator",
    "OfReport",
    "Ordinal",
    "Outcome",
    "Phrase",
    "PromptMessage",
    "ScopeGroupMessage",
    "ScopeMessage",
    "Share",
    "SiblingMessage",
    "Side",
    "SinceMessage",
    "Slot",
    "Span",
    "Text",
    "UnlabelledMessage",
    "Whole",
    "is_exception",
    "kind_named",
    "points_among",
    "present",
    "ranked",
    "slug",
    "yes_or_no",
]
