"""Graphs on disk: a cache that is checked in every byte before hnswlib sees it.

hnswlib crashes on damaged files, answers nonsense with the wrong dimension, and reports neither a full disk nor a
missing folder. So each graph is written to a new name, compared with memory and synced, and only then named in the
*list* (a JSON file beside it, replaced atomically) with its size, SHA-256 and shape. A kill at any moment leaves the
old list with the old files, or the new list with the new ones. What the list doesn't name is swept at the next save.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import struct
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photorag.core.files import replacing, write_atomically
from photorag.store.graph import LINKS, Graph

FORMAT = 1

# hnswlib 0.8, HierarchicalNSW::saveIndex: offset of level 0, capacity, count, bytes a point, offset of its label,
# offset of its vector, top level, entry point, maxM, maxM0, M, level multiplier, ef_construction. Then the points.
_HEADER = struct.Struct("<6Q i I 3Q d Q".replace(" ", ""))
_CHUNK_ROWS = 4096


class Rejected(Exception):
    """A file of the index is not what the list says, or the list is not a list. The message is the reason."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One graph in the list. ``through_sequence``: it and those before it cover all vectors logged up to there."""

    file: str
    sha256: str
    size: int
    rows: int
    links: int
    widths: dict[int, int]
    through_sequence: int


