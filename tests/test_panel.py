"""Panels count what is asked for, and nothing twice."""

import csv
import datetime
from collections import Counter

import pyarrow.parquet
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import record

from coder.cli import main
from coder.output import open_output
from coder.output.panel import PanelSettings, write_panel


def told(number, source="USAMIL", target="SYRMIL", day="2020-02-11", code="190", **changes):
    date = {"start": day, "end": day, "precision": "day", "text": None} if day else None
    own = {"event_id": f"{number:016x}", "doc_id": f"d{number}", "publisher": f"Paper {number}", "date": date}
    event = {"event__code": code, "event__root": code[:2], "event__quad": 4 if code > "13" else 1}
    return record(source__code=source, target__code=target, **{**own, **event, **changes})


@pytest.fixture
def panel(tmp_path, monkeypatch):
    """Make a panel of records with options: its rows, as dictionaries of strings."""
    monkeypatch.chdir(tmp_path)

    def call(records, *options):
        with open_output("in.jsonl") as output:
            for one in records:
                output.write(one)
        result = CliRunner().invoke(main, ["panel", "in.jsonl", "-o", "out.csv", *options])
        assert result.exit_code == 0, result.output
        with open("out.csv", newline="") as stream:
            return list(csv.DictReader(stream))

    return call


def picked(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_dyad_months(panel):
    cooperation = {"code": "043", "event__goldstein": 2.8}
    rows = panel([told(1), told(2, day="2020-02-28", **cooperation), told(3, day="2020-03-01"), told(4, "SYR", "USA")])
    assert list(rows[0]) == [
        "source", "target", "period", "events", "quad_1", "quad_2", "quad_3", "quad_4", "goldstein_sum",
        "goldstein_mean", "publishers", "source_cow", "target_cow",
    ]  # fmt: skip
    assert [list(row.values()) for row in rows] == [
        ["SYR", "USA", "2020-02-01", "1", "0", "0", "0", "1", "-10.0", "-10.0", "1", "652", "2"],
        ["USA", "SYR", "2020-02-01", "2", "1", "0", "0", "1", "-7.2", "-3.6", "2", "2", "652"],
        ["USA", "SYR", "2020-03-01", "1", "0", "0", "0", "1", "-10.0", "-10.0", "1", "2", "652"],
    ]


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        ("day", ["2020-02-11", "2021-01-03"]),
        ("week", ["2020-02-10", "2020-12-28"]),
        ("month", ["2020-02-01", "2021-01-01"]),
        ("year", ["2020-01-01", "2021-01-01"]),
    ],
)
def test_periods(panel, by, periods):
    assert picked(panel([told(1), told(2, day="2021-01-03")], "--by", by), "period") == [(one,) for one in periods]


def test_rows_without_events(panel):
    rows = panel([told(1), told(2, day="2020-05-01"), told(3, "RUS", "TUR", "2020-04-01")], "--zeros")
    months = [f"2020-0{month}-01" for month in (2, 3, 4, 5)]
    assert picked(rows, "source", "period", "events") == [
        *(("RUS", month, str(int(month[6] == "4"))) for month in months),
        *(("USA", month, str(int(month[6] in "25"))) for month in months),
    ]
    empty = rows[0]
    assert (empty["goldstein_sum"], empty["goldstein_mean"], empty["publishers"], empty["quad_4"]) == (
        "0.0",
        "",
        "0",
        "0",
    )
    assert len(panel([told(1)], "--zeros", "--by", "day", "--from", "2020-02-10", "--until", "2020-02-19")) == 10


@pytest.mark.parametrize(
    ("changes", "option", "usual"),
    [
        ({"polarity": "negated"}, "negated", False),
        ({"attribution__stance": "denies"}, "negated", False),
        ({"modality": "intended"}, "unreal", False),
        ({"attribution__stance": "claims"}, "alleged", True),
        ({"attribution__kind": "hearsay"}, "alleged", True),
    ],
)
def test_what_is_counted(panel, changes, option, usual):
    records = [told(1), told(2, day="2020-02-12", **changes)]
    counts = [panel(records, *options)[0]["events"] for options in ([], [f"--{option}"], [f"--no-{option}"])]
    assert counts == ["2" if usual else "1", "2", "1"]


def test_duplicates_count_once_and_their_publishers_all(panel):
    records = [told(1), told(2), told(3, publisher="Paper 2"), told(4, "USAGOV")]
    assert picked(panel(records), "events", "publishers") == [("2", "3")]
    assert picked(panel(records, "--duplicates"), "events", "publishers") == [("4", "3")]


