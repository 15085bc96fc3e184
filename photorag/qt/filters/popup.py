"""What opens under a chip: a frame over the window that closes by Escape or a click beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QMouseEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photorag.core.understanding import Facets, Part
from photorag.qt.filters.chip import Chip
from photorag.qt.places.plain_tip import plain_tip
from photorag.qt.theme import Theme
from photorag.qt.tokens import RADIUS

WIDTH = 304
_BELOW = 4


class Popup(QFrame):
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filterMenu")
        self._theme = theme
        self._chip: Chip | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(8)

    def pop_up(self, chip: Chip) -> None:
        """Shows itself under a chip; over it where the screen ends there."""
        self._chip = chip
        chip.show_open(True)
        self.setGeometry(self._place(chip))
        self.show()
        self.fit()  # what is in it gets the style's size when it is shown for the first time
        self.focus_first()

    def focus_first(self) -> None:
        """Where the keys go when it opens."""
        self.focusNextChild()

    def fit(self) -> None:
        """What is in it has changed: takes the room that this needs."""
        if self.isVisible() and self._chip is not None:
            self.setGeometry(self._place(self._chip))

    def event(self, event: QEvent) -> bool:
        """While it is open no key does what it does in the window: Escape would clear the search, Delete take a photo
        to the trash."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside it closes it; one on another chip opens that one's menu at once, as in a row of menus."""
        super().mousePressEvent(event)
        where = event.globalPosition().toPoint()
        chip = QApplication.widgetAt(where)
        if not self.isVisible() and isinstance(chip, Chip) and chip is not self._chip:
            chip.press(chip.mapFromGlobal(where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(_rounded(self.rect()))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._chip is not None:
            self._chip.show_open(False)
        self.closed.emit()

    def _place(self, chip: Chip) -> QRect:
        size = QSize(WIDTH, self.column.totalHeightForWidth(WIDTH) if self.column.hasHeightForWidth() else 0)
        size = size.expandedTo(QSize(0, self.column.totalSizeHint().height()))
        corner = chip.mapToGlobal(QPoint(0, chip.height() + _BELOW))
        area = (QGuiApplication.screenAt(corner) or chip.screen()).availableGeometry()
        corner.setX(max(area.left(), min(corner.x(), area.right() - WIDTH)))
        if corner.y() + size.height() > area.bottom():
            corner.setY(max(area.top(), corner.y() - size.height() - chip.height() - 2 * _BELOW))
        return QRect(corner, size)


class FilterMenu(Popup):
    """A menu of one kind of filter. What is chosen counts at once; the menu stays open for more."""

    term_chosen = Signal(str)  # in the query language; "" for any
    words_wanted = Signal()  # the typed phrase was meant as words to look for

    def __init__(self, theme: Theme, parent: QWidget, any_text: str) -> None:
        super().__init__(theme, parent)
        self.any = self._link(any_text)
        self.any.clicked.connect(self._choose_any)
        self.words = self._link(self.tr("Search for these words instead"))
        self.words.clicked.connect(self._want_words)

    def add_footer(self) -> None:
        """Once all else is in the column."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.any)
        row.addStretch(1)
        row.addWidget(self.words)
        self.column.addLayout(row)

    def show_chosen(self, parts: Sequence[Part], phrase: str) -> None:
        """What is chosen now; ``phrase`` is what was typed for it, "" when it was chosen here."""
        self.any.setVisible(bool(parts))
        self.words.setVisible(bool(phrase))
        self.words.setToolTip(plain_tip(self.tr("Look for photos that show “{}”").format(phrase)) if phrase else "")

    def show_loading(self) -> None:
        """The counts are on their way."""
        raise NotImplementedError

    def show_facets(self, facets: Facets) -> None:
        raise NotImplementedError

    def _link(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "inline")
        return button

    @Slot()
    def _choose_any(self) -> None:
        self.close()
        self.term_chosen.emit("")

    @Slot()
    def _want_words(self) -> None:
        self.close()
        self.words_wanted.emit()


def _rounded(rect: QRect) -> QRegion:
    """Round corners also where the screen knows no transparency."""
    radius = RADIUS - 2  # the border's own arc stays whole
    side = 2 * radius
    region = QRegion(rect.adjusted(radius, 0, -radius, 0)) + QRegion(rect.adjusted(0, radius, 0, -radius))
    for left in (rect.left(), rect.right() - side + 1):
        for top in (rect.top(), rect.bottom() - side + 1):
            region = region + QRegion(left, top, side, side, QRegion.RegionType.Ellipse)
    return region
