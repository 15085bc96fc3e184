"""The photos of the grid: all ids up front, the rest fetched as it is looked at.

Lives on the GUI thread. Rows are asked for one page at a time, the newest wish first, so that a fast scroll through
100,000 photos asks for what is on screen in the end and for little of what flew by.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from html import escape
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from photorag.core.library_types import Item
from photorag.qt.grid.layout import Section
from photorag.qt.texts import date_of
from photorag.store.reader import Reader

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex

_PAGE = 200
_KEPT_ITEMS = 5_000  # some fifty screens; more would lengthen the rounds of the garbage collector
NO_INDEX = QModelIndex()
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class Reads(Protocol):
    """What the model needs of the bridge."""

    def read(self, question: Callable[[Reader], T], handler: Callable[[Future[T]], None]) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What the grid is to show: columns of one length, and sections whose counts add up to it.

    ``ratios`` (n,) are width / height; ``tints`` (n,) 0xRRGGBB or `NO_TINT`. ``rows`` tells the row of each id; where
    it is not given, it is made when it is first needed.
    """

    ids: Sequence[int] | NDArray[np.int64] = ()
    ratios: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))
    tints: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    sections: tuple[Section, ...] = ()
    rows: Mapping[int, int] | None = None


class PhotoModel(QAbstractListModel):
    items_arrived = Signal(object)  # a set of ids
    forgotten = Signal()  # what is known of some photos is out of date: who shows them looks at them anew

    def __init__(self, reads: Reads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self.shown = Shown()
        self._rows: Mapping[int, int] | None = None
        self._items: OrderedDict[int, Item] = OrderedDict()
        self._stale: set[int] = set()  # what is known of them is out of date
        self._gone: set[int] = set()  # asked for, and no longer shown by the library
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asking: tuple[int, ...] = ()
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._ask)

    # -- what it holds

    def replace(self, shown: Shown) -> None:
        """Shows other photos, or the same in another order."""
        self.beginResetModel()
        self.shown, self._rows = shown, shown.rows
        self._wanted.clear()
        self._gone.clear()
        self.endResetModel()

    def forget(self, ids: Iterable[int]) -> None:
        """Those items have changed: they are asked for again when they are next looked at. Until they arrive, what
        was known of them serves: a photo does not flicker because it was made a favourite."""
        changed = set(ids)
        self._stale |= changed & (self._items.keys() | set(self._asking))
        self._gone -= changed
        self.forgotten.emit()

    def forget_all(self) -> None:
        """As `forget`, for all photos: a folder has gone offline, for instance."""
        self.forget([*self._items, *self._asking, *self._gone])

    @property
    def ids(self) -> Sequence[int] | NDArray[np.int64]:
        return self.shown.ids

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.shown.sections

    def id_at(self, row: int) -> int:
        return int(self.shown.ids[row])

    def ids_at(self, rows: range) -> list[int]:
        """As `id_at`, for many consecutive rows at once."""
        some = self.shown.ids[rows.start : rows.stop]
        return some.tolist() if isinstance(some, np.ndarray) else list(some)

    def row_of(self, item_id: int) -> int | None:
        if self._rows is None:
            self._rows = rows_of(self.shown.ids)
        return self._rows.get(item_id)

    def item(self, row: int) -> Item | None:
        """The photo in a row; None while it is on its way (`items_arrived` follows)."""
        return self.item_by_id(int(self.shown.ids[row]))

    def item_by_id(self, item_id: int) -> Item | None:
        """As `item`, also for photos that are not among those shown at the moment."""
        found = self._items.get(item_id)
        if found is not None:
            self._items.move_to_end(item_id)
        if item_id in self._stale or (found is None and item_id not in self._gone):
            self._want(item_id)
        return found

    @property
    def busy(self) -> bool:
        """Photos that were asked for are still on their way."""
        return bool(self._asking or self._wanted)

    # -- Qt's side

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.shown.ids)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.shown.ids):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            item = self.item(index.row())
            return item.title if item else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            item = self.item(index.row())
            return spoken(item) if item else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            item = self.item(index.row())
            return tool_tip(item) if item else None
        return None

    # -- fetching

    def _want(self, item_id: int) -> None:
        self._wanted[item_id] = None
        self._wanted.move_to_end(item_id)
        while len(self._wanted) > _PAGE:
            self._wanted.popitem(last=False)
        if not self._asking:
            self._soon.start()

    @Slot()
    def _ask(self) -> None:
        if self._asking or not self._wanted:
            return
        page = self._asking = tuple(self._wanted)
        self._wanted.clear()
        self._stale.difference_update(page)  # those that change from now on are stale again

        def arrived(future: Future[dict[int, Item]]) -> None:
            self._asking = ()
            self._store(page, {} if future.cancelled() or future.exception() else future.result())

        self._reads.read(lambda reader: reader.items(page), arrived)

    def _store(self, page: Sequence[int], items: dict[int, Item]) -> None:
        self._items.update(items)
        for each in page:
            if each not in items:
                self._items.pop(each, None)
                self._gone.add(each)
        while len(self._items) > _KEPT_ITEMS:
            self._items.popitem(last=False)
        self.items_arrived.emit(set(page))
        if self._wanted:
            self._soon.start()


def rows_of(ids: Sequence[int] | NDArray[np.int64]) -> dict[int, int]:
    """Takes some 10 ms for 100,000 photos, which is better not done on the GUI thread."""
    plain: Sequence[int] = ids.tolist() if isinstance(ids, np.ndarray) else ids
    return dict(zip(plain, range(len(plain)), strict=True))


def spoken(item: Item) -> str:
    """A photo for those who do not see it: its name, date and mark."""
    text = QCoreApplication.translate("grid", "{name}, {date}, favourite")
    if not item.favourite:
        text = QCoreApplication.translate("grid", "{name}, {date}")
    return text.format(name=item.title, date=date_of(item))


def tool_tip(item: Item) -> str:
    """File name and date. Escaped: a tool tip that looks like HTML would be shown as such."""
    lines = (escape(item.title), escape(date_of(item)))
    return f"<p style='white-space: pre'>{'<br>'.join(lines)}</p>"
