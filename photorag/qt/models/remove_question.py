"""Asks before a model is removed from this computer, or an added folder taken off the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from photorag.qt.models.about import byte_size
from photorag.qt.models.shelf import ShelfModel
from photorag.qt.texts import model_title


class RemoveQuestion(QMessageBox):
    confirmed = Signal()

    def __init__(self, model: ShelfModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if model.is_folder:
            self.setText(self.tr("Take {} off the list?").format(model_title(model.name)))
            self.setInformativeText(self.tr("The folder and its files stay where they are."))
            yes = self.addButton(self.tr("Take off"), QMessageBox.ButtonRole.AcceptRole)
        else:
            self.setText(self.tr("Remove {} from this computer?").format(model_title(model.name)))
            text = self.tr("This frees {}. What was read with it stays in the library; it can be downloaded again.")
            self.setInformativeText(text.format(byte_size(model.size)))
            yes = self.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        yes.clicked.connect(self.confirmed)
