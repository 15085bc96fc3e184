"""The photos the pictures are taken with: the sample library on two drives, with two files that can't be read."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image

from photorag.sample.library import draw_sample_library

# Drawings without a camera's date are as old as their files: spread out, so that there are months to see.
_MONTHS = (("catalogue", "2019-03-02"), ("shapes", "2017-11-25"), ("documents", "2022-05-14"))
_COPIED = ("scenes/IMG_20180714_204137.jpg", "scenes/IMG_20190622_101533.jpg", "catalogue/widget-b.png")
_SMALLER = (800, 533)
_DAMAGED = ("scenes/IMG_20240907_101500.jpg", "scenes/IMG_20240908_173012.jpg")


@dataclass(frozen=True, slots=True)
class SamplePhotos:
    """``archive`` is the drive that can be unplugged."""

    pictures: Path
    archive: Path

    @classmethod
    def draw(cls, folder: Path) -> SamplePhotos:
        """Takes some twenty seconds."""
        photos = cls(folder / "Pictures", folder / "Archive drive")
        drawn = draw_sample_library(photos.pictures)
        _spread(photos.pictures)
        for name in _DAMAGED:
            whole = drawn[-1].read_bytes()
            (photos.pictures / name).write_bytes(whole[: len(whole) // 50])
        photos.archive.mkdir()
        (photos.pictures / "documents").rename(photos.archive / "documents")
        return photos

    def copy(self) -> None:
        """As a second hand-over from a phone would: some photos twice, and one of them smaller."""
        copies = self.pictures / "from the old phone"
        copies.mkdir()
        for name in _COPIED:
            shutil.copy2(self.pictures / name, copies)
        with Image.open(self.pictures / _COPIED[0]) as photo:
            photo.resize(_SMALLER).save(copies / "sent by mail.jpg", quality=80)

    def unplug(self) -> None:
        self.archive.rename(self.archive.with_name(".unplugged"))


def _spread(folder: Path) -> None:
    for name, day in _MONTHS:
        first = datetime.fromisoformat(f"{day} 10:30").timestamp()
        for number, file in enumerate(sorted((folder / name).iterdir())):
            os.utime(file, (first + 600 * number,) * 2)
