"""Dates of photos: partial ones, time zones, and clocks that know only the time in Greenwich."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from photorag.media.facts.written_dates import FIRST_YEAR, parsed_date

_DAY = re.compile(r"(\d{4})(?:[:/.-](\d{1,2})(?:[:/.-](\d{1,2}))?)?(?:[ T].*)?$")
# Offsets in use that are not whole hours, in minutes (IANA time zone database).
_ODD_OFFSETS = (-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825)
_OFFSETS = tuple(sorted({*(60 * hours for hours in range(-12, 15)), *_ODD_OFFSETS}))
_STALE = timedelta(minutes=5)  # phones write the moment of their last GPS fix, not of the photo


def date_from(text: str) -> datetime | None:
    """An ISO or EXIF date; where it names a day, a month or a year only, its first moment."""
    found = parsed_date(text)
    if found:
        return found
    day = _DAY.match(text.strip())
    if not day:
        return None
    try:
        date = datetime(*(int(part or 1) for part in day.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None
    return date if date.year >= FIRST_YEAR else None


def with_zone(date: datetime, others: Iterable[datetime | None], utc: datetime | None) -> datetime:
    """A local date with its zone, where something else tells it: another date of the same moment that has one, or the
    GPS clock, when both clocks differ by an offset that is in use somewhere."""
    if date.tzinfo:
        return date
    for other in others:
        if other and other.tzinfo and abs(other.replace(tzinfo=None) - date) < timedelta(seconds=1):
            return date.replace(tzinfo=other.tzinfo)
    if utc is None:
        return date
    try:
        apart = date - utc.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        return date
    nearest = min(_OFFSETS, key=lambda minutes: abs(apart - timedelta(minutes=minutes)))
    offset = timedelta(minutes=nearest)
    return date.replace(tzinfo=timezone(offset)) if abs(apart - offset) <= _STALE else date


def local(utc: datetime, longitude: float | None) -> datetime:
    """An exact moment on a clock near that of the place: by the sun (15 degrees an hour), since time zones' borders
    are not known here. It may be an hour or two off the wall clock, but the day is nearly always right, and the
    moment, with its offset, stays exact. In UTC where the place is unknown."""
    utc = utc.astimezone(UTC)
    if longitude is None:
        return utc
    try:
        return utc.astimezone(timezone(timedelta(hours=round(longitude / 15))))
    except OverflowError:
        return utc


def from_timestamp(seconds: float) -> datetime | None:
    """Seconds since 1970, as UTC; None for what can't be a photo's."""
    try:
        date = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return None
    return date if date.year >= FIRST_YEAR else None
