"""From the raw fields of a row to a Document, or to what is wrong with them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.corpus.annotations import MENTIONS_MEND, PAIRS_MEND, read_mentions, read_pairs
from coder.corpus.rows import FIELDS, Fault, Row
from coder.model import Document

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?|(\d{4})(\d{2})(\d{2})", re.DOTALL)
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Layout:
    """How documents lie in files: which column holds a field, and what a field is where a document lacks it."""

    columns: Mapping[str, str] = field(default_factory=dict)
    date: datetime.date | None = None
    publisher: str | None = None

    def __post_init__(self):
        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown:
            raise ValueError(f"{unknown[0]!r} is no field of a document; the fields are {', '.join(FIELDS)}")

    def column(self, name: str) -> str:
        """The column (in lower case) that holds the field of that name."""
        return self.columns.get(name, name).strip().lower()

    @property
    def needed(self) -> dict[str, str]:
        """The columns that a table must have, by field: the text's, and those that were named."""
        return {name: self.column(name) for name in FIELDS if name == "text" or name in self.columns}


def document(row: Row, layout: Layout, origin: str) -> Document | Fault:
    """The document of a row read from the file ``origin``, or what is wrong with the row."""
    values = {name: row.fields.get(layout.column(name)) for name in FIELDS}
    for name, value in values.items():
        if isinstance(value, (dict, list, bool)) or (name == "text" and isinstance(value, (int, float))):
            return Fault(row.line, f"the {name} is no text", f"Write the {name} as a string")
    text = _UNWRITABLE.sub("\ufffd", values.pop("text") or "")
    clean = {name: None if value is None else _cell(value) for name, value in values.items()}
    if not text.strip():
        return Fault(row.line, *_no_text(row, layout))
    try:
        date = parse_date(clean["date"]) if clean["date"] else layout.date
    except ValueError as error:
        return Fault(row.line, str(error), "Write dates as YYYY-MM-DD")
    named = _named(row, text)
    if isinstance(named, Fault):
        return named
    return Document(
        id=clean["id"] or row.id,
        text=text,
        date=date,
        publisher=clean["publisher"] or layout.publisher,
        title=clean["title"] or None,
        url=clean["url"] or None,
        author=clean["author"] or None,
        origin=f"{origin}:{row.line}",
        **named,
    )


def parse_date(written: str) -> datetime.date:
    """The date in ``2020-02-12``, ``20200212`` or ``2020-02-12T10:30:00Z``; ``ValueError`` says what is wrong."""
    match = _DATE.fullmatch(written)
    if not match:
        raise ValueError(f"{written!r} is no date that can be read for certain")
    try:
        return datetime.date(*(int(part) for part in match.groups() if part))
    except ValueError as error:
        raise ValueError(f"{written!r} is an impossible date ({error})") from None


def _named(row: Row, text: str) -> dict[str, Any] | Fault:
    """The pairs and mentions that a document names, or what is wrong with them."""
    named: dict[str, Any] = {}
    for field_, read, mend in (("pairs", read_pairs, PAIRS_MEND), ("mentions", read_mentions, MENTIONS_MEND)):
        try:
            named[field_] = read(row.annotations.get(field_), text)
        except ValueError as error:
            return Fault(row.line, str(error), mend)
    return named


def _cell(value: Any) -> str:
    return _UNWRITABLE.sub("\ufffd", str(value)).strip()


def _no_text(row: Row, layout: Layout) -> tuple[str, str]:
    column = layout.column("text")
    if column in row.fields:
        return "the text is empty", "Give the document a text, or take it out"
    return f"has no {column!r}", "Rename the field that holds the text, or name it: --column text=NAME"
