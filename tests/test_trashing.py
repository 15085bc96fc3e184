"""Moving files to a real trash, the one the freedesktop specification describes, in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.e2e.conftest import small_disk as small_disk  # noqa: PLC0414 - a fixture

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="another trash")

_TRASH = """
import json, sys
from pathlib import Path
from photorag.core.cancel import CancelToken
from photorag.trashing import trash_files
token, seen = CancelToken(), []
def progress(done, total):
    seen.append([done, total])
    if done == int(sys.argv[1]):
        token.cancel()
report = trash_files([Path(path) for path in sys.argv[2:]], progress, token)
print(json.dumps({
    "trashed": [str(path) for path in report.trashed],
    "failed": [[str(each.path), each.reason] for each in report.failed],
    "cancelled": report.cancelled, "seen": seen,
}))
"""


class Trash:
    """Runs `trash_files` in a process whose home is a temporary one: the system's trash is found once a process."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "data" / "Trash"
        self._environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
        home.mkdir()

    def __call__(self, *paths: Path, cancel_at: int = -1) -> dict[str, Any]:
        command = [sys.executable, "-c", _TRASH, str(cancel_at), *map(str, paths)]
        ran = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True)
        found: dict[str, Any] = json.loads(ran.stdout)
        return found


@pytest.fixture
def trash(tmp_path: Path) -> Trash:
    return Trash(tmp_path / "someone")


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_files_go_to_the_trash_and_can_come_back(tmp_path: Path, trash: Trash) -> None:
    first = write(tmp_path / "a" / "Täst 1.jpg", b"first")
    second = write(tmp_path / "b" / "Täst 1.jpg", b"second")
    report = trash(first, second)
    assert report["trashed"] == [str(first), str(second)]
    assert report["failed"] == []
    assert report["seen"] == [[0, 2], [1, 2], [2, 2]]
    assert not first.exists() and not second.exists()
    assert sorted(each.read_bytes() for each in (trash.folder / "files").iterdir()) == [b"first", b"second"]
    origins = {
        unquote(line.removeprefix("Path="))
        for info in (trash.folder / "info").iterdir()
        for line in info.read_text().splitlines()
        if line.startswith("Path=")
    }
    assert origins == {str(first), str(second)}


def test_a_file_that_is_gone_holds_nothing_up(tmp_path: Path, trash: Trash) -> None:
    good = write(tmp_path / "good.jpg", b"good")
    report = trash(tmp_path / "gone.jpg", good)
    assert report["failed"] == [[str(tmp_path / "gone.jpg"), "the file is gone, or its folder is offline"]]
    assert report["trashed"] == [str(good)]


def test_stopped_half_way(tmp_path: Path, trash: Trash) -> None:
    paths = [write(tmp_path / f"{number}.jpg", b"x") for number in range(4)]
    report = trash(*paths, cancel_at=1)
    assert report["cancelled"]
    assert report["trashed"] == [str(path) for path in paths[:2]]
    assert [path.exists() for path in paths] == [False, False, True, True]


def test_another_disk_has_a_trash_of_its_own(trash: Trash, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("1m")
    photo = write(disk / "photos" / "a.jpg", b"a")
    assert trash(photo)["trashed"] == [str(photo)]
    assert [each.read_bytes() for each in disk.glob(".Trash-*/files/*")] == [b"a"]


def test_a_disk_without_a_trash_keeps_the_file(trash: Trash, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("1m")
    photo = write(disk / "a.jpg", b"a")
    write(disk / f".Trash-{os.getuid()}", b"no folder, so nothing can be put into it")
    report = trash(photo)
    assert report["trashed"] == []
    assert len(report["failed"]) == 1
    assert photo.read_bytes() == b"a"


def test_a_disk_that_can_not_be_written(trash: Trash, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("1m")
    photo = write(disk / "a.jpg", b"a")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    reason = "no permission to move it: the file, its folder or its disk is write-protected"
    assert trash(photo)["failed"] == [[str(photo), reason]]
    assert photo.read_bytes() == b"a"
