"""The report on a data set: what it counts, what it shows, and that it holds whatever stands in records."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from samples import record

from coder.cli import main
from coder.report import charts
from coder.report.maps import world
from coder.report.page import report_page
from coder.report.rows import pieces
from coder.report.summary import NO_CODE, PUBLISHER, summarise


def made(number, **changes):
    return record(event_id=f"{number:016x}", **changes)


NONE = {"kind": "none", "stance": "asserts", "reporter": None, "cue": None, "chain": []}


def test_the_summary_counts_all_and_keeps_the_newest():
    days = ["2020-02-01", "2020-02-03", "2020-02-02"]
    records = [made(n, date={"start": day, "end": day, "precision": "day", "text": None}) for n, day in enumerate(days)]
    records += [made(3, event=None), made(4, date=None, published=None), made(5, attribution=NONE, source__code="")]
    summary = summarise(records, rows=2)
    assert (summary.records, summary.pairs, summary.undated) == (5, 1, 1)
    assert [one["event_id"][-1] for one in summary.newest] == ["5", "1"]
    assert summary.sources == {"REB": 4, NO_CODE: 1}
    assert summary.vouching == {("TURMIL", "asserts"): 4, (PUBLISHER, "asserts"): 1}
    assert summary.reporters == {"TURMIL": 4} and summary.unreported == 1


def test_history_is_left_out_of_the_chart_over_time():
    old = {"start": "1990-01-01", "end": "1990-12-31", "precision": "year", "text": "in 1990"}
    summary = summarise([made(0), made(1, date=old)], rows=10)
    values = charts.over_time(summary)["data"]["values"]
    assert summary.earlier == 1 and [value["start"] for value in values] == ["2020-02-11"]


@pytest.mark.parametrize(
    ("last", "unit"), [("2020-03-01", "day"), ("2021-02-01", "week"), ("2024-02-01", "month"), ("2049-01-01", "year")]
)
def test_the_unit_of_time_suits_the_span(last, unit):
    date = {"start": last, "end": last, "precision": "day", "text": None}
    spec = charts.over_time(summarise([made(0), made(1, date=date)], rows=1))
    assert spec["encoding"]["y"]["axis"]["title"] == f"events by {unit}"


def test_there_are_no_charts_of_nothing():
    summary = summarise([made(0, place=None, date=None, published=None, attribution=NONE)], rows=1)
    assert world(summary) is None and charts.over_time(summary) is None and charts.vouching(summary) is None
    assert charts.matrix(summarise([], rows=1)) is None
    assert "No record has a place with coordinates." in report_page(summary, "A title")


def test_the_map_adds_up_the_events_of_a_place():
    spec = world(summarise([made(0), made(1), made(2, place=None)], rows=1))
    (place,) = spec["data"]["values"]
    assert (place["place"], place["events"], place["quad"]) == ("Tall Nahr", 2, "material conflict")


def test_sides_are_states_and_international_organisations():
    assert [charts.side(code) for code in ("USAMIL", "IGOUNOHLH", NO_CODE)] == ["USA", "IGOUNO", NO_CODE]


@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=5, max_size=5))
def test_the_pieces_are_the_sentence(text, spans):
    given_spans = [[10 + a, 10 + b] for a, b in spans]
    parts = ("source", "target", "evidence__trigger", "attribution__cue", "attribution__reporter")
    changes = {f"{part}__span": span for part, span in zip(parts, given_spans, strict=True)}
    cut = pieces(record(evidence__text=text, evidence__span=[10, 10 + len(text)], **changes))
    assert "".join(piece if isinstance(piece, str) else piece[0] for piece in cut) == text


def test_the_pieces_are_highlighted():
    cut = pieces(record())
    assert cut[:3] == [["Rebel fighters", "source"], " ", ["attacked", "trigger"]]
    assert [piece[1] for piece in cut if not isinstance(piece, str)] == [
        "source",
        "trigger",
        "target",
        "reporter",
        "cue",
    ]


def test_nothing_in_a_record_becomes_markup():
    text = "</script><script>alert(1)</script><!-- \u2028 \x00 \U0001f525 'x' \"y\""
    hostile = made(0, evidence__text=text, source__text=text, publisher=text, doc_id=text, place__name=text)
    page = report_page(summarise([hostile], rows=1), title=text)
    assert "alert(1)</script>" not in page and "<title>&lt;/script&gt;" in page
    data = page.split('id="rows">')[1].split("</script>")[0]
    (row,) = json.loads(data)
    assert row["texts"][0] == text and "".join(p if isinstance(p, str) else p[0] for p in row["pieces"]) == text


def test_the_command(tmp_path):
    events, out = tmp_path / "events.jsonl", tmp_path / "report.html"
    events.write_text("".join(json.dumps(made(n)) + "\n" for n in range(3)), "utf-8")
    result = CliRunner().invoke(main, ["report", str(events), "-o", str(out), "--rows", "2", "--title", "Three & more"])
    assert result.exit_code == 0, result.output
    page = out.read_text("utf-8")
    assert "<h1>Three &amp; more</h1>" in page and "The newest 2 of 3 records are listed" in page
    refused = CliRunner().invoke(main, ["report", str(events), "-o", str(tmp_path / "report.pdf")])
    assert refused.exit_code == 2 and ".html" in refused.output
