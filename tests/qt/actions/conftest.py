"""`PhotoActions` on a real library with four photos, without the window around it."""

from __future__ import annotations

import os

os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"  # no test opens a file manager

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Place
from photorag.library import Library
from photorag.qt.actions.photo_actions import PhotoActions
from photorag.qt.bridge import LibraryBridge
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.viewer.picture_renderer import PictureRenderer
from tests.qt.conftest import TIMEOUT


@dataclass(frozen=True, slots=True)
class Desk:
    """The actions with what they work on. ``ids`` belong to ``paths``."""

    library: Library
    actions: PhotoActions
    photos: PhotoModel
    window: QWidget
    ids: tuple[int, ...]
    paths: tuple[Path, ...]

    def favourites(self) -> set[int]:
        return {item.id for item in self.library.items(self.ids).values() if item.favourite}

    def tagged(self, tag: str) -> set[int]:
        return {item.id for item in self.library.items(self.ids).values() if tag in item.tags}


@pytest.fixture
def desk(qtbot: QtBot, library: Library, paint: Callable[..., Path]) -> Iterator[Desk]:
    paths = tuple(paint(f"{name}.png", name, seed=n) for n, name in enumerate(("red", "green", "blue", "white")))
    library.index([paths[0].parent])
    listed = [int(each) for each in library.start_read(lambda reader: reader.listing(Place())).result().ids]
    by_path = {item.path: item.id for item in library.items(listed).values()}
    window = QWidget()
    window.resize(800, 500)
    bridge = LibraryBridge(library, window)
    photos = PhotoModel(bridge, window)
    renderer = PictureRenderer(window)
    actions = PhotoActions(bridge, photos, renderer, window)
    window.show()
    yield Desk(library, actions, photos, window, tuple(by_path[path] for path in paths), paths)
    actions.stop()
    renderer.close()
    with qtbot.waitSignal(bridge.closed, timeout=TIMEOUT):
        bridge.close()
    window.close()
    window.deleteLater()


class _Opener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url.toLocalFile())


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The local files and folders that the system was asked to open."""
    opener = _Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]  # the stub says bytes, which fail
    yield opener.urls
    QDesktopServices.unsetUrlHandler("file")
