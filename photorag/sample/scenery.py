"""The ground of each landscape: water, hills, streets. `scenes` puts the sky above, `standing` the things upon it."""

from __future__ import annotations

import math
import random

import numpy as np
from PIL import Image, ImageDraw

from photorag.sample.backgrounds import Floats, cloud_noise, fine, smooth_noise
from photorag.sample.palette import RGB, mix
from photorag.sample.standing import SNOW, Ground, house, tree


def draw_place(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    """Draw everything below the sky."""
    {
        "beach": _beach, "sea": _sea, "forest": _forest, "city": _city, "mountains": _mountains, "desert": _desert,
        "meadow": _meadow, "lake": _lake, "sky": _sky_only, "road": _road, "village": _village, "flowers": _flowers,
    }[ground.place](picture, ground, rng)  # fmt: skip


def _fill(picture: Image.Image, top: Floats, colour: RGB, rough: float, grain: int, rng: random.Random) -> None:
    """Fill everything below the line `top` (one height a column) with a textured colour."""
    width, height = picture.size
    rows = np.arange(height, dtype=np.float32)[:, None]
    mask = np.clip(rows - top[None, :] + 0.5, 0, 1)
    texture = (
        smooth_noise(width, height, fine(grain, width, height), rng) * 0.6 + cloud_noise(width, height, rng, 4, 3) * 0.4
    )
    shade = np.linspace(0.06, -0.1, height, dtype=np.float32)[:, None]
    factor = 1 + (texture - 0.5) * 2 * rough + shade
    layer = np.clip(np.asarray(colour, dtype=np.float32) * factor[..., None], 0, 255).astype(np.uint8)
    picture.paste(Image.fromarray(layer, mode="RGB"), (0, 0), Image.fromarray((mask * 255).astype(np.uint8), mode="L"))


def _flat(width: int, level: float) -> Floats:
    return np.full(width, level, dtype=np.float32)


def _ridge(width: int, level: float, swing: float, cells: int, sharp: bool, rng: random.Random) -> Floats:
    """A skyline around `level`, `swing` high: rounded hills or sharp peaks."""
    total = np.zeros(width, dtype=np.float32)
    weight = 1.0
    for octave in range(4):
        count = cells * 2**octave + 2
        knots = np.asarray([rng.random() for _ in range(count)], dtype=np.float32)
        at = np.linspace(0, count - 1, width)
        if not sharp:
            part = at % 1
            at = np.floor(at) + part * part * (3 - 2 * part)
        total += weight * np.interp(at, np.arange(count), knots).astype(np.float32)
        weight *= 0.5 if sharp else 0.3
    if sharp and width > 208:
        # Detail that a small picture cannot show, from a generator of its own: the rest stays as it is when small.
        detail = random.Random(round(float(total[0]) * 1e6))
        for octave in range(4, 8):
            count = cells * 2**octave + 2
            knots = np.asarray([detail.random() for _ in range(count)], dtype=np.float32)
            total += weight * np.interp(np.linspace(0, count - 1, width), np.arange(count), knots).astype(np.float32)
            weight *= 0.5
    total = (total - total.min()) / max(float(total.max() - total.min()), 1e-6)
    line: Floats = (level - swing * total).astype(np.float32)
    return line


def _water(picture: Image.Image, ground: Ground, top: float, bottom: float, rng: random.Random) -> None:
    width, height = picture.size
    first, last = max(0, round(top)), min(height, round(bottom))
    if last <= first:
        return
    colour = ground.lit(rng.choice(((30, 100, 160), (20, 120, 150), (40, 130, 180), (24, 84, 140))))
    rows = np.linspace(0, 1, last - first, dtype=np.float32)[:, None]
    # Waves: long flat streaks, wider apart the nearer they are.
    streaks = np.sin(60 * np.sqrt(rows + 0.02) + 6 * smooth_noise(width, last - first, 9, rng)) * 0.5 + 0.5
    light = np.asarray(mix(colour, (255, 255, 255), 0.35), dtype=np.float32)
    if ground.light == "sunset":
        light = np.asarray((255, 176, 96), dtype=np.float32)
    amount = (streaks**3 * rng.uniform(0.35, 0.8))[..., None]
    base = np.asarray(colour, dtype=np.float32)
    pixels = base + (light - base) * amount
    picture.paste(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), mode="RGB"), (0, first))


