"""What the tests have worker processes decode."""

from __future__ import annotations

from pathlib import Path

from photorag.media.decode import decode


def measure(path: Path) -> tuple[tuple[int, int], tuple[int, int], bool]:
    """Size of the decoded picture, size of the full one, and whether part of it is missing."""
    picture = decode(path, at_least=128)
    assert picture.image.mode == "RGB"
    return picture.image.size, (picture.width, picture.height), picture.partial
