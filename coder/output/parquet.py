"""Records as Apache Parquet: typed columns, nulls that are nulls, lists that are lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from coder.output.columns import COLUMNS, record_of
from coder.output.fields import described, row

_ROWS = 10_000
"""Rows of a row group, which is what is held in memory at a time."""


def write_parquet(records: Iterable[dict[str, Any]], path: Path) -> list[str]:
    """Write records to a file; returns what it cannot hold, which is nothing."""
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        "text": pa.string(),
        "date": pa.date32(),
        "integer": pa.int32(),
        "number": pa.float64(),
        "truth": pa.bool_(),
        "ids": pa.list_(pa.string()),
        "list": pa.list_(pa.struct([("code", pa.string()), ("text", pa.string()), ("span", pa.list_(pa.int32()))])),
    }
    schema = pa.schema([pa.field(f.name, types[f.kind], metadata={"description": f.description}) for f in described()])
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        rows: list[list[Any]] = []
        for record in records:
            rows.append(_typed(row(record)))
            if len(rows) == _ROWS:
                writer.write_batch(_batch(rows, schema))
                rows = []
        if rows:
            writer.write_batch(_batch(rows, schema))
    return []


def read_parquet(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each record of a file with its row, counted from 1; raises ``ValueError`` for another kind of file."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise ValueError(f"is no Parquet file: {error}") from None
    number = 0
    with file:
        for batch in file.iter_batches(_ROWS):
            for cells in batch.to_pylist():
                number += 1
                given = {c.name: _text(cells[c.name], c.kind) for c in COLUMNS if c.name in cells}
                yield number, record_of(given)


def _batch(rows: list[list[Any]], schema: Any) -> Any:
    import pyarrow as pa

    columns = zip(*rows, strict=True)
    return pa.record_batch(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def _typed(cells: list[Any]) -> list[Any]:
    return [
        datetime.date.fromisoformat(value) if field.kind == "date" and value else value
        for field, value in zip(described(), cells, strict=True)
    ]


def _text(value: Any, kind: str) -> Any:
    return value.isoformat() if kind == "date" and isinstance(value, datetime.date) else value
