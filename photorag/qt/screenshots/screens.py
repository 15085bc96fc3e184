"""Every screen and state of the window: what it is called, and how a person comes to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize

from photorag.core.library_types import Item, Place, PlaceKind, RootState
from photorag.core.understanding import PartKind
from photorag.qt.duplicates.state import LookPhase
from photorag.qt.filters.choice_menu import ChoiceMenu
from photorag.qt.filters.date_menu import DateMenu
from photorag.qt.gallery import Page
from photorag.qt.screenshots.stage import Chapter, Stage

_NARROW = QSize(900, 600)
_WORDS = "beach at sunset"
_MORE_WORDS = "at night"
_SIMILAR_WORDS = "city at night"
_FILTERED_WORDS = "the sea in july 2018 is:landscape -palm"
_NOT_UNDERSTOOD = "beach taken:someday"
_PRINTED_WORDS = "widget price under 20"
_TOO_NARROW = "mountains since 2021 is:portrait rating:5"
_NOWHERE_SEEN = "x-ray of a broken bone"
_PHOTO = 4  # the row of the photo that is looked at closely


@dataclass(frozen=True, slots=True)
class Screen:
    """``reach`` starts from all photos with nothing selected, in the given chapter of the library's story. ``changes``:
    it changes the library, which must not be done to a person's own."""

    name: str
    reach: Callable[[Stage], None]
    chapter: Chapter = Chapter.MARKED
    changes: bool = False

    @property
    def of_any_library(self) -> bool:
        return self.chapter is Chapter.MARKED and not self.changes


# -- what a person does


def _stay(stage: Stage) -> None:
    """The story itself has led here."""


def _search(stage: Stage, words: str = "", picture: int | None = None) -> None:
    window = stage.window
    if picture is not None:
        item_id = window.photos.id_at(picture)
        _item(stage, item_id)
        window.search_like(item_id)
        stage.wait(lambda: all(chip.has_image for chip in window.page.field.chips), "the picture to search by")
    if words:
        window.page.field.type_on(words)
    window.session.search_now()
    stage.wait(lambda: _found(stage), "what the search finds")


def _found(stage: Stage) -> bool:
    results = stage.window.gallery.results
    return results is not None and results.query == stage.window.session.query


def _item(stage: Stage, item_id: int) -> Item:
    """Waits until the photo is known."""
    stage.wait(lambda: stage.window.photos.item_by_id(item_id) is not None, "a photo's details")
    item = stage.window.photos.item_by_id(item_id)
    assert item is not None
    return item


def _facts(stage: Stage, item: Item) -> None:
    """Waits until what is known of the photo has been asked for."""
    reader = stage.window.page.panel.details.facts_reader
    stage.wait(lambda: reader.ask(item) is not None, "what is known of a photo")


def _select(stage: Stage, row: int = _PHOTO) -> int | None:
    """The photo in that row, or the last one; none where none is shown, as a search may find nothing."""
    count = stage.window.photos.rowCount()
    if not count:
        return None
    item_id = stage.window.photos.id_at(min(row, count - 1))
    stage.window.page.grid.show_photo(item_id)
    _facts(stage, _item(stage, item_id))
    return item_id


def _select_several(stage: Stage) -> None:
    grid, view = stage.window.page.grid, stage.window.page.panel.details.view
    grid.setFocus()
    for row in range(8):
        grid.selectionModel().select(stage.window.photos.index(row), grid.selectionModel().SelectionFlag.Select)
    stage.wait(lambda: view.stack.isVisible() and bool(view.about.text), "the details of several photos")


def _browse(stage: Stage) -> None:
    _select(stage)
    stage.window.page.grid.setFocus()


def _go_to(kind: PlaceKind) -> Callable[[Stage], None]:
    def reach(stage: Stage) -> None:
        stage.window.go_to(Place(kind))
        stage.wait(lambda: stage.window.gallery.quiet, "the photos of a place")

    return reach


def _search_by_words(stage: Stage) -> None:
    _search(stage, _WORDS)
    _select(stage, 0)


def _search_by_both(stage: Stage) -> None:
    _search(stage, _MORE_WORDS, picture=_PHOTO)


def _search_by_filters(stage: Stage) -> None:
    _search(stage, _FILTERED_WORDS)
    _select(stage, 0)


def _misunderstood(stage: Stage) -> None:
    _search(stage, _NOT_UNDERSTOOD)
    stage.wait(stage.window.page.filter_row.line.isVisible, "what was not understood")


