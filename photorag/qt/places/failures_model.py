"""The files that could not be read as a table, and the part of it that is in one folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from photorag.core.library_types import Failure
from photorag.qt.places.failure_texts import advice_text, reason_text
from photorag.qt.places.folder_snapshot import sort_key
from photorag.qt.places.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex

FILE, REASON, FOLDER = range(3)


class FailuresModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failures: Sequence[Failure] = ()

    def show_failures(self, failures: Sequence[Failure]) -> None:
        self.beginResetModel()
        self._failures = tuple(failures)
        self.endResetModel()

    def failure(self, row: int) -> Failure:
        return self._failures[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._failures)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("Reason"), self.tr("Folder"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        failure = self._failures[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (failure.path.name, reason_text(failure.reason), str(failure.path.parent))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (str(failure.path), reason_text(failure.reason), advice_text(failure.reason))
            return plain_tip("\n".join(filter(None, lines)))
        return None


class FailuresInFolder(QSortFilterProxyModel):
    """The failures of one root, or of all; sorted by any column."""

    def __init__(self, failures: FailuresModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failures = failures
        self._folder: Path | None = None
        self.setSourceModel(failures)

    def show_only(self, folder: Path | None) -> None:
        self._folder = folder
        self.invalidate()

    def failure(self, index: Index) -> Failure:
        return self._failures.failure(self.mapToSource(index).row())

    def all(self) -> list[Failure]:
        """Those that are shown, in the order they are shown in."""
        return [self.failure(self.index(row, 0)) for row in range(self.rowCount())]

    def lessThan(self, left: Index, right: Index) -> bool:
        return _key(str(left.data())) < _key(str(right.data()))

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        return self._folder is None or self._failures.failure(row).path.is_relative_to(self._folder)


_key = lru_cache(maxsize=100_000)(sort_key)  # sorting asks for each one many times
