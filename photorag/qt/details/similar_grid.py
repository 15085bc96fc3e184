"""Photos that look like another: small squares, three in a row, none of them scrolled out of sight.

A `QListView`, so that arrow keys, selection and screen readers work as in any list; the panel around it scrolls.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photorag.core.library_types import Item
from photorag.core.query import Hit
from photorag.qt.details.preview import paint_photo
from photorag.qt.grid.photo_model import NO_INDEX, AnyIndex, PhotoModel, tool_tip
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme
from photorag.qt.tokens import RADIUS

COLUMNS = 3
_GAP = 6
_FADED = 0.45


class _Hits(QAbstractListModel):
    """The rows of the items come from the photos' own model as they are looked at."""

    def __init__(self, photos: PhotoModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()
        self._photos = photos
        photos.items_arrived.connect(self._items_arrived)
        photos.modelReset.connect(self._all_changed)

    def replace(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def item(self, row: int) -> Item | None:
        return self._photos.item_by_id(self.hits[row].item)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.hits[index.row()].title
        if role == Qt.ItemDataRole.ToolTipRole:
            item = self.item(index.row())
            return tool_tip(item) if item else None
        return None

    @Slot(object)
    def _items_arrived(self, ids: set[int]) -> None:
        if any(hit.item in ids for hit in self.hits):
            self._all_changed()

    @Slot()
    def _all_changed(self) -> None:
        if self.hits:
            self.dataChanged.emit(self.index(0), self.index(len(self.hits) - 1))


class _Painter(QStyledItemDelegate):
    def __init__(self, hits: _Hits, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._hits, self._thumbnails, self._theme = hits, thumbnails, theme
        self.faded = False
        self.width = 1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = square(self.width, index.row() % COLUMNS, option.rect.y())
        item, hit = self._hits.item(index.row()), self._hits.hits[index.row()]
        side = round(rect.width() * painter.device().devicePixelRatioF())
        image = self._thumbnails.image(item.content, side) if item else None
        painter.save()
        painter.setOpacity(_FADED if self.faded else 1.0)
        paint_photo(painter, rect, image, hit.tint if item is None else item.tint, self._theme)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_HasFocus:
            painter.setOpacity(1.0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent" if chosen else "ink"), 3 if chosen else 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return cell_of(self.width)


class SimilarGrid(QListView):
    select_wanted = Signal(int)
    open_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)  # an item's id, and a global position
    current_moved = Signal(QRect)  # where the photo lies that the arrow keys have reached

    def __init__(
        self, photos: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("similarGrid")
        self.setAccessibleName(self.tr("Similar photos"))
        self._hits = _Hits(photos, self)
        self._painter = _Painter(self._hits, thumbnails, theme, self)
        self.setModel(self._hits)
        self.setItemDelegate(self._painter)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._opened)
        thumbnails.loaded.connect(self._thumbnail_loaded)
        theme.changed.connect(self.viewport().update)

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self._hits.hits

    @property
    def faded(self) -> bool:
        """What is shown belongs to another photo; the right ones are on their way."""
        return self._painter.faded

    def fade(self, faded: bool) -> None:
        self._painter.faded = faded
        self.viewport().update()

    def replace(self, hits: Sequence[Hit]) -> None:
        self._hits.replace(hits)
        self.fade(False)
        self.updateGeometry()

    def forget_choice(self) -> None:
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    # -- geometry

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self.hits) // COLUMNS)
        return max(0, lines * cell_of(width).height() - _GAP)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: object) -> None:
        self._painter.width = self.width()
        self.setGridSize(cell_of(self.width()))
        super().resizeEvent(event)  # type: ignore[arg-type]

    # -- what the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._opened(index)
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self._clicked(index)
        else:
            super().keyPressEvent(event)
            # Not after a click: a second one must find the same photo under it.
            if self.currentIndex() != index:
                self.current_moved.emit(self.visualRect(self.currentIndex()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            where = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(self.hits[index.row()].item, self.viewport().mapToGlobal(where))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.select_wanted.emit(self.hits[index.row()].item)

    @Slot(QModelIndex)
    def _opened(self, index: QModelIndex) -> None:
        self.open_wanted.emit(self.hits[index.row()].item)

    @Slot(object)
    def _thumbnail_loaded(self, content: bytes) -> None:
        """Whichever one it was: the big grid makes the loader forget what it does not show itself."""
        if self.hits and self.isVisible():
            self.viewport().update()


def cell_of(width: int) -> QSize:
    """What the list sets apart for each picture. It wraps a line that would fill its width to the last pixel."""
    return QSize(max(1, (width - 1) // COLUMNS), _side(width) + _GAP)


def square(width: int, column: int, y: int) -> QRect:
    """Where a picture lies: the first column at the left edge, the last at the right one."""
    side = _side(width)
    return QRect(round(column * (width - side) / (COLUMNS - 1)), y, side, side)


def _side(width: int) -> int:
    return max(1, (width - _GAP * (COLUMNS - 1)) // COLUMNS)
