"""Read CSV: a header line, then one document a row; commas, semicolons or tabs between cells."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from coder.corpus.rows import Fault, Row

_DELIMITERS = ",;\t"
_LONGEST_CELL = 2**31 - 1


def read_csv(stream: TextIO, stem: str, columns: Mapping[str, str]) -> Iterator[Row | Fault]:
    """Yield the documents of a CSV file; one that holds no id is called after the file and the row's number.

    ``columns`` are the columns that the file must have, by the field they hold. The stream must have been opened with
    ``newline=""``, so that line breaks in quoted cells stay as they are.
    """
    csv.field_size_limit(_LONGEST_CELL)
    header = stream.readline()
    if not header.strip():
        yield Fault(0, "is empty", "Give it a header line and rows, or take it out")
        return
    delimiter = max(_DELIMITERS, key=lambda mark: sum(column in _cells(header, mark) for column in columns.values()))
    names = _cells(header, delimiter)
    missing = {field: column for field, column in columns.items() if column not in names}
    for field, column in missing.items():
        reason = f"has no column {column!r}; its columns are {', '.join(filter(None, names))}"
        yield Fault(1, reason, f"Rename the column that holds the {field}, or name it: --column {field}=NAME")
    if not missing:
        yield from _rows(stream, stem, names, delimiter)


def has_columns(header: str, columns: Mapping[str, str]) -> bool:
    """Whether a line is the header of a CSV file that has these columns, and others."""
    cells = [_cells(header, mark) for mark in _DELIMITERS]
    return any(len(names) > 1 and all(column in names for column in columns.values()) for names in cells)


def _cells(header: str, delimiter: str) -> list[str]:
    return [name.strip().lower() for name in next(csv.reader(_without_nul([header]), delimiter=delimiter), [])]


def _rows(stream: TextIO, stem: str, names: list[str], delimiter: str) -> Iterator[Row | Fault]:
    reader = csv.reader(_without_nul(stream), delimiter=delimiter, strict=True)
    number = 0
    while True:
        line = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            number += 1
            yield Fault(line, f"the row cannot be read: {error}", "Mend its quotes: within a quoted cell, double them")
            continue
        if not any(cells):
            continue
        number += 1
        if any(cells[len(names) :]):
            reason = f"the row has {len(cells)} cells, the header {len(names)}"
            yield Fault(line, reason, f"Put quotes around cells that hold a {delimiter!r}")
        else:
            yield Row(line, f"{stem}-{number}", dict(zip(names, cells, strict=False)))
    if not number:
        yield Fault(0, "has a header but no rows", "Give it rows, or take it out")


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    """The lines with NULs made U+FFFD: until Python 3.11 the csv module cannot read them."""
    return (line.replace("\0", "\ufffd") for line in lines)
