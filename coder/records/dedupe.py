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

from coder.model import HAPPENED
from coder.output.files import open_output
from coder.records.reading import Record, event_days, read_events

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
    links: dict[str, list[str]] = {}
    before: dict[str, dict[str, Any]] = {}
    for record in _events(paths, report):
        groups.setdefault(day_key(record), _Group()).add(record)
        if record["links"]:
            links[record["event_id"]] = record["links"]
        if record["merged"]:
            before[record["event_id"]] = record["merged"]
    merged: dict[str, list[str]] = {}
    tellers: dict[str, int] = {}
    for group in groups.values():
        publishers = group.publishers()
        if len(publishers) < least:
            continue
        for members in publishers if by_publisher else [[one for some in publishers for one in some]]:
            first, *others = [event_id for _, event_id in sorted(members)]
            merged[first], tellers[first] = others, len(publishers)
    becomes = {one: first for first, others in merged.items() for one in (first, *others)}
    with open_output(out) as output:
        for record in _events(paths, lambda _: None):
            own = record["event_id"]
            if own in merged:
                members = [own, *merged[own]]
                own_links = _links(members, links, becomes)
                output.write({**record, "links": own_links, "merged": _merged(members, before, tellers[own])})
    records = sum(len(group.members) for group in groups.values())
    return Deduped(records, len(becomes) - len(merged), records - len(becomes))


def _links(members: list[str], links: dict[str, list[str]], becomes: dict[str, str]) -> list[str]:
    """What the members link to, by the records that are kept of it."""
    kept = (becomes[link] for member in members for link in links.get(member, ()) if link in becomes)
    return list(dict.fromkeys(link for link in kept if link != members[0]))


def _merged(members: list[str], before: dict[str, dict[str, Any]], publishers: int) -> dict[str, Any] | None:
    """The ids of the members but the first, and of those merged into them before, and the count of their publishers."""
    earlier = [before[member] for member in members if member in before]
    ids = sorted({*members[1:], *(one for merged in earlier for one in merged["ids"])})
    most = max([publishers, *(merged["publishers"] for merged in earlier)])
    return {"ids": ids, "publishers": most} if ids else None


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
