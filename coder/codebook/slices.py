"""What of a codebook can act on a document, told by the words of its sentences alone.

Codebooks are changed and documents coded again a hundred times, mostly after a change to an entry or two. A document's
slice of a codebook is what acts on every document (the lexicon of attribution, the composition, which codes are those
of states) and, of what is looked up by words, the rules, roles and names that have all their words in one of the
document's sentences. Two codebooks with the same slice for a document make the same records of it, but for what they
say of a type of events beside its code.

To be sound is worth more than to be small: a rule belongs to a slice where its words are anywhere in a sentence, a name
where its parts are, whatever their case.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.codebook.cache import keep, kept, without_collecting
from coder.codebook.folder import content_hash, existing
from coder.codebook.rules import Rule
from coder.records.types import event_record

if TYPE_CHECKING:
    from coder.codebook.actors import ActorCodebook, Roles
    from coder.codebook.attribution import AttributionLexicon
    from coder.codebook.rules import EventCodebook
    from coder.model import EventType

Needs = tuple[frozenset[str], ...]
"""Of each of these sets a document must have a word."""

Part = tuple[Needs, bytes]
"""Something that acts on a document: what it needs beside the word that it is looked up by, and its fingerprint."""

Looked = tuple[tuple[Part, ...], dict[str, tuple[int, ...]]]
"""What is looked up by one word, in the codebook's order, and which of it a further word may bring in; under "" what
needs no other."""

_SIZE = 12
_PLAIN = (str, int, float, datetime.date, type(None))
_RUN = re.compile(r"[^\W_]+")


def letters(text: str) -> list[str]:
    """The runs of letters and digits of a text, in order."""
    return _RUN.findall(text)


def head_key(kind: str, lemma: str) -> str:
    """What a rule with that head is looked up by."""
    return f"{kind} {lemma}"


@dataclass(frozen=True, slots=True)
class Slices:
    """The slices of a codebook: ``everywhere`` is the fingerprint of what acts on any document, ``parts`` are the
    others by the word that they are looked up by, case folded, in the codebook's order.

    ``types`` are what records say of events, by the entries' names, ``chunks`` those of the codebook's actor codes,
    ``labels`` its names for events by their code.
    """

    codebook: str
    everywhere: bytes
    parts: dict[str, Looked]
    types: dict[str, dict[str, Any]]
    chunks: frozenset[str]
    labels: dict[str, str]

    def fingerprint(self, sentences: Sequence[Set[str]]) -> bytes:
        """The fingerprint of the slice for a document whose sentences have these words, case folded."""
        digest = blake2b(self.everywhere, digest_size=_SIZE)
        words = frozenset().union(*sentences)
        others = words - {""}
        for word in sorted(self.parts.keys() & words):
            parts, brought = self.parts[word]
            acting = set(brought.get("", ()))
            near = others.intersection(brought)
            if near:
                for sentence in sentences:
                    if word in sentence:
                        found = (at for other in near & sentence for at in brought[other])
                        acting.update(at for at in found if not any(map(sentence.isdisjoint, parts[at][0])))
            for at in sorted(acting):
                digest.update(parts[at][1])
        return digest.digest()


def _looked(parts: list[Part]) -> Looked:
    brought: dict[str, list[int]] = {}
    for at, (needs, _) in enumerate(parts):
        for word in min(needs, key=len, default=("",)):
            brought.setdefault(word, []).append(at)
    return tuple(parts), {word: tuple(found) for word, found in brought.items()}


def load_slices(folder: Path | str | None = None) -> Slices:
    """The slices of the codebook in ``folder``, kept in the cache like the codebook, so that it need not be loaded.

    Raises ``CodebookError``.
    """
    folder = existing(folder)
    return sliced(folder, content_hash(folder))


@lru_cache(maxsize=1)
def sliced(folder: Path, content: str) -> Slices:
    """The slices of the codebook in ``folder``, whose content has that hash; raises ``CodebookError``."""
    slices = kept(f"slices-{content}")
    if slices is None:
        from coder.codebook.load import compiled

        with without_collecting():
            slices = slices_of(content, *compiled(folder, content))
        keep(f"slices-{content}", slices)
    return slices


def slices_of(codebook: str, events: EventCodebook, actors: ActorCodebook, attribution: AttributionLexicon) -> Slices:
    """The slices of a compiled codebook; ``codebook`` is its content's hash."""
    parts: dict[str, list[Part]] = {}
    for word, needs, what in (*_of_events(events), *_of_roles(actors.roles), *_of_names(actors)):
        parts.setdefault(word.casefold(), []).append((needs, what))
    everywhere = _hash(attribution, events.composition, _composed(events), actors.states)
    labels = {code: event.label for code, event in events.by_code.items()}
    types = {name: event_record(event) for name, event in events.types.items()}
    looked_up = {word: _looked(found) for word, found in parts.items()}
    return Slices(codebook, everywhere, looked_up, types, actors.chunks, labels)


