"""Asks for a tag: type one, or choose one that is in use."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photorag.core.library_types import TagCount
from photorag.qt.bridge import LibraryBridge
from photorag.qt.texts import grouped
from photorag.store.reader import Reader

_LONGEST = 100
_LIST_HEIGHT = 200
_TAG = Qt.ItemDataRole.UserRole


class TagDialog(QDialog):
    chosen = Signal(str)

    def __init__(self, bridge: LibraryBridge, photos: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add tag"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._tags: Sequence[TagCount] = ()
        self._open = True
        self._found = False
        head = QLabel(
            self.tr("Tag for this photo") if photos == 1 else self.tr("Tag for {} photos").format(grouped(photos)), self
        )
        head.setProperty("kind", "section")
        self.field = QLineEdit(self)
        self.field.setObjectName("dialogField")
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(self.tr("Type a tag"))
        self.field.setAccessibleName(head.text())
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._accept_text)
        self.field.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setObjectName("choices")
        self.list.setAccessibleName(self.tr("Tags in use"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemActivated.connect(self._accept_item)
        self.list.itemClicked.connect(self._accept_item)
        self.list.setFixedHeight(_LIST_HEIGHT)  # always there: nothing moves while a tag is typed
        self.add = QPushButton(self.tr("Add tag"), self)
        self.add.setProperty("kind", "main")
        self.add.setEnabled(False)
        self.add.clicked.connect(self._accept_text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.add.setAutoDefault(False)  # Enter in the field is heard there
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (head, self.field, self.list):
            column.addWidget(widget)
        column.addWidget(buttons)
        self.setFixedWidth(380)
        self.setTabOrder(self.field, self.list)
        self.finished.connect(self._closed)
        bridge.read(Reader.tags, self._tags_read)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            if self._found:
                self.list.setCurrentRow(0)
                self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _tags_read(self, future: Future[list[TagCount]]) -> None:
        if self._open and not future.cancelled() and future.exception() is None:
            self._tags = sorted(future.result(), key=lambda each: (-each.items, each.tag.casefold()))
            self._filter(self.field.text())

    @Slot(str)
    def _filter(self, text: str) -> None:
        """Tags that hold what was typed; those that start with it first, then the ones used most."""
        typed = " ".join(text.split()).casefold()
        self.add.setEnabled(bool(typed))
        found = [each for each in self._tags if typed in each.tag.casefold()]
        found.sort(key=lambda each: not each.tag.casefold().startswith(typed))
        self._found = bool(found)
        self.list.clear()
        for each in found:
            item = QListWidgetItem(self.tr("{tag} ({number})").format(tag=each.tag, number=grouped(each.items)))
            item.setData(_TAG, each.tag)
            self.list.addItem(item)
        if not found:
            hint = QListWidgetItem(self.tr("A new tag") if typed else self.tr("No tags in use yet"))
            hint.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(hint)

    @Slot()
    def _accept_text(self) -> None:
        tag = " ".join(self.field.text().split())
        if tag:
            self._choose(tag)

    @Slot(QListWidgetItem)
    def _accept_item(self, item: QListWidgetItem) -> None:
        self._choose(item.data(_TAG))

    def _choose(self, tag: str) -> None:
        if self._open:  # a click may both click and activate
            self._open = False
            self.chosen.emit(tag)
            self.accept()

    @Slot()
    def _closed(self) -> None:
        self._open = False
