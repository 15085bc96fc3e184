"""A photo at the size of a screen, or whole, upright and in sRGB, decoded in a worker process for the viewer.

Imported by spawned workers, so it stays light.
"""

from __future__ import annotations

import math
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from photorag.media.animation import is_animated
from photorag.media.decode import DecodedPicture, decode

ANY_SIDE = 1 << 24
"""For a job's width and height: as large as the picture itself."""
MOST_PIXELS = 100_000_000
"""No picture is shown with more: at four bytes a pixel it would fill the memory of a small computer."""


@dataclass(frozen=True, slots=True)
class ViewJob:
    """Show ``source``, a file's path or a picture file's bytes, within ``width`` x ``height`` pixels."""

    source: str | bytes
    width: int
    height: int

    @classmethod
    def whole(cls, source: str | bytes) -> ViewJob:
        """The picture in its own size, up to `MOST_PIXELS`."""
        return cls(source, ANY_SIDE, ANY_SIDE)

    @property
    def is_whole(self) -> bool:
        return min(self.width, self.height) >= ANY_SIDE


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """``pixels``: RGB, 8 bits each, rows of ``3 * width`` bytes. ``full_width`` and ``full_height``: the whole upright
    picture's own size. ``partial``: part of the file is missing. ``animated``: the file holds more frames than this,
    its first one (see `photorag.media.animation`)."""

    pixels: bytes
    width: int
    height: int
    full_width: int
    full_height: int
    partial: bool
    animated: bool = False


def render_for_screen(job: ViewJob) -> ScreenPicture:
    """Decodes and fits a picture; one smaller than asked for is not enlarged. Raises `UnreadablePicture`."""
    decoded = _decode(job)
    image = decoded.image
    bounded = math.sqrt(MOST_PIXELS / (image.width * image.height))
    scale = min(1.0, bounded, job.width / image.width, job.height / image.height)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if size != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    animated = isinstance(job.source, str) and is_animated(Path(job.source))
    return ScreenPicture(image.tobytes(), *size, decoded.width, decoded.height, decoded.partial, animated)


def _decode(job: ViewJob) -> DecodedPicture:
    # Fitted into the box, a picture's shorter side is at most the box's.
    at_least = None if job.is_whole else max(1, min(job.width, job.height))
    if isinstance(job.source, str):
        return decode(Path(job.source), at_least=at_least)
    with tempfile.TemporaryDirectory(prefix="photorag-") as folder:
        path = Path(folder) / "picture"
        path.write_bytes(job.source)
        return decode(path, at_least=at_least)
