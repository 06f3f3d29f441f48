"""Records as Stata and SPSS files, with labels for variables and values.

Both label integers only (SPSS drops labels of long strings), so each column of codes has a numeric companion, whose
name ends in ``_n``: its values have the codes and what they mean as labels. Companions of event codes are the code as a
number (043 is 43), those of closed lists the place in the list, those of other codes count the codes of the file.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coder.output.columns import COLUMNS, record_of
from coder.output.fields import FIELDS, QUADS, ROOTS, TRUTH, allowed, row


@dataclass(frozen=True, slots=True)
class _Format:
    """What a file format can hold: bytes of a text, blanks at its end, days, and how dates and labels are written."""

    name: str
    longest: float
    keeps_blanks: bool
    epoch: datetime.date
    day: int
    date_format: str
    label: int


_STATA = _Format("Stata", math.inf, True, datetime.date(1960, 1, 1), 1, "%td", 32_000)
_SPSS = _Format("SPSS", 32_767, False, datetime.date(1582, 10, 14), 86_400, "DATE11", 120)


def write_stata(records: Iterable[dict[str, Any]], path: Path) -> list[str]:
    """Write records to a .dta file of version 118, in memory; returns what it cannot hold, one line for each column."""
    import pyreadstat

    table = _Table(_STATA, records)
    pyreadstat.write_dta(
        table.frame(),
        path,
        file_label="Event records of code-events",
        column_labels=table.labels(),
        version=15,
        variable_value_labels=table.value_labels(),
        variable_format=table.formats(),
    )
    return table.lost()


def write_spss(records: Iterable[dict[str, Any]], path: Path) -> list[str]:
    """Write records to a .sav file, in memory; returns what it cannot hold, one line for each column."""
    import pyreadstat

    table = _Table(_SPSS, records)
    pyreadstat.write_sav(
        table.frame(),
        path,
        file_label="Event records of code-events",
        column_labels=table.labels(),
        row_compress=True,
        variable_value_labels=table.value_labels(),
        variable_format=table.formats(),
    )
    return table.lost()


def read_stata(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each record of a .dta file with its row, counted from 1; raises ``ValueError`` for another kind of file."""
    import pyreadstat

    return _read(pyreadstat.read_dta, path)


