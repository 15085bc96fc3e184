"""The grid: paints the photos in view, and only those.

A view of its own rather than a `QListView`, which has no section headings and lays out every row by itself; where the
cells lie is `GridLayout`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photorag.qt.grid.cell_painter import CellPainter
from photorag.qt.grid.layout import Box, GridLayout
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme

_MOST_SELECTED_KEPT = 2000  # restoring a selection costs time for each photo; a larger one was "all", and is let go

_MARGIN = 24  # the scroll bar lies in the right one


@dataclass(frozen=True, slots=True)
class _Place:
    """What to come back to after the photos were replaced."""

    selected: tuple[int, ...]
    current: int | None
    anchor: int | None
    offset: int


class PhotoGrid(QAbstractItemView):
    menu_wanted = Signal(int, QPoint)  # an item's id, and a global position

    def __init__(self, model: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("grid")
        self.setAccessibleName(self.tr("Photos"))
        self.photos = model
        self._thumbnails = thumbnails
        self._painter = CellPainter(theme)
        self._layout = GridLayout((), 1)
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width would jump
        self.setAutoScroll(False)
        model.items_arrived.connect(self._items_arrived)
        thumbnails.loaded.connect(self._thumbnail_loaded)
        theme.changed.connect(self.viewport().update)
        self._painted: dict[bytes, list[int]] = {}

    # -- what the window asks

    def selected_ids(self) -> list[int]:
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.photos.id_at(row) for row in rows]

    def current_id(self) -> int | None:
        index = self.currentIndex()
        return self.photos.id_at(index.row()) if index.isValid() else None

    def show_photo(self, item_id: int) -> None:
        """Selects a photo and brings it into view, if it is among those shown."""
        row = self.photos.row_of(item_id)
        if row is not None:
            index = self.photos.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def place(self) -> _Place:
        top = self.verticalOffset()
        anchor = next(iter(self._layout.rows_between(top, top + self.viewport().height())), None) if top else None
        return _Place(
            tuple(self.selected_ids())
            if len(self.selectionModel().selection().indexes()) < _MOST_SELECTED_KEPT
            else (),
            self.current_id(),
            None if anchor is None else self.photos.id_at(anchor),
            0 if anchor is None else self._layout.box(anchor).y - top,
        )

    def restore(self, place: _Place) -> None:
        """Back to where the person was, as far as those photos are still there."""
        selection = QItemSelection()
        for index in (self.photos.index(row) for row in map(self.photos.row_of, place.selected) if row is not None):
            selection.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        current = None if place.current is None else self.photos.row_of(place.current)
        if current is not None:
            self.selectionModel().setCurrentIndex(self.photos.index(current), flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)
        anchor = None if place.anchor is None else self.photos.row_of(place.anchor)
        if anchor is not None:
            self.verticalScrollBar().setValue(self._layout.box(anchor).y - place.offset)

    # -- what a view must do

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        if not index.isValid() or index.row() >= self._layout.count:
            return QRect()
        return self._on_screen(self._layout.box(index.row()))

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid() or index.row() >= self._layout.count:
            return
        box, bar, height = self._layout.box(index.row()), self.verticalScrollBar(), self.viewport().height()
        if index.row() < self._layout.columns:
            bar.setValue(0)  # the heading too
        elif box.y < bar.value():
            bar.setValue(box.y - 8)
        elif box.y + box.height > bar.value() + height:
            bar.setValue(box.y + box.height + 8 - height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._layout.at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self.photos.index(row)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if not self._layout.count:
            return QModelIndex()
        if not self.currentIndex().isValid():
            return self.photos.index(0)
        return self.photos.index(self._moved(self.currentIndex().row(), action))

    def _moved(self, row: int, action: QAbstractItemView.CursorAction) -> int:
        actions, last = QAbstractItemView.CursorAction, self._layout.count - 1
        page = max(1, self.viewport().height() // (self._layout.cell + 1))
        moves = {
            actions.MoveLeft: row - 1,
            actions.MovePrevious: row - 1,
            actions.MoveRight: row + 1,
            actions.MoveNext: row + 1,
            actions.MoveUp: self._layout.above(row),
            actions.MoveDown: self._layout.above(row, -1),
            actions.MovePageUp: self._layout.above(row, page),
            actions.MovePageDown: self._layout.above(row, -page),
            actions.MoveHome: 0,
            actions.MoveEnd: last,
        }
        return min(last, max(0, moves[action]))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """``rect`` runs from one point to another; everything from the photo there to the photo here is meant."""
        offset = self.verticalOffset()
        ends = [self._layout.nearest(point.x(), point.y() + offset) for point in (rect.topLeft(), rect.bottomRight())]
        selection = QItemSelection()
        if ends[0] is not None and ends[1] is not None:
            selection.select(self.photos.index(min(ends[0], ends[1])), self.photos.index(max(ends[0], ends[1])))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        top = self.verticalOffset()
        region = QRegion()
        for row in self._layout.rows_between(top, top + self.viewport().height()):
            index = self.photos.index(row)
            if selection.contains(index):
                region += self.visualRect(index)
        return region

    def keyboardSearch(self, search: str) -> None:
        """Typing is for the search field, not for jumping to file names."""

    # -- geometry

    def doItemsLayout(self) -> None:
        right = max(0, _MARGIN - self.verticalScrollBar().width())
        self._layout = GridLayout(self.photos.sections, self.viewport().width(), margin=_MARGIN, right=right)
        super().doItemsLayout()

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(max(20, self._layout.cell // 3))
        bar.setPageStep(height)
        bar.setRange(0, max(0, self._layout.height - height))
        super().updateGeometries()

    def reset(self) -> None:
        super().reset()
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place()
        super().resizeEvent(event)
        self.doItemsLayout()
        if place.anchor is not None and (anchor := self.photos.row_of(place.anchor)) is not None:
            self.verticalScrollBar().setValue(self._layout.box(anchor).y - place.offset)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    def _on_screen(self, box: Box) -> QRect:
        return QRect(box.x, box.y - self.verticalOffset(), box.width, box.height)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset, height = self.verticalOffset(), self.viewport().height()
        dirty = event.rect()
        top, bottom = dirty.top() + offset, dirty.bottom() + offset + 1
        painter.fillRect(dirty, self._painter.background)
        for number in self._layout.headers_between(top, bottom):
            self._painter.heading(painter, self._on_screen(self._layout.header(number)), self._layout.sections[number])
        self._painted = {}
        for row in self._layout.rows_between(offset, offset + height):
            item = self.photos.item(row)
            if item is not None:
                self._painted.setdefault(item.content, []).append(row)
        self._thumbnails.want_only(self._painted)
        for row in self._layout.rows_between(top, bottom):
            self._paint_cell(painter, row)
        painter.end()

    def _paint_cell(self, painter: QPainter, row: int) -> None:
        index = self.photos.index(row)
        item = self.photos.item(row)
        rect = self.visualRect(index)
        side = round(rect.width() * self.devicePixelRatioF())
        image = self._thumbnails.image(item.content, side) if item else None
        self._painter.cell(painter, rect, item, image)
        if self.selectionModel().isSelected(index):
            self._painter.selection_ring(painter, rect)
        elif self.hasFocus() and index == self.currentIndex():
            self._painter.focus_ring(painter, rect)

    @Slot(object)
    def _items_arrived(self, ids: set[int]) -> None:
        self.viewport().update()

    @Slot(object)
    def _thumbnail_loaded(self, content: bytes) -> None:
        for row in self._painted.get(content, ()):
            if row < self._layout.count:
                self.viewport().update(self._on_screen(self._layout.box(row)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            where = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(self.photos.id_at(index.row()), self.viewport().mapToGlobal(where))
