"""How well dates, places and casualties are told, against the gold of a corpus.

CORPUS is a folder of articles with a folder ``gold`` in it (the project's own by default). Counted are the events of
the gold that the coder found (same sentence, source, target and root). Right: the same days; a place of that name; the
same bounds. Surplus: the record says something where the gold is silent, which need not be wrong (the gold has no
datelines).
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import click
import yaml
from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coder import Coder, Parser, load_codebook, read_corpus
from coder.evaluate.context import FIELDS, Outcome, outcomes
from coder.language.segment import segment

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
KINDS = ("right", "wrong", "missing", "surplus", "silent")


@click.command(help=__doc__)
@click.argument("corpus", type=click.Path(exists=True, path_type=Path), default=CORPUS)
@click.option("--differences", is_flag=True, help="Print every field that is wrong, missing or surplus.")
def main(corpus: Path, differences: bool) -> None:
    documents = [one for one in read_corpus(corpus) if (corpus / "gold" / f"{one.id}.yaml").is_file()]
    parser = Parser()
    sentences = {document.id: found for document, found in segment(documents, parser.segmenter)}
    found: list[Outcome] = []
    start = time.perf_counter()
    for one in Coder(load_codebook(), parser).code(documents):
        document = one.document
        gold = yaml.safe_load((corpus / "gold" / f"{document.id}.yaml").read_text("utf-8")) or []
        found += outcomes(document.text, sentences[document.id], gold, one.records)
    seconds = time.perf_counter() - start
    counts = Counter((outcome.field, outcome.kind) for outcome in found)
    rows = []
    for field in FIELDS:
        told = sum(counts[field, kind] for kind in KINDS[:3])
        rows.append([field, told, *(counts[field, kind] for kind in KINDS), counts[field, "right"] / max(told, 1)])
    print(tabulate(rows, ["", "in gold", *KINDS, "share right"], floatfmt=".2f"))
    print(f"\n{len(documents)} articles coded in {seconds:.1f} s")
    for outcome in found if differences else ():
        if outcome.kind in ("wrong", "missing", "surplus"):
            print(f"\n{outcome.field} {outcome.kind}: {outcome.expected} / {outcome.told}\n    {outcome.sentence}")


if __name__ == "__main__":
    main()
