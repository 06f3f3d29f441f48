"""The work folder of a run: what is done, shard by shard, so that a run that was stopped goes on where it was.

It lies beside the output, and is gone when the output is there. In it are ``manifest.jsonl`` and the
records of each shard. The manifest's first line says what the run is made of, every further one that a shard is done; a
line is added when the shard's file is in its place, so that what the manifest has can be relied on whenever the run
stops.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from coder.output import CannotWrite
from coder.output.csvs import CsvWriter
from coder.output.files import replacing, targets
from coder.run.report import Report

_MANIFEST, _LOCK, _SHARDS = "manifest.jsonl", "lock", "shards"
_FOLDER = 1000
"""So many shards lie in one folder: file systems are slow with more."""


class CannotResume(Exception):
    """The run that was stopped is another one, or still going on; the message says what to do."""


def work_folder(out: Path) -> Path:
    """Where the work folder of a run that writes to ``out`` is: ``.NAME.work`` beside a file, ``.events.work`` in a
    folder."""
    file = out if out.suffix and not out.is_dir() else out / "events"
    return file.with_name(f".{file.name}.work")


@contextmanager
def open_work(out: Path, made_of: dict[str, str]) -> Iterator[Work]:
    """Open the work folder of ``out``, made where it is not there; one run at a time can.

    ``made_of`` says what the run is made of (codebook, model, input, options), each in a word. Raises
    ``CannotResume`` where the folder is of a run that is made of something else, or in use, ``CannotWrite`` where it
    cannot be made.
    """
    folder = work_folder(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / _LOCK).open("w")
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {error.strerror} ({folder}). Name another place with -o") from None
    with lock:
        _hold(lock, out)
        yield Work(out, folder, made_of)


def discard(out: Path) -> None:
    """Remove the work folder of ``out``, whatever it holds. Raises ``CannotWrite``."""
    folder = work_folder(out)
    if folder.exists():
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise CannotWrite(f"{folder} cannot be removed: {error.strerror}") from None


def _hold(lock, out: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows, where nobody has two runs write to one place more than once.
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotResume(f"another run is writing to {out}: wait for it, or name another place with -o") from None
    except OSError:  # A file system without locks.
        return


class Work:
    """What is done of a run, and where its shards' records are; ``count`` shards are done."""

    def __init__(self, out: Path, folder: Path, made_of: dict[str, str]):
        self._out = out
        self.folder = folder
        self._manifest = folder / _MANIFEST
        self._names = [] if targets(out) == [out] else [path.name for path in targets(out)]
        lines = _whole_lines(self._manifest)
        head = json.loads(lines[0]) if lines else None
        if head is None:
            shutil.rmtree(folder / _SHARDS, ignore_errors=True)
            self._write("w", made_of)
        elif head != made_of:
            raise CannotResume(_changed(out, head, made_of))
        else:
            os.truncate(self._manifest, sum(map(len, lines)))
        self._found = {json.loads(line)["shard"]: line for line in lines[1:]}
        self.count = len(self._found)

    def place(self, shard: int) -> Path:
        """Where the records of a shard go to: a file, or (where the output is one) a folder."""
        suffix = "" if self._names else self._out.suffix
        return self.folder / _SHARDS / f"{shard // _FOLDER:04d}" / f"{shard:07d}{suffix}"

    def done(self, shard: int) -> Report | None:
        """What a shard came to that was done when the run began, None where it was not or its file is not as it was
        left."""
        line = json.loads(self._found.pop(shard, b"null"))
        if line is None or [_size(path) for path in self._files(self.place(shard))] != line["sizes"]:
            return None
        return Report.from_dict(line["report"])

    def add(self, shard: int, report: Report) -> None:
        """Note that a shard is done, its file being there. Raises ``CannotWrite``."""
        sizes = [_size(path) for path in self._files(self.place(shard))]
        self._write("a", {"shard": shard, "sizes": sizes, "report": report.as_dict()})
        self.count += 1

    def join(self, parts: list[Path], shard: int) -> None:
        """Put the records of a shard together from the places of its parts, which are removed. Raises
        ``CannotWrite``."""
        self._gather(map(self._files, parts), self._files(self.place(shard)))
        for part in parts:
            for path in self._files(part):
                path.unlink()

    def finish(self, shards: int) -> list[Path]:
        """Put the output together from the shards, in order, and remove the work folder; returns the files made.

        The files take their places together, when all has gone well. Raises ``CannotWrite``.
        """
        targets = self._files(self._out)
        self._gather((self._files(self.place(shard)) for shard in range(shards)), targets)
        shutil.rmtree(self.folder, ignore_errors=True)
        return targets

    def _gather(self, parts: Iterable[list[Path]], targets: list[Path]) -> None:
        with replacing(targets, self._out) as streams:
            for target, stream in zip(targets, streams, strict=True):
                if target.suffix == ".csv":
                    CsvWriter(stream)  # Writes the header line, which every part has too.
                    stream.flush()
            for files in parts:
                for path, stream in zip(files, streams, strict=True):
                    self._copy(path, stream.buffer)

    def _copy(self, path: Path, stream: BinaryIO) -> None:
        try:
            with path.open("rb") as part:
                if path.suffix == ".csv":
                    part.readline()
                shutil.copyfileobj(part, stream, 1 << 20)
        except OSError as error:
            reason = f"{self._out} cannot be written: {error.strerror}. Make room, then run it again"
            raise CannotWrite(reason) from None

    def _files(self, place: Path) -> list[Path]:
        return [place / name for name in self._names] or [place]

    def _write(self, mode: str, line: dict[str, Any]) -> None:
        try:
            with self._manifest.open(mode, encoding="utf-8", newline="\n") as stream:
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise CannotWrite(f"{self._manifest} cannot be written: {error.strerror}") from None


def _whole_lines(manifest: Path) -> list[bytes]:
    """The lines of a manifest up to the first that was cut off or damaged: none from there on counts."""
    try:
        lines = manifest.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return []
    for at, line in enumerate(lines):
        try:
            whole = line.endswith(b"\n") and isinstance(json.loads(line), dict)
        except ValueError:
            whole = False
        if not whole:
            return lines[:at]
    return lines


def _changed(out: Path, before: dict[str, str], now: dict[str, str]) -> str:
    names = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    changes = "; ".join(f"{name}: {before.get(name, 'none')} then, {now.get(name, 'none')} now" for name in names)
    return (
        f"a run that writes to {out} was stopped, and this one is made of something else ({changes}). "
        "Give --fresh to begin anew, or give again what that run was given, to finish it"
    )


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return -1
