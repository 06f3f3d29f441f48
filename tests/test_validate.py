"""The record's schema and the validator, on good records and on records with one thing wrong."""

import json

import pytest
from jsonschema import Draft202012Validator
from samples import STORY, TEXT, codebook, older, record

from coder import load_codebook
from coder.model import Document, GivenMention
from coder.output import open_output
from coder.records.validate import Validator, record_schema
from coder.records.validate_file import validate_file


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return load_codebook(codebook(tmp_path_factory.mktemp("codebook")))


def described(schema, path="record"):
    """The fields of a schema with their descriptions, those of what they refer to included."""
    for name, field in schema.get("properties", {}).items():
        target = record_schema()["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
        yield f"{path}.{name}", field.get("description") or target.get("description")
        yield from described(field, f"{path}.{name}")


def test_the_schema_is_one_and_describes_every_field():
    schema = record_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    parts = [("record", schema), *((name, part) for name, part in schema["$defs"].items())]
    assert [path for name, part in parts for path, said in described(part, name) if not said] == []


def test_codes_that_the_document_gives_are_known(book):
    given = Document("story", TEXT, mentions=(GivenMention((14, 28), "ZORREB"),))
    odd = record(source__code="ZORREB")
    assert Validator(book).faults(odd, given) == []
    assert [fault.path for fault in Validator(book).faults(odd, STORY)] == [("source", "code")]


def test_a_pair_without_an_event_has_nothing_that_tells_of_one(book):
    empty = dict.fromkeys(("event", "polarity", "modality", "tense", "evidence__trigger", "evidence__rule"))
    assert Validator(book).faults(record(**empty), STORY) == []
    (fault,) = Validator(book).faults(record(**{**empty, "tense": "past"}))
    assert fault.path == ("tense",)


@pytest.mark.parametrize("document", [None, STORY])
def test_a_good_record_has_no_faults(book, document):
    assert Validator(book).faults(record(), document) == []
    assert Validator().faults(record(attribution__reporter=None, attribution__cue=None), document) == []


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"event_id": "xyz"}, "event_id", "does not fit"),
        ({"doc_id": ""}, "doc_id", "empty"),
        ({"sentence": -1}, "sentence", "less than 0"),
        ({"sentence": "1"}, "sentence", "is no integer"),
        ({"published": "2020-02-30"}, "published", "is no date"),
        ({"published": "12 February"}, "published", "YYYY-MM-DD"),
        ({"source__code": "usa"}, "source.code", "three-letter chunks"),
        ({"event__code": "43"}, "event.code", "043 is not 43"),
        ({"event__quad": 5}, "event.quad", "none of 1 or 2 or 3 or 4"),
        ({"event__goldstein": 11}, "event.goldstein", "more than 10"),
        ({"polarity": "maybe"}, "polarity", "affirmed or negated"),
        ({"attribution__stance": "says"}, "attribution.stance", "asserts"),
        ({"attribution__reporter": {"code": "", "text": "x"}}, "attribution.reporter.span", "missing"),
        ({"attribution__cue__span": [1]}, "attribution.cue.span", "short"),
        ({"attribution__chain": [{}]}, "attribution.chain.0.code", "missing"),
        ({"confidence": 1.5}, "confidence", "more than 1"),
        ({"links": ["0" * 16] * 2}, "links", "twice"),
        ({"notes": "x"}, "notes", "no field"),
        ({"date__precision": "hour"}, "date.precision", "day or week"),
        ({"date__start": "2020-02-30"}, "date.start", "is no date"),
        ({"date__end": "2020-02-10"}, "date.end", "before the start"),
        ({"place__latitude": 91}, "place.latitude", "more than 90"),
        ({"place__country": "SY"}, "place.country", "alpha-3"),
        ({"casualties__killed__min": -1}, "casualties.killed.min", "less than 0"),
        ({"casualties__killed__max": 3}, "casualties.killed.max", "fewest, 17"),
        ({"casualties__killed": None, "casualties__captured": None}, "casualties", "counts nobody"),
        ({"merged": {"ids": [], "publishers": 1}}, "merged.ids", "non-empty"),
        ({"coder__schema": 3}, "coder.schema", "another version"),
    ],
)
def test_what_does_not_fit_the_schema(changes, field, reason):
    faults = Validator().faults(record(**changes))
    assert field in [".".join(map(str, fault.path)) for fault in faults]
    assert any(reason in fault.reason for fault in faults), faults


