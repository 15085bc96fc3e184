"""A search field that is shown, and a bridge to a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photorag.core.paths import Home
from photorag.core.query import Picture
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge
from photorag.qt.search.drops import QueryPicture
from photorag.qt.search.field import SearchField
from photorag.qt.theme import Theme
from tests.fakes import ColourEmbedder
from tests.qt.conftest import TIMEOUT

BUTTON, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def bridge(qtbot: QtBot, own_home: Home, embedder: ColourEmbedder) -> Iterator[LibraryBridge]:
    bridge = LibraryBridge(Library.open(own_home))
    yield bridge
    with qtbot.waitSignal(bridge.closed, timeout=TIMEOUT):
        bridge.close()
    bridge.deleteLater()


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> SearchField:
    field = SearchField(theme)
    qtbot.addWidget(field)
    field.resize(900, field.height())
    field.show()
    field.activateWindow()
    field.words.setFocus()
    qtbot.waitUntil(field.words.hasFocus, timeout=TIMEOUT)
    return field


def picture(name: str) -> QueryPicture:
    return QueryPicture(Picture(path=Path("/pictures") / name), name)


def names(field: SearchField) -> list[str]:
    return [each.name for each in field.pictures]


def enter(widget: QWidget, mime: QMimeData) -> bool:
    """Something is dragged over; whether it would be taken."""
    event = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, BUTTON, PLAIN)
    event.setAccepted(False)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QDragLeaveEvent())


def drop(widget: QWidget, mime: QMimeData) -> None:
    assert enter(widget, mime)
    QApplication.sendEvent(widget, QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, BUTTON, PLAIN))
