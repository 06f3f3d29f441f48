"""Run a codebook's examples and look for rules that cannot work."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from coder.codebook.load import Codebook
from coder.codebook.problems import Problem
from coder.codebook.rules import Rule
from coder.codebook.source import Source
from coder.model import Document


def check(codebook: Codebook, coder, roots: Collection[str] = ()) -> list[Problem]:
    """All problems of a loaded codebook: rules that claim the same words, and examples that do not code as they say.

    ``coder`` is a ``coder.coding.coder.Coder`` made with the codebook. ``roots`` are the root codes whose examples are
    run, all where empty.
    """
    problems = list(_rivals(codebook))
    for path in sorted((codebook.folder / "events").glob("*.yaml")):
        source = Source(path)
        if not roots or source.data["root"] in roots:
            problems += check_examples(source, coder)
    return sorted(problems)


def check_examples(source: Source, coder) -> list[Problem]:
    """The examples of one event file that fail, each with what was coded instead."""
    places, documents = [], []
    for at, entry in enumerate(source.data["entries"]):
        for number, example in enumerate(entry["examples"]):
            places.append((at, number))
            documents.append(Document(f"{entry['name']}/{number + 1}", example["text"]))
    problems = []
    for (at, number), coded in zip(places, coder.code(documents), strict=True):
        entry = source.data["entries"][at]
        reason = coded.problem or _difference(entry["name"], entry["examples"][number], coded.records)
        if reason:
            where = ("entries", at, "examples", number)
            mend = "Mend the rule, or the example's events"
            problems.append(source.problem(where, entry["name"], f"example {coded.document.text!r}: {reason}", mend))
    return problems


def _difference(name: str, example: dict, records: list[dict]) -> str:
    """What is wrong with the records of an example of the entry of that name, "" where nothing is.

    Nothing may come out where the example has no events; where it has some, all of them must, and of the entry's own
    kind no others.
    """
    coded = "; ".join(_said(record) for record in records) or "nothing"
    if not example["events"]:
        return f"should code nothing, but codes {coded}" if records else ""
    missing = [event for event in example["events"] if not any(_is(event, record) for record in records)]
    own = [record for record in records if record["event"]["name"] == name]
    extra = [record for record in own if not any(_is(event, record) for event in example["events"])]
    if not missing:
        return f"should not code {'; '.join(map(_said, extra))}" if extra else ""
    wanted = "; ".join(f"{event['source']} {event['code']} {event['target']}" for event in missing)
    return f"should code {wanted}, but codes {coded}"


def _is(event: dict, record: dict) -> bool:
    return (
        record["event"]["code"] == event["code"]
        and event.get("name") in (None, record["event"]["name"])
        and _names(event["source"], record["source"])
        and _names(event["target"], record["target"])
    )


def _names(wanted: str, actor: dict) -> bool:
    return wanted == actor["code"] or wanted.lower() in actor["text"].lower()


def _said(record: dict) -> str:
    actors = [f"{record[role]['code'] or '?'} ({record[role]['text']})" for role in ("source", "target")]
    return f"{actors[0]} {record['event']['code']} {actors[1]} by {record['evidence']['rule']}"


def _rivals(codebook: Codebook) -> Iterator[Problem]:
    """Rules of different entries with the same words and the same conditions: which fires is chance."""
    for rules in codebook.events.rules.values():
        seen: dict[tuple, Rule] = {}
        for rule in rules:
            first = seen.setdefault(_claim(rule), rule)
            if first.type.name != rule.type.name:
                words = " ".join((rule.head, *rule.rest))
                reason = f"claims the {rule.kind} {words!r} that {first.id} claims too, under the same conditions"
                mend = "Take the word out of one of them, or tell them apart with where/unless"
                yield Problem(f"{rule.type.root}-*.yaml", 0, rule.type.name, reason, mend)


def _claim(rule: Rule) -> tuple:
    return (rule.rest, rule.where, rule.unless, rule.source_is, rule.source_not, rule.target_is, rule.target_not)
