"""The files that something could not be done with, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from photorag.core.failed_path import FailedPath


class FailedFilesDialog(QDialog):
    """Not modal: the rest goes on beside it."""

    def __init__(self, title: str, failed: Sequence[FailedPath], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 360)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(title)
        self.list.setHeaderLabels([self.tr("File"), self.tr("Reason"), self.tr("Folder")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.addTopLevelItems(
            [QTreeWidgetItem([each.path.name, each.reason, str(each.path.parent)]) for each in failed]
        )
        for column, width in ((0, 200), (1, 300)):
            self.list.setColumnWidth(column, width)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(16, 16, 16, 16)
        column_layout.setSpacing(12)
        column_layout.addWidget(self.list, 1)
        column_layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
