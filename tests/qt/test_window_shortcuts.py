"""Every key on the sheet of keyboard shortcuts does in the window what the sheet says; none is missing here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from photorag.qt.actions import keys
from photorag.qt.actions.tag_dialog import TagDialog
from photorag.qt.albums.album_dialog import AlbumDialog
from photorag.qt.main_window import MainWindow
from photorag.qt.shortcuts_sheet import shortcut_groups
from tests.qt.conftest import TIMEOUT, collected, files, item, page_of, searched, select

ARROWS = ("Left", "Right", "Up", "Down")
HERE = {
    "Search": ("Ctrl+F", "Ctrl+K", "Return", "Down", "Alt+Down", "Ctrl+V", "Escape"),
    "Photos": (
        *ARROWS, *(f"Shift+{each}" for each in ARROWS), "Ctrl+A", "Home", "End", "PgUp", "PgDown", keys.OPEN,
        "Ctrl++", "Ctrl+-",
    ),
    "Selected photos": (
        keys.FAVOURITE, keys.TAG, keys.ALBUM, keys.SIMILAR, keys.COPY, keys.COPY_PATH, keys.EXPORT, keys.TRASH,
        "Ctrl+Z", "Ctrl+Shift+Z",
    ),
    "Viewer": ("Left", "Right", "Space", "+", "-", "0", "1", "F", "I", "T", "Escape"),
    "PhotoRAG": ("Ctrl+O", "F5", "Ctrl+M", "F9", "F11", "F1", "?", "Ctrl+Q"),
}  # fmt: skip


def test_no_key_of_the_sheet_is_missing_here() -> None:
    on_sheet = {group.title: [key for each in group.shortcuts for key in each.keys] for group in shortcut_groups()}
    assert {title: sorted(found) for title, found in on_sheet.items()} == {
        title: sorted(found) for title, found in HERE.items()
    }


def press(widget: QWidget, key: str) -> None:
    QTest.keySequence(widget, QKeySequence(key))


def focused(qtbot: QtBot, window: MainWindow, widget: QWidget) -> QWidget:
    """After a dialog, too: nobody but this test activates windows here."""
    window.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus, timeout=TIMEOUT)
    return widget


def closes(qtbot: QtBot, window: MainWindow, kind: type[QDialog]) -> None:
    """A dialog of this kind has come, and is closed again."""
    dialog = window.findChild(kind)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()
    dialog.setParent(None)  # not to be found again
    dialog.deleteLater()


def test_search(qtbot: QtBot, filled: MainWindow, paint: Callable[..., Path]) -> None:
    field, grid = filled.page.field, filled.page.grid
    words = field.words
    for key in ("Ctrl+F", "Ctrl+K"):
        press(focused(qtbot, filled, grid), key)
        qtbot.waitUntil(words.hasFocus, timeout=TIMEOUT)
    words.setText("blue")
    searched(qtbot, filled, lambda: press(words, "Return"))
    assert filled.state.recent_searches == ("blue",)
    press(words, "Down")
    qtbot.waitUntil(grid.hasFocus, timeout=TIMEOUT)
    press(focused(qtbot, filled, words), "Alt+Down")
    assert field.popup.isVisible()
    field.popup.close()
    QGuiApplication.clipboard().setMimeData(files(paint("../outside/lime.jpg", "green", seed=77)))
    results = searched(qtbot, filled, lambda: press(focused(qtbot, filled, words), "Ctrl+V"))
    assert results.query.pictures
    searched(qtbot, filled, lambda: press(words, "Escape"))
    assert words.text() == ""
    assert field.chips
    press(focused(qtbot, filled, grid), "Escape")  # from the photos it steps back as well
    assert not field.chips


def test_photos(qtbot: QtBot, filled: MainWindow) -> None:
    grid = filled.page.grid
    filled.resize(1200, 900)
    order = [filled.photos.id_at(row) for row in range(4)]

    def row() -> int | None:
        current = grid.current_id()
        return None if current is None else order.index(current)

    def go(key: str) -> int | None:
        press(grid, key)
        return row()

    grid.show_photo(order[0])
    focused(qtbot, filled, grid)
    assert (go("Right"), go("Left"), go("End"), go("Home")) == (1, 0, 3, 0)
    for down, up in (("Down", "Up"), ("PgDown", "PgUp")):
        assert go(down) not in (0, None), down
        assert go(up) == 0, up
    press(grid, "Shift+Right")
    assert grid.selected_ids() == order[:2]
    press(grid, "Shift+Left")
    assert grid.selected_ids() == order[:1]
    press(grid, "Shift+Down")
    assert len(grid.selected_ids()) > 2
    press(grid, "Shift+Up")
    assert grid.selected_ids() == order[:1]
    press(grid, "Ctrl+A")
    assert grid.selected_ids() == order
    height = grid.row_height
    press(grid, "Ctrl++")
    assert grid.row_height > height
    press(grid, "Ctrl+-")
    assert grid.row_height == height
    press(grid, keys.OPEN)
    assert page_of(filled) is filled.viewer


def test_selected_photos(qtbot: QtBot, filled: MainWindow) -> None:
    grid, actions = filled.page.grid, filled.actions_on_photos
    select(qtbot, filled, "red.jpg")

    def marked(favourite: bool) -> None:
        qtbot.waitUntil(lambda: item(qtbot, filled, "red.jpg").favourite is favourite, timeout=TIMEOUT)

    for key, favourite in ((keys.FAVOURITE, True), ("Ctrl+Z", False), ("Ctrl+Shift+Z", True)):
        press(grid, key)
        marked(favourite)
    kinds: tuple[tuple[str, type[QDialog]], ...] = (
        (keys.TAG, TagDialog), (keys.ALBUM, AlbumDialog), (keys.EXPORT, QFileDialog), (keys.TRASH, QMessageBox)
    )  # fmt: skip
    for key, kind in kinds:
        press(focused(qtbot, filled, grid), key)
        closes(qtbot, filled, kind)
    focused(qtbot, filled, grid)
    for key, told in ((keys.COPY, "1 photo copied."), (keys.COPY_PATH, "Path copied.")):
        with qtbot.waitSignal(actions.told, timeout=TIMEOUT) as said:
            press(grid, key)
        assert said.args == [told]
    assert searched(qtbot, filled, lambda: press(grid, keys.SIMILAR)).query.pictures


def test_viewer(qtbot: QtBot, filled: MainWindow) -> None:
    viewer, canvas = filled.viewer, filled.viewer.canvas
    order = [filled.photos.id_at(row) for row in range(4)]
    filled.open_photo(order[0])
    focused(qtbot, filled, viewer)
    for key, then in (("Right", 1), ("Left", 0), ("Space", 1)):
        press(viewer, key)
        assert viewer.current_id == order[then], key
    qtbot.waitUntil(lambda: viewer.sharp, timeout=TIMEOUT)
    press(viewer, "1")
    qtbot.waitUntil(lambda: round(canvas.percent) == 100, timeout=TIMEOUT)
    press(viewer, "+")
    qtbot.waitUntil(lambda: round(canvas.percent) > 100, timeout=TIMEOUT)
    press(viewer, "1")
    press(viewer, "0")
    qtbot.waitUntil(lambda: canvas.space.is_fitted(canvas.placement), timeout=TIMEOUT)
    before = canvas.percent
    press(viewer, "+")
    qtbot.waitUntil(lambda: canvas.percent > before * 1.1, timeout=TIMEOUT)
    before = canvas.percent
    press(viewer, "-")
    qtbot.waitUntil(lambda: canvas.percent < before, timeout=TIMEOUT)
    press(viewer, "F")
    qtbot.waitUntil(viewer.bar.favourite.isChecked, timeout=TIMEOUT)
    for key, part in (("I", viewer.info), ("T", viewer.strip)):
        shown = part.isVisible()
        press(viewer, key)
        assert part.isVisible() is not shown, key
    press(viewer, "Escape")
    assert page_of(filled) is filled.page


@pytest.mark.parametrize("where", ["grid", "field", "sidebar"])
def test_the_app(qtbot: QtBot, filled: MainWindow, where: str) -> None:
    """Wherever the focus is on the page; only "?" is a letter in the field."""
    page = filled.page
    start = {"grid": page.grid, "field": page.field.words, "sidebar": page.sidebar.all}[where]
    press(focused(qtbot, filled, start), "Ctrl+O")
    closes(qtbot, filled, QFileDialog)
    asked = collected(filled.runs.started)
    with qtbot.waitSignal(filled.runs.finished, timeout=TIMEOUT):
        press(focused(qtbot, filled, start), "F5")
    assert asked[0] is True
    for key in ("F1", "?") if where == "grid" else ("F1",):
        press(focused(qtbot, filled, start), key)
        assert filled.shortcuts.isVisible(), key
        filled.shortcuts.close()
    shown = page.panel.isVisible()
    press(focused(qtbot, filled, start), "F9")
    assert page.panel.isVisible() is not shown
    for full in (True, False):
        press(start, "F11")
        qtbot.waitUntil(lambda full=full: filled.isFullScreen() is full, timeout=TIMEOUT)  # type: ignore[misc]
    press(start, "Ctrl+M")
    assert page_of(filled) is filled.models_page
    filled.show_page()
    with qtbot.waitSignal(filled.closed, timeout=TIMEOUT):
        press(focused(qtbot, filled, start), "Ctrl+Q")
    assert not filled.isVisible()


def test_they_work_over_the_viewer_too(qtbot: QtBot, filled: MainWindow) -> None:
    filled.open_photo(filled.photos.id_at(0))
    press(focused(qtbot, filled, filled.viewer), "F1")
    assert filled.shortcuts.isVisible()
    filled.shortcuts.close()
    press(focused(qtbot, filled, filled.viewer), "Ctrl+M")
    assert page_of(filled) is filled.models_page
    QTest.keyClick(filled.models_page.back, Qt.Key.Key_Escape)
    assert page_of(filled) is filled.page
