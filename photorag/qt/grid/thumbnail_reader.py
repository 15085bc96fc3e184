"""Thumbnail files to pictures that are ready to be painted. Runs on the loader's threads."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter


class Tile(NamedTuple):
    """A picture wanted in exactly so many real pixels, its corners rounded."""

    content: bytes
    width: int
    height: int
    radius: int


class Whole(NamedTuple):
    """A picture wanted uncut, its shorter side at least so many pixels as far as it has them."""

    content: bytes
    side: int


def read_whole(path: Path, side: int) -> QImage:
    """A null image when the file is not there or damaged."""
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isValid() and min(size.width(), size.height()) > side:
        reader.setScaledSize(_times(size, side / min(size.width(), size.height())))
    return reader.read().convertToFormat(QImage.Format.Format_RGB32)


def read_tile(path: Path, tile: Tile) -> QImage:
    """The middle of the picture in the tile's shape. Smaller than asked for, but never blown up, when the file has
    fewer pixels. A null image when it is not there or damaged."""
    reader = QImageReader(str(path))
    size = reader.size()
    if not size.isValid():
        return QImage()
    scale = max(tile.width / size.width(), tile.height / size.height())
    if scale < 1:
        reader.setScaledSize(_times(size, scale))
    shrink = min(1.0, 1 / scale)  # what is left of the wish when the file has fewer pixels
    image = reader.read()
    cut = QSize(min(image.width(), max(1, round(tile.width * shrink))), 0)
    cut.setHeight(min(image.height(), max(1, round(tile.height * shrink))))
    if cut != image.size():
        corner = QPoint((image.width() - cut.width()) // 2, (image.height() - cut.height()) // 2)
        image = image.copy(QRect(corner, cut))
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    if not image.isNull():
        _round_corners(image, max(1, round(tile.radius * shrink)))
    return image


def _times(size: QSize, scale: float) -> QSize:
    return QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))


def _round_corners(image: QImage, radius: int) -> None:
    """Only the four corners are touched: clipping the whole picture costs ten times as much."""
    disc = _disc(radius)
    right, bottom = image.width() - radius, image.height() - radius
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    for x, part_x in ((0, 0), (right, radius)):
        for y, part_y in ((0, 0), (bottom, radius)):
            painter.drawImage(QPoint(x, y), disc, QRect(part_x, part_y, radius, radius))
    painter.end()


@lru_cache(maxsize=16)
def _disc(radius: int) -> QImage:
    image = QImage(2 * radius, 2 * radius, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawEllipse(image.rect())
    painter.end()
    return image
