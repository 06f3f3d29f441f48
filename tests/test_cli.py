"""The command, in this process through click's runner and as a process of its own."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import codebook, record

import coder
from coder import __version__
from coder.cli import main
from coder.output import open_output

ARTICLE = (
    "Rebel fighters attacked Turkish soldiers near the bridge, the Turkish army said. Turkish troops raided a village."
)
COMMAND = [sys.executable, "-m", "coder"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(coder.__file__).parent.parent)}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return str(codebook(tmp_path_factory.mktemp("codebook")))


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Call the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **options: CliRunner().invoke(main, [str(one) for one in arguments], **options)


def records(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_run_codes_a_folder_into_a_folder(call, tmp_path, book):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"---\ndate: 2020-02-12\npublisher: The Example\n---\n{ARTICLE}\n")
    (tmp_path / "in" / "b.jsonl").write_text('{"id": "b", "text": "Rebels raided a Turkish village."}\n')
    result = call("run", "in", "-o", "out", "--codebook", book, "--publisher", "Other")
    assert result.exit_code == 0, result.output
    found = records(tmp_path / "out" / "events.jsonl")
    assert [(one["doc_id"], one["publisher"]) for one in found] == [("a", "The Example")] * 2 + [("b", "Other")]
    assert (found[0]["source"]["code"], found[0]["event"]["code"], found[0]["target"]["code"]) == (
        "REB",
        "190",
        "TURMIL",
    )
    assert found[0]["attribution"]["reporter"]["code"] == "TURMIL"
    for line in (r"documents +2\b", r"sentences +3\b", r"events +3\b", r"19 +Use conventional military force +3\b"):
        assert re.search(line, result.stdout), result.stdout
    assert call("validate", "out/events.jsonl", "out/events.csv", "--texts", "in", "--codebook", book).exit_code == 0


def test_run_does_the_rest_and_lists_what_was_wrong(call, tmp_path, book):
    (tmp_path / "good.txt").write_text(ARTICLE)
    (tmp_path / "bad.jsonl").write_text('{"text": "cut off\n{"text": "Fine.", "date": "2020-13-01"}\n')
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)))
    result = call("run", "bad.jsonl", "junk.txt", "good.txt", "-o", "events.csv", "--codebook", book)
    assert result.exit_code == 1
    assert "bad.jsonl:1: not valid JSON" in result.stderr
    assert "bad.jsonl:2 [bad-2]: '2020-13-01' is an impossible date" in result.stderr
    assert "junk.txt: is a binary file" in result.stderr
    assert len((tmp_path / "events.csv").read_text().splitlines()) == 3


def test_standard_streams(call, tmp_path, book):
    rows = f'key,body\nx,"{ARTICLE}"\n'
    result = call("run", "-", "-o", "-", "--column", "text=body", "--column", "id=key", "--codebook", book, input=rows)
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["doc_id"] for line in result.stdout.splitlines()] == ["x", "x"]
    assert "documents" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "Missing argument"),
        (["run", "a.txt"], "--output"),
        (["run", "missing.txt", "-o", "out"], "missing.txt"),
        (["run", "a.txt", "-o", "out", "--date", "12 Feb"], "12 Feb"),
        (["run", "a.txt", "-o", "out", "--column", "text"], "FIELD=NAME"),
        (["run", "a.txt", "-o", "out", "--column", "body=text"], "id, date, publisher"),
        (["run", "a.txt", "-o", "a.txt/events.csv"], "cannot be written"),
        (["run", "a.txt", "-o", "events.parquet"], ".jsonl or .csv"),
        (["run", "a.txt", "-o", "out", "--model", "xx_none"], "pip install"),
        (["run", "a.txt", "-o", "out", "--codebook", "missing"], "missing"),
        (["codebook", "check", "--model", "xx_none"], "pip install"),
        (["validate", "missing.csv"], "missing.csv"),
        (["fly"], "No such command"),
    ],
)
def test_what_cannot_be_done_at_all(call, tmp_path, book, arguments, said):
    (tmp_path / "a.txt").write_text(ARTICLE)
    given = [*arguments, "--codebook", book] if "--model" in arguments else arguments
    result = call(*given)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert not list(tmp_path.rglob("events.*"))


def test_a_codebook_with_a_typo(call, tmp_path):
    folder = codebook(tmp_path / "book")
    path = folder / "events" / "19-fight.yaml"
    path.write_text(path.read_text().replace("quad: 4", "quad: 5"))
    line = path.read_text().splitlines().index("    quad: 5") + 1
    (tmp_path / "a.txt").write_text(ARTICLE)
    result = call("run", "a.txt", "-o", "out", "--codebook", folder)
    assert (result.exit_code, f"19-fight.yaml:{line} [fight]" in result.stderr) == (2, True)
    assert not list(tmp_path.rglob("events.*"))
    result = call("codebook", "check", "--codebook", folder)
    assert (result.exit_code, f"19-fight.yaml:{line} [fight]" in result.stdout) == (1, True)


def test_codebook_check_codes_the_examples(call, tmp_path):
    folder = codebook(tmp_path / "book")
    assert call("codebook", "check", "--codebook", folder).exit_code == 0
    path = folder / "events" / "19-fight.yaml"
    path.write_text(path.read_text().replace("The critics attacked the film", "The rebels attacked the police"))
    result = call("codebook", "check", "--codebook", folder)
    assert result.exit_code == 1
    assert "[fight]" in result.stdout and "should code nothing" in result.stdout


def test_validate_prints_a_table_of_what_is_wrong(call, tmp_path, book):
    with open_output("events.csv") as output:
        output.write(record(event__quad=1))
    result = call("validate", "events.csv", "--codebook", book)
    assert result.exit_code == 1
    assert re.search(r"file +line +field +value +reason", result.stdout)
    assert re.search(r"events.csv +2 +quad +1 +the codebook", result.stdout)


def test_version_and_help(call):
    assert __version__ in call("--version").output
    for arguments in (["run"], ["validate"], ["codebook", "check"], []):
        result = call(*arguments, "--help")
        assert (result.exit_code, "Examples:" in result.output) == (0, True)


def test_help_imports_nothing_heavy():
    program = "import sys; from coder.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, text=True)
    assert not {"spacy", "numpy", "jsonschema", "yaml", "duckdb", "pandas"} & set(done.stdout.split())


def test_the_same_records_whatever_the_process(tmp_path, book):
    (tmp_path / "a.txt").write_text(ARTICLE)
    for seed in ("1", "2"):
        arguments = ["run", "a.txt", "-o", f"{seed}.csv", "--codebook", book]
        environment = {**ENVIRONMENT, "PYTHONHASHSEED": seed}
        done = subprocess.run([*COMMAND, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


def test_a_progress_bar_on_a_terminal(tmp_path, book):
    (tmp_path / "a.txt").write_text(ARTICLE)
    ours, theirs = pty.openpty()
    arguments = ["run", "a.txt", "-o", "a.jsonl", "--codebook", book]
    silent = {"stdout": subprocess.DEVNULL, "stderr": theirs}
    subprocess.run([*COMMAND, *arguments], cwd=tmp_path, env=ENVIRONMENT, check=True, **silent)
    os.close(theirs)
    assert b"1/1" in os.read(ours, 10_000)
    os.close(ours)


def test_ctrl_c_leaves_nothing_half_written(tmp_path, book):
    (tmp_path / "a.txt").write_text(f"{ARTICLE}\n\n" * 20_000)
    arguments = [*COMMAND, "run", "a.txt", "-o", "out", "--codebook", book]
    process = subprocess.Popen(arguments, cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
    while not list(tmp_path.glob("out/.events.csv.*")) and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert said.strip() == "Stopped. No file was written."
    # Python ends itself with the signal, which shells report as 130, where that came amid an import.
    assert process.returncode in (130, -signal.SIGINT)
    assert os.listdir(tmp_path / "out") == []
