"""One model on the models page: what it is, how big, in which languages, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from photorag.qt.labels import plain_label
from photorag.qt.models.about import byte_size, in_one_line, languages, pace, privacy, row_title
from photorag.qt.models.model_state import ModelPhase, ModelState
from photorag.qt.models.palette_icons import IconButton
from photorag.qt.models.progress_line import ProgressLine
from photorag.qt.models.shelf import ShelfModel

SIZE_WIDTH, LANGUAGES_WIDTH, ACTION_WIDTH = 68, 76, 168
SIDE_MARGIN, GAP = 20, 12


class ModelRow(QFrame):
    use_wanted = Signal(str)  # also for what has to be downloaded first
    stop_wanted = Signal()  # the download, or the change to this model
    read_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self, model: ShelfModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.model = model
        self._state = ModelState()
        self.title = plain_label("strong", parent=self)
        self.about = plain_label("meta", parent=self)
        self.size_label = plain_label("", parent=self, wrap=False)
        self.languages = plain_label("", languages(model.name), self, wrap=False)
        self.in_use = plain_label("", self.tr("In use"), self, wrap=False)
        self.in_use.setObjectName("inUse")
        self.in_use.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.action = QPushButton(self)
        self.action.clicked.connect(self._act)
        self.remove = IconButton("trash-2", "", self)
        self.remove.clicked.connect(self._remove)
        self.progress = ProgressLine(self, with_pace=False)
        self.progress.stop_wanted.connect(self.stop_wanted)
        self._lay_out()
        self.show_model(model)

    def show_model(self, model: ShelfModel) -> None:
        """The same model, as it is on the disk now."""
        self.model = model
        self.title.setText(row_title(model.name))
        self.size_label.setText(byte_size(model.size) if model.size else "")
        self.remove.say(self._remove_text())
        self.show_state(self._state)

    @Slot(object)
    def show_state(self, state: ModelState) -> None:
        self._state = state
        mine = state.name == self.model.name
        coming = mine and (state.busy or state.changing)
        waiting = mine and state.phase is ModelPhase.WAITING
        in_use = self.model.name == state.searching
        self.in_use.setVisible(in_use and not coming)
        self.progress.setVisible(coming and not waiting)
        if coming:
            self.progress.show_state(state)
        self.action.setVisible(waiting or not (in_use or coming or (self.model.problem and self.model.is_folder)))
        self.action.setEnabled(not state.busy and state.phase is not ModelPhase.UNKNOWN)
        self.action.setText(self._action_text(state))
        self.action.setToolTip(self._action_tip())
        self.action.setAccessibleName(f"{self.action.text()}: {self.title.text()}, {self.size_label.text()}")
        self.remove.setVisible(self.model.removable and not in_use and not coming)
        self.remove.setEnabled(not state.busy)
        self.about.setText(self._about(state, mine))
        if bool(self.property("inUse")) != in_use:
            self.setProperty("inUse", in_use)
            self.style().polish(self)
        self.setAccessibleName(f"{self.title.text()}. {self.about.text()}")

    # -- inside

    def _about(self, state: ModelState, mine: bool) -> str:
        text = self._about_change(state) if mine else ""
        if not text and self.model.arrived and not (mine and state.busy):
            arrived = self.tr("{} have arrived: the download goes on from there.")
            text = arrived.format(byte_size(self.model.arrived))
        return text or self.model.problem or in_one_line(self.model.name)

    def _about_change(self, state: ModelState) -> str:
        """Of a state that is about this model."""
        if state.phase is ModelPhase.FAILED:
            return state.sentence
        if state.phase is ModelPhase.DOWNLOADING and state.download is not None:
            return pace(state.download)
        if state.phase is ModelPhase.READING:
            return self.tr("Your photos are being read with it. Searches use the one before meanwhile.")
        if state.phase is ModelPhase.WAITING:
            return self.tr("Not all photos have been read with it yet. Searches use the one before meanwhile.")
        return ""

    def _action_text(self, state: ModelState) -> str:
        if state.name == self.model.name and state.phase is ModelPhase.WAITING:
            return self.tr("Go on reading")
        if state.name == self.model.name and state.phase is ModelPhase.FAILED:
            return self.tr("Try again")
        if self.model.here and not self.model.problem:
            return self.tr("Use")
        return self.tr("Go on") if self.model.arrived else self.tr("Download")

    def _action_tip(self) -> str:
        if self.model.here and not self.model.problem:
            return ""
        if not self.model.size:
            return privacy()
        return self.tr("Downloads {} from huggingface.co. Your photos are not sent.").format(self.size_label.text())

    def _remove_text(self) -> str:
        text = self.tr("Take {} off the list") if self.model.is_folder else self.tr("Remove {} from this computer")
        return text.format(self.title.text())

    @Slot()
    def _act(self) -> None:
        if self._state.name == self.model.name and self._state.phase is ModelPhase.WAITING:
            self.read_wanted.emit()
        else:
            self.use_wanted.emit(self.model.name)

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self.model.name)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.about)
        words.addStretch(1)
        for label in (self.title, self.about):  # a path may be long, and has no spaces to break it at
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        doing = QWidget(self)
        doing.setFixedWidth(ACTION_WIDTH)
        actions = QHBoxLayout(doing)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(4)
        actions.addWidget(self.progress, 1, Qt.AlignmentFlag.AlignVCenter)
        actions.addStretch(0)
        actions.addWidget(self.remove)
        actions.addWidget(self.in_use)
        actions.addWidget(self.action)
        self.size_label.setFixedWidth(SIZE_WIDTH)
        self.languages.setFixedWidth(LANGUAGES_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE_MARGIN, 12, SIDE_MARGIN, 12)
        row.setSpacing(GAP)
        row.addLayout(words, 1)
        for widget in (self.size_label, self.languages, doing):
            row.addWidget(widget)
        self.setMinimumHeight(72)
