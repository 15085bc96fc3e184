"""Getting a model and going over to it: starts and stops downloads, and says where the change stands.

Lives on the GUI thread. The library downloads, checks and loads the model; then photos are read with it, while searches
go on with the one before, until everything has been read: that may span several starts of the window.
"""

from __future__ import annotations

import contextlib
from concurrent.futures import Future
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal, Slot

from photorag.core.cancel import CancelToken
from photorag.ingest.report import Progress
from photorag.library import Library
from photorag.model_choice import ModelNames
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled
from photorag.qt.models.about import byte_size, reason
from photorag.qt.models.download_meter import DownloadMeter
from photorag.qt.models.model_state import Download, ModelPhase, ModelState
from photorag.qt.texts import model_title


@dataclass(slots=True, eq=False)
class _Run:
    """One model on its way."""

    name: str
    cancel: CancelToken = field(default_factory=CancelToken)
    download: Download | None = None
    arrived: int = 0  # bytes, when it has ended


class ModelRuns(QObject):
    """``changed`` comes with each new `state`, about ten times a second while something arrives."""

    changed = Signal(object)  # ModelState
    read_again_wanted = Signal()  # photos are to be read with another model: an index run over all folders
    told = Signal(str)  # good news, or what came of a wish, in a sentence
    trouble = Signal(str)
    _arrived = Signal(object, object)  # _Run, Download; emitted on the thread that downloads

    def __init__(self, bridge: LibraryBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._names: ModelNames | None = None
        self._run: _Run | None = None
        self._failed: tuple[str, str] | None = None  # name, sentence
        self._kept: tuple[str, int] = ("", 0)  # name, bytes of a stopped download
        self._awaited = ""  # the model that is to take over, and be told of then
        self._progress: Progress | None = None
        self._halted = False
        self._arrived.connect(self._note_arrived, Qt.ConnectionType.QueuedConnection)
        bridge.model_changed.connect(self.refresh)

    @property
    def state(self) -> ModelState:
        names = self._names
        searching = names.searching if names else ""
        if self._run is not None:
            return ModelState(_phase_of(self._run), searching, self._run.name, self._run.download)
        if self._failed is not None:
            name, why = self._failed
            return ModelState(ModelPhase.FAILED, searching, name, sentence=why)
        if names is None:
            return ModelState()
        if names.reading != names.searching:
            phase = ModelPhase.WAITING if self._halted else ModelPhase.READING
            counted = self._progress if self._progress and self._progress.phase == "reading" else None
            done, total = (counted.done, counted.total) if counted else (0, 0)
            return ModelState(phase, searching, names.reading, read=done, to_read=total)
        return ModelState(ModelPhase.IDLE, searching, self._kept[0], kept=self._kept[1])

    @Slot()
    def refresh(self) -> None:
        """Asks the library which models it uses."""
        self._bridge.call(lambda library: library.model_names(), self._names_read)

    @Slot(str)
    def start(self, name: str) -> None:
        """Uses a model, downloading it first where it is not here. While one is on its way, nothing happens."""
        if self._run is not None:
            return
        run = self._run = _Run(name)
        self._failed, self._kept = None, ("", 0)
        meter = DownloadMeter(lambda download: self._post(run, download))

        def work(library: Library) -> tuple[str, ModelNames, bool]:
            try:
                used, status = library.use_model(name, meter.report, run.cancel), library.status()
                names = library.model_names()
                return used, names, names.reading != names.searching or status.searchable < status.items
            finally:
                run.arrived = meter.done

        self._bridge.call(work, lambda future: self._done(run, future))
        self._tell()

    @Slot()
    def cancel(self) -> None:
        """Stays with the model in use. What has arrived of another is kept for the next try, and so is what was read
        with it."""
        if self._run is not None:
            self._run.cancel.cancel()
            self._tell()
        elif self._names is not None and self._names.reading != self._names.searching:
            self.start(self._names.searching)

    def stop(self) -> None:
        """The window closes: a download ends and keeps what has arrived. A change goes on at the next start."""
        if self._run is not None:
            self._run.cancel.cancel()

    @Slot()
    def forget_failure(self) -> None:
        self._failed = None
        self._tell()

    @Slot(object)
    def reading_progressed(self, progress: Progress) -> None:
        """An index run has come so far (`IndexRuns.progressed`)."""
        self._progress, self._halted = progress, False
        if self.state.changing:
            self._tell()

    @Slot()
    def reading_finished(self, *_: object) -> None:
        """Nothing reads any more (`IndexRuns.finished`). If the change is not through, it waits."""

        def answered(future: Future[ModelNames]) -> None:
            self._halted = True
            self._names_read(future)

        self._progress = None
        self._bridge.call(lambda library: library.model_names(), answered)

    # -- inside

    def _post(self, run: _Run, download: Download) -> None:
        with contextlib.suppress(RuntimeError):  # the window has gone
            self._arrived.emit(run, download)

    @Slot(object, object)
    def _note_arrived(self, run: _Run, download: Download) -> None:
        if run is self._run:
            run.download = download
            self._tell()

    def _done(self, run: _Run, future: Future[tuple[str, ModelNames, bool]]) -> None:
        self._run = None
        error = None if future.cancelled() else future.exception()
        if future.cancelled() or (error is not None and was_cancelled(error)):
            self._stopped(run)
        elif error is not None:
            self._failed = (run.name, reason(error))
        else:
            self._awaited, names, unread = future.result()
            self._halted = False
            self._follow(names)
            if unread:
                self.read_again_wanted.emit()
        self._tell()

    def _stopped(self, run: _Run) -> None:
        if run.arrived:
            self._kept = (run.name, run.arrived)
            text = self.tr("The download of {} was stopped. {} are kept: the next try goes on from there.")
            self.told.emit(text.format(model_title(run.name), byte_size(run.arrived)))

    def _names_read(self, future: Future[ModelNames]) -> None:
        if (error := future.exception()) is not None:
            self.trouble.emit(sentence(error))
            return
        self._follow(future.result())
        self._tell()

    def _follow(self, names: ModelNames) -> None:
        self._names = names
        if names.reading != names.searching:
            self._awaited = names.reading
            return
        self._progress = None
        if self._awaited == names.searching:
            text = self.tr("PhotoRAG now understands your photos with {}.")
            if names.searching == "starter":
                text = self.tr("PhotoRAG now understands your photos with the {}.")
            self.told.emit(text.format(model_title(names.searching)))
        self._awaited = ""

    def _tell(self) -> None:
        self.changed.emit(self.state)


def _phase_of(run: _Run) -> ModelPhase:
    if run.cancel.cancelled:
        return ModelPhase.STOPPING
    if run.download is None:
        return ModelPhase.STARTING
    return ModelPhase.DOWNLOADING if run.download.done < run.download.total else ModelPhase.PREPARING
