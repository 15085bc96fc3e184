"""Brings one photo onto the canvas: a tone at once, its thumbnail, the photo at the screen's size, and more if needed.

More is the whole picture, once it is enlarged beyond the screen's pixels, or the frames of an animation. The
neighbours are decoded as soon as the photo is sharp, so that leafing does not wait.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QColor, QImage

from photorag.core.library_types import NO_TINT, Item
from photorag.media.view import MOST_PIXELS, ViewJob
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.tokens import VIEWER_HOVER
from photorag.qt.viewer.animation_player import AnimationPlayer
from photorag.qt.viewer.picture_canvas import PictureCanvas
from photorag.qt.viewer.picture_renderer import PictureRenderer, Rendered

_THUMBNAIL_SIDE = 512
_MEGA = 1_000_000


class Presenter(QObject):
    sharpened = Signal()  # the photo itself is shown: there is time for its neighbours

    def __init__(
        self, canvas: PictureCanvas, thumbnails: ThumbnailLoader, renderer: PictureRenderer, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._canvas, self._thumbnails, self._renderer = canvas, thumbnails, renderer
        self.player = AnimationPlayer(renderer, self)
        self._item: Item | None = None
        self._job: ViewJob | None = None
        self._whole: ViewJob | None = None  # asked for
        self._asked: set[ViewJob] = set()
        self.sharp = False
        canvas.closer_wanted.connect(self._ask_whole)
        renderer.rendered.connect(self._rendered)
        thumbnails.loaded.connect(self._thumbnail_loaded)
        self.player.frame.connect(canvas.sharpen)

    def show(self, item: Item) -> None:
        """What is known now; the rest follows as it arrives."""
        self.clear()
        self._item, self._job = item, self._job_for(item)
        thumbnail = self._thumbnails.image(item.content, _THUMBNAIL_SIDE)
        self._canvas.show_picture(thumbnail or _tone(item), self._size())
        self._ask(self._job)

    def shows(self, item: Item) -> bool:
        """True when this is the photo on the canvas, and its file is the same."""
        return self._item is not None and (self._item.id, self._item.path, self._item.content) == (
            item.id, item.path, item.content
        )  # fmt: skip

    def clear(self) -> None:
        """Nothing, and nothing under way."""
        self.player.stop()
        self._renderer.drop_waiting(self._asked)
        self._renderer.drop_whole()
        self._asked.clear()
        self._item = self._job = self._whole = None
        self.sharp = False
        self._canvas.show_picture(None, QSize())

    def prepare(self, neighbours: Sequence[Item]) -> None:
        for item in neighbours:
            self._thumbnails.image(item.content, _THUMBNAIL_SIDE)
            job = self._job_for(item)
            self._asked.add(job)
            self._renderer.ask(job)

    def _ask(self, job: ViewJob) -> None:
        self._asked.add(job)
        done = self._renderer.ask(job)
        if done is not None:
            self._rendered(job, done)

    @Slot(object, object)
    def _rendered(self, job: ViewJob, rendered: Rendered) -> None:
        if job == self._whole:
            self._show_whole(rendered)
        elif job == self._job and not self.sharp:
            if rendered.image is None:
                self._show_reason(rendered.reason)
            else:
                self.sharp = True
                self._sharpen(rendered.image, rendered.full)
                if rendered.animated:
                    self.player.start(str(job.source), job.width, job.height)
            self.sharpened.emit()

    def _sharpen(self, image: QImage, full: QSize) -> None:
        """In the place of the thumbnail; anew when the file is no longer of the size the library knows."""
        if full == self._canvas.full:
            self._canvas.sharpen(image)
        else:
            self._canvas.show_picture(image, full)

    def _show_reason(self, reason: str) -> None:
        assert self._item is not None
        if self._item.offline:
            text = self.tr("Its folder is offline, so only the small picture can be shown.")
        else:
            text = self.tr("This photo can't be shown: {}.").format(reason)
        self._canvas.show_picture(self._thumbnails.image(self._item.content, _THUMBNAIL_SIDE), self._size(), text)

    @Slot()
    def _ask_whole(self) -> None:
        if self.sharp and self._whole is None and not self.player.active and self._job is not None:
            self._whole = ViewJob.whole(self._job.source)
            self._canvas.say(self.tr("Loading full size …"))
            self._ask(self._whole)

    def _show_whole(self, rendered: Rendered) -> None:
        if rendered.image is None:
            self._canvas.say(self.tr("Its full size can't be shown: {}.").format(rendered.reason))
            return
        full = self._canvas.full.width() * self._canvas.full.height()
        reduced = self.tr("Shown with {} of its {} megapixels").format(MOST_PIXELS // _MEGA, round(full / _MEGA))
        self._canvas.say(reduced if full > MOST_PIXELS else "")
        self._canvas.sharpen(rendered.image)

    @Slot(object)
    def _thumbnail_loaded(self, content: bytes) -> None:
        if self._item is None or self.sharp or self._item.content != content:
            return
        thumbnail = self._thumbnails.image(content, _THUMBNAIL_SIDE)
        if thumbnail is not None:
            if self._canvas.full.isEmpty():
                self._canvas.show_picture(thumbnail, thumbnail.size(), self._canvas.sentence)
            else:
                self._canvas.sharpen(thumbnail)

    def _size(self) -> QSize:
        return QSize(self._item.width, self._item.height) if self._item else QSize()

    def _job_for(self, item: Item) -> ViewJob:
        """At the size of the screen: the window may be resized without decoding again."""
        screen = self._canvas.screen().size() * self._canvas.devicePixelRatioF()
        return ViewJob(str(item.path), screen.width(), screen.height())


def _tone(item: Item) -> QImage:
    """The photo's average colour, until there is more to see."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(VIEWER_HOVER) if item.tint == NO_TINT else QColor.fromRgb(item.tint))
    return image
