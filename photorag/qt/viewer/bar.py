"""The bar over the viewer: back, what is shown, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from photorag.qt.icons import icon
from photorag.qt.tokens import DARK, VIEWER_INK
from photorag.qt.viewer.title_line import TitleLine

HEIGHT = 56
_ICON = 20
_SIDE = 36
_LEAFING = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class ViewerBar(QWidget):
    back_wanted = Signal()
    favourite_wanted = Signal()
    similar_wanted = Signal()
    info_wanted = Signal(bool)
    menu_wanted = Signal(QPoint)  # where, on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.title = TitleLine(self)
        self.zoom = QLabel(self)
        self.zoom.setProperty("kind", "meta")
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.zoom.setFixedWidth(self.fontMetrics().horizontalAdvance("8,888 %"))
        self.back = IconButton("arrow-left", self.tr("Back to the photos (Escape)"), self)
        self.back.clicked.connect(self.back_wanted)
        self.favourite = IconButton("heart", "", self)
        self.favourite.setObjectName("favourite")
        self.favourite.setCheckable(True)
        self.favourite.clicked.connect(self.favourite_wanted)
        self.similar = TextButton(self.tr("Search like this"), self)
        self.similar.setIcon(icon("search", QColor(VIEWER_INK), 16))
        self.similar.setToolTip(self.tr("Find photos that look like this one"))
        self.similar.clicked.connect(self.similar_wanted)
        self.info = IconButton("info", self.tr("About this photo (I)"), self)
        self.info.setCheckable(True)
        self.info.clicked.connect(self.info_wanted)
        self.more = IconButton("ellipsis", self.tr("More actions"), self)
        self.more.clicked.connect(self._ask_for_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        row.addWidget(self.zoom)
        for button in (self.favourite, self.similar, self.info, self.more):
            row.addWidget(button)
        self.show_photo("", "", favourite=False)

    def show_photo(self, name: str, note: str, *, favourite: bool) -> None:
        self.title.show_title(name, note)
        self.favourite.setChecked(favourite)
        self.favourite.show_icon("heart", DARK.accent if favourite else VIEWER_INK, filled=favourite)
        tip = self.tr("Remove from favourites (F)") if favourite else self.tr("Add to favourites (F)")
        self.favourite.setToolTip(tip)
        self.favourite.setAccessibleName(tip)

    def lie_over(self, picture: bool) -> None:
        """Over the picture, so that it shows through; or beside it."""
        self.setProperty("over", picture)
        self.style().unpolish(self)
        self.style().polish(self)

    def show_zoom(self, percent: int) -> None:
        self.zoom.setText(self.tr("{} %").format(percent) if percent else "")
        self.zoom.setAccessibleName(self.tr("Zoom {} per cent").format(percent) if percent else "")

    def _ask_for_menu(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))


class IconButton(QToolButton):
    """The arrow keys leaf through the photos also while a button has the focus."""

    def __init__(self, name: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(_SIDE, _SIDE)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.show_icon(name, VIEWER_INK)

    def show_icon(self, name: str, colour: str, *, filled: bool = False) -> None:
        self.setIcon(icon(name, QColor(colour), _ICON, filled=filled))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAFING:
            event.ignore()
        else:
            super().keyPressEvent(event)


class TextButton(QPushButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAFING:
            event.ignore()
        else:
            super().keyPressEvent(event)
