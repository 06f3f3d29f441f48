"""The store of parses: what it gives back is what was put in, and a rerun parses nothing."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder import Coder, load_codebook
from coder.language.pack import Damaged, Kept, Pack, pack
from coder.language.store import ParseStore, StoredParser
from coder.language.trees import Parse
from coder.model import Document, Form
from coder.stores import StoreError

TEXTS = (
    "Rebels attacked a Turkish village on Monday. \n\nTwelve people were killed, the army said.",
    "France accused Mali of breaking the truce.  “It is over,” a minister said. ‘’",
    "Émile Zongo, who leads the union, met the governor of Tal Nahr in Paris – and left.",
    "\n \n",
)
DOCUMENTS = [Document(f"d{at}", text, datetime.date(2020, 2, 12)) for at, text in enumerate(TEXTS)]

words = st.text(max_size=8)
forms = st.builds(lambda text, *rest: Form(text, text.lower(), *rest), words, words, words, words, words)
numbers = st.integers(-(2**31) // 2, 2**30)


@st.composite
def parses(draw):
    of = draw(st.lists(forms, max_size=5))
    heads = draw(st.lists(numbers, min_size=len(of), max_size=len(of)))
    starts = draw(st.lists(st.integers(0, 10_000), min_size=len(of), max_size=len(of)))
    return Parse(of, heads, starts)


spans = st.tuples(st.integers(0, 2**30), st.integers(0, 2**30))
entities = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), words), max_size=3)
kept = st.builds(
    Kept,
    st.lists(st.tuples(numbers, numbers, numbers), max_size=4),
    st.dictionaries(spans, parses(), max_size=4),
    st.dictionaries(spans, entities, max_size=3),
)


@given(st.dictionaries(st.binary(min_size=16, max_size=16), kept, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_pack_gives_back_what_was_put_in(documents):
    read = Pack(pack(documents))
    assert {key: read.get(key) for key in documents} == documents
    assert read.get(b"x" * 17) is None


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_pack_is_told_from_a_whole_one(data):
    whole = pack({b"k" * 16: Kept([(0, 5, 0)], {(0, 5): Parse([Form("a", "a", "a", "X", "Y", "Z")], [0], [0])})})
    at = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(Damaged):
        Pack(whole[:at])
    with pytest.raises(Damaged):
        Pack(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])


@pytest.fixture(scope="module")
def book():
    return load_codebook()


def unasked(model):
    raise AssertionError(f"{model} was asked for")


def code(parser, book, documents=DOCUMENTS):
    return [(one.document.id, one.sentences, one.problem, one.records) for one in Coder(book, parser).code(documents)]


def rerun(folder, book, documents=DOCUMENTS):
    return code(StoredParser(folder, load=unasked), book, documents)


def test_a_rerun_gives_the_same_records_and_parses_nothing(tmp_path, book, coder):
    plain = [(one.document.id, one.sentences, one.problem, one.records) for one in coder.code(DOCUMENTS)]
    assert code(StoredParser(tmp_path), book) == plain
    assert rerun(tmp_path, book) == plain
    assert any(records for *_, records in plain)


def test_documents_are_found_in_whatever_shard_they_come_again(tmp_path, book):
    before = code(StoredParser(tmp_path), book, DOCUMENTS[:2])
    after = code(StoredParser(tmp_path), book, DOCUMENTS[2:])
    assert rerun(tmp_path, book, DOCUMENTS[::-1]) == (before + after)[::-1]


def test_a_text_that_comes_twice_is_kept_once(tmp_path, book, coder):
    twice = [*DOCUMENTS[:2], Document("again", TEXTS[0], DOCUMENTS[0].date), *DOCUMENTS[2:]]
    plain = [(one.document.id, one.sentences, one.problem, one.records) for one in coder.code(twice)]
    assert code(StoredParser(tmp_path), book, twice) == plain == rerun(tmp_path, book, twice)


def test_what_a_store_lacks_of_a_document_is_parsed_and_kept(tmp_path):
    document = DOCUMENTS[0]
    for wanted in (slice(0, 1), slice(0, 2)):
        stored = StoredParser(tmp_path)
        for _, sentences in stored.segment([document]):
            list(stored.parse(sentences[wanted]))
    stored = StoredParser(tmp_path, load=unasked)
    for _, sentences in stored.segment([document]):
        assert len(list(stored.parse(sentences))) == 2


def test_a_pack_that_is_cut_off_is_said_and_made_anew(tmp_path, book):
    plain = code(StoredParser(tmp_path), book)
    [path] = tmp_path.glob("*/*/*.pack")
    path.write_bytes(path.read_bytes()[:-20])
    mending = StoredParser(tmp_path)
    assert code(mending, book) == plain
    [note] = mending.notes()
    assert str(path) in note and "cut off" in note and mending.notes() == []
    assert rerun(tmp_path, book) == plain


def test_parses_of_another_model_are_left_alone_and_said(tmp_path):
    assert ParseStore(tmp_path, "en_core_web_sm-3.7.0").notes == []
    stored = StoredParser(tmp_path)
    [note] = stored.notes()
    assert "holds parses of en_core_web_sm-3.7.0" in note and f"none of {stored.version}" in note
    assert StoredParser(tmp_path).notes() == []


def test_a_store_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="file.* cannot be written: .*--store"):
        StoredParser(tmp_path / "file" / "store")
