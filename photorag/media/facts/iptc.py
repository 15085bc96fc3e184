"""What a photo's IPTC block says (IIM 4.2, record 2): the notes of press agencies and of programs before XMP."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from datetime import datetime

from photorag.core.photo_facts import PlaceName
from photorag.media.facts import texts
from photorag.media.facts.found import Found
from photorag.media.facts.written_dates import parsed_date
from photorag.media.places import named_place

PHOTOSHOP_RESOURCE = 0x0404  # where a JPEG's Photoshop block holds it
_UTF_8 = b"\x1b%G"
_MOST = 2000  # entries
_TITLE, _KEYWORDS, _DAY, _TIME, _DIGITAL_DAY, _DIGITAL_TIME = 5, 25, 55, 60, 62, 63
_CITY, _SPOT, _STATE, _CODE, _COUNTRY, _HEADLINE, _CAPTION = 90, 92, 95, 100, 101, 105, 120
_CLOCK = re.compile(r"(\d{2}):?(\d{2}):?(\d{2})([+-]\d{2}:?\d{2})?$")


def read_iptc(data: bytes) -> Found:
    """The facts in an IIM block. What is cut off or unknown in it is passed over."""
    values = _values(data)

    def first(tag: int) -> str:
        return texts.line(next(iter(values.get(tag, ())), ""))

    return Found(
        original=_moment(first(_DAY), first(_TIME)),
        digitised=_moment(first(_DIGITAL_DAY), first(_DIGITAL_TIME)),
        place=_place(first(_CITY), first(_STATE), first(_COUNTRY), first(_CODE), first(_SPOT)),
        title=first(_TITLE) or first(_HEADLINE),
        caption=texts.caption(next(iter(values.get(_CAPTION, ())), "")),
        keywords=texts.each_once(values.get(_KEYWORDS, ())),
    )


def _values(data: bytes) -> Mapping[int, list[str]]:
    found: dict[int, list[bytes]] = {}
    is_utf_8, at = False, 0
    for _ in range(_MOST):
        if at + 5 > len(data) or data[at] != 0x1C:
            break
        record, tag = data[at + 1], data[at + 2]
        (size,) = struct.unpack_from(">H", data, at + 3)
        at += 5
        if size & 0x8000:  # a longer length follows, itself so many bytes long
            width = size & 0x7FFF
            if width > 4:
                break
            size = int.from_bytes(data[at : at + width], "big")
            at += width
        value = data[at : at + size]
        at += size
        if record == 1 and tag == 90:
            is_utf_8 = value == _UTF_8
        if record == 2:
            found.setdefault(tag, []).append(value)
    # Most programs write UTF-8 with or without saying so, and other letters are hardly ever valid UTF-8 by chance.
    decode = (lambda value: value.decode("utf-8", "replace")) if is_utf_8 else texts.decoded
    return {tag: [decode(value) for value in values] for tag, values in found.items()}


def _moment(day: str, time: str) -> datetime | None:
    digits = day.replace("-", "").replace(":", "")
    if len(digits) != 8 or not digits.isdecimal():
        return None
    clock = _CLOCK.match(time)
    hour, minute, second, offset = clock.groups() if clock else ("00", "00", "00", None)
    # "+00:00" is what programs write that don't know the zone: IPTC has no way to leave it out.
    zone = offset if offset and offset.strip("+-0:") else ""
    return parsed_date(f"{digits[:4]}:{digits[4:6]}:{digits[6:]} {hour}:{minute}:{second}", zone)


def _place(city: str, state: str, country: str, code: str, spot: str) -> PlaceName | None:
    return named_place(city or spot, state, country, code if len(code) == 2 else "", (spot,))
