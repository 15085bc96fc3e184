"""Asks which album photos are put into: choose one, or type the name of a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photorag.core.library_types import Album
from photorag.qt.bridge import LibraryBridge
from photorag.qt.labels import plain_label
from photorag.qt.texts import grouped
from photorag.store.albums import LONGEST_NAME, name_key
from photorag.store.reader import Reader

_LIST_HEIGHT = 200
_WIDTH = 380
_ALBUM = Qt.ItemDataRole.UserRole

_Albums = tuple[Sequence[Album], Mapping[int, int]]


class AlbumDialog(QDialog):
    chosen = Signal(object)  # Album
    new_chosen = Signal(str)  # the name of an album that is not there yet

    def __init__(self, bridge: LibraryBridge, ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add to album"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        self._photos = len(ids)
        self._albums: Sequence[Album] = ()
        self._held: Mapping[int, int] = {}
        self._open = True
        one, many = self.tr("Album for this photo"), self.tr("Album for {} photos")
        head = plain_label("section", (one if len(ids) == 1 else many).format(grouped(len(ids))), self)
        self.field = QLineEdit(self)
        self.field.setObjectName("dialogField")
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setPlaceholderText(self.tr("Find an album, or name a new one"))
        self.field.setAccessibleName(head.text())
        self.list = QListWidget(self)
        self.list.setObjectName("choices")
        self.list.setAccessibleName(self.tr("Albums"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFixedHeight(_LIST_HEIGHT)  # always there: nothing moves while a name is typed
        self.add = QPushButton(self.tr("Add to album"), self)
        self.add.setProperty("kind", "main")
        self.add.setAutoDefault(False)  # Enter in the field is heard there
        self._lay_out(head)
        self._connect()
        self._filter("")
        wanted = tuple(ids)
        bridge.read(lambda reader: _look(reader, wanted), self._albums_read)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            rows = [row for row in range(self.list.count()) if self._album_in(row) is not None]
            if rows:
                self.list.setCurrentRow(rows[0])
                self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    # -- inside

    def _albums_read(self, future: Future[_Albums]) -> None:
        if self._open and not future.cancelled() and future.exception() is None:
            self._albums, self._held = future.result()
            self._filter(self.field.text())

    @Slot(str)
    def _filter(self, text: str) -> None:
        """Albums whose names hold what was typed; those that start with it first."""
        typed = name_key(text)
        known = self._named(typed) is not None
        self.add.setEnabled(bool(typed))
        self.add.setText(self.tr("Add to album") if known or not typed else self.tr("Make album"))
        found = [each for each in self._albums if typed in name_key(each.name)]
        found.sort(key=lambda each: not name_key(each.name).startswith(typed))
        self.list.clear()
        for album in found:
            self._add_row(album)
        if not found:
            hint = QListWidgetItem(self.tr("A new album") if typed else self.tr("No albums yet"))
            hint.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(hint)

    def _add_row(self, album: Album) -> None:
        """Where all of the photos are in it already, there is nothing to choose."""
        held = self._held.get(album.id, 0) == self._photos
        text = self.tr("{album} ({number}) · already in it") if held else self.tr("{album} ({number})")
        row = QListWidgetItem(text.format(album=album.name, number=grouped(album.items)))
        if held:
            row.setFlags(Qt.ItemFlag.NoItemFlags)
        else:
            row.setData(_ALBUM, album)
        self.list.addItem(row)

    def _album_in(self, row: int) -> Album | None:
        album = self.list.item(row).data(_ALBUM)
        return album if isinstance(album, Album) else None

    def _named(self, key: str) -> Album | None:
        return next((each for each in self._albums if name_key(each.name) == key), None)

    @Slot()
    def _accept_text(self) -> None:
        name = " ".join(self.field.text().split())
        if name and self._open:
            album = self._named(name_key(name))
            self._close()
            if album is not None:
                self.chosen.emit(album)
            else:
                self.new_chosen.emit(name)

    @Slot(QListWidgetItem)
    def _accept_item(self, item: QListWidgetItem) -> None:
        album = self._album_in(self.list.row(item))
        if album is not None and self._open:  # a click may both click and activate
            self._close()
            self.chosen.emit(album)

    def _close(self) -> None:
        self._open = False
        self.accept()

    @Slot()
    def _closed(self) -> None:
        self._open = False

    def _connect(self) -> None:
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._accept_text)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._accept_item)
        self.list.itemClicked.connect(self._accept_item)
        self.add.clicked.connect(self._accept_text)
        self.finished.connect(self._closed)

    def _lay_out(self, head: QWidget) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (head, self.field, self.list):
            column.addWidget(widget)
        column.addWidget(buttons)
        self.setTabOrder(self.field, self.list)


def _look(reader: Reader, ids: Sequence[int]) -> _Albums:
    """On the query thread: all albums, and by id how many of these photos each holds."""
    return reader.albums(), {each.id: each.items for each in reader.albums_of(ids)}
