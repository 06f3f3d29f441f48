"""Attributions read in one process: documents in, their records written, a tally out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from coder.codebook.problems import Problem

if TYPE_CHECKING:
    from coder.coding.coder import Coded
    from coder.output import Output


def write_attributions(
    read: Iterable[Coded], output: Output, report: Callable[[Problem], None]
) -> Counter[tuple[str, str]]:
    """Write the attribution records of documents; returns how many there are by stance and kind.

    Documents that could not be read are given to ``report``.
    """
    tally: Counter[tuple[str, str]] = Counter()
    for one in read:
        if one.problem:
            file, _, line = one.document.origin.rpartition(":")
            report(Problem(file, int(line or 0), one.document.id, one.problem, "Take it out, or report it"))
        for record in one.records:
            output.write(record)
            tally[record["stance"], record["kind"]] += 1
    return tally
