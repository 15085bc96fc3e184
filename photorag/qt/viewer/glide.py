"""Moves a picture from one placement to another within a moment, so that the eye can follow a zoom."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal, Slot

from photorag.qt.viewer.zoom import Placement

_TIME = 140


class Glide(QObject):
    """``now`` is where the picture is, ``goal`` where it is going to be: the same when it rests."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.now = self.goal = self._start = Placement(0, 0, 1)
        self._motion = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_TIME)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._move_on)

    def to(self, goal: Placement) -> None:
        self._motion.stop()
        self._start, self.goal = self.now, goal
        self._motion.start()

    def jump(self, goal: Placement) -> None:
        self._motion.stop()
        self.now = self.goal = goal
        self.moved.emit()

    @Slot(object)
    def _move_on(self, part: float) -> None:
        self.now = self._start.between(self.goal, part)
        self.moved.emit()
