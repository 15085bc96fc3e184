"""The viewer: opens from the grid, shows the small picture at once and the sharp one when it is decoded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.qt.main_window import MainWindow
from tests.qt.conftest import TIMEOUT, add, names

Paint = Callable[..., Path]


@pytest.fixture
def filled(qtbot: QtBot, window: MainWindow, paint: Paint) -> MainWindow:
    for number, colour in enumerate(("red", "green", "blue")):
        folder = paint(f"{colour}.png", colour, seed=number, size=(900, 600)).parent
    add(qtbot, window, folder)
    names(window, qtbot)
    return window


def test_a_double_click_opens_and_escape_returns(qtbot: QtBot, filled: MainWindow) -> None:
    grid, viewer = filled.page.grid, filled.viewer
    where = grid.visualRect(filled.photos.index(1)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert filled.stack.currentWidget() is viewer
    qtbot.waitUntil(lambda: viewer.canvas.image is not None, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: viewer.sharp, timeout=TIMEOUT)
    assert viewer.item is not None
    assert viewer.item.id == filled.photos.id_at(1)
    image = viewer.canvas.image
    assert image is not None
    assert image.width() > 512  # more than the thumbnail has
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: viewer.sharp, timeout=TIMEOUT)
    QTest.keyClick(viewer, Qt.Key.Key_Right)  # the last one: nothing happens
    assert viewer.item.id == filled.photos.id_at(2)
    QTest.keyClick(viewer, Qt.Key.Key_Left)
    assert viewer.item.id == filled.photos.id_at(1)
    QTest.keyClick(viewer, Qt.Key.Key_Home)
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert filled.stack.currentWidget() is filled.page
    assert grid.selected_ids() == [filled.photos.id_at(0)]


def test_enter_opens_the_current_photo(qtbot: QtBot, filled: MainWindow) -> None:
    filled.page.grid.show_photo(filled.photos.id_at(2))
    filled.page.grid.setFocus()
    QTest.keyClick(filled.page.grid, Qt.Key.Key_Return)
    assert filled.stack.currentWidget() is filled.viewer
    assert filled.viewer.item is not None
    assert filled.viewer.item.id == filled.photos.id_at(2)


def test_a_photo_that_can_not_be_decoded_says_why(qtbot: QtBot, filled: MainWindow, paint: Paint) -> None:
    item = filled.photos.item(0)
    assert item is not None
    item.path.write_bytes(b"ruined while nobody looked")
    filled.open_photo(item.id)
    qtbot.waitUntil(lambda: "can't be shown" in filled.viewer.canvas.sentence, timeout=TIMEOUT)
    assert not filled.viewer.sharp


def test_find_similar_from_the_viewer(qtbot: QtBot, filled: MainWindow) -> None:
    filled.open_photo(filled.photos.id_at(0))
    with qtbot.waitSignal(filled.session.found, timeout=TIMEOUT):
        filled.viewer.similar_wanted.emit(filled.photos.id_at(0))
    assert filled.stack.currentWidget() is filled.page
    assert filled.photos.rowCount() == 2
