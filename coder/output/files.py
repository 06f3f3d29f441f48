"""Where records go to, whole or not at all, and where they are read from."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from coder.output.csvs import CsvWriter, read_csv_records
from coder.output.jsonl import JsonlWriter, read_jsonl_records

STANDARD_OUTPUT = "-"
_WRITERS = {".jsonl": JsonlWriter, ".csv": CsvWriter}
_READERS = {".jsonl": read_jsonl_records, ".csv": read_csv_records}
_TABLES = {
    ".parquet": ("coder.output.parquet", "read_parquet"),
    ".dta": ("coder.output.statistics", "read_stata"),
    ".sav": ("coder.output.statistics", "read_spss"),
}
"""The readers of formats that need libraries of their own, imported when they are asked for."""


class CannotWrite(Exception):
    """Records cannot be written to that place, or in that format; the message says why and what to do."""


class Output:
    """Several writers as one; ``paths`` are the files that they make."""

    def __init__(self, out: str | Path, writers: list[JsonlWriter | CsvWriter], paths: list[Path]):
        self._out = out
        self._writers = writers
        self.paths = paths

    def write(self, record: dict[str, Any]) -> None:
        """Write a record to each; raises ``CannotWrite`` where that fails, as on a full disk."""
        with _reasons(self._out):
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
    with _standard_output() if str(out) == STANDARD_OUTPUT else _files(Path(out)) as output:
        yield output


@contextmanager
def _standard_output() -> Iterator[Output]:
    stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="\n", write_through=True)
    try:
        yield Output("standard output", [JsonlWriter(stream)], [])
    finally:
        stream.detach()


@contextmanager
def _files(out: Path) -> Iterator[Output]:
    paths = targets(out)
    with replacing(paths, out) as streams:
        writers = [_WRITERS[path.suffix.lower()](stream) for path, stream in zip(paths, streams, strict=True)]
        yield Output(out, writers, paths)


@contextmanager
def replacing(paths: list[Path], out: str | Path) -> Iterator[list[TextIO]]:
    """Open files to write text to; they take their places together when all has gone well, else nothing is changed.

    ``out`` is what a message calls the place. Folders are made. Raises ``CannotWrite``.
    """
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in paths}
    streams: list[TextIO] = []
    try:
        with _reasons(out):
            streams += [_create(part) for part in parts.values()]
        yield streams
        with _reasons(out):
            for stream in streams:
                stream.close()
            for path, part in parts.items():
                part.replace(path)
    finally:
        for stream in streams:
            with suppress(OSError):
                stream.close()
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def replacing_file(out: Path) -> Iterator[Path]:
    """Give the path of a file to write by another library; it takes its place when all has gone well.

    Raises ``CannotWrite``.
    """
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with _reasons(out):
            part.parent.mkdir(parents=True, exist_ok=True)
            part.touch()
            yield part
            part.replace(out)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _reasons(out: str | Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # The reader of standard output has seen enough.
        raise
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {error.strerror or error}. Name another place with -o") from error


def read_records(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each record of a file with its line (or row), or what is wrong with that line.

    Reads ``.jsonl`` and ``.csv``, and what was exported as ``.parquet``, ``.dta`` or ``.sav``. Raises ``ValueError``
    for another kind of file or one that is not UTF-8, ``OSError`` for one that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix in _TABLES:
        module, reader = _TABLES[suffix]
        with needed_for(suffix):
            read = getattr(importlib.import_module(module), reader)
            yield from read(path)
        return
    if suffix not in _READERS:
        raise ValueError("is no .jsonl or .csv file (nor .parquet, .dta or .sav)")
    with path.open(encoding="utf-8-sig", newline="" if suffix == ".csv" else None) as stream:
        yield from _READERS[suffix](stream)


@contextmanager
def needed_for(what: str) -> Iterator[None]:
    """Turn the lack of an optional library into ``CannotWrite``, which says how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise CannotWrite(
            f"{what} needs the library {error.name}, which is not installed: pip install 'code-events[formats]'"
        ) from None


def targets(out: Path) -> list[Path]:
    """The files that records written to ``out`` go to; raises ``CannotWrite`` where ``out`` cannot be that."""
    if out.suffix.lower() in _WRITERS and not out.is_dir():
        return [out]
    if not out.is_dir() and (out.suffix or out.exists()):
        raise CannotWrite(f"{out} is no folder, and does not end in .jsonl or .csv. Name another place with -o")
    paths = [out / "events.jsonl", out / "events.csv"]
    for path in paths:
        if path.is_dir():
            raise CannotWrite(f"{path} is a folder, where a file should go. Name another place with -o")
    return paths


def _create(part: Path) -> TextIO:
    part.parent.mkdir(parents=True, exist_ok=True)
    return part.open("w", encoding="utf-8", newline="")
