"""One-a-day filters: one record in place of those that tell the same event of a day again.

The classic filter of event data keeps one of all events of a day with the same source, target and code. Here a record
also tells whether the event happened: what is negated, intended or only possible is never merged with what happened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coder.output.files import open_output
from coder.records.reading import Record, event_days, read_events

HAPPENED = ("actual", "ongoing")

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Deduped:
    """How many records there were, how many were merged into others, and how many too few publishers told."""

    records: int
    merged: int
    dropped: int


def day_key(record: Record) -> Key:
    """What the records of one event of a day have in common; those without a day are only of one in their document.

    An actor that no codebook knows is told apart by its words.
    """
    days = event_days(record)
    actors = (record[role]["code"] or record[role]["text"].casefold() for role in ("source", "target"))
    happened = (record["polarity"], record["modality"] in HAPPENED)
    return (days or record["doc_id"], *actors, record["event"]["code"], *happened)


def dedupe(
    paths: Sequence[Path], out: str | Path, report: Callable[[str], None], by_publisher: bool = False, least: int = 1
) -> Deduped:
    """Write one record of each event and day to ``out``, with the ids of those merged into it.

    With ``by_publisher`` one of each independent publisher is kept: then the number of records is the number of
    publishers. Events that fewer than ``least`` independent publishers tell are dropped. Publishers are independent
    unless they print the same sentence, as those do that take it from one agency. The record kept is the one with the
    most confidence; among those, the first by date of publication, document, sentence and id. Raises ``CannotWrite``.
    """
    groups: dict[Key, _Group] = {}
    for record in _events(paths, report):
        groups.setdefault(day_key(record), _Group()).add(record)
    kept: dict[str, tuple[list[str], int]] = {}
    becomes: dict[str, str] = {}
    records = sum(len(group.members) for group in groups.values())
    for group in groups.values():
        publishers = group.publishers()
        if len(publishers) < least:
            continue
        for members in publishers if by_publisher else [[one for some in publishers for one in some]]:
            first, *others = [event_id for _, event_id in sorted(members)]
            kept[first] = (sorted(others), len(publishers))
            becomes.update(dict.fromkeys((first, *others), first))
    _write(paths, out, kept, becomes)
    return Deduped(records, len(becomes) - len(kept), records - len(becomes))


@dataclass(slots=True)
class _Group:
    """The records of one event and day: how each ranks with its id, its publisher and its sentence."""

    members: list[tuple[Key, str]] = field(default_factory=list)
    by: list[tuple[str, bytes]] = field(default_factory=list)

    def add(self, record: Record) -> None:
        rank = (-record["confidence"], record["published"] or "9999", record["doc_id"], record["sentence"])
        self.members.append((rank, record["event_id"]))
        publisher = record["publisher"] or f"\0{record['doc_id']}"
        self.by.append((publisher, _folded(record["evidence"]["text"])))

    def publishers(self) -> list[list[tuple[Key, str]]]:
        """The members by independent publisher."""
        leader: dict[Any, Any] = {}

        def top(one: Any) -> Any:
            while leader.setdefault(one, one) != one:
                one = leader[one]
            return one

        for publisher, sentence in self.by:
            leader[top(sentence)] = top(publisher)
        found: dict[Any, list[tuple[Key, str]]] = {}
        for member, (publisher, _) in zip(self.members, self.by, strict=True):
            found.setdefault(top(publisher), []).append(member)
        return list(found.values())


def _folded(sentence: str) -> bytes:
    """A digest that is the same for the same sentence, whatever its case and blanks."""
    return hashlib.blake2b(" ".join(sentence.casefold().split()).encode(), digest_size=8).digest()


def _events(paths: Sequence[Path], report: Callable[[str], None]) -> Iterator[Record]:
    return (record for record in read_events(paths, report) if record["event"])


def _write(paths: Sequence[Path], out: str | Path, kept: dict[str, tuple[list[str], int]], becomes: dict[str, str]) -> None:
    """Write the records kept, with the links of all that were merged into each."""
    links: dict[str, dict[str, None]] = {first: {} for first in kept}
    merged_before: dict[str, list[str]] = {first: [] for first in kept}
    for record in _events(paths, lambda _: None):
        first = becomes.get(record["event_id"])
        if first is None:
            continue
        others = (becomes[link] for link in record["links"] if becomes.get(link, first) != first)
        links[first].update(dict.fromkeys(others))
        merged_before[first] += record["merged"]["ids"] if record["merged"] else []
    with open_output(out) as output:
        for record in _events(paths, lambda _: None):
            own = record["event_id"]
            if own in kept:
                others, publishers = kept[own]
                ids = sorted({*others, *merged_before[own]})
                merged = {"ids": ids, "publishers": publishers} if ids else None
                output.write({**record, "links": list(links[own]), "merged": merged})
