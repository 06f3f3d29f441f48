"""The codebook of a data set, as HTML and as Markdown."""

import json

import pytest
from click.testing import CliRunner
from samples import codebook, record

from coder import load_codebook
from coder.cli import main
from coder.report.codebook import codebook_page
from coder.report.counts import count


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return codebook(tmp_path_factory.mktemp("codebook"))


def test_every_variable_and_code_with_its_counts(book):
    counts = count([record(), record(event_id="0" * 16, polarity="negated", place=None)])
    page = codebook_page(load_codebook(book), counts)
    variables = ("source_code", "attribution.reporter.code", "latitude", "degrees north")
    codes = ("Goldstein -10", "PLOVER ASSAULT", "Armed force of any kind.", "attack, raid")
    for text in (*variables, *codes, "The critics attacked the film.", "no event", "Rebel fighters"):
        assert text in page
    assert '<code>negated</code>  <span class="soft">1</span>' in page
    assert "<span>records 2</span>" in page


def test_without_records_there_are_no_counts(book):
    page = codebook_page(load_codebook(book), None)
    assert '<th class="number">' not in page and "<span>records" not in page and "<td>Turkey</td>" in page


def test_what_stands_in_records_is_escaped(book):
    counts = count([record(source__text="<img src=x onerror=alert(1)> | *a*")])
    loaded = load_codebook(book)
    assert "<img" not in codebook_page(loaded, counts)
    assert r"\<img src=x onerror=alert(1)\> \| \*a\*" in codebook_page(loaded, counts, markdown=True)


def test_the_tables_of_markdown_have_equal_rows(book):
    lines = codebook_page(load_codebook(book), count([record()]), markdown=True).splitlines()
    at = lines.index("| variable | path | type | meaning | records |")
    table = [line.replace(r"\|", "") for line in lines[at : at + 70]]
    assert {line.count("|") for line in table} == {6}


def test_the_command_writes_by_the_suffix(book, tmp_path):
    events = tmp_path / "events.jsonl"
    events.write_text(json.dumps(record()) + "\nno record\n", "utf-8")
    out = tmp_path / "codebook.md"
    result = CliRunner().invoke(
        main, ["codebook", "doc", "--codebook", str(book), "-o", str(out), "--events", str(events)]
    )
    assert result.exit_code == 1 and "events.jsonl:2" in result.output
    assert out.read_text("utf-8").startswith("# Codebook")
    refused = CliRunner().invoke(main, ["codebook", "doc", "-o", str(tmp_path / "codebook.pdf")])
    assert refused.exit_code == 2 and ".html or .md" in refused.output
