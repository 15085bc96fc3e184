"""Spans of time as the menu of dates has them: months as bars, and terms of the query language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from photorag.core.filters import Every, Filter, Taken
from photorag.qt.filters.chip_texts import month_name, month_text
from photorag.qt.filters.histogram import Bar
from photorag.qt.texts import photos
from photorag.search.parse.dates import between

BY_MONTH = 36  # months at most: more of them are shown by year
_MONTH = 12


def year_bars(months: Sequence[tuple[int, int]]) -> list[Bar]:
    """Every year from the first to the last, also those without a photo. Keys are years."""
    counts: dict[int, int] = {}
    for month, number in months:
        counts[month // 100] = counts.get(month // 100, 0) + number
    years = range(min(counts), max(counts) + 1) if counts else range(0)
    return [_bar(year, counts.get(year, 0), str(year), str(year)) for year in years]


def month_bars(months: Sequence[tuple[int, int]], first: int, last: int) -> list[Bar]:
    """Every month from ``first`` to ``last`` (year * 100 + month), which are the keys. Where there is more than
    one year, they are marked rather than the months."""
    counts = dict(months)
    bars = []
    for month in months_between(first, last):
        year, number = divmod(month, 100)
        mark = month_name(number)
        if last // 100 > first // 100:
            mark = str(year) if number == 1 else ""
        bars.append(_bar(month, counts.get(month, 0), month_text(year, number), mark))
    return bars


def months_between(first: int, last: int) -> Iterator[int]:
    for number in range(_index(first), _index(last) + 1):
        yield number // _MONTH * 100 + number % _MONTH + 1


def number_of_months(first: int, last: int) -> int:
    return _index(last) - _index(first) + 1


def _index(month: int) -> int:
    return month // 100 * _MONTH + month % 100 - 1


def _bar(key: int, number: int, name: str, mark: str) -> Bar:
    return Bar(key, number, f"{name} · {photos(number)}", mark)


# -- spans


def span_of_months(first: int, last: int) -> Taken:
    year, month = divmod(last, 100)
    return between(date(first // 100, first % 100, 1), date(year + month // 12, month % 12 + 1, 1))


def span_of(tree: Filter | None) -> Taken | None:
    """The time that a filter by date leaves, where it is one span."""
    if isinstance(tree, Taken):
        return tree
    if isinstance(tree, Every):
        return joined([span_of(part) for part in tree.parts])
    return None


def joined(spans: Sequence[Taken | None]) -> Taken | None:
    """What is in all of them."""
    known = [span for span in spans if span is not None]
    if not known:
        return None
    starts = [span.start for span in known if span.start is not None]
    ends = [span.end for span in known if span.end is not None]
    return Taken(max(starts, default=None), min(ends, default=None))


def months_of(span: Taken | None) -> tuple[int, int] | None:
    """The first and last month that a span touches; an open side reaches as far as there are months."""
    if span is None:
        return None
    first = date.fromisoformat(span.start[:10]) if span.start else date.min
    last = date.fromisoformat(span.end[:10]) - timedelta(days=1) if span.end else date.max
    return first.year * 100 + first.month, last.year * 100 + last.month
