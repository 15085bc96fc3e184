"""Pictures for the tests, drawn rather than stored."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

SHARED_PHOTOS = Path(__file__).resolve().parents[2].parent / "shared" / "photos"
RED, WHITE = (255, 0, 0), (255, 255, 255)


def scene(width: int = 120, height: int = 80) -> Image.Image:
    """A soft picture with something in every row, and a red block in its top left corner (a quarter of each side)."""
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    waves = [90 + 60 * np.sin(6 * across + phase) * np.cos(5 * down) for phase in (0, 1, 2)]
    pixels = np.stack(waves, axis=-1).astype(np.uint8)
    pixels[: height // 4, : width // 4] = RED
    return Image.fromarray(pixels)


def busy(width: int = 400, height: int = 300) -> Image.Image:
    """Noise, so that a file's length says how much of the picture it holds."""
    return Image.fromarray(np.random.default_rng(7).integers(0, 256, (height, width, 3), dtype=np.uint8))


def colour_at(image: Image.Image, across: float, down: float) -> tuple[int, int, int]:
    """The colour at a place given in fractions of the picture."""
    red, green, blue = np.asarray(image)[int(down * image.height), int(across * image.width)]
    return int(red), int(green), int(blue)


def is_near(colour: tuple[int, int, int], other: tuple[int, int, int], tolerance: int = 24) -> bool:
    return all(abs(one - two) <= tolerance for one, two in zip(colour, other, strict=True))


def red_corner(image: Image.Image) -> str:
    """Which corner the red block of `scene` is in: "top left", ... or "none"."""
    for name, across, down in (
        ("top left", 0.06, 0.06),
        ("top right", 0.94, 0.06),
        ("bottom left", 0.06, 0.94),
        ("bottom right", 0.94, 0.94),
    ):
        if is_near(colour_at(image, across, down), RED, 40):
            return name
    return "none"
