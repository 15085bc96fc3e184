"""Which photos pass a filter: exact, for the whole tree of `photorag.core.filters`, over all shown photos at once.

What lies in columns is compared in numpy; what lies in tables of its own (tags, albums, texts, attributes) comes from
the database as sets of item ids.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

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
from photorag.core.folding import folded, storable
from photorag.media.formats import RAW_SUFFIXES
from photorag.search.geography import is_in_place, kilometres, middle
from photorag.search.text_search import ids_containing
from photorag.store.columns import NO_DATE, Columns
from photorag.store.reader import Reader

Mask = NDArray[np.bool_]
PlacesNear = Callable[[str], tuple[float, float] | None]
"""A place's name -> its latitude and longitude in degrees, or None."""

_ONE_NAME = {"jpeg": "jpg", "tiff": "tif"}
_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Passing:
    """``mask`` (n,): the rows of the columns that pass. ``notes``: sentences about what could not be looked up."""

    mask: Mask
    notes: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return int(np.count_nonzero(self.mask))


def passing(filter: Filter | None, columns: Columns, reader: Reader, places_near: PlacesNear) -> Passing:
    """Every photo for which the filter is true; all of them when there is none.

    What is not known of a photo fails a condition, and `Not` is the plain complement.
    """
    if filter is None:
        return Passing(np.ones(len(columns), np.bool_))
    evaluation = _Evaluation(columns, reader, places_near)
    mask = evaluation.mask(filter).copy()  # it may be a column itself
    return Passing(mask, tuple(dict.fromkeys(evaluation.notes)))


def normal_suffix(suffix: str) -> str:
    """The one name of an ending with several: "jpeg" -> "jpg"."""
    plain = suffix.casefold().lstrip(".")
    return _ONE_NAME.get(plain, plain)


def is_below(folder: str, wanted: str) -> bool:
    """Whether ``folder`` (a path) is, or lies below, a folder of the name ``wanted``, ignoring case and accents. With a
    slash in it, its names must follow one another in the path; with one in front, from the path's beginning on."""
    parts, names = _parts(folder), _parts(wanted)
    if not names:
        return False
    starts = (0,) if _is_absolute(wanted) else range(len(parts) - len(names) + 1)
    return any(parts[start : start + len(names)] == names for start in starts)


@lru_cache(maxsize=65_536)
def _parts(path: str) -> tuple[str, ...]:
    return tuple(part for part in (folded(each) for each in re.split(_SEPARATORS, path)) if part)


_SEPARATORS = "/" if os.sep == "/" else r"[/\\]"


def _seconds(date: str) -> int:
    return int((datetime.fromisoformat(date[:19]) - _EPOCH).total_seconds())


def _is_absolute(wanted: str) -> bool:
    return bool(re.match(r"\s*(?:/|\\|[A-Za-z]:[/\\])", wanted))


