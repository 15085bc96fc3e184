"""Sharp pictures for the viewer and small ones for chips, decoded in a worker process of the window's own.

Lives on the GUI thread. Not the indexer's workers: a photo the person opens must not queue behind a thousand others.
"""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photorag.media.outcome import Failed, Outcome
from photorag.media.view import ScreenPicture, ViewJob, render_for_screen
from photorag.media.worker_pool import SupervisedPool
from photorag.qt.bridge import Mailbox, sentence, was_cancelled

_KEPT_PICTURES = 6
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Rendered:
    """``image``, or why there is none."""

    image: QImage | None
    reason: str = ""


class PictureRenderer(QObject):
    rendered = Signal(object, object)  # the ViewJob, and its Rendered

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = Mailbox(self)
        self._pool: SupervisedPool[ViewJob, ScreenPicture] = SupervisedPool(
            render_for_screen, workers=1, seconds=_SECONDS
        )
        self._kept: OrderedDict[ViewJob, Rendered] = OrderedDict()
        self._under_way: dict[ViewJob, Future[Outcome[ViewJob, ScreenPicture]]] = {}
        self._closed = False

    def ask(self, job: ViewJob) -> Rendered | None:
        """What the job gives, if it has been done lately; else `rendered` follows."""
        found = self._kept.get(job)
        if found is not None:
            self._kept.move_to_end(job)
        elif job not in self._under_way and not self._closed:
            self._under_way[job] = self._pool.submit(job)
            self._mailbox.when_done(self._under_way[job], lambda future: self._done(job, future))
        return found

    def drop_waiting(self) -> None:
        """Jobs that have not been started are no longer of interest."""
        for job, future in list(self._under_way.items()):
            if future.cancel():
                del self._under_way[job]

    def forget(self) -> None:
        """Files may have changed."""
        self._kept.clear()

    def close(self) -> None:
        """Ends the worker process. May wait a moment: not for the GUI thread while a window shows."""
        self._closed = True
        self._mailbox.muted = True
        self._pool.close()

    def _done(self, job: ViewJob, future: Future[Outcome[ViewJob, ScreenPicture]]) -> None:
        if future.cancelled():
            return
        self._under_way.pop(job, None)
        error = future.exception()
        if error is not None:
            if not was_cancelled(error):
                self.rendered.emit(job, Rendered(None, sentence(error)))
            return
        outcome = future.result()
        result = Rendered(None, outcome.reason) if isinstance(outcome, Failed) else Rendered(_image(outcome.result))
        self._kept[job] = result
        while len(self._kept) > _KEPT_PICTURES:
            self._kept.popitem(last=False)
        self.rendered.emit(job, result)


def _image(picture: ScreenPicture) -> QImage:
    image = QImage(picture.pixels, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)  # a copy: the bytes need not outlive it
