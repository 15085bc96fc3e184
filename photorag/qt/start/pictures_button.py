"""The button that takes the system's Pictures folder, with how many photos are in it once that is known."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from photorag.qt.start.pictures_count import PicturesCount
from photorag.qt.texts import grouped, photos

BUTTON_HEIGHT = 40
_PADDING = 18


class PicturesButton(QPushButton):
    """Has room for the count from the start, so that nothing moves when it comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "main")
        self._name, self.count = QLabel(self.tr("Use Pictures"), self), QLabel(self)
        self._name.setProperty("kind", "strong")
        for label in (self._name, self.count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING, 0, _PADDING, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._name)
        row.addWidget(self.count)
        row.addStretch(1)
        self.count.hide()
        self.setAccessibleName(self._name.text())

    def show_count(self, count: PicturesCount) -> None:
        text = photos(count.photos) if count.whole else self.tr("over {} photos").format(grouped(count.photos))
        self.count.setText(text if count.photos or not count.whole else self.tr("no photos"))
        self.count.show()
        self.setAccessibleName(f"{self._name.text()}, {self.count.text()}")

    def sizeHint(self) -> QSize:
        longest = self.fontMetrics().horizontalAdvance(photos(99_999))
        height = max(BUTTON_HEIGHT, self.fontMetrics().height() + 16)
        return QSize(self._name.sizeHint().width() + longest + 2 * _PADDING + 8, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
