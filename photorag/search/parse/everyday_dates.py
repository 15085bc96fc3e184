"""Dates in a sentence: only where nothing else can be meant. "in may" is a month, "the may pole" stays a may pole."""

from __future__ import annotations

from datetime import date

from photorag.core.filters import Filter
from photorag.search.parse import dates
from photorag.search.parse.dates import Dated, Kind
from photorag.search.parse.names import words_of
from photorag.search.parse.operators import related
from photorag.search.parse.runs import Found, Run
from photorag.search.parse.tree import Only

_RELATIONS = {"before": "before", "after": "after", "since": "since", "until": "until", "till": "until"}
_OFTEN = frozenset({Kind.SURE, Kind.YEAR, Kind.MONTH, Kind.DECADE})
_ALLOWED = {
    "in": _OFTEN,
    "during": _OFTEN,
    "from": _OFTEN | {Kind.DAY},
    "of": frozenset({Kind.SURE, Kind.YEAR}),
    "on": frozenset({Kind.SURE, Kind.DAY, Kind.WEEKDAY}),
    "at": frozenset({Kind.SURE}),
    "over": frozenset({Kind.SURE}),
    "": frozenset({Kind.SURE}),
}
_TO = frozenset({"to", "until", "till", "through", "-", "–", "—"})
_WITH_THE = frozenset({Kind.SURE, Kind.DECADE, Kind.DAY})
# "the light on sun", "before the fall": words of their own
_UNCLEAR = frozenset({"sun", "sat", "mon", "tue", "wed", "thu", "fri", "fall"})
_UNCLEAR_THIS = frozenset({"this may", "this march", "this mar"})  # "this may be Lisbon"
# Before a bare number, these make it something else than a year.
_NO_YEAR_AFTER = words_of("for the a an no nr number route highway room model type size at about over under")
_FIRST_BARE_YEAR = 1900

STARTS = frozenset({*_ALLOWED, *_RELATIONS, *dates.STARTS, "between", "the"} - {""})


def date_at(run: Run, start: int, today: date) -> Found | None:  # noqa: PLR0911 - one for each wording
    """The date that is said from this word on, with its preposition."""
    key = run.key(start)
    if key == "between":
        return _range(run, start + 1, today, frozenset({"and"}))
    if key in _RELATIONS:
        one = _one(run, start + 1, today)
        return _found(related(_RELATIONS[key], one[0]), one[1]) if one else None
    preposition = key if key in _ALLOWED else ""
    first = start + 1 if preposition else start
    if preposition in ("from", "in", "of", "") and (both := _range(run, first, today, _TO)):
        return both
    one = _one(run, first, today)
    if one is None:
        return None
    dated, end = one
    said = " ".join(run.keys[first:end])
    if dated.kind in _ALLOWED[preposition] and (preposition or end == len(run) or said not in _UNCLEAR_THIS):
        return _found(dates.between(dated.start, dated.end), end)
    if not preposition and dated.kind is Kind.YEAR and _is_bare_year(run, start, end, dated, today):
        return _found(dates.between(dated.start, dated.end), end)
    return None


def _found(filter: Filter | None, end: int) -> Found | None:
    return Found(Only(filter), end) if filter is not None else None


def _one(run: Run, start: int, today: date) -> tuple[Dated, int] | None:
    the = run.key(start) == "the"
    found = dates.longest(run.keys, start + the, today)
    if found is None or (the and found[0].kind not in _WITH_THE):
        return None
    words = run.keys[start + the : found[1]]
    if words[-1] in _UNCLEAR and not (words[-1] == "fall" and len(words) > 1):
        return None
    return found


def _range(run: Run, start: int, today: date, between: frozenset[str]) -> Found | None:
    """ "2015 to 2017": both have a year, or both have none and a preposition says that they are dates."""
    first = _one(run, start, today)
    if first is None or run.key(first[1]) not in between:
        return _years(run, start, today)
    last = _one(run, first[1] + 1, today)
    if last is None:
        return None
    alone = start == 0 or run.key(start - 1) not in ("between", "from", "in", "of")
    if alone and not {first[0].kind, last[0].kind} <= {Kind.YEAR, Kind.SURE}:
        return None
    earlier = " ".join(run.keys[start : first[1]]).removeprefix("the ")
    later = " ".join(run.keys[first[1] + 1 : last[1]]).removeprefix("the ")
    dated = dates.joined(earlier, later, today)
    return _found(dates.between(dated.start, dated.end), last[1]) if dated else None


def _years(run: Run, start: int, today: date) -> Found | None:
    """2018-2020."""
    key = run.key(start).replace("–", "-")
    if len(key) != 9 or key[4] != "-":
        return None
    when = dates.taken(key, today)
    return _found(when, start + 1)


def _is_bare_year(run: Run, start: int, end: int, dated: Dated, today: date) -> bool:
    """A year without a word before it, first or last in a run: "beach 2019". Round hundreds come first with what is
    counted ("2000 people")."""
    if end - start > 1 or not _FIRST_BARE_YEAR <= dated.start.year <= today.year:
        return False
    if end == len(run):
        return run.key(start - 1) not in _NO_YEAR_AFTER
    return start == 0 and dated.start.year % 100 != 0
