"""What is known about the photo looked at, or about all that are selected; and the marks a person puts on them.

Asks for nothing while it is not visible.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photorag.core.events import ItemsChanged, MarksChanged, TextsRead
from photorag.core.library_types import Item, TagCount
from photorag.core.photo_facts import ItemFacts
from photorag.core.query import Hit, Query
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.details.details_view import DetailsView
from photorag.qt.details.facts_reader import FactsReader
from photorag.qt.details.preview_stack import MOST
from photorag.qt.details.selection_summary import Summary, SummaryReader
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme
from photorag.store.reader import Reader

_SUMMARY_MS = 120


class DetailsTab(QWidget):
    favourite_wanted = Signal(object, bool)  # ids
    tag_add_wanted = Signal(object, str)
    tag_remove_wanted = Signal(object, str)
    folder_wanted = Signal(int)
    open_wanted = Signal(int)
    verdict_wanted = Signal(int, object)  # an id, and whether it is right (True), wrong (False) or neither (None)
    trouble = Signal(str)

    def __init__(
        self, bridge: LibraryBridge, photos: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bridge, self._photos = bridge, photos
        self._ids: Sequence[int] = ()
        self._item: Item | None = None  # the one photo shown
        self._hit: Hit | None = None
        self._query = Query()
        self.facts_reader = FactsReader(bridge, self)
        self._summaries = SummaryReader(bridge, self)
        self._summarise_soon = QTimer(self, interval=_SUMMARY_MS, singleShot=True)
        self.view = DetailsView(bridge, thumbnails, theme, self._ask_known_tags, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._connect()
        self._show_nothing()

    def show_photos(self, ids: Sequence[int]) -> None:
        """Nothing, one photo, or many."""
        if len(ids) == len(self._ids) == 1 and ids[0] == self._ids[0]:
            return
        self._ids = ids
        self.view.tags.cancel()
        self.refresh()

    def show_hit(self, hit: Hit | None, query: Query) -> None:
        """Why the photo was found, and by which query."""
        self._hit, self._query = hit, query
        self.view.show_hit(self._fitting_hit(), query)

    @Slot()
    def refresh(self) -> None:
        """Shows things as the library has them, also where a wish was not fulfilled."""
        if not self.isVisible():
            return
        self._summaries.stop()
        self._summarise_soon.stop()
        if not len(self._ids):
            self._show_nothing()
        elif len(self._ids) == 1:
            self._show_one()
        else:
            self._show_many()

    def close_workers(self) -> None:
        self._summarise_soon.stop()
        self._summaries.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # -- what is shown

    def _show_nothing(self) -> None:
        self._item = None
        self.view.show_nothing(self.tr("Select a photo to see its details."))

    def _show_one(self) -> None:
        item = self._photos.item_by_id(self._ids[0])
        if item is None:
            return  # `_items_arrived` follows; until then the one before stays
        self._item = item
        self.view.show_photo(item, self.facts_reader.ask(item), self._fitting_hit(), self._query)

    def _show_many(self) -> None:
        self._item = None
        items = [self._photos.item_by_id(int(each)) for each in self._ids[:MOST]]
        self.view.show_many(len(self._ids), [item for item in items if item is not None])
        self._summarise_soon.start()

    def _fitting_hit(self) -> Hit | None:
        """The hit, while it belongs to the photo shown."""
        fits = self._hit is not None and self._item is not None and self._hit.item == self._item.id
        return self._hit if fits else None

    # -- what comes in

    @Slot(object)
    def _items_arrived(self, ids: set[int]) -> None:
        if not self.isVisible():
            return
        if len(self._ids) == 1 and self._ids[0] in ids:
            if self._photos.item_by_id(self._ids[0]) is None:
                self._item = None
                self.view.show_nothing(self.tr("This photo is no longer in the library."))
            else:
                self._show_one()
        elif len(self._ids) > 1 and not ids.isdisjoint(self._ids[:MOST]):
            self._show_many()

    @Slot()
    def _model_reset(self) -> None:
        """What the model was asked for may have been forgotten with the photos it showed."""
        if self.isVisible() and len(self._ids) == 1 and (self._item is None or self._item.id != self._ids[0]):
            self._show_one()

    @Slot(int, object)
    def _facts_arrived(self, item_id: int, facts: ItemFacts) -> None:
        if self._item is not None and self._item.id == item_id:
            self.view.table.show_item(self._item, facts)

    @Slot()
    def _summarise(self) -> None:
        if self.isVisible() and len(self._ids) > 1:
            self._summaries.ask(self._ids)

    @Slot(object)
    def _summarised(self, summary: Summary) -> None:
        if len(self._ids) > 1 and summary.read:
            self.view.show_summary(summary)

    @Slot(object)
    def _summary_failed(self, error: BaseException) -> None:
        self.view.about.say(sentence(error))

    @Slot(object)
    def _marks_changed(self, event: MarksChanged) -> None:
        self._changed(event.ids)
        if len(self._ids) > 1 and self.isVisible():
            self._summarise_soon.start()

    @Slot(object)
    def _items_changed(self, event: ItemsChanged) -> None:
        self._changed((*event.changed, *event.removed))

    @Slot(object)
    def _texts_read(self, event: TextsRead) -> None:
        if len(self._ids) == 1 and self._ids[0] in event.ids:
            self.refresh()

    def _changed(self, ids: Sequence[int]) -> None:
        if len(self._ids) == 1 and self._ids[0] in ids:
            self._photos.forget((self._ids[0],))
            self.refresh()

    # -- what the person wants

    def _marked(self) -> tuple[int, ...]:
        """The photos that are shown: the one selected may still be on its way."""
        return (self._item.id,) if self._item is not None else tuple(int(each) for each in self._ids)

    @Slot(bool)
    def _heart_clicked(self, wanted: bool) -> None:
        self.favourite_wanted.emit(self._marked(), wanted)

    @Slot(str)
    def _tag_added(self, tag: str) -> None:
        self.tag_add_wanted.emit(self._marked(), tag)

    @Slot(str)
    def _tag_removed(self, tag: str) -> None:
        self.tag_remove_wanted.emit(self._marked(), tag)

    @Slot(bool)
    def _more_wanted(self, wanted: bool) -> None:
        if self._item is not None:
            self.verdict_wanted.emit(self._item.id, True if wanted else None)

    @Slot(bool)
    def _not_wanted(self, wanted: bool) -> None:
        if self._item is not None:
            self.verdict_wanted.emit(self._item.id, False if wanted else None)

    @Slot()
    def _open(self) -> None:
        if self._item is not None:
            self.open_wanted.emit(self._item.id)

    @Slot()
    def _folder(self) -> None:
        if self._item is not None:
            self.folder_wanted.emit(self._item.id)

    def _ask_known_tags(self) -> None:
        self._bridge.read(Reader.tags, self._known_tags)

    def _known_tags(self, future: Future[list[TagCount]]) -> None:
        if not future.exception():  # offering tags is a help, no more
            self.view.tags.know([each.tag for each in future.result()])

    def _connect(self) -> None:
        view = self.view
        view.preview.opened.connect(self._open)
        view.heart.wanted.connect(self._heart_clicked)
        view.why.more_wanted.connect(self._more_wanted)
        view.why.not_wanted.connect(self._not_wanted)
        view.where.trouble.connect(self.trouble)
        view.table.folder_wanted.connect(self._folder)
        view.tags.add_wanted.connect(self._tag_added)
        view.tags.remove_wanted.connect(self._tag_removed)
        self.facts_reader.arrived.connect(self._facts_arrived)
        self._summarise_soon.timeout.connect(self._summarise)
        self._summaries.arrived.connect(self._summarised)
        self._summaries.failed.connect(self._summary_failed)
        self._photos.items_arrived.connect(self._items_arrived)
        self._photos.modelReset.connect(self._model_reset)
        self._bridge.marks_changed.connect(self._marks_changed)
        self._bridge.items_changed.connect(self._items_changed)
        self._bridge.texts_read.connect(self._texts_read)
