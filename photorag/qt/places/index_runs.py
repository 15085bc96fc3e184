"""Reading photos in the background: starts runs, holds and stops them, and adds up what they did.

Lives on the GUI thread. Runs, those the watcher starts among them, queue up on the indexer's thread; to the person
they are one piece of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from photorag.core.cancel import CancelToken
from photorag.ingest.report import IndexReport, Progress
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled


@dataclass(slots=True)
class Summary:
    """What the runs did since the last time nothing was going on. ``asked``: the person started one of them."""

    read: int = 0
    removed: int = 0
    failed: int = 0
    seconds: float = 0.0
    stopped: bool = False
    asked: bool = False

    @property
    def worth_telling(self) -> bool:
        return self.asked or self.stopped or bool(self.read or self.failed)

    def add(self, report: IndexReport) -> None:
        self.read += report.added + report.updated
        self.removed += report.removed
        self.failed += len(report.failed)
        self.seconds += report.seconds
        self.stopped = self.stopped or report.cancelled


class IndexRuns(QObject):
    started = Signal(bool)  # whether the person asked for it
    progressed = Signal(object)  # Progress
    paused_changed = Signal(bool)
    finished = Signal(object)  # Summary; nothing is going on any more
    refused = Signal(str)
    _told = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._tokens: list[CancelToken] = []
        self._summary = Summary()
        self._watch_reads = False
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        bridge.watch_progressed.connect(self._watch_progressed)
        bridge.watched.connect(self._watch_done)
        bridge.trouble.connect(self._watch_ended)

    @property
    def running(self) -> bool:
        return bool(self._tokens) or self._watch_reads

    def start(self, folders: Sequence[Path] | None, *, asked: bool) -> None:
        """Brings folders (None: all of them) up to date."""
        token = CancelToken()
        self._tokens.append(token)
        self._summary.asked = self._summary.asked or asked
        self.started.emit(asked)

        def begin(library: Library) -> Future[IndexReport]:
            return library.start_index(folders, self._on_progress, token)

        self._bridge.run(begin, lambda future: self._done(token, future))

    @Slot(bool)
    def pause(self, paused: bool) -> None:
        self._bridge.pause(paused)
        self.paused_changed.emit(paused)

    @Slot()
    def stop(self) -> None:
        """What has been read stays; the rest waits for the next run."""
        for token in self._tokens:
            token.cancel()
        self._bridge.stop_watch_runs()
        if self._watch_reads:
            self._summary.stopped = True
            self._watch_ended()
        if self._bridge.paused:
            self.pause(False)

    def _on_progress(self, progress: Progress) -> None:
        self._told.emit(progress)  # on the indexer's thread

    @Slot(object)
    def _pass_on(self, progress: Progress) -> None:
        if self._tokens and not self._bridge.closing:
            self.progressed.emit(progress)

    def _done(self, token: CancelToken, future: Future[IndexReport]) -> None:
        self._tokens.remove(token)
        error = None if future.cancelled() else future.exception()
        if error is not None and not was_cancelled(error):
            self.refused.emit(sentence(error))
        elif error is None and not future.cancelled():
            self._summary.add(future.result())
        if error is not None:
            self._summary.asked = False  # the refusal has said it
        self._finish()

    def _finish(self) -> None:
        if not self.running:
            summary, self._summary = self._summary, Summary()
            self.finished.emit(summary)

    # -- runs the watcher starts

    @Slot(object)
    def _watch_progressed(self, progress: Progress) -> None:
        if self._bridge.closing:
            return
        if progress.phase == "finishing":  # a report follows only when something has changed
            self._watch_ended()
        elif progress.phase != "scanning":
            if not self._watch_reads:
                self._watch_reads = True
                self.started.emit(False)
            self.progressed.emit(progress)

    @Slot(object)
    def _watch_done(self, report: IndexReport) -> None:
        self._summary.add(report)
        self._watch_reads = False
        self._finish()

    @Slot()
    def _watch_ended(self, *_: object) -> None:
        if self._watch_reads:
            self._watch_reads = False
            self._finish()
