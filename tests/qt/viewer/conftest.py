"""A viewer on real picture files and real worker processes; only the database behind the model is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Item
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme
from photorag.qt.viewer.picture_renderer import PictureRenderer
from photorag.qt.viewer.viewer import Viewer
from tests.qt.conftest import TIMEOUT

T = TypeVar("T")


class Shelf:
    """Answers the model's questions at once, with the items put on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.all: dict[int, Item] = {}

    def read(self, question: Callable[[Any], T], handler: Callable[[Future[T]], None]) -> None:
        future: Future[T] = Future()
        future.set_result(question(self))
        handler(future)

    def items(self, ids: Sequence[int]) -> dict[int, Item]:
        return {each: self.all[each] for each in ids if each in self.all}

    def thumbnail(self, content: bytes) -> Path:
        return self.folder / f"{content.hex()}.jpg"

    def put(self, path: Path) -> Item:
        """A picture file as an item, and its thumbnail."""
        number = len(self.all) + 1
        content = number.to_bytes(2, "big")
        with Image.open(path) as image:
            size = image.size
            small = image.convert("RGB")
        small.thumbnail((512, 512))
        small.save(self.thumbnail(content))
        item = Item(number, number, path, "photo", content, *size, "2023-08-14T17:42:00", 1000, 0, False, False)
        self.all[number] = item
        return item

    def mark(self, item_id: int, **changes: Any) -> None:
        self.all[item_id] = replace(self.all[item_id], **changes)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "thumbnails"
    folder.mkdir()
    return Shelf(folder)


@pytest.fixture
def photos(shelf: Shelf) -> PhotoModel:
    return PhotoModel(shelf)


@pytest.fixture
def renderer(theme: Theme) -> Iterator[PictureRenderer]:
    made = PictureRenderer()
    yield made
    made.close()


@pytest.fixture
def thumbnails(shelf: Shelf, photos: PhotoModel) -> Iterator[ThumbnailLoader]:
    made = ThumbnailLoader(shelf.thumbnail, photos)
    yield made
    made.close()


@pytest.fixture
def viewer(qtbot: QtBot, photos: PhotoModel, thumbnails: ThumbnailLoader, renderer: PictureRenderer) -> Viewer:
    """Shown at 1000 x 700, and empty."""
    made = Viewer(photos, thumbnails, renderer)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def three(tmp_path: Path, shelf: Shelf) -> list[Item]:
    """A large landscape, a portrait, and a small square."""
    made = []
    for name, size in (("large.jpg", (3000, 2000)), ("tall.jpg", (600, 900)), ("small.png", (50, 50))):
        path = tmp_path / name
        Image.effect_noise(size, 40).convert("RGB").save(path)
        made.append(shelf.put(path))
    return made


def open_at(qtbot: QtBot, viewer: Viewer, items: Sequence[Item], position: int = 0) -> None:
    """Opens the list and waits until the photo is sharp."""
    viewer.open([item.id for item in items], position)
    qtbot.waitUntil(lambda: viewer.sharp, timeout=TIMEOUT)
