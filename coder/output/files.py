"""Where records go to, whole or not at all, and where they are read from."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

from coder.output.csvs import CsvWriter, read_csv_records
from coder.output.jsonl import JsonlWriter, read_jsonl_records

STANDARD_OUTPUT = "-"
_WRITERS = {".jsonl": JsonlWriter, ".csv": CsvWriter}
_READERS = {".jsonl": read_jsonl_records, ".csv": read_csv_records}


class CannotWrite(Exception):
    """Records cannot be written to that place; the message says why and what to do."""


class Output:
    """Several writers as one; ``paths`` are the files that they make."""

    def __init__(self, writers: list[JsonlWriter | CsvWriter], paths: list[Path]):
        self._writers = writers
        self.paths = paths

    def write(self, record: dict[str, Any]) -> None:
        """Write a record to each."""
        for writer in self._writers:
            writer.write(record)


@contextmanager
def open_output(out: str | Path) -> Iterator[Output]:
    """Open what records are written to, and close it: a context manager that gives an ``Output``.

    ``out`` is a ``.jsonl`` or ``.csv`` file, ``-`` (JSONL on standard output) or a folder, which gets ``events.jsonl``
    and ``events.csv``. Folders are made. The files are written beside their place under another name and put there
    when all has gone well; after an exception nothing is left, and what was there before still is. Raises
    ``CannotWrite`` where that cannot work, on entering if it can be known then.
    """
    if str(out) == STANDARD_OUTPUT:
        stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="\n")
        try:
            yield Output([JsonlWriter(stream)], [])
            stream.flush()
        finally:
            stream.detach()
        return
    paths = _targets(Path(out))
    parts = [path.with_name(f".{path.name}.{os.getpid()}.part") for path in paths]
    try:
        with ExitStack() as stack:
            streams = [stack.enter_context(_create(part)) for part in parts]
            yield Output([_WRITERS[path.suffix.lower()](stream) for path, stream in zip(paths, streams)], paths)
        for part, path in zip(parts, paths):
            part.replace(path)
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {error.strerror}. Name another place with -o") from error
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def read_records(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each record of a ``.jsonl`` or ``.csv`` file with its line, or what is wrong with that line.

    Raises ``ValueError`` for another kind of file, or one that is not UTF-8, and ``OSError`` for one that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise ValueError("is no .jsonl or .csv file")
    with path.open(encoding="utf-8-sig", newline="" if suffix == ".csv" else None) as stream:
        yield from _READERS[suffix](stream)


def _targets(out: Path) -> list[Path]:
    if out.suffix.lower() in _WRITERS and not out.is_dir():
        return [out]
    if out.suffix and not out.is_dir():
        raise CannotWrite(f"{out} is neither a folder nor does it end in .jsonl or .csv. Name another place with -o")
    if out.exists() and not out.is_dir():
        raise CannotWrite(f"{out} is a file, but no .jsonl or .csv. Name a folder, or another place with -o")
    return [out / "events.jsonl", out / "events.csv"]


def _create(part: Path) -> TextIO:
    part.parent.mkdir(parents=True, exist_ok=True)
    return part.open("w", encoding="utf-8", newline="")
