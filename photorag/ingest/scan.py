"""Walking a root: which files are there now. One stat a file, nothing is opened.

Uses plain strings and `os.scandir` rather than `pathlib`: a re-scan of 100,000 unchanged files should cost little more
than the stats themselves.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from photorag.core.cancel import CancelToken
from photorag.core.library_types import FileStamp

_HIDDEN = 0x2  # FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM, on Windows only
_SYSTEM = 0x4
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download")

NOT_A_PICTURE = "not a kind of picture that is read"
HIDDEN = "hidden or unfinished"
OWN = "PhotoRAG's own folder"
EXCLUDED = "excluded in the settings"
LOOP = "a link to a folder that was read already"
FOLDER_UNREADABLE = "a folder that may not be read"
BAD_NAME = "a name that is not valid text"
GONE = "gone before it could be looked at"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be a picture, by its name."""

    path: str
    stamp: FileStamp


@dataclass(slots=True)
class Scan:
    """What a walk found. ``skipped`` counts by reason. ``unreadable`` folders keep the items below them: not seeing a
    file because its folder may not be read is no sign that the file is gone."""

    files: list[FoundFile] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    unreadable: list[str] = field(default_factory=list)

    def covers(self, path: str) -> bool:
        """Whether the walk would have seen ``path`` if it existed."""
        return not any(path.startswith(folder + os.sep) for folder in self.unreadable)


class ScanRules:
    """Which names are walked. A pattern without a slash is matched against each file's or folder's name, one with a
    slash against the end of its path; ``*``, ``?`` and ``[...]`` as in a shell, ignoring case."""

    def __init__(
        self, is_picture_name: Callable[[str], bool], exclude: Iterable[str] = (), own_folder: str | None = None
    ) -> None:
        """``own_folder`` is the library's own: its thumbnails are no photos of the person's."""
        self.is_picture_name = is_picture_name
        self._own_folder = own_folder
        patterns = [pattern.rstrip("/") for pattern in exclude if pattern.strip("/ ")]
        self._names = _matcher(pattern for pattern in patterns if "/" not in pattern)
        self._paths = _matcher("*/" + pattern.lstrip("/") for pattern in patterns if "/" in pattern)

    def skip_reason(self, name: str, path: str) -> str | None:
        """Why a file or folder is left out whatever it holds; None when it is not."""
        if name.startswith((".", "~")) or name.endswith(_UNFINISHED):
            return HIDDEN
        if path == self._own_folder:
            return OWN
        if self._names is not None and self._names(name.casefold()):
            return EXCLUDED
        if self._paths is not None and self._paths(path.replace(os.sep, "/").casefold()):
            return EXCLUDED
        return None

    def skips_path(self, path: str, root: str) -> bool:
        """Whether a walk from ``root`` would leave out ``path`` or a folder on the way to it."""
        here = root
        for name in os.path.relpath(path, root).split(os.sep):
            here = os.path.join(here, name)
            if self.skip_reason(name, here):
                return True
        return False


def scan(folder: str, rules: ScanRules, cancel: CancelToken | None = None) -> Scan:
    """Walks ``folder`` and all below it. Linked folders are followed, each real folder once, real names before links.

    Raises `Cancelled`, and OSError when ``folder`` itself can't be listed.
    """
    result = Scan()
    seen: set[tuple[int, int]] = set()
    links: list[str] = []
    with os.scandir(folder):  # raises for the root; below it, an unreadable folder is noted and passed
        pass
    pending = [folder]
    while pending or links:
        if cancel is not None:
            cancel.raise_if_cancelled()
        is_link = not pending
        here = links.pop() if is_link else pending.pop()
        if not _first_visit(here, seen):
            result.skipped[LOOP] += 1
            continue
        try:
            entries = os.scandir(here)
        except OSError:
            result.unreadable.append(here)
            result.skipped[FOLDER_UNREADABLE] += 1
            continue
        with entries:
            for entry in entries:
                _look(entry, rules, result, pending, links)
    return result


def _look(entry: os.DirEntry[str], rules: ScanRules, result: Scan, pending: list[str], links: list[str]) -> None:
    name, path = entry.name, entry.path
    reason = rules.skip_reason(name, path)
    if reason is None and not _is_text(name):
        reason = BAD_NAME
    if reason:
        result.skipped[reason] += 1
        return
    try:
        if entry.is_dir():
            (links if entry.is_symlink() else pending).append(path)
        elif not rules.is_picture_name(name):
            result.skipped[NOT_A_PICTURE] += 1
        elif entry.is_file():
            found = entry.stat()
            if getattr(found, "st_file_attributes", 0) & (_HIDDEN | _SYSTEM):
                result.skipped[HIDDEN] += 1
            else:
                result.files.append(FoundFile(path, FileStamp(found.st_size, found.st_mtime_ns)))
        else:
            result.skipped[NOT_A_PICTURE] += 1  # a socket, a pipe, a link to nowhere
    except OSError:
        result.skipped[GONE] += 1


def _first_visit(folder: str, seen: set[tuple[int, int]]) -> bool:
    try:
        found = os.stat(folder)
    except OSError:
        return True  # listing it will fail too, and say so
    key = (found.st_dev, found.st_ino)
    if found.st_ino and key in seen:
        return False
    seen.add(key)
    return True


def _is_text(name: str) -> bool:
    """File names are bytes on Linux; those that are no valid text can't be stored or shown."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _matcher(patterns: Iterable[str]) -> Callable[[str], object] | None:
    parts = [fnmatch.translate(pattern.casefold()) for pattern in patterns]
    return re.compile("|".join(parts)).match if parts else None
