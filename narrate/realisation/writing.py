"""Writing: planned sections become sections of sentences, tables and charts."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from narrate.document import (
    AUTHORED,
    JOINED,
    Chart,
    Clause,
    Document,
    Filled,
    Line,
    Paragraph,
    Point,
    Section,
    Sentence,
    Table,
    numbered,
)
from narrate.findings import Finding
from narrate.formats import Formats
from narrate.messages import Message
from narrate.microplanning import ClausePlan, ParagraphPlan, SectionPlan, SentencePlan, TextPlan
from narrate.periods import Period
from narrate.phrases import Chooser, PhraseBank
from narrate.planning import (
    PlannedChart,
    PlannedLine,
    PlannedParagraph,
    PlannedPoint,
    PlannedTable,
)
from narrate.realisation.figures import unit_of
from narrate.realisation.filling import Filler, RealisationContext
from narrate.realisation.orthography import capitalised, orthography
from narrate.settings import HouseStyle
from narrate.spec import ReportSpec

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘\"'(])")


def realise(
    plan: TextPlan,
    spec: ReportSpec,
    findings: Mapping[str, Finding],
    bank: PhraseBank,
    style: HouseStyle,
) -> Document:
    """Realise a planned paper.

    Parameters
    ----------
    plan : TextPlan
        The sentences, in order.
    spec : ReportSpec
        Names, units and the author's own text.
    findings : mapping of str to Finding
        What the messages rest on, by indicator code.
    bank : PhraseBank
        The words.
    style : HouseStyle
        How numbers and periods are written.

    Returns
    -------
    Document
        Numbered, every sentence with its phrase, findings, rule and values.

    Raises
    ------
    PhraseBankError
        If a message has no phrase, or a phrase uses a slot that the message does not fill.
    SpecError
        If the author's text holds an unknown placeholder.
    """
    context = RealisationContext(spec, findings, bank, Formats(bank.locale, style))
    chooser = Chooser(bank, f"{spec.report.title}|{spec.report.board}|{spec.report.period}")
    sections = tuple(_Writer(context, chooser).section(section) for section in plan.sections)
    head = Filler(context, set())
    lines = [spec.report.board, context.formats.date(spec.report.meeting) if spec.report.meeting else ""]
    document = Document(
        title=head.fixed_text(spec.report.title),
        lines=tuple(line for line in lines if line),
        locale=bank.locale,
        sections=sections,
    )
    return numbered(document)


def realise_charts(
    planned: Mapping[str, Sequence[PlannedChart]], context: RealisationContext
) -> dict[str, tuple[Chart, ...]]:
    """Realise charts by themselves, in the same words as in a paper.

    Parameters
    ----------
    planned : mapping of str to sequence of PlannedChart
        By the key of their paragraph.
    context : RealisationContext
        What the realisation needs.
    """
    writer = _Writer(context, Chooser(context.bank, ""))
    return {key: tuple(writer.chart(chart, key) for chart in charts) for key, charts in planned.items()}


@dataclass(frozen=True)
class _Worded:
    """A message in words, and what its slots hold."""

    alternative: str
    text: str
    filler: Filler

    def shares(self, before: str) -> int:
        """Return how many of its first two words open the sentence before too."""
        pairs = zip(orthography(self.text).split()[:2], before.split()[:2], strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


@dataclass
class _Writer:
    """Writes one section."""

    context: RealisationContext
    chooser: Chooser
    expanded: set[Period] = field(default_factory=set)

    def section(self, plan: SectionPlan) -> Section:
        self.chooser.open_section()
        paragraphs = tuple(self.paragraph(paragraph) for paragraph in plan.paragraphs)
        spec = plan.planned.spec
        heading = Filler(self.context, self.expanded).fixed_text(spec.heading)
        return Section(heading, spec.numbered, paragraphs)

    def paragraph(self, plan: ParagraphPlan) -> Paragraph:
        planned = plan.planned
        part = planned.spec
        sentences = [*self.authored(planned.key, "text", part.text, planned)]
        for sentence in plan.sentences:
            before = sentences[-1].text if sentences else ""
            sentences.append(self.sentence(sentence, planned.key, before))
        sentences += self.authored(planned.key, "note", part.note, planned)
        table = self.table(planned.table, planned.key) if planned.table else None
        return Paragraph(
            id=planned.key,
            label="",
            number="",
            title=Filler(self.context, self.expanded).fixed_text(part.title),
            sentences=tuple(_distinct(sentences)),
            list=part.list,
            items=tuple(self.paragraph(item) for item in plan.items),
            table=table,
            charts=tuple(self.chart(chart, planned.key) for chart in planned.charts),
        )

    def authored(self, key: str, slot: str, text: str, planned: PlannedParagraph) -> Iterator[Sentence]:
        """Carry the author's own text through, sentence by sentence."""
        for raw in _SENTENCE_END.split(text.strip()) if text.strip() else ():
            filler = Filler(self.context, self.expanded)
            filled = filler.fixed_text(raw)
            links = tuple(link for link in planned.spec.links if link.text in filled)
            digest = hashlib.sha256(raw.encode()).hexdigest()[:8]
            name, slots = f"{key}/{slot}-{digest}", tuple(filler.slots)
            phrase = f"{AUTHORED}{slot}"
            clause = Clause(name, "", filled, phrase, (), "", ())
            yield Sentence(name, filled, phrase, links=links, slots=slots, clauses=(clause,))

    def sentence(self, plan: SentencePlan, key: str, before: str = "") -> Sentence:
        """Realise the clauses of a sentence, which opens unlike the one before if it can, and join them."""
        lead = self.clause(plan.clauses[0], key, before)
        others = [self.clause(clause, key) for clause in plan.clauses[1:]]
        first = replace(lead[0], text=orthography(lead[0].text))
        clauses = (first, *(clause for clause, _ in others))
        slots = [*lead[1]]
        for clause, filled in others:
            slots += [replace(one, name=f"{clause.kind}:{one.name}") for one in filled]
        return Sentence(
            id=lead[0].id,
            text=orthography(_joined([clause.text for clause in clauses])),
            phrase=JOINED.join(clause.phrase for clause in clauses),
            findings=tuple(dict.fromkeys(name for clause in clauses for name in clause.findings)),
            rule=lead[0].rule,
            values=tuple(value for clause in clauses for value in clause.values),
            slots=tuple(slots),
            clauses=clauses,
        )

    def clause(self, plan: ClausePlan, key: str, before: str = "") -> tuple[Clause, list[Filled]]:
        """Realise one message, and return what its slots hold."""
        message = plan.message
        name = self.context.bank.find(plan.names)
        worded = self.worded(message, name, before)
        self.chooser.take(name, worded.alternative)
        self.expanded |= worded.filler.expanded
        phrase = f"{name}.{worded.alternative}" if worded.alternative else name
        values = tuple(worded.filler.values)
        own = f"{key}/{message.kind}"
        clause = Clause(own, message.kind, worded.text, phrase, message.findings, message.rule, values)
        return clause, worded.filler.slots

    def worded(self, message: Message, name: str, before: str) -> _Worded:
        """Say a message in those of its words that open unlike the sentence before, where there are any."""
        first, *others = self.chooser.ranked(name, "/".join((*message.findings[:1], message.kind)))
        best = self.filled(message, name, first)
        if not others or not before or not best.shares(before):
            return best

        def likeness(worded: _Worded) -> tuple[bool, bool, int]:
            shared = worded.shares(before)
            return shared > 1, not self.chooser.fresh(name, worded.alternative), shared

        return min((best, *(self.filled(message, name, other) for other in others)), key=likeness)

    def filled(self, message: Message, name: str, alternative: str) -> _Worded:
        """Say a message in one of the alternatives of its phrase."""
        filler = Filler(self.context, set(self.expanded))
        return _Worded(alternative, filler.fill(message, name, alternative), filler)

    def table(self, planned: PlannedTable, key: str) -> Table:
        indicator = self.context.spec.indicator(planned.indicator)
        measure = self.context.findings[planned.indicator].measure
        filler = Filler(self.context, self.expanded)
        rows = tuple((filler.span(span, "table"), filler.figure(figure)) for span, figure in planned.rows)
        header = (
            filler.fragment("table-period"),
            filler.fragment(f"table-{measure.value}", **unit_of(indicator, self.context.formats)),
        )
        caption = self.sentence(_alone(planned.caption), key)
        (clause,) = caption.clauses
        values = tuple(filler.values)
        caption = replace(caption, values=values, clauses=(replace(clause, values=values),))
        return Table(caption, tuple(capitalised(cell) for cell in header), rows)

    def chart(self, planned: PlannedChart, key: str) -> Chart:
        """Realise the text of a chart; nothing of it changes the sentences around it."""
        writer = _Writer(self.context, self.chooser)
        name = f"{key}/chart-{planned.kind.value}"
        filler = Filler(self.context, set())
        title, subtitle, alt = (writer.sentence(_alone(message), name) for message in planned.messages)
        return Chart(
            id=name,
            kind=planned.kind,
            indicator=planned.indicator,
            title=title,
            subtitle=subtitle,
            alt=alt,
            labels={label: filler.words(slot) for label, slot in planned.labels.items()},
            lines=tuple(_line(line, filler) for line in planned.lines),
            locale=self.context.bank.locale,
            breaks=planned.breaks,
        )


