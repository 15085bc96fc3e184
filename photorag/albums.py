"""A library's albums: those made by hand, and searches kept as live ones. Every change is published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from photorag.core.events import AlbumsChanged, Events
from photorag.core.library_types import Album, SavedSearch
from photorag.store.albums import AlbumEdits, DeletedAlbum, DeletedSearch
from photorag.store.reader import Reader
from photorag.workers import EditThread, QueryThread

T = TypeVar("T")


class Albums:
    """Each call waits for its short transaction, never for an index run. All that are given a name raise
    `PhotoRagError` for one that is none or taken; all that are given an id, where there is no such album or search."""

    def __init__(self, queries: QueryThread, edits: EditThread, events: Events) -> None:
        self._queries, self._edits, self._events = queries, edits, events

    def all(self) -> list[Album]:
        """By name, each with the number of shown photos in it."""
        return self._queries.submit(Reader.albums).result()

    def create(self, name: str, item_ids: Sequence[int] = ()) -> int:
        """Makes an album with these items in it; returns its id."""
        return self._change(lambda edits: edits.create(name, item_ids))

    def rename(self, album_id: int, name: str) -> str:
        """Returns the name before."""
        return self._change(lambda edits: edits.rename(album_id, name))

    def delete(self, album_id: int) -> DeletedAlbum:
        """The photos stay. Returns what `restore` brings back."""
        return self._change(lambda edits: edits.delete(album_id))

    def restore(self, deleted: DeletedAlbum) -> None:
        self._change(lambda edits: edits.restore(deleted))

    def add(self, album_id: int, item_ids: Sequence[int]) -> tuple[int, ...]:
        """Returns those that were not in it."""
        return self._change(lambda edits: edits.add(album_id, item_ids))

    def remove(self, album_id: int, item_ids: Sequence[int]) -> tuple[int, ...]:
        """Returns those that were in it."""
        return self._change(lambda edits: edits.remove(album_id, item_ids))

    # -- saved searches

    def searches(self) -> list[SavedSearch]:
        """By name."""
        return self._queries.submit(Reader.saved_searches).result()

    def save_search(
        self, name: str, text: str, pictures: Sequence[int] = (), like: Sequence[int] = (), unlike: Sequence[int] = ()
    ) -> int:
        """Keeps a search under a name; returns its id. Raises `PhotoRagError` where there is nothing to search by."""
        return self._change(lambda edits: edits.save_search(name, text, pictures, like, unlike))

    def update_search(
        self, search_id: int, text: str, pictures: Sequence[int] = (), like: Sequence[int] = (),
        unlike: Sequence[int] = (),
    ) -> SavedSearch:  # fmt: skip
        """A saved search keeps its name and searches for this. Returns it as it was before."""
        return self._change(lambda edits: edits.update_search(search_id, text, pictures, like, unlike))

    def rename_search(self, search_id: int, name: str) -> str:
        """Returns the name before."""
        return self._change(lambda edits: edits.rename_search(search_id, name))

    def delete_search(self, search_id: int) -> DeletedSearch:
        """Returns what `restore_search` brings back."""
        return self._change(lambda edits: edits.delete_search(search_id))

    def restore_search(self, deleted: DeletedSearch) -> None:
        self._change(lambda edits: edits.restore_search(deleted))

    def _change(self, change: Callable[[AlbumEdits], T]) -> T:
        changed = self._edits.submit(lambda edits: change(edits.albums)).result()
        self._events.publish(AlbumsChanged())
        return changed
