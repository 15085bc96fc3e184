"""Keeping the library in step with its folders while PhotoRAG runs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from photorag.core.cancel import CancelToken, PauseGate
from photorag.core.errors import PhotoRagError
from photorag.core.events import Events, RootsChanged
from photorag.indexing import Indexing
from photorag.ingest.report import IndexReport, ProgressCallback
from photorag.ingest.watch import FolderWatcher

log = logging.getLogger(__name__)

OnReport = Callable[[IndexReport], None]
OnError = Callable[[PhotoRagError], None]


class Watching:
    """Turns the watcher's hints and its regular scans into index runs.

    ``on_report`` gets each run that changed something, ``on_error`` what a person can act on, ``progress`` how far a
    run has come; all are called on the indexer's thread.
    """

    def __init__(
        self,
        indexing: Indexing,
        events: Events,
        roots: Callable[[], list[Path]],
        rescan_seconds: float,
        on_report: OnReport,
        on_error: OnError,
        pause: PauseGate,
        progress: ProgressCallback | None = None,
    ) -> None:
        self._indexing = indexing
        self._roots = roots
        self._on_report = on_report
        self._on_error = on_error
        self._cancel = CancelToken()
        self._runs = CancelToken(self._cancel)
        self._pause = pause
        self._progress = progress
        self._watcher = FolderWatcher(self._look, self._rescan, rescan_seconds)
        self._unsubscribe = events.subscribe(RootsChanged, lambda _: self._watcher.refresh())

    def start(self) -> None:
        self._watcher.start(self._roots)

    def stop(self) -> None:
        self._cancel.cancel()
        self._unsubscribe()
        self._watcher.stop()

    def stop_runs(self) -> None:
        """Cancels the runs that are under way or waiting. Later hints and scans start others."""
        self._runs.cancel()
        self._runs = CancelToken(self._cancel)

    def _look(self, paths: list[str]) -> None:
        self._hand_over(self._indexing.start_paths(paths, self._runs, self._pause, self._progress))

    def _rescan(self) -> None:
        self._hand_over(self._indexing.start(None, self._progress, self._runs, self._pause))

    def _hand_over(self, future: Future[IndexReport]) -> None:
        future.add_done_callback(self._done)

    def _done(self, future: Future[IndexReport]) -> None:
        if future.cancelled() or self._cancel.cancelled:
            return
        error = future.exception()
        if isinstance(error, PhotoRagError):
            self._on_error(error)
        elif error is not None:
            log.error("an index run failed", exc_info=error)
        elif future.result().changed:
            self._on_report(future.result())
