"""What a codebook misses: through the API and the command."""

import csv

from click.testing import CliRunner

from coder import load_codebook
from coder.cli import main
from coder.evaluate.gaps import gaps
from coder.model import Document

TEXT = "French customs officers teased Norwegian diplomats. Karlo Binderovich waited. Norway met Denmark."


def test_gaps_of_each_kind_with_examples(coder):
    found = gaps(coder.read([Document("a", TEXT), Document("b", TEXT)]), load_codebook().events)
    by_name = {(gap.kind, gap.what): gap for gap in found}
    predicate = by_name["predicate", "tease object"]
    assert (predicate.count, predicate.examples) == (2, ["French customs officers teased Norwegian diplomats."])
    assert by_name["name", "Karlo Binderovich"].count == 2
    assert not any(what.startswith("meet") for kind, what in by_name if kind == "predicate")
    assert "040:consult/1" not in {gap.what for gap in found if gap.kind == "rule"}


def test_rare_gaps_are_left_out(coder):
    found = gaps(coder.read([Document("a", TEXT)]), load_codebook().events, minimum=2)
    assert {gap.kind for gap in found} == {"rule"}


def test_the_command_prints_and_writes(tmp_path):
    story, out = tmp_path / "story.txt", tmp_path / "gaps.csv"
    story.write_text(TEXT)
    result = CliRunner().invoke(main, ["gaps", str(story), "--minimum", "1", "--most", "3", "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "tease object" in result.output and "the first 3" in result.output
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert rows[0]["kind"] in ("predicate", "name") and rows[-1]["kind"] == "rule"


def test_a_place_that_cannot_be_written(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(TEXT)
    result = CliRunner().invoke(main, ["gaps", str(story), "-o", str(tmp_path / "no" / "gaps.csv")])
    assert result.exit_code != 0 and "cannot be written" in result.output
