"""A store of parses: a folder in which no text is segmented or parsed twice by one model.

    DIR/en_core_web_md-3.7.1-1f0c9a4b2d6e/made-by.json     what made the parses in this folder
    DIR/en_core_web_md-3.7.1-1f0c9a4b2d6e/3f/3f09...pack   the parses of a shard (see ``pack``)
    DIR/records                                            records (see ``coder.run.kept``)

A pack is named by its documents' texts, so the same shard finds it at once; what stands in another pack is found by
the keys that each begins with. Files are written under another name and renamed: several processes may write to one
store.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy

from coder.corpus.shards import shards
from coder.language.models import DEFAULT_MODEL, installed_version
from coder.language.pack import KEY, Kept, Pack, pack, read_keys
from coder.language.trees import tree_of
from coder.model import Document, Sentence, Tree
from coder.stores import RECORDS, Damaged, reasons, write_whole

if TYPE_CHECKING:
    from coder.language.parse import Parser

_OPEN = 4
"""So many packs of other shards are held at a time."""


class ParseStore:
    """The parses that one model has made, in a folder that may hold those of others too. Raises ``StoreError``.

    ``notes`` are for people: what was amiss with the store.
    """

    def __init__(self, folder: Path, version: str):
        self._folder = folder / f"{version}-{_program()}"
        self.notes: list[str] = []
        self._index: tuple[numpy.ndarray, numpy.ndarray, list[Path]] | None = None
        self._opened: dict[Path, Pack | None] = {}
        with reasons(folder):
            others = sorted(one.name for one in folder.iterdir() if one.name != RECORDS) if folder.is_dir() else []
            if others and self._folder.name not in others:
                made = ", ".join(others)
                none = f"none of {self._folder.name}: all is parsed anew"
                self.notes.append(f"the store {folder} holds parses of {made}, {none}")
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / "made-by.json", json.dumps({"model": version, "spacy": _spacy()}).encode())

    def read(self, keys: Sequence[bytes], wanted: Iterable[bytes]) -> dict[bytes, Kept]:
        """What is known of documents, by their keys; ``keys`` are those of all of a shard, ``wanted`` some of them."""
        found = {}
        own = self._open(self._place(keys))
        for key in wanted:
            kept = own.get(key) if own is not None else None
            kept = kept or self._elsewhere(key)
            if kept is not None:
                found[key] = kept
        return found

    def write(self, keys: Sequence[bytes], documents: dict[bytes, Kept]) -> None:
        """Keep what is known of the documents of a shard that have changed; ``keys`` are those of all."""
        place = self._place(keys)
        own = self._open(place)
        before = {key: own.get(key) for key in keys if own is not None and key in own}
        self._opened.pop(place, None)
        with reasons(self._folder):
            place.parent.mkdir(exist_ok=True)
            write_whole(place, pack({**before, **documents}))

    def _place(self, keys: Sequence[bytes]) -> Path:
        name = hashlib.blake2b(b"".join(keys), digest_size=KEY).hexdigest()
        return self._folder / name[:2] / f"{name}.pack"

    def _open(self, path: Path) -> Pack | None:
        if path not in self._opened:
            while len(self._opened) >= _OPEN:
                del self._opened[next(iter(self._opened))]
            self._opened[path] = self._load(path)
        return self._opened[path]

    def _load(self, path: Path) -> Pack | None:
        try:
            return Pack(path.read_bytes())
        except FileNotFoundError:
            return None
        except Damaged as damage:
            self._note_damage(path, damage)
        except OSError as error:
            self.notes.append(f"{path} cannot be read: {error.strerror}; what it holds is parsed anew")
        return None

    def _note_damage(self, path: Path, damage: Damaged) -> None:
        self.notes.append(f"{path} is damaged ({damage}); what it held is parsed anew")

    def _elsewhere(self, key: bytes) -> Kept | None:
        """What another shard's pack has of a document."""
        if self._index is None:
            self._index = self._read_index()
        keys, packs, paths = self._index
        short = _short(key)
        at = int(numpy.searchsorted(keys, short))
        while at < len(keys) and keys[at] == short:
            found = self._open(paths[packs[at]])
            kept = found.get(key) if found is not None else None
            if kept is not None:
                return kept
            at += 1
        return None

    def _read_index(self) -> tuple[numpy.ndarray, numpy.ndarray, list[Path]]:
        """The first halves of all documents' keys, sorted, and for each the pack: twelve bytes a document."""
        paths, keys, packs = sorted(self._folder.glob("??/*.pack")), [], []
        for at, path in enumerate(paths):
            try:
                with path.open("rb") as stream:
                    found = read_keys(stream)
            except (OSError, Damaged):  # Whoever opens it says so.
                continue
            keys.append(numpy.array([_short(key) for key in found], numpy.uint64))
            packs.append(numpy.full(len(found), at, numpy.uint32))
        if not keys:
            return numpy.array([], numpy.uint64), numpy.array([], numpy.uint32), []
        joined, whose = numpy.concatenate(keys), numpy.concatenate(packs)
        order = numpy.argsort(joined, kind="stable")
        return joined[order], whose[order], paths


