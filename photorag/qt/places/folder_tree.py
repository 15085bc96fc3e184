"""The folders in the left column: to open, to browse, each root with its state and its menu.

One row is marked as where the person is; another may be under the keyboard, which marks nothing until Enter.
"""

from __future__ import annotations

from pathlib import Path

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
from PySide6.QtGui import QContextMenuEvent, QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from photorag.qt.places.folder_delegate import FOLDER_HEIGHT, ROOT_HEIGHT, FolderDelegate, Zones
from photorag.qt.places.folder_model import FolderModel
from photorag.qt.places.overview import PlacesOverview
from photorag.qt.texts import grouped
from photorag.qt.theme import Theme

SCROLL_BAR = 12  # as wide as the style sheet makes it
_TALLEST = 4000  # more than any screen shows
_LOWEST = 2 * ROOT_HEIGHT

_State = QStyle.StateFlag


class FolderTree(QTreeView):
    folder_wanted = Signal(object)  # Path
    rescan_wanted = Signal(object)  # Path
    reveal_wanted = Signal(object)  # Path
    failures_wanted = Signal(object)  # Path
    remove_wanted = Signal(object)  # Path

    def __init__(self, folders: FolderModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("folders")
        self.setAccessibleName(self.tr("Folders"))
        self._folders = folders
        self._drawn = FolderDelegate(folders, theme, self)
        self._hovered = QPersistentModelIndex()
        self._place: Path | None = None  # where the person is; marked as soon as it is there
        self._marked = QPersistentModelIndex()
        self._press_was_taken = False
        self._set_up()
        self.setModel(folders)
        self.setItemDelegate(self._drawn)
        self._connect(theme)

    def show_overview(self, overview: PlacesOverview) -> None:
        self._folders.show_overview(overview)
        if self._place is not None and not self._marked.isValid():
            self._mark_place()

    def mark(self, folder: Path | None) -> None:
        """Marks a folder as where the person is, opening those around it; None marks none."""
        if folder != self._place:
            self._place = folder
            self._marked = QPersistentModelIndex()
            self.selectionModel().clearSelection()
            self._mark_place()

    def menu(self, index: QModelIndex | QPersistentModelIndex) -> QMenu:
        """What can be done with a folder."""
        folder = self._folders.folder(index)
        path, menu = folder.path, QMenu(self)
        if folder.forgetting:
            menu.addAction(self.tr("Being removed from PhotoRAG")).setEnabled(False)
            return menu
        menu.addAction(self.tr("Look for changes now"), lambda: self.rescan_wanted.emit(path))
        reveal = menu.addAction(self.tr("Show in file manager"), lambda: self.reveal_wanted.emit(path))
        reveal.setEnabled(not folder.offline)
        if folder.failures:
            text = self.tr("Couldn't be read ({})…").format(grouped(folder.failures))
            menu.addAction(text, lambda: self.failures_wanted.emit(path))
        if folder.is_root:
            menu.addSeparator()
            menu.addAction(self.tr("Remove from PhotoRAG…"), lambda: self.remove_wanted.emit(path))
        return menu

    # -- size: as tall as what is open, as far as there is room

    def sizeHint(self) -> QSize:
        tall, index = 0, self._folders.index(0, 0)
        while index.isValid() and tall < _TALLEST:
            tall += FOLDER_HEIGHT if index.parent().isValid() else ROOT_HEIGHT
            index = self.indexBelow(index)
        return QSize(160, tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, min(_LOWEST, self.sizeHint().height()))

    # -- drawing

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """The delegate draws the arrows."""

    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        drawn = QStyleOptionViewItem(option)
        drawn.rect = self._row_rect(index)
        state = _State.State_None
        for flag, holds in (
            (_State.State_Open, self.isExpanded(index)),
            (_State.State_Selected, self.selectionModel().isSelected(index)),
            (_State.State_MouseOver, self._hovered == index),
            (_State.State_HasFocus, self.hasFocus() and self.currentIndex() == index),
        ):
            if holds:
                state |= flag
        drawn.state = state
        self._drawn.paint(painter, drawn, index)

    # -- mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        index = self.indexAt(where)
        self._press_was_taken = False
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            zones = self._zones(index)
            folder = self._folders.folder(index)
            if folder.has_folders and where.x() <= zones.arrow.right() + 2:
                self._press_was_taken = True
                self.setExpanded(index, not self.isExpanded(index))
            elif zones.more.contains(where):
                self._press_was_taken = True
                self._open_menu(index, zones.more.bottomLeft())
            elif zones.alert.contains(where):
                self._press_was_taken = True
                self.failures_wanted.emit(folder.path)
        if not self._press_was_taken:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._press_was_taken:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._press_was_taken:  # twice on the arrow: open and shut
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QModelIndex())
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            self._open_menu(index, event.pos() if by_mouse else self._zones(index).name.bottomLeft())

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._marked.isValid():
            self.setCurrentIndex(self._marked.sibling(self._marked.row(), 0))
        super().focusInEvent(event)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Only `mark` marks."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    # -- inside

    def _row_rect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Rows keep clear of where the scroll bar comes: they are as wide with it as without."""
        rect = self.visualRect(index)
        rect.setRight(self.width() - SCROLL_BAR - 1)
        return rect

    def _zones(self, index: QModelIndex) -> Zones:
        folder = self._folders.folder(index)
        return self._drawn.zones(self._row_rect(index), self.font(), folder, hovered=self._hovered == index)

    def _mark_place(self) -> None:
        index = self._folders.index_of(self._place) if self._place is not None else QModelIndex()
        if index.isValid():
            self._marked = QPersistentModelIndex(index)
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        self._mark_around()

    @Slot()
    def _mark_around(self) -> None:
        """Where the marked folder is shut away, the folder it is in says so."""
        around, shut = self._marked.parent(), None
        while around.isValid():
            if not self.isExpanded(around):
                shut = QPersistentModelIndex(around)
            around = around.parent()
        self._drawn.marked_below = shut
        self.viewport().update()

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        self.folder_wanted.emit(self._folders.folder(index).path)

    def _open_menu(self, index: QModelIndex, where: QPoint) -> None:
        menu = self.menu(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(where))

    @Slot(QModelIndex)
    def _hover(self, index: QModelIndex) -> None:
        if self._hovered != index:
            self._hovered = QPersistentModelIndex(index)
            self.viewport().update()

    @Slot()
    def _hover_nothing(self) -> None:
        self._hover(QModelIndex())

    @Slot()
    def _rows_changed(self) -> None:
        self.updateGeometry()
        if self._hovered.isValid():  # other rows may have come under the mouse
            self._hover(self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())))

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self, theme: Theme) -> None:
        self.clicked.connect(self._go)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(self._hover_nothing)
        for signal in (self.expanded, self.collapsed):
            signal.connect(self._mark_around)
            signal.connect(self._rows_changed)
        for signal in (self._folders.rowsInserted, self._folders.rowsRemoved):
            signal.connect(self._rows_changed)
        theme.changed.connect(self.viewport().update)
