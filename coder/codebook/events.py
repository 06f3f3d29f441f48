"""Load the event part of a codebook: the files of ``events/`` and ``composition.yaml``."""

from __future__ import annotations

from pathlib import Path

from coder.codebook.problems import CodebookError, Problem
from coder.codebook.rules import (
    Cell,
    Composition,
    EventCodebook,
    Rule,
    Rules,
    Wish,
    compile_rules,
    event_type,
    spell_out,
)
from coder.codebook.source import Source


_NO_PURPOSES = {"outer": [], "inner": {}}


def load_events(folder: Path) -> EventCodebook:
    """The compiled event codebook of a codebook folder; raises ``CodebookError`` with all that is wrong in it."""
    sources, problems = _read(sorted((folder / "events").glob("*.yaml")))
    for source in sources:
        problems += source.check("events.schema.json")
    if not problems:
        problems += [problem for source in sources for problem in _faults(source)]
        problems += _duplicates(sources)
    if problems:
        raise CodebookError(sorted(problems))
    entries = [(entry, source.data.get("sets", {})) for source in sources for entry in source.data["entries"]]
    types = {entry["name"]: event_type(entry) for entry, _ in entries}
    rules: dict[tuple[str, str], list[Rule]] = {}
    for entry, sets in entries:
        for rule in compile_rules(entry, sets):
            rules.setdefault((rule.kind, rule.head), []).append(rule)
    by_code: dict[str, object] = {}
    for event in types.values():
        by_code.setdefault(event.code, event)
    composition = _composition(folder / "composition.yaml", by_code, _wishes(sources))
    return EventCodebook(types, {key: Rules(found) for key, found in rules.items()}, composition, by_code)


def _read(paths: list[Path]) -> tuple[list[Source], list[Problem]]:
    sources, problems = [], []
    for path in paths:
        try:
            sources.append(Source(path))
        except CodebookError as error:
            problems += error.problems
    if not paths:
        problems.append(Problem("events/", 0, "", "no YAML file in it", "Point --codebook at a folder like codebooks/"))
    return sources, problems


def _faults(source: Source) -> list[Problem]:
    """Codes outside the file's root, and sets that are undefined or refer to themselves."""
    problems = []
    sets, root = source.data.get("sets", {}), source.data["root"]
    for name, words in sets.items():
        problems += _set_faults(source, ("sets", name), name, words, sets, (name,))
    for digit, wish in source.data.get("purposes", {}).items():
        for words in wish.values():
            problems += _set_faults(source, ("purposes", digit), f"purpose {digit}", words, sets, ())
    for at, entry in enumerate(source.data["entries"]):
        where = ("entries", at)
        if not entry["code"].startswith(root):
            reason = f"code {entry['code']} does not belong to root {root}"
            mend = "Move the entry to its root's file"
            problems.append(source.problem((*where, "code"), entry["name"], reason, mend))
        for number, rule in enumerate(entry.get("match", ())):
            lists = [rule[kind] for kind in ("verb", "noun", "adjective") if kind in rule]
            lists += [words for key in ("where", "unless") for words in rule.get(key, {}).values()]
            for words in lists:
                problems += _set_faults(source, (*where, "match", number), entry["name"], words, sets, ())
    return problems


def _set_faults(source: Source, where, entry: str, words, sets: dict, above: tuple[str, ...]) -> list[Problem]:
    problems = []
    for word in words:
        name = word[1:]
        if not word.startswith("$"):
            continue
        if name not in sets:
            reason, known = f"the set ${name} is not defined", ", ".join(sorted(sets)) or "none"
            problems.append(source.problem(where, entry, reason, f"Sets of this file: {known}"))
        elif name in above:
            reason = f"the set ${name} refers to itself"
            problems.append(source.problem(where, entry, reason, "Take it out of its own list"))
        elif above:
            problems += _set_faults(source, where, entry, sets[name], sets, (*above, name))
    return problems


def _duplicates(sources: list[Source]) -> list[Problem]:
    problems, seen = [], {}
    for source in sources:
        for at, entry in enumerate(source.data["entries"]):
            first = seen.setdefault(entry["name"], source.path.name)
            if first is not source.path.name or seen.get((entry["name"], "at"), at) != at:
                reason = f"the name {entry['name']!r} is already taken by an entry in {first}"
                problems.append(source.problem(("entries", at, "name"), entry["name"], reason, "Give it another name"))
            seen.setdefault((entry["name"], "at"), at)
    return problems


def _wishes(sources: list[Source]) -> dict[str, Wish]:
    """By digit, the words for what protests are for."""
    found: dict[str, Wish] = {}
    for source in sources:
        sets = source.data.get("sets", {})
        for digit, wish in source.data.get("purposes", {}).items():
            found[digit] = Wish(*(frozenset(spell_out(wish[key], sets)) for key in ("wanted", "opposed")))
    return found


def _composition(path: Path, by_code: dict, wishes: dict[str, Wish]) -> Composition:
    source = Source(path)
    problems = source.check("composition.schema.json")
    if problems:
        raise CodebookError(problems)
    problems = _grid_faults(source, by_code)
    if problems:
        raise CodebookError(problems)
    grid, stops, purposes = source.data["grid"], source.data["stops"], source.data.get("purposes", _NO_PURPOSES)
    means = source.data.get("means", {"killing": [], "by": []})
    ends = source.data.get("ends", {"served": [], "attempted": [], "attempts": []})
    cells = {
        row["outer"]: Cell(
            row["outer"],
            row["inner"],
            frozenset(row.get("forms", ())),
            frozenset(row.get("negates", ())),
            row.get("keeps", False),
        )
        for row in grid
    }
    return Composition(
        cells,
        frozenset(source.data.get("plans", ())),
        frozenset(stops["verbs"]),
        frozenset(stops["nouns"]),
        Cell("stop", stops["inner"]),
        frozenset(purposes["outer"]),
        Cell("purpose", purposes["inner"]),
        frozenset(source.data.get("decisions", ())),
        frozenset(ends["served"]),
        frozenset(ends["attempted"]),
        frozenset(ends["attempts"]),
        frozenset(means["killing"]),
        frozenset(means["by"]),
        wishes,
    )


def _grid_faults(source: Source, by_code: dict) -> list[Problem]:
    """Codes that composition would make and no entry has."""
    problems = []
    grid, stops = source.data["grid"], source.data["stops"]
    for at, row in enumerate([*grid, stops]):
        where = ("grid", at, "inner") if row is not stops else ("stops", "inner")
        for inner, code in row["inner"].items():
            if code not in by_code:
                reason = f"no entry has the code {code}"
                problems.append(source.problem((*where, inner), inner, reason, "Add it in events/"))
    purposes = source.data.get("purposes", _NO_PURPOSES)
    for outer in purposes["outer"]:
        for digit in purposes["inner"].values():
            if outer + digit not in by_code:
                reason = f"no entry has the code {outer + digit}"
                problems.append(source.problem(("purposes", "inner"), outer, reason, "Add it in events/"))
    return problems
