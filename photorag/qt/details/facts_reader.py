"""What the library knows of a photo besides its pixels, asked for on the query thread; the latest are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal, Slot

from photorag.core.events import ItemsChanged, TextsRead
from photorag.core.library_types import Item
from photorag.core.photo_facts import ItemFacts, PhotoFacts
from photorag.qt.bridge import LibraryBridge

_KEPT = 500
_NOTHING = ItemFacts(PhotoFacts())


class FactsReader(QObject):
    arrived = Signal(int, object)  # an item's id, and its ItemFacts

    def __init__(self, bridge: LibraryBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._kept: OrderedDict[int, ItemFacts] = OrderedDict()
        self._under_way: set[int] = set()
        bridge.items_changed.connect(self._items_changed)
        bridge.texts_read.connect(self._texts_read)

    def ask(self, item: Item) -> ItemFacts | None:
        """The facts, if they are known; else `arrived` follows."""
        found = self._kept.get(item.id)
        if found is not None:
            self._kept.move_to_end(item.id)
        elif item.id not in self._under_way:
            self._under_way.add(item.id)
            self._bridge.read(lambda reader: reader.facts(item.id), lambda done: self._done(item.id, done))
        return found

    def _done(self, item_id: int, future: Future[ItemFacts | None]) -> None:
        self._under_way.discard(item_id)
        found = None if future.exception() else future.result()
        if found is not None:  # else it has not been read yet: not kept
            self._kept[item_id] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self.arrived.emit(item_id, found or _NOTHING)

    @Slot(object)
    def _items_changed(self, event: ItemsChanged) -> None:
        self._forget((*event.changed, *event.removed))

    @Slot(object)
    def _texts_read(self, event: TextsRead) -> None:
        self._forget(event.ids)

    def _forget(self, ids: Sequence[int]) -> None:
        for item_id in ids:
            self._kept.pop(item_id, None)
