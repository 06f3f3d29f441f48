"""The coder: documents in, records out, one document at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from coder.codebook.load import Codebook
from coder.coding.actors import ActorCoder
from coder.coding.attribution import attributions
from coder.coding.context.situate import Situator
from coder.coding.coreference import Discourse
from coder.coding.events import EventCoder
from coder.coding.first_person import speaks, with_speakers
from coder.coding.garbage import collected
from coder.coding.gate import Gate
from coder.coding.given import with_given
from coder.coding.ground import grounded
from coder.coding.instruments import is_instrument
from coder.coding.matching import by_head
from coder.coding.pairs import PairCoder, joined, nearest_ends
from coder.coding.vocabulary import vocabulary
from coder.coding.voices import Page
from coder.coding.volunteers import armed
from coder.coding.wishes import is_wish
from coder.corpus.boilerplate import news_end
from coder.language.predications import PredicationReader
from coder.model import Coded, Document, Event, Mention, Pair, Predication, Reading, Sentence, Tree
from coder.records.attributions import attribution_record
from coder.records.build import RecordBuilder

if TYPE_CHECKING:
    from coder.language.parse import Parser

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"))


class Coder:
    """Codes documents into event records with a codebook and a parser.

    Same documents, codebook and model give the same records, in the documents' order.
    """

    def __init__(self, codebook: Codebook, parser: Parser):
        self._codebook = codebook
        self._parser = parser
        self._actors = ActorCoder(codebook.actors)
        events = codebook.events
        stops = events.composition.stop_nouns
        adjectives = events.heads("adjective") | events.judgements()
        self._predications = PredicationReader(events.heads("noun") | stops, adjectives)
        self._gate = Gate(events)
        self._events = EventCoder(events)
        self._pair_events = PairCoder(events)
        self._situator = Situator(parser.name_entities)
        self._builder = RecordBuilder(codebook.hash, parser.version)

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Yield each document with its records; a document that cannot be coded comes with its problem instead."""
        return collected(self._coded(documents))

    def _coded(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for document, sentences in self._parser.segment(documents):
            yield self._one(document, sentences)

    def _one(self, document: Document, sentences: list[Sentence]) -> Coded:
        """A document with its records; what was read of it is garbage when this returns, and collected soon."""
        try:
            pairs = document.pairs
            told = self._news(document, sentences) if pairs is None else self._pairs(document, pairs, sentences)
            reading, records = told
            return Coded(document, len(sentences), records, words=vocabulary(reading))
        except Exception as error:  # One bad document never stops a corpus.
            return Coded(document, len(sentences), problem=f"could not be coded: {type(error).__name__}: {error}")

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yield all that is read in each document on the way to its records."""
        for document, sentences in self._parser.segment(documents):
            reading = self._told(document, sentences, _has_actors)
            self._situator.situate(reading)
            yield reading

    def attributions(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Yield each document with the records of its attributions, whether or not they hold an event.

        A document that cannot be read comes with its problem instead. All of the text is read, appeals to readers too.
        """
        for document, sentences in self._parser.segment(documents):
            try:
                reading = self._mentioned(document, sentences)
                self._vouch(reading)
                records = [attribution_record(document, one) for one in reading.attributions]
                yield Coded(document, len(sentences), records)
            except Exception as error:  # One bad document never stops a corpus.
                yield Coded(document, len(sentences), problem=f"could not be read: {type(error).__name__}: {error}")

    def _news(self, document: Document, sentences: list[Sentence]) -> tuple[Reading, list[dict]]:
        """What was read of a document, and the records that came of it."""
        reading = self._told(document, sentences, self._gate.may_hold)
        if not reading.events:
            return reading, []
        self._situator.situate(reading)
        return reading, self._builder.records(document, reading.events, reading.attributions)

    def _told(
        self, document: Document, sentences: list[Sentence], wanted: Callable[[Tree, list[Mention]], bool]
    ) -> Reading:
        """A document read as far as its events; of predications it has those of the sentences that are ``wanted``.

        Who vouches for what is found before the events where somebody says "we", and after them where there are any.
        """
        end = news_end(document.text)
        reading = self._mentioned(document, [sentence for sentence in sentences if sentence.start < end])
        spoken = any(map(speaks, reading.trees))
        if spoken:
            self._vouch(reading)
            reading.mentions = with_speakers(reading.trees, reading.mentions, reading.attributions)
        told: list[Event] = []
        for tree, mentions in zip(reading.trees, reading.mentions, strict=True):
            # What came of an event may be told by the next sentence, which need not hold one itself.
            read = mentions and (told or wanted(tree, mentions))
            predications = self._predications.read(tree) if read else []
            reading.predications.append(predications)
            told = self._sentence(document, tree, predications, mentions) if predications else []
            reading.events += told
        if reading.events and not spoken:
            self._vouch(reading)
        return reading

    def _mentioned(self, document: Document, sentences: list[Sentence]) -> Reading:
        """A document read as far as its actors."""
        trees = list(self._parser.parse(sentences))
        found = [with_given(tree, self._actors.mentions(tree, document.date), document.mentions) for tree in trees]
        page = Page(document.text, trees)
        discourse = Discourse(self._actors.setting(found), lambda offset: page.within(offset) is not None)
        return Reading(document, trees, list(map(discourse.read, trees, found)))

    def _vouch(self, reading: Reading) -> None:
        """Find who vouches for what in a document."""
        lexicon = self._codebook.attribution
        reading.attributions = attributions(reading.document, reading.trees, reading.mentions, lexicon)

    def _pairs(
        self, document: Document, pairs: Sequence[Pair], sentences: list[Sentence]
    ) -> tuple[Reading, list[dict]]:
        """What was read of a document, and one record for each of its pairs, in their order."""
        reading = self._mentioned(document, joined(sentences, pairs, document.text))
        self._vouch(reading)
        reading.predications = [self._predications.read(tree) for tree in reading.trees]
        found = []
        for pair in pairs:
            at, ends = nearest_ends(reading.trees, reading.mentions, pair)
            tree = reading.trees[at]
            event = None
            if ends.source and ends.target:
                event = self._pair_events.event(tree, reading.predications[at], ends)
            found.append((pair, tree.sentence, event))
        reading.events = [event for _, _, event in found if event is not None]
        self._situator.situate(reading)
        return reading, [self._builder.pair(document, *one, reading.attributions) for one in found]

    def _sentence(
        self, document: Document, tree: Tree, predications: list[Predication], mentions: list[Mention]
    ) -> list[Event]:
        found = self._events.events(tree.sentence, predications, by_head(mentions))
        found = [event for event in found if not (is_instrument(event) or is_wish(event) or historical(event, document))]
        return [grounded(armed(event), self._actors.is_region) for event in found if self._named(event, tree)]

    def _named(self, event: Event, tree: Tree) -> bool:
        """Whether each actor that no codebook knows is at least a named entity of a kind that acts."""
        unknown = [actor for actor in (event.source, event.target) if not actor.code]
        if not unknown:
            return True
        entities = self._parser.name_entities(tree).entities
        return all(
            any(start <= actor.head.i < end and label in _NAMED for start, end, label in entities) for actor in unknown
        )


def historical(event: Event, document: Document) -> bool:
    """Whether the event noun carries a year that is long past ("the 1973 war")."""
    if event.predication.kind != "noun" or document.date is None:
        return False
    years = [child.text for child in event.predication.word.children if _YEAR.fullmatch(child.text)]
    return any(int(year) < document.date.year - 1 for year in years)


def _has_actors(_tree: Tree, mentions: list[Mention]) -> bool:
    """What of a sentence is wanted where all is to be looked at, not only what is coded."""
    return bool(mentions)
