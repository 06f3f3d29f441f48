"""What the readers of single formats have in common: a row is the raw fields of one document, not yet checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FIELDS = ("id", "date", "publisher", "title", "text", "url", "author")
"""The fields of a document that a file may hold."""

ANNOTATIONS = ("pairs", "mentions")
"""What a document of a JSONL file may name beside them."""


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one document as its file has them (names in lower case), with the line they start at.

    ``id`` is the document's id where the fields hold none; ``annotations`` are the pairs and mentions that it names.
    """

    line: int
    id: str
    fields: dict[str, Any]
    annotations: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be read, or (line 0) a whole file."""

    line: int
    reason: str
    mend: str
