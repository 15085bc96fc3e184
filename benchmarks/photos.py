"""Photos to measure with: drawn, the same on every run, and as dear to decode as a camera's.

What a JPEG costs to decode depends on its pixels and on how many coefficients its blocks have, so a flat drawing
would flatter. These have what a photo has: a sky and ridges with hard edges, discs, texture whose strength falls with
its fineness (as in nature) and fades where the picture is out of focus, and a sensor's grain. Saved at quality 92 with
4:2:0 subsampling, 12 megapixels take 3 to 5 MB, as a phone's or a camera's do.
"""

from __future__ import annotations

import math
import os
import struct
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Plane = NDArray[np.float32]

_SEED = 20
_QUALITY = 92
_COARSEST = 4  # cells of texture across the picture
_OCTAVES = 10
_FALL = 0.72  # how much weaker each finer octave is
_GRAIN = 5.5  # of 255
_EXIF_IFD, _DATE_TAKEN = 0x8769, 0x9003


def size_of(megapixels: float) -> tuple[int, int]:
    """(width, height) at 4:3, in whole blocks of eight: 12 megapixels are 4000 x 3000."""
    unit = round(math.sqrt(megapixels * 1e6 / 12) / 8) * 8
    return 4 * unit, 3 * unit


def make_photos(folder: Path, count: int, megapixels: float, processes: int | None = None) -> list[Path]:
    """Draws ``count`` photos into ``folder``, on all cores; those that are there already stay."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"photo-{number:04}.jpg" for number in range(count)]
    missing = [(number, path) for number, path in enumerate(paths) if not path.exists()]
    if missing:
        with ProcessPoolExecutor(processes or os.cpu_count(), mp_context=get_context("spawn")) as pool:
            list(pool.map(partial(_save_photo, size_of(megapixels)), missing))
    return paths


def make_copies(photos: list[Path], folder: Path, number: int) -> list[Path]:
    """Copies that differ from the photos, and from copies of another ``number``, in nothing but a comment.

    To a program that knows files by their content they are other photos; to a decoder they are as much work.
    """
    folder.mkdir(parents=True, exist_ok=True)
    comment = f"copy {number}".encode()
    segment = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
    copies = [folder / photo.name for photo in photos]
    for photo, copy in zip(photos, copies, strict=True):
        if not copy.exists():
            data = photo.read_bytes()
            copy.write_bytes(data[:2] + segment + data[2:])
    return copies


def draw_photo(number: int, size: tuple[int, int]) -> Image.Image:
    """The photo of this number, (width, height) in pixels."""
    source = np.random.default_rng([_SEED, number])
    scene = np.asarray(_scene(source, size), np.float32)
    detail = _texture(source, size) * _focus(source, size) * source.uniform(0.8, 1.4)
    grain = source.standard_normal(size[::-1], dtype=np.float32) * (_GRAIN * source.uniform(0.7, 1.3))
    tint = _smooth_noise(source, size, 64)[..., np.newaxis] * source.uniform(-8, 8, 3).astype(np.float32)
    pixels = scene + (detail + grain)[..., np.newaxis] + tint
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _save_photo(size: tuple[int, int], job: tuple[int, Path]) -> None:
    number, path = job
    image = draw_photo(number, size)
    exif = Image.Exif()
    exif.get_ifd(_EXIF_IFD)[_DATE_TAKEN] = f"2024:{number % 12 + 1:02}:{number % 28 + 1:02} 12:{number % 60:02}:00"
    unfinished = path.with_suffix(".part")
    image.save(unfinished, "JPEG", quality=_QUALITY, subsampling="4:2:0", exif=exif)
    unfinished.replace(path)


def _scene(source: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """A sky from one colour to another, discs in it, and ridges before it, each with an edge a lens would give."""
    width, height = size
    top, bottom = source.uniform(60, 230, (2, 3))
    down = np.linspace(0, 1, height, dtype=np.float32)[:, np.newaxis]
    sky = np.repeat((top + (bottom - top) * down)[:, np.newaxis], width, axis=1)
    image = Image.fromarray(sky.astype(np.uint8))
    pen = ImageDraw.Draw(image)
    for _ in range(source.integers(2, 12)):
        across, radius = source.uniform(0, width), source.uniform(0.01, 0.12) * width
        along = source.uniform(0, 0.7) * height
        pen.ellipse((across - radius, along - radius, across + radius, along + radius), _colour(source))
    for level in np.linspace(source.uniform(0.3, 0.6), 0.95, int(source.integers(2, 6))):
        ridge = level * height + np.cumsum(source.normal(0, 0.012 * height, 60))
        points = list(zip(np.linspace(0, width, 60).tolist(), ridge.tolist(), strict=True))
        pen.polygon([(0, height), *points, (width, height)], _colour(source))
    return image.filter(ImageFilter.BoxBlur(1))


def _colour(source: np.random.Generator) -> tuple[int, int, int]:
    red, green, blue = source.integers(20, 220, 3).tolist()
    return red, green, blue


def _texture(source: np.random.Generator, size: tuple[int, int]) -> Plane:
    """Noise of many finenesses, the finer the weaker."""
    total = np.zeros(size[::-1], np.float32)
    for octave in range(_OCTAVES):
        total += _smooth_noise(source, size, _COARSEST << octave) * (28 * _FALL**octave)
    return total


def _focus(source: np.random.Generator, size: tuple[int, int]) -> Plane:
    """From 0.1, blurred, to 1.3, sharp and rough, in large patches."""
    focus: Plane = np.clip(0.7 + 0.5 * _smooth_noise(source, size, 3), 0.1, 1.3)
    return focus


def _smooth_noise(source: np.random.Generator, size: tuple[int, int], cells: int) -> Plane:
    rows = max(2, cells * size[1] // size[0])
    coarse = Image.fromarray(source.standard_normal((rows, cells), dtype=np.float32))
    return np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), np.float32)
