"""Which photos share a line of the grid, and how high the line is: vectorised, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_NARROWEST = 0.3  # of the height: a sliver could be neither seen nor hit
_LOWEST = 0.35  # of the target height: as flat as a panorama may become before its ends are cut
_STRETCH_LAST = 1.25  # so much higher than the target a section's last line may become by being filled
_STRETCH = 1.6  # and one that ends early because a panorama follows: a hole amid the photos is uglier


@dataclass(frozen=True, slots=True, eq=False)
class LineBreaks:
    """Line ``l`` holds the photos ``begins[l]`` .. ``begins[l + 1] - 1``, ``heights[l]`` high.

    ``positions`` are the sums of all ratios before each photo; ``scales[l]`` times their differences are pixels.
    """

    begins: NDArray[np.int64]
    heights: NDArray[np.int64]
    scales: NDArray[np.float64]
    positions: NDArray[np.float64]


def line_breaks(
    ratios: NDArray[np.float32], section_firsts: Sequence[int], width: int, target: int, gap: int
) -> LineBreaks:
    """Breaks photos into lines of about the ``target`` height that fill the ``width``.

    Lines never cross a section's start. The last line of a section keeps the target height. What is wider than the
    line at that height (a panorama) gets a line of its own, as high as its width allows.
    """
    flattest = max(width / (target * _LOWEST), _NARROWEST)
    shapes = np.clip(np.nan_to_num(ratios.astype(np.float64), nan=1.0), _NARROWEST, flattest)
    positions = np.concatenate(([0.0], np.cumsum(shapes)))
    ends = _ends(shapes * target > width, section_firsts)
    begins = _walk(_breaks(positions, ends, width, target, gap))
    counts = np.diff(begins)
    spans = positions[begins[1:]] - positions[begins[:-1]]
    full = np.maximum(1.0, width - gap * (counts - 1.0)) / spans  # the height at which the line fills the width
    is_last = np.isin(begins[1:], [*section_firsts, len(shapes)])
    ragged = (begins[1:] == ends[begins[:-1]]) & (full > target * np.where(is_last, _STRETCH_LAST, _STRETCH))
    scales = np.where(ragged, target, full)
    return LineBreaks(begins, np.maximum(1, np.rint(scales)).astype(np.int64), scales, positions)


def _ends(alone: NDArray[np.bool_], section_firsts: Sequence[int]) -> NDArray[np.int64]:
    """For each photo, where a line that begins there must end at the latest."""
    count = len(alone)
    is_first = np.zeros(count + 1, bool)
    is_first[np.asarray(section_firsts, np.int64)] = True
    is_first[count] = True
    is_first[:-1] |= alone
    is_first[1:] |= alone
    firsts = np.flatnonzero(is_first)
    ends: NDArray[np.int64] = firsts[np.cumsum(is_first[:-1])]
    return ends


def _breaks(
    positions: NDArray[np.float64], ends: NDArray[np.int64], width: int, target: int, gap: int
) -> NDArray[np.int64]:
    """For each photo, the first photo of the next line if a line began there.

    A line may end before or after the photo that crosses the margin: whichever leaves its height closer to the target.
    """
    every = np.arange(len(ends))
    lengths = positions * target + np.arange(len(positions)) * float(gap)
    after = np.minimum(np.searchsorted(lengths, lengths[:-1] + width + gap, "left"), ends)
    before = np.maximum(after - 1, every + 1)
    crosses = lengths[after] - lengths[:-1] - gap >= width
    heights = [(width - gap * (stop - every - 1.0)) / (positions[stop] - positions[:-1]) for stop in (before, after)]
    return np.where(crosses & (heights[0] * heights[1] < float(target) ** 2), before, after)


def _walk(breaks: NDArray[np.int64]) -> NDArray[np.int64]:
    """The photos that begin lines, and the number of photos."""
    following: list[int] = breaks.tolist()
    begins, row = [0], 0
    while row < len(following):
        row = following[row]
        begins.append(row)
    return np.array(begins)
