"""The right column: what is known about the selection, and what looks like it.

It only asks and tells: what is wished for (a tag, a favourite, another photo) goes out as signals.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from photorag.core.query import Hit, Query
from photorag.qt.bridge import LibraryBridge
from photorag.qt.details.details_tab import DetailsTab
from photorag.qt.details.similar_tab import SimilarTab
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme

WIDTH, NARROWEST = 372, 280
DETAILS, SIMILAR = "details", "similar"
_TABS = (DETAILS, SIMILAR)


class RightPanel(QFrame):
    favourite_wanted = Signal(object, bool)  # tuple of ids, and whether they shall be favourites
    tag_add_wanted = Signal(object, str)  # tuple of ids, and a tag
    tag_remove_wanted = Signal(object, str)
    folder_wanted = Signal(int)  # the folder a photo is in
    open_wanted = Signal(int)
    select_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)  # an item's id, and a global position
    search_like_wanted = Signal(int)
    verdict_wanted = Signal(int, object)  # an id, and whether it is right (True), wrong (False) or neither (None)
    trouble = Signal(str)
    add_words_wanted = Signal(int)  # search like this one, with the cursor in the search field

    def __init__(
        self, bridge: LibraryBridge, photos: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("rightPanel")
        self.setMinimumWidth(NARROWEST)
        self.details = DetailsTab(bridge, photos, thumbnails, theme, self)
        self.similar = SimilarTab(bridge, photos, thumbnails, theme, self)
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("panelTabs")
        self.tabs.setAccessibleName(self.tr("About the selected photos"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in (self.tr("Details"), self.tr("Similar")):
            self.tabs.addTab(name)
        self._pages = QStackedWidget(self)
        for page in (self.details, self.similar):
            self._pages.addWidget(page)
        head = QFrame(self)
        head.setObjectName("panelHead")
        row = QVBoxLayout(head)
        row.setContentsMargins(12, 8, 12, 0)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._pages, 1)
        self._connect()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def show_selection(self, ids: Sequence[int], current: int | None) -> None:
        """The selected photos, and the one the keyboard is at; without a selection that one counts."""
        chosen = ids if len(ids) else () if current is None else (current,)
        self.details.show_photos(chosen)
        self.similar.show_photo(int(chosen[0]) if len(chosen) == 1 else current)

    def show_hit(self, hit: Hit | None, query: Query | None = None) -> None:
        """Why the photo was found, while there is a search, and by which query."""
        self.details.show_hit(hit, query or Query())

    @Slot()
    def refresh(self) -> None:
        """Shows marks as they are, where a wish could not be fulfilled."""
        self.details.refresh()

    @property
    def tab(self) -> str:
        return _TABS[self.tabs.currentIndex()]

    @tab.setter
    def tab(self, name: str) -> None:
        """Any other name is the first tab: it may come from an older file."""
        self.tabs.setCurrentIndex(_TABS.index(name) if name in _TABS else 0)

    def close_workers(self) -> None:
        """The window closes: asks for nothing more."""
        self.similar.stop()
        self.details.close_workers()

    def _connect(self) -> None:
        details, similar = self.details, self.similar
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        details.favourite_wanted.connect(self.favourite_wanted)
        details.tag_add_wanted.connect(self.tag_add_wanted)
        details.tag_remove_wanted.connect(self.tag_remove_wanted)
        details.folder_wanted.connect(self.folder_wanted)
        details.verdict_wanted.connect(self.verdict_wanted)
        details.trouble.connect(self.trouble)
        for tab in (details, similar):
            tab.open_wanted.connect(self.open_wanted)
        similar.select_wanted.connect(self.select_wanted)
        similar.menu_wanted.connect(self.menu_wanted)
        similar.search_like_wanted.connect(self.search_like_wanted)
        similar.add_words_wanted.connect(self.add_words_wanted)
