"""Closing the window while photos are read: it goes on in the tray, ends, or stays; nothing that was read is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from photorag.core.paths import Home
from photorag.library import Library
from photorag.qt.main_window import MainWindow
from tests.qt.conftest import LEFT, TIMEOUT, Gate, add, leftover_threads, settled

NUMBER = 40  # more than are read at once


@pytest.fixture
def reading(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow, paint: Callable[..., Path], picture_gate: Gate
) -> MainWindow:
    """A window with a tray around it, in the middle of reading."""
    monkeypatch.setattr("photorag.qt.tray.tray_available", lambda: True)
    settled(qtbot, window)
    for number in range(NUMBER):
        folder = paint(f"{number}.png", "red", seed=number).parent
    window.add_folders([folder])
    qtbot.waitUntil(picture_gate.reached.is_set, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: window.closer.tray.counting, timeout=TIMEOUT)
    return window


def answer(window: MainWindow, button: str, *, remember: bool = False) -> None:
    question = window.closer.question
    assert question is not None
    question.remember.setChecked(remember)
    pressed = getattr(question, button)
    assert isinstance(pressed, QPushButton)
    QTest.mouseClick(pressed, LEFT)


def test_it_goes_on_in_the_tray(qtbot: QtBot, reading: MainWindow, picture_gate: Gate) -> None:
    reading.close()
    assert reading.isVisible()  # the person is being asked
    answer(reading, "background")
    assert not reading.isVisible()
    assert not reading.bridge.closing
    assert reading.closer.tray.icon.isVisible()
    with qtbot.waitSignal(reading.runs.finished, timeout=TIMEOUT):
        picture_gate.open()
    reading.closer.tray.open.trigger()
    assert reading.isVisible()
    qtbot.waitUntil(lambda: reading.photos.rowCount() == NUMBER, timeout=TIMEOUT)


def test_the_tray_can_hold_reading_up(qtbot: QtBot, reading: MainWindow, picture_gate: Gate) -> None:
    reading.close()
    answer(reading, "background")
    reading.closer.tray.pause.trigger()
    assert reading.bridge.paused
    picture_gate.open()
    with qtbot.waitSignal(reading.runs.finished, timeout=TIMEOUT):
        reading.closer.tray.pause.trigger()
    assert not reading.bridge.paused


def test_quitting_keeps_what_was_read(qtbot: QtBot, reading: MainWindow, own_home: Home, picture_gate: Gate) -> None:
    reading.close()
    with qtbot.waitSignal(reading.closed, timeout=TIMEOUT):
        answer(reading, "quit")
        assert not reading.isVisible()
        picture_gate.open()
    assert leftover_threads() == []
    assert not reading.closer.tray.icon.isVisible()
    with Library.open(own_home) as library:
        assert 0 < library.status().items <= NUMBER
        assert library.check() == []


def test_it_can_stay(qtbot: QtBot, reading: MainWindow, picture_gate: Gate) -> None:
    reading.close()
    answer(reading, "cancel")
    assert reading.isVisible()
    with qtbot.waitSignal(reading.runs.finished, timeout=TIMEOUT):
        picture_gate.open()
    qtbot.waitUntil(lambda: reading.photos.rowCount() == NUMBER, timeout=TIMEOUT)


def test_the_answer_is_remembered(
    qtbot: QtBot, reading: MainWindow, make_window: Callable[[], MainWindow], picture_gate: Gate
) -> None:
    reading.close()
    with qtbot.waitSignal(reading.closed, timeout=TIMEOUT):
        answer(reading, "quit", remember=True)
        picture_gate.open()
    assert make_window().state.background == "quit"


def test_without_a_tray_it_closes(
    qtbot: QtBot, reading: MainWindow, monkeypatch: pytest.MonkeyPatch, picture_gate: Gate
) -> None:
    monkeypatch.setattr("photorag.qt.tray.tray_available", lambda: False)
    with qtbot.waitSignal(reading.closed, timeout=TIMEOUT):
        reading.close()
        assert reading.closer.question is None
        assert not reading.isVisible()
        picture_gate.open()


def test_with_nothing_to_read_it_closes(
    qtbot: QtBot, window: MainWindow, colours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photorag.qt.tray.tray_available", lambda: True)
    add(qtbot, window, colours)
    with qtbot.waitSignal(window.closed, timeout=TIMEOUT):
        window.close()
    assert window.closer.question is None


def test_quitting_from_the_menu_asks_nothing(qtbot: QtBot, reading: MainWindow, picture_gate: Gate) -> None:
    with qtbot.waitSignal(reading.closed, timeout=TIMEOUT):
        QTest.keySequence(reading.page.grid, QKeySequence("Ctrl+Q"))
        assert reading.closer.question is None
        picture_gate.open()


def test_closing_from_the_viewer_and_during_a_search(qtbot: QtBot, filled: MainWindow, text_gate: Gate) -> None:
    filled.page.field.words.setText("slow red")
    filled.session.search_now()
    qtbot.waitUntil(text_gate.reached.is_set, timeout=TIMEOUT)
    filled.open_photo(filled.photos.id_at(0))
    with qtbot.waitSignal(filled.closed, timeout=TIMEOUT):
        filled.close()
        text_gate.open()
    assert leftover_threads() == []
