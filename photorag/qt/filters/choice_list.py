"""A list of values with how many photos have each. A click chooses one; a click on its box adds it to the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from photorag.qt.icons import icon
from photorag.qt.texts import grouped, photos
from photorag.qt.theme import Theme
from photorag.qt.tokens import FACT_PIXELS, META_PIXELS

ROW = 30
_MOST_ROWS = 10
_BOX, _PADDING, _GAP = 14, 8, 8
_VALUE, _COUNT, _CHOSEN = (Qt.ItemDataRole.UserRole + number for number in range(3))


@dataclass(frozen=True, slots=True)
class Choice:
    """``value`` is "" for a heading. ``photos`` None: nobody has counted."""

    value: str
    title: str
    photos: int | None = None


class ChoiceList(QListWidget):
    chosen = Signal(str)  # this one and no other
    toggled = Signal(str)  # this one too, or no more
    went_up = Signal()  # from the first row
    typed = Signal(str)  # a letter, for whoever narrows the list
    left = Signal()  # Escape

    def __init__(self, theme: Theme, parent: QWidget, *, several: bool) -> None:
        """``several`` may be chosen together: each row has a box."""
        super().__init__(parent)
        self.setObjectName("filterChoices")
        self._several = several
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RowPainter(theme, self, boxes=several))
        self.itemEntered.connect(self._hover)

    def show_choices(self, choices: Sequence[Choice], chosen: Collection[str]) -> None:
        """``chosen`` values are marked; they are compared in lower case."""
        self.clear()
        for choice in choices:
            row = QListWidgetItem(choice.title)
            row.setSizeHint(QSize(0, ROW))
            row.setData(_VALUE, choice.value)
            row.setData(_COUNT, choice.photos)
            if choice.value:
                counted = "" if choice.photos is None else f", {photos(choice.photos)}"
                row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.title}{counted}")
            else:
                row.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(row)
        self.show_chosen(chosen)
        self.setFixedHeight(min(_MOST_ROWS, max(1, len(choices))) * ROW)
        self.setCurrentRow(next((row for row in range(self.count()) if self.value_at(row)), -1))

    def show_chosen(self, chosen: Collection[str]) -> None:
        for row in range(self.count()):
            self.item(row).setData(_CHOSEN, bool(self.value_at(row)) and self.value_at(row).casefold() in chosen)
        self.viewport().update()

    def value_at(self, row: int) -> str:
        return str(self.item(row).data(_VALUE))

    def is_chosen(self, row: int) -> bool:
        return bool(self.item(row).data(_CHOSEN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentRow()
        value = self.value_at(row) if row >= 0 else ""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if value:
                self.chosen.emit(value)
        elif key == Qt.Key.Key_Space and self._several:
            if value:
                self.toggled.emit(value)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Up and not any(self.value_at(above) for above in range(max(0, row))):
            self.went_up.emit()
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        where = event.position().toPoint()
        row = self.itemAt(where)
        value = str(row.data(_VALUE)) if row is not None else ""
        if event.button() != Qt.MouseButton.LeftButton or not value:
            return
        beside = event.modifiers() & Qt.KeyboardModifier.ControlModifier or where.x() < _PADDING + _BOX + _GAP
        if self._several and beside:
            self.toggled.emit(value)
        else:
            self.chosen.emit(value)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def _hover(self, row: QListWidgetItem) -> None:
        if row.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.setCurrentItem(row)


class _RowPainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget, *, boxes: bool) -> None:
        super().__init__(parent)
        self._theme, self._boxes = theme, boxes

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        value, count, chosen = (index.data(role) for role in (_VALUE, _COUNT, _CHOSEN))
        rect: QRect = option.rect
        inside = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = option.font
        font.setPixelSize(FACT_PIXELS if value else META_PIXELS)
        painter.setFont(font)
        middle = Qt.AlignmentFlag.AlignVCenter
        if not value:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, str(index.data()))
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(rect, 6, 6)
        self._paint_mark(painter, inside, chosen=bool(chosen))
        inside.setLeft(inside.left() + _BOX + _GAP)
        if count is not None:
            number = grouped(int(count))
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, number)
            inside.setRight(inside.right() - painter.fontMetrics().horizontalAdvance(number) - _GAP)
        painter.setPen(self._theme.colour("accent_ink" if chosen else "muted" if count == 0 else "ink"))
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def _paint_mark(self, painter: QPainter, inside: QRect, *, chosen: bool) -> None:
        """A box where several can be chosen, else a tick at the chosen one."""
        box = QRect(inside.left(), inside.center().y() - _BOX // 2, _BOX, _BOX)
        if self._boxes:
            painter.setPen(QPen(self._theme.colour("fill" if chosen else "muted"), 1))
            painter.setBrush(self._theme.colour("fill" if chosen else "card"))
            painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if chosen:
            tick = icon("check", self._theme.colour("on_fill" if self._boxes else "accent_ink"), 12)
            tick.paint(painter, box.adjusted(1, 1, -1, -1), Qt.AlignmentFlag.AlignCenter, QIcon.Mode.Normal)
