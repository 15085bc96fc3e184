"""What a library's surroundings can do to it: no room, no permission, two at once. One sentence each, nothing lost."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.command import FAKE_MODEL, Photorag, wait_until
from tests.e2e.conftest import MakePictures


def test_a_full_disk(make_pictures: MakePictures, small_disk: Callable[[str], Path], tmp_path: Path) -> None:
    """Room for the database and some thumbnails, and then for all."""
    paths = make_pictures(tmp_path / "photos", 80)
    photorag = Photorag(small_disk("2m") / "home", FAKE_MODEL)
    sentence = photorag.error("index", tmp_path / "photos")
    assert "is full. Free some space, then run this again; nothing is lost." in sentence
    before = photorag.stored()
    assert before < len(paths)
    assert photorag.ok("status", "--json").last["items"] == before
    small_disk("60m")
    report = photorag.ok("index", "--json").last
    assert (report["added"], report["unchanged"]) == (len(paths) - before, before)
    assert set(photorag.contents()) == set(map(str, paths))
    assert photorag("doctor").code == 0


def test_a_disk_without_room_for_anything(
    make_pictures: MakePictures, small_disk: Callable[[str], Path], tmp_path: Path
) -> None:
    make_pictures(tmp_path / "photos", 1)
    for size in ("8k", "40k"):
        photorag = Photorag(small_disk(size) / "home", FAKE_MODEL)
        for command in (["status"], ["index", tmp_path / "photos"], ["models", "add", tmp_path]):
            finished = photorag(*command)
            assert finished.code in (0, 1)
            if finished.code:
                assert finished.sentence


def test_folders_that_may_not_be_read(
    make_pictures: MakePictures, without_powers: tuple[str, ...], tmp_path: Path
) -> None:
    photorag = Photorag(tmp_path / "home", FAKE_MODEL, without_powers)
    folder = tmp_path / "photos"
    make_pictures(folder, 3)
    closed = make_pictures(folder / "closed", 1, first=3)[0]
    closed_folder = closed.parents[1]
    photorag.ok("index", folder)
    assert photorag.stored() == 4

    folder.chmod(0o000)
    sentence = photorag.error("index", folder)
    assert sentence.startswith(f"The folder {folder} may not be read")
    report = photorag.ok("index", "--json").last  # not named: away for now, and the other folders go on
    assert (report["offline"], report["removed"]) == ([str(folder)], 0)
    folder.chmod(0o755)

    closed_folder.chmod(0o000)  # may not be listed
    report = photorag.ok("index", "--json").last
    assert (report["unchanged"], report["removed"]) == (3, 0)
    assert report["skipped_reasons"] == {"a folder that may not be read": 1}
    closed_folder.chmod(0o755)

    closed.parent.chmod(0o444)  # may be listed, but not entered
    report = photorag.ok("index", "--json").last
    assert (report["unchanged"], report["removed"]) == (3, 0)
    assert report["skipped_reasons"] == {"a file that may not be looked at": 1}
    closed.parent.chmod(0o755)

    closed.write_bytes(closed.read_bytes() + b"edited")
    closed.chmod(0o000)
    report = photorag.ok("index", "--json").last
    assert [(each["path"], each["reason"]) for each in report["failed"]] == [(str(closed), "no permission to read it")]
    closed.chmod(0o644)
    report = photorag.ok("index", "--json", "--retry").last
    assert (report["updated"], report["failed"]) == (1, [])
    assert photorag("doctor").code == 0


def test_a_home_that_may_not_be_written(
    make_pictures: MakePictures, without_powers: tuple[str, ...], tmp_path: Path
) -> None:
    """As on a disk that is mounted for reading only, where SQLite can't read a database in WAL mode either."""
    photorag = Photorag(tmp_path / "home", FAKE_MODEL, without_powers)
    first, *_ = make_pictures(tmp_path / "photos", 2)
    photorag.ok("index", tmp_path / "photos")
    make_pictures(tmp_path / "photos", 1, first=2)
    inside = [photorag.home, *(each for each in photorag.home.rglob("*"))]
    for each in inside:
        each.chmod(0o555 if each.is_dir() else 0o444)
    try:
        for command in ("index", f"roots add {tmp_path}", "status", f"similar {first}", "doctor", "search red"):
            assert str(photorag.home) in photorag.error(*command.split())
    finally:
        for each in inside:
            each.chmod(0o755 if each.is_dir() else 0o644)
    assert photorag.ok("index", "--json").last["added"] == 1
    empty = tmp_path / "shut"
    empty.mkdir(mode=0o555)
    assert str(empty) in Photorag(empty / "home", FAKE_MODEL, without_powers).error("index", tmp_path / "photos")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_two_runs_at_once(make_pictures: MakePictures, tmp_path: Path) -> None:
    photorag = Photorag(tmp_path / "home", FAKE_MODEL)
    make_pictures(tmp_path / "photos", 60)
    with photorag.start("index", tmp_path / "photos", "--json") as running:
        wait_until(lambda: photorag.stored() > 0 or not running.alive, "something is stored")
        running.process.send_signal(signal.SIGSTOP)  # so that it is not done before it is found at work
        assert running.alive
        assert photorag.error("index", tmp_path / "photos").startswith("Another PhotoRAG (a window, or")
        assert photorag.ok("status", "--json").last["items"] > 0
        running.process.send_signal(signal.SIGCONT)
        finished = running.wait()
    assert (finished.code, finished.last["added"]) == (0, 60)
    assert photorag("doctor").code == 0
