"""Walking folders: what is found, what is passed over and why, and that links can't lead in circles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled
from photorag.ingest import scan as scanning
from photorag.ingest.scan import ScanRules, scan
from photorag.media.formats import is_picture_name


def rules(*exclude: str, own: str | None = None) -> ScanRules:
    return ScanRules(is_picture_name, exclude, own)


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def found(folder: Path, using: ScanRules) -> set[str]:
    return {os.path.relpath(file.path, folder) for file in scan(str(folder), using).files}


def test_finds_pictures_below_and_counts_the_rest(tmp_path: Path) -> None:
    for name in ("a.jpg", "deep/er/b.HEIC", "notes.txt", ".hidden/c.jpg", ".d.jpg", "copying.jpg.part", "~lock.jpg"):
        touch(tmp_path / name)
    result = scan(str(tmp_path), rules())
    assert {Path(file.path).name for file in result.files} == {"a.jpg", "b.HEIC"}
    assert result.skipped == {scanning.NOT_A_PICTURE: 1, scanning.HIDDEN: 4}


def test_stamps_are_those_of_the_file(tmp_path: Path) -> None:
    path = touch(tmp_path / "a.jpg")
    os.utime(path, ns=(5, 1_234_567_890))
    (file,) = scan(str(tmp_path), rules()).files
    assert (file.stamp.size, file.stamp.mtime_ns) == (1, 1_234_567_890)


def test_link_loops_end_and_each_real_folder_is_read_once(tmp_path: Path) -> None:
    touch(tmp_path / "real" / "a.jpg")
    (tmp_path / "aaa-link").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "up").symlink_to(tmp_path)
    result = scan(str(tmp_path), rules())
    assert [os.path.relpath(file.path, tmp_path) for file in result.files] == ["real/a.jpg"]
    assert result.skipped[scanning.LOOP] == 2


def test_a_link_to_elsewhere_is_followed(tmp_path: Path) -> None:
    touch(tmp_path / "elsewhere" / "a.jpg")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "link").symlink_to(tmp_path / "elsewhere")
    assert found(tmp_path / "root", rules()) == {"link/a.jpg"}


def test_dead_links_and_pipes_are_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "dead.jpg").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.jpg")
    assert found(tmp_path, rules()) == set()


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("private", {"a.jpg", "trip/raw/c.jpg"}),
        ("C.*", {"a.jpg", "private/b.jpg"}),
        ("trip/raw", {"a.jpg", "private/b.jpg"}),
        ("/trip/raw/", {"a.jpg", "private/b.jpg"}),
        ("raw/c.jpg", {"a.jpg", "private/b.jpg"}),
        ("", {"a.jpg", "private/b.jpg", "trip/raw/c.jpg"}),
    ],
)
def test_excluded_patterns(tmp_path: Path, pattern: str, left: set[str]) -> None:
    for name in ("a.jpg", "private/b.jpg", "trip/raw/c.jpg"):
        touch(tmp_path / name)
    assert found(tmp_path, rules(pattern)) == left


def test_the_librarys_own_folder_is_left_out_unless_it_is_the_root(tmp_path: Path) -> None:
    own = tmp_path / "home"
    touch(own / "thumbnails" / "a.jpg")
    assert found(tmp_path, rules(own=str(own))) == set()
    assert found(own, rules(own=str(own))) == {"thumbnails/a.jpg"}


def test_a_path_below_a_skipped_folder_is_skipped(tmp_path: Path) -> None:
    root = str(tmp_path)
    assert rules().skips_path(str(tmp_path / ".cache" / "a.jpg"), root)
    assert rules("old").skips_path(str(tmp_path / "old" / "x" / "a.jpg"), root)
    assert not rules("old").skips_path(str(tmp_path / "new" / "a.jpg"), root)


def test_names_that_are_no_text_are_skipped_with_a_reason(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jpg")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes no such name")
    result = scan(str(tmp_path), rules())
    assert not result.files
    assert result.skipped == {scanning.BAD_NAME: 1}


def test_items_below_an_unreadable_folder_are_not_covered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "open" / "a.jpg")
    closed = tmp_path / "closed"
    touch(closed / "b.jpg")
    real = os.scandir

    def scandir(path: str) -> object:  # root may read everything, so the refusal is staged
        if path == str(closed):
            raise PermissionError(13, "denied", path)
        return real(path)

    monkeypatch.setattr("photorag.ingest.scan.os.scandir", scandir)
    result = scan(str(tmp_path), rules())
    assert result.skipped == {scanning.FOLDER_UNREADABLE: 1}
    assert not result.covers(str(closed / "b.jpg"))
    assert result.covers(str(tmp_path / "open" / "gone.jpg"))


def test_cancelling_stops_the_walk(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        scan(str(tmp_path), rules(), cancel)
