"""The frames of animated pictures (GIF, WebP, APNG, AVIF), a batch at a time, decoded in a worker process.

A file says little about how long it is before it has been read, so nothing here depends on a frame count: whoever plays
it asks for frame after frame and is told when there are no more. What a batch may hold is bounded, so an animation of
any length takes no more memory than that. Between two batches the process keeps its decoder at the frame it has
reached: formats store differences, and starting over for each batch would decode the first frames again and again.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from photorag.core.errors import UnreadablePicture
from photorag.media import reasons
from photorag.media.colour import to_plain_mode, to_srgb
from photorag.media.decoders import register_decoders
from photorag.media.upright import orientation_of, turned

# MPO, TIFF and HEIF hold several pictures too, but those are no film: other views, pages, bursts.
_FORMATS = ("GIF", "WEBP", "PNG", "AVIF")
_STARTS = (b"GIF8", b"RIFF", b"\x89PNG")
# Of one frame, and of the file, which is read as a whole: an open file could not be moved to the trash on Windows. What
# is larger is shown as a still.
_MOST_PIXELS, _MOST_BYTES = 30_000_000, 200_000_000
_BATCH_BYTES = 16_000_000
_BATCH_FRAMES = 24
_SHORTEST, _USUAL = 20, 100  # milliseconds: what browsers make of a frame that claims to last less than the first


@dataclass(frozen=True, slots=True)
class FramesJob:
    """Frames of ``path`` from number ``first`` (counted from 0) on, within ``width`` x ``height`` pixels."""

    path: str
    first: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Frame:
    """``pixels``: RGB, 8 bits each; to be shown for ``milliseconds``."""

    pixels: bytes
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Frames:
    """Some frames in a row, all of one size. ``ended``: there are no more after them."""

    frames: tuple[Frame, ...]
    width: int
    height: int
    ended: bool


@dataclass(slots=True)
class _Reel:
    """An animation being decoded. ``at``: the number of the frame it stands on. ``opening``: 1 where the file's first
    picture is only for programs that can't show animations."""

    path: str
    image: Image.Image
    opening: int
    at: int


_reel: _Reel | None = None


def is_animated(path: Path) -> bool:
    """True when the file holds an animation that `read_frames` can read. Never raises."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            if not head.startswith(_STARTS) and head[4:8] != b"ftyp":
                return False
            file.seek(0)
            register_decoders()
            if path.stat().st_size > _MOST_BYTES:
                return False
            with Image.open(file, formats=_FORMATS) as image:
                small_enough = image.width * image.height <= _MOST_PIXELS
                return small_enough and bool(getattr(image, "is_animated", False))
    except Exception:  # noqa: BLE001 - a damaged file makes a decoder raise anything; its still has said what there is to say
        return False


def read_frames(job: FramesJob) -> Frames:
    """The next frames: as many as a batch may hold, at least one unless ``first`` is past the last. Raises
    `UnreadablePicture`."""
    register_decoders()
    try:
        return _batch(_reel_for(job), job)
    except UnreadablePicture:
        _let_go()
        raise
    except MemoryError as error:
        _let_go()
        raise UnreadablePicture(reasons.TOO_MUCH_MEMORY) from error
    except OSError as error:
        _let_go()
        raise reasons.for_system_error(error) if error.errno else UnreadablePicture(reasons.DAMAGED) from error
    except Exception as error:  # a damaged file makes a decoder raise anything
        _let_go()
        raise UnreadablePicture(reasons.DAMAGED) from error


def _reel_for(job: FramesJob) -> _Reel:
    """The reel at hand when it is this file's and has not gone past the wanted frame, else a new one."""
    global _reel  # noqa: PLW0603 - kept from job to job; a worker does one at a time
    if _reel is None or _reel.path != job.path or _reel.at > job.first + _reel.opening:
        _let_go()
        image = Image.open(io.BytesIO(Path(job.path).read_bytes()), formats=_FORMATS)
        if image.width * image.height > _MOST_PIXELS:
            raise reasons.too_large(*image.size, _MOST_PIXELS)
        _reel = _Reel(job.path, image, int(bool(getattr(image, "default_image", False))), 0)
    return _reel


def _let_go() -> None:
    global _reel  # noqa: PLW0603
    if _reel is not None:
        _reel = None


def _batch(reel: _Reel, job: FramesJob) -> Frames:
    frames: list[Frame] = []
    size, room = (0, 0), _BATCH_BYTES
    while len(frames) < _BATCH_FRAMES and room > 0:
        try:
            _wind(reel, job.first + reel.opening + len(frames))
            shown = _finished(reel.image, job)
        except Exception as error:
            # A file that breaks off plays as far as it goes.
            if not frames and not isinstance(error, EOFError):
                raise
            _let_go()
            return Frames(tuple(frames), *size, ended=True)
        frames.append(Frame(shown.tobytes(), _duration(reel.image)))
        size = shown.size
        room -= 3 * shown.width * shown.height
    return Frames(tuple(frames), *size, ended=False)


def _wind(reel: _Reel, number: int) -> None:
    """Goes on to a frame, one by one: it is made of those before it. Raises EOFError when there is none."""
    for each in range(reel.at + 1, number + 1):
        reel.image.seek(each)
        reel.at = each


def _finished(image: Image.Image, job: FramesJob) -> Image.Image:
    """The frame the reel stands on, as `photorag.media.decode` gives stills: upright, sRGB, on white; and fitted."""
    image.load()
    profile = image.info.get("icc_profile")
    plain = to_plain_mode(image)
    rgb = to_srgb(turned(plain, orientation_of(image)), profile if isinstance(profile, bytes) else None)
    scale = min(1.0, job.width / rgb.width, job.height / rgb.height)
    size = (max(1, round(rgb.width * scale)), max(1, round(rgb.height * scale)))
    return rgb if size == rgb.size else rgb.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _duration(image: Image.Image) -> int:
    stated = image.info.get("duration")
    milliseconds = round(stated) if isinstance(stated, int | float) and math.isfinite(stated) else 0
    return _USUAL if milliseconds < _SHORTEST else min(milliseconds, 60_000)
