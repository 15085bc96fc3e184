"""A chip of the filter row: outlined with a chevron when it offers a menu, filled with a cross when it filters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from photorag.qt.icons import icon
from photorag.qt.places.plain_tip import plain_tip
from photorag.qt.theme import Theme
from photorag.qt.tokens import FACT_PIXELS

HEIGHT = 30
_PADDING, _GAP = 12, 6
_SIGN = 12  # the chevron's or the cross's side
_LONGEST = 240  # pixels of text; more is shortened, and whole in the tool tip


class Chip(QPushButton):
    """Painted by hand: it is one control with one stop of the Tab key, though a click on its cross takes it out."""

    opened = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, quiet: bool = False) -> None:
        """``quiet``: without an outline, for what is no filter."""
        super().__init__(parent)
        self._theme, self._quiet = theme, quiet
        self._active = self._open = self._over_cross = False
        self._label = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.opened)
        theme.changed.connect(self.update)

    @property
    def active(self) -> bool:
        return self._active

    @property
    def label(self) -> str:
        """What it says, in full."""
        return self._label

    def say(self, label: str, name: str, *, active: bool = False) -> None:
        """``name`` is what a screen reader says; ``active`` fills it and gives it the cross."""
        self._label, self._active = label, active
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Delete takes it out of the search.") if active else "")
        long = self._metrics().horizontalAdvance(label) > _LONGEST
        self.setToolTip(plain_tip(label) if long else "")
        self.updateGeometry()
        self.update()

    def show_open(self, is_open: bool) -> None:
        """Its menu is shown."""
        self._open = is_open
        self.update()

    def cross(self) -> QRect:
        """Where a click takes it out."""
        return QRect(self.width() - _SIGN - _PADDING - _GAP // 2, 0, _SIGN + _PADDING + _GAP // 2, self.height())

    def press(self, where: QPoint) -> None:
        """What a click there does."""
        if self._is_cross(where):
            self.removed.emit()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.opened.emit()

    def sizeHint(self) -> QSize:
        text = min(_LONGEST, self._metrics().horizontalAdvance(self._label))
        padding = 2 * (_GAP if self._quiet else _PADDING)
        return QSize(padding + text + _GAP + _SIGN, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _PADDING + _SIGN, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._active:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._is_cross(event.position().toPoint()):
            self.removed.emit()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._is_cross(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(False)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_outline(painter)
        colour = "accent_ink" if self._active else ("muted" if self._quiet else "ink")
        painter.setFont(self._font())
        painter.setPen(self._theme.colour(colour))
        left = _GAP if self._quiet else _PADDING
        sign = QRect(self.width() - left - _SIGN, (self.height() - _SIGN) // 2, _SIGN, _SIGN)
        room = QRect(left, 0, sign.left() - _GAP - left, self.height())
        text = self._metrics().elidedText(self._label, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        mark = "x" if self._active else "chevron-down"
        shade = self._theme.colour("ink" if self._over_cross else colour if self._active else "muted")
        icon(mark, shade, _SIGN).paint(painter, sign, Qt.AlignmentFlag.AlignCenter, QIcon.Mode.Normal)
        painter.end()

    # -- inside

    def _paint_outline(self, painter: QPainter) -> None:
        around = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = around.height() / 2
        hovered = self.underMouse() and self.isEnabled()
        fill = "accent_soft" if self._active else "hover" if hovered or self._open else "" if self._quiet else "card"
        edge = "accent" if self.hasFocus() or self._open else "" if self._active or self._quiet else "line"
        painter.setPen(QPen(self._theme.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
        if fill:
            painter.setBrush(self._theme.colour(fill))
        painter.drawRoundedRect(around, radius, radius)

    def _is_cross(self, where: QPoint) -> bool:
        return self._active and self.cross().contains(where)

    def _hover(self, over: bool) -> None:
        if over != self._over_cross:
            self._over_cross = over
            self.update()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(FACT_PIXELS)
        font.setWeight(QFont.Weight.DemiBold if self._active else QFont.Weight.Normal)
        return font

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())
