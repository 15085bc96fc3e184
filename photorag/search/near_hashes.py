"""Which of many 64-bit hashes are linked by small distances, without comparing all with all.

Multi-index hashing (M. Norouzi, A. Punjani, D. J. Fleet, "Fast Exact Search in Hamming Space with Multi-Index
Hashing", 2014): two hashes that differ in at most 10 bits differ in at most 2 of one of the first three bands of 16, or
in at most 1 of the fourth. So each band is a table, and the keys near a hash's own are looked up in it. Nothing is
missed, and 100,000 hashes take about a second.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken

Hashes = NDArray[np.uint64]

_BANDS, _BITS = 4, 16
_PORTION = 1 << 21  # candidates compared at once: some 50 MB


def distances(one: np.uint64, others: Hashes) -> NDArray[np.int64]:
    """Bits that differ, (n,). Counted as in H. S. Warren, "Hacker's Delight", section 5-1."""
    return _counted(others ^ one)


def linked(hashes: Hashes, most: int, cancel: CancelToken) -> NDArray[np.int64]:
    """A label for each of ``hashes`` (n,), all different: equal for those that a chain of hashes links, each at most
    ``most`` bits from the next. Raises `Cancelled`."""
    labels = np.arange(len(hashes))
    for band in range(_BANDS):
        keys = ((hashes >> np.uint64(band * _BITS)) & np.uint64((1 << _BITS) - 1)).astype(np.int64)
        order = np.argsort(keys, kind="stable")
        starts = np.searchsorted(keys[order], np.arange((1 << _BITS) + 1))
        # The bits to spare go to the first bands: with r = most // 4 and a = most % 4, a + 1 bands within r of them
        # and the others within r - 1 leave no pair out (Norouzi et al., proposition 1).
        within = most // _BANDS if band <= most % _BANDS else most // _BANDS - 1
        for mask in _masks(within):
            cancel.raise_if_cancelled()
            for first, second in _pairs(keys, mask, order, starts):
                near = _counted(hashes[first] ^ hashes[second]) <= most
                labels = _joined(labels, first[near], second[near])
    return labels


def _masks(most: int) -> list[int]:
    """Every change of at most so many of a band's bits."""
    bits = [1 << bit for bit in range(_BITS)]
    return [sum(chosen) for count in range(most + 1) for chosen in itertools.combinations(bits, count)]


def _pairs(
    keys: NDArray[np.int64], mask: int, order: NDArray[np.intp], starts: NDArray[np.intp]
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Places of hashes whose keys differ by the mask, each pair once, in portions."""
    partner = keys ^ mask
    begin, end = starts[partner], starts[partner + 1]
    if mask:
        firsts = np.flatnonzero((partner > keys) & (end > begin))
        begin, end = begin[firsts], end[firsts]
    else:  # its own bucket: those that come after it there
        place = np.empty(len(keys), np.intp)
        place[order] = np.arange(len(keys))
        begin = place + 1
        firsts = np.flatnonzero(end > begin)
        begin, end = begin[firsts], end[firsts]
    counts = end - begin
    for part in _portions(counts):
        many = counts[part]
        first = np.repeat(firsts[part], many)
        within = np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
        yield first, order[np.repeat(begin[part], many) + within]


def _portions(counts: NDArray[np.intp]) -> list[slice]:
    """Stretches of ``counts`` that sum to some `_PORTION`, or are a single one."""
    if not len(counts):
        return []
    cuts = np.flatnonzero(np.diff(np.cumsum(counts) // _PORTION)) + 1
    return [slice(start, stop) for start, stop in itertools.pairwise([0, *cuts.tolist(), len(counts)])]


def _joined(labels: NDArray[np.int64], first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.int64]:
    """The labels after these pairs have been linked; each label is the place of one hash that has it."""
    apart = labels[first] != labels[second]
    if not apart.any():
        return labels
    edges = np.unique(np.sort(np.stack([labels[first[apart]], labels[second[apart]]], axis=1)), axis=0)
    parents: NDArray[np.int64] = labels.copy()

    def root(label: int) -> int:
        while parents[label] != label:
            parents[label] = parents[parents[label]]
            label = int(parents[label])
        return label

    for one, other in edges.tolist():
        a, b = root(one), root(other)
        parents[max(a, b)] = min(a, b)
    while not np.array_equal(above := parents[parents], parents):
        parents = above
    return parents


def _counted(bits: Hashes) -> NDArray[np.int64]:
    """The number of ones. numpy has `bitwise_count` from 2.0 on only."""
    ones = bits - ((bits >> np.uint64(1)) & np.uint64(0x5555555555555555))
    ones = (ones & np.uint64(0x3333333333333333)) + ((ones >> np.uint64(2)) & np.uint64(0x3333333333333333))
    ones = (ones + (ones >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.asarray((ones * np.uint64(0x0101010101010101)) >> np.uint64(56), np.int64)
