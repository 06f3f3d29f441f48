"""``code-events attributions``: articles in, who vouches for what out."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from pathlib import Path

import click

from coder.cli.options import (
    articles_argument,
    codebook_option,
    column_option,
    date_option,
    echo_list,
    model_option,
    plain_errors,
)


def _jsonl(_context: click.Context, _parameter: click.Parameter, out: str) -> str:
    if out != "-" and (Path(out).suffix.lower() != ".jsonl" or Path(out).is_dir()):
        raise click.BadParameter(f"{out!r} is no .jsonl file: name one, or - for standard output.")
    return out


@click.command(short_help="Write who vouches for what in articles.")
@articles_argument
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    metavar="OUT.jsonl",
    callback=_jsonl,
    help="Where to write; - for standard output.",
)
@date_option
@column_option
@model_option
@codebook_option
def attributions(
    paths: tuple[str, ...],
    out: str,
    date: datetime.datetime | None,
    columns: dict[str, str],
    model: str | None,
    folder: Path | None,
) -> None:
    """Write every attribution in articles, whether or not it holds an event: who vouches for what, by which words.

    PATH is what `code-events run` takes: .txt, .jsonl or .csv files, folders of them, or - for standard input.

    OUT.jsonl gets one JSON object a line: doc_id; source, cue and content, each a list of [start, end] character
    spans; kind (direct, indirect, mixed, according_to, hearsay); stance (asserts, claims, denies, admits, doubts, asks,
    promises, feels); reporter {code, text, span, resolved_text}, others who vouch beside, the chain of those cited in
    turn, and the inner attributions that stand in the content. The date of a document tells who held an office then.

    \b
    Examples:
      code-events attributions story.txt -o attributions.jsonl
      code-events attributions articles.csv --column text=body -o attributions.jsonl
      cat articles.jsonl | code-events attributions - -o - | head -1
    """
    with plain_errors():
        from coder import Coder, Parser, load_codebook, read_corpus
        from coder.output import open_output
        from coder.run.attributions import write_attributions

        problems: list = []
        day = date.date() if date else None
        with open_output(out) as output:
            coder = Coder(load_codebook(folder), Parser(model))
            documents = read_corpus(paths, date=day, columns=columns, report=problems.append)
            tally = write_attributions(coder.attributions(documents), output, problems.append)
    _summarise(tally, to_stderr=out == "-")
    echo_list("Skipped, or read by guess", problems)
    sys.exit(1 if problems else 0)


def _summarise(tally: Counter[tuple[str, str]], to_stderr: bool) -> None:
    """Print how many attributions there are of each stance and kind."""
    from tabulate import tabulate

    kinds = sorted({kind for _, kind in tally})
    rows = [
        [stance, *(tally[stance, kind] for kind in kinds), sum(tally[stance, kind] for kind in kinds)]
        for stance in sorted({stance for stance, _ in tally})
    ]
    rows.append(["all", *(sum(n for (_, k), n in tally.items() if k == kind) for kind in kinds), tally.total()])
    click.echo(tabulate(rows, headers=["", *kinds, "all"]), err=to_stderr)
