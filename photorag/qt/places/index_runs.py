"""Reading photos in the background: starts runs, holds and stops them, and adds up what they did.

Lives on the GUI thread. Runs, those the watcher starts among them, queue up on the indexer's thread; to the person
they are one piece of work. Forgetting a folder waits on that thread too: runs make way for it and are taken up again.
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

    def add(self, report: IndexReport, *, stopped: bool) -> None:
        self.read += report.added + report.updated
        self.removed += report.removed
        self.failed += len(report.failed)
        self.seconds += report.seconds
        self.stopped = self.stopped or stopped


class IndexRuns(QObject):
    started = Signal(bool)  # whether the person asked for it
    progressed = Signal(object)  # Progress
    paused_changed = Signal(bool)
    finished = Signal(object)  # Summary; nothing is going on any more
    refused = Signal(str)
    forgetting_changed = Signal(object)  # tuple of the folders (Path) that are being forgotten just now
    forgotten = Signal(object, int)  # a folder (Path), and how many photos of it
    _told = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._tokens: list[CancelToken] = []
        self._made_way: list[CancelToken] = []  # of these runs; they are taken up again
        self._summary = Summary()
        self._watch_reads = self._watch_made_way = False
        self._forgetting: list[Path] = []
        self._go_on = False  # once the folders are forgotten
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        bridge.watch_progressed.connect(self._watch_progressed)
        bridge.watched.connect(self._watch_done)
        bridge.trouble.connect(self._watch_ended)

    @property
    def running(self) -> bool:
        return bool(self._tokens) or self._watch_reads or self._go_on

    @property
    def asked(self) -> bool:
        """The person asked for something of what is going on."""
        return self.running and self._summary.asked

    def start(self, folders: Sequence[Path] | None, *, asked: bool) -> None:
        """Brings folders (None: all of them) up to date."""
        token = CancelToken()
        self._tokens.append(token)
        self._summary.asked = self._summary.asked or asked
        self.started.emit(asked)

        def begin(library: Library) -> Future[IndexReport]:
            return library.start_index(folders, self._on_progress, token)

        self._bridge.run(begin, lambda future: self._done(token, future))

    @Slot(object)
    def rescan(self, folder: Path) -> None:
        """Looks for changes in a root or a folder below one, now."""
        self.start([folder], asked=True)

    @Slot()
    def retry_failures(self) -> None:
        """Tries every file again that could not be read."""

        def cleared(future: Future[int]) -> None:
            if (error := future.exception()) is not None:
                self.refused.emit(sentence(error))
            else:
                self.start(None, asked=True)

        self._bridge.call(lambda library: library.retry_failures(), cleared)

    @Slot(object)
    def remove_root(self, folder: Path) -> None:
        """Forgets a folder. What is being read makes way for it and is then taken up again."""
        if folder in self._forgetting:
            return
        self._make_way()
        self._forgetting.append(folder)
        self.forgetting_changed.emit(tuple(self._forgetting))
        self._bridge.call(lambda library: library.remove_root(folder), lambda future: self._removed(folder, future))

    @Slot(bool)
    def pause(self, paused: bool) -> None:
        self._bridge.pause(paused)
        self.paused_changed.emit(paused)

    @Slot()
    def stop(self) -> None:
        """What has been read stays; the rest waits for the next run."""
        self._made_way.clear()
        self._watch_made_way = False
        for token in self._tokens:
            token.cancel()
        self._bridge.stop_watch_runs()
        if self._watch_reads or self._go_on:
            self._summary.stopped = True
            self._watch_reads = self._go_on = False
            self._finish()
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
        made_way = token in self._made_way
        if made_way:
            self._made_way.remove(token)
        error = None if future.cancelled() else future.exception()
        if error is not None and not was_cancelled(error):
            self.refused.emit(sentence(error))
        elif error is None and not future.cancelled():
            report = future.result()
            self._summary.add(report, stopped=report.cancelled and not made_way)
        if error is not None and not made_way:
            self._summary.asked = False  # the refusal has said it
        self._finish()

    def _finish(self) -> None:
        if not self.running:
            summary, self._summary = self._summary, Summary()
            self.finished.emit(summary)

    # -- forgetting a folder

    def _make_way(self) -> None:
        """Stops what is under way, to go on with it later. Pausing stays as it is."""
        self._go_on = self._go_on or self.running
        for token in self._tokens:
            if not token.cancelled:
                self._made_way.append(token)
                token.cancel()
        self._bridge.stop_watch_runs()
        self._watch_made_way = self._watch_made_way or self._watch_reads
        self._watch_reads = False

    def _removed(self, folder: Path, future: Future[int]) -> None:
        self._forgetting.remove(folder)
        self.forgetting_changed.emit(tuple(self._forgetting))
        if (error := future.exception()) is not None:
            self.refused.emit(sentence(error))
        else:
            self.forgotten.emit(folder, future.result())
        if self._go_on and not self._forgetting:
            self._go_on = False
            self.start(None, asked=False)

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
        self._summary.add(report, stopped=report.cancelled and not self._watch_made_way)
        self._watch_reads = self._watch_made_way = False
        self._finish()

    @Slot()
    def _watch_ended(self, *_: object) -> None:
        if self._watch_reads:
            self._watch_reads = False
            self._finish()
