"""Read files, folders and standard input into documents, and report what cannot be read."""

from __future__ import annotations

import datetime
import io
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from coder.codebook.problems import Problem
from coder.corpus.csvs import has_columns, read_csv
from coder.corpus.documents import Layout, document
from coder.corpus.encoding import NotText, decoding
from coder.corpus.jsonl import read_jsonl
from coder.corpus.rows import Fault, Row
from coder.corpus.txt import read_txt
from coder.model import Document

FORMATS = (".txt", ".jsonl", ".csv")
STANDARD_INPUT = "-"


def read_corpus(
    paths: Iterable[str | Path] | str | Path,
    *,
    date: datetime.date | None = None,
    publisher: str | None = None,
    columns: Mapping[str, str] | None = None,
    report: Callable[[Problem], None] | None = None,
) -> Iterator[Document]:
    """Yield the documents of files and folders, in the order of ``paths``, of names and of rows.

    A path is a ``.txt``, ``.jsonl`` or ``.csv`` file, ``-`` for standard input (of any of these kinds, told apart by
    how it begins), or a folder, of which the files directly in it are read and its sub-folders are not. ``date`` and
    ``publisher`` are those of documents that have none; ``columns`` names the column or key of a field that is called
    otherwise (``{"text": "body"}``; ``ValueError`` for a field there is not).

    Nothing stops the reading: each file or row that cannot be read is passed over and given to ``report`` with its
    line, the reason and the mend (a warning by default), as is each text that had to be decoded by guess.
    A document whose id came before is passed over too.
    """
    layout = Layout(dict(columns or {}), date, publisher)
    report = report or (lambda problem: warnings.warn(str(problem), stacklevel=3))
    origins: dict[str, str] = {}
    for found in _found([paths] if isinstance(paths, (str, Path)) else paths, layout, report):
        first = origins.get(found.id)
        if first is None:
            origins[found.id] = found.origin
            yield found
        else:
            name, _, line = found.origin.rpartition(":")
            reason = f"the id {found.id!r} was already taken by {first}"
            report(Problem(name, int(line), found.id, reason, "Give each document an id of its own"))


def _found(paths: Iterable[str | Path], layout: Layout, report: Callable[[Problem], None]) -> Iterator[Document]:
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield from _standard_input(layout, report)
        elif Path(path).is_dir():
            yield from _folder(Path(path), layout, report)
        else:
            yield from _file(Path(path), layout, report)


def _folder(folder: Path, layout: Layout, report: Callable[[Problem], None]) -> Iterator[Document]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in FORMATS and path.is_file())
    except OSError as error:
        report(Problem(str(folder), 0, "", f"cannot be opened: {error.strerror}", "Check its name and permissions"))
        return
    if not files:
        mend = "Name the folder that holds them: sub-folders are not read"
        report(Problem(str(folder), 0, "", "holds no .txt, .jsonl or .csv file", mend))
    for path in files:
        yield from _file(path, layout, report)


def _file(path: Path, layout: Layout, report: Callable[[Problem], None]) -> Iterator[Document]:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        report(Problem(str(path), 0, "", "is no .txt, .jsonl or .csv file", "Convert it, or rename it if it is one"))
        return
    try:
        with path.open("rb") as stream:
            yield from _documents(stream, str(path), path.stem, suffix, layout, report)
    except OSError as error:
        report(Problem(str(path), 0, "", f"cannot be read: {error.strerror}", "Check its name and permissions"))


def _standard_input(layout: Layout, report: Callable[[Problem], None]) -> Iterator[Document]:
    with tempfile.TemporaryFile() as stream:
        shutil.copyfileobj(sys.stdin.buffer, stream)
        stream.seek(0)
        yield from _documents(stream, "standard input", "stdin", None, layout, report)


def _documents(
    stream: BinaryIO, name: str, stem: str, suffix: str | None, layout: Layout, report: Callable[[Problem], None]
) -> Iterator[Document]:
    try:
        found = decoding(stream)
    except NotText as error:
        report(Problem(name, 0, "", str(error), error.mend))
        return
    if found.reason:
        report(Problem(name, found.line, "", found.reason, "Save it as UTF-8"))
    empty = True
    for row in _rows(stream, stem, suffix, found.encoding, layout):
        empty = False
        made = document(row, layout, name) if isinstance(row, Row) else row
        if isinstance(made, Fault):
            report(Problem(name, made.line, getattr(row, "id", ""), made.reason, made.mend))
        else:
            yield made
    if empty:
        report(Problem(name, 0, "", "is empty", "Take it out, or put documents into it"))


def _rows(stream: BinaryIO, stem: str, suffix: str | None, encoding: str, layout: Layout) -> Iterator[Row | Fault]:
    suffix = suffix or _kind(stream, encoding, layout)
    newline = "" if suffix == ".csv" else None
    with io.TextIOWrapper(stream, encoding, errors="replace", newline=newline) as text:
        if suffix == ".csv":
            yield from read_csv(text, stem, layout.needed)
        else:
            yield from {".txt": read_txt, ".jsonl": read_jsonl}[suffix](text, stem)


def _kind(stream: BinaryIO, encoding: str, layout: Layout) -> str:
    """The format of a stream that has no name, told by its first line."""
    first = next(iter(stream.read(1 << 16).decode(encoding, "replace").strip().splitlines()), "")
    stream.seek(0)
    if first.startswith("{"):
        return ".jsonl"
    return ".csv" if has_columns(first, layout.needed) else ".txt"
