"""The inside of a worker process: takes a job, runs the function, sends what came of it, until there are no more.

Imported by the child before anything else, so it imports next to nothing; the function's own module comes after the
process has been settled (quiet, ignoring Ctrl-C, polite, limited in memory).
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from photorag.core.errors import PhotoRagError

READY, DONE, REFUSED, BUG, UNUSABLE = "ready", "done", "refused", "bug", "unusable"
STOP = b""  # no pickle is empty

_NICENESS = 5


@dataclass(frozen=True, slots=True)
class WorkerPlan:
    """``function`` and ``initializer`` are "module:name"; ``memory_limit`` is the address space in bytes."""

    function: str
    initializer: str | None
    initargs: tuple[Any, ...]
    memory_limit: int | None


def serve(connection: Connection, plan: WorkerPlan) -> None:
    """Runs jobs (pickles) from the connection, and answers each with a pickled (kind, value) pair."""
    _settle(plan.memory_limit)
    try:
        function = _imported(plan.function)
        if plan.initializer:
            _imported(plan.initializer)(*plan.initargs)
    except Exception:  # noqa: BLE001 - told to the parent
        _send(connection, (UNUSABLE, traceback.format_exc()))
        return
    alive = _send(connection, (READY, None))
    while alive:
        try:
            message = connection.recv_bytes()
        except (EOFError, OSError):  # the parent has gone
            return
        if message == STOP:
            return
        alive = _send(connection, _run(function, message))


def _run(function: Callable[[Any], Any], message: bytes) -> tuple[str, object]:
    try:
        return DONE, function(pickle.loads(message))
    except PhotoRagError as error:
        return REFUSED, str(error)
    except MemoryError:
        return REFUSED, "reading it needs more memory than one file may take"
    except BaseException:  # noqa: BLE001 - a sys.exit() in a library is a bug like any other; a worker only ends when told to
        return BUG, traceback.format_exc()


def _send(connection: Connection, answer: tuple[str, object]) -> bool:
    """False when nobody listens any more."""
    try:
        message = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - told to the parent
        message = pickle.dumps((BUG, "the result can't be pickled\n" + traceback.format_exc()))
    try:
        connection.send_bytes(message)
    except (BrokenPipeError, OSError):
        return False
    return True


def _imported(name: str) -> Callable[..., Any]:
    module, _, attribute = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return found


def _settle(memory_limit: int | None) -> None:
    # Ctrl-C goes to the whole terminal; what it means is the parent's to decide.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _be_quiet()
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_NICENESS)
    if memory_limit:
        _limit_memory(memory_limit)
    # One job at a time in one process per core: numpy's own threads would only add to the crowd.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _end_with_parent()


def _be_quiet() -> None:
    """C libraries print their complaints; the terminal belongs to the progress bar."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):
            os.dup2(null, descriptor)
    os.close(null)


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(OSError, ValueError):  # macOS knows the limit and refuses to set it
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _end_with_parent() -> None:
    """An idle worker notices the closed pipe; this is for one that is busy, or stuck, when the parent dies."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        import ctypes

        pr_set_pdeathsig = 1
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
        if os.getppid() != parent.pid:  # it died before the line above
            os._exit(1)
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), name="parent-watch", daemon=True).start()
