"""``code-events export``: records in the formats and columns that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coder.cli.options import echo_list, events_argument, plain_errors

_LAYOUTS = ("icews", "phoenix", "gdelt", "polecat")


@click.command(short_help="Export records for R, Stata, SPSS and other programs.")
@events_argument
@click.option(
    "-o", "--output", "out", required=True, metavar="OUT", type=click.Path(path_type=Path),
    help="A file that ends in .csv, .parquet, .dta, .sav or .jsonl.",
)  # fmt: skip
@click.option(
    "--layout", type=click.Choice(_LAYOUTS),
    help="The columns of a published data set, as .csv.",
)  # fmt: skip
@click.option("--excel", is_flag=True, help="Begin the CSV with a byte-order mark, so that Excel reads it as UTF-8.")
def export(paths: tuple[Path, ...], out: Path, layout: str | None, excel: bool) -> None:
    """Export records to the format that OUT ends in.

    \b
      .csv      with datapackage.json (Frictionless), and scripts that import it into R, Stata and SPSS
      .parquet  typed columns, for R (arrow), Python, DuckDB
      .dta      Stata 14 and later (version 118), with labels
      .sav      SPSS, with labels
      .jsonl    as it was, in the current version of the schema

    All have ISO 3166 and Correlates of War codes for the countries of source and target, and all can be given to
    code-events again. What a format cannot hold is said. docs/formats.md describes every column and layout.

    \b
    Examples:
      code-events export output/events.jsonl -o events.dta
      code-events export output/events.jsonl -o events.csv --excel
      code-events export output/events.jsonl -o icews.csv --layout icews
    """
    if excel and out.suffix.lower() != ".csv":
        raise click.UsageError("--excel is for .csv files.")
    problems: list[str] = []
    with plain_errors():
        from coder.output.files import needed_for

        with needed_for("export"):
            from coder.output.export import export as write

            done = write(paths, out, problems.append, layout, excel)
    click.echo(f"{done.records} records: {', '.join(map(str, done.paths))}", err=True)
    echo_list("Written otherwise", done.lost)
    echo_list("Left out", problems)
    sys.exit(1 if problems or done.lost else 0)
