"""Give the events of a document's reading their date, their place and their casualties."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coder.coding.context.casualties import THROUGH, VIOLENT, CasualtyReader, is_definite
from coder.coding.context.dates import DateReader
from coder.coding.context.gazetteer import Gazetteer
from coder.coding.context.names import Entities, NameReader
from coder.coding.context.places import PlaceReader, Resolver
from coder.coding.context.reach import Reach
from coder.coding.context.words import load_words
from coder.model import HAPPENED, Casualties, Event, Reading, Tree


class Situator:
    """Situates the events of documents.

    ``name_entities`` fills a tree's named entities; it is asked only where a name or a victim is in doubt, as it costs
    more than a parse. The gazetteer's index is opened at the first event.
    """

    def __init__(self, name_entities: Callable[[Tree], Tree], gazetteer: Gazetteer | None = None):
        self._name_entities = name_entities
        self._gazetteer = gazetteer or Gazetteer()
        self._words = load_words()

    def situate(self, reading: Reading) -> None:
        """Set ``date``, ``place`` and ``casualties`` of the reading's events."""
        if not reading.events:
            return
        told: dict[int, list[Event]] = {}
        at = {tree.sentence.index: number for number, tree in enumerate(reading.trees)}
        for event in reading.events:
            told.setdefault(at[event.sentence.index], []).append(event)
        places = self._places(reading, list(told))
        dates = DateReader(reading.document, reading.trees)
        for number, events in told.items():
            reach = Reach(reading.trees[number], reading.predications[number], reading.attributions, events)
            casualties = self._casualties(reading, number)
            for event in events:
                event.date = dates.date(event, reach)
                event.place = places.place(event, reach, self._countries(event))
                event.casualties = casualties.casualties(event, events)
            if number + 1 < len(reading.trees) and number + 1 not in told:
                self._add_aftermath(events, reading, number + 1)
        take_up(reading.events)

    def _places(self, reading: Reading, numbers: Sequence[int]) -> PlaceReader:
        readers = {
            reading.trees[number].sentence.index: NameReader(
                reading.trees[number], reading.mentions[number], self._entities(reading, number), self._words
            )
            for number in numbers
        }
        resolver = Resolver(self._gazetteer, [mention for mentions in reading.mentions for mention in mentions])
        return PlaceReader(reading.document, readers, resolver)

    def _casualties(self, reading: Reading, number: int) -> CasualtyReader:
        entities = self._entities(reading, number)
        return CasualtyReader(
            reading.trees[number], reading.predications[number], reading.mentions[number], entities, self._words
        )

    def _entities(self, reading: Reading, number: int) -> Entities:
        return Entities(reading.trees[number], self._name_entities)

    def _countries(self, event: Event) -> list[str | None]:
        return [self._gazetteer.country_code(actor.code) for actor in (event.source, event.target) if actor.code]

    def _add_aftermath(self, events: Sequence[Event], reading: Reading, number: int) -> None:
        """Give the last violent event of a sentence what the next one counts that befell people in it."""
        violent = [event for event in events if event.type.root in VIOLENT]
        if not violent or reading.trees[number].sentence.paragraph != violent[-1].sentence.paragraph:
            return
        later = self._casualties(reading, number).aftermath()
        for event in violent if later else ():
            if event.predication is violent[-1].predication:
                event.casualties = _filled(event.casualties, later)


def take_up(events: Sequence[Event]) -> None:
    """Give violent events that the text goes on with the place and the day of the telling before, where they have none.

    Gone on with is what has the same two actors and root code, in the same paragraph or the next, or by a noun that
    takes it up ("the clash") wherever in the document; and, in the same paragraph, what shares an
    actor with it and has no other day.
    """
    tellings: list[Event] = []
    for event in events:
        if event.type.root not in VIOLENT or event.polarity == "negated" or event.modality not in HAPPENED:
            continue
        earlier = [other for other in reversed(tellings) if _goes_on(event, other)]
        again = next((other for other in earlier if _key(other) == _key(event)), None) or next(iter(earlier), None)
        if again is not None:
            event.place = event.place or again.place
            if event.date is not None and event.date.text is None:
                event.date = again.date
        if event.place is not None or (event.date is not None and event.date.text is not None):
            tellings.append(event)


def _goes_on(event: Event, earlier: Event) -> bool:
    apart = event.sentence.paragraph - earlier.sentence.paragraph
    if _key(event) == _key(earlier) and (apart <= 1 or _takes_up(event)):
        return True
    shared = {event.source.code, event.target.code} & {earlier.source.code, earlier.target.code} - {""}
    undated = event.date is None or event.date.text is None
    return apart == 0 and bool(shared) and undated and event.sentence.index > earlier.sentence.index


def _key(event: Event) -> tuple[frozenset[str], str]:
    return frozenset((event.source.code, event.target.code)), event.type.root


def _takes_up(event: Event) -> bool:
    """Whether an event is named as known ("the clash"), or is part of one that is ("were killed in the clash")."""
    predication = event.predication
    nouns = (
        [predication.word]
        if predication.kind == "noun"
        else [n for role in THROUGH for n in predication.roles.get(role, ())]
    )
    return any(is_definite(noun) for noun in nouns)


def _filled(casualties: Casualties | None, later: Casualties) -> Casualties:
    """The casualties with those that a later sentence tells where they are silent."""
    if casualties is None:
        return later
    return Casualties(
        *(getattr(casualties, kind) or getattr(later, kind) for kind in ("killed", "injured", "captured", "displaced"))
    )
