"""A glance at a picture: is text likely in it? Most photos of a library have none, and reading one takes half a second.

The networks are shown the picture with a third of the pixels, and what may be letters there is enough: a miss hides a
text for good, a false alarm costs one reading. Measured on 149 photos, 58 of them with text: 97 % of these are let
through, 93 % of the others spared, for two fifths of a reading. What a thumbnail of 512 pixels shows is too little (a
tenth of the texts are lost), and without reading what was found, most leaves and fences pass for text.
`benchmarks/text_reading.py` measures it.
"""

from __future__ import annotations

from collections.abc import Iterable

from photorag.media.ocr_engine import ReadLine

PIXELS_GLANCED_AT = 640_000
_WORST_SCORE = 0.3
_WORST_SCORE_SHORT = 0.7  # a leaf is mostly taken for a letter or two
_SHORT = 2


def looks_like_text(lines: Iterable[ReadLine]) -> bool:
    """Whether one of the lines that were read at a glance may be text."""
    return any(_may_be_text(line) for line in lines)


def _may_be_text(line: ReadLine) -> bool:
    letters = sum(letter.text.isalnum() for letter in line.letters)
    return letters > 0 and line.score >= (_WORST_SCORE_SHORT if letters <= _SHORT else _WORST_SCORE)
