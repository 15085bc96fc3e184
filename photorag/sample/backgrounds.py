"""Backgrounds: plain, graded, grainy, clothlike. They keep the model from learning that things live on flat white."""

from __future__ import annotations

import random
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photorag.sample.palette import COLOURS, RGB, jitter, mix

KINDS: tuple[str, ...] = ("plain", "gradient", "grain", "cloth", "blotches")

Floats: TypeAlias = NDArray[np.float32]


def smooth_noise(width: int, height: int, cells: int, rng: random.Random) -> Floats:
    """Noise between 0 and 1 whose blobs are about 1/`cells` of the picture wide, at any resolution."""
    seed = np.random.default_rng(rng.getrandbits(32))
    rows = max(2, round(cells * height / max(width, height)))
    columns = max(2, round(cells * width / max(width, height)))
    coarse = Image.fromarray(seed.random((rows, columns), dtype=np.float32), mode="F")
    fine = np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)
    noise: Floats = np.clip(fine, 0.0, 1.0)
    return noise


def fine(cells: int, width: int, height: int) -> int:
    """As many noise cells as keep a grain fine in a large picture; small ones keep `cells`, the coarsest that shows."""
    return round(cells * max(1.0, max(width, height) / 208))


def cloud_noise(width: int, height: int, rng: random.Random, start: int = 3, octaves: int = 4) -> Floats:
    """Several sizes of `smooth_noise` on top of each other, as in clouds, leaves and stone."""
    total = np.zeros((height, width), dtype=np.float32)
    weight, sum_of_weights = 1.0, 0.0
    for octave in range(octaves):
        total += weight * smooth_noise(width, height, start * 2**octave, rng)
        sum_of_weights += weight
        weight *= 0.55
    total /= np.float32(sum_of_weights)
    return total


def ramp(width: int, height: int, first: RGB, second: RGB, angle: float) -> Floats:
    """A straight gradient from `first` to `second`, `angle` in radians (0 is left to right)."""
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :] * np.float32(np.cos(angle))
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * np.float32(np.sin(angle))
    part = across + down
    part = (part - part.min()) / max(float(part.max() - part.min()), 1e-6)
    a, b = np.asarray(first, dtype=np.float32), np.asarray(second, dtype=np.float32)
    graded: Floats = a + (b - a) * part[..., None]
    return graded


def base_colour(name: str, rng: random.Random) -> RGB:
    """The colour of a background called `name`: chromatic ones are mostly pale, as backgrounds are."""
    colour = COLOURS[name]
    if name in ("white", "black", "grey"):
        return jitter(colour, rng, 0.8)
    return jitter(mix(colour, (255, 255, 255), rng.choice((0.0, 0.2, 0.45, 0.6))), rng, 0.6)


def paint(width: int, height: int, colour: RGB, kind: str, rng: random.Random) -> Image.Image:
    """A background picture of about `colour`. The same arguments and generator state give the same pixels."""
    if kind == "plain":
        return Image.new("RGB", (width, height), colour)
    if kind == "gradient":
        spread = rng.uniform(0.12, 0.3)
        light, dark = mix(colour, (255, 255, 255), spread), mix(colour, (0, 0, 0), spread)
        pixels = ramp(width, height, light, dark, rng.uniform(0, 6.283))
    else:
        base = np.asarray(colour, dtype=np.float32)
        strength = rng.uniform(14, 34)
        if kind == "grain":
            # Grain is drawn on a coarse grid so that it survives being made small.
            texture: Floats = smooth_noise(width, height, rng.choice((48, 64, 96)), rng)
        elif kind == "cloth":
            threads = rng.choice((24, 32, 40))
            weave: Floats = np.sin(np.linspace(0, 6.283 * threads, width, dtype=np.float32))[None, :]
            weft: Floats = np.sin(np.linspace(0, 6.283 * threads, height, dtype=np.float32))[:, None]
            texture = ((weave * weft + 1) / 2).astype(np.float32)
        else:
            texture = cloud_noise(width, height, rng)
            strength *= 1.6
        pixels = base + (texture[..., None] - 0.5) * 2 * strength
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), mode="RGB")
