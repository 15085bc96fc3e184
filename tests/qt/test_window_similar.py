"""Similar photos in the window: the tab follows the selection, and leads to other photos and searches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.qt.main_window import MainWindow
from tests.qt.conftest import LEFT, TIMEOUT, choose, item, open_menu, page_of, searched, select, settled


@pytest.fixture
def looking(qtbot: QtBot, filled: MainWindow, paint: Callable[..., Path]) -> MainWindow:
    """A second red photo, and the tab of similar ones in front."""
    paint("red again.jpg", "red", seed=55)
    qtbot.waitUntil(lambda: filled.photos.rowCount() == 5, timeout=TIMEOUT)
    settled(qtbot, filled)
    filled.page.panel.tab = "similar"
    return filled


def found(qtbot: QtBot, window: MainWindow, name: str) -> list[str]:
    """What the tab shows once it is about this photo."""
    tab = window.page.panel.similar
    qtbot.waitUntil(lambda: tab.about.text.startswith(f"{name} ·"), timeout=TIMEOUT)
    own = item(qtbot, window, name).id
    qtbot.waitUntil(
        lambda: bool(tab.grid.hits) and not tab.grid.faded and own not in [hit.item for hit in tab.grid.hits],
        timeout=TIMEOUT,
    )
    return [hit.title for hit in tab.grid.hits]


def test_it_moves_with_the_selection(qtbot: QtBot, looking: MainWindow) -> None:
    select(qtbot, looking, "red.jpg")
    assert found(qtbot, looking, "red.jpg")[0] == "red again.jpg"
    select(qtbot, looking, "red again.jpg")
    assert found(qtbot, looking, "red again.jpg")[0] == "red.jpg"


def test_a_click_selects_in_the_grid(qtbot: QtBot, looking: MainWindow) -> None:
    select(qtbot, looking, "red.jpg")
    found(qtbot, looking, "red.jpg")
    grid = looking.page.panel.similar.grid
    QTest.mouseClick(grid.viewport(), LEFT, pos=grid.visualRect(grid.model().index(0, 0)).center())
    other = item(qtbot, looking, "red again.jpg").id
    qtbot.waitUntil(lambda: looking.page.grid.selected_ids() == [other], timeout=TIMEOUT)
    assert found(qtbot, looking, "red again.jpg")[0] == "red.jpg"  # and the tab goes on from there


def test_a_double_click_opens_it(qtbot: QtBot, looking: MainWindow) -> None:
    select(qtbot, looking, "red.jpg")
    found(qtbot, looking, "red.jpg")
    grid = looking.page.panel.similar.grid
    where = grid.visualRect(grid.model().index(0, 0)).center()
    QTest.mouseClick(grid.viewport(), LEFT, pos=where)
    QTest.mouseDClick(grid.viewport(), LEFT, pos=where)
    assert page_of(looking) is looking.viewer
    assert looking.viewer.current_id == item(qtbot, looking, "red again.jpg").id
    QTest.keyClick(looking.viewer, Qt.Key.Key_Escape)
    assert looking.page.grid.selected_ids() == [item(qtbot, looking, "red again.jpg").id]


def test_a_photo_that_the_grid_does_not_show_opens_alone(qtbot: QtBot, looking: MainWindow) -> None:
    """Browsing favourites: what looks similar may be none."""
    ids = select(qtbot, looking, "red.jpg")
    looking.actions_on_photos.set_favourite(ids, True)
    QTest.mouseClick(looking.page.sidebar.favourites, LEFT)
    qtbot.waitUntil(lambda: looking.photos.rowCount() == 1, timeout=TIMEOUT)
    select(qtbot, looking, "red.jpg")
    found(qtbot, looking, "red.jpg")
    other = looking.page.panel.similar.grid.hits[0].item
    looking.page.panel.similar.open_wanted.emit(other)
    assert looking.viewer.current_id == other
    qtbot.waitUntil(lambda: looking.viewer.item is not None and looking.viewer.sharp, timeout=TIMEOUT)
    QTest.keyClick(looking.viewer, Qt.Key.Key_Right)
    assert looking.viewer.current_id == other
    QTest.keyClick(looking.viewer, Qt.Key.Key_Escape)
    assert page_of(looking) is looking.page


def test_a_click_on_a_photo_that_the_grid_does_not_show_goes_on_from_it(qtbot: QtBot, looking: MainWindow) -> None:
    ids = select(qtbot, looking, "red.jpg")
    looking.actions_on_photos.set_favourite(ids, True)
    QTest.mouseClick(looking.page.sidebar.favourites, LEFT)
    qtbot.waitUntil(lambda: looking.photos.rowCount() == 1, timeout=TIMEOUT)
    select(qtbot, looking, "red.jpg")
    found(qtbot, looking, "red.jpg")
    grid, tab = looking.page.panel.similar.grid, looking.page.panel.similar
    QTest.mouseClick(grid.viewport(), LEFT, pos=grid.visualRect(grid.model().index(0, 0)).center())
    qtbot.waitUntil(lambda: tab.about.text.startswith("red again.jpg ·"), timeout=TIMEOUT)
    assert looking.photos.rowCount() == 1  # the favourites are still there


def test_search_like_this(qtbot: QtBot, looking: MainWindow) -> None:
    ids = select(qtbot, looking, "red.jpg")
    found(qtbot, looking, "red.jpg")
    tab, field = looking.page.panel.similar, looking.page.field
    results = searched(qtbot, looking, lambda: QTest.mouseClick(tab.search_like, LEFT))
    assert [each.item for each in results.query.pictures] == ids
    assert [chip.picture.name for chip in field.chips] == ["red.jpg"]
    assert results.hits[0].title == "red again.jpg"


def test_add_words(qtbot: QtBot, looking: MainWindow) -> None:
    select(qtbot, looking, "red.jpg")
    found(qtbot, looking, "red.jpg")
    tab, field = looking.page.panel.similar, looking.page.field
    searched(qtbot, looking, lambda: QTest.mouseClick(tab.add_words, LEFT))
    assert field.words.hasFocus()
    results = searched(qtbot, looking, lambda: QTest.keyClicks(field.words, "blue"))
    assert results.query.pictures
    assert {hit.title for hit in results.hits[:2]} == {"red again.jpg", "blue.jpg"}


def test_its_menu_is_about_its_photo(qtbot: QtBot, looking: MainWindow) -> None:
    select(qtbot, looking, "red.jpg")
    found(qtbot, looking, "red.jpg")
    grid = looking.page.panel.similar.grid
    other = item(qtbot, looking, "red again.jpg").id
    grid.menu_wanted.emit(other, grid.mapToGlobal(grid.rect().center()))
    choose(open_menu(), "Open")
    assert looking.viewer.current_id == other
