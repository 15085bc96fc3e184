"""Draws a folder's row: arrow, name, count or state, what could not be read, and how far reading has come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photorag.qt.icons import icon_image
from photorag.qt.places.folder_model import Folder, FolderModel
from photorag.qt.texts import grouped
from photorag.qt.theme import Theme
from photorag.qt.tokens import META_PIXELS, RADIUS

ROOT_HEIGHT, FOLDER_HEIGHT = 36, 30
_INSET = 10
_STEP = 14  # to the right for each level
_ARROW, _MARK, _MORE = 14, 14, 16
_GAP = 6
_BAR = 3

_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class Zones:
    """Where the parts of a row are. ``alert`` and ``more`` are empty where there is none."""

    arrow: QRect
    name: QRect
    alert: QRect
    count: QRect
    more: QRect


class FolderDelegate(QStyledItemDelegate):
    """``State_Open`` and ``State_MouseOver`` in the option are the view's to set. ``marked_below``: the marked folder
    is out of sight below this row."""

    def __init__(self, folders: FolderModel, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._folders, self._theme = folders, theme
        self.marked_below: QPersistentModelIndex | None = None
        self._images: dict[tuple[str, str, float], QImage] = {}
        theme.changed.connect(self._images.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, FOLDER_HEIGHT if index.parent().isValid() else ROOT_HEIGHT)

    def zones(self, rect: QRect, font: QFont, folder: Folder, *, hovered: bool) -> Zones:
        """Under the mouse the way to the row's menu stands in the place of the count."""
        left = rect.left() + _INSET - 1 + folder.depth * _STEP
        arrow = QRect(left, rect.top(), _ARROW, rect.height())
        right = rect.right() + 1 - _INSET
        more = QRect(right - _MORE, rect.top(), _MORE, rect.height()) if hovered else QRect()
        wide = _MORE if hovered else QFontMetrics(_meta(font, bold=True)).horizontalAdvance(self._count(folder))
        count = QRect(right - wide, rect.top(), wide, rect.height())
        end = count.left() - _GAP
        alert = QRect()
        if folder.failures:
            alert = QRect(end - _MARK, rect.top(), _MARK, rect.height())
            end = alert.left() - _GAP
        start = arrow.right() + 1 + _GAP - 2
        return Zones(arrow, QRect(start, rect.top(), max(0, end - start), rect.height()), alert, count, more)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        folder, state, rect = self._folders.folder(index), option.state, option.rect
        marked, hovered = bool(state & _State.State_Selected), bool(state & _State.State_MouseOver)
        zones = self.zones(rect, option.font, folder, hovered=hovered)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, marked=marked, hovered=hovered, focused=bool(state & _State.State_HasFocus))
        if folder.has_folders:
            name = "chevron-down" if state & _State.State_Open else "chevron-right"
            self._paint_image(painter, zones.arrow, name, _ARROW)
        self._paint_name(painter, zones.name, option.font, folder, marked=marked or self.marked_below == index)
        if folder.failures:
            self._paint_image(painter, zones.alert, "triangle-alert", _MARK)
        if hovered:
            self._paint_image(painter, zones.more, "ellipsis", _MORE)
        else:
            painter.setPen(self._theme.colour("muted"))
            painter.setFont(_meta(option.font, bold=marked))
            at = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(zones.count.adjusted(-_GAP, 0, 0, 0), at, self._count(folder))
        if folder.progress is not None and not folder.forgetting:
            wide = rect.right() + 1 - _INSET - zones.name.left()
            self._paint_bar(painter, QRectF(zones.name.left(), rect.bottom() - 5, wide, _BAR), folder.progress)
        painter.restore()

    def _count(self, folder: Folder) -> str:
        if folder.forgetting:
            return self.tr("removing…")
        return self.tr("offline") if folder.offline and folder.is_root else grouped(folder.items)

    def _paint_ground(self, painter: QPainter, rect: QRect, *, marked: bool, hovered: bool, focused: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if marked or hovered:
            painter.setBrush(self._theme.colour("accent_soft" if marked else "hover"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_name(self, painter: QPainter, rect: QRect, font: QFont, folder: Folder, *, marked: bool) -> None:
        away = folder.offline or folder.forgetting
        painter.setPen(self._theme.colour("accent_ink" if marked else "muted" if away else "ink"))
        if marked:
            font = QFont(font)
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(folder.name, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_bar(self, painter: QPainter, rect: QRectF, share: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(rect, _BAR / 2, _BAR / 2)
        rect.setWidth(max(_BAR, rect.width() * share))
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(rect, _BAR / 2, _BAR / 2)

    def _paint_image(self, painter: QPainter, rect: QRect, name: str, side: int) -> None:
        scale = painter.device().devicePixelRatio()
        key = (name, "muted", scale)
        if key not in self._images:
            image = icon_image(name, self._theme.colour("muted"), round(side * scale))
            image.setDevicePixelRatio(scale)
            self._images[key] = image
        middle = QPointF(rect.left(), rect.top() + (rect.height() - side) // 2)
        painter.drawImage(middle, self._images[key])


def _meta(font: QFont, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPixelSize(META_PIXELS)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made
