"""Which photos are the same, nearly the same, or shots of one burst.

Exact copies have the same content. Near copies are one picture in other files: other sizes, formats, an edited copy.
Their hashes are near (`photorag.media.perceptual_hash`), a closer look at both agrees, and nothing says that they are
two shots: neither the camera's clock nor numbered names. A burst is just that: shots of one camera, each taken within
seconds of the next, of what the model calls the same.

Groups are stars: every photo of a group is like the one that is suggested to be kept, not only like its neighbour in a
chain. No photo is in two groups; a photo that has copies is in theirs rather than in a burst.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.library_types import DuplicateGroup, Likeness
from photorag.media.formats import is_raw_name
from photorag.media.perceptual_hash import NO_HASH, same_picture
from photorag.search.near_hashes import distances, linked
from photorag.store.columns import NO_DATE
from photorag.store.fingerprints import ComparedPhotos, Pair

Rows = NDArray[np.intp]
Looks = Callable[[Sequence[bytes]], NDArray[np.float32]]
"""Contents -> (n, `LOOK_SIZE`), NaN where there is no thumbnail."""
Vectors = Callable[[NDArray[np.int64]], NDArray[np.float32]]
"""Segments -> unit vectors (n, dim), NaN where the model has not read them."""

# Measured on 238 photos and changed copies of each (`benchmarks/duplicates.py`): saved again at quality 40, half and
# quarter size, brighter, more contrast, grey, with a watermark: 96 to 100 % of each are found; cropped by 3 %, 92 %; by
# 8 %, 22 %. Of 2,000,000 pairs of parts of other photos, 5 have hashes as near as this; none passes the closer look.
MOST_BITS = 10
_RATIOS = 0.1  # a copy's proportions: a crop of 3 % at one side is a third of that

BURST_SECONDS = 3
# How alike shots of a burst are, between two photos taken at random (0) and the same one (1). Crops of a photo by 8 %
# score 0.85 and more at the 5th percentile; of pairs at random one in a hundred reaches 0.65.
_ALIKE = 0.6
_MOST_BASE = 0.6  # the cosine of photos taken at random, at most: a small library may hold nothing but one burst
_SAMPLE = 1024

_BATCH = 2048  # photos whose looks and vectors are in memory at once
_HEAP = 4096  # more pictures than this with hashes in one chain: only those with the very same hash are compared
_MOST_IN_GROUP = 500
_SHARPER = np.log(1.2)  # less than a fifth sharper is as sharp


def find_groups(
    photos: ComparedPhotos, dismissed: Iterable[Pair], looks: Looks, vectors: Vectors, cancel: CancelToken | None = None
) -> list[DuplicateGroup]:
    """Groups of two and more: exact copies, near copies, bursts, each kind with its largest groups first. Raises
    `Cancelled`."""
    return _Search(photos, dismissed, looks, vectors, cancel or CancelToken()).groups()


def best_first(photos: ComparedPhotos) -> Rows:
    """All rows, those worth keeping first: photos that can be reached now, favourites, whole files, raw files, more
    pixels, sharper, with a time and a place, older, with a shorter name."""
    names = photos.names
    raw = np.array([is_raw_name(name) for name in names], np.bool_)
    length = np.array([len(name) for name in names], np.int64)
    with np.errstate(divide="ignore", invalid="ignore"):
        sharp = np.nan_to_num(np.round(np.log(photos.sharpness) / _SHARPER), nan=-1e9, neginf=-1e9)
    told = (photos.taken != NO_DATE).astype(np.int8) + photos.located
    keys = (
        photos.items, length, photos.changed, -told, -sharp, -photos.pixels, ~raw, photos.partial, ~photos.favourite,
        photos.offline,
    )  # fmt: skip
    return np.lexsort(keys)


class _Search:
    def __init__(
        self, photos: ComparedPhotos, dismissed: Iterable[Pair], looks: Looks, vectors: Vectors, cancel: CancelToken
    ) -> None:
        self._photos, self._looks, self._vectors, self._cancel = photos, looks, vectors, cancel
        order = best_first(photos)
        self._rank = np.empty(len(order), np.intp)
        self._rank[order] = np.arange(len(order))
        # One picture for each content: its best photo stands for all that have it.
        firsts = np.unique(photos.content[order], return_index=True)[1]
        self._pictures: Rows = np.sort(order[firsts])
        by_content = order[np.argsort(photos.content[order], kind="stable")]
        ends = np.flatnonzero(np.diff(photos.content[by_content])) + 1
        self._copies = {int(photos.content[rows[0]]): rows for rows in np.split(by_content, ends) if len(rows)}
        codes = {content: code for code, content in enumerate(photos.contents)}
        self._dismissed: dict[int, set[int]] = {}
        for first, second in dismissed:
            if first in codes and second in codes:
                self._dismissed.setdefault(codes[first], set()).add(codes[second])
                self._dismissed.setdefault(codes[second], set()).add(codes[first])

    def groups(self) -> list[DuplicateGroup]:
        near = [self._with_copies(group) for group in self._near()]
        taken = np.zeros(len(self._photos), np.bool_)
        for rows in near:
            taken[rows] = True
        exact = [rows for rows in map(self._with_copies, self._pictures[~taken[self._pictures], None]) if len(rows) > 1]
        for rows in exact:
            taken[rows] = True
        bursts = list(self._bursts(self._pictures[~taken[self._pictures]]))
        kinds = ((Likeness.EXACT, exact), (Likeness.NEAR, near), (Likeness.BURST, bursts))
        return [
            DuplicateGroup(likeness, tuple(self._photos.items[rows[np.argsort(self._rank[rows])]].tolist()))
            for likeness, found in kinds
            for rows in sorted(found, key=lambda rows: (-len(rows), self._rank[rows].min()))
        ]

    def _with_copies(self, pictures: Rows) -> Rows:
        """Pictures with all photos that have their contents, unless the person wants these copies."""
        found = []
        for row in pictures:
            code = int(self._photos.content[row])
            wanted = code in self._dismissed.get(code, ())
            found.append(np.array([row]) if wanted else self._copies[code])
        return np.concatenate(found)

    # -- near copies

    def _near(self) -> Iterator[Rows]:
        photos = self._photos
        rows = self._pictures[photos.hashes[self._pictures] != NO_HASH]
        base = self._base()
        for heaps in _batches(self._heaps(rows)):
            self._cancel.raise_if_cancelled()
            together = np.concatenate(heaps)
            looks = self._looks([photos.contents[code] for code in photos.content[together]])
            vectors = self._vectors(photos.segments[together])
            start = 0
            for heap in heaps:
                part = slice(start, start + len(heap))
                yield from self._stars(heap, _SamePicture(photos, heap, looks[part], vectors[part], base))
                start += len(heap)

    def _heaps(self, rows: Rows) -> Iterator[Rows]:
        """Pictures that may have near copies among one another."""
        hashes = self._photos.hashes[rows]
        values, places = np.unique(hashes, return_inverse=True)
        labels = linked(values, MOST_BITS, self._cancel)[places]
        for heap in _by_label(rows, labels):
            if len(heap) <= _HEAP:
                yield heap
                continue
            for alike in _by_label(heap, self._photos.hashes[heap]):
                best = alike[np.argsort(self._rank[alike])]
                yield from (best[start : start + _HEAP] for start in range(0, len(best), _HEAP))

    # -- bursts

    def _bursts(self, rows: Rows) -> Iterator[Rows]:
        photos, base = self._photos, self._base()
        rows = rows[photos.taken[rows] != NO_DATE]
        rows = rows[np.lexsort((photos.items[rows], photos.taken[rows], photos.cameras[rows]))]
        gaps = np.diff(photos.taken[rows])
        breaks = (gaps > BURST_SECONDS) | (np.diff(photos.cameras[rows]) != 0)
        labels = np.concatenate([[0], np.cumsum(breaks)]) if len(rows) else np.empty(0, np.int64)
        for runs in _batches(_by_label(rows, labels)):
            self._cancel.raise_if_cancelled()
            vectors = self._vectors(photos.segments[np.concatenate(runs)])
            start = 0
            for run in runs:
                yield from self._stars(run, _SameMoment(photos.taken[run], vectors[start : start + len(run)], base))
                start += len(run)

    def _base(self) -> float:
        """The mean cosine of two photos taken at random: sum of all pairs' products = |sum of vectors| ** 2."""
        segments = self._photos.segments[:: max(1, len(self._photos) // _SAMPLE)][:_SAMPLE]
        vectors = self._vectors(segments)
        vectors = vectors[~np.isnan(vectors).any(axis=1)].astype(np.float64)
        count = len(vectors)
        if count < 2:
            return 0.0
        total = float(np.square(vectors.sum(axis=0)).sum()) - count
        return min(_MOST_BASE, total / (count * (count - 1)))

    # -- stars

    def _stars(self, heap: Rows, alike: _Alike) -> Iterator[Rows]:
        """Groups around the best of a heap, then around the best of what is left."""
        ranks = self._rank[heap]
        left = np.argsort(ranks)
        while len(left) > 1:
            hub, others = left[0], left[1:]
            self._cancel.raise_if_cancelled()
            members = [hub]
            for other in alike.to(hub, others)[: _MOST_IN_GROUP - 1]:
                if self._may_join(heap[other], heap[members]) and alike.joins(other, members):
                    members.append(other)
            chosen = np.array(members)
            if len(chosen) > 1:
                yield heap[chosen]
            left = left[~np.isin(left, chosen)]

    def _may_join(self, row: int, members: Rows) -> bool:
        refused = self._dismissed.get(int(self._photos.content[row]))
        return not refused or refused.isdisjoint(self._photos.content[members].tolist())


class _Alike(Protocol):
    """What photos of a heap are to one another, by their places in it."""

    def to(self, hub: np.intp, others: Rows) -> Rows:
        """Those of ``others`` that are like the hub."""

    def joins(self, other: np.intp, members: Sequence[np.intp]) -> bool:
        """Whether one that is like the hub can stand beside the other members."""


class _SamePicture:
    def __init__(
        self,
        photos: ComparedPhotos,
        heap: Rows,
        looks: NDArray[np.float32],
        vectors: NDArray[np.float32],
        base: float,
    ) -> None:
        self._hashes, self._ratios = photos.hashes[heap], np.log(photos.ratios[heap])
        self._taken, self._cameras = photos.taken[heap], photos.cameras[heap]
        self._names = [photos.names[row] for row in heap]
        self._looks, self._vectors, self._base = looks, vectors, base

    def to(self, hub: np.intp, others: Rows) -> Rows:
        near = others[distances(self._hashes[hub], self._hashes[others]) <= MOST_BITS]
        near = near[np.abs(self._ratios[near] - self._ratios[hub]) <= _RATIOS]
        near = near[same_picture(self._looks[hub], self._looks[near])]
        # A model may rank a small copy of a photo low, but not below a photo taken at random.
        near = near[~(self._vectors[near] @ self._vectors[hub] < self._base)]
        copies: Rows = near[~self._other_shots(hub, near)]
        return copies

    def joins(self, other: np.intp, members: Sequence[np.intp]) -> bool:
        return not self._other_shots(other, np.array(members)).any()

    def _other_shots(self, one: np.intp, others: Rows) -> NDArray[np.bool_]:
        """Which are no copies of ``one`` but taken before or after it, however alike they look."""
        both = (self._taken[others] != NO_DATE) & (self._taken[one] != NO_DATE)
        both &= self._cameras[others] == self._cameras[one]
        gap = np.abs(np.where(both, self._taken[others], 0) - (self._taken[one] if both.any() else 0))
        # A known camera's clock is to be believed. Without one, the time may be a file name's or a program's.
        other: NDArray[np.bool_] = both & (gap > 0) & ((self._cameras[one] != 0) | (gap <= BURST_SECONDS))
        for place in np.flatnonzero(both & (gap == 0)):
            other[place] = numbered_apart(self._names[one], self._names[others[place]])
        return other


class _SameMoment:
    def __init__(self, taken: NDArray[np.int64], vectors: NDArray[np.float32], base: float) -> None:
        self._taken, self._vectors, self._least = taken, vectors, base + _ALIKE * (1 - base)

    def to(self, hub: np.intp, others: Rows) -> Rows:
        """Alike, and each within seconds of the next."""
        alike = others[self._vectors[others] @ self._vectors[hub] >= self._least]
        all_of_them = np.append(alike, hub)
        all_of_them = all_of_them[np.argsort(self._taken[all_of_them], kind="stable")]
        part = np.concatenate([[0], np.cumsum(np.diff(self._taken[all_of_them]) > BURST_SECONDS)])
        around = all_of_them[part == part[np.flatnonzero(all_of_them == hub)[0]]]
        found: Rows = around[around != hub]
        return found

    def joins(self, other: np.intp, members: Sequence[np.intp]) -> bool:
        return True


_COPY_MARKS = re.compile(
    r"(?:[ _-]*\((?:\d+|[^)]*cop[^)]*)\)|~\d+|[ _-]+(?:copy|copie|kopie|edited|bearbeitet)(?: \d+)?)+$"
)
_DIGITS = re.compile(r"\d+")


def numbered_apart(first: str, second: str) -> bool:
    """Whether two names are those of two shots: IMG_0001.jpg and IMG_0002.jpg, but not "IMG_0001 (1).jpg"."""
    one, other = (_COPY_MARKS.sub("", name.casefold().rpartition(".")[0]) for name in (first, second))
    return one != other and _DIGITS.sub("#", one) == _DIGITS.sub("#", other)


def _by_label(rows: Rows, labels: NDArray[np.generic]) -> Iterator[Rows]:
    """The rows of each label that has more than one."""
    order = np.argsort(labels, kind="stable")
    ends = np.flatnonzero(labels[order][1:] != labels[order][:-1]) + 1
    return (each for each in np.split(rows[order], ends) if len(each) > 1)


def _batches(heaps: Iterable[Rows]) -> Iterator[list[Rows]]:
    """Heaps by the handful, some `_BATCH` photos together."""
    batch: list[Rows] = []
    size = 0
    for heap in heaps:
        if batch and size + len(heap) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(heap)
        size += len(heap)
    if batch:
        yield batch
