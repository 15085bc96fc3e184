"""From lines of letters to words: where each stands, which are worth keeping, and in which order they are read.

Plain arithmetic over what the networks gave; see `photorag.media.ocr_engine`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from photorag.core.photo_facts import TextWord
from photorag.media.ocr_engine import Letter, Quad, ReadLine

# A leaf or a shadow is read as a letter or two, or as a word with a low score.
_WORST_SCORE = 0.6
_WORST_SCORE_ALONE = 0.9
_SHORT = 2
# Lines of one paragraph: not further apart than this many line heights (along a row, or from row to row), heights not
# further apart than this factor, and directions not than 20 degrees.
_NEAR_IN_ROW, _NEAR_BELOW = 1.0, 0.8
_ALIKE_HEIGHT = 1.8
_SAME_WAY = 0.94
_SAME_ROW = 0.5

_SAME_LENGTH = 1.25

Floats = NDArray[np.float64]


def words_in_lines(lines: Sequence[ReadLine], width: int, height: int) -> tuple[TextWord, ...]:
    """The words worth keeping of a picture's lines, in reading order; ``width`` and ``height`` are those of the pixels
    that the lines are measured in."""
    found: list[TextWord] = []
    number = 0
    for row in rows_in_reading_order([line for line in lines if line.letters]):
        kept = [word for line in row for word in _words(line, number, width, height) if _is_good(word, line)]
        found += kept
        number += bool(kept)
    return tuple(found)


def merged(first: Sequence[ReadLine], second: Sequence[ReadLine]) -> list[ReadLine]:
    """The lines of a picture that was read at two sizes. The network finds small print in the larger one, and misses
    lines there that it finds in the smaller: mostly large, slanted or lonely ones. A line found in both is taken from
    the better reading, or, if they don't agree where it begins and ends, from ``first``."""
    lines = list(first)
    for line in second:
        same = [place for place, other in enumerate(first) if _lies_on(line, other) or _lies_on(other, line)]
        if not same:
            lines.append(line)
        elif len(same) == 1 and _is_better(line, first[same[0]]):
            lines[same[0]] = line
    return lines


def rows_in_reading_order(lines: Sequence[ReadLine]) -> list[list[ReadLine]]:
    """Paragraph by paragraph, from the top and then from the left, as most of the text stands. Within one, row by row
    in the direction of its text, so that a sentence goes on in the next row and not in the next column; text that runs
    down has its rows from right to left. A row has several lines where the network has seen gaps in it."""
    if not lines:
        return []
    shapes = _Shapes.of(lines)
    paragraphs = _side_by_side_from_the_left(shapes, _groups(_belong_together(shapes)))
    return [[lines[place] for place in row] for members in paragraphs for row in _rows(shapes, members)]


def _is_good(word: TextWord, line: ReadLine) -> bool:
    """Whether a word is likely to be there. A line of one or two letters takes a better score than a longer one: what
    is read where there is no text is mostly that."""
    if not any(character.isalnum() for character in word.text):
        return False
    letters = sum(letter.text.isalnum() for letter in line.letters)
    return word.score >= (_WORST_SCORE_ALONE if letters <= _SHORT else _WORST_SCORE)


def _lies_on(line: ReadLine, other: ReadLine) -> bool:
    """Whether the middle of a line is on another."""
    shapes = _Shapes.of([line, other])
    way = shapes.centres[0] - shapes.centres[1]
    along, across = abs(way @ shapes.ways[1]), abs(way @ _turned(shapes.ways[1]))
    return bool(along < shapes.lengths[1] / 2 and across < shapes.heights[1] / 2)


def _is_better(line: ReadLine, other: ReadLine) -> bool:
    lengths = _Shapes.of([line, other]).lengths
    return bool(line.score > other.score and lengths.max() < _SAME_LENGTH * lengths.min())


@dataclass(frozen=True, slots=True, eq=False)
class _Shapes:
    """Columns of n lines. ``ways`` (n, 2): unit vectors along the text; the rest (n,) in pixels, ``centres`` (n, 2)."""

    centres: Floats
    ways: Floats
    lengths: Floats
    heights: Floats

    @classmethod
    def of(cls, lines: Sequence[ReadLine]) -> _Shapes:
        quads = np.stack([line.quad for line in lines])
        along = (quads[:, 1] - quads[:, 0] + quads[:, 2] - quads[:, 3]) / 2
        lengths = np.maximum(np.linalg.norm(along, axis=1), 1e-6)
        down = (quads[:, 3] - quads[:, 0] + quads[:, 2] - quads[:, 1]) / 2
        heights = np.maximum(np.linalg.norm(down, axis=1), 1e-6)
        return cls(quads.mean(axis=1), along / lengths[:, None], lengths, heights)


