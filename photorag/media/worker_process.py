"""The parent's side of one worker process: its pipe, what it has been given, and when its time is up.

Owned by the supervisor's thread; nothing here locks.
"""

from __future__ import annotations

import contextlib
import pickle
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from photorag.core.spawning import SPAWN, main_hidden
from photorag.media.worker_main import STOP, WorkerPlan, serve


@dataclass(slots=True)
class Task:
    """A job on its way: ``message`` is its pickle, ``crashes`` how many workers it has cost."""

    job: Any
    future: Future[Any]
    message: bytes
    crashes: int = 0


class Worker:
    """One process. ``tasks`` are in the order they were sent, which is the order they are answered in: when the
    process dies, the first is the one it died on. ``deadline`` is on the clock of `time.monotonic`."""

    def __init__(self, plan: WorkerPlan, seconds_to_start: float) -> None:
        self.connection, child_end = SPAWN.Pipe()
        self.process = SPAWN.Process(target=serve, args=(child_end, plan), name="photorag-worker", daemon=True)
        try:
            with main_hidden():
                self.process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            child_end.close()  # or its end would never be seen
        self.ready = False
        self.tasks: deque[Task] = deque()
        self.taken = 0
        self.deadline: float | None = time.monotonic() + seconds_to_start

    def send(self, task: Task, seconds: float) -> bool:
        """Hands over a task; ``seconds`` is what it may take. False when the process turns out to be dead."""
        try:
            self.connection.send_bytes(task.message)
        except OSError:
            return False
        if not self.tasks:
            self.deadline = time.monotonic() + seconds
        self.tasks.append(task)
        self.taken += 1
        return True

    def receive(self) -> tuple[str, Any] | None:
        """The next (kind, value) the process sent, or None when it is dead. Call when there is something to read."""
        try:
            message = self.connection.recv_bytes()
        except (EOFError, OSError):
            return None
        answer: tuple[str, Any] = pickle.loads(message)
        return answer

    def finish_first(self, seconds: float) -> Task:
        """The task that was just answered; the clock starts for the next."""
        task = self.tasks.popleft()
        self.deadline = time.monotonic() + seconds if self.tasks else None
        return task

    def let_go(self) -> None:
        """Asks an idle process to end. `reap` tells when it has."""
        with contextlib.suppress(OSError):
            self.connection.send_bytes(STOP)
        self.connection.close()

    def reap(self) -> bool:
        """True once the process has ended; it leaves nothing behind."""
        if self.process.is_alive():
            return False
        self.process.join()
        self.process.close()
        return True

    def kill(self) -> None:
        """Ends the process now, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        self.process.close()
