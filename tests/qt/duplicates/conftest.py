"""The page on a real library: two exact copies, and two other photos."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photorag.core.paths import Home
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge
from photorag.qt.duplicates.duplicates_page import DuplicatesPage
from photorag.qt.duplicates.duplicates_runs import DuplicatesRuns
from photorag.qt.duplicates.state import LookPhase
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme
from tests.fakes import ColourEmbedder

TIMEOUT = 30_000


@pytest.fixture
def library_with_copies(own_home: Home, embedder: ColourEmbedder, paint: Callable[..., Path]) -> Library:
    """Closed by the bridge."""
    red = paint("red.jpg", "red")
    shutil.copy(red, red.with_name("red again.jpg"))
    shutil.copy(paint("green.jpg", "green", seed=3), red.with_name("green again.jpg"))
    paint("blue.jpg", "blue", seed=5)
    library = Library.open(own_home)
    library.index([red.parent])
    return library


@pytest.fixture
def bridge(qtbot: QtBot, library_with_copies: Library) -> Iterator[LibraryBridge]:
    opened = LibraryBridge(library_with_copies)
    yield opened
    with qtbot.waitSignal(opened.closed, timeout=TIMEOUT):
        opened.close()


@pytest.fixture
def runs(bridge: LibraryBridge) -> DuplicatesRuns:
    return DuplicatesRuns(bridge, bridge)


@pytest.fixture
def photos(bridge: LibraryBridge) -> PhotoModel:
    return PhotoModel(bridge, bridge)


@pytest.fixture
def thumbnails(bridge: LibraryBridge, library_with_copies: Library) -> Iterator[ThumbnailLoader]:
    loader = ThumbnailLoader(library_with_copies.thumbnails.path, bridge)
    yield loader
    loader.close()


@pytest.fixture
def page(
    qtbot: QtBot,
    bridge: LibraryBridge,
    runs: DuplicatesRuns,
    photos: PhotoModel,
    thumbnails: ThumbnailLoader,
    theme: Theme,
) -> DuplicatesPage:
    """Shown, with all it has found."""
    made = DuplicatesPage(bridge, runs, photos, thumbnails, theme)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()

    def ready() -> None:
        assert runs.state.phase is LookPhase.FOUND
        assert all(tile.item is not None for card in made.list.cards.values() for tile in card.tiles)

    qtbot.waitUntil(ready, timeout=TIMEOUT)
    return made
