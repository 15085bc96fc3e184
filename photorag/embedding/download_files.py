"""The disk's side of a download: what has arrived, what is missing, and the moment it becomes a model."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from photorag.core.errors import StorageError
from photorag.core.files import storage_error, sync_folder

Progress = Callable[[int, int], None]  # (bytes that are here, bytes in all)

_REPORT_EVERY = 1 << 20  # bytes
_SPARE = 64 << 20  # bytes to leave free on the disk


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file to fetch. ``sha256`` is the whole digest, its first digits, or empty where nobody published one."""

    url: str
    kept_as: str
    size: int | None
    sha256: str
    version: str  # changes when the content does; partial files of another version are not gone on with
    repository: str = ""
    commit: str = ""


@dataclass(slots=True)
class Meter:
    """Adds up what has arrived, and tells the listener now and then."""

    total: int
    listener: Progress
    done: int = 0
    told: int = -1

    def add(self, count: int) -> None:
        self.done += count
        if self.told < 0 or abs(self.done - self.told) >= _REPORT_EVERY or self.done >= self.total:
            self.told = self.done
            self.listener(self.done, max(self.total, self.done))


@dataclass(slots=True)
class ArrivingFile:
    """One file on its way: how much of it is on the disk."""

    path: Path
    file: RemoteFile
    meter: Meter
    have: int = 0

    def count_what_is_here(self) -> None:
        here = self.path.stat().st_size if self.path.is_file() else 0
        if self.file.size is not None and here > self.file.size:
            self.path.unlink()
            here = 0
        self.have = here
        self.meter.add(here)

    def start_over(self) -> None:
        self.path.unlink(missing_ok=True)
        self.meter.add(-self.have)
        self.have = 0

    def write(self, out: BinaryIO, chunk: bytes) -> None:
        try:
            out.write(chunk)
        except OSError as error:
            raise storage_error(error, self.path) from error
        self.have += len(chunk)
        self.meter.add(len(chunk))


def partial_folder(final: Path) -> Path:
    """Where an unfinished download of the model folder ``final`` lies."""
    return final.with_name(final.name + ".part")


def check_space(part: Path, files: Iterable[RemoteFile]) -> None:
    here = sum(each.stat().st_size for each in part.rglob("*") if each.is_file())
    needed = sum(each.size or 0 for each in files) - here
    free = shutil.disk_usage(part).free
    if needed + _SPARE > free:
        raise StorageError(
            f"The model needs {needed / 1e6:,.0f} MB, and the disk that holds {part.parent} has {free / 1e6:,.0f} MB "
            "free: make some room, then try again."
        )


def drop_others(part: Path, wanted: set[str]) -> None:
    """Removes what an earlier try left of another version."""
    for each in part.iterdir():
        if each.name not in wanted:
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def put_in_place(part: Path, final: Path) -> None:
    try:
        aside = final.with_name(final.name + ".old")
        shutil.rmtree(aside, ignore_errors=True)
        if final.exists():
            final.replace(aside)
        part.replace(final)
        sync_folder(final.parent)
        shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise storage_error(error, final) from error
