"""Sharp pictures for the viewer and small ones for chips, decoded in worker processes of the window's own.

Lives on the GUI thread. Not the indexer's workers: a photo the person opens must not queue behind a thousand others.
One process decodes at the screen's size; a second one, started when it is first needed, does what may take long: whole
pictures of many megapixels, and animations.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from photorag.media.animation import Frames, FramesJob
from photorag.media.close_up import CloseUp, CloseUpJob, render_close_up
from photorag.media.outcome import Failed, Outcome
from photorag.media.view import ScreenPicture, ViewJob, render_for_screen
from photorag.media.worker_pool import SupervisedPool
from photorag.qt.bridge import Mailbox, sentence, was_cancelled

J = TypeVar("J")
R = TypeVar("R")

_KEPT_PICTURES = 6
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Rendered:
    """``image``, or why there is none; ``full``: the picture's own size. ``animated``: it is the first of several
    frames."""

    image: QImage | None
    reason: str = ""
    full: QSize = field(default_factory=QSize)
    animated: bool = False


class PictureRenderer(QObject):
    rendered = Signal(object, object)  # the ViewJob, and its Rendered
    frames_read = Signal(object, object)  # the FramesJob, and its Frames, or None when they can't be read

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = Mailbox(self)
        self._screen: _Lane[ViewJob, ScreenPicture] = _Lane(render_for_screen, self._mailbox)
        self._close_up: _Lane[CloseUpJob, CloseUp] = _Lane(render_close_up, self._mailbox)
        self._kept: OrderedDict[ViewJob, Rendered] = OrderedDict()
        self._whole: tuple[ViewJob, Rendered] | None = None  # of these only one: it may be 400 MB

    def ask(self, job: ViewJob) -> Rendered | None:
        """What the job gives, if it has been done lately; else `rendered` follows."""
        if job.is_whole:
            if self._whole is not None and self._whole[0] == job:
                return self._whole[1]
            self._close_up.ask(job, self._done)
            return None
        found = self._kept.get(job)
        if found is not None:
            self._kept.move_to_end(job)
        else:
            self._screen.ask(job, self._done)
        return found

    def ask_frames(self, job: FramesJob) -> None:
        """`frames_read` follows."""
        self._close_up.ask(job, self._frames_done)

    def drop_waiting(self, jobs: Iterable[CloseUpJob]) -> None:
        """These jobs are no longer of interest, unless they have been started."""
        for job in jobs:
            if isinstance(job, ViewJob) and not job.is_whole:
                self._screen.drop(job)
            else:
                self._close_up.drop(job)

    def drop_whole(self) -> None:
        """Nobody looks at the picture in full size any more."""
        self._whole = None

    def forget(self) -> None:
        """Files may have changed."""
        self._kept.clear()
        self._whole = None

    def close(self) -> None:
        """Ends the worker processes. May wait a moment: not for the GUI thread while a window shows."""
        self._mailbox.muted = True
        self._screen.close()
        self._close_up.close()

    def _done(self, job: CloseUpJob, outcome: Outcome[CloseUpJob, CloseUp] | BaseException) -> None:
        assert isinstance(job, ViewJob)
        if isinstance(outcome, BaseException):
            self.rendered.emit(job, Rendered(None, sentence(outcome)))
            return
        if isinstance(outcome, Failed):
            result = Rendered(None, outcome.reason)
        else:
            picture = outcome.result
            assert isinstance(picture, ScreenPicture)
            full = QSize(picture.full_width, picture.full_height)
            result = Rendered(to_image(picture.pixels, picture.width, picture.height), "", full, picture.animated)
        if job.is_whole:
            self._whole = (job, result)
        else:
            self._kept[job] = result
            while len(self._kept) > _KEPT_PICTURES:
                self._kept.popitem(last=False)
        self.rendered.emit(job, result)

    def _frames_done(self, job: CloseUpJob, outcome: Outcome[CloseUpJob, CloseUp] | BaseException) -> None:
        done = None if isinstance(outcome, BaseException | Failed) else outcome.result
        self.frames_read.emit(job, done if isinstance(done, Frames) else None)


class _Lane(Generic[J, R]):
    """A worker process and what it has been asked for; nothing twice."""

    def __init__(self, function: Callable[[J], R], mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._pool: SupervisedPool[J, R] = SupervisedPool(function, workers=1, seconds=_SECONDS)
        self._under_way: dict[J, Future[Outcome[J, R]]] = {}
        self._closed = False

    def ask(self, job: J, handler: Callable[..., None]) -> None:
        """``handler(job, outcome or error)`` follows, unless the job is dropped."""
        if job in self._under_way or self._closed:
            return

        def done(future: Future[Outcome[J, R]]) -> None:
            if future.cancelled():
                return
            self._under_way.pop(job, None)
            error = future.exception()
            if error is None:
                handler(job, future.result())
            elif not was_cancelled(error):
                handler(job, error)

        self._under_way[job] = self._pool.submit(job)
        self._mailbox.when_done(self._under_way[job], done)

    def drop(self, job: J) -> None:
        future = self._under_way.get(job)
        if future is not None and future.cancel():
            del self._under_way[job]

    def close(self) -> None:
        self._closed = True
        self._pool.close()


def to_image(pixels: bytes, width: int, height: int) -> QImage:
    """From rows of RGB to the format the window paints fastest: a copy, the bytes need not outlive it."""
    return QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888).convertToFormat(
        QImage.Format.Format_RGB32
    )
