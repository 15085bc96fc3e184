"""The left column: what is marked, what a click or a key asks for, and that nothing jumps while photos come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Album, Place, PlaceKind, RootState, SavedSearch
from photorag.ingest.report import Progress
from photorag.qt.places.folder_model import FolderModel
from photorag.qt.places.overview import PlacesOverview
from photorag.qt.places.remove_dialog import RemoveDialog
from photorag.qt.places.sidebar import Sidebar
from photorag.qt.theme import Theme
from tests.qt.conftest import collected
from tests.qt.places.conftest import PICTURES, USB, overview, root

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sidebar(qtbot: QtBot, theme: Theme) -> Sidebar:
    made = Sidebar(theme)
    qtbot.addWidget(made)
    made.resize(232, 700)
    made.show()
    return made


def folders(sidebar: Sidebar) -> FolderModel:
    model = sidebar.folders.model()
    assert isinstance(model, FolderModel)
    return model


def middle_of(sidebar: Sidebar, path: Path) -> QPoint:
    return sidebar.folders.visualRect(folders(sidebar).index_of(path)).center()


def laid_out(sidebar: Sidebar) -> None:
    """What has come or gone takes some rounds of events to find its place."""
    for _ in range(4):
        QTest.qWait(0)


def click(sidebar: Sidebar, where: QPoint) -> None:
    laid_out(sidebar)
    QTest.mouseClick(sidebar.folders.viewport(), LEFT, pos=where)


def album_in_sight(sidebar: Sidebar, row: int) -> bool:
    albums, shown = sidebar.albums.list, sidebar.scrolled.viewport()
    rect = albums.visualRect(albums.model().index(row, 0))
    return shown.rect().contains(rect.translated(albums.viewport().mapTo(shown, QPoint())))


def in_sight(sidebar: Sidebar, path: Path) -> bool:
    tree = sidebar.folders
    row = tree.visualRect(folders(sidebar).index_of(path))
    shown = sidebar.scrolled.viewport()
    return shown.rect().contains(row.translated(tree.viewport().mapTo(shown, QPoint())))


def marked(sidebar: Sidebar) -> list[Path]:
    return [folders(sidebar).folder(index).path for index in sidebar.folders.selectionModel().selectedIndexes()]


def test_an_empty_library_shows_no_places(sidebar: Sidebar) -> None:
    sidebar.show_overview(PlacesOverview())
    assert not sidebar.all.isVisible()
    assert not sidebar.favourites.isVisible()
    assert not sidebar.recent.isVisible()
    assert not sidebar.folders.isVisible()
    assert sidebar.add.isVisible()


def test_places_with_nothing_in_them(sidebar: Sidebar) -> None:
    sidebar.show_overview(PlacesOverview(photos=3, roots=[root(PICTURES, 3)]))
    assert sidebar.favourites.isVisible()
    assert not sidebar.recent.isVisible()
    sidebar.show_place(Place(PlaceKind.RECENT))
    assert sidebar.recent.isVisible()  # the person is there


def test_a_click_goes_to_a_place_and_marks_it(sidebar: Sidebar) -> None:
    wanted = collected(sidebar.place_wanted)
    sidebar.show_overview(overview())
    assert sidebar.all.isChecked()
    QTest.mouseClick(sidebar.favourites, LEFT)
    QTest.mouseClick(sidebar.favourites, LEFT)
    assert sidebar.favourites.isChecked()
    assert not sidebar.all.isChecked()
    assert wanted == [Place(PlaceKind.FAVOURITES)] * 2
    sidebar.show_place(None)  # a search through everything
    assert sidebar.all.isChecked()
    assert not sidebar.favourites.isChecked()


def test_a_click_on_a_folder_browses_it(sidebar: Sidebar) -> None:
    wanted = collected(sidebar.place_wanted)
    sidebar.show_overview(overview({"2023": 10}))
    click(sidebar, middle_of(sidebar, PICTURES))
    assert wanted == [Place(PlaceKind.FOLDER, PICTURES)]
    assert marked(sidebar) == [PICTURES]
    assert not sidebar.all.isChecked()
    sidebar.show_place(Place())
    assert marked(sidebar) == []


def test_the_arrow_opens_and_shuts_without_browsing(sidebar: Sidebar) -> None:
    wanted = collected(sidebar.place_wanted)
    sidebar.show_overview(overview({"2023": 10}))
    row = sidebar.folders.visualRect(folders(sidebar).index_of(PICTURES))
    arrow = QPoint(row.left() + 16, row.center().y())
    laid_out(sidebar)
    tall = sidebar.folders.height()
    click(sidebar, arrow)
    assert sidebar.folders.isExpanded(folders(sidebar).index_of(PICTURES))
    laid_out(sidebar)
    assert sidebar.folders.height() > tall
    click(sidebar, arrow)
    assert not sidebar.folders.isExpanded(folders(sidebar).index_of(PICTURES))
    assert wanted == []


def test_the_keyboard_opens_walks_and_goes(sidebar: Sidebar) -> None:
    wanted = collected(sidebar.place_wanted)
    sidebar.show_overview(overview({"2022": 5, "2023": 10}))
    sidebar.folders.setFocus()
    sidebar.folders.setCurrentIndex(folders(sidebar).index_of(PICTURES))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(sidebar.folders, key)
    assert wanted == []
    assert marked(sidebar) == []  # walking marks nothing
    QTest.keyClick(sidebar.folders, Qt.Key.Key_Return)
    assert wanted == [Place(PlaceKind.FOLDER, PICTURES / "2023")]
    assert marked(sidebar) == [PICTURES / "2023"]


def test_updates_keep_what_is_open_marked_and_scrolled_to(sidebar: Sidebar) -> None:
    many = {f"{number:03}": 1 for number in range(60)}
    sidebar.show_overview(overview(many))
    sidebar.show_place(Place(PlaceKind.FOLDER, PICTURES / "040"))
    tree = sidebar.folders
    assert tree.isExpanded(folders(sidebar).index_of(PICTURES))
    laid_out(sidebar)
    before = sidebar.scrolled.bar.value()
    assert before > 0
    assert in_sight(sidebar, PICTURES / "040")
    for round_ in range(5):
        sidebar.show_overview(overview({**many, "040": 2 + round_, f"1{round_}00": 1}))
        laid_out(sidebar)
    assert tree.isExpanded(folders(sidebar).index_of(PICTURES))
    assert marked(sidebar) == [PICTURES / "040"]
    assert sidebar.scrolled.bar.value() == before


def test_a_place_shown_before_its_folder_is_known_is_marked_later(sidebar: Sidebar) -> None:
    sidebar.show_place(Place(PlaceKind.FOLDER, PICTURES / "2023"))
    assert marked(sidebar) == []
    sidebar.show_overview(overview({"2023": 10}))
    assert marked(sidebar) == [PICTURES / "2023"]
    tree = sidebar.folders
    tree.collapse(folders(sidebar).index_of(PICTURES))
    sidebar.show_overview(overview({"2023": 11}))
    assert not tree.isExpanded(folders(sidebar).index_of(PICTURES))  # shut by the person


def actions(sidebar: Sidebar, path: Path) -> dict[str, bool]:
    menu = sidebar.folders.menu(folders(sidebar).index_of(path))
    return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}


def test_menus_say_what_can_be_done(sidebar: Sidebar) -> None:
    sidebar.show_overview(overview({"2023": 1}, root(PICTURES, 9, failures=3), root(USB, 7, RootState.OFFLINE)))
    everything = ["Look for changes now", "Show in file manager", "Couldn't be read (3)…", "Remove from PhotoRAG…"]
    assert list(actions(sidebar, PICTURES)) == everything
    assert list(actions(sidebar, PICTURES / "2023")) == everything[:2]
    assert not actions(sidebar, USB)["Show in file manager"]


def test_a_menu_asks_for_its_own_folder(sidebar: Sidebar) -> None:
    sidebar.show_overview(overview({}, root(PICTURES, 9, failures=3)))
    wanted = [collected(signal) for signal in (sidebar.rescan_wanted, sidebar.reveal_wanted, sidebar.failures_wanted)]
    for action in sidebar.folders.menu(folders(sidebar).index_of(PICTURES)).actions()[:3]:
        action.trigger()
    assert wanted == [[PICTURES]] * 3


@pytest.mark.parametrize("sure", [True, False])
def test_removing_is_confirmed(sidebar: Sidebar, sure: bool) -> None:
    removed = collected(sidebar.remove_wanted)
    sidebar.show_overview(overview({}, root(PICTURES, 9812)))
    sidebar.folders.menu(folders(sidebar).index_of(PICTURES)).actions()[-1].trigger()
    dialog = sidebar.findChild(RemoveDialog)
    assert dialog is not None
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Remove “Pictures” from PhotoRAG?" in said
    assert "photos are no longer found. Your files stay where they are." in said
    assert removed == []
    if sure:
        QTest.mouseClick(dialog.remove, LEFT)
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Return)  # the safe one is the default
    assert removed == ([PICTURES] if sure else [])
    assert not dialog.isVisible()


def test_the_cards_stay_in_sight_in_a_low_window(sidebar: Sidebar) -> None:
    sidebar.show_overview(overview({f"{number:03}": 1 for number in range(200)}))
    sidebar.show_place(Place(PlaceKind.FOLDER, PICTURES / "100"))
    extra = QLabel("one\ntwo\nthree\nfour\nfive", sidebar)
    sidebar.add_card(extra)
    sidebar.card.start(True)
    sidebar.albums.show_entries([Album(number, f"Album {number}", 1) for number in range(40)], [])
    sidebar.resize(200, 600)
    laid_out(sidebar)
    assert sidebar.height() == 600
    assert extra.geometry().bottom() < sidebar.card.geometry().top()
    assert sidebar.card.geometry().bottom() <= 600
    assert sidebar.scrolled.height() >= 100
    assert sidebar.scrolled.bar.isVisible()


def test_the_menu_opens_below_its_button(sidebar: Sidebar) -> None:
    wanted = collected(sidebar.menu_wanted)
    QTest.mouseClick(sidebar.menu_button, LEFT)
    assert wanted == [sidebar.menu_button.mapToGlobal(sidebar.menu_button.rect().bottomLeft())]


# -- albums


def marked_albums(sidebar: Sidebar) -> list[str]:
    return [index.data() for index in sidebar.albums.list.selectionModel().selectedIndexes()]


@pytest.fixture
def with_albums(sidebar: Sidebar) -> Sidebar:
    sidebar.show_overview(overview({"2023": 10}))
    sidebar.albums.show_entries([Album(1, "Birds", 12), Album(2, "Trip", 3)], [SavedSearch(1, "Sea", "sea")])
    laid_out(sidebar)
    return sidebar


def test_there_are_no_albums_before_there_are_folders(sidebar: Sidebar) -> None:
    sidebar.show_overview(PlacesOverview())
    assert not sidebar.albums.isVisible()
    sidebar.show_overview(overview())
    assert sidebar.albums.first.isVisible()


def test_a_click_on_an_album_goes_there(with_albums: Sidebar) -> None:
    wanted, albums = collected(with_albums.place_wanted), with_albums.albums.list
    QTest.mouseClick(albums.viewport(), LEFT, pos=albums.visualRect(albums.model().index(1, 0)).center())
    assert wanted == [Place(PlaceKind.ALBUM, album=2)]
    assert marked_albums(with_albums) == ["Trip"]
    assert not with_albums.all.isChecked()
    click(with_albums, middle_of(with_albums, PICTURES))
    assert marked_albums(with_albums) == []
    assert marked(with_albums) == [PICTURES]


def test_a_saved_search_is_marked_from_its_start_until_another_place_is_chosen(with_albums: Sidebar) -> None:
    with_albums.show_search(1)
    assert marked_albums(with_albums) == ["Sea"]
    with_albums.show_place(Place())  # photos come in before its results are there
    with_albums.show_place(None)
    assert marked_albums(with_albums) == ["Sea"]
    assert not with_albums.all.isChecked()
    with_albums.show_search(None)  # the person searches for something else
    assert marked_albums(with_albums) == []
    assert with_albums.all.isChecked()
    with_albums.show_search(1)
    QTest.mouseClick(with_albums.favourites, LEFT)
    assert marked_albums(with_albums) == []
    with_albums.show_place(None)
    assert marked_albums(with_albums) == []


def test_albums_and_folders_scroll_together(with_albums: Sidebar) -> None:
    with_albums.albums.show_entries([Album(number, f"Album {number:02}", 1) for number in range(40)], [])
    laid_out(with_albums)
    bar = with_albums.scrolled.bar
    assert bar.isVisible()
    assert not in_sight(with_albums, PICTURES)
    with_albums.show_place(Place(PlaceKind.FOLDER, PICTURES))
    laid_out(with_albums)
    assert in_sight(with_albums, PICTURES)
    with_albums.show_place(Place(PlaceKind.ALBUM, album=0))
    assert album_in_sight(with_albums, 0)
    assert not album_in_sight(with_albums, 39)
    albums = with_albums.albums.list
    albums.setFocus()
    for _ in range(39):
        QTest.keyClick(albums, Qt.Key.Key_Down)
    assert album_in_sight(with_albums, albums.currentIndex().row())
    with_albums.albums.fold(True)
    laid_out(with_albums)
    assert not bar.isVisible()
    assert in_sight(with_albums, PICTURES)


def test_in_a_low_window_the_places_scroll_and_nothing_else_gives_way(with_albums: Sidebar) -> None:
    with_albums.card.show_progress(Progress("reading", done=10, total=100))
    with_albums.resize(232, 420)
    laid_out(with_albums)
    assert with_albums.scrolled.bar.isVisible()
    assert with_albums.all.height() == with_albums.favourites.height() == with_albums.all.minimumHeight()
    assert with_albums.card.height() >= with_albums.card.heightForWidth(with_albums.card.width())
    with_albums.recent.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(with_albums.recent, Qt.Key.Key_Tab)
    assert with_albums.duplicates.hasFocus()
    laid_out(with_albums)
    shown = with_albums.scrolled.viewport()
    top = with_albums.duplicates.mapTo(shown, QPoint())
    assert shown.rect().contains(with_albums.duplicates.rect().translated(top))


def test_only_the_page_of_duplicates_is_marked_while_it_is_shown(with_albums: Sidebar) -> None:
    with_albums.show_place(Place(PlaceKind.ALBUM, album=1))
    wanted = collected(with_albums.place_wanted)
    with_albums.duplicates.click()
    assert with_albums.duplicates.isChecked()
    assert marked_albums(with_albums) == []
    with_albums.show_place(Place())  # photos come in behind it
    assert not with_albums.all.isChecked()
    with_albums.duplicates.click()  # once more
    assert with_albums.duplicates.isChecked()
    assert wanted == []
    with_albums.show_duplicates(False)
    assert not with_albums.duplicates.isChecked()
    assert with_albums.all.isChecked()
