"""When a photo was taken, by its file's name: cameras, phones and messengers put the date there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from photorag.media.facts.dates import from_timestamp
from photorag.media.facts.written_dates import FIRST_YEAR

_DATE = r"(?<!\d)(?P<year>(?:18|19|20)\d\d){0}(?P<month>\d\d){0}(?P<day>\d\d)"
_HALF = r"(?:[ \u202f_]?(?P<half>[AaPp])\.?[Mm]\b)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 20230814_174200, PXL_20230814_164200123, 20230814174200, 2023-08-14-174200
        _DATE.format(r"-?") + r"[_\-T ]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<fraction>\d{3})?(?!\d)",
        # 2023-08-14 17.42.00, 2023-08-14-17-42-00, 2023_08_14_17_42, 2023-08-14 at 5.42.00 PM; "at" in any language
        _DATE.format(r"[-_.]")
        + r"(?:[ _\-T,]+|[ _]+[^\W\d]{1,6}(?: las?)?[ _]+)"
        + r"(?P<hour>\d{1,2})[.\-_:h\u2236](?P<minute>\d\d)(?:[.\-_:m\u2236](?P<second>\d\d))?(?!\d)"
        + _HALF,
        # IMG-20230814-WA0001
        _DATE.format("") + r"-WA\d",
        # 2023-08-14 at the lake
        _DATE.format(r"[-_.]") + r"(?!\d)",
        # Photo_20230814: eight digits alone may be anything
        r"(?i)^(?:img|vid|photo|foto|pic|picture|bild|scan|image|dsc|screenshot|mvimg)[-_ ]?"
        + _DATE.replace(r"(?<!\d)", "").format("")
        + r"(?!\d)",
    )
)
# Messengers that write milliseconds since 1970.
_MILLISECONDS = re.compile(r"(?:^|_)(?:mmexport|FB_IMG_|wx_camera_|received_image_)(\d{13})(?!\d)", re.IGNORECASE)
_IN_UTC = re.compile(r"(?:^|_)PXL_", re.IGNORECASE)  # Google's Pixel phones, whatever their time zone


def date_in_name(name: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> datetime | None:
    """The date in a file's name, or None: with UTC as its zone where the name is an exact moment, else local.

    A day alone gives its first moment. Never later than tomorrow: that was no date.
    """
    plain = unicodedata.normalize("NFKC", name)[:255]
    latest = now().replace(tzinfo=None) + timedelta(days=1)
    moment = _MILLISECONDS.search(plain)
    if moment:
        found = from_timestamp(int(moment.group(1)) / 1000)
        return found if found and found.replace(tzinfo=None) <= latest else None
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            date = _date(match.groupdict())
            if date and date.year >= FIRST_YEAR and date <= latest:
                return (
                    date.replace(tzinfo=UTC) if date.time() != datetime.min.time() and _IN_UTC.search(plain) else date
                )
    return None


def _date(parts: dict[str, str | None]) -> datetime | None:
    year, month, day, hour, minute, second = (
        int(parts.get(name) or 0) for name in ("year", "month", "day", "hour", "minute", "second")
    )
    half = (parts.get("half") or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime(year, month, day, hour, minute, second, int(parts.get("fraction") or 0) * 1000)
    except ValueError:
        return None
