"""What the bootstrap says while it works: steps with their time, a child's progress, errors for people."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

HEARTBEAT_SECONDS = 10.0
PATIENCE_SECONDS = 10.0


class BootstrapError(Exception):
    """Something the person can do something about; its text is shown as it is, without a traceback."""


def say(text: str = "") -> None:
    """Print at once, also into a pipe, so that the order with a child's own output is kept."""
    print(text, flush=True)


def duration(seconds: float) -> str:
    """Return a time as a person would say it."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"


class Steps:
    """Numbers the steps of a set-up and says how long each took."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Announce a step, and its time when it ends well."""
        self._done += 1
        say(f"[{self._done}/{self._total}] {title}")
        started = time.monotonic()
        yield
        say(f"      done in {duration(time.monotonic() - started)}")


def run_shown(
    command: Sequence[str],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    keep_open: Sequence[int] = (),
    heartbeat: float = HEARTBEAT_SECONDS,
    beat: Callable[[str], None] = say,
    terminal: bool | None = None,
) -> int:
    """Run a long command so that a person sees it live, and return its exit status.

    On a terminal it draws its own progress. Elsewhere (a pipe, a CI log) its output goes to ``log``, and every
    ``heartbeat`` seconds one line says how long it has been running and what it wrote last.
    ``keep_open`` are file descriptors the child keeps, so that a lock outlives a killed parent (POSIX only).
    """
    fds = tuple(keep_open) if os.name == "posix" else ()
    if sys.stdout.isatty() if terminal is None else terminal:
        with ended_with_us(subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, pass_fds=fds)) as process:
            return process.wait()
    started = time.monotonic()
    with (
        log.open("ab") as output,
        ended_with_us(
            subprocess.Popen(
                command, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, pass_fds=fds
            )
        ) as process,
    ):
        while True:
            try:
                return process.wait(timeout=heartbeat)
            except subprocess.TimeoutExpired:
                last = (tail(log, lines=1) or [""])[0]
                beat(f"      {duration(time.monotonic() - started)}: {last.strip()[:100]}")


@contextlib.contextmanager
def ended_with_us(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Leave no child behind when this process is interrupted or ended."""
    try:
        yield process
    except KeyboardInterrupt:
        # Ctrl-C on a terminal reaches the child too, and it may be tidying up: it gets a moment before it is told.
        if not _ends_within(process, PATIENCE_SECONDS if sys.stdin.isatty() else 0):
            _end(process)
        raise
    except BaseException:
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    if not _ends_within(process, PATIENCE_SECONDS):
        process.kill()
        process.wait()


def _ends_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def tail(log: Path, lines: int) -> list[str]:
    """Return the last lines of a log that say something; none when there is no log."""
    try:
        with log.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - 200 * max(lines, 10)))
            text = file.read().decode("utf-8", errors="replace")
    except OSError:
        return []
    return [line for line in text.replace("\r", "\n").splitlines() if line.strip()][-lines:]
