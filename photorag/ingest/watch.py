"""Watching the roots: file events become hints that a path deserves a look.

Events are never trusted for what happened, only for where: they get lost, arrive doubled, and say nothing of a disk
that was pulled out. A path is passed on when nothing has happened to it for a moment and its size and time stand
still, which is when a copy has finished. The scans at start and every so often are the truth.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

log = logging.getLogger(__name__)

_SETTLE_SECONDS = 2.0
_LOOK_SECONDS = 0.5
# Opening and reading say nothing about a file's content, and our own reading causes them.
_QUIET = {"opened", "closed_no_write"}

Stamp = tuple[int, int] | None


class Settling:
    """Paths that changed lately, until they stand still. Not thread-safe by itself."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, stamp: Callable[[str], Stamp] | None = None
    ) -> None:
        self._clock = clock
        self._stamp = stamp or _stamp
        self._pending: dict[str, tuple[float, Stamp]] = {}

    def touch(self, path: str) -> None:
        self._pending[path] = (self._clock(), self._stamp(path))

    def settled(self) -> list[str]:
        """Takes out the paths that have stood still long enough."""
        now = self._clock()
        ready = []
        for path, (since, before) in list(self._pending.items()):
            if now - since < _SETTLE_SECONDS:
                continue
            stamp = self._stamp(path)
            if stamp == before:
                ready.append(path)
                del self._pending[path]
            else:
                self._pending[path] = (now, stamp)
        return ready


class FolderWatcher:
    """Calls ``on_settled`` with changed paths, and ``on_rescan`` every so often, both on the watcher's own thread."""

    def __init__(
        self, on_settled: Callable[[list[str]], None], on_rescan: Callable[[], None], rescan_seconds: float
    ) -> None:
        self._on_settled = on_settled
        self._on_rescan = on_rescan
        self._rescan_seconds = rescan_seconds
        self._settling = Settling()
        self._lock = threading.Lock()
        self._watches: dict[str, ObservedWatch] = {}
        self._observer: BaseObserver = Observer()
        self._stop = threading.Event()
        self._changed = threading.Event()
        self._changed.set()
        self._folders: Callable[[], Iterable[Path]] = tuple
        self._thread = threading.Thread(target=self._run, name="photorag-watcher", daemon=True)

    def start(self, folders: Callable[[], Iterable[Path]]) -> None:
        """``folders`` is asked, on the watcher's thread, for what to watch: now, at `refresh`, and with each scan."""
        self._folders = folders
        self._observer.start()
        self._thread.start()

    def refresh(self) -> None:
        """The folders may have changed. May be called from any thread."""
        self._changed.set()

    def stop(self) -> None:
        """Returns when no further call will be made."""
        self._stop.set()
        self._observer.stop()
        for thread in (self._observer, self._thread):
            if thread.is_alive() and thread is not threading.current_thread():
                thread.join()

    def _watch(self, folders: Iterable[Path]) -> None:
        """Watches exactly these folders; those that are not there are tried again the next time."""
        wanted = {str(folder) for folder in folders if folder.is_dir()}
        for gone in set(self._watches) - wanted:
            self._unwatch(gone)
        new = wanted - set(self._watches)
        for folder in new:
            self._schedule(folder)
        if new:
            self._on_rescan()  # what changed before the watch was in place has caused no event

    def _schedule(self, folder: str) -> None:
        try:
            self._watches[folder] = self._observer.schedule(_Hints(self._touch), folder, recursive=True)
        except OSError as error:
            # Most often the system's limit on watched folders. The regular scan still finds everything, later.
            log.warning("%s can't be watched (%s); it is only scanned every so often", folder, error)

    def _unwatch(self, folder: str) -> None:
        try:
            self._observer.unschedule(self._watches.pop(folder))
        except (KeyError, OSError):
            log.debug("the watch of %s was already gone", folder)

    def _touch(self, path: str) -> None:
        with self._lock:
            self._settling.touch(path)

    def _run(self) -> None:
        next_scan = time.monotonic() + self._rescan_seconds
        while not self._stop.wait(_LOOK_SECONDS):
            try:
                if self._changed.is_set():
                    self._changed.clear()
                    self._watch(self._folders())
                with self._lock:
                    ready = self._settling.settled()
                if ready:
                    self._on_settled(ready)
                if time.monotonic() >= next_scan:
                    next_scan = time.monotonic() + self._rescan_seconds
                    self._watch(self._folders())
                    self._on_rescan()
            except Exception:
                log.exception("looking at changed files failed; the next scan makes up for it")


class _Hints(FileSystemEventHandler):
    def __init__(self, touch: Callable[[str], None]) -> None:
        self._touch = touch

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _QUIET or (event.is_directory and event.event_type == "modified"):
            return  # a folder is "modified" by each file in it, which has its own event
        for path in (event.src_path, event.dest_path):
            if path:
                self._touch(os.fsdecode(path))


def _stamp(path: str) -> Stamp:
    try:
        found = os.stat(path)  # noqa: PTH116 - called for each event
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns)
