"""``code-events attributions`` through click's runner."""

import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from coder.cli import main
from coder.records.attributions import attribution_schema

STORY = (
    "The Turkish army said rebels had fled. It denied that its jets bombed the town. “We saw nothing,” Ivo Maran said."
)


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Call the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **options: CliRunner().invoke(main, ["attributions", *arguments], **options)


def said(text, spans):
    return " ".join(text[start:end] for start, end in spans)


def test_each_attribution_is_one_valid_line_of_json(call, tmp_path):
    (tmp_path / "story.txt").write_text(f"{STORY}\n", "utf-8")
    result = call("story.txt", "-o", "out.jsonl")
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    schema = Draft202012Validator(attribution_schema())
    assert [error.message for one in found for error in schema.iter_errors(one)] == []
    assert [(said(STORY, one["source"]), said(STORY, one["cue"]), one["kind"], one["stance"]) for one in found] == [
        ("The Turkish army", "said", "indirect", "asserts"),
        ("It", "denied", "indirect", "denies"),
        ("Ivo Maran", "said", "direct", "asserts"),
    ]
    assert {key: found[1]["reporter"][key] for key in ("code", "text", "resolved_text")} == {
        "code": "TURMIL",
        "text": "It",
        "resolved_text": "Turkish army",
    }
    assert "denies" in result.stdout


def test_standard_streams_keep_to_json(call):
    result = call("-", "-o", "-", "--column", "text=body", input=json.dumps({"id": "x", "body": STORY}) + "\n")
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["doc_id"] for line in result.stdout.splitlines()] == ["x"] * 3


def test_what_cannot_be_read_is_listed_and_the_rest_done(call, tmp_path):
    (tmp_path / "in.jsonl").write_text(f'{{"text": "cut\n{json.dumps({"id": "b", "text": STORY})}\n', "utf-8")
    result = call("in.jsonl", "-o", "out.jsonl")
    assert result.exit_code == 1
    assert "in.jsonl:1: not valid JSON" in result.stderr
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 3


@pytest.mark.parametrize("out", ["out.csv", "out", "folder.jsonl"])
def test_only_json_lines_are_written(call, tmp_path, out):
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    (tmp_path / "folder.jsonl").mkdir()
    result = call("story.txt", "-o", out)
    assert result.exit_code == 2
    assert "is no .jsonl file" in result.stderr