def test_units(panel):
    records = [told(1), told(2, "SYR", "USA"), told(3, "SYRMIL", "SYRREB"), told(4, "REB", "TUR")]
    assert picked(panel(records, "--unit", "country"), "country", "events", "country_cow") == [
        ("SYR", "3", "652"), ("TUR", "1", "640"), ("USA", "2", "2"),
    ]  # fmt: skip
    assert picked(panel(records, "--unit", "source"), "source", "events") == [("SYR", "2"), ("USA", "1")]
    assert picked(panel(records, "--unit", "target"), "target", "events") == [("SYR", "2"), ("TUR", "1"), ("USA", "1")]
    assert picked(panel(records, "--undirected"), "source", "target", "events") == [
        ("SYR", "SYR", "1"),
        ("SYR", "USA", "2"),
    ]
    assert picked(panel(records, "--actors", "code"), "source", "target") == [
        ("REB", "TUR"), ("SYR", "USA"), ("SYRMIL", "SYRREB"), ("USAMIL", "SYRMIL"),
    ]  # fmt: skip


def test_roots_and_lists_of_codes(panel):
    records = [told(1), told(2, code="043"), told(3, code="1951")]
    (row,) = panel(records, "--count", "root", "--codes", "air=195", "--codes", "group=18,19,20", "--zeros")
    assert {name: row[name] for name in row if row[name] not in ("0", "") and name[:4] in ("root", "air", "grou")} == {
        "root_04": "1", "root_19": "2", "air": "1", "group": "2",
    }  # fmt: skip
    assert "quad_1" not in panel(records, "--count", "none")[0]


def test_what_cannot_be_placed_is_said(tmp_path, monkeypatch, panel):
    panel([told(1), told(2, "REB"), told(3, day=None, published=None), told(4, polarity="negated")])
    result = CliRunner().invoke(main, ["panel", "in.jsonl", "-o", "out.csv"])
    assert "1 rows of 1 records. Left out: 1 not asked for, 1 without a date, 1 without an actor" in result.stderr


def test_nothing_to_count(panel):
    assert panel([]) == panel([], "--zeros") == panel([told(1, "REB")], "--unit", "source") == []


def test_parquet(tmp_path, panel):
    panel([told(1)])
    assert CliRunner().invoke(main, ["panel", "in.jsonl", "-o", "out.parquet"]).exit_code == 0
    (row,) = pyarrow.parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert (row["period"], row["events"], row["goldstein_mean"]) == (datetime.date(2020, 2, 1), 1, -10.0)


CODES = st.sampled_from(["USA", "SYRMIL", "RUSGOV", "TUR"])
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2020, 6, 30))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CODES, CODES, DAYS), max_size=12))
def test_sums_are_those_of_the_records(tmp_path, events):
    with open_output(tmp_path / "in.jsonl") as output:
        for at, (source, target, day) in enumerate(events):
            output.write(told(at, source, target, day.isoformat()))
    wanted = PanelSettings(by="year", duplicates=True, zeros=True)
    write_panel([tmp_path / "in.jsonl"], tmp_path / "out.csv", wanted, print)
    with (tmp_path / "out.csv").open(newline="") as stream:
        found = {(row["source"], row["target"]): int(row["events"]) for row in csv.DictReader(stream)}
    assert found == Counter((source[:3], target[:3]) for source, target, _ in events)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "out.dta"], ".csv or .parquet"),
        (["-o", "in.jsonl/out.csv"], "cannot be written"),
        (["-o", "in.jsonl/out.parquet"], "cannot be written"),
        (["-o", "out.csv", "--codes", "force"], "NAME=CODE"),
        (["-o", "out.csv", "--codes", "a'=19"], "NAME=CODE"),
        (["-o", "out.csv", "--codes", "events=19"], "another column"),
        (["-o", "out.csv", "--codes", "quad_1=19"], "another column"),
        (["-o", "out.csv", "--from", "2020-02-02", "--until", "2020-02-01"], "--from is after"),
        (["-o", "out.csv", "--by", "hour"], "--by"),
    ],
)
def test_what_cannot_be_done(tmp_path, panel, options, said):
    panel([told(1)])
    result = CliRunner().invoke(main, ["panel", "in.jsonl", *options])
    assert (result.exit_code, said in result.stderr) == (2, True), result.output
