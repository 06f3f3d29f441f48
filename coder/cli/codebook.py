"""``code-events codebook``: for those who write codebooks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coder.cli.options import codebook_option, echo_list, model_option, plain_errors


@click.group(short_help="Check codebooks, and print them for people.")
def codebook() -> None:
    """Commands for those who write codebooks, and those who read them."""


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
            problems = problems_of(book, Coder(book, Parser(model)), roots)
        except CodebookError as error:
            problems = error.problems
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"\n{len(problems)} problems.", err=True)
        sys.exit(1)
    entries = [kind for kind in book.events.types.values() if not roots or kind.root in roots]
    click.echo(f"{len(entries)} entries, all their examples code as they say.")


def _page(_context: click.Context, _parameter: click.Parameter, out: Path) -> Path:
    if out.suffix.lower() not in (".html", ".md"):
        raise click.BadParameter(f"{str(out)!r} should end in .html or .md.")
    return out


@codebook.command(short_help="Write the codebook of a data set for people to read.")
@click.option(
    "-o", "--output", "out", required=True, metavar="OUT", callback=_page, help="A file that ends in .html or .md.",
    type=click.Path(dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option(
    "--events", multiple=True, metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Records to count the values and codes in. May be repeated.",
)  # fmt: skip
@codebook_option
def doc(out: Path, events: tuple[Path, ...], folder: Path | None) -> None:
    """Write the codebook that goes with a data set: every variable of the records with its type, meaning and values,
    and every event code with its label, definition, Goldstein value, quad class, PLOVER event and mode, examples and
    rules.

    With --events also how often each code and value stands in the records, and the actor codes that do.

    OUT is one HTML file with everything in it, to read or to print, or Markdown.

    \b
    Examples:
      code-events codebook doc -o codebook.html --events output/events.jsonl
      code-events codebook doc -o codebook.md
    """
    problems: list[str] = []
    with plain_errors():
        from coder import load_codebook
        from coder.output.files import replacing
        from coder.records.reading import read_events
        from coder.report.codebook import codebook_page
        from coder.report.counts import count

        with replacing([out], out) as (stream,):
            counts = count(read_events(events, problems.append)) if events else None
            stream.write(codebook_page(load_codebook(folder), counts, markdown=out.suffix.lower() == ".md"))
    click.echo(f"Written: {out}", err=True)
    echo_list("Left out", problems)
    sys.exit(1 if problems else 0)