def _composed(events: EventCodebook) -> dict[str, Any]:
    """The entries of the events that composition makes of others, by their codes."""
    made = {code: events.by_code.get(code) for code in sorted(events.composition.made())}
    return {code: event and _seen(event) for code, event in made.items()}


def _of_events(events: EventCodebook) -> Iterator[tuple[str, Needs, bytes]]:
    """The rules by their heads, and the words that are read as predicates because rules have them."""
    for kind, words in (
        ("noun", events.heads("noun")),
        ("adjective", events.heads("adjective")),
        ("judgement", events.judgements()),
    ):
        for word in sorted(words):
            yield word, (), _hash(kind, word)
    common = [field.name for field in fields(Rule) if field.name not in _OWN]
    items: dict[str, tuple[Needs, str]] = {}
    for rules in events.rules.values():
        for rule in rules:
            item = items.get(rule.id)
            if item is None:
                said = [_seen(rule.type), *(_spelt(getattr(rule, name)) for name in common)]
                item = items[rule.id] = (tuple(_folded(words) for _, words in rule.where), _brief(" ".join(said)).hex())
            needs, said = item
            if rule.rest:
                needs = (*map(_one, rule.rest), *needs)
            yield head_key(rule.kind, rule.head), needs, _brief(" ".join((said, rule.head, *rule.rest)))


_OWN = ("head", "rest", "type")
"""What the rules of one item of an entry do not have in common, and the type."""

_ONLY_SAID = ("label", "goldstein", "plover", "mode")
"""What records say of a type of events and coding never looks at: it is put into kept records anew."""


def _seen(event: EventType) -> str:
    """What coding may look at in a type of events."""
    return _spelt(tuple(getattr(event, field.name) for field in fields(event) if field.name not in _ONLY_SAID))


def _of_roles(roles: Roles) -> Iterator[tuple[str, Needs, bytes]]:
    for noun, role in roles.nouns.items():
        *rest, last = noun.split(" ")
        yield last, tuple(map(_one, rest)), _hash("noun", noun, role)
    for word, chunk in roles.adjectives.items():
        yield word, (), _hash("modifier", word, chunk)
    for office, state in roles.homes.items():
        *rest, last = office.split(" ")
        yield last, tuple(map(_one, rest)), _hash("home", office, state)
    for kind, words in (("phrase", roles.phrases), ("title", roles.titles), ("abstract", roles.abstract)):
        for word in sorted(words):
            yield word, (), _hash(kind, word)


def _of_names(actors: ActorCodebook) -> Iterator[tuple[str, Needs, bytes]]:
    for written, name in actors.names.items():
        first, *parts = letters(written) if written[:1].isalnum() else ("", *letters(written))
        offices = _spelt(name.offices) if name.offices else ""
        said = (written, name.code, name.full, name.use, name.kind, offices)
        yield first, tuple(map(_one, parts)), _brief("\n".join(said))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(str.casefold, words))


@lru_cache(maxsize=None)
def _one(word: str) -> frozenset[str]:
    """The need of one word; the same object each time, so that a cache file holds it once."""
    return frozenset((word.casefold(),))


def _hash(*parts: Any) -> bytes:
    """A fingerprint of values, the same in every process."""
    return _brief(_spelt(parts))


def _brief(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


@lru_cache(maxsize=None)
def _of_set(value: frozenset) -> str:
    return f"{{{','.join(sorted(map(_spelt, value)))}}}"


def _spelt(value: Any) -> str:
    """A value written out, alike in every process: of sets the members in order, of the codebook's own types the
    fields."""
    if isinstance(value, _PLAIN):
        return repr(value)
    if isinstance(value, frozenset):
        return _of_set(value)
    if isinstance(value, tuple):
        return f"({','.join(map(_spelt, value))})"
    if isinstance(value, dict):
        return f"[{','.join(f'{_spelt(key)}:{_spelt(held)}' for key, held in value.items())}]"
    return f"{type(value).__name__}{_spelt(tuple(getattr(value, field.name) for field in fields(value)))}"
