"""``code-events report``: a page with charts and a table of a data set."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coder.cli.options import echo_list, events_argument, plain_errors


def _html(_context: click.Context, _parameter: click.Parameter, out: Path) -> Path:
    if out.suffix.lower() != ".html":
        raise click.BadParameter(f"{str(out)!r} should end in .html.")
    return out


@click.command(short_help="Write a page with charts and a table of records.")
@events_argument
@click.option(
    "-o", "--output", "out", required=True, metavar="OUT.html", callback=_html, help="The page.",
    type=click.Path(dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option("--title", default="Event records", show_default=True, metavar="TEXT", help="The page's title.")
@click.option(
    "--rows", type=click.IntRange(1), default=5000, show_default=True, metavar="N",
    help="List the newest N records in the table; the charts count all.",
)  # fmt: skip
def report(paths: tuple[Path, ...], out: Path, title: str, rows: int) -> None:
    """Write a page on records: events over time by quad class, dyads, a map, actors and reporters, who vouches for how
    many events, and a table to search and filter in which each row opens to its sentence.

    The page is one file that needs no network: about 1 MB, and another for each 1,000 records in the table.

    \b
    Examples:
      code-events report output/events.jsonl -o report.html
      code-events report events.csv -o report.html --title "Hasakah, 2020" --rows 20000
    """
    problems: list[str] = []
    with plain_errors():
        from coder.output.files import replacing
        from coder.records.reading import read_events
        from coder.report.page import report_page
        from coder.report.summary import summarise

        with replacing([out], out) as (stream,):
            summary = summarise(read_events(paths, problems.append), rows)
            stream.write(report_page(summary, title))
    click.echo(f"{summary.records} records, {len(summary.newest)} of them in the table: {out}", err=True)
    echo_list("Left out", problems)
    sys.exit(1 if problems else 0)
