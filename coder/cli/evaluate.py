"""``code-events evaluate``: how good a coding is, held against gold or against another coder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coder.cli.options import CannotRun, codebook_option, model_option, plain_errors

_FILE = click.Path(exists=True, path_type=Path)


@click.command(short_help="Hold a coding against gold, or against another coder's.")
@click.argument("gold", type=_FILE, metavar="GOLD")
@click.argument("predicted", type=_FILE, metavar="[PREDICTED]", required=False)
@click.option("--errors", default=20, show_default=True, metavar="N", help="List as many errors at the most.")
@model_option
@codebook_option
def evaluate(gold: Path, predicted: Path | None, errors: int, model: str | None, folder: Path | None) -> None:
    """Hold a coding against gold, or against another coder's: precision, recall, F1, confusions, errors, agreement.

    GOLD is a record file (.jsonl or .csv), gold by hand (a .yaml file called after its document, or a folder of them),
    or relation gold (JSONL: text, source_spans, target_spans, plover, quad). PREDICTED is a record file; for relation
    gold it may be left out, and the pairs are coded. Two human coders' files are compared the same way: the table of
    agreement then is intercoder agreement (percent, Cohen's kappa, Krippendorff's alpha; needs the extra
    code-events[evaluate]).

    \b
    Examples:
      code-events evaluate corpus/gold output/events.jsonl
      code-events evaluate coder-a.csv coder-b.csv --errors 0
      code-events evaluate relations.jsonl
    """
    with plain_errors():
        from coder import load_codebook
        from coder.evaluate.gold import GoldError, is_relation_gold

        book = load_codebook(folder)
        try:
            if is_relation_gold(gold):
                _relations(gold, predicted, errors, book, model)
            else:
                _records(gold, predicted, errors, book)
        except GoldError as error:
            raise CannotRun(str(error)) from None


def _relations(gold: Path, predicted: Path | None, errors: int, book, model: str | None) -> None:
    from coder import Coder, Parser
    from coder.evaluate.gold import GoldError, read_relations
    from coder.evaluate.relations import root_of, score
    from coder.output.files import read_records

    relations = read_relations(gold)
    if predicted is None:
        coder = Coder(book, Parser(model))
        records = [record for one in coder.code(r.document for r in relations) for record in one.records]
    else:
        records = [record for _, record in read_records(predicted)]
    if len(records) != len(relations):
        raise GoldError(
            f"{gold} has {len(relations)} pairs, {predicted or 'the coding'} {len(records)} records: one each is needed"
        )
    figures = score(relations, records)
    _table([(root, *_figures(one)) for root, one in figures.by_root.items()], ["root", *_HEADS])
    click.echo(
        f"\n{figures.pairs} pairs: root accuracy {figures.root_accuracy:.3f}, macro-F1 {figures.macro_f1:.3f}, "
        f"quad accuracy {figures.quad_accuracy:.3f}; no relation seen in {figures.unseen}"
    )
    wrong = [(r, record) for r, record in zip(relations, records, strict=True) if root_of(record) != r.plover]
    for relation, record in wrong[:errors]:
        rule = record["evidence"]["rule"] or "no rule"
        document = relation.document
        click.echo(f"\n{document.id}: {relation.plover}, coded {root_of(record)} by {rule}\n  {document.text}")


def _records(gold: Path, predicted: Path | None, errors: int, book) -> None:
    from coder.evaluate.agreement import agreement
    from coder.evaluate.gold import read_judged
    from coder.evaluate.score import LEVELS, compare

    if predicted is None:
        raise CannotRun("PREDICTED is missing: give the records to hold against the gold (code-events run writes them)")
    quads = {code: kind.quad for code, kind in book.events.by_code.items()}
    found = compare(read_judged(gold, quads), read_judged(predicted, quads))
    _table([(level, *_figures(found.score(level))) for level in LEVELS], ["what is equal", *_HEADS])
    for name in ("root", "quad"):
        click.echo()
        _table([(value, *_figures(one)) for value, one in found.by(name).items()], [name, *_HEADS])
    click.echo("\nConfusions of roots (gold, predicted, how often):")
    confused = [(g or "-", p or "-", n) for (g, p), n in found.confusion("root").most_common() if g != p]
    _table(confused[:20], ["gold", "predicted", "times"])
    click.echo("\nAgreement on the events that both have:")
    try:
        rows = [
            (one.field, one.units, f"{one.percent:.3f}", _optional(one.kappa), _optional(one.alpha))
            for one in agreement(found)
        ]
    except ImportError:
        raise CannotRun(
            "the table of agreement needs another package; install it with: pip install 'code-events[evaluate]'"
        ) from None
    _table(rows, ["field", "events", "percent", "kappa", "alpha"])
    _list_errors(found, errors)


def _list_errors(found, most: int) -> None:
    wrong = [("missed", one, None) for one in found.missed] + [("extra", None, one) for one in found.extra]
    wrong += [
        ("wrong", gold, said)
        for gold, said in found.pairs
        if any(gold.fields[name] != said.fields[name] for name in ("root", "source"))
    ]
    for kind, gold, said in wrong[:most]:
        sides = [f"{name} {_event(one)}" for name, one in (("gold", gold), ("coded", said)) if one is not None]
        rule = f" by {said.rule}" if said is not None and said.rule else ""
        one = said or gold
        click.echo(f"\n{kind}, {one.doc_id}: {', '.join(sides)}{rule}\n  {' '.join(one.sentence.split())}")
    if len(wrong) > most > 0:
        click.echo(f"\n... and {len(wrong) - most} more; --errors {len(wrong)} lists them all", file=sys.stdout)


_HEADS = ["gold", "predicted", "precision", "recall", "F1"]


def _figures(one) -> tuple:
    return one.gold, one.predicted, f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}"


def _optional(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _event(one) -> str:
    fields = one.fields
    return f"{fields['source'] or '?'} {fields['code']} {fields['target'] or '?'}"


def _table(rows: list, headers: list[str]) -> None:
    from tabulate import tabulate

    click.echo(tabulate(rows, headers=headers, disable_numparse=True))
