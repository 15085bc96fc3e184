"""Copies photos into a folder, byte for byte and with their times, as a person would by hand, but safely.

A copy appears under its name only when all of it is on the disk: a kill, a full disk or a pulled plug leaves no half
file that looks like a photo. Nothing is ever overwritten, and what is there already is not copied again, so an export
that was stopped can simply be started once more.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled, StorageError
from photorag.core.failed_path import FailedPath

_CHUNK = 1 << 20
_PREFIX, _SUFFIX = ".photorag-", ".part"
_ABANDONED_SECONDS = 3600.0
_LONGEST_NAME = 255  # bytes, on most file systems
_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_GONE = (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.EIO)
_BAD_NAME = (errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """``already``: files whose copy, byte for byte, was in the folder before; ``cancelled``: stopped before the end."""

    folder: Path
    copied: int
    already: int
    failed: tuple[FailedPath, ...]
    cancelled: bool


def export_copies(
    paths: Sequence[Path],
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Copies files into ``folder``, made where its parent is there. ``progress`` gets the files done and in all.

    A file that can't be read is in the report's ``failed``, and the rest goes on. Raises `StorageError` when the folder
    is no folder, may not be written, has gone, or its disk is full; the copies made until then stay.
    """
    copied = already = 0
    failed: list[FailedPath] = []
    token = cancel or CancelToken()
    target = _Target(folder)
    for done, path in enumerate(paths):
        if progress is not None:
            progress(done, len(paths))
        try:
            if target.take(path, token):
                copied += 1
            else:
                already += 1
        except _Failed as failure:
            failed.append(FailedPath(path, failure.reason))
        except Cancelled:
            return ExportReport(folder, copied, already, tuple(failed), cancelled=True)
    if progress is not None:
        progress(len(paths), len(paths))
    return ExportReport(folder, copied, already, tuple(failed), cancelled=False)


class _Failed(Exception):
    """This one file can't be copied."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Target:
    """The folder copies go to, with the names taken in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, list[str]] = {}
        with self._writing():
            folder.mkdir(exist_ok=True)
            for entry in folder.iterdir():
                self._remember(entry.name)
                if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX):
                    _remove_abandoned(entry)

    def take(self, source: Path, cancel: CancelToken) -> bool:
        """Copies one file; False when the same bytes are there under one of its names. Raises `_Failed`, `Cancelled`,
        `StorageError`."""
        cancel.raise_if_cancelled()
        with _reading():
            opened = source.open("rb")
        with opened:
            for name in _names_for(source.name):
                taken = self._names.get(_key(name), ())
                if any(_same_bytes(opened, self._folder / each, cancel) for each in taken):
                    return False
                if not taken:
                    break
            opened.seek(0)
            with self._temporary() as temporary:
                self._fill(temporary, opened, cancel)
                with self._writing():
                    self._publish(temporary, source.name)
        return True

    def _fill(self, temporary: Path, source: BinaryIO, cancel: CancelToken) -> None:
        with self._writing():
            written = temporary.open("wb")
        try:
            while True:
                cancel.raise_if_cancelled()
                with _reading():
                    chunk = source.read(_CHUNK)
                if not chunk:
                    break
                with self._writing():
                    written.write(chunk)
            with self._writing():
                written.flush()
                os.fsync(written.fileno())
        finally:
            with contextlib.suppress(OSError):  # what could not be written has been told
                written.close()
        with _reading():
            status = os.fstat(source.fileno())
        with contextlib.suppress(OSError):  # not every file system keeps these
            temporary.chmod(status.st_mode & 0o777)
        with contextlib.suppress(OSError):
            os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns))

    def _publish(self, temporary: Path, wanted: str) -> None:
        """Gives the whole copy its name: the first that is free, even if another program takes some meanwhile."""
        for name in _names_for(wanted):
            if _key(name) in self._names:
                continue
            try:
                _rename_without_replacing(temporary, self._folder / name)
            except FileExistsError:
                self._remember(name)
                continue
            except OSError as error:
                if error.errno in _BAD_NAME:
                    raise _Failed("the disk it is copied to does not take its name") from error
                raise
            self._remember(name)
            return

    @contextlib.contextmanager
    def _temporary(self) -> Iterator[Path]:
        with self._writing():
            handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=self._folder)
            os.close(handle)
        try:
            yield Path(name)
        finally:
            with contextlib.suppress(OSError):
                Path(name).unlink(missing_ok=True)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno == errno.EFBIG:
                raise _Failed("it is too large for the disk it is copied to") from error
            raise _storage_error(error, self._folder) from error

    def _remember(self, name: str) -> None:
        self._names.setdefault(_key(name), []).append(name)


def _key(name: str) -> str:
    """Equal for names that some file system takes for the same one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _names_for(name: str) -> Iterator[str]:
    """ "a.jpg", "a (2).jpg", "a (3).jpg" and so on."""
    yield name
    path = Path(name)
    stem, number = path.stem, 2
    while True:
        tail = f" ({number}){path.suffix}"
        while len(os.fsencode(stem + tail)) > _LONGEST_NAME and len(stem) > 1:
            stem = stem[:-1]
        yield stem + tail
        number += 1


def _same_bytes(opened: BinaryIO, there: Path, cancel: CancelToken) -> bool:
    try:
        if not there.is_file() or there.stat().st_size != os.fstat(opened.fileno()).st_size:
            return False
        with there.open("rb") as other:
            opened.seek(0)
            while chunk := opened.read(_CHUNK):
                cancel.raise_if_cancelled()
                if chunk != other.read(len(chunk)):
                    return False
    except OSError:  # whatever can't be compared is not known to be the same
        return False
    return True


def _rename_without_replacing(temporary: Path, path: Path) -> None:
    """Raises `FileExistsError` rather than replace a file."""
    if os.name != "nt":  # where renaming does not replace
        try:
            path.hardlink_to(temporary)
            return
        except FileExistsError:
            raise
        except OSError:  # FAT and its like have no hard links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
    temporary.rename(path)


def _remove_abandoned(part: Path) -> None:
    """Removes what a killed export has left. Another one may be at work here, so not what changed lately."""
    with contextlib.suppress(OSError):
        if time.time() - part.stat().st_ctime > _ABANDONED_SECONDS:
            part.unlink()


@contextlib.contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            raise _Failed("the file is gone, or its folder is offline") from error
        if error.errno in (errno.EACCES, errno.EPERM):
            raise _Failed("no permission to read it") from error
        raise _Failed(f"the disk could not read it ({error.strerror or 'no reason given'})") from error


def _storage_error(error: OSError, folder: Path) -> StorageError:
    if error.errno in _FULL:
        return StorageError(
            f"The disk that holds {folder} is full. Free some space, then export again: "
            "what has been copied is not copied twice."
        )
    if error.errno in _FORBIDDEN:
        return StorageError(f"PhotoRAG may not write to {folder}. Choose another folder for the copies.")
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return StorageError(f"{folder} is a file, not a folder. Choose a folder for the copies.")
    if error.errno in _GONE:
        return StorageError(f"The folder {folder} is not there, or its disk has gone. Choose another for the copies.")
    return StorageError(f"Could not write to {folder}: {error.strerror or error}.")
