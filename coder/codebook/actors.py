"""Load the actor part of a codebook: names with their codes, and role nouns with theirs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from coder.codebook.problems import CodebookError, Problem
from coder.codebook.source import Source

PEOPLE = "CVL"
"""The chunk that a people's name adds to its country's code ("Syrians" are SYRCVL)."""

ROLES = frozenset(
    [
        "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "LEG", "MED", "EDU", "BUS", "CRM", "CVL", "DEV", "ELI",
        "ENV", "HLH", "HRI", "LAB", "REF", "MOD", "RAD", "INT", "SET", "UAF", "UIS", "AGR", "REL", "PKO", "IGO", "IMG",
        "MNC", "NGO", "NGM",
    ]
)  # fmt: skip
"""The role chunks that a code may have (CAMEO manual 1.1b3, chapter 3). REL (clergy), PKO (peacekeepers) and AGR
(farmers) come from the agents dictionary of TABARI and PETRARCH, which the published data sets are coded with."""

_SEVERAL = ("regions", "media", "companies", "ngos")
"""Kinds whose entries list several actors of one code, not the names of one."""

NO_ACTOR = ("", "none")
"""What phrases and forms bring that are no actors though their noun is one."""

_BODIES = frozenset(
    [
        "Party", "Movement", "Council", "Commission", "Committee", "Ministry", "Parliament", "Court", "Assembly",
        "Agency", "Alliance", "Coalition", "Group", "Front", "Authority", "Department", "Institute", "League",
        "Federation",
    ]
)  # fmt: skip
"""Last words of names that are also written in lower case."""

_STRENGTHS = {"own": "own", "weak": "weak", "relational": "relational", "things": "thing"}

_USES = (("names", "name"), ("adjectives", "adjective"), ("people", "people"), ("places", "name"))


@dataclass(frozen=True, slots=True)
class Office:
    """A code that a person bears from a day to a day, both inclusive, None where open."""

    code: str
    since: datetime.date | None
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Name:
    """An entry that a name stands for: its code (or offices by date), its fullest name and how the name is used.

    ``use`` is "name" (the actor itself), "adjective" ("Syrian") or "people" ("Syrians"), ``kind`` that of its file
    ("states", "leaders", "ethnic" ...).
    """

    code: str
    full: str
    use: str
    kind: str
    offices: tuple[Office, ...] = ()

    def code_on(self, date: datetime.date | None) -> str:
        """The code on a day: that of the office held then, else the plain one; without a day the latest office's."""
        if date is None:
            return self.offices[-1].code if self.offices else self.code
        for office in self.offices:
            if (office.since or date) <= date <= (office.until or date):
                return office.code
        return self.code

    def code_in_office(self) -> str:
        """The code of the latest office in government, else of the latest."""
        codes = [office.code for office in self.offices] or [self.code]
        return next((code for code in reversed(codes) if "GOV" in code), codes[-1])


@dataclass(frozen=True, slots=True)
class Roles:
    """Role nouns and adjectives by what they do to a code; all keys are lemmas in lower case.

    ``nouns`` gives a noun its chunk (or two) and its strength: "own", "weak" (its chunk gives way to a modifier's:
    "rebel forces"), "relational" (it takes the code of what it belongs to: "leader", "spokesman") or "thing" (it is an
    actor only where something says whose: "base"). ``adjectives`` are the chunks of modifiers. ``phrases`` are the last
    words of the nouns that are several words long, ``titles`` what may stand before a person's name without a role.
    ``abstract`` nouns name an actor only with a word before them that says which: "the force", not "by force".
    ``homes`` are the states of offices that one state has by that name ("home secretary").
    """

    nouns: dict[str, tuple[str, str]]
    adjectives: dict[str, str]
    phrases: frozenset[str]
    titles: frozenset[str]
    abstract: frozenset[str]
    homes: dict[str, str]


@dataclass(frozen=True, slots=True)
class ActorCodebook:
    """Names as they are written, and roles.

    ``begins`` finds the names in a text: by the key of their first word (see ``key``), then by the ``TAIL`` characters
    after it, fewer where the name has no more, the longest first. ``states`` are the codes of states, ``chunks`` the
    three-letter chunks that codes of this codebook are made of.
    """

    names: dict[str, Name]
    begins: dict[str, dict[str, list[tuple[str, Name]]]]
    roles: Roles
    states: frozenset[str]
    chunks: frozenset[str]


def load_actors(folder: Path) -> ActorCodebook:
    """The actor codebook of a codebook folder; raises ``CodebookError`` with all that is wrong in it."""
    problems: list[Problem] = []
    names: dict[str, Name] = {}
    entries: dict[str, str] = {}
    roles: Roles | None = None
    for path in sorted((folder / "actors").glob("*.yaml")):
        try:
            source = Source(path)
        except CodebookError as error:
            problems += error.problems
            continue
        kind = "roles" if path.stem == "roles" else "actors"
        found = source.check(f"{kind}.schema.json")
        if found:
            problems += found
        elif kind == "roles":
            roles, found = _roles(source)
            problems += found
        else:
            problems += _collect(source, names, entries)
    _add_lower_case(names)
    if roles is None and not problems:
        problems.append(Problem("actors/roles.yaml", 0, "", "is missing", "Every codebook needs its role nouns"))
    if problems or roles is None:
        raise CodebookError(problems)
    states = frozenset(name.code for name in names.values() if name.kind == "states")
    return ActorCodebook(names, _index(names), roles, states, _chunks(names, roles))


