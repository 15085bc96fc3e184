"""The page where a model is chosen: which there are, which one is in use, what is coming."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photorag.core.errors import ModelError
from photorag.embedding.installed import add_folder, remove
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.labels import plain_label
from photorag.qt.models.about import byte_size, privacy
from photorag.qt.models.model_row import ACTION_WIDTH, GAP, LANGUAGES_WIDTH, SIDE_MARGIN, SIZE_WIDTH, ModelRow
from photorag.qt.models.model_runs import ModelRuns
from photorag.qt.models.model_state import ModelState
from photorag.qt.models.name_dialog import NameDialog
from photorag.qt.models.palette_icons import IconButton
from photorag.qt.models.remove_question import RemoveQuestion
from photorag.qt.models.shelf import Shelf, ShelfModel, look_at_shelf
from photorag.qt.notice import NoticeBar
from photorag.qt.theme import Theme

_TEXT_WIDTH = 760
_SIDE, _NARROW_SIDE = 40, 24
_NARROW = 800


class ModelsPage(QScrollArea):
    """Looks at the disk anew each time it appears."""

    left = Signal()

    def __init__(self, bridge: LibraryBridge, runs: ModelRuns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Models"))
        self._bridge, self._runs = bridge, runs
        self._wished: list[str] = []  # asked for, and perhaps neither offered nor on this computer
        self._state = ModelState()
        self._shelf: Shelf | None = None
        self.rows: dict[str, ModelRow] = {}
        self.back = IconButton("arrow-left", self.tr("Back"), side=20)
        self.back.clicked.connect(self.left)
        self.notice = NoticeBar(theme)
        self.any_model = self._pill(self.tr("Any open_clip model…"), self.ask_name)
        self.from_folder = self._pill(self.tr("Add from a folder…"), self.ask_folder)
        self.free = plain_label("meta", wrap=False)
        self._page = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._lay_out()
        runs.changed.connect(self.show_state)

    @Slot()
    def refresh(self) -> None:
        """Looks at which models are on the disk."""
        wished = tuple(self._wished)
        self._bridge.call(lambda library: look_at_shelf(library.home, wished), self._shelf_read)

    @Slot(object)
    def show_state(self, state: ModelState) -> None:
        before, self._state = self._state, state
        for row in self.rows.values():
            row.show_state(state)
        unlisted = bool(state.name) and state.name not in self.rows and state.name not in self._wished
        if unlisted:
            self._wished.append(state.name)
        come = state.phase is not before.phase and not state.busy  # a model, or a part of one
        if self.isVisible() and (unlisted or come):
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state(self._runs.state)
        self._runs.refresh()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self._page.layout()
        if layout is not None:
            margins = layout.contentsMargins()
            side = _NARROW_SIDE if self.width() < _NARROW else _SIDE
            layout.setContentsMargins(side, margins.top(), side, margins.bottom())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        self.back.setFocus()

    # -- what the person asks for

    @Slot()
    def ask_name(self) -> None:
        dialog = NameDialog(self._bridge, self)
        dialog.chosen.connect(self._use)
        dialog.open()

    @Slot()
    def ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the folder of an open_clip model"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add_folder)
        dialog.open()

    @Slot(str)
    def add_folder(self, folder: str) -> None:
        self._change(lambda library: add_folder(library.home, Path(folder)).name)

    @Slot(str)
    def ask_remove(self, name: str) -> None:
        question = RemoveQuestion(self.rows[name].model, self)
        question.confirmed.connect(lambda: self._change(lambda library: _remove(library, name)))
        question.open()

    @Slot(str)
    def _use(self, name: str) -> None:
        self.notice.hide()
        self._runs.start(name)

    def _change(self, work: Callable[[Library], str]) -> None:
        self.notice.hide()
        self._bridge.call(work, self._change_made)

    def _change_made(self, future: Future[str]) -> None:
        if (error := future.exception()) is not None:
            self.notice.say(sentence(error))
        self.refresh()

    # -- inside

    def _shelf_read(self, future: Future[Shelf]) -> None:
        if (error := future.exception()) is not None:
            self.notice.say(sentence(error))
            return
        shelf = future.result()
        if shelf.free is not None:
            self.free.setText(self.tr("{} free").format(byte_size(shelf.free)))
        if self._shelf is None or shelf.models != self._shelf.models:
            self._show_models(shelf.models)
        self._shelf = shelf

    def _show_models(self, models: tuple[ShelfModel, ...]) -> None:
        """Rows stay while their models do, and the keyboard's focus with them."""
        before, self.rows = self.rows, {}
        controls: list[QWidget] = [self.back]
        for place, model in enumerate(models):
            row = before.pop(model.name) if model.name in before else self._row(model)
            self.rows[model.name] = row
            row.show_model(model)
            self._list.insertWidget(place, row)
            controls += [row.progress.stop, row.remove, row.action]
        for gone in before.values():
            gone.hide()
            gone.deleteLater()
        for first, second in pairwise([*controls, self.any_model, self.from_folder]):
            QWidget.setTabOrder(first, second)

    def _row(self, model: ShelfModel) -> ModelRow:
        row = ModelRow(model)
        row.use_wanted.connect(self._use)
        row.stop_wanted.connect(self._runs.cancel)
        row.read_wanted.connect(self._runs.read_again_wanted)
        row.remove_wanted.connect(self.ask_remove)
        row.show_state(self._state)
        return row

    def _pill(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "pill")
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(plain_label("big", self.tr("Models"), wrap=False))
        head.addStretch(1)
        explain = plain_label(
            "muted",
            self.tr(
                "A model decides how well photos are understood. Changing it never loses anything: search keeps "
                "working on the old one until the new one has read everything."
            ),
        )
        explain.setMaximumWidth(_TEXT_WIDTH)
        names = QHBoxLayout()
        names.setContentsMargins(SIDE_MARGIN, 0, SIDE_MARGIN, 0)
        names.setSpacing(GAP)
        names.addWidget(plain_label("meta", self.tr("Model"), wrap=False), 1)
        for text, width in ((self.tr("Size"), SIZE_WIDTH), (self.tr("Languages"), LANGUAGES_WIDTH), ("", ACTION_WIDTH)):
            name = plain_label("meta", text, wrap=False)
            name.setFixedWidth(width)
            names.addWidget(name)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.any_model)
        foot.addWidget(self.from_folder)
        foot.addStretch(1)
        foot.addWidget(self.free)
        page = self._page
        column = QVBoxLayout(page)
        column.setContentsMargins(_SIDE, 28, _SIDE, 28)
        column.setSpacing(12)
        column.addLayout(head)
        for widget in (explain, self.notice):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(names)
        column.addLayout(self._list)
        column.addLayout(foot)
        column.addWidget(plain_label("meta", privacy(), wrap=False))
        column.addStretch(1)
        self.setWidget(page)


def _remove(library: Library, name: str) -> str:
    names = library.model_names()
    if name in (names.searching, names.reading):
        raise ModelError(f"{name} is in use: choose another model first.")
    return remove(library.home, name).name
