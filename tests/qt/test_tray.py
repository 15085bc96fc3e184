"""Closing the window while photos are being read: asked once, remembered, and never out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from photorag.ingest.report import Progress
from photorag.qt.texts import grouped
from photorag.qt.tray import BackgroundCloser, Tray, bring_to_front
from photorag.qt.window_state import WindowState
from tests.qt.conftest import TIMEOUT, collected


class Window(QWidget):
    """Closes as the real one does."""

    def __init__(self, state: WindowState) -> None:
        super().__init__()
        self.reading = True
        self.closer = BackgroundCloser(state, self)
        self.decisions: list[str] = []

    def closeEvent(self, event: QCloseEvent) -> None:
        self.decisions.append(self.closer.decide(self.reading))
        event.setAccepted(self.decisions[-1] == "close")


@pytest.fixture
def state(tmp_path: Path) -> WindowState:
    return WindowState(tmp_path / "window.ini")


@pytest.fixture
def window(qtbot: QtBot, state: WindowState, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window with a tray around it, in the middle of reading."""
    monkeypatch.setattr("photorag.qt.tray.tray_available", lambda: True)
    window = Window(state)
    qtbot.addWidget(window, before_close_func=lambda _: window.closer.quit())
    window.closer.tray.show_progress(Progress("reading", 10, 100))
    window.show()
    return window


def answer(window: Window, button: str, *, remember: bool = False) -> None:
    question = window.closer.question
    assert question is not None
    question.remember.setChecked(remember)
    QTest.mouseClick(getattr(question, button), Qt.MouseButton.LeftButton)


def test_the_answer_background_hides_the_window(window: Window, state: WindowState) -> None:
    window.close()
    assert window.isVisible()
    answer(window, "background")
    assert not window.isVisible()
    assert window.closer.tray.icon.isVisible()
    assert state.background == "ask"
    assert window.decisions == ["stay"]


def test_the_answer_quit_closes_it(window: Window, state: WindowState) -> None:
    window.close()
    answer(window, "quit")
    assert not window.isVisible()
    assert not window.closer.tray.icon.isVisible()
    assert window.decisions == ["stay", "close"]


@pytest.mark.parametrize("how", ["button", "escape"])
def test_no_answer_leaves_everything(window: Window, state: WindowState, how: str) -> None:
    window.close()
    if how == "button":
        answer(window, "cancel", remember=True)
    else:
        assert window.closer.question is not None
        QTest.keyClick(window.closer.question, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert state.background == "ask"
    assert window.closer.question is None
    window.close()
    assert window.closer.question is not None


@pytest.mark.parametrize(("button", "then"), [("background", "hide"), ("quit", "close")])
def test_what_is_remembered_is_not_asked_again(window: Window, state: WindowState, button: str, then: str) -> None:
    window.close()
    answer(window, button, remember=True)
    assert state.background == button
    window.closer.come_back()
    second = Window(state)
    second.closer.tray.show_progress(Progress("reading", 10, 100))
    second.show()
    second.close()
    assert second.decisions == [then]
    assert second.closer.question is None
    assert second.isVisible() is False
    second.closer.quit()
    second.deleteLater()


def test_it_is_asked_once_at_a_time(window: Window) -> None:
    window.close()
    question = window.closer.question
    window.close()
    assert window.closer.question is question


@pytest.mark.parametrize("progress", [None, Progress("scanning")])
def test_nothing_being_read_closes(window: Window, progress: Progress | None) -> None:
    window.closer.tray.show_finished()
    if progress is not None:
        window.closer.tray.show_progress(progress)
    window.close()
    assert window.decisions == ["close"]


def test_no_tray_closes(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photorag.qt.tray.tray_available", lambda: False)
    window.close()
    assert window.decisions == ["close"]


def test_quitting_asks_nothing(window: Window) -> None:
    window.closer.quit()
    assert window.decisions == ["close"]


def test_the_session_s_end_asks_nothing(window: Window, qapp: QApplication) -> None:
    window.closer._session_ends()  # Qt's own object for this can't be made
    window.close()
    assert window.decisions == ["close"]


def test_the_tray_opens_the_window_again(window: Window, state: WindowState) -> None:
    state.background = "background"
    window.close()
    assert not window.isVisible()
    window.closer.tray.open.trigger()
    assert window.isVisible()
    assert not window.closer.tray.icon.isVisible()
    window.close()
    window.closer.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()


def test_the_window_stays_away_when_reading_has_ended(window: Window, state: WindowState) -> None:
    state.background = "background"
    window.close()
    window.closer.tray.show_finished()
    assert window.closer.tray.icon.isVisible()
    assert not window.isVisible()
    window.closer.tray.quit.trigger()
    assert window.decisions == ["hide", "close"]


def test_the_tray_tells_and_pauses(qtbot: QtBot, qapp: QApplication) -> None:
    tray, of = Tray(), f"{grouped(4218)} of {grouped(12430)}"
    pauses = collected(tray.pause_wanted)
    assert tray.icon.toolTip() == "PhotoRAG"
    assert not tray.pause.isVisible()
    tray.show_progress(Progress("reading", 4218, 12430))
    assert tray.icon.toolTip() == f"PhotoRAG: reading {of}"
    tray.pause.trigger()
    tray.show_paused(True)
    assert tray.icon.toolTip() == f"PhotoRAG: paused at {of}"
    assert tray.pause.text() == "Go on reading"
    tray.pause.trigger()
    assert pauses == [True, False]
    tray.show_progress(Progress("scanning"))
    tray.show_paused(False)
    assert tray.icon.toolTip() == "PhotoRAG: looking through folders"
    tray.show_finished()
    assert not tray.pause.isVisible()
    tray.deleteLater()


def test_a_minimised_window_comes_back_as_large_as_it_was(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    bring_to_front(window)
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=TIMEOUT)
    assert window.isMaximized()