def _load(model: str) -> Parser:
    """A parser; spaCy is imported when there is something to parse."""
    from coder.language.parse import Parser

    return Parser(model)


class StoredParser:
    """A parser that asks a store first, and tells it what it had to do itself: in place of ``Parser``, with the same
    trees.

    The model is loaded, with ``load``, when something is to be parsed that the store does not have.
    """

    def __init__(self, store: Path, model: str | None = None, load: Callable[[str], Parser] = _load):
        self._model = model or DEFAULT_MODEL
        self.version = installed_version(self._model)
        self._store = ParseStore(store, self.version)
        self._load = load
        self._parser: Parser | None = None
        self._shard: Sequence[Document] = ()
        self._document: Document | None = None
        self._kept = Kept([])
        self._changed = False

    def notes(self) -> list[str]:
        """What was amiss with the store since this was last asked for."""
        said, self._store.notes = self._store.notes, []
        return said

    def expect(self, shard: Sequence[Document]) -> None:
        """Be told that the documents to come are some of a shard, so that they are looked for, and kept, with it."""
        self._shard = shard

    def segment(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence]]]:
        """Yield each document with its sentences, in order; what is parsed before the next is asked for is kept with
        it."""
        for shard in shards(documents):
            keys = [_key(document.text) for document in shard]
            together = [_key(document.text) for document in self._shard or shard]
            known = self._store.read(together, keys)
            missing: dict[bytes, Document] = {}
            for document, key in zip(shard, keys, strict=True):
                if key not in known:
                    missing.setdefault(key, document)
            fresh = self._segmented(list(missing.values()))
            changed: dict[bytes, Kept] = {}
            for document, key in zip(shard, keys, strict=True):
                self._changed = key not in known
                self._document = document
                self._kept = known[key] if key in known else Kept(_spans(next(fresh)[1]))
                yield document, _sentences(document, self._kept)
                if self._changed:
                    changed[key] = known[key] = self._kept
            for _ in fresh:  # Ends it properly.
                pass
            if changed:
                self._store.write(together, changed)

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Tree]:
        """Yield a tree for each sentence, in order."""
        sentences = list(sentences)
        own = [self._is_here(sentence) for sentence in sentences]
        known = [self._kept.parses.get(_span(one)) if here else None for one, here in zip(sentences, own, strict=True)]
        missing = [sentence for sentence, parse in zip(sentences, known, strict=True) if parse is None]
        fresh = self._loaded().parses(missing) if missing else iter(())
        for sentence, here, parse in zip(sentences, own, known, strict=True):
            if parse is None:
                parse, _ = next(fresh)
                if here:
                    self._kept.parses[_span(sentence)] = parse
                    self._changed = True
            yield tree_of(parse, sentence)

    def name_entities(self, tree: Tree) -> Tree:
        """Fill ``tree.entities`` with the named entities of the sentence; returns the tree."""
        if not self._is_here(tree.sentence):
            return self._loaded().name_entities(tree)
        span = _span(tree.sentence)
        if span in self._kept.entities:
            tree.entities = self._kept.entities[span]
        elif not tree.entities:
            self._kept.entities[span] = self._loaded().name_entities(tree).entities
            self._changed = True
        return tree

    def _is_here(self, sentence: Sentence) -> bool:
        """Whether the sentence is one of the document at hand, and not of one that was read before."""
        return self._document is not None and self._document.text[sentence.start : sentence.end] == sentence.text

    def _segmented(self, documents: list[Document]) -> Iterator[tuple[Document, list[Sentence]]]:
        return iter(self._loaded().segment(documents)) if documents else iter(())

    def _loaded(self) -> Parser:
        if self._parser is None:
            self._parser = self._load(self._model)
        return self._parser


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY).digest()


def _short(key: bytes) -> int:
    return int.from_bytes(key[:8], "little")


def _span(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.end


def _spans(sentences: list[Sentence]) -> list[tuple[int, int, int]]:
    return [(sentence.start, sentence.end, sentence.paragraph) for sentence in sentences]


def _sentences(document: Document, kept: Kept) -> list[Sentence]:
    text = document.text
    return [
        Sentence(index, start, end, text[start:end], paragraph)
        for index, (start, end, paragraph) in enumerate(kept.sentences)
    ]


def _program() -> str:
    """A hash of what makes parses of texts beside the model: spaCy, its tokenizer's settings, the segmentation."""
    made_by = ("parse", "segment", "forms", "tokens")
    sources = (Path(__file__).with_name(f"{name}.py").read_text("utf-8") for name in made_by)
    return hashlib.blake2b((_spacy() + "".join(sources)).encode(), digest_size=6).hexdigest()


def _spacy() -> str:
    return importlib.metadata.version("spacy")
