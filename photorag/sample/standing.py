"""What stands in a landscape: trees, houses, boats, people. Also the light it all stands in."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from photorag.sample.palette import RGB, mix

SNOW: RGB = (240, 244, 250)
_SUNSET: RGB = (255, 120, 60)
_NIGHT: RGB = (8, 12, 34)


@dataclass(frozen=True)
class Ground:
    """What the parts of one landscape share."""

    place: str
    light: str
    season: str
    horizon: float
    height: int

    def lit(self, colour: RGB) -> RGB:
        """A colour as it looks in this light."""
        if self.light == "sunset":
            return mix(mix(colour, _SUNSET, 0.25), (30, 16, 30), 0.3)
        if self.light == "night":
            return mix(colour, _NIGHT, 0.72)
        if self.light == "fog":
            return mix(colour, (195, 198, 202), 0.35)
        return colour

    @property
    def line(self) -> float:
        """The horizon in pixels."""
        return self.horizon * self.height

    def leaf(self, rng: random.Random) -> RGB:
        """The colour of a tree's leaves."""
        if self.season == "autumn":
            return rng.choice(((206, 98, 24), (190, 60, 30), (222, 158, 40), (160, 84, 30)))
        if self.season == "snow":
            return rng.choice((SNOW, (200, 214, 222), (70, 100, 88)))
        return rng.choice(((34, 92, 44), (44, 112, 50), (28, 76, 46), (70, 120, 50)))

    def grass(self, rng: random.Random) -> RGB:
        if self.season == "snow":
            return rng.choice((SNOW, (228, 234, 244)))
        if self.season == "autumn":
            return rng.choice(((150, 120, 56), (168, 118, 50)))
        return rng.choice(((92, 152, 62), (112, 168, 70), (74, 134, 58)))


def tree(
    brush: ImageDraw.ImageDraw, ground: Ground, x: float, y: float, tall: float, conifer: bool, rng: random.Random
) -> None:
    """A tree whose foot is at (x, y)."""
    trunk = ground.lit((92, 64, 42))
    leaf = ground.leaf(rng)
    wide = tall * rng.uniform(0.34, 0.46)
    brush.rectangle((x - tall * 0.035, y - tall * 0.4, x + tall * 0.035, y), fill=trunk)
    for step in range(3):
        tone = ground.lit(mix(leaf, (0, 0, 0), 0.12 * (2 - step) + rng.uniform(0, 0.12)))
        if conifer:
            base, half = y - tall * (0.14 + 0.26 * step), wide * (1 - 0.26 * step) * 0.62
            points = [(x - half, base), (x + half, base), (x, base - tall * 0.4)]
            brush.polygon(points, fill=tone)
        else:
            r = wide * rng.uniform(0.42, 0.6)
            cx, cy = x + rng.uniform(-0.5, 0.5) * wide, y - tall * rng.uniform(0.55, 0.85)
            brush.ellipse((cx - r, cy - r, cx + r, cy + r), fill=tone)


def house(brush: ImageDraw.ImageDraw, ground: Ground, x: float, y: float, wide: float, rng: random.Random) -> None:
    """A house whose lower left corner is at (x, y)."""
    wall = ground.lit(rng.choice(((236, 226, 206), (214, 182, 150), (244, 244, 240), (196, 110, 90), (228, 200, 120))))
    roof = ground.lit(SNOW if ground.season == "snow" else rng.choice(((168, 62, 46), (110, 70, 54), (90, 96, 110))))
    tall = wide * rng.uniform(0.55, 0.75)
    brush.rectangle((x, y - tall, x + wide, y), fill=wall)
    brush.polygon([(x - wide * 0.1, y - tall), (x + wide * 1.1, y - tall), (x + wide * 0.5, y - tall * 1.7)], fill=roof)
    pane = (255, 216, 120) if ground.light in ("night", "sunset") else ground.lit((120, 160, 190))
    for part in (0.15, 0.63):
        brush.rectangle((x + wide * part, y - tall * 0.75, x + wide * (part + 0.22), y - tall * 0.4), fill=pane)
    brush.rectangle((x + wide * 0.42, y - tall * 0.45, x + wide * 0.58, y), fill=ground.lit((100, 66, 44)))


