"""The line of words in the search field. Keys that mean something to the field around it are passed on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from photorag.qt.search.drops import has_something


class WordsEdit(QLineEdit):
    pasted = Signal(object)  # QMimeData with pictures or files
    escaped = Signal()
    went_down = Signal()
    recent_wanted = Signal()
    took_back = Signal()  # Backspace with nothing before the cursor
    focus_changed = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            mime = QGuiApplication.clipboard().mimeData()
            if has_something(mime):
                self.pasted.emit(mime)
                return
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.recent_wanted.emit()
        elif key == Qt.Key.Key_Down:
            self.went_down.emit()
        elif key == Qt.Key.Key_Backspace and self.cursorPosition() == 0 and not self.hasSelectedText():
            self.took_back.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # a menu, or the recent searches, belong to the field
            self.focus_changed.emit(False)
