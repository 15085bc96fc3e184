"""``photorag index --watch``, and ``photorag`` in a second process that sees each change."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import FAKE_MODEL, Photorag, Running, wait_until
from tests.e2e.conftest import MakePictures

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")


class Watched:
    """A watching process, a folder it watches, and a second process that looks for photos."""

    def __init__(self, photorag: Photorag, running: Running, folder: Path, anchor: Path) -> None:
        self.folder = folder
        self.running = running
        self._photorag = photorag
        self._anchor = anchor

    def found(self) -> dict[str, dict[str, Any]]:
        """The hits of a search in another process, by path below the folder; without the picture it searches by."""
        hits = self._photorag.ok("similar", self._anchor, "-n", "1000", "--json").objects
        return {Path(hit["path"]).relative_to(self.folder).as_posix(): hit for hit in hits}

    def until(self, wanted: set[str]) -> dict[str, dict[str, Any]]:
        """Searches again and again until exactly these are found."""
        seen: dict[str, dict[str, Any]] = {}

        def is_so() -> bool:
            nonlocal seen
            assert self.running.alive
            seen = self.found()
            return set(seen) == wanted

        wait_until(is_so, f"exactly {wanted} are found")
        return seen


@pytest.fixture
def watched(tmp_path: Path, make_pictures: MakePictures) -> Iterator[Watched]:
    photorag = Photorag(tmp_path / "home", FAKE_MODEL)
    folder = tmp_path / "photos"
    anchor, *_ = make_pictures(folder, 2)
    with photorag.start("index", folder, "--watch", "--json") as running:
        assert '"added": 2' in running.line()
        yield Watched(photorag, running, folder, anchor)


def test_a_second_process_sees_each_change(watched: Watched, drawings: list[bytes], tmp_path: Path) -> None:
    folder = watched.folder
    assert set(watched.found()) == {"0/1.jpg"}

    for name in ("copied.jpg", "deep/er/copied too.jpg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(drawings[2] + name.encode())
    before = watched.until({"0/1.jpg", "copied.jpg", "deep/er/copied too.jpg"})

    (folder / "copied.jpg").rename(folder / "deep" / "renamed.jpg")
    after = watched.until({"0/1.jpg", "deep/renamed.jpg", "deep/er/copied too.jpg"})
    assert after["deep/renamed.jpg"]["item"] == before["copied.jpg"]["item"]

    (folder / "deep" / "renamed.jpg").write_bytes(drawings[3])

    def is_edited() -> bool:
        now = watched.found()["deep/renamed.jpg"]
        return bool(now["segment"] != after["deep/renamed.jpg"]["segment"])

    wait_until(is_edited, "the edited photo has been read again")

    (folder / "deep" / "renamed.jpg").unlink()
    watched.until({"0/1.jpg", "deep/er/copied too.jpg"})

    (folder / "deep").rename(tmp_path / "moved out")
    watched.until({"0/1.jpg"})

    (tmp_path / "moved out").rename(folder / "back again")
    watched.until({"0/1.jpg", "back again/er/copied too.jpg"})


def test_a_name_that_is_no_text_stops_nothing(watched: Watched, drawings: list[bytes]) -> None:
    try:
        (watched.folder / "odd \udcff.jpg").write_bytes(drawings[2])
    except OSError:
        pytest.skip("this file system takes no such name")
    (watched.folder / "good.jpg").write_bytes(drawings[3])
    watched.until({"0/1.jpg", "good.jpg"})


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_it_stops_when_told(make_pictures: MakePictures, tmp_path: Path, number: signal.Signals) -> None:
    make_pictures(tmp_path / "photos", 1)
    with Photorag(tmp_path / "home", FAKE_MODEL).start("index", tmp_path / "photos", "--watch") as running:
        while not running.line().startswith("Watching for changes."):
            pass
        running.signal_all(number) if number == signal.SIGINT else running.process.send_signal(number)
        ended = running.wait()
    assert (ended.code, ended.err) == (0, "")
