"""Read gold standard records: by hand in YAML, or in the files that ``code-events run`` writes; and relation gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from coder.model import Document, Pair


class GoldError(Exception):
    """A file that holds no gold; the message names the file, the place and what is wrong."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One event as a coder, human or not, has recorded it.

    ``sentence`` is the sentence, or a snippet that only that sentence has; ``fields`` maps what was judged (root, code,
    quad, source, target, polarity, modality, kind, stance, reporter) to its value, None for none. ``mutual`` events are
    the same in both directions; ``optional`` ones may be recorded or left. ``rule`` is what fired, "" for a person.
    """

    doc_id: str
    sentence: str
    fields: dict[str, Any]
    mutual: bool = False
    optional: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A line of relation gold: a sentence as a document with one pair, its PLOVER root and its quad class."""

    document: Document
    plover: str
    quad: int


def read_judged(path: Path, quads: dict[str, int]) -> list[Judged]:
    """The events of a gold file (``.yaml``, called after its document), of a folder of them, or of a record file.

    ``quads`` maps event codes to quad classes. Raises ``GoldError``.
    """
    if path.is_dir():
        files = sorted(path.glob("*.yaml"))
        if not files:
            raise GoldError(f"{path} holds no .yaml file")
        return [event for file in files for event in read_judged(file, quads)]
    try:
        if path.suffix.lower() in (".yaml", ".yml"):
            return list(_by_hand(path, quads))
        return list(_records(path))
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None


def is_relation_gold(path: Path) -> bool:
    """Whether a file is JSONL whose first line has a text, two spans and a PLOVER root."""
    if path.suffix.lower() != ".jsonl" or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as stream:
        first = stream.readline()
    try:
        row = json.loads(first)
    except ValueError:
        return False
    return isinstance(row, dict) and {"text", "source_spans", "target_spans", "plover"} <= set(row)


def read_relations(path: Path) -> list[Relation]:
    """The lines of relation gold; raises ``GoldError``."""
    found = []
    for line, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            row = json.loads(text)
            pair = Pair(*(tuple(tuple(span) for span in row[f"{side}_spans"]) for side in ("source", "target")))
            document = Document(str(row.get("id", line)), row["text"], pairs=(pair,), origin=f"{path}:{line}")
            found.append(Relation(document, row["plover"], row["quad"]))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}:{line}: is no line of relation gold: {error!r}") from None
    return found


def _by_hand(path: Path, quads: dict[str, int]) -> Iterator[Judged]:
    try:
        events = yaml.safe_load(path.read_text("utf-8")) or []
    except yaml.YAMLError as error:
        raise GoldError(f"{path} is no valid YAML: {error}") from None
    if not isinstance(events, list):
        raise GoldError(f"{path} is no list of events")
    for number, event in enumerate(events, start=1):
        try:
            yield _judged(path.stem, event, quads)
        except (KeyError, TypeError, AttributeError) as error:
            raise GoldError(f"{path}: event {number} has no {error}, or it is of the wrong kind") from None


def _judged(doc_id: str, event: dict, quads: dict[str, int]) -> Judged:
    code = event["code"]
    attribution = event.get("attribution") or {}
    reporter = attribution.get("reporter")
    fields = {
        "root": code[:2],
        "code": code,
        "quad": quads.get(code),
        "source": event["source"]["code"],
        "target": event["target"]["code"],
        "polarity": event.get("polarity", "affirmed"),
        "modality": event.get("modality", "actual"),
        "kind": attribution.get("kind", "none"),
        "stance": attribution.get("stance", "asserts"),
        "reporter": reporter["code"] if reporter else None,
    }
    return Judged(doc_id, event["sentence"], fields, bool(event.get("mutual")), bool(event.get("optional")))


def _records(path: Path) -> Iterator[Judged]:
    from coder.output.files import read_records

    try:
        for line, record in read_records(path):
            if isinstance(record, str):
                raise GoldError(f"{path}:{line}: {record}")
            if record["event"] is not None:
                yield _recorded(record)
    except ValueError as error:
        raise GoldError(f"{path} {error}; give a record file, or gold by hand in .yaml") from None
    except KeyError as error:
        raise GoldError(f"{path}:{line}: a record without {error}; code-events validate tells more") from None


def _recorded(record: dict) -> Judged:
    event, attribution = record["event"], record["attribution"]
    fields = {
        **{name: event[name] for name in ("root", "code", "quad")},
        "source": record["source"]["code"],
        "target": record["target"]["code"],
        "polarity": record["polarity"],
        "modality": record["modality"],
        "kind": attribution["kind"],
        "stance": attribution["stance"],
        "reporter": attribution["reporter"]["code"] if attribution["reporter"] else None,
    }
    return Judged(record["doc_id"], record["evidence"]["text"], fields, rule=record["evidence"]["rule"])
