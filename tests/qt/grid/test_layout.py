"""The grid's arithmetic, for any photos, sections, widths and row heights."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.qt.grid.layout import GAP, HEADER, Box, GridLayout, Section

MARGIN = 24
usual = st.sampled_from([3 / 2, 4 / 3, 2 / 3, 3 / 4, 16 / 9, 1.0, 9 / 16])
any_ratio = st.one_of(usual, st.floats(0.001, 1000.0))
bands = st.tuples(st.integers(-200, 5000), st.integers(1, 1500))


def arranged(ratios: list[float], counts: list[int], width: int, target: int = 180) -> GridLayout:
    sections = [Section(str(number), "", count) for number, count in enumerate(counts)]
    return GridLayout(sections, np.array(ratios, np.float32), width, target=target, margin=MARGIN, right=MARGIN)


@st.composite
def layouts(draw: st.DrawFn, ratio: st.SearchStrategy[float] = any_ratio, narrowest: int = 1) -> GridLayout:
    counts = draw(st.lists(st.integers(1, 30), max_size=4))
    ratios = draw(st.lists(ratio, min_size=sum(counts), max_size=sum(counts)))
    return arranged(ratios, counts, draw(st.integers(narrowest, 2000)), draw(st.integers(120, 400)))


def boxes(layout: GridLayout) -> list[Box]:
    return [layout.box(row) for row in range(layout.count)]


def lines(layout: GridLayout) -> list[list[int]]:
    """The rows of each line, by where they lie."""
    found: dict[int, list[int]] = {}
    for row, box in enumerate(boxes(layout)):
        found.setdefault(box.y, []).append(row)
    return list(found.values())


def section_of(layout: GridLayout, row: int) -> int:
    ends = np.cumsum([section.count for section in layout.sections])
    return int(np.searchsorted(ends, row, "right"))


@given(layouts())
def test_photos_lie_in_order_inside_the_margins_without_overlaps(layout: GridLayout) -> None:
    inner = layout.header(0).width if layout.count else 0
    for box in boxes(layout):
        assert box.width >= 1 and box.height >= 1
        assert box.x >= MARGIN and box.y >= HEADER
        assert box.x + box.width <= MARGIN + inner
        assert box.y + box.height <= layout.height
    for before, after in pairwise(boxes(layout)):
        if after.y == before.y:
            assert after.x == before.x + before.width + GAP
            assert after.height == before.height
        else:
            assert after.x == MARGIN
            assert after.y >= before.y + before.height + GAP


@given(layouts(usual, narrowest=800))
def test_lines_fill_the_width_except_a_section_s_last(layout: GridLayout) -> None:
    for line in lines(layout):
        last = layout.box(line[-1])
        is_last = line[-1] + 1 == layout.count or section_of(layout, line[-1] + 1) != section_of(layout, line[-1])
        if not is_last:
            assert last.x + last.width == MARGIN + layout.header(0).width


@pytest.mark.parametrize("width", [900, 1440])
@pytest.mark.parametrize("target", [120, 180, 250])
def test_ordinary_lines_stay_close_to_the_target(width: int, target: int) -> None:
    ratios = np.random.default_rng(1).choice([3 / 2, 4 / 3, 2 / 3, 3 / 4], 500).tolist()
    layout = arranged(ratios, [500], width, target)
    for line in lines(layout):
        assert target * 0.6 <= layout.box(line[0]).height <= target * 1.7
    assert layout.box(499).height <= target * 1.3


@given(st.lists(st.floats(0.31, 3.0), min_size=1, max_size=60), st.integers(700, 2000))
def test_photos_keep_their_aspect_ratio(ratios: list[float], width: int) -> None:
    layout = arranged(ratios, [len(ratios)], width)
    for ratio, box in zip(ratios, boxes(layout), strict=True):
        # The height is rounded by half a pixel, and each of the two edges too.
        assert abs(box.width - ratio * box.height) <= 1 + ratio * 0.5 + 0.01


@given(layouts(), st.integers(0, 10**6))
def test_every_photo_is_found_where_it_lies(layout: GridLayout, seed: int) -> None:
    random = np.random.default_rng(seed)
    for row, box in enumerate(boxes(layout)):
        x, y = box.x + int(random.integers(box.width)), box.y + int(random.integers(box.height))
        assert layout.at(x, y) == row
        assert layout.nearest(*box.centre) == row


@given(layouts(), st.integers(-50, 2100), st.integers(-50, 6000))
def test_a_point_between_photos_is_on_none_and_closest_to_one(layout: GridLayout, x: int, y: int) -> None:
    inside = [
        row
        for row, box in enumerate(boxes(layout))
        if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height
    ]
    assert layout.at(x, y) == (inside[0] if inside else None)
    closest = layout.nearest(x, y)
    assert (closest is None) == (layout.count == 0)
    if closest is not None:
        away = [max(box.y - y, y - box.y - box.height, 0) for box in boxes(layout)]
        assert away[closest] <= min(away) + 1


@given(layouts(), bands)
def test_a_band_gives_the_photos_that_touch_it(layout: GridLayout, band: tuple[int, int]) -> None:
    top, bottom = band[0], band[0] + band[1]
    touching = [row for row, box in enumerate(boxes(layout)) if box.y < bottom and box.y + box.height > top]
    assert list(layout.rows_between(top, bottom)) == touching


@given(layouts(), bands, st.tuples(st.integers(-100, 2000), st.integers(1, 1500)))
def test_a_rectangle_gives_the_photos_that_touch_it(
    layout: GridLayout, band: tuple[int, int], span: tuple[int, int]
) -> None:
    (y, height), (x, width) = band, span
    touching = [
        row
        for row, box in enumerate(boxes(layout))
        if box.y < y + height and box.y + box.height > y and box.x < x + width and box.x + box.width > x
    ]
    ranges = layout.ranges_within(x, y, width, height)
    assert [row for first, last in ranges for row in range(first, last + 1)] == touching
    assert all(after[0] > before[1] + 1 for before, after in pairwise(ranges))


@given(layouts())
def test_sections_never_share_a_line_and_lie_below_their_heading(layout: GridLayout) -> None:
    for line in lines(layout):
        assert len({section_of(layout, row) for row in line}) == 1
    for row, box in enumerate(boxes(layout)):
        number = section_of(layout, row)
        heading = layout.header(number)
        assert box.y >= heading.y + heading.height
        assert layout.section_at(box.y) == number
        if number + 1 < len(layout.sections):
            assert box.y + box.height <= layout.header(number + 1).y


@given(layouts(), bands)
def test_a_band_gives_the_headings_that_touch_it(layout: GridLayout, band: tuple[int, int]) -> None:
    top, bottom = band[0], band[0] + band[1]
    numbers = range(len(layout.sections))
    touching = [n for n in numbers if layout.header(n).y < bottom and layout.header(n).y + HEADER > top]
    assert list(layout.headers_between(top, bottom)) == touching


@given(layouts())
def test_arrow_keys_reach_every_line_and_move_by_one(layout: GridLayout) -> None:
    for before, after in pairwise(lines(layout)):
        for row in before:
            below = layout.above(row, -1)
            assert below in after
            middle = layout.box(row).centre[0]
            box = layout.box(below)
            # Closest of its line: the middle is over it, or no other edge is closer.
            gap = max(box.x - middle, middle - (box.x + box.width), 0)
            for other in map(layout.box, after):
                assert gap <= max(other.x - middle, middle - (other.x + other.width), 0) + 1
        for row in after:
            assert layout.above(row) in before
        for one, two in pairwise(before):
            assert layout.above(one, -1) <= layout.above(two, -1)
    if layout.count:
        assert layout.above(0) == 0
        assert layout.above(layout.count - 1, -1) == layout.count - 1
    if len(lines(layout)) > 1:
        assert layout.above(layout.count - 1, 10**6, x=MARGIN) == 0


@given(layouts())
def test_line_ends(layout: GridLayout) -> None:
    for line in lines(layout):
        assert all(layout.line_ends(row) == (line[0], line[-1]) for row in line)


def test_a_panorama_has_a_line_of_its_own_as_high_as_its_width_allows() -> None:
    layout = arranged([1.5, 6.0, 1.5], [3], 848)
    assert [len(line) for line in lines(layout)] == [1, 1, 1]
    panorama = layout.box(1)
    assert (panorama.x, panorama.width, panorama.height) == (MARGIN, 800, round(800 / 6))
    assert layout.box(0).height == 180  # not blown up to the width because the panorama needs the next line


def test_a_line_before_a_panorama_is_filled_when_that_does_not_blow_it_up() -> None:
    layout = arranged([1.5, 1.5, 6.0], [3], 848)  # two photos of 270 in a line of 800
    assert layout.box(1).x + layout.box(1).width == MARGIN + 800
    assert layout.box(0).height == layout.box(1).height == round((800 - GAP) / 3)


def test_an_endless_strip_is_not_a_hairline() -> None:
    layout = arranged([500.0, 0.002], [2], 848)
    assert layout.box(0).height == round(180 * 0.35)
    assert layout.box(1).width == round(180 * 0.3)


def test_a_last_line_that_is_almost_full_is_filled() -> None:
    layout = arranged([1.5] * 3, [3], 3 * 270 + 2 * GAP + 2 * MARGIN + 40)
    assert layout.box(2).x + layout.box(2).width == MARGIN + layout.header(0).width


def test_a_short_last_line_keeps_the_row_height() -> None:
    layout = arranged([1.5], [1], 1000)
    assert (layout.box(0).width, layout.box(0).height) == (270, 180)


def test_no_photos_have_no_height() -> None:
    layout = arranged([], [], 800)
    assert layout.height == layout.count == 0
    assert layout.at(10, 10) is None and layout.nearest(10, 10) is None
    assert not layout.rows_between(0, 500)
    assert not layout.ranges_within(0, 0, 500, 500)
    assert layout.section_at(0) is None


def test_a_section_without_photos_is_only_a_heading() -> None:
    layout = arranged([1.0, 1.0], [1, 0, 1], 800)
    assert layout.header(1).y < layout.header(2).y < layout.box(1).y
    assert layout.header(2).y - layout.header(1).y >= HEADER
    assert layout.box(1).y == layout.header(2).y + HEADER
