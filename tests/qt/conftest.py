"""A real window on a real library in a temporary home; only the model is the fake of `tests.fakes`."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photorag.core.paths import Home
from photorag.embedding.protocol import Pictures
from photorag.library import Library
from photorag.qt.main_window import MainWindow
from photorag.qt.theme import Theme
from photorag.qt.window_state import WindowState
from tests.fakes import ColourEmbedder

TIMEOUT = 30_000


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def make_window(
    qtbot: QtBot, theme: Theme, own_home: Home, embedder: ColourEmbedder
) -> Iterator[Callable[[], MainWindow]]:
    """Opens windows; closes them afterwards and insists that nothing is left of them."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(Library.open(own_home, hosted=True), theme, WindowState(own_home.folder / "window.ini"))
        windows.append(window)
        window.show()
        window.start()
        return window

    yield make
    for window in windows:
        close(qtbot, window)
        window.deleteLater()
    assert leftover_threads() == []


@pytest.fixture
def window(make_window: Callable[[], MainWindow]) -> MainWindow:
    return make_window()


def close(qtbot: QtBot, window: MainWindow) -> None:
    """Closes a window, unless that has been done, and waits until its library is closed too."""
    if window.bridge.closing:
        return
    with qtbot.waitSignal(window.closed, timeout=TIMEOUT):
        window.close()


def leftover_threads() -> list[str]:
    for thread in threading.enumerate():
        if thread.name == "photorag-closing":
            thread.join()
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("photorag")]


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Waits until nothing is read any more and the grid shows it."""

    def done() -> None:
        assert not window.runs.running
        assert window.gallery.quiet

    qtbot.waitUntil(done, timeout=TIMEOUT)


def add(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    with qtbot.waitSignal(window.runs.finished, timeout=TIMEOUT):
        window.add_folders([folder])
    settled(qtbot, window)


def missing(window: MainWindow, rows: range) -> list[bool]:
    """Which rows are not there yet. Asks for all of them."""
    return [window.photos.item(row) is None for row in rows]


def names(window: MainWindow, qtbot: QtBot) -> list[str]:
    """The file names in the grid, in order."""
    rows = range(window.photos.rowCount())
    qtbot.waitUntil(lambda: not any(missing(window, rows)), timeout=TIMEOUT)
    return [item.title for row in rows if (item := window.photos.item(row)) is not None]


def drop(window: MainWindow, mime: QMimeData) -> None:
    """What the system sends when something is dropped on the window."""
    where, buttons = QPointF(300, 300), Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, mime, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(
        window, QDropEvent(where, Qt.DropAction.CopyAction, mime, buttons, Qt.KeyboardModifier.NoModifier)
    )


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


class Gate:
    """Holds the fake model's work until it is opened; tells when work has arrived at it."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def open(self) -> None:
        self.opened.set()

    def wait(self) -> None:
        self.reached.set()
        assert self.opened.wait(30)


@pytest.fixture
def picture_gate(embedder: ColourEmbedder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Reading photos stops at the model until the gate is opened."""
    gate, embed = Gate(), embedder.embed_images

    def held(pictures: Pictures) -> NDArray[np.float32]:
        gate.wait()
        return embed(pictures)

    monkeypatch.setattr(embedder, "embed_images", held)
    yield gate
    gate.open()


@pytest.fixture
def text_gate(embedder: ColourEmbedder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Searches for the word "slow" stop at the model until the gate is opened."""
    gate, embed = Gate(), embedder.embed_texts

    def held(texts: Sequence[str]) -> NDArray[np.float32]:
        if any("slow" in text for text in texts):
            gate.wait()
        return embed(texts)

    monkeypatch.setattr(embedder, "embed_texts", held)
    yield gate
    gate.open()


def collected(signal: Any) -> list[Any]:
    """A list that grows with each emission."""
    seen: list[Any] = []
    signal.connect(seen.append)
    return seen
