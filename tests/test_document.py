"""Numbering runs on across sections, marks never run out, and no two paragraphs have one id."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.document import (
    Document,
    Paragraph,
    Section,
    Sentence,
    Table,
    letter,
    numbered,
    roman,
)
from narrate.spec import ListStyle


def paragraph(name: str, *items: Paragraph, style: ListStyle = ListStyle.LETTERS) -> Paragraph:
    sentence = Sentence(f"{name}/text", f"This is {name}.", "spec.text")
    return Paragraph(name, "", "", "", (sentence,), style, items)


def document(*sections: Section) -> Document:
    return numbered(Document("Paper", (), "en_GB", sections))


def labels(paper: Document) -> list[tuple[str, str, str]]:
    return [(item.id, item.label, item.number) for item in paper.paragraphs()]


def test_numbers_run_on_across_sections_and_over_those_without():
    paper = document(
        Section("One", True, (paragraph("a"), paragraph("b"))),
        Section("Contact", False, (paragraph("c"),)),
        Section("Two", True, (paragraph("d"),)),
        Section("Empty", True, ()),
        Section("Three", True, (paragraph("e"),)),
    )
    assert labels(paper) == [
        ("a", "1.", "1"),
        ("b", "2.", "2"),
        ("c", "", ""),
        ("d", "3.", "3"),
        ("e", "4.", "4"),
    ]


def test_items_are_marked_afresh_below_each_paragraph_and_carry_its_path():
    deep = paragraph("x", paragraph("y"), paragraph("z"), style=ListStyle.ROMAN)
    bullets = paragraph("p", paragraph("q"), paragraph("r"), style=ListStyle.BULLETS)
    paper = document(Section("One", True, (paragraph("a", deep, paragraph("b")), bullets)))
    assert labels(paper) == [
        ("a", "1.", "1"),
        ("x", "(a)", "1(a)"),
        ("y", "i.", "1(a)i"),
        ("z", "ii.", "1(a)ii"),
        ("b", "(b)", "1(b)"),
        ("p", "2.", "2"),
        ("q", "•", "2•1"),
        ("r", "•", "2•2"),
    ]


def test_items_of_an_unnumbered_section_are_marked_without_a_number():
    paper = document(Section("Appendix", False, (paragraph("a", paragraph("b")),)))
    assert labels(paper) == [("a", "", ""), ("b", "(a)", "(a)")]


@pytest.mark.parametrize(
    ("index", "expected"),
    [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz"), (702, "aaa")],
)
def test_letters_go_on_beyond_z(index, expected):
    assert letter(index) == expected


@given(st.integers(0, 20000))
def test_every_item_has_a_letter_of_its_own(index):
    value = 0
    for mark in letter(index):
        value = value * 26 + ord(mark) - ord("a") + 1
    assert value == index + 1


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "i"),
        (4, "iv"),
        (8, "viii"),
        (9, "ix"),
        (19, "xix"),
        (40, "xl"),
        (44, "xliv"),
        (99, "xcix"),
        (149, "cxlix"),
    ],
)
def test_roman_numerals(number, expected):
    assert roman(number) == expected


@given(st.integers(1, 399))
def test_roman_numerals_are_well_formed(number):
    assert re.fullmatch(r"c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", roman(number))


def test_every_list_style_has_a_mark():
    for style in ListStyle:
        paper = document(Section("One", True, (paragraph("a", paragraph("b"), paragraph("c"), style=style),)))
        first, second = [item.number for item in paper.paragraphs()][1:]
        assert first != second


def test_paragraphs_of_one_id_are_told_apart_with_their_sentences_and_tables():
    table = Table(Sentence("same/caption", "A table.", "caption"), ("Period",), ())
    same = Paragraph(
        "same", "", "", "", (Sentence("same/text", "Twice.", "spec.text"),), ListStyle.LETTERS, (), table
    )
    paper = document(
        Section("One", True, (same, paragraph("same-2"), same)),
        Section("Two", True, (paragraph("other", same),)),
    )
    names = [item.id for item in paper.paragraphs()]
    assert names == ["same", "same-2", "same-3", "other", "same-4"]
    sentences = [sentence.id for _, sentence in paper.sentences()]
    assert len(set(sentences)) == len(sentences) == 8
    assert "same-3/text" in sentences
    assert "same-4/caption" in sentences


def test_sentences_come_in_reading_order_captions_last_of_their_paragraph():
    inner = paragraph("b")
    table = Table(Sentence("a/caption", "A table.", "caption"), ("Period",), (("2023",),))
    outer = Paragraph("a", "", "", "", paragraph("a").sentences, ListStyle.LETTERS, (inner,), table)
    paper = document(Section("One", True, (outer, paragraph("c"))))
    assert [(place.number, sentence.id) for place, sentence in paper.sentences()] == [
        ("1", "a/text"),
        ("1", "a/caption"),
        ("1(a)", "b/text"),
        ("2", "c/text"),
    ]
