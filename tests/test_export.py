"""What is exported is read back as it was written, or the command says what the format cannot hold."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pyreadstat
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import codebook, older, record

from coder import load_codebook
from coder.cli import main
from coder.output import open_output, read_records
from coder.output.columns import COLUMNS
from coder.output.countries import cow, iso3
from coder.output.fields import FIELDS, described
from coder.output.layouts import LAYOUTS
from coder.output.layouts.gdelt import gdelt_class
from coder.output.layouts.phoenix import phoenix_class
from coder.output.statistics import write_spss, write_stata
from coder.records.validate import Validator
from coder.records.validate_file import validate_file

FORMATS = ["csv", "parquet", "dta", "sav", "jsonl"]
EMPTY = dict.fromkeys(("event", "polarity", "modality", "tense", "evidence__trigger", "evidence__rule"))

RECORDS = [
    record(),
    record(event__code="043", event__root="04", event__goldstein=2.8, published="1969-07-20"),
    record(date=None, place=None, casualties=None, publisher=None, published=None),
    record(attribution__reporter=None, attribution__cue=None, event__goldstein=None, event__plover=None),
    record(
        attribution__chain=[{"code": "SYRMED", "text": 'Syrian; "media"', "span": [0, 5]}], links=["0" * 16, "1" * 16]
    ),
    record(source__code="", source__resolved=False, merged={"ids": ["2" * 16], "publishers": 3}, incident_id="3" * 16),
    record(
        casualties__killed={"min": None, "max": 0, "text": "nobody"}, date__text=None, place__name=None, confidence=1
    ),
    record(**EMPTY),
]

NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@a",
    "'=1",
    "\tx",
    "a\nb\r\nc",
    "q\"uo'te,;",
    "تقرير עברית",
    "𝔄😀",
    " lead",
    "x" * 30_000,
    "NaN",
    "1",
]


def numbered(records):
    return [{**one, "event_id": f"{at:016x}"} for at, one in enumerate(records)]


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Export records to a file, with options: the click result; the records lie in in.jsonl."""
    monkeypatch.chdir(tmp_path)

    def export(records, out, *options):
        with open_output("in.jsonl") as output:
            for one in records:
                output.write(one)
        return CliRunner().invoke(main, ["export", "in.jsonl", "-o", out, *options])

    return export


def read(path):
    return [found for _, found in read_records(path)]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "records", [RECORDS, [record(doc_id=text, evidence__text=text, publisher=text) for text in NASTY], []]
)
def test_round_trip(call, tmp_path, kind, records):
    written = numbered(records)
    result = call(written, f"out.{kind}")
    assert (result.exit_code, read(tmp_path / f"out.{kind}")) == (0, written), result.output


@pytest.mark.parametrize(("kind", "lost"), [("csv", 0), ("parquet", 0), ("dta", 1), ("sav", 3)])
def test_what_a_format_cannot_hold_is_said(call, tmp_path, kind, lost):
    hard = numbered([record(evidence__text=text) for text in ("n\0ul", "blanks  ", "é" * 50_000)])
    result = call(hard, f"out.{kind}")
    assert result.exit_code == (1 if lost else 0)
    assert result.stderr.count("cannot hold") == lost
    same = [one == other for one, other in zip(read(tmp_path / f"out.{kind}"), hard, strict=True)]
    assert same.count(False) == lost


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_goes_through_every_format_or_is_said(tmp_path, text):
    one = record(evidence__text=text)
    for kind, write in (("dta", write_stata), ("sav", write_spss)):
        path = tmp_path / f"any.{kind}"
        lost = write([one], path)
        assert (read(path) == [one]) != bool(lost)


def test_exported_files_validate(call, tmp_path):
    book = load_codebook(codebook(tmp_path / "book"))
    for kind in FORMATS:
        call([record()], f"out.{kind}")
        assert validate_file(tmp_path / f"out.{kind}", Validator(book)).faults == []


def test_an_older_file_is_brought_up_to_date(call, tmp_path):
    assert call([older()], "new.jsonl").exit_code == 0
    assert read(tmp_path / "new.jsonl") == [record(date=None, place=None, casualties=None)]


def test_a_newer_file_is_refused(call, tmp_path):
    result = call([record(coder__schema=3)], "new.jsonl")
    assert (result.exit_code, "version 3" in result.stderr, read(tmp_path / "new.jsonl")) == (1, True, [])


