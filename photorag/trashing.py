"""Moves files to the system's trash, and nothing but that: a file that can't go there stays where it is."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from photorag.core.cancel import CancelToken
from photorag.core.failed_path import FailedPath

_GONE = "the file is gone, or its folder is offline"
_NO_TRASH = "there is no trash on its disk, and it is not deleted for good"
_DRIVE_FIXED = 3


@dataclass(frozen=True, slots=True)
class TrashReport:
    """``failed`` files are still where they were; ``cancelled``: stopped before the end."""

    trashed: tuple[Path, ...]
    failed: tuple[FailedPath, ...]
    cancelled: bool


def trash_files(
    paths: Sequence[Path],
    progress: Callable[[int, int], None] | None = None,
    cancel: CancelToken | None = None,
) -> TrashReport:
    """Moves each file to the trash, where the person can bring it back. ``progress`` gets the files done and in all."""
    trashed: list[Path] = []
    failed: list[FailedPath] = []
    for done, path in enumerate(paths):
        if cancel is not None and cancel.cancelled:
            return TrashReport(tuple(trashed), tuple(failed), cancelled=True)
        if progress is not None:
            progress(done, len(paths))
        reason = _trash(path)
        if reason is None:
            trashed.append(path)
        else:
            failed.append(FailedPath(path, reason))
    if progress is not None:
        progress(len(paths), len(paths))
    return TrashReport(tuple(trashed), tuple(failed), cancelled=False)


def _trash(path: Path) -> str | None:
    """Moves one file; why not, if not."""
    if not os.path.lexists(path):
        return _GONE
    if _deletes_for_good(path):
        return _NO_TRASH
    try:
        _send(path)
    except OSError as error:
        return _reason(error, path)
    return None if not os.path.lexists(path) else "the system left it where it was"


def _send(path: Path) -> None:
    if sys.platform == "win32":
        # The other way, taken without pywin32, deletes for good what does not fit into the recycle bin.
        from send2trash.win.modern import send2trash
    else:
        from send2trash import send2trash
    send2trash(str(path))


def _deletes_for_good(path: Path) -> bool:
    """Windows has a recycle bin on the computer's own disks only, and deletes for good elsewhere without a word."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) != _DRIVE_FIXED)


def _reason(error: OSError, path: Path) -> str:
    from send2trash.exceptions import TrashPermissionError

    if not os.path.lexists(path):
        return _GONE
    if isinstance(error, TrashPermissionError):
        return _NO_TRASH
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk that holds the trash is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "no permission to move it: the file, its folder or its disk is write-protected"
    return f"the system could not move it ({error.strerror or error})"
