"""What was dropped on the window, or pasted: folders to add, pictures to search by, or neither."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QImage, QImageWriter

from photorag.core.query import Picture
from photorag.qt.grid.dragging import drag_ids

MOST_PICTURES = 4
# Bytes as another program offers them go to a worker process as they are; nothing is decoded in this one.
_PICTURE_MIMES = ("image/png", "image/jpeg", "image/webp", "image/tiff", "image/bmp", "image/gif", "image/avif")
_PASTED_SIDE = 1024  # more than any model looks at


@dataclass(frozen=True, slots=True)
class QueryPicture:
    """A picture to search by, with the name its chip carries."""

    picture: Picture
    name: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Sorted: ``folders`` to add, ``pictures`` to search by."""

    folders: tuple[Path, ...] = ()
    pictures: tuple[QueryPicture, ...] = ()


def has_something(mime: QMimeData) -> bool:
    """Whether it may hold folders or pictures. Quick: asked while something is dragged over the window."""
    return (
        bool(drag_ids(mime) or local_paths(mime))
        or mime.hasImage()
        or any(mime.hasFormat(name) for name in _PICTURE_MIMES)
    )


def library_pictures(mime: QMimeData, name_of: Callable[[int], str]) -> tuple[QueryPicture, ...]:
    """Photos dragged out of the grid. Of many the first few count."""
    return tuple(QueryPicture(Picture(item=each), name_of(each)) for each in drag_ids(mime)[:MOST_PICTURES])


def local_paths(mime: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def picture_bytes(mime: QMimeData) -> bytes | QImage | None:
    """The picture itself, where there is no file: its bytes, or what Qt made of a system's own format."""
    for name in _PICTURE_MIMES:
        if mime.hasFormat(name) and (content := mime.data(name).data()):
            return bytes(content)
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def sorted_paths(paths: Sequence[str]) -> Dropped:
    """Looks at the disk, so not for the GUI thread. Of many pictures the first few count."""
    folders = tuple(Path(path) for path in paths if Path(path).is_dir())
    files = [Path(os.path.realpath(path)) for path in paths if not Path(path).is_dir()]
    return Dropped(folders, tuple(QueryPicture(Picture(path=path), path.name) for path in files[:MOST_PICTURES]))


def encoded(image: QImage) -> bytes:
    """A picture as PNG bytes. Takes a while: not for the GUI thread."""
    if min(image.width(), image.height()) > _PASTED_SIDE:
        image = image.scaled(
            _PASTED_SIDE, _PASTED_SIDE, Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(content.data())
