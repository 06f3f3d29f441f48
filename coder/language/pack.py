"""The parses of some documents as bytes: small, and quick to read.

A pack is a header, the keys of its documents and a body, which zlib has compressed. The body holds the forms of words
once each and, for each word of each sentence, three numbers. Compared with spaCy's DocBin it takes half the room, and
gives the project's trees without making a spaCy document first.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy
import srsly

from coder.language.trees import Parse
from coder.model import Form, Span
from coder.stores import Damaged, checksum

Entities = list[tuple[int, int, str]]

KEY = 16
"""A document's key has so many bytes."""

_MAGIC = b"CEPACK01"
_HEADER = struct.Struct("<8sIQ16s")
_NUMBERS = "<i4"
_COLUMNS = ("counts", "sentences", "spans", "forms", "heads", "gaps")


@dataclass(slots=True)
class Kept:
    """What is known of a document: its sentences (start, end, paragraph), and of their spans the parses and the
    entities."""

    sentences: list[tuple[int, int, int]]
    parses: dict[Span, Parse] = field(default_factory=dict)
    entities: dict[Span, Entities] = field(default_factory=dict)


def pack(documents: Mapping[bytes, Kept]) -> bytes:
    """The pack of documents by their keys (of ``KEY`` bytes)."""
    forms: dict[Form, int] = {}
    columns: dict[str, list[int]] = {name: [] for name in _COLUMNS}
    for kept in documents.values():
        columns["counts"] += (len(kept.sentences), len(kept.parses))
        columns["sentences"] += (number for sentence in kept.sentences for number in sentence)
        for (start, end), parse in kept.parses.items():
            columns["spans"] += (start, end, len(parse.forms))
            columns["forms"] += (forms.setdefault(form, len(forms)) for form in parse.forms)
            columns["heads"] += parse.heads
            columns["gaps"] += _gaps(parse)
    body = {name: numpy.array(numbers, _NUMBERS).tobytes() for name, numbers in columns.items()}
    body["table"] = [part for form in forms for part in (form.text, form.lemma, form.pos, form.tag, form.dep)]
    body["entities"] = [[[*span, found] for span, found in kept.entities.items()] for kept in documents.values()]
    content = zlib.compress(srsly.msgpack_dumps(body), 6)
    keys = b"".join(documents)
    return _HEADER.pack(_MAGIC, len(documents), len(content), checksum(keys + content)) + keys + content


def read_keys(stream: BinaryIO) -> list[bytes]:
    """The keys of the documents of a pack, read from its beginning; raises ``Damaged``."""
    number, _, _ = _header(stream.read(_HEADER.size))
    keys = stream.read(number * KEY)
    if len(keys) != number * KEY:
        raise Damaged("it is cut off")
    return [keys[at : at + KEY] for at in range(0, len(keys), KEY)]


class Pack:
    """The documents of a pack, each made of its numbers when it is asked for. Raises ``Damaged``."""

    def __init__(self, content: bytes):
        number, size, expected = _header(content)
        rest = content[_HEADER.size :]
        if len(rest) != number * KEY + size:
            raise Damaged("it is cut off")
        if checksum(rest) != expected:
            raise Damaged("its content has changed")
        self._at = {rest[at * KEY : (at + 1) * KEY]: at for at in range(number)}
        body = srsly.msgpack_loads(zlib.decompress(rest[number * KEY :]))
        self._entities = body["entities"]
        text, lemma, pos, tag, dep = (body["table"][part::5] for part in range(5))
        self._forms = list(map(Form, text, map(str.lower, text), lemma, pos, tag, dep))
        columns = {name: numpy.frombuffer(body[name], _NUMBERS).astype(numpy.int64) for name in _COLUMNS}
        self._sentences = columns["sentences"].reshape(-1, 3)
        self._spans = columns["spans"].reshape(-1, 3)
        self._form, self._head = columns["forms"], columns["heads"]
        self._start = _starts(columns, numpy.array([len(form) for form in text], numpy.int64))
        counts = columns["counts"].reshape(-1, 2)
        self._first_sentence, self._first_parse = (_firsts(counts[:, at]) for at in range(2))
        self._first_word = _firsts(self._spans[:, 2])

    def __contains__(self, key: bytes) -> bool:
        return key in self._at

    def get(self, key: bytes) -> Kept | None:
        """What is known of a document, None where it is not in the pack."""
        at = self._at.get(key)
        if at is None:
            return None
        first, last = self._first_sentence[at : at + 2]
        sentences = [tuple(sentence) for sentence in self._sentences[first:last].tolist()]
        first, last = self._first_parse[at : at + 2]
        begin, end = self._first_word[first], self._first_word[last]
        forms = [self._forms[form] for form in self._form[begin:end].tolist()]
        heads, starts = self._head[begin:end].tolist(), self._start[begin:end].tolist()
        parses, word = {}, 0
        for start, stop, size in self._spans[first:last].tolist():
            words = slice(word, word + size)
            parses[start, stop] = Parse(forms[words], heads[words], starts[words])
            word += size
        entities = {(start, stop): list(map(tuple, found)) for start, stop, found in self._entities[at]}
        return Kept(sentences, parses, entities)


def _header(content: bytes) -> tuple[int, int, bytes]:
    if len(content) < _HEADER.size:
        raise Damaged("it is cut off")
    magic, number, size, expected = _HEADER.unpack_from(content)
    if magic != _MAGIC:
        raise Damaged("it is no such file")
    return number, size, expected


def _gaps(parse: Parse) -> Iterator[int]:
    """How many characters lie between each word's start and the end of the word before it: mostly 0 or 1."""
    end = 0
    for form, start in zip(parse.forms, parse.starts, strict=True):
        yield start - end
        end = start + len(form.text)


def _starts(columns: dict[str, numpy.ndarray], lengths: numpy.ndarray) -> numpy.ndarray:
    """Where the words start in their sentences, of all words of a pack."""
    of_words = lengths[columns["forms"]] if len(lengths) else columns["forms"]
    ends = numpy.cumsum(columns["gaps"] + of_words)
    sizes = columns["spans"].reshape(-1, 3)[:, 2]
    before = numpy.concatenate(([0], ends))[_firsts(sizes)[:-1]]
    return ends - of_words - numpy.repeat(before, sizes)


def _firsts(counts: numpy.ndarray) -> numpy.ndarray:
    """Where each of several runs begins, and where the last ends."""
    return numpy.concatenate(([0], numpy.cumsum(counts)))
