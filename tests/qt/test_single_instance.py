"""One window to a library: who is first, what a second start hands over, and what is not listened to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photorag.core.errors import LibraryBusy, PhotoRagError
from photorag.core.paths import Home
from photorag.qt import single_instance
from photorag.qt.single_instance import MOST_BYTES, MOST_PATHS, SingleInstance, decoded, server_name
from tests.qt.conftest import TIMEOUT, collected

ANYWHERE = os.path.abspath(os.sep)  # noqa: PTH100 - the root of a drive


@pytest.fixture
def first(qapp: QApplication, own_home: Home) -> Iterator[SingleInstance]:
    instance = SingleInstance(own_home)
    assert instance.claim(())
    yield instance
    instance.release()


@pytest.fixture
def elsewhere() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as threads:
        yield threads


def second(home: Home, paths: Sequence[str] = ()) -> bool:
    """Another start, on a thread of its own. True when it is a first one, which it does not stay."""
    instance = SingleInstance(home)
    try:
        return instance.claim(paths)
    finally:
        instance.release()


def done(qtbot: QtBot, future: Future[bool]) -> bool:
    qtbot.waitUntil(future.done, timeout=TIMEOUT)
    return future.result()


def test_a_second_start_hands_over_its_paths(
    qtbot: QtBot, first: SingleInstance, own_home: Home, elsewhere: ThreadPoolExecutor
) -> None:
    paths = [f"{ANYWHERE}photos and more", f"{ANYWHERE}ü ✓.jpg", ANYWHERE + os.fsdecode(b"no text \xff")]
    with qtbot.waitSignal(first.handed_over, timeout=TIMEOUT) as handed:
        future = elsewhere.submit(second, own_home, paths)
    assert handed.args == [paths]
    assert done(qtbot, future) is False
    with qtbot.waitSignal(first.handed_over, timeout=TIMEOUT) as handed:
        future = elsewhere.submit(second, own_home)
    assert handed.args == [[]]
    assert done(qtbot, future) is False


def test_the_next_start_after_the_end_is_a_first_one(qapp: QApplication, own_home: Home) -> None:
    one = SingleInstance(own_home)
    assert one.claim(())
    one.release()
    assert second(own_home)


def test_homes_are_independent(first: SingleInstance, tmp_path: Path) -> None:
    assert second(Home(tmp_path / "other"))


def test_a_home_is_the_same_however_it_is_written(first: SingleInstance, own_home: Home, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(own_home.folder)
    assert server_name(Home(tmp_path / "link")) == server_name(own_home)
    assert server_name(Home(own_home.folder / ".." / "home")) == server_name(own_home)


def test_of_many_starts_at_once_one_is_first(
    qtbot: QtBot, qapp: QApplication, own_home: Home, elsewhere: ThreadPoolExecutor
) -> None:
    """Processes, as in life: each says whether it was first, and the first one takes in the others."""
    script = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication, QTimer\n"
        "from pathlib import Path\n"
        "from photorag.core.paths import Home\n"
        "from photorag.qt.single_instance import SingleInstance\n"
        "application = QCoreApplication([])\n"
        "instance = SingleInstance(Home(Path(sys.argv[1])))\n"
        "heard = []\n"
        "def hear(paths):\n"
        "    heard.extend(paths)\n"
        "    if len(heard) == 3:\n"
        "        application.quit()\n"
        "instance.handed_over.connect(hear)\n"
        "if instance.claim([sys.argv[2]]):\n"
        "    QTimer.singleShot(25000, application.quit)\n"
        "    application.exec()\n"
        "    print('first', len(heard))\n"
        "    instance.release()\n"
        "else:\n"
        "    print('handed over')\n"
    )
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", script, own_home.folder, f"{ANYWHERE}{number}"], stdout=subprocess.PIPE, text=True
        )
        for number in range(4)
    ]
    said = sorted(start.communicate(timeout=60)[0].strip() for start in starts)
    assert said == ["first 3", "handed over", "handed over", "handed over"]


def test_what_a_killed_one_left_is_no_obstacle(qapp: QApplication, own_home: Home) -> None:
    script = (
        "import os, sys\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from pathlib import Path\n"
        "from photorag.core.paths import Home\n"
        "from photorag.qt.single_instance import SingleInstance\n"
        "application = QCoreApplication([])\n"
        "assert SingleInstance(Home(Path(sys.argv[1]))).claim(())\n"
        "os._exit(7)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, own_home.folder], check=False).returncode == 7
    assert second(own_home)


def test_one_that_does_not_answer_is_said(
    qtbot: QtBot, own_home: Home, elsewhere: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch, first: SingleInstance
) -> None:
    """A window that hangs accepts connections, and that is all."""
    monkeypatch.setattr(single_instance, "_ANSWER_SECONDS", 0.3)
    future = elsewhere.submit(second, own_home)  # nothing on this thread looks at it meanwhile
    with pytest.raises(LibraryBusy, match="already open but does not answer"):
        future.result(timeout=30)


def test_a_lock_without_anyone_listening_is_waited_for(
    qapp: QApplication, own_home: Home, elsewhere: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that is closing still writes what it has read."""
    own_home.folder.mkdir(parents=True)
    looked = threading.Event()
    monkeypatch.setattr(time, "sleep", lambda _: looked.set())
    with FileLock(own_home.folder / "window.lock"):
        future = elsewhere.submit(second, own_home)
        assert looked.wait(30)
    assert future.result(timeout=30) is True
    monkeypatch.setattr(single_instance, "_CLOSING_SECONDS", 0.0)
    with FileLock(own_home.folder / "window.lock"), pytest.raises(LibraryBusy):
        second(own_home)


