"""Code again after a change to the codebook, but only the documents on which it may act otherwise than before.

A document's records follow from the document, the model, the program and its slice of the codebook (see
``coder.codebook.slices``). So where the slice is what it was, the records that are kept are those that coding would
make again, but for the codebook's hash and what it says of types of events, which are put in anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from coder.corpus.shards import shards
from coder.model import Coded, Document
from coder.records.validate import mentions
from coder.run.checking import Checked
from coder.run.kept import Kept, RecordStore

if TYPE_CHECKING:
    from coder.codebook.slices import Slices


class PartCoder(Protocol):
    """Codes some of the documents of a shard."""

    def code_part(self, documents: Sequence[Document], shard: Sequence[Document]) -> Iterator[Checked]:
        """Yield each of ``documents``, which are some of ``shard``, with its records."""

    def notes(self) -> list[str]:
        """What is to be told to people since this was last asked for."""


class Recoder:
    """A coder that takes from a store what it can, and keeps there what it had to code.

    ``load`` makes what codes the rest; it is called, once, when there is something to code.
    """

    def __init__(self, slices: Slices, store: RecordStore, load: Callable[[], PartCoder]):
        self._slices = slices
        self._store = store
        self._load = load
        self._coder: PartCoder | None = None

    def code(self, documents: Iterable[Document]) -> Iterator[Checked]:
        """Yield each document with its records, in order."""
        for shard in shards(documents):
            yield from self._code(shard, self._valid(self._store.read(shard)))

    def recall(self, shard: Sequence[Document], most: int) -> tuple[int, Iterator[Checked]] | None:
        """How many documents of a shard have to be coded again, and all with their records; None for more than
        ``most``.

        A document that has never been coded is one too many: nobody knows yet what it does.
        """
        before = self._store.read(shard)
        kept = self._valid(before)
        changed = kept.count(None)
        if None in before or changed > most:
            return None
        return changed, self._code(shard, kept)

    def notes(self) -> list[str]:
        """What was amiss with the store since this was last asked for."""
        said, self._store.notes = self._store.notes, []
        return said if self._coder is None else said + self._coder.notes()

    def _code(self, shard: Sequence[Document], kept: list[Kept | None]) -> Iterator[Checked]:
        missing = [document for document, one in zip(shard, kept, strict=True) if one is None]
        coded = self._loaded().code_part(missing, shard) if missing else iter(())
        changed = False
        for at, document in enumerate(shard):
            before = kept[at]
            if before is not None:
                yield self._told(document, before)
                continue
            checked = next(coded)
            if not checked.problems:
                kept[at], changed = self._kept(checked.coded), True
            yield checked
        for _ in coded:  # Ends it properly.
            pass
        if changed:
            self._store.write(shard, kept)

    def _valid(self, kept: list[Kept | None]) -> list[Kept | None]:
        """What is kept and still holds."""
        return [one if one is not None and self._holds(one) else None for one in kept]

    def _holds(self, kept: Kept) -> bool:
        return kept.chunks <= self._slices.chunks and self._slices.fingerprint(kept.words) == kept.slice

    def _told(self, document: Document, kept: Kept) -> Checked:
        for record in kept.records:
            record["coder"]["codebook"] = self._slices.codebook
            if record["event"] is not None:
                record["event"] = self._slices.types[record["event"]["name"]]
        return Checked(Coded(document, kept.sentences, kept.records))

    def _kept(self, coded: Coded) -> Kept:
        given = {one.code for one in coded.document.mentions}
        codes = {part["code"] for record in coded.records for _, part in mentions(record)} - given
        chunks = frozenset(code[at : at + 3] for code in codes for at in range(0, len(code), 3))
        return Kept(coded.sentences, coded.records, coded.words, chunks, self._slices.fingerprint(coded.words))

    def _loaded(self) -> PartCoder:
        if self._coder is None:
            self._coder = self._load()
        return self._coder
