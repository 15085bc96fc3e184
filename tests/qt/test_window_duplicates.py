"""The page of duplicates in the window: the ways there and back, and what is marked meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from photorag.qt.duplicates.state import LookPhase
from photorag.qt.main_window import MainWindow
from tests.qt.conftest import LEFT, TIMEOUT, add, page_of, searched, settled


@pytest.fixture
def looking(qtbot: QtBot, window: MainWindow, colours: Path) -> MainWindow:
    """The page, opened from the left column, with two copies of a photo on it."""
    shutil.copy(colours / "red.jpg", colours / "red again.jpg")
    add(qtbot, window, colours)
    window.activateWindow()
    QTest.mouseClick(window.page.sidebar.duplicates, LEFT)
    runs = window.duplicates
    qtbot.waitUntil(lambda: runs.state.phase is LookPhase.FOUND, timeout=TIMEOUT)
    assert [len(group.items) for group in runs.state.groups] == [2]
    return window


def marks(window: MainWindow) -> list[str]:
    side = window.page.sidebar
    return [each.text() for each in (side.all, side.favourites, side.recent, side.duplicates) if each.isChecked()]


def test_it_opens_beside_the_left_column(looking: MainWindow) -> None:
    assert page_of(looking) is looking.duplicates_page
    assert looking.duplicates_page.isVisible()
    assert looking.duplicates_page.back.hasFocus()
    assert not looking.page.grid.isVisible()
    assert not looking.page.panel.isVisible()
    assert marks(looking) == ["Duplicates"]


@pytest.mark.parametrize("how", ["Escape", "Ctrl+K", "back", "place", "similar"])
def test_the_ways_back(qtbot: QtBot, looking: MainWindow, how: str) -> None:
    page = looking.duplicates_page
    if how == "back":
        QTest.mouseClick(page.back, LEFT)
    elif how == "place":
        QTest.mouseClick(looking.page.sidebar.recent, LEFT)
    elif how == "similar":
        searched(qtbot, looking, lambda: looking.search_like(looking.photos.id_at(0)))
    else:
        QTest.keySequence(page.back, QKeySequence(how))
    assert page_of(looking) is looking.page
    assert looking.page.grid.isVisible()
    assert looking.page.panel.isVisible()
    assert marks(looking) == ["Recently added" if how == "place" else "All photos"]


def test_it_stays_marked_while_the_photos_behind_it_change(qtbot: QtBot, looking: MainWindow, colours: Path) -> None:
    shutil.copy(colours / "green.jpg", colours / "green again.jpg")
    qtbot.waitUntil(lambda: looking.photos.rowCount() == 6, timeout=TIMEOUT)
    settled(qtbot, looking)
    assert marks(looking) == ["Duplicates"]
    assert page_of(looking) is looking.duplicates_page


def test_a_photo_is_looked_at_and_left_again(qtbot: QtBot, looking: MainWindow) -> None:
    looking.duplicates_page.open_wanted.emit(looking.duplicates.state.groups[0].items[1])
    assert page_of(looking) is looking.viewer
    QTest.keyClick(looking.viewer, Qt.Key.Key_Escape)
    assert page_of(looking) is looking.duplicates_page
    assert marks(looking) == ["Duplicates"]
    focused = looking.focusWidget()
    assert focused is not None and focused.isVisible()
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert page_of(looking) is looking.page


def test_a_copy_goes_to_the_trash_once_that_is_confirmed(
    qtbot: QtBot, looking: MainWindow, colours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[Path] = []

    def trash(path: Path) -> None:
        gone.append(path)
        path.unlink()

    monkeypatch.setattr("photorag.trashing._send", trash)
    (card,) = looking.duplicates_page.list.cards.values()
    qtbot.waitUntil(card.trash.isEnabled, timeout=TIMEOUT)
    QTest.mouseClick(card.trash, LEFT)
    box = looking.findChild(QMessageBox)
    assert box is not None
    assert gone == []
    next(each for each in box.buttons() if each.text() == "Move to trash").click()
    qtbot.waitUntil(lambda: looking.photos.rowCount() == 4, timeout=TIMEOUT)
    assert len(gone) == 1
    assert sorted(path.name for path in (*gone, *colours.iterdir())) == [
        "blue.jpg", "green.jpg", "red again.jpg", "red.jpg", "yellow.jpg",
    ]  # fmt: skip
    qtbot.waitUntil(lambda: looking.duplicates.state.groups == (), timeout=TIMEOUT)
