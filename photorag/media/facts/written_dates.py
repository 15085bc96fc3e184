"""Dates as EXIF, XMP and IPTC write them, and as we do: ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

_DATE = re.compile(r"(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:\.(\d+))?(.*)")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})")
FIRST_YEAR = 1826  # the oldest photograph there is; anything before it is a clock that was never set


def to_iso(date: datetime) -> str:
    """With milliseconds where there are any."""
    return date.isoformat(timespec="milliseconds" if date.microsecond else "seconds")


def parsed_date(when: str, offset: str = "", fraction: str = "") -> datetime | None:
    """A date as EXIF and XMP write them; ``offset`` ("+02:00") and ``fraction`` (digits) where they are apart."""
    found = _DATE.match(when.strip())
    if not found:
        return None
    *numbers, inline_fraction, inline_offset = found.groups()
    try:
        date = datetime(*(int(number or 0) for number in numbers))  # type: ignore[arg-type]
    except ValueError:
        return None
    if date.year < FIRST_YEAR:
        return None
    digits = re.match(r"[0-9]*", (fraction.strip() or inline_fraction or ""))
    milliseconds = int((digits.group() if digits else "").ljust(3, "0")[:3])
    return date.replace(microsecond=milliseconds * 1000, tzinfo=_zone(offset) or _zone(inline_offset))


def _zone(offset: str) -> timezone | None:
    offset = offset.strip()
    if offset in ("Z", "z"):
        return timezone.utc  # noqa: UP017 - the annotation says timezone
    found = _OFFSET.match(offset)
    if not found:
        return None
    sign, hours, minutes = found.groups()
    shift = timedelta(hours=int(hours), minutes=int(minutes))
    if shift > timedelta(hours=14):  # the widest offset in use
        return None
    return timezone(-shift if sign == "-" else shift)
