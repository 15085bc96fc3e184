"""What the grid asks for: the photos in view, then those about to come into view, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from photorag.core.library_types import Item
from photorag.qt.grid.layout import Box, GridLayout
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.grid.thumbnail_reader import Tile
from photorag.qt.tokens import RADIUS

_AHEAD = 0.5  # of the view's height


def tile_of(item: Item, box: Box, scale: float) -> Tile:
    """The picture that fills a cell, on a screen with so many pixels to each of ours."""
    return Tile(item.content, round(box.width * scale), round(box.height * scale), round(RADIUS * scale))


class LookAhead:
    """Looks once for each place that is scrolled to, and remembers which row shows what."""

    def __init__(self, photos: PhotoModel, thumbnails: ThumbnailLoader) -> None:
        self._photos, self._thumbnails = photos, thumbnails
        self._top = 0
        self._rows_of_content: dict[bytes, list[int]] = {}
        self._row_of_id: dict[int, int] = {}

    def look(self, layout: GridLayout, top: int, height: int, scale: float) -> None:
        """Asks for what the band shows, and for half as much in the direction of travel."""
        ahead = round(height * _AHEAD)
        coming = (top - ahead, top) if top < self._top else (top + height, top + height + ahead)
        if top != self._top:
            self._top = top
        visible, later = layout.rows_between(top, top + height), layout.rows_between(*coming)
        self._rows_of_content, self._row_of_id = {}, {}
        tiles: list[Tile] = []
        # The most urgent one last, which is at the top of the view.
        for row in (*reversed(later), *reversed(visible)):
            self._row_of_id[self._photos.id_at(row)] = row
            item = self._photos.item(row)
            if item is not None:
                tiles.append(tile_of(item, layout.box(row), scale))
                self._rows_of_content.setdefault(item.content, []).append(row)
        self._thumbnails.want_tiles(tiles)

    def rows_of_content(self, content: bytes) -> Iterable[int]:
        """The rows in or near the view that show it."""
        return self._rows_of_content.get(content, ())

    def rows_of_ids(self, ids: set[int]) -> list[int]:
        """The rows in or near the view that show them."""
        return [row for each, row in self._row_of_id.items() if each in ids]
