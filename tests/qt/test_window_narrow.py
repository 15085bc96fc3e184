"""Small windows: the right column makes way, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QSlider, QSplitterHandle, QWidget
from pytestqt.qtbot import QtBot

from photorag.qt.main_window import MainWindow
from photorag.qt.places.elided_label import ElidedLabel
from tests.qt.conftest import LEFT, TIMEOUT, Gate, drop, files, searched, select, settled

SIZES = [(1440, 900), (900, 600)]  # the last is the smallest that is promised


def visible(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and not child.isWindow():
            yield child
            yield from visible(child)


def is_viewport(widget: QWidget) -> bool:
    around = widget.parentWidget()
    return isinstance(around, QAbstractScrollArea) and around.viewport() is widget


def room_of(widget: QWidget) -> QRect:
    """Where a widget may lie in its parent. What scrolls may go on below, never to the side."""
    parent = widget.parentWidget()
    assert parent is not None
    return parent.rect().adjusted(0, -100_000, 0, 100_000) if is_viewport(parent) else parent.rect()


def is_too_small(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel) and widget.text():
        if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width())
        return widget.width() < widget.minimumSizeHint().width()
    least = widget.minimumSizeHint()
    if isinstance(widget, QAbstractButton | QLineEdit | QSlider):
        return widget.width() < least.width() or widget.height() < least.height()
    return False


def said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} {widget.objectName()!r} {text!r}"


def cut_off(window: QWidget) -> list[str]:
    """Whatever does not lie wholly in its parent, or has less room than it needs."""
    found = []
    for widget in visible(window):
        if isinstance(widget, QSplitterHandle):  # wider to the mouse than to the eye
            continue
        if not room_of(widget).contains(widget.geometry()):
            found.append(f"{said(widget)} at {widget.geometry().getRect()} in {room_of(widget).getRect()}")
        if is_too_small(widget):
            needs = widget.minimumSizeHint().toTuple(), widget.heightForWidth(widget.width())
            found.append(f"{said(widget)} is {widget.size().toTuple()}, needs {needs}")
    return found


def assert_whole(window: QWidget) -> None:
    assert cut_off(window) == [], window.size().toTuple()


def looks_whole(qtbot: QtBot, window: MainWindow, sizes: Sequence[tuple[int, int]] = SIZES) -> None:
    """At each size, once everything has found its place."""
    for width, height in sizes:
        window.resize(width, height)
        qtbot.waitUntil(lambda: assert_whole(window), timeout=3000)
        assert (window.width(), window.height()) == (width, height)


def test_the_right_column_makes_way_and_comes_when_asked_for(qtbot: QtBot, filled: MainWindow) -> None:
    panel, button = filled.page.panel, filled.page.panel_button
    assert panel.isVisible()
    filled.resize(900, 600)
    assert not panel.isVisible()
    assert not button.isChecked()
    QTest.keyClick(filled.page.grid, Qt.Key.Key_F9)
    assert panel.isVisible()
    assert button.isChecked()
    assert filled.width() == 900
    assert filled.page.grid.width() >= 300
    QTest.mouseClick(button, LEFT)
    assert not panel.isVisible()
    filled.resize(1440, 900)
    assert not panel.isVisible()  # the person has put it away
    QTest.keyClick(filled.page.grid, Qt.Key.Key_F9)
    filled.resize(900, 600)
    filled.resize(1440, 900)
    assert panel.isVisible()  # it only made way


def test_the_first_start(qtbot: QtBot, window: MainWindow) -> None:
    settled(qtbot, window)
    qtbot.waitUntil(window.page.empty.isVisible, timeout=TIMEOUT)
    looks_whole(qtbot, window)


@pytest.mark.parametrize("tab", ["details", "similar"])
def test_browsing(qtbot: QtBot, filled: MainWindow, tab: str) -> None:
    filled.page.panel.tab = tab
    select(qtbot, filled, "red.jpg")
    looks_whole(qtbot, filled)  # the smaller one has no right column
    filled.page.show_panel(True)
    looks_whole(qtbot, filled, SIZES[-1:])
    assert filled.page.panel.isVisible()
    if tab == "details":
        filled.actions_on_photos.add_tag(filled.photos.ids_at(range(4)), "a rather long tag that goes on and on and on")
        filled.page.grid.selectAll()
        qtbot.waitUntil(lambda: len(filled.page.panel.details.view.tags.tags) == 1, timeout=TIMEOUT)
        looks_whole(qtbot, filled, SIZES[-1:])


def test_searching(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    searched(qtbot, filled, lambda: drop(filled, files(*sorted(colours.iterdir()))))
    searched(qtbot, filled, lambda: filled.page.field.words.setText("a red car by the sea in the evening light"))
    looks_whole(qtbot, filled)


def test_reading(qtbot: QtBot, window: MainWindow, paint: Callable[..., Path], picture_gate: Gate) -> None:
    for number in range(4):
        folder = paint(f"a folder with quite a long name, really/{number}.png", "red", seed=number).parent
    window.add_folders([folder])
    qtbot.waitUntil(picture_gate.reached.is_set, timeout=TIMEOUT)
    qtbot.waitUntil(window.page.sidebar.card.isVisible, timeout=TIMEOUT)
    looks_whole(qtbot, window)
    picture_gate.open()
    settled(qtbot, window)


def test_a_notice(qtbot: QtBot, filled: MainWindow) -> None:
    filled.notice.say("This folder could not be read. " * 6)
    looks_whole(qtbot, filled)


def test_models(qtbot: QtBot, filled: MainWindow) -> None:
    filled.show_models()
    qtbot.waitUntil(lambda: bool(filled.models_page.rows), timeout=TIMEOUT)
    looks_whole(qtbot, filled)


def test_the_viewer(qtbot: QtBot, filled: MainWindow) -> None:
    filled.open_photo(filled.photos.id_at(0))
    qtbot.waitUntil(lambda: filled.viewer.sharp, timeout=TIMEOUT)
    looks_whole(qtbot, filled)
    filled.viewer.show_info(True)
    looks_whole(qtbot, filled)
