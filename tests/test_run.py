"""Runs in shards: nothing is lost, whatever dies, and the bytes are always the same."""

import json
import multiprocessing
import os
import signal

import pytest
from samples import codebook
from workers import HarmfulSetup

from coder import Coder, load_codebook, read_corpus
from coder.output import CannotWrite, open_output
from coder.records.validate import Validator
from coder.run.checking import CheckedCoder
from coder.run.limits import LONGEST
from coder.run.local import Setup, write_events
from coder.run.report import brief
from coder.run.runner import Run, Stopped, code_corpus, processes
from coder.run.work import CannotResume, open_work, work_folder

MANY = 450  # Three shards.


def corpus(folder, harms=None, number=MANY):
    """A corpus of short documents, some of which begin with a harm."""
    path = folder / "articles.jsonl"
    texts = ((harms or {}).get(at, f"Rebels raided village {at}.") for at in range(number))
    path.write_text("".join(json.dumps({"id": f"d{at}", "text": text}) + "\n" for at, text in enumerate(texts)))
    return path


def run_of(path, out="events.jsonl"):
    folder = path.parent
    (folder / "marks").mkdir(exist_ok=True)
    return Run((str(path),), str(folder / out), HarmfulSetup(None, None, None, folder / "marks"))


def coded(path, workers=2, **options):
    return code_corpus(run_of(path), processes(workers), **options)


def ids(folder):
    return [json.loads(line)["doc_id"] for line in (folder / "events.jsonl").read_text().splitlines()]


def left(folder):
    return sorted(os.listdir(folder))


def test_many_workers_give_the_bytes_of_one_process(tmp_path, parser):
    folder = codebook(tmp_path / "book")
    path = corpus(tmp_path, number=230)
    book = load_codebook(folder)
    with open_output(tmp_path / "one") as output:
        report = write_events(CheckedCoder(Coder(book, parser), Validator(book)).code(read_corpus(path)), output)
    outcome = code_corpus(Run((str(path),), str(tmp_path / "out"), Setup(folder, None, None)), processes(2))
    assert (outcome.report.documents, outcome.report.events) == (230, report.events)
    assert [file.name for file in outcome.paths] == ["events.jsonl", "events.csv"]
    for file in outcome.paths:
        assert file.read_bytes() == (tmp_path / "one" / file.name).read_bytes()
    assert not work_folder(tmp_path / "out").exists()


def test_a_short_input_is_coded_here_and_leaves_nothing(tmp_path):
    path = corpus(tmp_path, number=3)
    assert code_corpus(run_of(path)).report.documents == 3
    assert left(tmp_path) == ["articles.jsonl", "events.jsonl", "marks"]


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path):
    path = corpus(tmp_path, {420: "KILL-PARENT-ONCE"})
    process = multiprocessing.get_context("spawn").Process(target=coded, args=(path,))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert not (tmp_path / "events.jsonl").exists()
    manifest = work_folder(tmp_path / "events.jsonl") / "manifest.jsonl"
    done = manifest.read_text().splitlines()[1:]
    assert done
    manifest.write_text(manifest.read_text() + '{"shard": 2, "si')  # As when it dies while it writes.
    outcome = coded(path)
    assert ids(tmp_path) == [f"d{at}" for at in range(MANY)]
    assert outcome.report.documents == MANY
    assert left(tmp_path) == ["articles.jsonl", "events.jsonl", "marks"]


def test_ctrl_c_keeps_what_is_done(tmp_path):
    path = corpus(tmp_path, {420: "INTERRUPT-ONCE"})
    said = r"shards? (is|are) done and kept in .*events.jsonl.work; the same command goes on"
    with pytest.raises(Stopped, match=said):
        coded(path, workers=1)
    assert not (tmp_path / "events.jsonl").exists()
    coded(path)
    assert ids(tmp_path) == [f"d{at}" for at in range(MANY)]


