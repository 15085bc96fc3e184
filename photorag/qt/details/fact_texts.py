"""What the details say about a photo, as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from PySide6.QtCore import QDateTime, QLocale, Qt

from photorag.core.library_types import Item
from photorag.core.photo_facts import DateSource, PhotoFacts, TextWord
from photorag.qt.texts import date_of, moment, tr


def taken(item: Item, source: DateSource = DateSource.CAMERA) -> str:
    """ "14 August 2023, 17:42 (+01:00)", and whose date it is when it is not the camera's."""
    when = _moment(item.taken)
    if when is None:
        return tr("{} (the file's date)").format(date_of(item))
    if source is DateSource.NAME:
        return tr("{} (from the file's name)").format(date_of(item))
    offset = when.strftime("%z")
    return f"{date_of(item)} ({offset[:3]}:{offset[3:5]})" if offset else date_of(item)


def place(facts: PhotoFacts) -> str:
    """ "Lisbon, Portugal", or the coordinates of a place without a name."""
    if facts.place is not None and facts.place.title:
        return facts.place.title
    if facts.latitude is None or facts.longitude is None:
        return ""
    return f"{facts.latitude:.4f}, {facts.longitude:.4f}"


def rating(facts: PhotoFacts) -> str:
    """ "★★★★☆"; nothing for what is not rated."""
    if facts.rating < 0:
        return tr("Rejected")
    return "★" * facts.rating + "☆" * (5 - facts.rating) if facts.rating else ""


def about(facts: PhotoFacts) -> str:
    """Title and caption, each on its own line."""
    return "\n".join(dict.fromkeys(each for each in (facts.title, facts.caption) if each))


def attributes(facts: PhotoFacts) -> str:
    return "\n".join(f"{each.key}: {each.text}" for each in facts.attributes)


def text_inside(words: Sequence[TextWord]) -> str:
    """What was read in the picture, line by line."""
    lines = groupby(words, key=lambda word: word.line)
    return "\n".join(" ".join(word.text for word in line) for _, line in lines)


def added(item: Item) -> str:
    return moment(QDateTime.fromSecsSinceEpoch(int(item.added)))


def camera(facts: PhotoFacts) -> str:
    """The camera, and on a second line its lens without saying the camera's name again."""
    lens = facts.lens.removeprefix(facts.camera).strip()
    return "\n".join(each for each in (facts.camera, lens) if each)


def exposure(facts: PhotoFacts) -> str:
    """ "26 mm · f/1.6 · 1/1250 s · ISO 50", as far as it is known."""
    parts = [_focal(facts)]
    if facts.aperture:
        parts.append(tr("f/{}").format(number(facts.aperture)))
    if facts.exposure_seconds:
        parts.append(tr("{} s").format(_seconds(facts.exposure_seconds)))
    if facts.iso:
        parts.append(tr("ISO {}").format(facts.iso))
    return joined(parts)


def _focal(facts: PhotoFacts) -> str:
    """The lens's own focal length, and what it would be on a full frame where that differs."""
    own, full = facts.focal_mm, facts.focal_35mm
    if own is None:
        return "" if full is None else tr("{} mm equiv.").format(number(full))
    if full is None or round(full) == round(own):
        return tr("{} mm").format(number(own))
    return tr("{} mm ({} mm equiv.)").format(number(own), number(full))


def _seconds(seconds: float) -> str:
    return number(seconds) if seconds >= 0.3 else f"1/{round(1 / seconds)}"


def measures(item: Item) -> str:
    """ "4032 × 3024 · 12 MP · 2.1 MB" """
    megapixels = item.width * item.height / 1_000_000
    shown = number(megapixels) if megapixels < 10 else number(round(megapixels))
    parts = [f"{item.width} × {item.height}", size(item.size)]
    if megapixels >= 0.1:
        parts.insert(1, tr("{} MP").format(shown))
    return joined(parts)


def size(count: int) -> str:
    """2143000 -> "2.1 MB"; from 100 on without a fraction."""
    digits = 0 if len(str(count)) % 3 == 0 or count < 1000 else 1
    return QLocale().formattedDataSize(count, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def span(first: str, last: str) -> str:
    """From one ISO date to another, as exactly as they differ: a day, a month, or "Aug 2021 – Sep 2023"."""
    one, two = (QDateTime.fromString(each, Qt.DateFormat.ISODate) for each in (first, last))
    day, month = tr("d MMM yyyy"), tr("MMM yyyy")
    days = QLocale().toString(one, day), QLocale().toString(two, day)
    if days[0] == days[1]:
        return days[0]
    months = QLocale().toString(one, month), QLocale().toString(two, month)
    return months[0] if months[0] == months[1] else tr("{} – {}").format(*months)


def joined(parts: Iterable[str]) -> str:
    """Lines break between the parts, not within one."""
    return " · ".join(part.replace(" ", "\u00a0") for part in parts if part)


def number(value: float) -> str:
    """With one decimal where it needs one: "1.6", "50"."""
    rounded = round(float(value), 1)
    return QLocale().toString(rounded, "f", 0 if rounded == round(rounded) else 1)


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
