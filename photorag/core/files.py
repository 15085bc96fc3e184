"""Replacing files so that a reader, or a power cut, sees the old or the new one and never half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from photorag.core.errors import StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT}


def storage_error(error: OSError, path: Path) -> StorageError:
    """The sentence for a failed write below the library's own folder."""
    if error.errno in _FULL:
        return StorageError(
            f"The disk that holds {path} is full. Free some space, then run this again; nothing is lost."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(
            f"PhotoRAG may not write to {path}. Check the folder's permissions, or choose another with --home."
        )
    return StorageError(f"Could not write to {path}: {error.strerror or error}.")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yields a temporary path beside ``path``; when the block ends well it is synced and takes the name ``path``.

    Raises `StorageError` when the disk is full or not writable. When the block raises, ``path`` keeps its old content.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise storage_error(error, path.parent) from error
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise storage_error(error, path.parent) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Replaces ``path`` with ``content``. Raises `StorageError`."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def sync_folder(folder: Path) -> None:
    """Makes a rename inside ``folder`` durable where the system allows a folder to be synced (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
