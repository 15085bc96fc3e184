"""The networks that find and read lines of text: RapidOCR's PP-OCR models, run by onnxruntime on the processor.

For worker processes only: importing this is cheap, making an `OcrEngine` imports OpenCV and onnxruntime and loads
30 MB of models. The models are named by their files inside RapidOCR's package, because left to itself it would fetch
from the network whatever it doesn't find there.
"""

from __future__ import annotations

import importlib.util
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Quad = NDArray[np.float64]

_FINDS = "PP-OCRv6_det_small.onnx"
_READS = "PP-OCRv6_rec_small.onnx"
_TELLS_UPSIDE_DOWN = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
_NO_LIMIT = 1 << 20  # pixels: sizes are ours to choose
MOST_LINES = 400
"""A page of a book has forty. A pattern taken for thousands of lines must not hold up everything else."""
_INKED = 0.15  # of the contrast of the row with the most
_SIDEWAYS = 1.5  # a line this many times as high as wide runs along its height (RapidOCR's own figure)


@dataclass(frozen=True, slots=True)
class Letter:
    """``at``: its centre, from 0 at the line's start to 1 at its end; ``space``: there is one before it."""

    text: str
    at: float
    score: float
    space: bool


@dataclass(frozen=True, slots=True, eq=False)
class ReadLine:
    """A line of text. ``quad`` (4, 2): x and y in pixels, in reading direction: the line's start and end along the
    letters' heads, then its end and start along their feet."""

    letters: tuple[Letter, ...]
    quad: Quad

    @property
    def score(self) -> float:
        return sum(letter.score for letter in self.letters) / max(1, len(self.letters))


class OcrEngine:
    """Loads the models; keep one for each process. Raises OSError where they are missing from the installation."""

    def __init__(self) -> None:
        folder = _models_folder()
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)  # before it is imported: it greets with its settings
        from rapidocr import RapidOCR

        self._ocr = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.return_word_box": True,
                "Global.max_side_len": _NO_LIMIT,
                "Det.limit_type": "max",
                "Det.limit_side_len": _NO_LIMIT,
                "Det.model_path": str(folder / _FINDS),
                "Cls.model_path": str(folder / _TELLS_UPSIDE_DOWN),
                "Rec.model_path": str(folder / _READS),
                # On one core a line by itself costs a third less than in a batch of six, and far less memory.
                "Cls.cls_batch_num": 1,
                "Rec.rec_batch_num": 1,
                # One core is what a worker in the background may have.
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, pixels: Pixels) -> list[ReadLine]:
        """The lines of text in a picture (h, w, 3), BGR, in no useful order; `MOST_LINES` at most, the longest."""
        found: Any = self._ocr(pixels, use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        corners = np.asarray(found.boxes, np.float32)
        lengths = np.linalg.norm(corners[:, 0] - corners[:, 2], axis=1)
        corners = corners[np.argsort(-lengths, kind="stable")[:MOST_LINES]]
        crops = [np.ascontiguousarray(crop) for crop in self._ocr.crop_text_regions(pixels, corners)]
        high = [_is_high(quad) for quad in corners]
        # RapidOCR turns a high line on its side: what was on top becomes its start.
        quads = [np.roll(quad, -1, axis=0) if turned else quad for quad, turned in zip(corners, high, strict=True)]
        return self._best_way_up(crops, [quad.astype(np.float64) for quad in quads], high)

    def _best_way_up(self, crops: list[Pixels], quads: list[Quad], high: list[bool]) -> list[ReadLine]:
        """Lines that run along the height, or seem to be upside down, are read both ways: which way they run is a
        guess, and read the wrong way they give nonsense with a low score."""
        _, ways = self._ocr.cls_and_rotate(crops)
        lines = self._read_lines(crops, quads)
        doubtful = [place for place, (way, _) in enumerate(ways.cls_res or []) if way == "180" or high[place]]
        flipped = [np.ascontiguousarray(crops[place][::-1, ::-1]) for place in doubtful]
        others = self._read_lines(flipped, [np.roll(quads[place], 2, axis=0) for place in doubtful])
        for place, other in zip(doubtful, others, strict=True):
            if other.score > lines[place].score:
                lines[place] = other
        return lines

    def _read_lines(self, crops: list[Pixels], quads: list[Quad]) -> list[ReadLine]:
        if not crops:
            return []
        read = self._ocr.recognize_txt(crops)
        texts: Any = read.txts
        details: Any = read.word_results
        return [
            ReadLine(_letters(text, detail), _trimmed(quad, crop))
            for text, detail, quad, crop in zip(texts, details, quads, crops, strict=True)
        ]


def _models_folder() -> Path:
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise OSError("RapidOCR is not installed")
    folder = Path(spec.origin).parent / "models"
    for name in (_FINDS, _READS, _TELLS_UPSIDE_DOWN):
        if not (folder / name).is_file():
            raise OSError(f"RapidOCR's model {name} is missing")
    return folder


def _letters(text: str, detail: Any) -> tuple[Letter, ...]:
    """``detail`` has a score for each character of ``text``, spaces too, and, for each but the spaces, the column in
    which it was seen, of ``line_txt_len`` columns over the line's length."""
    columns = iter([column for word in detail.word_cols for column in word])
    letters: list[Letter] = []
    space = False
    for character, score in zip(text, detail.confs, strict=False):
        if character.isspace():
            space = True
            continue
        at = (next(columns) + 0.5) / detail.line_txt_len
        letters.append(Letter(character, min(1.0, at), float(score), space))
        space = False
    return tuple(letters)


def _trimmed(quad: Quad, crop: Pixels) -> Quad:
    """A found line has a wide margin above and below, which reading it needs and a frame around it does not: the rows
    in which nothing happens are taken off. On a lively background there are none."""
    contrast = crop.mean(axis=2).std(axis=1)
    inked = np.flatnonzero(contrast >= _INKED * contrast.max())
    head, foot = inked[0] / len(contrast), (inked[-1] + 1) / len(contrast)
    starts, ends = quad[3] - quad[0], quad[2] - quad[1]
    return np.stack([quad[0] + starts * head, quad[1] + ends * head, quad[1] + ends * foot, quad[0] + starts * foot])


def _is_high(quad: Quad) -> bool:
    width = max(int(np.linalg.norm(quad[0] - quad[1])), int(np.linalg.norm(quad[2] - quad[3])), 1)
    height = max(int(np.linalg.norm(quad[0] - quad[3])), int(np.linalg.norm(quad[1] - quad[2])))
    return height / width >= _SIDEWAYS
