"""The side bar's buttons: a place to look, with its icon and how many photos are there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStyle, QStyleOptionButton, QWidget

from photorag.core.library_types import Place, PlaceKind
from photorag.qt.icons import icon
from photorag.qt.texts import grouped, photos
from photorag.qt.theme import Theme

_HEIGHT = 36
_ICON = 18
_GAP = 8
SPACE = 6


class LineButton(QPushButton):
    """Over a whole line, with an icon. Its text gives way where the line is short: languages differ in length."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setIconSize(QSize(_ICON + SPACE, _ICON))

    def taken(self) -> int:
        """How much of the line is not for the text."""
        return self.iconSize().width() + _GAP

    def minimumSizeHint(self) -> QSize:
        return QSize(self.taken(), super().minimumSizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room - self.taken())
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.end()


class PlaceButton(LineButton):
    """Checked while the person is there; only the side bar checks it. ``kind`` None: a page that is no place of the
    grid; then only ``clicked`` tells."""

    place_wanted = Signal(object)  # Place

    def __init__(self, kind: PlaceKind | None, name: str, icon_name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.kind = kind
        self.setProperty("kind", "place")
        self.setCheckable(True)
        self.setMinimumHeight(_HEIGHT)
        self._icon_name, self._theme = icon_name, theme
        self._count = QLabel(self)
        self._count.setProperty("kind", "meta")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, 0)
        row.addStretch(1)
        row.addWidget(self._count)
        self.clicked.connect(self._want)
        self.toggled.connect(self._dress)
        theme.changed.connect(self._dress)
        self._dress()

    def show_count(self, number: int) -> None:
        self._count.setText(grouped(number))
        self.setAccessibleName(f"{self.text()}, {photos(number)}")

    def taken(self) -> int:
        return super().taken() + self._count.sizeHint().width()

    @Slot()
    def _want(self) -> None:
        if self.kind is not None:
            self.place_wanted.emit(Place(self.kind))

    @Slot()
    def _dress(self) -> None:
        colour = self._theme.colour("accent_ink" if self.isChecked() else "ink")
        self.setIcon(icon(self._icon_name, colour, _ICON, after=SPACE))
        font = self._count.font()
        font.setBold(self.isChecked())
        self._count.setFont(font)
