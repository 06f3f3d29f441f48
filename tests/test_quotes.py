"""Quotations: which stretches of a text stand in quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.coding.quotes import is_speech, quotations
from coder.language.segment import paragraphs


def quoted(text):
    """The quotations of a text, the pieces of each joined by a bar; every paragraph is one sentence."""
    spans = paragraphs(text)
    return ["|".join(text[start:end] for start, end in q.pieces) for q in quotations(text, spans, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The mayor said: "We leave." He left.', ['"We leave."']),
        ("“We leave,” the mayor said. “Now.”", ["“We leave,”", "“Now.”"]),
        ("''We leave,'' the mayor said.", ["''We leave,''"]),
        ("``We leave,'' the mayor said.", ["``We leave,''"]),
        ("He called it ‘a trap’ on Monday.", ["‘a trap’"]),
        ("He called it 'a trap' on Monday.", ["'a trap'"]),
        ('“We leave," the mayor said.', ['“We leave,"']),
        ("”We leave,“ the mayor said.", ["”We leave,“"]),
    ],
)
def test_marks_of_every_make(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels' camp and the army's base weren't hit.",
        "The rebels’ camp and the army’s base weren’t hit.",
        "He was 6'2\" tall.",
        "In the ’90s the valley was rock ’n’ roll country.",
    ],
)
def test_apostrophes_and_inches_are_no_marks(text):
    assert quoted(text) == []


def test_a_nested_quotation_belongs_to_the_outer_one():
    assert quoted("“He shouted ‘Fire!’ and ran,” she said.") == ["“He shouted ‘Fire!’ and ran,”"]
    assert quoted("“He shouted “Fire!” and ran,” she said.") == ["“He shouted “Fire!” and ran,”"]


def test_a_paragraph_that_opens_with_a_mark_goes_on_with_the_quotation():
    text = "“We came at dawn.\n\n“We left at noon,” he said.\n\nNobody answered."
    assert quoted(text) == ["“We came at dawn.|“We left at noon,”"]


def test_a_paragraph_without_a_mark_ends_an_open_quotation():
    text = "The general said: “We came at dawn.\n\nThe village was empty.\n\nThe army left."
    assert quoted(text) == ["“We came at dawn."]


def test_a_paragraph_mark_is_seen_where_the_paragraphs_are_lost():
    assert quoted("“We came. “We left,” he said.") == ["“We came. “We left,”"]


def test_a_stray_mark_amid_a_paragraph_ends_with_its_sentence():
    text = 'The "truce ended. The army moved in. Rain fell.'
    sentences = [(0, 17), (18, 36), (37, 47)]
    [quotation] = quotations(text, [(0, len(text))], sentences)
    assert text[quotation.start : quotation.end] == '"truce ended.'
    assert not quotation.closed


@pytest.mark.parametrize(
    ("text", "speech"), [("“safe zone”", False), ("“Never,”", True), ("“the war that nobody wanted”", True)]
)
def test_words_in_marks_are_not_speech(text, speech):
    [quotation] = quotations(text, [(0, len(text))], [(0, len(text))])
    assert is_speech(text, quotation) is speech


@given(st.text(alphabet="\"“”'’‘` ab.,:\n", max_size=60))
def test_any_marks_give_ordered_quotations_within_their_paragraphs(text):
    spans = paragraphs(text)
    pieces = [piece for q in quotations(text, spans, spans) for piece in q.pieces]
    assert all(start < end for start, end in pieces)
    assert all(any(a <= start and end <= b for a, b in spans) for start, end in pieces)
    assert all(first[1] <= second[0] for first, second in zip(sorted(pieces), sorted(pieces)[1:], strict=False))


def test_a_quotation_left_open_ends_where_the_next_one_opens():
    assert quoted("“We left. He is “mad” and she is “sad” too.") == ["“We left. He is ", "“mad”", "“sad”"]


@given(st.lists(st.sampled_from(["“a b”", "“", "”", "word.", "x,", "‘y’", '"', "\n\n", "''", "don’t"]), max_size=25))
def test_quotations_never_overlap_and_start_with_a_mark(parts):
    text = " ".join(parts)
    spans = paragraphs(text)
    found = quotations(text, spans, spans)
    assert [q.start for q in found] == sorted(q.start for q in found)
    assert all(text[start] in "\"“”'‘’`" for q in found for start, _ in q.pieces)
