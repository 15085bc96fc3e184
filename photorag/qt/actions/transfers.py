"""Copies of photos in a folder, and photos in the trash: asked for, watched while they run, told about at the end.

One after the other: they wait for disks, and must not take all the threads that the rest of the window waits on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox, QWidget

from photorag.core.failed_path import FailedPath
from photorag.exporting import ExportReport
from photorag.library import Library
from photorag.qt.actions.failed_files import FailedFilesDialog
from photorag.qt.actions.task import Task
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled
from photorag.qt.notice import Notice, NoticeAction, NoticeKind
from photorag.qt.texts import grouped, photos
from photorag.trashing import TrashReport

T = TypeVar("T")

MANY = 1000
"""Moving more photos than this to the trash takes a tick besides the button."""


class Transfers(QObject):
    task_started = Signal(object)  # Task
    noticed = Signal(object)  # Notice
    trouble = Signal(str)

    def __init__(self, bridge: LibraryBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = parent
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
        self._waiting: deque[Callable[[], None]] = deque()
        self._tasks: list[Task] = []

    def stop(self) -> None:
        """Cancels what is under way or waiting."""
        for task in self._tasks:
            task.cancel()

    # -- copies

    def export(self, ids: Sequence[int]) -> None:
        """Asks for a folder, then copies."""
        wanted = tuple(ids)
        dialog = QFileDialog(self._window, self.tr("Choose a folder for the copies"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Copy here"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.export_to(wanted, Path(folder)))
        dialog.open()

    def export_to(self, ids: Sequence[int], folder: Path) -> None:
        wanted = tuple(ids)
        self._folder = str(folder)
        one, many = self.tr("Copying 1 photo to {folder}"), self.tr("Copying {number} photos to {folder}")
        text = (one if len(wanted) == 1 else many).format(number=grouped(len(wanted)), folder=short(folder))

        def work(library: Library, task: Task) -> ExportReport:
            return library.export(wanted, folder, task.report, task.token)

        self._run(Task(text, "folder-output", self), work, lambda report: self._tell_export(report, len(wanted)))

    def _tell_export(self, report: ExportReport, wanted: int) -> None:
        folder = short(report.folder)
        said = []
        if report.cancelled:
            said.append(
                self.tr("Stopped: {done} of {all} photos were copied to {folder}.").format(
                    done=grouped(report.copied), all=grouped(wanted), folder=folder
                )
            )
        elif report.copied or not (report.already or report.failed):
            said.append(self.tr("Copied {photos} to {folder}.").format(photos=photos(report.copied), folder=folder))
        if report.already:
            one, many = self.tr("1 photo was there already."), self.tr("{} photos were there already.")
            said.append((one if report.already == 1 else many).format(grouped(report.already)))
        if report.failed:
            one, many = self.tr("1 photo could not be copied."), self.tr("{} photos could not be copied.")
            said.append((one if len(report.failed) == 1 else many).format(grouped(len(report.failed))))
        url = QUrl.fromLocalFile(str(report.folder))
        opening = NoticeAction(self.tr("Open folder"), lambda: QDesktopServices.openUrl(url))
        self._notice(said, report.failed, self.tr("Could not be copied"), opening)

    # -- the trash

    def trash(self, ids: Sequence[int]) -> None:
        """Asks, then moves photos to the system's trash."""
        wanted = tuple(ids)
        one, many = self.tr("Move 1 photo to the trash?"), self.tr("Move {} photos to the trash?")
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("Move to trash"))
        box.setText((one if len(wanted) == 1 else many).format(grouped(len(wanted))))
        box.setInformativeText(self.tr("Bringing them back is done in your system's trash, not here."))
        move = box.addButton(self.tr("Move to trash"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        if len(wanted) > MANY:
            sure = QCheckBox(self.tr("Yes, all {} photos").format(grouped(len(wanted))), box)
            sure.toggled.connect(move.setEnabled)
            move.setEnabled(False)
            box.setCheckBox(sure)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(lambda: self.trash_now(wanted))
        box.open()

    def trash_now(self, ids: Sequence[int]) -> None:
        wanted = tuple(ids)
        one, many = self.tr("Moving 1 photo to the trash"), self.tr("Moving {} photos to the trash")

        def work(library: Library, task: Task) -> TrashReport:
            return library.move_to_trash(wanted, task.report, task.token)

        text = (one if len(wanted) == 1 else many).format(grouped(len(wanted)))
        self._run(Task(text, "trash-2", self), work, lambda report: self._tell_trash(report, len(wanted)))

    def _tell_trash(self, report: TrashReport, wanted: int) -> None:
        said = []
        moved = len(report.trashed)
        if report.cancelled:
            text = self.tr("Stopped: {done} of {all} photos were moved to the trash.")
            said.append(text.format(done=grouped(moved), all=grouped(wanted)))
        elif moved or not report.failed:
            said.append(self.tr("Moved {} to the trash.").format(photos(moved)))
        if report.failed:
            one, many = self.tr("1 photo stayed where it is."), self.tr("{} photos stayed where they are.")
            said.append((one if len(report.failed) == 1 else many).format(grouped(len(report.failed))))
        self._notice(said, report.failed, self.tr("Could not be moved to the trash"))

    # -- running and telling

    def _run(self, task: Task, work: Callable[[Library, Task], T], tell: Callable[[T], None]) -> None:
        def done(future: Future[T]) -> None:
            self._tasks.remove(task)
            task.finish()
            error = None if future.cancelled() else future.exception()
            if error is not None and not was_cancelled(error):
                self.trouble.emit(sentence(error))
            elif error is None and not future.cancelled():
                tell(future.result())
            if self._waiting:
                self._waiting.popleft()()

        def start() -> None:
            self._bridge.call(lambda library: work(library, task), done)

        self._tasks.append(task)
        self.task_started.emit(task)
        if len(self._tasks) == 1:
            start()
        else:
            self._waiting.append(start)

    def _notice(self, said: Sequence[str], failed: Sequence[FailedPath], title: str, *actions: NoticeAction) -> None:
        """Whole sentences, one after the other; where files failed, the way to see which and why."""
        if not failed:
            self.noticed.emit(Notice(" ".join(said), NoticeKind.INFO, actions))
            return
        show = NoticeAction(self.tr("Show why"), lambda: FailedFilesDialog(title, failed, self._window).show())
        self.noticed.emit(Notice(" ".join(said), NoticeKind.TROUBLE, (show, *actions)))


def short(folder: Path) -> str:
    """A folder as people name it: from their home on, where it is below that."""
    home = Path.home()
    return str(folder.relative_to(home)) if folder != home and folder.is_relative_to(home) else str(folder)
