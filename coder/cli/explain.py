"""``code-events explain``: how a sentence was coded, and why not otherwise."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import click

from coder.cli.options import CannotRun, codebook_option, column_option, echo_list, model_option, plain_errors

_ID = re.compile(r"[0-9a-f]{16}")


@click.command(short_help="Explain how a sentence was coded, rule by rule.")
@click.argument("what", metavar="SENTENCE|ID")
@click.option(
    "--events",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The records among which the one with that id is.",
)
@click.option(
    "--texts",
    multiple=True,
    metavar="PATH",
    type=click.Path(exists=True),
    help="The articles that were coded, a file or a folder. May be repeated.",
)
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="When the sentence was published."
)
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a page with the dependency tree drawn, too.",
)
@click.option("--all", "every", is_flag=True, help="Name also the rules whose words or participants are not there.")
@column_option
@model_option
@codebook_option
def explain(
    what: str,
    events: Path | None,
    texts: tuple[str, ...],
    date: datetime.datetime | None,
    page: Path | None,
    every: bool,
    columns: dict[str, str],
    model: str | None,
    folder: Path | None,
) -> None:
    """Explain how a sentence was coded: its parse, the actors with their codes, the predications, every rule that was
    tried and why it fired or not, who vouches for what, and the events.

    Give a SENTENCE in quotation marks (several are explained one after the other), or the ID of a record with the file
    that it is in (--events) and the articles that were coded (--texts).

    \b
    Examples:
      code-events explain "Rebels shelled a Turkish convoy near Idlib, the army said."
      code-events explain "Rebels shelled a Turkish convoy." --html convoy.html
      code-events explain 6d0c5f7ae595faa9 --events output/events.jsonl --texts corpus
    """
    _check(what, events, texts)
    problems: list = []
    with plain_errors():
        from coder import load_codebook
        from coder.model import Document

        book = load_codebook(folder)
        document, number = Document("given text", what, date.date() if date else None), None
        if events is not None:
            document, number = _recorded(what, events, texts, columns, book.hash, problems)
        _show(document, _explained(document, number, book, model), page, every)
    echo_list("Something was wrong", problems)


def _check(what: str, events: Path | None, texts: tuple[str, ...]) -> None:
    if not what.strip():
        raise click.UsageError("The sentence is empty.")
    if (events is None) != (not texts) or (events is not None and not _ID.fullmatch(what)):
        raise click.UsageError(
            "Give a sentence alone, or a record's id (16 hexadecimal digits) with --events and --texts."
        )


def _explained(document, number: int | None, book, model: str | None) -> list:
    """The explanations of a document's sentences: of the one with that number, of all where it is None."""
    from coder import Coder, Parser
    from coder.report.explain import explain as explained

    (reading,) = Coder(book, Parser(model)).read([document])
    found = [one for one in explained(reading, book.events) if number in (None, one.tree.sentence.index)]
    if not found:
        raise CannotRun("that sentence is not in what is coded of the text: the text has changed, or has no news")
    return found


def _show(document, found: list, page: Path | None, every: bool) -> None:
    from coder.output.files import replacing
    from coder.report.explain_page import as_page
    from coder.report.explain_text import EVERY, as_text

    for one in found:
        click.echo(as_text(document, one, () if every else EVERY))
    if page is not None:
        with replacing([page], page) as (stream,):
            stream.write(as_page(document, found))
        click.echo(f"Written: {page}", err=True)


def _recorded(
    event_id: str, events: Path, texts: tuple[str, ...], columns: dict[str, str], codebook: str, problems: list
):
    """The document of a record and the index of its sentence."""
    from coder import read_corpus
    from coder.records.reading import read_events

    record = next((one for one in read_events([events], problems.append) if one["event_id"] == event_id), None)
    if record is None:
        raise CannotRun(f"{events} has no record with the id {event_id}")
    documents = read_corpus(texts, columns=columns, report=problems.append)
    document = next((one for one in documents if one.id == record["doc_id"]), None)
    if document is None:
        raise CannotRun(
            f"the document {record['doc_id']!r} of that record is not among the texts: name them with --texts"
        )
    if record["coder"]["codebook"] != codebook:
        problems.append(f"the record was coded with the codebook {record['coder']['codebook']}; this is {codebook}")
    return document, record["sentence"]
