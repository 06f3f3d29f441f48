"""An engine that is only made when there is much to be coded: until then the store answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

from coder.run.local import Recalling
from coder.run.pool import Died, Task
from coder.run.report import Report
from coder.run.sharded import Engine


class Recalled:
    """Answers tasks from a store of records, in this process, up to the first of which too much has to be coded.

    From that one on tasks go to the engine that ``make`` makes.
    """

    def __init__(self, recalling: Recalling, make: Callable[[], AbstractContextManager[Engine]]):
        self._recalling = recalling
        self._make = make
        self._engine: Engine | None = None
        self._open = ExitStack()
        self._answered: list[tuple[Task, Report | Died]] = []

    def __enter__(self) -> Recalled:
        return self

    def __exit__(self, *_exception) -> None:
        self._open.close()

    @property
    def has_room(self) -> bool:
        """Whether to submit another task before asking for results."""
        return not self._answered and (self._engine is None or self._engine.has_room)

    def submit(self, task: Task) -> None:
        """Take a task."""
        if self._engine is None:
            report = self._recalling.write_file(task.documents, task.out)
            if report is not None:
                self._answered.append((task, report))
                return
            self._engine = self._open.enter_context(self._make())
        self._engine.submit(task)

    def results(self) -> list[tuple[Task, Report | Died]]:
        """Wait until at least one task has ended; returns those that have, with what came of them."""
        answered, self._answered = self._answered, []
        if answered or self._engine is None:
            return answered
        return self._engine.results()
