"""Shapes x colours x patterns x counts x positions x sizes x backgrounds: drawings whose truth is known.

A drawing is described by a small frozen record and drawn at any size from it, so that the same record gives a
64-pixel training picture and a picture large enough for a window, and so that captions can be checked against it.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PIL import Image, ImageDraw

from photorag.sample.backgrounds import base_colour, paint
from photorag.sample.outlines import SHAPES, Point, outline
from photorag.sample.palette import COLOURS, RGB, distance, jitter, mix, partner

PATTERNS: tuple[str, ...] = ("solid", "striped", "dotted", "checkered")
PLACES: tuple[str, ...] = (
    "centre", "left", "right", "top", "bottom", "top left", "top right", "bottom left", "bottom right",
)  # fmt: skip
SIZES: tuple[str, ...] = ("small", "medium", "large")

Box = tuple[float, float, float, float]

_REGIONS: dict[str, Box] = {
    "centre": (0.0, 0.0, 1.0, 1.0),
    "left": (0.02, 0.06, 0.42, 0.94),
    "right": (0.58, 0.06, 0.98, 0.94),
    "top": (0.06, 0.02, 0.94, 0.42),
    "bottom": (0.06, 0.58, 0.94, 0.98),
    "top left": (0.02, 0.02, 0.42, 0.42),
    "top right": (0.58, 0.02, 0.98, 0.42),
    "bottom left": (0.02, 0.58, 0.42, 0.98),
    "bottom right": (0.58, 0.58, 0.98, 0.98),
}

__all__ = ["PATTERNS", "PLACES", "SHAPES", "SIZES", "ShapeDrawing", "Thing", "draw_thing", "readable_background"]


@dataclass(frozen=True)
class Thing:
    """One kind of object: what it is, not where."""

    colour: str
    shape: str
    pattern: str = "solid"

    @property
    def facts(self) -> frozenset[str]:
        """Every statement that names some of colour, pattern and shape *of the same object*.

        Joined in one fact, so that "red square" is not true of a red circle beside a blue square.
        """
        return frozenset(
            f"{colour}|{pattern}|{shape}"
            for colour in ("*", self.colour)
            for pattern in ("*", self.pattern)
            for shape in ("*", self.shape)
        )


@dataclass(frozen=True)
class ShapeDrawing:
    """Some equal objects at one place, or two different ones side by side or one above the other."""

    thing: Thing
    count: int = 1
    place: str = "centre"
    size: str = "medium"
    background: str = "white"
    texture: str = "plain"
    other: Thing | None = None
    above: bool = False
    seed: int = 0

    @cached_property
    def facts(self) -> frozenset[str]:
        found = set(self.thing.facts) | {f"on:{self.background}", f"texture:{self.texture}"}
        if self.other is None:
            found |= {f"count:{self.count}", f"size:{self.size}"}
            found |= {f"at:{word}" for word in self.place.split()} | {f"at:{self.place}"}
            if self.count > 1:
                found.add("many")
        else:
            found |= self.other.facts | {"pair"}
            relation = "above" if self.above else "left-of"
            found |= {f"{relation}:{a}>{b}" for a in self.thing.facts for b in self.other.facts}
        return frozenset(found)

    def draw(self, width: int, height: int) -> Image.Image:
        """The picture at this size."""
        rng = random.Random(self.seed)
        things = (self.thing,) if self.other is None else (self.thing, self.other)
        fills = [jitter(COLOURS[thing.colour], rng) for thing in things]
        behind = readable_background(self.background, fills, rng)
        picture = paint(width, height, behind, self.texture, rng)
        if self.other is not None:
            self._draw_pair(picture, fills, rng)
        else:
            spots, room = _spots(self.count, self.place, width, height, rng)
            radius = _radius(self.size, room, min(width, height), self.count, rng)
            lean = rng.uniform(-9, 9)
            for x, y in spots:
                wiggle = room - radius
                at = (x + rng.uniform(-0.6, 0.6) * wiggle, y + rng.uniform(-0.6, 0.6) * wiggle)
                draw_thing(picture, self.thing, fills[0], at, radius, lean, random.Random(self.seed + 1))
        return picture

    def _draw_pair(self, picture: Image.Image, fills: list[RGB], rng: random.Random) -> None:
        assert self.other is not None
        width, height = picture.size
        along, across = (height, width) if self.above else (width, height)
        room = min(along / 4, across / 2)
        for thing, fill, part in ((self.thing, fills[0], 0.25), (self.other, fills[1], 0.75)):
            radius = room * rng.uniform(0.6, 0.92)
            first = along * part + rng.uniform(-0.5, 0.5) * (along / 4 - radius)
            second = across / 2 + rng.uniform(-0.5, 0.5) * (across / 2 - radius)
            at = (second, first) if self.above else (first, second)
            draw_thing(picture, thing, fill, at, radius, rng.uniform(-9, 9), rng)


def readable_background(name: str, fills: list[RGB], rng: random.Random) -> RGB:
    """A background of this name against which each fill can be seen."""
    best, best_gap = base_colour(name, rng), -1.0
    for _ in range(6):
        candidate = base_colour(name, rng)
        gap = min(distance(candidate, fill) for fill in fills)
        if gap > best_gap:
            best, best_gap = candidate, gap
        if gap > 210:
            break
    return best


def _spots(count: int, place: str, width: int, height: int, rng: random.Random) -> tuple[list[Point], float]:
    """Where `count` objects go, and the largest radius that keeps them apart."""
    left, top, right, bottom = _REGIONS[place]
    x0, y0, wide, high = left * width, top * height, (right - left) * width, (bottom - top) * height
    layouts = [(columns, math.ceil(count / columns)) for columns in range(1, count + 1)]
    room = [min(wide / columns, high / rows) / 2 for columns, rows in layouts]
    good = [layout for layout, size in zip(layouts, room, strict=True) if size > 0.72 * max(room)]
    columns, rows = rng.choice(good)
    spots: list[Point] = []
    for index in range(count):
        row, column = divmod(index, columns)
        in_row = min(columns, count - row * columns)
        spots.append((x0 + wide * (column + 0.5 + (columns - in_row) / 2) / columns, y0 + high * (row + 0.5) / rows))
    return spots, min(wide / columns, high / rows) / 2


def _radius(size: str, room: float, side: int, count: int, rng: random.Random) -> float:
    if count > 1:
        return room * rng.uniform(0.68, 0.88)
    low, high = {"small": (0.12, 0.155), "medium": (0.2, 0.27), "large": (0.34, 0.44)}[size]
    return min(side * rng.uniform(low, high), room * 0.95)


def draw_thing(
    picture: Image.Image, thing: Thing, fill: RGB, at: Point, radius: float, lean: float, rng: random.Random
) -> None:
    """Draw one object with its centre at `at`; `lean` in degrees."""
    side = max(8, round(2 * radius) + 2)
    cos, sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    corners = [
        ((x * cos - y * sin) * radius + side / 2, (x * sin + y * cos) * radius + side / 2)
        for x, y in outline(thing.shape, rng)
    ]
    # Pillow's polygons have hard edges: draw the mask larger and shrink it.
    smooth = 2
    mask = Image.new("L", (side * smooth, side * smooth), 0)
    brush = ImageDraw.Draw(mask)
    brush.polygon([(x * smooth, y * smooth) for x, y in corners], fill=255)
    if thing.shape == "ring":
        hole = radius * rng.uniform(0.5, 0.6)
        near, far = (side / 2 - hole) * smooth, (side / 2 + hole) * smooth
        brush.ellipse((near, near, far, far), fill=0)
    mask = mask.resize((side, side), Image.Resampling.BOX)
    corner = (round(at[0] - side / 2), round(at[1] - side / 2))
    picture.paste(_filled(thing, fill, side, radius, rng), corner, mask)
    # A pattern's light parts can melt into a light background, so patterned things mostly get an edge.
    if rng.random() < (0.2 if thing.pattern == "solid" else 0.75) and thing.shape != "ring":
        edge = mix(fill, (0, 0, 0), 0.45) if thing.colour != "black" else (90, 90, 95)
        points = [(x + corner[0], y + corner[1]) for x, y in corners]
        thickness = max(1, round(radius * 0.05))
        ImageDraw.Draw(picture).line([*points, points[0]], fill=edge, width=thickness, joint="curve")


def _filled(thing: Thing, fill: RGB, side: int, radius: float, rng: random.Random) -> Image.Image:
    if thing.pattern == "solid":
        shade = rng.uniform(0.0, 0.16)
        if shade < 0.05:
            return Image.new("RGB", (side, side), fill)
        ends = np.linspace(shade, -shade, side, dtype=np.float32)[:, None, None] * 255
        graded = np.clip(np.asarray(fill, dtype=np.float32) + np.broadcast_to(ends, (side, side, 1)), 0, 255)
        return Image.fromarray(graded.astype(np.uint8), mode="RGB")
    second = partner(thing.colour, fill, rng)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / np.float32(radius)
    if thing.pattern == "striped":
        angle = rng.choice((0.0, math.pi / 2, math.pi / 4, -math.pi / 4)) + rng.uniform(-0.1, 0.1)
        bands = (x * math.cos(angle) + y * math.sin(angle)) / rng.uniform(0.42, 0.66)
        light = (bands % 1.0) < rng.uniform(0.38, 0.5)
    elif thing.pattern == "dotted":
        step = rng.uniform(0.42, 0.56)
        shifted = x + (np.floor(y / step) % 2) * step / 2
        away = np.hypot(shifted % step - step / 2, y % step - step / 2)
        light = away < step * rng.uniform(0.3, 0.36)
    else:
        step = rng.uniform(0.36, 0.48)
        light = (np.floor(x / step) + np.floor(y / step)) % 2 < 1
    pixels = np.where(light[..., None], np.asarray(second, dtype=np.uint8), np.asarray(fill, dtype=np.uint8))
    return Image.fromarray(pixels, mode="RGB")
