"""RAW files through their embedded preview: the picture the camera itself made, ready in a fraction of the time.

Only when there is none that is large enough is the sensor data developed.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import rawpy
from PIL import Image

from photorag.core.errors import UnreadablePicture
from photorag.media import reasons
from photorag.media.colour import to_plain_mode
from photorag.media.upright import is_sideways, orientation_of

# LibRaw's "flip" as an EXIF orientation: bit 0 mirrors left-right, bit 1 top-bottom, bit 2 swaps the axes.
_FLIPS = {0: 1, 1: 2, 2: 4, 3: 3, 4: 5, 5: 8, 6: 6, 7: 7}
_NEARLY_FULL = 0.9  # of the sensor's shorter side: cameras crop a few pixels off their previews


@dataclass(frozen=True, slots=True)
class RawPreview:
    """``image`` in a plain mode (see `photorag.media.colour`), still to be turned by ``orientation`` (EXIF's);
    ``width`` and ``height``: the full upright picture in pixels; ``profile``: the preview's ICC profile."""

    image: Image.Image
    orientation: int
    width: int
    height: int
    profile: bytes | None


def read_raw(path: Path, at_least: int | None) -> RawPreview | None:
    """The picture in a RAW file, its shorter side at least ``at_least`` pixels where the file holds that many.

    Returns None when the file is not RAW after all. Raises `UnreadablePicture` when it is and nothing can be read.
    """
    try:
        with rawpy.imread(str(path)) as raw:
            return _read(raw, path, at_least)
    except (rawpy.LibRawFileUnsupportedError, rawpy.LibRawIOError):
        return None
    except rawpy.LibRawUnsufficientMemoryError as error:
        raise UnreadablePicture(reasons.TOO_MUCH_MEMORY) from error
    except rawpy.LibRawError as error:
        raise UnreadablePicture("this RAW file has no preview that can be read") from error


def _read(raw: rawpy.RawPy, path: Path, at_least: int | None) -> RawPreview:
    sizes = raw.sizes
    turn = _FLIPS.get(sizes.flip, 1)
    stored = (sizes.width, sizes.height)
    preview = _embedded(raw)
    needed = min(at_least, *stored) if at_least else min(stored) * _NEARLY_FULL
    width, height = stored[::-1] if is_sideways(turn) else stored
    if preview is not None and min(preview.size) >= needed:
        return RawPreview(
            image=to_plain_mode(preview),
            orientation=_preview_turn(preview, turn, is_upright_landscape=width >= height),
            width=width,
            height=height,
            profile=preview.info.get("icc_profile"),
        )
    try:
        developed = _developed(raw, half=at_least is not None and min(stored) // 2 >= at_least)
    except rawpy.LibRawError:
        if preview is None:
            raise
        # A small preview is better than nothing.
        turn = _preview_turn(preview, turn, is_upright_landscape=width >= height)
        profile = preview.info.get("icc_profile")
        return RawPreview(to_plain_mode(preview), turn, width, height, profile)
    return RawPreview(developed, 1, width, height, None)


def _embedded(raw: rawpy.RawPy) -> Image.Image | None:
    try:
        thumb = raw.extract_thumb()
        if not isinstance(thumb.data, bytes):  # the few cameras that keep it uncompressed
            return Image.fromarray(thumb.data)
        preview = Image.open(io.BytesIO(thumb.data), formats=("JPEG",))
        preview.load()
    except (rawpy.LibRawError, OSError, ValueError, SyntaxError):
        return None
    return preview


def _developed(raw: rawpy.RawPy, *, half: bool) -> Image.Image:
    """The sensor data as an upright sRGB picture, at half size when that is enough (a quarter of the time)."""
    return Image.fromarray(raw.postprocess(half_size=half, use_camera_wb=True, output_bps=8))


def _preview_turn(preview: Image.Image, turn: int, *, is_upright_landscape: bool) -> int:
    """How to turn the preview: as its own EXIF says, else as the RAW file says, unless it was turned already."""
    own = orientation_of(preview)
    if own != 1:
        return own
    is_landscape = preview.width >= preview.height
    if is_sideways(turn) and preview.width != preview.height and is_landscape == is_upright_landscape:
        return 1
    return turn
