"""Records as flat CSV in UTF-8: texts in quotation marks, numbers without."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, TextIO

from coder.output.columns import COLUMNS, flatten, required_columns, unflatten

_LONGEST_CELL = 2**31 - 1


class CsvWriter:
    """Writes records to ``stream`` (opened with ``newline=""``), after a header line."""

    def __init__(self, stream: TextIO):
        # Codes in quotes say that they are texts: 043 is not 43.
        self._writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        self._writer.writerow([column.name for column in COLUMNS])

    def write(self, record: dict[str, Any]) -> None:
        """Write one record."""
        self._writer.writerow(flatten(record))


def read_csv_records(stream: TextIO) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each record of a CSV file (opened with ``newline=""``) with its line, or what is wrong with the row."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(stream, strict=True)
    names: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"cannot be read: {error}"
            continue
        if names is None:
            names = cells
            missing = [name for name in required_columns(names) if name not in names]
            if missing:
                yield line, f"the header lacks {', '.join(missing)}"
                return
        elif len(cells) != len(names):
            yield line, f"has {len(cells)} cells, the header {len(names)}"
        else:
            yield line, unflatten(dict(zip(names, cells, strict=True)))
