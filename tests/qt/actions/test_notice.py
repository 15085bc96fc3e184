"""The bar that tells what happened and what is under way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photorag.qt.actions.task import Task
from photorag.qt.notice import Notice, NoticeAction, NoticeBar
from photorag.qt.theme import Theme
from tests.qt.conftest import TIMEOUT


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    return widget


@pytest.fixture
def bar(host: QWidget, theme: Theme) -> NoticeBar:
    made = NoticeBar(theme, host)
    QVBoxLayout(host).addWidget(made)
    return made


def buttons(bar: NoticeBar) -> dict[str, QPushButton]:
    return {each.text(): each for each in bar.findChildren(QPushButton) if each.isVisible()}


def test_trouble_stays_until_it_is_dismissed(qtbot: QtBot, bar: NoticeBar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photorag.qt.notice._SHOWN_MS", 1)
    assert not bar.isVisible()
    bar.tell("Done.")
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=TIMEOUT)
    bar.tell("Done.")
    bar.say("The disk is full.")
    assert not bar._leaving.isActive()
    assert bar.label.text() == "The disk is full."
    QTest.mouseClick(bar.dismiss, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_message_stays_while_the_focus_is_in_it(
    qtbot: QtBot, host: QWidget, bar: NoticeBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photorag.qt.notice._SHOWN_MS", 100_000)
    monkeypatch.setattr("photorag.qt.notice._LOOK_AGAIN_MS", 1)
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow, timeout=TIMEOUT)
    bar.tell("Done.")
    bar.dismiss.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(bar.dismiss.hasFocus, timeout=TIMEOUT)
    with qtbot.waitSignals([bar._leaving.timeout] * 3, timeout=TIMEOUT):
        bar._leaving.start(1)
    assert bar.isVisible()
    bar.dismiss.clearFocus()
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=TIMEOUT)


def test_its_buttons_act_once_and_take_it_away(bar: NoticeBar) -> None:
    acted: list[str] = []
    undo = NoticeAction("Undo", lambda: acted.append("undo"))
    bar.show_notice(Notice("3 photos are favourites now.", actions=(undo,)))
    QTest.mouseClick(buttons(bar)["Undo"], Qt.MouseButton.LeftButton)
    assert acted == ["undo"]
    assert not bar.isVisible()
    bar.show_notice(Notice("Something else."))
    assert buttons(bar) == {}


def test_file_names_are_no_markup(bar: NoticeBar) -> None:
    bar.say("<b>IMG</b>.jpg is gone")
    assert bar.label.textFormat() is Qt.TextFormat.PlainText


def test_progress_stays_beside_messages(qtbot: QtBot, bar: NoticeBar) -> None:
    task = Task("Copying 12 photos to Desktop", "folder-output", bar)
    bar.follow(task)
    bar.say("The model is broken.")
    bar.hide()
    assert bar.isVisible()
    assert not bar.label.isVisible()
    task.report(3, 12)
    progress = bar.findChild(QProgressBar)
    assert progress is not None
    assert (progress.value(), progress.maximum()) == (3, 12)
    assert progress.accessibleName() == "Copying 12 photos to Desktop"
    QTest.mouseClick(buttons(bar)["Cancel"], Qt.MouseButton.LeftButton)
    assert task.token.cancelled
    assert not buttons(bar)["Stopping…"].isEnabled()
    task.finish()
    assert not bar.isVisible()
    qtbot.waitUntil(lambda: bar.findChild(QProgressBar) is None, timeout=TIMEOUT)


def test_floating_it_keeps_to_the_foot_of_its_host(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    bar = NoticeBar(theme, host)
    bar.float_over(host)
    bar.say("A rather long sentence. " * 12)
    host.resize(500, 400)

    def in_place() -> None:
        assert bar.geometry().bottom() == host.height() - 24 - 1
        assert bar.width() == 500 - 2 * 24
        assert bar.label.height() >= bar.label.heightForWidth(bar.label.width())

    qtbot.waitUntil(in_place, timeout=TIMEOUT)
