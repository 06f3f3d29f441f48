"""Exact CAMEO codes in pair mode, on sentences written for every code by people who did not know the rules.

    python benchmarks/codes.py [--part read] [--errors ROOT] [GOLD]

``benchmarks/codes.jsonl`` holds five sentences for each three- and four-digit code, written for this project from the
codes' labels alone: ``code``, ``text``, ``source_spans``, ``target_spans``. Rules were written with three of each code
at hand (part "read"); of the others ("unread", the ids ending in c and e) only figures were looked at. Prints the share of pairs with the
right code, the right three digits and the right root, by part and by root. ``--errors ROOT`` lists the sentences of
the part "read" with that root that came out otherwise (ALL for every root).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

from tabulate import tabulate

from coder import Coder, Parser, load_codebook
from coder.model import Document, Pair

GOLD = Path(__file__).with_suffix(".jsonl")
LEVELS = {"code": 4, "three digits": 3, "root": 2}
"""How many digits must be right."""


def main() -> None:
    """Code the pairs and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="?", default=GOLD)
    options.add_argument("--part", choices=("read", "unread"))
    options.add_argument("--errors", metavar="ROOT")
    given = options.parse_args()
    rows = [row for row in _rows(given.gold) if given.part in (None, row["part"])]
    coder = Coder(load_codebook(), Parser())
    codings = coder.code(_document(row) for row in rows)
    coded = [(row, _code(one.records[0])) for row, one in zip(rows, codings, strict=True)]
    parts = defaultdict(list)
    for row, code in coded:
        for name in (row["part"], f"{row['part']} {row['code'][:2]}"):
            parts[name].append((row["code"], code))
    print(
        tabulate(
            [[name, len(pairs), *_shares(pairs)] for name, pairs in sorted(parts.items())],
            ["part, root", "pairs", *LEVELS],
            floatfmt=".3f",
        )
    )
    for row, code in coded if given.errors else ():
        if row["part"] == "read" and code != row["code"] and given.errors in ("ALL", row["code"][:2]):
            source, target = (row["text"][slice(*row[f"{side}_spans"][0])] for side in ("source", "target"))
            print(f"\n{row['id']} -> {code or 'none'}: [{source}] [{target}]\n    {row['text']}")


def _rows(gold: Path) -> list[dict]:
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    return [row | {"part": "unread" if row["id"].endswith(("c", "e")) else "read"} for row in rows]


def _document(row: dict) -> Document:
    spans = (tuple(tuple(span) for span in row[f"{side}_spans"]) for side in ("source", "target"))
    return Document(row["id"], row["text"], pairs=(Pair(*spans),), origin=row["id"])


def _code(record: dict) -> str:
    return record["event"]["code"] if record["event"] else ""


def _shares(pairs: list[tuple[str, str]]) -> list[float]:
    """The share of pairs that are right at each level; a shorter code than the gold's is wrong, save for 01 and 010."""
    return [
        sum(code.ljust(3, "0")[:digits] == gold.ljust(3, "0")[:digits] for gold, code in pairs) / len(pairs)
        for digits in LEVELS.values()
    ]


if __name__ == "__main__":
    main()
