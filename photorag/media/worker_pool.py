"""A pool of worker processes in which a crash, a hang or a bomb costs one job and nothing else.

`concurrent.futures.ProcessPoolExecutor` loses every pending job and stays broken when one process dies. Here each
process has its own pipe and is replaced alone; the job it died on is tried once more in a fresh process.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled
from photorag.media.outcome import Outcome
from photorag.media.supervisor import Limits, Supervisor
from photorag.media.worker_main import WorkerPlan

J = TypeVar("J")
R = TypeVar("R")

GIBIBYTE = 1 << 30
_LOOKS_AT_TOKEN = 0.2  # seconds


class SupervisedPool(Generic[J, R]):
    """Runs one function in worker processes. Thread-safe; a context manager; processes start with the first jobs.

    Args:
        function: Called in a worker with one job. A module's own function, found there by its name; jobs and results
            must be picklable. It says "no" to a job by raising a `PhotoRagError`.
        workers: How many processes at most; by default one per core.
        seconds: How long a job may take before its process is ended.
        recycle_after: How many jobs a process does before a new one takes its place (decoders leak).
        memory_limit: Address space of a process in bytes, where the system can limit it; None for no limit.
        initializer: Called once in each new process with ``initargs``, before the first job.
    """

    def __init__(
        self,
        function: Callable[[J], R],
        *,
        workers: int | None = None,
        seconds: float = 20.0,
        recycle_after: int = 500,
        memory_limit: int | None = 4 * GIBIBYTE,
        initializer: Callable[..., None] | None = None,
        initargs: tuple[Any, ...] = (),
    ) -> None:
        self._plan = WorkerPlan(
            _name_of(function), _name_of(initializer) if initializer else None, initargs, memory_limit
        )
        self._limits = Limits(workers or cores(), seconds, recycle_after)
        self._lock = threading.Lock()
        self._supervisor: Supervisor | None = None
        self._closed = False

    @property
    def workers(self) -> int:
        """How many processes there are at most."""
        return self._limits.workers

    def submit(self, job: J) -> Future[Outcome[J, R]]:
        """Queues one job. The future's result is an `Outcome`, also when the job failed.

        The future can be cancelled until a worker takes the job. When the pool closes first, it raises `Cancelled`
        or is cancelled. Raises RuntimeError when the pool is closed.
        """
        future: Future[Outcome[J, R]] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the pool is closed")
            if self._supervisor is None:
                self._supervisor = Supervisor(self._plan, self._limits)
                self._supervisor.start()
            supervisor = self._supervisor
        if not supervisor.submit(job, future):
            raise RuntimeError("the pool is closed")
        return future

    def map_unordered(
        self, jobs: Iterable[J], *, look_ahead: int | None = None, cancel: CancelToken | None = None
    ) -> Generator[Outcome[J, R], None, None]:
        """Yields an `Outcome` for each job as it is done, in any order.

        ``jobs`` is read lazily, on the caller's thread: at most ``look_ahead`` jobs (three a worker by default) are
        under way or waiting to be yielded. Closing the generator drops what has not been started and returns at once.
        Raises `Cancelled` when ``cancel`` is cancelled or the pool is closed meanwhile.
        """
        finished: queue.SimpleQueue[Future[Outcome[J, R]]] = queue.SimpleQueue()
        most = look_ahead or 3 * self.workers
        outstanding: set[Future[Outcome[J, R]]] = set()
        source = iter(jobs)

        def fill() -> None:
            while len(outstanding) < most:
                try:
                    job = next(source)
                except StopIteration:
                    return
                future = self.submit(job)
                outstanding.add(future)
                future.add_done_callback(finished.put)

        try:
            fill()
            while outstanding:
                future = _next_finished(finished, cancel)
                outstanding.remove(future)
                if future.cancelled():
                    raise Cancelled
                outcome = future.result()
                fill()
                yield outcome
        finally:
            for future in outstanding:
                future.cancel()

    def close(self) -> None:
        """Ends the processes at once, those in the middle of a job too. May be called again."""
        with self._lock:
            self._closed = True
            supervisor, self._supervisor = self._supervisor, None
        if supervisor is not None:
            supervisor.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def cores() -> int:
    """How many processor cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _next_finished(
    finished: queue.SimpleQueue[Future[Outcome[J, R]]], cancel: CancelToken | None
) -> Future[Outcome[J, R]]:
    """Waits in short turns: on Windows a longer one would not notice Ctrl-C either."""
    while True:
        if cancel is not None:
            cancel.raise_if_cancelled()
        try:
            return finished.get(timeout=_LOOKS_AT_TOKEN)
        except queue.Empty:
            continue


def _name_of(function: Callable[..., Any]) -> str:
    """ "module:name" of a function a new process can import. Raises ValueError for any other."""
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", "")
    home = sys.modules.get(module) if module else None
    if home is None or module == "__main__" or getattr(home, name, None) is not function:
        raise ValueError(f"{function!r} must be a function at the top of a module that can be imported")
    return f"{module}:{name}"
