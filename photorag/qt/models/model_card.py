"""The side bar's card about the model: offers the full one while the starter is in use, then shows it come."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from photorag.embedding.catalogue import DEFAULT_MODEL
from photorag.qt.details.flow_layout import FlowLayout
from photorag.qt.labels import plain_label
from photorag.qt.models.about import byte_size, download_size, languages, licence, privacy
from photorag.qt.models.model_state import ModelPhase, ModelState
from photorag.qt.models.progress_line import ProgressLine
from photorag.qt.texts import grouped, model_title


class ModelCard(QFrame):
    """Hidden while there is nothing to say. For a narrow column: everything wraps."""

    get_wanted = Signal(str)  # a model's name
    stop_wanted = Signal()
    read_wanted = Signal()  # go on reading with the new model
    dismissed = Signal()  # not now: to be remembered, and given back to `set_dismissed` at the next start
    failure_seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Model"))
        self._state = ModelState()
        self._dismissed = False
        self.title, self.text, self.note = (plain_label(kind, parent=self) for kind in ("strong", "meta", "meta"))
        self.progress = ProgressLine(self)
        self.main = QPushButton(self)
        self.other = QPushButton(self)
        self.other.setProperty("kind", "inline")
        self.main.clicked.connect(self._main_clicked)
        self.other.clicked.connect(self._other_clicked)
        self.progress.stop_wanted.connect(self.stop_wanted)
        buttons = FlowLayout(gap=12)
        buttons.addWidget(self.main)
        buttons.addWidget(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 12)
        column.setSpacing(4)
        for widget in (self.title, self.text, self.progress, self.note):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(buttons)
        self.hide()

    def set_dismissed(self, dismissed: bool) -> None:
        """Whether the person wants no offer."""
        self._dismissed = dismissed
        self.show_state(self._state)

    @Slot(object)
    def show_state(self, state: ModelState) -> None:
        self._state = state
        self.setVisible(self._has_something_to_say(state))
        if self.isHidden():
            return
        if state.busy:
            self._show_coming(state)
        elif state.changing:
            self._show_reading(state)
        elif state.phase is ModelPhase.FAILED:
            failed = self.tr("Could not get {}").format(model_title(state.name))
            self._say(failed, state.sentence, main=self.tr("Try again"), other=self.tr("Dismiss"))
        else:
            self._show_offer(state)

    # -- inside

    def _has_something_to_say(self, state: ModelState) -> bool:
        if state.phase is ModelPhase.UNKNOWN:
            return False
        if state.phase is ModelPhase.IDLE:
            return state.searching == "starter" and not self._dismissed
        return True

    def _show_offer(self, state: ModelState) -> None:
        name = DEFAULT_MODEL
        text = self.tr("{} knows people, animals and things, in {} languages. {}.")
        kept = state.kept if state.name == name else 0
        note = self.tr("{} have arrived: the download goes on from there.").format(byte_size(kept)) if kept else ""
        self._say(
            self.tr("Understand more"),
            text.format(model_title(name), languages(name), licence(name)),
            note=note or privacy(),
            main=self.tr("Go on") if kept else self.tr("Get · {}").format(download_size(name)),
            other=self.tr("Not now"),
        )

    def _show_coming(self, state: ModelState) -> None:
        self._say(self.tr("Getting {}").format(model_title(state.name)), progress=state)

    def _show_reading(self, state: ModelState) -> None:
        new, old = model_title(state.name), model_title(state.searching)
        meanwhile = self.tr("Searches use the {} meanwhile.").format(old)
        if state.searching != "starter":
            meanwhile = self.tr("Searches use {} meanwhile.").format(old)
        if state.phase is ModelPhase.WAITING:
            text = self.tr("Not all photos have been read with {} yet.").format(new)
            self._say(self.tr("Reading is not finished"), f"{text} {meanwhile}", main=self.tr("Go on reading"))
            return
        text = self.tr("With {}.").format(new)
        if state.to_read:
            counts = grouped(state.read), grouped(state.to_read)
            text = self.tr("With {}: {} of {}.").format(new, *counts)
        self._say(self.tr("Reading your photos again"), text, note=meanwhile)

    def _say(
        self, head: str, text: str = "", *, note: str = "", main: str = "", other: str = "",
        progress: ModelState | None = None,
    ) -> None:  # fmt: skip
        for widget, words in ((self.title, head), (self.text, text), (self.note, note), (self.main, main)):
            widget.setText(words)
            widget.setVisible(bool(words))
        self.other.setText(other)
        self.other.setMinimumHeight(self.main.sizeHint().height())  # their texts stand on one line
        self.other.setVisible(bool(other))
        self.progress.setVisible(progress is not None)
        if progress is not None:
            self.progress.show_state(progress)

    @Slot()
    def _main_clicked(self) -> None:
        if self._state.phase is ModelPhase.WAITING:
            self.read_wanted.emit()
        elif self._state.phase is ModelPhase.FAILED:
            self.get_wanted.emit(self._state.name)
        else:
            self.get_wanted.emit(DEFAULT_MODEL)

    @Slot()
    def _other_clicked(self) -> None:
        if self._state.phase is ModelPhase.FAILED:
            self.failure_seen.emit()
        else:
            self.set_dismissed(True)
            self.dismissed.emit()
