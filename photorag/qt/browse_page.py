"""The page for browsing and searching: side bar, search field, grid, status line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from photorag.qt.gallery import Overview, Page
from photorag.qt.grid.photo_grid import PhotoGrid
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.notice import NoticeBar
from photorag.qt.places.sidebar import Sidebar
from photorag.qt.search.field import SearchField
from photorag.qt.start.empty_page import EmptyPage, SentencePage
from photorag.qt.texts import grouped, model_title
from photorag.qt.theme import Theme


class BrowsePage(QWidget):
    failures_wanted = Signal()

    def __init__(
        self, photos: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme, model: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = SearchField(theme, self)
        self.notice = NoticeBar(theme, self)
        self.grid = PhotoGrid(photos, thumbnails, theme, self)
        self.empty = EmptyPage(model, self)
        self.sentence = SentencePage(self)
        self.stack = QStackedWidget(self)
        for widget in (self.grid, self.empty, self.sentence):
            self.stack.addWidget(widget)
        self.status = QLabel(self)
        self.status.setProperty("kind", "meta")
        self.failures = QPushButton(self)
        self.failures.setProperty("kind", "inline")
        self.failures.clicked.connect(self.failures_wanted)
        self.failures.hide()
        self._busy = QLabel(self)
        self._busy.setProperty("kind", "meta")
        understanding = QLabel(self.tr("Model: {}").format(model_title(model)), self)
        understanding.setProperty("kind", "meta")
        self.sidebar = Sidebar(theme, self)
        self._lay_out(understanding)
        self.stack.setCurrentWidget(self.sentence)
        self.sentence.say("", "")

    def show_page(self, page: Page, *, searching: bool, reading: bool) -> None:
        """Puts the grid, the first-start page or a sentence in the middle."""
        self.sidebar.show_browsing(not searching and page is Page.PHOTOS)
        self.field.setEnabled(page is not Page.FIRST_START)
        shown: QWidget = self.sentence
        if page is Page.PHOTOS:
            shown = self.grid
        elif page is Page.FIRST_START and not reading:
            shown = self.empty
        elif page is Page.NOTHING_FOUND:
            more = self.tr("Photos are still being read: there may be more in a moment.")
            other = self.tr("Try other words, or a picture.")
            self.sentence.say(self.tr("Nothing found"), more if reading else other)
        elif page is not Page.OPENING and reading:
            self.sentence.say(self.tr("Reading your photos"), self.tr("The first ones appear here in a moment."))
        elif page is Page.NO_PHOTOS:
            self.sentence.say(
                self.tr("No photos here yet"), self.tr("Photos put into your folders appear here by themselves.")
            )
        before = self.stack.currentWidget()
        self.stack.setCurrentWidget(shown)
        if before is self.empty and shown is not before:
            self.field.setFocus()
        elif shown is self.empty and before is not shown:
            self.empty.focus_first()

    @Slot(object)
    def show_overview(self, overview: Overview) -> None:
        self.sidebar.show_counts(len(overview.ids), overview.roots)
        self.failures.setVisible(overview.failures > 0)
        self.failures.setText(self.tr("{} could not be read").format(grouped(overview.failures)))

    @Slot(bool, str)
    def show_busy(self, busy: bool, text: str) -> None:
        self._busy.setText((text or self.tr("Searching…")) if busy else "")

    def _lay_out(self, understanding: QLabel) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 6, 24, 8)
        foot.setSpacing(12)
        for widget in (self.status, self.failures, self._busy):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(understanding)
        top = QVBoxLayout()
        top.setContentsMargins(24, 16, 24, 6)
        top.setSpacing(8)
        top.addWidget(self.field)
        top.addWidget(self.notice)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        for first, second in ((self.field.words, self.grid), (self.grid, self.sidebar.all)):
            QWidget.setTabOrder(first, second)
