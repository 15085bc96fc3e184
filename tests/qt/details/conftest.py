"""The right panel on a real library; only the model is the fake of `tests.fakes`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Item
from photorag.core.paths import Home
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge
from photorag.qt.details.panel import RightPanel
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme
from tests.fakes import ColourEmbedder

TIMEOUT = 30_000


@dataclass
class Shown:
    """A panel, and what it stands on. ``items`` by file name."""

    panel: RightPanel
    library: Library
    bridge: LibraryBridge
    photos: PhotoModel
    items: dict[str, Item]

    def id(self, name: str) -> int:
        return self.items[name].id

    def select(self, *names: str) -> None:
        ids = [self.id(name) for name in names]
        self.panel.show_selection(ids, ids[0] if ids else None)


@pytest.fixture
def show_panel(
    qtbot: QtBot, theme: Theme, own_home: Home, embedder: ColourEmbedder
) -> Iterator[Callable[[Path], Shown]]:
    """Reads a folder and shows the panel on it."""
    opened: list[tuple[Shown, ThumbnailLoader]] = []

    def show(folder: Path) -> Shown:
        library = Library.open(own_home)
        library.index([folder])
        paths = [path for path in folder.rglob("*") if path.is_file()]
        found = library.start_read(lambda reader: [reader.item_at(path) for path in paths]).result()
        bridge = LibraryBridge(library)
        photos = PhotoModel(bridge)
        thumbnails = ThumbnailLoader(library.thumbnails.path)
        panel = RightPanel(bridge, photos, thumbnails, theme)
        panel.resize(372, 800)
        panel.show()
        shown = Shown(panel, library, bridge, photos, {item.title: item for item in found if item is not None})
        opened.append((shown, thumbnails))
        return shown

    yield show
    for shown, thumbnails in opened:
        shown.panel.close_workers()
        thumbnails.close()
        with qtbot.waitSignal(shown.bridge.closed, timeout=TIMEOUT):
            shown.bridge.close()
        shown.panel.hide()
        shown.panel.deleteLater()


@pytest.fixture
def shown(show_panel: Callable[[Path], Shown], paint: Callable[..., Path]) -> Shown:
    for name, colour, seed in (
        ("a/red.jpg", "red", 0), ("a/crimson.jpg", "red", 5), ("a/blue.jpg", "blue", 1), ("b/green.jpg", "green", 2),
        ("b/tall.jpg", "yellow", 3),
    ):  # fmt: skip
        path = paint(name, colour, seed, (60, 80) if "tall" in name else (80, 60))
    return show_panel(path.parents[1])
