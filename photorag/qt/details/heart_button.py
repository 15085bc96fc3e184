"""The heart that makes photos favourites: filled when all of them are, outlined in the accent when some are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from photorag.qt.icons import icon
from photorag.qt.theme import Theme

_SIDE = 20


class HeartButton(QToolButton):
    wanted = Signal(bool)  # whether they shall be favourites

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._some = False
        self.setCheckable(True)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.show_marks(some=False, all_of_them=False)
        self.clicked.connect(self._clicked)
        theme.changed.connect(self._redraw)

    def show_marks(self, *, some: bool, all_of_them: bool) -> None:
        self._some = some
        self.setChecked(all_of_them)
        tip = self.tr("Remove from favourites") if all_of_them else self.tr("Add to favourites")
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self._redraw()

    @Slot()
    def _redraw(self) -> None:
        colour = self._theme.colour("accent" if self._some else "muted")
        self.setIcon(icon("heart", colour, _SIDE, filled=self.isChecked()))

    @Slot(bool)
    def _clicked(self, wanted: bool) -> None:
        """Shown at once; what the library makes of it comes back through `show_marks`."""
        self.show_marks(some=wanted, all_of_them=wanted)
        self.wanted.emit(wanted)
