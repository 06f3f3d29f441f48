"""Count what stands in event records, for the codebook of a data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.output.columns import COLUMNS, values
from coder.output.fields import allowed

ROLES = ("source", "target", "reporter")


@dataclass(slots=True)
class Counts:
    """How often what stands in records.

    ``filled`` counts the records that have a value, by variable; ``values`` those of each value, for variables whose
    values are a short list; ``codes`` by event code and name of the entry; ``actors`` by role and actor code; ``words``
    by actor code and the words that it was coded from.
    """

    records: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    values: Counter[tuple[str, Any]] = field(default_factory=Counter)
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    actors: Counter[tuple[str, str]] = field(default_factory=Counter)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)


def count(records: Iterable[Mapping[str, Any]]) -> Counts:
    """Count the values of records."""
    counts = Counts()
    listed = [bool(allowed(column.name)) for column in COLUMNS]
    for record in records:
        counts.records += 1
        for column, short, value in zip(COLUMNS, listed, values(record), strict=True):
            if value is not None and value != "" and value != []:
                counts.filled[column.name] += 1
                if short:
                    counts.values[column.name, value] += 1
        if record["event"]:
            counts.codes[record["event"]["code"], record["event"]["name"]] += 1
        for role, actor in zip(
            ROLES, (record["source"], record["target"], record["attribution"]["reporter"]), strict=True
        ):
            if actor and actor["code"]:
                counts.actors[role, actor["code"]] += 1
                counts.words[actor["code"], actor["text"]] += 1
    return counts