def _filter_menu(kind: PartKind, words: str = "") -> Callable[[Stage], None]:
    def reach(stage: Stage) -> None:
        if words:
            _search(stage, words)
        row = stage.window.page.filter_row
        menu = row.menus[kind]
        row.slots[kind].click()
        if isinstance(menu, DateMenu):
            stage.wait(lambda: bool(menu.histogram.bars), "photos by date")
        elif isinstance(menu, ChoiceMenu):
            stage.wait(lambda: menu.list.count() > 0, "what can be chosen")

    return reach


def _sort_menu(stage: Stage) -> None:
    _search(stage, _WORDS)
    stage.window.page.sort.click()


def _edit_chip(stage: Stage) -> None:
    _search(stage, _FILTERED_WORDS)
    extras = stage.window.page.filter_row.extras
    if extras:
        extras[0].click()


def _where(stage: Stage, words: str) -> None:
    """The first that is found, and where in it."""
    _search(stage, words)
    if _select(stage, 0) is None:
        return
    view = stage.window.page.panel.details.view
    view.where.where.click()
    stage.wait(lambda: view.preview.has_map, "where the photo matches")


def _judge(stage: Stage) -> None:
    _search(stage, _WORDS)
    item_id = _select(stage, 0)
    if item_id is None:
        return
    why = stage.window.page.panel.details.view.why
    stage.wait(why.isVisible, "why the photo was found")
    why.more.click()
    stage.wait(lambda: _found(stage) and item_id in stage.window.session.query.like, "photos like the one")
    _select(stage, 1)


def _nothing_like_it(stage: Stage) -> None:
    _search(stage, _NOWHERE_SEEN)
    stage.wait(lambda: stage.window.gallery.quiet, "that no photo shows it")


def _facts_of_a_find(stage: Stage) -> None:
    """Down to the last row of the details."""
    _search(stage, _PRINTED_WORDS)
    _select(stage, 0)
    stage.settle()
    bar = stage.window.page.panel.details.view.verticalScrollBar()
    bar.setValue(bar.maximum())


def _album(stage: Stage) -> None:
    albums = stage.window.actions_on_photos.albums.albums
    if albums:
        stage.window.go_to(Place(PlaceKind.ALBUM, album=albums[0].id))
        stage.wait(lambda: stage.window.gallery.quiet, "the photos of an album")


def _saved_search(stage: Stage) -> None:
    searches = stage.window.actions_on_photos.albums.searches
    if searches:
        stage.window.run_saved(searches[0])
        stage.window.session.search_now()
        stage.wait(lambda: _found(stage), "what a saved search finds")


def _duplicates(stage: Stage) -> None:
    stage.window.show_duplicates()
    runs = stage.window.duplicates
    stage.wait(lambda: runs.state.phase is LookPhase.FOUND, "photos that are the same, or nearly")


def _similar(stage: Stage) -> None:
    similar = stage.window.page.panel.similar
    _search(stage, _SIMILAR_WORDS)
    stage.window.page.panel.tab = "similar"
    if _select(stage, 0) is None:
        return
    stage.wait(lambda: bool(similar.grid.hits) and not similar.grid.faded, "photos that look similar")


def _view(stage: Stage) -> None:
    item_id = stage.window.photos.id_at(_PHOTO)
    _item(stage, item_id)
    stage.window.open_photo(item_id)
    stage.wait(lambda: stage.window.viewer.sharp, "the photo itself")


def _view_with_info(stage: Stage) -> None:
    _view(stage)
    item = stage.window.viewer.item
    assert item is not None
    stage.window.viewer.show_info(True)
    _facts(stage, item)


def _failures(stage: Stage) -> None:
    stage.window.menu.failures_wanted.emit()
    stage.wait(lambda: stage.window.failures.dialog is not None, "the files that could not be read")


def _models(stage: Stage) -> None:
    stage.window.show_models()
    stage.wait(lambda: bool(stage.window.models_page.rows), "the models")


def _menu_of_photos(stage: Stage) -> None:
    grid = stage.window.page.grid
    item_id = _select(stage, 0)
    if item_id is None:
        return
    where = grid.visualRect(grid.currentIndex()).center()
    grid.menu_wanted.emit(item_id, grid.viewport().mapToGlobal(where))


def _app_menu(stage: Stage) -> None:
    stage.window.page.sidebar.menu_button.click()


def _recent(stage: Stage) -> None:
    stage.window.page.field.set_recent((_WORDS, "snow on the mountains", "red car in the city"))
    stage.window.page.field.show_recent()


def _menu_of_a_folder(stage: Stage) -> None:
    tree = stage.window.page.sidebar.folders
    index = tree.model().index(0, 0)
    menu = tree.menu(index)
    menu.popup(tree.viewport().mapToGlobal(tree.visualRect(index).bottomLeft() + QPoint(24, 0)))


