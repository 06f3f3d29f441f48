"""Read event records for what is done with them after coding: every format, every known schema version, one way."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from coder.output.columns import COLUMNS, Column, values
from coder.output.files import read_records
from coder.records.versions import OtherVersion, up_to_date

Record = dict[str, Any]

_NULLABLE = {"event", "attribution", "evidence", "date", "place", "casualties", "merged"}
"""Fields of which parts may be null."""


def read_events(paths: Iterable[Path], report: Callable[[str], None]) -> Iterator[Record]:
    """Yield the records of files in their order, each in the current version of the schema.

    What is no record is left out, and ``report`` is told of it in one line with file, line, reason and mend: lines that
    cannot be read, fields that are missing or of another type, schema versions that are not known, ids that were there
    before. This looks only at what every later step relies on; ``code-events validate`` looks at all.
    """
    known: set[str] = set()
    for path in paths:
        try:
            for line, found in read_records(path):
                record = _usable(found)
                if isinstance(record, str):
                    report(f"{path}:{line}: {record}")
                elif record["event_id"] in known:
                    report(f"{path}:{line}: the id {record['event_id']} was there before; left out")
                else:
                    known.add(record["event_id"])
                    yield record
        except (OSError, ValueError) as error:
            report(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}")


def event_days(record: Record) -> tuple[str, str] | None:
    """The first and the last day on which the event may have happened, else the day of publication, else None."""
    if record["date"]:
        return record["date"]["start"], record["date"]["end"]
    return (record["published"], record["published"]) if record["published"] else None


def _usable(found: Record | str) -> Record | str:
    """The record in the current version, or why it cannot be used."""
    if isinstance(found, str):
        return found
    try:
        record = up_to_date(found)
        misfit = next((c for c, value in zip(COLUMNS, values(record), strict=True) if not _fits(value, c)), None)
    except OtherVersion as error:
        return str(error)
    except (KeyError, TypeError, IndexError, AttributeError):
        return "is no event record: a field is missing or of another kind. `code-events validate` says which"
    if misfit:
        return f"{misfit.name} holds what it cannot hold. `code-events validate` says more"
    return record


def _fits(value: Any, column: Column) -> bool:
    if value is None:
        return column.null or column.path[0] in _NULLABLE
    if column.kind == "text":
        return isinstance(value, str) and (value.isascii() or _encodes(value))
    if column.kind == "truth":
        return isinstance(value, bool)
    if column.kind == "integer":
        return type(value) is int and abs(value) < 2**31
    if column.kind == "number":
        return type(value) in (int, float) and math.isfinite(value)
    if column.kind == "date":
        return isinstance(value, str) and _is_day(value)
    if column.kind == "ids":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, list)


def _encodes(text: str) -> bool:
    """Whether a text is UTF-8: half of a surrogate pair is not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False