@dataclass(frozen=True)
class _Stand:
    """Where something is drawn: its foot, and the measures of the picture."""

    brush: ImageDraw.ImageDraw
    ground: Ground
    x: float
    floor: float
    width: int
    height: int

    @property
    def unit(self) -> int:
        return min(self.width, self.height)

    def pen(self, thickness: float, least: int = 1) -> int:
        return max(least, round(thickness))


def draw_extra(picture: Image.Image, extra: str, ground: Ground, rng: random.Random) -> None:
    """Draw one thing where it belongs."""
    width, height = picture.size
    x = rng.uniform(0.2, 0.8) * width
    floor = ground.line + (height - ground.line) * rng.uniform(0.45, 0.8)
    _EXTRAS[extra](_Stand(ImageDraw.Draw(picture), ground, x, floor, width, height), rng)


def _boat(at: _Stand, rng: random.Random) -> None:
    ground, x, brush = at.ground, at.x, at.brush
    y, size = ground.line + (at.height - ground.line) * rng.uniform(0.08, 0.25), at.unit * rng.uniform(0.1, 0.18)
    hull = ground.lit(rng.choice(((170, 50, 40), (90, 60, 40), (40, 60, 110))))
    deep = y + size * 0.4
    brush.polygon([(x - size, y), (x + size, y), (x + size * 0.7, deep), (x - size * 0.7, deep)], fill=hull)
    brush.line((x, y, x, y - size * 1.5), fill=hull, width=at.pen(size * 0.07))
    sail = [(x, y - size * 1.5), (x, y - size * 0.1), (x + size * 0.8, y - size * 0.1)]
    brush.polygon(sail, fill=ground.lit((246, 246, 242)))


def _birds(at: _Stand, rng: random.Random) -> None:
    for _ in range(rng.randint(2, 6)):
        x, y = rng.uniform(0.1, 0.9) * at.width, rng.uniform(0.08, 0.8) * min(at.ground.line, at.height * 0.8)
        wing = at.unit * rng.uniform(0.03, 0.055)
        points = (x - wing, y - wing * 0.5, x, y, x + wing, y - wing * 0.5)
        at.brush.line(points, fill=(30, 30, 36), width=at.pen(wing * 0.3))


def _balloon(at: _Stand, rng: random.Random) -> None:
    x, brush = at.x, at.brush
    y, r = max(at.unit * 0.16, at.ground.line * rng.uniform(0.25, 0.55)), at.unit * rng.uniform(0.09, 0.13)
    skin = at.ground.lit(rng.choice(((220, 50, 50), (250, 180, 40), (60, 120, 220), (170, 70, 190))))
    brush.ellipse((x - r, y - r, x + r, y + r), fill=skin)
    brush.polygon([(x - r * 0.8, y + r * 0.6), (x + r * 0.8, y + r * 0.6), (x, y + r * 1.6)], fill=skin)
    brush.ellipse((x - r * 0.35, y - r, x + r * 0.35, y + r), fill=mix(skin, (255, 255, 255), 0.5))
    brush.rectangle((x - r * 0.2, y + r * 1.55, x + r * 0.2, y + r * 1.9), fill=(90, 60, 40))


def _palm(at: _Stand, rng: random.Random) -> None:
    x, floor = at.x, at.floor
    tall = at.unit * rng.uniform(0.4, 0.55)
    crown = (x + tall * 0.12, floor - tall)
    at.brush.line((x, floor, *crown), fill=at.ground.lit((112, 80, 50)), width=at.pen(tall * 0.07, 2))
    for step in range(7):
        angle = math.pi * (0.95 + step * 0.185)
        tip = (
            x + tall * 0.12 + math.cos(angle) * tall * 0.42,
            floor - tall + abs(math.sin(angle)) * -tall * 0.16 + tall * 0.12,
        )
        at.brush.line((*crown, *tip), fill=at.ground.lit((40, 120, 56)), width=at.pen(tall * 0.06, 2))


