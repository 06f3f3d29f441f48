"""The precision of open coding, from 200 records judged by hand.

    python benchmarks/open_precision.py [VERDICTS]

``benchmarks/open-coding.csv`` holds the verdicts on 200 records drawn with ``random.Random(2511).sample`` from those
that the coder of 25 November 2026 (commit a56b97e) wrote of the 125 articles of guardian-dev.csv: 1 right, 0 wrong, for
source, target, root, code and reporter, judged with the article at hand by four readers who did not know the rules (one
of them looked at some verdicts of the others for how to count). ``part`` is "unread" for the articles, every other one,
that nobody looked at while today's rules were written. Records and sentences have their ids, no text. Prints the share
right of each and of all together, by part.

``benchmarks/open-coding-first.csv`` holds those on 200 records of the day before (commit dc4bdfa, seed 200), which
showed what to mend.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tabulate import tabulate

VERDICTS = Path(__file__).parent / "open-coding.csv"
TOGETHER = {
    "source and target": ("source", "target"),
    "source, target and root": ("source", "target", "root"),
    "source, target, code and reporter": ("source", "target", "code", "reporter"),
}


def main(path: Path) -> None:
    """Print the share of records right, by what is judged and by part of the articles."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    parts = {"all": rows}
    for row in rows:
        if "part" in row:
            parts.setdefault(row["part"], []).append(row)
    judged = {name: (name,) for name in ("source", "target", "root", "code", "reporter")} | TOGETHER
    lines = [[name, *(_share(part, columns) for part in parts.values())] for name, columns in judged.items()]
    headers = ["what is right", *(f"{name} ({len(part)})" for name, part in parts.items())]
    print(tabulate(lines, headers, floatfmt=".3f"))


def _share(rows: list[dict], columns: tuple[str, ...]) -> float:
    return sum(all(row[column] == "1" for column in columns) for row in rows) / len(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else VERDICTS)
