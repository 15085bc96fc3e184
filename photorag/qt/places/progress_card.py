"""The card at the foot of the side bar: what is being read, how far, how fast, how long still; then what was done."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from photorag.ingest.report import Phase, Progress
from photorag.qt.icons import icon
from photorag.qt.places.elided_label import ElidedLabel
from photorag.qt.places.index_runs import Summary
from photorag.qt.places.plain_tip import plain_tip
from photorag.qt.texts import duration, grouped, photos
from photorag.qt.theme import Theme

_ICON = 14
_MARGIN = 12
_QUIET_SUMMARY_MS = 10_000  # what nobody asked for says what it did, and goes
_SHOWN: tuple[Phase, ...] = ("loading model", "reading", "reading details")


class ProgressCard(QFrame):
    pause_wanted = Signal(bool)
    stop_wanted = Signal()
    failures_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Reading photos"))
        self._theme = theme
        self._paused = self._stopping = self._several = False
        self._hide_later = QTimer(self, interval=_QUIET_SUMMARY_MS, singleShot=True)
        self._hide_later.timeout.connect(self.hide)
        self._progress: Progress | None = None
        self.title = QLabel(self)
        self.title.setWordWrap(True)
        self.title.setProperty("kind", "section")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How much has been read"))
        self.where = ElidedLabel(self)
        self.where.setProperty("kind", "meta")
        self.meta = QLabel(self)
        self.meta.setProperty("kind", "meta")
        self.meta.setWordWrap(True)
        self.failures = QPushButton(self)
        self.failures.setProperty("kind", "inline")
        self.failures.clicked.connect(self.failures_wanted)
        self.pause = self._button(self.tr("Pause"))
        self.stop = self._button(self.tr("Stop"))
        self.close_button = self._button(self.tr("Hide this"))
        self.pause.clicked.connect(self._toggle_pause)
        self.stop.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.hide)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def name_folders(self, several: bool) -> None:
        """With several folders in the library the card says which ones are being read."""
        self._several = several

    @Slot(bool)
    def start(self, asked: bool) -> None:
        """A run begins. One nobody asked for shows itself only when it finds something to read."""
        self._stopping = False
        if asked and not self._is_reading():
            self._progress = Progress("scanning")
            self._show_state()

    @Slot(object)
    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        if progress.phase in _SHOWN or not self.isHidden():
            self._show_state()

    @Slot(bool)
    def show_paused(self, paused: bool) -> None:
        self._paused = paused
        if self._progress is not None:
            self._show_state()

    @Slot(object)
    def show_summary(self, summary: Summary) -> None:
        self._progress = None
        self._stopping = False
        self._hide_later.stop()
        if not summary.asked and not summary.failed:
            self._hide_later.start()
        if not summary.worth_telling:
            self.hide()
            return
        for widget in (self.bar, self.pause, self.stop, self.where):
            widget.hide()
        self.close_button.show()
        self._show_failures(summary.failed)
        self._say(*self._summary_words(summary))
        self.show()

    # -- inside

    def _is_reading(self) -> bool:
        return self._progress is not None and self._progress.phase in _SHOWN

    def _show_state(self) -> None:
        progress = self._progress
        assert progress is not None
        self._hide_later.stop()
        counted = progress.phase in ("reading", "reading details") and progress.done > 0
        self.bar.setRange(0, progress.total if counted else 0)
        self.bar.setValue(progress.done)
        self.bar.show()
        self.pause.setVisible(not self._stopping)
        self.stop.setVisible(not self._stopping)
        self.close_button.hide()
        self._show_failures(progress.failed)
        self.where.setText(self._unfinished(progress))
        self.where.setToolTip(plain_tip("\n".join(str(root.path) for root in progress.roots)))
        self.where.setVisible(bool(self.where.text()))
        self._say(*self._words(progress))
        self._dress()
        self.show()

    def _words(self, progress: Progress) -> tuple[str, str]:
        """Title and the line below it."""
        of = self.tr("{} of {}").format(grouped(progress.done), grouped(progress.total))
        if self._stopping:
            return self.tr("Stopping…"), self.tr("What has been read is kept.")
        if self._paused:
            return self.tr("Paused"), of if progress.total else ""
        if progress.phase == "loading model":
            return self.tr("Getting the model ready…"), self.tr("{} to read").format(photos(progress.total))
        if progress.phase == "reading":
            room = self.width() - 2 * _MARGIN
            return self._fitting(self.title, room, self.tr("Reading {}").format(of), of), self._speed(progress, room)
        return {
            "reading details": (self.tr("Reading dates and places"), self._left(progress) or of),
            "finishing": (self.tr("Finishing…"), ""),
        }.get(progress.phase, (self.tr("Looking for photos…"), ""))

    def _speed(self, progress: Progress, room: int) -> str:
        if progress.per_second <= 0:
            return "" if progress.done else self.tr("Getting the model ready…")
        speed = QLocale().toString(float(progress.per_second), "f", 0 if progress.per_second >= 10 else 1)
        full, short = self.tr("{} photos/s").format(speed), self.tr("{}/s").format(speed)
        if progress.seconds_left is None:
            return full
        left = self.tr("{} left").format(duration(progress.seconds_left))
        room -= self.pause.sizeHint().width() + self.stop.sizeHint().width()
        return self._fitting(self.meta, room, f"{full} · {left}", f"{short} · {left}", left)

    def _left(self, progress: Progress) -> str:
        left = progress.seconds_left
        return "" if left is None else self.tr("{} left").format(duration(left))

    def _summary_words(self, summary: Summary) -> tuple[str, str]:
        if summary.stopped:
            return self.tr("Stopped"), self.tr("{} read. The rest is read later.").format(photos(summary.read))
        if summary.read or summary.failed:
            took = self.tr("in {}").format(duration(summary.seconds))
            return self.tr("{} read").format(photos(summary.read)), took
        if summary.removed:
            return self.tr("Up to date"), self.tr("{} no longer in the folder.").format(photos(summary.removed))
        return self.tr("Nothing new"), self.tr("These folders have been read.")

    def _unfinished(self, progress: Progress) -> str:
        """The folders with something left to read."""
        left = [root.path.name or str(root.path) for root in progress.roots if root.done < root.total]
        return ", ".join(left) if self._several and not self._stopping else ""

    def _say(self, title: str, meta: str) -> None:
        self.title.setText(title)
        self.meta.setText(meta)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._progress is not None and not self.isHidden():
            self._say(*self._words(self._progress))

    def _fitting(self, label: QLabel, room: int, *texts: str) -> str:
        """The first text that a line holds; else the last."""
        label.ensurePolished()
        fits = (text for text in texts if label.fontMetrics().horizontalAdvance(text) <= room)
        return next(fits, texts[-1])

    def _show_failures(self, number: int) -> None:
        self.failures.setVisible(number > 0)
        self.failures.setText(self.tr("{} could not be read").format(grouped(number)))
        self.failures.setAccessibleName(self.tr("{} could not be read. Show them.").format(grouped(number)))

    @Slot()
    def _toggle_pause(self) -> None:
        self.pause_wanted.emit(not self._paused)

    @Slot()
    def _stop(self) -> None:
        self._stopping = True
        if self._progress is not None:
            self._show_state()
        self.stop_wanted.emit()

    @Slot()
    def _dress(self) -> None:
        muted = self._theme.colour("muted")
        self.pause.setIcon(icon("play" if self._paused else "pause", muted, _ICON, filled=True))
        name = self.tr("Go on") if self._paused else self.tr("Pause")
        self.pause.setAccessibleName(name)
        self.pause.setToolTip(name)
        self.stop.setIcon(icon("square", muted, _ICON, filled=True))
        self.close_button.setIcon(icon("x", muted, _ICON))

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.title, 1)
        first.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        last = QHBoxLayout()
        last.setSpacing(0)
        last.addWidget(self.meta, 1)
        last.addWidget(self.pause)
        last.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, 8, 8)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self.where)
        column.addSpacing(4)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, _MARGIN - 8, 0)
        bar.addWidget(self.bar)
        column.addLayout(bar)
        column.addLayout(last)
        column.addWidget(self.failures)