def test_a_closing_window_takes_nothing_more(
    qtbot: QtBot, first: SingleInstance, own_home: Home, elsewhere: ThreadPoolExecutor
) -> None:
    asked: list[bool] = []

    def closing() -> bool:
        asked.append(True)
        return True

    first.closing = closing
    handed = collected(first.handed_over)
    future = elsewhere.submit(second, own_home, [ANYWHERE])
    qtbot.waitUntil(lambda: bool(asked), timeout=TIMEOUT)
    first.release()
    assert done(qtbot, future) is True  # a window of its own
    assert handed == []


@pytest.fixture
def speak(qtbot: QtBot, own_home: Home) -> Callable[[bytes], bytes]:
    def send(message: bytes) -> bytes:
        """The answer to these bytes; empty when the other side hung up without one."""
        socket = QLocalSocket()
        socket.connectToServer(server_name(own_home))
        assert socket.waitForConnected(5000)
        socket.write(message)
        qtbot.waitUntil(
            lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState or socket.bytesAvailable() > 0,
            timeout=TIMEOUT,
        )
        return bytes(socket.readAll().data())

    return send


@pytest.mark.parametrize(
    "message",
    [
        b"\n", b"hello\n", b"\xff\xfe\0\n", b"[]\n", b"{}\n", b'{"paths": 5}\n', b'{"paths": [1]}\n',
        b'{"paths": ["relative"]}\n', b'{"paths": [""]}\n', b'{"paths": ["/a\\u0000b"]}\n', b"[" * 100_000 + b"\n",
        json.dumps({"paths": ["/a"] * (MOST_PATHS + 1)}).encode() + b"\n",
        b'{"paths": ["/' + b"a" * 40_000 + b'"]}\n', b"a" * (MOST_BYTES + 10), b"GET / HTTP/1.1\r\n\r\n",
    ],
    ids=range(15),
)  # fmt: skip
def test_what_is_not_ours_is_not_listened_to(
    qtbot: QtBot, first: SingleInstance, speak: Callable[[bytes], bytes], message: bytes
) -> None:
    handed = collected(first.handed_over)
    assert speak(message) == b""
    assert speak(json.dumps({"paths": [ANYWHERE]}).encode() + b"\n") == b"taken\n"
    qtbot.waitUntil(lambda: handed == [[ANYWHERE]], timeout=TIMEOUT)


def test_half_a_message_holds_nothing_up(
    qtbot: QtBot, first: SingleInstance, own_home: Home, speak: Callable[[bytes], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(single_instance, "_TALK_MS", 50)
    before = len(first.findChildren(QObject))
    half = QLocalSocket()
    half.connectToServer(server_name(own_home))
    half.write(b'{"paths": [')
    assert speak(b'{"paths": []}\n') == b"taken\n"
    qtbot.waitUntil(lambda: half.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: len(first.findChildren(QObject)) == before, timeout=TIMEOUT)  # nothing is kept of them


def test_too_much_is_said(qapp: QApplication, own_home: Home) -> None:
    for paths in ([ANYWHERE] * (MOST_PATHS + 1), [ANYWHERE + "a" * MOST_BYTES]):
        with pytest.raises(PhotoRagError, match="Open the folder"):
            SingleInstance(own_home).claim(paths)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no owner's files")
def test_somebody_else_s_socket_is_told_nothing(
    qapp: QApplication, own_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_home.folder.mkdir(parents=True)
    name = server_name(own_home)
    server = QLocalServer()
    QLocalServer.removeServer(name)
    assert server.listen(name)
    uid = os.getuid()
    monkeypatch.setattr(single_instance, "server_name", lambda _: name)
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    with FileLock(own_home.folder / "window.lock"), pytest.raises(LibraryBusy):
        SingleInstance(own_home).claim([ANYWHERE])
    server.waitForNewConnection(1000)
    assert server.nextPendingConnection().bytesAvailable() == 0
    server.close()


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid"), reason="POSIX permissions")
def test_only_the_person_may_speak(first: SingleInstance, own_home: Home) -> None:
    server = QLocalServer()
    assert not server.listen(server_name(own_home))  # taken
    socket = QLocalSocket()
    socket.connectToServer(server_name(own_home))
    assert socket.waitForConnected(5000)
    assert Path(socket.fullServerName()).stat().st_mode & 0o077 == 0


def test_a_home_that_can_not_be_written_is_for_the_library_to_tell(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert second(Home(tmp_path / "file" / "home"))


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["paths", "x"]), inner),
)


@given(_JSON)
def test_any_json_is_paths_or_nothing(value: object) -> None:
    found = decoded(json.dumps(value).encode())
    assert found is None or all(Path(path).is_absolute() for path in found)
