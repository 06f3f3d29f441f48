"""What the readers of single formats have in common: a row is the raw fields of one document, not yet checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FIELDS = ("id", "date", "publisher", "title", "text", "url", "author")
"""The fields of a document that a file may hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one document as its file has them (names in lower case), with the line they start at.

    ``id`` is the document's id where the fields hold none.
    """

    line: int
    id: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be read, or (line 0) a whole file."""

    line: int
    reason: str
    mend: str
