"""Pair mode against relation gold: which PLOVER root holds between a source and a target (Hu et al., ACL 2024).

    python benchmarks/relations.py ../shared/gold/relations-dev.jsonl [--half a] [--errors ROOT]

Prints root accuracy, macro-F1 and quad accuracy, for the sentences with even numbers (half a, which rules were written on),
with odd numbers (half b, which they were not) and for all. ``--errors ROOT`` lists the sentences of half a with that root
that came out otherwise (ALL for every root).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from coder import Coder, Parser, load_codebook
from coder.model import Document, Pair

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""PLOVER events that the gold has as one root."""


def main() -> None:
    """Code the gold's pairs and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--half", choices=("a", "b"))
    options.add_argument("--errors", metavar="ROOT")
    given = options.parse_args()
    gold = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
    gold = [row for row in gold if given.half in (None, _half(row))]
    coded = [coded.records[0] for coded in Coder(load_codebook(), Parser()).code(map(_document, gold))]
    said = [_said(record) for record in coded]
    for half in ("a", "b"):
        part = [(row, answer) for row, answer in zip(gold, said, strict=True) if _half(row) == half]
        if part:
            _report(f"half {half}", part)
    if given.half is None:
        _report("all", list(zip(gold, said, strict=True)))
    if given.errors:
        for row, record, answer in zip(gold, coded, said, strict=True):
            if _half(row) == "a" and given.errors in ("ALL", row["plover"], answer[0]) and answer[0] != row["plover"]:
                _show(row, record, answer)


def _half(row: dict) -> str:
    return "ab"[int(row["id"].rsplit("-", 1)[1]) % 2]


def _document(row: dict) -> Document:
    spans = [tuple(tuple(span) for span in row[f"{side}_spans"]) for side in ("source", "target")]
    return Document(row["id"], row["text"], pairs=(Pair(*spans),))


def _said(record: dict) -> tuple[str | None, int | None]:
    if record["event"] is None or record["event"]["plover"] is None:
        return None, None
    plover = record["event"]["plover"]
    return MERGED.get(plover, plover), record["event"]["quad"]


def _report(name: str, part: Sequence[tuple[dict, tuple]]) -> None:
    right = Counter(row["plover"] for row, answer in part if answer[0] == row["plover"])
    wanted, answered = Counter(row["plover"] for row, _ in part), Counter(answer[0] for _, answer in part)
    f1 = {root: 2 * right[root] / (wanted[root] + answered[root]) for root in wanted}
    quads = sum(answer[1] == row["quad"] for row, answer in part)
    print(
        f"{name}: {len(part)} pairs, root accuracy {right.total() / len(part):.3f}, "
        f"macro-F1 {sum(f1.values()) / len(f1):.3f}, quad accuracy {quads / len(part):.3f}, "
        f"no relation {answered[None]}"
    )
    for root in sorted(wanted):
        print(f"    {root:10} {wanted[root]:4}  recall {right[root] / wanted[root]:.2f}  F1 {f1[root]:.2f}")


def _show(row: dict, record: dict, answer: tuple) -> None:
    text = row["text"]
    ends = [" | ".join(text[start:end] for start, end in row[f"{side}_spans"]) for side in ("source", "target")]
    print(f"{row['id']} {row['plover']} -> {answer[0]} {record['evidence']['rule']}\n  {text}\n  S: {ends[0]}  T: {ends[1]}")


if __name__ == "__main__":
    main()
