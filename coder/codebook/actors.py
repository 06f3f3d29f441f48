"""Load the actor part of a codebook: names with their codes, and role nouns with theirs."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

from coder.codebook.problems import CodebookError, Problem
from coder.codebook.source import Source

PEOPLE = "CVL"
"""The chunk that a people's name adds to its country's code ("Syrians" are SYRCVL)."""


_SEVERAL = ("regions", "media", "companies")
"""Kinds whose entries list several actors of one code, not the names of one."""


@dataclass(frozen=True, slots=True)
class Office:
    """A code that a person bears from a day to a day, both inclusive, None where open."""

    code: str
    since: datetime.date | None
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Name:
    """An entry that a name stands for: its code (or offices by date), its fullest name and how the name is used.

    ``use`` is "name" (the actor itself), "adjective" ("Syrian") or "people" ("Syrians").
    """

    code: str
    full: str
    use: str
    offices: tuple[Office, ...] = ()

    def code_on(self, date: datetime.date | None) -> str:
        """The code on a day: that of the office held then; before the first and after the last, the plain code."""
        for office in self.offices:
            if date is None or ((office.since or date) <= date <= (office.until or date)):
                return office.code
        return self.code


@dataclass(frozen=True, slots=True)
class Roles:
    """Role nouns by what they do to a code; all keys are lemmas in lower case.

    ``own`` gives a noun its chunk, ``weak`` a chunk that gives way to a modifier's ("rebel forces"), ``adjectives`` the
    chunks of modifiers; ``relational`` nouns ("leader", "spokesman") take the code of what they belong to, or the chunk.
    """

    own: dict[str, str]
    weak: dict[str, str]
    relational: dict[str, str]
    adjectives: dict[str, str]


@dataclass(frozen=True, slots=True)
class ActorCodebook:
    """Names by their first token (longest first) and roles."""

    names: dict[str, list[tuple[tuple[str, ...], Name]]]
    roles: Roles
    codes: frozenset[str] = field(default_factory=frozenset)


def load_actors(folder: Path) -> ActorCodebook:
    """The actor codebook of a codebook folder; raises ``CodebookError`` with all that is wrong in it."""
    problems: list[Problem] = []
    names: dict[tuple[str, ...], Name] = {}
    roles: Roles | None = None
    for path in sorted((folder / "actors").glob("*.yaml")):
        try:
            source = Source(path)
        except CodebookError as error:
            problems += error.problems
            continue
        kind = "roles" if path.stem == "roles" else "actors"
        found = source.check(f"{kind}.schema.json")
        problems += found
        if found:
            continue
        if kind == "roles":
            roles = _roles(source.data)
        else:
            problems += _collect(source, names)
    if roles is None and not problems:
        problems.append(Problem("actors/roles.yaml", 0, "", "is missing", "Every codebook needs its role nouns"))
    if problems or roles is None:
        raise CodebookError(problems)
    return ActorCodebook(_index(names), roles, frozenset(name.code for name in names.values()))


def tokens(name: str) -> tuple[str, ...]:
    """A name cut as the parser cuts it: at blanks, and before a possessive."""
    return tuple(re.sub(r"['’]s\b", " 's", name.replace("’", "'")).replace(",", " ,").split())


def _collect(source: Source, names: dict[tuple[str, ...], Name]) -> list[Problem]:
    problems = _undated(source)
    if problems:
        return problems
    for at, entry in enumerate(source.data["actors"]):
        offices = tuple(Office(o["code"], o.get("from"), o.get("until")) for o in entry.get("offices", ()))
        several = source.data["kind"] in _SEVERAL
        uses = [("names", "name"), ("adjectives", "adjective"), ("people", "people"), ("places", "name")]
        for key, use in uses:
            for written in entry.get(key, ()):
                code = entry["code"] + PEOPLE if use == "people" else entry["code"]
                full = written if several else entry["names"][0]
                first = names.setdefault(tokens(written), Name(code, full, use, offices))
                if first.code != code and first.full != full and use == "name" and first.use == "name":
                    reason = f"the name {written!r} already stands for {first.full} ({first.code})"
                    mend = "Take it out of one entry, or write the name in full"
                    problems.append(source.problem(("actors", at), full, reason, mend))
    return problems


def _undated(source: Source) -> list[Problem]:
    """Offices whose days are no dates."""
    return [
        source.problem(("actors", at, "offices"), entry["names"][0], f"{key}: {office[key]!r} is no date", "Write it as 2014-05-26")
        for at, entry in enumerate(source.data["actors"])
        for office in entry.get("offices", ())
        for key in ("from", "until")
        if office.get(key) is not None and not isinstance(office[key], datetime.date)
    ]


def _index(names: dict[tuple[str, ...], Name]) -> dict[str, list[tuple[tuple[str, ...], Name]]]:
    index: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for words, name in names.items():
        index.setdefault(words[0], []).append((words, name))
    for found in index.values():
        found.sort(key=lambda item: -len(item[0]))
    return index


def _roles(data: dict) -> Roles:
    def inverted(groups: dict[str, list[str]]) -> dict[str, str]:
        return {noun: code for code, nouns in groups.items() for noun in nouns}

    return Roles(*(inverted(data[key]) for key in ("own", "weak", "relational", "adjectives")))
