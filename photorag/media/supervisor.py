"""The thread that owns the worker processes: hands out jobs, watches the clock, replaces what dies.

Everything about workers is decided on this one thread. Other threads only append to ``_waiting`` under the lock and
ring the bell (a pipe, so that the thread can wait for it and for the workers at once).
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import pickle
import signal
import threading
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Pipe, wait
from typing import Any

from photorag.core.errors import Cancelled
from photorag.media.outcome import Done, Failed, JobBug, Refused, WorkerCrashed, WorkerTimeout
from photorag.media.worker_main import BUG, DONE, READY, REFUSED, WorkerPlan
from photorag.media.worker_process import Task, Worker

log = logging.getLogger(__name__)

_SECONDS_TO_START = 60.0
_FAILED_STARTS = 3  # in a row, before giving up on the jobs at hand
_CRASHES = 2
_TRY_AGAIN = 0.5  # seconds
# A job this small fits into the pipe of a busy worker, so that it finds it there when it is done with the one before.
# A larger one could fill the pipe and hold up this thread.
_SENT_AHEAD = 8192


@dataclass(frozen=True, slots=True)
class Limits:
    """``workers`` processes at most; ``seconds`` a job; ``recycle_after`` jobs a process."""

    workers: int
    seconds: float
    recycle_after: int


class Supervisor:
    """Runs jobs in worker processes. `start` once, `submit` from any thread, `close` once."""

    def __init__(self, plan: WorkerPlan, limits: Limits) -> None:
        self._plan, self._limits = plan, limits
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Any, Future[Any]]] = deque()
        self._closing = False
        self._rung = False
        self._bell_in, self._bell_out = Pipe(duplex=False)
        self._thread = threading.Thread(target=self._run, name="photorag-workers", daemon=True)
        # From here on the thread's own.
        self._workers: list[Worker] = []
        self._leaving: list[Worker] = []
        self._again: deque[Task] = deque()  # put back: their worker died on another job, or they go first anyway
        self._retries: deque[Task] = deque()  # their worker died on them: for a fresh worker only
        self._failed_starts = 0

    def start(self) -> None:
        self._thread.start()
        # A program that ends without closing: before `multiprocessing` ends its processes, which we would replace.
        atexit.register(self.close)

    def submit(self, job: Any, future: Future[Any]) -> bool:
        """Queues a job; the future gets its outcome. False when the supervisor is closing."""
        with self._lock:
            if self._closing:
                return False
            self._waiting.append((job, future))
            self._ring()
        return True

    def close(self) -> None:
        """Ends the processes, those in the middle of a job too, and the thread. Unfinished jobs are cancelled."""
        with self._lock:
            self._closing = True
            self._ring()
        self._thread.join()
        atexit.unregister(self.close)

    def _ring(self) -> None:
        if not self._rung:  # one ring is enough, and the pipe can't fill
            with contextlib.suppress(OSError):  # closed: the thread has ended by itself
                self._bell_out.send_bytes(b"!")
            self._rung = True  # after it rang: Ctrl-C may come in between, and a ring too many does no harm

    def _run(self) -> None:
        if hasattr(signal, "pthread_sigmask"):
            # A new process inherits this: Ctrl-C during its start must not print a traceback.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            while not self._closing:
                self._dispatch()
                self._listen()
                self._check_clocks()
        except Exception:
            log.exception("the supervisor of the worker processes failed")
        finally:
            self._end()

    def _dispatch(self) -> None:
        """Idle workers first, then new workers, and only then one job ahead for the busy ones."""
        for worker in [worker for worker in self._workers if worker.ready and not worker.tasks]:
            self._give(worker)
        starting = sum(not worker.ready for worker in self._workers)
        room = self._limits.workers - len(self._workers)
        for _ in range(min(room, self._queued() - starting)):
            self._start_worker()
        if len(self._workers) < self._limits.workers:
            return
        for worker in list(self._workers):
            # A job on its second try has its worker to itself: it may well take it down again.
            if worker.ready and len(worker.tasks) == 1 and not worker.tasks[0].crashes:
                self._give(worker)

    def _queued(self) -> int:
        return len(self._retries) + len(self._again) + len(self._waiting)

    def _start_worker(self) -> None:
        try:
            self._workers.append(Worker(self._plan, _SECONDS_TO_START))
        except Exception as error:
            log.exception("a worker process could not be started")
            self._start_failed(f"the system did not start another process: {error!r}")

    def _give(self, worker: Worker) -> None:
        if worker.taken >= self._limits.recycle_after:
            if not worker.tasks:
                self._retire(worker)
            return
        task = self._next_task(is_fresh=worker.taken == 0, is_idle=not worker.tasks)
        if task is not None and not worker.send(task, self._limits.seconds):
            self._again.appendleft(task)
            self._bury(worker, None)

    def _next_task(self, *, is_fresh: bool, is_idle: bool) -> Task | None:
        if is_fresh and is_idle and self._retries:
            return self._retries.popleft()
        while not self._again:
            with self._lock:
                if not self._waiting:
                    return None
                job, future = self._waiting.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                self._again.append(Task(job, future, pickle.dumps(job, pickle.HIGHEST_PROTOCOL)))
            except Exception as error:  # noqa: BLE001 - a job's own code decides what pickling raises
                future.set_result(JobBug(job, "reading it failed", f"the job can't be pickled: {error!r}"))
        if not is_idle and len(self._again[0].message) > _SENT_AHEAD:
            return None
        return self._again.popleft()

    def _listen(self) -> None:
        deadlines = [worker.deadline for worker in self._workers if worker.deadline is not None]
        patience = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
        short_of_workers = self._queued() > 0 and len(self._workers) < self._limits.workers
        if self._leaving or short_of_workers:  # nobody rings when a process could not be started: try again
            patience = _TRY_AGAIN if patience is None else min(patience, _TRY_AGAIN)
        by_connection: dict[object, Worker] = {worker.connection: worker for worker in self._workers}
        for source in wait([self._bell_in, *(worker.connection for worker in self._workers)], patience):
            if source is self._bell_in:
                with self._lock:
                    self._bell_in.recv_bytes()
                    self._rung = False
            else:
                self._answer(by_connection[source])
        self._leaving = [worker for worker in self._leaving if not worker.reap()]

    def _answer(self, worker: Worker) -> None:
        try:
            answer = worker.receive()
        except Exception as error:  # noqa: BLE001 - the result's own unpickling failed
            answer = (BUG, f"the result can't be unpickled: {error!r}")
        if answer is None:
            self._bury(worker, None)
            return
        kind, value = answer
        if kind == READY:
            worker.ready, worker.deadline = True, None
            self._failed_starts = 0
        elif not worker.ready:
            self._bury(worker, value)
        else:
            task = worker.finish_first(self._limits.seconds)
            task.future.set_result(_outcome(task.job, kind, value))

    def _check_clocks(self) -> None:
        now = time.monotonic()
        for worker in [each for each in self._workers if each.deadline is not None and each.deadline <= now]:
            if not worker.connection.poll():  # else it answered at the last moment
                self._bury(worker, None, timed_out=True)

    def _bury(self, worker: Worker, trouble: str | None, *, timed_out: bool = False) -> None:
        """Removes a worker that died or has to; the job it was on is tried once more, the rest lose nothing."""
        self._workers.remove(worker)
        worker.kill()
        if not worker.ready:
            self._start_failed(trouble or "it died while starting")
            return
        tasks = list(worker.tasks)
        self._again.extendleft(reversed(tasks[1:]))
        if not tasks:
            return
        task = tasks[0]
        task.crashes += 1
        if task.crashes < _CRASHES:
            self._retries.append(task)
        elif timed_out:
            unit = "second" if self._limits.seconds == 1 else "seconds"
            reason = f"reading it took longer than {self._limits.seconds:g} {unit}"
            task.future.set_result(WorkerTimeout(task.job, reason))
        else:
            task.future.set_result(WorkerCrashed(task.job, "reading it crashed the decoder"))

    def _start_failed(self, trouble: str) -> None:
        """After several in a row there is no point in going on: the jobs at hand fail, later ones may try again."""
        self._failed_starts += 1
        log.error("a worker process did not start: %s", trouble)
        if self._failed_starts < _FAILED_STARTS:
            return
        self._failed_starts = 0
        for task in self._taken_back():
            task.future.set_result(JobBug(task.job, "the program that reads pictures could not be started", trouble))

    def _taken_back(self) -> list[Task]:
        """Every task that no worker has, removed from the queues."""
        tasks = [*self._retries, *self._again]
        self._retries.clear()
        self._again.clear()
        with self._lock:
            waiting = list(self._waiting)
            self._waiting.clear()
        tasks += [Task(job, future, b"") for job, future in waiting if future.set_running_or_notify_cancel()]
        return tasks

    def _retire(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.let_go()
        self._leaving.append(worker)

    def _end(self) -> None:
        with self._lock:
            self._closing = True
        tasks = self._taken_back()
        for worker in self._workers:
            tasks += worker.tasks
        for worker in [*self._workers, *self._leaving]:
            with contextlib.suppress(OSError, ValueError):
                worker.kill()
        for task in tasks:
            task.future.set_exception(Cancelled())
        self._bell_in.close()
        self._bell_out.close()


def _outcome(job: Any, kind: str, value: Any) -> Done[Any, Any] | Failed[Any]:
    if kind == DONE:
        return Done(job, value)
    if kind == REFUSED:
        return Refused(job, value)
    return JobBug(job, "reading it failed for an unforeseen reason", value)
