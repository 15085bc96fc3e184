"""Everything that can be done with photos, in one place for the grid, the viewer and their menus.

Lives on the GUI thread. Nothing here touches a file or the database itself: that goes through the bridge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from photorag.core.library_types import Album, Item
from photorag.qt.actions import keys
from photorag.qt.actions.clipboard import PhotoClipboard
from photorag.qt.actions.marks import Mark, MarkKind, Marks
from photorag.qt.actions.photo_menu import build_menu
from photorag.qt.actions.reveal import show_in_folder
from photorag.qt.actions.tag_dialog import TagDialog
from photorag.qt.actions.transfers import Transfers
from photorag.qt.albums.album_actions import AlbumActions
from photorag.qt.albums.album_dialog import AlbumDialog
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.notice import Notice, NoticeAction
from photorag.qt.texts import grouped, photos
from photorag.qt.viewer.picture_renderer import PictureRenderer

_LOOKED_AT = 200  # of a large selection, for the menu; the model fetches no more at once

Ids = Sequence[int]


class PhotoActions(QObject):
    open_wanted = Signal(int)
    similar_wanted = Signal(int)
    noticed = Signal(object)  # Notice
    task_started = Signal(object)  # Task
    told = Signal(str)
    trouble = Signal(str)

    def __init__(
        self, bridge: LibraryBridge, photo_model: PhotoModel, renderer: PictureRenderer, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bridge, self._photos, self._window = bridge, photo_model, parent
        self.marks = Marks(bridge, self)
        self.marks.marked.connect(self._tell_marked)
        self.marks.unchanged.connect(self._tell_unchanged)
        self.marks.undone.connect(self._tell_undone)
        self.marks.trouble.connect(self.trouble)
        self.undo_action, self.redo_action = self.marks.undo_action, self.marks.redo_action
        self.albums = AlbumActions(bridge, parent)
        self.albums.noticed.connect(self.noticed)
        self.albums.told.connect(self.told)
        self.albums.trouble.connect(self.trouble)
        self.shown_album: Album | None = None
        self.clipboard = PhotoClipboard(renderer, self)
        self.transfers = Transfers(bridge, parent)
        self.transfers.noticed.connect(self.noticed)
        self.transfers.task_started.connect(self.task_started)
        self.transfers.trouble.connect(self.trouble)
        self._keyed: list[QAction] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def stop(self) -> None:
        """Cancels copies and moves under way; for when the window closes."""
        self.transfers.stop()

    # -- marks

    def toggle_favourite(self, ids: Ids) -> None:
        self.marks.toggle_favourite(_plain(ids))

    def set_favourite(self, ids: Ids, favourite: bool) -> None:
        self.marks.do(Mark(MarkKind.FAVOURITE if favourite else MarkKind.NO_FAVOURITE, _plain(ids)))

    def add_tag(self, ids: Ids, tag: str) -> None:
        self.marks.do(Mark(MarkKind.TAG, _plain(ids), tag))

    def remove_tag(self, ids: Ids, tag: str) -> None:
        self.marks.do(Mark(MarkKind.NO_TAG, _plain(ids), tag))

    def ask_tag(self, ids: Ids) -> None:
        """Asks which tag, then adds it."""
        wanted = _plain(ids)
        if wanted:
            dialog = TagDialog(self._bridge, len(wanted), self._window)
            dialog.chosen.connect(lambda tag: self.add_tag(wanted, tag))
            dialog.open()

    # -- albums

    def show_album(self, album: Album | None) -> None:
        """The album that the grid shows now: photos can be taken out of it. None: it shows something else."""
        self.shown_album = album

    def add_to_album(self, ids: Ids, album: Album) -> None:
        self.marks.do(Mark(MarkKind.ALBUM, _plain(ids), album=album))

    def remove_from_album(self, ids: Ids, album: Album) -> None:
        self.marks.do(Mark(MarkKind.NO_ALBUM, _plain(ids), album=album))

    def ask_album(self, ids: Ids) -> None:
        """Asks which album, or for the name of a new one, then puts the photos into it."""
        wanted = _plain(ids)
        if wanted:
            dialog = AlbumDialog(self._bridge, wanted, self._window)
            dialog.chosen.connect(lambda album: self.add_to_album(wanted, album))
            dialog.new_chosen.connect(lambda name: self.albums.create(name, wanted))
            dialog.open()

    # -- files

    def export(self, ids: Ids) -> None:
        if len(ids):
            self.transfers.export(_plain(ids))

    def trash(self, ids: Ids) -> None:
        if len(ids):
            self.transfers.trash(_plain(ids))

    def open_external(self, item_id: int) -> None:
        def opened(items: Sequence[Item]) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(items[0].path))):
                self.trouble.emit(self.tr("No app on this computer opens {}.").format(items[0].title))

        self._with_items([item_id], opened)

    def show_in_folder(self, item_id: int) -> None:
        self._with_items([item_id], lambda items: show_in_folder(items[0].path))

    def copy_images(self, ids: Ids) -> None:
        self._with_items(ids, self._copied)

    def copy_paths(self, ids: Ids) -> None:
        self._with_items(ids, self._paths_copied)

    # -- menus and keys

    def menu(self, ids: Ids) -> QMenu:
        wanted = _plain(ids)
        looked_at = [self._photos.item_by_id(each) for each in wanted[:_LOOKED_AT]]
        known = [item for item in looked_at if item is not None]
        return build_menu(self, wanted, known if len(known) == len(looked_at) else (), self._window)

    def install(self, widget: QWidget, ids_of: Callable[[], Ids]) -> None:
        """Lets ``widget`` and what is in it hear the keys; they act on the photos ``ids_of`` tells then."""
        for name, key, act in (
            (self.tr("Favourite"), keys.FAVOURITE, self.toggle_favourite),
            (self.tr("Add tag…"), keys.TAG, self.ask_tag),
            (self.tr("Add to album…"), keys.ALBUM, self.ask_album),
            (self.tr("Copy"), keys.COPY, self.copy_images),
            (self.tr("Copy path"), keys.COPY_PATH, self.copy_paths),
            (self.tr("Export copies…"), keys.EXPORT, self.export),
            (self.tr("Move to trash…"), keys.TRASH, self.trash),
        ):
            action = self._key_action(name, key, act, ids_of)
            widget.addAction(action)
            self._keyed.append(action)
        widget.addActions([self.undo_action, self.redo_action])

    def _key_action(self, name: str, key: str, act: Callable[[Ids], None], ids_of: Callable[[], Ids]) -> QAction:
        action = QAction(name, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda: act(ids_of()))
        return action

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        """Where text is typed or selected, its own keys count."""
        typing = isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit | QLabel)
        for action in self._keyed:
            action.setEnabled(not typing)

    # -- telling

    @Slot(object)
    def _tell_marked(self, mark: Mark) -> None:
        """Many photos changed at once may not all be in sight; of a single one the person sees it. What is in an album
        is seen nowhere else."""
        number = len(mark.ids)
        one, many = {
            MarkKind.FAVOURITE: ("", self.tr("{number} photos are favourites now.")),
            MarkKind.NO_FAVOURITE: ("", self.tr("{number} photos are no longer favourites.")),
            MarkKind.TAG: ("", self.tr("{number} photos were tagged “{tag}”.")),
            MarkKind.NO_TAG: ("", self.tr("The tag “{tag}” was removed from {number} photos.")),
            MarkKind.ALBUM: (self.tr("1 photo added to “{album}”."), self.tr("{number} photos added to “{album}”.")),
            MarkKind.NO_ALBUM: (
                self.tr("1 photo removed from “{album}”."),
                self.tr("{number} photos removed from “{album}”."),
            ),
        }[mark.kind]
        text = one if number == 1 else many
        if text:
            album = mark.album.name if mark.album else ""
            undo = NoticeAction(self.tr("Undo"), lambda: self.marks.take_back(mark))
            said = text.format(number=grouped(number), tag=mark.tag, album=album)
            self.noticed.emit(Notice(said, actions=(undo,)))

    @Slot(object)
    def _tell_unchanged(self, mark: Mark) -> None:
        if mark.kind is MarkKind.TAG:
            self.told.emit(self.tr("Already tagged “{}”.").format(mark.tag))
        elif mark.kind is MarkKind.ALBUM and mark.album is not None:
            self.told.emit(self.tr("Already in “{}”.").format(mark.album.name))

    @Slot(str)
    def _tell_undone(self, what: str) -> None:
        self.told.emit(self.tr("Undone: {}").format(what))

    def _copied(self, items: Sequence[Item]) -> None:
        self.clipboard.copy(items)
        self.told.emit(self.tr("{} copied.").format(photos(len(items))))

    def _paths_copied(self, items: Sequence[Item]) -> None:
        self.clipboard.copy_paths(items)
        one, many = self.tr("Path copied."), self.tr("{} paths copied.")
        self.told.emit((one if len(items) == 1 else many).format(grouped(len(items))))

    def _with_items(self, ids: Ids, act: Callable[[Sequence[Item]], None]) -> None:
        """``act`` with the items, in this order, when the database has told them; not when none is left."""
        wanted = _plain(ids)

        def handle(future: Future[dict[int, Item]]) -> None:
            error = None if future.cancelled() else future.exception()
            if error is not None:
                if not was_cancelled(error):
                    self.trouble.emit(sentence(error))
            elif not future.cancelled():
                found = future.result()
                items = [found[each] for each in wanted if each in found]
                if items:
                    act(items)

        if wanted:
            self._bridge.read(lambda reader: reader.items(wanted), handle)


def _plain(ids: Ids) -> tuple[int, ...]:
    """Also of numpy's numbers."""
    return tuple(int(each) for each in ids)
