"""Paragraphs and sentences, and where they lie in the document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.language.segment import PIECE, paragraphs, segment
from coder.model import Document


@pytest.fixture(scope="module")
def sentences(parser):
    def of(text):
        [(_, found)] = segment([Document("story", text)], parser.segmenter)
        return found

    return of


def texts(found):
    return [sentence.text for sentence in found]


def pieces(text):
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n \n", []),
        ("One.", ["One."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\n\nTwo.\n", ["One.", "Two."]),
        ("  One. \n \n\n Two.  ", ["One.", "Two."]),
        ("A title\n\n" + "A long line " * 10 + "\nEnd.", ["A title", ("A long line " * 10).strip(), "End."]),
        (
            "Rebels attacked\nthe convoy.\n\nThe army\nwithdrew.",
            ["Rebels attacked\nthe convoy.", "The army\nwithdrew."],
        ),
    ],
)
def test_paragraphs(text, expected):
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels met Lt. Col. Ada Moor on Monday. She left.",
        "The rebels met Gen. Omar Dia on Monday. She left.",
        "The rebels met Sen. Ada Moor on Monday. She left.",
        "The rebels met Mr. Moor and Dr. Dia on Monday. She left.",
        "The rebels left the U.S. on Monday. She left.",
        "The rebels took 3.5 million dollars on Monday. She left.",
        "The rebels met on Monday, Jan. 5, 2015. She left.",
    ],
)
def test_abbreviations_end_no_sentence(sentences, text):
    assert texts(sentences(text)) == [text[: -len(" She left.")], "She left."]


def test_titles_and_paragraphs_are_not_run_together(sentences):
    found = sentences("Rebels seize town\n\nRebels seized Mopti on Monday. The army withdrew.")
    assert texts(found) == ["Rebels seize town", "Rebels seized Mopti on Monday.", "The army withdrew."]
    assert [sentence.paragraph for sentence in found] == [0, 1, 1]
    assert [sentence.index for sentence in found] == [0, 1, 2]


def test_hard_wrapped_text_runs_over_its_lines(sentences):
    found = sentences("Rebels seized the town of\nMopti on Monday. The army\nwithdrew.\n\nIt said so.")
    assert texts(found) == ["Rebels seized the town of\nMopti on Monday.", "The army\nwithdrew.", "It said so."]


def test_a_dateline_belongs_to_its_sentence(sentences):
    text = "DAKAR, Senegal (AP) - Gunmen attacked a bus in Mali on Monday."
    assert texts(sentences(text)) == [text]


def test_a_quotation_keeps_to_its_speaker(sentences):
    found = sentences('"We will attack the town," said the commander. "It will fall," he added.')
    assert texts(found) == ['"We will attack the town," said the commander.', '"It will fall," he added.']


def test_an_empty_document_has_no_sentences(sentences):
    assert sentences("") == []


def test_documents_come_back_in_order_with_their_own_sentences(parser):
    documents = [Document("a", "Rebels left. The army came."), Document("b", ""), Document("c", "It rained.")]
    found = [(document.id, texts(made)) for document, made in segment(documents, parser.segmenter)]
    assert found == [("a", ["Rebels left.", "The army came."]), ("b", []), ("c", ["It rained."])]


def test_a_huge_line_is_read_in_pieces(sentences):
    text = "Rebels attacked the convoy. " * 40_000
    start = text[: 5 * PIECE].rindex("Rebels")
    text = text[:start] * 10
    found = sentences(text)
    assert len(text) > 900_000
    assert all(len(sentence.text) < PIECE for sentence in found)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert "".join(texts(found)).replace(" ", "") == text.replace(" ", "")


def test_a_line_without_a_blank_is_read_in_pieces(sentences):
    text = "x" * (5_000_000)
    found = sentences(text)
    assert all(len(sentence.text) <= PIECE for sentence in found)
    assert found[0].start == 0 and found[-1].end == len(text)


@given(st.text(alphabet="ab .\n\t\r\u00a0“”!?", max_size=200))
def test_paragraphs_keep_every_word_in_order(text):
    spans = paragraphs(text)
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Abc .\n,“”!?'", max_size=200))
def test_sentences_are_where_they_say(parser, text):
    [(_, found)] = segment([Document("story", text)], parser.segmenter)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert "".join("".join(sentence.text.split()) for sentence in found) == "".join(text.split())
    assert [sentence.index for sentence in found] == list(range(len(found)))
