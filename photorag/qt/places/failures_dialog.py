"""The files that could not be read, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photorag.core.library_types import Failure
from photorag.qt.texts import grouped


class FailuresDialog(QDialog):
    """Not modal: searching goes on beside it."""

    retry_wanted = Signal()

    def __init__(self, failures: Sequence[Failure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Could not be read"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 420)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(self.tr("Files that could not be read"))
        self.list.setHeaderLabels([self.tr("File"), self.tr("Reason"), self.tr("Folder")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.addTopLevelItems(
            [QTreeWidgetItem([each.path.name, each.reason, str(each.path.parent)]) for each in failures]
        )
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in ((0, 200), (1, 300)):
            self.list.setColumnWidth(column, width)
        explain = QLabel(
            self.tr("{} files could not be read. They are tried again when they change.").format(grouped(len(failures)))
            if len(failures) != 1
            else self.tr("One file could not be read. It is tried again when it changes.")
        )
        explain.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.retry = QPushButton(self.tr("Try again now"))
        self.retry.setEnabled(bool(failures))
        buttons.addButton(self.retry, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        self.retry.clicked.connect(self._retry)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(16, 16, 16, 16)
        column_layout.setSpacing(12)
        column_layout.addWidget(explain)
        column_layout.addWidget(self.list, 1)
        column_layout.addWidget(buttons)

    @Slot()
    def _retry(self) -> None:
        self.retry_wanted.emit()
        self.close()
