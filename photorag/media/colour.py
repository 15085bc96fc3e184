"""Every way a file can hold its colours, brought to the one way the house works with: 8-bit sRGB.

In two steps, so that a large picture can be made smaller between them: `to_plain_mode` undoes storage tricks
(palettes, one bit, sixteen bits, floats), `to_srgb` lays transparency on white and applies the colour profile.
"""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_PROFILE_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
_LOOKS_SAME = 2  # levels of 255: a profile that moves no colour further than this is sRGB by another name
_PLAIN = ("L", "LA", "RGB", "RGBA", "CMYK", "LAB")


def to_plain_mode(image: Image.Image) -> Image.Image:
    """The picture in one of the modes L, LA, RGB, RGBA, CMYK, LAB: 8 bits a channel, no palette."""
    if image.mode.startswith("I;16"):
        # The high byte: what a 16-bit picture shows on an 8-bit screen.
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode in ("I", "F"):
        return Image.fromarray(_to_bytes(np.asarray(image)))
    if "transparency" in image.info and image.mode in ("1", "L", "RGB", "P"):
        return image.convert("RGBA")
    if image.mode in _PLAIN:
        return image
    other = {"1": "L", "PA": "RGBA", "La": "LA", "RGBa": "RGBA"}
    return image.convert(other.get(image.mode, "RGB"))


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture in a plain mode as RGB in sRGB, transparency laid on white.

    ``profile`` is the ICC profile that came with it. A profile that is damaged or belongs to another kind of picture
    is passed over, as browsers do.
    """
    flat = _on_white(image)
    transform = _from_lab() if flat.mode == "LAB" else _transform(profile, flat.mode) if profile else None
    if transform is not None:
        try:
            converted = ImageCms.applyTransform(flat, transform)
        except (ImageCms.PyCMSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return flat if flat.mode == "RGB" else flat.convert("RGB")


def _to_bytes(values: NDArray[np.int32] | NDArray[np.float32]) -> NDArray[np.uint8]:
    """Scales whole numbers or floats, shape (height, width), by the range they seem to be meant in."""
    numbers = np.nan_to_num(np.asarray(values, np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(numbers.min(initial=0.0)), float(numbers.max(initial=0.0))
    if values.dtype == np.float32 and low >= 0 and high <= 1:
        top = 1.0
    elif low >= 0 and high <= 255:
        top = 255.0
    elif low >= 0 and high <= 65535:
        top = 65535.0
    else:  # heights, temperatures, a high dynamic range: show all there is
        numbers, top = numbers - low, high - low
    scaled: NDArray[np.uint8] = np.rint(numbers * (255.0 / top)).clip(0, 255).astype(np.uint8)
    return scaled


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("LA", "RGBA"):
        return image
    alpha = image.getchannel("A")
    opaque = image.convert("L" if image.mode == "LA" else "RGB")
    if alpha.getextrema() == (255, 255):
        return opaque
    white = Image.new(opaque.mode, image.size, "white")
    white.paste(opaque, mask=alpha)
    return white


@lru_cache(maxsize=32)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The way from a profile to sRGB, or None where there is none or nothing to do. Kept: a camera has one profile."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != _PROFILE_SPACES.get(mode):
            return None
        transform = ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        if mode == "RGB" and _changes_nothing(transform):
            return None
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    return transform


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Tries the transform on a lattice of 9 × 9 × 9 colours."""
    levels = np.linspace(0, 255, 9).astype(np.uint8)
    lattice = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(27, 27, 3)
    after = ImageCms.applyTransform(Image.fromarray(lattice), transform)
    if after is None:
        return False
    return bool(np.abs(np.asarray(after).astype(int) - lattice).max() <= _LOOKS_SAME)


@lru_cache(maxsize=1)
def _from_lab() -> ImageCms.ImageCmsTransform | None:
    try:
        return ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
    except ImageCms.PyCMSError:
        return None
