"""Find the records that tell of one incident, within and across documents.

Records are taken from the most specific to the least (both countries known, a known place, a short date), and each
joins the incident that fits it best or opens one. What an incident is does not drift as records join: it stays what its
first record says. Incidents are looked up by family, day and countries, so that a record is compared with those of its
days and countries only, whatever the size of the corpus.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Any

from coder.records.reading import Record, event_days
from coder.records.settings import IncidentSettings

_EARTH = 6371.0
"""The mean radius of the Earth in kilometres."""

Dyad = tuple[str, str]
Key = tuple[Any, ...]


@dataclass(slots=True, eq=False)
class Account:
    """What one record says, as far as incidents need it.

    ``days`` are the first and the last day as ordinals, None where not known; ``place`` and ``casualties`` as in the
    record; ``reporter`` and ``chain`` are codes with their texts.
    """

    event_id: str
    doc_id: str
    sentence: int
    publisher: str | None
    family: str
    dyad: Dyad
    texts: tuple[str, str]
    code: str
    label: str
    polarity: str
    modality: str
    kind: str
    stance: str
    reporter: tuple[str, str] | None
    chain: tuple[tuple[str, str], ...]
    days: tuple[int, int] | None
    place: dict[str, Any] | None
    casualties: dict[str, Any] | None
    trigger: tuple[int, str]
    evidence: str


@dataclass(slots=True, eq=False)
class Incident:
    """Accounts of one incident, the most specific first; ``dyads`` are those of the telling that opened it."""

    number: int
    dyads: list[Dyad]
    accounts: list[Account] = field(default_factory=list)
    sentences: dict[str, list[int]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The incident's id: that of the record that says most."""
        return self.accounts[0].event_id


def account(record: Record, settings: IncidentSettings) -> Account | None:
    """The account that a record gives of an incident, None where it tells of none."""
    event = record["event"]
    family = settings.family(event["code"]) if event else None
    if family is None or record["modality"] not in settings.modalities:
        return None
    attribution, days, shared = record["attribution"], event_days(record), sys.intern
    reporter = attribution["reporter"]
    return Account(
        record["event_id"],
        shared(record["doc_id"]),
        record["sentence"],
        shared(record["publisher"]) if record["publisher"] else None,
        family,
        (shared(record["source"]["code"]), shared(record["target"]["code"])),
        (shared(record["source"]["text"]), shared(record["target"]["text"])),
        shared(event["code"]),
        shared(event["label"]),
        shared(record["polarity"]),
        shared(record["modality"]),
        shared(attribution["kind"]),
        shared(attribution["stance"]),
        (shared(reporter["code"]), shared(reporter["text"])) if reporter else None,
        tuple((one["code"], one["text"]) for one in attribution["chain"]),
        tuple(datetime.date.fromisoformat(day).toordinal() for day in days) if days else None,
        record["place"],
        record["casualties"],
        (record["evidence"]["trigger"]["span"][0], shared(record["evidence"]["trigger"]["text"])),
        record["evidence"]["text"],
    )


def find_incidents(accounts: Iterable[Account], settings: IncidentSettings) -> list[Incident]:
    """The incidents that the accounts tell of, the earliest first, whatever the order of the accounts."""
    return _Finder(settings).find(accounts)


