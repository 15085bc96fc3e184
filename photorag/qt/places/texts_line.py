"""A quiet line at the foot of the left column: how far reading the text in pictures has come."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from photorag.qt.places.elided_label import ElidedLabel
from photorag.qt.places.plain_tip import plain_tip
from photorag.qt.texts import duration, grouped
from photorag.text_reading import TextProgress

_WORTH_TELLING = 5  # pictures: a few are read before anybody has looked


class TextsLine(ElidedLabel):
    """Not there while there is nothing to read, and while the person does not want it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "meta")
        self._wanted = True
        self.hide()

    @Slot(object)
    def show_progress(self, progress: TextProgress) -> None:
        left = progress.total - progress.done
        self.setVisible(self._wanted and left > 0 and progress.total >= _WORTH_TELLING)
        self.setText(self.tr("Reading text in pictures · {} left").format(grouped(left)))
        tip = self.tr("So that photos are found by words printed in them. It waits while photos are read.")
        if progress.seconds_left is not None:
            tip = f"{tip} {self.tr('{} left').format(duration(progress.seconds_left))}."
        self.setToolTip(plain_tip(tip))

    @Slot(bool)
    def set_wanted(self, wanted: bool) -> None:
        self._wanted = wanted
        if not wanted:
            self.hide()
