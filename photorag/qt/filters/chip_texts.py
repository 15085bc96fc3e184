"""What chips say: the parts of a search in a few words of the window's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import reduce

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from photorag.core.filters import (
    Attribute,
    Contains,
    Device,
    Either,
    Every,
    Extension,
    Filter,
    Flag,
    Has,
    InAlbum,
    InFolder,
    InPlace,
    Is,
    Known,
    Measure,
    Measured,
    Near,
    Not,
    Span,
    Tagged,
    Taken,
    TakenWith,
)
from photorag.core.query import Order
from photorag.core.understanding import Part, PartKind

_DAY = timedelta(days=1)
STAR = "★"


def tr(text: str) -> str:
    return QCoreApplication.translate("filters", text)


def kind_text(kind: PartKind) -> str:
    """What a chip without a filter is called."""
    return {
        PartKind.DATE: tr("Date"),
        PartKind.PLACE: tr("Place"),
        PartKind.CAMERA: tr("Camera"),
        PartKind.TYPE: tr("Type"),
        PartKind.RATING: tr("Rating"),
    }.get(kind, "")


def order_text(order: Order) -> str:
    return {
        Order.MATCH: tr("Best match"),
        Order.NEWEST: tr("Newest first"),
        Order.OLDEST: tr("Oldest first"),
        Order.NAME: tr("By name"),
        Order.SIZE: tr("Largest first"),
        Order.RATING: tr("Best rated first"),
    }[order]


def parts_text(parts: Sequence[Part]) -> str:
    return ", ".join(part_text(part) for part in parts)


def part_text(part: Part) -> str:
    if part.filter is not None:
        return filter_text(part.filter) or part.label
    if part.kind is PartKind.WITHOUT:
        return tr("without {}").format(part.text.lstrip("-").strip('"'))
    return part.label


def filter_text(tree: Filter) -> str:  # noqa: PLR0911  # a table of what each kind of filter says
    """A filter in few words; "" for one of a kind that has no words here."""
    match tree:
        case Not(part):
            inside = filter_text(part)
            return tr("not {}").format(inside) if inside else ""
        case Every(parts) | Either(parts):
            texts = [filter_text(each) for each in parts]
            if not all(texts):
                return ""
            return reduce(tr("{} or {}").format, texts) if isinstance(tree, Either) else ", ".join(texts)
        case Taken(start, end):
            return span_of_dates(start, end)
        case InPlace(name):
            return name
        case Near(name, km):
            return tr("within {} km of {}").format(_number(km), name)
        case TakenWith(device, name):
            return name if device is Device.CAMERA else tr("lens {}").format(name)
        case Measured(measure, span):
            return _measured(measure, span)
        case Is(flag):
            return flag_text(flag)
        case Extension(extension):
            return extension.upper()
        case _:
            return _said(tree)


def _said(tree: Filter) -> str:  # noqa: PLR0911
    match tree:
        case Has(known):
            return _known_text(known)
        case InFolder(folder):
            return tr("in folder {}").format(folder)
        case Tagged(tag):
            return tr("tagged {}").format(tag)
        case InAlbum(album):
            return tr("in album {}").format(album)
        case Contains(text, inside):
            return (tr("text inside: “{}”") if inside else tr("“{}”")).format(text)
        case Attribute(key, text, span):
            return f"{key} {_span(span)}" if span is not None else f"{key}: {text}" if text else key
    return ""


def _known_text(known: Known) -> str:
    return {
        Known.GPS: tr("with a position"),
        Known.TEXT: tr("with text in the picture"),
        Known.CAPTION: tr("with a caption"),
    }[known]


def flag_text(flag: Flag) -> str:
    return {
        Flag.FAVOURITE: tr("Favourites"),
        Flag.PORTRAIT: tr("Portrait"),
        Flag.LANDSCAPE: tr("Landscape"),
        Flag.SCREENSHOT: tr("Screenshots"),
        Flag.RAW: tr("RAW"),
        Flag.PHOTO: tr("Photos"),
        Flag.VIDEO: tr("Videos"),
        Flag.DOCUMENT: tr("Documents"),
    }[flag]


def stars_text(lowest: int, highest: int | None = None) -> str:
    """ "★★★ and up", "★★★" when both are the same."""
    if lowest == 0 and highest == 0:
        return tr("Unrated")
    stars = STAR * lowest
    return stars if lowest in (highest, 5) else tr("{} and up").format(stars)


def values_of(tree: Filter | None) -> Iterator[str]:
    """The choices of a menu that a filter stands for, as `photorag.core.understanding.Count` has them, in lower case.
    What must not be is no choice."""
    match tree:
        case Every(parts) | Either(parts):
            for each in parts:
                yield from values_of(each)
        case InPlace(name) | TakenWith(Device.CAMERA, name):
            yield name.casefold()
        case Is(flag):
            yield f"is:{flag.value}"
        case Extension(extension):
            yield f"ext:{extension}"
        case Measured(Measure.RATING, span):
            yield _rating_value(span)


def _rating_value(span: Span) -> str:
    """The term as the menu of ratings writes it: whole stars have a next one, so "above 3" is "4 and up"."""
    if span.low is None:
        return ""
    low = int(span.low) + (0 if span.includes_low else 1)
    return f"rating:{low}" if span.high == span.low else f"rating:>={low}"


# -- dates


def span_of_dates(start: str | None, end: str | None) -> str:
    """From ``start`` up to, and without, ``end`` (ISO 8601): "2023", "Aug 2023", "14 Jul 2019", "Jun – Aug 2023",
    "since 2019", "before 1 Mar 2023"."""
    first, after = _moment(start), _moment(end)
    if first is None or after is None:
        return _half_open(first, after)
    last = (after - timedelta(microseconds=1)).date()
    begin = first.date()
    if (begin.month, begin.day) == (1, 1) and (last.month, last.day) == (12, 31):
        return str(begin.year) if begin.year == last.year else tr("{} – {}").format(begin.year, last.year)
    if begin.day == 1 and (last + _DAY).day == 1:
        return _months_text(begin, last)
    if begin == last:
        return day_text(begin)
    return tr("{} – {}").format(day_text(begin), day_text(last))


def _half_open(first: datetime | None, after: datetime | None) -> str:
    if first is not None:
        return tr("since {}").format(_shortest(first))
    return tr("before {}").format(_shortest(after)) if after is not None else ""


def _months_text(first: date, last: date) -> str:
    """From the month of the one day to that of the other."""
    end = month_text(last.year, last.month)
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = month_name(first.month) if first.year == last.year else month_text(first.year, first.month)
    return tr("{} – {}").format(start, end)


def month_name(month: int) -> str:
    return QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat)


def month_text(year: int, month: int) -> str:
    return tr("{month} {year}").format(month=month_name(month), year=year)


def day_text(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("d MMM yyyy"))


def _shortest(moment: datetime) -> str:
    if (moment.month, moment.day) == (1, 1):
        return str(moment.year)
    return month_text(moment.year, moment.month) if moment.day == 1 else day_text(moment.date())


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


# -- numbers


def _measured(measure: Measure, span: Span) -> str:
    if measure is Measure.RATING:
        whole = [None if bound is None else int(bound) for bound in (span.low, span.high)]
        if whole[0] is not None and (span.high is None or span.high == span.low) and 0 <= whole[0] <= 5:
            return stars_text(whole[0] + (0 if span.includes_low else 1), whole[1])
        return tr("rating {}").format(_span(span))
    texts = {Measure.ISO: tr("ISO {}"), Measure.F: tr("f/{}"), Measure.FOCAL: tr("{} mm")}
    return texts[measure].format(_span(span))


def _span(span: Span) -> str:
    """ "800", "≥ 800", "< 200", "24 – 70"."""
    low, high = span.low, span.high
    if low is not None and low == high:
        return _number(low)
    if low is not None and high is not None:
        return tr("{} – {}").format(_number(low), _number(high))
    if low is not None:
        return ("≥ {}" if span.includes_low else "> {}").format(_number(low))
    return ("≤ {}" if span.includes_high else "< {}").format(_number(high)) if high is not None else ""


def _number(number: float) -> str:
    return QLocale().toString(float(number), "g", 6)