def contains(one: str, other: str) -> bool:
    """Whether one actor code is the other at a coarser level: its chunks are all among the other's."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or set(_chunks(short)) <= set(_chunks(long))


def near(one: dict[str, Any] | None, other: dict[str, Any] | None, kilometres: float) -> bool:
    """Whether two places may be the same: one is not known, holds the other, or lies within that distance."""
    if one is None or other is None or one["name"] is None or other["name"] is None:
        return True
    if one["geonameid"] is not None and one["geonameid"] == other["geonameid"]:
        return True
    if one["country"] and other["country"] and one["country"] != other["country"]:
        return False
    levels = {one["precision"], other["precision"]}
    if "country" in levels:
        return True
    if "admin1" in levels:
        return not (one["admin1"] and other["admin1"]) or one["admin1"] == other["admin1"]
    if None in (one["latitude"], one["longitude"], other["latitude"], other["longitude"]):
        return one["name"].casefold() == other["name"].casefold()
    return _distance(one, other) <= kilometres


def compatible(one: Dyad, other: Dyad, settings: IncidentSettings, rival: bool = False) -> bool:
    """Whether two dyads, as they stand, may be of the same actors.

    Between two countries the countries decide; within one, the codes must be the same at some level. Somebody whose
    country is not told (CVL) goes with its like and, in a ``rival`` account of the same act, with anybody of either
    country: one side's civilians are the other's fighters.
    """
    countries = [{settings.country(code) for code in dyad} - {""} for dyad in (one, other)]
    between = max(map(len, countries)) > 1
    return all(_same_actor(a, b, between, rival, settings) for a, b in zip(one, other, strict=True))


def _same_actor(one: str, other: str, between: bool, rival: bool, settings: IncidentSettings) -> bool:
    if not one or not other or contains(one, other):
        return True
    mine, theirs = settings.country(one), settings.country(other)
    return between and (mine == theirs if mine and theirs else rival)


def _chunks(code: str) -> list[str]:
    return [code[at : at + 3] for at in range(0, len(code), 3)]


def _distance(one: dict[str, Any], other: dict[str, Any]) -> float:
    """The distance of two places along the surface in kilometres (haversine)."""
    north, south = radians(one["latitude"]), radians(other["latitude"])
    across = sin(radians(one["longitude"] - other["longitude"]) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, sin((north - south) / 2) ** 2 + cos(north) * cos(south) * across)))


class _Finder:
    """The state of one search: incidents by what they are looked up by."""

    def __init__(self, settings: IncidentSettings):
        self._settings = settings
        self._index: dict[Key, list[Incident]] = {}
        self._incidents: list[Incident] = []

    def find(self, accounts: Iterable[Account]) -> list[Incident]:
        tellings: dict[Key, list[Account]] = {}
        for one in accounts:  # What one word of a text tells is one telling, whatever the number of its dyads.
            tellings.setdefault((one.doc_id, *one.trigger, one.family), []).append(one)
        for telling in tellings.values():
            telling.sort(key=self._rank)
        for telling in sorted(tellings.values(), key=lambda telling: self._rank(telling[0])):
            incident = self._best(telling)
            if incident is None:
                incident = Incident(len(self._incidents), [one.dyad for one in telling])
                self._incidents.append(incident)
                for key in self._keys(telling, 0, self._filed_under):
                    self._index.setdefault(key, []).append(incident)
            incident.accounts += telling
            incident.sentences.setdefault(telling[0].doc_id, []).append(telling[0].sentence)
        return sorted(self._incidents, key=_when)

    def _rank(self, one: Account) -> Key:
        """Sorts accounts from the most specific to the least, and among those by day, document and place in it."""
        known = sum(bool(self._settings.country(code)) for code in one.dyad)
        place = one.place is None or one.place["precision"] != "settlement"
        first, last = one.days or (sys.maxsize, sys.maxsize)
        dyad = -len(one.dyad[0]) - len(one.dyad[1])
        return (-known, place, last - first, first, one.doc_id, one.sentence, one.trigger, dyad, one.event_id)

    def _best(self, telling: list[Account]) -> Incident | None:
        found: dict[int, tuple[Key, Incident]] = {}
        for key in self._keys(telling, self._settings.window, self._looked_up_by):
            for incident in self._index.get(key, ()):
                if incident.number not in found and self._fits(telling, incident):
                    found[incident.number] = (_closeness(telling[0], incident), incident)
        return min(found.values(), key=lambda item: item[0])[1] if found else None

    def _fits(self, telling: list[Account], incident: Incident) -> bool:
        first = incident.accounts[0]
        rival = telling[0].code[:2] == first.code[:2]
        return near(telling[0].place, first.place, self._settings.kilometres) and any(
            compatible(dyad, other, self._settings, rival)
            for one in telling
            for dyad in (one.dyad, one.dyad[::-1])
            for other in incident.dyads
        )

    def _keys(self, telling: list[Account], window: int, whom: Callable[[Dyad], list[Key]]) -> Iterator[Key]:
        """A telling's family with each of its days and whom it is between."""
        first = telling[0]
        parties = dict.fromkeys(key for one in telling for key in whom(one.dyad))
        for day in self._days(first.days, window):
            for key in parties:
                yield (first.family, day, key)

    def _days(self, days: tuple[int, int] | None, window: int) -> Iterable[Any]:
        if days is None:
            return (None,)
        start, end = days
        return (days,) if end - start >= self._settings.longest else range(start - window, end + window + 1)

    def _looked_up_by(self, dyad: Dyad) -> list[Key]:
        """Both countries of a dyad, or the only one known, or its codes; nothing where it names nobody."""
        countries = [self._settings.country(code) for code in dyad]
        known = sorted(set(countries) - {""})
        if known:
            return [("both", *known)] if all(countries) else [("one", *known)]
        return [("codes", *sorted(dyad))] if any(dyad) else []

    def _filed_under(self, dyad: Dyad) -> list[Key]:
        """What a dyad is looked up by, and each of its countries, for dyads of which only one is known."""
        keys = self._looked_up_by(dyad)
        return [*keys, *(("one", country) for country in keys[0][1:])] if keys and keys[0][0] == "both" else keys


def _closeness(one: Account, incident: Incident) -> Key:
    """Sorts incidents that an account fits: of its actors, of its root, nearby in its document, at a known place,
    day."""
    first, sentences = incident.accounts[0], incident.sentences.get(one.doc_id)
    alike = any(contains(*ends) for ends in zip(sorted(one.dyad), sorted(first.dyad), strict=True) if all(ends))
    apart = min(abs(one.sentence - sentence) for sentence in sentences) if sentences else sys.maxsize
    days = abs(one.days[0] - first.days[0]) if one.days and first.days else 0
    unplaced = not (one.place and first.place)
    return (not alike, one.code[:2] != first.code[:2], apart, unplaced, days, incident.number)


def _when(incident: Incident) -> Key:
    first = incident.accounts[0]
    return (first.days is None, first.days or (0, 0), first.doc_id, first.sentence, first.event_id)
