"""What is seen: pictures, placeholders, rings, signs and headings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import NO_TINT
from photorag.qt.grid.grid_painter import STICKY, GridPainter, View
from photorag.qt.grid.layout import Section
from photorag.qt.grid.marks import badge_of
from photorag.qt.grid.photo_grid import PhotoGrid
from photorag.qt.grid.photo_model import Shown
from photorag.qt.theme import Theme
from tests.qt.conftest import TIMEOUT
from tests.qt.grid.conftest import RED, TINT, InstantReads, centre, click, close_to, colour_at, item, show

MISSING = 4  # the content whose thumbnail is not there


def rect(grid: PhotoGrid, row: int) -> QRect:
    return grid.visualRect(grid.photos.index(row))


def painted(qtbot: QtBot, grid: PhotoGrid, row: int) -> None:
    """Waits until the row's picture is there."""
    qtbot.waitUntil(lambda: close_to(colour_at(grid, centre(grid, row)), RED), timeout=TIMEOUT)


def differs(one: QImage, two: QImage, where: QRect) -> bool:
    return one.copy(where) != two.copy(where)


def test_pictures_arrive_in_the_place_of_their_colour(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, [1, 2, MISSING])
    assert close_to(colour_at(grid, centre(grid, 0)), QColor(TINT))
    painted(qtbot, grid, 0)
    box = rect(grid, 0)
    for corner in (box.topLeft(), box.bottomRight()):
        assert not close_to(colour_at(grid, corner), RED)  # round
    for edge in (QPoint(box.left(), box.center().y()), QPoint(box.right(), box.center().y())):
        assert close_to(colour_at(grid, edge), RED)
    assert close_to(colour_at(grid, centre(grid, 2)), QColor(TINT))  # no file: it stays


def test_without_a_colour_the_placeholder_is_quiet(grid: PhotoGrid, theme: Theme) -> None:
    tints = np.array([NO_TINT], np.int32)
    grid.photos.replace(Shown([MISSING], np.ones(1, np.float32), tints, (Section("", "", 1),)))
    assert close_to(colour_at(grid, centre(grid, 0)), theme.colour("hover"))


def test_selected_photos_have_a_ring_and_several_a_tick(qtbot: QtBot, grid: PhotoGrid, theme: Theme) -> None:
    show(grid, [1, 2, 3])
    painted(qtbot, grid, 2)
    accent = theme.colour("accent")

    def ring(row: int) -> bool:
        return close_to(colour_at(grid, QPoint(rect(grid, row).left() + 1, centre(grid, row).y())), accent)

    def tick(row: int) -> bool:
        return close_to(colour_at(grid, rect(grid, row).topLeft() + QPoint(9, 16)), theme.colour("fill"))

    click(grid, 0)
    assert [ring(row) for row in range(3)] == [True, False, False]
    assert not tick(0)
    click(grid, 1, Qt.KeyboardModifier.ControlModifier)
    assert [ring(row) and tick(row) for row in range(3)] == [True, True, False]


def test_the_current_photo_is_seen_without_being_selected(qtbot: QtBot, grid: PhotoGrid, theme: Theme) -> None:
    show(grid, [1, 2, 3])
    painted(qtbot, grid, 1)
    click(grid, 0)
    QTest.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert grid.selected_ids() == [1]
    qtbot.waitUntil(grid.hasFocus, timeout=TIMEOUT)
    left = QPoint(rect(grid, 1).left(), centre(grid, 1).y())
    assert close_to(colour_at(grid, left), theme.colour("ink"))
    assert close_to(colour_at(grid, left + QPoint(2, 0)), theme.colour("bg"))


@pytest.mark.parametrize(
    ("changes", "badge"),
    [
        ({}, None),
        ({"path": Path("/a.GIF")}, "GIF"),
        ({"path": Path("/a.NEF")}, "RAW"),
        ({"kind": "video", "path": Path("/a.gif")}, "film"),
        ({"kind": "document"}, "file-text"),
    ],
)
def test_the_kind_of_a_file_is_told_at_the_upper_right(
    qtbot: QtBot, grid: PhotoGrid, reads: InstantReads, changes: dict[str, Any], badge: str | None
) -> None:
    assert badge_of(item(1, **changes)) == badge
    reads.changes[1] = changes
    show(grid, [1])
    painted(qtbot, grid, 0)
    box = rect(grid, 0)
    image = grid.viewport().grab().toImage()
    corner = image.copy(box.right() - 40, box.top() + 4, 32, 24)
    plain = all(close_to(corner.pixelColor(x, y), RED) for x in range(32) for y in range(24))
    assert plain == (badge is None)


