"""What travels when photos are dragged, and what is made of foreign drags."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from photorag.qt.grid.dragging import drag_ids, drag_mime, drag_pixmap
from photorag.qt.theme import Theme
from tests.qt.grid.conftest import RED, item


def test_ids_and_files_travel_together() -> None:
    mime = drag_mime([3, 5], [item(3)])
    assert drag_ids(mime) == (3, 5)
    assert [url.toLocalFile() for url in mime.urls()] == ["/photos/3.jpg"]


def test_a_file_from_elsewhere_is_no_photo_of_ours() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/photos/3.jpg")])
    assert drag_ids(mime) == ()


@pytest.mark.parametrize("data", [b"", b"{", b'{"1": 2}', b'["1", null]', b"\xff\xfe", b"7"])
def test_damaged_ids_are_none(data: bytes) -> None:
    mime = QMimeData()
    mime.setData("application/x-photorag-items", data)
    assert drag_ids(mime) == ()


def test_the_picture_under_the_mouse_shows_the_photo_small_and_a_number(theme: Theme) -> None:
    image = QImage(600, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(RED)
    one = drag_pixmap(image, 1, 1, theme, 2.0)
    assert one.devicePixelRatio() == 2.0
    assert one.deviceIndependentSize().width() <= 110
    middle = one.toImage().pixelColor(one.width() // 2, one.height() // 2)
    assert middle.red() > 150 and middle.green() < 60
    assert drag_pixmap(image, 1, 1, theme, 1.0).toImage() != drag_pixmap(image, 5, 5, theme, 1.0).toImage()
    assert drag_pixmap(None, 5000, 200, theme, 1.0).width() > drag_pixmap(None, 5, 5, theme, 1.0).width()
