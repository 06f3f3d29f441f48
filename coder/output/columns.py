"""The flat shape of a record: one column for each of its fields, and the way there and back.

Names are lower case and have at most 32 characters, which Stata and SPSS accept. A span is two columns, its start and
its end; links are joined by semicolons; the chain is JSON. What is null is empty, and so is an empty text.
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
    """A column: its name, the path of its field in the record, and how the field is written.

    ``kind`` is "text", "integer", "number", "truth" (1 or 0), "ids" or "list"; ``null``: an empty cell is null.
    """

    name: str
    path: Path
    kind: str = "text"
    null: bool = False


def _span(prefix: str, *path: str) -> list[Column]:
    return [Column(f"{prefix}_{end}", (*path, "span", at), "integer") for at, end in enumerate(("start", "end"))]


def _actor(role: str, *path: str) -> list[Column]:
    return [Column(f"{role}_code", (*path, "code")), Column(f"{role}_text", (*path, "text")), *_span(role, *path)]


COLUMNS = (
    Column("event_id", ("event_id",)),
    Column("doc_id", ("doc_id",)),
    Column("sentence", ("sentence",), "integer"),
    Column("publisher", ("publisher",), null=True),
    Column("published", ("published",), null=True),
    *_actor("source", "source"),
    Column("source_resolved", ("source", "resolved"), "truth"),
    *_actor("target", "target"),
    Column("target_resolved", ("target", "resolved"), "truth"),
    Column("event_code", ("event", "code")),
    Column("event_root", ("event", "root")),
    Column("event_name", ("event", "name")),
    Column("event_label", ("event", "label")),
    Column("quad", ("event", "quad"), "integer"),
    Column("goldstein", ("event", "goldstein"), "number", null=True),
    Column("plover", ("event", "plover"), null=True),
    Column("mode", ("event", "mode"), null=True),
    Column("polarity", ("polarity",), null=True),
    Column("modality", ("modality",), null=True),
    Column("tense", ("tense",), null=True),
    Column("attribution_kind", ("attribution", "kind")),
    Column("attribution_stance", ("attribution", "stance")),
    *_actor("reporter", "attribution", "reporter"),
    Column("cue", ("attribution", "cue", "text")),
    *_span("cue", "attribution", "cue"),
    Column("chain", ("attribution", "chain"), "list"),
    Column("evidence", ("evidence", "text")),
    *_span("evidence", "evidence"),
    Column("trigger", ("evidence", "trigger", "text")),
    *_span("trigger", "evidence", "trigger"),
    Column("rule", ("evidence", "rule"), null=True),
    Column("confidence", ("confidence",), "number"),
    Column("links", ("links",), "ids"),
    Column("coder_version", ("coder", "version")),
    Column("codebook", ("coder", "codebook")),
    Column("model", ("coder", "model")),
)

NAMES = {column.path: column.name for column in COLUMNS}

_OPTIONAL = (("event",), ("attribution", "reporter"), ("attribution", "cue"), ("evidence", "trigger"))
"""Parts of a record that are null as a whole, where all their cells are empty."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_INTEGER = re.compile(r"-?\d+")


def flatten(record: Mapping[str, Any]) -> list[str | int | float]:
    """A record's cells, in the order of ``COLUMNS``: texts as strings, numbers as numbers."""
    return [_cell(_field(record, column.path), column) for column in COLUMNS]


def unflatten(cells: Mapping[str, str]) -> dict[str, Any]:
    """The record that has these cells, by column name.

    A cell that is not what its column holds stays the string that it is, for the record's schema to refuse; a column
    that is missing leaves its field out.
    """
    record: dict[str, Any] = {}
    for column in COLUMNS:
        if column.name not in cells:
            continue
        here: Any = record
        for step in column.path[:-1]:
            here = here.setdefault(step, [] if step == "span" else {})
        value = _value(cells[column.name], column)
        if isinstance(here, list):
            here.append(value)
        else:
            here[column.path[-1]] = value
    for *parents, part in _OPTIONAL:
        here = record
        for step in parents:
            here = here.get(step, {})
        if part in here and not any(_leaves(here[part])):
            here[part] = None
    return record


def _field(record: Any, path: Path) -> Any:
    for step in path:
        if record is None:
            return None
        record = record[step]
    return record


def _leaves(part: Any) -> list[Any]:
    if isinstance(part, dict):
        return [leaf for value in part.values() for leaf in _leaves(value)]
    return [leaf != "" for leaf in part] if isinstance(part, list) else [part not in ("", None)]


def _cell(value: Any, column: Column) -> str | int | float:
    if value is None:
        return ""
    if column.kind in ("integer", "truth"):
        return int(value)
    if column.kind == "number":
        return value
    if column.kind == "ids":
        return ";".join(value)
    if column.kind == "list":
        return json.dumps(value, ensure_ascii=False) if value else ""
    return _safe(value)


def _value(cell: str, column: Column) -> Any:
    if cell == "" and column.kind not in ("ids", "list"):
        return None if column.null else ""
    if column.kind == "ids":
        return cell.split(";") if cell else []
    if column.kind == "truth":
        return {"1": True, "0": False}.get(cell, cell)
    if column.kind in ("integer", "number"):
        return _number(cell)
    if column.kind == "list":
        return _list(cell)
    return _unsafe(cell)


def _number(cell: str) -> int | float | str:
    try:
        return int(cell) if _INTEGER.fullmatch(cell) else float(cell)
    except ValueError:
        return cell


def _list(cell: str) -> Any:
    try:
        return json.loads(cell) if cell else []
    except ValueError:
        return cell


def _safe(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if _FORMULA.match(text) else text


def _unsafe(cell: str) -> str:
    """The text of which ``_safe`` made the cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
