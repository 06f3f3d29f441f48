"""``code-events panel``: events counted by dyad or country and period."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path

import click

from coder.cli.options import echo_list, events_argument, plain_errors

_TAKEN = ("source", "target", "country", "source_cow", "target_cow", "country_cow", "period", "events", "publishers")
_DAY = click.DateTime(["%Y-%m-%d"])


def _codes(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, list[str]]:
    lists = {}
    for one in given:
        name, equals, codes = one.partition("=")
        listed = codes.split(",")
        if (
            not equals
            or not re.fullmatch("[a-z][a-z0-9_]{0,31}", name)
            or not all(re.fullmatch("[0-9]{2,4}", c) for c in listed)
        ):
            raise click.BadParameter(f"{one!r}: write NAME=CODE,CODE, as in force=18,19,20; names in lower case.")
        if name in _TAKEN or name.startswith(("quad_", "root_", "goldstein_")) or name in lists:
            raise click.BadParameter(f"{name!r} is the name of another column.")
        lists[name] = listed
    return lists


@click.command(short_help="Count events by dyad or country and day, week, month or year.")
@events_argument
@click.option(
    "-o", "--output", "out", required=True, metavar="OUT", type=click.Path(path_type=Path),
    help="A .csv or .parquet file.",
)  # fmt: skip
@click.option(
    "--unit", type=click.Choice(["dyad", "source", "target", "country"]), default="dyad", show_default=True,
    help="Rows; country: events in which it is source or target.",
)  # fmt: skip
@click.option("--by", type=click.Choice(["day", "week", "month", "year"]), default="month", show_default=True)
@click.option(
    "--actors", type=click.Choice(["country", "code"]), default="country", show_default=True,
    help="Actors by ISO 3166-1 country, or by their whole code.",
)  # fmt: skip
@click.option("--count", type=click.Choice(["quad", "root", "none"]), default="quad", show_default=True)
@click.option(
    "--codes", multiple=True, metavar="NAME=CODES", callback=_codes,
    help="One more column that counts the codes that begin so: force=18,19,20. May be repeated.",
)  # fmt: skip
@click.option("--directed/--undirected", default=True, show_default=True, help="Whether A to B is other than B to A.")
@click.option("--zeros/--no-zeros", default=False, show_default=True, help="Rows for periods without events.")
@click.option("--negated/--no-negated", default=False, show_default=True, help="Events said not to have happened.")
@click.option(
    "--unreal/--no-unreal", default=False, show_default=True,
    help="Events that are only intended, demanded, possible, conditional or hypothetical.",
)  # fmt: skip
@click.option(
    "--alleged/--no-alleged", default=True, show_default=True,
    help="Events that a reporter claims, doubts, feels or denies, and hearsay.",
)  # fmt: skip
@click.option(
    "--duplicates/--no-duplicates", default=False, show_default=True,
    help="All records, or one of each day, source, target and code.",
)  # fmt: skip
@click.option("--from", "first", type=_DAY, metavar="YYYY-MM-DD", help="The first day.")
@click.option("--until", "last", type=_DAY, metavar="YYYY-MM-DD", help="The last day.")
def panel(
    paths: tuple[Path, ...], out: Path, first: datetime.datetime | None, last: datetime.datetime | None, **asked
) -> None:
    """Count events by dyad or country and period: events, quad classes or roots, Goldstein values, publishers.

    Columns: the unit (source and target, or country), period (its first day; weeks begin on Monday), events, one
    for each quad class, root or list of codes, goldstein_sum, goldstein_mean (empty where there are no events),
    publishers (distinct, duplicates included), and Correlates of War numbers where units are countries.

    \b
    Examples:
      code-events panel events.jsonl -o dyads.csv
      code-events panel events.jsonl -o weeks.csv --by week --undirected --zeros --codes force=18,19,20
      code-events panel events.jsonl -o facts.parquet --unit country --count root --no-alleged
    """
    if first and last and first > last:
        raise click.UsageError("--from is after --until.")
    problems: list[str] = []
    days = {name: day.date() if day else None for name, day in (("first", first), ("last", last))}
    with plain_errors():
        from coder.output.files import needed_for

        with needed_for("panel"):
            from coder.output.panel import PanelSettings, write_panel

            done = write_panel(paths, out, PanelSettings(**asked, **days), problems.append)
    click.echo(
        f"{out}: {done.rows} rows of {done.counted} records. Left out: {done.not_asked} not asked for, "
        f"{done.undated} without a date, {done.nobody} without an actor of the unit.",
        err=True,
    )
    echo_list("Left out", problems)
    sys.exit(1 if problems else 0)
