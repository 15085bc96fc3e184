"""Albums and saved searches without a library behind them, and photos dragged over them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from photorag.core.library_types import Album, SavedSearch
from photorag.qt.grid.dragging import drag_mime
from tests.qt.actions.conftest import desk

__all__ = ["desk"]  # a fixture

BIRDS, TRIP = Album(1, "Birds", 12), Album(2, "Trip", 3)
SEA = SavedSearch(1, "Sea", "sea place:Lisbon", (7,))


def hang(widget: QWidget, where: QPoint, mime: QMimeData) -> bool:
    """What the system sends while something is dragged over a widget; whether it would be taken there."""
    copy, left, no = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(where, copy, mime, left, no)
    QApplication.sendEvent(widget, entering)
    moving = QDragMoveEvent(where, copy, mime, left, no)
    QApplication.sendEvent(widget, moving)
    return entering.isAccepted() and moving.isAccepted()


def drop_photos(widget: QWidget, where: QPoint, *ids: int) -> bool:
    """Drags photos over a widget and lets them go where they are taken."""
    mime = drag_mime(ids, ())
    taken = hang(widget, where, mime)
    if taken:
        copy, left, no = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(widget, QDropEvent(QPointF(where), copy, mime, left, no))
    return taken
