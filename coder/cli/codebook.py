"""``code-events codebook``: for those who write codebooks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coder.cli.options import codebook_option, model_option, plain_errors


@click.group(short_help="Check codebooks.")
def codebook() -> None:
    """Commands for those who write codebooks."""


@codebook.command(short_help="Check the codebooks and code every example in them.")
@click.argument("roots", nargs=-1, metavar="[ROOT]...")
@codebook_option
@model_option
def check(roots: tuple[str, ...], folder: Path | None, model: str | None) -> None:
    """Check codebooks: each file against its schema, names, codes and sets, and every entry's examples, coded for real.

    ROOT is a two-digit root code whose examples to run; all are run where none is given.

    Prints one line for each problem, with the file, the line, the entry, the reason and the mend. Exit code 1 where
    there is one.

    \b
    Examples:
      code-events codebook check
      code-events codebook check 18 19
      code-events codebook check --codebook my-codebooks
    """
    with plain_errors():
        from coder import Coder, Parser, load_codebook
        from coder.codebook import CodebookError
        from coder.codebook.check import check as problems_of

        try:
            book = load_codebook(folder)
            problems = problems_of(book, Coder(book, Parser(model) if model else Parser()), roots)
        except CodebookError as error:
            problems = error.problems
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"\n{len(problems)} problems.", err=True)
        sys.exit(1)
    entries = [kind for kind in book.events.types.values() if not roots or kind.root in roots]
    click.echo(f"{len(entries)} entries, all their examples code as they say.")
