"""A part of the search, to be written anew."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from photorag.qt.filters.popup import Popup
from photorag.qt.labels import plain_label
from photorag.qt.theme import Theme


class EditPopup(Popup):
    edited = Signal(str)
    words_wanted = Signal()  # the typed phrase was meant as words to look for

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Change this part of the search"))
        self.field = QLineEdit(self)
        self.field.setObjectName("filterField")
        self.field.setAccessibleName(self.tr("This part of the search"))
        self.field.returnPressed.connect(self._enter)
        self.hint = plain_label("meta", self.tr("Press Enter to search by it; leave it empty to take it out."), self)
        self.words = QPushButton(self.tr("Search for these words instead"), self)
        self.words.setProperty("kind", "inline")
        self.words.clicked.connect(self._want_words)
        for widget in (self.field, self.hint, self.words):
            self.column.addWidget(widget)

    def show_text(self, text: str, *, words: bool) -> None:
        """``words``: it was typed, and could be meant as words to look for."""
        self.field.setText(text)
        self.words.setVisible(words)

    def focus_first(self) -> None:
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    @Slot()
    def _enter(self) -> None:
        self.close()
        self.edited.emit(self.field.text())

    @Slot()
    def _want_words(self) -> None:
        self.close()
        self.words_wanted.emit()
