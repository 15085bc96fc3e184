"""Files beside a photo that say something of it, found by name.

XMP: darktable and digiKam write "a.jpg.xmp", Lightroom "a.xmp". JSON: Google Takeout's, named after the photo in many
ways (`takeout_names`). Lists of descriptions (`descriptions`) lie in the photo's folder or above.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from photorag.media.facts.takeout_names import TakeoutNames, name_key

_DESCRIPTIONS = ("description.json", "description.jsonl", "description.csv")
_DESCRIPTION_LISTS = frozenset((*_DESCRIPTIONS, *(name.replace("ion.", "ions.") for name in _DESCRIPTIONS)))
_SUFFIXES = (".xmp", ".json")
# A folder that changed less than this ago is listed again each time: another change within the clock's tick would
# leave its modification time as it is.
_SETTLED_NS = 2_000_000_000


def is_sidecar_name(name: str) -> bool:
    """True when a file of this name may say something of the photos around or below it. Cheap."""
    lower = name.lower()
    return lower.endswith(_SUFFIXES) or lower in _DESCRIPTION_LISTS


def is_description_list(name: str) -> bool:
    """True when a file of this name may speak of photos in folders below its own, too."""
    return name.lower() in _DESCRIPTION_LISTS


@dataclass(frozen=True, slots=True)
class Sidecars:
    """Paths, of those there are: ``xmp`` (the more closely named first), ``takeout``, and ``descriptions``, those in
    the nearest folder first."""

    xmp: tuple[str, ...] = ()
    takeout: str | None = None
    descriptions: tuple[str, ...] = ()


def sidecars_of(path: str, root: str) -> Sidecars:
    """What lies beside the photo, and the lists of descriptions up to ``root``. Folders that can't be listed hold
    nothing."""
    folder, name = os.path.split(path)
    beside = _listed(folder)
    stem = name.rpartition(".")[0]
    xmp = (beside.names[key] for each in (name, stem) if (key := name_key(f"{each}.xmp")) in beside.names)
    takeout = beside.takeout.of(name)
    return Sidecars(
        xmp=tuple(str(Path(folder, each)) for each in xmp),
        takeout=None if takeout is None else str(Path(folder, takeout)),
        descriptions=tuple(_descriptions(folder, root)),
    )


def _descriptions(folder: str, root: str) -> Iterator[str]:
    for each in _up_to(folder, root):
        names = _listed(each).names
        for name in sorted(_DESCRIPTION_LISTS & names.keys()):
            yield str(Path(each, names[name]))


def _up_to(folder: str, root: str) -> Iterator[str]:
    """The folder and those around it, up to the root; only itself when it is not below the root."""
    here, top = Path(folder), Path(root)
    yield folder
    if here.is_relative_to(top):
        yield from (str(parent) for parent in here.parents if parent.is_relative_to(top))


@dataclass(frozen=True, slots=True)
class _Listing:
    """The sidecars in a folder: ``names`` by their key, and the JSON files among them by what they belong to."""

    names: dict[str, str]
    takeout: TakeoutNames


def _listed(folder: str) -> _Listing:
    try:
        changed = os.stat(folder).st_mtime_ns  # noqa: PTH116 - plain strings: this runs once for every photo
        if abs(time.time_ns() - changed) < _SETTLED_NS:
            return _list(folder)
        return _listed_at(folder, changed)
    except OSError:
        return _Listing({}, TakeoutNames(()))


@lru_cache(maxsize=64)
def _listed_at(folder: str, _changed: int) -> _Listing:
    return _list(folder)


def _list(folder: str) -> _Listing:
    with os.scandir(folder) as entries:
        names = {name_key(entry.name): entry.name for entry in entries if is_sidecar_name(entry.name)}
    own = (name for key, name in names.items() if key.endswith(".json") and key not in _DESCRIPTION_LISTS)
    return _Listing(names, TakeoutNames(own))
