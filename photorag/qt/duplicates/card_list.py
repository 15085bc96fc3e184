"""A column of cards, thousands perhaps, of which only those in sight and their neighbours exist."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from photorag.core.library_types import DuplicateGroup
from photorag.qt.duplicates.group_card import GroupCard, card_height
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme

_GAP = 12
_SIDE, _NARROW_SIDE, _NARROW = 40, 24, 800
_STEP = 60  # pixels the wheel or an arrow key scrolls


class CardList(QScrollArea):
    """``head`` stands above the cards and scrolls with them."""

    keep_wanted = Signal(int)
    open_wanted = Signal(int)
    trash_wanted = Signal(object)  # list[int]
    dismiss_wanted = Signal(object)  # DuplicateGroup

    def __init__(self, head: QWidget, photos: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # no jump when cards come or go
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head, self._photos, self._thumbnails, self._theme = head, photos, thumbnails, theme
        self._content = QWidget()
        head.setParent(self._content)
        head.installEventFilter(self)
        self.setWidget(self._content)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._lay_out)
        self._groups: tuple[DuplicateGroup, ...] = ()
        self._kept: dict[DuplicateGroup, int] = {}
        self._tops = np.zeros(1, np.int64)  # of each card, and the end of the last
        self.cards: dict[DuplicateGroup, GroupCard] = {}
        self._spare: list[GroupCard] = []
        photos.items_arrived.connect(self._items_arrived)
        photos.forgotten.connect(self._show_items)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]

    @property
    def groups(self) -> tuple[DuplicateGroup, ...]:
        return self._groups

    def kept(self, group: DuplicateGroup) -> int:
        """The photo to keep: the person's choice, else the suggested one."""
        return self._kept.get(group, group.items[0])

    def replace(self, groups: Sequence[DuplicateGroup]) -> None:
        """Cards stay while their groups do, and so do the keyboard's focus and what is in sight."""
        self._groups = tuple(groups)
        wanted = set(groups)
        for group in [each for each in self.cards if each not in wanted]:
            self._drop(group)
        self._kept = {group: item for group, item in self._kept.items() if group in wanted}
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._head and event.type() == QEvent.Type.LayoutRequest:
            self._soon.start()
        return super().eventFilter(watched, event)

    # -- inside

    @Slot()
    def _lay_out(self) -> None:
        width = self.viewport().width()
        side = _NARROW_SIDE if width < _NARROW else _SIDE
        inner = max(240, width - 2 * side)
        top = max(self._head.heightForWidth(inner), self._head.minimumSizeHint().height())
        self._head.setGeometry(side, 0, inner, top)
        heights = {count: card_height(count, inner) + _GAP for count in {len(each.items) for each in self._groups}}
        all_heights = np.array([heights[len(each.items)] for each in self._groups], np.int64)
        self._tops = top + np.concatenate([[0], np.cumsum(all_heights)])
        self._content.resize(width, max(self.viewport().height(), int(self._tops[-1]) + side))
        self._place = QRect(side, 0, inner, 0)
        self._look()

    @Slot()
    def _look(self, *_: object) -> None:
        """Makes the cards in sight and one screen around them; drops the others, but for the one with the focus."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        first = max(0, int(np.searchsorted(self._tops, top - height, side="right")) - 1)
        last = min(len(self._groups), int(np.searchsorted(self._tops, top + 2 * height)))
        near = {self._groups[row]: row for row in range(first, last)}
        for group, card in list(self.cards.items()):
            focused = QApplication.focusWidget()
            if group not in near and not (focused is not None and card.isAncestorOf(focused)):
                self._drop(group)
        for group, row in near.items():
            card = self.cards.get(group) or self._make(group)
            inner = self._place.width()
            card.setGeometry(self._place.x(), int(self._tops[row]), inner, card_height(len(group.items), inner))
        self._chain()

    def _make(self, group: DuplicateGroup) -> GroupCard:
        if self._spare:
            card = self._spare.pop()
            card.show_group(group)
        else:
            card = GroupCard(group, self._thumbnails, self._theme, self._content)
            card.keep_wanted.connect(lambda item: self._keep(card.group, item))
            card.open_wanted.connect(self.open_wanted)
            card.trash_wanted.connect(self.trash_wanted)
            card.dismiss_wanted.connect(self.dismiss_wanted)
        self.cards[group] = card
        card.show_items(self._photos.item_by_id, self.kept(group))
        card.show()
        return card

    def _drop(self, group: DuplicateGroup) -> None:
        card = self.cards.pop(group)
        card.hide()
        self._spare.append(card)

    def _chain(self) -> None:
        """Tab goes down the cards, in whatever order they were made."""
        in_order = sorted(self.cards.values(), key=lambda card: card.y())
        controls = [widget for card in in_order for widget in card.focus_order()]
        for first, second in pairwise(controls):
            QWidget.setTabOrder(first, second)

    def _keep(self, group: DuplicateGroup, item: int) -> None:
        self._kept[group] = item
        self.cards[group].show_items(self._photos.item_by_id, item)
        self.keep_wanted.emit(item)

    @Slot(object)
    def _items_arrived(self, ids: set[int]) -> None:
        for group, card in self.cards.items():
            if not ids.isdisjoint(group.items):
                card.show_items(self._photos.item_by_id, self.kept(group))

    @Slot()
    def _show_items(self) -> None:
        for group, card in self.cards.items():
            card.show_items(self._photos.item_by_id, self.kept(group))

    @Slot(QWidget, QWidget)
    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        """Keeps what the keyboard has reached in sight, with the card around it where that fits."""
        if now is None or not self._content.isAncestorOf(now):
            return
        card = next((each for each in self.cards.values() if each.isAncestorOf(now)), None)
        shown: QWidget = now
        if card is not None and card.height() <= self.viewport().height():
            shown = card
        middle = shown.mapTo(self._content, QPoint(shown.width() // 2, shown.height() // 2))
        self.ensureVisible(middle.x(), middle.y(), 0, shown.height() // 2 + _GAP)
