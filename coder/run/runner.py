"""One run: articles in files, records in files, by this process or by many."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path

from coder import __version__
from coder.codebook.folder import content_hash, shipped
from coder.codebook.problems import Problem
from coder.corpus import read_corpus
from coder.corpus.reading import FORMATS, STANDARD_INPUT
from coder.corpus.shards import CHARACTERS, DOCUMENTS, shards
from coder.language.models import DEFAULT_MODEL, installed_version
from coder.model import Document
from coder.output.files import STANDARD_OUTPUT, CannotWrite, open_output, replacing, targets
from coder.run.limits import fit
from coder.run.local import Setup
from coder.run.pool import Pool, WorkersFail
from coder.run.recalled import Recalled
from coder.run.report import Report, SetAside
from coder.run.sharded import Engine, run_shards
from coder.run.work import Work, discard, open_work, work_folder

Engines = Callable[[Setup, Path], AbstractContextManager[Engine]]
"""Makes an engine that works with a setup, and may keep what it needs in a folder."""


class Stopped(Exception):
    """The run was stopped by Ctrl-C; the message says what is kept."""


@dataclass(frozen=True, slots=True)
class Run:
    """What to code, and where to. ``date``, ``publisher`` and ``columns`` are those of ``read_corpus``."""

    paths: tuple[str, ...]
    out: str
    setup: Setup
    date: datetime.date | None = None
    publisher: str | None = None
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def streams(self) -> bool:
        """Whether it reads standard input or writes standard output, and so cannot be taken up again."""
        return STANDARD_INPUT in self.paths or self.out == STANDARD_OUTPUT

    def documents(self, report: Callable[[Problem], None]) -> Iterator[Document]:
        """The documents, as they are read; ``report`` is told of those that cannot be."""
        return read_corpus(self.paths, date=self.date, publisher=self.publisher, columns=self.columns, report=report)

    def made_of(self) -> dict[str, str]:
        """What decides the records: each part in a word, for a run that goes on to be compared with."""
        options = {"date": str(self.date), "publisher": self.publisher, "columns": sorted(self.columns.items())}
        return {
            "program": __version__,
            "codebook": content_hash(self.setup.codebook or shipped()),
            "model": installed_version(self.setup.model or DEFAULT_MODEL),
            "input": _content(self.paths),
            "options": hashlib.sha256(json.dumps(options).encode()).hexdigest()[:12],
            "shards": f"{DOCUMENTS} documents, {CHARACTERS} characters",
        }


@dataclass(slots=True)
class Outcome:
    """What a run came to, and the files that it wrote."""

    report: Report
    paths: list[Path]


def code_corpus(
    run: Run, engines: Engines | None = None, fresh: bool = False, advance: Callable[[int], None] = lambda number: None
) -> Outcome:
    """Code a corpus into files, in this process where the input is short or a stream, with an engine where it is not.

    ``engines`` makes the engine (None: this process, and worker processes on all cores for a long input). ``fresh``
    throws away what a run to the same place has left that was stopped; else it is gone on with. ``advance`` is told
    how many documents are done. Raises ``CannotWrite``, ``CannotResume``, ``WorkersFail``, ``Stopped``, and what
    loading a codebook or a model raises.
    """
    problems: list[Problem] = []
    aside: list[SetAside] = []
    documents = fit(run.documents(problems.append), problems.append, aside.append)
    if run.streams:
        outcome = _here(documents, run, aside, advance)
    else:
        if fresh:
            discard(Path(run.out))
        cut = shards(documents)
        head = list(islice(cut, 2))
        if len(head) < 2 and engines is None and not work_folder(Path(run.out)).exists():
            outcome = _here(chain.from_iterable(head), run, aside, advance)
        else:
            outcome = _in_shards(chain(head, cut), run, engines or processes(cores()), aside, advance)
    outcome.report.problems[:0] = problems
    return outcome


def processes(number: int) -> Engines:
    """Engines of so many worker processes on this machine."""
    return lambda setup, _folder: Pool(setup, number)


def cores() -> int:
    """How many cores this process may use (fewer than there are in a container or a job of a cluster)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _here(documents: Iterable[Document], run: Run, aside: list[SetAside], advance: Callable[[int], None]) -> Outcome:
    """Code in this process."""
    with open_output(run.out) as output:
        report = run.setup().write(_told(documents, advance), output)
        report.set_aside += aside
        paths = [] if run.streams else write_set_aside(report.set_aside, Path(run.out))
    return Outcome(report, output.paths + paths)


def _told(documents: Iterable[Document], advance: Callable[[int], None]) -> Iterator[Document]:
    for document in documents:
        yield document
        advance(1)


def _in_shards(
    cut: Iterable[list[Document]], run: Run, engines: Engines, aside: list[SetAside], advance: Callable[[int], None]
) -> Outcome:
    """Code with an engine, shard by shard, going on where a run before this one stopped."""
    out = Path(run.out)
    files = targets(out)
    with open_work(out, run.made_of()) as work:
        try:
            with _engine(run.setup, engines, work.folder) as engine:
                report, number = run_shards(cut, engine, work, advance)
            report.set_aside[:0] = aside
            paths = write_set_aside(report.set_aside, out)
            work.finish(number)
        except KeyboardInterrupt:
            raise Stopped(f"Stopped. {_kept(work)}") from None
        except CannotWrite as error:
            raise CannotWrite(f"{error}\n{_kept(work)}") from None
        except WorkersFail as error:
            raise WorkersFail(f"{error}\n{_kept(work)}") from None
    return Outcome(report, files + paths)


def _engine(setup: Setup, engines: Engines, folder: Path) -> AbstractContextManager[Engine]:
    """An engine, which is made only when it is needed where there is a store."""
    recalling = setup.recalling()
    return engines(setup, folder) if recalling is None else Recalled(recalling, lambda: engines(setup, folder))


def _kept(work: Work) -> str:
    shards_are = "shard is" if work.count == 1 else "shards are"
    return f"{work.count} {shards_are} done and kept in {work.folder}; the same command goes on from there."


def write_set_aside(documents: list[SetAside], out: Path) -> list[Path]:
    """Write what was set aside beside the output (one JSON object a line: id, origin, reason); returns the file's path.

    Without any such document there is no file, and one that a run before this has left is removed. Raises
    ``CannotWrite``.
    """
    path = out.with_suffix(".quarantine.jsonl") if out.suffix and not out.is_dir() else out / "quarantine.jsonl"
    if not documents:
        path.unlink(missing_ok=True)
        return []
    with replacing([path], path) as (stream,):
        stream.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in documents)
    return [path]


def _content(paths: Iterable[str]) -> str:
    """A hash of the names and contents of the files that a corpus is read from."""
    digest = hashlib.sha256()
    for path in map(Path, paths):
        for file in _files(path):
            digest.update(file.name.encode() + b"\0")
            with file.open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    digest.update(chunk)
    return digest.hexdigest()[:12]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix.lower() in FORMATS and file.is_file())
