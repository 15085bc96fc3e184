"""The list of recent searches under the search field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QRegion
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from photorag.qt.icons import icon
from photorag.qt.theme import Theme
from photorag.qt.tokens import RADIUS

_ROW = 32
_MOST_ROWS = 9  # seen at once; the list scrolls


class RecentPopup(QFrame):
    chosen = Signal(str)
    forget_wanted = Signal()
    typed = Signal(str)  # a letter that is meant for the field

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setObjectName("recent")
        self._theme, self._field = theme, field
        self.list = QListWidget(self)
        self.list.setObjectName("recentList")
        self.list.setAccessibleName(self.tr("Recent searches"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setIconSize(QSize(16, 16))
        self.list.setMouseTracking(True)
        self.list.itemEntered.connect(self.list.setCurrentItem)
        self.list.itemClicked.connect(self._choose)
        self.list.installEventFilter(self)
        self.forget = QPushButton(self.tr("Forget recent searches"), self)
        self.forget.setProperty("kind", "inline")
        self.forget.clicked.connect(self._forget)
        self.forget.installEventFilter(self)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addWidget(self.forget)
        self.forget.setMinimumHeight(28)

    def pop_up(self, searches: Sequence[str]) -> None:
        """Shows the list under the field, with the latest search marked."""
        self.list.clear()
        image = icon("history", self._theme.colour("muted"), 16)
        for each in searches:
            row = QListWidgetItem(image, each)
            row.setSizeHint(QSize(0, _ROW))
            self.list.addItem(row)
        rows = min(_MOST_ROWS, len(searches))
        self.list.setFixedHeight(rows * _ROW)
        self.list.setCurrentRow(0)
        self.setGeometry(self._place())
        self.setMask(_rounded(self.rect()))
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, in_list = event.key(), watched is self.list
        if key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and in_list and self.list.currentRow() <= 0):
            self.close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentItem()) if in_list else self._forget()
        elif key == Qt.Key.Key_Down and in_list and self.list.currentRow() == self.list.count() - 1:
            self.forget.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Up and not in_list:
            self.list.setFocus(Qt.FocusReason.BacktabFocusReason)
        elif event.text().isprintable() and event.text() and (in_list or key != Qt.Key.Key_Space):
            self.close()
            self.typed.emit(event.text())
        else:
            return False
        return True

    @Slot(QListWidgetItem)
    def _choose(self, row: QListWidgetItem | None) -> None:
        self.close()
        if row is not None:
            self.chosen.emit(row.text())

    @Slot()
    def _forget(self) -> None:
        self.close()
        self.forget_wanted.emit()

    def _place(self) -> QRect:
        """Under the field and as wide; above it when the screen ends there."""
        height = self._column.sizeHint().height()
        corner = self._field.mapToGlobal(QPoint(0, self._field.height() + 4))
        screen = QGuiApplication.screenAt(corner) or self._field.screen()
        if corner.y() + height > screen.availableGeometry().bottom():
            corner.setY(corner.y() - height - self._field.height() - 8)
        return QRect(corner, QSize(self._field.width(), height))


def _rounded(rect: QRect) -> QRegion:
    """Round corners also where the screen knows no transparency."""
    radius = RADIUS - 2  # the border's own arc stays whole
    side = 2 * radius
    region = QRegion(rect.adjusted(radius, 0, -radius, 0)) + QRegion(rect.adjusted(0, radius, 0, -radius))
    for left in (rect.left(), rect.right() - side + 1):
        for top in (rect.top(), rect.bottom() - side + 1):
            region = region + QRegion(left, top, side, side, QRegion.RegionType.Ellipse)
    return region
