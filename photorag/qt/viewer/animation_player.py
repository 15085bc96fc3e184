"""Plays an animated picture: frames come in batches from the worker process and are shown when their time has come.

A short animation is kept whole and then plays from memory. Of a longer one only what comes next is kept: the frames
behind are dropped, and read again in the next round.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from photorag.media.animation import Frames, FramesJob
from photorag.qt.viewer.picture_renderer import PictureRenderer, to_image

_KEPT_BYTES = 128_000_000
_AHEAD = 24  # frames, as long as they take no more than half of that
_LATE = 250  # milliseconds; after a longer wait the clock is set anew rather than hurrying after it


class AnimationPlayer(QObject):
    frame = Signal(QImage)

    def __init__(self, renderer: PictureRenderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._job: FramesJob | None = None
        self._asked: FramesJob | None = None
        self._frames: dict[int, tuple[QImage, int]] = {}
        self._count: int | None = None  # once the end has been seen
        self._at = 0
        self._playing = False
        self._clock = QElapsedTimer()
        self._due = 0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._next)
        renderer.frames_read.connect(self._read)

    @property
    def active(self) -> bool:
        """There is an animation, playing or held."""
        return self._job is not None

    @property
    def playing(self) -> bool:
        return self._playing

    @property
    def position(self) -> int:
        """The number of the frame shown, from 0."""
        return self._at

    def start(self, path: str, width: int, height: int) -> None:
        """Plays a file whose first frame is shown already."""
        self.stop()
        self._job = FramesJob(path, 0, width, height)
        self._at, self._count = 0, None
        self._clock.start()
        self._due = 0
        self._playing = True
        self._ask()

    def stop(self) -> None:
        self._timer.stop()
        if self._asked is not None:
            self._renderer.drop_waiting([self._asked])
        self._job = self._asked = None
        self._frames.clear()
        self._playing = False

    def toggle(self) -> None:
        """Holds it, or goes on."""
        if self.active:
            self._playing = not self._playing
            self._timer.stop()
            if self._playing:
                self._due = self._clock.elapsed()
                self._next()

    # -- showing

    @Slot()
    def _next(self) -> None:
        """Shows the next frame if it is there; else `_read` comes back here."""
        number = self._after(self._at)
        if not self._playing or number not in self._frames:
            return
        self._at = number
        image, milliseconds = self._frames[number]
        self.frame.emit(image)
        self._wait(milliseconds)
        self._ask()

    def _wait(self, milliseconds: int) -> None:
        now = self._clock.elapsed()
        if now - self._due > _LATE:
            self._due = now
        self._due += milliseconds
        self._timer.start(max(0, self._due - now))

    def _after(self, number: int) -> int:
        return number + 1 if self._count is None else (number + 1) % self._count

    # -- reading

    def _ask(self) -> None:
        """Asks for the first frame that is missing among those that come next."""
        if self._job is None or self._asked is not None:
            return
        number = self._at
        for _ in range(self._ahead + 1):
            if number not in self._frames:
                self._asked = FramesJob(self._job.path, number, self._job.width, self._job.height)
                self._renderer.ask_frames(self._asked)
                return
            number = self._after(number)

    @property
    def _ahead(self) -> int:
        one = next((image.sizeInBytes() for image, _ in self._frames.values()), 1)
        return max(2, min(_AHEAD, _KEPT_BYTES // 2 // one))

    @Slot(object, object)
    def _read(self, job: FramesJob, frames: Frames | None) -> None:
        if self._job is None or job != self._asked:
            return
        self._asked = None
        if frames is None:
            frames = Frames((), 0, 0, ended=True)  # damaged from here on: it plays up to here
        for number, each in enumerate(frames.frames, job.first):
            self._frames[number] = (to_image(each.pixels, frames.width, frames.height), each.milliseconds)
        if frames.ended:
            self._count = job.first + len(frames.frames)
            if self._count < 2:
                self.stop()
                return
            self._at %= self._count
        self._drop_some()
        if not self._timer.isActive():
            if self._due == 0 and self._at == 0 and 0 in self._frames:  # the start: the first frame is on show
                self._wait(self._frames[0][1])
            else:
                self._next()
        self._ask()

    def _drop_some(self) -> None:
        """The frames that are needed last go first, until the rest may be kept."""
        size = sum(image.sizeInBytes() for image, _ in self._frames.values())
        ahead = 1 << 30 if self._count is None else self._count
        for number in sorted(self._frames, key=lambda each: (each - self._at) % ahead, reverse=True):
            if size <= _KEPT_BYTES or number == self._at:
                return
            size -= self._frames.pop(number)[0].sizeInBytes()
