"""Workers on a Dask cluster: on this machine, or wherever a scheduler is.

Documents and records go through a folder or fsspec URL that all workers see; the scheduler hears of names and figures
only.
"""

from __future__ import annotations

import os
import pickle
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coder.output import CannotWrite
from coder.run.local import Coding
from coder.run.pool import Died, Task, WorkersFail
from coder.run.report import Report

try:
    import dask
    import fsspec
    from distributed import Client, Future, KilledWorker, LocalCluster, WorkerPlugin, get_worker, wait
except ModuleNotFoundError as error:
    raise WorkersFail(
        f"--engine dask needs {error.name}, which is not installed: pip install 'code-events[dask]'"
    ) from None

_NAME = "code-events"


class Cluster:
    """Codes tasks on a Dask cluster; ``setup`` is called once in each worker, and must be picklable.

    ``folder`` is where documents and records go through, unless ``exchange`` names another folder or URL;
    ``scheduler`` is an address, by default that of a cluster of ``workers`` processes on this machine. Raises
    ``WorkersFail``.
    """

    def __init__(
        self,
        setup: Callable[[], Coding],
        folder: Path,
        scheduler: str | None = None,
        workers: int | None = None,
        exchange: str | None = None,
    ):
        self._files, place = fsspec.url_to_fs(exchange or str(folder))
        self._place = f"{place.rstrip('/')}/exchange-{uuid.uuid4().hex[:12]}"
        self._url = self._files.unstrip_protocol(self._place)
        self._under_way: dict[Future, Task] = {}
        self._local = None if scheduler else _local_cluster(workers)
        self._client = _connected(scheduler or self._local)
        try:
            self._files.makedirs(self._place, exist_ok=True)
            self._client.register_plugin(_Loaded(setup), name=_NAME)
        except OSError as error:
            self._close()
            reason = f"{self._url} cannot be written: {error}. Name a place that all workers see: --exchange"
            raise WorkersFail(reason) from None
        except Exception as error:
            self._close()
            raise WorkersFail(f"the workers cannot load what they need: {error}") from None
        self._most = self._room()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_exception) -> None:
        self._close()
        if self._files.exists(self._place):
            self._files.rm(self._place, recursive=True)

    @property
    def has_room(self) -> bool:
        """Whether another task would not have to wait long.

        Documents that are coded alone, to find the one that kills its worker, get a thread each: Dask blames a
        worker's death on all that waits there.
        """
        alone = any(len(task.documents) == 1 for task in self._under_way.values())
        return len(self._under_way) < (self._threads() if alone else self._most)

    def submit(self, task: Task) -> None:
        """Take a task."""
        name = f"{task.out.stem}-{uuid.uuid4().hex[:8]}"
        with self._files.open(f"{self._place}/{name}", "wb") as stream:
            pickle.dump(list(task.documents), stream)
        future = self._client.submit(_code, self._url, name, task.out.name, key=name, pure=False)
        self._under_way[future] = task

    def results(self) -> list[tuple[Task, Report | Died]]:
        """Wait until at least one task has ended; returns those that have, with what came of them.

        There must be a task. Raises ``CannotWrite`` where a worker cannot write, ``WorkersFail`` where the cluster is
        gone.
        """
        done = wait(list(self._under_way), return_when="FIRST_COMPLETED").done
        self._most = self._room()
        return [(task, self._outcome(future, task)) for future in done if (task := self._under_way.pop(future))]

    def _outcome(self, future: Future, task: Task) -> Report | Died:
        if future.status != "finished":
            error = future.exception() if future.status == "error" else None
            if isinstance(error, KilledWorker):
                return Died("the workers that coded it died")
            if isinstance(error, CannotWrite):
                raise error
            raise WorkersFail(f"the cluster is of no use any more: {error or future.status}")
        report, files = future.result()
        # Not before: when a worker dies, the tasks that it had finished are done again.
        self._files.rm_file(f"{self._place}/{future.key}")
        for name, written in files.items():
            target = task.out / name if task.out.name != name else task.out
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f".{target.name}.{os.getpid()}.part")
            self._files.get_file(f"{self._place}/{written}", str(part))
            part.replace(target)
            self._files.rm_file(f"{self._place}/{written}")
        return Report.from_dict(report)

    def _room(self) -> int:
        return max(4, 2 * self._threads())

    def _threads(self) -> int:
        return max(1, sum(self._client.nthreads().values()))

    def _close(self) -> None:
        self._client.close()
        if self._local is not None:
            self._local.close()


class _Loaded(WorkerPlugin):
    """What each worker loads once. ``lock`` lets one task of a process code at a time: spaCy is not made for
    threads."""

    def __init__(self, setup: Callable[[], Coding]):
        self._setup = setup

    def setup(self, worker: Any) -> None:
        """Load it; called by Dask in each worker that joins."""
        self.lock = threading.Lock()
        self.coding = self._setup()


def _code(url: str, name: str, out: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Code the documents of a file; returns the report and, by the files' names, what they are called in the
    exchange."""
    loaded = get_worker().plugins[_NAME]
    files, place = fsspec.url_to_fs(url)
    with files.open(f"{place}/{name}", "rb") as stream:
        documents = pickle.load(stream)
    with loaded.lock, TemporaryDirectory() as folder:
        report = loaded.coding.write_file(documents, Path(folder) / out)
        written = {}
        for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            written[path.name] = f"{name}-{uuid.uuid4().hex[:8]}-{path.name}"
            files.put_file(str(path), f"{place}/{written[path.name]}")
    return report.as_dict(), written


def _local_cluster(workers: int | None) -> LocalCluster:
    from coder.run.runner import cores

    # A document that kills its worker is to be found before it has killed many.
    dask.config.set({"distributed.scheduler.allowed-failures": 1})
    return LocalCluster(n_workers=workers or cores(), threads_per_worker=1, dashboard_address=None)


def _connected(to: str | LocalCluster) -> Client:
    try:
        return Client(to, timeout="20s")
    except (OSError, ValueError) as error:
        reason = f"the Dask scheduler {to} cannot be reached: {error}. Check the address and that it runs"
        raise WorkersFail(reason) from None
