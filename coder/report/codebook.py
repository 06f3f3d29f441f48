"""The codebook of a data set, for people: every variable, every code, its rules and examples, and how often it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.codebook.actors import ActorCodebook
from coder.codebook.load import Codebook
from coder.codebook.rules import Composition
from coder.codebook.source import Source
from coder.output.columns import COLUMNS
from coder.output.fields import QUADS, described
from coder.output.package import values_of
from coder.report.counts import ROLES, Counts
from coder.report.pages import render
from coder.report.rules import Part, rule_in_words

_TYPES = {
    "text": "text",
    "date": "date, YYYY-MM-DD",
    "integer": "whole number",
    "number": "number",
    "truth": "1 yes, 0 no",
    "ids": "ids, joined by semicolons",
    "list": "list, as JSON",
}
_NAMED_KINDS = ("states", "organisations", "armed-groups", "forces", "parties", "ethnic")
"""Kinds of actors whose names say what their codes stand for; a leader's code is that of his office."""


@dataclass(slots=True)
class Entry:
    """An entry of the event codebook as printed; ``composed`` are the outer codes with the contents that give it."""

    data: Mapping[str, Any]
    rules: list[list[Part]]
    composed: list[tuple[str, list[str]]]
    count: int


@dataclass(slots=True)
class Root:
    """A root code with its entries and the word lists that their rules use."""

    code: str
    label: str
    define: str
    sets: Mapping[str, list[str]]
    entries: list[Entry] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many records have a code of this root."""
        return sum(entry.count for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable: its name, path in JSON ("" where only exported files have it), type, meaning and values."""

    name: str
    path: str
    type: str
    description: str
    values: list[tuple[Any, str, int]]
    filled: int


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor code: what it stands for, the words that it was mostly coded from, and its counts by role."""

    code: str
    name: str
    words: str
    counts: tuple[int, ...]


def codebook_page(codebook: Codebook, counts: Counts | None, markdown: bool = False) -> str:
    """The codebook as one self-contained HTML page or as Markdown, with the counts of records where they are given."""
    return render(
        "codebook.md.j2" if markdown else "codebook.html.j2",
        hash=codebook.hash,
        counts=counts,
        variables=list(_variables(counts or Counts())),
        roots=list(_roots(codebook, counts or Counts())),
        roles=_roles(codebook.actors),
        actors=list(_actors(codebook.actors, counts)),
        quads=QUADS,
        columns=ROLES,
    )


def _variables(counts: Counts) -> Iterator[Variable]:
    paths = {column.name: column.path for column in COLUMNS}
    for one in described():
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in paths.get(one.name, ()))[1:]
        values = [
            (value, "" if label == str(value) else label, counts.values[one.name, value])
            for value, label in values_of(one.name).items()
        ]
        yield Variable(one.name, path, _TYPES[one.kind], one.description, values, counts.filled[one.name])


def _roots(codebook: Codebook, counts: Counts) -> Iterator[Root]:
    composed = _composed(codebook.events.composition)
    for path in sorted((codebook.folder / "events").glob("*.yaml")):
        data = Source(path).data
        root = Root(data["root"], data["label"], data["define"], data.get("sets", {}))
        for entry in data["entries"]:
            rules = [rule_in_words(item) for item in entry.get("match", ())]
            number = counts.codes[entry["code"], entry["name"]]
            root.entries.append(Entry(entry, rules, composed.pop(entry["code"], []), number))
        yield root


def _composed(composition: Composition) -> dict[str, list[tuple[str, list[str]]]]:
    """For each code that composition gives, the outer codes (or "stop") with the contents that they make it of."""
    found: dict[str, dict[str, list[str]]] = {}
    for cell in (*composition.cells.values(), composition.stops):
        for inner, code in cell.inner.items():
            found.setdefault(code, {}).setdefault(cell.outer, []).append(inner)
    return {code: list(outers.items()) for code, outers in found.items()}


def _roles(actors: ActorCodebook) -> list[tuple[str, list[str]]]:
    """The role chunks, each with the nouns that give it."""
    found: dict[str, list[str]] = {}
    for noun, (chunk, strength) in actors.roles.nouns.items():
        if chunk and strength in ("own", "weak"):
            found.setdefault(chunk, []).append(noun)
    return sorted(found.items())


def _actors(actors: ActorCodebook, counts: Counts | None) -> Iterator[Actor]:
    """The actor codes of the records, the most frequent first; all that have a name where there are no records."""
    names = _names(actors)
    if counts is None:
        for code in sorted(names):
            yield Actor(code, names[code], "", ())
        return
    total: dict[str, int] = {}
    for (_, code), number in counts.actors.items():
        total[code] = total.get(code, 0) + number
    words: dict[str, list[str]] = {}
    for (code, text), _ in sorted(counts.words.items(), key=lambda item: (-item[1], item[0])):
        if len(words.setdefault(code, [])) < 3:
            words[code].append(" ".join(text.split()))
    for code in sorted(total, key=lambda code: (-total[code], code)):
        by_role = tuple(counts.actors[role, code] for role in ROLES)
        yield Actor(code, names.get(code, ""), ", ".join(words[code]), by_role)


def _names(actors: ActorCodebook) -> dict[str, str]:
    named = [name for name in actors.names.values() if name.use == "name" and name.kind in _NAMED_KINDS]
    found: dict[str, str] = {}
    for name in sorted(named, key=lambda name: (_NAMED_KINDS.index(name.kind), name.full)):
        found.setdefault(name.code, name.full)
    return found
