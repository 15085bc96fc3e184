"""The grid's arithmetic, for any sections and widths."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from photorag.qt.grid.layout import GridLayout, Section

layouts = st.builds(
    lambda counts, width: GridLayout([Section("a", "", count) for count in counts], width),
    st.lists(st.integers(1, 40), min_size=1, max_size=4),
    st.integers(1, 2000),
)


@given(layouts)
def test_every_photo_is_found_where_it_lies(layout: GridLayout) -> None:
    for row in range(layout.count):
        box = layout.box(row)
        assert layout.at(box.x + box.width // 2, box.y + box.height // 2) == row
        assert layout.nearest(box.x, box.y) == row


@given(layouts)
def test_photos_do_not_overlap_and_stay_inside(layout: GridLayout) -> None:
    boxes = [layout.box(row) for row in range(layout.count)]
    places = {(box.x, box.y) for box in boxes}
    assert len(places) == layout.count
    assert all(box.y + box.height <= layout.height for box in boxes)
    for one, two in pairwise(boxes):
        assert two.x >= one.x + one.width or two.y >= one.y + one.height


@given(layouts, st.integers(0, 3000), st.integers(1, 900))
def test_a_band_gives_the_photos_that_touch_it(layout: GridLayout, top: int, height: int) -> None:
    found = set(layout.rows_between(top, top + height))
    for row in range(layout.count):
        box = layout.box(row)
        if box.y < top + height and box.y + box.height > top:
            assert row in found
        elif box.y >= top + height:
            assert row not in found


@given(layouts)
def test_arrow_keys_reach_every_line(layout: GridLayout) -> None:
    row, visited = 0, {0}
    while (below := layout.above(row, -1)) != row:
        assert layout.box(below).y > layout.box(row).y
        row = below
        visited.add(row)
    assert layout.line_ends(row)[1] == layout.count - 1
    assert layout.above(row, len(visited)) == 0


def test_the_last_column_ends_at_the_margin() -> None:
    layout = GridLayout([Section("a", "", 100)], 1003)
    last = layout.box(layout.columns - 1)
    assert layout.columns > 1
    assert last.x + last.width == 1003 - 24


def test_no_photos_have_no_height() -> None:
    layout = GridLayout([], 800)
    assert layout.height == layout.count == 0
    assert layout.at(10, 10) is None
    assert list(layout.rows_between(0, 500)) == []
