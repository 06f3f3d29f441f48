"""Pair mode against relation gold, by halves: which PLOVER root holds between a source and a target (Hu et al., 2024).

    python benchmarks/relations.py ../shared/gold/relations-dev.jsonl [--half a] [--errors ROOT]

Prints root accuracy, macro-F1 and quad accuracy for the sentences with even numbers (half a, which rules were written
on), with odd numbers (half b, which they were not) and for all. ``--errors ROOT`` lists the sentences of half a with
that root that came out otherwise, or that came out so and are otherwise (ALL for every root).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from coder import Coder, Parser, load_codebook
from coder.evaluate.gold import Relation, read_relations
from coder.evaluate.relations import RelationScore, root_of, score


def main() -> None:
    """Code the gold's pairs and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--half", choices=("a", "b"))
    options.add_argument("--errors", metavar="ROOT")
    given = options.parse_args()
    gold = [relation for relation in read_relations(given.gold) if given.half in (None, _half(relation))]
    coder = Coder(load_codebook(), Parser())
    codings = coder.code(relation.document for relation in gold)
    coded = [(relation, one.records[0]) for relation, one in zip(gold, codings, strict=True)]
    for name in ("a", "b"):
        part = [(relation, record) for relation, record in coded if _half(relation) == name]
        if part:
            _print(f"half {name}", score(*zip(*part, strict=True)))
    if given.half is None:
        _print("all", score(*zip(*coded, strict=True)))
    for relation, record in coded if given.errors else ():
        roots = (relation.plover, root_of(record))
        if _half(relation) == "a" and roots[0] != roots[1] and given.errors in ("ALL", *roots):
            _show(relation, record)


def _half(relation: Relation) -> str:
    return "ab"[int(relation.document.id.rsplit("-", 1)[1]) % 2]


def _print(name: str, figures: RelationScore) -> None:
    print(
        f"{name}: {figures.pairs} pairs, root accuracy {figures.root_accuracy:.3f}, macro-F1 {figures.macro_f1:.3f}, "
        f"quad accuracy {figures.quad_accuracy:.3f}, no relation {figures.unseen}"
    )
    for root, one in figures.by_root.items():
        print(f"    {root:10} {one.gold:4}  precision {one.precision:.2f}  recall {one.recall:.2f}  F1 {one.f1:.2f}")


def _show(relation: Relation, record: dict) -> None:
    document = relation.document
    (pair,) = document.pairs
    ends = [" | ".join(document.text[start:end] for start, end in spans) for spans in (pair.source, pair.target)]
    print(f"{document.id} {relation.plover} -> {root_of(record)} {record['evidence']['rule']}")
    print(f"  {document.text}\n  S: {ends[0]}  T: {ends[1]}")


if __name__ == "__main__":
    main()
