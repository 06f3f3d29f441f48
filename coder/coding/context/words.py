"""The word lists of ``words.yaml``, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Words:
    """The lists of ``words.yaml``; the first four map a lemma to "killed" and the like."""

    befalls: dict[str, str]
    suffers: dict[str, str]
    states: dict[str, str]
    nouns: dict[str, str]
    fewest: dict[str, int]
    of_people: frozenset[str]
    hostage: frozenset[str]
    people: frozenset[str]
    incidents: frozenset[str]
    nobody: frozenset[str]
    somebody: frozenset[str]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    inexact: tuple[str, ...]
    prepositions: frozenset[str]
    directions: frozenset[str]
    settlements: frozenset[str]
    divisions: frozenset[str]
    sites: frozenset[str]
    parts: frozenset[str]
    no_names: frozenset[str]


_BY_KIND = ("befalls", "suffers", "states", "nouns")
_PHRASES = ("at_least", "at_most", "inexact")
_SETS = (
    "of_people",
    "hostage",
    "people",
    "incidents",
    "nobody",
    "somebody",
    "prepositions",
    "directions",
    "settlements",
    "divisions",
    "sites",
    "parts",
    "no_names",
)


@cache
def load_words() -> Words:
    """The shipped lists."""
    data = yaml.load(files("coder.coding.context").joinpath("words.yaml").read_text("utf-8"), Loader=_LOADER)
    kinds = {name: {lemma: kind for kind, lemmas in data[name].items() for lemma in lemmas} for name in _BY_KIND}
    phrases = {name: tuple(sorted(data[name], key=len, reverse=True)) for name in _PHRASES}
    return Words(**kinds, **phrases, **{name: frozenset(data[name]) for name in _SETS}, fewest=data["fewest"])
