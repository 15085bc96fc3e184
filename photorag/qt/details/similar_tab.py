"""Photos that look like the one looked at, found anew as the selection moves.

Searches only while it is visible; the newest photo wins, and what was found for the one before stays, dimmed, until
the next has been found.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photorag.core.cancel import CancelToken
from photorag.core.events import ItemsChanged
from photorag.core.library_types import Item
from photorag.core.query import Hit, Picture, Query, Results
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled
from photorag.qt.details.flow_layout import FlowLayout
from photorag.qt.details.panel_scroll import PanelScroll
from photorag.qt.details.preview import Preview
from photorag.qt.details.selectable_text import Hint, SelectableText
from photorag.qt.details.similar_grid import SimilarGrid
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.texts import date_of
from photorag.qt.texts import photos as photos_text
from photorag.qt.theme import Theme

LIMIT = 24
PAUSE_MS = 150
_AGAIN_MS = 3000


class SimilarTab(QWidget):
    open_wanted = Signal(int)
    select_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    search_like_wanted = Signal(int)
    add_words_wanted = Signal(int)

    def __init__(
        self, bridge: LibraryBridge, photos: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bridge, self._photos = bridge, photos
        self._wanted: int | None = None  # the photo that is looked at
        self._shown: int | None = None  # the photo at the head of the tab
        self._found_for: int | None = None  # the photo whose similar ones are shown
        self._chosen: int | None = None  # clicked a moment ago, perhaps for the first time of a double-click
        self._number = 0
        self._token = CancelToken()
        self._build(thumbnails, theme)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._search)
        self._follow_soon = QTimer(self, interval=QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._follow_soon.setSingleShot(True)
        self._follow_soon.timeout.connect(self._follow)
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._search)
        self._connect()
        self._show_nothing()

    def show_photo(self, item_id: int | None) -> None:
        """What was chosen in this tab itself is followed after a moment: a second click must find the same photo."""
        if item_id == self._wanted:
            return
        self._wanted = item_id
        if self._chosen is not None and item_id == self._chosen:
            self._follow_soon.start()
        else:
            self._follow_soon.stop()
            self._follow()

    def stop(self) -> None:
        """Nothing more is searched for."""
        for timer in (self._pause, self._follow_soon, self._again):
            timer.stop()
        self._number += 1
        self._token.cancel()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop()

    # -- the photo itself

    @Slot()
    def _follow(self) -> None:
        """Shows the photo that is looked at, and looks for those like it."""
        if not self.isVisible():
            return
        self._chosen = None
        if self._wanted is None:
            self._show_nothing()
            return
        self._show_head()
        if self._found_for != self._wanted:
            self.grid.fade(True)
            self.grid.forget_choice()
            self._pause.start()

    def _show_nothing(self) -> None:
        self.stop()
        self._shown = self._found_for = None
        self._reveal(photo=False)
        self.message.say(self.tr("Select a photo to see others that look like it."))

    def _show_head(self) -> None:
        item = self._photos.item_by_id(self._wanted) if self._wanted is not None else None
        if item is None or (item.id == self._shown and self.preview.has_picture):
            return  # for one that is on its way `_items_arrived` follows
        self._shown = item.id
        self._reveal(photo=True)
        self.preview.show_item(item)
        self.about.say(_about(item))

    @Slot(object)
    def _items_arrived(self, ids: set[int]) -> None:
        if self.isVisible() and not self._follow_soon.isActive() and self._wanted in ids:
            self._show_head()

    @Slot()
    def _model_reset(self) -> None:
        """What the model was asked for may have been forgotten with the photos it showed."""
        if self.isVisible() and not self._follow_soon.isActive() and self._shown != self._wanted:
            self._show_head()

    # -- the search

    @Slot()
    def _search(self) -> None:
        if self._wanted is None or not self.isVisible():
            return
        self._token.cancel()
        self._number += 1
        number, self._token = self._number, CancelToken()
        query = Query(pictures=(Picture(item=self._wanted),))
        self._bridge.search(query, LIMIT, self._token, lambda future: self._arrived(number, future))

    def _arrived(self, number: int, future: Future[Results]) -> None:
        if number != self._number:
            return
        error = future.exception()
        if error is None:
            self._show_results(future.result())
        elif not was_cancelled(error):
            self._found_for = None
            self._show_hits(())
            self.message.say(sentence(error))
            self.message.show()

    def _show_results(self, results: Results) -> None:
        again = self._found_for == self._wanted
        self._found_for = self._wanted
        if not again or results.hits != self.grid.hits:
            self._show_hits(results.hits)
        self.grid.fade(False)
        waiting = results.searched < results.total
        self.message.say(
            self.tr("Similar photos appear here as the photos are read.")
            if waiting
            else self.tr("No other photo looks like this one.")
        )
        self.message.setVisible(not results.hits)

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        self.grid.replace(hits)
        self.count.setText(photos_text(len(hits)) if hits else "")
        self.grid.setVisible(bool(hits))

    @Slot(object)
    def _items_changed(self, event: ItemsChanged) -> None:
        """While photos are read there are others to find; now and then is often enough."""
        if not self.isVisible():
            self._found_for = None
        elif self._wanted is not None and not self._again.isActive():
            self._again.start()

    @Slot()
    def _model_changed(self) -> None:
        self._found_for = None
        self._search()

    # -- parts

    def _reveal(self, *, photo: bool) -> None:
        for widget in (self.preview, self.about, self.heading, self.buttons):
            widget.setVisible(photo)
        self.message.setVisible(not photo)
        if not photo:
            self._show_hits(())

    def _build(self, thumbnails: ThumbnailLoader, theme: Theme) -> None:
        self.preview = Preview(thumbnails, theme, self)
        self.about = SelectableText("meta", self)
        self.about.setAccessibleName(self.tr("The photo looked at"))
        self.heading = QWidget(self)
        title = QLabel(self.tr("Looks similar"), self.heading)
        title.setProperty("kind", "section")
        self.count = QLabel(self.heading)
        self.count.setProperty("kind", "meta")
        row = QHBoxLayout(self.heading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBottom)
        self.message = Hint(self)
        self.grid = SimilarGrid(self._photos, thumbnails, theme, self)
        self.buttons = QFrame(self)
        self.buttons.setObjectName("panelFoot")
        flow = FlowLayout(self.buttons, gap=8)
        flow.setContentsMargins(16, 12, 16, 12)
        self.search_like = self._button(self.tr("Search like this"))
        self.add_words = self._button(self.tr("+ add words"))
        self.add_words.setAccessibleName(self.tr("Search like this and add words"))
        for button in (self.search_like, self.add_words):
            flow.addWidget(button)
        head = QVBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.preview)
        head.addWidget(self.about)
        similar = QVBoxLayout()
        similar.setSpacing(8)
        for widget in (self.heading, self.message, self.grid):
            similar.addWidget(widget)
        self._scroll = scroll = PanelScroll(self)
        scroll.column.addLayout(head)
        scroll.column.addLayout(similar)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self.buttons)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self.buttons)
        button.setProperty("kind", "pill")
        return button

    def _connect(self) -> None:
        self.preview.opened.connect(self._open)
        self.grid.select_wanted.connect(self._select)
        self.grid.open_wanted.connect(self.open_wanted)
        self.grid.menu_wanted.connect(self.menu_wanted)
        self.grid.current_moved.connect(self._keep_in_view)
        self.search_like.clicked.connect(self._search_like)
        self.add_words.clicked.connect(self._add_words)
        self._photos.items_arrived.connect(self._items_arrived)
        self._photos.modelReset.connect(self._model_reset)
        self._bridge.items_changed.connect(self._items_changed)
        self._bridge.model_changed.connect(self._model_changed)

    @Slot(QRect)
    def _keep_in_view(self, rect: QRect) -> None:
        """The list itself does not scroll."""
        contents = self._scroll.widget()
        if contents is not None:
            middle = self.grid.mapTo(contents, rect.center())
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, rect.height() // 2 + 8)

    @Slot(int)
    def _select(self, item_id: int) -> None:
        self._chosen = item_id
        self.select_wanted.emit(item_id)

    @Slot()
    def _open(self) -> None:
        if self._shown is not None:
            self.open_wanted.emit(self._shown)

    @Slot()
    def _search_like(self) -> None:
        if self._shown is not None:
            self.search_like_wanted.emit(self._shown)

    @Slot()
    def _add_words(self) -> None:
        if self._shown is not None:
            self.add_words_wanted.emit(self._shown)


def _about(item: Item) -> str:
    return f"{item.title} · {date_of(item)}"
