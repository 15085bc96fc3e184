"""Comparing a walk with the catalogue: what is to be read, what is unchanged, what is gone, and whether the root as a
whole is away.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from photorag.core.cancel import CancelToken
from photorag.core.library_types import Root
from photorag.ingest.scan import FoundFile, Scan, ScanRules, scan, sidecars_in
from photorag.store.reader import KnownFile, Reader

log = logging.getLogger(__name__)

FAILED_BEFORE = "could not be read before, and has not changed since"


@dataclass(slots=True)
class RootChanges:
    """What a scan of one root means. ``gone`` are known paths that are no longer there. ``device`` is its st_dev.
    ``sidecars``: folders whose sidecar files have changed, with the stamp of what is there now (None: no more)."""

    root: Root
    offline: bool = False
    device: int | None = None
    to_read: list[FoundFile] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    sidecars: dict[str, str | None] = field(default_factory=dict)

    def add(self, other: RootChanges) -> None:
        """Takes in what was found elsewhere in the same root."""
        self.to_read.extend(other.to_read)
        self.unchanged += other.unchanged
        self.gone.extend(other.gone)
        self.skipped.update(other.skipped)
        self.sidecars.update(other.sidecars)


def compare_root(
    reader: Reader,
    root: Root,
    model: int,
    rules: ScanRules,
    below: Path | None = None,
    cancel: CancelToken | None = None,
) -> RootChanges:
    """Scans ``root``, or only the folder ``below`` it, against the catalogue.

    A root that can't be listed is offline. Raises `Cancelled`.
    """
    folder = str(below or root.path)
    known = reader.known_files(root.id, model)
    if below is not None and below != root.path:
        known = {path: each for path, each in known.items() if path.startswith(folder + os.sep)}
    device = folder_device(folder)
    if device is None:
        # A vanished sub-folder of a root that is there is gone; a vanished root is only away.
        return RootChanges(root, offline=folder == str(root.path), gone=[] if folder == str(root.path) else list(known))
    try:
        found = scan(folder, rules, cancel)
    except OSError:  # also where it may not be read any more: its photos are kept, and the other roots go on
        return RootChanges(root, offline=True)
    if _is_away(root, device, known, found):
        return RootChanges(root, offline=True)
    changes = _compare(root, device, known, found)
    changes.sidecars = _changed_sidecars(reader, root, folder, found)
    return changes


def compare_paths(reader: Reader, root: Root, model: int, rules: ScanRules, paths: Sequence[str]) -> RootChanges:
    """Looks at single paths of a root that may have changed: files, folders, or what used to be one.

    A root that is away as a whole answers offline: its files are not gone. Raises what `compare_root` raises.
    """
    device = folder_device(str(root.path))
    if device is None or str(root.path) in paths:
        return compare_root(reader, root, model, rules)
    known = reader.known_files(root.id, model)
    changes = RootChanges(root, device=device)
    hints = set(paths)
    stamps = reader.folder_sidecars(root.id)
    for path in paths:
        if rules.skips_path(path, str(root.path)) or any(str(above) in hints for above in Path(path).parents):
            continue  # what is below another hint is looked at with it: not twice
        folder, _, name = path.rpartition(os.sep)
        if rules.is_sidecar_name(name) and (stamp := sidecars_in(folder, rules)) != stamps.get(folder):
            changes.sidecars[folder] = stamp
        found, below = _look(path, known, rules)
        changes.add(_compare(root, device, below, found))
        changes.sidecars.update(_changed_sidecars(reader, root, path, found))
    return changes


def _changed_sidecars(reader: Reader, root: Root, folder: str, found: Scan) -> dict[str, str | None]:
    """Folders below ``folder`` whose sidecar files are not what they were, with their stamp now."""
    inside = folder.rstrip(os.sep) + os.sep
    now = found.sidecar_stamps()
    before = {
        each: stamp
        for each, stamp in reader.folder_sidecars(root.id).items()
        if (each == folder or each.startswith(inside)) and found.covers(each)
    }
    return {each: now.get(each) for each in {*before, *now} if before.get(each) != now.get(each)}


def _look(path: str, known: dict[str, KnownFile], rules: ScanRules) -> tuple[Scan, dict[str, KnownFile]]:
    """What is at ``path`` or below it now, and what the catalogue has there."""
    found = Scan()
    if path in known or Path(path).is_file():  # by far the most: no need to look for what is below
        inside = {path: known[path]} if path in known else {}
    else:
        inside = {each: file for each, file in known.items() if each.startswith(path + os.sep)}
    try:
        stat = Path(path).stat()
        if Path(path).is_dir():
            found = scan(path, rules)
        elif Path(path).is_file() and rules.is_picture_name(Path(path).name):
            found.files.append(FoundFile(path, stat.st_size, stat.st_mtime_ns))
    except (FileNotFoundError, NotADirectoryError):
        log.debug("%s is gone", path)
    except OSError as error:
        log.debug("%s may not be looked at: %s", path, error)
        found.unreadable.append(path)
    return found, inside


def folder_device(folder: str) -> int | None:
    """The ``st_dev`` of a folder; None when there is no such folder."""
    try:
        found = Path(folder).stat()
    except OSError:
        return None
    return found.st_dev if Path(folder).is_dir() else None


def _is_away(root: Root, device: int, known: dict[str, KnownFile], found: Scan) -> bool:
    """An empty mount point, or another disk under the same name, is no sign that photos were deleted."""
    if not any(each.present for each in known.values()):
        return False
    empty = not found.files and not found.skipped and not any(Path(root.path).iterdir())
    if empty:
        return True
    other_disk = root.device is not None and device != root.device
    return other_disk and not any(file.path in known for file in found.files)


def _compare(root: Root, device: int, known: dict[str, KnownFile], found: Scan) -> RootChanges:
    changes = RootChanges(root, device=device, skipped=found.skipped)
    for file in found.files:
        before = known.pop(file.path, None)
        if before is None or before.mtime_ns != file.mtime_ns or before.size != file.size:
            changes.to_read.append(file)
        elif before.failed:
            changes.skipped[FAILED_BEFORE] += 1
        elif before.has_vector:
            changes.unchanged += 1
        else:
            changes.to_read.append(file)
    changes.gone = [path for path in known if found.covers(path)]
    return changes
