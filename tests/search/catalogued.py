"""Libraries for the tests of searches that need no files: photos straight into a real database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from photorag.core.library_types import FileStamp
from photorag.core.photo_facts import PhotoFacts, TextWord
from photorag.store.albums import AlbumEdits
from photorag.store.catalogue import Catalogue, ReadItem
from photorag.store.database import Connection, open_writer
from photorag.store.edits import Edits
from photorag.store.readings import Reading, save_readings

ROOT = Path("/photos")
MODEL = "m@1"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo to put into the library; ``path`` below `ROOT`. ``vector`` None: the first axis."""

    path: str
    facts: PhotoFacts = field(default_factory=PhotoFacts)
    size: tuple[int, int] = (4, 3)
    tags: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    inside: tuple[TextWord, ...] = ()
    favourite: bool = False
    bytes: int = 9
    vector: tuple[float, ...] | None = None


def catalogued(folder: Path, photos: Sequence[Photo], dim: int = 4) -> Connection:
    """An open database of these photos, whose ids are 1, 2, 3 ... in their order."""
    database = open_writer(folder / "library.db", folder)
    catalogue = Catalogue(database)
    root = catalogue.add_root(ROOT, 1)
    model = catalogue.model_key(MODEL, dim)
    catalogue.save([_read(photo, root, dim) for photo in photos], [], model, lambda _: False)
    edits, albums = Edits(database), AlbumEdits(database)
    for item_id, photo in enumerate(photos, start=1):
        for tag in photo.tags:
            edits.add_tag([item_id], tag)
        if photo.favourite:
            edits.set_favourite([item_id], True)
    for album in dict.fromkeys(album for photo in photos for album in photo.albums):
        albums.create(album, [number for number, photo in enumerate(photos, start=1) if album in photo.albums])
    save_readings(database, 1, [Reading(photo.path.encode(), photo.inside) for photo in photos if photo.inside])
    return database


def words(text: str) -> tuple[TextWord, ...]:
    """A line of text as it is read in a picture, each word in a box of its own."""
    pieces = text.split()
    width = 1 / max(1, len(pieces))
    return tuple(TextWord(piece, (at * width, 0.0, (at + 1) * width, 0.1), 0, 0.9) for at, piece in enumerate(pieces))


def _read(photo: Photo, root: int, dim: int) -> ReadItem:
    vector = np.array(photo.vector if photo.vector is not None else (1.0, *[0.0] * (dim - 1)), np.float32)
    unit = (vector / np.linalg.norm(vector)).astype(np.float16)
    return ReadItem(
        str(ROOT / photo.path),
        root,
        FileStamp(photo.bytes, 9),
        photo.path.encode(),
        unit,
        *photo.size,
        facts=photo.facts,
    )
