from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from photorag.core.library_types import Item
from photorag.qt.details.selection_summary import MOST_READ, Summary, SummaryReader, Tally
from tests.qt.conftest import collected


def item(number: int, taken: str | None = None, tags: tuple[str, ...] = (), favourite: bool = False) -> Item:
    return Item(
        id=number, segment=number, path=Path(f"/{number}.jpg"), kind="photo", content=b"", width=4, height=3,
        taken=taken, size=100, mtime_ns=1_600_000_000_000_000_000, partial=False, offline=False, tags=tags,
        favourite=favourite,
    )  # fmt: skip


class Reads:
    """Answers when told to, as a busy query thread would."""

    def __init__(self, items: dict[int, Item]) -> None:
        self.waiting: list[tuple[Callable[[Any], Any], Callable[[Future[Any]], None]]] = []
        self.pages: list[int] = []
        self._items = items

    def read(self, question: Callable[[Any], Any], handler: Callable[[Future[Any]], None]) -> None:
        self.waiting.append((question, handler))

    def answer(self, error: Exception | None = None) -> None:
        question, handler = self.waiting.pop(0)
        future: Future[Any] = Future()
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(question(SimpleNamespace(items=self._page)))
        handler(future)

    def _page(self, ids: list[int]) -> dict[int, Item]:
        self.pages.append(len(ids))
        return {each: self._items[each] for each in ids if each in self._items}


def test_what_photos_have_in_common() -> None:
    tally = Tally()
    tally.add([
        item(1, "2021-08-02T10:00:00+02:00", ("Sea", "trip")),
        item(2, "2023-09-01T10:00:00", ("sea",), favourite=True),
        item(3, None, ("sea", "dog")),
    ])  # fmt: skip
    summary = tally.summary(3)
    assert (summary.count, summary.read, summary.size, summary.favourites) == (3, 3, 300, 1)
    assert summary.first.startswith("2020-09-13")  # the file's date of the third
    assert summary.last == "2023-09-01T10:00:00"
    assert summary.tags == (("Sea", 3), ("dog", 1), ("trip", 1))


def test_many_are_read_in_pages_up_to_a_limit(qapp: object) -> None:
    ids = list(range(MOST_READ + 5000))
    reads = Reads({each: item(each) for each in ids})
    reader = SummaryReader(reads)
    seen: list[Summary] = collected(reader.arrived)
    reader.ask(ids)
    while reads.waiting:
        assert len(reads.waiting) == 1  # one page at a time
        reads.answer()
    assert max(reads.pages) <= 500
    assert [(each.count, each.read, each.size) for each in seen] == [(MOST_READ + 5000, MOST_READ, MOST_READ * 100)]


def test_the_newest_selection_wins(qapp: object) -> None:
    reads = Reads({each: item(each) for each in range(2000)})
    reader = SummaryReader(reads)
    seen: list[Summary] = collected(reader.arrived)
    reader.ask(range(2000))
    reads.answer()
    reader.ask([1, 2])
    while reads.waiting:
        reads.answer()
    assert [each.count for each in seen] == [2]
    assert len(reads.pages) == 3  # two of the first, which then was let go, and one of the second


def test_an_error_is_told(qapp: object) -> None:
    reads = Reads({})
    reader = SummaryReader(reads)
    seen = collected(reader.failed)
    reader.ask([1, 2])
    error = OSError("no disk")
    reads.answer(error)
    assert seen == [error]
