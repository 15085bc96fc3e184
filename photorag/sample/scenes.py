"""Simple landscapes: a place, a light, a season, and sometimes something in it.

Every part composes with every other (a beach at night, a snowy city at sunset), so that the words for each are
learnt apart from the rest.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from photorag.sample.backgrounds import Floats, cloud_noise, fine, smooth_noise
from photorag.sample.palette import RGB, mix
from photorag.sample.scenery import draw_place
from photorag.sample.standing import Ground, draw_extra

PLACES: tuple[str, ...] = (
    "beach", "sea", "forest", "city", "mountains", "desert", "meadow", "lake", "sky", "road", "village", "flowers",
)  # fmt: skip
LIGHTS: tuple[str, ...] = ("day", "sunset", "night", "fog")
SEASONS: tuple[str, ...] = ("none", "snow", "autumn")

#: What can stand where. The first entry, nothing, is the most common.
EXTRAS: dict[str, tuple[str, ...]] = {
    "beach": ("palm", "umbrella", "boat", "person"),
    "sea": ("boat", "bird"),
    "forest": ("person",),
    "city": ("car", "balloon"),
    "mountains": ("house", "balloon", "bird"),
    "desert": ("palm", "cactus", "person"),
    "meadow": ("tree", "house", "balloon", "person"),
    "lake": ("boat", "bird"),
    "sky": ("bird", "balloon"),
    "road": ("car", "tree"),
    "village": ("car", "person"),
    "flowers": (),
}
_SEASONAL = {"forest": ("snow", "autumn"), "mountains": ("snow", "autumn"), "city": ("snow",), "lake": ("autumn",),
             "road": ("snow", "autumn"), "village": ("snow", "autumn"), "meadow": ("snow", "autumn")}  # fmt: skip
#: What a picture of one place shows besides; a caption that names it is not false.
_ALSO: dict[str, tuple[str, ...]] = {
    "beach": ("sea",),
    "sea": ("water",),
    "lake": ("water",),
    "forest": ("trees",),
    "village": ("house",),
    "meadow": ("flower",),
    "flowers": ("flower",),
}


def seasons_of(place: str) -> tuple[str, ...]:
    """The seasons that can be told apart at this place."""
    return ("none", *_SEASONAL.get(place, ()))


@dataclass(frozen=True)
class SceneDrawing:
    """A landscape by its words."""

    place: str
    light: str = "day"
    season: str = "none"
    extra: str = ""
    seed: int = 0

    @cached_property
    def facts(self) -> frozenset[str]:
        found = {"scene", f"place:{self.place}", f"light:{self.light}"}
        if self.season != "none":
            found.add(f"season:{self.season}")
        if self.extra:
            found.add(f"has:{self.extra}")
        for word in _ALSO.get(self.place, ()):
            found |= {f"has:{word}", f"place:{word}"}
        return frozenset(found)

    def draw(self, width: int, height: int) -> Image.Image:
        """The picture at this size."""
        rng = random.Random(self.seed)
        horizon = self._horizon(rng)
        sky = _sky(width, height, self.light, self.season, horizon, rng)
        picture = Image.fromarray(np.clip(sky, 0, 255).astype(np.uint8), mode="RGB")
        _heavens(picture, self.light, horizon, rng)
        ground = Ground(self.place, self.light, self.season, horizon, height)
        draw_place(picture, ground, rng)
        if self.extra:
            draw_extra(picture, self.extra, ground, rng)
        return self._finish(picture, rng)

    def _horizon(self, rng: random.Random) -> float:
        if self.place == "sky":
            return rng.uniform(0.9, 1.05)
        if self.place == "flowers":
            return rng.uniform(-0.1, 0.25)
        return rng.uniform(0.38, 0.62)

    def _finish(self, picture: Image.Image, rng: random.Random) -> Image.Image:
        """Falling snow, fog, and the unevenness of a photograph."""
        width, height = picture.size
        if self.season == "snow" and rng.random() < 0.4:
            brush = ImageDraw.Draw(picture)
            for _ in range(rng.randint(40, 120)):
                x, y, r = rng.random() * width, rng.random() * height, rng.uniform(0.003, 0.009) * width
                brush.ellipse((x - r, y - r, x + r, y + r), fill=(245, 247, 250))
        if self.light == "fog":
            veil = Image.new("RGB", picture.size, mix((205, 208, 212), (170, 175, 182), rng.random()))
            thick = cloud_noise(width, height, rng, 2, 3)
            high = np.linspace(0.95, 0.45, height, dtype=np.float32)[:, None]
            mask = np.clip((high * (0.55 + 0.6 * thick)) * 255, 0, 225).astype(np.uint8)
            picture.paste(veil, (0, 0), Image.fromarray(mask, mode="L"))
        pixels = np.asarray(picture, dtype=np.float32)
        pixels = pixels + (smooth_noise(width, height, fine(90, width, height), rng)[..., None] - 0.5) * rng.uniform(
            4, 26
        )
        return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), mode="RGB")


def _sky(width: int, height: int, light: str, season: str, horizon: float, rng: random.Random) -> Floats:
    stops: list[RGB]
    if light == "sunset":
        stops = rng.choice((
            [(58, 52, 110), (196, 88, 110), (252, 152, 66), (255, 214, 120)],
            [(112, 62, 120), (228, 98, 70), (255, 170, 60), (255, 220, 140)],
            [(150, 70, 60), (236, 120, 40), (255, 170, 50), (255, 205, 100)],
            [(70, 90, 150), (190, 140, 170), (255, 165, 120), (255, 225, 170)],
        ))  # fmt: skip
    elif light == "night":
        stops = rng.choice((
            [(4, 6, 20), (10, 16, 44), (22, 32, 72)],
            [(2, 2, 8), (6, 8, 20), (16, 18, 36)],
            [(12, 8, 34), (24, 20, 60), (44, 38, 90)],
        ))  # fmt: skip
    elif light == "fog":
        stops = [(188, 192, 198), (205, 208, 212), (218, 220, 222)]
    elif season == "snow":
        stops = rng.choice(([(150, 190, 226), (226, 238, 248)], [(196, 206, 218), (232, 236, 242)]))
    else:
        stops = rng.choice((
            [(40, 110, 210), (110, 175, 240), (205, 230, 250)],
            [(84, 160, 230), (160, 205, 245), (232, 243, 250)],
            [(120, 165, 205), (180, 205, 225), (225, 232, 236)],
        ))  # fmt: skip
    positions = np.linspace(0, max(horizon, 0.2), len(stops))
    rows = np.linspace(0, 1, height)
    columns = [np.interp(rows, positions, [stop[channel] for stop in stops]) for channel in range(3)]
    sky = np.repeat(np.stack(columns, axis=-1)[:, None, :], width, axis=1).astype(np.float32)
    if light != "night" and rng.random() < 0.7:
        cover = rng.uniform(0.45, 0.62)
        clouds = np.clip((cloud_noise(width, height, rng, rng.choice((2, 3, 4))) - cover) * 5, 0, 1)[..., None]
        tint = {"sunset": (255, 150, 120), "fog": (225, 226, 228)}.get(light, (252, 252, 253))
        sky += (np.asarray(tint, dtype=np.float32) - sky) * clouds * np.float32(rng.uniform(0.5, 0.95))
    return sky


def _heavens(picture: Image.Image, light: str, horizon: float, rng: random.Random) -> None:
    """Sun, moon, stars."""
    width, height = picture.size
    brush = ImageDraw.Draw(picture)
    unit = min(width, height)
    if light == "night":
        for _ in range(rng.randint(30, 120)):
            x, y, r = rng.random() * width, rng.random() * horizon * height, rng.uniform(0.0015, 0.005) * unit
            brush.ellipse((x - r, y - r, x + r, y + r), fill=(225, 228, 245))
    chance = {"day": 0.35, "sunset": 0.85, "night": 0.7, "fog": 0.0}[light]
    if rng.random() >= chance:
        return
    x = rng.uniform(0.12, 0.88) * width
    low, high = {"day": (0.1, 0.4), "sunset": (0.62, 1.0), "night": (0.15, 0.55)}[light]
    y = rng.uniform(low, high) * min(horizon, 0.75) * height
    radius = unit * rng.uniform(0.045, 0.085)
    colour: RGB = {"day": (255, 246, 190), "sunset": (255, 236, 150), "night": (240, 240, 222)}[light]
    glow = Image.new("L", picture.size, 0)
    reach = radius * (1.5 if light == "night" else 2.4)
    ImageDraw.Draw(glow).ellipse((x - reach, y - reach, x + reach, y + reach), fill=130)
    picture.paste(Image.new("RGB", picture.size, colour), (0, 0), glow.filter(ImageFilter.GaussianBlur(radius)))
    brush.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    if light == "night" and rng.random() < 0.4:
        # A crescent moon is a full one with a bite of sky.
        bite = picture.getpixel((int(x), int(max(0.0, y - reach * 1.05))))
        shift = radius * 0.5
        brush.ellipse((x - radius + shift, y - radius, x + radius + shift, y + radius), fill=bite)