def test_csv_has_countries_and_days(call, tmp_path):
    call(
        [record(source__code="DEUMIL"), record(event_id="0" * 16, date=None, target__code="IGOUNO")],
        "out.csv",
        "--excel",
    )
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and read(tmp_path / "out.csv")[0]["source"]["code"] == "DEUMIL"
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    names = ("event_date", "source_iso3", "source_cow", "target_iso3", "target_cow")
    assert [[row[name] for name in names] for row in rows] == [
        ["2020-02-11", "DEU", "255", "TUR", "640"],
        ["2020-02-12", "", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("code", "country", "number"),
    [("USAMIL", "USA", 2), ("RUS", "RUS", 365), ("SYRREBKUR", "SYR", 652), ("VNM", "VNM", 816), ("CZE", "CZE", 316),
     ("YEMREB", "YEM", 679), ("USR", "SUN", 365), ("PAL", "PSE", None), ("NAM", "NAM", 565),
     ("REB", None, None), ("", None, None)],
)  # fmt: skip
def test_countries(code, country, number):
    assert (iso3(code), cow(code)) == (country, number)


def test_parquet_is_typed(call, tmp_path):
    call([record()], "out.parquet")
    schema = pyarrow.parquet.read_schema(tmp_path / "out.parquet")
    types = {field.name: str(field.type) for field in schema}
    assert (types["event_code"], types["date_start"], types["source_resolved"]) == ("string", "date32[day]", "bool")
    assert b"string: 043 is not 43" in schema.field("event_code").metadata[b"description"]


@pytest.mark.parametrize(("kind", "reader"), [("dta", pyreadstat.read_dta), ("sav", pyreadstat.read_sav)])
def test_labels(call, tmp_path, kind, reader):
    call([record(), record(event_id="0" * 16, event__code="043", event__root="04", event__label="Meet")], f"out.{kind}")
    frame, meta = reader(tmp_path / f"out.{kind}")
    assert meta.column_names_to_labels and all(meta.column_names_to_labels.values())
    assert all(len(label) <= 80 for label in meta.column_names_to_labels.values())
    assert list(frame["event_code_n"]) == [190, 43]
    assert meta.variable_value_labels["event_code_n"][43] == "043 Meet"
    assert meta.variable_value_labels["polarity_n"] == {1: "affirmed", 2: "negated"}
    assert meta.variable_value_labels["quad"][4] == "material conflict"
    assert (frame["date_start"][0].isoformat(), list(frame["event_code"])) == ("2020-02-11", ["190", "043"])
    assert all(len(name) <= 32 for name in frame.columns)


def test_the_data_package_describes_the_file(call, tmp_path):
    call(numbered(RECORDS), "out.csv")
    package = json.loads((tmp_path / "datapackage.json").read_text())
    (resource,) = package["resources"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    with (tmp_path / "out.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == list(fields) and resource["bytes"] == (tmp_path / "out.csv").stat().st_size
    assert (fields["event_code"]["type"], fields["published"]["type"], fields["quad"]["type"]) == (
        "string",
        "date",
        "integer",
    )
    assert all(field["description"] and field["title"] for field in fields.values())
    for row in rows:
        for name, field in fields.items():
            assert row[name] == "" or row[name] in map(str, field.get("constraints", {}).get("enum", [row[name]]))
    call([record()], "second.csv")
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert sorted(one["path"] for one in package["resources"]) == ["out.csv", "second.csv"]


def test_every_column_has_a_short_label_and_a_description():
    assert [one.name for one in described() if not (one.label and one.description and len(one.label) <= 80)] == []
    assert [one.name for one in FIELDS[: len(COLUMNS)]] == [column.name for column in COLUMNS]


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_the_r_script_reads_the_file(call, tmp_path):
    call(
        numbered([record(event__code="043", event__root="04", publisher="=1+1", evidence__text='a\n"b", تقرير')]),
        "out.csv",
    )
    script = (
        'source("out.R"); stopifnot(events$event_code == "043", events$publisher == "=1+1",'
        ' is.integer(events$killed_min), inherits(events$date_start, "Date"),'
        ' events$evidence == "a\\n\\"b\\", \\u062a\\u0642\\u0631\\u064a\\u0631",'
        ' events$source_resolved, levels(events$polarity) == c("affirmed", "negated"), is.na(events$killed_max))'
    )
    done = subprocess.run(
        ["Rscript", "-e", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("pspp"), reason="PSPP is not installed")
def test_the_spss_script_reads_the_file(call, tmp_path):
    call(numbered([record(event__code="043", event__root="04", publisher="=1+1")]), "out.csv")
    script = (tmp_path / "out.sps").read_text().replace("SET UNICODE=ON.\n", "") + "SAVE OUTFILE='made.sav'.\n"
    (tmp_path / "run.sps").write_text(script)
    done = subprocess.run(["pspp", "run.sps"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    frame, meta = pyreadstat.read_sav(tmp_path / "made.sav")
    assert (frame["event_code"][0], frame["publisher"][0], frame["killed_min"][0]) == ("043", "=1+1", 17)
    assert meta.column_names_to_labels["event_code"] == "CAMEO event code, a string"
    assert meta.variable_value_labels["polarity_n"] == {1: "affirmed"}


@pytest.mark.parametrize(("name", "columns"), [("icews", 20), ("phoenix", 26), ("gdelt", 58), ("polecat", 40)])
def test_layouts(call, tmp_path, name, columns):
    assert call(numbered(RECORDS), "out.csv", "--layout", name).exit_code == 0
    with (tmp_path / "out.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(RECORDS) - 1 and {len(row) for row in rows} == {columns}
    assert [one.name for one in LAYOUTS[name].fields if not one.description] == []
    assert not list(tmp_path.glob("out.R"))


def test_what_layouts_hold(call, tmp_path):
    def cells(layout, *names):
        call([record(event__code="160", event__root="16", source__code="USAMIL")], "out.csv", "--layout", layout)
        with (tmp_path / "out.csv").open(newline="") as stream:
            row = next(csv.DictReader(stream))
        return [row[name] for name in names]

    assert cells("icews", "Source Country", "Source Sectors", "CAMEO Code", "Sentence Number", "City") == [
        "United States", "Military", "160", "2", "Tall Nahr",
    ]  # fmt: skip
    assert cells("phoenix", "SourceActorEntity", "SourceActorRole", "PentaClass", "Date") == [
        "USA",
        "MIL",
        "3",
        "20200211",
    ]
    assert cells("gdelt", "Actor1CountryCode", "Actor1Type1Code", "QuadClass", "ActionGeo_Type") == [
        "USA",
        "MIL",
        "4",
        "4",
    ]
    assert cells("polecat", "Actor COW", "Event Type", "GeoNames ID") == ["2", "ASSAULT", "1234567"]


def test_quad_classes_of_other_data_sets():
    roots = [f"{root:02}" for root in range(1, 21)]
    assert "".join(str(phoenix_class(root)) for root in roots) == "00111222333334434444"
    assert "".join(str(gdelt_class(root)) for root in roots) == "11111222333334444444"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "out.xlsx"], ".csv .parquet .dta .sav .jsonl"),
        (["-o", "out.dta", "--layout", "icews"], ".csv, as layouts do"),
        (["-o", "out.dta", "--excel"], "--excel is for .csv"),
        (["-o", "in.jsonl/out.csv"], "cannot be written"),
        (["-o", "in.jsonl/out.dta"], "cannot be written"),
        (["-o", "out.csv", "--layout", "acled"], "icews"),
    ],
)
def test_what_cannot_be_done(call, arguments, said):
    result = call([record()], *arguments[1:])
    assert (result.exit_code, said in result.stderr) == (2, True), result.output


def test_junk_is_said(tmp_path):
    for kind in ("parquet", "dta", "sav"):
        path = tmp_path / f"junk.{kind}"
        path.write_bytes(b"no such thing")
        result = CliRunner().invoke(main, ["export", str(path), "-o", str(tmp_path / "out.jsonl")])
        assert (result.exit_code, f"junk.{kind}: cannot be read" in result.stderr) == (1, True), result.output


def test_the_docs_describe_every_column():
    page = (Path(__file__).parent.parent / "docs" / "formats.md").read_text("utf-8")
    missing = [one.name for one in FIELDS if f"| `{one.name}` |" not in page]
    for name, layout in LAYOUTS.items():
        section = page.partition(f"### `--layout {name}`")[2]
        missing += [one.name for one in layout.fields if f"| {one.name} | {one.description} |" not in section]
    assert missing == []


@pytest.mark.parametrize("command", ["export", "panel", "dedupe", "incidents"])
def test_help_has_examples(command):
    result = CliRunner().invoke(main, [command, "--help"])
    assert (result.exit_code, "Examples:" in result.output) == (0, True)


def test_nothing_heavy_is_imported_before_it_is_needed():
    program = (
        "import sys; from coder.cli import main; main(['panel', '--help'], standalone_mode=False); print(*sys.modules)"
    )
    root = str(Path(__file__).parent.parent)
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert not {"duckdb", "pyarrow", "pandas", "pyreadstat", "country_converter", "spacy"} & set(done.stdout.split())
