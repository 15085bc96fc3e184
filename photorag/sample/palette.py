"""The colours that drawings are made of, by the names people give them.

Kept apart from the shapes so that captions and drawings cannot disagree about what "teal" is.
"""

from __future__ import annotations

import colorsys
import random
from typing import TypeAlias

RGB: TypeAlias = tuple[int, int, int]

COLOURS: dict[str, RGB] = {
    "red": (220, 38, 38),
    "orange": (249, 134, 20),
    "yellow": (247, 211, 28),
    "green": (40, 163, 66),
    "teal": (15, 150, 150),
    "blue": (40, 92, 222),
    "purple": (128, 52, 182),
    "pink": (244, 120, 180),
    "brown": (126, 76, 38),
    "black": (24, 24, 26),
    "white": (250, 250, 250),
    "grey": (140, 142, 146),
}

#: Other words for the same colour. The first name is the one that captions use most.
COLOUR_WORDS: dict[str, tuple[str, ...]] = {
    "red": ("red", "red", "red", "crimson"),
    "orange": ("orange",),
    "yellow": ("yellow", "yellow", "yellow", "golden"),
    "green": ("green",),
    "teal": ("teal", "teal", "turquoise", "cyan"),
    "blue": ("blue",),
    "purple": ("purple", "purple", "violet"),
    "pink": ("pink",),
    "brown": ("brown",),
    "black": ("black",),
    "white": ("white",),
    "grey": ("grey", "gray"),
}

#: Colours a plain background may have. Chromatic ones are drawn pale or full, both under the same name.
BACKGROUNDS: tuple[str, ...] = ("white", "grey", "black", "blue", "green", "yellow", "pink", "brown")


def mix(first: RGB, second: RGB, amount: float) -> RGB:
    """The colour `amount` of the way from `first` to `second`."""
    a, b = first, second
    return (
        round(a[0] + (b[0] - a[0]) * amount),
        round(a[1] + (b[1] - a[1]) * amount),
        round(a[2] + (b[2] - a[2]) * amount),
    )


def jitter(colour: RGB, rng: random.Random, amount: float = 1.0) -> RGB:
    """A colour a person would still call by the same name.

    The hue moves little (teal must not become green); lightness and saturation move more.
    """
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    hue = (hue + rng.uniform(-0.016, 0.016) * amount) % 1.0
    light = min(1.0, max(0.0, light + rng.uniform(-0.06, 0.06) * amount))
    saturation = min(1.0, max(0.0, saturation * (1 + rng.uniform(-0.2, 0.15) * amount)))
    red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def distance(first: RGB, second: RGB) -> float:
    """How far apart two colours look, roughly: 0 for the same, about 765 for black and white.

    The "redmean" weighting: cheap, and close enough to the eye to keep an object visible on its background.
    """
    mean_red = (first[0] + second[0]) / 2
    red, green, blue = (first[i] - second[i] for i in range(3))
    squared = (2 + mean_red / 256) * red**2 + 4 * green**2 + (2 + (255 - mean_red) / 256) * blue**2
    return float(squared**0.5)


def partner(colour: str, fill: RGB, rng: random.Random) -> RGB:
    """The second colour of a pattern: light on a full colour, dark on a light one."""
    if colour == "white":
        return rng.choice(((60, 60, 64), (150, 150, 155), (24, 24, 26)))
    if colour == "black":
        return rng.choice(((250, 250, 250), (225, 225, 228), (170, 170, 175)))
    if colour == "grey":
        return rng.choice(((250, 250, 250), (240, 240, 244)))
    roll = rng.random()
    if roll < 0.62:
        return jitter((250, 250, 250), rng, 0.5)
    if roll < 0.85:
        return mix(fill, (255, 255, 255), rng.uniform(0.6, 0.8))
    return mix(fill, (0, 0, 0), rng.uniform(0.6, 0.8))
