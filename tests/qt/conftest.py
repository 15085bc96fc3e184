"""A real window on a real library in a temporary home; only the model is the fake of `tests.fakes`."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LANGUAGE"] = "en"  # the texts these tests look for, also where the person who runs them reads German

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Item
from photorag.core.paths import Home
from photorag.core.query import Results
from photorag.embedding.protocol import Pictures
from photorag.library import Library
from photorag.qt.main_window import MainWindow
from photorag.qt.theme import Theme
from photorag.qt.window_state import WindowState
from tests.fakes import ColourEmbedder

TIMEOUT = 30_000
COLOURS = ("red", "green", "blue", "yellow")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def make_window(
    qtbot: QtBot, theme: Theme, own_home: Home, embedder: ColourEmbedder
) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows of the usual size (None: of their own); closes them afterwards, and nothing is left of them."""
    windows: list[MainWindow] = []

    def make(size: QSize | None = QSize(1440, 900)) -> MainWindow:  # noqa: B008
        window = MainWindow(Library.open(own_home, hosted=True), theme, WindowState(own_home.folder / "window.ini"))
        windows.append(window)
        if size is not None:
            window.resize(size)  # the screen of these tests is smaller than people's
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


@pytest.fixture
def colours(paint: Callable[..., Path]) -> Path:
    """A folder with four photos, one of each colour."""
    for number, colour in enumerate(COLOURS):
        folder = paint(f"{colour}.jpg", colour, seed=number).parent
    return folder


@pytest.fixture
def filled(qtbot: QtBot, window: MainWindow, colours: Path) -> MainWindow:
    """A window with four photos, one of each colour."""
    add(qtbot, window, colours)
    window.page.field.setFocus()
    return window


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


def page_of(window: MainWindow) -> QWidget:
    """What is shown now; mypy believes a property not to change between two lines."""
    return window.shown_page


def missing(window: MainWindow, rows: range) -> list[bool]:
    """Which rows are not there yet. Asks for all of them."""
    return [window.photos.item(row) is None for row in rows]


def names(window: MainWindow, qtbot: QtBot) -> list[str]:
    """The file names in the grid, in order."""
    # The rows anew each time: photos may go while they are waited for.
    qtbot.waitUntil(lambda: not any(missing(window, range(window.photos.rowCount()))), timeout=TIMEOUT)
    rows = range(window.photos.rowCount())
    return [item.title for row in rows if (item := window.photos.item(row)) is not None]


def item(qtbot: QtBot, window: MainWindow, name: str) -> Item:
    """A photo of the grid as the library has it now, by its file name."""
    row = names(window, qtbot).index(name)
    found = window.photos.item(row)
    assert found is not None
    return found


def middle_of(qtbot: QtBot, window: MainWindow, name: str) -> QPoint:
    """Where a photo lies in the grid's viewport."""
    row = names(window, qtbot).index(name)
    return window.page.grid.visualRect(window.photos.index(row)).center()


def select(qtbot: QtBot, window: MainWindow, *wanted: str) -> list[int]:
    """Clicks photos as a person does, all but the first with Ctrl; returns their ids in that order."""
    grid, modifier = window.page.grid, Qt.KeyboardModifier.NoModifier
    for name in wanted:
        QTest.mouseClick(grid.viewport(), LEFT, modifier, middle_of(qtbot, window, name))
        modifier = Qt.KeyboardModifier.ControlModifier
    ids = [item(qtbot, window, name).id for name in wanted]
    assert sorted(grid.selected_ids()) == sorted(ids)
    grid.setFocus()
    return ids


def menu_of(qtbot: QtBot, window: MainWindow, name: str) -> QMenu:
    """The menu that opens on a photo by the right mouse button."""
    viewport, where = window.page.grid.viewport(), middle_of(qtbot, window, name)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, viewport.mapToGlobal(where))
    QApplication.sendEvent(viewport, event)
    return open_menu()


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, text: str) -> None:
    """As by the mouse: the menu closes, then its entry does what it says."""
    action = next(each for each in menu.actions() if each.text() == text)
    assert action.isEnabled()
    menu.close()
    action.trigger()


def searched(qtbot: QtBot, window: MainWindow, do: Callable[[], object]) -> Results:
    """What the search has found that ``do`` leads to."""
    with qtbot.waitSignal(window.session.found, timeout=TIMEOUT) as found:
        do()
    assert found.args is not None
    results = found.args[0]
    assert isinstance(results, Results)
    return results


def drop(widget: QWidget, mime: QMimeData) -> None:
    """What the system sends when something is dropped on a widget."""
    where, buttons = QPointF(300, 20), Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, mime, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(
        widget, QDropEvent(where, Qt.DropAction.CopyAction, mime, buttons, Qt.KeyboardModifier.NoModifier)
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
