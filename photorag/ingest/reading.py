"""Reading one file, inside a decode worker: hash, decode once, thumbnail and the model's input from that.

Imported by the spawned workers, so it must stay light: no torch, no database, no window.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photorag.core.errors import UnreadablePicture
from photorag.core.library_types import FileStamp
from photorag.core.model_input import ModelInput
from photorag.core.photo_facts import PhotoFacts
from photorag.embedding.picture_input import fit_to_model, pixels_needed
from photorag.media.decode import DecodedPicture, decode
from photorag.media.facts.reader import read_facts
from photorag.media.reasons import for_system_error
from photorag.media.thumbnail import THUMBNAIL_SIDE, Thumbnail, make_thumbnail

_HASH = "sha256"


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A file to read, in the root at ``root``. When its content hash is among ``known_contents``, it is not decoded."""

    path: str
    root: str
    known_contents: frozenset[bytes]
    model_input: ModelInput


@dataclass(frozen=True, slots=True)
class FactsJob:
    """A file of which only the metadata is to be read, in the root at ``root``."""

    path: str
    root: str


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """What reading gave. ``picture`` is None for known content. ``settled`` is False when the file changed while it
    was being read: what was read is not to be kept."""

    stamp: FileStamp
    content: bytes
    settled: bool
    picture: ReadPicture | None
    facts: PhotoFacts


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """``pixels`` is (height, width, 3) uint8 as the model wants it; sizes upright, in pixels."""

    pixels: NDArray[np.uint8]
    thumbnail: Thumbnail
    width: int
    height: int
    partial: bool


def read_photo(job: ReadJob | FactsJob) -> ReadPhoto:
    """Raises `UnreadablePicture`. A `FactsJob` is answered without content and picture."""
    try:
        if isinstance(job, FactsJob):
            return ReadPhoto(_stamp(Path(job.path).stat()), b"", True, None, read_facts(job.path, job.root))
        with Path(job.path).open("rb") as file:
            before = _stamp(os.fstat(file.fileno()))
            content = hashlib.file_digest(file, _HASH).digest()
        picture = None if content in job.known_contents else _read_picture(Path(job.path), job.model_input)
        facts = _facts_of(job) if picture is not None else read_facts(job.path, job.root)
        after = _stamp(Path(job.path).stat())
    except OSError as error:
        raise for_system_error(error) from error
    return ReadPhoto(after, content, before == after, picture, facts)


def _facts_of(job: ReadJob) -> PhotoFacts:
    """Of a picture that could be read: that its headers can't be costs what they would have said, not the photo."""
    try:
        return read_facts(job.path, job.root)
    except UnreadablePicture:
        return PhotoFacts()


def _read_picture(path: Path, model_input: ModelInput) -> ReadPicture:
    decoded: DecodedPicture = decode(path, at_least=_at_least(model_input))
    return ReadPicture(
        pixels=fit_to_model(decoded.image, model_input),
        thumbnail=make_thumbnail(decoded.image),
        width=decoded.width,
        height=decoded.height,
        partial=decoded.partial,
    )


def _at_least(model_input: ModelInput) -> int:
    return max(THUMBNAIL_SIDE, pixels_needed(model_input))


def _stamp(found: os.stat_result) -> FileStamp:
    return FileStamp(found.st_size, found.st_mtime_ns)
