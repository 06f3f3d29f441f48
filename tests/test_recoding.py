"""Coding again from a store of records: only what a change may touch, and never another record than coding makes."""

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import codebook, record

from coder import Coder, load_codebook
from coder.codebook.slices import load_slices
from coder.model import Document, GivenMention
from coder.records.validate import Validator
from coder.run.checking import CheckedCoder
from coder.run.kept import Damaged, Kept, RecordStore, packed, unpacked
from coder.run.local import Setup
from coder.run.recoding import Recoder
from coder.run.runner import Run, code_corpus, processes

TEXTS = (
    "Rebels attacked a Turkish village on Monday. Twelve people were killed, the army said.",
    "France raided a Malian camp. Kenya stormed a Somali base, a minister said.",
    "The weather was fine, and nobody met anybody.",
    "Syrian soldiers attacked Iraqi police. The Rangers left for Paris, and the gang stormed out.",
)
DOCUMENTS = [Document(f"d{at}", text, datetime.date(2020, 2, 12)) for at, text in enumerate(TEXTS)]


class Noting:
    """Codes parts of shards with a codebook, and notes which documents."""

    def __init__(self, book, parser):
        book = load_codebook(book)
        self._coder = CheckedCoder(Coder(book, parser), Validator(book))
        self.coded = []

    def code_part(self, documents, shard):
        self.coded += [document.id for document in documents]
        assert set(documents) <= set(shard)
        return self._coder.code(documents)

    def notes(self):
        return []


@pytest.fixture
def book(tmp_path):
    """A codebook of one entry of events, states and roles."""
    folder = codebook(tmp_path / "book")
    for path in (folder / "actors").iterdir():
        if path.stem not in ("states", "roles"):
            path.unlink()
    return folder


@pytest.fixture
def code(tmp_path, book, parser):
    """Codes documents with the codebook as it is, from a store; returns their records, the ids of those that were
    coded, and the notes."""

    def coded(documents=DOCUMENTS, version="model-1"):
        noting = Noting(book, parser)
        recoder = Recoder(load_slices(book), RecordStore(tmp_path / "store", version), lambda: noting)
        found = [(one.coded.document, one.coded.sentences, one.coded.records) for one in recoder.code(documents)]
        return found, noting.coded, recoder.notes()

    return coded


def plain(book, parser, documents=DOCUMENTS):
    coded = Coder(load_codebook(book), parser).code(documents)
    return [(one.document, one.sentences, one.records) for one in coded]


def change(book, before, after, file="events/19-fight.yaml"):
    path = book / file
    assert before in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")


FIGHT, ROLES = "events/19-fight.yaml", "actors/roles.yaml"
EDITS = [
    (FIGHT, "verb: [attack, raid]", "verb: [attack, raid, storm]", ["d1", "d3"]),
    (FIGHT, "verb: [attack, raid]", "verb: [attack]", ["d1"]),
    (FIGHT, "verb: [attack, raid]", "verb: [attack, raid, storm out]", ["d3"]),
    (FIGHT, "verb: [attack, raid]", "verb: [attack, raid]\n        source_not: [REB]", ["d0", "d1", "d3"]),
    (FIGHT, "- verb: [attack, raid]", "- noun: [weather]\n      - verb: [attack, raid]", ["d0", "d1", "d2", "d3"]),
    (FIGHT, "goldstein: -10", "goldstein: -9.5", []),
    (FIGHT, "label: Use", "label: Take", []),
    (FIGHT, "define: Armed force of", "define: Force of", []),
    ("actors/states.yaml", "names: [Mali,", "names: [Mali, Malian camp, Paris camp,", ["d1"]),
    (ROLES, "titles: [", "titles: [ranger, ", ["d3"]),
    ("composition.yaml", "verbs: [halt]", "verbs: [stop]", ["d0", "d1", "d2", "d3"]),
]


@pytest.mark.parametrize(("file", "before", "after", "touched"), EDITS)
def test_what_a_change_touches_is_coded_again(book, parser, code, file, before, after, touched):
    found, coded, _ = code()
    assert found == plain(book, parser) and len(coded) == len(DOCUMENTS)
    change(book, before, after, file)
    found, coded, notes = code()
    assert (found, coded, notes) == (plain(book, parser), touched, [])
    assert code()[:2] == (found, [])


def test_another_document_is_coded_even_under_the_same_id(parser, book, code):
    code()
    others = [replace(DOCUMENTS[0], date=datetime.date(2021, 2, 12)), *DOCUMENTS[1:]]
    assert code(others)[0] == plain(book, parser, others) != plain(book, parser)
    assert code(DOCUMENTS[1:])[1] == ["d1", "d2", "d3"]
    elsewhere = [replace(one, origin="elsewhere") for one in DOCUMENTS]
    assert code(elsewhere)[1] == []


def test_records_of_another_model_are_never_taken(code):
    code()
    assert len(code(version="model-2")[1]) == len(DOCUMENTS)


def test_a_code_that_no_actor_bears_any_more_is_found_out(book, parser, code):
    given = [replace(DOCUMENTS[0], mentions=(GivenMention((0, 6), "ZZZ"),))]
    assert code(given)[0] == plain(book, parser, given)
    assert code(given)[1] == []


def test_a_damaged_file_is_said_and_made_anew(tmp_path, book, parser, code):
    code()
    [path] = tmp_path.glob("store/records/*/*/*.records")
    path.write_bytes(path.read_bytes()[:-20])
    found, coded, [note] = code()
    assert found == plain(book, parser) and len(coded) == len(DOCUMENTS)
    assert str(path) in note and "cut off" in note and "coded anew" in note
    assert code()[1:] == ([], [])


words = st.frozensets(st.text(max_size=4), max_size=4)
documents = st.builds(
    Kept,
    st.integers(0, 9),
    st.lists(st.just(record()), max_size=2),
    st.lists(words, max_size=3).map(tuple),
    st.frozensets(st.sampled_from(["SYR", "REB", "TUR"])),
    st.binary(min_size=12, max_size=12),
)


@given(st.lists(st.none() | documents, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_shard_gives_back_what_was_put_in(kept):
    assert unpacked(packed(kept)) == kept


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_shard_is_told_from_a_whole_one(data):
    whole = packed([Kept(1, [record()], (frozenset({"a"}),), frozenset(), b"x" * 12)])
    at = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(Damaged):
        unpacked(whole[:at])
    with pytest.raises(Damaged):
        unpacked(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])


def no_workers(_setup, _folder):
    raise AssertionError("workers were asked for")


def run(folder, book, engines, out="events"):
    """The report and the files of a run with a store."""
    articles = folder / "articles.jsonl"
    lines = (json.dumps({"id": one.id, "text": one.text, "date": one.date.isoformat()}) for one in DOCUMENTS)
    articles.write_text("".join(f"{line}\n" for line in lines))
    outcome = code_corpus(Run((str(articles),), str(folder / out), Setup(book, None, folder / "store")), engines)
    return outcome.report, [path.read_bytes() for path in outcome.paths]


def test_workers_are_only_started_for_what_was_never_coded(tmp_path, book):
    first = run(tmp_path, book, processes(2))
    assert first[0].events["19"] > 0
    assert run(tmp_path, book, no_workers) == first == run(tmp_path, book, None)
    change(book, "verb: [attack, raid]", "verb: [attack, raid, storm]")
    again = run(tmp_path, book, no_workers)
    assert again != first and again == run(tmp_path, book, no_workers)
    (tmp_path / "events" / "events.jsonl").unlink()
    for path in tmp_path.glob("store/records/*/*/*"):
        path.unlink()
    assert run(tmp_path, book, processes(1)) == again
