"""``code-events validate``: check files of event records."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coder.cli.options import codebook_option, column_option, echo_list, plain_errors


@click.command(short_help="Check event records against their schema, the codebooks and the texts.")
@click.argument(
    "paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--texts",
    multiple=True,
    metavar="PATH",
    type=click.Path(exists=True),
    help="The articles that were coded, a file or a folder: spans must yield their words there. May be repeated.",
)
@column_option
@codebook_option
def validate(paths: tuple[Path, ...], texts: tuple[str, ...], columns: dict[str, str], folder: Path | None) -> None:
    """Check event records in .jsonl or .csv files, and print what is wrong with them.

    Against their JSON schema; against the codebooks (codes exist, the root fits the code, quad class, Goldstein value
    and PLOVER event are the codebook's); among each other (ids are unique, links are mutual); and against the texts:
    each span yields its words, in the text where it is given, in the record's own sentence where it is not.

    \b
    Examples:
      code-events validate output/events.jsonl
      code-events validate output/events.csv --texts corpus
    """
    with plain_errors():
        from tabulate import tabulate

        from coder import load_codebook, read_corpus
        from coder.records.validate import Validator
        from coder.records.validate_file import validate_file

        problems = []
        known = {one.id: one for one in read_corpus(texts, columns=columns, report=problems.append)} if texts else None
        validator = Validator(load_codebook(folder))
        checked = {path: validate_file(path, validator, known) for path in paths}
    faults = [fault for one in checked.values() for fault in one.faults]
    if faults:
        rows = [(fault.file, fault.line or "", fault.field, fault.value, fault.reason) for fault in faults]
        click.echo(tabulate(rows, headers=["file", "line", "field", "value", "reason"], disable_numparse=True))
        click.echo()
    for path, one in checked.items():
        wrong = f"{len(one.faults)} things wrong" if one.faults else "nothing wrong"
        click.echo(f"{path}: {one.records} records, {wrong}")
    echo_list("Something was wrong with the texts", problems)
    sys.exit(1 if faults or problems else 0)
