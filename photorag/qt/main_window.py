"""The window: makes the parts, and goes between its pages. How the parts work together is in `connections`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QWidget

from photorag.core.library_types import Place, SavedSearch
from photorag.core.query import Picture
from photorag.library import Library
from photorag.qt import connections
from photorag.qt.actions.photo_actions import PhotoActions
from photorag.qt.app_menu import AppMenu
from photorag.qt.bridge import LibraryBridge
from photorag.qt.browse_page import BrowsePage
from photorag.qt.duplicates.duplicates_page import DuplicatesPage
from photorag.qt.duplicates.duplicates_runs import DuplicatesRuns
from photorag.qt.filters.facts import FilterFacts
from photorag.qt.gallery import Gallery
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.models.model_card import ModelCard
from photorag.qt.models.model_runs import ModelRuns
from photorag.qt.models.models_page import ModelsPage
from photorag.qt.notice import NoticeBar
from photorag.qt.places.failures import Failures
from photorag.qt.places.index_runs import IndexRuns
from photorag.qt.search.chip_images import ChipImages
from photorag.qt.search.drops import QueryPicture, has_something
from photorag.qt.search.intake import Intake
from photorag.qt.search.recent import RecentSearches
from photorag.qt.search.session import SearchSession
from photorag.qt.shortcuts_sheet import ShortcutsSheet
from photorag.qt.theme import Theme
from photorag.qt.tray import BackgroundCloser
from photorag.qt.viewer.picture_renderer import PictureRenderer
from photorag.qt.viewer.viewer import Viewer
from photorag.qt.window_state import WindowState


class MainWindow(QMainWindow):
    """Takes the library over: closing the window closes it, behind the scenes; `closed` follows."""

    closed = Signal()

    def __init__(self, library: Library, theme: Theme, state: WindowState) -> None:
        super().__init__()
        self.setWindowTitle("PhotoRAG")
        self.setMinimumSize(760, 480)
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize() * 0.9))
        self.setAcceptDrops(True)
        self.state = state
        self.beside: int | None = None  # a photo chosen in the right column that the grid does not show
        self._make_services(library, theme)
        self._make_pages(library, theme)
        self.closer = BackgroundCloser(state, self)
        connections.connect_search(self)
        connections.connect_reading(self)
        connections.connect_photos(self)
        connections.connect_albums(self)
        connections.connect_viewer(self)
        connections.connect_models(self)
        connections.connect_duplicates(self)
        connections.connect_menu(self)
        connections.add_shortcuts(self)
        state.restore_window(self)
        self.page.restore(state)
        self.viewer.set_strip_wanted(state.film_strip)

    def _make_services(self, library: Library, theme: Theme) -> None:
        self.bridge = LibraryBridge(library, self)
        self.photos = PhotoModel(self.bridge, self)
        self.thumbnails = ThumbnailLoader(library.thumbnails.path, self)
        self.renderer = PictureRenderer(self)
        self.actions_on_photos = PhotoActions(self.bridge, self.photos, self.renderer, self)
        self.session = SearchSession(self.bridge, self)
        self.runs = IndexRuns(self.bridge, self)
        self.models = ModelRuns(self.bridge, self)
        self.intake = Intake(self.bridge, self, name_of=self._name_of)
        self.failures = Failures(self.bridge, self.runs, theme, self)

    def _make_pages(self, library: Library, theme: Theme) -> None:
        self.page = BrowsePage(self.bridge, self.photos, self.thumbnails, theme, library.model_names().searching, self)
        self.recent = RecentSearches(self.state, self.session, self.page.field, self)
        self.model_card = ModelCard()
        self.page.sidebar.add_card(self.model_card)
        self.page.empty.connect_library(self.bridge)
        self.gallery = Gallery(self.bridge, self.session, self.photos, self.page.grid, self)
        self.viewer = Viewer(self.photos, self.thumbnails, self.renderer, self)
        self.models_page = ModelsPage(self.bridge, self.models, theme)
        self.duplicates = DuplicatesRuns(self.bridge, self)
        self.duplicates_page = DuplicatesPage(self.bridge, self.duplicates, self.photos, self.thumbnails, theme)
        for beside in (self.models_page, self.duplicates_page):
            self.page.centre.addWidget(beside)
        self.stack = QStackedWidget(self)
        for page in (self.page, self.viewer):
            self.stack.addWidget(page)
        self.setCentralWidget(self.stack)
        self.notice = NoticeBar(theme, self)
        self.notice.float_over(self.stack)
        self.menu = AppMenu(theme, self.state, self)
        self.shortcuts = ShortcutsSheet(theme, self)
        self.filter_facts = FilterFacts(self.bridge, self.page.filters, self.page.filter_row, self)
        self.chip_images = ChipImages(self.renderer, self.photos, self.thumbnails, self)

    def start(self) -> None:
        """Shows what there is, brings the folders up to date, and keeps them so."""
        self.page.field.setFocus()
        self.gallery.go_to(self.state.place)
        self.gallery.refresh()
        self.models.refresh()
        # Scanning and watching come after: the first photos are not to wait for them.
        for first in (self.gallery.page_changed, self.gallery.trouble):
            first.connect(self._begin_reading)

    @Slot()
    def _begin_reading(self, *_: object) -> None:
        for first in (self.gallery.page_changed, self.gallery.trouble):
            first.disconnect(self._begin_reading)
        self.runs.start(None, asked=False)
        self.bridge.watch()
        self.filter_facts.refresh_soon()

    # -- folders

    @Slot()
    def choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a folder of photos"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.add_folders([Path(folder)]))
        dialog.open()

    @Slot(object)
    def add_folders(self, folders: Sequence[Path]) -> None:
        """Adds folders to the library and reads them."""
        self.notice.hide()
        self.show_page()
        self.runs.start(folders, asked=True)

    # -- pages

    @property
    def shown_page(self) -> QWidget:
        """The page for browsing, the viewer, the models or the duplicates."""
        if self.stack.currentWidget() is self.viewer:
            return self.viewer
        shown = self.page.centre.currentWidget()
        return shown if shown in (self.models_page, self.duplicates_page) else self.page

    @Slot(object)
    def go_to(self, place: Place) -> None:
        """Shows a place; a search is left for it."""
        self.show_page()
        self.page.filters.clear()
        self.page.field.words.clear()  # not `clear`, which takes the focus: it stays in the side bar
        self.page.field.set_pictures(())
        self.gallery.go_to(place)

    @Slot()
    def show_page(self) -> None:
        """Back to the photos, from wherever the person is."""
        if self.stack.currentWidget() is self.viewer:
            self.viewer.leave()
        self.stack.setCurrentWidget(self.page)
        self.page.show_instead(None)
        self.page.sidebar.show_duplicates(False)

    @Slot()
    def show_duplicates(self) -> None:
        self.show_page()
        self.page.show_instead(self.duplicates_page)
        self.page.sidebar.show_duplicates(True)
        self.duplicates_page.focus_first()

    @Slot()
    def show_models(self) -> None:
        self.show_page()
        self.page.show_instead(self.models_page)
        self.models_page.focus_first()

    @Slot(QModelIndex)
    def open_index(self, index: QModelIndex) -> None:
        self.open_photo(self.photos.id_at(index.row()))

    @Slot(int)
    def open_photo(self, item_id: int) -> None:
        """In the viewer, among the photos of the grid where it is one of them, else alone."""
        row = self.photos.row_of(item_id)
        self.stack.setCurrentWidget(self.viewer)
        self.viewer.open(self.photos.ids if row is not None else [item_id], row or 0)
        self.session.mark_useful()

    @Slot()
    def forget_beside(self, *_: object) -> None:
        """Another photo was chosen in the grid."""
        self.beside = None

    @Slot(int)
    def leave_viewer(self, item_id: int) -> None:
        if self.isFullScreen():
            self.show_fullscreen(False)
        if self.stack.currentWidget() is self.viewer:
            self.stack.setCurrentWidget(self.page)
            if self.shown_page is not self.page:
                return  # the page of duplicates, which Qt gives the focus back to
            if item_id:
                self.page.grid.show_photo(item_id)
            self.page.grid.setFocus()

    @Slot(bool)
    def show_fullscreen(self, wanted: bool) -> None:
        """The viewer hides its bars by itself when the window is full screen."""
        if wanted != self.isFullScreen():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- searching

    @Slot(int)
    def search_like(self, item_id: int) -> None:
        """A photo becomes the query."""
        self.show_page()
        self.page.filters.clear()
        self.page.field.search_like(QueryPicture(Picture(item=item_id), self._name_of(item_id)))

    @Slot(int)
    def search_like_with_words(self, item_id: int) -> None:
        self.search_like(item_id)
        self.page.field.focus_words()

    @Slot(object)
    def run_saved(self, search: SavedSearch) -> None:
        """Runs a saved search anew, as if the person had put it together now."""
        self.show_page()
        self.page.filters.clear()
        self.page.field.words.setText(search.text)
        self.page.filters.set_typed(search.text)
        self.page.field.set_pictures(
            tuple(QueryPicture(Picture(item=each), self._name_of(each)) for each in search.pictures)
        )
        self.session.set_feedback(search.like, search.unlike)
        self.page.sidebar.show_search(search.id)

    @Slot(object)
    def search_by(self, pictures: tuple[QueryPicture, ...]) -> None:
        self.show_page()
        self.notice.hide()
        self.page.field.set_pictures(pictures)
        self.page.field.setFocus()

    @Slot()
    def paste(self) -> None:
        """A picture or a folder where there is one on the clipboard; else its text goes into the field."""
        mime = QGuiApplication.clipboard().mimeData()
        if has_something(mime):
            self.intake.take(mime)
        else:
            self.page.field.focus_words()
            self.page.field.words.paste()

    def _name_of(self, item_id: int) -> str:
        item = self.photos.item_by_id(item_id)
        return item.title if item else self.tr("a photo of the library")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_something(event.mimeData()) and event.source() is None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.intake.take(event.mimeData())

    # -- closing

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window goes at once; the library closes behind it. While photos are read it may live on in the tray."""
        if self.closer.decide(self.runs.running) != "close":
            event.ignore()
            return
        event.accept()
        self.hide()
        if self.bridge.closing:
            return
        self._remember()
        self.failures.close()
        self.session.stop()
        self.actions_on_photos.stop()
        self.models.stop()
        self.duplicates.stop()
        self.runs.stop()
        self.page.panel.close_workers()
        self.renderer.close()
        self.thumbnails.close()
        self.bridge.close()

    def _remember(self) -> None:
        self.page.save(self.state)
        self.state.keep_window(self)
        self.state.place = self.gallery.place
        self.state.save()

    @Slot()
    def library_closed(self) -> None:
        self.closed.emit()
