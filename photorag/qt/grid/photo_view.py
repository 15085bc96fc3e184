"""A list view that shows photos in justified rows: where they lie on the screen, scrolling, and painting.

Qt's own list view lays out every row by itself and has no headings; only its dealings with mouse, keys, selection and
screen readers are used. What a person does with the photos is in `PhotoGrid`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from photorag.qt.grid.grid_painter import STICKY, GridPainter, View, on_view
from photorag.qt.grid.layout import HEADER, GridLayout
from photorag.qt.grid.look_ahead import LookAhead
from photorag.qt.grid.photo_model import PhotoModel, Shown
from photorag.qt.grid.row_height import RowHeight
from photorag.qt.grid.row_ranges import RowRanges
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

_MARGIN = 24  # the scroll bar lies in the right one
_AROUND = 8  # between a photo that was moved to and the view's lower edge


@dataclass(frozen=True, slots=True)
class _Kept:
    """The photo that stays in place, as found when the scroll bar was at ``scrolled``: so much of its height was above
    ``point``, or above the end of the heading at the top."""

    row: int
    share: float
    point: QPoint | None
    scrolled: int


class PhotoView(QListView):
    """The class made from it calls ``setModel`` when it is ready to be reset."""

    row_height_changed = Signal(int)

    def __init__(self, model: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget | None = None):
        super().__init__(parent)
        self.photos = model
        self.selected = RowRanges()
        self._painter = GridPainter(model, thumbnails, theme)
        self._look_ahead = LookAhead(model, thumbnails)
        self._row_height = RowHeight()
        self._layout = GridLayout((), model.shown.ratios, 1)
        self._laid_out: tuple[Shown, int, int, int] | None = None
        self._kept: _Kept | None = None
        self._look_soon = QTimer(self, interval=0, singleShot=True)
        self._look_soon.timeout.connect(self._look)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width would jump
        # All of it is painted, so that scrolling may move what is there and paint only the new strip.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        model.items_arrived.connect(self._items_arrived)
        model.forgotten.connect(self._look_soon.start)
        thumbnails.loaded.connect(self._thumbnail_loaded)
        theme.changed.connect(self._recolour)

    # -- row height

    @property
    def row_height(self) -> int:
        return self._row_height.pixels

    @Slot(int)
    def set_row_height(self, height: int) -> None:
        """The photos at the top stay there."""
        before = self.row_height
        self._row_height.put(height)
        self._row_height_changed(before, None)

    def step_row_height(self, steps: float, point: QPoint | None = None) -> None:
        """Larger by so many notches. The photo at a point of the view, or at the top, stays there."""
        before = self.row_height
        self._row_height.step(steps)
        self._row_height_changed(before, point)

    def _row_height_changed(self, before: int, point: QPoint | None) -> None:
        if self.row_height != before:
            self._lay_out_around(point)
            self.row_height_changed.emit(self.row_height)

    # -- where photos lie

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid() or index.row() >= self._layout.count:
            return QRect()
        return on_view(self._layout.box(index.row()), self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        if point.y() < HEADER and self.verticalOffset() > 0:
            return QModelIndex()  # the heading that stays there
        row = self._layout.at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self.photos.index(row)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        rows = rows_in(selection)
        region = QRegion()
        for row in self._visible():
            if row in rows:
                region += on_view(self._layout.box(row), self.verticalOffset())
        return region

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def _visible(self) -> range:
        top = self.verticalOffset()
        return self._layout.rows_between(top, top + self.viewport().height())

    def _top_row(self) -> int | None:
        """The first photo that the heading at the top does not cover."""
        top = self.verticalOffset()
        return next(iter(self._layout.rows_between(top + HEADER, top + self.viewport().height())), None)

    # -- laying out

    def doItemsLayout(self) -> None:
        right = max(0, _MARGIN - self.verticalScrollBar().width())
        wanted = (self.photos.shown, self.viewport().width(), right, self.row_height)
        if wanted != self._laid_out:
            shown, width, right, height = self._laid_out = wanted
            self._layout = GridLayout(
                shown.sections, shown.ratios, width, target=height, margin=_MARGIN, right=right
            )  # fmt: skip
        # Not QListView's, which would lay out all rows.
        QAbstractItemView.doItemsLayout(self)
        self._look_soon.start()

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(max(20, self.row_height // 3))  # a notch of the wheel is three: one row
        bar.setPageStep(max(1, height - STICKY))
        bar.setRange(0, max(0, self._layout.height - height))
        QAbstractItemView.updateGeometries(self)

    def reset(self) -> None:
        super().reset()
        self._kept = None
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self._lay_out_around(None)

    def _lay_out_around(self, point: QPoint | None) -> None:
        """Lays out anew for another width or row height, with the photo at a point of the view, or at the top, kept in
        place.

        While it goes on changing and nobody scrolls, it is the same photo that is kept: its neighbours in the row
        change, and keeping one of them the next time would let the view drift away.
        """
        bar = self.verticalScrollBar()
        if self._kept is None or (self._kept.scrolled, self._kept.point) != (bar.value(), point):
            self._kept = self._to_keep(point)
        kept = self._kept
        self.doItemsLayout()
        if kept is not None:
            box = self._layout.box(kept.row)
            bar.setValue(round(box.y + kept.share * box.height) - _line(point))
            self._kept = replace(kept, scrolled=bar.value())

    def _to_keep(self, point: QPoint | None) -> _Kept | None:
        top = self.verticalOffset()
        row = self._top_row() if point is None else self._layout.nearest(point.x(), top + point.y())
        if row is None or (point is None and not top):
            return None
        box = self._layout.box(row)
        return _Kept(row, (top + _line(point) - box.y) / box.height, point, top)

    # -- scrolling

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Just far enough; to the middle of the view when it is far away."""
        if not index.isValid() or index.row() >= self._layout.count:
            return
        box, bar, height = self._layout.box(index.row()), self.verticalScrollBar(), self.viewport().height()
        value = bar.value()
        if not value - height <= box.y <= value + 2 * height:
            value = box.y + box.height // 2 - height // 2
        value = max(value, box.y + box.height + _AROUND - height)
        bar.setValue(min(value, box.y - HEADER))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        viewport = self.viewport()
        moved = viewport.rect().adjusted(0, STICKY, 0, 0)
        self._look_soon.start()
        if abs(dy) >= moved.height() or not self.devicePixelRatioF().is_integer() or self._floats():
            viewport.update()
            return
        self.scrollDirtyRegion(0, dy)
        viewport.scroll(0, dy, moved)
        viewport.update(0, 0, viewport.width(), STICKY)

    def _floats(self) -> bool:
        """Something is painted over the photos that does not scroll with them."""
        return False

    # -- what is in view

    @Slot()
    def _look(self) -> None:
        height, scale = self.viewport().height(), self.devicePixelRatioF()
        self._look_ahead.look(self._layout, self.verticalOffset(), height, scale)

    @Slot(object)
    def _items_arrived(self, ids: set[int]) -> None:
        self._update_rows(self._look_ahead.rows_of_ids(ids))
        self._look_soon.start()

    @Slot(object)
    def _thumbnail_loaded(self, content: bytes) -> None:
        self._update_rows(self._look_ahead.rows_of_content(content))

    def _update_rows(self, rows: Iterable[int]) -> None:
        for row in rows:
            if row < self._layout.count:
                self.viewport().update(on_view(self._layout.box(row), self.verticalOffset()))

    @Slot()
    def _recolour(self) -> None:
        self._painter.recolour()
        self.viewport().update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painter.paint(painter, event.region(), self._view())
        painter.end()

    def _view(self) -> View:
        focused = self.currentIndex().row() if self.hasFocus() else None
        return View(self._layout, self.verticalOffset(), self.selected, focused, QRect())


def _line(point: QPoint | None) -> int:
    return HEADER if point is None else point.y()


def rows_in(selection: QItemSelection) -> RowRanges:
    return RowRanges((part.top(), part.bottom()) for part in selection.toList())
