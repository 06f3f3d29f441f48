"""The flat shape of a record: one column for each of its fields, and the way there and back.

Names are lower case and have at most 32 characters, which Stata and SPSS accept. A span is two columns, its start and
its end. There are two flat shapes: typed values, for formats that have types, and cells, for CSV: there links are
joined by semicolons, lists of reporters are JSON, and what is null is empty, and so is an empty text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the path of its field in the record, how the field is written, and what it holds.

    ``kind`` is "text", "date" (YYYY-MM-DD), "integer", "number", "truth" (1 or 0), "ids" or "list"; ``null``: the field
    may be null, and an empty cell is null. ``label`` has at most 80 characters, which is what Stata keeps.
    """

    name: str
    path: Path
    label: str
    kind: str = "text"
    null: bool = False


def _span(prefix: str, of: str, *path: str) -> list[Column]:
    ends = (("start", "first character"), ("end", "character after the last"))
    return [
        Column(f"{prefix}_{end}", (*path, "span", at), f"{of}: {label}, offset into the document", "integer")
        for at, (end, label) in enumerate(ends)
    ]


def _actor(role: str, of: str, *path: str) -> list[Column]:
    return [
        Column(f"{role}_code", (*path, "code"), f"{of}: actor code"),
        Column(f"{role}_text", (*path, "text"), f"{of}: words in the text"),
        *_span(role, of, *path),
    ]


def _count(kind: str, of: str) -> list[Column]:
    path = ("casualties", kind)
    return [
        Column(f"{kind}_min", (*path, "min"), f"{of}: fewest that the text allows, persons", "integer", True),
        Column(f"{kind}_max", (*path, "max"), f"{of}: most that the text allows, persons", "integer", True),
        Column(f"{kind}_text", (*path, "text"), f"{of}: words that count them"),
    ]


COLUMNS = (
    Column("event_id", ("event_id",), "Record id"),
    Column("doc_id", ("doc_id",), "Document id"),
    Column("sentence", ("sentence",), "Index of the sentence in the document, from 0", "integer"),
    Column("publisher", ("publisher",), "Outlet that published the document", null=True),
    Column("published", ("published",), "Date of publication", "date", True),
    *_actor("source", "Source", "source"),
    Column("source_resolved", ("source", "resolved"), "Source: a codebook gave the code", "truth"),
    *_actor("target", "Target", "target"),
    Column("target_resolved", ("target", "resolved"), "Target: a codebook gave the code", "truth"),
    Column("event_code", ("event", "code"), "CAMEO event code, a string"),
    Column("event_root", ("event", "root"), "CAMEO root code, a string"),
    Column("event_name", ("event", "name"), "Name of the codebook's entry"),
    Column("event_label", ("event", "label"), "Label of the codebook's entry"),
    Column("quad", ("event", "quad"), "Quad class by PLOVER event", "integer"),
    Column("goldstein", ("event", "goldstein"), "Goldstein scale, -10 to 10", "number", True),
    Column("plover", ("event", "plover"), "PLOVER event type", null=True),
    Column("mode", ("event", "mode"), "PLOVER mode", null=True),
    Column("polarity", ("polarity",), "Whether the text affirms or negates the event", null=True),
    Column("modality", ("modality",), "How the text holds the event to be", null=True),
    Column("tense", ("tense",), "When the text puts the event, seen from its writing", null=True),
    Column("attribution_kind", ("attribution", "kind"), "How the event is attributed"),
    Column("attribution_stance", ("attribution", "stance"), "How the reporter stands to the event"),
    *_actor("reporter", "Reporter", "attribution", "reporter"),
    Column("cue", ("attribution", "cue", "text"), "Cue: words that attribute the event to the reporter"),
    *_span("cue", "Cue", "attribution", "cue"),
    Column("reporter_others", ("attribution", "others"), "Those who vouch beside the reporter, as JSON", "list"),
    Column("chain", ("attribution", "chain"), "Those whom the reporter cites in turn, nearest first, as JSON", "list"),
    Column("date_start", ("date", "start"), "First day on which the event may have happened", "date"),
    Column("date_end", ("date", "end"), "Last day on which the event may have happened", "date"),
    Column("date_precision", ("date", "precision"), "How exactly the text tells the time"),
    Column("date_text", ("date", "text"), "Words that tell the time", null=True),
    Column("place_text", ("place", "text"), "Words that name the place"),
    Column("place_name", ("place", "name"), "Gazetteer's name of the place", null=True),
    Column("place_country", ("place", "country"), "Country of the place, ISO 3166-1 alpha-3", null=True),
    Column("place_admin1", ("place", "admin1"), "First-level division of the place", null=True),
    Column("latitude", ("place", "latitude"), "Latitude of the place, degrees north, WGS 84", "number", True),
    Column("longitude", ("place", "longitude"), "Longitude of the place, degrees east, WGS 84", "number", True),
    Column("geonameid", ("place", "geonameid"), "GeoNames id of the place", "integer", True),
    Column("place_precision", ("place", "precision"), "How closely the place is known", null=True),
    *_count("killed", "Killed"),
    *_count("injured", "Injured"),
    *_count("captured", "Captured or arrested"),
    *_count("displaced", "Displaced"),
    Column("evidence", ("evidence", "text"), "Sentence that tells the event"),
    *_span("evidence", "Sentence", "evidence"),
    Column("trigger", ("evidence", "trigger", "text"), "Trigger: words that name the event"),
    *_span("trigger", "Trigger", "evidence", "trigger"),
    Column("rule", ("evidence", "rule"), "Rule of the codebook that fired", null=True),
    Column("confidence", ("confidence",), "How far the coder trusts the record, 0 to 1", "number"),
    Column("links", ("links",), "Ids of records that this one holds or is the content of", "ids"),
    Column("incident_id", ("incident_id",), "Incident that the record tells of", null=True),
    Column("merged_ids", ("merged", "ids"), "Ids of the records merged into this one", "ids"),
    Column("merged_publishers", ("merged", "publishers"), "Independent publishers of a merged record", "integer"),
    Column("coder_version", ("coder", "version"), "Version of code-events"),
    Column("codebook", ("coder", "codebook"), "Hash of the codebook"),
    Column("model", ("coder", "model"), "Language model"),
    Column("schema_version", ("coder", "schema"), "Version of the record's schema", "integer"),
)

