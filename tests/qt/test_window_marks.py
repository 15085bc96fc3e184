"""Favourites and tags in the window: by key, by mouse, taken back, and still there at the next start."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from photorag.qt.actions.tag_dialog import TagDialog
from photorag.qt.main_window import MainWindow
from tests.qt.conftest import LEFT, TIMEOUT, close, collected, item, names, page_of, select, settled


def favourites(qtbot: QtBot, window: MainWindow) -> set[str]:
    return {name for name in names(window, qtbot) if item(qtbot, window, name).favourite}


def tagged(qtbot: QtBot, window: MainWindow, tag: str) -> set[str]:
    return {name for name in names(window, qtbot) if tag in item(qtbot, window, name).tags}


def press(widget: QWidget, keys: str) -> None:
    QTest.keySequence(widget, QKeySequence(keys))


def becomes(qtbot: QtBot, window: MainWindow, *wanted: str) -> None:
    qtbot.waitUntil(lambda: favourites(qtbot, window) == set(wanted), timeout=TIMEOUT)


def test_the_key_marks_the_selection_and_is_taken_back(qtbot: QtBot, filled: MainWindow) -> None:
    grid = filled.page.grid
    ids = select(qtbot, filled, "red.jpg", "blue.jpg")
    arrived = collected(filled.photos.items_arrived)
    press(grid, "F")
    # The grid itself asks for them again, and so shows their hearts.
    qtbot.waitUntil(lambda: bool(arrived) and set(ids) <= set.union(*arrived), timeout=TIMEOUT)
    becomes(qtbot, filled, "red.jpg", "blue.jpg")
    assert sorted(grid.selected_ids()) == sorted(ids)
    press(grid, "Ctrl+Z")
    becomes(qtbot, filled)
    press(grid, "Ctrl+Shift+Z")
    becomes(qtbot, filled, "red.jpg", "blue.jpg")
    press(grid, "F")
    becomes(qtbot, filled)


def test_the_notice_takes_it_back_too(qtbot: QtBot, filled: MainWindow) -> None:
    select(qtbot, filled, "red.jpg", "blue.jpg")
    press(filled.page.grid, "F")
    qtbot.waitUntil(filled.notice.isVisible, timeout=TIMEOUT)
    assert filled.notice.label.text() == "2 photos are favourites now."
    undo = next(each for each in filled.notice.findChildren(QPushButton) if each.text() == "Undo")
    QTest.mouseClick(undo, LEFT)
    becomes(qtbot, filled)


def test_the_heart_of_the_right_column(qtbot: QtBot, filled: MainWindow) -> None:
    select(qtbot, filled, "green.jpg")
    view = filled.page.panel.details.view
    qtbot.waitUntil(lambda: "green.jpg" in view.table.file.text, timeout=TIMEOUT)
    QTest.mouseClick(view.heart, LEFT)
    becomes(qtbot, filled, "green.jpg")
    press(filled.page.grid, "Ctrl+Z")
    becomes(qtbot, filled)
    qtbot.waitUntil(lambda: not view.heart.isChecked(), timeout=TIMEOUT)


@pytest.mark.parametrize("how", ["key", "heart"])
def test_in_the_viewer(qtbot: QtBot, filled: MainWindow, how: str) -> None:
    select(qtbot, filled, "green.jpg")
    press(filled.page.grid, "Return")
    viewer = filled.viewer
    if how == "key":
        press(viewer, "F")
    else:
        QTest.mouseClick(viewer.bar.favourite, LEFT)
    qtbot.waitUntil(viewer.bar.favourite.isChecked, timeout=TIMEOUT)
    press(viewer, "Ctrl+Z")
    qtbot.waitUntil(lambda: not viewer.bar.favourite.isChecked(), timeout=TIMEOUT)
    press(viewer, "Ctrl+Y")
    qtbot.waitUntil(viewer.bar.favourite.isChecked, timeout=TIMEOUT)
    press(viewer, "Escape")
    assert favourites(qtbot, filled) == {"green.jpg"}


def test_the_place_of_favourites_follows(qtbot: QtBot, filled: MainWindow) -> None:
    ids = select(qtbot, filled, "red.jpg", "blue.jpg")
    press(filled.page.grid, "F")
    becomes(qtbot, filled, "red.jpg", "blue.jpg")
    QTest.mouseClick(filled.page.sidebar.favourites, LEFT)
    qtbot.waitUntil(lambda: set(map(int, filled.photos.ids)) == set(ids), timeout=TIMEOUT)
    select(qtbot, filled, "red.jpg")
    press(filled.page.grid, "F")
    qtbot.waitUntil(lambda: names(filled, qtbot) == ["blue.jpg"], timeout=TIMEOUT)
    press(filled.page.grid, "Ctrl+Z")
    qtbot.waitUntil(lambda: sorted(names(filled, qtbot)) == ["blue.jpg", "red.jpg"], timeout=TIMEOUT)


def test_a_tag_from_the_right_column(qtbot: QtBot, filled: MainWindow) -> None:
    select(qtbot, filled, "red.jpg", "blue.jpg")
    view = filled.page.panel.details.view
    tags = view.tags
    qtbot.waitUntil(tags.add_button.isVisible, timeout=TIMEOUT)
    QTest.mouseClick(tags.add_button, LEFT)
    QTest.keyClicks(tags.field, "Italy")
    QTest.keyClick(tags.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tagged(qtbot, filled, "Italy") == {"red.jpg", "blue.jpg"}, timeout=TIMEOUT)
    assert page_of(filled) is filled.page  # Enter opened no photo
    select(qtbot, filled, "red.jpg")
    qtbot.waitUntil(lambda: "red.jpg" in view.table.file.text and tags.tags == ("Italy",), timeout=TIMEOUT)
    QTest.mouseClick(tags.chips[0].remove, LEFT)
    qtbot.waitUntil(lambda: tagged(qtbot, filled, "Italy") == {"blue.jpg"}, timeout=TIMEOUT)
    press(filled.page.grid, "Ctrl+Z")
    qtbot.waitUntil(lambda: tagged(qtbot, filled, "Italy") == {"red.jpg", "blue.jpg"}, timeout=TIMEOUT)


def test_letters_in_the_tag_field_are_letters(qtbot: QtBot, filled: MainWindow) -> None:
    """F, Delete and Escape mean something in the window around it."""
    select(qtbot, filled, "red.jpg")
    tags = filled.page.panel.details.view.tags
    qtbot.waitUntil(tags.add_button.isVisible, timeout=TIMEOUT)
    QTest.mouseClick(tags.add_button, LEFT)
    filled.page.field.words.blockSignals(True)
    filled.page.field.words.setText("keep")
    filled.page.field.words.blockSignals(False)
    QTest.keyClicks(tags.field, "Fff?")
    assert tags.field.text() == "Fff?"
    QTest.keyClick(tags.field, Qt.Key.Key_Escape)
    assert not tags.field.isVisible()
    assert filled.page.field.words.text() == "keep"
    assert not filled.shortcuts.isVisible()
    assert favourites(qtbot, filled) == set()


def test_a_tag_by_key(qtbot: QtBot, filled: MainWindow) -> None:
    select(qtbot, filled, "red.jpg")
    press(filled.page.grid, "Ctrl+T")
    dialog = filled.findChild(TagDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.field, "sea")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tagged(qtbot, filled, "sea") == {"red.jpg"}, timeout=TIMEOUT)


def test_marks_are_there_at_the_next_start(
    qtbot: QtBot, filled: MainWindow, make_window: Callable[[], MainWindow]
) -> None:
    ids = select(qtbot, filled, "red.jpg")
    press(filled.page.grid, "F")
    becomes(qtbot, filled, "red.jpg")
    filled.actions_on_photos.add_tag(ids, "sea")
    qtbot.waitUntil(lambda: tagged(qtbot, filled, "sea") == {"red.jpg"}, timeout=TIMEOUT)
    close(qtbot, filled)
    again = make_window()
    settled(qtbot, again)
    assert favourites(qtbot, again) == {"red.jpg"}
    assert tagged(qtbot, again, "sea") == {"red.jpg"}
    assert again.gallery.overview.favourites == 1
