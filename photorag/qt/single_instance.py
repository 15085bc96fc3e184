"""One window to a library: a second start hands what it was given to the first, which comes to the front.

The first holds a lock in the library's folder (the system frees it whatever becomes of the process) and listens on a
local socket only this person may open. One message is one line of JSON, answered with one line.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from photorag.core.errors import LibraryBusy, PhotoRagError
from photorag.core.paths import Home

log = logging.getLogger(__name__)

MOST_BYTES = 256 * 1024
MOST_PATHS = 500
_LONGEST_PATH = 32_767  # Windows' limit, the highest there is
_MOST_WAITING = 16
_TALK_MS = 3000  # so long may a message take
_ANSWER = b"taken\n"
_ANSWER_SECONDS = 5.0  # for a window that listens but does not answer
_CLOSING_SECONDS = 30.0  # for one that does not listen: it is starting, or writing the last photos as it closes
_LOOK_AGAIN_SECONDS = 0.1
_TURN_MS = 50
_CONNECTED = QLocalSocket.LocalSocketState.ConnectedState


class SingleInstance(QObject):
    """`claim` says whether this process is the first. Lives on the GUI thread."""

    handed_over = Signal(object)  # list[str] of absolute paths, perhaps empty: another start wants this window

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._lock = FileLock(home.folder / "window.lock", timeout=0, thread_local=False)
        self._server: QLocalServer | None = None
        self.closing: Callable[[], bool] = lambda: False  # says that this window can't take anything any more

    def claim(self, paths: Sequence[str]) -> bool:
        """True when this is the first, which now listens; False when another one has taken the paths.

        Raises `LibraryBusy` when there is another one that does not answer.
        """
        message = _encoded(paths)
        give_up = time.monotonic() + _CLOSING_SECONDS
        while True:
            if self._acquire():
                self._listen()
                return True
            if self._hand_over(message):
                return False
            if time.monotonic() > give_up:
                raise _does_not_answer()
            time.sleep(_LOOK_AGAIN_SECONDS)

    def release(self) -> None:
        """Everything has ended: the next start is the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.release()

    # -- the second start

    def _acquire(self) -> bool:
        """Also true where no lock can be had, in a folder that can't be written: opening the library tells why."""
        try:
            self._home.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout:
            return False
        except (OSError, NotImplementedError):
            log.warning("can't tell whether another window has this library open", exc_info=True)
        return True

    def _hand_over(self, message: bytes) -> bool:
        """False when nobody listens; raises `LibraryBusy` when somebody does and does not answer."""
        name = server_name(self._home)
        socket = QLocalSocket()
        socket.connectToServer(name)
        if not socket.waitForConnected(1000):
            return False
        if not _is_ours(socket.fullServerName()):
            raise _does_not_answer()
        socket.write(message)
        end = time.monotonic() + _ANSWER_SECONDS
        while socket.bytesAvailable() < len(_ANSWER) and time.monotonic() < end:
            # In short turns: Ctrl-C is heard in between.
            if not socket.waitForReadyRead(_TURN_MS) and socket.state() != _CONNECTED:
                break
        if bytes(socket.readAll().data()) == _ANSWER:
            return True
        if socket.state() != _CONNECTED:
            return False  # it hung up: it is closing
        raise _does_not_answer()

    # -- the first one

    def _listen(self) -> None:
        if not self._lock.is_locked:
            return
        name = server_name(self._home)
        QLocalServer.removeServer(name)  # left behind by one that was killed: the lock says nobody else listens
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(_MOST_WAITING)
        server.newConnection.connect(self._connected)
        if server.listen(name):
            self._server = server
        else:
            log.warning("can't listen for other starts: %s", server.errorString())

    @Slot()
    def _connected(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            _Talk(socket, self._take, self)

    def _take(self, paths: list[str]) -> bool:
        if self.closing():
            return False
        QTimer.singleShot(0, self, lambda: self.handed_over.emit(paths))  # answered first: what follows may take long
        return True


class _Talk(QObject):
    """One connection: takes one message, or nothing when it is too long, too slow, or not ours."""

    def __init__(self, socket: QLocalSocket, take: Callable[[list[str]], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._socket, self._take = socket, take
        socket.setParent(self)
        socket.setReadBufferSize(MOST_BYTES + 1)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        self._patience = QTimer(self, interval=_TALK_MS, singleShot=True)
        self._patience.timeout.connect(self._drop)
        self._patience.start()
        self._read()  # the message may be there already

    @Slot()
    def _read(self) -> None:
        if not self._socket.canReadLine():
            if self._socket.bytesAvailable() > MOST_BYTES:
                self._drop()
            return
        paths = decoded(bytes(self._socket.readLine(MOST_BYTES + 1).data()))
        self._socket.readyRead.disconnect(self._read)
        if paths is None or not self._take(paths):
            self._drop()
            return
        self._socket.write(_ANSWER)
        self._socket.disconnectFromServer()  # when the answer has been written

    @Slot()
    def _drop(self) -> None:
        self._socket.abort()
        self.deleteLater()


def server_name(home: Home) -> str:
    """The same for all starts of one person with one home, whatever way the path is written."""
    key = os.path.normcase(os.path.realpath(home.folder))
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return "photorag-" + hashlib.sha256(f"{user}\0{key}".encode("utf-8", "surrogateescape")).hexdigest()[:24]


def decoded(line: bytes) -> list[str] | None:
    """The paths of a message, or None when it is none of ours."""
    try:
        message: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    paths = message.get("paths") if isinstance(message, dict) else None
    if not isinstance(paths, list) or len(paths) > MOST_PATHS:
        return None
    return paths if all(isinstance(path, str) and _may_be_a_path(path) for path in paths) else None


def _may_be_a_path(path: str) -> bool:
    return 0 < len(path) <= _LONGEST_PATH and "\0" not in path and Path(path).is_absolute()


def _encoded(paths: Sequence[str]) -> bytes:
    """ASCII, so that names that are no text arrive as they are."""
    message = json.dumps({"paths": list(paths)}).encode("ascii") + b"\n"
    if len(paths) > MOST_PATHS or len(message) > MOST_BYTES:
        raise PhotoRagError("That is too much to open at once. Open the folder the files are in instead.")
    return message


def _is_ours(address: str) -> bool:
    """Nobody else's socket is told what a person opens. (Windows' pipes answer only to their owner.)"""
    if not hasattr(os, "getuid"):
        return True
    try:
        return Path(address).stat().st_uid == os.getuid()
    except OSError:
        return False


def _does_not_answer() -> LibraryBusy:
    return LibraryBusy("PhotoRAG is already open but does not answer. Wait a moment, or end it, then try again.")
