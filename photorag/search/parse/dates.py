"""Dates as people say them, as ranges of whole days: "2019", "july 2019", "last summer", "two years ago".

Expressions are word keys (`photorag.search.parse.names.phrase_key`) joined by single spaces. What has no year means the
latest one that has begun. Seasons are the meteorological ones of the northern half of the Earth (summer is June to
August); a winter bears the year it begins in. Easter is Good Friday to Easter Monday, Christmas 24 to 26 December.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from photorag.core.filters import Taken
from photorag.search.parse.names import phrase_key

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Four digits outside of these are no year."""

_END = date(LAST_YEAR + 1, 1, 1)

LONGEST = 6
"""Words of the longest expression: "last 3 weeks" and "the day before yesterday" are shorter."""

_DAY = timedelta(days=1)


class Kind(Enum):
    """How much of a date it is: only ``SURE`` ones can be nothing else, wherever they stand in a sentence."""

    SURE = auto()
    YEAR = auto()
    DECADE = auto()
    MONTH = auto()  # without its year, as are all the following
    DAY = auto()
    WEEKDAY = auto()
    SEASON = auto()  # and holidays


@dataclass(frozen=True, slots=True)
class Dated:
    """Days from ``start`` up to, and without, ``end``."""

    start: date
    end: date
    kind: Kind


Days = tuple[date, date]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar",
            "february feb februar",
            "march mar marz maerz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue", "wednesday wed", "thursday thu", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}
_SEASONS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
    "fruhling": 3,
    "sommer": 6,
    "herbst": 9,
}  # the month it begins with
_COUNTED = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {name: number for number, name in enumerate(_COUNTED.split(), 1)}
_NUMBERS |= {"a": 1, "an": 1}
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip


