"""Icons that take their colour from the palette, and take it again when the theme changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from photorag.qt.icons import icon

_THEME_CHANGES = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


def muted() -> QColor:
    # The application's own palette: the style sheet writes into those of the widgets.
    return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)


class IconButton(QToolButton):
    """A button without text. ``says`` is its tool tip, and its name for screen readers."""

    def __init__(self, name: str, says: str, parent: QWidget | None = None, side: int = 16) -> None:
        super().__init__(parent)
        self._icon, self._side = name, side
        self.say(says)
        self._dress()

    def say(self, text: str) -> None:
        self.setToolTip(text)
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _THEME_CHANGES:
            self._dress()

    def _dress(self) -> None:
        self.setIcon(icon(self._icon, muted(), self._side))


class IconLabel(QLabel):
    """A picture that says nothing the text beside it does not."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._side = "", side

    def show_icon(self, name: str) -> None:
        """Empty: none."""
        self._icon = name
        self.setVisible(bool(name))
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _THEME_CHANGES:
            self._dress()

    def _dress(self) -> None:
        if self._icon:
            self.setPixmap(icon(self._icon, muted(), self._side).pixmap(self._side))
