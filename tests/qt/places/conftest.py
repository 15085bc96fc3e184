"""Looks at libraries that no disk has to hold, and a real library behind a bridge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import FolderCount, Root, RootState, RootSummary
from photorag.core.paths import Home
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge
from photorag.qt.places.overview import PlacesOverview
from tests.fakes import ColourEmbedder
from tests.qt.conftest import TIMEOUT, leftover_threads

PICTURES, UPLOADS, USB = Path("/home/a/Pictures"), Path("/home/a/Uploads"), Path("/media/USB")


def root(path: Path, items: int, state: RootState = RootState.ONLINE, failures: int = 0) -> RootSummary:
    return RootSummary(Root(1, path, state, 1, 0.0, 0.0), items, failures)


def overview(folders: Mapping[str, int] | None = None, *roots: RootSummary) -> PlacesOverview:
    """``folders``: path below Pictures -> count."""
    counts = [FolderCount(PICTURES / name, items) for name, items in (folders or {}).items()]
    shown = roots or (root(PICTURES, 100),)
    return PlacesOverview(100, 5, 7, shown, [FolderCount(each.root.path, each.items) for each in shown] + counts)


@pytest.fixture
def bridge(qtbot: QtBot, own_home: Home, embedder: ColourEmbedder) -> Iterator[LibraryBridge]:
    made = LibraryBridge(Library.open(own_home, hosted=True))
    yield made
    with qtbot.waitSignal(made.closed, timeout=TIMEOUT):
        made.close()
    made.deleteLater()
    assert leftover_threads() == []
