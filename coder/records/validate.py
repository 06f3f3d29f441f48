"""Check event records: against their JSON schema, in themselves, against a codebook and against their texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from coder.records.versions import SCHEMA_VERSION, version_of
from coder.schema import compiled

if TYPE_CHECKING:
    from jsonschema import ValidationError

    from coder.codebook.load import Codebook
    from coder.model import Document

Record = dict[str, Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a record: the path of the field (empty for all of it), its value and the reason."""

    path: Path
    value: Any
    reason: str


class Validator:
    """Checks records against the schema, and against ``codebook`` where one is given."""

    def __init__(self, codebook: Codebook | None = None):
        self._fits = compiled(record_schema())
        self._types = codebook.events.types if codebook else None
        self._chunks = codebook.actors.chunks if codebook else None

    def faults(self, record: Record, document: Document | None = None) -> list[Fault]:
        """All that is wrong with a record of ``document``, None where that is not at hand.

        What does not fit the schema, or follows another version of it, is not looked at further.
        """
        if isinstance(record.get("coder"), dict) and version_of(record) != SCHEMA_VERSION:
            return [Fault(("coder", "schema"), version_of(record), _OTHER_VERSION)]
        if not self._fits(record):
            found = _schema_faults(record)
            if found:
                return found
        given = frozenset(one.code for one in document.mentions) if document else frozenset()
        text = document.text if document else None
        checks = (
            _missing(record),
            self._event(record["event"]),
            self._actors(record, given),
            _spans(record, text),
            _ranges(record),
        )
        return [fault for check in checks for fault in check]

    def _event(self, event: Record | None) -> Iterator[Fault]:
        if event is None:
            return
        if not event["code"].startswith(event["root"]):
            yield Fault(("event", "root"), event["root"], f"is not the root of {event['code']}")
        if self._types is None:
            return
        kind = self._types.get(event["name"])
        if kind is None:
            yield Fault(("event", "name"), event["name"], "no entry of the codebook has this name")
            return
        for field in ("code", "label", "quad", "goldstein", "plover", "mode"):
            value, right = event[field], getattr(kind, field)
            if value != right:
                yield Fault(("event", field), value, f"the codebook's entry {kind.name} has {right!r}")

    def _actors(self, record: Record, given: frozenset[str]) -> Iterator[Fault]:
        """Codes that are made of what no codebook has, and that the document has not given itself."""
        for path, part in mentions(record):
            code = part["code"]
            if code in given:
                continue
            for chunk in (code[at : at + 3] for at in range(0, len(code), 3)):
                if self._chunks is not None and chunk not in self._chunks:
                    yield Fault((*path, "code"), code, f"no actor or role of the codebook has {chunk}")


@cache
def record_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of an event record."""
    return json.loads(files("coder.records").joinpath("record.schema.json").read_text("utf-8"))


def mentions(record: Record) -> Iterator[tuple[Path, Record]]:
    """The parts of a record that name an actor, each with its path."""
    yield ("source",), record["source"]
    yield ("target",), record["target"]
    attribution = record["attribution"]
    if attribution["reporter"]:
        yield ("attribution", "reporter"), attribution["reporter"]
    for part in ("others", "chain"):
        for at, reporter in enumerate(attribution[part]):
            yield ("attribution", part, at), reporter


def _missing(record: Record) -> Iterator[Fault]:
    """Parts that are null though there is an event, or not null though there is none."""
    told = record["event"] is not None
    evidence = record["evidence"]
    parts = {(name,): record[name] for name in ("polarity", "modality", "tense")}
    parts |= {("evidence", name): evidence[name] for name in ("trigger", "rule")}
    for path, part in parts.items():
        if (part is not None) != told:
            reason = "is null though there is an event" if told else "is not null though there is no event"
            yield Fault(path, part, reason)


def _spans(record: Record, text: str | None) -> Iterator[Fault]:
    """Spans that do not yield their words in the document, or in the record's sentence where they lie within it."""
    evidence, cue = record["evidence"], record["attribution"]["cue"]
    parts = [*mentions(record), (("evidence",), evidence)]
    parts += [(("evidence", "trigger"), evidence["trigger"])] if evidence["trigger"] else []
    parts += [(("attribution", "cue"), cue)] if cue else []
    first, last = evidence["span"]
    for path, part in parts:
        start, end = part["span"]
        if start >= end or (text is not None and end > len(text)):
            yield Fault((*path, "span"), part["span"], "is empty, ends before it starts or lies outside the text")
        elif text is not None or first <= start and end <= last:
            read = text[start:end] if text is not None else evidence["text"][start - first : end - first]
            if not _reads(part["text"], read, in_pieces=part is cue):
                yield Fault((*path, "text"), part["text"], f"the text has {_short(read)} at {start} to {end}")


def _ranges(record: Record) -> Iterator[Fault]:
    """Ranges that end before they start, and casualties that count nobody."""
    date, casualties = record["date"], record["casualties"]
    if date and date["start"] > date["end"]:
        yield Fault(("date", "end"), date["end"], f"is before the start, {date['start']}")
    if casualties and not any(casualties.values()):
        yield Fault(("casualties",), casualties, "counts nobody: write null for all of it")
    for kind, count in (casualties or {}).items():
        if count and count["min"] is not None and count["max"] is not None and count["min"] > count["max"]:
            yield Fault(("casualties", kind, "max"), count["max"], f"is less than the fewest, {count['min']}")


def _reads(words: str, read: str, in_pieces: bool) -> bool:
    """Whether ``read`` are those words; ``in_pieces``: whether it holds them in their order, others between."""
    if words == read or not in_pieces:
        return words == read
    at = 0
    for word in words.split():
        found = read.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return True


_OTHER_VERSION = (
    f"is another version of the record's schema, this one is {SCHEMA_VERSION}. "
    "`code-events export OLD -o NEW` brings records of an older one up to date"
)

_EXPECTED = {
    "type": "is no {}",
    "enum": "is none of {}",
    "minLength": "is empty",
    "minimum": "is less than {}",
    "maximum": "is more than {}",
    "format": "is no {}",
    "uniqueItems": "has one of them twice",
}


def _schema_faults(record: Record) -> list[Fault]:
    """What the standard's own validator finds; it is imported only where there is something to find."""
    from jsonschema import Draft202012Validator

    schema = Draft202012Validator(record_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return list(map(_schema_fault, schema.iter_errors(record)))


def _schema_fault(error: ValidationError) -> Fault:
    while error.context:  # Of "null or an object", speak of the object, and of what is wrong within it.
        error = max(reversed(error.context), key=lambda inner: inner.validator != "type")
    path, wanted = tuple(error.absolute_path), error.validator_value
    if error.validator == "required":
        missing = next(name for name in wanted if f"'{name}'" in error.message)
        return Fault((*path, missing), None, "is missing")
    if error.validator == "additionalProperties":
        unknown = sorted(set(error.instance) - set(error.schema["properties"]))
        return Fault((*path, unknown[0]), error.instance[unknown[0]], "is no field of a record")
    if error.validator == "pattern":
        return Fault(path, error.instance, f"does not fit: {error.schema.get('description', wanted)}")
    said = " or ".join(map(str, wanted)) if isinstance(wanted, list) else wanted
    return Fault(path, error.instance, _EXPECTED.get(error.validator, error.message).format(said))


def _short(text: str, most: int = 40) -> str:
    return repr(text if len(text) <= most else text[: most - 1] + "…")
