"""Walking a root: which files are there now. One stat a file, nothing is opened.

Uses plain strings and `os.scandir` rather than `pathlib`: a re-scan of 100,000 unchanged files should cost little more
than the stats themselves.
"""

from __future__ import annotations

import fnmatch
import glob
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from photorag.core.cancel import CancelToken
from photorag.core.library_types import FileStamp
from photorag.media.facts.sidecars import is_description_list

_ON_WINDOWS = os.name == "nt"
_HIDDEN_OR_SYSTEM = 0x2 | 0x4  # FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM
# Names that start with a dot or a tilde, and the endings browsers and copy programs give to what is not finished.
_HIDDEN_NAMES = (".*", "~*", "*.tmp", "*.part", "*.partial", "*.crdownload", "*.download")

NOT_A_PICTURE = "not a kind of picture that is read"
HIDDEN = "hidden or unfinished"
OWN = "PhotoRAG's own folder"
EXCLUDED = "excluded in the settings"
LOOP = "a link to a folder that was read already"
FOLDER_UNREADABLE = "a folder that may not be read"
FILE_UNREADABLE = "a file that may not be looked at"
BAD_NAME = "a name that is not valid text"
GONE = "gone before it could be looked at"


class FoundFile(NamedTuple):
    """A file that may be a picture, by its name. ``size`` in bytes. A flat tuple: a scan makes 100,000 of them."""

    path: str
    size: int
    mtime_ns: int

    @property
    def stamp(self) -> FileStamp:
        return FileStamp(self.size, self.mtime_ns)


@dataclass(slots=True)
class Scan:
    """What a walk found. ``skipped`` counts by reason. ``unreadable`` folders keep the items below them, and files
    that can't be looked at their own: not seeing a file because it may not be seen is no sign that it is gone.
    ``sidecars`` are files that say something about photos, by folder."""

    files: list[FoundFile] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    unreadable: list[str] = field(default_factory=list)
    sidecars: dict[str, list[FoundFile]] = field(default_factory=dict)

    def sidecar_stamps(self) -> dict[str, str]:
        """Folder -> a text that changes when one of its sidecar files does."""
        return {folder: sidecar_stamp(files) for folder, files in self.sidecars.items()}

    def covers(self, path: str) -> bool:
        """Whether the walk would have seen ``path`` if it existed."""
        return not any(path == each or path.startswith(each + os.sep) for each in self.unreadable)


class ScanRules:
    """Which names are walked. A pattern without a slash is matched against each file's or folder's name, one with a
    slash against the end of its path; ``*``, ``?`` and ``[...]`` as in a shell, ignoring case."""

    def __init__(
        self,
        is_picture_name: Callable[[str], bool],
        exclude: Iterable[str] = (),
        own_folder: str | None = None,
        is_sidecar_name: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """``own_folder`` is the library's own: its thumbnails are no photos of the person's."""
        self.is_picture_name = is_picture_name
        self.is_sidecar_name = is_sidecar_name
        self._own_folder = own_folder
        patterns = [pattern.strip("/") for pattern in exclude if pattern.strip("/ ")]
        names = [pattern for pattern in patterns if "/" not in pattern]
        paths = [pattern for pattern in patterns if "/" in pattern]
        self._hidden = _matcher(_HIDDEN_NAMES)
        self._names = _matcher(names)
        self._paths = _matcher(["*/" + pattern for pattern in paths])
        # One look at the name decides for nearly every file that nothing else needs to be looked at.
        own_name = [glob.escape(os.path.basename(own_folder))] if own_folder else []
        self._suspect = _matcher([*_HIDDEN_NAMES, *names, *(os.path.basename(each) for each in paths), *own_name])

    def skip_reason(self, name: str, path: str) -> str | None:
        """Why a file or folder is left out whatever it holds; None when it is not."""
        if not name.isascii() and not is_text(name):
            return BAD_NAME
        if not self._suspect(name):
            return None
        if self._hidden(name):
            return HIDDEN
        if path == self._own_folder:
            return OWN
        if self._names(name) or self._paths(path.replace(os.sep, "/")):
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
        here = pending.pop() if pending else links.pop()
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
                reason = rules.skip_reason(entry.name, entry.path) or _look(entry, rules, result, pending, links)
                if reason:
                    result.skipped[reason] += 1
    return result


def _look(entry: os.DirEntry[str], rules: ScanRules, result: Scan, pending: list[str], links: list[str]) -> str | None:
    """Puts an entry where it belongs, or says why it belongs nowhere."""
    try:
        if entry.is_dir():
            (links if entry.is_symlink() else pending).append(entry.path)
            return None
        if not rules.is_picture_name(entry.name) or not entry.is_file():
            if rules.is_sidecar_name(entry.name):
                _note_sidecar(entry, result)
            return NOT_A_PICTURE  # among them sockets, pipes and links to nowhere
        found = entry.stat()
    except FileNotFoundError:
        return GONE
    except OSError:  # its folder may be listed but not entered, or the disk has a fault
        result.unreadable.append(entry.path)
        return FILE_UNREADABLE
    if _ON_WINDOWS and getattr(found, "st_file_attributes", 0) & _HIDDEN_OR_SYSTEM:
        return HIDDEN
    result.files.append(FoundFile(entry.path, found.st_size, found.st_mtime_ns))
    return None


def _note_sidecar(entry: os.DirEntry[str], result: Scan) -> None:
    try:
        if not entry.is_file():
            return
        found = entry.stat()
    except OSError:  # gone this moment, or it may not be looked at: then it says nothing
        return
    folder = entry.path[: -len(entry.name)].rstrip(os.sep)
    result.sidecars.setdefault(folder, []).append(FoundFile(entry.path, found.st_size, found.st_mtime_ns))


def sidecar_stamp(files: Iterable[FoundFile]) -> str:
    """A short text that changes when one of these files does. What comes before its colon changes with the lists of
    descriptions alone, which speak of photos in folders further down, too."""
    lists: list[FoundFile] = []
    others: list[FoundFile] = []
    for file in sorted(files):
        (lists if is_description_list(os.path.basename(file.path)) else others).append(file)
    return f"{_stamp(lists)}:{_stamp(others)}"


def _stamp(files: Sequence[FoundFile]) -> str:
    told = "\n".join(f"{file.path}|{file.size}|{file.mtime_ns}" for file in files)
    return hashlib.sha256(told.encode(errors="surrogateescape")).hexdigest()[:24] if told else ""


def sidecars_in(folder: str, rules: ScanRules) -> str | None:
    """The stamp of one folder's sidecar files, as `scan` has it; None where there are none, or no folder."""
    result = Scan()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if rules.is_sidecar_name(entry.name) and not rules.skip_reason(entry.name, entry.path):
                    _note_sidecar(entry, result)
    except OSError:
        return None
    return next(iter(result.sidecar_stamps().values()), None)


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


def is_text(name: str) -> bool:
    """File names are bytes on Linux; those that are no valid text can't be stored or shown."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _matcher(patterns: Iterable[str]) -> Callable[[str], object]:
    """A test for whether a text matches any of some shell patterns, ignoring case."""
    return re.compile("|".join(map(fnmatch.translate, patterns)) or r"(?!)", re.IGNORECASE).match
