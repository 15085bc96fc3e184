"""Functions for the worker processes of the tests: they must be importable there."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from photorag.core import errors

_started_with: list[object] = []


def work(job: tuple[str, Any]) -> object:
    """One function for all tests: the job names what to do."""
    kind, value = job
    return _KINDS[kind](value)


def remember(value: object) -> None:
    """An initializer."""
    _started_with.append(value)


def fail_to_start() -> NoReturn:
    raise RuntimeError("no decoder here")


def die_at_start() -> NoReturn:
    os._exit(3)


def _crash_once(marker: str) -> str:
    if not Path(marker).exists():
        Path(marker).touch()
        os._exit(1)
    return "second time"


def _segfault(_: object) -> NoReturn:
    ctypes.string_at(0)
    raise AssertionError


def _hang(pipe: str | None) -> NoReturn:
    """Holds a named pipe open, which tells a test that it has begun, and, by its end, that the process is gone."""
    if pipe:
        descriptor = os.open(pipe, os.O_WRONLY)
        os.write(descriptor, b"begun")
    while True:
        threading.Event().wait()


class Unloadable:
    """Can be pickled; can't be unpickled."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return _raise_value_error, ("unloadable",)


def _raise_value_error(text: str) -> NoReturn:
    raise ValueError(text)


def _refuse(reason: str) -> NoReturn:
    raise errors.UnreadablePicture(reason)


_KINDS: dict[str, Any] = {
    "echo": lambda value: value,
    "process": lambda _: os.getpid(),
    "modules": lambda _: sorted(sys.modules),
    "started with": lambda _: list(_started_with),
    "niceness": lambda _: os.nice(0),
    "ctrl-c": lambda _: signal.getsignal(signal.SIGINT) == signal.SIG_IGN,
    "print": lambda text: os.write(2, text.encode()),
    "exit": os._exit,
    "sys.exit": sys.exit,
    "segfault": _segfault,
    "crash once": _crash_once,
    "hang": _hang,
    "refuse": _refuse,
    "bug": _raise_value_error,
    "unpicklable": lambda _: lambda: None,
    "unloadable": lambda _: Unloadable(),
    "allocate": lambda size: len(bytearray(size)),
    "large": bytes,
}