def _line(planned: PlannedLine, filler: Filler) -> Line:
    points = tuple(_point(point, filler) for point in planned.points)
    return Line(planned.area, filler.words(planned.label), points)


def _point(planned: PlannedPoint, filler: Filler) -> Point:
    span = filler.span(planned.span, "table")
    text = str(filler.argument(planned.figure))
    label = filler.words(planned.label) if planned.label else ""
    tip = filler.fragment(planned.tip, area=planned.area, span=span, figure=text)
    return Point(planned.area, planned.span.period, capitalised(span), text, label, capitalised(tip))


def _alone(message: Message) -> SentencePlan:
    """Return the sentence that says one message."""
    return SentencePlan((ClausePlan(message),))


def _joined(texts: list[str]) -> str:
    """Return clauses as one sentence: what continues it stands before the full stop."""
    lead, *others = texts
    if not others:
        return lead
    return lead.rstrip().removesuffix(".") + "".join(text.rstrip() for text in others) + "."


def _distinct(sentences: list[Sentence]) -> Iterator[Sentence]:
    """Yield sentences whose clauses' ids differ: those of one kind in one paragraph are counted."""
    seen: Counter[str] = Counter()
    for sentence in sentences:
        clauses = []
        for clause in sentence.clauses:
            seen[clause.id] += 1
            number = seen[clause.id]
            clauses.append(clause if number == 1 else replace(clause, id=f"{clause.id}-{number}"))
        named = tuple(clauses)
        yield sentence if named == sentence.clauses else replace(sentence, id=named[0].id, clauses=named)
