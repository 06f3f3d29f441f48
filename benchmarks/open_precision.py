"""The precision of open coding, from 200 records judged by hand.

    python benchmarks/open_precision.py [VERDICTS]

``benchmarks/open-coding.csv`` holds the verdicts on 200 records drawn with ``random.Random(200).sample`` from those
that the coder of 24 November 2026 (commit dc4bdfa) wrote of the 125 articles of guardian-dev.csv: 1 right, 0 wrong, for
source, target, root, code and reporter, judged with the article at hand by readers who did not know the rules. Records
and sentences have their ids, no text. Prints the share right of each and of all together.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

VERDICTS = Path(__file__).parent / "open-coding.csv"
TOGETHER = {
    "source and target": ("source", "target"),
    "source, target and root": ("source", "target", "root"),
    "source, target, code and reporter": ("source", "target", "code", "reporter"),
}


def main(path: Path) -> None:
    """Print the share of records right, by part and together."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    parts = {name: (name,) for name in ("source", "target", "root", "code", "reporter")}
    for name, columns in (parts | TOGETHER).items():
        right = sum(all(row[column] == "1" for column in columns) for row in rows)
        print(f"{name:35} {right:4} of {len(rows)}  {right / len(rows):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else VERDICTS)
