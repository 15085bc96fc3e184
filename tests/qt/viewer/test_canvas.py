"""The canvas: what is painted where, and what wheel, mouse and double click do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photorag.qt.theme import Theme
from photorag.qt.tokens import VIEWER_BG
from photorag.qt.viewer.picture_canvas import PictureCanvas
from tests.qt.conftest import TIMEOUT

FULL = QSize(4000, 3000)


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> PictureCanvas:
    """800 x 600, with a picture of 4000 x 3000 pixels known at a quarter of that: green, its top left quarter red."""
    made = PictureCanvas()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.show_picture(picture(FULL / 4), FULL)
    return made


def picture(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 200, 0))
    for y in range(size.height() // 2):
        for x in range(size.width() // 2):
            image.setPixelColor(x, y, QColor(200, 0, 0))
    return image


def turn_wheel(canvas: PictureCanvas, at: QPoint, turn: int) -> None:
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(at), canvas.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def colour(canvas: PictureCanvas, x: int, y: int) -> str:
    found = canvas.grab().toImage().pixelColor(x, y)
    if found == QColor(VIEWER_BG):
        return "background"
    return "red" if found.red() > 150 and found.green() < 50 else "green" if found.green() > 150 else "mixed"


def test_a_fitted_picture_leaves_a_margin(canvas: PictureCanvas) -> None:
    assert canvas.placement.scale == pytest.approx((600 - 48) / 3000)
    assert colour(canvas, 400, 10) == "background"
    assert colour(canvas, 100, 50) == "red"
    assert colour(canvas, 700, 500) == "green"


def test_on_a_full_screen_it_leaves_none(canvas: PictureCanvas) -> None:
    canvas.use_whole_window(True)
    assert colour(canvas, 1, 1) == "red"


def test_the_wheel_zooms_where_the_mouse_is(qtbot: QtBot, canvas: PictureCanvas) -> None:
    middle = QPoint(400, 300)  # of the picture too: where its red part ends
    shown: list[int] = []
    canvas.zoom_changed.connect(shown.append)
    for _ in range(6):
        turn_wheel(canvas, middle, 120)
    scale = canvas.placement.scale
    assert scale == pytest.approx((600 - 48) / 3000 * 1.2**6)
    assert shown[-1] == round(scale * 100)
    # It glides there, and the point under the mouse stays where it is on the way and in the end.
    assert colour(canvas, 392, 292) == "red"
    assert colour(canvas, 408, 308) == "green"
    qtbot.waitUntil(lambda: colour(canvas, 1, 1) == "red", timeout=TIMEOUT)
    assert colour(canvas, 392, 292) == "red"
    assert colour(canvas, 408, 308) == "green"


def test_a_touchpad_zooms_without_gliding(canvas: PictureCanvas) -> None:
    turn_wheel(canvas, QPoint(400, 300), 30)
    assert canvas.placement.scale == pytest.approx((600 - 48) / 3000 * 1.2**0.25)


def test_a_double_click_shows_100_per_cent_and_the_next_all_of_it(canvas: PictureCanvas) -> None:
    wanted: list[bool] = []
    canvas.closer_wanted.connect(lambda: wanted.append(True))
    at = QPoint(400, 300)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.percent == 100
    assert wanted  # the quarter there is is not enough for this
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.space.is_fitted(canvas.placement)


def test_full_size_pixels_are_shown_one_by_one(qtbot: QtBot, canvas: PictureCanvas) -> None:
    striped = QImage(FULL, QImage.Format.Format_RGB32)
    striped.fill(QColor(0, 200, 0))
    for y in range(FULL.height()):
        striped.setPixelColor(2000, y, QColor(200, 0, 0))
    canvas.full_size()
    canvas.sharpen(striped)
    qtbot.waitUntil(lambda: colour(canvas, 400, 300) == "red", timeout=TIMEOUT)
    assert colour(canvas, 399, 300) == "green"
    assert colour(canvas, 401, 300) == "green"


def test_dragging_moves_it_as_far_as_it_goes(canvas: PictureCanvas) -> None:
    canvas.full_size()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=QPoint(400, 300))
    before = canvas.placement
    QTest.mouseMove(canvas, QPoint(450, 280))
    assert (canvas.placement.x - before.x, canvas.placement.y - before.y) == (50, -20)
    QTest.mouseMove(canvas, QPoint(9000, 9000))
    assert (canvas.placement.x, canvas.placement.y) == (0, 0)
    QTest.mouseRelease(canvas, left, pos=QPoint(9000, 9000))
    QTest.mouseMove(canvas, QPoint(300, 300))
    assert (canvas.placement.x, canvas.placement.y) == (0, 0)


def test_a_resized_window_fits_it_again_or_keeps_the_zoom(canvas: PictureCanvas) -> None:
    canvas.resize(500, 300)
    assert canvas.space.is_fitted(canvas.placement)
    canvas.full_size()
    middle = canvas.space.middle(canvas.placement)
    canvas.resize(900, 700)
    assert canvas.percent == 100
    assert canvas.space.middle(canvas.placement) == pytest.approx(middle)


def test_a_sentence_stands_over_the_picture_or_in_place_of_it(canvas: PictureCanvas) -> None:
    before = canvas.grab().toImage()
    canvas.say("Its folder is offline")
    assert canvas.grab().toImage() != before
    assert canvas.accessibleName() == "Its folder is offline"
    canvas.show_picture(None, QSize(), "Nothing to see")
    assert canvas.percent == 0
    assert colour(canvas, 10, 10) == "background"
