"""Something under way that takes a while: its progress comes to the GUI thread, and it can be cancelled."""

from __future__ import annotations

import contextlib
import time

from PySide6.QtCore import QObject, Signal, Slot

from photorag.core.cancel import CancelToken

_SECONDS_BETWEEN = 0.05


class Task(QObject):
    """``icon``: the name of the picture that stands for it."""

    progressed = Signal(int, int)  # done, in all
    cancelling = Signal()
    finished = Signal()

    def __init__(self, text: str, icon: str, parent: QObject) -> None:
        super().__init__(parent)
        self.text, self.icon = text, icon
        self.token = CancelToken()
        self._told_at = 0.0

    def report(self, done: int, total: int) -> None:
        """Called by the work on its own thread, as often as it likes."""
        now = time.monotonic()
        if done < total and now - self._told_at < _SECONDS_BETWEEN:
            return
        self._told_at = now
        with contextlib.suppress(RuntimeError):  # the window has gone
            self.progressed.emit(done, total)

    @Slot()
    def cancel(self) -> None:
        """The work stops at its next safe point; `finished` follows."""
        self.token.cancel()
        self.cancelling.emit()

    def finish(self) -> None:
        self.finished.emit()
        self.deleteLater()
