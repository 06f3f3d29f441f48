"""Worker processes on this machine, each replaced when it dies."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from coder.model import Document
from coder.output import CannotWrite
from coder.run.limits import MEMORY, PATIENCE, seconds
from coder.run.local import Coding
from coder.run.report import Report

_SPAWN = multiprocessing.get_context("spawn")
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_STARTS = 3
"""A worker that dies so often before it is ready will not be by starting it again."""


@dataclass(frozen=True, slots=True)
class Task:
    """Documents to code into a file."""

    documents: Sequence[Document]
    out: Path


@dataclass(frozen=True, slots=True)
class Died:
    """A task's worker died, or was stopped, before the task was done."""

    reason: str


class WorkersFail(Exception):
    """No worker can work; the message says why."""


class Pool:
    """Codes tasks in at most ``workers`` processes, each of which is started when there is a task for it.

    Each calls ``setup`` once, which must be picklable. Results come as they are ready, not in the order of the tasks.
    """

    def __init__(self, setup: Callable[[], Coding], workers: int):
        self._setup = setup
        self._most = workers
        self._workers: list[_Worker] = []
        self._waiting: list[Task] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_exception) -> None:
        for worker in self._workers:
            worker.stop()

    @property
    def has_room(self) -> bool:
        """Whether another task would not have to wait long: as many wait as there are workers."""
        return len(self._waiting) < self._most

    def submit(self, task: Task) -> None:
        """Take a task."""
        self._waiting.append(task)
        if len(self._workers) < self._most and not any(worker.is_free for worker in self._workers):
            self._workers.append(_Worker(self._setup))

    def results(self) -> list[tuple[Task, Report | Died]]:
        """Wait until at least one task has ended; returns those that have, with what came of them.

        There must be a task. Raises ``CannotWrite`` where a worker cannot write, ``WorkersFail`` where none can be
        started.
        """
        ended: list[tuple[Task, Report | Died]] = []
        while not ended:
            for worker in self._workers:
                if worker.is_free and self._waiting:
                    worker.begin(self._waiting.pop(0))
            awaited = [worker for worker in self._workers if not worker.is_free]
            soonest = min(worker.deadline for worker in awaited)
            ready = wait([worker.pipe for worker in awaited], max(0.0, soonest - time.monotonic()))
            for worker in awaited:
                if worker.pipe in ready:
                    ended += worker.answer()
                elif time.monotonic() > worker.deadline:
                    ended += worker.replace("took too long")
        return ended


class _Worker:
    """One process, and the task it has. It is free when it has loaded what it needs and has no task."""

    def __init__(self, setup: Callable[[], Coding]):
        self._setup = setup
        self._failures = 0
        self._start()

    def _start(self) -> None:
        self.is_free = False
        self.deadline = time.monotonic() + PATIENCE
        self._task: Task | None = None
        self.pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_work, args=(self._setup, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def begin(self, task: Task) -> None:
        """Give the process a task; it is free."""
        self._task, self.is_free = task, False
        self.deadline = time.monotonic() + seconds(task.documents)
        with suppress(OSError):  # It has died: reading from it will tell.
            self.pipe.send(task)

    def answer(self) -> list[tuple[Task, Report | Died]]:
        """Hear what the process has to say: the task that has ended, with what came of it, none where it has just
        started."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            return self.replace(self._end())
        if isinstance(said, Exception):
            raise said
        task, self._task = self._task, None
        self.is_free, self._failures = True, 0
        return [(task, said)] if task is not None else []

    def replace(self, reason: str) -> list[tuple[Task, Report | Died]]:
        """Start another process in place of this one; returns the task it had, and that it died."""
        task = self._task
        self.stop()
        self._failures += task is None
        if self._failures == _STARTS:
            raise WorkersFail(f"no worker can be started: one after the other {reason} before it was ready")
        self._start()
        return [(task, Died(f"the worker that coded it {reason}"))] if task is not None else []

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def _end(self) -> str:
        self._process.join(5)
        code = self._process.exitcode
        return f"was killed by signal {-code}" if code is not None and code < 0 else f"ended with exit code {code}"


def _work(setup: Callable[[], Coding], pipe: Connection) -> None:
    """What a worker process does: tasks in, reports out, until the other end is gone."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends its workers.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # More threads than cores only get in each other's way.
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        coding = setup()
        _limit_memory()
        pipe.send(None)
        while True:
            task = pipe.recv()
            try:
                pipe.send(coding.write_file(task.documents, task.out))
            except CannotWrite as error:
                pipe.send(error)
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:  # What cannot be loaded here; the parent says it.
        pipe.send(WorkersFail(str(error) or repr(error)))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _limit_memory() -> None:
    """Let the process have so much memory more than it has; what asks for more fails, not the machine."""
    if not sys.platform.startswith("linux"):
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
