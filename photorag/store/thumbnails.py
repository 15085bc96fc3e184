"""Thumbnails on disk, named by content: a moved or copied photo needs no second one.

A cache: written without fsync (a power cut may cost a few, which `photorag doctor` finds) but under a temporary name
first, so that a reader never sees half a file.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from photorag.core.files import storage_error

_SUFFIX = ".jpg"


class ThumbnailStore:
    """One small JPEG per content, 256 folders by the first byte of the hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, content: bytes) -> Path:
        name = content.hex()
        return self._folder / name[:2] / (name + _SUFFIX)

    def save(self, content: bytes, jpeg: bytes) -> None:
        """Raises `StorageError` when the disk is full or not writable."""
        path = self.path(content)
        temporary = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(jpeg)
            temporary.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise storage_error(error, self._folder) from error

    def missing(self, contents: Iterable[bytes]) -> list[bytes]:
        """Those contents that have no thumbnail, or an empty one."""
        return [each for each in contents if not _has_bytes(self.path(each))]

    def remove_orphans(self, contents: set[bytes]) -> int:
        """Deletes thumbnails of contents the library no longer has. Returns how many."""
        removed = 0
        for path in self._folder.glob("??/*"):
            try:
                known = path.suffix == _SUFFIX and bytes.fromhex(path.stem) in contents
            except ValueError:
                known = False
            if not known:
                path.unlink(missing_ok=True)
                removed += 1
        return removed


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
