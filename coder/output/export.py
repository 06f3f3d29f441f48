"""Export records to the formats that statistics packages read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from coder.output.columns import cell
from coder.output.fields import FIELDS, described, row
from coder.output.files import CannotWrite, replacing, replacing_file
from coder.output.jsonl import JsonlWriter
from coder.output.layouts import LAYOUTS, Layout
from coder.output.package import write_package
from coder.output.parquet import write_parquet
from coder.output.statistics import write_spss, write_stata
from coder.records.reading import read_events

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

_BINARY: dict[str, Callable[[Iterable[dict[str, Any]], Path], list[str]]] = {
    ".parquet": write_parquet,
    ".dta": write_stata,
    ".sav": write_spss,
}
FORMATS = (".csv", ".parquet", ".dta", ".sav", ".jsonl")


@dataclass(slots=True)
class Exported:
    """How many records were written, to which files, and what their format cannot hold (one line each)."""

    records: int = 0
    paths: list[Path] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def export(
    paths: Sequence[Path],
    out: Path,
    report: Callable[[str], None],
    layout: str | None = None,
    byte_order_mark: bool = False,
) -> Exported:
    """Write the records of files to ``out``, in the format that its name ends in (one of ``FORMATS``).

    ``layout`` names one of ``LAYOUTS``, for .csv only. A CSV file gets a data package and import scripts beside it, and
    begins with a byte-order mark where one is wanted. Files are replaced whole or not at all. Raises ``CannotWrite``.
    """
    suffix = out.suffix.lower()
    if suffix not in FORMATS or out.is_dir() or (layout and suffix != ".csv"):
        ends = ".csv, as layouts do" if layout else " ".join(FORMATS)
        raise CannotWrite(f"{out} is a folder or does not end in {ends}. Name another place with -o")
    done = Exported(paths=[out])
    records = _counted(read_events(paths, report), done)
    if suffix in _BINARY:
        with replacing_file(out) as part:
            done.lost = _BINARY[suffix](records, part)
        return done
    with replacing([out], out) as (stream,):
        if suffix == ".jsonl":
            writer = JsonlWriter(stream)
            for record in records:
                writer.write(record)
        else:
            stream.write(BYTE_ORDER_MARK if byte_order_mark else "")
            _write_csv(records, stream, LAYOUTS[layout] if layout else None)
    if suffix == ".csv":
        fields, key = (LAYOUTS[layout].fields, None) if layout else (described(), "event_id")
        try:
            done.paths += write_package(out, fields, key, scripts=not layout)
        except OSError as error:
            raise CannotWrite(
                f"{out.parent} cannot be written to: {error.strerror}. Name another place with -o"
            ) from None
    return done


def _write_csv(records: Iterable[dict[str, Any]], stream: TextIO, layout: Layout | None) -> None:
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    fields = layout.fields if layout else FIELDS
    writer.writerow([one.name for one in fields])
    for record in records:
        if layout is None:
            values = row(record)
        elif record["event"]:
            values = layout.row(record)
        else:
            continue
        writer.writerow([cell(value, one.kind) for value, one in zip(values, fields, strict=True)])


def _counted(records: Iterable[dict[str, Any]], done: Exported) -> Iterable[dict[str, Any]]:
    for record in records:
        done.records += 1
        yield record
