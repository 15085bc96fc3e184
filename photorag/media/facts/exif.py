"""What a photo's EXIF says. Nothing here raises: a damaged tag tells nothing, and the others still speak."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from PIL import Image

from photorag.media.camera import camera_facts
from photorag.media.facts import texts
from photorag.media.facts.found import Found
from photorag.media.facts.numbers import position
from photorag.media.facts.written_dates import parsed_date

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
# (when, offset from UTC, fraction of a second); see `photorag.media.facts.written_dates`.
_ORIGINAL, _DIGITISED, _CHANGED = (0x9003, 0x9011, 0x9291), (0x9004, 0x9012, 0x9292), (0x0132, 0x9010, 0x9290)
_DESCRIPTION, _USER_COMMENT = 0x010E, 0x9286
_RATING, _RATING_PERCENT = 0x4746, 0x4749
_XP_TITLE, _XP_COMMENT, _XP_KEYWORDS, _XP_SUBJECT = 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F  # Windows Explorer's, UTF-16
_LATITUDE, _LONGITUDE, _GPS_TIME, _GPS_DAY = (1, 2), (3, 4), 7, 29
_SCREENSHOT = "screenshot"  # what an iPhone writes into the comment


def read_exif(exif: Image.Exif) -> Found:
    """The facts in a block of EXIF."""
    main = _tags(exif)
    photo = _block(exif, _EXIF_IFD)
    gps = _block(exif, _GPS_IFD)
    tags = {**main, **photo}
    comment = _user_comment(tags.get(_USER_COMMENT))
    description = texts.caption(texts.repaired(tags.get(_DESCRIPTION)))
    captions = (description, _xp(tags, _XP_COMMENT), _xp(tags, _XP_SUBJECT), texts.caption(comment))
    return Found(
        original=_date(tags, _ORIGINAL),
        digitised=_date(tags, _DIGITISED),
        changed=_date(tags, _CHANGED),
        utc=_gps_moment(gps),
        position=position(_degrees(gps, *_LATITUDE), _degrees(gps, *_LONGITUDE)),
        camera=camera_facts(exif),
        rating=_rating(tags),
        title=texts.line(_utf_16(tags.get(_XP_TITLE))),
        caption=next((each for each in captions if each), ""),
        keywords=texts.each_once(_utf_16(tags.get(_XP_KEYWORDS)).split(";")),
        screenshot=texts.line(comment).casefold() == _SCREENSHOT,
    )


def _tags(block: Mapping[int, object]) -> dict[int, object]:
    found = {}
    with contextlib.suppress(Exception):
        for tag in block:
            with contextlib.suppress(Exception):  # values are decoded one by one, and each may be damaged
                found[tag] = block[tag]
    return found


def _block(exif: Image.Exif, tag: int) -> dict[int, object]:
    with contextlib.suppress(Exception):
        return _tags(exif.get_ifd(tag))
    return {}


def _date(tags: Mapping[int, object], names: tuple[int, int, int]) -> datetime | None:
    when, offset, fraction = (texts.line(tags.get(name)) for name in names)
    return parsed_date(when, offset, fraction)


def _gps_moment(gps: Mapping[int, object]) -> datetime | None:
    """The GPS clock, which is always in UTC; None unless it has both day and time."""
    clock = _numbers(gps.get(_GPS_TIME))
    day = parsed_date(texts.line(gps.get(_GPS_DAY)) + " 00:00:00")
    if (
        day is None
        or len(clock) != 3
        or not all(0 <= part <= limit for part, limit in zip(clock, (24, 60, 61), strict=False))
    ):
        return None
    seconds = clock[0] * 3600 + clock[1] * 60 + clock[2]
    try:
        return day.replace(tzinfo=UTC) + timedelta(milliseconds=round(seconds * 1000))
    except OverflowError:  # the end of the year 9999
        return None


def _degrees(gps: Mapping[int, object], reference: int, tag: int) -> float | None:
    """Degrees, minutes and seconds, or fewer of them."""
    parts = _numbers(gps.get(tag))
    if not 1 <= len(parts) <= 3 or any(part < 0 for part in parts[1:]):
        return None
    size = sum(abs(part) / 60.0**place for place, part in enumerate(parts))
    where = texts.line(gps.get(reference)).upper()
    return -size if where[:1] in ("S", "W") or parts[0] < 0 else size


def _numbers(value: object) -> list[float]:
    """Finite numbers, or [] when one of them is not: cameras without a fix write zero over zero."""
    values = value if isinstance(value, tuple | list) else () if value is None else (value,)
    if len(values) > 3 or any(isinstance(each, str | bytes) for each in values):
        return []
    found = []
    for each in values:
        try:
            found.append(float(each))
        except (TypeError, ValueError, ZeroDivisionError, OverflowError):
            return []
    return found if all(abs(each) < 1e9 for each in found) else []  # also false for "not a number"


def _rating(tags: Mapping[int, object]) -> int | None:
    stars = _numbers(tags.get(_RATING))
    if len(stars) == 1 and 0 <= stars[0] <= 5:
        return round(stars[0])
    percent = _numbers(tags.get(_RATING_PERCENT))
    return stars_of_percent(percent[0]) if len(percent) == 1 else None


def stars_of_percent(percent: float) -> int | None:
    """Windows' percentage as stars: it writes 1, 25, 50, 75, 99 for one to five."""
    if not 0 <= percent <= 100:
        return None
    return 0 if percent == 0 else min(5, round(percent / 25) + 1)


def _xp(tags: Mapping[int, object], tag: int) -> str:
    return texts.caption(_utf_16(tags.get(tag)))


def _utf_16(value: object) -> str:
    if isinstance(value, tuple | list):
        try:
            value = bytes(value)
        except (TypeError, ValueError):
            return ""
    return value.decode("utf-16-le", "replace").rstrip("\x00") if isinstance(value, bytes) else ""


def _user_comment(value: object) -> str:
    """Its first eight bytes name the encoding (EXIF 2.32, 4.6.6); many programs leave them out or empty."""
    if not isinstance(value, bytes):
        return texts.repaired(value)
    kind, rest = value[:8], value[8:]
    if kind.startswith(b"UNICODE"):
        # The byte order is the file's, or not: take the one that has its zeros where Latin letters have them.
        big_endian = rest.startswith(b"\xfe\xff") or rest[0::2].count(0) > rest[1::2].count(0)
        return rest.decode("utf-16-be" if big_endian else "utf-16-le", "replace").lstrip("\ufeff").rstrip("\x00")
    if kind.startswith(b"JIS"):
        return rest.rstrip(b"\x00").decode("iso2022_jp", "replace")
    return texts.decoded(rest if kind.startswith(b"ASCII") or not kind.strip(b"\x00") else value)
