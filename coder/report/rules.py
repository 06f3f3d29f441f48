"""The rules of a codebook entry in words that a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coder.codebook.rules import DEFAULT_ROLES

_KINDS = {
    "source_is": "source is",
    "source_not": "source is not",
    "target_is": "target is",
    "target_not": "target is not",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule: what it says, and the words that it says it of; a word that begins with $ names a list."""

    label: str
    words: tuple[str, ...]


def rule_in_words(item: Mapping) -> list[Part]:
    """The parts of a rule, which is a ``match`` item of an event codebook."""
    return list(_parts(item))


def _parts(item: Mapping) -> Iterator[Part]:
    kind = next(kind for kind in DEFAULT_ROLES if kind in item)
    yield Part(kind, tuple(item[kind]))
    for side, default in zip(("source", "target"), DEFAULT_ROLES[kind], strict=True):
        given = item.get(side, default)
        yield Part(f"{side} from its", (given,) if isinstance(given, str) else tuple(given))
    for key, label in (("where", "only where its {} is"), ("unless", "not where its {} is")):
        for role, words in item.get(key, {}).items():
            yield Part(label.format(role), tuple(words))
    for key, label in _KINDS.items():
        if key in item:
            yield Part(label, tuple(item[key]))
    if item.get("symmetric"):
        yield Part("source and target are equals", ())
