"""Fills the chips of the search field: from the library's thumbnails, or from the worker process."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from photorag.media.view import ViewJob
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.search.chip import PictureChip
from photorag.qt.viewer.picture_renderer import PictureRenderer, Rendered

_PIXELS = 128


class ChipImages(QObject):
    def __init__(
        self, renderer: PictureRenderer, photos: PhotoModel, thumbnails: ThumbnailLoader, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._renderer, self._photos, self._thumbnails = renderer, photos, thumbnails
        self._waiting: list[PictureChip] = []
        renderer.rendered.connect(self._rendered)
        photos.items_arrived.connect(self._try_again)
        thumbnails.loaded.connect(self._try_again)

    @Slot(object)
    def fill(self, chip: PictureChip) -> None:
        if not self._fill(chip):
            self._waiting.append(chip)

    def _fill(self, chip: PictureChip) -> bool:
        """True when the chip has its picture, or never will."""
        item_id = chip.picture.picture.item
        if item_id is not None:
            item = self._photos.item_by_id(item_id)
            image = self._thumbnails.image(item.content, _PIXELS) if item else None
            chip.show_image(image)
            return image is not None
        rendered = self._renderer.ask(_job(chip))
        if rendered is not None:
            chip.show_image(rendered.image)
        return rendered is not None

    @Slot(object)
    def _try_again(self, _: object) -> None:
        self._waiting = [chip for chip in self._waiting if isValid(chip) and not self._fill_library_chip(chip)]

    def _fill_library_chip(self, chip: PictureChip) -> bool:
        return chip.picture.picture.item is not None and self._fill(chip)

    @Slot(object, object)
    def _rendered(self, job: ViewJob, rendered: Rendered) -> None:
        waiting = []
        for chip in filter(isValid, self._waiting):
            if chip.picture.picture.item is None and _job(chip) == job:
                chip.show_image(rendered.image)
            elif not self._fill(chip):  # asked again: the viewer may have dropped what was waiting
                waiting.append(chip)
        self._waiting = waiting


def _job(chip: PictureChip) -> ViewJob:
    picture = chip.picture.picture
    source = str(picture.path) if picture.path is not None else picture.data
    assert source is not None  # a picture is a path, an item, or bytes
    return ViewJob(source, _PIXELS, _PIXELS)
