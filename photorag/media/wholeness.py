"""Telling half a picture from none, after a damaged file was decoded as far as it goes."""

from __future__ import annotations

import numpy as np
from PIL import Image

_ENOUGH = 0.1


def is_worth_keeping(image: Image.Image) -> bool:
    """True when at least a tenth of the rows hold something.

    Decoders leave what they could not read as rows of one colour (black, grey, the first of a palette), at the bottom
    or, for formats stored upside down, at the top.
    """
    pixels = np.asarray(image if image.mode != "LAB" else image.getchannel(0))
    if pixels.size == 0:
        return False
    pixels = pixels.reshape(pixels.shape[0], pixels.shape[1], -1)
    filled = (pixels != pixels[:, :1]).any(axis=(1, 2))
    return bool(filled.mean() >= _ENOUGH)
