"""Cutting a picture to what a model wants to see, without importing torch.

Decode workers do this, so that only small arrays travel between processes. The steps and their rounding are those
of open_clip's evaluation transform (``open_clip.transform.image_transform_v2``, which rests on torchvision's Resize
and CenterCrop): the pixels are equal to the last bit, so vectors agree with those open_clip computes itself.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from photorag.core.model_input import ModelInput

# Scaling a very long strip to the input's height would make gigabytes of which all but the middle is cut away.
_STRIP_PIXELS = 40_000_000
_FILTERS = {"bicubic": Image.Resampling.BICUBIC, "bilinear": Image.Resampling.BILINEAR}


def pixels_needed(spec: ModelInput) -> int:
    """The shorter side, in pixels, a picture should be decoded at: twice the input.

    There a decoder's own scaling hardly shows in the vector: cosine 0.999 and better to that of the full picture, a
    little less for crowded street scenes. Four times the input would mend those, and takes twice as long.
    """
    return 2 * max(spec.height, spec.width)


def fit_to_model(image: Image.Image, spec: ModelInput) -> NDArray[np.uint8]:
    """An RGB picture as the model's input before normalisation: uint8, shape (``spec.height``, ``spec.width``, 3)."""
    resample = _FILTERS[spec.interpolation]
    if spec.resize_mode == "squash":
        fitted = _resized(image, spec.width, spec.height, resample)
    elif spec.resize_mode == "longest":
        small = _resized(image, *_size_by_ratio(image, spec, longest=True), resample)
        fitted = _centred(small, spec.width, spec.height, spec.fill_colour)
    elif spec.height == spec.width:
        fitted = _covered(image, spec, _size_by_shorter_side(image, spec.height), resample)
    else:
        # open_clip passes no interpolation on here: bicubic, whatever the model's configuration says.
        fitted = _covered(image, spec, _size_by_ratio(image, spec, longest=False), Image.Resampling.BICUBIC)
    return np.array(fitted.convert("RGB"), np.uint8)


def _size_by_shorter_side(image: Image.Image, side: int) -> tuple[int, int]:
    """(width, height) with the shorter side at ``side``; the longer one is cut to a whole number, not rounded."""
    short, long = sorted(image.size)
    scaled = int(side * long / short)
    return (side, scaled) if image.width <= image.height else (scaled, side)


def _size_by_ratio(image: Image.Image, spec: ModelInput, *, longest: bool) -> tuple[int, int]:
    """(width, height) that fit inside the input (``longest``) or cover it, rounded half to even."""
    across, down = image.width / spec.width, image.height / spec.height
    ratio = max(across, down) if longest else min(across, down)
    # open_clip fails on a strip so thin that its shorter side rounds to nothing; one pixel of it is kept here.
    return max(1, round(image.width / ratio)), max(1, round(image.height / ratio))


def _covered(image: Image.Image, spec: ModelInput, size: tuple[int, int], resample: Image.Resampling) -> Image.Image:
    """Scales to ``size`` (width, height), which covers the input, and cuts the middle out."""
    if size[0] * size[1] <= _STRIP_PIXELS:
        return _centred(_resized(image, *size, resample), spec.width, spec.height, 0)
    left, wide, cut_left = _window(image.width, size[0], spec.width)
    top, high, cut_top = _window(image.height, size[1], spec.height)
    across, down = image.width / size[0], image.height / size[1]
    box = (left * across, top * down, (left + wide) * across, (top + high) * down)
    middle = image.resize((wide, high), resample, box)
    return middle.crop((cut_left, cut_top, cut_left + spec.width, cut_top + spec.height))


def _window(source: int, scaled: int, wanted: int) -> tuple[int, int, int]:
    """Along one side: start and length of the part of the scaled picture to compute, and where in it the cut begins.

    A little more than the cut itself: the filter looks at two source pixels, or two scaled ones, to either side.
    """
    start = round((scaled - wanted) / 2)
    margin = 4 * max(1, math.ceil(scaled / source))
    first, last = max(0, start - margin), min(scaled, start + wanted + margin)
    return first, last - first, start - first


def _resized(image: Image.Image, width: int, height: int, resample: Image.Resampling) -> Image.Image:
    return image if image.size == (width, height) else image.resize((width, height), resample)


def _centred(image: Image.Image, width: int, height: int, fill: int) -> Image.Image:
    """Pads where the picture is too small (the odd pixel goes right and below), then cuts the middle out."""
    wide, high = max(width - image.width, 0), max(height - image.height, 0)
    if wide or high:
        border = (wide // 2, high // 2, (wide + 1) // 2, (high + 1) // 2)
        image = ImageOps.expand(image, border, fill=(fill, fill, fill))
    left, top = round((image.width - width) / 2), round((image.height - height) / 2)
    return image if image.size == (width, height) else image.crop((left, top, left + width, top + height))
