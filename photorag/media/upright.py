"""Turning a picture the way it was held, exactly once.

Formats differ in who does it: the HEIF decoder has already turned the pixels, the TIFF decoder turns them while
loading, and AVIF's decoder states its own turning as if it were EXIF's. The rest is ours.
"""

from __future__ import annotations

from PIL import Image

_ORIENTATION = 0x0112
_HOW: dict[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8, still to be applied to a loaded picture. 1, upright, when in doubt."""
    if image.format == "HEIF":
        return 1
    try:
        if image.format == "AVIF":
            # Only what the container says counts here; the general way would also believe a stale XMP block.
            exif = Image.Exif()
            exif.load(image.info.get("exif", b""))
        else:
            exif = image.getexif()
        orientation = exif.get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - hostile EXIF makes the parser raise nearly anything
        return 1
    return orientation if isinstance(orientation, int) and orientation in _HOW else 1


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """The picture turned and mirrored by an EXIF orientation."""
    how = _HOW.get(orientation)
    return image if how is None else image.transpose(how)


def is_sideways(orientation: int) -> bool:
    """True when turning swaps width and height."""
    return orientation in (5, 6, 7, 8)
