"""Check a file of event records, each by itself and all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.model import Document
from coder.output.columns import NAMES
from coder.output.files import read_records
from coder.records.validate import Fault, Record, Validator

LONGEST_VALUE = 60
"""Longer values are cut in the table of what is wrong."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong, and where: the file, its line (0 for all of it), the field, its value and the reason."""

    file: str
    line: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a file found: how many records it holds, and all that is wrong, in the order of its lines."""

    records: int
    faults: list[FileFault]


def validate_file(path: Path, validator: Validator, documents: Mapping[str, Document] | None = None) -> Checked:
    """Check the records of a ``.jsonl`` or ``.csv`` file.

    ``documents`` are those that were coded, by their ids, None where they are not at hand: then spans are held against
    the record's own sentence only. Ids must be unique, and links lead to records of the file that link back.
    """
    flat = path.suffix.lower() == ".csv"
    check = _Check(validator, documents)
    try:
        found = sorted(check.faults(read_records(path)), key=lambda item: item[0])
    except (OSError, ValueError) as error:
        reason = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        return Checked(0, [FileFault(str(path), 0, "", "", reason)])
    faults = [
        FileFault(str(path), line, _field(fault, flat), _value(fault.value), fault.reason) for line, fault in found
    ]
    return Checked(check.records, faults)


class _Check:
    """The state of checking one file: how many records were read, the line of each id and of each link."""

    def __init__(self, validator: Validator, documents: Mapping[str, Document] | None):
        self.records = 0
        self._validator = validator
        self._documents = documents
        self._lines: dict[str, int] = {}
        self._links: dict[tuple[str, str], int] = {}

    def faults(self, rows: Iterable[tuple[int, Record | str]]) -> Iterator[tuple[int, Fault]]:
        for line, record in rows:
            if isinstance(record, str):
                yield line, Fault((), None, record)
                continue
            self.records += 1
            for fault in [*self._alone(record), *self._among_others(line, record)]:
                yield line, fault
        yield from self._loose_links()

    def _alone(self, record: Record) -> list[Fault]:
        if self._documents is None:
            return self._validator.faults(record)
        doc_id = record.get("doc_id")
        document = self._documents.get(doc_id) if isinstance(doc_id, str) else None
        unknown = [Fault(("doc_id",), doc_id, "no document among the texts has this id")] if document is None else []
        return [*unknown, *self._validator.faults(record, document)]

    def _among_others(self, line: int, record: Record) -> list[Fault]:
        own, links = record.get("event_id"), record.get("links")
        if not isinstance(own, str):
            return []
        if isinstance(links, list):
            self._links.update({(own, link): line for link in links if isinstance(link, str)})
        first = self._lines.setdefault(own, line)
        return [Fault(("event_id",), own, f"is the id of the record in line {first} too")] if first != line else []

    def _loose_links(self) -> Iterator[tuple[int, Fault]]:
        for (own, link), line in self._links.items():
            if link not in self._lines:
                yield line, Fault(("links",), link, "no record of the file has this id")
            elif (link, own) not in self._links:
                yield line, Fault(("links",), link, f"the record in line {self._lines[link]} does not link back")


def _value(value: Any) -> str:
    written = "" if value is None else repr(value)
    return written if len(written) <= LONGEST_VALUE else written[: LONGEST_VALUE - 1] + "…"


def _field(fault: Fault, flat: bool) -> str:
    name = ".".join(str(step) for step in fault.path)
    return NAMES.get(fault.path, name) if flat else name
