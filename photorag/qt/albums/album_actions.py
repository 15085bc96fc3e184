"""What is done with albums and saved searches as such, each told with the way to undo it; and which there are.

Which photos are in an album is changed as marks are (`photorag.qt.actions.marks`), with their history. Lives on the GUI
thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from photorag.core.library_types import Album, SavedSearch
from photorag.library import Library
from photorag.qt.albums.album_model import Entry
from photorag.qt.albums.name_dialog import NameDialog
from photorag.qt.albums.present_search import free_name, same_search
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled
from photorag.qt.notice import Notice, NoticeAction
from photorag.qt.texts import grouped
from photorag.store.reader import Reader

T = TypeVar("T")
_Shelf = tuple[Sequence[Album], Sequence[SavedSearch]]


class AlbumActions(QObject):
    changed = Signal(object, object)  # all albums, all saved searches, as they are now
    opened = Signal(int)  # the id of an album that is to be shown
    noticed = Signal(object)  # Notice
    told = Signal(str)
    trouble = Signal(str)

    def __init__(self, bridge: LibraryBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._window = bridge, parent
        self.albums: Sequence[Album] = ()
        self.searches: Sequence[SavedSearch] = ()

    def album(self, album_id: int | None) -> Album | None:
        return next((each for each in self.albums if each.id == album_id), None)

    def saved_as(self, search: SavedSearch) -> SavedSearch | None:
        """The saved search that searches for the same, if there is one."""
        return next((each for each in self.searches if same_search(each, search)), None)

    @Slot()
    def refresh(self, *_: object) -> None:
        """Looks at the albums anew; `changed` follows when they are others."""
        self._bridge.read(_look, self._looked)

    # -- albums

    def ask_new(self, ids: Sequence[int] = ()) -> None:
        """Asks for a name, then makes an album with these photos in it."""
        wanted = tuple(ids)
        one, many = self.tr("New album with 1 photo"), self.tr("New album with {} photos")
        title = (one if len(wanted) == 1 else many).format(grouped(len(wanted))) if wanted else self.tr("New album")
        names = [each.name for each in self.albums]
        dialog = NameDialog(title, self.tr("Make album"), names, parent=self._window)
        dialog.chosen.connect(lambda name: self.create(name, wanted))
        dialog.open()

    def create(self, name: str, ids: Sequence[int] = ()) -> None:
        """An album without photos is shown at once; one with them is told of."""
        wanted = tuple(ids)

        def made(album_id: int) -> None:
            if not wanted:
                self.opened.emit(album_id)
                return
            one, many = self.tr("“{album}” was made with 1 photo."), self.tr("“{album}” was made with {number} photos.")
            text = (one if len(wanted) == 1 else many).format(album=name, number=grouped(len(wanted)))
            show = NoticeAction(self.tr("Show"), lambda: self.opened.emit(album_id))
            undo = self._undo(lambda library: library.albums.delete(album_id))
            self.noticed.emit(Notice(text, actions=(show, undo)))

        self._do(lambda library: library.albums.create(name, wanted), made)

    # -- albums and saved searches alike

    def rename(self, entry: Entry, name: str) -> None:
        if isinstance(entry, Album):
            self._do(lambda library: library.albums.rename(entry.id, name), _nothing)
        else:
            self._do(lambda library: library.albums.rename_search(entry.id, name), _nothing)

    def delete(self, entry: Entry) -> None:
        """At once, with the way back: no photo is lost by it."""
        if isinstance(entry, Album):
            text = self.tr("The album “{}” was deleted. Its photos stay in the library.").format(entry.name)
            self._do(
                lambda library: library.albums.delete(entry.id),
                lambda gone: self._notice(text, lambda library: library.albums.restore(gone)),
            )
        else:
            text = self.tr("The saved search “{}” was deleted.").format(entry.name)
            self._do(
                lambda library: library.albums.delete_search(entry.id),
                lambda gone: self._notice(text, lambda library: library.albums.restore_search(gone)),
            )

    # -- saved searches

    def ask_save(self, search: SavedSearch, suggestion: str, note: str = "") -> None:
        """Asks for a name, then keeps a search. ``suggestion``: the name it may have; ``note``: what can't be kept."""
        names = [each.name for each in self.searches]
        free = free_name(suggestion, names)
        dialog = NameDialog(self.tr("Save this search"), self.tr("Save"), names, free, note, self._window)
        dialog.chosen.connect(lambda name: self.save(name, search))
        dialog.open()

    def save(self, name: str, search: SavedSearch) -> None:
        def saved(search_id: int) -> None:
            text = self.tr("Saved as “{}”, in the left column.").format(name)
            self._notice(text, lambda library: library.albums.delete_search(search_id))

        self._do(
            lambda library: library.albums.save_search(name, search.text, search.pictures, search.like, search.unlike),
            saved,
        )

    def update(self, saved: SavedSearch, search: SavedSearch) -> None:
        """``saved`` keeps its name and searches for what ``search`` does."""

        def updated(before: SavedSearch) -> None:
            text = self.tr("“{}” was brought up to date.").format(saved.name)
            self._notice(
                text,
                lambda library: library.albums.update_search(
                    before.id, before.text, before.pictures, before.like, before.unlike
                ),
            )

        self._do(
            lambda library: library.albums.update_search(
                saved.id, search.text, search.pictures, search.like, search.unlike
            ),
            updated,
        )

    # -- inside

    def _looked(self, future: Future[_Shelf]) -> None:
        """What keeps the database from being read is told by those who show photos."""
        if future.cancelled() or future.exception() is not None:
            return
        albums, searches = future.result()
        if (albums, searches) != (self.albums, self.searches):
            self.albums, self.searches = albums, searches
            self.changed.emit(albums, searches)

    def _do(self, work: Callable[[Library], T], done: Callable[[T], None]) -> None:
        """``done`` with what the library answers; where it refuses, the trouble is told."""

        def handle(future: Future[T]) -> None:
            error = None if future.cancelled() else future.exception()
            if error is not None and not was_cancelled(error):
                self.trouble.emit(sentence(error))
            elif error is None and not future.cancelled():
                done(future.result())

        self._bridge.call(work, handle)

    def _notice(self, text: str, undo: Callable[[Library], object]) -> None:
        self.noticed.emit(Notice(text, actions=(self._undo(undo),)))

    def _undo(self, work: Callable[[Library], object]) -> NoticeAction:
        return NoticeAction(self.tr("Undo"), lambda: self._do(work, _nothing))


def _nothing(_: object) -> None:
    """The library's event tells the rest."""


def _look(reader: Reader) -> _Shelf:
    """On the query thread."""
    return reader.albums(), reader.saved_searches()
