"""Starting processes of our own without running the person's program a second time."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import types
from collections.abc import Iterator
from contextlib import contextmanager

SPAWN = multiprocessing.get_context("spawn")
"""A fork would take the threads' locks and the database's connections along; a spawned process begins afresh."""

_main_is_hidden = threading.Lock()


@contextmanager
def main_hidden() -> Iterator[None]:
    """Keeps a process started in this block from importing the parent's main module.

    `multiprocessing` does that so that functions defined there can be found. Ours never are, and the main module may
    be a window, a test runner, or a person's script without the ``if __name__ == "__main__"`` that would be needed.
    """
    with _main_is_hidden:
        real = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = real
