"""How many photos a folder seems to hold, by their names alone: a quick look before anything is read."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from photorag.core.cancel import CancelToken
from photorag.ingest.scan import ScanRules
from photorag.library import Library
from photorag.media.formats import is_picture_name

_SECONDS = 8.0
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class PicturesCount:
    """``whole``: everything was looked at; else there are at least so many."""

    photos: int
    whole: bool


def count_photos(
    library: Library, folder: str, cancel: CancelToken, most: int = _MOST, seconds: float = _SECONDS
) -> PicturesCount:
    """Counts what an index run would find, links left out. Raises `Cancelled`."""
    rules = ScanRules(is_picture_name, library.settings.exclude, os.path.realpath(library.home.folder))
    until = time.monotonic() + seconds
    found, pending = 0, [folder]
    while pending:
        cancel.raise_if_cancelled()
        if found >= most or time.monotonic() > until:
            return PicturesCount(found, whole=False)
        pictures, below = _look_into(pending.pop(), rules)
        found += pictures
        pending += below
    return PicturesCount(found, whole=True)


def _look_into(folder: str, rules: ScanRules) -> tuple[int, list[str]]:
    """Pictures in a folder, and the folders in it. One that may not be read counts as empty."""
    pictures, below = 0, []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if rules.skip_reason(entry.name, entry.path):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                elif rules.is_picture_name(entry.name):
                    pictures += 1
    except OSError:
        pass
    return pictures, below