def _umbrella(at: _Stand, rng: random.Random) -> None:
    x, floor = at.x, at.floor
    r = at.unit * rng.uniform(0.12, 0.17)
    cloth = at.ground.lit(rng.choice(((226, 60, 60), (250, 190, 50), (50, 110, 210))))
    at.brush.line((x, floor, x, floor - r * 1.5), fill=at.ground.lit((120, 110, 100)), width=at.pen(r * 0.1))
    at.brush.pieslice((x - r, floor - r * 2.2, x + r, floor - r * 0.6), 180, 360, fill=cloth)


def _cactus(at: _Stand, rng: random.Random) -> None:
    x, floor = at.x, at.floor
    tall, pen = at.unit * rng.uniform(0.25, 0.38), at.pen(at.unit * 0.035, 2)
    green = at.ground.lit((60, 130, 70))
    at.brush.line((x, floor, x, floor - tall), fill=green, width=pen)
    for side, part in ((-1, 0.45), (1, 0.6)):
        elbow, low, high = x + side * tall * 0.28, floor - tall * part, floor - tall * (part + 0.25)
        at.brush.line((x, low, elbow, low, elbow, high), fill=green, width=pen)


def _tree(at: _Stand, rng: random.Random) -> None:
    tree(at.brush, at.ground, at.x, at.floor, at.unit * rng.uniform(0.42, 0.6), rng.random() < 0.3, rng)


def _house(at: _Stand, rng: random.Random) -> None:
    house(at.brush, at.ground, at.x - at.unit * 0.1, at.floor, at.unit * rng.uniform(0.2, 0.3), rng)


def _car(at: _Stand, rng: random.Random) -> None:
    x, brush = at.x, at.brush
    w = at.unit * rng.uniform(0.2, 0.3)
    paint = at.ground.lit(rng.choice(((210, 44, 44), (240, 240, 240), (40, 80, 180), (250, 200, 40), (60, 60, 66))))
    y = min(at.height * 0.95, max(at.floor, at.height * 0.85))
    brush.rounded_rectangle((x - w / 2, y - w * 0.28, x + w / 2, y - w * 0.06), radius=w * 0.06, fill=paint)
    low, high = y - w * 0.27, y - w * 0.45
    cabin = [(x - w * 0.3, low), (x - w * 0.2, high), (x + w * 0.16, high), (x + w * 0.3, low)]
    brush.polygon(cabin, fill=mix(paint, (150, 200, 230), 0.5))
    for side in (-0.28, 0.28):
        r = w * 0.09
        brush.ellipse((x + side * w - r, y - r * 1.3, x + side * w + r, y + r * 0.7), fill=(24, 24, 28))


def _person(at: _Stand, rng: random.Random) -> None:
    x, floor, brush = at.x, at.floor, at.brush
    tall = at.unit * rng.uniform(0.2, 0.32)
    shirt = at.ground.lit(rng.choice(((200, 50, 60), (50, 90, 180), (240, 200, 60), (40, 140, 90), (60, 60, 70))))
    w = tall * 0.13
    brush.rectangle((x - w, floor - tall * 0.46, x - w * 0.15, floor), fill=at.ground.lit((50, 54, 80)))
    brush.rectangle((x + w * 0.15, floor - tall * 0.46, x + w, floor), fill=at.ground.lit((50, 54, 80)))
    body = (x - w * 1.35, floor - tall * 0.82, x + w * 1.35, floor - tall * 0.42)
    brush.rounded_rectangle(body, radius=w * 0.5, fill=shirt)
    brush.ellipse((x - w, floor - tall, x + w, floor - tall * 0.8), fill=at.ground.lit((226, 180, 148)))


_EXTRAS: dict[str, Callable[[_Stand, random.Random], None]] = {
    "boat": _boat,
    "bird": _birds,
    "balloon": _balloon,
    "palm": _palm,
    "umbrella": _umbrella,
    "cactus": _cactus,
    "tree": _tree,
    "house": _house,
    "car": _car,
    "person": _person,
}
