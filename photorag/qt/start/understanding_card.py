"""The card that says what the model in use can and cannot see, and offers the full one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from photorag.embedding.catalogue import DEFAULT_MODEL
from photorag.qt.labels import plain_label
from photorag.qt.models.about import download_size, languages, privacy
from photorag.qt.models.model_state import ModelPhase, ModelState
from photorag.qt.models.progress_line import ProgressLine
from photorag.qt.start.pictures_button import BUTTON_HEIGHT
from photorag.qt.texts import model_title


class UnderstandingCard(QFrame):
    get_wanted = Signal(str)  # a model's name
    stop_wanted = Signal()
    models_wanted = Signal()

    def __init__(self, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._wanted = DEFAULT_MODEL
        self.title, self.text, self.note = (plain_label(kind, parent=self) for kind in ("section", "muted", "meta"))
        self.get = QPushButton(self)
        self.get.setMinimumHeight(BUTTON_HEIGHT)
        self.get.clicked.connect(self._get_clicked)
        self.others = QPushButton(self.tr("Other models…"), self)
        self.others.setProperty("kind", "inline")
        self.others.clicked.connect(self.models_wanted)
        self.progress = ProgressLine(self)
        self.progress.stop_wanted.connect(self.stop_wanted)
        offer = QWidget(self)
        centred = QVBoxLayout(offer)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(self.get, 0, Qt.AlignmentFlag.AlignVCenter)
        self._doing = QStackedWidget(self)  # one size for both
        self._doing.setObjectName("plain")
        self._doing.addWidget(offer)
        self._doing.addWidget(self.progress)
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self.title, self.text, self.note):
            words.addWidget(label)
        doing = QVBoxLayout()
        doing.setSpacing(4)
        doing.addStretch(1)
        doing.addWidget(self._doing)
        doing.addWidget(self.others, 0, Qt.AlignmentFlag.AlignHCenter)
        doing.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addLayout(doing)
        self.show_state(ModelState(ModelPhase.IDLE, model))

    @Slot(object)
    def show_state(self, state: ModelState) -> None:
        if state.phase is ModelPhase.UNKNOWN:
            return
        starter = state.searching == "starter"
        under_way = state.busy or state.changing
        failed = state.phase is ModelPhase.FAILED
        self._wanted = state.name if failed or state.kept else DEFAULT_MODEL
        self.title.setText(self.tr("Understanding: {}").format(model_title(state.searching)))
        self.text.setText(self._about_starter() if starter else self.tr("This is the model you chose."))
        self.note.setText(state.sentence if failed else privacy())
        self.note.setVisible(starter or under_way or failed)
        self.get.setText(self._offer(state))
        self._doing.setVisible(starter or under_way or failed)
        self._doing.setCurrentIndex(1 if under_way else 0)
        if under_way:
            self.progress.show_state(state)

    def _offer(self, state: ModelState) -> str:
        if state.phase is ModelPhase.FAILED:
            return self.tr("Try again")
        if state.kept:
            return self.tr("Go on with the download")
        return self.tr("Get the full model · {}").format(download_size(DEFAULT_MODEL))

    def _about_starter(self) -> str:
        text = self.tr(
            "Works at once, offline. Knows colours, shapes and simple scenes, not people, animals or most things in "
            "real photos. The full model does, in {} languages. Reading can start now and improves when it arrives."
        )
        return text.format(languages(DEFAULT_MODEL))

    @Slot()
    def _get_clicked(self) -> None:
        self.get_wanted.emit(self._wanted)
