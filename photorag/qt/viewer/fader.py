"""Controls that go when the mouse rests, and come back when it moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, QVariantAnimation, Signal, Slot
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QWidget

_AFTER = 2500
_FADE = 250


class Fader(QObject):
    """Tells when the widgets are to be shown and hidden, and fades them out before. They stay while the mouse or the
    keyboard is on one of them."""

    shown_changed = Signal(bool)

    def __init__(self, widgets: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._active = False
        self.shown = True
        self._idle = QTimer(self, interval=_AFTER, singleShot=True)
        self._idle.timeout.connect(self._begin)
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=_FADE)
        self._fade.valueChanged.connect(self._fade_to)
        self._fade.finished.connect(self._faded)

    def set_active(self, active: bool) -> None:
        """Inactive, the widgets just stay."""
        self._active = active
        self.wake()

    @Slot()
    def wake(self) -> None:
        if self._fade.state() != QVariantAnimation.State.Stopped:
            self._fade.stop()
            self._be_solid()
        if not self.shown:
            self.shown = True
            self.shown_changed.emit(True)
        if self._active:
            self._idle.start()
        else:
            self._idle.stop()

    @Slot()
    def _begin(self) -> None:
        if QApplication.activePopupWidget() is not None or any(map(_in_use, self._widgets)):
            self._idle.start()
            return
        for widget in self._widgets:
            widget.setGraphicsEffect(QGraphicsOpacityEffect(widget))
        self._fade.start()

    @Slot(object)
    def _fade_to(self, opacity: float) -> None:
        for widget in self._widgets:
            effect = widget.graphicsEffect()
            if isinstance(effect, QGraphicsOpacityEffect):
                effect.setOpacity(opacity)

    @Slot()
    def _faded(self) -> None:
        self.shown = False
        self.shown_changed.emit(False)
        self._be_solid()

    def _be_solid(self) -> None:
        for widget in self._widgets:
            widget.setGraphicsEffect(None)  # type: ignore[arg-type] # None removes it


def _in_use(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return widget.isVisible() and (
        widget.underMouse() or (focused is not None and (focused is widget or widget.isAncestorOf(focused)))
    )
