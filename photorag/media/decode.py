"""From a file to pixels the rest of the house can trust: RGB, sRGB, upright, 8 bits.

Runs inside worker processes (`photorag.media.worker_pool`): decoders are large C libraries, and a file made to hurt
them must cost no more than itself. `decode` still holds a lock, since Pillow keeps its limits in module globals.
"""

from __future__ import annotations

import os
import stat
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageFile, UnidentifiedImageError

from photorag.core.errors import UnreadablePicture
from photorag.media import reasons
from photorag.media.colour import to_plain_mode, to_srgb
from photorag.media.decoders import register_decoders
from photorag.media.formats import PILLOW_FORMATS, is_raw_name
from photorag.media.raw import RawPreview, read_raw
from photorag.media.upright import is_sideways, orientation_of, turned
from photorag.media.wholeness import is_worth_keeping

PIXEL_LIMIT = 300_000_000
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """``image``: RGB in sRGB, upright, perhaps smaller than the file's; ``width`` and ``height``: the full upright
    picture in pixels; ``partial``: the file is damaged and part of the picture is missing."""

    image: Image.Image
    width: int
    height: int
    partial: bool = False


def decode(path: Path, *, at_least: int | None) -> DecodedPicture:
    """Reads a picture file.

    Args:
        path: The file; its content decides how it is read, and its name only whether it is tried as a RAW file.
        at_least: The shorter side, in pixels, the caller needs. The result may then be the picture at a fraction of
            its size, or its embedded preview, but not below this unless the picture itself is. None reads it in full.

    Raises:
        UnreadablePicture: with a short reason for a person, whatever went wrong.
    """
    register_decoders()
    with _one_at_a_time, _careful_pillow():
        try:
            with _open_regular(path) as file:
                return _decode_file(file, path, at_least)
        except UnreadablePicture:
            raise
        except MemoryError as error:
            raise UnreadablePicture(reasons.TOO_MUCH_MEMORY) from error
        except _BOMBS as error:
            raise UnreadablePicture(f"too large: more than {PIXEL_LIMIT // 1_000_000} megapixels") from error
        except OSError as error:
            if error.errno:
                raise reasons.for_system_error(error) from error
            raise UnreadablePicture(reasons.DAMAGED) from error
        except Exception as error:  # a damaged file makes a decoder raise anything: struct.error, KeyError, ...
            raise UnreadablePicture(reasons.DAMAGED) from error


def _decode_file(file: BinaryIO, path: Path, at_least: int | None) -> DecodedPicture:
    if is_raw_name(path.name):
        preview = read_raw(path, at_least)
        if preview is not None:
            return _from_raw(preview, at_least)
    try:
        image, full, partial = _load(file, at_least)
    except UnidentifiedImageError:
        raise reasons.for_unknown_content(file) from None
    return _finished(image, full, partial, at_least)


def _from_raw(preview: RawPreview, at_least: int | None) -> DecodedPicture:
    image = _smaller(preview.image, at_least)
    upright = turned(image, preview.orientation)
    return DecodedPicture(
        image=_bare(to_srgb(upright, preview.profile)),
        width=preview.width,
        height=preview.height,
    )


def _finished(image: Image.Image, full: tuple[int, int], partial: bool, at_least: int | None) -> DecodedPicture:
    orientation = orientation_of(image)
    profile = image.info.get("icc_profile")
    small = _smaller(to_plain_mode(image), at_least)
    rgb = to_srgb(turned(small, orientation), profile if isinstance(profile, bytes) else None)
    width, height = full[::-1] if is_sideways(orientation) else full
    return DecodedPicture(_bare(rgb), width, height, partial)


def _load(file: BinaryIO, at_least: int | None) -> tuple[Image.Image, tuple[int, int], bool]:
    """The loaded picture, its full size as stored (before turning it upright), and whether part of it is missing."""
    try:
        return *_load_once(file, at_least), False
    except (UnidentifiedImageError, MemoryError, UnreadablePicture, *_BOMBS):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise
        # Once more, keeping what there is. The switch is Pillow's own global, held by our lock.
        file.seek(0)
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            image, full = _load_once(file, at_least)
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        if not is_worth_keeping(to_plain_mode(image)):
            raise UnreadablePicture(reasons.DAMAGED) from error
        return image, full, True


def _load_once(file: BinaryIO, at_least: int | None) -> tuple[Image.Image, tuple[int, int]]:
    image = Image.open(file, formats=PILLOW_FORMATS)
    full = image.size
    if full[0] * full[1] > PIXEL_LIMIT:
        raise reasons.too_large(*full, PIXEL_LIMIT)
    # JPEG decodes at a fraction of its size, HEIC from an embedded thumbnail; for other formats this does nothing.
    drafted = image.draft("RGB", (at_least, at_least)) if at_least else None
    with _bombs_are_errors():
        image.load()
    return image, full if drafted else image.size


def _bare(image: Image.Image) -> Image.Image:
    """Without the file's own profile, EXIF and comments: they no longer fit, and saving would write them again."""
    image.info = {}
    return image


def _smaller(image: Image.Image, at_least: int | None) -> Image.Image:
    """Averages whole blocks of pixels while the shorter side stays long enough: what comes after costs less."""
    factor = min(image.size) // at_least if at_least else 1
    return image.reduce(factor) if factor > 1 else image


@contextmanager
def _open_regular(path: Path) -> Iterator[BinaryIO]:
    # Opening a pipe would wait for a writer for ever.
    mode = os.stat(path).st_mode  # noqa: PTH116 - errors carry the same errno, without building another path
    if stat.S_ISDIR(mode):
        raise UnreadablePicture("it is a folder, not a file")
    if not stat.S_ISREG(mode):
        raise UnreadablePicture("it is not an ordinary file")
    with path.open("rb") as file:
        yield file


@contextmanager
def _careful_pillow() -> Iterator[None]:
    """Pillow's own limit is lifted while headers are read: ours names the size of the picture it refuses."""
    limit = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "corrupt EXIF" and the like: nothing to act on
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = limit


@contextmanager
def _bombs_are_errors() -> Iterator[None]:
    """While pixels are decoded: a frame or tile larger than its header promised stops the file."""
    Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = None
