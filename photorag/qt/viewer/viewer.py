"""The viewer: one photo in the whole window, a bar over it and a film strip under it.

Puts the parts in their places, keeps the list that is leafed through, and turns keys into deeds. How a photo gets onto
the canvas is the presenter's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from photorag.core.library_types import Item
from photorag.core.photo_facts import ItemFacts
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.texts import date_of, grouped
from photorag.qt.viewer.arrangement import Arrangement
from photorag.qt.viewer.bar import IconButton, ViewerBar
from photorag.qt.viewer.film_strip import FilmStrip
from photorag.qt.viewer.info_panel import InfoPanel
from photorag.qt.viewer.keys import Deed, deed_of
from photorag.qt.viewer.photo_list import PhotoList
from photorag.qt.viewer.picture_canvas import PictureCanvas
from photorag.qt.viewer.picture_renderer import PictureRenderer
from photorag.qt.viewer.presenter import Presenter

_PAN = 0.125  # of the window


class Viewer(QWidget):
    left = Signal(int)  # the id of the photo shown last; 0 when there is none any more
    similar_wanted = Signal(int)
    reveal_wanted = Signal(int)
    favourite_wanted = Signal(int)  # to be one, or no longer
    menu_wanted = Signal(int, QPoint)  # where, on the screen
    facts_wanted = Signal(object)  # an Item, whose `show_facts` is hoped for
    fullscreen_wanted = Signal(bool)
    strip_toggled = Signal(bool)  # the person wants the film strip, or not

    def __init__(
        self, photos: PhotoModel, thumbnails: ThumbnailLoader, renderer: PictureRenderer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._photos = photos
        self._list = PhotoList()
        self.canvas = PictureCanvas(self)
        self.previous = IconButton("chevron-left", self.tr("Previous photo (Left)"), self)
        self.next = IconButton("chevron-right", self.tr("Next photo (Right)"), self)
        self.strip = FilmStrip(photos, thumbnails, self)
        self.info = InfoPanel(self)
        self.bar = ViewerBar(self)
        self.presenter = Presenter(self.canvas, thumbnails, renderer, self)
        self.arrangement = Arrangement(self, self.canvas, self.bar, self.strip, self.info, self.previous, self.next)
        self._does = self._deeds()
        self._connect()

    def _connect(self) -> None:
        for button, by in ((self.previous, -1), (self.next, 1)):
            button.clicked.connect(lambda _=False, by=by: self.step(by))
        self.bar.back_wanted.connect(self.leave)
        self.bar.favourite_wanted.connect(self._favourite)
        self.bar.similar_wanted.connect(self._similar)
        self.bar.info_wanted.connect(self.show_info)
        self.bar.menu_wanted.connect(self._menu)
        self.info.reveal_wanted.connect(self._reveal)
        self.strip.chosen.connect(self.go_to)
        self.strip.stepped.connect(self.step)
        self.canvas.zoom_changed.connect(self.bar.show_zoom)
        self.presenter.sharpened.connect(self._prepare_neighbours)
        self._photos.items_arrived.connect(self._items_arrived)

    # -- the list

    def open(self, ids: Sequence[int] | NDArray[np.int64], position: int) -> None:
        """Shows a photo of a list, which stays this list while the library changes behind it."""
        self._list = PhotoList(ids, position)
        self._show()
        self.setFocus()
        self.arrangement.stir()

    @property
    def current_id(self) -> int | None:
        return self._list.current

    @property
    def item(self) -> Item | None:
        return self._item_at(self._list.position)

    def _item_at(self, position: int) -> Item | None:
        item_id = self._list.id_at(position)
        return self._photos.item_by_id(item_id) if item_id is not None else None

    @property
    def sharp(self) -> bool:
        """The photo itself is shown, no longer its thumbnail."""
        return self.presenter.sharp

    def step(self, by: int) -> None:
        self.go_to(self._list.position + by)

    @Slot(int)
    def go_to(self, position: int) -> None:
        there = self._list.at(position)
        if there.position != self._list.position:
            self._list = there
            self._show()

    @Slot(object)
    def remove(self, ids: Iterable[int]) -> None:
        """Those photos are no longer there: goes on to the next one, and leaves when there is none."""
        rest, before = self._list.without(ids), self.current_id
        if rest is self._list:
            return
        self._list = rest
        if rest.current is None:
            self.leave()
        elif rest.current != before:
            self._show()
        else:
            self._show_facts()

    @Slot(object)
    def items_changed(self, ids: Iterable[int]) -> None:
        """The marks or files of those photos have changed, and the model has forgotten them: asks for them again."""
        if self.current_id is not None and self.current_id in set(ids):
            self._photos.item_by_id(self.current_id)

    @Slot()
    def leave(self) -> None:
        last = self._close()
        self.left.emit(last or 0)

    def _close(self) -> int | None:
        last = self.current_id
        self._list = PhotoList()
        self.presenter.clear()
        if self.arrangement.fullscreen:
            self.fullscreen_wanted.emit(False)
        return last

    # -- showing

    def _show(self) -> None:
        item = self.item
        if item is None:  # on its way
            self.presenter.clear()
        else:
            self.presenter.show(item)
        self._show_facts()

    def _show_facts(self) -> None:
        """Everything around the photo."""
        item, position, count = self.item, self._list.position, len(self._list)
        self.previous.setEnabled(position > 0)
        self.next.setEnabled(position < count - 1)
        self.strip.show_photos(self._list)
        self.arrangement.arrange()
        if item is None:
            self.bar.show_photo("", "", favourite=False)
            self.info.show_item(None)
            return
        place = self.tr("{} of {}").format(grouped(position + 1), grouped(count))
        self.bar.show_photo(item.title, f"{date_of(item)}  ·  {place}", favourite=item.favourite)
        self.setAccessibleName(self.tr("Photo {}, {}, {}").format(item.title, date_of(item), place))
        if not self.info.isHidden():
            self._fill_info(item)

    @Slot()
    def _prepare_neighbours(self) -> None:
        neighbours = [self._item_at(self._list.position + by) for by in (1, -1)]
        self.presenter.prepare([each for each in neighbours if each is not None])

    @Slot(object)
    def _items_arrived(self, ids: set[int]) -> None:
        current = self.current_id
        if current is None or current not in ids or not self.isVisible():
            return
        item = self.item
        if item is None:  # asked for, and not in the library
            self.remove([current])
        elif self.presenter.shows(item):
            self._show_facts()
        else:
            self._show()

    # -- info

    @Slot(bool)
    def show_info(self, wanted: bool) -> None:
        """The panel with what is known about the photo."""
        self.bar.info.setChecked(wanted)
        self.info.setVisible(wanted)
        if wanted and self.item is not None:
            self._fill_info(self.item)
        self.arrangement.arrange()

    @Slot(int, object)
    def show_facts(self, item_id: int, known: ItemFacts) -> None:
        """What is known of a photo besides its pixels, for the panel."""
        if self.item is not None and self.item.id == item_id:
            self.info.show_facts(known)

    def _fill_info(self, item: Item) -> None:
        self.info.show_item(item)
        self.facts_wanted.emit(item)

    # -- deeds

    def _emit(self, signal: SignalInstance) -> None:
        """One of those that carry an id."""
        if self.current_id is not None:
            signal.emit(self.current_id)

    @Slot()
    def _favourite(self) -> None:
        self._show_facts()  # the heart fills when the library says so, not by being clicked
        self._emit(self.favourite_wanted)

    @Slot()
    def _reveal(self) -> None:
        self._emit(self.reveal_wanted)

    @Slot()
    def _similar(self) -> None:
        last = self._close()
        if last is not None:
            self.similar_wanted.emit(last)

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        if self.current_id is not None:
            self.menu_wanted.emit(self.current_id, where)

    def _back(self) -> None:
        if self.arrangement.fullscreen:
            self.fullscreen_wanted.emit(False)
        else:
            self.leave()

    def _space(self) -> None:
        if self.presenter.player.active:
            self.presenter.player.toggle()
        else:
            self.step(1)

    def set_strip_wanted(self, wanted: bool) -> None:
        self.arrangement.strip_wanted = wanted
        self.arrangement.arrange()

    def _toggle_strip(self) -> None:
        self.set_strip_wanted(not self.arrangement.strip_wanted)
        self.strip_toggled.emit(self.arrangement.strip_wanted)

    # -- keys and mouse

    def _deeds(self) -> dict[Deed, Callable[[], None]]:
        canvas = self.canvas
        return {
            Deed.BACK: self._back, Deed.LEAVE: self.leave,
            Deed.NEXT: lambda: self.step(1), Deed.PREVIOUS: lambda: self.step(-1),
            Deed.FIRST: lambda: self.go_to(0), Deed.LAST: lambda: self.go_to(len(self._list) - 1),
            Deed.PLAY_OR_NEXT: self._space,
            Deed.ZOOM_IN: canvas.zoom_in, Deed.ZOOM_OUT: canvas.zoom_out,
            Deed.FIT: canvas.fit, Deed.FULL_SIZE: canvas.full_size,
            Deed.PAN_LEFT: lambda: canvas.pan(-_PAN, 0), Deed.PAN_RIGHT: lambda: canvas.pan(_PAN, 0),
            Deed.PAN_UP: lambda: canvas.pan(0, -_PAN), Deed.PAN_DOWN: lambda: canvas.pan(0, _PAN),
            Deed.INFO: lambda: self.show_info(self.info.isHidden()),
            Deed.STRIP: self._toggle_strip,
            Deed.FULLSCREEN: lambda: self.fullscreen_wanted.emit(not self.arrangement.fullscreen),
            Deed.MENU: lambda: self._menu(self.mapToGlobal(self.canvas.geometry().center())),
        }  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.arrangement.stir()
        deed = deed_of(event.key(), event.modifiers())
        if deed is None:
            super().keyPressEvent(event)
        else:
            self._does[deed]()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.leave()
        elif event.button() == Qt.MouseButton.RightButton:
            self._menu(event.globalPosition().toPoint())

    # -- the window

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrangement.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        self.window().installEventFilter(self)  # again and again is no more than once
        self._fullscreen_changed()
        if self.current_id is not None and not event.spontaneous():
            self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.presenter.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange and self.isVisible():
            self._fullscreen_changed()
        return super().eventFilter(watched, event)

    def _fullscreen_changed(self) -> None:
        self.arrangement.use_fullscreen(self.window().isFullScreen())
