"""Asks for the name of a new album, or of a search to be kept."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from photorag.qt.labels import plain_label
from photorag.store.albums import LONGEST_NAME, name_key

_WIDTH = 400


class NameDialog(QDialog):
    """``taken``: names that are in use, which it does not take; ``note`` is said below the field."""

    chosen = Signal(str)

    def __init__(
        self, title: str, accept: str, taken: Iterable[str], name: str = "", note: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        self._taken = {name_key(each): each for each in taken}
        head = plain_label("section", title, self)
        self.field = QLineEdit(name, self)
        self.field.setObjectName("dialogField")
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setPlaceholderText(self.tr("Name"))
        self.field.setAccessibleName(self.tr("{}: its name").format(title))
        self.field.selectAll()
        self.field.textChanged.connect(self._check)
        self.problem = plain_label("", parent=self)
        self.accept_button = QPushButton(accept, self)
        self.accept_button.setProperty("kind", "main")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._choose)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        for widget in (head, self.field, self.problem):
            column.addWidget(widget)
        if note:
            column.addWidget(plain_label("meta", note, self))
        column.addSpacing(4)
        column.addLayout(buttons)
        self._check()

    @property
    def name(self) -> str:
        return " ".join(self.field.text().split())

    @Slot()
    def _check(self, *_: object) -> None:
        taken = self._taken.get(name_key(self.name))
        self.problem.setText(self.tr("There is “{}” already.").format(taken) if taken else "")
        self.problem.setVisible(taken is not None)
        self.accept_button.setEnabled(bool(self.name) and taken is None)
        self.adjustSize()

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.name)
        self.accept()
