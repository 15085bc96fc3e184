"""Adding folders and watching them being read: progress, pause, stop, failures, closing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.paths import Home
from photorag.library import Library
from photorag.qt.gallery import Page
from photorag.qt.main_window import MainWindow
from tests.qt.conftest import TIMEOUT, Gate, add, close, drop, files, leftover_threads, names, settled

Paint = Callable[..., Path]


@pytest.fixture
def photos(paint: Paint) -> Path:
    """A folder with three pictures."""
    for number, colour in enumerate(("red", "green", "blue")):
        folder = paint(f"{colour}.jpg", colour, seed=number).parent
    return folder


def test_the_first_start_teaches(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.gallery.page is Page.FIRST_START and not window.runs.running, timeout=TIMEOUT)
    assert window.page.stack.currentWidget() is window.page.empty
    assert not window.page.field.isVisible()


def test_an_added_folder_appears(qtbot: QtBot, window: MainWindow, photos: Path) -> None:
    add(qtbot, window, photos)
    assert sorted(names(window, qtbot)) == ["blue.jpg", "green.jpg", "red.jpg"]
    assert window.page.stack.currentWidget() is window.page.grid
    assert window.page.sidebar.card.title.text() == "3 photos read"
    assert window.page.status.text() == "3 photos"


def test_a_dropped_folder_is_added(qtbot: QtBot, window: MainWindow, photos: Path) -> None:
    settled(qtbot, window)
    with qtbot.waitSignal(window.runs.finished, timeout=TIMEOUT):
        drop(window, files(photos))
    settled(qtbot, window)
    assert len(names(window, qtbot)) == 3


def test_a_wrong_folder_is_said_in_a_line(qtbot: QtBot, window: MainWindow, photos: Path) -> None:
    settled(qtbot, window)
    with qtbot.waitSignal(window.runs.refused, timeout=TIMEOUT):
        window.add_folders([photos / "nowhere"])
    assert window.notice.isVisible()
    assert "There is no folder" in window.notice.label.text()
    QTest.mouseClick(window.notice.dismiss, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()
    assert not window.page.sidebar.card.isVisible()


def test_new_photos_come_in_by_themselves(qtbot: QtBot, window: MainWindow, photos: Path, paint: Paint) -> None:
    add(qtbot, window, photos)
    paint("late.jpg", "yellow", seed=9)
    qtbot.waitUntil(lambda: window.photos.rowCount() == 4, timeout=TIMEOUT)
    assert "late.jpg" in names(window, qtbot)
    (photos / "late.jpg").unlink()
    qtbot.waitUntil(lambda: window.photos.rowCount() == 3, timeout=TIMEOUT)


def test_what_was_read_is_there_at_the_next_start(
    qtbot: QtBot, make_window: Callable[[], MainWindow], photos: Path, paint: Paint
) -> None:
    first = make_window()
    add(qtbot, first, photos)
    close(qtbot, first)
    paint("between.jpg", "purple")
    second = make_window()
    qtbot.waitUntil(lambda: second.photos.rowCount() == 4, timeout=TIMEOUT)


def test_pause_and_go_on(qtbot: QtBot, window: MainWindow, paint: Paint, picture_gate: Gate) -> None:
    for number in range(40):  # more than one batch
        folder = paint(f"{number}.png", "red", seed=number).parent
    card = window.page.sidebar.card
    window.add_folders([folder])
    qtbot.waitUntil(picture_gate.reached.is_set, timeout=TIMEOUT)
    QTest.mouseClick(card.pause, Qt.MouseButton.LeftButton)
    assert card.title.text() == "Paused"
    picture_gate.open()
    qtbot.waitUntil(lambda: window.photos.rowCount() == 32, timeout=TIMEOUT)
    assert window.runs.running
    assert window.bridge.paused
    with qtbot.waitSignal(window.runs.finished, timeout=TIMEOUT):
        QTest.mouseClick(card.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.photos.rowCount() == 40, timeout=TIMEOUT)


def test_stop_keeps_what_was_read(qtbot: QtBot, window: MainWindow, paint: Paint, picture_gate: Gate) -> None:
    for number in range(80):
        folder = paint(f"{number}.png", "red", seed=number).parent
    card = window.page.sidebar.card
    window.add_folders([folder])
    qtbot.waitUntil(picture_gate.reached.is_set, timeout=TIMEOUT)
    QTest.mouseClick(card.stop, Qt.MouseButton.LeftButton)
    assert card.title.text() == "Stopping…"
    with qtbot.waitSignal(window.runs.finished, timeout=TIMEOUT) as finished:
        picture_gate.open()
    assert finished.args is not None
    summary = finished.args[0]
    assert summary.stopped
    assert 0 < summary.read < 80
    assert card.title.text() == "Stopped"
    qtbot.waitUntil(lambda: window.photos.rowCount() > 0, timeout=TIMEOUT)


def test_failures_are_listed(qtbot: QtBot, window: MainWindow, photos: Path) -> None:
    (photos / "broken.jpg").write_bytes(b"this is not a picture")
    add(qtbot, window, photos)
    link = window.page.sidebar.card.failures
    assert link.text() == "1 could not be read"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.failures.dialog is not None, timeout=TIMEOUT)
    dialog = window.failures.dialog
    assert dialog is not None
    assert [each.path.name for each in dialog.shown.all()] == ["broken.jpg"]
    assert not dialog.isModal()
    Image.new("RGB", (40, 30), "green").save(photos / "broken.jpg")
    with qtbot.waitSignal(window.runs.finished, timeout=TIMEOUT):
        QTest.mouseClick(dialog.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.all_read.isVisible, timeout=TIMEOUT)
    assert dialog.shown.rowCount() == 0
    qtbot.waitUntil(lambda: window.photos.rowCount() == 4, timeout=TIMEOUT)


def test_the_menu_shows_failures_too(qtbot: QtBot, filled: MainWindow) -> None:
    filled.menu.failures_wanted.emit()
    qtbot.waitUntil(lambda: filled.failures.dialog is not None, timeout=TIMEOUT)
    dialog = filled.failures.dialog
    assert dialog is not None
    assert dialog.all_read.isVisible()
    close(qtbot, filled)
    assert filled.failures.dialog is None


def test_closing_while_reading_leaves_nothing_behind(
    qtbot: QtBot, make_window: Callable[[], MainWindow], own_home: Home, paint: Paint, picture_gate: Gate
) -> None:
    window = make_window()
    for number in range(80):
        folder = paint(f"{number}.png", "red", seed=number).parent
    window.add_folders([folder])
    qtbot.waitUntil(picture_gate.reached.is_set, timeout=TIMEOUT)
    with qtbot.waitSignal(window.closed, timeout=TIMEOUT):
        window.close()
        assert not window.isVisible()  # at once, though a batch is still at the model
        picture_gate.open()
    assert leftover_threads() == []
    with Library.open(own_home) as library:
        assert library.status().items > 0
        assert library.check() == []


def test_a_library_in_use_elsewhere_can_still_be_searched(
    qtbot: QtBot, own_home: Home, make_window: Callable[[], MainWindow], photos: Path
) -> None:
    with Library.open(own_home) as other:
        other.index([photos])
        window = make_window()
        qtbot.waitUntil(window.notice.isVisible, timeout=TIMEOUT)
        assert "Another PhotoRAG" in window.notice.label.text()
        qtbot.waitUntil(lambda: window.photos.rowCount() == 3, timeout=TIMEOUT)
        close(qtbot, window)


def test_a_folder_that_goes_away_is_offline(qtbot: QtBot, make_window: Callable[[], MainWindow], photos: Path) -> None:
    first = make_window()
    add(qtbot, first, photos)
    close(qtbot, first)
    shutil.move(photos, photos.with_name("elsewhere"))
    second = make_window()
    settled(qtbot, second)
    assert second.photos.rowCount() == 3
    qtbot.waitUntil(lambda: second.gallery.overview.roots[0].root.state.value == "offline", timeout=TIMEOUT)
