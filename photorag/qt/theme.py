"""Dresses the application, light or dark, following the system."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from photorag.qt.style_sheet import style_sheet
from photorag.qt.tokens import DARK, LIGHT, TEXT_PIXELS, Tokens
from photorag.qt.window_state import Appearance

_SCHEMES: dict[Appearance, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Dresses the application as the person chose: light, dark, or as the system has it. Lives on the GUI thread."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._appearance: Appearance = "system"
        self.tokens = LIGHT
        application.setStyle("Fusion")
        font = application.font()
        font.setPixelSize(TEXT_PIXELS)
        application.setFont(font)
        self._hints = application.styleHints()
        self._dress()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._follow()

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Changes everything that is on the screen, at once."""
        self._appearance = appearance
        # Title bars and the system's own dialogs follow this, where Qt (from 6.8) and the system can do it.
        set_scheme = getattr(self._hints, "setColorScheme", None)
        if set_scheme is not None:
            set_scheme(_SCHEMES[appearance])
        self._follow()

    @Slot()
    def _follow(self, *_: object) -> None:
        """The person's choice counts even where Qt can't change the system's; without one, the system's does."""
        scheme = self._hints.colorScheme() if self._appearance == "system" else _SCHEMES[self._appearance]
        tokens = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        if tokens is not self.tokens:
            self.tokens = tokens
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens))

    def colour(self, name: str) -> QColor:
        """A token's colour, for what is painted by hand."""
        return QColor(getattr(self.tokens, name))


def palette(tokens: Tokens) -> QPalette:
    """For what the style sheet does not reach: dialogs, menus, text cursors."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, tokens.bg), (roles.WindowText, tokens.ink), (roles.Base, tokens.card),
        (roles.AlternateBase, tokens.panel), (roles.Text, tokens.ink), (roles.Button, tokens.card),
        (roles.ButtonText, tokens.ink), (roles.ToolTipBase, tokens.card), (roles.ToolTipText, tokens.ink),
        (roles.Highlight, tokens.fill), (roles.HighlightedText, tokens.on_fill), (roles.Link, tokens.accent_ink),
        (roles.PlaceholderText, tokens.muted), (roles.Accent, tokens.accent), (roles.Mid, tokens.line),
    ):  # fmt: skip
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return made
