"""Give a document's events their date, place and casualties: from the reading of a text to events that a record can tell."""

from __future__ import annotations

from collections.abc import Callable

from coder.coding.context.casualties import CasualtyReader
from coder.coding.context.dates import DateReader
from coder.coding.context.gazetteer import Gazetteer
from coder.coding.context.names import NameReader
from coder.coding.context.places import PlaceReader, Resolver
from coder.coding.context.reach import Reach
from coder.coding.context.words import load_words
from coder.model import Event, Reading, Tree


class Situator:
    """Situates the events of documents.

    ``name_entities`` fills a tree's named entities; it is asked only for sentences that tell an event, as it costs more than
    a parse. The gazetteer's index is opened at the first of them.
    """

    def __init__(self, name_entities: Callable[[Tree], Tree], gazetteer: Gazetteer | None = None):
        self._name_entities = name_entities
        self._gazetteer = gazetteer or Gazetteer()
        self._words = load_words()

    def situate(self, reading: Reading) -> None:
        """Set ``date``, ``place`` and ``casualties`` of the reading's events."""
        by_sentence: dict[int, list[Event]] = {}
        for event in reading.events:
            by_sentence.setdefault(event.sentence.index, []).append(event)
        if not by_sentence:
            return
        trees = {tree.sentence.index: at for at, tree in enumerate(reading.trees)}
        names = {}
        for index in by_sentence:
            at = trees[index]
            tree = self._name_entities(reading.trees[at])
            names[index] = NameReader(tree, reading.mentions[at], self._words).names()
        resolver = Resolver(self._gazetteer, [mention for mentions in reading.mentions for mention in mentions])
        places, dates = PlaceReader(reading.document, names, resolver), DateReader(reading.document, reading.trees)
        for index, events in by_sentence.items():
            at = trees[index]
            predications = reading.predications[at]
            reach = Reach(reading.trees[at], predications, reading.attributions)
            casualties = CasualtyReader(reading.trees[at], predications, reading.mentions[at], self._words)
            for event in events:
                countries = [self._gazetteer.country_code(actor.code) for actor in (event.source, event.target) if actor.code]
                event.date = dates.date(event, reach)
                event.place = places.place(event, reach, countries)
                event.casualties = casualties.casualties(event, events)
