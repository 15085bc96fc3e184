"""A picture's fingerprint: 64 bits that stay nearly the same when it is saved again, resized or brightened.

The DCT hash of C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010): the picture in
32 x 32 greys, its 8 x 8 lowest frequencies but the mean's row and column, and of each whether it is above the median of
all. Two pictures are compared by how many bits differ: some 32 for pictures that have nothing in common.

The hash tells who may be the same picture; whether two are, a closer look at both says (`close_look`).

Both are made from the thumbnail, so a photo that was read long ago is not opened again.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photorag.core.errors import UnreadablePicture

NO_HASH = 0
"""In place of the hash of a picture that is all but one colour, whose bits would be those of its noise. No other has
this one: half of the frequencies lie above the median."""

LOOK_SIZE = 32 * 32 + 2 * 8 * 8

_SIDE = 32
_LOW = 8
_COLOUR_SIDE = 8
_SAME_GREYS = 0.9
_SAME_COLOURS = 16.0
_GREY = 2.0
_FLAT = 2.0  # grey levels of standard deviation: below lie black frames and blank pages, measured at most 1.1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``hash``: 64 bits as SQLite keeps them, a signed number; `NO_HASH` for a picture that is all but one colour.
    ``sharpness``: how sharp it is beside other shots of the same scene; it means nothing between different scenes."""

    hash: int
    sharpness: float


def fingerprint(jpeg: bytes) -> Fingerprint:
    """Of a picture file's bytes, as a rule a thumbnail's. Raises `UnreadablePicture`."""
    grey = _opened(jpeg, "L", draft_side=None)
    return Fingerprint(_hash(_shrunk(grey, _SIDE)), _sharpness(np.asarray(grey, np.float32)))


def close_look(jpeg: bytes) -> NDArray[np.float32]:
    """A picture small enough to be compared with many, (`LOOK_SIZE`,): 32 x 32 greys about their mean, at unit length,
    then 8 x 8 of its two colour differences (Cb, Cr) in levels. Raises `UnreadablePicture`."""
    image = _opened(jpeg, "YCbCr", draft_side=2 * _SIDE)
    bands = image.split()
    greys = _shrunk(bands[0], _SIDE)
    greys -= greys.mean()
    greys /= max(float(np.linalg.norm(greys)), 1e-6)
    colours = [_shrunk(band, _COLOUR_SIDE) - 128 for band in bands[1:]]
    return np.concatenate([greys.ravel(), *(each.ravel() for each in colours)])


def same_picture(look: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which of ``others`` (n, `LOOK_SIZE`) show the picture of ``look`` (`LOOK_SIZE`,): bool (n,). A grey copy of a
    coloured picture does; a product in another colour does not; nor does what has no look (NaN)."""
    greys = others[:, : _SIDE**2] @ look[: _SIDE**2]
    colours, theirs = look[_SIDE**2 :], others[:, _SIDE**2 :]
    apart = np.abs(theirs - colours).mean(axis=1)
    grey = (np.abs(theirs).mean(axis=1) < _GREY) | (np.abs(colours).mean() < _GREY)
    same: NDArray[np.bool_] = (greys >= _SAME_GREYS) & (grey | (apart <= _SAME_COLOURS))
    return same


def _opened(jpeg: bytes, mode: str, draft_side: int | None) -> Image.Image:
    try:
        with Image.open(io.BytesIO(jpeg)) as image:
            # JPEG's own way to leave out the colours, or to decode at a fraction of the size: half the time, or less.
            image.draft(mode, image.size if draft_side is None else (draft_side, draft_side))
            return image.convert("RGB").convert(mode) if image.mode == "P" else image.convert(mode)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePicture("the picture is damaged") from error


def _shrunk(band: Image.Image, side: int) -> NDArray[np.float32]:
    return np.array(band.resize((side, side), Image.Resampling.BOX), np.float32)


def _hash(greys: NDArray[np.float32]) -> int:
    """Of (32, 32) greys."""
    if greys.std() < _FLAT:
        return NO_HASH
    low = _DCT @ greys @ _DCT.T
    above = (low > np.median(low)).ravel()
    return int(np.packbits(above).view(">i8")[0])


def _sharpness(greys: NDArray[np.float32]) -> float:
    """The variance of the Laplacian (J. L. Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", 2000),
    over that of the greys, so that more contrast does not count as sharper."""
    spread = float(greys.var())
    if min(greys.shape) < 3 or spread < _FLAT**2:
        return 0.0
    middle = greys[1:-1, 1:-1]
    edges = greys[:-2, 1:-1] + greys[2:, 1:-1] + greys[1:-1, :-2] + greys[1:-1, 2:] - 4 * middle
    return float(edges.var()) / spread


def _cosines() -> NDArray[np.float32]:
    """Rows 1 to 8 of the DCT-II of 32 values, (8, 32). Their scale is left out: only their order counts."""
    frequencies, places = np.arange(1, _LOW + 1)[:, None], np.arange(_SIDE)[None, :]
    return np.asarray(np.cos(np.pi / _SIDE * (places + 0.5) * frequencies), np.float32)


_DCT = _cosines()
