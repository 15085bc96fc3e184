"""The viewer's canvas: one picture, fitted or zoomed, moved by wheel, drag and keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QPointF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from photorag.qt.tokens import VIEWER_BG
from photorag.qt.viewer.glide import Glide
from photorag.qt.viewer.picture_painter import PicturePainter
from photorag.qt.viewer.pill import paint_instead, paint_over
from photorag.qt.viewer.zoom import STEP, Placement, Space

_MARGIN = 24
_REST_AFTER = 120  # milliseconds without movement
_NOTCH = 120  # of a mouse wheel, in Qt's units
_NEARLY_FULL_SIZE = 0.7  # a picture fitted at this scale hardly grows at 100 %: a double click goes to twice as large


class PictureCanvas(QWidget):
    zoom_changed = Signal(int)  # in per cent of the picture's own size; 0 when there is no picture
    closer_wanted = Signal()  # the picture is shown larger than its pixels are good for
    stirred = Signal()  # the mouse moves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self._image: QImage | None = None
        self._full = QSize()
        self._sentence = ""
        self._edge_to_edge = False
        self._pointer = True
        self._glide = Glide(self)
        self._glide.moved.connect(self._stir)
        self._fitted = True
        self._drag: tuple[QPointF, Placement] | None = None
        self._painter = PicturePainter()
        self._rest = QTimer(self, interval=_REST_AFTER, singleShot=True)
        self._rest.timeout.connect(self._rested)

    # -- what it shows

    def show_picture(self, image: QImage | None, full: QSize, sentence: str = "") -> None:
        """A picture, fitted. ``full`` is its own size in pixels: a thumbnail is shown as large as the photo will be.
        For the sentence see `say`."""
        self._image, self._full = image, full
        self._drag = None
        self.say(sentence)
        self._painter.forget()
        self.fit(at_once=True)
        self._rest.stop()  # it does not move: paint it well at once

    def sharpen(self, image: QImage) -> None:
        """The same picture with other pixels, where it is."""
        self._image = image
        self._ask_for_more()
        self.update()

    def say(self, sentence: str) -> None:
        """A short sentence over the foot of the picture, or in place of one."""
        self._sentence = sentence
        self.setAccessibleName(sentence)
        self.update()

    @property
    def image(self) -> QImage | None:
        return self._image

    @property
    def full(self) -> QSize:
        return self._full

    @property
    def sentence(self) -> str:
        return self._sentence

    @property
    def placement(self) -> Placement:
        """Where the picture is going to be: there already, unless it is moving."""
        return self._glide.goal

    @property
    def percent(self) -> float:
        return self.space.percent(self._glide.goal) if self._there else 0.0

    @property
    def space(self) -> Space:
        margin = 0 if self._edge_to_edge else _MARGIN
        size = self._full if self._there else QSize(1, 1)
        return Space(size.width(), size.height(), self.width(), self.height(), margin, self.devicePixelRatioF())

    def use_whole_window(self, whole: bool) -> None:
        """No margin around a fitted picture, on a full screen for instance."""
        self._edge_to_edge = whole
        if self._fitted:
            self.fit(at_once=True)

    # -- zooming

    @Slot()
    def fit(self, *, at_once: bool = False) -> None:
        self._fitted = True
        self._go(self.space.fitted(), at_once=at_once)

    @Slot()
    def full_size(self) -> None:
        """100 %."""
        self._zoom_to(1 / self.devicePixelRatioF(), self._middle)

    @Slot()
    def zoom_in(self) -> None:
        self._zoom_by(STEP, self._middle)

    @Slot()
    def zoom_out(self) -> None:
        self._zoom_by(1 / STEP, self._middle)

    def pan(self, right: float, down: float) -> None:
        """Moves the window over the picture, in fractions of the window."""
        if self._there:
            self._go(self.space.panned(self._glide.goal, -right * self.width(), -down * self.height()))

    def toggle(self, at: QPointF) -> None:
        """From fitted to 100 % and back."""
        if not self._fitted:
            self.fit()
            return
        hundred = 1 / self.devicePixelRatioF()
        fit = self.space.fit_scale
        self._zoom_to(hundred if fit < hundred * _NEARLY_FULL_SIZE else fit * 2, at)

    def _zoom_to(self, scale: float, at: QPointF) -> None:
        if self._there:
            self._zoomed(self.space.zoomed_to(self._glide.goal, scale, at.x(), at.y()))

    def _zoom_by(self, factor: float, at: QPointF, *, at_once: bool = False) -> None:
        if self._there:
            self._zoomed(self.space.zoomed_by(self._glide.goal, factor, at.x(), at.y()), at_once=at_once)

    def _zoomed(self, goal: Placement, *, at_once: bool = False) -> None:
        self._fitted = self.space.is_fitted(goal)
        self._go(goal, at_once=at_once)

    def _go(self, goal: Placement, *, at_once: bool = False) -> None:
        if at_once or not self.isVisible():
            self._glide.jump(goal)
        else:
            self._glide.to(goal)
        self.zoom_changed.emit(round(self.percent))
        self._ask_for_more()

    @Slot()
    def _stir(self) -> None:
        """Something moves: paint quickly until it rests."""
        self._rest.start()
        self.update()

    @Slot()
    def _rested(self) -> None:
        self._show_hand()
        self.update()

    def _ask_for_more(self) -> None:
        if self._there and self._image is not None:
            pixels = self._full.width() * self._glide.goal.scale * self.devicePixelRatioF()
            if pixels > self._image.width() * 1.02 and self._image.width() < self._full.width():
                self.closer_wanted.emit()

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted picture stays so; of a zoomed one the middle stays."""
        if self._fitted or not event.oldSize().isValid():
            self.fit(at_once=True)
            return
        space, goal = self.space, self._glide.goal
        before = replace(space, width=event.oldSize().width(), height=event.oldSize().height())
        self._go(space.around(*before.middle(goal), goal.scale), at_once=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            # A touchpad sends many small turns: they are smooth by themselves.
            self._zoom_by(STEP ** (turned / _NOTCH), event.position(), at_once=abs(turned) < _NOTCH)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom_by(1 + event.value(), event.position(), at_once=True)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._there and self.space.can_pan(self._glide.goal):
            self._glide.jump(self._glide.goal)
            self._drag = (event.position(), self._glide.now)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.stirred.emit()
        if self._drag is not None:
            moved = event.position() - self._drag[0]
            self._glide.jump(self.space.panned(self._drag[1], moved.x(), moved.y()))
        elif not self._rest.isActive():
            self._show_hand()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self._show_hand()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = None
            self.toggle(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(VIEWER_BG))
        if self._there and self._image is not None:
            if self._rest.isActive():
                self._painter.quickly(painter, self._image, self._full, self._glide.now, self.rect())
            else:
                rounded = self._fitted and not self._edge_to_edge
                self._painter.well(painter, self._image, self._full, self._glide.now, self.rect(), rounded=rounded)
        if self._sentence:
            room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            paint = paint_over if self._there and self._image is not None else paint_instead
            paint(painter, room, self._sentence)
        painter.end()

    # -- helpers

    @property
    def _there(self) -> bool:
        return not self._full.isEmpty()

    @property
    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def show_pointer(self, shown: bool) -> None:
        self._pointer = shown
        self._show_hand()

    def _show_hand(self) -> None:
        if not self._pointer:
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self._drag is None:
            pannable = self._there and self.space.can_pan(self._glide.goal)
            self.setCursor(Qt.CursorShape.OpenHandCursor if pannable else Qt.CursorShape.ArrowCursor)
