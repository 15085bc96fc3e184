"""Reads the text inside a picture: signs, labels, screens, pages. Runs in a worker process.

All of it is on this computer: the networks come with RapidOCR's package (`photorag.media.ocr_engine`).
"""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from photorag.core.photo_facts import TextWord
from photorag.media.decode import decode
from photorag.media.likely_text import PIXELS_GLANCED_AT, looks_like_text
from photorag.media.ocr_engine import OcrEngine, ReadLine
from photorag.media.ocr_words import merged, words_in_lines

READING_VERSION = 1
"""Goes up when reading finds more than it did: pictures that were read by an older one are read again."""

PIXELS_READ = 1_920_000
"""A picture is brought to this many (1600 x 1200), an upright page to as many in its own shape. Measured over photos
with text: with 1280 x 960 a tenth of the lines are lost; with 2000 x 1500, for half as much time again, small print is
gained and large slanted lines are lost. As it is, letters down to a 160th of a page's height are read."""
_MOST_ENLARGED = 2.0
_LONG = 3.0  # times as long as wide: shrunk to one picture, nothing could be read, so it is read in pieces
_LONGEST = 8.0  # a banner that needn't be shrunk is read whole; RapidOCR itself pads what is longer
_PIECE = 2.0  # times as long as wide
_OVERLAP = 0.2  # of the width: a line on the seam is whole in one of two pieces
_MOST_PIECES = 12  # a screenshot of ten screens; what is longer is read down to there
_NOT_A_PICTURE = 16  # pixels: no letter fits a smaller side
_NICER = 5  # on top of a worker's own


@dataclass(frozen=True, slots=True)
class ReadTextJob:
    """A picture file."""

    path: str


@dataclass(frozen=True, slots=True)
class TextRead:
    """``words`` in reading order. ``likely``: the picture was read in full; else a glance at it showed no text."""

    words: tuple[TextWord, ...]
    likely: bool


def read_text(job: ReadTextJob) -> TextRead:
    """Raises `UnreadablePicture`. The first call in a process loads the networks, which takes a second."""
    # The shorter side of a square; no other shape needs a longer one.
    return text_in(loaded_engine(), decode(Path(job.path), at_least=math.ceil(math.sqrt(PIXELS_READ))).image)


def text_in(engine: OcrEngine, image: Image.Image) -> TextRead:
    """Reads an upright RGB picture of any size, if text is likely in it."""
    if min(image.size) < _NOT_A_PICTURE:
        return TextRead((), likely=False)
    glance = lines_at_a_glance(engine, image)
    if glance is not None and not looks_like_text(glance):
        return TextRead((), likely=False)
    return TextRead(words_in(engine, image, glance or []), likely=True)


def lines_at_a_glance(engine: OcrEngine, image: Image.Image) -> list[ReadLine] | None:
    """What can be read in the picture when it is small. None if it is small already, or too long to show anything."""
    pieces = list(_pieces(image.size))
    if len(pieces) > 1 or image.width * image.height * _MOST_ENLARGED**2 <= PIXELS_GLANCED_AT:
        return None
    return _read_piece(engine, image, pieces[0], PIXELS_GLANCED_AT)


def words_in(engine: OcrEngine, image: Image.Image, glance: Sequence[ReadLine] = ()) -> tuple[TextWord, ...]:
    """The words of an upright RGB picture of 16 pixels or more, read in full. What a ``glance`` showed is added."""
    lines = [line for piece in _pieces(image.size) for line in _read_piece(engine, image, piece, PIXELS_READ)]
    return words_in_lines(merged(lines, glance), image.width, image.height)


@cache
def loaded_engine() -> OcrEngine:
    """One for each process; makes the process a polite one."""
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_NICER)  # reading text can wait for whatever else there is to do
    return OcrEngine()


@dataclass(frozen=True, slots=True)
class _Piece:
    """``box``: left, top, right, bottom in pixels; ``own``: the same without what is left to the neighbours."""

    box: tuple[float, float, float, float]
    own: tuple[float, float, float, float]


def _pieces(size: tuple[int, int]) -> Iterator[_Piece]:
    """The whole picture, or parts of a long one that lap over each other."""
    short, long = min(size), max(size)
    if long <= _LONG * short or (long <= _LONGEST * short and short * long <= PIXELS_READ):
        whole = (0.0, 0.0, float(size[0]), float(size[1]))
        yield _Piece(whole, whole)
        return
    upright = size[1] > size[0]
    count = min(_MOST_PIECES, math.ceil(long / (_PIECE * short)))
    step = min(long / count, _PIECE * short)
    lap = _OVERLAP * short / 2
    for number in range(count):
        start, end = number * step, (number + 1) * step
        outer = max(0.0, start - lap), min(float(long), end + lap)
        if upright:
            yield _Piece((0.0, outer[0], float(short), outer[1]), (0.0, start, float(short), end))
        else:
            yield _Piece((outer[0], 0.0, outer[1], float(short)), (start, 0.0, end, float(short)))


def _read_piece(engine: OcrEngine, image: Image.Image, piece: _Piece, pixels: int) -> list[ReadLine]:
    """The lines whose middle is the piece's own, in pixels of the picture, read at ``pixels`` of them at most."""
    left, top, right, bottom = piece.box
    width, height = right - left, bottom - top
    scale = min(_MOST_ENLARGED, math.sqrt(pixels / (width * height)))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    part = image.resize(size, Image.Resampling.HAMMING if scale < 1 else Image.Resampling.BICUBIC, piece.box, 2.0)
    lines = engine.read(np.ascontiguousarray(np.asarray(part)[:, :, ::-1]))
    stretch = np.array([width / size[0], height / size[1]])
    placed = [ReadLine(line.letters, line.quad * stretch + (left, top)) for line in lines]
    return [line for line in placed if _is_own(piece, line)]


def _is_own(piece: _Piece, line: ReadLine) -> bool:
    across, down = line.quad.mean(axis=0).tolist()
    left, top, right, bottom = piece.own
    return bool(left <= across < right and top <= down < bottom)
