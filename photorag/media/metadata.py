"""What a photo says about itself: for now, when it was taken."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from PIL import Image

_EXIF_IFD = 0x8769
# (when, offset from UTC, fraction of a second), the most telling first. "DateTime" is when the file was last changed.
_DATE_TAGS = (
    (0x9003, 0x9011, 0x9291),  # DateTimeOriginal
    (0x9004, 0x9012, 0x9292),  # DateTimeDigitized
    (0x0132, 0x9010, 0x9290),  # DateTime
)
_DATE = re.compile(r"(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:\.(\d+))?(.*)")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})")
FIRST_YEAR = 1826  # the oldest photograph there is; anything before it is a clock that was never set


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """``taken``: ISO 8601 local time ("2023-10-06T08:30:00", with "+02:00" where the camera knew), or None."""

    taken: str | None = None


def read_metadata(source: Image.Image | Image.Exif) -> PhotoMetadata:
    """What the EXIF of an opened picture tells. Never raises: damaged EXIF tells nothing.

    Read it after the pixels: PNG may keep its EXIF behind them.
    """
    try:
        exif = source if isinstance(source, Image.Exif) else source.getexif()
        return PhotoMetadata(taken=_taken(exif))
    except Exception:  # noqa: BLE001 - hostile EXIF makes the parser raise nearly anything
        return PhotoMetadata()


def _taken(exif: Image.Exif) -> str | None:
    tags: dict[int, object] = dict(exif)
    with contextlib.suppress(Exception):  # the main block may still hold a date
        tags |= exif.get_ifd(_EXIF_IFD)
    for when, offset, fraction in _DATE_TAGS:
        taken = iso_date(_text(tags.get(when)), _text(tags.get(offset)), _text(tags.get(fraction)))
        if taken:
            return taken
    return None


def iso_date(when: str, offset: str = "", fraction: str = "") -> str | None:
    """An EXIF date ("2023:10:06 08:30:00") as ISO 8601, or None when it is not a date that can be true."""
    date = parsed_date(when, offset, fraction)
    return to_iso(date) if date else None


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


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return value.replace("\x00", " ").strip() if isinstance(value, str) else ""
