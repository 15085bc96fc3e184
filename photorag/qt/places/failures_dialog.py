"""The files that could not be read: each with its reason and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from photorag.core.library_types import Failure
from photorag.qt.icons import icon
from photorag.qt.labels import plain_label
from photorag.qt.places.failure_texts import advice_text, reason_text
from photorag.qt.places.failures_model import FILE, REASON, FailuresInFolder, FailuresModel
from photorag.qt.texts import grouped
from photorag.qt.theme import Theme


class FailuresDialog(QDialog):
    """Not modal: searching goes on beside it."""

    retry_wanted = Signal()
    reveal_wanted = Signal(object)  # Path

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Couldn't be read"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 460)
        self.setMinimumSize(480, 320)
        self._theme = theme
        self._model = FailuresModel(self)
        self.shown = FailuresInFolder(self._model, self)
        self.title = plain_label("section", parent=self)
        self.folders = QPushButton(self)
        self.folders.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow comes after the words
        self._only: Path | None = None
        self._counts: dict[Path, int] = {}
        self.list = QTreeView(self)
        self.advice = plain_label("muted", parent=self)
        self.advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.advice.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.all_read = plain_label("lead", parent=self)
        self.all_read.setWordWrap(False)
        self._done_image = QLabel(self)
        self.copy = QPushButton(self.tr("Copy list"), self)
        self.reveal = QPushButton(self.tr("Show in folder"), self)
        self.retry = QPushButton(self.tr("Try all again"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._stack = QStackedWidget(self)
        self._set_up_list()
        self._lay_out()
        self._connect()
        self._dress()
        self._say()

    def show_failures(self, failures: Sequence[Failure], roots: Sequence[Path]) -> None:
        """Brings the list up to date; the file that was chosen stays chosen."""
        chosen = self._chosen()
        self._model.show_failures(failures)
        self._counts = dict(Counter(root for each in failures for root in roots if each.path.is_relative_to(root)))
        self.show_only(self._only)
        paths = [each.path for each in self.shown.all()]
        self._choose(paths.index(chosen.path) if chosen is not None and chosen.path in paths else 0)
        self._say()

    def show_only(self, folder: Path | None) -> None:
        """Shows the failures of one root; None: all."""
        self._only = folder if folder in self._counts else None
        self.shown.show_only(self._only)
        self.folders.setText(self._folder_text(self._only))
        self.folders.setAccessibleName(self.tr("Shown: {}").format(self.folders.text()))
        self.folders.setVisible(len(self._counts) > 1)
        if not self.list.currentIndex().isValid():
            self._choose(0)
        self._say()

    def show_retrying(self, retrying: bool) -> None:
        self.retry.setEnabled(not retrying)
        self.retry.setText(self.tr("Trying again…") if retrying else self.tr("Try all again"))

    # -- inside

    def _chosen(self) -> Failure | None:
        index = self.list.currentIndex()
        return self.shown.failure(index) if index.isValid() else None

    def _choose(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.list.selectionModel().setCurrentIndex(self.shown.index(row, FILE), flags)

    def _folder_text(self, folder: Path | None) -> str:
        if folder is None:
            return self.tr("All folders ({})").format(grouped(self._model.rowCount()))
        return self.tr("{} ({})").format(folder.name or str(folder), grouped(self._counts[folder]))

    def folder_menu(self) -> QMenu:
        """Each root that has failures, and all of them together."""
        menu = QMenu(self)
        for folder in (None, *sorted(self._counts)):
            action = menu.addAction(self._folder_text(folder))
            action.setData(folder)
            action.setCheckable(True)
            action.setChecked(folder == self._only)
        menu.triggered.connect(self._folder_chosen)
        return menu

    @Slot(QAction)
    def _folder_chosen(self, action: QAction) -> None:
        self.show_only(action.data())

    @Slot()
    def _choose_folder(self) -> None:
        menu = self.folder_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.folders.mapToGlobal(self.folders.rect().bottomLeft()))

    @Slot()
    def _say(self) -> None:
        number = self.shown.rowCount()
        if number == 1:
            self.title.setText(self.tr("1 file couldn't be read"))
        else:
            self.title.setText(self.tr("{} files couldn't be read").format(grouped(number)))
        chosen = self._chosen()
        advice = advice_text(chosen.reason) if chosen else ""
        self.advice.setText(advice or self.tr("It is tried again when the file changes."))
        some = number > 0
        self._stack.setCurrentIndex(0 if some else 1)
        self.title.setVisible(some)
        for button in (self.copy, self.reveal, self.retry):
            button.setVisible(some)

    @Slot()
    def _reveal(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.reveal_wanted.emit(chosen.path)

    @Slot()
    def _copy(self) -> None:
        _to_clipboard(self.shown.all())

    @Slot()
    def _copy_chosen(self) -> None:
        _to_clipboard([self.shown.failure(index) for index in self.list.selectionModel().selectedRows()])

    @Slot(QPoint)
    def _show_menu(self, where: QPoint) -> None:
        if not self.list.indexAt(where).isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Show in folder"), self._reveal)
        menu.addAction(self.tr("Copy"), self._copy_chosen)
        menu.popup(self.list.viewport().mapToGlobal(where))

    def _set_up_list(self) -> None:
        self.list.setAccessibleName(self.tr("Files that couldn't be read"))
        self.list.setModel(self.shown)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setSortingEnabled(True)
        self.list.sortByColumn(FILE, Qt.SortOrder.AscendingOrder)
        for column, width in ((FILE, 220), (REASON, 280)):
            self.list.setColumnWidth(column, width)
        self.setTabOrder(self.folders, self.list)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.folders)
        table = QWidget(self)
        rows = QVBoxLayout(table)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.advice)
        empty = QWidget(self)
        middle = QVBoxLayout(empty)
        middle.setSpacing(12)
        middle.addStretch(1)
        middle.addWidget(self._done_image, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self.all_read, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        self.all_read.setText(self.tr("Everything could be read."))
        self._stack.addWidget(table)
        self._stack.addWidget(empty)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.reveal)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.retry)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        for button in (self.folders, self.copy, self.reveal, self.retry, self.close_button):
            button.setAutoDefault(False)
        self.folders.clicked.connect(self._choose_folder)
        self.list.selectionModel().currentRowChanged.connect(self._say)
        self.list.activated.connect(self._reveal)
        self.list.customContextMenuRequested.connect(self._show_menu)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy_chosen)
        self.copy.clicked.connect(self._copy)
        self.reveal.clicked.connect(self._reveal)
        self.retry.clicked.connect(self.retry_wanted)
        self.close_button.clicked.connect(self.close)
        self._theme.changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        self.folders.setIcon(icon("chevron-down", self._theme.colour("muted"), 14))
        self._done_image.setPixmap(icon("check", self._theme.colour("ok"), 40).pixmap(QSize(40, 40)))


def _to_clipboard(failures: Sequence[Failure]) -> None:
    """A line each: the file, a tab, the reason."""
    lines = [f"{each.path}\t{reason_text(each.reason)}" for each in failures]
    QGuiApplication.clipboard().setText("\n".join(lines))
