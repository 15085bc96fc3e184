"""The rows of the albums and saved searches: opened, named anew, deleted, and photos dropped on them.

One row is marked as where the person is; another may be under the keyboard, which marks nothing until Enter.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QSizePolicy, QWidget

from photorag.core.library_types import Album, SavedSearch
from photorag.qt.albums.album_delegate import ROW_HEIGHT, AlbumDelegate, Zones
from photorag.qt.albums.album_model import AlbumModel, Entry, Index
from photorag.qt.albums.present_search import same_search
from photorag.qt.grid.dragging import drag_ids
from photorag.qt.theme import Theme

RENAME, DELETE = "F2", "Delete"


class AlbumList(QListView):
    """As tall as its rows: what it stands in scrolls."""

    open_wanted = Signal(object)  # Album or SavedSearch
    delete_wanted = Signal(object)
    rename_wanted = Signal(object, str)
    update_wanted = Signal(object)  # SavedSearch
    add_wanted = Signal(object, object)  # Album, the ids of photos dropped on it
    sight_wanted = Signal(QRect)  # what is to be seen of the list

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("albums")
        self.setAccessibleName(self.tr("Albums and saved searches"))
        self._albums = AlbumModel(self)
        self._drawn = AlbumDelegate(self._albums, theme, self)
        self._place: tuple[type[Entry], int] | None = None
        self._present: SavedSearch | None = None
        self._press_was_taken = False
        self._set_up()
        self.setModel(self._albums)
        self.setItemDelegate(self._drawn)
        self._albums.rename_wanted.connect(self.rename_wanted)
        self.clicked.connect(self._go)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(self._hover_nothing)
        theme.changed.connect(self.viewport().update)

    def show_entries(self, albums: Sequence[Album], searches: Sequence[SavedSearch]) -> None:
        """Brings the rows up to date; what is marked, and where the keyboard is, stays."""
        current = self.currentIndex()
        at = self._albums.entry(current) if current.isValid() else None
        count = self._albums.rowCount()
        self._albums.show_entries(albums, searches)
        if at is not None and not self.currentIndex().isValid():
            found = self._albums.index_of(type(at), at.id)
            self.selectionModel().setCurrentIndex(found, QItemSelectionModel.SelectionFlag.NoUpdate)
        if count != self._albums.rowCount():
            self.updateGeometry()
            self._hover_nothing()  # other rows may have come under the mouse
        self._mark_place()

    def mark(self, entry: tuple[type[Entry], int] | None) -> None:
        """Marks an album or a saved search, by kind and id, as where the person is, as soon as it is there."""
        if entry != self._place:
            self._place = entry
            self._mark_place()
            if self.selectionModel().hasSelection():
                self.sight_wanted.emit(self.visualRect(self.selectionModel().selectedIndexes()[0]))

    def show_present(self, search: SavedSearch | None) -> None:
        """The search that is shown now, which a saved one can be brought up to date with."""
        self._present = search

    def menu(self, index: Index) -> QMenu:
        """What can be done with an album or a saved search."""
        entry, menu = self._albums.entry(index), QMenu(self)
        here = QPersistentModelIndex(index)
        if isinstance(entry, Album):
            menu.addAction(self.tr("Open"), lambda: self.open_wanted.emit(entry))
        else:
            menu.addAction(self.tr("Search"), lambda: self.open_wanted.emit(entry))
            update = menu.addAction(self.tr("Update with the present search"), lambda: self.update_wanted.emit(entry))
            update.setEnabled(self._present is not None and not same_search(self._present, entry))
        menu.addSeparator()
        rename = menu.addAction(self.tr("Rename…"), lambda: self._rename(here))
        delete_text = self.tr("Delete album") if isinstance(entry, Album) else self.tr("Delete saved search")
        delete = menu.addAction(delete_text, lambda: self.delete_wanted.emit(entry))
        for action, key in ((rename, RENAME), (delete, DELETE)):
            action.setShortcut(QKeySequence(key))
            action.setShortcutVisibleInContextMenu(True)
        return menu

    # -- size

    def sizeHint(self) -> QSize:
        return QSize(100, self._albums.rowCount() * ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # -- mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        index = self.indexAt(where)
        left = event.button() == Qt.MouseButton.LeftButton
        self._press_was_taken = left and index.isValid() and self._zones(index).more.contains(where)
        if self._press_was_taken:
            self._open_menu(index, self._zones(index).more.bottomLeft())
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._press_was_taken:
            super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_nothing()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go(index)
        elif event.key() == Qt.Key.Key_F2:
            self._rename(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit(self._albums.entry(index))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, and not those of the photos: Delete means the album."""
        own = (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            self._open_menu(index, event.pos() if by_mouse else self._zones(index).name.bottomLeft())

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            marked = self.selectionModel().selectedIndexes()
            first = marked[0] if marked else self._albums.index(0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        super().focusInEvent(event)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        self.sight_wanted.emit(self.visualRect(index))

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Only `mark` marks."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    # -- photos dropped on albums

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if drag_ids(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        takes = index.isValid() and isinstance(self._albums.entry(index), Album)
        self._hang_over(index.row() if takes else None)
        event.setAccepted(takes)
        if index.isValid():
            self.sight_wanted.emit(self.visualRect(index).adjusted(0, -ROW_HEIGHT, 0, ROW_HEIGHT))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hang_over(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hang_over(None)
        index, ids = self.indexAt(event.position().toPoint()), drag_ids(event.mimeData())
        album = self._albums.entry(index) if index.isValid() else None
        if isinstance(album, Album) and ids:
            event.acceptProposedAction()
            self.add_wanted.emit(album, ids)

    # -- inside

    def _hang_over(self, row: int | None) -> None:
        if self._drawn.drop_row != row:
            self._drawn.drop_row = row
            self.viewport().update()

    def _mark_place(self) -> None:
        index = self._albums.index_of(*self._place) if self._place else QModelIndex()
        flag = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            if index.isValid()
            else QItemSelectionModel.SelectionFlag.Clear
        )
        self.selectionModel().select(index, flag)

    def _zones(self, index: Index) -> Zones:
        hovered = self._drawn.hovered_row == index.row()
        return self._drawn.zones(self.visualRect(index), self.font(), self._albums.entry(index), hovered=hovered)

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        self.open_wanted.emit(self._albums.entry(index))

    def _rename(self, index: Index) -> None:
        if index.isValid():
            self.edit(index)

    def _open_menu(self, index: Index, where: QPoint) -> None:
        menu = self.menu(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(where))

    @Slot(QModelIndex)
    def _hover(self, index: QModelIndex) -> None:
        row = index.row() if index.isValid() else None
        if self._drawn.hovered_row != row:
            self._drawn.hovered_row = row
            self.viewport().update()

    @Slot()
    def _hover_nothing(self) -> None:
        self._hover(QModelIndex())

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
