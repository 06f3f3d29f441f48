"""Options and errors that several commands share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C stopped."""


class CannotRun(click.ClickException):
    """Nothing could be done; the message says why and what to do."""

    exit_code = 2


def _columns(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from coder.corpus.rows import FIELDS

    columns = {}
    for one in given:
        field, equals, name = one.partition("=")
        if not equals or not name or field not in FIELDS:
            raise click.BadParameter(f"{one!r}: write FIELD=NAME, where FIELD is one of {', '.join(FIELDS)}.")
        columns[field] = name
    return columns


column_option = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    callback=_columns,
    help="The CSV column or JSON key that holds a field and is called otherwise: text=body. May be repeated.",
)

codebook_option = click.option(
    "--codebook",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder of codebooks in place of the shipped ones.",
)

model_option = click.option(
    "--model",
    metavar="NAME",
    help="Any installed English spaCy pipeline.  [default: en_core_web_md]",
)

date_option = click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="For documents that have none."
)

articles_argument = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, allow_dash=True)
)

events_argument = click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="EVENTS...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn the errors of the API that leave nothing to be done into messages for people, and exit code 2."""
    from coder.codebook.problems import CodebookError
    from coder.language.models import ModelNotFound
    from coder.output import CannotWrite

    try:
        yield
    except CodebookError as error:
        problems = error.problems
        raise CannotRun(
            "\n".join(["the codebook cannot be used:", *(f"  {problem}" for problem in problems)])
        ) from None
    except (CannotWrite, ModelNotFound) as error:
        raise CannotRun(str(error)) from None


def echo_list(title: str, items: Iterable[object]) -> None:
    """Print a list on standard error, under its title; nothing where it is empty."""
    lines = [f"  {item}" for item in items]
    if lines:
        click.echo("\n".join(["", f"{title} ({len(lines)}):", *lines]), err=True)
