"""The model and the grid with 100,000 photos: what is asked for, and what is kept over a refresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Item
from photorag.qt.grid.layout import Section
from photorag.qt.grid.photo_grid import PhotoGrid
from photorag.qt.grid.photo_model import PhotoModel, tool_tip
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme
from tests.qt.conftest import TIMEOUT

T = TypeVar("T")
MANY = 100_000


def item(number: int) -> Item:
    return Item(
        number, number, Path(f"/photos/{number}.jpg"), "photo", number.to_bytes(4, "big"), 400, 300,
        "2023-08-14T17:42:00", 1000, 0, False, False,
    )  # fmt: skip


class InstantReads:
    """Answers like a library that holds every id."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, question: Callable[[Any], T], handler: Callable[[Future[T]], None]) -> None:
        future: Future[T] = Future()
        future.set_result(question(self))
        handler(future)

    def items(self, ids: Sequence[int]) -> dict[int, Item]:
        self.asked.extend(ids)
        return {each: item(each) for each in ids}


@pytest.fixture
def reads() -> InstantReads:
    return InstantReads()


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme, tmp_path: Path, reads: InstantReads) -> PhotoGrid:
    def path_of(content: bytes) -> Path:
        return tmp_path / f"{int.from_bytes(content, 'big') % 5}.jpg"

    for number in range(4):  # the fifth is missing
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        image.save(str(tmp_path / f"{number}.jpg"))
    model = PhotoModel(reads)
    grid = PhotoGrid(model, ThumbnailLoader(path_of, model), theme)
    model.setParent(grid)
    qtbot.addWidget(grid)
    grid.resize(1000, 700)
    grid.show()
    return grid


def show(grid: PhotoGrid, ids: Sequence[int]) -> None:
    grid.photos.replace(ids, [Section("All photos", "", len(ids))])


def test_only_what_is_seen_is_asked_for(qtbot: QtBot, grid: PhotoGrid, reads: InstantReads) -> None:
    show(grid, range(MANY, 0, -1))
    qtbot.waitUntil(lambda: MANY in reads.asked, timeout=TIMEOUT)
    grid.scrollToBottom()
    qtbot.waitUntil(lambda: 1 in reads.asked, timeout=TIMEOUT)
    assert len(reads.asked) < 500
    assert grid.photos.rowCount() == MANY


def test_thumbnails_arrive_and_a_missing_one_is_no_error(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, [1, 2, 3, 4])
    red = Qt.GlobalColor.red

    def pixel(row: int) -> object:
        return grid.grab().toImage().pixelColor(grid.visualRect(grid.photos.index(row)).center())

    qtbot.waitUntil(lambda: pixel(0).red() > 200 and pixel(0).green() < 60, timeout=TIMEOUT)  # type: ignore[attr-defined]
    assert pixel(3) != red  # no file: a quiet tile


def test_a_refresh_keeps_place_and_selection(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, list(range(1000, 0, -1)))
    grid.verticalScrollBar().setValue(5000)
    top = grid.indexAt(QPoint(60, 150))
    kept = grid.photos.id_at(top.row())
    grid.selectionModel().setCurrentIndex(top, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    before = grid.visualRect(top).y()
    place = grid.place()
    show(grid, list(range(1012, 0, -1)))  # newer ones came in before
    grid.restore(place)
    assert grid.selected_ids() == [kept]
    assert grid.current_id() == kept
    row = grid.photos.row_of(kept)
    assert row is not None
    # Twelve more photos may move it to another column and line, but it stays in sight.
    assert abs(grid.visualRect(grid.photos.index(row)).y() - before) < 2 * grid.visualRect(top).height()


def test_at_the_top_new_photos_push_in(grid: PhotoGrid) -> None:
    show(grid, list(range(1000, 0, -1)))
    place = grid.place()
    show(grid, list(range(1001, 0, -1)))
    grid.restore(place)
    assert grid.verticalScrollBar().value() == 0


def test_keys_move_and_enter_opens(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, list(range(100)))
    grid.setFocus()
    columns = sum(
        grid.visualRect(grid.photos.index(row)).y() == grid.visualRect(grid.photos.index(0)).y() for row in range(20)
    )
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(grid, key)
    assert grid.current_id() == columns + 1
    with qtbot.waitSignal(grid.activated):
        QTest.keyClick(grid, Qt.Key.Key_Return)
    QTest.keyClick(grid, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert len(grid.selected_ids()) == columns + 2
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert grid.current_id() == 99


def test_clicks_select(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, list(range(100)))

    def click(row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        where = grid.visualRect(grid.photos.index(row)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, where)

    click(1)
    assert grid.selected_ids() == [1]
    click(3, Qt.KeyboardModifier.ShiftModifier)
    assert grid.selected_ids() == [1, 2, 3]
    click(2, Qt.KeyboardModifier.ControlModifier)
    assert grid.selected_ids() == [1, 3]


def test_a_tool_tip_never_turns_into_html() -> None:
    hostile = Item(1, 1, Path("/<img src=x>.jpg"), "photo", b"", 1, 1, None, 1, 0, False, False)
    assert "<img" not in tool_tip(hostile)
