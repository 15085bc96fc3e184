"""The viewer in its window: opened from the grid, leafed through, left again, and what can be done in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from photorag.qt.main_window import MainWindow
from tests.qt.conftest import (
    LEFT,
    TIMEOUT,
    add,
    close,
    item,
    middle_of,
    names,
    open_menu,
    page_of,
    searched,
    select,
    settled,
)

Paint = Callable[..., Path]


@pytest.fixture
def filled(qtbot: QtBot, window: MainWindow, paint: Paint) -> MainWindow:
    """Three photos, larger than their thumbnails."""
    for number, colour in enumerate(("red", "green", "blue")):
        folder = paint(f"{colour}.png", colour, seed=number, size=(900, 600)).parent
    add(qtbot, window, folder)
    names(window, qtbot)
    return window


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands in for the system's trash."""
    folder = tmp_path / "trash"
    folder.mkdir()
    monkeypatch.setattr("photorag.trashing._send", lambda path: path.rename(folder / path.name))
    return folder


def press(widget: QWidget, keys: str) -> None:
    QTest.keySequence(widget, QKeySequence(keys))


def open_row(qtbot: QtBot, window: MainWindow, row: int) -> int:
    """Opens a photo by Enter; returns its id."""
    ids = select(qtbot, window, names(window, qtbot)[row])
    press(window.page.grid, "Return")
    assert page_of(window) is window.viewer
    assert window.viewer.current_id == ids[0]
    return ids[0]


def test_a_double_click_opens_and_escape_returns(qtbot: QtBot, filled: MainWindow) -> None:
    grid, viewer = filled.page.grid, filled.viewer
    where = middle_of(qtbot, filled, names(filled, qtbot)[1])
    QTest.mouseClick(grid.viewport(), LEFT, pos=where)
    QTest.mouseDClick(grid.viewport(), LEFT, pos=where)
    assert page_of(filled) is viewer
    qtbot.waitUntil(lambda: viewer.canvas.image is not None, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: viewer.sharp, timeout=TIMEOUT)
    image = viewer.canvas.image
    assert image is not None
    assert image.width() > 512  # more than the thumbnail has
    assert viewer.current_id == filled.photos.id_at(1)
    press(viewer, "Right")
    qtbot.waitUntil(lambda: viewer.sharp, timeout=TIMEOUT)
    press(viewer, "Right")  # the last one: nothing happens
    assert viewer.current_id == filled.photos.id_at(2)
    press(viewer, "Left")
    assert viewer.current_id == filled.photos.id_at(1)
    press(viewer, "Home")
    press(viewer, "Escape")
    assert page_of(filled) is filled.page
    assert grid.selected_ids() == [filled.photos.id_at(0)]
    assert grid.hasFocus()


def test_leafing_goes_through_what_the_grid_shows(qtbot: QtBot, filled: MainWindow) -> None:
    searched(qtbot, filled, lambda: filled.page.field.words.setText("green"))
    order = [filled.photos.id_at(row) for row in range(3)]
    assert open_row(qtbot, filled, 0) == order[0] == item(qtbot, filled, "green.png").id
    press(filled.viewer, "Right")
    assert filled.viewer.current_id == order[1]
    press(filled.viewer, "Ctrl+F")  # leaves for the search field's page; the search is still there
    assert page_of(filled) is filled.page
    assert filled.page.field.words.text() == "green"
    assert filled.page.grid.selected_ids() == [order[1]]


def test_a_photo_that_can_not_be_decoded_says_why(qtbot: QtBot, filled: MainWindow) -> None:
    ruined = filled.photos.item(0)
    assert ruined is not None
    ruined.path.write_bytes(b"ruined while nobody looked")
    open_row(qtbot, filled, 0)
    qtbot.waitUntil(lambda: "can't be shown" in filled.viewer.canvas.sentence, timeout=TIMEOUT)
    assert not filled.viewer.sharp


def test_search_like_this(qtbot: QtBot, filled: MainWindow) -> None:
    photo = open_row(qtbot, filled, 0)
    results = searched(qtbot, filled, lambda: QTest.mouseClick(filled.viewer.bar.similar, LEFT))
    assert [each.item for each in results.query.pictures] == [photo]
    assert page_of(filled) is filled.page
    assert filled.photos.rowCount() == 2


def test_full_screen_and_back(qtbot: QtBot, filled: MainWindow) -> None:
    open_row(qtbot, filled, 0)
    press(filled.viewer, "F11")
    qtbot.waitUntil(filled.isFullScreen, timeout=TIMEOUT)
    press(filled.viewer, "Escape")
    qtbot.waitUntil(lambda: not filled.isFullScreen(), timeout=TIMEOUT)
    assert page_of(filled) is filled.viewer  # one step at a time
    press(filled.viewer, "Escape")
    assert page_of(filled) is filled.page


