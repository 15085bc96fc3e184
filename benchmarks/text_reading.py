"""Is the glance worth it? Looks for text in every picture below some folders, at a glance and in full.

    python benchmarks/text_reading.py FOLDER ...

Prints how many of the pictures with text the glance lets through, how many of those without it spares, and what either
costs, in processor seconds of this one process. PhotoRAG reads in full what looks like text at a glance. A picture has
text when reading it in full finds a word worth keeping. Very small and very long pictures, which are always read in
full, are left out.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image

from photorag.core.errors import UnreadablePicture
from photorag.core.photo_facts import TextWord
from photorag.media.decode import decode
from photorag.media.formats import is_picture_name
from photorag.media.likely_text import looks_like_text
from photorag.media.text_in_pictures import lines_at_a_glance, loaded_engine, words_in

T = TypeVar("T")

_LARGE = 2_000_000  # pixels: as a camera's or a phone's
_SIDE = 1386  # as `read_text` decodes


@dataclass(frozen=True, slots=True)
class Measured:
    """``glance`` and ``reading`` in processor seconds; ``likely``: the glance showed something like text."""

    path: Path
    pixels: int
    glance: float
    reading: float
    likely: bool
    words: tuple[TextWord, ...]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--words", action="store_true", help="print the words of each picture, too")
    options = parser.parse_args(arguments)
    engine = loaded_engine()
    measured = []
    for image, path in _pictures(options.folders):
        lines, glance = _timed(partial(lines_at_a_glance, engine, image))
        if lines is None:
            continue
        words, reading = _timed(partial(words_in, engine, image, lines))
        pixels = image.width * image.height
        measured.append(Measured(path, pixels, glance, reading, looks_like_text(lines), words))
        if options.words and measured[-1].words:
            print(f"{path}: {' '.join(word.text for word in measured[-1].words)}")
    if not measured:
        print("There are no pictures in these folders.", file=sys.stderr)
        return 1
    _print_table("all pictures", measured)
    _print_table("of 2 megapixels and more", [each for each in measured if each.pixels >= _LARGE])
    for each in measured:
        if each.words and not each.likely:
            print(f"missed: {each.path}: {' '.join(word.text for word in each.words)}")
    return 0


def _pictures(folders: Sequence[Path]) -> Iterator[tuple[Image.Image, Path]]:
    """Every picture once, however often and under whatever name it is there."""
    seen: set[bytes] = set()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if is_picture_name(path.name)):
        try:
            image = decode(path, at_least=_SIDE).image
        except UnreadablePicture:
            continue
        looks = np.asarray(image.resize((32, 32))).tobytes()
        if looks not in seen:
            seen.add(looks)
            yield image, path


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """What it returned, and its processor seconds."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def _print_table(title: str, measured: Sequence[Measured]) -> None:
    if not measured:
        return
    with_text = [each for each in measured if each.words]
    without = [each for each in measured if not each.words]
    found = sum(each.likely for each in with_text)
    spared = sum(not each.likely for each in without)
    glance = sum(each.glance for each in measured)
    reading = sum(each.reading for each in measured)
    both = glance + sum(each.reading for each in measured if each.likely)
    print(f"{title}: {len(measured)}")
    print(f"  with text        {len(with_text):5}   let through {_share(found, len(with_text))}")
    print(f"  without          {len(without):5}   spared      {_share(spared, len(without))}")
    print(f"  a glance         {glance / len(measured):8.3f} s, {_share(glance, reading)} of reading it all")
    print(f"  reading it all   {reading / len(measured):8.3f} s")
    print(f"  as PhotoRAG does {both / len(measured):8.3f} s, {_share(both, reading)} of reading it all")


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