def _remove_folder(stage: Stage) -> None:
    roots = stage.window.gallery.overview.roots
    stage.window.page.sidebar.folders.remove_wanted.emit(roots[0].root.path)


def _narrow(reach: Callable[[Stage], None]) -> Callable[[Stage], None]:
    def reach_it(stage: Stage) -> None:
        stage.window.resize(_NARROW)
        reach(stage)

    return reach_it


def _with_panel(stage: Stage) -> None:
    stage.window.page.show_panel(True)
    _search_by_words(stage)


def _favourite(stage: Stage) -> None:
    window = stage.window
    ids = [window.photos.id_at(row) for row in (0, 1, 3)]
    window.actions_on_photos.set_favourite(ids, True)
    stage.wait(window.notice.isVisible, "what was done, and the way to undo it")


def _pause(stage: Stage) -> None:
    stage.window.runs.pause(True)


def _offline(stage: Stage) -> None:
    roots = [each.root for each in stage.window.gallery.overview.roots]
    away = next(root for root in roots if root.state is RootState.OFFLINE)
    stage.window.go_to(Place(PlaceKind.FOLDER, away.path))
    stage.wait(lambda: stage.window.gallery.quiet, "a folder that is offline")
    if stage.window.gallery.page is Page.PHOTOS:
        _select(stage)


def _offline_in_viewer(stage: Stage) -> None:
    _offline(stage)
    if stage.window.gallery.page is Page.PHOTOS:
        stage.window.open_photo(stage.window.photos.id_at(_PHOTO))


SCREENS: tuple[Screen, ...] = (
    Screen("first-start", _stay, Chapter.NEW),
    Screen("first-start-narrow", _narrow(_stay), Chapter.NEW),
    Screen("reading-begins", _stay, Chapter.STARTED),
    Screen("reading", _stay, Chapter.READING),
    Screen("reading-paused", _pause, Chapter.READING),
    Screen("reading-done", _stay, Chapter.READ),
    Screen("no-favourites", _go_to(PlaceKind.FAVOURITES), Chapter.READ),
    Screen("browsing", _browse),
    Screen("browsing-narrow", _narrow(_stay)),
    Screen("favourites", _go_to(PlaceKind.FAVOURITES)),
    Screen("recently-added", _go_to(PlaceKind.RECENT)),
    Screen("several-selected", _select_several),
    Screen("similar", _similar),
    Screen("searching", _search_by_words),
    Screen("searching-narrow", _narrow(_search_by_words)),
    Screen("searching-narrow-details", _narrow(_with_panel)),
    Screen("searching-by-picture", lambda stage: _search(stage, picture=_PHOTO)),
    Screen("searching-by-both", _search_by_both),
    Screen("recent-searches", _recent),
    Screen("filters", _search_by_filters),
    Screen("filters-narrow", _narrow(_search_by_filters)),
    Screen("filter-not-understood", _misunderstood),
    Screen("filter-by-date", _filter_menu(PartKind.DATE)),
    Screen("filter-by-place", _filter_menu(PartKind.PLACE)),
    Screen("filter-by-type", _filter_menu(PartKind.TYPE, _FILTERED_WORDS)),
    Screen("filter-by-rating", _filter_menu(PartKind.RATING)),
    Screen("filter-edited", _edit_chip),
    Screen("sorting", _sort_menu),
    Screen("why", lambda stage: _where(stage, _WORDS)),
    Screen("why-text", lambda stage: _where(stage, _PRINTED_WORDS)),
    Screen("details-facts", _facts_of_a_find),
    Screen("more-like-this", _judge),
    Screen("nothing-passes", lambda stage: _search(stage, _TOO_NARROW)),
    Screen("nothing-like-it", _nothing_like_it),
    Screen("album", _album),
    Screen("saved-search", _saved_search),
    Screen("viewer", _view),
    Screen("viewer-info", _view_with_info),
    Screen("viewer-narrow", _narrow(_view)),
    Screen("menu-of-photo", _menu_of_photos),
    Screen("menu-of-folder", _menu_of_a_folder),
    Screen("menu", _app_menu),
    Screen("remove-folder", _remove_folder),
    Screen("unreadable-files", _failures),
    Screen("shortcuts", lambda stage: stage.window.shortcuts.open()),
    Screen("models", _models),
    Screen("models-narrow", _narrow(_models)),
    Screen("notice", _favourite, changes=True),
    Screen("duplicates", _duplicates, Chapter.COPIED),
    Screen("duplicates-narrow", _narrow(_duplicates), Chapter.COPIED),
    Screen("offline", _offline, Chapter.OFFLINE),
    Screen("offline-viewer", _offline_in_viewer, Chapter.OFFLINE),
)
