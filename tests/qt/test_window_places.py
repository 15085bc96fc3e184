"""Places in the window: what each shows, what the side bar says of them, and that the last one is remembered."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Place, PlaceKind
from photorag.qt.gallery import Page
from photorag.qt.main_window import MainWindow
from photorag.qt.places.folder_model import FolderModel
from photorag.qt.places.remove_dialog import RemoveDialog
from photorag.qt.texts import month_title
from tests.qt.conftest import LEFT, TIMEOUT, add, choose, close, collected, item, names, open_menu, searched, settled

Paint = Callable[..., Path]


@pytest.fixture
def years(paint: Paint) -> Path:
    """Photos of three months in two folders, dated by their files."""
    for name, colour, when in (
        ("winter/white.jpg", "white", "2024-01-20"), ("summer/blue.jpg", "blue", "2023-08-14"),
        ("summer/yellow.jpg", "yellow", "2023-08-02"), ("summer/red.jpg", "red", "2022-07-01"),
    ):  # fmt: skip
        path = paint(name, colour, seed=len(name))
        taken = time.mktime(time.strptime(when, "%Y-%m-%d"))
        os.utime(path, (taken, taken))
    return path.parents[1]


@pytest.fixture
def browsing(qtbot: QtBot, window: MainWindow, years: Path) -> MainWindow:
    add(qtbot, window, years)
    return window


def sections(window: MainWindow) -> list[tuple[str, int]]:
    return [(section.title, section.count) for section in window.photos.sections]


def folders(window: MainWindow) -> FolderModel:
    model = window.page.sidebar.folders.model()
    assert isinstance(model, FolderModel)
    return model


def index_of(qtbot: QtBot, window: MainWindow, folder: Path) -> QModelIndex:
    """Where a folder is in the side bar, with the folders around it open."""
    model, tree = folders(window), window.page.sidebar.folders
    qtbot.waitUntil(lambda: model.index_of(folder).isValid(), timeout=TIMEOUT)
    around = model.index_of(folder).parent()
    while around.isValid():
        tree.expand(around)
        around = around.parent()
    return model.index_of(folder)


def click_folder(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    tree, index = window.page.sidebar.folders, index_of(qtbot, window, folder)
    # The side bar has made room for the folders that were opened.
    qtbot.waitUntil(lambda: tree.viewport().rect().contains(tree.visualRect(index)), timeout=TIMEOUT)
    QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(index).center())


def shows(qtbot: QtBot, window: MainWindow, *wanted: str) -> None:
    """Waits until these photos are shown, in this order."""
    qtbot.waitUntil(lambda: window.gallery.quiet and len(window.photos.ids) == len(wanted), timeout=TIMEOUT)
    assert names(window, qtbot) == list(wanted)


ALL = ("white.jpg", "blue.jpg", "yellow.jpg", "red.jpg")


def test_months_head_the_photos(qtbot: QtBot, browsing: MainWindow) -> None:
    shows(qtbot, browsing, *ALL)
    assert sections(browsing) == [(month_title(202401), 1), (month_title(202308), 2), (month_title(202207), 1)]
    assert browsing.photos.sections[1].note == "2 photos"


def test_each_place_shows_its_photos(qtbot: QtBot, browsing: MainWindow, years: Path) -> None:
    side = browsing.page.sidebar
    browsing.actions_on_photos.set_favourite([item(qtbot, browsing, "red.jpg").id], True)
    QTest.mouseClick(side.favourites, LEFT)
    shows(qtbot, browsing, "red.jpg")
    QTest.mouseClick(side.recent, LEFT)
    qtbot.waitUntil(lambda: sorted(names(browsing, qtbot)) == sorted(ALL), timeout=TIMEOUT)
    assert [title.startswith("Added in ") for title, _ in sections(browsing)] == [True]
    click_folder(qtbot, browsing, years / "summer")
    shows(qtbot, browsing, "blue.jpg", "yellow.jpg", "red.jpg")
    assert browsing.page.status.text() == "3 photos"
    QTest.mouseClick(side.all, LEFT)
    shows(qtbot, browsing, *ALL)


def test_a_place_leaves_the_search(qtbot: QtBot, browsing: MainWindow, years: Path) -> None:
    side = browsing.page.sidebar
    click_folder(qtbot, browsing, years / "winter")
    shows(qtbot, browsing, "white.jpg")
    searched(qtbot, browsing, lambda: browsing.page.field.words.setText("blue"))
    assert len(names(browsing, qtbot)) == 4  # a search goes through everything, and says so
    assert side.all.isChecked()
    assert side.folders.selectionModel().selectedIndexes() == []
    click_folder(qtbot, browsing, years / "winter")
    shows(qtbot, browsing, "white.jpg")
    assert browsing.page.field.words.text() == ""
    assert not browsing.gallery.searching


def test_folders_by_keyboard(qtbot: QtBot, browsing: MainWindow, years: Path) -> None:
    """The focus stays where the person is: the next folder is one key away."""
    tree = browsing.page.sidebar.folders
    tree.setCurrentIndex(index_of(qtbot, browsing, years / "summer"))
    browsing.activateWindow()
    tree.setFocus()
    qtbot.waitUntil(tree.hasFocus, timeout=TIMEOUT)
    for key, wanted in ((Qt.Key.Key_Return, ("blue.jpg", "yellow.jpg", "red.jpg")), (Qt.Key.Key_Down, ("white.jpg",))):
        QTest.keyClick(tree, key)
        QTest.keyClick(tree, Qt.Key.Key_Return)
        shows(qtbot, browsing, *wanted)
        assert tree.hasFocus()


def test_leaving_a_search_comes_back_to_the_place(qtbot: QtBot, browsing: MainWindow, years: Path) -> None:
    click_folder(qtbot, browsing, years / "winter")
    shows(qtbot, browsing, "white.jpg")
    searched(qtbot, browsing, lambda: browsing.page.field.words.setText("blue"))
    QTest.keyClick(browsing.page.field.words, Qt.Key.Key_Escape)
    shows(qtbot, browsing, "white.jpg")
    marked = browsing.page.sidebar.folders.selectionModel().selectedIndexes()
    assert [folders(browsing).folder(index).name for index in marked] == ["winter"]


def test_the_last_place_is_remembered(
    qtbot: QtBot, browsing: MainWindow, years: Path, make_window: Callable[[], MainWindow]
) -> None:
    click_folder(qtbot, browsing, years / "summer")
    shows(qtbot, browsing, "blue.jpg", "yellow.jpg", "red.jpg")
    close(qtbot, browsing)
    again = make_window()
    settled(qtbot, again)
    assert again.gallery.place == Place(PlaceKind.FOLDER, years / "summer")
    shows(qtbot, again, "blue.jpg", "yellow.jpg", "red.jpg")
    marked = again.page.sidebar.folders.selectionModel().selectedIndexes()
    assert [folders(again).folder(index).name for index in marked] == ["summer"]


def test_a_remembered_place_that_is_gone_says_so_and_leads_to_all(
    qtbot: QtBot, browsing: MainWindow, years: Path, make_window: Callable[[], MainWindow]
) -> None:
    click_folder(qtbot, browsing, years / "winter")
    shows(qtbot, browsing, "white.jpg")
    close(qtbot, browsing)
    shutil.rmtree(years / "winter")
    again = make_window()
    qtbot.waitUntil(lambda: again.gallery.page is Page.EMPTY_PLACE, timeout=TIMEOUT)
    assert "winter" in again.page.sentence.title.text()
    QTest.mouseClick(again.page.sentence.action, LEFT)
    shows(qtbot, again, *ALL[1:])


def test_counts_follow(qtbot: QtBot, browsing: MainWindow, years: Path, paint: Paint) -> None:
    side = browsing.page.sidebar
    settled(qtbot, browsing)
    assert side.all.accessibleName() == "All photos, 4 photos"
    assert side.favourites.accessibleName() == "Favourites, 0 photos"
    paint("winter/green.jpg", "green")
    qtbot.waitUntil(lambda: side.all.accessibleName() == "All photos, 5 photos", timeout=TIMEOUT)
    assert side.recent.accessibleName() == "Recently added, 5 photos"
    winter = index_of(qtbot, browsing, years / "winter")
    assert folders(browsing).folder(winter).items == 2
    browsing.actions_on_photos.set_favourite([browsing.photos.id_at(row) for row in range(2)], True)
    qtbot.waitUntil(lambda: side.favourites.accessibleName() == "Favourites, 2 photos", timeout=TIMEOUT)


def test_no_favourites_yet(qtbot: QtBot, browsing: MainWindow) -> None:
    QTest.mouseClick(browsing.page.sidebar.favourites, LEFT)
    qtbot.waitUntil(browsing.page.sentence.action.isVisible, timeout=TIMEOUT)
    assert browsing.page.sentence.title.text() == "No favourites yet"
    QTest.mouseClick(browsing.page.sentence.action, LEFT)
    shows(qtbot, browsing, *ALL)
    assert browsing.page.sidebar.all.isChecked()


def test_a_folder_is_removed_after_a_question(qtbot: QtBot, browsing: MainWindow, years: Path) -> None:
    side = browsing.page.sidebar
    click_folder(qtbot, browsing, years)
    choose(side.folders.menu(index_of(qtbot, browsing, years)), "Remove from PhotoRAG…")
    dialog = browsing.findChild(RemoveDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.cancel.hasFocus, timeout=TIMEOUT)
    with qtbot.waitSignal(browsing.runs.forgotten, timeout=TIMEOUT):
        QTest.mouseClick(dialog.remove, LEFT)
    qtbot.waitUntil(lambda: browsing.gallery.page is Page.FIRST_START, timeout=TIMEOUT)
    assert browsing.page.stack.currentWidget() is browsing.page.empty
    assert browsing.photos.rowCount() == 0
    assert (years / "winter" / "white.jpg").exists()


def test_removing_the_folder_one_is_in_leads_to_all_photos(
    qtbot: QtBot, browsing: MainWindow, years: Path, paint: Paint
) -> None:
    other = paint("../elsewhere/black.jpg", "black").parent.resolve()
    add(qtbot, browsing, other)
    click_folder(qtbot, browsing, other)
    shows(qtbot, browsing, "black.jpg")
    browsing.runs.remove_root(other)
    shows(qtbot, browsing, *ALL)
    assert browsing.page.sidebar.all.isChecked()


@pytest.mark.parametrize("how", ["key", "folder's menu"])
def test_looking_for_changes(qtbot: QtBot, browsing: MainWindow, years: Path, how: str) -> None:
    asked = collected(browsing.runs.started)
    with qtbot.waitSignal(browsing.runs.finished, timeout=TIMEOUT):
        if how == "key":
            QTest.keyClick(browsing.page.grid, Qt.Key.Key_F5)
        else:
            menu = browsing.page.sidebar.folders.menu(index_of(qtbot, browsing, years / "winter"))
            choose(menu, "Look for changes now")
    assert asked == [True]
    assert browsing.page.sidebar.card.title.text() == "Nothing new"


def test_a_folder_that_goes_away_is_shown_as_offline(
    qtbot: QtBot, browsing: MainWindow, years: Path, make_window: Callable[[], MainWindow]
) -> None:
    close(qtbot, browsing)
    shutil.move(years, years.with_name("elsewhere"))
    again = make_window()
    settled(qtbot, again)
    model = folders(again)
    qtbot.waitUntil(lambda: model.folder(model.index_of(years)).offline, timeout=TIMEOUT)
    click_folder(qtbot, again, years)
    shows(qtbot, again, *ALL)  # still there to be looked at
    shutil.move(years.with_name("elsewhere"), years)
    QTest.keyClick(again.page.grid, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not model.folder(model.index_of(years)).offline, timeout=TIMEOUT)


def test_the_menu_button_opens_the_application_s_menu(qtbot: QtBot, browsing: MainWindow) -> None:
    QTest.mouseClick(browsing.page.sidebar.menu_button, LEFT)
    menu = open_menu()
    assert menu is browsing.menu
    assert "Add folder…" in [each.text() for each in menu.actions()]
    menu.close()
