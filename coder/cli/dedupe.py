"""``code-events dedupe``: the one-a-day filter."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coder.cli.options import echo_list, events_argument, plain_errors


@click.command(short_help="Keep one record of each event and day (one-a-day filter).")
@events_argument
@click.option("-o", "--output", "out", required=True, metavar="OUT", help="A .jsonl or .csv file, a folder, or -.")
@click.option(
    "--per", type=click.Choice(["day", "publisher"]), default="day", show_default=True,
    help="day: one record of each event and day; publisher: one of each independent publisher too.",
)  # fmt: skip
@click.option(
    "--least", type=click.IntRange(1), default=1, show_default=True, metavar="N",
    help="Drop events that fewer independent publishers tell.",
)  # fmt: skip
def dedupe(paths: tuple[Path, ...], out: str, per: str, least: int) -> None:
    """Keep one record of each event and day: the same day, source, target and event code.

    The record with the most confidence is kept. Its merged_ids are the ids of those merged into it, merged_publishers
    counts the independent publishers of them all: two that print the same sentence count as one. What is negated,
    intended or only possible is not merged with what happened; a record without any date, not beyond its document.

    \b
    Examples:
      code-events dedupe events.jsonl -o once-a-day.csv
      code-events dedupe events.jsonl -o confirmed.csv --least 2
      code-events dedupe events.jsonl -o weighted.csv --per publisher
    """
    problems: list[str] = []
    with plain_errors():
        from coder.records.dedupe import dedupe as merge

        done = merge(paths, out, problems.append, by_publisher=per == "publisher", least=least)
    kept = done.records - done.merged - done.dropped
    click.echo(
        f"{done.records} records: {kept} kept, {done.merged} merged into them, {done.dropped} with too few publishers",
        err=True,
    )
    echo_list("Left out", problems)
    sys.exit(1 if problems else 0)