@dataclass(slots=True)
class _Evaluation:
    columns: Columns
    reader: Reader
    places_near: PlacesNear
    notes: list[str] = field(default_factory=list)

    def mask(self, filter: Filter) -> Mask:
        match filter:
            case Every(parts):
                return self._all(parts)
            case Either(parts):
                return ~self._all([Not(part) for part in parts])
            case Not(part):
                return ~self.mask(part)
            case Tagged() | InAlbum() | Contains() | Attribute():
                return self._items(self._ids(filter))
            case Taken() | InPlace() | Near() | TakenWith() | Measured():
                return self._by_shot(filter)
            case Is() | Has() | Extension() | InFolder():
                return self._by_file(filter)

    def _ids(self, filter: Tagged | InAlbum | Contains | Attribute) -> NDArray[np.int64]:
        match filter:
            case Tagged(tag):
                return self.reader.tagged(storable(tag))
            case InAlbum(album):
                return self.reader.in_album(storable(album))
            case Contains(text, inside, prefix):
                return ids_containing(self.reader, text, inside=inside, prefix=prefix)
            case Attribute(key, text, span):
                return self.reader.with_attribute(storable(key), None if text is None else storable(text), span)

    def _by_shot(self, filter: Taken | InPlace | Near | TakenWith | Measured) -> Mask:
        match filter:
            case Taken(start, end):
                return self._taken(start, end)
            case InPlace(name):
                found = self._in_place(name)
                if not found.any():
                    self.notes.append(f"No photo here is known to be from “{name}”.")
                return found
            case Near():
                return self._near(filter)
            case TakenWith(device, name):
                return self._taken_with(device, name)
            case Measured(measure, span):
                return self._measured(measure, span)

    def _by_file(self, filter: Is | Has | Extension | InFolder) -> Mask:
        columns = self.columns
        match filter:
            case Is(flag):
                return self._is(flag)
            case Has(known):
                return self._has(known)
            case Extension(extension):
                wanted = normal_suffix(extension)
                return self._where(columns.suffix, columns.suffixes, lambda each: normal_suffix(each) == wanted)
            case InFolder(folder):
                return self._where(columns.folder, columns.folders, lambda each: is_below(each, folder))

    def _all(self, parts: Sequence[Filter]) -> Mask:
        mask = np.ones(len(self.columns), np.bool_)
        for part in parts:
            mask &= self.mask(part)
        return mask

    def _items(self, ids: NDArray[np.int64]) -> Mask:
        mask = np.zeros(len(self.columns), np.bool_)
        mask[self.columns.rows_of(np.asarray(ids, np.int64))] = True
        return mask

    def _where(self, codes: NDArray[np.int32], names: tuple[str, ...], fits: Callable[[str], bool]) -> Mask:
        """Rows whose name fits; code 0, "not known", never does."""
        fitting = np.array([False, *(fits(name) for name in names[1:])], np.bool_)
        found: Mask = fitting[codes]
        return found

    def _taken(self, start: str | None, end: str | None) -> Mask:
        dated = self.columns.dated
        mask: Mask = dated != NO_DATE
        try:
            if start is not None:
                mask &= dated >= _seconds(start)
            if end is not None:
                mask &= dated < _seconds(end)
        except ValueError:
            self.notes.append(f"I don't understand the dates from “{start or ''}” to “{end or ''}”.")
            return np.zeros(len(dated), np.bool_)
        return mask

    def _in_place(self, name: str) -> Mask:
        places = self.columns.places
        fitting = np.array([False, *(is_in_place(place, name) for place in places[1:])], np.bool_)
        found: Mask = fitting[self.columns.place]
        return found

    def _near(self, near: Near) -> Mask:
        latitude, longitude = self.columns.latitude, self.columns.longitude
        where: tuple[float, float] | None
        if near.latitude is not None and near.longitude is not None:
            where = near.latitude, near.longitude
        else:
            there = self._in_place(near.name)
            where = middle(latitude[there], longitude[there]) or self.places_near(near.name)
        if where is None:
            self.notes.append(f"I don't know where “{near.name}” is.")
            return np.zeros(len(self.columns), np.bool_)
        with np.errstate(invalid="ignore"):
            found: Mask = kilometres(latitude, longitude, *where) <= near.km
        return found

    def _taken_with(self, device: Device, name: str) -> Mask:
        codes, names = (
            (self.columns.camera, self.columns.cameras)
            if device is Device.CAMERA
            else (self.columns.lens, self.columns.lenses)
        )
        wanted = folded(name)
        return self._where(codes, names, lambda each: bool(wanted) and wanted in folded(each))

    def _measured(self, measure: Measure, span: Span) -> Mask:
        column = {
            Measure.ISO: self.columns.iso,
            Measure.F: self.columns.aperture,
            Measure.FOCAL: self.columns.focal,
            Measure.RATING: self.columns.rating.astype(np.float32),
        }[measure]
        mask: Mask = ~np.isnan(column)
        if measure is Measure.RATING and span != Span(0, 0):
            mask &= column != 0  # unrated: only asked for by itself
        # Bounds are rounded as the column is, so that f/2.8 is f/2.8.
        if span.low is not None:
            mask &= column >= np.float32(span.low) if span.includes_low else column > np.float32(span.low)
        if span.high is not None:
            mask &= column <= np.float32(span.high) if span.includes_high else column < np.float32(span.high)
        return mask

    def _is(self, flag: Flag) -> Mask:
        columns = self.columns
        match flag:
            case Flag.FAVOURITE:
                return columns.favourite
            case Flag.SCREENSHOT:
                return columns.screenshot
            case Flag.PORTRAIT:
                return columns.height > columns.width
            case Flag.LANDSCAPE:
                return columns.width > columns.height
            case Flag.RAW:
                return self._where(columns.suffix, columns.suffixes, RAW_SUFFIXES.__contains__)
            case Flag.PHOTO | Flag.VIDEO | Flag.DOCUMENT:
                return self._where(columns.kind, columns.kinds, lambda kind: kind == flag.value)

    def _has(self, known: Known) -> Mask:
        match known:
            case Known.GPS:
                return ~(np.isnan(self.columns.latitude) | np.isnan(self.columns.longitude))
            case Known.TEXT:
                return self.columns.has_text
            case Known.CAPTION:
                return self.columns.has_caption
