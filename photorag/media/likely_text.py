"""A glance at a picture: is text likely in it? Most photos of a library have none, and reading one costs half a second.

The networks are shown the picture at a third of the pixels, and anything that looks like a letter there is enough: a
miss would hide a text for good, a false alarm costs one reading. What a thumbnail of 512 pixels shows is too little for
this (a tenth of the texts are lost), and without reading what was found, half of all leaves and fences pass for text.
`benchmarks/text_reading.py` measures it.
"""

from __future__ import annotations

from collections.abc import Iterable

from photorag.media.ocr_engine import ReadLine

PIXELS_GLANCED_AT = 640_000
_WORST_SCORE = 0.3


def looks_like_text(lines: Iterable[ReadLine]) -> bool:
    """Whether one of the lines that were read at a glance may be text."""
    return any(line.score >= _WORST_SCORE and any(letter.text.isalnum() for letter in line.letters) for line in lines)
