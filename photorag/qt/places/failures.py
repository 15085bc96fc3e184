"""Shows the files that could not be read, in a window of its own, and tries them again."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from photorag.core.library_types import Failure
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.places.failures_dialog import FailuresDialog
from photorag.qt.places.index_runs import IndexRuns
from photorag.qt.theme import Theme
from photorag.store.reader import Reader

Look = tuple[list[Failure], list[Path]]


class Failures(QObject):
    """At most one dialog at a time; what it shows is brought up to date whenever reading has ended."""

    reveal_wanted = Signal(object)  # Path of a file
    trouble = Signal(str)

    def __init__(self, bridge: LibraryBridge, runs: IndexRuns, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._runs, self._theme, self._window = bridge, runs, theme, window
        self.dialog: FailuresDialog | None = None
        self._folder: Path | None = None
        runs.finished.connect(self._ended)
        runs.refused.connect(self._ended)

    @Slot(object)
    def show(self, folder: Path | None = None) -> None:
        """``folder``: only those of this root."""
        self._folder = folder
        self._bridge.read(_look, self._looked)

    @Slot()
    def close(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _looked(self, future: Future[Look]) -> None:
        if (error := future.exception()) is not None:
            self.trouble.emit(sentence(error))
            return
        dialog = self.dialog or self._made()
        dialog.show_failures(*future.result())
        dialog.show_only(self._folder)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _made(self) -> FailuresDialog:
        self.dialog = FailuresDialog(self._theme, self._window)
        self.dialog.retry_wanted.connect(self._retry)
        self.dialog.reveal_wanted.connect(self.reveal_wanted)
        self.dialog.finished.connect(self._gone)
        return self.dialog

    @Slot()
    def _gone(self, *_: object) -> None:
        self.dialog = None

    @Slot()
    def _retry(self) -> None:
        if self.dialog is not None:
            self.dialog.show_retrying(True)
        self._runs.retry_failures()

    @Slot()
    def _ended(self, *_: object) -> None:
        if self.dialog is not None:
            self.dialog.show_retrying(False)
            self._bridge.read(_look, self._looked_again)

    def _looked_again(self, future: Future[Look]) -> None:
        if self.dialog is not None and future.exception() is None:
            self.dialog.show_failures(*future.result())


def _look(reader: Reader) -> Look:
    """On the query thread."""
    return reader.failures(), [root.path for root in reader.roots()]
