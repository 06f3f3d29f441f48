"""``code-events incidents``: which records tell of one incident, and what each side says of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coder.cli.options import echo_list, events_argument, plain_errors

_SHOWN = 10
_PAGE = 500


def _families(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str] | None:
    families: dict[str, str] = {}
    for one in given:
        name, equals, codes = one.partition("=")
        listed = codes.split(",")
        if not equals or not all(2 <= len(code) <= 4 and code.isdigit() for code in listed):
            raise click.BadParameter(f"{one!r}: write NAME=CODE,CODE, as in violence=15,18,19,20.")
        families.update(dict.fromkeys(listed, name))
    return families or None


@click.command(short_help="Link the records of one incident, and set rival accounts side by side.")
@events_argument
@click.option(
    "-o", "--output", "out", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="The folder that the files go to.",
)  # fmt: skip
@click.option(
    "--window", type=click.IntRange(0, 366), metavar="DAYS", help="By how much days may differ.  [default: 2]"
)
@click.option(
    "--kilometres", type=click.FloatRange(0), metavar="KM", help="By how much places may lie apart.  [default: 40]"
)
@click.option(
    "--family", "families", multiple=True, metavar="NAME=CODES", callback=_families,
    help="Look only at these families of events: violence=15,18,19,20. May be repeated.",
)  # fmt: skip
@click.option(
    "--settings", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="A YAML file like codebooks/incidents.yaml, in place of that one.",
)  # fmt: skip
def incidents(
    paths: tuple[Path, ...],
    out: Path,
    window: int | None,
    kilometres: float | None,
    families: dict[str, str] | None,
    path: Path | None,
) -> None:
    """Link the records that tell of one incident, within and across documents, and compare their accounts.

    EVENTS are files of records, .jsonl or .csv. DIR gets

    \b
      events.jsonl, events.csv        the records, each with its incident_id
      incidents.jsonl, incidents.csv  a record for each incident
      incidents.md, incidents.html    tables for people: who vouches for what, where accounts agree and conflict;
                                      of incidents that several vouch for, the 500 with the most conflicts and vouchers

    Records are of one incident when their events are of one family, their actors are compatible in either order, their
    days lie within a window, and their places are near each other or one is not known (codebooks/incidents.yaml).

    \b
    Examples:
      code-events incidents output/events.jsonl -o incidents
      code-events incidents a.jsonl b.csv -o incidents --window 1 --family violence=15,18,19,20
    """
    problems: list[str] = []
    with plain_errors():
        from coder.records.link import link
        from coder.records.settings import load_settings

        settings = load_settings(path, window=window, kilometres=kilometres, families=families)
        linked = link(paths, out, settings, problems.append, page=_PAGE)
    _summarise(linked)
    echo_list("Left out", problems)
    sys.exit(1 if problems else 0)


def _summarise(linked) -> None:
    from tabulate import tabulate

    from coder.output.incidents import heading

    rows = [
        ("records", linked.records),
        ("records of incidents", linked.of_incidents),
        ("incidents", linked.incidents),
        ("vouched for by several", linked.several),
        ("with conflicting accounts", linked.contested),
    ]
    click.echo(tabulate(rows, tablefmt="plain"))
    if linked.shown:
        click.echo("\nMost contested:")
    for incident in linked.shown[:_SHOWN]:
        aspects = ", ".join(dict.fromkeys(one["aspect"] for one in incident["conflicts"]))
        click.echo(f"  {heading(incident)}: {len(incident['accounts'])} accounts, conflict on {aspects or 'nothing'}")
