"""The left column: places to look, albums, the folders, and at the foot what goes on in the background."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from photorag.core.library_types import Album, Place, PlaceKind, SavedSearch
from photorag.ingest.report import Progress
from photorag.qt.albums.album_model import Entry
from photorag.qt.albums.album_section import AlbumSection
from photorag.qt.icons import icon
from photorag.qt.places.folder_model import FolderModel
from photorag.qt.places.folder_tree import FolderTree
from photorag.qt.places.index_runs import IndexRuns, Summary
from photorag.qt.places.overview import PlacesOverview
from photorag.qt.places.place_button import SPACE, LineButton, PlaceButton
from photorag.qt.places.progress_card import ProgressCard
from photorag.qt.places.remove_dialog import RemoveDialog
from photorag.qt.places.scrolled_column import ScrolledColumn
from photorag.qt.places.texts_line import TextsLine
from photorag.qt.theme import Theme
from photorag.qt.tokens import SIDEBAR_WIDTH

_NARROWEST, _WIDEST = 200, 360
_MARGIN = 12
_INSET = 10  # from a row's edge to what is in it


class Sidebar(QFrame):
    place_wanted = Signal(object)  # Place
    duplicates_wanted = Signal()
    add_wanted = Signal()
    menu_wanted = Signal(QPoint)  # the application's menu; its corner on the screen
    rescan_wanted = Signal(object)  # Path: look for changes in this folder
    reveal_wanted = Signal(object)  # Path: show this folder in the file manager
    failures_wanted = Signal(object)  # Path of a root, or None: all
    remove_wanted = Signal(object)  # Path of a root; the person has confirmed it

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self._theme = theme
        self._place: Place | None = None
        self._search: int | None = None
        self._mark = QLabel(self)
        self._mark.setTextFormat(Qt.TextFormat.RichText)
        self.menu_button = QToolButton(self)
        self.menu_button.setAccessibleName(self.tr("Menu"))
        self.menu_button.setToolTip(self.tr("Menu"))
        self.all = PlaceButton(PlaceKind.ALL, self.tr("All photos"), "images", theme, self)
        self.favourites = PlaceButton(PlaceKind.FAVOURITES, self.tr("Favourites"), "heart", theme, self)
        self.recent = PlaceButton(PlaceKind.RECENT, self.tr("Recently added"), "clock", theme, self)
        self.duplicates = PlaceButton(None, self.tr("Duplicates"), "copy", theme, self)
        self.scrolled = ScrolledColumn(self)
        self.albums = AlbumSection(theme, self)
        self._folders = FolderModel(self)
        self.folders = FolderTree(self._folders, theme, self)
        self._none = QLabel(self.tr("None yet"), self)
        self._none.setProperty("kind", "muted")
        self._none.setContentsMargins(_INSET, 8, 0, 8)
        self._above_folders = QWidget(self)
        self.add = LineButton(self.tr("Add folder…"), self)
        self.add.setProperty("kind", "link")
        self.add.setAccessibleName(self.tr("Add a folder"))
        self.card = ProgressCard(theme, self)
        self._folder_soon = QTimer(self, interval=0, singleShot=True)  # once folders that were opened have their room
        self._folder_soon.timeout.connect(self._show_folder)
        self.texts = TextsLine(self)
        self.texts.setContentsMargins(_INSET, 0, 0, 0)
        self._cards = QVBoxLayout()
        self._lay_out()
        self._connect(theme)
        self._dress()
        self.show_overview(PlacesOverview())
        self.show_place(Place())

    def sizeHint(self) -> QSize:
        return QSize(SIDEBAR_WIDTH, super().sizeHint().height())

    def show_overview(self, overview: PlacesOverview) -> None:
        """Brings counts and folders up to date; what is open, marked and scrolled to stays."""
        self.all.show_count(overview.photos)
        self.favourites.show_count(overview.favourites)
        self.recent.show_count(overview.recent)
        kind = self._place.kind if self._place else PlaceKind.ALL
        self.all.setVisible(bool(overview.roots))
        self.favourites.setVisible(overview.photos > 0 or kind is PlaceKind.FAVOURITES)
        self.recent.setVisible(overview.recent > 0 or kind is PlaceKind.RECENT)
        self.duplicates.setVisible(overview.photos > 1)
        self.albums.setVisible(bool(overview.roots))
        self._above_folders.setVisible(bool(overview.roots))
        self.folders.show_overview(overview)
        self.folders.setVisible(bool(overview.roots))
        self._none.setVisible(not overview.roots)
        self.card.name_folders(len(overview.roots) > 1)

    def show_place(self, place: Place | None) -> None:
        """Marks where the person is. None: a search is shown, through all photos or a saved one (`show_search`)."""
        self._place = place
        for button in self._places():
            if place is not None and button.kind is place.kind and place.kind is not PlaceKind.ALL:
                button.show()
        self._show_where()

    def show_duplicates(self, shown: bool) -> None:
        """Marks the page of duplicates instead of the place behind it, or that place again."""
        self.duplicates.setChecked(shown)
        self._show_where()

    def show_search(self, search_id: int | None) -> None:
        """The search that is shown, or on its way, came from this saved one; None: from none."""
        if search_id != self._search:
            self._search = search_id
            self.show_place(None if search_id is not None else self._place)

    def add_card(self, card: QWidget) -> None:
        """Puts a card above the one that tells how reading goes."""
        self._cards.insertWidget(self._cards.indexOf(self.card), card)

    def follow(self, runs: IndexRuns) -> None:
        """Shows how reading goes, and passes on what the person wants of it."""
        runs.started.connect(self.card.start)
        runs.progressed.connect(self._show_progress)
        runs.paused_changed.connect(self.card.show_paused)
        runs.finished.connect(self._show_summary)
        runs.forgetting_changed.connect(self._folders.show_forgetting)
        self.card.pause_wanted.connect(runs.pause)
        self.card.stop_wanted.connect(runs.stop)
        self.rescan_wanted.connect(runs.rescan)
        self.remove_wanted.connect(runs.remove_root)

    # -- inside

    def _places(self) -> tuple[PlaceButton, ...]:
        return (self.all, self.favourites, self.recent)

    def _show_where(self) -> None:
        """Exactly one row is marked, whatever comes to be shown behind the page of duplicates."""
        place = self._place or Place()
        album: tuple[type[Entry], int] | None = None
        if self._place is None and self._search is not None:
            album = (SavedSearch, self._search)
        elif place.album is not None:
            album = (Album, place.album)
        beside = self.duplicates.isChecked()
        for button in self._places():
            button.setChecked(button.kind is place.kind and album is None and not beside)
        self.folders.mark(place.folder if place.kind is PlaceKind.FOLDER and not beside else None)
        self.albums.mark(None if beside else album)

    @Slot()
    def _want_duplicates(self) -> None:
        self.show_duplicates(True)
        self.duplicates_wanted.emit()

    @Slot(object)
    def _go(self, place: Place) -> None:
        self._search = None
        self.show_place(place)
        self.place_wanted.emit(place)

    @Slot(object)
    def _go_to_folder(self, folder: Path) -> None:
        self._go(Place(PlaceKind.FOLDER, folder))

    @Slot(QRect)
    def _show_album(self, rect: QRect) -> None:
        self.scrolled.bring_into_sight(self.albums.list.viewport(), rect)

    @Slot()
    def _show_folder(self) -> None:
        """The one under the keyboard, else the one that is marked."""
        marked = self.folders.selectionModel().selectedIndexes()
        index = self.folders.currentIndex() if self.folders.hasFocus() or not marked else marked[0]
        if index.isValid():
            self.scrolled.bring_into_sight(self.folders.viewport(), self.folders.visualRect(index))

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        self.card.show_progress(progress)
        self._folders.show_progress(progress.roots if progress.phase in ("loading model", "reading") else ())

    @Slot(object)
    def _show_summary(self, summary: Summary) -> None:
        self.card.show_summary(summary)
        self._folders.show_progress(())

    @Slot(object)
    def _confirm_removal(self, folder: Path) -> None:
        root = self._folders.folder(self._folders.index_of(folder))
        dialog = RemoveDialog(root.name, root.items, self)
        dialog.accepted.connect(lambda: self.remove_wanted.emit(folder))
        dialog.open()

    @Slot()
    def _want_menu(self) -> None:
        self.menu_wanted.emit(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    @Slot()
    def _want_all_failures(self) -> None:
        self.failures_wanted.emit(None)

    def _lay_out(self) -> None:
        caption = QLabel(self.tr("FOLDERS"), self)
        caption.setProperty("kind", "caps")
        caption.setContentsMargins(_INSET, 0, 0, 6)
        head = QHBoxLayout()
        head.addWidget(self._mark, 1)
        head.addWidget(self.menu_button)
        head.setContentsMargins(_INSET, 0, _MARGIN, 12)
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, _MARGIN, 0)
        rows.setSpacing(0)
        for button in (*self._places(), self.duplicates):
            rows.addWidget(button)
        rows.addSpacing(14)
        rows.addWidget(self.albums)
        self.scrolled.column.addLayout(rows)
        self._above_folders.setFixedHeight(14)
        for each in (self._above_folders, caption, self._none, self.folders):
            self.scrolled.column.addWidget(each)
        foot = QVBoxLayout()
        foot.setContentsMargins(0, 0, _MARGIN, 0)
        foot.addWidget(self.add)
        self._cards.setContentsMargins(0, 8, _MARGIN, 0)
        self._cards.setSpacing(8)
        self._cards.addWidget(self.card)
        self._cards.addWidget(self.texts)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 14, 0, _MARGIN)  # the folders' scroll bar is in the right margin
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.scrolled)
        column.addLayout(foot)
        column.addStretch(1)
        column.addLayout(self._cards)

    def _connect(self, theme: Theme) -> None:
        for button in self._places():
            button.place_wanted.connect(self._go)
        self.duplicates.clicked.connect(self._want_duplicates)
        self.menu_button.clicked.connect(self._want_menu)
        self.add.clicked.connect(self.add_wanted)
        self.albums.place_wanted.connect(self._go)
        self.albums.list.sight_wanted.connect(self._show_album)
        for signal in (self.folders.selectionModel().selectionChanged, self.folders.selectionModel().currentChanged):
            signal.connect(self._folder_soon.start)
        self.folders.folder_wanted.connect(self._go_to_folder)
        self.folders.rescan_wanted.connect(self.rescan_wanted)
        self.folders.reveal_wanted.connect(self.reveal_wanted)
        self.folders.failures_wanted.connect(self.failures_wanted)
        self.folders.remove_wanted.connect(self._confirm_removal)
        self.card.failures_wanted.connect(self._want_all_failures)
        theme.changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        accent = self._theme.tokens.accent
        self._mark.setText(
            f'<span style="font-size:17px; font-weight:700">Photo<span style="color:{accent}">RAG</span></span>'
        )
        self._mark.setAccessibleName("PhotoRAG")
        self.menu_button.setIcon(icon("ellipsis", self._theme.colour("muted"), 18))
        self.add.setIcon(icon("plus", self._theme.colour("accent_ink"), 18, after=SPACE))
