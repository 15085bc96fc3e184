"""What the filter menus offer: for each kind of filter, how many photos have which value under the query's others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from photorag.core.filters import (
    Device,
    Either,
    Every,
    Extension,
    Filter,
    Flag,
    InPlace,
    Is,
    Measure,
    Measured,
    Near,
    Not,
    Taken,
    TakenWith,
)
from photorag.core.query import Query
from photorag.core.understanding import Count, Facets
from photorag.media.formats import RAW_SUFFIXES
from photorag.search.filtering import Mask, PlacesNear, normal_suffix, passing
from photorag.store.columns import NO_DATE, Columns
from photorag.store.reader import Reader

_DAY = 86_400
IsOfMenu = Callable[[Filter], bool]


def facets(query: Query, columns: Columns, reader: Reader, places_near: PlacesNear) -> Facets:
    """Counts for every menu. What the person has chosen in a menu does not narrow that menu itself: it offers what
    could be chosen instead. Words and pictures narrow nothing: they order photos."""

    def under(is_of_menu: IsOfMenu) -> Mask:
        mask = np.zeros(len(columns), np.bool_)
        for each in query.joined():
            mask |= passing(without(each.filter, is_of_menu), columns, reader, places_near).mask
        return mask

    in_places = under(lambda each: isinstance(each, InPlace | Near))
    return Facets(
        months=_months(columns.dated[under(lambda each: isinstance(each, Taken))]),
        countries=_countries(columns, in_places),
        places=_cities(columns, in_places),
        cameras=_named(columns.camera, columns.cameras, under(_is_camera)),
        types=_types(columns, under(lambda each: isinstance(each, Is | Extension))),
        ratings=_ratings(columns.rating[under(_is_rating)]),
    )


def without(filter: Filter | None, is_of_menu: IsOfMenu) -> Filter | None:
    """The filter less those of its parts that speak of the menu's matter alone: a condition, its opposite, or a choice
    between such conditions."""
    if filter is None or _speaks_only(filter, is_of_menu):
        return None
    if isinstance(filter, Every):
        return Every(tuple(part for each in filter.parts if (part := without(each, is_of_menu)) is not None))
    return filter


def _speaks_only(filter: Filter, is_of_menu: IsOfMenu) -> bool:
    match filter:
        case Every(parts) | Either(parts):
            return bool(parts) and all(_speaks_only(each, is_of_menu) for each in parts)
        case Not(part):
            return _speaks_only(part, is_of_menu)
        case _:
            return is_of_menu(filter)


def _is_camera(filter: Filter) -> bool:
    return isinstance(filter, TakenWith) and filter.device is Device.CAMERA


def _is_rating(filter: Filter) -> bool:
    return isinstance(filter, Measured) and filter.measure is Measure.RATING


def _months(dated: NDArray[np.int64]) -> tuple[tuple[int, int], ...]:
    days = dated[dated != NO_DATE] // _DAY
    if not len(days):
        return ()
    # Months are counted from the days they hold, of which even a lifetime has few.
    first = int(days.min())
    counts = np.bincount(days - first)
    held = np.flatnonzero(counts)
    months = (held + first).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    named = (1970 + months // 12) * 100 + months % 12 + 1
    found, at = np.unique(named, return_inverse=True)
    photos = np.bincount(at, weights=counts[held]).astype(np.int64)
    return tuple(zip(found.tolist(), photos.tolist(), strict=True))


def _countries(columns: Columns, mask: Mask) -> tuple[Count, ...]:
    found: dict[str, int] = {}
    for place, photos in _counted(columns.place, len(columns.places), mask):
        name = columns.places[place].country
        if name:
            found[name] = found.get(name, 0) + photos
    return _ordered(Count(name, name, photos) for name, photos in found.items())


def _cities(columns: Columns, mask: Mask) -> tuple[Count, ...]:
    found: dict[tuple[str, str], int] = {}
    for code, photos in _counted(columns.place, len(columns.places), mask):
        place = columns.places[code]
        name = place.city or place.region
        if name:
            found[name, place.title] = found.get((name, place.title), 0) + photos
    return _ordered(Count(name, title, photos) for (name, title), photos in found.items())


def _named(codes: NDArray[np.int32], names: tuple[str, ...], mask: Mask) -> tuple[Count, ...]:
    return _ordered(Count(names[code], names[code], photos) for code, photos in _counted(codes, len(names), mask))


def _types(columns: Columns, mask: Mask) -> tuple[Count, ...]:
    suffixes: dict[str, int] = {}
    raw = 0
    for code, photos in _counted(columns.suffix, len(columns.suffixes), mask):
        suffix = normal_suffix(columns.suffixes[code])
        suffixes[suffix] = suffixes.get(suffix, 0) + photos
        raw += photos if suffix in RAW_SUFFIXES else 0
    kinds = {columns.kinds[code]: photos for code, photos in _counted(columns.kind, len(columns.kinds), mask)}
    flags = {
        Flag.FAVOURITE: _many(mask & columns.favourite),
        Flag.PORTRAIT: _many(mask & (columns.height > columns.width)),
        Flag.LANDSCAPE: _many(mask & (columns.width > columns.height)),
        Flag.SCREENSHOT: _many(mask & columns.screenshot),
        Flag.RAW: raw,
        **{flag: kinds.get(flag.value, 0) for flag in (Flag.PHOTO, Flag.VIDEO, Flag.DOCUMENT)},
    }
    counts = [Count(f"is:{flag.value}", flag.value, photos) for flag, photos in flags.items() if photos]
    counts += [Count(f"ext:{suffix}", suffix.upper(), photos) for suffix, photos in suffixes.items()]
    return _ordered(counts)


def _ratings(ratings: NDArray[np.int8]) -> tuple[Count, ...]:
    stars = np.bincount(ratings[ratings >= 0], minlength=6)
    return tuple(Count(str(each), str(each), int(stars[each])) for each in range(5, -1, -1) if stars[each])


def _counted(codes: NDArray[np.int32], names: int, mask: Mask) -> Iterator[tuple[int, int]]:
    """(code, photos) of the codes that occur, without 0, "not known"."""
    counts = np.bincount(codes[mask], minlength=names)
    counts[0] = 0
    held = np.flatnonzero(counts)
    return zip(held.tolist(), counts[held].tolist(), strict=True)


def _many(mask: Mask) -> int:
    return int(np.count_nonzero(mask))


def _ordered(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda each: (-each.photos, each.title)))
