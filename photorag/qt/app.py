"""Starts the window and ends with it."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from PySide6.QtCore import QEventLoop, QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication, QMessageBox

from photorag.core.paths import Home
from photorag.library import Library
from photorag.qt.bridge import Mailbox, sentence
from photorag.qt.main_window import MainWindow
from photorag.qt.theme import Theme

log = logging.getLogger(__name__)


def run_window(home: Home, model: str | None) -> int:
    """Opens the library and its window; returns when both are closed.

    The model runs in a process of its own, so that this one never imports torch. When the library can't be opened, a
    message box says why and the answer is 1.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("PhotoRAG")
    application.setDesktopFileName("photorag")
    application.setQuitOnLastWindowClosed(False)  # the library closes first
    theme = Theme(application)
    try:
        library = _open(home, model)
    except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
        _say_why(sentence(error))
        return 1
    window = MainWindow(library, model or library.settings.model, theme)
    window.closed.connect(application.quit)
    with _ends_with_signals(window), _logs_bugs():
        window.show()
        window.start()
        application.exec()
    return 0


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
    box.setInformativeText("")
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
    before = {each: signal.signal(each, lambda *_: window.close()) for each in (signal.SIGINT, signal.SIGTERM)}
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