def test_a_missing_field():
    broken = record()
    del broken["event"]["quad"]
    assert [(fault.path, fault.reason) for fault in Validator().faults(broken)] == [(("event", "quad"), "is missing")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"event__root": "18"}, "event.root"),
        ({"event__name": "fly"}, "event.name"),
        ({"event__code": "191"}, "event.code"),
        ({"event__label": "Fight"}, "event.label"),
        ({"event__quad": 3}, "event.quad"),
        ({"event__goldstein": -9}, "event.goldstein"),
        ({"event__plover": "COERCE"}, "event.plover"),
        ({"event__mode": "aerial"}, "event.mode"),
        ({"source__code": "XQZMIL"}, "source.code"),
        ({"attribution__reporter__code": "XQZ"}, "attribution.reporter.code"),
    ],
)
def test_what_the_codebook_knows_otherwise(book, changes, field):
    assert [".".join(fault.path) for fault in Validator(book).faults(record(**changes))] == [field]


@pytest.mark.parametrize(
    ("changes", "document", "field"),
    [
        ({"source__span": [15, 29]}, STORY, "source.text"),
        ({"source__span": [15, 29]}, None, "source.text"),
        ({"target__span": [50, 40]}, None, "target.span"),
        ({"evidence__trigger__span": [14, 20]}, None, "evidence.trigger.text"),
        ({"evidence__span": [0, 56]}, STORY, "evidence.text"),
        ({"attribution__cue__span": [0, 4]}, STORY, "attribution.cue.text"),
        ({"attribution__reporter__span": [0, 8]}, STORY, "attribution.reporter.text"),
        ({"source__span": [60, 5000]}, STORY, "source.span"),
    ],
)
def test_spans_that_do_not_yield_their_words(changes, document, field):
    assert field in [".".join(fault.path) for fault in Validator().faults(record(**changes), document)]


def test_a_cue_in_two_pieces_spans_what_lies_between():
    assert Validator().faults(record(attribution__cue={"text": "the said", "span": [56, 69]}), STORY) == []


def write(path, *records):
    with open_output(path) as output:
        for one in records:
            output.write(one)
    return path


@pytest.mark.parametrize("name", ["events.jsonl", "events.csv"])
def test_a_good_file(tmp_path, book, name):
    linked = [record(event_id="0" * 16, links=["1" * 16]), record(event_id="1" * 16, links=["0" * 16])]
    checked = validate_file(write(tmp_path / name, *linked), Validator(book), {"story": STORY})
    assert (checked.records, checked.faults) == (2, [])


@pytest.mark.parametrize(("name", "field"), [("events.jsonl", "event.quad"), ("events.csv", "quad")])
def test_faults_of_a_file_say_where_they_are(tmp_path, book, name, field):
    path = write(tmp_path / name, record(), record(event_id="0" * 16, event__quad=3))
    (fault,) = validate_file(path, Validator(book)).faults
    line = 2 if name.endswith("jsonl") else 3
    assert (fault.file, fault.line, fault.field, fault.value) == (str(path), line, field, "3")
    assert "4" in fault.reason


def test_a_file_of_an_older_schema_is_told_apart(tmp_path, book):
    (fault,) = validate_file(write(tmp_path / "a.jsonl", older()), Validator(book)).faults
    assert (fault.field, fault.value) == ("coder.schema", "1")
    assert "export" in fault.reason


def test_a_code_that_a_spreadsheet_made_a_number(tmp_path):
    path = write(tmp_path / "events.csv", record(event__code="043", event__root="04"))
    path.write_text(path.read_text().replace('"043"', "43"))
    (fault,) = validate_file(path, Validator()).faults
    assert (fault.field, fault.value) == ("event_code", "'43'")


@pytest.mark.parametrize(
    ("records", "line", "field", "reason"),
    [
        ([record(), record()], 2, "event_id", "line 1"),
        ([record(links=["0" * 16])], 1, "links", "no record of the file"),
        ([record(event_id="0" * 16), record(links=["0" * 16])], 2, "links", "line 1 does not link back"),
        ([record(doc_id="other")], 1, "doc_id", "no document among the texts"),
    ],
)
def test_what_is_wrong_among_the_records_of_a_file(tmp_path, records, line, field, reason):
    (fault,) = validate_file(write(tmp_path / "a.jsonl", *records), Validator(), {"story": STORY}).faults
    assert (fault.line, fault.field) == (line, field)
    assert reason in fault.reason


def test_lines_that_are_no_records(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"cut off\n[1]\n{"event_id": ["x"], "doc_id": 5, "links": 3}\n' + json.dumps(record()) + "\n")
    checked = validate_file(path, Validator(), {"story": STORY})
    assert checked.records == 2
    assert {fault.line for fault in checked.faults} == {1, 2, 3}


@pytest.mark.parametrize(("name", "content"), [("a.txt", b"x"), ("a.jsonl", b"\xff\xfe\x00"), ("missing.csv", None)])
def test_files_that_cannot_be_read(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (fault,) = validate_file(tmp_path / name, Validator()).faults
    assert (fault.line, "cannot be read" in fault.reason) == (0, True)