def test_a_favourite_has_a_heart_at_the_lower_left(qtbot: QtBot, grid: PhotoGrid, reads: InstantReads) -> None:
    reads.changes[2] = {"favourite": True}
    show(grid, [1, 2])
    painted(qtbot, grid, 1)

    def heart(row: int) -> bool:
        return close_to(colour_at(grid, rect(grid, row).bottomLeft() + QPoint(16, -16)), QColor("white"))

    assert [heart(0), heart(1)] == [False, True]


def test_what_is_offline_is_dimmed(qtbot: QtBot, grid: PhotoGrid, reads: InstantReads) -> None:
    reads.changes[2] = {"offline": True}
    show(grid, [1, 2])
    painted(qtbot, grid, 0)
    assert not close_to(colour_at(grid, centre(grid, 1)), RED)


def test_the_heading_stays_until_the_next_one_pushes_it_out(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, range(1, 81), [Section("August", "40 photos", 40), Section("July", "40 photos", 40)])
    band = QRect(20, 0, 70, 36)
    august = grid.viewport().grab(band).toImage()
    qtbot.waitUntil(lambda: close_to(colour_at(grid, centre(grid, 0)), RED), timeout=TIMEOUT)
    grid.verticalScrollBar().setValue(500)
    inks = [dark_pixels(august), dark_pixels(grid.viewport().grab(band).toImage())]
    assert inks[0] > 40 and abs(inks[0] - inks[1]) < 12  # the same word, over photos that shine through
    first_of_july = rect(grid, 40).y() + grid.verticalOffset()
    grid.verticalScrollBar().setValue(first_of_july - 40)
    july = dark_pixels(grid.viewport().grab(band).toImage())
    assert 0 < july < inks[0] - 20  # a shorter word
    grid.verticalScrollBar().setValue(first_of_july - 40 - 10)
    pushed = grid.viewport().grab(QRect(20, 0, 70, 10)).toImage()
    assert grid.viewport().grab(QRect(20, 10, 70, 36)).toImage() != pushed


def dark_pixels(image: QImage) -> int:
    return sum(image.pixelColor(x, y).lightness() < 90 for x in range(image.width()) for y in range(image.height()))


def test_scrolling_shows_the_same_as_painting_all_of_it(qtbot: QtBot, grid: PhotoGrid) -> None:
    """Only the new strip is painted; what was moved must leave no traces."""
    with qtbot.waitExposed(grid):
        show(grid, range(1, 1001), [Section(str(number), "", 50) for number in range(20)])
    grid.selectAll()
    bar, viewport = grid.verticalScrollBar(), grid.viewport()

    def as_numbers(image: QImage) -> NDArray[np.int16]:
        plain = image.convertToFormat(QImage.Format.Format_RGB32)
        return np.frombuffer(plain.constBits(), np.uint8).astype(np.int16)

    def same() -> bool:
        screen = grid.screen().grabWindow(grid.winId()).toImage().copy(viewport.geometry())
        # Smoothed edges may be rounded another way when only a part is painted.
        return bool((abs(as_numbers(screen) - as_numbers(viewport.grab().toImage())) < 12).all())

    for step in (60, 60, -30, 45, 700, -20, 3, -200, 120, 120):
        bar.setValue(bar.value() + step)
        qtbot.waitUntil(same, timeout=TIMEOUT)


def test_scrolling_paints_little(qtbot: QtBot, grid: PhotoGrid, monkeypatch: pytest.MonkeyPatch) -> None:
    with qtbot.waitExposed(grid):
        show(grid, range(MISSING, 2000, 5))  # no pictures: nothing else arrives and is painted meanwhile
    for row in range(100):
        grid.photos.item(row)
    grid.verticalScrollBar().setValue(500)
    qtbot.waitUntil(lambda: grid.photos.item(99) is not None, timeout=TIMEOUT)
    qtbot.wait(50)
    heights: list[int] = []
    paint = GridPainter.paint

    def counted(self: GridPainter, painter: QPainter, region: QRegion, view: View) -> None:
        heights.append(region.subtracted(above).boundingRect().height())
        paint(self, painter, region, view)

    above = QRegion(0, 0, grid.width(), STICKY)
    monkeypatch.setattr(GridPainter, "paint", counted)
    grid.verticalScrollBar().setValue(520)
    qtbot.waitUntil(lambda: bool(heights), timeout=TIMEOUT)
    assert heights[0] == 20  # the new strip, beside the heading at the top
