"""``code-events run``: articles in, event records out."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from coder.cli.options import (
    INTERRUPTED,
    CannotRun,
    articles_argument,
    codebook_option,
    column_option,
    date_option,
    echo_list,
    model_option,
    plain_errors,
)


@click.command(short_help="Code articles into event records.")
@articles_argument
@click.option("-o", "--output", "out", required=True, metavar="OUT", help="Where the records go to (see above).")
@date_option
@click.option("--publisher", metavar="NAME", help="For documents that have none.")
@column_option
@model_option
@codebook_option
@click.option(
    "--store", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Keep parses and records here; parse no text twice, code again only what a change touches.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1), metavar="N",
    help="Processes that code.  [default: one a core; one for a short input]",
)  # fmt: skip
@click.option("--fresh", is_flag=True, help="Begin anew, where a run to OUT was stopped.")
@click.option(
    "--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
    help="What codes: this machine, or a Dask cluster.",
)  # fmt: skip
@click.option(
    "--scheduler", metavar="ADDRESS",
    help="The cluster's scheduler, for --engine dask.  [default: a cluster on this machine]",
)  # fmt: skip
@click.option(
    "--exchange", metavar="URL", help="A folder or fsspec URL that all Dask workers see.  [default: beside OUT]"
)
def run(
    paths: tuple[str, ...],
    out: str,
    date: datetime.datetime | None,
    publisher: str | None,
    columns: dict[str, str],
    model: str | None,
    folder: Path | None,
    store: Path | None,
    **how: Any,
) -> None:
    """Code articles into event records.

    PATH is a .txt file (with optional YAML front matter: id, date, publisher, title, url, author), a .jsonl or .csv
    file (columns id, date, publisher, title, text, url, author; only text is needed), a folder (the files directly in
    it; sub-folders are not read) or - for standard input.

    OUT ends in .jsonl or .csv, or is a folder, which gets events.jsonl and events.csv, or - for JSONL on standard
    output. Nothing half-written is ever left there. What a long run has done is kept in a hidden folder beside it until
    the end: a run that was stopped, in whatever way, goes on where it was when it is given again. Documents that cannot
    be coded without harm (the worker dies) are set aside in a quarantine file beside OUT. From and to -, a single
    process codes. See docs/scaling.md.

    \b
    Examples:
      code-events run corpus -o output
      code-events run articles.csv --column text=body -o events.csv
      code-events run story.txt --date 2020-02-12 --publisher "The Example" -o events.jsonl
      code-events run articles.csv -o events.csv --store parses --workers 8
      cat articles.jsonl | code-events run - -o - | head -1
    """
    with plain_errors(), _errors_of_runs():
        from coder.run.local import Setup
        from coder.run.runner import Run

        labels = _labels(folder)
        given = Run(paths, out, Setup(folder, model, store), date.date() if date else None, publisher, columns)
        outcome = _coded(given, **how)
    _end(outcome, labels, to_stderr=out == "-")


def _labels(folder: Path | None) -> dict[str, str]:
    """What a codebook calls the events of each code."""
    from coder.codebook.slices import load_slices

    return load_slices(folder).labels


def _coded(given, fresh: bool, engine: str, workers: int | None, scheduler: str | None, exchange: str | None):
    """The outcome of a run, coded by the engine that the options ask for."""
    from coder.run.runner import code_corpus

    with _progress(given) as advance:
        return code_corpus(given, _engines(engine, workers, scheduler, exchange), fresh, advance)


def _end(outcome, labels: dict[str, str], to_stderr: bool) -> NoReturn:
    """Say what was coded and what was not, and exit: with 1 where something was not, or was read by guess."""
    from coder.run.report import brief

    report = outcome.report
    _summarise(report, labels, to_stderr)
    if outcome.paths:
        click.echo(f"\nWritten: {', '.join(map(str, outcome.paths))}")
    echo_list("Notes", report.notes)
    echo_list("Set aside, not coded", [f"{one.origin} [{one.id}]: {one.reason}" for one in report.set_aside])
    echo_list("Skipped, or read by guess", brief(report.problems))
    sys.exit(1 if report.problems or report.set_aside else 0)


@contextmanager
def _errors_of_runs() -> Iterator[None]:
    """Turn what keeps a run from ending into messages for people."""
    from coder.run.pool import WorkersFail
    from coder.run.runner import Stopped
    from coder.run.work import CannotResume
    from coder.stores import StoreError

    try:
        yield
    except (CannotResume, StoreError, WorkersFail) as error:
        raise CannotRun(str(error)) from None
    except Stopped as stopped:
        click.echo(f"\n{stopped}", err=True)
        sys.exit(INTERRUPTED)


def _engines(engine: str, workers: int | None, scheduler: str | None, exchange: str | None):
    """What makes the engine that the options ask for; None where the run is to choose."""
    if engine == "dask":
        from coder.run.cluster import Cluster

        return partial(Cluster, scheduler=scheduler, workers=workers, exchange=exchange)
    if scheduler or exchange:
        raise click.UsageError("--scheduler and --exchange are for --engine dask.")
    from coder.run.runner import processes

    return processes(workers) if workers else None


@contextmanager
def _progress(given) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, where that is a terminal and the number of documents can be known."""
    if given.streams or not sys.stderr.isatty():
        yield lambda number: None
        return
    length = sum(1 for _ in given.documents(report=lambda problem: None))
    with click.progressbar(length=length, label="Coding", show_pos=True, file=sys.stderr) as bar:
        yield bar.update


def _summarise(tally, labels: dict[str, str], to_stderr: bool) -> None:
    from tabulate import tabulate

    rows = [["", "documents", tally.documents], ["", "sentences", tally.sentences]]
    rows.append(["", "events", tally.events.total()])
    for root, number in sorted(tally.events.items()):
        rows.append([root, labels.get(f"{root}0", "").removesuffix(", not specified below"), number])
    click.echo(
        tabulate(rows, headers=["root", "", "number"], disable_numparse=True, colalign=("left", "left", "right")),
        err=to_stderr,
    )
