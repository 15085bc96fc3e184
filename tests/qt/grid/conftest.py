"""A grid on its own, with as many photos as a test likes and four thumbnails for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Item
from photorag.qt.grid.layout import Section
from photorag.qt.grid.photo_grid import PhotoGrid
from photorag.qt.grid.photo_model import PhotoModel, Shown
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme

T = TypeVar("T")
RATIOS = (1.5, 0.75, 4 / 3, 1.0, 16 / 9, 2 / 3)
TINT = 0x3366AA
RED = QColor(200, 30, 30)
THUMBNAILS = 4  # and a fifth content, whose file is missing


def item(number: int, **changes: Any) -> Item:
    fields: dict[str, Any] = {
        "id": number, "segment": number, "path": Path(f"/photos/{number}.jpg"), "kind": "photo",
        "content": (number % (THUMBNAILS + 1)).to_bytes(4, "big"), "width": 400, "height": 300,
        "taken": "2023-08-14T17:42:00", "size": 1000, "mtime_ns": 0, "partial": False, "offline": False,
    }  # fmt: skip
    return Item(**(fields | changes))


class InstantReads:
    """Answers at once, like a library that holds every id; ``changes`` are what is special about some items."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.changes: dict[int, dict[str, Any]] = {}

    def read(self, question: Callable[[Any], T], handler: Callable[[Future[T]], None]) -> None:
        future: Future[T] = Future()
        future.set_result(question(self))
        handler(future)

    def items(self, ids: Sequence[int]) -> dict[int, Item]:
        self.asked.extend(ids)
        return {each: item(each, **self.changes.get(each, {})) for each in ids}


@pytest.fixture
def reads() -> InstantReads:
    return InstantReads()


@pytest.fixture
def thumbnail_of(tmp_path: Path) -> Callable[[bytes], Path]:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(RED)
    for number in range(THUMBNAILS):
        image.save(str(tmp_path / f"{number}.png"))
    return lambda content: tmp_path / f"{int.from_bytes(content, 'big')}.png"


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme, reads: InstantReads, thumbnail_of: Callable[[bytes], Path]) -> PhotoGrid:
    model = PhotoModel(reads)
    loader = ThumbnailLoader(thumbnail_of, model)
    grid = PhotoGrid(model, loader, theme)
    model.setParent(grid)
    qtbot.addWidget(grid, before_close_func=lambda _: loader.close())
    grid.resize(1000, 700)
    grid.show()
    return grid


def show(grid: PhotoGrid, ids: Sequence[int], sections: Sequence[Section] | None = None) -> None:
    numbers = np.array(ids, np.int64)
    ratios = np.array([RATIOS[each % len(RATIOS)] for each in ids], np.float32)
    tints = np.full(len(ids), TINT, np.int32)
    grid.photos.replace(
        Shown(numbers, ratios, tints, tuple(sections or [Section("All photos", "", len(ids))])),
    )


def centre(grid: PhotoGrid, row: int) -> QPoint:
    return grid.visualRect(grid.photos.index(row)).center()


def click(grid: PhotoGrid, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, centre(grid, row))


def colour_at(grid: PhotoGrid, point: QPoint) -> QColor:
    return grid.viewport().grab().toImage().pixelColor(point)


def close_to(one: QColor, two: QColor) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one.getRgb(), two.getRgb(), strict=True))  # type: ignore[call-overload]
