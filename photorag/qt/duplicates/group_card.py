"""One group: its photos side by side, the one to keep marked, and what can be done with the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from photorag.core.library_types import DuplicateGroup, Item, Likeness
from photorag.qt.duplicates.photo_tile import TILE_HEIGHT, TILE_WIDTH, PhotoTile
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.models.about import byte_size
from photorag.qt.places.elided_label import ElidedLabel
from photorag.qt.texts import grouped
from photorag.qt.theme import Theme

_MARGIN, _GAP, _HEAD = 16, 12, 34


class GroupCard(QFrame):
    """Laid out by arithmetic (`card_height`), since a list of thousands must know its height before it has cards. A
    card that has scrolled away shows another group: to make one anew costs a frame."""

    keep_wanted = Signal(int)
    open_wanted = Signal(int)
    trash_wanted = Signal(object)  # list[int]
    dismiss_wanted = Signal(object)  # DuplicateGroup

    def __init__(self, group: DuplicateGroup, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._thumbnails, self._theme = thumbnails, theme
        self.title = ElidedLabel(self)
        self.title.setProperty("kind", "strong")
        self.dismiss = self._button("", lambda: self.dismiss_wanted.emit(self.group))
        self.dismiss.setToolTip(self.tr("Do not show these photos as a group again"))
        self.trash = self._button(self.tr("Move the others to the trash…"), lambda: self.trash_wanted.emit(self.others))
        self.tiles: list[PhotoTile] = []
        self._spare: list[PhotoTile] = []
        self.show_group(group)

    def show_group(self, group: DuplicateGroup) -> None:
        """Its photos follow by `show_items`."""
        self.group, self._kept = group, group.items[0]
        burst = group.likeness is Likeness.BURST
        self.dismiss.setText(self.tr("Keep all") if burst else self.tr("Not duplicates"))
        for tile in self.tiles[len(group.items) :]:
            tile.hide()
        tiles = [*self.tiles, *self._spare]
        tiles += [self._tile() for _ in range(len(group.items) - len(tiles))]
        self.tiles, self._spare = tiles[: len(group.items)], tiles[len(group.items) :]
        for tile, item in zip(self.tiles, group.items, strict=True):
            tile.item_id = item
            tile.show()
        self._lay_out()

    @property
    def kept(self) -> int:
        return self._kept

    @property
    def others(self) -> list[int]:
        """The photos that may go: all but the one to keep, as far as they can be reached."""
        return [
            tile.item_id
            for tile in self.tiles
            if tile.item_id != self._kept and tile.item is not None and not tile.item.offline
        ]

    def show_items(self, item_of: Callable[[int], Item | None], kept: int) -> None:
        self._kept = kept
        for tile in self.tiles:
            tile.show_item(item_of(tile.item_id), kept=tile.item_id == kept)
        items = [tile.item for tile in self.tiles if tile.item is not None]
        title = group_title(self.group)
        freed = sum(each.size for each in items if each.id in self.others)
        if freed and len(items) == len(self.tiles):
            title = self.tr("{group} · {size} can be freed").format(group=title, size=byte_size(freed))
        self.title.setText(title)
        self.setAccessibleName(title)
        self.dismiss.setAccessibleName(self.tr("{what}: {group}").format(what=self.dismiss.text(), group=title))
        self.trash.setAccessibleName(self.tr("{what}: {group}").format(what=self.trash.text(), group=title))
        self.trash.setEnabled(bool(self.others))

    def focus_order(self) -> Sequence[QWidget]:
        return (*self.tiles, self.dismiss, self.trash)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        columns = columns_in(self.width())
        for number, tile in enumerate(self.tiles):
            line, column = divmod(number, columns)
            tile.move(_MARGIN + column * (TILE_WIDTH + _GAP), _MARGIN + _HEAD + _GAP + line * (TILE_HEIGHT + _GAP))
        right = self.width() - _MARGIN
        for button in (self.trash, self.dismiss):
            size = button.sizeHint()
            button.setGeometry(right - size.width(), _MARGIN, size.width(), _HEAD)
            right -= size.width() + 8
        self.title.setGeometry(_MARGIN, _MARGIN, max(0, right - _MARGIN), _HEAD)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), card_height(len(self.tiles), self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from photo to photo; Delete moves the others to the trash, once that is confirmed."""
        focused = next((place for place, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and focused is not None:
            self.tiles[max(0, min(len(self.tiles) - 1, focused + step))].setFocus()
        elif event.key() == Qt.Key.Key_Delete and self.others:
            self.trash_wanted.emit(self.others)
        else:
            super().keyPressEvent(event)

    def _tile(self) -> PhotoTile:
        tile = PhotoTile(self._thumbnails, self._theme, self)
        tile.clicked.connect(lambda: self.keep_wanted.emit(tile.item_id))
        tile.open_wanted.connect(self.open_wanted)
        return tile

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "pill")
        button.clicked.connect(act)
        return button


def columns_in(width: int) -> int:
    """How many photos stand side by side in a card so wide."""
    return max(1, (width - 2 * _MARGIN + _GAP) // (TILE_WIDTH + _GAP))


def card_height(photos: int, width: int) -> int:
    lines = -(-photos // columns_in(width))
    return 2 * _MARGIN + _HEAD + lines * (TILE_HEIGHT + _GAP)


def group_title(group: DuplicateGroup) -> str:
    texts = {
        Likeness.EXACT: QCoreApplication.translate("duplicates", "{} exact copies"),
        Likeness.NEAR: QCoreApplication.translate("duplicates", "{} near copies"),
        Likeness.BURST: QCoreApplication.translate("duplicates", "{} shots of a burst"),
    }
    return texts[group.likeness].format(grouped(len(group.items)))
