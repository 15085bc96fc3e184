"""Shows a file in the system's file manager."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(path: Path) -> None:
    """Selects the file where the system has a way to; elsewhere opens its folder."""
    if sys.platform == "win32":
        # Explorer parses its command line itself: the comma and the path belong to one argument.
        QProcess.startDetached("explorer.exe", [f"/select,{path}"])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    else:
        _ask_file_manager(path)


def _ask_file_manager(path: Path) -> None:
    """Linux's file managers select a file when they are asked over D-Bus; where none listens, the folder is opened."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        _open_folder(path)
        return
    name = "org.freedesktop.FileManager1"
    message = QDBusMessage.createMethodCall(name, "/org/freedesktop/FileManager1", name, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)], ""])
    answer = QDBusPendingCallWatcher(bus.asyncCall(message), QCoreApplication.instance())

    def answered() -> None:
        if answer.isError():
            _open_folder(path)
        answer.deleteLater()

    answer.finished.connect(answered)


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
