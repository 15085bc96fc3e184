"""The corners of every shape, inside a circle of radius 1 (y grows downwards)."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

Point: TypeAlias = tuple[float, float]


def outline(shape: str, rng: random.Random) -> list[Point]:
    """The corners of `shape`; `rng` chooses among its variants (upright or lying, slim or broad)."""
    return _OUTLINES[shape](rng)


def _regular(corners: int, start: float) -> list[Point]:
    turn = 2 * math.pi / corners
    return [(math.cos(start + turn * i), math.sin(start + turn * i)) for i in range(corners)]


def _circle(_rng: random.Random) -> list[Point]:
    return _regular(64, 0.0)


def _oval(rng: random.Random) -> list[Point]:
    flat = rng.uniform(0.48, 0.58)
    upright = rng.random() < 0.3
    return [(x * flat, y) if upright else (x, y * flat) for x, y in _regular(64, 0.0)]


def _square(_rng: random.Random) -> list[Point]:
    return [(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]


def _rectangle(rng: random.Random) -> list[Point]:
    flat = rng.uniform(0.42, 0.54)
    wide, high = (flat * 0.95, 0.95) if rng.random() < 0.3 else (0.95, flat * 0.95)
    return [(-wide, -high), (wide, -high), (wide, high), (-wide, high)]


def _triangle(_rng: random.Random) -> list[Point]:
    return [(0.0, -0.95), (0.95, 0.75), (-0.95, 0.75)]


def _diamond(rng: random.Random) -> list[Point]:
    narrow = rng.uniform(0.66, 0.85)
    return [(0.0, -1.0), (narrow, 0.0), (0.0, 1.0), (-narrow, 0.0)]


def _hexagon(rng: random.Random) -> list[Point]:
    return _regular(6, rng.choice((0.0, math.pi / 6)))


def _star(rng: random.Random) -> list[Point]:
    inner = rng.uniform(0.4, 0.46)
    tips = _regular(5, -math.pi / 2)
    notches = _regular(5, -math.pi / 2 + math.pi / 5)
    return [p for tip, (x, y) in zip(tips, notches, strict=True) for p in (tip, (x * inner, y * inner))]


def _cross(rng: random.Random) -> list[Point]:
    arm = rng.uniform(0.28, 0.34)
    return [
        (-arm, -0.95), (arm, -0.95), (arm, -arm), (0.95, -arm), (0.95, arm), (arm, arm),
        (arm, 0.95), (-arm, 0.95), (-arm, arm), (-0.95, arm), (-0.95, -arm), (-arm, -arm),
    ]  # fmt: skip


def _arrow(rng: random.Random) -> list[Point]:
    head, half = 0.05, rng.uniform(0.22, 0.28)
    points = [
        (-0.95, -half), (head, -half), (head, -0.72), (0.97, 0.0), (head, 0.72), (head, half), (-0.95, half),
    ]  # fmt: skip
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        points = [(-y, x) for x, y in points]
    return points


def _heart(_rng: random.Random) -> list[Point]:
    points: list[Point] = []
    for i in range(64):
        t = 2 * math.pi * i / 64
        x = 16 * math.sin(t) ** 3
        y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        points.append((x / 17.0, -(y + 2.5) / 17.0))
    return points


def _crescent(rng: random.Random) -> list[Point]:
    """A circle with a bite: an arc of it, and back along the arc of a second circle through its tips."""
    outer = [(math.cos(a), math.sin(a)) for a in np.linspace(0.95, 2 * math.pi - 0.95, 40)]
    tip_x, tip_y = outer[-1]
    centre = 0.62
    reach = math.hypot(tip_x - centre, tip_y)
    start = math.atan2(tip_y, tip_x - centre) % (2 * math.pi)
    inner = [(centre + reach * math.cos(a), reach * math.sin(a)) for a in np.linspace(start, 2 * math.pi - start, 40)]
    points = outer + inner
    return [(x + 0.25, y) for x, y in points] if rng.random() < 0.5 else [(-x - 0.25, y) for x, y in points]


_OUTLINES: dict[str, Callable[[random.Random], list[Point]]] = {
    "circle": _circle,
    "square": _square,
    "triangle": _triangle,
    "rectangle": _rectangle,
    "diamond": _diamond,
    "star": _star,
    "hexagon": _hexagon,
    "heart": _heart,
    "cross": _cross,
    "oval": _oval,
    "arrow": _arrow,
    "crescent": _crescent,
    "ring": _circle,  # its hole is made when it is filled
}
SHAPES: tuple[str, ...] = tuple(_OUTLINES)
