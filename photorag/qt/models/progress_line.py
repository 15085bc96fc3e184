"""How far a model has come: a bar, the bytes below it, and the way to stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from photorag.qt.models.about import amount, pace
from photorag.qt.models.model_state import ModelPhase, ModelState
from photorag.qt.models.palette_icons import IconButton
from photorag.qt.texts import grouped

_STOP_SIDE = 24
_STEPS = 1000  # of the bar: bytes are more than its whole numbers reach


class ProgressLine(QWidget):
    """Keeps its height whatever it says. ``with_pace``: a second line for speed and time left."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_pace: bool = True) -> None:
        super().__init__(parent)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the model has come"))
        self.amount, self.pace = QLabel(self), QLabel(self)
        for label in (self.amount, self.pace):
            label.setProperty("kind", "meta")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.pace.setVisible(with_pace)
        self.stop = IconButton("x", self.tr("Stop the download. What has arrived is kept."), self)
        policy = self.stop.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.stop.setSizePolicy(policy)
        self.stop.setFixedSize(_STOP_SIDE, _STOP_SIDE)
        self.stop.clicked.connect(self.stop_wanted)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.amount)
        lines.addWidget(self.pace)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addLayout(lines, 1)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addLayout(row)

    def show_state(self, state: ModelState) -> None:
        """For a state that is busy or changing."""
        done, whole = _share(state)
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        self.amount.setText(self._amount(state))
        arriving = state.download if state.phase is ModelPhase.DOWNLOADING else None
        self.pace.setText(pace(arriving) if arriving else "")
        self.stop.setVisible(state.phase is not ModelPhase.STOPPING)
        self.stop.say(
            self.tr("Do not change the model")
            if state.changing
            else self.tr("Stop the download. What has arrived is kept.")
        )

    def _amount(self, state: ModelState) -> str:
        if state.phase is ModelPhase.DOWNLOADING and state.download is not None:
            return amount(state.download)
        if state.phase is ModelPhase.STARTING:
            return self.tr("Getting ready…")
        if state.phase is ModelPhase.PREPARING:
            return self.tr("Checking and loading…")
        if state.phase is ModelPhase.STOPPING:
            return self.tr("Stopping…")
        if state.to_read:
            return self.tr("{} of {} read").format(grouped(state.read), grouped(state.to_read))
        return self.tr("Reading…") if state.phase is ModelPhase.READING else self.tr("Not read yet")


def _share(state: ModelState) -> tuple[int, int]:
    """Steps done, and steps in all; none in all makes the bar move to and fro."""
    if state.phase is ModelPhase.DOWNLOADING and state.download is not None and state.download.total:
        return round(_STEPS * state.download.done / state.download.total), _STEPS
    if state.phase is ModelPhase.READING and state.to_read:
        return round(_STEPS * state.read / state.to_read), _STEPS
    return (0, _STEPS) if state.phase is ModelPhase.WAITING else (0, 0)
