"""The coder: documents in, records out, one document at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coder.codebook.load import Codebook
from coder.coding.actors import ActorCoder
from coder.coding.attribution import attributions
from coder.coding.coreference import Discourse
from coder.coding.events import EventCoder
from coder.corpus.boilerplate import news_end
from coder.language.parse import Parser
from coder.language.predications import PredicationReader
from coder.language.segment import segment
from coder.model import Document, Event, Mention, Sentence, Tree
from coder.records.attributions import attribution_record
from coder.records.build import RecordBuilder

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"))


@dataclass(slots=True)
class Coded:
    """What coding made of a document: its records, or the ``problem`` that kept it from being coded."""

    document: Document
    sentences: int
    records: list[dict] = field(default_factory=list)
    problem: str | None = None


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
        self._predications = PredicationReader(events.heads("noun") | stops, events.heads("adjective"))
        self._events = EventCoder(events)
        self._builder = RecordBuilder(codebook.hash, parser.version)

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Yield each document with its records; a document that cannot be coded comes with its problem instead."""
        for document, sentences in segment(documents, self._parser.segmenter):
            end = news_end(document.text)
            news = [sentence for sentence in sentences if sentence.start < end]
            try:
                yield Coded(document, len(sentences), self._records(document, news))
            except Exception as error:  # One bad document never stops a corpus.
                yield Coded(document, len(sentences), problem=f"could not be coded: {type(error).__name__}: {error}")

    def attributions(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Yield each document with the records of its attributions, whether or not they hold an event.

        A document that cannot be read comes with its problem instead. All of the text is read, appeals to readers too.
        """
        for document, sentences in segment(documents, self._parser.segmenter):
            try:
                trees, mentions = self._read(document, sentences)
                found = attributions(document, trees, mentions, self._codebook.attribution)
                yield Coded(document, len(sentences), [attribution_record(document, one) for one in found])
            except Exception as error:  # One bad document never stops a corpus.
                yield Coded(document, len(sentences), problem=f"could not be read: {type(error).__name__}: {error}")

    def _read(self, document: Document, sentences: list[Sentence]) -> tuple[list[Tree], list[list[Mention]]]:
        trees = list(self._parser.parse(sentences))
        discourse = Discourse()
        mentions = [discourse.read(tree, self._actors.mentions(tree, document.date)) for tree in trees]
        return trees, mentions

    def _records(self, document: Document, sentences: list[Sentence]) -> list[dict]:
        trees, mentions = self._read(document, sentences)
        vouched = attributions(document, trees, mentions, self._codebook.attribution)
        events = [event for at, tree in enumerate(trees) for event in self._sentence(document, tree, mentions[at])]
        return self._builder.records(document, events, vouched)

    def _sentence(self, document: Document, tree: Tree, mentions: list[Mention]) -> list[Event]:
        by_head: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_head.setdefault(mention.head.i, []).append(mention)
        if len(by_head) < 1:
            return []
        found = self._events.events(tree.sentence, self._predications.read(tree), by_head)
        return [event for event in found if not _historical(event, document) and self._named(event, tree)]

    def _named(self, event: Event, tree: Tree) -> bool:
        """Whether each actor that no codebook knows is at least a named entity of a kind that acts."""
        unknown = [actor for actor in (event.source, event.target) if not actor.code]
        if not unknown:
            return True
        entities = self._parser.name_entities(tree).entities
        return all(
            any(start <= actor.head.i < end and label in _NAMED for start, end, label in entities) for actor in unknown
        )


def _historical(event: Event, document: Document) -> bool:
    """Whether the event noun carries a year that is long past ("the 1973 war")."""
    if event.predication.kind != "noun" or document.date is None:
        return False
    years = [child.text for child in event.predication.word.children if _YEAR.fullmatch(child.text)]
    return any(int(year) < document.date.year - 1 for year in years)
