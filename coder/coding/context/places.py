"""Where: which of a document's place names belongs to which event, and which place of the gazetteer it is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from coder.coding.context.dateline import dateline
from coder.coding.context.gazetteer import Entry, Gazetteer
from coder.coding.context.names import Named
from coder.coding.context.reach import OWN, REPORTING, WITHIN, Reach
from coder.model import Document, Event, Mention, Place

LARGE = 100_000
"""A place whose country the text does not speak of is taken for the one named where it has so many people."""

_GROUND = frozenset(("14", "15", "17", "18", "19", "20"))
"""The root codes of events that happen where their target is, if that is a place."""

_SHORT = 6
"""Names of fewer letters are not matched with another spelling a letter away."""

_FINE = {"settlement": 2, "admin1": 1, "country": 0, None: 2}


class Resolver:
    """Finds the places of the gazetteer that one document's names mean.

    A name's place is sought in the country that the text puts it in, else in those that the text speaks of: the countries
    of its actors and of the places that are known for certain. Population decides among equals.
    """

    def __init__(self, gazetteer: Gazetteer, mentions: Sequence[Mention]):
        self._gazetteer = gazetteer
        self._countries = Counter(
            country for mention in mentions if mention.code and (country := gazetteer.country_code(mention.code))
        )
        self._seen: dict[str, Place] = {}

    def place(self, text: str, name: str, kind: str = "", code: str = "", within: Sequence[str] = ()) -> Place | None:
        """The place that a name means, None where the gazetteer has none that fits the text.

        ``kind`` is what the text says it is ("admin1", "settlement", or ""), ``code`` the actor code of the name, ``within``
        the names of what it lies in.
        """
        container = next((country for outer in within if (country := self.country(outer))), None)
        hint = container or (self._gazetteer.country_code(code) if code else None)
        for spelling in dict.fromkeys((text, name)):
            entries = [entry for entry in self._gazetteer.find(spelling) if not hint or entry.country == hint]
            best = max(entries, key=lambda entry: self._fit(entry, kind), default=None)
            if best is not None and (hint or self._countries[best.country] or _certain(best)):
                found = _place(text, best)
                self._countries[best.country] += 1
                self._seen[name] = found
                return found
        return self._misspelt(text, name)

    def country(self, name: str) -> str | None:
        """The country that a name or the place it names lies in, as far as there is no doubt."""
        entries = self._gazetteer.find(name)
        for entry in entries:
            if entry.kind == "country":
                return entry.country
        countries = {entry.country for entry in entries if self._countries[entry.country]}
        return countries.pop() if len(countries) == 1 else None

    def _fit(self, entry: Entry, kind: str) -> tuple:
        spoken = self._countries[entry.country]
        share = spoken / max(1, self._countries.total())
        asked = kind == entry.kind if kind else entry.kind != "admin1"
        weight = math.log10(entry.population + 1) + (2 + share if spoken else 0) + entry.main
        return (entry.kind == "country", asked, weight, -(entry.geonameid or 0))

    def _misspelt(self, text: str, name: str) -> Place | None:
        """The place that the text names elsewhere with a letter changed, missing, added or swapped."""
        if len(name) < _SHORT:
            return None
        for other, place in self._seen.items():
            if _one_off(name.lower(), other.lower()):
                return Place(text, place.name, place.country, place.admin1, place.latitude, place.longitude, place.geonameid, place.precision)
        return None


def _certain(entry: Entry) -> bool:
    return entry.kind == "country" or entry.population >= LARGE


def _place(text: str, entry: Entry) -> Place:
    return Place(text, entry.name, entry.country, entry.admin1, entry.latitude, entry.longitude, entry.geonameid, entry.kind)


def _one_off(one: str, other: str) -> bool:
    """Whether two names differ by one letter, or by two neighbours that are exchanged."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    tails = ((1, 1), (1, 0), (0, 1))
    if any(one[start + a :] == other[start + b :] for a, b in tails):
        return True
    swapped = one[start : start + 2] == other[start : start + 2][::-1]
    return swapped and one[start + 2 :] == other[start + 2 :]


class PlaceReader:
    """Places the events of one document; ``names`` are those of each sentence that has events, by the sentence's index."""

    def __init__(self, document: Document, names: Mapping[int, Sequence[Named]], resolver: Resolver):
        self._resolver = resolver
        self._names = {index: [(one, place) for one in found if (place := self._known(one))] for index, found in names.items()}
        line = dateline(document.text)
        self._dateline = self._of_dateline(*line[:2]) if line else None

    def place(self, event: Event, reach: Reach, countries: Sequence[str | None]) -> Place | None:
        """Where an event happened: by the nearest name of its sentence, else by the dateline; None where neither tells.

        A name in the event's own clause comes first, then one in a clause near it; at the same distance a name after "in" or
        "near" before one after "to" or "from", and a settlement before a province or a country. What a reporting clause
        names is where somebody spoke. The dateline is only taken where it lies in one of the ``countries`` of the actors.
        """
        near = []
        for named, place in self._names.get(event.sentence.index, ()):
            at = reach.of(named.head, event)
            if at is None or at[0] == REPORTING or not _in_slot(named, place, event, at[0]):
                continue
            distance = abs(named.head.i - event.predication.word.i)
            near.append(((at[0] not in (OWN, WITHIN), -named.strength, *at, -_FINE[place.precision], distance), place))
        if near:
            return min(near, key=lambda one: one[0])[1]
        line = self._dateline
        return line if line is not None and line.country in countries and line.country is not None else None

    def _known(self, named: Named) -> Place | None:
        found = self._resolver.place(named.text, named.name, named.kind, named.code, named.within)
        if found is not None or not named.entity or named.strength < 2:
            return found
        country = next((country for outer in named.within if (country := self._resolver.country(outer))), None)
        return Place(named.text, None, country, None, None, None, None, None)

    def _of_dateline(self, name: str, within: str) -> Place:
        outer = (within,) if within else ()
        country = self._resolver.country(within) if within else None
        return self._resolver.place(name, name, "settlement", within=outer) or Place(name, None, country, None, None, None, None, None)


def _in_slot(named: Named, place: Place, event: Event, at: int) -> bool:
    """Whether a name may tell where the event was: after a preposition, or as the ground that is acted on."""
    if named.strength == 2:
        return True
    own = at == OWN and event.type.root in _GROUND and place.precision != "country"
    return own and (named.strength == 0 or event.type.root in ("19", "14"))