NAMES = {column.path: column.name for column in COLUMNS}

_OPTIONAL: tuple[tuple[str, ...], ...] = (
    ("event",),
    ("attribution", "reporter"),
    ("attribution", "cue"),
    ("evidence", "trigger"),
    ("date",),
    ("place",),
    *(("casualties", kind) for kind in ("killed", "injured", "captured", "displaced")),
    ("casualties",),
    ("merged",),
)
"""Parts of a record that may be null as a whole, where all their values are empty; inner ones first."""

_ADDED = {
    *((part,) for part in ("date", "place", "casualties", "incident_id", "merged")),
    ("attribution", "others"),
    ("coder", "schema"),
}
"""The parts of a record that schema version 1 had not."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_INTEGER = re.compile(r"-?\d+")


def required_columns(header: list[str]) -> list[str]:
    """The columns that a header must have: all, but for files of schema version 1 only those that it had."""
    if "schema_version" in header:
        return [column.name for column in COLUMNS]
    return [column.name for column in COLUMNS if not {column.path[:1], column.path[:2]} & _ADDED]


def values(record: Mapping[str, Any]) -> list[Any]:
    """A record's values, in the order of ``COLUMNS``: as the record has them, None in parts that are null."""
    return [_field(record, column.path) for column in COLUMNS]


def record_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """The record that has these values, by column name; None and empty texts where a part is null.

    A column that is missing leaves its field out.
    """
    record: dict[str, Any] = {}
    for column in COLUMNS:
        if column.name not in given:
            continue
        here: Any = record
        for step in column.path[:-1]:
            here = here.setdefault(step, [] if step == "span" else {})
        value = given[column.name]
        if isinstance(here, list):
            here.append(value)
        else:
            here[column.path[-1]] = _absent(column) if value is None else value
    for *parents, part in _OPTIONAL:
        holder = record
        for step in parents:
            holder = holder.get(step, {})
        if part in holder and not any(_leaves(holder[part])):
            holder[part] = None
    return record


def flatten(record: Mapping[str, Any]) -> list[str | int | float]:
    """A record's cells, in the order of ``COLUMNS``: texts as strings, numbers as numbers."""
    return [cell(value, column.kind) for column, value in zip(COLUMNS, values(record), strict=True)]


def unflatten(cells: Mapping[str, str]) -> dict[str, Any]:
    """The record that has these cells, by column name.

    A cell that is not what its column holds stays the string that it is, for the record's schema to refuse; a column
    that is missing leaves its field out.
    """
    return record_of({column.name: _value(cells[column.name], column) for column in COLUMNS if column.name in cells})


def cell(value: Any, kind: str) -> str | int | float:
    """A value of that kind as CSV writes it, safe to open in a spreadsheet."""
    if value is None:
        return ""
    if kind in ("integer", "truth"):
        return int(value)
    if kind == "number":
        return value
    if kind == "ids":
        return ";".join(value)
    if kind == "list":
        return json.dumps(value, ensure_ascii=False) if value else ""
    return _safe(value)


def _field(record: Any, path: Path) -> Any:
    for step in path:
        if record is None:
            return None
        record = record[step]
    return record


def _leaves(part: Any) -> list[Any]:
    if isinstance(part, dict):
        return [leaf for value in part.values() for leaf in _leaves(value)]
    if isinstance(part, list):
        return [leaf for value in part for leaf in _leaves(value)]
    return [part is not None and part != ""]


def _absent(column: Column) -> Any:
    if column.kind in ("ids", "list"):
        return []
    return None if column.null else ""


def _value(written: str, column: Column) -> Any:
    if written == "":
        return None
    if column.kind == "ids":
        return written.split(";")
    if column.kind == "truth":
        return {"1": True, "0": False}.get(written, written)
    if column.kind in ("integer", "number"):
        return _number(written)
    if column.kind == "list":
        return _list(written)
    return _unsafe(written)


def _number(cell: str) -> int | float | str:
    try:
        return int(cell) if _INTEGER.fullmatch(cell) else float(cell)
    except ValueError:
        return cell


def _list(cell: str) -> Any:
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def _safe(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if _FORMULA.match(text) else text


def _unsafe(cell: str) -> str:
    """The text of which ``_safe`` made the cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
