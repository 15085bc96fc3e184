"""Asks for the name of any open_clip model, and says at once when there can be none of that name."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from photorag.embedding.model_names import parse_model_name
from photorag.qt.bridge import LibraryBridge
from photorag.qt.labels import plain_label
from photorag.qt.models.about import privacy, reason

_WIDTH = 480


class NameDialog(QDialog):
    chosen = Signal(str)  # the name in full

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Any open_clip model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.name = QLineEdit(self)
        self.name.setObjectName("dialogField")
        self.name.setAccessibleName(self.tr("The model's name"))
        self.name.setClearButtonEnabled(True)
        self.name.textEdited.connect(self._edited)
        explain = plain_label("", self.tr("Name an architecture with its weights, or a model on the Hugging Face Hub."))
        examples = plain_label("meta", "ViT-L-14/laion2b_s32b_b82k  ·  hf-hub:ORG/NAME")
        self.problem = plain_label("")
        self.get = QPushButton(self.tr("Download"), self)
        self.get.setProperty("kind", "main")
        self.get.setDefault(True)
        self.get.setEnabled(False)
        self.get.clicked.connect(self._check)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.get)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        for widget in (explain, examples, self.name, self.problem, plain_label("meta", privacy())):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(buttons)
        self.problem.hide()

    @Slot(str)
    def _edited(self, text: str) -> None:
        self.get.setEnabled(bool(text.strip()))
        self._say("")

    @Slot()
    def _check(self) -> None:
        typed = self.name.text()
        self.get.setEnabled(False)
        # Which architectures there are is looked up on the disk.
        self._bridge.call(lambda _: str(parse_model_name(typed)), self._checked)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.resize(self.width(), self.heightForWidth(self.width()))

    def _checked(self, future: Future[str]) -> None:
        error = future.exception()
        if error is None:
            self.chosen.emit(future.result())
            self.accept()
            return
        self._say(reason(error))
        self.get.setEnabled(True)
        self.name.setFocus()