def write_graph(path: Path, graph: Graph, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> tuple[str, int]:
    """Writes a graph's file, checks it against memory, and syncs it. Returns its SHA-256 and size in bytes.

    Raises `StorageError`; ``path`` does not exist then.
    """
    with replacing(path) as temporary:
        try:
            graph.write(str(temporary))
        except RuntimeError as error:
            raise OSError(errno.EIO, f"the graph could not be written ({error})") from error
        size = temporary.stat().st_size
        if size != graph.file_size:
            free = shutil.disk_usage(temporary.parent).free
            code = errno.ENOSPC if free < graph.file_size else errno.EIO
            raise OSError(code, f"only {size} of {graph.file_size} bytes could be written")
        digest = _sha256(temporary)
        try:
            written_ids, written = _points(temporary, vectors.shape[1], len(ids))
        except Rejected as error:
            # Only when hnswlib has changed its format: then the file would be refused on loading too.
            raise OSError(errno.EIO, f"what was written is not as expected: {error}") from error
        if not (np.array_equal(written_ids, ids) and np.array_equal(written, vectors)):
            raise OSError(errno.EIO, "what was written differs from what was meant")
    return digest, size


def read_graph(folder: Path, entry: Entry, dim: int) -> tuple[NDArray[np.int64], NDArray[np.float32], Graph]:
    """Checks a graph's file and loads it.

    Returns the ids, ascending, int64 (n,), the vectors, float32 (n, dim), and the graph. Raises `Rejected`.
    """
    path = folder / entry.file
    if entry.links != LINKS:
        raise Rejected(f"{entry.file} was built with other settings")
    try:
        if path.stat().st_size != entry.size:
            raise Rejected(f"{entry.file} has {path.stat().st_size} bytes, not {entry.size}")
        if _sha256(path) != entry.sha256:
            raise Rejected(f"the checksum of {entry.file} is wrong")
        ids, vectors = _points(path, dim, entry.rows)
        graph = Graph.open(str(path), dim, entry.widths)
    except (OSError, RuntimeError) as error:
        raise Rejected(f"{entry.file} can't be read: {error}") from error
    if graph.count != entry.rows or not graph.fit:
        raise Rejected(f"{entry.file} does not hold what the list says")
    return ids, vectors, graph


@dataclass(frozen=True, slots=True)
class Listed:
    """A model's graphs in order. ``unfit_rows``: over so many vectors a graph was found not to pay; 0 if none was."""

    entries: tuple[Entry, ...] = ()
    unfit_rows: int = 0


def write_list(path: Path, model_id: str, dim: int, listed: Listed) -> None:
    """Replaces the list of a model's graphs. Raises `StorageError`."""
    content = {
        "format": FORMAT,
        "model": model_id,
        "dim": dim,
        "count": sum(entry.rows for entry in listed.entries),
        "unfit_rows": listed.unfit_rows,
        "graphs": [asdict(entry) for entry in listed.entries],
    }
    write_atomically(path, (json.dumps(content, indent=1) + "\n").encode())


def read_list(path: Path, model_id: str, dim: int) -> Listed:
    """The graphs of a model; none where there is no list. Raises `Rejected` for a list not to be trusted."""
    try:
        raw = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Listed()
    except (OSError, ValueError, RecursionError) as error:
        raise Rejected(f"{path.name} can't be read: {error}") from error
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise Rejected(f"{path.name} is not of format {FORMAT}")
    if raw.get("model") != model_id or raw.get("dim") != dim:
        raise Rejected(f"{path.name} belongs to another model or dimension")
    try:
        entries = tuple(_entry(each) for each in raw["graphs"])
        unfit_rows = _number(raw["unfit_rows"], least=0)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Rejected(f"{path.name} has a bad entry: {error!r}") from error
    through = [entry.through_sequence for entry in entries]
    if through != sorted(set(through)):
        raise Rejected(f"{path.name} is out of order")
    if raw.get("count") != sum(entry.rows for entry in entries):
        raise Rejected(f"{path.name} does not add up")
    return Listed(entries, unfit_rows)


def sweep(folder: Path, stem: str, keep: set[str]) -> None:
    """Removes a model's graph files, finished or not, other than ``keep``. Only for the process that writes."""
    for path in (*folder.glob(f"{stem}-*.graph"), *folder.glob(f".{stem}*.part")):
        if path.name not in keep:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                continue  # open in another process on Windows: the next save sweeps it


def _entry(raw: dict[str, object]) -> Entry:
    file, sha256, widths = raw["file"], raw["sha256"], raw["widths"]
    if not isinstance(file, str) or os.sep in file or Path(file).name != file:
        raise ValueError("file should be a bare name")
    if not isinstance(sha256, str) or not isinstance(widths, dict):
        raise TypeError("sha256 should be text and widths an object")
    steps = {int(step): _number(width) for step, width in widths.items()}
    if not steps:
        raise ValueError("a graph without widths is fit for nothing")
    size, rows, links, through = (_number(raw[key]) for key in ("size", "rows", "links", "through_sequence"))
    return Entry(file, sha256, size, rows, links, steps, through)


def _number(value: object, least: int = 1) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(f"{value!r} should be a whole number from {least} up")
    return value


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _points(path: Path, dim: int, rows: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The labels, ascending, and vectors in a graph's file.

    Read here and not through hnswlib's ``get_items``, which makes a Python list of every number: 22 ms for 1,000
    vectors of 512, with the GIL held.
    """
    point = np.dtype([("links", np.uint32, 2 * LINKS + 1), ("vector", np.float32, dim), ("label", np.uint64)])
    with path.open("rb") as file:
        header = file.read(_HEADER.size)
        if len(header) != _HEADER.size:
            raise Rejected("it is too short")
        level, capacity, count, size, label_at, vector_at, _, entry, _, most, links, *_ = _HEADER.unpack(header)
        found = (level, count, size, label_at, vector_at, most, links)
        expected = (0, rows, point.itemsize, point.itemsize - 8, 4 * (2 * LINKS + 1), 2 * LINKS, LINKS)
        if found != expected or capacity < count or entry >= count:
            raise Rejected(f"its header {found} is not {expected}")
        ids = np.empty(rows, np.int64)
        vectors = np.empty((rows, dim), np.float32)
        for start in range(0, rows, _CHUNK_ROWS):
            part = np.fromfile(file, point, min(_CHUNK_ROWS, rows - start))
            if len(part) != min(_CHUNK_ROWS, rows - start):
                raise Rejected("it ends early")
            ids[start : start + len(part)] = part["label"].astype(np.int64)
            vectors[start : start + len(part)] = part["vector"]
    # Several threads add points, so the file's order is nearly that of the ids, but not quite.
    if not bool(np.all(ids[1:] > ids[:-1])):
        order = np.argsort(ids)
        ids, vectors = ids[order], vectors[order]
    if not bool(np.all(ids[1:] > ids[:-1])):
        raise Rejected("an id occurs twice in it")
    return ids, vectors
