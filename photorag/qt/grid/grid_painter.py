"""Paints a part of the grid: photos, headings, and the heading that stays at the top."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPen, QRegion

from photorag.qt.grid.cell_painter import CellPainter
from photorag.qt.grid.heading_painter import HeadingPainter
from photorag.qt.grid.layout import HEADER, Box, GridLayout
from photorag.qt.grid.look_ahead import tile_of
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.row_ranges import RowRanges
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme

STICKY = HEADER + 8
"""Height of what stays at the top of the view while the photos scroll."""


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at. ``focused`` is the row that the keys act on, or None when they go elsewhere; ``band`` the
    rectangle being drawn around photos, on the view."""

    layout: GridLayout
    top: int
    selected: RowRanges
    focused: int | None
    band: QRect


class GridPainter:
    def __init__(self, photos: PhotoModel, thumbnails: ThumbnailLoader, theme: Theme) -> None:
        self._photos, self._thumbnails, self._theme = photos, thumbnails, theme
        self._cells, self._headings = CellPainter(theme), HeadingPainter(theme)

    def recolour(self) -> None:
        self._cells.recolour()
        self._headings.recolour()

    def paint(self, painter: QPainter, region: QRegion, view: View) -> None:
        """Everything that touches the region, which the painter is clipped to."""
        dirty = region.boundingRect()
        painter.fillRect(dirty, self._cells.background)
        top, bottom = dirty.top() + view.top, dirty.bottom() + view.top + 1
        for row in view.layout.rows_between(top, bottom):
            rect = on_view(view.layout.box(row), view.top)
            if region.intersects(rect):
                self._cell(painter, rect, row, view)
        self._paint_headings(painter, dirty, view)
        if not view.band.isEmpty():
            self._band(painter, view.band)

    def _cell(self, painter: QPainter, rect: QRect, row: int, view: View) -> None:
        item = self._photos.item(row)
        box = view.layout.box(row)
        tile = None
        if item is not None:
            tile = self._thumbnails.tile(tile_of(item, box, painter.device().devicePixelRatio()))
        tint = int(self._photos.shown.tints[row])
        self._cells.photo(painter, rect, tint, tile, offline=item is not None and item.offline)
        if item is not None:
            self._cells.marks(painter, rect, item)
        if row in view.selected:
            many = len(view.selected) > 1
            self._cells.selected(painter, rect, current=many and row == view.focused, check=many)
        elif row == view.focused:
            self._cells.focused(painter, rect)

    def _paint_headings(self, painter: QPainter, dirty: QRect, view: View) -> None:
        """The heading of the section at the top stays there until the next one pushes it out."""
        layout = view.layout
        sticky = layout.section_at(view.top)
        has_sticky = sticky is not None and dirty.top() < STICKY
        if has_sticky and layout.header(sticky or 0).y < view.top:
            self._headings.veil(painter, QRect(0, 0, painter.viewport().width(), STICKY))
        for number in layout.headers_between(dirty.top() + view.top, dirty.bottom() + view.top + 1):
            if number != sticky:
                self._headings.heading(painter, on_view(layout.header(number), view.top), layout.sections[number])
        if sticky is not None and has_sticky:
            rect = on_view(layout.header(sticky), layout.header(sticky).y)
            following = sticky + 1
            if following < len(layout.sections):
                rect.moveBottom(min(rect.bottom(), layout.header(following).y - view.top - 1))
            self._headings.heading(painter, rect, layout.sections[sticky])

    def _band(self, painter: QPainter, rect: QRect) -> None:
        accent = self._theme.colour("accent")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 1))
        accent.setAlpha(40)
        painter.setBrush(accent)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def on_view(box: Box, top: int) -> QRect:
    return QRect(box.x, box.y - top, box.width, box.height)
