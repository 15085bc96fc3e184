"""What Google Takeout's JSON says of a photo."""

from __future__ import annotations

import html
import json
from datetime import datetime
from pathlib import Path

from photorag.media.facts import texts
from photorag.media.facts.dates import from_timestamp
from photorag.media.facts.found import Found
from photorag.media.facts.numbers import position

_LARGEST = 4 * 1024 * 1024  # bytes; real ones have a few thousand


def read_takeout(path: str) -> Found:
    """The facts in the file; nothing where it is another kind of JSON, or none at all.

    ``photoTakenTime`` is exact, in UTC. ``title`` is the file's name before it was cut, so it says nothing new;
    favourites are the person's own marks here.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(_LARGEST + 1)
        said = json.loads(data) if len(data) <= _LARGEST else None
    except (OSError, ValueError, RecursionError):
        return Found()
    if not isinstance(said, dict) or not ({"photoTakenTime", "creationTime", "geoData"} & said.keys()):
        return Found()
    people = said.get("people")
    names = [each.get("name") for each in people if isinstance(each, dict)] if isinstance(people, list) else []
    return Found(
        utc=_moment(said.get("photoTakenTime")),
        position=_position(said.get("geoData")) or _position(said.get("geoDataExif")),
        caption=texts.caption(html.unescape(_text(said.get("description")))),
        keywords=texts.each_once(name for name in names if isinstance(name, str)),
    )


def _moment(value: object) -> datetime | None:
    stamp = value.get("timestamp") if isinstance(value, dict) else None
    try:
        seconds = float(stamp)  # type: ignore[arg-type]  # text, usually
    except (TypeError, ValueError, OverflowError):
        return None
    return from_timestamp(seconds) if seconds else None


def _position(value: object) -> tuple[float, float] | None:
    if not isinstance(value, dict):
        return None
    latitude, longitude = value.get("latitude"), value.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None
    try:
        return position(float(latitude), float(longitude))
    except OverflowError:  # a whole number of hundreds of digits
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
