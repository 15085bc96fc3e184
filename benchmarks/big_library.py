"""Makes a library of very many photos in seconds: real files, rows, vectors, thumbnails, from some hundred drawings.

The files and the thumbnails of photos that look alike are hard links, so that 100,000 of them fit on any disk; to
PhotoRAG each is a photo of its own, with its own content hash, date, proportions and vector.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from photorag.core.library_types import FileStamp
from photorag.core.paths import Home
from photorag.core.photo_facts import DateSource, PhotoFacts
from photorag.embedding.load import resolve_model
from photorag.embedding.model_names import parse_model_name
from photorag.media.thumbnail import Thumbnail, make_thumbnail
from photorag.store.catalogue import Catalogue, ReadItem
from photorag.store.database import open_writer
from photorag.store.thumbnails import ThumbnailStore

_BATCH = 5_000
_SIZES = ((1200, 900), (900, 1200), (1600, 900), (1000, 1000), (1500, 1000), (1000, 1500), (2400, 800))
_FIRST_DAY = datetime(2004, 1, 1)
_DAYS = 365 * 22


def make_big_library(home: Home, photos_folder: Path, photos: int, drawings: int = 400, seed: int = 5) -> None:
    """``photos`` items in ``home``, whose files are below ``photos_folder``, some 500 to a folder."""
    generator = np.random.default_rng(seed)
    resolved = resolve_model(parse_model_name("starter"), home)
    store = ThumbnailStore(home.thumbnails)
    looks = [_Look(generator, photos_folder / f"drawing-{number}", number) for number in range(drawings)]
    database = open_writer(home.database, home.backups)
    catalogue = Catalogue(database)
    root = catalogue.add_root(photos_folder, photos_folder.stat().st_dev)
    model = catalogue.model_key(resolved.model_id, resolved.dim)
    batch: list[ReadItem] = []
    for number, look, path in _files(photos_folder, photos, looks):
        content = hashlib.sha256(f"{seed} {number}".encode()).digest()
        thumbnail = store.path(content)
        thumbnail.parent.mkdir(parents=True, exist_ok=True)
        os.link(look.thumbnail_file, thumbnail)
        vector = generator.standard_normal(resolved.dim, dtype=np.float32)
        found = path.stat()
        taken = _FIRST_DAY + timedelta(seconds=int(generator.integers(0, _DAYS * 86_400)))
        batch.append(
            ReadItem(
                str(path), root, FileStamp(found.st_size, found.st_mtime_ns), content,
                (vector / np.linalg.norm(vector)).astype(np.float16), *look.size,
                tint=look.thumbnail.tint, facts=PhotoFacts(taken.isoformat(), DateSource.CAMERA),
            )
        )  # fmt: skip
        if len(batch) == _BATCH or number == photos - 1:
            catalogue.save(batch, (), model, lambda _: False)
            batch.clear()
    database.close()
    for look in looks:
        look.forget()


class _Look:
    """One drawing: a file and a thumbnail that many photos share."""

    def __init__(self, generator: np.random.Generator, stem: Path, number: int) -> None:
        self.size = _SIZES[number % len(_SIZES)]
        image = _drawing(generator, self.size)
        self.thumbnail: Thumbnail = make_thumbnail(image)
        stem.parent.mkdir(parents=True, exist_ok=True)
        self.file = stem.with_suffix(".part")  # no name that PhotoRAG would read
        self.thumbnail_file = stem.with_suffix(".small.part")
        image.save(self.file, "JPEG", quality=80)
        self.thumbnail_file.write_bytes(self.thumbnail.jpeg)

    def forget(self) -> None:
        self.file.unlink()
        self.thumbnail_file.unlink()


def _files(folder: Path, photos: int, looks: list[_Look]) -> Iterator[tuple[int, _Look, Path]]:
    for number in range(photos):
        look = looks[number % len(looks)]
        path = folder / f"{number // 500:03}" / f"IMG_{number:06}.jpg"
        if number % 500 == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        os.link(look.file, path)
        yield number, look, path


def _drawing(generator: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """Coloured shapes on noise: as hard to decode as a photo is."""
    noise = generator.integers(0, 60, (size[1] // 8, size[0] // 8, 3), dtype=np.uint8)
    image = Image.fromarray(noise + generator.integers(0, 190, 3).astype(np.uint8)).resize(size)
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = (int(generator.integers(0, side)) for side in size)
        radius = int(generator.integers(20, 200))
        draw.ellipse((x, y, x + radius, y + radius), fill=tuple(generator.integers(0, 255, 3).tolist()))
    return image
