"""Pictures in exactly the pixels they are painted in: sizes, order, limits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.grid.thumbnail_reader import Tile, read_tile, read_whole
from tests.qt.conftest import TIMEOUT, collected
from tests.qt.grid.conftest import RED, close_to


def stripes(path: Path, width: int, height: int) -> Path:
    """Left half red, right half blue."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    for x in range(width // 2, width):
        for y in range(height):
            image.setPixelColor(x, y, QColor(Qt.GlobalColor.blue))
    image.save(str(path))
    return path


@pytest.mark.parametrize(("width", "height"), [(270, 180), (100, 180), (180, 60), (1, 1), (299, 200)])
def test_a_tile_has_the_cell_s_size_and_shows_the_middle(tmp_path: Path, width: int, height: int) -> None:
    tile = read_tile(stripes(tmp_path / "a.png", 300, 200), Tile(b"", width, height, 0))
    assert (tile.width(), tile.height()) == (width, height)
    if width > 2:
        assert close_to(tile.pixelColor(width // 4, height // 2), RED)
        assert tile.pixelColor(width - width // 4, height // 2).blue() > 240


def test_a_small_thumbnail_is_not_blown_up_and_keeps_the_cell_s_shape(tmp_path: Path) -> None:
    tile = read_tile(stripes(tmp_path / "a.png", 300, 200), Tile(b"", 900, 300, 16))
    assert (tile.width(), tile.height()) == (300, 100)
    assert tile.pixelColor(0, 0).alpha() == 0


def test_corners_are_round(tmp_path: Path) -> None:
    tile = read_tile(stripes(tmp_path / "a.png", 300, 200), Tile(b"", 150, 100, 8))
    for x, y in ((0, 0), (149, 0), (0, 99), (149, 99)):
        assert tile.pixelColor(x, y).alpha() == 0
    for x, y in ((8, 0), (0, 8), (149, 50), (75, 99), (5, 5)):
        assert tile.pixelColor(x, y).alpha() == 255


def test_damaged_and_missing_files_give_no_picture(tmp_path: Path) -> None:
    (tmp_path / "damaged.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing more")
    for name in ("damaged.jpg", "missing.jpg"):
        assert read_tile(tmp_path / name, Tile(b"", 100, 100, 8)).isNull()
        assert read_whole(tmp_path / name, 100).isNull()


def test_a_whole_picture_is_not_cut(tmp_path: Path) -> None:
    whole = read_whole(stripes(tmp_path / "a.png", 300, 200), 100)
    assert (whole.width(), whole.height()) == (150, 100)


def content(number: int) -> bytes:
    return number.to_bytes(4, "big")


def test_a_tile_arrives_and_another_size_stands_in(qtbot: QtBot, thumbnail_of: Callable[[bytes], Path]) -> None:
    loader = ThumbnailLoader(thumbnail_of)
    small, large = Tile(content(1), 90, 60, 8), Tile(content(1), 180, 120, 8)
    assert loader.tile(small) is None
    with qtbot.waitSignal(loader.loaded, timeout=TIMEOUT) as loaded:
        loader.want_tiles([small])
    assert loaded.args == [content(1)]
    stand_in = loader.tile(large)
    assert stand_in is not None and stand_in.width() == 90
    with qtbot.waitSignal(loader.loaded, timeout=TIMEOUT):
        loader.want_tiles([large])
    found = loader.tile(large)
    assert found is not None and found.width() == 180
    loader.close()


def test_a_missing_thumbnail_is_looked_for_once_until_it_may_be_there(
    qtbot: QtBot, thumbnail_of: Callable[[bytes], Path]
) -> None:
    asked: list[bytes] = []

    def path_of(each: bytes) -> Path:
        asked.append(each)
        return thumbnail_of(each)

    loader = ThumbnailLoader(path_of)
    tile = Tile(content(4), 90, 60, 8)
    with qtbot.waitSignal(loader.loaded, timeout=TIMEOUT):
        loader.want_tiles([tile])
    loader.want_tiles([tile])
    assert loader.image(content(4), 100) is None
    loader.close()
    assert len(asked) == 1
    loader.forget_missing()
    with qtbot.waitSignal(loader.loaded, timeout=TIMEOUT):
        loader.want_tiles([tile])
    assert len(asked) == 2


def test_the_newest_wishes_come_first_and_old_ones_are_forgotten(
    qtbot: QtBot, thumbnail_of: Callable[[bytes], Path]
) -> None:
    opened, begun, order = threading.Event(), threading.Semaphore(0), list[int]()

    def path_of(each: bytes) -> Path:
        number = int.from_bytes(each, "big")
        if number >= 100:  # keep both threads busy
            begun.release()
            assert opened.wait(30)
        else:
            order.append(number)
        return thumbnail_of(content(number % 4))

    loader = ThumbnailLoader(path_of)
    seen = collected(loader.loaded)
    loader.want_tiles([Tile(content(each), 90, 60, 8) for each in (100, 101)])
    assert begun.acquire(timeout=30) and begun.acquire(timeout=30)
    loader.want_tiles([Tile(content(each), 90, 60, 8) for each in range(50)])
    loader.want_tiles([Tile(content(each), 90, 60, 8) for each in (51, 52, 53)])
    loader.image(content(60), 200)
    opened.set()
    qtbot.waitUntil(lambda: len(seen) == 6, timeout=TIMEOUT)
    loader.close()
    assert sorted(order) == [51, 52, 53, 60]
    assert 60 in order[:2] and 51 in order[-2:]


def test_the_cache_is_bounded(qtbot: QtBot, thumbnail_of: Callable[[bytes], Path]) -> None:
    each_bytes = 90 * 60 * 4
    loader = ThumbnailLoader(lambda each: thumbnail_of(content(each[-1] % 4)), cache_bytes=5 * each_bytes)
    tiles = [Tile(content(number), 90, 60, 8) for number in range(20)]
    seen = collected(loader.loaded)
    loader.want_tiles(tiles)
    qtbot.waitUntil(lambda: len(seen) == 20, timeout=TIMEOUT)
    assert sum(loader.tile(tile) is not None for tile in tiles) == 5
    loader.close()


def test_whole_pictures_of_few_sizes(qtbot: QtBot, thumbnail_of: Callable[[bytes], Path]) -> None:
    loader = ThumbnailLoader(thumbnail_of)
    with qtbot.waitSignal(loader.loaded, timeout=TIMEOUT):
        assert loader.image(content(1), 100) is None
    first = loader.image(content(1), 100)
    assert first is not None and first.height() == 128
    assert loader.image(content(1), 120) is first
    larger = loader.image(content(1), 200)
    assert larger is first  # until the larger one is there
    qtbot.waitUntil(lambda: loader.image(content(1), 200) is not first, timeout=TIMEOUT)
    loader.close()
