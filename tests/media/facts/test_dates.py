from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.media.facts.dates import date_from, local, with_zone

LOCAL = datetime(2022, 1, 10, 15, 15, 44)


@pytest.mark.parametrize(
    ("utc", "hours"),
    [
        (datetime(2022, 1, 10, 21, 15, 33, tzinfo=UTC), -6),
        (datetime(2022, 1, 10, 15, 12, 0, tzinfo=UTC), 0),
        (datetime(2022, 1, 10, 9, 45, 44, tzinfo=UTC), 5.5),
        (datetime(2022, 1, 10, 9, 30, 0, tzinfo=UTC), 5.75),
        (datetime(2022, 1, 10, 1, 16, 0, tzinfo=UTC), 14),
        (datetime(2022, 1, 10, 20, 55, 0, tzinfo=UTC), None),  # no zone is that far from another
        (datetime(2022, 1, 12, 21, 15, 33, tzinfo=UTC), None),  # a fix of two days before
        (None, None),
    ],
)
def test_the_gps_clock_tells_the_zone(utc: datetime | None, hours: float | None) -> None:
    zone = None if hours is None else timezone(timedelta(hours=hours))
    assert with_zone(LOCAL, (), utc) == LOCAL.replace(tzinfo=zone)


def test_another_date_of_the_same_moment_tells_the_zone() -> None:
    zone = timezone(timedelta(hours=2))
    assert with_zone(LOCAL, (None, LOCAL.replace(tzinfo=zone)), None).tzinfo == zone
    assert with_zone(LOCAL, ((LOCAL + timedelta(hours=1)).replace(tzinfo=zone),), None).tzinfo is None


def test_a_moment_is_put_on_the_clock_of_its_place() -> None:
    utc = datetime(2023, 1, 1, 5, 30, tzinfo=UTC)
    there = local(utc, -122.4)
    assert there == utc
    assert there.replace(tzinfo=None) == datetime(2022, 12, 31, 21, 30)
    assert local(utc, None).replace(tzinfo=None) == datetime(2023, 1, 1, 5, 30)


@given(st.text(alphabet="0123456789-:T. Z+", max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = date_from(text)
    assert found is None or found.year >= 1826


@given(st.datetimes(), st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))))
def test_no_zone_is_wider_than_those_in_use(date: datetime, utc: datetime | None) -> None:
    zone = with_zone(date, (), utc).utcoffset()
    assert zone is None or timedelta(hours=-12) <= zone <= timedelta(hours=14)