def _easter_sunday(year: int) -> date:
    """The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _easter(year: int) -> Days:
    sunday = _easter_sunday(year)
    return sunday - 2 * _DAY, sunday + 2 * _DAY


def _thanksgiving(year: int) -> Days:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return day, day + _DAY


def _days(month: int, first: int, last: int) -> Callable[[int], Days]:
    return lambda year: (date(year, month, first), date(year, month, last) + _DAY)


_HOLIDAYS: dict[str, Callable[[int], Days]] = {
    "christmas": _days(12, 24, 26),
    "xmas": _days(12, 24, 26),
    "weihnachten": _days(12, 24, 26),
    "christmas eve": _days(12, 24, 24),
    "christmas day": _days(12, 25, 25),
    "new year eve": _days(12, 31, 31),
    "silvester": _days(12, 31, 31),
    "new year": lambda year: (date(year - 1, 12, 31), date(year, 1, 2)),
    "new year day": _days(1, 1, 1),
    "halloween": _days(10, 31, 31),
    "valentine day": _days(2, 14, 14),
    "valentines day": _days(2, 14, 14),
    "easter": _easter,
    "ostern": _easter,
    "thanksgiving": _thanksgiving,
}


def _any(names: Sequence[str] | dict[str, int] | dict[str, Callable[[int], Days]]) -> str:
    return "(" + "|".join(sorted(names, key=len, reverse=True)) + ")"


_MONTH, _WEEKDAY, _SEASON, _HOLIDAY = _any(_MONTHS), _any(_WEEKDAYS), _any(_SEASONS), _any(_HOLIDAYS)
_YEAR = r"(\d{4})"
_OF_MONTH = r"(\d{1,2})(?:st|nd|rd|th)?"
_COUNT = r"(\d{1,4}|" + "|".join(_NUMBERS) + ")"
_UNIT = "(day|week|month|year)s?"


def _year(year: int) -> Days:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"no year: {year}")
    return date(year, 1, 1), date(year + 1, 1, 1)


def _month(year: int, month: int) -> Days:
    _year(year)
    start = date(year, month, 1)
    return start, _months_on(start, 1)


def _day(year: int, month: int, day: int) -> Days:
    _year(year)
    start = date(year, month, day)
    return start, start + _DAY


def _season(year: int, month: int) -> Days:
    start, _ = _month(year, month)
    return start, _months_on(start, 3)


def _months_on(start: date, months: int) -> date:
    """That many calendar months later (or earlier), on the first of the month."""
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(years, month + 1, 1)


def _latest(days: Callable[[int], Days], today: date, *, over: bool = False) -> Days:
    """The latest that has begun by today; with ``over``, that has ended before it."""
    for year in range(today.year + 1, today.year - 9, -1):  # 29 February may be eight years back
        try:
            start, end = days(year)
        except ValueError:
            continue
        if end <= today if over else start <= today:
            return start, end
    raise ValueError("not within eight years")


def _week(today: date, back: int = 0) -> Days:
    """Monday to Sunday."""
    start = today - timedelta(days=today.weekday() + 7 * back)
    return start, start + 7 * _DAY


def _sure(days: Days) -> Dated:
    return Dated(*days, Kind.SURE)


def _counted(text: str) -> int:
    return _NUMBERS[text] if text in _NUMBERS else int(text)


def _two_or_four(first: int, second: str) -> None:
    """Raises ValueError where "2021/22" and the like do not name two years that follow one another."""
    if int(second) != (first + 1 if len(second) == 4 else (first + 1) % 100):
        raise ValueError("not the year after")


def _read_season_year(found: re.Match[str], today: date) -> Dated:
    year = int(found[2])
    if found[3]:
        _two_or_four(year, found[3])
    return _sure(_season(year, _SEASONS[found[1]]))


def _read_named(found: re.Match[str], today: date) -> Dated:  # noqa: PLR0911 - one for each unit
    """ "last july", "this weekend"."""
    last, name = found[1] != "this", found[2]
    if name == "week":
        return _sure(_week(today, back=int(last)))
    if name == "weekend":
        monday, end = _week(today, back=int(last))
        return _sure((monday + 5 * _DAY, end))
    if name == "month":
        start = _months_on(today, -int(last))
        return _sure((start, _months_on(start, 1)))
    if name == "year":
        return _sure(_year(today.year - int(last)))
    if name in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS[name]) % 7
        start = today - timedelta(days=(back or 7) if last else back)
        return _sure((start, start + _DAY))
    days = _yearly(name)
    if last:
        return _sure(_latest(days, today, over=True))
    return _sure(_latest(days, today) if name == "winter" else days(today.year))


def _yearly(name: str) -> Callable[[int], Days]:
    if name in _MONTHS:
        return lambda year: _month(year, _MONTHS[name])
    if name in _SEASONS:
        return lambda year: _season(year, _SEASONS[name])
    return _HOLIDAYS[name]


def _read_rolling(found: re.Match[str], today: date) -> Dated:
    """ "last 3 weeks": up to and with today."""
    count, unit = (_counted(found[1]) if found[1] else 1), found[2]
    if unit in ("day", "week"):
        start = today + _DAY - timedelta(days=count * (7 if unit == "week" else 1))
    else:
        first = _months_on(today, -count * (12 if unit == "year" else 1))
        last_day = (_months_on(first, 1) - _DAY).day
        start = first.replace(day=min(today.day, last_day)) + _DAY
    return _sure((start, today + _DAY))


def _read_ago(found: re.Match[str], today: date) -> Dated:
    """The whole day, week, month or year that lies so far back: nobody means the exact day "two years ago"."""
    count, unit = _counted(found[1]), found[2]
    if unit == "day":
        start = today - timedelta(days=count)
        return _sure((start, start + _DAY))
    if unit == "week":
        return _sure(_week(today, back=count))
    if unit == "month":
        start = _months_on(today, -count)
        return _sure((start, _months_on(start, 1)))
    return _sure(_year(today.year - count))


def _read_seasons_ago(found: re.Match[str], today: date) -> Dated:
    last = _latest(_yearly(found[2]), today, over=True)[0]
    return _sure(_season(last.year + 1 - _counted(found[1]), last.month))


def _read_slashed(found: re.Match[str], today: date) -> Dated | None:
    """14/7/2019 and 7/14/2019; None where it could be both."""
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if second > 12 or first == second:
        return _sure(_day(year, first, second))
    return _sure(_day(year, second, first)) if first > 12 else None


def _read_decade(found: re.Match[str], today: date) -> Dated:
    century, tens = found[1], int(found[2]) * 10
    start = int(century) * 100 + tens if century else _nearest_decade(tens, today)
    return Dated(_year(start)[0], _year(start + 9)[1], Kind.DECADE)


def _nearest_decade(tens: int, today: date) -> int:
    this_century = today.year // 100 * 100 + tens
    return this_century if this_century <= today.year else this_century - 100


def _read_decade_name(found: re.Match[str], today: date) -> Dated:
    start = _nearest_decade(_DECADES[found[1]], today)
    return Dated(_year(start)[0], _year(start + 9)[1], Kind.DECADE)


def _read_weekday(found: re.Match[str], today: date) -> Dated:
    start = today - timedelta(days=(today.weekday() - _WEEKDAYS[found[1]]) % 7)
    return Dated(start, start + _DAY, Kind.WEEKDAY)


def _read_weekend(found: re.Match[str], today: date) -> Dated:
    monday, end = _week(today, back=int(today.weekday() < 5))
    return Dated(monday + 5 * _DAY, end, Kind.SEASON)


def _before(days: int) -> Callable[[re.Match[str], date], Dated]:
    return lambda found, today: _sure((today - days * _DAY, today + (1 - days) * _DAY))


def _in_order(*groups: int) -> Callable[[re.Match[str], date], Dated]:
    """A full date whose year, month and day are these groups."""

    def read(found: re.Match[str], today: date) -> Dated:
        year, month, day = (found[group] for group in groups)
        return _sure(_day(int(year), _MONTHS.get(month) or int(month), int(day)))

    return read


def _latest_day(month: int, day: int) -> Callable[[re.Match[str], date], Dated]:
    def read(found: re.Match[str], today: date) -> Dated:
        return Dated(*_latest(lambda year: _day(year, _MONTHS[found[month]], int(found[day])), today), Kind.DAY)

    return read


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Dated | None]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (rf"(?:year )?{_YEAR}", lambda found, today: Dated(*_year(int(found[1])), Kind.YEAR)),
        (r"(\d{4})[-/.](\d{1,2})", lambda found, today: _sure(_month(int(found[1]), int(found[2])))),
        # 1/2000 is an exposure as well
        (r"(\d{1,2})[./](\d{4})", lambda found, today: Dated(*_month(int(found[2]), int(found[1])), Kind.MONTH)),
        (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", _in_order(1, 3, 4)),
        (r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", _in_order(3, 2, 1)),
        (r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", _read_slashed),
        (rf"{_MONTH} (?:of )?{_YEAR}", lambda found, today: _sure(_month(int(found[2]), _MONTHS[found[1]]))),
        (rf"{_OF_MONTH} (?:of )?{_MONTH} {_YEAR}", _in_order(3, 2, 1)),
        (rf"{_MONTH} {_OF_MONTH} {_YEAR}", _in_order(3, 1, 2)),
        (rf"{_OF_MONTH} (?:of )?{_MONTH}", _latest_day(2, 1)),
        (rf"{_MONTH} {_OF_MONTH}", _latest_day(1, 2)),
        (_MONTH, lambda found, today: Dated(*_latest(_yearly(found[1]), today), Kind.MONTH)),
        (rf"{_SEASON} (?:of |in )?{_YEAR}(?:[-/](\d\d|\d{{4}}))?", _read_season_year),
        (rf"{_HOLIDAY} (?:of |in )?{_YEAR}", lambda found, today: _sure(_HOLIDAYS[found[1]](_in_years(found[2])))),
        (rf"(?:{_SEASON}|{_HOLIDAY})", lambda found, today: Dated(*_latest(_yearly(found[0]), today), Kind.SEASON)),
        (rf"(last|this) (week|weekend|month|year|{_MONTH}|{_SEASON}|{_HOLIDAY}|{_WEEKDAY})", _read_named),
        (rf"(?:last|past) {_COUNT} {_UNIT}", _read_rolling),
        (r"past()? (day|week|month|year)", _read_rolling),
        (rf"{_COUNT} {_UNIT} ago", _read_ago),
        (rf"{_COUNT} {_SEASON}s? ago", _read_seasons_ago),
        ("today|heute", _before(0)),
        ("yesterday|gestern", _before(1)),
        ("day before yesterday|vorgestern", _before(2)),
        (r"(1[89]|20|21)?(\d)0s", _read_decade),
        (_any(_DECADES), _read_decade_name),
        (_WEEKDAY, _read_weekday),
        ("weekend", _read_weekend),
    )
)


def _in_years(digits: str) -> int:
    return _year(int(digits))[0].year


_TO = re.compile(r"(.+?)\s*(?: to | until | till | bis | - |[–—])\s*(.+)")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_OPEN = re.compile(r"(.*?)\s*\.\.+\s*(.*)")

STARTS = frozenset(
    {*_MONTHS, *_WEEKDAYS, *_SEASONS, *_DECADES, *_NUMBERS}
    | {name.split(" ")[0] for name in _HOLIDAYS}
    | {"last", "this", "past", "today", "yesterday", "day", "weekend", "heute", "gestern", "vorgestern", "year"}
)
"""What an expression can begin with, besides a digit (and "the", which the callers skip)."""


def read(expression: str, today: date) -> Dated | None:
    """One date; None of what is none."""
    for form, reading in _FORMS:
        found = form.fullmatch(expression)
        if found:
            try:
                dated = reading(found, today)
            except (ValueError, OverflowError):  # 31 February, 5000 years ago
                return None
            return dated if dated and dated.start.year >= FIRST_YEAR and dated.end <= _END else None
    return None


def longest(keys: Sequence[str], start: int, today: date) -> tuple[Dated, int] | None:
    """The longest date that begins with the word at ``start``, and where it ends."""
    if start >= len(keys) or not (keys[start] in STARTS or keys[start][:1].isdigit()):
        return None
    for end in range(min(start + LONGEST, len(keys)), start, -1):
        dated = read(" ".join(keys[start:end]), today)
        if dated is not None:
            return dated, end
    return None


def joined(first: str, last: str, today: date) -> Dated | None:
    """From the beginning of one date to the end of another. Where the first has no year, it is the latest before the
    last."""
    to = read(last, today)
    since = read(first, to.start if to is not None else today)
    if to is None or since is None:
        return None
    if since.kind is Kind.SURE:  # relative ones count from today
        since = read(first, today) or since
    low, high = (since, to) if since.start <= to.start else (to, since)
    return Dated(low.start, max(low.end, high.end), Kind.SURE)


def taken(value: str, today: date) -> Taken | None:
    """A value of ``taken:``: a date or a range ("2018..2020", "2018-2020", "june to august 2019", "2019..")."""
    plain = value.strip().lower()
    if years := _YEARS.fullmatch(plain):
        dated = joined(years[1], years[2], today)
        return between(dated.start, dated.end) if dated else None
    if ends := _OPEN.fullmatch(plain):
        first, last = _expression(ends[1]), _expression(ends[2])
        if first and last:
            dated = joined(first, last, today)
            return between(dated.start, dated.end) if dated else None
        dated = read(first or last, today)
        if dated is None:
            return None
        return between(dated.start, None) if first else between(None, dated.end)
    dated = read(_expression(plain), today)
    if dated is None and (ends := _TO.fullmatch(plain)):
        dated = joined(_expression(ends[1]), _expression(ends[2]), today)
    return between(dated.start, dated.end) if dated else None


def date_of(value: str, today: date) -> Dated | None:
    """A single date as typed."""
    return read(_expression(value), today)


def is_ambiguous(value: str) -> bool:
    """3/4/2019: the 3rd of April or the 4th of March."""
    found = re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", value.strip())
    return bool(found and 0 < int(found[1]) <= 12 and 0 < int(found[2]) <= 12)


def _expression(typed: str) -> str:
    key = phrase_key(typed)
    return key.removeprefix("the ")


def between(start: date | None, end: date | None) -> Taken:
    return Taken(_midnight(start), _midnight(end))


def _midnight(day: date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00" if day is not None else None


def text(when: Taken) -> str:
    """In the query language, absolute: "taken:2026-06..2026-08", "before:2019". `taken` reads it back."""
    start, end = _date(when.start), _date(when.end)
    if start is None or end is None:
        if end is not None:
            return f"before:{_shortest(end)}" if end < _END else f"until:{LAST_YEAR}"
        return f"since:{_shortest(start)}" if start is not None else "taken:.."
    first, last = _ends(start, end)
    return f"taken:{first}" if first == last else f"taken:{first}..{last}"


def _ends(start: date, end: date) -> tuple[str, str]:
    """First and last year, month or day, as coarse as they can be said."""
    last = end - _DAY
    if (start.month, start.day, end.month, end.day) == (1, 1, 1, 1):
        return f"{start.year:04}", f"{last.year:04}"
    if start.day == end.day == 1:
        return f"{start:%Y-%m}", f"{last:%Y-%m}"
    return start.isoformat(), last.isoformat()


def _shortest(day: date) -> str:
    if day.day > 1:
        return day.isoformat()
    return f"{day:%Y-%m}" if day.month > 1 else f"{day.year:04}"


def _date(moment: str | None) -> date | None:
    return date.fromisoformat(moment[:10]) if moment is not None else None


_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def label(when: Taken) -> str:  # noqa: PLR0911 - one for each shape of a range
    """ "Aug 2023", "Jun–Aug 2026", "24–26 Dec 2022", "before 2019", "since 14 Jul 2019", "the 1990s"."""
    start, end = _date(when.start), _date(when.end)
    if start is None or end is None:
        if end is not None:
            return f"before {_said(end)}"
        return f"since {_said(start)}" if start is not None else "any date"
    last = end - _DAY
    first_text, last_text = _ends(start, end)
    if len(first_text) == 4:
        if start.year % 10 == 0 and end.year - start.year == 10:
            return f"the {start.year}s"
        return first_text if first_text == last_text else f"{first_text}–{last_text}"
    if len(first_text) == 7:
        return _range(_SHORT[start.month - 1], f"{_SHORT[last.month - 1]} {last.year}", start, last)
    if (start.year, start.month) == (last.year, last.month) and start != last:
        return f"{start.day}–{last.day} {_SHORT[last.month - 1]} {last.year}"
    return _range(
        f"{start.day} {_SHORT[start.month - 1]}", f"{last.day} {_SHORT[last.month - 1]} {last.year}", start, last
    )


def _range(first: str, last: str, start: date, end: date) -> str:
    if start.year != end.year:
        return f"{first} {start.year} – {last}"
    return last if f"{first} {end.year}" == last else f"{first}–{last}"


def _said(day: date) -> str:
    """A bound: the year, the month or the day that begins then."""
    if (day.month, day.day) == (1, 1):
        return str(day.year)
    month = f"{_SHORT[day.month - 1]} {day.year}"
    return month if day.day == 1 else f"{day.day} {month}"