def test_leaving_leaves_the_full_screen_too(qtbot: QtBot, filled: MainWindow) -> None:
    open_row(qtbot, filled, 0)
    press(filled.viewer, "F11")
    qtbot.waitUntil(filled.isFullScreen, timeout=TIMEOUT)
    QTest.mouseClick(filled.viewer.bar.back, LEFT)
    qtbot.waitUntil(lambda: not filled.isFullScreen(), timeout=TIMEOUT)
    assert page_of(filled) is filled.page


def move_to_trash(qtbot: QtBot, window: MainWindow, keys_for: QWidget) -> None:
    window.activateWindow()  # as a window manager does when a dialog closes
    qtbot.waitUntil(keys_for.hasFocus, timeout=TIMEOUT)
    press(keys_for, "Delete")
    box = window.findChild(QMessageBox)
    assert box is not None
    button = next(each for each in box.findChildren(QPushButton) if each.text() == "Move to trash")
    QTest.mouseClick(button, LEFT)


def test_a_deleted_photo_gives_way_to_the_next(qtbot: QtBot, filled: MainWindow, trash: Path) -> None:
    order = names(filled, qtbot)
    following = filled.photos.id_at(1)
    open_row(qtbot, filled, 0)
    move_to_trash(qtbot, filled, filled.viewer)
    qtbot.waitUntil(lambda: filled.viewer.current_id == following, timeout=TIMEOUT)
    assert [path.name for path in trash.iterdir()] == [order[0]]
    assert filled.notice.label.text() == "Moved 1 photo to the trash."
    qtbot.waitUntil(lambda: names(filled, qtbot) == order[1:], timeout=TIMEOUT)
    move_to_trash(qtbot, filled, filled.viewer)
    qtbot.waitUntil(lambda: len(list(trash.iterdir())) == 2, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: filled.photos.rowCount() == 1, timeout=TIMEOUT)
    move_to_trash(qtbot, filled, filled.viewer)  # the last one: there is nothing more to look at
    qtbot.waitUntil(lambda: page_of(filled) is filled.page, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: filled.page.stack.currentWidget() is filled.page.sentence, timeout=TIMEOUT)


def test_photos_deleted_in_the_grid_go_from_it(qtbot: QtBot, filled: MainWindow, trash: Path) -> None:
    select(qtbot, filled, "red.png", "blue.png")
    move_to_trash(qtbot, filled, filled.page.grid)
    qtbot.waitUntil(lambda: names(filled, qtbot) == ["green.png"], timeout=TIMEOUT)
    assert sorted(path.name for path in trash.iterdir()) == ["blue.png", "red.png"]
    assert filled.page.sidebar.all.accessibleName() == "All photos, 1 photo"


def test_copying_from_the_viewer(qtbot: QtBot, filled: MainWindow) -> None:
    open_row(qtbot, filled, 0)
    with qtbot.waitSignal(filled.actions_on_photos.told, timeout=TIMEOUT):
        press(filled.viewer, "Ctrl+Shift+C")
    shown = filled.viewer.item
    assert shown is not None
    assert QGuiApplication.clipboard().text() == str(shown.path)


def test_its_menu_is_about_the_photo_shown(qtbot: QtBot, filled: MainWindow) -> None:
    open_row(qtbot, filled, 0)
    QTest.mouseClick(filled.viewer.bar.more, LEFT)
    menu = open_menu()
    assert {"Search like this", "Add tag…", "Move to trash…"} <= {each.text() for each in menu.actions()}
    menu.close()


def test_what_the_camera_wrote(qtbot: QtBot, filled: MainWindow) -> None:
    open_row(qtbot, filled, 0)
    press(filled.viewer, "I")
    assert filled.viewer.info.isVisible()
    assert filled.viewer.bar.info.isChecked()
    press(filled.viewer, "I")
    assert not filled.viewer.info.isVisible()


def test_the_film_strip_is_remembered(qtbot: QtBot, filled: MainWindow, make_window: Callable[[], MainWindow]) -> None:
    open_row(qtbot, filled, 0)
    assert filled.viewer.strip.isVisible()
    press(filled.viewer, "T")
    assert not filled.viewer.strip.isVisible()
    close(qtbot, filled)
    again = make_window()
    settled(qtbot, again)
    open_row(qtbot, again, 0)
    assert not again.viewer.strip.isVisible()
    press(again.viewer, "T")
    assert again.viewer.strip.isVisible()


def test_it_makes_way_for_the_models(qtbot: QtBot, filled: MainWindow) -> None:
    open_row(qtbot, filled, 0)
    filled.show_models()
    assert page_of(filled) is filled.models_page
    press(filled.models_page, "Escape")
    assert page_of(filled) is filled.page
