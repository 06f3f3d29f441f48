"""Where: which of a document's place names belongs to which event, and which place of the gazetteer it is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coder.coding.context.dateline import Dateline, dateline
from coder.coding.context.gazetteer import Entry, Gazetteer
from coder.coding.context.names import Named, NameReader
from coder.coding.context.reach import CONTENT, ELSEWHERE, OWN, REPORTING, WITHIN, Reach
from coder.model import Document, Event, Mention, Place

LARGE = 100_000
"""A place whose country the text does not speak of is taken for the one named where it has so many people."""

_GROUND = frozenset(("14", "15", "17", "18", "19", "20"))
"""The root codes of events that happen where their target is, if that is a place."""

_TOWN = 5_000
"""The population from which on a place is a town; smaller ones need more to be taken for the one named."""

_MUCH = 0.2
"""The share of what a text says of countries that makes it tell of one."""

_SHORT = 6
"""Names of fewer letters are not matched with another spelling a letter away."""

_SPOKEN = frozenset(("01", "02", "05", "10", "11", "12", "13"))
"""The root codes of what is said rather than done."""

_WITHIN_COUNTRIES = ("in", "inside", "within", "across", "throughout", "through", "of")

_FINE = {"settlement": 2, "admin1": 1, "country": 0, None: 2}


class Resolver:
    """Finds the places of the gazetteer that one document's names mean.

    A name's place is sought in the country that the text puts it in, else in those that the text speaks of: the
    countries of its actors and of the places that are known for certain. Population decides among equals.
    """

    def __init__(self, gazetteer: Gazetteer, mentions: Sequence[Mention]):
        self._gazetteer = gazetteer
        self._countries = Counter(
            country
            for mention in mentions
            if mention.code and not self._is_town(mention) and (country := gazetteer.country_code(mention.code))
        )
        self._seen: dict[str, Place] = {}

    def place(self, named: Named) -> Place | None:
        """The place that a name means, None where the gazetteer has none that fits the text."""
        full = self._country_of(named)
        if full is not None:
            return _place(named.text, full)
        container = self._container(named)
        hint = container or (self._gazetteer.country_code(named.code) if named.code else None)
        for spelling in dict.fromkeys((named.text, named.name)):
            entries = [
                entry
                for entry in self._gazetteer.find(spelling)
                if entry.country == hint or (not container and self._fits(entry, bool(hint)))
            ]
            if entries:
                best = max(entries, key=lambda entry: self._fit(entry, named.kind, hint))
                found = _place(named.text, best)
                self._countries[best.country] += 1
                self._seen[named.name] = found
                return found
        return self._misspelt(named)

    def unknown(self, named: Named) -> Place:
        """A place that the gazetteer does not know, in the country that the text or the actors' codebook puts it in."""
        country = self._container(named) or (self._gazetteer.country_code(named.code) if named.code else None)
        return Place(named.text, None, country, None, None, None, None, None)

    def _container(self, named: Named) -> str | None:
        """The country that the text puts a name in."""
        return next((country for outer in named.within if (country := self.country(outer))), None)

    def _country_of(self, named: Named) -> Entry | None:
        """The country that a name stands for as the codebook of actors has it ("Congo", "Britain", "US")."""
        code = self._gazetteer.country_code(named.code) if len(named.code) == 3 else None
        if code is None or any(e.country == code and e.population >= _TOWN for e in self._gazetteer.find(named.name)):
            return None  # No country, or found by its own name, or one of its towns: capitals stand for their states.
        return next(
            (entry for entry in self._gazetteer.find(named.full) if entry.kind == "country" and entry.country == code),
            None,
        )

    def country(self, name: str) -> str | None:
        """The country that a name or the place it names lies in, as far as there is no doubt."""
        entries = self._gazetteer.find(name)
        for entry in entries:
            if entry.kind == "country":
                return entry.country
        countries = {entry.country for entry in entries if self._countries[entry.country]}
        return countries.pop() if len(countries) == 1 else None

    def _share(self, entry: Entry) -> float:
        """How much of what the text says of countries it says of that of a place."""
        return self._countries[entry.country] / max(1, self._countries.total())

    def _fits(self, entry: Entry, elsewhere: bool) -> bool:
        """Whether a place may be meant that is well known, or of a country told of.

        ``elsewhere`` says that the codebook of actors knows the name in another country: then it has to be a town.
        """
        share = self._share(entry)
        if entry.kind == "country" or entry.population >= (LARGE if entry.main else 10 * LARGE):
            return True
        return entry.population >= _TOWN and share > 0 or (share >= _MUCH and not elsewhere)

    def _fit(self, entry: Entry, kind: str, hint: str | None) -> tuple:
        """What decides between places of one name: countries come first, then a weight does.

        The weight is twice the logarithm of the population; a country told of counts as much as two to eighteen times
        the people, the codebook's two and a half times, a main name three times, and what is not what the text calls
        it (of a province, a settlement where the text calls it nothing) a tenth of them.
        """
        share = self._share(entry)
        told = (0.5 + 2 * share if share else 0) + (0.8 if entry.country == hint else 0)
        other = kind != entry.kind if kind else entry.kind == "admin1"
        weight = 2 * math.log10(entry.population + 1) + told + entry.main - 2 * other
        return (entry.kind == "country", weight, -(entry.geonameid or 0))

    def _is_town(self, mention: Mention) -> bool:
        """Whether an actor's name is a town's: then its country is what is asked, not what is known."""
        if mention.kind != "name" or len(mention.code) != 3:
            return False
        entries = self._gazetteer.find(mention.text)
        return bool(entries) and all(entry.kind != "country" for entry in entries)

    def _misspelt(self, named: Named) -> Place | None:
        """The place that the text names elsewhere with a letter changed, missing, added or swapped."""
        for other, place in self._seen.items() if len(named.name) >= _SHORT else ():
            if _one_off(named.name.lower(), other.lower()):
                return replace(place, text=named.text)
        return None


