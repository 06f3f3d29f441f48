"""A run in shards: coded by whatever engine, in any order, and put together in the input's."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from coder.model import Document
from coder.run.pool import Died, Task
from coder.run.report import Report, SetAside
from coder.run.work import Work

_DEATHS = 2
"""A document that is alone with so many workers when they die is set aside."""


class Engine(Protocol):
    """What codes tasks, several at a time."""

    @property
    def has_room(self) -> bool:
        """Whether to submit another task before asking for results."""

    def submit(self, task: Task) -> None:
        """Take a task."""

    def results(self) -> list[tuple[Task, Report | Died]]:
        """Wait until at least one task has ended; returns those that have, with what came of them."""


def run_shards(
    shards: Iterable[Sequence[Document]], engine: Engine, work: Work, advance: Callable[[int], None]
) -> tuple[Report, int]:
    """Code the shards that are not done; returns what all of them came to, and how many there are.

    ``advance`` is told of the number of documents each time that some are done. A worker that dies has its shard coded
    document by document; one with which two workers die is set aside. Raises what the engine raises.
    """
    run = _Run(engine, work, advance)
    for documents in shards:
        run.take(documents)
    run.end()
    return run.total, run.taken


class _Run:
    """The shards that are under way, and the total of those before the first of them.

    While tasks wait there are others under way: an engine that does nothing has room.
    """

    def __init__(self, engine: Engine, work: Work, advance: Callable[[int], None]):
        self._engine = engine
        self._work = work
        self._advance = advance
        self._waiting: deque[tuple[_Shard, Task]] = deque()
        self._under_way: dict[Path, _Shard] = {}
        self._reports: dict[int, Report] = {}
        self._added = 0
        self.taken = 0
        self.total = Report()

    def take(self, documents: Sequence[Document]) -> None:
        number, self.taken = self.taken, self.taken + 1
        done = self._work.done(number)
        if done is not None:
            self._count(number, done, len(documents))
            return
        shard = _Shard(number, documents, self._work.place(number))
        self._put(shard, shard.whole())
        while not self._engine.has_room:
            self._hear()

    def end(self) -> None:
        while self._under_way:
            self._hear()

    def _put(self, shard: _Shard, tasks: Iterable[Task]) -> None:
        """Have tasks coded when there is room: what waits in an engine is blamed for the deaths of others there."""
        self._waiting.extend((shard, task) for task in tasks)
        while self._waiting and self._engine.has_room:
            shard, task = self._waiting.popleft()
            self._under_way[task.out] = shard
            self._engine.submit(task)

    def _hear(self) -> None:
        for task, outcome in self._engine.results():
            shard = self._under_way.pop(task.out)
            self._put(shard, shard.after(task, outcome))
            if shard.report is not None:
                if shard.parts is not None:
                    self._work.join(shard.parts, shard.number)
                self._work.add(shard.number, shard.report)
                self._count(shard.number, shard.report, shard.size)

    def _count(self, number: int, report: Report, documents: int) -> None:
        self._reports[number] = report
        while self._added in self._reports:
            self.total.add(self._reports.pop(self._added))
            self._added += 1
        self._advance(documents)


class _Shard:
    """A shard under way: whole at first, after a worker's death in parts of one document each.

    ``report`` is what it came to, None until it is done; ``parts`` are then the places of the parts' records, None
    where it was coded whole.
    """

    def __init__(self, number: int, documents: Sequence[Document], out: Path):
        self.number = number
        self.size = len(documents)
        self.report: Report | None = None
        self.parts: list[Path] | None = None
        self._out = out
        self._documents = documents
        self._alone: dict[Path, Report | None] = {}
        self._deaths: dict[Path, int] = {}

    def whole(self) -> list[Task]:
        """The task of coding it whole."""
        return [Task(self._documents, self._out)]

    def after(self, task: Task, outcome: Report | Died) -> list[Task]:
        """What is to be done next, ``task`` having come to ``outcome``."""
        if task.out == self._out:
            if isinstance(outcome, Report):
                self.report = outcome
                return []
            return self._split()
        if isinstance(outcome, Report):
            self._alone[task.out] = outcome
        else:
            self._deaths[task.out] = self._deaths.get(task.out, 0) + 1
            if self._deaths[task.out] < _DEATHS:
                return [task]
            document = task.documents[0]
            reason = f"{outcome.reason}, {_DEATHS} times"
            self._alone[task.out] = Report(set_aside=[SetAside(document.id, document.origin, reason)])
        if None not in self._alone.values():
            self._gather()
        return []

    def _split(self) -> list[Task]:
        name = f"{self._out.stem}-{{:04d}}{self._out.suffix}"
        tasks = [Task([one], self._out.with_name(name.format(at))) for at, one in enumerate(self._documents)]
        self._alone = dict.fromkeys(task.out for task in tasks)
        return tasks

    def _gather(self) -> None:
        self.report = Report()
        for report in self._alone.values():
            self.report.add(report)
        self.parts = [out for out, report in self._alone.items() if not report.set_aside]