def test_what_has_changed_since_is_not_gone_on_with(tmp_path):
    path = corpus(tmp_path, {420: "INTERRUPT-ONCE"})
    with pytest.raises(Stopped):
        coded(path)
    path.write_text(path.read_text().replace("village 7.", "village 8."))
    with pytest.raises(CannotResume, match=r"made of something else \(input: \w+ then, \w+ now\). Give --fresh"):
        coded(path)
    assert coded(path, fresh=True).report.documents == MANY


def test_a_document_that_kills_its_workers_is_set_aside(tmp_path):
    path = corpus(tmp_path, {3: "DIE", 249: "DIE-ONCE at first"}, number=250)
    outcome = coded(path)
    assert ids(tmp_path) == [f"d{at}" for at in range(250) if at != 3]
    [aside] = [json.loads(line) for line in (tmp_path / "events.quarantine.jsonl").read_text().splitlines()]
    assert (aside["id"], aside["origin"]) == ("d3", f"{path}:4")
    assert aside["reason"] == "the worker that coded it was killed by signal 9, 2 times"
    assert [one.id for one in outcome.report.set_aside] == ["d3"]
    assert outcome.paths == [tmp_path / "events.jsonl", tmp_path / "events.quarantine.jsonl"]


def test_a_full_disk_is_said_and_the_run_can_go_on(tmp_path):
    path = corpus(tmp_path, {420: "FILL-DISK-ONCE"})
    with pytest.raises(CannotWrite, match="(?s)cannot be written: File too large.*the same command goes on from there"):
        coded(path, workers=1)
    assert left(tmp_path) == [".events.jsonl.work", "articles.jsonl", "marks"]
    coded(path)
    assert ids(tmp_path) == [f"d{at}" for at in range(MANY)]


def test_a_place_that_cannot_be_written_to(tmp_path):
    path = corpus(tmp_path)
    run = run_of(path, "articles.jsonl/events.jsonl")
    with pytest.raises(CannotWrite, match="cannot be written.*Name another place with -o"):
        code_corpus(run, processes(2))


def test_two_runs_to_one_place(tmp_path):
    path = corpus(tmp_path)
    with open_work(tmp_path / "events.jsonl", {}), pytest.raises(CannotResume, match="another run is writing to"):
        coded(path)


def test_the_same_id_in_different_shards(tmp_path):
    path = corpus(tmp_path, number=201)
    with path.open("a") as stream:
        stream.write('{"id": "d0", "text": "Rebels raided it again."}\n')
    outcome = coded(path)
    assert [str(problem) for problem in outcome.report.problems] == [
        f"{path}:202 [d0]: the id 'd0' was already taken by {path}:1. Give each document an id of its own"
    ]
    assert ids(tmp_path) == [f"d{at}" for at in range(201)]


def test_texts_that_are_no_articles(tmp_path):
    path = corpus(tmp_path, {0: "a" * (LONGEST + 1), 1: "word " * 5_000}, number=3)
    report = code_corpus(run_of(path)).report
    [aside], [problem] = report.set_aside, report.problems
    assert aside.id == "d0" and "has 5,000,001 characters" in aside.reason
    assert problem.entry == "d1" and "goes on for 25,000 characters without a full stop" in problem.reason
    assert ids(tmp_path) == ["d1", "d2"]
    code_corpus(run_of(corpus(tmp_path, number=3)))
    assert not (tmp_path / "events.quarantine.jsonl").exists()


def test_ten_thousand_empty_documents_are_not_ten_thousand_lines(tmp_path):
    path = corpus(tmp_path, dict.fromkeys(range(10_000), ""), number=10_001)
    report = code_corpus(run_of(path)).report
    assert (report.documents, len(report.problems)) == (1, 10_000)
    lines = brief(report.problems)
    assert len(lines) == 11 and lines[-1] == "and 9,990 more of this kind: the text is empty"
