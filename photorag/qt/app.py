"""Starts the window and ends with it."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSocketNotifier, Qt, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMessageBox

from photorag.core.errors import PhotoRagError
from photorag.core.paths import Home
from photorag.library import Library
from photorag.qt.bridge import Mailbox, sentence
from photorag.qt.icons import icon_image
from photorag.qt.main_window import MainWindow
from photorag.qt.pauses import spare_what_is_loaded, take_short_turns
from photorag.qt.single_instance import SingleInstance
from photorag.qt.theme import Theme
from photorag.qt.translation import install_translations
from photorag.qt.window_state import WindowState

log = logging.getLogger(__name__)


def run_window(home: Home, model: str | None, paths: Sequence[str] = ()) -> int:
    """Opens the library and its window; returns when both are closed.

    ``paths`` (absolute): folders to add, and pictures to search by. When another window has this library open, it takes
    them and comes to the front, and this returns at once. The model runs in a process of its own, so that this one
    never imports torch. When the library can't be opened, a message box says why and the answer is 1.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    install_translations(application)
    application.setApplicationName("PhotoRAG")
    application.setApplicationDisplayName("PhotoRAG")
    application.setDesktopFileName("photorag")
    application.setWindowIcon(app_icon())
    application.setQuitOnLastWindowClosed(False)  # the library closes first
    state = WindowState(home.folder / "window.ini")
    theme = Theme(application)
    theme.set_appearance(state.appearance)
    instance = SingleInstance(home)
    try:
        if not instance.claim(paths):
            return 0
        return _run_first(home, model, paths, instance, theme, state)
    except PhotoRagError as error:
        _say_why(sentence(error))
        return 1
    finally:
        instance.release()


def _run_first(
    home: Home, model: str | None, paths: Sequence[str], instance: SingleInstance, theme: Theme, state: WindowState
) -> int:
    early: list[list[str]] = [list(paths)] if paths else []
    instance.handed_over.connect(early.append)  # while the library is being opened
    try:
        library = _open(home, model)
    except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
        _say_why(sentence(error))
        return 1
    window = MainWindow(library, theme, state)
    take_short_turns()
    spare_what_is_loaded()
    window.closed.connect(QApplication.quit)
    instance.closing = lambda: window.bridge.closing
    with _ends_with_signals(window), _logs_bugs():
        window.show()
        window.start()
        instance.handed_over.disconnect(early.append)
        arrivals = _Arrivals(window)
        instance.handed_over.connect(arrivals.take)
        for each in early:
            window.intake.take_paths(each)
        QApplication.exec()
    # At once and on this thread: Python would do it some time, and on whatever thread it is then.
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    return 0


class _Arrivals(QObject):
    """What another start hands over: the window comes to the front and takes it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @Slot(object)
    def take(self, paths: list[str]) -> None:
        self._window.closer.come_back()
        self._window.intake.take_paths(paths)


def app_icon() -> QIcon:
    made = QIcon()
    for side in (16, 22, 24, 32, 48, 64, 128, 256):
        made.addPixmap(QPixmap.fromImage(icon_image("photorag", QColor(), side)))
    return made


def _open(home: Home, model: str | None) -> Library:
    """Opens the library on another thread: bringing an old database up to date may take a while."""
    loop, mailbox = QEventLoop(), Mailbox()
    with ThreadPoolExecutor(1, thread_name_prefix="photorag-opening") as executor:
        future: Future[Library] = executor.submit(Library.open, home, model, hosted=True)
        mailbox.when_done(future, lambda _: loop.quit())
        loop.exec()
        return future.result()


def _say_why(text: str) -> None:
    box = QMessageBox(QMessageBox.Icon.Warning, "PhotoRAG", text)
    box.setTextFormat(Qt.TextFormat.PlainText)  # it may name a file
    box.exec()


@contextlib.contextmanager
def _ends_with_signals(window: MainWindow) -> Iterator[None]:
    """Ctrl-C in the terminal, or the system shutting down, closes the window as its button does.

    Python's handlers only run when Python code does, and Qt's loop may wait for long: a byte on a socket wakes it.
    """
    reading, writing = socket.socketpair()
    reading.setblocking(False)
    writing.setblocking(False)
    parent = QObject()
    notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read, parent)
    notifier.activated.connect(lambda *_: _drain(reading))
    wakeup = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    before = {each: signal.signal(each, lambda *_: window.closer.quit()) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        signal.set_wakeup_fd(wakeup)
        notifier.setEnabled(False)
        reading.close()
        writing.close()


def _drain(reading: socket.socket) -> None:
    with contextlib.suppress(BlockingIOError):
        reading.recv(64)


@contextlib.contextmanager
def _logs_bugs() -> Iterator[None]:
    """An exception in a slot goes to the log, and the window stays."""

    def log_it(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("unexpected error in the window", exc_info=(kind, error, trace))

    before, sys.excepthook = sys.excepthook, log_it
    try:
        yield
    finally:
        sys.excepthook = before
