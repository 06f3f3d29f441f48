"""Cut a corpus into shards: short runs of documents, the units of work, of resuming and of storing parses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coder.model import Document

DOCUMENTS, CHARACTERS = 200, 1_000_000
"""A shard holds at most so many documents, and (unless one alone has more) so many characters:
some ten seconds of work."""


def shards(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield the documents in order, in lists that depend on nothing but the documents."""
    shard: list[Document] = []
    size = 0
    for document in documents:
        if shard and (len(shard) == DOCUMENTS or size + len(document.text) > CHARACTERS):
            yield shard
            shard, size = [], 0
        shard.append(document)
        size += len(document.text)
    if shard:
        yield shard
