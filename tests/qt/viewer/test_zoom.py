"""The arithmetic of zooming, for any picture in any window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.qt.viewer.zoom import FIT_MOST, ZOOM_MOST, Placement, Space

NEARLY = 1e-6

spaces = st.builds(
    Space,
    picture_width=st.integers(1, 20_000),
    picture_height=st.integers(1, 20_000),
    width=st.integers(100, 4000),
    height=st.integers(100, 3000),
    margin=st.sampled_from([0.0, 24.0]),
    ratio=st.sampled_from([1.0, 1.25, 2.0]),
)
fractions = st.floats(0, 1)
factors = st.floats(0.05, 40)


@st.composite
def placed(draw: st.DrawFn) -> tuple[Space, Placement]:
    """Somewhere a person may have zoomed and panned to."""
    space = draw(spaces)
    placement = space.fitted()
    for _ in range(draw(st.integers(0, 4))):
        at = draw(fractions) * space.width, draw(fractions) * space.height
        placement = space.zoomed_by(placement, draw(factors), *at)
        placement = space.panned(placement, draw(st.floats(-5000, 5000)), draw(st.floats(-5000, 5000)))
    return space, placement


def sides(space: Space, placement: Placement) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """For each direction: where the picture starts, its length, and the window's."""
    return (
        (placement.x, space.picture_width * placement.scale, space.width),
        (placement.y, space.picture_height * placement.scale, space.height),
    )


@given(spaces)
def test_a_fitted_picture_is_wholly_in_sight_and_centred(space: Space) -> None:
    fitted = space.fitted()
    for start, length, window in sides(space, fitted):
        assert start >= space.margin - NEARLY
        assert start + length <= window - space.margin + NEARLY
        assert start == pytest.approx((window - length) / 2)
    assert space.is_fitted(fitted)
    assert space.percent(fitted) <= FIT_MOST * 100 + NEARLY


@given(spaces)
def test_it_is_as_large_as_it_can_be(space: Space) -> None:
    room = [window - 2 * space.margin for _, _, window in sides(space, space.fitted())]
    lengths = [length for _, length, _ in sides(space, space.fitted())]
    touches = any(length == pytest.approx(most) for length, most in zip(lengths, room, strict=True))
    assert touches or space.percent(space.fitted()) == pytest.approx(FIT_MOST * 100)


@given(placed())
def test_no_more_is_empty_than_must_be(where: tuple[Space, Placement]) -> None:
    for start, length, window in sides(*where):
        if length <= window:
            assert start == pytest.approx((window - length) / 2, abs=1e-3)
        else:
            assert start <= NEARLY
            assert start + length >= window - NEARLY


@given(placed())
def test_the_scale_keeps_within_its_bounds(where: tuple[Space, Placement]) -> None:
    space, placement = where
    assert space.lowest * (1 - NEARLY) <= placement.scale
    assert placement.scale <= max(ZOOM_MOST / space.ratio, space.fit_scale) * (1 + NEARLY)


@given(placed(), factors, fractions, fractions)
def test_what_is_under_the_cursor_stays_there(
    where: tuple[Space, Placement], factor: float, across: float, down: float
) -> None:
    space, before = where
    at = (across * space.width, down * space.height)
    after = space.zoomed_by(before, factor, *at)
    starts = (before.x, after.x), (before.y, after.y)
    for point, (old, new), (start, length, window) in zip(at, starts, sides(space, after), strict=True):
        moved = (point - new) / after.scale - (point - old) / before.scale  # in the picture's pixels
        held = length <= window + NEARLY or start > -NEARLY or start + length < window + NEARLY  # by an edge
        assert held or abs(moved) * after.scale < 1e-3


@given(placed(), factors, fractions)
def test_on_the_way_a_common_point_does_not_move(where: tuple[Space, Placement], factor: float, part: float) -> None:
    _, before = where
    after = Placement(before.x * factor, before.y * factor, before.scale * factor)  # about the window's corner
    between = before.between(after, part)
    assert -between.x / between.scale == pytest.approx(-before.x / before.scale, abs=1e-3)
    assert -between.y / between.scale == pytest.approx(-before.y / before.scale, abs=1e-3)


@given(placed())
def test_a_resized_window_keeps_the_middle(where: tuple[Space, Placement]) -> None:
    space, placement = where
    assert space.around(*space.middle(placement), placement.scale).x == pytest.approx(placement.x, abs=1e-3)
    assert space.around(*space.middle(placement), placement.scale).y == pytest.approx(placement.y, abs=1e-3)


def test_stepping_stops_where_the_picture_just_fits() -> None:
    space = Space(3000, 2000, 1000, 700)
    little_more = space.zoomed_by(space.fitted(), 1.1, 500, 350)
    assert space.is_fitted(space.zoomed_by(little_more, 1 / 1.2, 500, 350))


def test_a_small_picture_may_be_brought_back_to_its_own_size() -> None:
    space = Space(50, 50, 1000, 700)
    assert space.percent(space.fitted()) == 200
    assert space.percent(space.zoomed_to(space.fitted(), 1.0, 500, 350)) == 100
