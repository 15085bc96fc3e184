"""A text of a photo with the words of the query marked in it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from photorag.core.query import TextMatch
from photorag.qt.theme import Theme


class Quote(QLabel):
    """Whatever the text holds is shown as text: it comes from anywhere."""

    def __init__(self, match: TextMatch, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.match, self._theme = match, theme
        self.setProperty("kind", "fact")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(match.text)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        soft, ink = self._theme.colour("accent_soft").name(), self._theme.colour("accent_ink").name()
        text, made, at = self.match.text, "", 0
        for start, end in self.match.found:
            marked = f'<span style="background:{soft};color:{ink}">{_plain(text[start:end])}</span>'
            made += _plain(text[at:start]) + marked
            at = end
        self.setText(f"“{made}{_plain(text[at:])}”")


def _plain(text: str) -> str:
    return escape(text).replace("\n", " ")
