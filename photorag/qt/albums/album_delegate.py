"""Draws an album's or a saved search's row as the places above it look: icon, name, count; and edits its name there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from photorag.core.library_types import Album
from photorag.qt.albums.album_model import AlbumModel, Entry, Index
from photorag.qt.icons import icon_image
from photorag.qt.texts import grouped
from photorag.qt.theme import Theme
from photorag.qt.tokens import META_PIXELS, RADIUS
from photorag.store.albums import LONGEST_NAME

ROW_HEIGHT = 32
_INSET = 11
_ICON, _MORE = 18, 16
_GAP = 10  # between icon and name, as on the places' buttons
_SPACE = 6

_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class Zones:
    """Where the parts of a row are. ``more`` is empty where there is none."""

    icon: QRect
    name: QRect
    count: QRect
    more: QRect


class AlbumDelegate(QStyledItemDelegate):
    """The view says which row is under the mouse, and which one has photos hanging over it."""

    def __init__(self, albums: AlbumModel, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._albums, self._theme = albums, theme
        self.hovered_row: int | None = None
        self.drop_row: int | None = None
        self._images: dict[tuple[str, str, int], QImage] = {}
        theme.changed.connect(self._images.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW_HEIGHT)

    def zones(self, rect: QRect, font: QFont, entry: Entry, *, hovered: bool) -> Zones:
        """Under the mouse the way to the row's menu stands in the place of the count."""
        picture = QRect(rect.left() + _INSET, rect.top(), _ICON, rect.height())
        right = rect.right() + 1 - _INSET + 1
        more = QRect(right - _MORE, rect.top(), _MORE, rect.height()) if hovered else QRect()
        wide = _MORE if hovered else QFontMetrics(_meta(font, bold=True)).horizontalAdvance(_count(entry))
        count = QRect(right - wide, rect.top(), wide, rect.height())
        start = picture.right() + 1 + _GAP
        end = count.left() - (_SPACE if wide else 0)
        return Zones(picture, QRect(start, rect.top(), max(0, end - start), rect.height()), count, more)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, state, rect = self._albums.entry(index), option.state, option.rect
        marked, hovered = bool(state & _State.State_Selected), self.hovered_row == index.row()
        over = self.drop_row == index.row()
        zones = self.zones(rect, option.font, entry, hovered=hovered)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if marked or hovered or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft" if marked or over else "hover"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if over or state & _State.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        ink = "accent_ink" if marked else "ink"
        self._paint_image(painter, zones.icon, "book-image" if isinstance(entry, Album) else "search", ink, _ICON)
        self._paint_name(painter, zones.name, option.font, entry.name, ink)
        if hovered:
            self._paint_image(painter, zones.more, "ellipsis", "muted", _MORE)
        else:
            painter.setPen(self._theme.colour("muted"))
            painter.setFont(_meta(option.font, bold=marked))
            at = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(zones.count.adjusted(-_SPACE, 0, 0, 0), at, _count(entry))
        painter.restore()

    # -- the name, edited in its row

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QLineEdit:
        field = QLineEdit(parent)
        field.setObjectName("albumName")
        field.setMaxLength(LONGEST_NAME)
        field.setAccessibleName(self.tr("New name of {}").format(self._albums.entry(index).name))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: what is being typed stays when the library tells of new counts meanwhile."""
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(self._albums.entry(index).name)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        left = option.rect.left() + _INSET + _ICON + _GAP - 6  # its text where the name is
        editor.setGeometry(QRect(left, option.rect.top() + 2, option.rect.right() - left, ROW_HEIGHT - 4))

    # -- inside

    def _paint_name(self, painter: QPainter, rect: QRect, font: QFont, name: str, ink: str) -> None:
        painter.setPen(self._theme.colour(ink))
        if ink == "accent_ink":
            font = QFont(font)
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | _ONE_LINE, text)

    def _paint_image(self, painter: QPainter, rect: QRect, name: str, ink: str, side: int) -> None:
        scale = painter.device().devicePixelRatio()
        key = (name, ink, round(side * scale))
        if key not in self._images:
            image = icon_image(name, self._theme.colour(ink), round(side * scale))
            image.setDevicePixelRatio(scale)
            self._images[key] = image
        painter.drawImage(QPointF(rect.left(), rect.top() + (rect.height() - side) // 2), self._images[key])


_ONE_LINE = Qt.TextFlag.TextSingleLine


def _count(entry: Entry) -> str:
    """A saved search is run anew each time: nobody knows how many it finds now."""
    return grouped(entry.items) if isinstance(entry, Album) else ""


def _meta(font: QFont, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPixelSize(META_PIXELS)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made
