"""What the grid shows: the photos of a place by month, or what a search found; kept up to date while they change.

Lives on the GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photorag.core.events import ItemsChanged, MarksChanged
from photorag.core.library_types import Listing, Place, PlaceKind, RootSummary
from photorag.core.query import Hit, Order, Query, Results
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.grid.layout import Section
from photorag.qt.grid.photo_grid import PhotoGrid
from photorag.qt.grid.photo_model import PhotoModel, Shown, rows_of
from photorag.qt.places.overview import PlacesOverview
from photorag.qt.search.session import SearchSession
from photorag.qt.texts import grouped, month_title, photos, search_time, tr
from photorag.store.reader import Reader

_REFRESH_MS = 400
# Listing 100,000 photos takes a noticeable moment; while thousands are being read it is done a twentieth of the time.
_REFRESH_SHARE = 20
_SEARCH_AGAIN_MS = 3000


class Page(Enum):
    """What there is to show."""

    OPENING = auto()
    FIRST_START = auto()
    NO_PHOTOS = auto()
    EMPTY_PLACE = auto()
    PHOTOS = auto()
    NOTHING_FOUND = auto()
    NOTHING_LIKE_IT = auto()  # no photo seems to show it, but there are nearest ones


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the library, taken on the query thread: a place's photos, and the counts of all places."""

    place: Place
    listing: Listing
    rows: Mapping[int, int]
    overview: PlacesOverview
    forgotten: bool
    seconds: float


