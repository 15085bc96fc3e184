"""The first start: what this is, that nothing leaves the computer, where to begin."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photorag.core.cancel import CancelToken
from photorag.qt.bridge import LibraryBridge, was_cancelled
from photorag.qt.labels import plain_label
from photorag.qt.models.model_state import ModelState
from photorag.qt.search.drops import has_something
from photorag.qt.start.pictures_button import BUTTON_HEIGHT, PicturesButton
from photorag.qt.start.pictures_count import PicturesCount, count_photos
from photorag.qt.start.understanding_card import UnderstandingCard

_CENTRE = Qt.AlignmentFlag.AlignCenter
_WIDTH = 668  # 620 and its margins


class EmptyPage(QScrollArea):
    """Scrolls where the window is too low for it."""

    choose_wanted = Signal()
    folder_wanted = Signal(object)  # a Path
    model_wanted = Signal(str)  # to be downloaded and used
    model_stop_wanted = Signal()
    models_wanted = Signal()  # the page to choose from

    def __init__(self, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bridge: LibraryBridge | None = None
        self._counting: CancelToken | None = None
        self._counted = False
        self.choose = QPushButton(self.tr("Choose a folder…"))
        self.choose.clicked.connect(self.choose_wanted)
        self.choose.setMinimumHeight(BUTTON_HEIGHT)
        self.pictures = PicturesButton()
        self.pictures.clicked.connect(self._use_pictures)
        self._pictures_folder = _pictures_folder()
        self.pictures.setVisible(self._pictures_folder is not None)
        if self._pictures_folder is None:
            self.choose.setProperty("kind", "main")
        self.model = UnderstandingCard(model)
        self.model.get_wanted.connect(self.model_wanted)
        self.model.stop_wanted.connect(self.model_stop_wanted)
        self.model.models_wanted.connect(self.models_wanted)
        self._drop = QFrame()
        self._lay_out()

    def connect_library(self, bridge: LibraryBridge) -> None:
        """From now on the photos in Pictures are counted when the page appears."""
        self._bridge = bridge
        if self.isVisible():
            self._count()

    def focus_first(self) -> None:
        (self.choose if self._pictures_folder is None else self.pictures).setFocus()

    @Slot(object)
    def show_state(self, state: ModelState) -> None:
        self.model.show_state(state)

    # -- events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._count()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.window().removeEventFilter(self)
        self._light_up(False)
        if self._counting is not None:
            self._counting.cancel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window takes what is dropped on it; this page only lights up."""
        if isinstance(event, QDragEnterEvent):
            self._light_up(has_something(event.mimeData()))
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self._light_up(False)
        return super().eventFilter(watched, event)

    # -- inside

    def _light_up(self, over: bool) -> None:
        if bool(self._drop.property("over")) != over:
            self._drop.setProperty("over", over)
            for widget in (self._drop, *self._drop.findChildren(QLabel)):
                widget.style().polish(widget)

    def _count(self) -> None:
        folder = self._pictures_folder
        if self._bridge is None or folder is None or self._counted or self._counting is not None:
            return
        token = self._counting = CancelToken()
        self._bridge.call(lambda library: count_photos(library, str(folder), token), self._show_count)

    def _show_count(self, future: Future[PicturesCount]) -> None:
        self._counting = None
        error = future.exception()
        if error is None:
            self._counted = True
            self.pictures.show_count(future.result())
        elif was_cancelled(error) and self.isVisible():
            self._count()  # the page had gone, and has come back

    @Slot()
    def _use_pictures(self) -> None:
        self.folder_wanted.emit(self._pictures_folder)

    def _lay_out(self) -> None:
        lead = self.tr(
            "By words, by a picture, or by both. Your photos are read on this computer and stay here, unchanged. "
            "Nothing leaves it."
        )
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(_label(self.tr("Find any photo by describing it"), "title"))
        column.addSpacing(12)
        column.addWidget(_label(lead, "lead"))
        column.addSpacing(32)
        self._fill_drop_card()
        column.addWidget(self._drop)
        column.addSpacing(24)
        column.addWidget(self.model)
        column.addStretch(1)
        page = QWidget()
        # Centred by stretches: a layout asks an aligned widget how high it is at the full width, and cuts wrapped text.
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        self.setWidget(page)

    def _fill_drop_card(self) -> None:
        self._drop.setObjectName("dropCard")
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.pictures)
        buttons.addWidget(self.choose)
        buttons.addStretch(1)
        column = QVBoxLayout(self._drop)
        column.setContentsMargins(24, 44, 24, 44)
        column.setSpacing(4)
        column.addWidget(_label(self.tr("Drop a folder here"), "big"))
        column.addWidget(_label(self.tr("or several; the folders inside are included"), "muted"))
        column.addSpacing(16)
        column.addLayout(buttons)


def _label(text: str, kind: str) -> QLabel:
    label = plain_label(kind, text)
    label.setAlignment(_CENTRE)
    return label


def _pictures_folder() -> Path | None:
    """The system's Pictures folder. Where there is none, Qt names the home folder, which nobody means."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    folder = Path(named) if named else None
    return folder if folder is not None and folder != Path.home() and folder.is_dir() else None
