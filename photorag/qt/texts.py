"""Numbers, times and dates as the window says them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from photorag.core.library_types import Item
from photorag.embedding.catalogue import recommended


def tr(text: str) -> str:
    """Translation for what is no widget."""
    return QCoreApplication.translate("texts", text)


def grouped(number: int) -> str:
    """12430 -> "12,430", in the person's own way."""
    return QLocale().toString(number)


def photos(number: int) -> str:
    return tr("1 photo") if number == 1 else tr("{} photos").format(grouped(number))


def duration(seconds: float) -> str:
    """A rough span: "12 s", "4 min", "1 h 20 min"."""
    whole = max(1, round(seconds))
    if whole < 90:
        return tr("{} s").format(whole)
    minutes = round(whole / 60)
    if minutes < 60:
        return tr("{} min").format(minutes)
    return tr("{} h {} min").format(minutes // 60, minutes % 60)


def search_time(seconds: float) -> str:
    if seconds < 1:
        return tr("{} ms").format(max(1, round(seconds * 1000)))
    return tr("{} s").format(QLocale().toString(float(seconds), "f", 1))


def date_of(item: Item) -> str:
    """When a photo was taken, else its file's date."""
    when = QDateTime.fromString(item.taken, Qt.DateFormat.ISODate) if item.taken else QDateTime()
    if not when.isValid():
        when = QDateTime.fromMSecsSinceEpoch(item.mtime_ns // 1_000_000)
    return moment(when)


def moment(when: QDateTime) -> str:
    """ "14 August 2023, 17:42", in the order of the window's language."""
    return QLocale().toString(when, tr("d MMMM yyyy, HH:mm"))


def month_title(month: int) -> str:
    """202308 -> "August 2023". Files whose date nobody knows are of month 0."""
    year, number = divmod(month, 100)
    if not 1 <= number <= 12:
        return tr("Without a date")
    return tr("{month} {year}").format(month=QLocale().standaloneMonthName(number), year=year)


def model_title(name: str) -> str:
    """A model's name as short as it stays clear: "starter model", "photo-lit", "SigLIP 2 · B/32"."""
    offered = recommended(name)
    if offered is not None:
        return offered.title
    if name == "starter":
        return tr("starter model")
    if name.startswith("local-dir:"):
        return name.rstrip("/\\").replace("\\", "/").rsplit("/", 1)[-1]
    return name.removeprefix("hf-hub:")
