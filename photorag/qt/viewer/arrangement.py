"""Where the viewer's parts are, and which of them are to be seen.

In a window they lie beside each other. On a full screen the photo has all of it, and the bars lie over it until the
mouse rests.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QWidget

from photorag.qt.viewer import bar, film_strip, info_panel
from photorag.qt.viewer.bar import IconButton, ViewerBar
from photorag.qt.viewer.fader import Fader
from photorag.qt.viewer.film_strip import FilmStrip
from photorag.qt.viewer.info_panel import InfoPanel
from photorag.qt.viewer.picture_canvas import PictureCanvas

_STRIP_FROM = 560  # pixels of height; below, the strip would leave too little to the photo
_STEP_SIDE = 44
_STEP_MARGIN = 12
_VEIL = 0.85


class Arrangement(QObject):
    def __init__(self, viewer: QWidget, canvas: PictureCanvas, top: ViewerBar, strip: FilmStrip, info: InfoPanel,
                 previous: IconButton, following: IconButton) -> None:  # fmt: skip
        super().__init__(viewer)
        self._viewer, self._canvas, self._bar, self._strip, self._info = viewer, canvas, top, strip, info
        self._previous, self._next = previous, following
        self.strip_wanted = True
        self.fullscreen = False
        for button in (previous, following):
            button.setObjectName("viewerStep")
            button.setFixedSize(_STEP_SIDE, _STEP_SIDE)
        info.hide()
        self.bars = Fader((top, strip), self)
        self.steps = Fader((previous, following), self)
        self.bars.shown_changed.connect(self.arrange)
        self.steps.shown_changed.connect(self.arrange)
        self.steps.set_active(True)
        canvas.stirred.connect(self.stir)

    @Slot()
    def stir(self) -> None:
        """The person does something: whatever had gone comes back."""
        self.bars.wake()
        self.steps.wake()

    def use_fullscreen(self, full: bool) -> None:
        self.fullscreen = full
        self._bar.lie_over(full)
        self._strip.set_background_opacity(_VEIL if full else 1)
        self._canvas.use_whole_window(full)
        self.bars.set_active(full)
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        width, height, shown = self._viewer.width(), self._viewer.height(), self.bars.shown
        strip = self.strip_wanted and height >= _STRIP_FROM and self._strip.worthwhile
        foot = film_strip.HEIGHT if strip else 0
        side = 0 if self._info.isHidden() else info_panel.WIDTH
        self._bar.setGeometry(0, 0, width, bar.HEIGHT)
        self._bar.setVisible(shown)
        self._strip.setGeometry(0, height - film_strip.HEIGHT, width, film_strip.HEIGHT)
        self._strip.setVisible(strip and shown)
        self._info.setGeometry(width - side, bar.HEIGHT, side, height - bar.HEIGHT - foot)
        room = QRect(0, 0, width - side, height)
        if not self.fullscreen:
            room.adjust(0, bar.HEIGHT, 0, -foot)
        self._canvas.setGeometry(room)
        self._canvas.show_pointer(shown)
        middle = room.center().y() - _STEP_SIDE // 2
        self._previous.move(room.left() + _STEP_MARGIN, middle)
        self._next.move(room.right() + 1 - _STEP_SIDE - _STEP_MARGIN, middle)
        for button in (self._previous, self._next):
            button.setVisible(button.isEnabled() and self.steps.shown)
