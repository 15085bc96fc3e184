"""The window: puts the parts beside each other and connects them. What the parts do is in their own modules."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QStackedWidget

from photorag.core.library_types import Failure
from photorag.core.query import Picture
from photorag.library import Library
from photorag.qt.actions.reveal import show_in_folder
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.browse_page import BrowsePage
from photorag.qt.gallery import Gallery
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.places.failures_dialog import FailuresDialog
from photorag.qt.places.index_runs import IndexRuns
from photorag.qt.search.chip_images import ChipImages
from photorag.qt.search.drops import QueryPicture, has_something
from photorag.qt.search.intake import Intake
from photorag.qt.search.session import SearchSession
from photorag.qt.theme import Theme
from photorag.qt.viewer.picture_renderer import PictureRenderer
from photorag.qt.viewer.viewer import Viewer


class MainWindow(QMainWindow):
    """Takes the library over: closing the window closes it, behind the scenes; `closed` follows."""

    closed = Signal()

    def __init__(self, library: Library, model: str, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("PhotoRAG")
        self.setMinimumSize(760, 480)
        self.resize(1280, 820)
        self.setAcceptDrops(True)
        self.bridge = LibraryBridge(library, self)
        self.photos = PhotoModel(self.bridge, self)
        self.thumbnails = ThumbnailLoader(library.thumbnails.path, self)
        self.renderer = PictureRenderer(self)
        self.session = SearchSession(self.bridge, self)
        self.runs = IndexRuns(self.bridge, self)
        self.intake = Intake(self.bridge, self)
        self.page = BrowsePage(self.photos, self.thumbnails, theme, model, self)
        self.gallery = Gallery(self.bridge, self.session, self.photos, self.page.grid, self)
        self.viewer = Viewer(self.photos, self.thumbnails, self.renderer, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.viewer)
        self.setCentralWidget(self.stack)
        self._chips = ChipImages(self.renderer, self.photos, self.thumbnails, self)
        self.failures_dialog: FailuresDialog | None = None
        self._connect_search()
        self._connect_reading()
        self._connect_photos()
        self._add_shortcuts()

    def start(self) -> None:
        """Shows what there is, brings the folders up to date, and keeps them so."""
        self.page.field.setFocus()
        self.gallery.refresh()
        self.runs.start(None, asked=False)
        self.bridge.watch()

    # -- connections

    def _connect_search(self) -> None:
        field, session, page = self.page.field, self.session, self.page
        field.words_changed.connect(session.set_words)
        field.entered.connect(session.search_now)
        field.pictures_changed.connect(session.set_pictures)
        field.chip_made.connect(self._chips.fill)
        field.pasted.connect(self.intake.take)
        self.intake.folders.connect(self.add_folders)
        self.intake.pictures.connect(self._search_by)
        self.intake.trouble.connect(page.notice.say)
        field.went_down.connect(page.grid.setFocus)
        session.busy.connect(page.show_busy)
        session.failed.connect(page.notice.say)
        session.found.connect(page.notice.hide)
        page.sidebar.all_wanted.connect(field.clear)

    def _connect_reading(self) -> None:
        page, card, runs = self.page, self.page.sidebar.card, self.runs
        runs.started.connect(card.start)
        runs.progressed.connect(card.show_progress)
        runs.paused_changed.connect(card.show_paused)
        runs.finished.connect(card.show_summary)
        runs.finished.connect(self.gallery.refresh)
        runs.started.connect(self._show_page)
        runs.finished.connect(self._show_page)
        runs.refused.connect(page.notice.say)
        card.pause_wanted.connect(runs.pause)
        card.stop_wanted.connect(runs.stop)
        card.failures_wanted.connect(self.show_failures)
        page.failures_wanted.connect(self.show_failures)
        page.sidebar.add_wanted.connect(self.choose_folder)
        page.empty.choose_wanted.connect(self.choose_folder)
        page.empty.folder_wanted.connect(lambda folder: self.add_folders([folder]))

    def _connect_photos(self) -> None:
        gallery, page = self.gallery, self.page
        gallery.page_changed.connect(self._show_page)
        gallery.overview_changed.connect(page.show_overview)
        gallery.status_changed.connect(page.status.setText)
        gallery.trouble.connect(page.notice.say)
        self.bridge.trouble.connect(page.notice.say)
        self.bridge.items_changed.connect(self._forget_pictures)
        self.bridge.closed.connect(self._library_closed)
        page.grid.activated.connect(self._open_index)
        page.grid.menu_wanted.connect(self._show_menu)
        self.viewer.left.connect(self._leave_viewer)
        self.viewer.similar_wanted.connect(self.find_similar)
        self.viewer.reveal_wanted.connect(self.reveal)

    def _add_shortcuts(self) -> None:
        for keys in ("Ctrl+F", "Ctrl+K"):
            shortcut = QShortcut(QKeySequence(keys), self.page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.page.field.focus_words)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.page)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._paste)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.page)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.page.field.step_back)
        find = QShortcut(QKeySequence("Ctrl+F"), self.viewer, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.viewer.leave)

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
        self.page.notice.hide()
        self.runs.start(folders, asked=True)

    @Slot()
    def show_failures(self) -> None:
        self.bridge.call(lambda library: library.failures(), self._failures_read)

    def _failures_read(self, future: Future[list[Failure]]) -> None:
        if (error := future.exception()) is not None:
            self.page.notice.say(sentence(error))
            return
        if self.failures_dialog is not None:
            self.failures_dialog.close()
        self.failures_dialog = FailuresDialog(future.result(), self)
        self.failures_dialog.retry_wanted.connect(self._retry_failures)
        self.failures_dialog.destroyed.connect(self._failures_gone)
        self.failures_dialog.show()

    @Slot()
    def _failures_gone(self) -> None:
        self.failures_dialog = None

    @Slot()
    def _retry_failures(self) -> None:
        def forgotten(future: Future[int]) -> None:
            if (error := future.exception()) is not None:
                self.page.notice.say(sentence(error))
            else:
                self.runs.start(None, asked=True)

        self.bridge.call(lambda library: library.retry_failures(), forgotten)

    # -- dropping and pasting

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_something(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.intake.take(event.mimeData())

    @Slot()
    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if has_something(mime):
            self.intake.take(mime)
        else:
            self.page.field.focus_words()
            self.page.field.words.paste()

    @Slot(object)
    def _search_by(self, pictures: tuple[QueryPicture, ...]) -> None:
        self._leave_viewer(0)
        self.page.notice.hide()
        self.page.field.set_pictures(pictures)
        self.page.field.setFocus()

    # -- photos

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex) -> None:
        self.open_photo(self.photos.id_at(index.row()))

    def open_photo(self, item_id: int) -> None:
        row = self.photos.row_of(item_id)
        if row is not None:
            self.stack.setCurrentWidget(self.viewer)
            self.viewer.open(self.photos.ids, row)

    @Slot(int)
    def _leave_viewer(self, item_id: int) -> None:
        if self.stack.currentWidget() is self.viewer:
            self.stack.setCurrentWidget(self.page)
            self.page.grid.show_photo(item_id)
            self.page.grid.setFocus()

    @Slot(int)
    def find_similar(self, item_id: int) -> None:
        item = self.photos.item_by_id(item_id)
        self._leave_viewer(item_id)
        name = item.title if item else self.tr("a photo of the library")
        self.page.field.search_like(QueryPicture(Picture(item=item_id), name))

    @Slot(int)
    def reveal(self, item_id: int) -> None:
        item = self.photos.item_by_id(item_id)
        if item is not None:
            show_in_folder(item.path)

    def _copy_path(self, item_id: int) -> None:
        item = self.photos.item_by_id(item_id)
        if item is not None:
            QGuiApplication.clipboard().setText(str(item.path))

    @Slot(int, QPoint)
    def _show_menu(self, item_id: int, where: QPoint) -> None:
        menu = self.photo_menu(item_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def photo_menu(self, item_id: int) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Open"), lambda: self.open_photo(item_id))
        menu.addAction(self.tr("Find similar"), lambda: self.find_similar(item_id))
        menu.addSeparator()
        menu.addAction(self.tr("Show in folder"), lambda: self.reveal(item_id))
        menu.addAction(self.tr("Copy path"), lambda: self._copy_path(item_id))
        return menu

    @Slot(object)
    def _forget_pictures(self, _: object) -> None:
        self.thumbnails.forget_missing()
        self.renderer.forget()

    @Slot()
    def _show_page(self, *_: object) -> None:
        self.page.show_page(self.gallery.page, searching=self.gallery.searching, reading=self.runs.running)
        if self.gallery.overview.ids:
            self.session.prepare()

    # -- closing

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window goes at once; the library closes behind it."""
        event.accept()
        self.hide()
        if self.bridge.closing:
            return
        if self.failures_dialog is not None:
            self.failures_dialog.close()
        self.session.stop()
        self.runs.stop()
        self.renderer.close()
        self.thumbnails.close()
        self.bridge.close()

    @Slot()
    def _library_closed(self) -> None:
        self.closed.emit()
