"""What a model wants to be shown: the shared word between decoding (which cuts the picture) and embedding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

ResizeMode = Literal["shortest", "longest", "squash"]
Interpolation = Literal["bicubic", "bilinear"]


@dataclass(frozen=True, slots=True)
class ModelInput:
    """A model's picture input, with open_clip's own terms (its ``preprocess_cfg``).

    ``height`` and ``width`` are in pixels. ``resize_mode``: "shortest" scales the shorter side to fit and cuts the
    middle out, "longest" scales the longer side and pads with ``fill_colour``, "squash" ignores the aspect ratio.
    ``mean`` and ``std`` normalise RGB values scaled to 0..1.
    """

    height: int
    width: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    resize_mode: ResizeMode = "shortest"
    interpolation: Interpolation = "bicubic"
    fill_colour: int = 0


@dataclass(frozen=True, slots=True)
class FittedPicture:
    """A picture ready for the model. ``content`` is the hash of its file; ``pixels`` (height, width, 3) uint8 sRGB."""

    content: bytes
    pixels: NDArray[np.uint8]
