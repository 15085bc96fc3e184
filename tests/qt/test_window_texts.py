"""Reading the text in pictures, as the window shows it: a quiet line, a switch, and details that follow."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from photorag.core.errors import StorageError
from photorag.core.paths import Home
from photorag.core.settings import load_settings
from photorag.library import Library
from photorag.qt.main_window import MainWindow
from photorag.text_reading import TextProgress
from tests.qt.conftest import TIMEOUT, settled


def test_how_far_it_has_come_is_said_while_there_is_something_left(qtbot: QtBot, window: MainWindow) -> None:
    settled(qtbot, window)
    line, progressed = window.page.sidebar.texts, window.bridge.text_progressed
    assert not line.isVisible()
    progressed.emit(TextProgress(200, 1400, None))
    assert line.isVisible()
    assert line.text() == "Reading text in pictures · 1,200 left"
    assert "left." not in line.toolTip()
    progressed.emit(TextProgress(800, 1400, 600.0))
    assert line.text() == "Reading text in pictures · 600 left"
    assert "10 min left." in line.toolTip()
    progressed.emit(TextProgress(1400, 1400, 0.0))
    assert not line.isVisible()
    progressed.emit(TextProgress(0, 2, None))  # over before anybody has read that line
    assert not line.isVisible()


def test_the_switch_in_the_menu_is_remembered(qtbot: QtBot, window: MainWindow, own_home: Home) -> None:
    settled(qtbot, window)
    line, switch = window.page.sidebar.texts, window.menu.read_text
    assert switch.isChecked()
    window.bridge.text_progressed.emit(TextProgress(0, 10, None))
    switch.trigger()
    assert not line.isVisible()
    window.bridge.text_progressed.emit(TextProgress(1, 10, None))  # was on its way
    assert not line.isVisible()
    qtbot.waitUntil(lambda: not load_settings(own_home.settings).read_text, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: not window.bridge.reads_text, timeout=TIMEOUT)
    switch.trigger()
    qtbot.waitUntil(lambda: load_settings(own_home.settings).read_text, timeout=TIMEOUT)
    window.bridge.text_progressed.emit(TextProgress(1, 10, None))
    assert line.isVisible()


def test_a_choice_that_cannot_be_kept_is_taken_back(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("The disk is full.")

    settled(qtbot, window)
    monkeypatch.setattr(Library, "set_read_text", refuse)
    window.menu.read_text.trigger()
    qtbot.waitUntil(lambda: window.notice.label.text() == "The disk is full.", timeout=TIMEOUT)
    assert window.menu.read_text.isChecked()
    window.bridge.text_progressed.emit(TextProgress(1, 10, None))
    assert window.page.sidebar.texts.isVisible()
