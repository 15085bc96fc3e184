"""The albums and saved searches of the left column, as rows: albums first, each kind by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from photorag.core.library_types import Album, SavedSearch
from photorag.qt.places.plain_tip import plain_tip
from photorag.qt.texts import photos

Entry = Album | SavedSearch
Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class AlbumModel(QAbstractListModel):
    """What is typed as a new name is only asked for: the library's answer comes by `show_entries`."""

    rename_wanted = Signal(object, str)  # Album or SavedSearch, its new name

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, albums: Sequence[Album], searches: Sequence[SavedSearch]) -> None:
        """Rows stay where they are unless there are others now."""
        before = self._entries
        entries: tuple[Entry, ...] = (*albums, *searches)
        if _keys(before) != _keys(entries):
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
            return
        self._entries = entries
        for row, entry in enumerate(entries):
            if entry != before[row]:
                self.dataChanged.emit(self.index(row), self.index(row))

    def entry(self, index: Index) -> Entry:
        return self._entries[index.row()]

    def index_of(self, kind: type[Entry], entry_id: int | None) -> QModelIndex:
        """No index when it is not there."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, kind) and entry.id == entry_id:
                return self.index(row)
        return QModelIndex()

    # -- for Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsDropEnabled if isinstance(self.entry(index), Album) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return entry.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(entry.name if isinstance(entry, Album) or not entry.text else self._search_tip(entry))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(entry, Album):
                return self.tr("{name}, album, {photos}").format(name=entry.name, photos=photos(entry.items))
            return self.tr("{}, saved search").format(entry.name)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = " ".join(str(value).split())
        if role == Qt.ItemDataRole.EditRole and name and name != self.entry(index).name:
            self.rename_wanted.emit(self.entry(index), name)
        return False

    def _search_tip(self, search: SavedSearch) -> str:
        return self.tr("{name}\nSearches for: {text}").format(name=search.name, text=search.text)


def _keys(entries: Sequence[Entry]) -> list[tuple[type[Entry], int]]:
    return [(type(each), each.id) for each in entries]
