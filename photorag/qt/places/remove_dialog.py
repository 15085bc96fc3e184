"""Asks before a folder is forgotten: what is lost by it, and what is not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photorag.qt.texts import grouped

_WIDTH = 420


class RemoveDialog(QDialog):
    """Accepted when the folder is to be removed. Enter and Escape both leave everything as it is."""

    def __init__(self, name: str, photos: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Remove folder"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        title = QLabel(self.tr("Remove “{}” from PhotoRAG?").format(name), self)
        title.setProperty("kind", "section")
        text = QLabel(self._consequences(photos), self)
        for label in (title, text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.setAccessibleName(title.text())
        self.setAccessibleDescription(text.text())
        self.remove = QPushButton(self.tr("Remove"), self)
        self.remove.setProperty("kind", "danger")
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self.accept)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self._lay_out(title, text)
        self.cancel.setFocus()

    def _consequences(self, photos: int) -> str:
        kept = self.tr(
            "Your files stay where they are. Favourites and tags are remembered and come back should you add the "
            "folder again."
        )
        if not photos:
            return kept
        if photos == 1:
            lost = self.tr("1 photo is no longer found.")
        else:
            lost = self.tr("{} photos are no longer found.").format(grouped(photos))
        return f"{lost} {kept}"

    def _lay_out(self, title: QLabel, text: QLabel) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.remove)
        buttons.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(8)
        column.addLayout(buttons)
