"""``code-events run``: articles in, event records out."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from coder.cli.options import codebook_option, column_option, echo_list, model_option, plain_errors


@click.command(short_help="Code articles into event records.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, allow_dash=True))
@click.option("-o", "--output", "out", required=True, metavar="OUT", help="Where the records go to (see above).")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="For documents that have none.")
@click.option("--publisher", metavar="NAME", help="For documents that have none.")
@column_option
@model_option
@codebook_option
def run(
    paths: tuple[str, ...],
    out: str,
    date: datetime.datetime | None,
    publisher: str | None,
    columns: dict[str, str],
    model: str | None,
    folder: Path | None,
) -> None:
    """Code articles into event records.

    PATH is a .txt file (with optional YAML front matter: id, date, publisher, title, url, author), a .jsonl or .csv
    file (columns id, date, publisher, title, text, url, author; only text is needed), a folder (the files directly in
    it; sub-folders are not read) or - for standard input.

    OUT ends in .jsonl or .csv, or is a folder, which gets events.jsonl and events.csv, or - for JSONL on standard
    output. Nothing half-written is ever left there.

    \b
    Examples:
      code-events run corpus -o output
      code-events run articles.csv --column text=body -o events.csv
      code-events run story.txt --date 2020-02-12 --publisher "The Example" -o events.jsonl
      cat articles.jsonl | code-events run - -o - | head -1
    """
    with plain_errors():
        from coder import Coder, Parser, load_codebook, read_corpus
        from coder.output import open_output
        from coder.records.validate import Validator
        from coder.run.local import write_events

        problems: list = []
        day = date.date() if date else None
        documents = partial(read_corpus, paths, date=day, publisher=publisher, columns=columns)
        with open_output(out) as output:
            book = load_codebook(folder)
            coder = Coder(book, Parser(model) if model else Parser())
            length = sum(1 for _ in documents(report=lambda problem: None)) if _shows_progress(paths) else None
            with _progress(coder.code(documents(report=problems.append)), length) as coded:
                tally = write_events(coded, output, Validator(book), problems.append)
    _summarise(tally, {code: kind.label for code, kind in book.events.by_code.items()}, to_stderr=out == "-")
    if output.paths:
        click.echo(f"\nWritten: {', '.join(map(str, output.paths))}")
    echo_list("Skipped, or read by guess", problems)
    sys.exit(1 if problems else 0)


def _shows_progress(paths: Iterable[str]) -> bool:
    return sys.stderr.isatty() and "-" not in paths


def _progress(coded: Iterable, length: int | None):
    """A progress bar on standard error over what is coded; none where the length is not known."""
    if length is None:
        return nullcontext(coded)
    return click.progressbar(coded, length=length, label="Coding", show_pos=True, file=sys.stderr)


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
