"""A photo at the size of a screen, upright and in sRGB, decoded in a worker process for the viewer.

Imported by spawned workers, so it stays light.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from photorag.media.decode import DecodedPicture, decode


@dataclass(frozen=True, slots=True)
class ViewJob:
    """Show ``source``, a file's path or a picture file's bytes, within ``width`` x ``height`` pixels."""

    source: str | bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """``pixels``: RGB, 8 bits each, rows of ``3 * width`` bytes. ``partial``: part of the file is missing."""

    pixels: bytes
    width: int
    height: int
    partial: bool


def render_for_screen(job: ViewJob) -> ScreenPicture:
    """Decodes and fits a picture; one smaller than asked for is not enlarged. Raises `UnreadablePicture`."""
    decoded = _decode(job)
    scale = min(1.0, job.width / decoded.image.width, job.height / decoded.image.height)
    size = (max(1, round(decoded.image.width * scale)), max(1, round(decoded.image.height * scale)))
    image = decoded.image
    if size != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return ScreenPicture(image.tobytes(), *size, decoded.partial)


def _decode(job: ViewJob) -> DecodedPicture:
    # Fitted into the box, a picture's shorter side is at most the box's.
    at_least = max(1, min(job.width, job.height))
    if isinstance(job.source, str):
        return decode(Path(job.source), at_least=at_least)
    with tempfile.TemporaryDirectory(prefix="photorag-") as folder:
        path = Path(folder) / "picture"
        path.write_bytes(job.source)
        return decode(path, at_least=at_least)
