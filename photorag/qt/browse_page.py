"""The page for browsing and searching, in three columns: places, photos under the search field, details."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photorag.core.library_types import Place, PlaceKind, RootState
from photorag.core.understanding import PartKind
from photorag.qt.albums.save_button import SaveSearchButton
from photorag.qt.bridge import LibraryBridge
from photorag.qt.details.panel import RightPanel
from photorag.qt.filters.bar import FilterBar
from photorag.qt.filters.chip_texts import part_text
from photorag.qt.filters.row import FilterRow
from photorag.qt.filters.sort_menu import SortMenu
from photorag.qt.filters.state import FilterState
from photorag.qt.gallery import Page
from photorag.qt.grid.photo_grid import PhotoGrid
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.row_height_slider import RowHeightSlider
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.icons import icon
from photorag.qt.places.overview import PlacesOverview
from photorag.qt.places.sidebar import Sidebar
from photorag.qt.search.field import SearchField
from photorag.qt.start.empty_page import EmptyPage
from photorag.qt.start.sentence_page import Choice, SentencePage
from photorag.qt.theme import Theme
from photorag.qt.window_state import WindowState
from photorag.search.parse.parser import parse

# A narrower window has no room for details beside the photos, unless the person asks for them.
_PANEL_FROM_WIDTH = 1060
_STATUS_FROM_WIDTH = 480  # of the column: in a narrower one it would lie over the heading beside it
_CORNER_TOP = 15  # brings the text to the base line of the heading beside it


class BrowsePage(QWidget):
    add_folder_wanted = Signal()
    show_all_wanted = Signal()
    nearest_wanted = Signal()

    def __init__(
        self, bridge: LibraryBridge, photos: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme, model: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._panel_wanted, self._panel_asked_for = True, False
        # Made in the order in which the Tab key goes through them.
        self.field = SearchField(theme, self)
        self.filters = FilterState(parse, self)
        self.filter_row = FilterRow(self.filters, theme, self)
        self.sort = SortMenu(theme, self)
        self.save_button = SaveSearchButton(theme, self)
        self.slider = RowHeightSlider(theme, self)
        self.panel_button = QToolButton(self)
        self.panel_button.setCheckable(True)
        self.panel_button.setAccessibleName(self.tr("Details and similar photos"))
        self.panel_button.setToolTip(self.tr("Details and similar photos (F9)"))
        self.panel_button.clicked.connect(self.show_panel)
        self.bar = FilterBar(self.filter_row, self.sort, (self.save_button, self.slider, self.panel_button), self)
        self.grid = PhotoGrid(photos, thumbnails, theme, self)
        self.slider.follow(self.grid)
        self.empty = EmptyPage(model, self)
        self.sentence = SentencePage(self)
        self.stack = QStackedWidget(self)
        for widget in (self.grid, self.empty, self.sentence):
            self.stack.addWidget(widget)
        self.status, self._busy = self._meta(), self._meta()
        self.panel = RightPanel(bridge, photos, thumbnails, theme, self)
        self.sidebar = Sidebar(theme, self)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.centre = QStackedWidget(self)
        self._lay_out()
        self.filters.changed.connect(self._show_order)
        self.field.pictures_changed.connect(self._show_order)
        self.sort.order_chosen.connect(self.filters.set_order)
        theme.changed.connect(self._dress)
        self._dress()
        self.stack.setCurrentWidget(self.sentence)
        self.sentence.say("", "")

    # -- what is in the middle

    def show_page(self, page: Page, place: Place, *, searching: bool, reading: bool, overview: PlacesOverview) -> None:
        """Puts the grid, the first-start page or a quiet page in the middle."""
        self.sidebar.show_place(None if searching else place)
        first_start = page is Page.FIRST_START and not reading
        self.field.setVisible(not first_start)
        self.bar.setVisible(not first_start)
        self._corner.setVisible(not first_start)
        self.sort.setVisible(searching)
        shown: QWidget = self.sentence
        if page is Page.PHOTOS:
            shown = self.grid
        elif first_start:
            shown = self.empty
        elif page is not Page.OPENING:
            self._say(page, place, reading, overview)
        before = self.stack.currentWidget()
        self.stack.setCurrentWidget(shown)
        self._arrange()
        if before is self.empty and shown is not before:
            self.field.setFocus()
        elif shown is self.empty and before is not shown:
            self.empty.focus_first()

    def _say(self, page: Page, place: Place, reading: bool, overview: PlacesOverview) -> None:
        say = self.sentence
        if page is Page.NOTHING_FOUND:
            say.say_nothing_found(self._clear, reading=reading, filters=self._filters())
        elif page is Page.NOTHING_LIKE_IT:
            say.say_nothing_like_it(self.nearest_wanted.emit, self._filters())
        elif page is Page.NO_PHOTOS or page is Page.FIRST_START:
            say.say_reading() if reading else say.say_no_photos(self.add_folder_wanted.emit)
        elif place.kind is PlaceKind.FAVOURITES:
            say.say_no_favourites(self.show_all_wanted.emit)
        elif place.kind is PlaceKind.RECENT:
            say.say_nothing_recent(self.show_all_wanted.emit)
        elif place.kind is PlaceKind.ALBUM:
            say.say_empty_album(self.show_all_wanted.emit)
        elif place.folder is not None:
            roots = [each.root for each in overview.roots if place.folder.is_relative_to(each.root.path)]
            if any(root.state is RootState.OFFLINE for root in roots):
                say.say_offline(self.show_all_wanted.emit, place.folder.name)
            else:
                say.say_empty_folder(self.show_all_wanted.emit, place.folder.name)

    def _filters(self) -> list[Choice]:
        """What takes photos out of the search, and how to let them in again."""
        parts = [part for part in self.filters.filters() if part.filter is not None or part.kind is PartKind.WITHOUT]
        return [(part_text(part), partial(self.filters.remove, part)) for part in parts]

    def _clear(self) -> None:
        self.filters.clear()
        self.field.clear()

    def show_instead(self, page: QWidget | None) -> None:
        """A page of `centre` beside the left column, in place of the photos and their details; None: the photos."""
        self.centre.setCurrentIndex(0 if page is None else self.centre.indexOf(page))
        self._arrange()

    @Slot(bool, str)
    def show_busy(self, busy: bool, text: str) -> None:
        self._busy.setText((text or self.tr("Searching…")) if busy else "")
        self._busy.setVisible(busy)
        self._show_status()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._middle and event.type() == QEvent.Type.Resize:
            self._show_status()
        return super().eventFilter(watched, event)

    def _show_status(self) -> None:
        self.status.setVisible(self._busy.isHidden() and self._middle.width() >= _STATUS_FROM_WIDTH)

    @Slot()
    def _show_order(self, *_: object) -> None:
        query = self.filters.parsed.query
        self.sort.show_order(query.order, matching=query.has_meaning or bool(self.field.pictures))

    # -- the right column

    @Slot(bool)
    def show_panel(self, wanted: bool) -> None:
        """Opens or closes the right column, as the person wishes, however narrow the window is."""
        self._panel_wanted = self._panel_asked_for = wanted
        self._arrange()

    @Slot()
    def toggle_panel(self) -> None:
        self.show_panel(self.panel.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() < _PANEL_FROM_WIDTH) != (self.width() < _PANEL_FROM_WIDTH):
            self._panel_asked_for = False
        self._arrange()

    def _arrange(self) -> None:
        wanted = self._panel_asked_for or (self._panel_wanted and self.width() >= _PANEL_FROM_WIDTH)
        photos = self.centre.currentIndex() == 0 and self.stack.currentWidget() is not self.empty
        shown = wanted and photos
        if shown == self.panel.isHidden():
            self.panel.setVisible(shown)
        self.panel_button.setChecked(shown)

    # -- what is remembered

    def restore(self, state: WindowState) -> None:
        self.grid.set_row_height(state.row_height)
        self._panel_wanted = state.right_open
        self.panel.tab = state.right_tab
        left, right = state.left_width, state.right_width
        self.columns.setSizes([left, max(200, self.width() - left - right), right])

    def save(self, state: WindowState) -> None:
        state.row_height = self.grid.row_height
        state.right_open = self._panel_wanted
        state.right_tab = self.panel.tab
        left, _, right = self.columns.sizes()
        state.left_width = left
        if right:
            state.right_width = right

    # -- inside

    def _lay_out(self) -> None:
        top, below = QVBoxLayout(), QVBoxLayout()  # apart: a narrow column would get the chips' height wrong
        top.setContentsMargins(24, 16, 24, 8)
        top.addWidget(self.field)
        below.setContentsMargins(24, 0, 24, 2)
        below.addWidget(self.bar)
        self._middle = middle = QWidget(self)
        middle.setMinimumWidth(360)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(below)
        column.addLayout(self._with_corner(), 1)
        middle.installEventFilter(self)
        self.centre.addWidget(middle)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        for number, widget in enumerate((self.sidebar, self.centre, self.panel)):
            self.columns.addWidget(widget)
            self.columns.setStretchFactor(number, int(widget is self.centre))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.columns)
        QWidget.setTabOrder(self.grid, self.panel.tabs)

    def _with_corner(self) -> QGridLayout:
        """The photos, with what is said of them all at the height of the first heading, which stays in sight too."""
        self._corner = QWidget(self)
        self._corner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self._corner)
        row.setContentsMargins(0, _CORNER_TOP, 24, 0)
        row.addWidget(self.status)
        row.addWidget(self._busy)
        self._busy.hide()
        over = QGridLayout()
        over.addWidget(self.stack, 0, 0)
        over.addWidget(self._corner, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        return over

    def _meta(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("kind", "meta")
        return label

    @Slot()
    def _dress(self) -> None:
        self.panel_button.setIcon(icon("panel-right", self._theme.colour("muted"), 18))
