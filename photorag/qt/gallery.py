"""What the grid shows: all photos newest first, or what a search found; kept up to date while the library changes.

Lives on the GUI thread.
"""

from __future__ import annotations

import time
from concurrent.futures import Future
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photorag.core.events import ItemsChanged
from photorag.core.library_types import RootSummary
from photorag.core.query import Hit, Query, Results
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.grid.layout import Section
from photorag.qt.grid.photo_grid import PhotoGrid
from photorag.qt.grid.photo_model import PhotoModel, rows_of
from photorag.qt.search.session import SearchSession
from photorag.qt.texts import grouped, photos, search_time, tr
from photorag.store.reader import Reader

_REFRESH_MS = 400
# Listing 100,000 photos takes a noticeable moment; while thousands are being read it is done a tenth of the time.
_REFRESH_SHARE = 10
_SEARCH_AGAIN_MS = 3000


class Page(Enum):
    """What there is to show."""

    OPENING = auto()
    FIRST_START = auto()
    NO_PHOTOS = auto()
    PHOTOS = auto()
    NOTHING_FOUND = auto()


@dataclass(frozen=True, slots=True)
class Overview:
    """One look at the library. ``rows`` tells the row of each id."""

    ids: list[int]
    rows: dict[int, int]
    roots: list[RootSummary]
    failures: int
    seconds: float = 0.0


class Gallery(QObject):
    page_changed = Signal(object)  # Page
    overview_changed = Signal(object)  # Overview
    status_changed = Signal(str)
    trouble = Signal(str)

    def __init__(
        self, bridge: LibraryBridge, session: SearchSession, photos_model: PhotoModel, grid: PhotoGrid,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bridge, self._session, self._model, self._grid = bridge, session, photos_model, grid
        self.page = Page.OPENING
        self.overview = Overview([], {}, [], 0)
        self.results: Results | None = None
        self._shown_query = Query()
        self._looking = self._look_again = False
        self._refresh_soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._refresh_soon.timeout.connect(self.refresh)
        self._search_again = QTimer(self, interval=_SEARCH_AGAIN_MS, singleShot=True)
        self._search_again.timeout.connect(session.search_now)
        bridge.items_changed.connect(self._items_changed)
        bridge.roots_changed.connect(self._changed)
        session.found.connect(self._found)
        session.left.connect(self._left)

    @property
    def searching(self) -> bool:
        """Results are shown, not all photos."""
        return self.results is not None

    @property
    def quiet(self) -> bool:
        """What is shown is up to date, and nothing is being asked."""
        return not (self._looking or self._refresh_soon.isActive() or self.page is Page.OPENING)

    @Slot()
    def refresh(self) -> None:
        """Looks at the library anew; at most one look at a time."""
        self._look_again = self._looking
        if not self._looking:
            self._looking = True
            self._bridge.read(_look, self._looked)

    # -- changes of the library

    @Slot(object)
    def _items_changed(self, event: ItemsChanged) -> None:
        self._model.forget(event.changed)
        self._changed()
        if self._session.active and not self._search_again.isActive():
            self._search_again.start()

    @Slot()
    def _changed(self) -> None:
        if not self._refresh_soon.isActive():
            self._refresh_soon.start()

    def _looked(self, future: Future[Overview]) -> None:
        self._looking = False
        if (error := future.exception()) is not None:
            self.trouble.emit(sentence(error))
            return
        self.overview = future.result()
        self._refresh_soon.setInterval(max(_REFRESH_MS, round(self.overview.seconds * 1000 * _REFRESH_SHARE)))
        self.overview_changed.emit(self.overview)
        if not self.searching:
            self._show_all(keep_place=True)
        if self._look_again:
            self._changed()

    # -- what is shown

    @Slot(object)
    def _found(self, results: Results) -> None:
        again = self.results is not None and results.query == self._shown_query
        self.results, self._shown_query = results, results.query
        self._show([hit.item for hit in results.hits], _sections_of(results), None, keep_place=again)
        self._tell()

    @Slot()
    def _left(self) -> None:
        self._search_again.stop()
        if self.searching:
            self.results, self._shown_query = None, Query()
            self._show_all(keep_place=False)

    def _show_all(self, *, keep_place: bool) -> None:
        ids = self.overview.ids
        all_photos = Section(self.tr("All photos"), self.tr("newest first"), len(ids))
        self._show(ids, [all_photos], self.overview.rows, keep_place=keep_place)
        self._tell()

    def _show(self, ids: list[int], sections: list[Section], rows: dict[int, int] | None, *, keep_place: bool) -> None:
        place = self._grid.place() if keep_place else None
        self._model.replace(ids, [section for section in sections if section.count], rows)
        if place is not None:
            self._grid.restore(place)
        else:
            self._grid.verticalScrollBar().setValue(0)

    def _tell(self) -> None:
        overview = self.overview
        if self.results is not None:
            page = Page.PHOTOS if self.results.hits else Page.NOTHING_FOUND
            waiting = self.results.total - self.results.searched
            status = self.tr("Searched {}").format(photos(min(self.results.searched, self.results.total)))
            if waiting > 0:
                status += self.tr(" · {} not searchable yet").format(grouped(waiting))
        else:
            page = Page.PHOTOS if overview.ids else Page.NO_PHOTOS if overview.roots else Page.FIRST_START
            status = photos(len(overview.ids)) if overview.ids else ""
        self.page = page
        self.status_changed.emit(status)
        self.page_changed.emit(page)


def _look(reader: Reader) -> Overview:
    """On the query thread."""
    started = time.perf_counter()
    ids, roots, failures = reader.browse(), reader.root_summaries(), reader.count_failures()
    return Overview(ids, rows_of(ids), roots, failures, time.perf_counter() - started)


def _sections_of(results: Results) -> list[Section]:
    took = search_time(results.seconds)

    def note(hits: tuple[Hit, ...]) -> str:
        return photos(len(hits))

    best, rest = results.best, results.less_likely
    first = [Section(tr("Best matches"), f"{note(best)} · {took}", len(best))] if best else []
    likely_note = note(rest) if best else f"{note(rest)} · {took}"
    return [*first, Section(tr("Less likely"), likely_note, len(rest))]
