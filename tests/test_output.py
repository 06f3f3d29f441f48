"""Records in files: what is written is read back the same, whole or not at all."""

import csv
import io
import json
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import record

from coder.output import CannotWrite, open_output, read_records
from coder.output.columns import COLUMNS, flatten, unflatten
from coder.records.validate import record_schema


def write(path, records):
    with open_output(path) as output:
        for one in records:
            output.write(one)


def read(path):
    return [found for _, found in read_records(path)]


def leaves(schema, path=()):
    """The paths of all fields of the schema that hold no others, spans by their two ends."""
    schema = {**record_schema()["$defs"].get(schema.get("$ref", "").rpartition("/")[2], {}), **schema}
    schema = next((option for option in schema.get("anyOf", ()) if "$ref" in option), schema)
    schema = {**record_schema()["$defs"].get(schema.get("$ref", "").rpartition("/")[2], {}), **schema}
    if "prefixItems" in schema:
        return {(*path, at) for at in range(len(schema["prefixItems"]))}
    if "properties" not in schema:
        return {path}
    return {leaf for name, inner in schema["properties"].items() for leaf in leaves(inner, (*path, name))}


def test_every_field_of_the_schema_has_one_column():
    assert sorted(map(str, leaves(record_schema()))) == sorted(str(column.path) for column in COLUMNS)


def test_column_names_are_what_stata_and_spss_accept():
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name) for name in names)


def test_the_columns_that_users_merge_on():
    header = [column.name for column in COLUMNS]
    wanted = ["source_code", "source_text", "target_code", "event_code", "event_root", "reporter_code", "reporter_text"]
    assert set(wanted) | {"cue", "quad", "goldstein", "plover", "doc_id", "event_id"} <= set(header)


@pytest.mark.parametrize("name", ["events.jsonl", "events.csv", "EVENTS.CSV"])
def test_records_are_read_back_as_they_were_written(tmp_path, name):
    records = [
        record(),
        record(publisher=None, published=None, event__goldstein=None, event__plover=None),
        record(source__code="", source__resolved=False, attribution__reporter=None, attribution__cue=None),
        record(date=None, place=None, casualties=None, incident_id="2" * 16),
        record(date__text=None, place__name=None, place__latitude=None, place__precision=None),
        record(casualties__killed={"min": None, "max": 0, "text": "nobody"}, casualties__captured=None),
        record(merged={"ids": ["0" * 16, "1" * 16], "publishers": 2}),
        record(attribution__reporter__code="", links=["0" * 16, "1" * 16], event__goldstein=-6.4, confidence=1),
        record(attribution__chain=[{"code": "SYRMED", "text": 'Syrian; "media"', "span": [0, 5]}]),
        record(evidence__text='=1+1, "quoted";\r\nتقرير 𝔄', doc_id="-5", source__text="'@home", target__text="\tx"),
    ]
    write(tmp_path / name, records)
    assert read(tmp_path / name) == records


def test_csv_quotes_codes_and_leaves_numbers_bare(tmp_path):
    write(tmp_path / "a.csv", [record(event__code="043", event__root="04", event__goldstein=2.8)])
    line = (tmp_path / "a.csv").read_text().splitlines()[1]
    assert '"043","04"' in line and ",4,2.8," in line


def test_csv_is_safe_to_open_in_a_spreadsheet(tmp_path):
    dangerous = ["=1+1", "+1", "-1", "@a", "'=1", "\ta", "\ra"]
    write(tmp_path / "a.csv", [record(doc_id=text) for text in dangerous])
    with (tmp_path / "a.csv").open(newline="") as stream:
        cells = [row["doc_id"] for row in csv.DictReader(stream)]
    assert all(cell.startswith("'") for cell in cells)
    assert [one["doc_id"] for one in read(tmp_path / "a.csv")] == dangerous


def test_a_folder_gets_both_formats(tmp_path):
    with open_output(tmp_path / "new" / "results") as output:
        output.write(record())
    assert [path.name for path in output.paths] == ["events.jsonl", "events.csv"]
    assert read(output.paths[0]) == read(output.paths[1]) == [record()]
    assert sorted(os.listdir(tmp_path / "new" / "results")) == ["events.csv", "events.jsonl"]


def test_standard_output_is_jsonl(monkeypatch):
    stream = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(stream, "ascii"))
    write("-", [record(publisher="Süd")])
    assert json.loads(stream.getvalue().decode("utf-8")) == record(publisher="Süd")


def test_after_an_exception_what_was_there_still_is(tmp_path):
    write(tmp_path / "a.jsonl", [record()])
    with pytest.raises(KeyboardInterrupt), open_output(tmp_path / "a.jsonl") as output:
        output.write(record(doc_id="other"))
        raise KeyboardInterrupt
    assert read(tmp_path / "a.jsonl") == [record()]
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_a_full_disk_is_said_and_nothing_is_left(tmp_path, monkeypatch):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    monkeypatch.setattr("coder.output.files._create", lambda part: full.open("w"))
    with pytest.raises(CannotWrite, match="No space left"):
        write(tmp_path / "a.jsonl", [record()])
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("out", ["file", "file/events.jsonl", "events.parquet", "taken", "/proc/none/a.csv"])
def test_places_that_cannot_be_written_to_are_found_out_at_once(tmp_path, out):
    (tmp_path / "file").write_text("A file.")
    (tmp_path / "taken" / "events.csv").mkdir(parents=True)
    with pytest.raises(CannotWrite, match="-o"), open_output(tmp_path / out):
        pytest.fail("should not come this far")


def test_csv_with_rows_that_cannot_be_read(tmp_path):
    path = tmp_path / "a.csv"
    write(path, [record(), record()])
    header, first, second = path.read_text().splitlines()
    path.write_text("\n".join([header, first + ",1", '"' + second]))
    assert [(line, type(found)) for line, found in read_records(path)] == [(2, str), (3, str)]
    path.write_text("a,b\n1,2\n")
    assert "lacks event_id" in read(path)[0]


def test_jsonl_with_lines_that_cannot_be_read(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"cut\n\n[]\n{"doc_id": "a"}\n')
    assert [(line, type(found)) for line, found in read_records(path)] == [(1, str), (3, str), (4, dict)]


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
NUMBER = st.one_of(st.integers(-10, 10), st.floats(-10, 10, allow_nan=False))
SPAN = st.tuples(st.integers(0), st.integers(0)).map(list)
REPORTER = st.fixed_dictionaries({"code": ANY_TEXT, "text": ANY_TEXT, "span": SPAN})


@given(
    text=ANY_TEXT,
    publisher=st.none() | ANY_TEXT.filter(bool),
    number=NUMBER,
    span=SPAN,
    truth=st.booleans(),
    reporter=st.none() | REPORTER,
    chain=st.lists(REPORTER, max_size=2),
    links=st.lists(st.from_regex("[0-9a-f]{16}", fullmatch=True), max_size=3),
)
def test_any_record_goes_through_csv_unchanged(text, publisher, number, span, truth, reporter, chain, links):
    one = record(
        evidence__text=text,
        publisher=publisher,
        confidence=number,
        source__span=span,
        source__resolved=truth,
        attribution__reporter=reporter,
        attribution__chain=chain,
        links=links,
    )
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC).writerow(flatten(one))
    cells = next(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert unflatten(dict(zip([column.name for column in COLUMNS], cells, strict=True))) == one
