"""How well copies are told from other photos, and how fast: ``python -m benchmarks.duplicates FOLDER``.

Every photo below the folder is compared with changed copies of itself (recall), and parts of different photos with one
another (false pairs). Speeds are ratios of two ways of doing the same work.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance

from photorag.core.cancel import CancelToken
from photorag.core.errors import UnreadablePicture
from photorag.media.decode import decode
from photorag.media.formats import is_picture_name
from photorag.media.perceptual_hash import NO_HASH, close_look, fingerprint, same_picture
from photorag.media.thumbnail import make_thumbnail
from photorag.search.duplicates import MOST_BITS
from photorag.search.near_hashes import distances, linked

_SMALLEST = 200
_PARTS = 3  # a photo's parts: 3 x 3
_HASHES = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    photos = _read(parser.parse_args().folder)
    thumbnails = [make_thumbnail(photo).jpeg for photo in photos]
    print(f"{len(photos)} photos")
    _recall(photos, thumbnails)
    _false_pairs(photos)
    _speeds(thumbnails)


def _read(folder: Path) -> list[Image.Image]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and is_picture_name(path.name):
            try:
                photo = decode(path, at_least=1000).image
            except UnreadablePicture:
                continue
            if min(photo.size) >= _SMALLEST:
                photo.thumbnail((1000, 1000))
                found.append(photo)
    return found


def _recall(photos: list[Image.Image], thumbnails: list[bytes]) -> None:
    for name, change in _CHANGES.items():
        copies = [make_thumbnail(change(photo)).jpeg for photo in photos]
        found = [_same(one, other) for one, other in zip(thumbnails, copies, strict=True)]
        print(f"  {name:<24} {np.mean(found):6.1%} found")


def _same(first: bytes, second: bytes) -> bool:
    one, other = (np.array([fingerprint(each).hash], np.int64).view(np.uint64) for each in (first, second))
    near = bool(distances(one[0], other)[0] <= MOST_BITS)
    return near and bool(same_picture(close_look(first), close_look(second)[None])[0])


def _false_pairs(photos: list[Image.Image]) -> None:
    """Pairs of parts at different places of their photos: the same photo may be there twice."""
    owners, parts = [], []
    for photo in photos:
        width, height = photo.width // _PARTS, photo.height // _PARTS
        for place in range(_PARTS**2):
            left, top = place % _PARTS * width, place // _PARTS * height
            parts.append(make_thumbnail(photo.crop((left, top, left + width, top + height))).jpeg)
            owners.append(place)
    hashes = np.array([fingerprint(each).hash for each in parts], np.int64).view(np.uint64)
    looks = np.stack([close_look(each) for each in parts])
    places = np.array(owners)
    pairs = near = false = 0
    for row in range(len(parts)):
        others = np.arange(row + 1, len(parts))
        others = others[(places[others] != places[row]) & (hashes[others] != NO_HASH)]
        if hashes[row] == NO_HASH or not len(others):
            continue
        close = others[distances(hashes[row], hashes[others]) <= MOST_BITS]
        pairs, near = pairs + len(others), near + len(close)
        false += int(same_picture(looks[row], looks[close]).sum())
    print(f"  {pairs:,} pairs of other pictures: {near} with near hashes, {false} taken for the same")


def _speeds(thumbnails: list[bytes]) -> None:
    alone = _seconds(lambda: [fingerprint(each) for each in thumbnails])
    with ThreadPoolExecutor(2) as threads:
        two = _seconds(lambda: list(threads.map(fingerprint, thumbnails)))
    print(f"fingerprints: {len(thumbnails) / alone:.0f}/s on one thread, {alone / two:.2f} times that on two")
    hashes = np.unique(np.random.default_rng(1).integers(1, 2**64 - 1, _HASHES, dtype=np.uint64))
    fast = _seconds(lambda: linked(hashes, MOST_BITS, CancelToken()))
    some = hashes[:: len(hashes) // 200]
    slow = _seconds(lambda: [_near(each, hashes) for each in some]) * len(hashes) / len(some) / 2
    print(f"{len(hashes):,} hashes linked in {fast:.2f} s, {slow / fast:.0f} times faster than all with all")


def _near(one: np.uint64, hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
    return np.flatnonzero(distances(one, hashes) <= MOST_BITS)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _saved_again(image: Image.Image, quality: int) -> Image.Image:
    output = io.BytesIO()
    image.save(output, "JPEG", quality=quality)
    return Image.open(output).convert("RGB")


def _smaller(image: Image.Image, times: int) -> Image.Image:
    return image.resize((max(1, image.width // times), max(1, image.height // times)), Image.Resampling.LANCZOS)


def _watermarked(image: Image.Image) -> Image.Image:
    marked = image.copy()
    where = (image.width * 0.72, image.height * 0.92)
    ImageDraw.Draw(marked).text(where, "© Somebody 2024", fill="white", font_size=max(8, image.height // 25))
    return marked


def _cropped(image: Image.Image, share: float) -> Image.Image:
    x, y = round(image.width * share / 2), round(image.height * share / 2)
    return image.crop((x, y, image.width - x, image.height - y))


_CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "quality 40": lambda image: _saved_again(image, 40),
    "half the size": lambda image: _smaller(image, 2),
    "a quarter, quality 60": lambda image: _saved_again(_smaller(image, 4), 60),
    "10 % brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.1),
    "20 % more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.2),
    "grey": lambda image: image.convert("L").convert("RGB"),
    "a small watermark": _watermarked,
    "cropped by 3 %": lambda image: _cropped(image, 0.03),
    "cropped by 8 %": lambda image: _cropped(image, 0.08),
}


if __name__ == "__main__":
    main()
