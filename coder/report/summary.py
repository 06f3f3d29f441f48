"""What a report shows of a data set: counts over all records, and the newest of them for the table."""

from __future__ import annotations

import datetime
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from coder.records.reading import event_days

Record = Mapping[str, Any]

NO_CODE = "(no code)"
PUBLISHER = "(publisher alone)"
NOBODY = "(nobody named)"

BEFORE = datetime.timedelta(days=31)
"""What happened longer than this before the first publication is told as history."""


@dataclass(slots=True)
class Summary:
    """Counts over records; those of pairs between which no event was seen are only counted, in ``pairs``.

    ``days`` counts by the event's day and quad class, ``dyads`` by source, target and quad class, ``vouching`` by
    reporter and stance, ``places`` by (latitude, longitude, name, country) and quad class. Actors are codes, or
    ``NO_CODE``; an event without a reporter is vouched for by ``PUBLISHER`` or, where the text only says "reportedly",
    by ``NOBODY``. ``newest`` are the newest records, as many as were asked for.
    """

    records: int = 0
    pairs: int = 0
    undated: int = 0
    first_published: datetime.date | None = None
    documents: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    codebooks: set[str] = field(default_factory=set)
    days: Counter[tuple[datetime.date, int]] = field(default_factory=Counter)
    dyads: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    vouching: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: Counter[tuple[tuple[float, float, str, str], int]] = field(default_factory=Counter)
    newest: list[Record] = field(default_factory=list)

    def is_earlier(self, day: datetime.date) -> bool:
        """Whether a day lies so long before all publications that what happened then is history."""
        return self.first_published is not None and day < self.first_published - BEFORE

    @property
    def earlier(self) -> int:
        """How many events are history."""
        return sum(number for (day, _), number in self.days.items() if self.is_earlier(day))

    @property
    def sources(self) -> Counter[str]:
        """Events by source."""
        return _added((source, number) for (source, _, _), number in self.dyads.items())

    @property
    def targets(self) -> Counter[str]:
        """Events by target."""
        return _added((target, number) for (_, target, _), number in self.dyads.items())

    @property
    def reporters(self) -> Counter[str]:
        """Events by reporter, where one is named."""
        vouching = self.vouching.items()
        return _added((reporter, number) for (reporter, _), number in vouching if reporter not in (PUBLISHER, NOBODY))

    @property
    def unreported(self) -> int:
        """How many events the publisher alone vouches for."""
        return sum(number for (reporter, _), number in self.vouching.items() if reporter == PUBLISHER)


def summarise(records: Iterable[Record], rows: int) -> Summary:
    """Count records in one pass, keeping the ``rows`` newest (by the event's first day; of equals the first)."""
    summary = Summary()
    summary.newest = heapq.nlargest(rows, _counted(records, summary), key=_age(count()))
    return summary


def reporter_of(record: Record) -> str:
    """Who vouches for a record: the reporter's code or ``NO_CODE``, else ``PUBLISHER`` or ``NOBODY``."""
    reporter = record["attribution"]["reporter"]
    if reporter:
        return reporter["code"] or NO_CODE
    return PUBLISHER if record["attribution"]["kind"] == "none" else NOBODY


def _counted(records: Iterable[Record], summary: Summary) -> Iterator[Record]:
    for record in records:
        if record["event"] is None:
            summary.pairs += 1
            continue
        _count(record, summary)
        yield record


def _count(record: Record, summary: Summary) -> None:
    quad, days, place = record["event"]["quad"], event_days(record), record["place"]
    summary.records += 1
    summary.documents.add(record["doc_id"])
    summary.codebooks.add(record["coder"]["codebook"])
    if record["publisher"]:
        summary.publishers.add(record["publisher"])
    if days:
        summary.days[datetime.date.fromisoformat(days[0]), quad] += 1
    else:
        summary.undated += 1
    if record["published"]:
        published = datetime.date.fromisoformat(record["published"])
        summary.first_published = min(published, summary.first_published or published)
    source, target = (record[role]["code"] or NO_CODE for role in ("source", "target"))
    summary.dyads[source, target, quad] += 1
    summary.vouching[reporter_of(record), record["attribution"]["stance"]] += 1
    if place and place["latitude"] is not None and place["longitude"] is not None:
        at = (place["latitude"], place["longitude"], place["name"] or place["text"], place["country"] or "")
        summary.places[at, quad] += 1


def _age(order: Iterator[int]):
    """A key by which the newest record is the largest."""

    def age(record: Record) -> tuple[str, int]:
        days = event_days(record)
        return (days[0] if days else "", -next(order))

    return age


def _added(numbers: Iterable[tuple[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for name, number in numbers:
        total[name] += number
    return total
