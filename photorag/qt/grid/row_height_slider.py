"""The slider for the height of the grid's rows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from photorag.qt.grid.photo_view import PhotoView
from photorag.qt.grid.row_height import HIGHEST, LOWEST
from photorag.qt.icons import icon
from photorag.qt.theme import Theme

_ICON = 16
_LENGTH = 72
_STEP, _PAGE = 10, 40


class RowHeightSlider(QWidget):
    """Follows the grid, and the grid follows it."""

    changed = Signal(int)  # by the person, here

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("rowHeight")
        self.slider.setRange(LOWEST, HIGHEST)
        self.slider.setSingleStep(_STEP)
        self.slider.setPageStep(_PAGE)
        self.slider.setFixedWidth(_LENGTH)
        self.slider.setAccessibleName(self.tr("Size of the photos"))
        self.slider.setToolTip(self.tr("Size of the photos"))
        self._small, self._large = QLabel(self), QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetFixedSize)
        for widget in (self._small, self.slider, self._large):
            row.addWidget(widget)
        self.slider.valueChanged.connect(self.changed)
        theme.changed.connect(self._recolour)
        self._recolour()

    def follow(self, grid: PhotoView) -> None:
        """From now on both always have the same height."""
        self._show(grid.row_height)
        grid.row_height_changed.connect(self._show)
        self.changed.connect(grid.set_row_height)

    @Slot(int)
    def _show(self, height: int) -> None:
        self.slider.blockSignals(True)  # it comes from the grid
        self.slider.setValue(height)
        self.slider.blockSignals(False)

    @Slot()
    def _recolour(self) -> None:
        muted = self._theme.colour("muted")
        for label, name in ((self._small, "grid-3x3"), (self._large, "grid-2x2")):
            label.setPixmap(icon(name, muted, _ICON).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
