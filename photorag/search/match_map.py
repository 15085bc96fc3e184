"""Where a picture matches the words: a heat map from square windows of the picture, each embedded by itself.

Windows of three sizes slide over the upright picture; a cell of the map is as warm as the windows around it match. That
asks nothing of a model but vectors, so it works with all of them (patch features differ between models, and
convolutional ones have none that live in the words' space). Windows are square and cut from the upright picture, never
from the model's input: a model that cuts the middle out, or squashes, sees all of the picture, and the map covers it.

On photos with boxes drawn by hand, windows pointed at the thing about as often as occlusion did (hiding parts of the
picture and watching the score fall), and better at small things: the score hardly falls when they are hidden.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Vectors = NDArray[np.float32]
EmbedPictures = Callable[[Sequence[Image.Image]], Vectors]
Window = tuple[int, int, int]  # left, top, side; in pixels

#: The longer side of a map, in cells.
CELLS = 24

# The windows' sides as shares of the picture's shorter side, and how many of each there may be.
_SIZES = ((0.7, 8), (0.5, 20), (0.34, 36))
#: No more windows than this are embedded.
MOST_WINDOWS = sum(most for _, most in _SIZES)
_STEP = 0.5  # of a window's side
# Some windows (plain ones, patterns) match all words; so much of that is taken off, as `strength` does for photos.
_PICTURE_SHARE = 0.3
_FLAT = 1e-4  # a difference of cosines that means nothing
_CONTRAST = 1.5
_FAR = 1e-6  # a window's weight in cells outside of it: decides only where no window reaches


def match_map(
    pixels: NDArray[np.uint8], embed: EmbedPictures, words: Vectors, references: Vectors | None = None
) -> NDArray[np.float32]:
    """0..1 for each cell of a grid over the whole upright picture, (rows, columns), the longer side `CELLS`.

    ``pixels`` (height, width, 3) is the upright picture; a shorter side of two to three times the model's input keeps
    small windows sharp. ``embed`` gives unit vectors (n, dim) for any number of pictures and is called once, with at
    most `MOST_WINDOWS`. ``words`` is a unit vector (dim,), ``references`` are those of the reference phrases (r, dim).
    The map compares parts of this picture with each other: its warmest cell is 1 whether or not the words fit at all,
    and all cells are 0 when every part fits alike.
    """
    height, width = pixels.shape[:2]
    places = windows(width, height)
    picture = Image.fromarray(pixels)
    vectors = embed([picture.crop((left, top, left + side, top + side)) for left, top, side in places])
    scores = vectors @ words
    if references is not None and len(references):
        scores = scores - _PICTURE_SHARE * (vectors @ references.mean(axis=0))
    return _scaled(_spread(places, scores, width, height))


def windows(width: int, height: int) -> tuple[Window, ...]:
    """The squares to look at, in a picture of this size: all of it is covered, unless it is a long strip."""
    return tuple(window for share, most in _SIZES for window in _grid(width, height, share, most))


def _grid(width: int, height: int, share: float, most: int) -> list[Window]:
    short = min(width, height)
    side = max(1, round(share * short))
    while side < short and _places(width, side) * _places(height, side) > most:
        side = min(short, side + max(1, side // 20))
    across, down = _places(width, side), _places(height, side)
    if across * down > most:  # a strip: windows as high as it is, spread out along it
        across, down = min(across, most), min(down, most)
    return [
        (round(left), round(top), side)
        for top in np.linspace(0, height - side, down)
        for left in np.linspace(0, width - side, across)
    ]


def _places(length: int, side: int) -> int:
    """How many windows along a side of the picture, at steps of about `_STEP` of a window."""
    return 1 + math.ceil((length - side) / (_STEP * side))


def _spread(places: Sequence[Window], scores: Vectors, width: int, height: int) -> NDArray[np.float64]:
    """For each cell the mean of the windows' scores, those counting most in whose middle it lies."""
    longer = max(width, height)
    rows, columns = max(1, round(CELLS * height / longer)), max(1, round(CELLS * width / longer))
    across = (np.arange(columns) + 0.5) / columns * width
    down = (np.arange(rows) + 0.5) / rows * height
    total, weights = np.zeros((rows, columns)), np.zeros((rows, columns))
    for (left, top, side), score in zip(places, scores.tolist(), strict=True):
        half = side / 2
        over_x = np.clip(1 - np.abs(across - left - half) / half, 0, 1)
        over_y = np.clip(1 - np.abs(down - top - half) / half, 0, 1)
        weight = np.outer(over_y, over_x) + _FAR
        total += weight * score
        weights += weight
    return total / weights


def _scaled(warmth: NDArray[np.float64]) -> NDArray[np.float32]:
    """The cooler half at 0, the warmest cell at 1."""
    above = np.clip(warmth - np.median(warmth), 0, None)
    warmest = float(above.max())
    if warmest < _FLAT:
        return np.zeros(warmth.shape, np.float32)
    return np.asarray((above / warmest) ** _CONTRAST, np.float32)