def read_spss(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each record of a .sav file with its row, counted from 1; raises ``ValueError`` for another kind of file."""
    import pyreadstat

    return _read(pyreadstat.read_sav, path)


@dataclass(slots=True)
class _Table:
    """The columns of a file to be written, and what was lost on the way."""

    format: _Format
    records: Iterable[dict[str, Any]]
    _columns: dict[str, list[Any]] = field(default_factory=dict)
    _values: dict[str, dict[int, str]] = field(default_factory=dict)
    _meanings: dict[str, str] = field(default_factory=dict)
    _lost: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns: list[list[Any]] = [[] for _ in FIELDS]
        for record in self.records:
            if record["event"]:
                self._meanings.setdefault(record["event"]["code"], record["event"]["label"])
            for column, one, value in zip(columns, FIELDS, row(record), strict=True):
                column.append(self._held(one.name, one.kind, value))
        for one, column in zip(FIELDS, columns, strict=True):
            self._columns[one.name] = column
            if one.kind == "truth":
                self._values[one.name] = TRUTH
            elif one.coded:
                self._add_companion(one.name, column)
        self._values["quad"] = QUADS

    def frame(self) -> Any:
        """The table as a data frame: texts, and numbers with NaN for missing."""
        import pandas as pd

        text = {one.name for one in FIELDS if one.kind in ("text", "ids", "list")}
        return pd.DataFrame(
            {
                name: pd.Series(column, dtype=object if name in text else _dtype(column))
                for name, column in self._columns.items()
            }
        )

    def labels(self) -> dict[str, str]:
        """The labels of the variables."""
        labels = {one.name: one.label for one in FIELDS}
        return {name: labels.get(name) or f"{labels[name[:-2]]} (number)"[:80] for name in self._columns}

    def value_labels(self) -> dict[str, dict[int | float, str]]:
        """The labels of values by variable; keys are of the type of the column."""
        typed = {name: float if None in self._columns[name] else int for name in self._values}
        return {
            name: {typed[name](n): label for n, label in found.items()} for name, found in self._values.items() if found
        }

    def formats(self) -> dict[str, str]:
        """The formats of the dates."""
        return {one.name: self.format.date_format for one in FIELDS if one.kind == "date"}

    def lost(self) -> list[str]:
        """What the format cannot hold."""
        return [f"{self.format.name} cannot hold {what}: {n} cells of {name}" for (name, what), n in self._lost.items()]

    def _held(self, name: str, kind: str, value: Any) -> Any:
        """A value as the format holds it."""
        if kind in ("text", "ids", "list"):
            return self._text(name, value if isinstance(value, str) else _written(value, kind))
        if kind == "date" and value is not None:
            days = (datetime.date.fromisoformat(value) - self.format.epoch).days
            if self.format is _SPSS and days < 1:
                self._lose(name, "days before 15 October 1582 (left empty)")
                return None
            return days * self.format.day
        return int(value) if kind == "truth" and value is not None else value

    def _text(self, name: str, text: str) -> str:
        if "\0" in text:
            self._lose(name, "the character NUL (written as U+FFFD)")
            text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
        if len(text) * 4 > self.format.longest and len(text.encode()) > self.format.longest:
            self._lose(name, f"texts of more than {int(self.format.longest):,} bytes (cut)")
            text = text.encode()[: int(self.format.longest)].decode(errors="ignore")
        if not self.format.keeps_blanks and text.endswith(" "):
            self._lose(name, "blanks at the end of a text (dropped)")
            text = text.rstrip(" ")
        return text

    def _lose(self, name: str, what: str) -> None:
        self._lost[name, what] = self._lost.get((name, what), 0) + 1

    def _add_companion(self, name: str, codes: list[str]) -> None:
        present = sorted(set(codes) - {""})
        if name in ("event_code", "event_root"):
            numbers = {code: int(code) for code in present if code.isdigit()}
        else:
            listed = allowed(name) or present
            numbers = {code: at for at, code in enumerate(listed, start=1)}
        meanings = {"event_code": self._meanings, "event_root": ROOTS}.get(name, {})
        self._columns[f"{name}_n"] = [numbers.get(code) for code in codes]
        labels = {number: f"{code} {meanings[code]}" if code in meanings else code for code, number in numbers.items()}
        self._values[f"{name}_n"] = {n: _cut(label, self.format.label) for n, label in labels.items()}


def _read(reader: Any, path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    import pyreadstat

    try:
        columns, meta = reader(path, output_format="dict", disable_datetime_conversion=False)
    except pyreadstat.ReadstatError as error:
        raise ValueError(f"cannot be read as {path.suffix}: {error}") from None
    known = [column for column in COLUMNS if column.name in columns]
    for at in range(meta.number_rows):
        yield at + 1, record_of({c.name: _value(columns[c.name][at], c.kind) for c in known})


def _value(value: Any, kind: str) -> Any:
    """A cell as the record has it."""
    if value is None or value == "" or value != value:
        return None
    if kind == "truth":
        return bool(value)
    if kind == "integer":
        return int(value)
    if kind == "number":
        return float(value)
    if kind == "ids":
        return value.split(";")
    if kind == "list":
        return _list(value)
    return value.isoformat() if kind == "date" else str(value)


def _list(text: str) -> Any:
    """The list that is written as JSON; the text itself where it was cut."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _written(value: Any, kind: str) -> str:
    if not value:
        return ""
    return ";".join(value) if kind == "ids" else json.dumps(value, ensure_ascii=False)


def _dtype(column: list[Any]) -> str:
    whole = all(type(value) is int for value in column)
    return "int32" if whole and column and max(map(abs, column)) < 2**31 else "float64"


def _cut(label: str, most: int) -> str:
    return label.encode()[:most].decode(errors="ignore")