def _place(text: str, entry: Entry) -> Place:
    return Place(
        text, entry.name, entry.country, entry.admin1, entry.latitude, entry.longitude, entry.geonameid, entry.kind
    )


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
    """Places the events of one document; ``readers`` read the names of its sentences, by the sentence's index."""

    def __init__(self, document: Document, readers: Mapping[int, NameReader], resolver: Resolver):
        self._resolver = resolver
        names = {index: reader.names() for index, reader in readers.items()}
        self._unknown: set[str] = set()
        for index, found in names.items():
            for named in found:  # What is known for certain speaks for its country, wherever in the text it stands.
                if resolver.place(named) is None and _surely_a_place(named, readers[index]):
                    self._unknown.add(named.name)
        self._names = {
            index: [(one, place) for one in found if (place := self._known(one))] for index, found in names.items()
        }
        line = dateline(document.text)
        self._dateline = self._of_dateline(line) if line else None
        self._lead = document.text.find("\n", line.end) if line else 0

    def place(self, event: Event, reach: Reach, countries: Sequence[str | None]) -> Place | None:
        """Where an event happened: by the nearest name of its sentence, else by the dateline; None where neither tells.

        A name in the event's own clause comes first, then one in a clause near it; at the same distance a name after
        "in" or "near" before one after "to" or "from", and a settlement before a province or a country. What a
        reporting clause names is where somebody spoke. The dateline counts in the first paragraph: where the sentence
        names the country that it lies in, or no place but the dateline is in one of the ``countries`` of the actors.
        """
        near = []
        for named, place in self._names.get(event.sentence.index, ()):
            at = reach.of(named.head, event)
            if at is None or at[0] in (CONTENT, REPORTING) or not _in_slot(named, place, event, at[0]):
                continue
            country = place.precision == "country"
            if country and at[0] == ELSEWHERE:
                continue  # Too large a place to say much of what happened in another clause.
            distance = abs(named.head.i - event.predication.word.i)
            near.append(
                ((at[0] not in (OWN, WITHIN), country, -named.strength, *at, -_FINE[place.precision], distance), place)
            )
        found = min(near, key=lambda one: one[0])[1] if near else None
        line = self._dateline
        if line is None or line.country is None or (event.sentence.start > self._lead > 0):
            return found
        coarse = found is not None and found.precision == "country" and found.country == line.country
        return line if coarse or (found is None and line.country in countries) else found

    def _known(self, named: Named) -> Place | None:
        found = self._resolver.place(named)
        if found is not None or named.name not in self._unknown or named.strength < 2:
            return found
        return self._resolver.unknown(named)

    def _of_dateline(self, line: Dateline) -> Place:
        within = (line.within,) if line.within else ()
        named = Named(line.place, line.place, 2, "settlement", within=within)
        return self._resolver.place(named) or self._resolver.unknown(named)


def _surely_a_place(named: Named, reader: NameReader) -> bool:
    """Whether the words around a name that no gazetteer knows leave no doubt: "the village of X", "at X airport"."""
    called = bool(named.kind) or named.text != named.name or (named.head is not None and reader.is_site(named.head))
    return named.strength == 2 and (called or reader.is_place(named.words))


def _in_slot(named: Named, place: Place, event: Event, at: int) -> bool:
    """Whether a name may tell where the event was: after a preposition, or as the ground that is acted on.

    What is said has its place beside the verb alone: "announced aid for the camps in Somalia" was not announced there.
    """
    said = event.type.root in _SPOKEN
    if said and not any(named.holder is anchor for anchor in (event.predication.word, *event.predication.words)):
        return False
    if named.strength == 2:
        return place.precision != "country" or named.preposition in _WITHIN_COUNTRIES
    return at == OWN and event.type.root in _GROUND and place.precision != "country"