def _side_by_side_from_the_left(shapes: _Shapes, paragraphs: list[list[int]]) -> list[list[int]]:
    """From the top; those that begin at the same height, give or take half a line, from the left."""
    way = _main_way(shapes)
    centres, starts = shapes.centres @ _turned(way), shapes.centres @ way - shapes.lengths / 2
    tops = [float(centres[members].min()) for members in paragraphs]
    ordered = sorted(range(len(paragraphs)), key=lambda place: tops[place])
    tiers: list[list[int]] = []
    for place in ordered:
        slack = _SAME_ROW * shapes.heights[paragraphs[place]].min()
        if tiers and tops[place] - tops[tiers[-1][0]] < slack:
            tiers[-1].append(place)
        else:
            tiers.append([place])
    return [
        paragraphs[place]
        for tier in tiers
        for place in sorted(tier, key=lambda each: float(starts[paragraphs[each]].min()))
    ]


def _main_way(shapes: _Shapes) -> Floats:
    """Right, left, down or up: the way most of the text runs."""
    run = (shapes.ways * shapes.lengths[:, None]).sum(axis=0)
    way = np.zeros(2)
    axis = int(np.argmax(np.abs(run)))
    way[axis] = 1.0 if run[axis] >= 0 else -1.0
    return way


def _belong_together(shapes: _Shapes) -> NDArray[np.bool_]:
    """(n, n): whether two lines stand in one paragraph next to each other."""
    between = shapes.centres[None, :] - shapes.centres[:, None]
    along = np.abs(np.einsum("ijk,ik->ij", between, shapes.ways))
    across = np.abs(np.einsum("ijk,ik->ij", between, _turned(shapes.ways)))
    heights = np.minimum(shapes.heights[:, None], shapes.heights[None, :])
    tallest = np.maximum(shapes.heights[:, None], shapes.heights[None, :])
    gap_along = along - (shapes.lengths[:, None] + shapes.lengths[None, :]) / 2
    gap_across = across - (shapes.heights[:, None] + shapes.heights[None, :]) / 2
    in_row = (across < _SAME_ROW * heights) & (gap_along < _NEAR_IN_ROW * heights)
    below = (gap_along < 0) & (gap_across < _NEAR_BELOW * heights)
    alike = (tallest < _ALIKE_HEIGHT * heights) & (shapes.ways @ shapes.ways.T > _SAME_WAY)
    together: NDArray[np.bool_] = (in_row | below) & alike
    return together | together.T


def _groups(together: NDArray[np.bool_]) -> list[list[int]]:
    """Who is connected to whom, over any number of steps."""
    left = set(range(len(together)))
    groups: list[list[int]] = []
    while left:
        waiting = [left.pop()]
        group: list[int] = []
        while waiting:
            member = waiting.pop()
            group.append(member)
            found = left.intersection(np.flatnonzero(together[member]).tolist())
            left -= found
            waiting += found
        groups.append(sorted(group))
    return groups


def _rows(shapes: _Shapes, members: list[int]) -> list[list[int]]:
    way = shapes.ways[members].mean(axis=0)
    along = shapes.centres @ way
    across = shapes.centres @ _turned(way)
    ordered = sorted(members, key=lambda place: across[place])
    rows = [[ordered[0]]]
    for before, place in pairwise(ordered):
        if across[place] - across[before] < _SAME_ROW * min(shapes.heights[place], shapes.heights[before]):
            rows[-1].append(place)
        else:
            rows.append([place])
    return [sorted(row, key=lambda place: along[place]) for row in rows]


def _turned(ways: Floats) -> Floats:
    """The direction of the next row: a quarter turn, clockwise on the screen."""
    return np.stack([-ways[..., 1], ways[..., 0]], axis=-1)


def _words(line: ReadLine, number: int, width: int, height: int) -> Iterable[TextWord]:
    """Cut at spaces, and where a script without spaces meets one that has them, so that either is found as a word."""
    letters = line.letters
    pitch = median([after.at - before.at for before, after in pairwise(letters) if not after.space] or [1.0])
    starts = [0, *(place + 1 for place, pair in enumerate(pairwise(letters)) if _is_cut(*pair)), len(letters)]
    size = np.array([width, height], np.float64)
    for start, end in pairwise(starts):
        first = max(0.0, letters[start].at - pitch / 2)
        last = min(1.0, letters[end - 1].at + pitch / 2)
        yield TextWord(
            "".join(letter.text for letter in letters[start:end]),
            _bounds(line.quad / size, first, last),
            number,
            sum(letter.score for letter in letters[start:end]) / (end - start),
        )


def _bounds(quad: Quad, first: float, last: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the part of a line from ``first`` to ``last`` (shares of its length)."""
    heads = [quad[0] + (quad[1] - quad[0]) * share for share in (first, last)]
    feet = [quad[3] + (quad[2] - quad[3]) * share for share in (first, last)]
    corners = np.clip(np.stack([*heads, *feet]), 0.0, 1.0)
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return left, top, right, bottom


def _is_cut(before: Letter, after: Letter) -> bool:
    if after.space:
        return True
    sides = {_is_written_without_spaces(before.text), _is_written_without_spaces(after.text)}
    return before.text.isalpha() and after.text.isalpha() and len(sides) == 2


def _is_written_without_spaces(character: str) -> bool:
    """Chinese and Japanese. The long vowel mark is a letter of Katakana by its name."""
    return unicodedata.name(character, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA"))
