"""The grid of photos as a person uses it: choosing photos, opening them, dragging them out, making them larger."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QKeySequence, QMouseEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photorag.qt.grid.dragging import MOST_FILES, drag_mime, drag_pixmap
from photorag.qt.grid.grid_painter import View
from photorag.qt.grid.look_ahead import tile_of
from photorag.qt.grid.moves import Moves
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.photo_view import AnyIndex, PhotoView, rows_in
from photorag.qt.grid.row_ranges import RowRanges
from photorag.qt.grid.rubber_band import RubberBand
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme

NO_ITEM = -1

_MOST_SELECTED_KEPT = 2000  # restoring a selection costs time for each photo; a larger one was "all", and is let go
_NOTCH = 120  # what a wheel reports for one notch
_ZOOM_KEYS = {
    Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Underscore: -1,
}  # fmt: skip
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_Flag = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True, slots=True)
class Place:
    """What to come back to after the photos were replaced."""

    selected: tuple[int, ...]
    current: int | None
    row: int  # of the current one
    anchor: int | None
    offset: int


class PhotoGrid(PhotoView):
    menu_wanted = Signal(int, QPoint)  # an item's id, and a global position
    selection_changed = Signal()
    current_changed = Signal(int)  # an item's id, or NO_ITEM
    typed = Signal(str)  # letters are for the search field

    def __init__(self, model: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget | None = None):
        super().__init__(model, thumbnails, theme, parent)
        self.setObjectName("grid")
        self.setAccessibleName(self.tr("Photos"))
        self._thumbnails, self._theme = thumbnails, theme
        self._moves = Moves()
        self._told: tuple[list[int] | None, int] = ([], NO_ITEM)
        # Told once when whatever changes it is done: replacing the photos first takes the selection away.
        self._tell_soon = QTimer(self, interval=0, singleShot=True)
        self._tell_soon.timeout.connect(self._tell)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self._band = RubberBand(self.viewport(), self.verticalScrollBar(), self._rows_within)
        self._band.moved.connect(self.viewport().update)
        self._band.selected.connect(self._select_rows)
        self.setModel(model)

    # -- what the window asks

    def selected_ids(self) -> list[int]:
        return [each for first, last in self.selected.ranges for each in self.photos.ids_at(range(first, last + 1))]

    def selection_size(self) -> int:
        return len(self.selected)

    def is_selected(self, item_id: int) -> bool:
        row = self.photos.row_of(item_id)
        return row is not None and row in self.selected

    def current_id(self) -> int | None:
        index = self.currentIndex()
        return self.photos.id_at(index.row()) if index.isValid() else None

    def show_photo(self, item_id: int) -> None:
        """Selects a photo and brings it into view, if it is among those shown."""
        row = self.photos.row_of(item_id)
        if row is not None:
            index = self.photos.index(row)
            self.setCurrentIndex(index)  # so that Shift begins here later
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
            self.scrollTo(index)

    def place(self) -> Place:
        top = self.verticalOffset()
        anchor = self._top_row() if top else None
        kept = len(self.selected) < _MOST_SELECTED_KEPT
        return Place(
            tuple(self.selected_ids()) if kept else (),
            self.current_id(),
            self.currentIndex().row(),
            None if anchor is None else self.photos.id_at(anchor),
            0 if anchor is None else self._layout.box(anchor).y - top,
        )

    def restore(self, place: Place) -> None:
        """Back to where the person was, as far as those photos are still there."""
        top = self.verticalOffset()
        if place.current is not None and self._layout.count:
            current = self.photos.row_of(place.current)
            if current is None:  # the keys go on from where it was
                current = min(place.row, self._layout.count - 1)
            self.selectionModel().setCurrentIndex(self.photos.index(current), _Flag.NoUpdate)
        rows = (row for row in map(self.photos.row_of, place.selected) if row is not None)
        self._select_rows(RowRanges((row, row) for row in rows))
        anchor = None if place.anchor is None else self.photos.row_of(place.anchor)
        if anchor is not None:
            top = self._layout.box(anchor).y - place.offset
        self.verticalScrollBar().setValue(top)

    # -- selection

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """``rect`` runs from one point to another; everything from the photo there to the photo here is meant."""
        offset = self.verticalOffset()
        ends = [self._layout.nearest(point.x(), point.y() + offset) for point in (rect.topLeft(), rect.bottomRight())]
        selection = QItemSelection()
        if ends[0] is not None and ends[1] is not None:
            selection.select(self.photos.index(min(ends[0], ends[1])), self.photos.index(max(ends[0], ends[1])))
        self.selectionModel().select(selection, command)

    def selectAll(self) -> None:
        """As one range; QListView makes 100,000."""
        if self._layout.count:
            self._select_rows(RowRanges([(0, self._layout.count - 1)]))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        before = len(self.selected)
        self.selected = rows_in(self.selectionModel().selection())
        # Not QListView's, which makes an index of every selected row.
        QAbstractItemView.selectionChanged(self, selected, deselected)
        if (before > 1) != (len(self.selected) > 1):
            self.viewport().update()  # several selected photos are ticked
        self._tell_soon.start()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        QAbstractItemView.currentChanged(self, current, previous)
        self._tell_soon.start()

    def reset(self) -> None:
        self.selected = RowRanges()
        super().reset()
        self._band.end()
        self._tell_soon.start()

    @Slot(object)
    def _select_rows(self, rows: RowRanges) -> None:
        selection = QItemSelection()
        for first, last in rows.ranges:
            selection.select(self.photos.index(first), self.photos.index(last))
        self.selectionModel().select(selection, _Flag.ClearAndSelect)

    def _rows_within(self, rect: QRect) -> RowRanges:
        return RowRanges(self._layout.ranges_within(rect.x(), rect.y(), rect.width(), rect.height()))

    @Slot()
    def _tell(self) -> None:
        """Only what is different from what was told before, e.g. not after a refresh."""
        ids = self.selected_ids() if len(self.selected) < _MOST_SELECTED_KEPT else None
        current = self.current_id()
        before, self._told = self._told, (ids, NO_ITEM if current is None else current)
        if ids is None or ids != before[0]:
            if ids is not None and len(ids) <= MOST_FILES:
                for each in ids:
                    self.photos.item_by_id(each)  # known before they are dragged away
            self.selection_changed.emit()
        if self._told[1] != before[1]:
            self.current_changed.emit(self._told[1])

    # -- keys

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if not self._layout.count:
            return QModelIndex()
        if not self.currentIndex().isValid():
            return self.photos.index(self._top_row() or 0)
        height = self.viewport().height()
        return self.photos.index(self._moves.moved(self._layout, self.currentIndex().row(), action, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in _ZOOM_KEYS:
            self.step_row_height(_ZOOM_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif text and not text.isprintable() and not event.matches(QKeySequence.StandardKey.SelectAll):
            event.ignore()  # Escape, Delete, Copy and so on are the window's
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """No jumping to file names."""
        if search.strip():
            self.typed.emit(search)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self.indexAt(position).isValid():
            self._band.begin(position, self.selected if event.modifiers() & _ADDING else RowRanges())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._band.active:
            self._band.move(event.position().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._band.active:
            self._band.end()
        else:
            super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_row_height(event.angleDelta().y() / _NOTCH, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            if by_key:
                self.scrollTo(index)
            where = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(self.photos.id_at(index.row()), self.viewport().mapToGlobal(where))

    # -- dragging out

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Only ever a copy: the originals stay where they are."""
        ids = self.selected_ids()
        if ids:
            drag = QDrag(self)
            mime = self.dragged()
            drag.setMimeData(mime)
            drag.setPixmap(self._drag_pixmap(len(ids), len(mime.urls())))
            drag.setHotSpot(QPoint(-8, -8))
            drag.exec(Qt.DropAction.CopyAction)

    def dragged(self) -> QMimeData:
        """The selected photos as they leave the grid."""
        ids = self.selected_ids()
        items = [item for item in map(self.photos.item_by_id, ids[:MOST_FILES]) if item is not None]
        return drag_mime(ids, items)

    def _drag_pixmap(self, count: int, files: int) -> QPixmap:
        index, scale = self.currentIndex(), self.devicePixelRatioF()
        item = self.photos.item(index.row()) if index.isValid() else None
        image = None
        if item is not None:
            image = self._thumbnails.tile(tile_of(item, self._layout.box(index.row()), scale))
        return drag_pixmap(image, count, files, self._theme, scale)

    # -- painting

    def _floats(self) -> bool:
        return self._band.active

    def _view(self) -> View:
        focused = self.currentIndex().row() if self.hasFocus() else None
        return View(self._layout, self.verticalOffset(), self.selected, focused, self._band.rect)
