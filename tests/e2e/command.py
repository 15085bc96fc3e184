"""The real command in processes of its own, and a look at what it leaves on disk."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

FAKE_MODEL = "tests.e2e.with_fake_model"
REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # seconds until a test gives up; nothing takes this long when all is well
_LOOK_EVERY = 0.005


@dataclass(frozen=True, slots=True)
class Finished:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects it printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def last(self) -> dict[str, Any]:
        return self.objects[-1]

    @property
    def sentence(self) -> str:
        """The one line on stderr that an error is; anything else there, a traceback above all, is a fault."""
        lines = [line for line in self.err.splitlines() if not line.startswith("Reading photos")]
        assert len(lines) == 1, self.err
        assert lines[0].startswith("photorag: "), self.err
        assert "bug in PhotoRAG" not in lines[0], self.err
        return lines[0].removeprefix("photorag: ")


class Running:
    """A command under way, with a process group of its own, as a terminal would give it."""

    def __init__(self, arguments: Sequence[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            arguments, env=environment, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        self._out: list[str] = []
        self._err: list[str] = []
        self._threads = [
            threading.Thread(target=self._pass_on, daemon=True),
            threading.Thread(target=self._keep_errors, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _pass_on(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._out.append(line)
            self.lines.put(line)

    def _keep_errors(self) -> None:
        assert self.process.stderr is not None
        self._err.extend(self.process.stderr)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def line(self) -> str:
        """The next line it prints."""
        return self.lines.get(timeout=PATIENCE)

    def signal_all(self, number: signal.Signals) -> None:
        """To the process and its children at once, as Ctrl-C on a terminal does."""
        os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """kill -9, to the process alone."""
        if self.alive:
            self.process.kill()
        self.wait()

    def wait(self) -> Finished:
        code = self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(PATIENCE)
        return Finished(code, "".join(self._out), "".join(self._err))


@dataclass(frozen=True, slots=True)
class Photorag:
    """``photorag`` with one home. ``before`` is put in front of the command, such as ``setpriv ...``; ``module`` is
    "photorag", or `tests.e2e.with_fake_model` where the model does not matter."""

    home: Path
    module: str = "photorag"
    before: tuple[str, ...] = ()

    def start(self, *arguments: str | Path) -> Running:
        environment = {**os.environ, "PHOTORAG_HOME": str(self.home)}
        return Running([*self.before, sys.executable, "-m", self.module, *map(str, arguments)], environment)

    def __call__(self, *arguments: str | Path) -> Finished:
        with self.start(*arguments) as running:
            return running.wait()

    def ok(self, *arguments: str | Path) -> Finished:
        """Runs a command that has to succeed."""
        finished = self(*arguments)
        assert finished.code == 0, finished.err
        return finished

    def error(self, *arguments: str | Path) -> str:
        """Runs a command that has to fail with one sentence; returns the sentence."""
        finished = self(*arguments)
        assert finished.code == 1, (finished.code, finished.err)
        return finished.sentence

    # -- what lies on disk

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(f"file:{self.home / 'library.db'}?mode=ro", uri=True)
        try:
            yield connection
        finally:
            connection.close()

    def stored(self) -> int:
        """How many photos are in the database now; 0 as long as there is none."""
        with contextlib.suppress(sqlite3.OperationalError), self.database() as database:
            return int(database.execute("SELECT COUNT(*) FROM items").fetchone()[0])
        return 0

    def contents(self) -> dict[str, bytes]:
        """The shown photos: path and content hash."""
        with self.database() as database:
            return dict(database.execute("SELECT path, content FROM items WHERE state = 'present'").fetchall())

    def failures(self) -> dict[str, str]:
        with self.database() as database:
            return dict(database.execute("SELECT path, reason FROM failures").fetchall())


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Looks again and again until something is so; gives up after a time that is never needed when all is well."""
    assert became(condition, PATIENCE), f"waited in vain until {what}"


def became(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether something is so before that time is over."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(_LOOK_EVERY)
    return True


def children(pid: int) -> list[int]:
    """The processes a process has started; only known on Linux."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(each) for each in task.read_text().split()]
    return found


def is_alive(pid: int) -> bool:
    """Whether a process is there and not just waiting to be reaped."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