class Gallery(QObject):
    page_changed = Signal(object)  # Page
    overview_changed = Signal(object)  # PlacesOverview
    status_changed = Signal(str)
    trouble = Signal(str)

    def __init__(
        self, bridge: LibraryBridge, session: SearchSession, photos_model: PhotoModel, grid: PhotoGrid,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bridge, self._session, self._model, self._grid = bridge, session, photos_model, grid
        self.page = Page.OPENING
        self.place = Place()
        self.overview = PlacesOverview()
        self.results: Results | None = None
        self._hits: dict[int, Hit] = {}
        self._look: Look | None = None
        self._shown_query = Query()
        self._nearest_for: Query | None = None  # the query whose nearest photos are wanted though none seems to show it
        self._looking = self._look_again = False
        self._refresh_soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._refresh_soon.timeout.connect(self.refresh)
        self._search_again = QTimer(self, interval=_SEARCH_AGAIN_MS, singleShot=True)
        self._search_again.timeout.connect(session.search_again)
        bridge.items_changed.connect(self._items_changed)
        bridge.marks_changed.connect(self._marks_changed)
        bridge.albums_changed.connect(self.refresh)
        bridge.roots_changed.connect(self._roots_changed)
        session.found.connect(self._found)
        session.left.connect(self._left)

    @property
    def searching(self) -> bool:
        """Results are shown, not a place."""
        return self.results is not None

    @property
    def quiet(self) -> bool:
        """What is shown is up to date, and nothing is being asked."""
        return not (self._looking or self._refresh_soon.isActive() or self.page is Page.OPENING)

    def hit_of(self, item_id: int) -> Hit | None:
        """Why a photo is among the results; None when no search is shown."""
        return self._hits.get(item_id)

    @Slot()
    def show_nearest(self) -> None:
        """The photos nearest to what no photo seems to show."""
        if self.results is not None:
            self._nearest_for = self.results.query
            self._found(self.results)

    def go_to(self, place: Place) -> None:
        """Shows another place. What is shown stays until its photos are known."""
        if place != self.place:
            self.place = place
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Looks at the library anew; at most one look at a time."""
        self._look_again = self._looking
        if not self._looking:
            self._looking = True
            place = self.place
            self._bridge.read(lambda reader: _look(reader, place), self._looked)

    # -- changes of the library

    @Slot(object)
    def _items_changed(self, event: ItemsChanged) -> None:
        self._model.forget(event.changed)
        self._changed()
        if self._session.active and not self._search_again.isActive():
            self._search_again.start()

    @Slot(object)
    def _marks_changed(self, event: MarksChanged) -> None:
        self._model.forget(event.ids)
        self.refresh()

    @Slot()
    def _roots_changed(self) -> None:
        """A folder may have gone offline or come back: its photos are painted otherwise then."""
        self._model.forget_all()
        self._changed()

    @Slot()
    def _changed(self) -> None:
        if not self._refresh_soon.isActive():
            self._refresh_soon.start()

    def _looked(self, future: Future[Look]) -> None:
        self._looking = False
        if (error := future.exception()) is not None:
            self.trouble.emit(sentence(error))
            return
        look, before = future.result(), self._look
        self._refresh_soon.setInterval(max(_REFRESH_MS, round(look.seconds * 1000 * _REFRESH_SHARE)))
        self.overview = look.overview
        self.overview_changed.emit(look.overview)
        if look.place == self.place and look.forgotten:
            self.go_to(Place())
        elif look.place == self.place:
            self._look = look
            same_place = before is not None and before.place == look.place
            if not self.searching and not (same_place and _equal(before, look)):
                self._show_place(keep_place=same_place)
            elif not self.searching:
                self._tell()
        if self._look_again and not self._looking:
            self.refresh() if look.place != self.place else self._changed()

    # -- what is shown

    @Slot(object)
    def _found(self, results: Results) -> None:
        again = self.results is not None and results.query == self._shown_query
        judged = self.results is not None and _unjudged(results.query) == _unjudged(self._shown_query)
        self.results, self._shown_query = results, results.query
        self._hits = {hit.item: hit for hit in results.hits}
        self._show(self._shown_of(results), keep_place=again, keep_selected=judged)
        self._tell()

    def _shown_of(self, results: Results) -> Shown:
        if results.listing is not None:
            return _filtered(results.listing, results)
        hits = () if self._hidden(results) else _in_groups(results)
        return Shown(
            [hit.item for hit in hits],
            np.array([hit.ratio for hit in hits], np.float32),
            np.array([hit.tint for hit in hits], np.int32),
            tuple(section for section in _sections_of(results) if section.count) if hits else (),
        )

    @Slot()
    def _left(self) -> None:
        self._search_again.stop()
        if self.searching:
            self.results, self._shown_query, self._hits = None, Query(), {}
            self._nearest_for = None
            self._show_place(keep_place=False)

    def _show_place(self, *, keep_place: bool) -> None:
        look = self._look
        if look is not None:
            listing = look.listing
            sections = _months(listing, added=look.place.kind is PlaceKind.RECENT)
            self._show(Shown(listing.ids, listing.ratios, listing.tints, sections, look.rows), keep_place=keep_place)
        self._tell()

    def _show(self, shown: Shown, *, keep_place: bool, keep_selected: bool = False) -> None:
        """``keep_selected``: what was just called right or wrong stays selected, so that it can be taken back."""
        place = self._grid.place() if keep_place or keep_selected else None
        self._model.replace(shown)
        if place is not None:
            self._grid.restore(place)
        if not keep_place:
            self._grid.verticalScrollBar().setValue(0)

    def _tell(self) -> None:
        if self.results is not None:
            listing = self.results.listing
            found = len(self.results.hits if listing is None else listing.ids)
            page = Page.PHOTOS if found else Page.NOTHING_FOUND
            if self._hidden(self.results):
                page = Page.NOTHING_LIKE_IT
            status = _status(self.results)
        else:
            page, status = self._page_of_place(), ""
            if page is Page.PHOTOS and self._look is not None:
                status = photos(len(self._look.listing.ids))
        self.page = page
        self.status_changed.emit(status)
        self.page_changed.emit(page)

    def _hidden(self, results: Results) -> bool:
        """Its hits are no more than the nearest there are, and nobody has asked for these."""
        return _shows_nothing(results) and bool(results.hits) and results.query != self._nearest_for

    def _page_of_place(self) -> Page:
        if self._look is None:
            return Page.OPENING
        if len(self._look.listing.ids):
            return Page.PHOTOS
        if not self.overview.roots:
            return Page.FIRST_START
        return Page.EMPTY_PLACE if self.overview.photos else Page.NO_PHOTOS


def _look(reader: Reader, place: Place) -> Look:
    """On the query thread."""
    started = time.perf_counter()
    listing = reader.listing(place)
    summaries = reader.root_summaries()
    overview = PlacesOverview(
        sum(summary.items for summary in summaries), reader.count_favourites(), reader.count_recent(), summaries,
        reader.folders(),
    )  # fmt: skip
    forgotten = _is_forgotten(reader, place, summaries)
    return Look(place, listing, rows_of(listing.ids.tolist()), overview, forgotten, time.perf_counter() - started)


def _is_forgotten(reader: Reader, place: Place, summaries: Sequence[RootSummary]) -> bool:
    """A folder of no root any more, or an album that was deleted: now or since the last start."""
    if place.album is not None:
        return not reader.has_album(place.album)
    folder = place.folder
    return folder is not None and not any(folder.is_relative_to(each.root.path) for each in summaries)


def _unjudged(query: Query) -> Query:
    """The search without what was called right and wrong for it."""
    return replace(query, like=(), unlike=())


def _equal(before: Look | None, look: Look) -> bool:
    return before is not None and all(
        np.array_equal(getattr(before.listing, column), getattr(look.listing, column))
        for column in ("ids", "ratios", "tints", "months")
    )


def _months(listing: Listing, *, added: bool) -> tuple[Section, ...]:
    """One section a month, as the photos run."""
    if not len(listing.months):
        return ()
    starts = np.flatnonzero(np.diff(listing.months, prepend=-1))
    counts = np.diff(starts, append=len(listing.months)).tolist()
    titles = [month_title(month) for month in listing.months[starts].tolist()]
    if added:
        titles = [tr("Added in {}").format(title) for title in titles]
    return tuple(Section(title, photos(count), count) for title, count in zip(titles, counts, strict=True))


def _status(results: Results) -> str:
    """How many photos were looked at; without anything left to meaning, how many were found."""
    if results.listing is not None:
        return photos(len(results.listing.ids))
    searched = photos(min(results.searched, results.total))
    waiting = results.total - results.searched
    if waiting > 0:
        return tr("Searched {} · {} not searchable yet").format(searched, grouped(waiting))
    return tr("Searched {}").format(searched)


def _shows_nothing(results: Results) -> bool:
    """No photo seems to show what the words say. By a picture the person wants to see what comes closest."""
    return results.nothing and not any(each.pictures for each in results.query.joined())


def _in_groups(results: Results) -> tuple[Hit, ...]:
    """The hits as the sections have them: in another order than the best first, the groups may be mixed."""
    return (*results.best, *results.less_likely)


def _sections_of(results: Results) -> Sequence[Section]:
    took = search_time(results.seconds)

    def note(hits: tuple[Hit, ...]) -> str:
        return photos(len(hits))

    best, rest = results.best, results.less_likely
    if _shows_nothing(results):
        return [Section(tr("Nearest"), f"{note(rest)} · {took}", len(rest))]
    if not best:  # nothing stands out: these are no less likely than anything else
        return [Section(tr("Closest matches"), f"{note(rest)} · {took}", len(rest))]
    first = Section(tr("Best matches"), f"{note(best)} · {took}", len(best))
    return [first, Section(tr("Less likely"), note(rest), len(rest))]


def _filtered(listing: Listing, results: Results) -> Shown:
    """What passed the filters: by month in the order of time, else under one heading."""
    count = len(listing.ids)
    if results.query.order in (Order.MATCH, Order.NEWEST, Order.OLDEST):
        sections = _months(listing, added=False)
    else:
        sections = (Section(photos(count), search_time(results.seconds), count),) if count else ()
    return Shown(listing.ids, listing.ratios, listing.tints, sections, rows_of(listing.ids.tolist()))
