"""Reading on with the window closed: the question whether to, and the icon in the system tray that stands for it.

Only where there is a tray: an app that goes on out of sight, with nothing to find it by, is a nuisance.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu, QMessageBox, QPushButton, QSystemTrayIcon, QWidget

from photorag.ingest.report import Progress
from photorag.qt.texts import grouped
from photorag.qt.window_state import Background, WindowState

Decision = Literal["close", "hide", "stay"]


def tray_available() -> bool:
    return QSystemTrayIcon.isSystemTrayAvailable()


def bring_to_front(window: QWidget) -> None:
    """Shows a window that is hidden, minimised or behind others, as large as it was."""
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


class Tray(QObject):
    """The icon: seen only while the window is not. It can't be reached otherwise, so it says and does the same."""

    open_wanted = Signal()
    pause_wanted = Signal(bool)
    quit_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._paused = False
        self._menu = QMenu()
        self.open = QAction(self.tr("Open PhotoRAG"), self)
        self.pause = QAction(self)
        self.quit = QAction(self.tr("Quit"), self)
        self._menu.addActions([self.open, self.pause])
        self._menu.addSeparator()
        self._menu.addAction(self.quit)
        self._menu.setDefaultAction(self.open)
        self.open.triggered.connect(self.open_wanted)
        self.quit.triggered.connect(self.quit_wanted)
        self.pause.triggered.connect(self._toggle_pause)
        self.icon = QSystemTrayIcon(QApplication.windowIcon(), self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._activated)
        self._refresh()

    @property
    def counting(self) -> bool:
        """There are photos to be read. Looking for some is soon done again."""
        return self._progress is not None and self._progress.total > 0

    def show(self) -> None:
        self.icon.show()

    def hide(self) -> None:
        self.icon.hide()

    @Slot(object)
    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._refresh()

    @Slot(bool)
    def show_paused(self, paused: bool) -> None:
        self._paused = paused
        self._refresh()

    @Slot()
    def show_finished(self, *_: object) -> None:
        self._progress = None
        self._refresh()

    def _refresh(self) -> None:
        self.pause.setText(self.tr("Go on reading") if self._paused else self.tr("Pause reading"))
        self.pause.setVisible(self._progress is not None)
        self.icon.setToolTip(self._words())

    def _words(self) -> str:
        progress = self._progress
        if progress is None:
            return self.tr("PhotoRAG")
        if not progress.total:
            return self.tr("PhotoRAG: paused") if self._paused else self.tr("PhotoRAG: looking through folders")
        text = self.tr("PhotoRAG: paused at {} of {}") if self._paused else self.tr("PhotoRAG: reading {} of {}")
        return text.format(grouped(progress.done), grouped(progress.total))

    @Slot()
    def _toggle_pause(self) -> None:
        self.pause_wanted.emit(not self._paused)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_wanted.emit()


class _Question(QMessageBox):
    """Go on reading in the background?"""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setWindowTitle("PhotoRAG")
        self.setText(self.tr("Go on reading in the background?"))
        self.setInformativeText(
            self.tr("Photos are still being read. PhotoRAG can finish that from its icon in the system tray.")
        )
        self.background = self._button(self.tr("Go on in the background"), QMessageBox.ButtonRole.AcceptRole)
        self.background.setProperty("kind", "main")
        self.background.style().polish(self.background)
        self.quit = self._button(self.tr("Stop and quit"), QMessageBox.ButtonRole.DestructiveRole)
        self.cancel = self._button(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.background)
        self.setEscapeButton(self.cancel)
        self.remember = QCheckBox(self.tr("Remember this"), self)
        self.setCheckBox(self.remember)

    def _button(self, text: str, role: QMessageBox.ButtonRole) -> QPushButton:
        button = self.addButton(text, role)
        assert isinstance(button, QPushButton)
        return button


class BackgroundCloser(QObject):
    """Decides what closing the window does. `tray` has the icon's wishes; `quit` ends PhotoRAG for good."""

    def __init__(self, state: WindowState, window: QWidget) -> None:
        super().__init__(window)
        self._state, self._window = state, window
        self._quitting = False
        self.question: _Question | None = None
        self.tray = Tray(self)
        self.tray.open_wanted.connect(self.come_back)
        self.tray.quit_wanted.connect(self.quit)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.commitDataRequest.connect(self._session_ends)

    def decide(self, reading: bool) -> Decision:
        """For the window's `closeEvent`, which goes on only at "close". At "hide" the window has been hidden; at "stay"
        the person is being asked, and the window closes or hides when that has been answered."""
        worth_asking = reading and self.tray.counting and tray_available()
        if self._quitting or not worth_asking or self._state.background == "quit":
            self.tray.hide()
            return "close"
        if self._state.background == "background":
            self.go_away()
            return "hide"
        self._ask()
        return "stay"

    @Slot()
    def quit(self) -> None:
        """Closes the window without a question, and with it everything."""
        self._quitting = True
        self._window.close()

    @Slot()
    def come_back(self) -> None:
        """The window is wanted again."""
        self.tray.hide()
        bring_to_front(self._window)

    @Slot()
    def go_away(self) -> None:
        self.tray.show()
        self._window.hide()

    def _ask(self) -> None:
        if self.question is not None:
            self.question.raise_()
            return
        self.question = _Question(self._window)
        self.question.finished.connect(self._answered)
        self.question.open()

    @Slot()
    def _answered(self, *_: object) -> None:
        question, self.question = self.question, None
        if question is None:
            return
        answer = question.clickedButton()
        question.deleteLater()
        if answer is question.background:
            self._remember("background", question)
            self.go_away()
        elif answer is question.quit:
            self._remember("quit", question)
            self.quit()

    def _remember(self, what: Background, question: _Question) -> None:
        if question.remember.isChecked():
            self._state.background = what

    @Slot()
    def _session_ends(self, *_: object) -> None:
        """The computer is being shut down, or the person logs out: no time for questions."""
        self._quitting = True
