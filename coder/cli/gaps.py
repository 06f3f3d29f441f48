"""``code-events gaps``: what the codebooks miss in a corpus."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from coder.cli.options import (
    CannotRun,
    articles_argument,
    codebook_option,
    column_option,
    echo_list,
    model_option,
    plain_errors,
)

LONGEST_EXAMPLE = 90
"""Longer sentences are cut in the table, not in the CSV."""


@click.command(short_help="Show what the codebooks miss in a corpus.")
@articles_argument
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.csv",
    help="Write all gaps there, with up to three example sentences each.",
)
@click.option("--minimum", default=2, show_default=True, help="Leave out predicates and names that came less often.")
@click.option("--most", default=40, show_default=True, help="Print as many rows of each kind at the most.")
@column_option
@model_option
@codebook_option
def gaps(
    paths: tuple[str, ...],
    out: Path | None,
    minimum: int,
    most: int,
    columns: dict[str, str],
    model: str | None,
    folder: Path | None,
) -> None:
    """Show what the codebooks miss in articles, for those who write them; the most frequent first.

    Three kinds of gap: predicates between two actors that no rule coded ("smuggle object": somebody smuggles somebody),
    names of actors that no codebook knows, and rules that never fired.

    \b
    Examples:
      code-events gaps corpus
      code-events gaps articles.csv --column text=body --minimum 5 -o gaps.csv
    """
    with plain_errors():
        from coder import Coder, Parser, load_codebook, read_corpus
        from coder.evaluate.gaps import gaps as gaps_in

        problems: list = []
        book = load_codebook(folder)
        coder = Coder(book, Parser(model))
        documents = read_corpus(paths, columns=columns, report=problems.append)
        found = gaps_in(coder.read(documents), book.events, minimum)
    _print(found, most)
    if out is not None:
        _write(found, out)
    echo_list("Skipped, or read by guess", problems)
    sys.exit(1 if problems else 0)


def _print(found: list, most: int) -> None:
    from tabulate import tabulate

    titles = {
        "predicate": "Predicates between two actors",
        "name": "Names without a code",
        "rule": "Rules that never fired",
    }
    for kind, title in titles.items():
        of_kind = [gap for gap in found if gap.kind == kind]
        rows = [(gap.what, gap.count or "", _short(gap.examples)) for gap in of_kind[:most]]
        click.echo(f"{title}: {len(of_kind)}" + (f", the first {most}" if len(of_kind) > most else ""))
        click.echo(tabulate(rows, headers=["", "times", "for example"], disable_numparse=True) + "\n")


def _short(examples: list[str]) -> str:
    text = " ".join(examples[0].split()) if examples else ""
    return text if len(text) <= LONGEST_EXAMPLE else text[: LONGEST_EXAMPLE - 1] + "…"


def _write(found: list, out: Path) -> None:
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["kind", "what", "count", "example_1", "example_2", "example_3"])
            writer.writerows([gap.kind, gap.what, gap.count, *gap.examples] for gap in found)
    except OSError as error:
        raise CannotRun(f"{out} cannot be written: {error.strerror}. Name another place with -o") from None
