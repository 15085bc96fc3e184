"""The button that keeps the search that is shown: a bookmark, filled where it has been kept."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from photorag.core.library_types import SavedSearch
from photorag.qt.icons import icon
from photorag.qt.places.plain_tip import plain_tip
from photorag.qt.theme import Theme

_ICON = 18


class SaveSearchButton(QToolButton):
    """Hidden while nothing is searched for."""

    save_wanted = Signal()
    forget_wanted = Signal(object)  # SavedSearch: what has been kept of this search is to go

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saveSearch")
        self.setIconSize(QSize(_ICON, _ICON))
        self._theme = theme
        self._saved: SavedSearch | None = None
        stays = self.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # else what stands beside it would move when a search begins
        self.setSizePolicy(stays)
        self.clicked.connect(self._clicked)
        theme.changed.connect(self._dress)
        self.show_search(searching=False, saved=None)

    def show_search(self, *, searching: bool, saved: SavedSearch | None) -> None:
        """``saved``: the saved search that is the same as the one that is shown."""
        self._saved = saved
        self.setVisible(searching)
        text = (
            self.tr("Save this search")
            if saved is None
            else self.tr("Saved as “{}”. Remove it from the saved searches.").format(saved.name)
        )
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self._dress()

    @Slot()
    def _clicked(self) -> None:
        if self._saved is None:
            self.save_wanted.emit()
        else:
            self.forget_wanted.emit(self._saved)

    @Slot()
    def _dress(self) -> None:
        colour = self._theme.colour("muted" if self._saved is None else "accent")
        self.setIcon(icon("bookmark", colour, _ICON, filled=self._saved is not None))
