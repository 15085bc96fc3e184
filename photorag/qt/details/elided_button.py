"""A button that reads like a link and shortens its text in the middle: a path's ends say the most."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget


class ElidedButton(QPushButton):
    """As narrow as it must be; the whole text is in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "path")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))  # no shortcut keys hide in a folder's name
        self.setToolTip(f"<p style='white-space: pre'>{escape(text)}</p>")
        self.setAccessibleName(self.tr("Open the folder {}").format(text))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        whole = option.text.replace("&&", "&")
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, room)
        option.text = shown.replace("&", "&&")
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.end()
