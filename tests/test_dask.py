"""Runs on a Dask cluster of worker processes."""

import socket
from functools import partial

import pytest
from click.testing import CliRunner
from test_run import MANY, corpus, ids, run_of

from coder.cli import main
from coder.run.runner import code_corpus, processes

pytest.importorskip("distributed")


def cluster(**options):
    from coder.run.cluster import Cluster

    return partial(Cluster, **options)


@pytest.mark.parametrize("out", ["events.jsonl", "out"])
def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path, out):
    path = corpus(tmp_path, {230: "DIE-ONCE in the middle"})
    outcome = code_corpus(run_of(path, out), cluster(workers=2))
    assert (outcome.report.documents, outcome.report.set_aside) == (MANY, [])
    written = [file.read_bytes() for file in outcome.paths]
    again = code_corpus(run_of(path, f"local-{out}"), processes(2))
    assert [file.read_bytes() for file in again.paths] == written
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith(".")) == []


def test_a_document_that_kills_workers_is_set_aside_and_results_pass_through_an_url(tmp_path):
    path = corpus(tmp_path, {1: "DIE"}, number=3)
    exchange = (tmp_path / "exchange").as_uri()
    outcome = code_corpus(run_of(path), cluster(workers=1, exchange=exchange))
    assert ids(tmp_path) == ["d0", "d2"]
    assert [one.id for one in outcome.report.set_aside] == ["d1"]
    assert list((tmp_path / "exchange").iterdir()) == []


def test_a_scheduler_that_cannot_be_reached(tmp_path):
    path = corpus(tmp_path, number=2)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
    arguments = ["run", str(path), "-o", str(tmp_path / "out"), "--engine", "dask", "--scheduler", address]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert f"the Dask scheduler {address} cannot be reached" in result.stderr
    assert "Traceback" not in result.output