TAIL = 2
"""As many characters after a name's first word tell most names with that word apart."""


def key(text: str) -> str:
    """What a name is looked up by: its leading letters and digits, which every tokeniser keeps together."""
    return text if text.isalnum() else "".join(takewhile(str.isalnum, text))


def _collect(source: Source, names: dict[str, Name], entries: dict[str, str]) -> list[Problem]:
    """Add a file's names to ``names``, and to ``entries`` where each comes from; returns what is wrong with them."""
    problems = _undated(source)
    if problems:
        return problems
    kind, file = source.data["kind"], source.path.name
    for at, entry in enumerate(source.data["actors"]):
        place = f"{file}:{at}"
        offices = tuple(Office(o["code"], o.get("from"), o.get("until")) for o in entry.get("offices", ()))
        for field_name, use in _USES:
            for spelt in entry.get(field_name, ()):
                written = spelt.replace("’", "'")
                people = use == "people" and kind in ("states", "regions")
                full = _full(written, entry, kind)
                code = entry["code"] + PEOPLE if people else entry["code"]
                name = Name(code, full, use, kind, offices)
                first = names.setdefault(written, name)
                if entries.setdefault(written, place) != place:
                    problems.append(_taken(source, at, written, first))
    return problems


def _add_lower_case(names: dict[str, Name]) -> None:
    """Add the names of parties and bodies as much of the British press writes them: "Democratic Union party"."""
    for written, name in list(names.items()):
        *rest, last = written.split(" ")
        if last in _BODIES and rest and rest[0][0].isupper():
            names.setdefault(" ".join((*rest, last.lower())), name)


def _full(written: str, entry: dict, kind: str) -> str:
    """The fullest name: the entry's first where ``written`` is another form of it, else ``written`` itself."""
    first = entry["names"][0]
    if kind in ("leaders", "ethnic") or (kind == "states" and len(entry["code"]) == 3):
        return first
    if kind in _SEVERAL:
        return written
    letters = "".join(word[0] for word in first.split() if word[0].isupper()).lower()
    short = written.replace(".", "").lower()
    same = {word for word in written.split() if len(word) > 3} & set(first.split())
    return first if same or short in (letters, letters[: len(short)]) else written


def _taken(source: Source, at: int, written: str, first: Name) -> Problem:
    reason = f"the name {written!r} already stands for {first.full} ({first.code})"
    entry = source.data["actors"][at]["names"][0]
    return source.problem(("actors", at), entry, reason, "Take it out of one entry, or write the name in full")


def _undated(source: Source) -> list[Problem]:
    """Offices whose days are no dates, or that end before they begin."""
    problems = []
    for at, entry in enumerate(source.data["actors"]):
        for office in entry.get("offices", ()):
            wrong = [
                day for day in ("from", "until") if not isinstance(office.get(day, datetime.date.min), datetime.date)
            ]
            where = ("actors", at, "offices")
            for day in wrong:
                reason = f"{day}: {office[day]!r} is no date"
                problems.append(source.problem(where, entry["names"][0], reason, "Write it as 2014-05-26"))
            if not wrong and office.get("from", datetime.date.min) > office.get("until", datetime.date.max):
                reason = f"an office ends on {office['until']} before it begins on {office['from']}"
                problems.append(source.problem(where, entry["names"][0], reason, "Swap the days, or mend one"))
    return problems


def _index(names: dict[str, Name]) -> dict[str, dict[str, list[tuple[str, Name]]]]:
    index: dict[str, dict[str, list[tuple[str, Name]]]] = {}
    for written in sorted(names, key=len, reverse=True):
        first = key(written)
        tail = written[len(first) : len(first) + TAIL]
        index.setdefault(first, {}).setdefault(tail, []).append((written, names[written]))
    return index


def _chunks(names: dict[str, Name], roles: Roles) -> frozenset[str]:
    codes = {chunk for chunk, _ in roles.nouns.values() if chunk} | set(roles.adjectives.values())
    codes.update(name.code for name in names.values())
    codes.update(office.code for name in names.values() for office in name.offices)
    return frozenset(code[at : at + 3] for code in codes for at in range(0, len(code), 3))


def _roles(source: Source) -> tuple[Roles, list[Problem]]:
    problems = []
    nouns: dict[str, tuple[str, str]] = dict.fromkeys(source.data.get("none", ()), NO_ACTOR)
    for part, strength in _STRENGTHS.items():
        for chunk, words in source.data[part].items():
            for noun in words:
                first = nouns.setdefault(noun, (chunk, strength))
                if first != (chunk, strength):
                    reason = f"{noun!r} is both {' '.join(first)} and {chunk} {strength}"
                    problems.append(source.problem((part, chunk), noun, reason, "Take it out of one of the two"))
    adjectives = {word: chunk for chunk, words in source.data["adjectives"].items() for word in words}
    for part in (*_STRENGTHS, "adjectives"):
        for chunk in source.data[part]:
            if not {chunk[:3], chunk[-3:]} <= ROLES:
                reason = f"{chunk!r} is no role of CAMEO"
                problems.append(source.problem((part, chunk), chunk, reason, f"Use one of {', '.join(sorted(ROLES))}"))
    phrases = frozenset(noun.split()[-1] for noun in nouns if " " in noun)
    titles, abstract = (frozenset(source.data.get(part, ())) for part in ("titles", "abstract"))
    homes = {office: state for state, offices in source.data.get("homes", {}).items() for office in offices}
    return Roles(nouns, adjectives, phrases, titles, abstract, homes), problems
