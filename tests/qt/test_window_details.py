"""The right column in the window: it follows the selection, and knows of the search."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.qt.main_window import MainWindow
from tests.qt.conftest import LEFT, TIMEOUT, item, names, page_of, searched, select


def test_nothing_selected(qtbot: QtBot, filled: MainWindow) -> None:
    view = filled.page.panel.details.view
    assert view.empty.isVisible()
    assert view.empty.text == "Select a photo to see its details."
    select(qtbot, filled, "red.jpg")
    qtbot.waitUntil(lambda: not view.empty.isVisible(), timeout=TIMEOUT)
    grid = filled.page.grid
    QTest.mouseClick(grid.viewport(), LEFT, pos=grid.viewport().rect().bottomRight())  # beside all photos
    qtbot.waitUntil(view.empty.isVisible, timeout=TIMEOUT)


def test_it_follows_the_arrow_keys(qtbot: QtBot, filled: MainWindow) -> None:
    file = filled.page.panel.details.view.table.file
    order = names(filled, qtbot)
    select(qtbot, filled, order[0])
    for name in order[1:]:
        QTest.keyClick(filled.page.grid, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda name=name: name in file.text, timeout=TIMEOUT)  # type: ignore[misc]


def test_several_are_summed_up(qtbot: QtBot, filled: MainWindow) -> None:
    view = filled.page.panel.details.view
    filled.actions_on_photos.add_tag([item(qtbot, filled, "red.jpg").id], "sea")
    select(qtbot, filled, "red.jpg", "blue.jpg")
    qtbot.waitUntil(lambda: view.title.text() == "2 photos" and view.tags.tags == ("sea",), timeout=TIMEOUT)
    assert view.tags.chips[0].property("partial")
    assert not view.preview.isVisible()
    QTest.keyClick(filled.page.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.title.text() == "4 photos", timeout=TIMEOUT)


def test_why_it_matched_is_there_only_while_searching(qtbot: QtBot, filled: MainWindow) -> None:
    view = filled.page.panel.details.view
    select(qtbot, filled, "red.jpg")
    qtbot.waitUntil(lambda: "red.jpg" in view.table.file.text, timeout=TIMEOUT)
    assert not view.why.isVisible()
    searched(qtbot, filled, lambda: filled.page.field.words.setText("red"))
    select(qtbot, filled, "red.jpg")
    qtbot.waitUntil(view.why.isVisible, timeout=TIMEOUT)
    assert [reason.label for reason in view.why.shown] == ["Looks like", "Name"]
    assert view.why.shown[1].word == "“red”"
    before = view.why.shown
    select(qtbot, filled, "yellow.jpg")
    qtbot.waitUntil(lambda: view.why.isVisible() and view.why.shown != before, timeout=TIMEOUT)
    filled.page.field.clear()
    qtbot.waitUntil(lambda: not view.why.isVisible(), timeout=TIMEOUT)


def test_a_click_on_the_preview_opens_the_photo(qtbot: QtBot, filled: MainWindow) -> None:
    ids = select(qtbot, filled, "red.jpg")
    preview = filled.page.panel.details.view.preview
    qtbot.waitUntil(lambda: preview.has_picture, timeout=TIMEOUT)
    QTest.mouseDClick(preview, LEFT)
    assert page_of(filled) is filled.viewer
    assert filled.viewer.current_id == ids[0]


def test_the_column_opens_and_closes(qtbot: QtBot, filled: MainWindow) -> None:
    page = filled.page
    assert page.panel.isVisible()
    QTest.mouseClick(page.panel_button, LEFT)
    assert not page.panel.isVisible()
    assert not page.panel_button.isChecked()
    select(qtbot, filled, "blue.jpg")
    QTest.keyClick(page.grid, Qt.Key.Key_F9)
    assert page.panel.isVisible()
    qtbot.waitUntil(lambda: "blue.jpg" in page.panel.details.view.table.file.text, timeout=TIMEOUT)


def test_the_selection_survives_its_photos_being_shown_anew(
    qtbot: QtBot, filled: MainWindow, paint: Callable[..., Path]
) -> None:
    """A photo comes in from outside: the grid is filled again, and the person's place in it stays."""
    ids = select(qtbot, filled, "green.jpg")
    paint("more.jpg", "green", seed=60)
    qtbot.waitUntil(lambda: filled.photos.rowCount() == 5, timeout=TIMEOUT)
    assert filled.page.grid.selected_ids() == ids
    assert "green.jpg" in filled.page.panel.details.view.table.file.text
