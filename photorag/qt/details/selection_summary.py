"""What many selected photos have in common, read page by page off the GUI thread.

Pages are small, so that rows for the grid come in between; of very many photos only the first are looked at.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from photorag.core.library_types import Item
from photorag.qt.grid.photo_model import Reads

MOST_READ = 10_000
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Summary:
    """Of ``count`` selected photos ``read`` were looked at. ``first`` and ``last`` are ISO dates, "" when nothing was
    found; ``tags`` come with how many of those photos have them, the most frequent first."""

    count: int
    read: int
    size: int
    first: str
    last: str
    favourites: int
    tags: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Tally:
    """Counts photos as they come."""

    read: int = 0
    size: int = 0
    favourites: int = 0
    first: str = ""
    last: str = ""
    tags: Counter[str] = field(default_factory=Counter)
    spelled: dict[str, str] = field(default_factory=dict)

    def add(self, items: Iterable[Item]) -> None:
        for item in items:
            self.read += 1
            self.size += item.size
            self.favourites += item.favourite
            when = (item.taken or _iso(item.mtime_ns))[:19]
            if when:
                self.first = min(self.first or when, when)
                self.last = max(self.last, when)
            for tag in item.tags:
                self.tags[tag.casefold()] += 1
                self.spelled.setdefault(tag.casefold(), tag)

    def summary(self, count: int) -> Summary:
        tags = sorted(self.tags.items(), key=lambda each: (-each[1], each[0]))
        named = tuple((self.spelled[tag], number) for tag, number in tags)
        return Summary(count, self.read, self.size, self.first, self.last, self.favourites, named)


class SummaryReader(QObject):
    """The newest question wins."""

    arrived = Signal(object)  # Summary
    failed = Signal(object)  # the exception

    def __init__(self, reads: Reads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self._number = 0

    def ask(self, ids: Sequence[int]) -> None:
        self.stop()
        self._next_page(self._number, [int(each) for each in ids[:MOST_READ]], 0, len(ids), Tally())

    def stop(self) -> None:
        """What is under way is of no interest any more."""
        self._number += 1

    def _next_page(self, number: int, ids: list[int], start: int, count: int, tally: Tally) -> None:
        page = ids[start : start + _PAGE]

        def arrived(future: Future[None]) -> None:
            if number != self._number:
                return
            error = future.exception()
            if error is not None:
                self.failed.emit(error)
            elif start + _PAGE < len(ids):
                self._next_page(number, ids, start + _PAGE, count, tally)
            else:
                self.arrived.emit(tally.summary(count))

        # Only one page is under way at a time, so nothing else touches the tally.
        self._reads.read(lambda reader: tally.add(reader.items(page).values()), arrived)


def _iso(mtime_ns: int) -> str:
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(mtime_ns / 1_000_000_000))
    except (OverflowError, OSError, ValueError):  # a date that no calendar has
        return ""
