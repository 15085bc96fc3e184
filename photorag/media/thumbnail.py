"""The small picture the grid shows.

JPEG at quality 82: encoding takes a tenth of the time of WebP's fastest setting at about the same size, and every
photo pays it once.
"""

from __future__ import annotations

import io

from PIL import Image

THUMBNAIL_SIDE = 512
_QUALITY = 82


def make_thumbnail(image: Image.Image) -> bytes:
    """A JPEG of an RGB picture, its longer side at most `THUMBNAIL_SIDE` pixels, never larger than the picture."""
    small = image
    if max(image.size) > THUMBNAIL_SIDE:
        scale = THUMBNAIL_SIDE / max(image.size)
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        # Hamming is as sharp as bicubic when shrinking and costs what bilinear does. The gap lets a much larger
        # picture be averaged down to twice the size first.
        small = image.resize(size, Image.Resampling.HAMMING, reducing_gap=2.0)
    output = io.BytesIO()
    small.save(output, "JPEG", quality=_QUALITY)
    return output.getvalue()
