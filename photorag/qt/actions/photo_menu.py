"""The menu of one photo, or of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from photorag.core.library_types import Item
from photorag.qt.actions import keys
from photorag.qt.texts import grouped, tr

if TYPE_CHECKING:
    from photorag.qt.actions.photo_actions import PhotoActions


def build_menu(actions: PhotoActions, ids: Sequence[int], known: Sequence[Item], parent: QWidget) -> QMenu:
    """``known``: what is known of the photos, or of the first of them, without asking."""
    menu = QMenu(parent)
    offline = bool(known) and all(item.offline for item in known)
    if offline:
        menu.addAction(tr("Offline: connect its disk to open or copy it")).setEnabled(False)
        menu.addSeparator()
    _Filler(actions, menu, tuple(ids), here=not offline).fill(
        all_favourites=bool(known) and all(item.favourite for item in known)
    )
    return menu


class _Filler:
    """``here``: the photos' files can be reached."""

    def __init__(self, actions: PhotoActions, menu: QMenu, ids: tuple[int, ...], *, here: bool) -> None:
        self._actions, self._menu, self._ids, self._here = actions, menu, ids, here

    def fill(self, *, all_favourites: bool) -> None:
        actions, ids = self._actions, self._ids
        if len(ids) == 1:
            first = ids[0]
            self._add(tr("Open"), lambda: actions.open_wanted.emit(first), keys.OPEN)
            self._add_file(tr("Open with the system's app"), lambda: actions.open_external(first))
            self._add_file(tr("Show in folder"), lambda: actions.show_in_folder(first))
            self._menu.addSeparator()
            self._add(tr("Search like this"), lambda: actions.similar_wanted.emit(first), keys.SIMILAR)
            self._menu.addSeparator()
        favourite = tr("Remove favourite") if all_favourites else tr("Favourite")
        self._add(favourite, lambda: actions.set_favourite(ids, not all_favourites), keys.FAVOURITE)
        self._add(tr("Add tag…"), lambda: actions.ask_tag(ids), keys.TAG)
        self._add(tr("Add to album…"), lambda: actions.ask_album(ids), keys.ALBUM)
        if (album := actions.shown_album) is not None:
            name = album.name.replace("&", "&&")
            self._add(tr("Remove from “{}”").format(name), lambda: actions.remove_from_album(ids, album))
        self._menu.addSeparator()
        self._add_file(self._counted(tr("Copy"), tr("Copy {} photos")), lambda: actions.copy_images(ids), keys.COPY)
        self._add(self._counted(tr("Copy path"), tr("Copy {} paths")), lambda: actions.copy_paths(ids), keys.COPY_PATH)
        self._add_file(
            self._counted(tr("Export copy…"), tr("Export {} copies…")), lambda: actions.export(ids), keys.EXPORT
        )
        self._menu.addSeparator()
        self._add_file(
            self._counted(tr("Move to trash…"), tr("Move {} photos to trash…")), lambda: actions.trash(ids), keys.TRASH
        )

    def _counted(self, one: str, many: str) -> str:
        return one if len(self._ids) == 1 else many.format(grouped(len(self._ids)))

    def _add_file(self, text: str, run: Callable[[], None], key: str | None = None) -> None:
        """An entry that needs the files themselves."""
        self._add(text, run, key, enabled=self._here)

    def _add(self, text: str, run: Callable[[], None], key: str | None = None, *, enabled: bool = True) -> None:
        action = self._menu.addAction(text)
        action.triggered.connect(run)
        action.setEnabled(enabled)
        if key is not None:
            action.setShortcut(QKeySequence(key))
            action.setShortcutVisibleInContextMenu(True)
