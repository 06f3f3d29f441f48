"""The one-a-day filter merges what tells the same event of a day, and only that; nothing is lost without a trace."""

import random

import pytest
from click.testing import CliRunner
from samples import record

from coder.cli import main
from coder.output import open_output, read_records
from coder.records.validate import Validator
from coder.records.validate_file import validate_file


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Deduplicate records with some options: what is kept, as records by the number of their id."""
    monkeypatch.chdir(tmp_path)

    def call(records, *options):
        with open_output("in.jsonl") as output:
            for one in records:
                output.write(one)
        result = CliRunner().invoke(main, ["dedupe", "in.jsonl", "-o", "out.csv", *options])
        assert result.exit_code == 0, result.output
        assert validate_file(tmp_path / "out.csv", Validator()).faults == []
        return {int(one["event_id"], 16): one for _, one in read_records(tmp_path / "out.csv")}

    return call


def told(number, **changes):
    own = {"event_id": f"{number:016x}", "publisher": f"Paper {number}", "evidence__text": f"Sentence {number}."}
    spans = {"evidence__span": [500, 500 + len(own["evidence__text"])]}
    return record(**{**own, **spans, **changes})


def ids(*numbers):
    return [f"{number:016x}" for number in numbers]


def test_one_a_day(kept):
    found = kept([told(1, confidence=0.5), told(2, confidence=0.9), told(3, doc_id="another", confidence=0.5)])
    assert list(found) == [2]
    assert found[2]["merged"] == {"ids": ids(1, 3), "publishers": 3}


@pytest.mark.parametrize(
    "changes",
    [
        {"source__code": "SYRMIL"},
        {"target__code": "TUR"},
        {"event__code": "193"},
        {"date__start": "2020-02-12", "date__end": "2020-02-12"},
        {"date": None},
        {"polarity": "negated"},
        {"modality": "intended"},
    ],
)
def test_what_is_not_merged(kept, changes):
    found = kept([told(1), told(2, **changes)])
    assert [one["merged"] for one in found.values()] == [None, None]


def test_unknown_actors_are_told_apart_by_their_words(kept):
    unknown = {"source__code": "", "source__resolved": False}
    found = kept([told(n, **unknown, source__text=text) for n, text in ((1, "Gunmen"), (2, "gunmen"), (3, "boys"))])
    assert {n: one["merged"] and one["merged"]["ids"] for n, one in found.items()} == {1: ids(2), 3: None}


def test_records_without_a_date_are_merged_in_their_document_only(kept):
    undated = {"date": None, "published": None}
    assert list(kept([told(1, **undated), told(2, **undated), told(3, doc_id="b", **undated)])) == [1, 3]


def test_publishers_that_print_the_same_sentence_are_not_independent(kept):
    copied = {"evidence__text": "Same  words.", "evidence__span": [500, 512]}
    shouted = {"evidence__text": "SAME words.", "evidence__span": [500, 511]}
    records = [told(1, **copied), told(2, **shouted), told(3), told(4, publisher="Paper 3")]
    assert kept(records)[1]["merged"] == {"ids": ids(2, 3, 4), "publishers": 2}
    assert {n: one["merged"]["ids"] for n, one in kept(records, "--per", "publisher").items()} == {1: ids(2), 3: ids(4)}
    assert list(kept(records, "--least", "2")) == [1]
    assert kept(records, "--least", "3") == {}


def test_links_lead_to_what_is_kept(kept):
    records = [
        told(1, links=ids(5), confidence=0.5),
        told(2, links=ids(6), confidence=0.9),
        told(5, links=ids(1), event__code="112", event__root="11"),
        told(6, links=ids(2), event__code="112", event__root="11"),
    ]
    found = kept(records)
    assert {n: one["links"] for n, one in found.items()} == {2: ids(5), 5: ids(2)}


def test_filtering_twice_forgets_nothing(kept):
    twice = [told(1, merged={"ids": ids(8), "publishers": 1}), told(2, merged={"ids": ids(9), "publishers": 4})]
    assert kept(twice)[1]["merged"] == {"ids": ids(2, 8, 9), "publishers": 4}


def test_the_order_of_records_is_nothing(kept):
    records = [told(n, confidence=n % 3 / 10, source__code=("REB", "SYR")[n % 2]) for n in range(12)]
    first = kept(records)
    assert kept(random.Random(2).sample(records, 12)) == first


def test_what_cannot_be_done(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text('{"cut')
    for arguments, code in ((["-o", "x.doc"], 2), (["-o", "b.csv", "--least", "0"], 2), (["-o", "b.csv"], 1)):
        assert CliRunner().invoke(main, ["dedupe", "a.jsonl", *arguments]).exit_code == code