def _sea(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    _water(picture, ground, ground.line, picture.height, rng)


def _beach(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    shore = ground.line + (height - ground.line) * rng.uniform(0.3, 0.6)
    _water(picture, ground, ground.line, height, rng)
    edge = _ridge(width, shore, height * 0.06, 2, False, rng)
    slope: Floats = np.linspace(-1, 1, width, dtype=np.float32) * np.float32(rng.uniform(-0.1, 0.1) * height)
    _fill(picture, edge + slope, ground.lit((244, 248, 250)), 0.04, 60, rng)
    sand = ground.lit(rng.choice(((232, 208, 158), (222, 196, 142), (240, 222, 180))))
    _fill(picture, edge + slope + height * 0.015, sand, 0.08, 90, rng)


def _desert(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    colour = rng.choice(((214, 152, 88), (226, 170, 104), (202, 132, 78)))
    for step in range(rng.randint(2, 4)):
        level = ground.line + (height - ground.line) * step * 0.24
        shade = ground.lit(mix(colour, (120, 66, 36), 0.12 * step))
        _fill(picture, _ridge(width, level + height * 0.05, height * 0.14, 1, False, rng), shade, 0.07, 80, rng)


def _mountains(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    colour = rng.choice(((96, 108, 130), (110, 104, 110), (84, 104, 120), (104, 100, 92)))
    haze = picture.getpixel((width // 2, max(0, min(height - 1, int(ground.line) - 2))))
    assert isinstance(haze, tuple)
    layers = rng.randint(2, 3)
    for step in range(layers):
        near = (step + 1) / layers
        level = ground.line + height * 0.1 * step
        swing = height * rng.uniform(0.22, 0.36) * (1.15 - 0.3 * near)
        top = _ridge(width, level + height * 0.05, swing, 3, True, rng)
        tone = mix((haze[0], haze[1], haze[2]), ground.lit(colour), 0.35 + 0.65 * near)
        _fill(picture, top, tone, 0.14, 40, rng)
        if ground.season == "snow" or rng.random() < 0.35:
            _snow_caps(picture, top, ground, 0.75 if ground.season == "snow" else 0.3)
    _fill(
        picture,
        _ridge(width, height * 0.84, height * 0.08, 2, False, rng),
        ground.lit(ground.grass(rng)),
        0.14,
        70,
        rng,
    )


def _snow_caps(picture: Image.Image, top: Floats, ground: Ground, part: float) -> None:
    height = picture.height
    peak = float(top.min())
    limit = peak + (float(top.max()) - peak) * part
    rows = np.arange(height, dtype=np.float32)[:, None]
    ragged = limit + np.sin(np.arange(top.size, dtype=np.float32) / top.size * 90)[None, :] * height * 0.012
    mask = ((rows >= top[None, :]) & (rows <= ragged)).astype(np.uint8) * 235
    snow = Image.new("RGB", picture.size, ground.lit(SNOW))
    picture.paste(snow, (0, 0), Image.fromarray(mask, mode="L"))


def _forest(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    line = min(ground.line, height * 0.5)
    back = ground.lit(mix(ground.leaf(rng), (60, 80, 80), 0.3))
    _fill(picture, _ridge(width, line, height * 0.22, 9, True, rng), back, 0.3, 40, rng)
    _fill(picture, _flat(width, height * 0.74), ground.lit(mix(ground.grass(rng), (60, 50, 30), 0.25)), 0.22, 60, rng)
    brush = ImageDraw.Draw(picture)
    conifer = rng.random() < (0.3 if ground.season == "autumn" else 0.65)
    for row in range(3):
        foot = height * (0.66 + 0.14 * row)
        tall = height * (0.42 + 0.16 * row)
        for _ in range(rng.randint(7, 11) - 2 * row):
            x = rng.uniform(-0.02, 1.02) * width
            tree(
                brush, ground, x, foot + rng.uniform(-0.04, 0.04) * height, tall * rng.uniform(0.8, 1.15), conifer, rng
            )


def _city(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    brush = ImageDraw.Draw(picture)
    street = height * rng.uniform(0.8, 0.94)
    for row in range(2):
        x = -rng.random() * 0.1 * width
        while x < width:
            wide = width * rng.uniform(0.07, 0.16)
            top = height * (rng.uniform(0.14, 0.5) + 0.2 * row)
            tone = rng.choice(
                ((120, 128, 142), (150, 146, 140), (94, 104, 124), (168, 150, 132), (80, 88, 100), (150, 110, 92))
            )
            wall = ground.lit(mix(tone, (190, 200, 215), 0.3 * (1 - row)))
            brush.rectangle((x, top, x + wide, street), fill=wall)
            if ground.season == "snow":
                brush.rectangle((x, top, x + wide, top + height * 0.02), fill=ground.lit(SNOW))
            _windows(brush, (x, top, wide, street), ground, wall, unit=min(width, height), rng=rng)
            x += wide * rng.uniform(0.95, 1.25)
    ground_colour = SNOW if ground.season == "snow" else (84, 86, 92)
    _fill(picture, _flat(width, street), ground.lit(ground_colour), 0.06, 60, rng)


def _windows(
    brush: ImageDraw.ImageDraw,
    wall_box: tuple[float, float, float, float],
    ground: Ground,
    wall: RGB,
    unit: int,
    rng: random.Random,
) -> None:
    x, top, wide, street = wall_box
    step = unit * rng.uniform(0.034, 0.05)
    lit_share = {"night": 0.6, "sunset": 0.35, "fog": 0.1, "day": 0.0}[ground.light]
    dark = mix(wall, (20, 30, 50), 0.4) if rng.random() < 0.7 else mix(wall, (230, 240, 250), 0.45)
    y = top + step * 0.7
    while y < street - step:
        column = x + step * 0.5
        while column < x + wide - step * 0.6:
            colour = (255, 214, 112) if rng.random() < lit_share else dark
            brush.rectangle((column, y, column + step * 0.5, y + step * 0.55), fill=colour)
            column += step
        y += step


def _meadow(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    if rng.random() < 0.6:
        far = ground.lit(mix(ground.grass(rng), (90, 120, 120), 0.35))
        _fill(picture, _ridge(width, ground.line + height * 0.04, height * 0.12, 2, False, rng), far, 0.12, 40, rng)
    _fill(
        picture,
        _ridge(width, ground.line + height * 0.08, height * 0.07, 1, False, rng),
        ground.lit(ground.grass(rng)),
        0.2,
        90,
        rng,
    )
    if ground.season == "none":
        brush = ImageDraw.Draw(picture)
        petals = rng.choice(((250, 250, 250), (250, 214, 50), (226, 60, 60), (190, 110, 220), (250, 150, 190)))
        for _ in range(rng.randint(20, 90)):
            depth = rng.random()
            y = ground.line + height * 0.12 + (height - ground.line) * 0.85 * depth
            r = height * (0.004 + 0.011 * depth)
            x = rng.random() * width
            brush.ellipse((x - r, y - r, x + r, y + r), fill=ground.lit(petals))


def _lake(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    line = ground.line
    _fill(
        picture,
        _ridge(width, line + 2, height * rng.uniform(0.16, 0.3), 3, rng.random() < 0.6, rng),
        ground.lit((98, 110, 124)),
        0.12,
        40,
        rng,
    )
    _fill(picture, _ridge(width, line + 2, height * 0.09, 8, True, rng), ground.lit(ground.leaf(rng)), 0.2, 50, rng)
    first = max(1, round(line))
    mirrored = picture.crop((0, max(0, 2 * first - height), width, first)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    picture.paste(mirrored, (0, first))
    tint = Image.new("RGB", (width, height - first), ground.lit((44, 100, 130)))
    picture.paste(Image.blend(picture.crop((0, first, width, height)), tint, 0.42), (0, first))
    bank = ground.lit(mix(ground.grass(rng), (60, 60, 40), 0.3))
    if rng.random() < 0.6:
        _fill(picture, _ridge(width, height * 0.98, height * 0.1, 2, False, rng), bank, 0.2, 80, rng)


def _sky_only(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    if ground.horizon < 0.97:
        tone = ground.lit((70, 110, 70))
        _fill(picture, _ridge(picture.width, ground.line, picture.height * 0.03, 2, False, rng), tone, 0.1, 50, rng)


def _road(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    line = ground.line + height * 0.03
    _fill(
        picture,
        _ridge(width, ground.line + height * 0.02, height * 0.1, 2, False, rng),
        ground.lit(mix(ground.grass(rng), (80, 110, 110), 0.3)),
        0.12,
        40,
        rng,
    )
    _fill(picture, _flat(width, line), ground.lit(ground.grass(rng)), 0.16, 80, rng)
    brush = ImageDraw.Draw(picture)
    vanish = rng.uniform(0.35, 0.65) * width
    left, right = rng.uniform(-0.1, 0.2) * width, rng.uniform(0.8, 1.1) * width
    brush.polygon(
        [(vanish - width * 0.012, line), (vanish + width * 0.012, line), (right, height), (left, height)],
        fill=ground.lit((88, 90, 96)),
    )
    for step in range(6):
        near, far = (step + 0.5) ** 2 / 36, step**2 / 36
        middle = (left + right) / 2
        y0, y1 = line + (height - line) * far, line + (height - line) * near
        x0, x1 = vanish + (middle - vanish) * far, vanish + (middle - vanish) * near
        brush.line((x0, y0, x1, y1), fill=ground.lit((240, 236, 220)), width=max(1, round(width * 0.014 * near) + 1))


def _village(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    _fill(
        picture,
        _ridge(width, ground.line + height * 0.04, height * 0.12, 2, False, rng),
        ground.lit(mix(ground.grass(rng), (90, 120, 120), 0.3)),
        0.12,
        40,
        rng,
    )
    _fill(picture, _flat(width, ground.line + height * 0.12), ground.lit(ground.grass(rng)), 0.18, 80, rng)
    brush = ImageDraw.Draw(picture)
    houses = rng.randint(1, 4)
    for index in range(houses):
        wide = width * (rng.uniform(0.3, 0.4) if houses == 1 else rng.uniform(0.16, 0.24))
        x = width * (index + 0.5) / houses - wide / 2 + rng.uniform(-0.04, 0.04) * width
        y = ground.line + height * rng.uniform(0.18, 0.3)
        house(brush, ground, x, y, wide, rng)
        if rng.random() < 0.6:
            tree(
                brush,
                ground,
                x + wide * 1.3,
                y + height * 0.02,
                height * rng.uniform(0.22, 0.36),
                rng.random() < 0.4,
                rng,
            )


def _flowers(picture: Image.Image, ground: Ground, rng: random.Random) -> None:
    width, height = picture.size
    _fill(picture, _flat(width, ground.line), ground.lit((62, 118, 50)), 0.3, 60, rng)
    brush = ImageDraw.Draw(picture)
    palette = rng.sample(
        ((224, 50, 60), (250, 200, 40), (240, 120, 180), (160, 80, 200), (250, 250, 250), (245, 130, 40)),
        rng.randint(1, 3),
    )
    unit = min(width, height)
    for _ in range(rng.randint(6, 22)):
        x, y = rng.uniform(0.03, 0.97) * width, rng.uniform(max(0.1, ground.horizon + 0.08), 0.97) * height
        r = unit * rng.uniform(0.05, 0.11)
        petal = ground.lit(rng.choice(palette))
        for leaf in range(6):
            angle = leaf * math.pi / 3 + rng.random() * 0.3
            px, py = x + math.cos(angle) * r * 0.62, y + math.sin(angle) * r * 0.62
            brush.ellipse((px - r * 0.42, py - r * 0.42, px + r * 0.42, py + r * 0.42), fill=petal)
        brush.ellipse((x - r * 0.3, y - r * 0.3, x + r * 0.3, y + r * 0.3), fill=ground.lit((236, 180, 50)))
